"""Runs of text: what is read in one breath, over the borders of marked words, links and other elements in it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal
from xml.etree.ElementTree import Element

from markdown.util import AtomicString

BORDER = "\x00"
"""Stands between the pieces of a run when they are joined."""

OPAQUE = "\ufffc"
"""Stands for what is no text: code, a field, a citation, a picture, an address."""

_INLINE = frozenset({"a", "abbr", "br", "code", "em", "img", "span", "strong", "sub", "sup"})


@dataclass(frozen=True, slots=True)
class Piece:
    """The text of an element, or its tail; `parent` is what holds it: the element itself, or the one around it."""

    element: Element
    where: Literal["text", "tail"]
    parent: Element

    @property
    def text(self) -> str:
        """What stands there."""
        return getattr(self.element, self.where) or ""

    def put(self, text: str) -> None:
        """Writes there."""
        setattr(self.element, self.where, text)

    @property
    def following(self) -> int:
        """At which place in the parent an element stands that follows the piece."""
        return 0 if self.where == "text" else list(self.parent).index(self.element) + 1


def runs(root: Element, closed: Callable[[Element], bool]) -> Iterator[list[Piece | str]]:
    """The runs of a tree; what is not text in them, or in a `closed` element, as characters that stand for it."""
    run: list[Piece | str] = []
    for piece in _pieces(root, closed):
        if piece is not None:
            run.append(piece)
        elif run:
            yield run
            run = []
    if run:
        yield run


def _pieces(element: Element, closed: Callable[[Element], bool]) -> Iterator[Piece | str | None]:
    """The pieces of a tree in reading order, None where a run ends."""
    if element.tag == "br":
        yield "\n"
    elif closed(element) or _is_opaque(element):
        yield OPAQUE
    else:
        block = not is_inline(element)
        if block:
            yield None
        yield Piece(element, "text", element)
        for child in element:
            yield from _pieces(child, closed)
            yield Piece(child, "tail", element)
        if block:
            yield None


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
    """Changes each run as a whole; `change` gets its pieces joined by `BORDER` and keeps the borders."""
    for run in runs(root, closed=lambda element: False):
        joined = BORDER.join(piece if isinstance(piece, str) else piece.text for piece in run)
        for piece, text in zip(run, change(joined).split(BORDER), strict=True):
            if isinstance(piece, Piece) and piece.text:
                piece.put(text)


def wrap(
    root: Element,
    pattern: re.Pattern[str],
    make: Callable[[re.Match[str]], Element | None],
    closed: Callable[[Element], bool],
) -> None:
    """Puts elements around the words that match; none where `make` gives none, or in a `closed` element."""
    for run in list(runs(root, closed)):
        for piece in run:
            if isinstance(piece, Piece):
                _wrap(piece, pattern, make)


def _wrap(piece: Piece, pattern: re.Pattern[str], make: Callable[[re.Match[str]], Element | None]) -> None:
    text = piece.text
    made: list[Element] = []
    before, done = text, 0
    for match in pattern.finditer(text):
        element = make(match)
        if element is None:
            continue
        between = text[done : match.start()]
        if made:
            made[-1].tail = between
        else:
            before = between
        element.text = match[0]
        made.append(element)
        done = match.end()
    if made:
        made[-1].tail = text[done:]
        at = piece.following
        piece.put(before)
        piece.parent[at:at] = made
