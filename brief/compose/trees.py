"""The trees that are composed: their text nodes, which ElementTree hides, and small changes that many steps share."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from unicodedata import east_asian_width
from xml.etree.ElementTree import Element

from brief.model import classes

HEADING = re.compile(r"h([1-6])$")

INLINE = frozenset({"a", "abbr", "code", "em", "span", "strong", "sub", "sup"})
"""The elements that stand within a line."""


@dataclass(frozen=True, slots=True)
class TextNode:
    """A text as in the DOM: in `parent`, behind its child `after`, or before all of its children."""

    parent: Element
    after: Element | None = None

    @property
    def text(self) -> str:
        """Its characters; there may be none."""
        return (self.parent.text if self.after is None else self.after.tail) or ""

    def write(self, text: str) -> None:
        """Replaces its characters."""
        if self.after is None:
            self.parent.text = text
        else:
            self.after.tail = text

    def insert(self, *elements: Element) -> None:
        """Puts elements, with their tails, directly behind it."""
        at = 0 if self.after is None else list(self.parent).index(self.after) + 1
        self.parent[at:at] = elements


def text_nodes(tree: Element, without: Collection[str] = ()) -> Iterator[TextNode]:
    """The text nodes of a tree in the order of the document, except those in elements with the tags `without`."""
    if tree.tag not in without:
        yield TextNode(tree)
        for child in tree:
            yield from text_nodes(child, without)
            yield TextNode(tree, child)


def text_before(child: Element, parent: Element) -> TextNode:
    """The text node directly before a child."""
    at = list(parent).index(child)
    return TextNode(parent, parent[at - 1] if at else None)


def last_text(element: Element) -> TextNode:
    """The text node at the end of an element."""
    return TextNode(element, element[-1] if len(element) else None)


def append_text(element: Element, text: str) -> None:
    """Adds characters at the end of an element."""
    node = last_text(element)
    node.write(node.text + text)


def words_of(element: Element) -> str:
    """All text in an element, with single spaces."""
    return " ".join("".join(element.itertext()).split())


def fill(element: Element, content: Element) -> None:
    """Replaces what an element holds by what `content` holds."""
    element.text, element[:] = content.text, list(content)


def insert_behind(child: Element, parent: Element, new: Element) -> None:
    """Puts a new element directly behind a child, before the text that follows it."""
    new.tail, child.tail = child.tail, None
    parent.insert(list(parent).index(child) + 1, new)


def wrap(child: Element, parent: Element, wrapper: Element) -> Element:
    """Puts a child into a wrapper, at the end, and the wrapper in its place; gives the wrapper."""
    parent[list(parent).index(child)] = wrapper
    wrapper.append(child)
    wrapper.tail, child.tail = child.tail, None
    return wrapper


def add_class(element: Element, name: str) -> None:
    """Adds a class to an element."""
    element.set("class", " ".join([*classes(element), name]))


def is_call(element: Element) -> bool:
    """Whether an element is the call of a note."""
    return "data-note" in element.attrib


def letters(text: str) -> int:
    """The width of a text in letters; a letter of Korean is as wide as two."""
    return sum(2 if east_asian_width(letter) in "WF" else 1 for letter in text)
