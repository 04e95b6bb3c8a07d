"""The text of a tree: its pieces, and the runs in which it is read past links, marked words and the like."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal
from xml.etree.ElementTree import Element

from markdown.util import AtomicString

BORDER = "\x00"
"""Stands between the pieces of a run when they are joined."""

OPAQUE = "\ufffc"
"""Stands for an element that is not read: code, a field, a citation, a picture, an address."""

_INLINE = frozenset({"a", "abbr", "br", "code", "em", "img", "span", "strong", "sub", "sup"})


@dataclass(slots=True)
class Piece:
    """The text of an element, its tail, or a closed element as a whole; `parent` is the element that holds it."""

    element: Element
    where: Literal["text", "tail", "whole"]
    parent: Element

    @property
    def text(self) -> str:
        """What stands there; a character in its place for a closed element."""
        if self.where == "whole":
            return "\n" if self.element.tag == "br" else OPAQUE
        return getattr(self.element, self.where) or ""

    @text.setter
    def text(self, text: str) -> None:
        setattr(self.element, self.where, text)


def pieces(element: Element, closed: Callable[[Element], bool] = lambda element: False) -> Iterator[Piece]:
    """The pieces of a tree in reading order; a `closed` element is a single one."""
    if element.tag == "br" or closed(element):
        yield Piece(element, "whole", element)
        return
    yield Piece(element, "text", element)
    for child in element:
        yield from pieces(child, closed)
        yield Piece(child, "tail", element)


def is_inline(element: Element) -> bool:
    """Whether an element stands within a line of text."""
    return element.tag in _INLINE and element.get("class") != "note"


def _is_opaque(element: Element) -> bool:
    return (
        element.tag in ("code", "img")
        or not element.attrib.keys().isdisjoint(("data-field", "data-cites"))
        or isinstance(element.text, AtomicString)
    )


def rewrite(root: Element, change: Callable[[str], str]) -> None:
    """Changes each run of text, from one edge of a block to the next.

    `change` gets the pieces of a run joined by `BORDER`, and keeps the borders.
    """
    runs: list[list[Piece]] = []
    for piece in pieces(root, _is_opaque):
        if not runs or not is_inline(piece.element):
            runs.append([])
        runs[-1].append(piece)
    for run in runs:
        changed = change(BORDER.join(piece.text for piece in run)).split(BORDER)
        for piece, text in zip(run, changed, strict=True):
            if piece.where != "whole" and piece.text:
                piece.text = text


def wrap(
    root: Element,
    pattern: re.Pattern[str],
    make: Callable[[re.Match[str]], Element | None],
    closed: Callable[[Element], bool],
) -> None:
    """Puts an element around each match; `make` gives the element, or None for no element.

    What is no text, or in a `closed` element, stays as it is.
    """
    for piece in list(pieces(root, lambda element: closed(element) or _is_opaque(element))):
        if piece.where != "whole":
            _wrap(piece, pattern, make)


def _wrap(piece: Piece, pattern: re.Pattern[str], make: Callable[[re.Match[str]], Element | None]) -> None:
    text = piece.text
    found = [(match, element) for match in pattern.finditer(text) if (element := make(match)) is not None]
    if not found:
        return
    ends = [*(match.start() for match, _ in found[1:]), len(text)]
    for (match, element), end in zip(found, ends, strict=True):
        element.text, element.tail = match[0], text[match.end() : end]
    index = 0 if piece.where == "text" else list(piece.parent).index(piece.element) + 1
    piece.text = text[: found[0][0].start()]
    piece.parent[index:index] = [element for _, element in found]


def expand_abbreviations(root: Element, abbreviations: Mapping[str, str]) -> None:
    """Puts ``<abbr title>`` around each of the `abbreviations`, which are long forms by their short ones."""
    if abbreviations:
        longest_first = sorted(abbreviations, key=len, reverse=True)
        wrap(
            root,
            re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)"),
            lambda match: Element("abbr", {"title": abbreviations[match[0]]}),
            closed=lambda element: element.tag == "abbr",
        )
