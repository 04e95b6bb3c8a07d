"""Marks in the text say from which line it came; they go in before Python-Markdown reads it and come out after.

A mark is the number of a line between two control characters that no file has. Since it stands where a block
begins, after the signs of Markdown and before the words, no word is ever taken for such a sign. A mark within
a paragraph stands for the line end: the paragraph is one line until it is parsed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from xml.etree.ElementTree import Element

from brief.model import data_source, named_lines

_OPEN, _CLOSE = "\x0e", "\x0f"
MARK = re.compile(f"{_OPEN}([0-9]*){_CLOSE}")
"""A mark; empty the one of `VOID`."""

VOID = f"{_OPEN}{_CLOSE}"
"""Words that are none: what holds only this is taken out again."""

BAR = "\x10"
"""A bar that divides no cells."""

SOURCED = frozenset(
    {"p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "dl", "dt", "dd", "blockquote", "aside", "hr"}
    | {"table", "caption", "tr", "figure", "figcaption", "span"}
)
"""The elements of the page that say from which lines they came."""


def mark(line: int) -> str:
    """The mark of a line."""
    return f"{_OPEN}{line}{_CLOSE}"


def after_mark(text: str) -> tuple[str, str]:
    """The mark that a text begins with, and the words after it."""
    begin, close, words = text.partition(_CLOSE)
    return begin + close, words


def stamp(element: Element, name: str) -> set[int]:
    """Takes the marks out of a tree, and says in ``data-source`` of each block from which lines of `name` it came.

    What was only there for its mark goes too. Returns the first and the last line of the element.
    """
    lines = _taken(element, "text")
    for child in list(element):
        of_child = stamp(child, name)
        if child.tag in {"p", "tr"} and not "".join(child.itertext()):
            element.remove(child)
        lines |= of_child | _taken(child, "tail")
    ends = {min(lines), max(lines)} if lines else set()
    if ends and element.tag in SOURCED:
        element.set("data-source", data_source(name, ends))
    return ends


def _taken(element: Element, where: str) -> set[int]:
    """Takes the marks out of the text or the tail of an element; returns their lines."""
    text: str | None = getattr(element, where)
    if text is None:
        return set()
    clean = MARK.sub(lambda match: "\n" if match[1] else "", text).replace(BAR, "|").strip()
    setattr(element, where, clean or None)
    return {int(number) for number in MARK.findall(text) if number}


def cover(element: Element, parts: Iterable[Element]) -> None:
    """Has an element come from all the lines from which these come."""
    name, *_ = named_lines(element.get("data-source", "")) or ("",)
    element.set("data-source", data_source(name, [line for part in parts for line in lines_of(part)]))


def lines_of(element: Element) -> tuple[int, int]:
    """The first and the last line that the element's ``data-source`` names."""
    _, first, last = named_lines(element.get("data-source", "")) or ("", 1, 1)
    return first, last
