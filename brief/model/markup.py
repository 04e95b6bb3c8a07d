"""HTML and CSS as several stages write and read them: lengths, classes, ``data-source``, ``dir``, text nodes."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Literal, NamedTuple
from xml.etree.ElementTree import Element

from brief.css import POINTS_IN

MM_IN_INCH = 25.4
POINTS_IN_MM = POINTS_IN["mm"]
POINTS_IN_PIXEL = POINTS_IN["px"]
"""A pixel of CSS is a 96th of an inch, whatever the resolution."""

SOURCE = re.compile(r"(?!/)(?P<name>(?!.*(?:^|/)\.\./).+):(?P<first>\d{1,9})-(?P<last>\d{1,9})")
"""A valid ``data-source``; layouts may set the attribute to anything."""

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})

RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ps", "ug", "ur", "yi"})
"""The languages that are written from right to left."""


def direction(language: str) -> Literal["ltr", "rtl"]:
    """The value of ``dir`` for a language, by its BCP 47 tag."""
    return "rtl" if language.partition("-")[0].lower() in RIGHT_TO_LEFT else "ltr"


def anchor(kind: str, *names: str) -> str:
    """The ``id`` of something that an editor named, such as a note in a section; it does not reveal the names."""
    return f"{kind}/{hashlib.sha256('/'.join(names).encode()).hexdigest()[:12]}"


def data_source(name: str, lines: Iterable[int]) -> str:
    """The value of ``data-source`` for lines of a file: ``abuses.md:14-19``."""
    return f"{name}:{min(lines)}-{max(lines)}"


def named_lines(source: str) -> tuple[str, int, int] | None:
    """The file, first line and last line that a ``data-source`` names; None unless it names a file of the brief."""
    match = SOURCE.fullmatch(source)
    return (match["name"], int(match["first"]), int(match["last"])) if match else None


def lines_of(element: Element) -> tuple[str, int, int]:
    """The file, first line and last line that an element comes from; without a file and with line 1 when unknown."""
    return named_lines(element.get("data-source", "")) or ("", 1, 1)


def classes(element: Element) -> list[str]:
    """The classes of an element."""
    return element.get("class", "").split()


class TextNode(NamedTuple):
    """A text node as in the DOM: in `parent`, after its child `after`, or before all its children if that is None."""

    parent: Element
    after: Element | None = None

    @property
    def text(self) -> str:
        """Its characters; may be empty."""
        return (self.parent.text if self.after is None else self.after.tail) or ""

    def write(self, text: str) -> None:
        """Replaces its characters."""
        if self.after is None:
            self.parent.text = text
        else:
            self.after.tail = text

    def insert(self, found: Sequence[tuple[re.Match[str], Element]]) -> None:
        """Replaces matches in its text, of which there is at least one, with elements."""
        text = self.text
        starts = [match.start() for match, _ in found]
        for (match, element), end in zip(found, [*starts[1:], None], strict=True):
            element.tail = text[match.end() : end]
        self.write(text[: starts[0]])
        at = 0 if self.after is None else list(self.parent).index(self.after) + 1
        self.parent[at:at] = [element for _, element in found]


def text_nodes(tree: Element, closed: Callable[[Element], bool] = lambda element: False) -> Iterator[TextNode]:
    """The text nodes of a tree in the order of the document, except those in `closed` elements."""
    if not closed(tree):
        yield TextNode(tree)
        for child in tree:
            yield from text_nodes(child, closed)
            yield TextNode(tree, child)


def text_before(child: Element, parent: Element) -> TextNode:
    """The text node directly before a child."""
    at = list(parent).index(child)
    return TextNode(parent, parent[at - 1] if at else None)


def remove(child: Element, parent: Element) -> None:
    """Removes an element but keeps the text after it."""
    before = text_before(child, parent)
    before.write(before.text + (child.tail or ""))
    parent.remove(child)
