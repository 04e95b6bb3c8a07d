"""Small corrections of the items passed to citeproc-py and of the HTML that it returns."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from brief.model import UNNAMED

_ENDS = r"(?P<ends>(?:</[a-z]+>|\s?[”’»])"
_MARK_ENDS = r"(?=[\s<]|$)"
_ASKED = re.compile(rf"(?P<mark>[?!]){_ENDS}*)(?P<after>[.,]){_MARK_ENDS}")
_TWICE = re.compile(rf"\.{_ENDS}+)\.{_MARK_ENDS}")
_OUTSIDE = re.compile(rf"(?P<ends>’?”(?:</[a-z]+>)*)(?P<mark>[.,]){_MARK_ENDS}")

PLURAL = re.compile(
    r"\d[\w()]*\s*(?:[-–—,;]|&(?:amp;)?|\band\b)\s*[\w(]*\d|\b[ivxlcdm]+\s*(?:[-–—,;]|&(?:amp;)?)\s*[ivxlcdm]+\b",
    re.IGNORECASE,
)
"""Numbers with a plural label: 12–14, 7 and 9, vii–ix; not 9(1), which is one paragraph of one article."""

OTHERS_SIGN = "\ue0e0"
"""The name for 'and others' in items for citeproc-py, which has no words for it except those of a style."""

_SYMBOL = re.compile(r"[A-Z][\w.]*/")
"""A document symbol, by which readers find a document: A/HRC/25/63."""

_OF_ONE_WORD = re.compile(r"[\u1100-\u11ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]+")
"""Names in Hangul, kana or Chinese characters, which are written as one word, family first."""


@dataclass(frozen=True, slots=True)
class Quotes:
    """The quotation marks of a language: the outer pair, the inner pair, and the rules for punctuation after them.

    American English puts full stops and commas inside (`take_in`). After a question mark, a full stop is always
    dropped, and a comma is dropped in English (`comma_gives_way`).
    """

    outer: tuple[str, str]
    inner: tuple[str, str]
    take_in: bool
    comma_gives_way: bool


def mended_item(item: Mapping[str, Any]) -> dict[str, Any]:
    """A CSL-JSON item that citeproc-py prints correctly in every style.

    - An author that is also the publisher is named once.
    - `OTHERS_SIGN` replaces the name of unnamed authors; `with_others` replaces the sign.
    - Names in Hangul or Chinese characters keep their order.
    - A range of dates within one year becomes the month or year that its ends share: citeproc-py orders the parts of
      such a range wrongly in most languages, and loses it where a style needs only the year.
    - A season becomes its year: citeproc-py crashes on it where months are printed in figures.
    - A genre that ends the title, such as that of a 'Final Report', is not repeated.
    - A report whose number is not a document symbol gets a short title, so that no style names it by its number alone.
    """
    made = {name: _dated(value) if _is_date(value) else value for name, value in item.items()}
    for name, value in made.items():
        if isinstance(value, Sequence) and value and all(isinstance(person, Mapping) for person in value):
            names = list(map(_in_one_word, value))
            unnamed = len(names) > 1 and names[-1] == {"literal": UNNAMED}
            made[name] = [*names[:-1], {"literal": OTHERS_SIGN}] if unnamed else names
    authors: Sequence[Mapping[str, str]] = item.get("author", ())
    if "publisher" in made and [author.get("literal") for author in authors] == [made["publisher"]]:
        del made["publisher"]
    genre, title = (str(item.get(key, "")).casefold().split() for key in ("genre", "title"))
    if genre and title[-len(genre) :] == genre:
        del made["genre"]
    if item.get("type") == "report" and {"title", "number"} <= item.keys() and not _SYMBOL.search(str(item["number"])):
        made.setdefault("title-short", item["title"])
    return made


def collated(value: object) -> str:
    """A value as a key to sort by, which ignores accents and capitals, and puts 9 before 10."""
    letters = unicodedata.normalize("NFKD", str(value)).casefold()
    return re.sub(r"\d+", lambda digits: digits[0].zfill(12), re.sub(r"[\u0300-\u036f]", "", letters))


def _in_one_word(name: Mapping[str, Any]) -> Mapping[str, Any]:
    family, given = str(name.get("family", "")), str(name.get("given", ""))
    if _OF_ONE_WORD.fullmatch(family) and _OF_ONE_WORD.fullmatch(given):
        return {"literal": family + given}
    return name


def _is_date(value: Any) -> bool:
    return isinstance(value, Mapping) and bool(value.get("date-parts"))


def _dated(date: Mapping[str, Any]) -> Mapping[str, Any]:
    begin, *ends = (_without_season(parts) for parts in date["date-parts"])
    if ends and begin[:1] == ends[0][:1]:
        begin, ends = (begin[:2] if begin[1:2] == ends[0][1:2] else begin[:1]), []
    return {**{name: value for name, value in date.items() if name != "season"}, "date-parts": [begin, *ends]}


def _without_season(parts: Sequence[Any]) -> Sequence[Any]:
    """Year, month and day without a season, which EDTF and CSL write as a month from 13 on."""
    return parts[:1] if len(parts) > 1 and str(parts[1]).isdigit() and int(parts[1]) > 12 else parts


def with_others(html: str, and_: str, et_al: str) -> str:
    """A citation or an entry with the language's words for unnamed authors, and no 'and' before them."""
    if OTHERS_SIGN not in html:
        return html
    joined = re.compile(rf"(?:(?:{re.escape(and_)}|&(?:amp;)?)\s*)?{OTHERS_SIGN}(?P<stop>\.?)")
    return joined.sub(lambda match: et_al if et_al.endswith(".") else et_al + match["stop"], html)


def mended_text(html: str, quotes: Quotes) -> str:
    """A citation or an entry with correct punctuation where its parts meet.

    A full stop is dropped after another, or after a question mark or exclamation mark, even across a quotation mark or
    a tag. Nested quotations have the inner marks.
    """

    def asked(match: re.Match[str]) -> str:
        after = "" if match["after"] == "." or quotes.comma_gives_way else match["after"]
        return f"{match['mark']}{match['ends']}{after}"

    text = _ASKED.sub(asked, _TWICE.sub(r".\g<ends>", _nested(html, quotes)))
    return _OUTSIDE.sub(r"\g<mark>\g<ends>", text) if quotes.take_in else text


def _nested(html: str, quotes: Quotes) -> str:
    """The text with inner marks for nested quotations, unless the closing mark could be an apostrophe."""
    opening, closing = (mark.strip() for mark in quotes.outer)
    if closing == "’" or opening == closing or opening not in html:
        return html
    made: list[str] = []
    depth = 0
    for sign in html:
        depth += sign == opening
        within = depth > 1
        made.append(quotes.inner[sign == closing] if within and sign in (opening, closing) else sign)
        depth = max(0, depth - (sign == closing))
    return "".join(made)
