"""Locators, the parts of a source that are cited: ``pp. 12–14`` in ``, pp. 12–14, and the annex``."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache

ENGLISH: Mapping[str, str] = {
    "": "annex annexes",
    "act": "act acts",
    "appendix": "appendix appendices app. apps.",
    "article-locator": "article articles art. arts.",
    "book": "book books bk. bks.",
    "canon": "canon canons can. cann.",
    "chapter": "chapter chapters chap. chaps. ch. chs.",
    "column": "column columns col. cols.",
    "equation": "equation equations eq. eqs.",
    "figure": "figure figures fig. figs.",
    "folio": "folio folios fol. fols.",
    "issue": "number numbers no. nos. issue issues",
    "line": "line lines l. ll.",
    "note": "note notes n. nn.",
    "opus": "opus op. opp.",
    "page": "page pages p. pp.",
    "paragraph": "paragraph paragraphs para. paras. par. pars. ¶ ¶¶",
    "part": "part parts pt. pts.",
    "rule": "rule rules",
    "scene": "scene scenes sc. scs.",
    "section": "section sections sec. secs. § §§",
    "sub-verbo": "s.v. s.vv.",
    "supplement": "supplement supplements supp. supps.",
    "table": "table tables tbl. tbls.",
    "timestamp": "timestamp timestamps",
    "title-locator": "title titles tit. tits.",
    "verse": "verse verses v. vv.",
    "version": "version versions ver. vers.",
    "volume": "volume volumes vol. vols.",
}
"""The words for the parts of a source, by their labels in CSL; as in Pandoc, they serve in every language.

An annex, for which CSL has no label, is printed as it is written.
"""

_ROMAN = r"(?=[ivxlcdm]+\b)m{0,3}(?:cm|cd|d?c{0,3})(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})(?!\w)"
_UNIT = "\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"
"""The letters of languages whose word follows the number, as in Korean ``7쪽``, which is printed as it is."""

_NUMBER = rf"(?:[A-Za-z]{{0,3}}\d(?:(?![{_UNIT}])[\w.:/()])*(?<![.:/])|(?i:{_ROMAN}))"
_COUNTED = rf"(?!\d*[{_UNIT}]|[ ]?[-–—,&][ ]?\d+[{_UNIT}])"
_BRACED = re.compile(r"[,\s]*\{(?P<inside>[^{}]*)\}")
_BARE = re.compile(rf"\s*,\s*(?=\d|{_ROMAN})|\s+(?=\d)")
"""The text before a page number without a label."""


@dataclass(frozen=True, slots=True)
class Locator:
    """A part of a source: its CSL label, ``page``, and numbers, ``12–14``. Words such as ``preamble`` have no label."""

    label: str
    numbers: str


def locator(text: str, terms: Callable[[], Mapping[str, str]]) -> tuple[Locator | None, str]:
    """The locator at the start of a text, or None, and the rest of the text.

    `terms` returns the labels by the words of the brief's language; it is called only if the English words do not fit.
    A number alone is a page. Braces enclose a locator that is not recognized otherwise; words in them have no label.
    """
    if braced := _BRACED.match(text):
        inside = braced["inside"].strip()
        found, rest = locator(f", {inside}", terms)
        label = "page" if _numbers().fullmatch(inside) else ""
        return Locator(found.label, found.numbers + rest) if found else Locator(label, inside), text[braced.end() :]
    for words in (_english, terms):
        known = words()
        for head in (_label(frozenset(known)).match(text), _BARE.match(text)):
            if head and (match := _numbers().match(text, head.end())):
                label = known[head["label"].lower()] if head.lastgroup else "page"
                named = f"{head['label']} " if not label else ""
                return Locator(label, named + match["numbers"]), text[match.end() :]
        if not re.match(r"[,\s]*\w", text):
            break
    return None, text


@cache
def _numbers() -> re.Pattern[str]:
    """A pattern for the numbers of a locator, compiled on first use: it takes 10 ms, and many briefs have none."""
    return re.compile(rf"(?P<numbers>{_NUMBER}(?:(?:[ ]?[-–—][ ]?|,[ ]?|[ ]?&[ ]?){_NUMBER})*){_COUNTED}")


@cache
def _english() -> Mapping[str, str]:
    return by_word((label, words.split()) for label, words in ENGLISH.items())


def by_word(words: Iterable[tuple[str, Iterable[str]]]) -> Mapping[str, str]:
    """The labels by each of the words for them, in lower case."""
    return {word.lower(): label for label, all_words in words for word in all_words}


@cache
def _label(words: frozenset[str]) -> re.Pattern[str]:
    """A pattern for one of these words before a number; it matches nothing without words."""
    longest_first = "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))
    return re.compile(rf"[,\s]*(?P<label>(?i:{longest_first}))(?:(?<=[.§¶])|\b)\s*" if words else r"(?!)")
