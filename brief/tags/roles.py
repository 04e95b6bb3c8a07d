"""The roles of HTML elements in a PDF (ISO 32000-1, 14.8.4), and their attributes."""

from __future__ import annotations

from collections.abc import Mapping
from xml.etree.ElementTree import Element

from brief.model import classes
from brief.model.drawings import SVG

ROLES: Mapping[str, str] = {
    "main": "Part",
    "article": "Art",
    "section": "Sect",
    "nav": "Sect",
    "aside": "Div",
    "figure": "Div",
    "blockquote": "BlockQuote",
    "p": "P",
    "pre": "P",
    "address": "P",
    **{f"h{level}": f"H{level}" for level in range(1, 7)},
    "ul": "L",
    "ol": "L",
    "dl": "L",
    "li": "LBody",
    "dt": "Lbl",
    "dd": "LBody",
    "table": "Table",
    "caption": "Caption",
    "figcaption": "Caption",
    "thead": "THead",
    "tbody": "TBody",
    "tfoot": "TFoot",
    "tr": "TR",
    "th": "TH",
    "td": "TD",
    "img": "Figure",
    f"{SVG}svg": "Figure",
    "a": "Link",
    "code": "Code",
    "q": "Quote",
}
"""The roles of elements. Other elements have the role Span with a language or an expansion, otherwise none."""

NUMBERINGS: Mapping[str, str] = {
    "disc": "Disc",
    "circle": "Circle",
    "square": "Square",
    "decimal": "Decimal",
    "decimal-leading-zero": "Decimal",
    "lower-roman": "LowerRoman",
    "upper-roman": "UpperRoman",
    "lower-alpha": "LowerAlpha",
    "lower-latin": "LowerAlpha",
    "upper-alpha": "UpperAlpha",
    "upper-latin": "UpperAlpha",
    "none": "None",
}
"""The ListNumbering of each list style of CSS (ISO 32000-1, table 347)."""

NOTES = frozenset({"footnote", "endnote"})
"""The classes of notes: at the foot of a page, and at the end of a section."""

CALLS = frozenset({"footnote-again", "note-call"})
"""The classes of links that call a note."""


def role(element: Element, parent: Element | None) -> str:
    """The role of an element within its parent; empty when it has none of its own."""
    tag = element.tag
    if tag in ("span", "div") and NOTES.intersection(classes(element)):
        return "Note"
    if tag in ("header", "footer", "aside") and parent is not None and parent.tag == "body":
        return "Sect"
    if tag == "a" and not element.get("href"):
        return ""
    if tag == "th" and not "".join(element.itertext()).strip():
        return "TD"  # the empty corner of a table heads nothing
    if own := ROLES.get(tag):
        return own
    return "Span" if is_foreign(element) or expansion(element) else ""


def is_foreign(element: Element) -> bool:
    """Whether an element has a language of its own."""
    return bool(element.get("lang")) and element.tag != "html"


def expansion(element: Element) -> str:
    """The words that an abbreviation stands for; empty for anything else."""
    return element.get("title", "") if element.tag == "abbr" else ""


def alternative(element: Element) -> str:
    """The alternative text of a picture; empty when it has none."""
    words = element.findtext(f"{SVG}title", "") if element.tag == f"{SVG}svg" else element.get("alt", "")
    return words.strip()


def is_decoration(element: Element) -> bool:
    """Whether a picture is decoration: an image with an empty ``alt``, never an SVG."""
    return element.tag != f"{SVG}svg" and element.get("alt") == ""


def numbering(style: object, ordered: bool) -> str:
    """The ListNumbering for a list-style-type; an unknown one is Decimal or Disc."""
    own = "Decimal" if ordered else "Disc"
    return NUMBERINGS.get(style, own) if isinstance(style, str) else own


def scope(element: Element, in_head: bool) -> str:
    """What a header cell heads: the row, or the column below it."""
    return {"row": "Row", "rowgroup": "Row"}.get(element.get("scope", "col" if in_head else "row"), "Column")
