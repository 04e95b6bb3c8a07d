"""Which role each HTML element has in a PDF (ISO 32000-1, 14.8.4), and what is said of it besides."""

from __future__ import annotations

from collections.abc import Mapping
from xml.etree.ElementTree import Element

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
"""The roles of elements. Of one that is not named here only its language and its expansion count."""

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
"""What ListNumbering calls the list styles of CSS (ISO 32000-1, table 347)."""


NOTES = frozenset({"footnote", "endnote"})
"""The classes of notes: those at the foot of pages, and those in a list at the end of a section."""

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


def classes(element: Element) -> list[str]:
    """The classes of an element."""
    return element.get("class", "").split()


def is_foreign(element: Element) -> bool:
    """Whether an element says in which language it is."""
    return bool(element.get("lang")) and element.tag != "html"


def expansion(element: Element) -> str:
    """What an abbreviation stands for."""
    return element.get("title", "") if element.tag == "abbr" else ""


def alternative(element: Element) -> str:
    """What is said in place of a picture; empty when its writer left that out."""
    if element.tag == f"{SVG}svg":
        title = element.find("{http://www.w3.org/2000/svg}title")
        return (title.text or "").strip() if title is not None else ""
    return element.get("alt", "").strip()


def is_decoration(element: Element) -> bool:
    """Whether a picture says nothing: an image whose alternative text was left empty on purpose, never an SVG."""
    return element.tag != f"{SVG}svg" and element.get("alt") == ""


def is_passed_over(element: Element) -> bool:
    """Whether what stands in an element is printed and not read: the HTML marks it with ``data-read="not"``."""
    return element.get("data-read") == "not"


def parts_calls(element: Element) -> bool:
    """Whether this is the comma between two calls of notes, which are heard as two without it."""
    return "between-calls" in classes(element)


def numbering(style: object, ordered: bool) -> str:
    """The ListNumbering of a list whose items have this list-style-type; one of our own is like its kind."""
    own = "Decimal" if ordered else "Disc"
    return NUMBERINGS.get(style, own) if isinstance(style, str) else own


def scope(element: Element, in_head: bool) -> str:
    """What a header cell heads: the row, or the column below it."""
    return {"row": "Row", "rowgroup": "Row"}.get(element.get("scope", "col" if in_head else "row"), "Column")
