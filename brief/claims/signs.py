"""The signs that make a sentence a claim: numbers, percentages, dates, superlatives, quotations; and its years."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from brief.check.sentences import behind_days, spans
from brief.claims.claim import Kind
from brief.claims.dates import Dates
from brief.claims.numbers import IN_ENGLISH, NAMES, ORDINARY, PART, POINTING, SCALE, numbered, without, without_names
from brief.model import is_phrase, word_list

QUOTED_WORDS = 5
"""The fewest words of a quotation that is a claim; shorter ones are mostly names and terms."""

QUOTATION = re.compile(
    r"“[^”]*(?:”|$)|«[^»]*(?:»|$)|„[^“”]*(?:[“”]|$)|「[^」]*」|『[^』]*』|(?<!\w)\"[^\"]*\"(?!\w)"
    r"|(?<!\w)‘(?:[^‘’]|’(?=\w)|(?<=s)’(?=\s[a-z][^‘”]*’(?!\w)))*’(?!\w)"
)
"""Words in quotation marks, or up to the end when the closing mark is missing; ``’`` in a word is an apostrophe."""

PERCENT = (
    r"\s?(?i:%|٪|‰|퍼센트|프로(?!\w)"
    r"|(?:per\s?cent(?:age[-\s]points?)?|percentage\spoints?|basis\spoints?|pour\s(?:cent|mille))(?!\w))"
)
DIGITS = r"(?<![a-z\d])(?<!\d[.,٬٫'’])\d++(?:[.,٬٫'’\xa0\u202f]\d++)*+|[¼-¾⅐-⅞]"
_UNIT = re.compile(rf"{PERCENT}|(?i:[-\s]{PART}s?(?!\w)|\sa\s{SCALE}(?!\w)|x(?!\w))")
"""What follows a number and belongs to its amount, apart from a further number."""

_JOINTS = (re.compile(r"[-\s]"), re.compile(r"\s?–\s?"), re.compile(r"\s(?i:to|in|out\sof)\s"))
"""What stands between two numbers of one amount, as in ``80,000 to 120,000``."""

IDEOGRAPHS = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")


@dataclass(frozen=True, slots=True)
class Signs:
    """The kinds of claims in a sentence, and the years that it mentions.

    `number` is its first number or percentage as written, and `at` the offset of that; empty and 0 without one.
    """

    kinds: tuple[Kind, ...]
    years: tuple[str, ...]
    number: str = ""
    at: int = 0


@dataclass(frozen=True, slots=True)
class Language:
    """Finds the signs in sentences of one language."""

    dates: Dates
    numbered: re.Pattern[str] | None
    superlatives: re.Pattern[str] | None
    exceptions: re.Pattern[str] | None
    documents: re.Pattern[str] | None
    pointing: re.Pattern[str] | None
    numbers: re.Pattern[str]
    percentages: re.Pattern[str]
    abbreviations: tuple[str, ...]
    months: frozenset[str]

    @classmethod
    def of(cls, tag: str, words: Mapping[str, str]) -> Language:
        """The patterns for a BCP 47 tag and the word lists of a brief (``superlatives``: ``worst, most, -at most``)."""
        is_english = tag.partition("-")[0].lower() == "en"
        superlatives = word_list(words, "superlatives")
        documents = word_list(words, "documents")
        number = rf"{DIGITS}|{IN_ENGLISH}" if is_english else DIGITS
        counted = rf"(?:{DIGITS}|(?i:{ORDINARY}))" if is_english else f"(?:{DIGITS})"
        return cls(
            Dates.of(word_list(words, "months"), documents, word_list(words, "published")),
            numbered(word_list(words, "numbered"), is_english),
            phrases(word for word in superlatives if not word.startswith("-")),
            phrases(word[1:] for word in superlatives if word.startswith("-")),
            phrases(documents),
            POINTING if is_english else None,
            re.compile(number, re.VERBOSE),
            re.compile(rf"{counted}[-\s]?{PERCENT}"),
            word_list(words, "abbreviations"),
            behind_days(words),
        )

    def spans(self, text: str) -> Iterator[tuple[int, int]]:
        """The start and the end of each sentence in a text."""
        return spans(text, self.abbreviations, self.months)

    def signs(self, sentence: str, heads: str = "") -> Signs:
        """The signs in a sentence, without quotations, which may be longer than a sentence.

        In a row, the `heads` of its columns count too: with documents, years are theirs and no claims, and with a
        percent sign, numbers are percentages.
        """
        rest, years, has_event = self.dates.taken(without_names(sentence, self.numbered))
        rest = without(without(rest, self.pointing), NAMES)  # after the dates, since NAMES matches May-2024
        of_documents = self.documents and self.documents.search(heads)
        kinds: list[Kind] = []
        uncounted = without(rest, self.percentages)
        if self.numbers.search(uncounted):
            kinds.append("number")
        if uncounted != rest:
            kinds.append("percentage")
        if has_event and not of_documents:
            kinds.append("date")
        if self.superlatives and self.superlatives.search(without(sentence, self.exceptions)):
            kinds.append("superlative")
        if "number" in kinds and "percentage" not in kinds and not of_documents and re.search(PERCENT, heads):
            kinds.append("percentage")
        years = () if of_documents else years
        first = min(
            (match.span() for sign in (self.percentages, self.numbers) if (match := sign.search(rest))), default=(0, 0)
        )
        return Signs(tuple(kinds), years, sentence[slice(*_whole(rest, self.numbers, *first))], first[0])


def _whole(text: str, numbers: re.Pattern[str], start: int, end: int) -> tuple[int, int]:
    """The span of a number including the rest of its amount: ``25 million``, ``80,000 to 120,000``, ``9 %``."""
    while start < end and (more := _UNIT.match(text, end) or _following(text, numbers, end)):
        end = more.end()
    return start, end


def _following(text: str, numbers: re.Pattern[str], end: int) -> re.Match[str] | None:
    """The second number of a range such as ``80,000 to 120,000``, whose first number ends at `end`; or None."""
    joints = (joint for pattern in _JOINTS if (joint := pattern.match(text, end)))
    return next((number for joint in joints if (number := numbers.match(text, joint.end()))), None)


def phrases(entries: Iterable[str]) -> re.Pattern[str] | None:
    """A pattern for phrases as whole words, with ``*`` for any letters; None when none of them `is_phrase`."""

    def pattern(entry: str) -> str:
        parts = r"\s+".join(re.escape(word) for word in entry.split())
        return re.sub("['’]", "['’]", parts.replace(r"\*", r"\w*"))

    patterns = sorted(map(pattern, filter(is_phrase, entries)), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(patterns)})(?!\w)", re.IGNORECASE) if patterns else None


def quotations(text: str) -> Iterator[tuple[int, int]]:
    """The start and end of each quotation of five words or more."""
    return (match.span() for match in QUOTATION.finditer(text) if count(match[0]) >= QUOTED_WORDS)


def count(text: str) -> int:
    """The number of words; in scripts without spaces, two characters count as one."""
    return len(re.findall(r"[^\W_]+(?:[’'-][^\W_]+)*", IDEOGRAPHS.sub(" ", text))) + len(IDEOGRAPHS.findall(text)) // 2
