"""Typographic quotes, apostrophes, dashes, ellipses and spaces, by the language of the brief."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple
from xml.etree.ElementTree import Element

from brief.parse.words import BORDER, OPAQUE, rewrite, wrap

NARROW, NO_BREAK = "\u202f", "\xa0"
"""The narrow and the ordinary no-break space."""

_OPENERS = "([{<-–—/¡¿«“‘„‚‹「『" + NARROW + NO_BREAK
_CLIPPED = re.compile(r"(?:[0-9]{2}s?|tis|twas|til|em|cause|n)\b", re.IGNORECASE)
_QUOTE = re.compile(r"[\"']")
_MINUS = re.compile(
    rf"(?<![^\s(\[{BORDER}])(?<![\d%€£¥₩]\s)[-–](?=(?:[A-Z]{{1,3}}\$|[$€£¥₩])\s?\d)"
    rf"|(?<![^{BORDER}])[-–](?=\d[\d.,’\xa0\u202f]*\s?[^\w\s{BORDER}]?{BORDER}?\Z)"
)
"""A dash that is a minus: before an amount of money, but not in a range, or before a number alone in its cell."""

_PAGES = re.compile(r"\b(?:(?:pp?|SS?|págs?)\.|pages?)[ \xa0\u202f]\d+(?:-\d+)?(?:, ?\d+(?:-\d+)?)*\b")
"""Pages that a note names: ``pp. 8-15, 20``."""

_YEARS = re.compile(r"(?<![\w./-])(?P<first>(?:1[5-9]|2[01])\d\d)-(?P<last>(?:1[5-9]|2[01])?\d\d)(?![\w/-])")
"""A range of years: ``2015-2025``, ``2015-16``."""

_PERCENT = re.compile(r"(?<=\d)[ \xa0\u202f]%")

_DASHES = re.compile(r"(?<!-)-{2,3}(?!-)")
_SYMBOL = re.compile(r"\b[A-Z]{1,6}(?:/[A-Z0-9][A-Z0-9.]*(?<!\.))+")
_AMOUNT = re.compile(
    r"[$€£₩]?(?<![\w.,])[0-9](?:[0-9.,\u202f\xa0]{0,9}[0-9])?\s(?:(?:hundred|thousand|[mb]illion|trillion)s?|per\s?cent|%"
    r"|Mi[ol]\.|Mrd\.|Millionen|Milliarden|Prozent|milli(?:on|ard)s?|pour\scent)(?!\w)"
)
_DOTS = re.compile(r"(?<!\.)\.{3}(?!\.)")


class Marks(NamedTuple):
    """The marks of a language: its quotes, its inner quotes, and the punctuation that has a space before it.

    With `closed`, a per cent sign has no space before it, and years of a range have a dash between them.
    """

    opening: str = "“"
    closing: str = "”"
    inner_opening: str = "‘"
    inner_closing: str = "’"
    spaced: str = ""
    closed: bool = False

    @classmethod
    def of(cls, quotes: str) -> Marks:
        """The marks with these quotes and, after them, the punctuation with a space before it; blanks part them."""
        opening, closing, inner_opening, inner_closing, *spaced = quotes.split(" ")
        return cls(opening, closing, inner_opening, inner_closing, "".join(spaced))


MARKS: Mapping[str, Marks] = {
    language: Marks.of(marks)
    for languages, marks in (
        ("cs da de sk sl", "„ “ ‚ ‘"),
        ("de-CH", "« » ‹ ›"),
        ("el es it pt-PT", "« » “ ”"),
        ("es-MX", "“ ” ‘ ’"),
        ("fi sv", "” ” ’ ’"),
        ("fr", f"«{NO_BREAK} {NO_BREAK}» “ ” :;!?"),
        ("fr-CA", f"«{NO_BREAK} {NO_BREAK}» “ ” :"),
        ("fr-CH", f"«{NARROW} {NARROW}» ‹ › :;!?"),
        ("hu", "„ ” » «"),
        ("nb no", "« » ‘ ’"),
        ("pl ro", "„ ” « »"),
        ("ru uk", "« » „ “"),
    )
    for language in languages.split()
} | {"en": Marks(closed=True)}
"""The marks by language, or by language and country; all others, such as Korean, have the quotes of English."""


def marks_of(language: str) -> Marks:
    """The marks for a language tag: those of language and country, of the language, or else of English."""
    return MARKS.get(language) or MARKS.get(language.partition("-")[0].lower()) or Marks()


def typeset_marks(root: Element, language: str) -> None:
    """Replaces typewriter marks by those of `language`, also in the words for pictures; code and escapes stay."""
    marks = marks_of(language)
    rewrite(root, lambda text: typographic(text, marks))
    for picture in root.iter("img"):
        if alt := picture.get("alt"):
            picture.set("alt", typographic(alt, marks))


def keep_spaces(root: Element, language: str) -> None:
    """Sets only the spaces that `language` needs: before punctuation such as ``:`` or ``;``, and inside its quotes."""
    if signs := marks_of(language).spaced:
        rewrite(root, lambda text: _spaced(text, signs))


def typographic(text: str, marks: Marks) -> str:
    """The text of a run with typographic marks; each `BORDER` in it stays."""
    text = _MINUS.sub("−", text)
    text = _PAGES.sub(lambda match: match[0].replace("-", "–"), text)
    if marks.closed:
        text = _PERCENT.sub("%", _YEARS.sub(_with_dash, text))
    text = _DASHES.sub(lambda match: "—" if len(match[0]) == 3 else "–", text)
    text = _DOTS.sub("…", text)
    text = _quoted(text, marks) if _QUOTE.search(text) else text
    return _spaced(text, marks.spaced) if marks.spaced else text


def _with_dash(years: re.Match[str]) -> str:
    """A range of years with a dash; unchanged if the last is not the later year."""
    first, last = years["first"], years["last"]
    return f"{first}–{last}" if first[-len(last) :] < last else years[0]


def _quoted(text: str, marks: Marks) -> str:
    """The text with quotes chosen by the characters around them; a single one that closes nothing is an apostrophe."""
    last_single = max((match.start() for match in re.finditer(r"(?<=\S)'(?!\w)", text)), default=-1)
    parts: list[str] = []
    before, done, inner_open = "", 0, False
    for match in _QUOTE.finditer(text):
        between = text[done : match.start()]
        parts.append(between)
        before = (between.rstrip(BORDER) or before)[-1:]
        after = text[match.end() : match.end() + 20].lstrip(BORDER)
        opens = (not before or before.isspace() or before in _OPENERS) and bool(after) and not after[0].isspace()
        if match[0] == '"':
            mark = marks.opening if opens else marks.closing
        elif opens and match.start() < last_single and not _CLIPPED.match(after):
            mark, inner_open = marks.inner_opening, True
        elif not opens and inner_open and not (before.isalnum() and after[:1].isalnum()):
            mark, inner_open = marks.inner_closing, False
        else:
            mark = "’"
        parts.append(mark)
        before, done = mark[:1] if opens else mark[-1:], match.end()
    return "".join([*parts, text[done:]])


def _spaced(text: str, signs: str) -> str:
    """The text with no-break spaces: ordinary before ``:`` and inside « », narrow before the other `signs`."""
    signs = re.escape(signs)
    before, after = rf"[\w»”’)\]{OPAQUE}{BORDER}]", rf"[\s{signs}{BORDER}»”]|$"
    text = re.sub(rf"(?<={before})[ \xa0\u202f]?([{signs}])(?={after})", _with_space, text)
    text = re.sub(r"«[ \u202f]", f"«{NO_BREAK}", text)
    return re.sub(r"[ \u202f]»", f"{NO_BREAK}»", text)


def _with_space(match: re.Match[str]) -> str:
    return (NO_BREAK if match[1] == ":" else NARROW) + match[1]


def keep_symbols_whole(root: Element) -> None:
    """Keeps the symbol of a document, ``A/HRC/25/CRP.1``, and an amount, ``25 million``, each on one line."""
    wrap(root, _SYMBOL, _whole, closed=lambda element: element.tag == "a")
    wrap(root, _AMOUNT, _whole, closed=lambda element: element.tag in ("a", "td", "th"))  # cells may be narrow


def _whole(_: re.Match[str]) -> Element:
    return Element("span", {"class": "whole"})
