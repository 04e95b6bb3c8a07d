"""Small operations on trees that many steps share, and writing trees as HTML."""

from __future__ import annotations

from html import escape
from unicodedata import east_asian_width
from xml.etree.ElementTree import Element, tostring

from markupsafe import Markup

from brief.model import TextNode, classes

INLINE = frozenset({"a", "abbr", "code", "em", "span", "strong", "sub", "sup"})
"""The elements that are set within a line of text."""


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
    """Replaces the text and children of an element by those of `content`."""
    element.text, element[:] = content.text, list(content)


def insert_behind(child: Element, parent: Element, new: Element) -> None:
    """Puts a new element directly behind a child, before the text that follows it."""
    new.tail, child.tail = child.tail, None
    parent.insert(list(parent).index(child) + 1, new)


def wrap(child: Element, parent: Element, wrapper: Element) -> Element:
    """Replaces a child by a wrapper, and makes it the last child of the wrapper; returns the wrapper."""
    parent[list(parent).index(child)] = wrapper
    wrapper.append(child)
    wrapper.tail, child.tail = child.tail, None
    return wrapper


def add_class(element: Element, name: str) -> None:
    """Adds a class to an element."""
    element.set("class", " ".join([*classes(element), name]))


def remove_class(element: Element, name: str) -> None:
    """Removes a class from an element."""
    element.set("class", " ".join(one for one in classes(element) if one != name))


def is_call(element: Element) -> bool:
    """Whether an element is the call of a note."""
    return "data-note" in element.attrib


def announces(paragraph: Element) -> bool:
    """Whether an element is a paragraph that ends with a colon, and so announces what follows it."""
    return paragraph.tag == "p" and words_of(paragraph).endswith((":", "："))


def letters(text: str) -> int:
    """The width of a text in letters; a letter of Korean is as wide as two."""
    return sum(2 if east_asian_width(letter) in "WF" else 1 for letter in text)


def inner_html(tree: Element) -> Markup:
    """The content of an element as HTML, without its own tags."""
    children = (tostring(child, encoding="unicode", method="html") for child in tree)
    return Markup(escape(tree.text or "", quote=False) + "".join(children))
