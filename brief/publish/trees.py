"""HTML as a tree and back: what is written is the tree alone, without comments, without what only we need to know."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import Any
from xml.etree.ElementTree import Element

from brief.model.drawings import XLINK, remove

VOID = frozenset({"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"})
"""The elements without content and without an end (HTML, 13.1.2)."""

AS_IS = frozenset({"style"})
"""The elements whose text is no HTML."""

DROPPED = frozenset(
    {"base", "foreignObject", "form", "input", "noscript", "script", "template"}
    | {"applet", "audio", "embed", "frame", "frameset", "iframe", "object", "portal", "source", "track", "video"}
)
"""The elements that bring something else than the brief, or run it: a layout of a partner's may have them."""

BLOCKS = frozenset(
    {"html", "head", "title", "meta", "link", "style", "body", "header", "main", "footer", "nav", "section", "article"}
    | {"aside", "address", "blockquote", "details", "summary", "div", "figure", "figcaption", "hr", "p"}
    | {"h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "dl", "dt", "dd"}
    | {"table", "caption", "colgroup", "col", "thead", "tbody", "tfoot", "tr", "th", "td"}
)
"""The elements beside which blanks are none of the text."""


def read(html: str) -> Element:
    """The tree of a document. Elements have their plain names, those of drawings their namespace."""
    from tinyhtml5 import parse

    root: Element = parse(html, namespace_html_elements=False)
    return root


def cleaned(root: Element) -> Element:
    """Takes out of a tree what no reader needs: comments, ``data-`` attributes, what runs or brings something else."""
    for parent in list(root.iter()):
        for child in list(parent):
            if not isinstance(child.tag, str) or _name(child.tag) in DROPPED or _brings(child):
                remove(child, parent)
    for element in root.iter():
        for key in list(element.attrib):
            if key.startswith("data-") or key.lower().startswith("on") or key == "xmlns":
                del element.attrib[key]
    return root


def _brings(element: Element) -> bool:
    """Whether this is a link by which a browser gets something, or goes elsewhere by itself."""
    if element.tag == "link":
        rel = element.get("rel", "").lower().split()
        return not (
            rel in (["canonical"], ["license"]) or (rel == ["icon"] and element.get("href", "").startswith("data:"))
        )
    return element.tag == "meta" and element.get("http-equiv", "").lower() == "refresh"


def written(root: Element) -> str:
    """The document as HTML, in one way for one tree."""
    return "<!DOCTYPE html>\n" + "".join(_written(root, preserved=False)) + "\n"


def _written(element: Element, preserved: bool) -> Iterator[str]:
    name = _name(element.tag)
    attributes = "".join(f" {_name(key)}{_value(value)}" for key, value in element.attrib.items())
    yield f"<{name}{attributes}>"
    if name in VOID:
        return
    preserved = preserved or name in ("pre", "textarea")
    yield _text(element.text, name in AS_IS, preserved, name in BLOCKS, bool(len(element)))
    for child in element:
        yield from _written(child, preserved)
        yield _text(child.tail, False, preserved, _name(child.tag) in BLOCKS, True)
    yield f"</{name}>"


def _text(text: str | None, as_is: bool, preserved: bool, beside_block: bool, between: bool) -> str:
    """Text as it is written; blanks that are none of it are one line end."""
    if not text or as_is:
        return text or ""
    if not preserved and not text.strip(" \t\n\r\f"):
        text = ("\n" if between else "") if beside_block else (" " if "\n" not in text else "\n")
    return escape(text, quote=False).replace("\xa0", "&nbsp;")


def _name(name: Any) -> str:
    return str(name).replace(XLINK, "xlink:").rpartition("}")[2]


def _value(value: str) -> str:
    if not value:
        return '=""'
    return f'="{escape(value, quote=False).replace(chr(34), "&quot;")}"'
