"""Marks name the line that text came from; they go into the Markdown and come out of the tree.

A mark is the number of a line between two control characters, which no file has by then. It stands where the words
of a block begin, behind the signs of Markdown, so that no word is taken for such a sign. Within a paragraph, a mark
stands for a line end: the paragraph is one line until it is parsed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Literal
from xml.etree.ElementTree import Element

from brief.model import data_source, named_lines

_OPEN, _CLOSE = "\x0e", "\x0f"
MARK = re.compile(f"{_OPEN}([0-9]*){_CLOSE}")
"""A mark, or `VOID`."""

VOID = f"{_OPEN}{_CLOSE}"
"""Stands for words where there are none; `stamp` removes a paragraph or row with nothing else."""

BAR = "\x10"
"""Stands for a bar that divides no cells."""

SOURCED = frozenset(
    {"p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "dl", "dt", "dd", "blockquote", "aside", "hr"}
    | {"div", "table", "caption", "tr", "figure", "figcaption", "span"}
)
"""The elements that get a ``data-source``."""


def mark(line: int) -> str:
    """The mark of a line."""
    return f"{_OPEN}{line}{_CLOSE}"


def after_mark(text: str) -> tuple[str, str]:
    """The mark that a text begins with, and the words after it."""
    begin, close, words = text.partition(_CLOSE)
    return begin + close, words


def stamp(element: Element, name: str) -> set[int]:
    """Takes the marks out of a tree and writes ``data-source`` on its elements, for the file `name`.

    Returns the first and the last line of the element.
    """
    lines = _take_marks(element, "text")
    for child in list(element):
        of_child = stamp(child, name)
        if child.tag in {"p", "tr"} and not "".join(child.itertext()):
            element.remove(child)
        lines |= of_child | _take_marks(child, "tail")
    ends = {min(lines), max(lines)} if lines else set()
    if ends and element.tag in SOURCED:
        element.set("data-source", data_source(name, ends))
    return ends


def _take_marks(element: Element, where: Literal["text", "tail"]) -> set[int]:
    """Takes the marks out of the text or the tail of an element; returns their lines."""
    text: str | None = getattr(element, where)
    if text is None:
        return set()
    clean = MARK.sub(lambda match: "\n" if match[1] else "", text).replace(BAR, "|").strip()
    setattr(element, where, clean or None)
    return {int(number) for number in MARK.findall(text) if number}


def cover(element: Element, parts: Iterable[Element]) -> None:
    """Has an element name all the lines that the parts name."""
    name, *_ = named_lines(element.get("data-source", "")) or ("",)
    element.set("data-source", data_source(name, [line for part in parts for line in lines_of(part)]))


def lines_of(element: Element) -> tuple[int, int]:
    """The first and the last line that the element's ``data-source`` names."""
    _, first, last = named_lines(element.get("data-source", "")) or ("", 1, 1)
    return first, last
