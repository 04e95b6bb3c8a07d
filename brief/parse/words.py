"""Changes to the text of a tree, read across the bounds of links, emphasis and other inline elements."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from xml.etree.ElementTree import Element

from markdown.util import AtomicString

from brief.model import TextNode, text_nodes

BORDER = "\x00"
"""Separates the text nodes of a run when they are joined."""

OPAQUE = "\ufffc"
"""Replaces an element whose text is not read: code, a field, a citation, a picture, an address."""

_INLINE = frozenset({"a", "abbr", "br", "code", "em", "img", "span", "strong", "sub", "sup"})


def is_inline(element: Element) -> bool:
    """Whether an element stands within a line of text."""
    return element.tag in _INLINE and element.get("class") != "note"


def _is_opaque(element: Element) -> bool:
    return (
        element.tag in ("br", "code", "img")
        or not element.attrib.keys().isdisjoint(("data-field", "data-cites"))
        or isinstance(element.text, AtomicString)
    )


def rewrite(root: Element, change: Callable[[str], str]) -> None:
    """Changes each run of text: the text between two edges of blocks.

    `change` gets the text nodes of a run joined by `BORDER`, and must return as many borders.
    """
    runs: list[list[TextNode]] = []
    for node in text_nodes(root, _is_opaque):
        if not runs or not is_inline(node.parent if node.after is None else node.after):
            runs.append([])
        runs[-1].append(node)
    for run in runs:
        stand_ins = [_stand_in(node.after) for node in run]
        joined = BORDER.join(stand_in + node.text for stand_in, node in zip(stand_ins, run, strict=True))
        for node, stand_in, text in zip(run, stand_ins, change(joined).split(BORDER), strict=True):
            node.write(text.removeprefix(stand_in))


def _stand_in(element: Element | None) -> str:
    """The character that replaces an element whose text is not read; empty for any other element."""
    if element is None or not _is_opaque(element):
        return ""
    return "\n" if element.tag == "br" else OPAQUE


def wrap(
    root: Element,
    pattern: re.Pattern[str],
    make: Callable[[re.Match[str]], Element | None],
    closed: Callable[[Element], bool],
) -> None:
    """Puts an element around each match; `make` returns the element, or None to leave the match as it is.

    Code, fields, citations, addresses and `closed` elements are skipped.
    """
    for node in list(text_nodes(root, lambda element: closed(element) or _is_opaque(element))):
        found = [(match, element) for match in pattern.finditer(node.text) if (element := make(match)) is not None]
        for match, element in found:
            element.text = match[0]
        if found:
            node.insert(found)


def expand_abbreviations(root: Element, abbreviations: Mapping[str, str]) -> None:
    """Puts ``<abbr title>`` around each abbreviation; `abbreviations` maps short forms to long ones."""
    if abbreviations:
        longest_first = sorted(abbreviations, key=len, reverse=True)
        wrap(
            root,
            re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)"),
            lambda match: Element("abbr", {"title": abbreviations[match[0]]}),
            closed=lambda element: element.tag == "abbr",
        )
