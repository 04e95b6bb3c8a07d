"""HTML as a tree: read, checked for accessibility, and written."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import Any
from xml.etree.ElementTree import Element

from brief.findings import page as rules
from brief.model import HEADINGS, Flaw
from brief.model.drawings import SVG, XLINK

SHOWN = 60
"""The most characters of a heading or an address in a finding."""

VOID = frozenset({"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"})
"""The elements without content and end tag (HTML, 13.1.2)."""

BLOCKS = frozenset(
    {"html", "head", "title", "meta", "link", "style", "body", "header", "main", "footer", "nav", "section", "article"}
    | {"aside", "address", "blockquote", "details", "summary", "div", "figure", "figcaption", "hr", "p"}
    | HEADINGS
    | {"ul", "ol", "li", "dl", "dt", "dd"}
    | {"table", "caption", "colgroup", "col", "thead", "tbody", "tfoot", "tr", "th", "td"}
)
"""The elements next to which blanks are not part of the text."""


def read(html: str) -> Element:
    """The tree of a document; only elements of SVG have a namespace. Raises `BriefError` when it cannot be read."""
    from tinyhtml5 import parse

    try:
        root: Element = parse(html, namespace_html_elements=False)
    except Exception as error:  # a layout may make the parser fail in any way
        raise rules.ENGINE_FAILED.error_at(None, reason=f"{type(error).__name__}: {error}") from error
    return root


def written(root: Element) -> str:
    """The document as HTML."""
    return "<!DOCTYPE html>\n" + "".join(_written(root, preserved=False)) + "\n"


def _written(element: Element, preserved: bool) -> Iterator[str]:
    name = name_of(element.tag)
    values = {key: escape(value, quote=False).replace('"', "&quot;") for key, value in element.attrib.items()}
    attributes = "".join(f' {name_of(key)}="{value}"' for key, value in values.items())
    yield f"<{name}{attributes}>"
    if name in VOID:
        return
    preserved = preserved or name in ("pre", "textarea")
    begin = element.text or ""
    yield begin if element.tag == "style" else _text(begin, preserved, name in BLOCKS, bool(len(element)))
    for child in element:
        yield from _written(child, preserved)
        yield _text(child.tail or "", preserved, name_of(child.tag) in BLOCKS, True)
    yield f"</{name}>"


def _text(text: str, preserved: bool, beside_block: bool, between: bool) -> str:
    """Text as it is written, with blanks beside blocks as one line end."""
    if text and not preserved and not text.strip(" \t\n\r\f"):
        text = ("\n" if between else "") if beside_block else (" " if "\n" not in text else "\n")
    return escape(text, quote=False).replace("\xa0", "&nbsp;")


def name_of(name: Any) -> str:
    """The name of an element or an attribute as HTML writes it."""
    return str(name).replace(XLINK, "xlink:").rpartition("}")[2]


def flaws(root: Element) -> Iterator[Flaw]:
    """The pictures without an alternative text and the headings that skip a level, in document order."""
    level = 0
    for element, source in _sourced(root, ""):
        if element.tag == "img" and "alt" not in element.attrib:
            yield Flaw("picture", element.get("src", "")[:SHOWN], source)
        elif element.tag == f"{SVG}svg" and element.find(f"{SVG}title") is None and "aria-hidden" not in element.attrib:
            yield Flaw("picture", "<svg>", source)
        elif element.tag in HEADINGS:
            before, level = level, int(element.tag[1])
            if level > before + 1:
                yield Flaw("heading", " ".join("".join(element.itertext()).split())[:SHOWN], source)


def _sourced(element: Element, source: str) -> Iterator[tuple[Element, str]]:
    """An element and all in it, each with the nearest ``data-source`` around it."""
    if isinstance(element.tag, str):
        source = element.get("data-source", source)
        yield element, source
        for child in element:
            yield from _sourced(child, source)
