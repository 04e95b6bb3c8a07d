"""Dates in a sentence: those of events are claims, those of documents are part of their names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from brief.claims.numbers import GONE, without

_PLURAL = re.compile(r"\s(?:people|men|women|children|[a-z]{3,}s)(?!\w)")
_YEAR = r"(?<![\d$€£¥₩])(?<!\d[.,–-])(?:1[5-9]|20)\d\d(?:s(?!\w))?(?!\d|[.,]\d|\s?%|\s?per\s?cent)"
_OF_TIME = re.compile(
    r"(?:\b(?:in|since|by|until|from|during|between|before|after|and|to|of|the|their|its|en|depuis|de|les?|des)|[’']s)\s$",
    re.IGNORECASE,
)

YEARS = re.compile(rf"{_YEAR}(?:[–/-](?:{_YEAR}|\d\d(?!\d|-\d)))?")
"""A year, a span of years, or a decade."""


@dataclass(frozen=True, slots=True)
class Dates:
    """Patterns of dates in one language: any date, the date of a document, and a date in brackets."""

    any: re.Pattern[str]
    of_documents: re.Pattern[str]
    in_brackets: re.Pattern[str]

    @classmethod
    def of(cls, months: Sequence[str], documents: Iterable[str], published: Iterable[str]) -> Dates:
        """The patterns for names of months, words for documents, and words such as 'published'."""
        date = _date(months)
        month = "|".join(map(re.escape, months))
        listed = rf"(?<!\d),\s+(?:(?:{month})\s+)?(?:{YEARS.pattern})(?=\s*(?:[.;)»”]|$|,\s+pp?\.))"  # 'Collins, 2012;'
        issued = [rf"{GONE}(?:,?\s*\(?(?:(?:of|from|dated|du|de|le)\s+)?)"]
        if nouns := _alternatives(documents):
            issued += [rf"(?<!\w)(?:{nouns})(?:,|\s+\(|\s+(?:of|from|dated|du|de|d’))?\s+"]
        if words := _alternatives(published):
            issued += [rf"(?<!\w)(?:{words})\s+(?:\w{{1,3}}\s+)?"]
        behind = rf"(?:(?i:{'|'.join(issued)}))(?:{date})\)?"
        before = (
            rf"(?<!\bin\s)(?<!\bIn\s)(?:{YEARS.pattern})년?(?:\s+[A-Z]\w*){{0,2}}\s+(?i:{nouns})(?!\w)"
            if nouns
            else None
        )
        return cls(
            re.compile(date),
            re.compile("|".join(filter(None, (behind, before, listed)))),
            re.compile(rf"\((?:[^()\d]{{0,60}}[,\s])?(?:{date})\)"),
        )

    def taken(self, text: str) -> tuple[str, tuple[str, ...], bool]:
        """`text` with its dates blanked out, their years except those of documents, and whether it dates an event."""
        text = without(text, self.of_documents)
        years = [year for match in self.in_brackets.finditer(text) for year in YEARS.findall(match[0])]
        text = without(text, self.in_brackets)
        events = [match for match in self.any.finditer(text) if not _is_count(match)]
        years = [year for match in events for year in YEARS.findall(match[0])] + years
        for match in events:
            text = text[: match.start()] + GONE * len(match[0]) + text[match.end() :]
        return text, tuple(dict.fromkeys(years)), bool(events)


def _is_count(match: re.Match[str]) -> bool:
    """Whether what looks like a year counts something: '1500 prisoners', but not 'in 1984 prisoners'."""
    before, behind = match.string[: match.start()], match.string[match.end() :]
    return bool(re.fullmatch(r"\d{4}", match[0]) and _PLURAL.match(behind)) and not _OF_TIME.search(before)


def _alternatives(entries: Iterable[str]) -> str:
    """A pattern for one of these words, in which ``*`` stands for any letters; empty without words."""
    return "|".join(re.escape(entry).replace(r"\*", r"\w*") for entry in sorted(entries, key=len, reverse=True))


def _date(months: Sequence[str]) -> str:
    """A pattern for a day, a month of a year, or a year."""
    short = [rf"{name[:3]}\w{{0,2}}\." for name in months if name[:3].isalpha()]
    bare = [name[:3] for name in months if re.match("[A-Z]", name)]
    month = rf"(?<![\w])(?:{'|'.join([*map(re.escape, sorted(months, key=len, reverse=True)), *short, *bare])})(?!\w)"
    day = r"(?<!\d)[0-3]?\d(?:st|nd|rd|th|er|º|\.)?(?!\w|[.,]\d)"
    return "|".join(
        (
            rf"{month}(?:\s+{day}(?:\s*(?:[–-]|and|to|et)\s*{day})?(?:,?\s+{_YEAR})?|,?\s+(?:of\s+|de\s+)?{_YEAR})",
            rf"{day}\s+(?:of\s+|de\s+)?{month}(?:,?\s+(?:de\s+)?{_YEAR})?",
            rf"{_YEAR}-\d\d-\d\d",
            r"\d{4}\s?[년年](?:\s?\d{1,2}\s?[월月](?:\s?\d{1,2}\s?[일日])?)?|\d{1,2}\s?[월月]\s?\d{1,2}\s?[일日]",
            r"(?<![\d.])\d{1,2}([./])\d{1,2}\1(?:\d{4}|\d\d)(?![\d.])",
            r"(?<!\w)FY\s?\d{2,4}",
            YEARS.pattern,
        )
    )
