"""Notes at the foot of pages: each is put where a reader who listens hears its first call."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from xml.etree.ElementTree import Element

INLINE = frozenset({"a", "abbr", "code", "em", "span", "strong", "sub", "sup"})
"""The elements that stand within a line."""


def place_notes(trees: Sequence[Element], section: str, notes: Mapping[str, Element], numbers: dict[str, int]) -> None:
    """Puts each note of a section where it is first read; other calls become links that repeat its number.

    A note belongs to its section, save that one whose name begins with a stroke, as no editor's does, belongs to the
    document; `numbers` are those that stand somewhere already, by their anchors. The engine counts a note after it has
    read it, so the number is taken from an empty mark behind the note.
    """
    for tree in trees:
        part_numbers(tree)
    for call, name, source in calls(trees):
        anchor = anchor_of(section, name)
        if anchor in numbers:
            call.tag = "a"
            call.attrib.update({"class": "footnote-again", "href": f"#{anchor}", "data-number": f"#{anchor}/number"})
        else:
            numbers[anchor] = len(numbers) + 1
            note = in_one_line(deepcopy(notes[name]))
            note.attrib.update({"data-source": source, **note.attrib, "class": "footnote", "id": anchor})
            call.extend((note, Element("span", {"id": f"{anchor}/number"})))


def calls(trees: Sequence[Element]) -> list[tuple[Element, str, str]]:
    """The calls of notes in the order in which they are read, each with the note's name and its block's source."""
    read = [found for tree in trees for found in as_read(tree, "")]
    called = [(element, source) for element, source in read if _is_call(element)]
    return [(element, element.attrib.pop("data-note"), source) for element, source in called]


def anchor_of(section: str, name: str) -> str:
    """The name of a note in the document; no heading and no editor gives one with a stroke in it."""
    return f"note/{'' if name.startswith('/') else section}/{name.removeprefix('/')}"


def as_read(tree: Element, source: str) -> Iterator[tuple[Element, str]]:
    """The elements of a tree in the order in which they are read: what is read later after all beside it.

    Each comes with the source of the block that it stands in, which that of a note without a place of its own is, too.
    """
    source = tree.get("data-source", source)
    yield tree, source
    for child in sorted(tree, key=lambda child: child.get("data-read") == "after"):
        yield from as_read(child, source)


def out_of_links(tree: Element) -> None:
    """Puts the calls within a link behind it: what is pressed holds nothing else to press."""
    for parent in list(tree.iter()):
        for link in [child for child in parent if child.tag == "a"]:
            inside = [_taken(holder, one) for holder in list(link.iter()) for one in list(holder) if _is_call(one)]
            for call in reversed(inside):
                call.tail, link.tail = link.tail, None
                parent.insert(list(parent).index(link) + 1, call)


def _is_call(element: Element) -> bool:
    return "data-note" in element.attrib


def _taken(parent: Element, child: Element) -> Element:
    """A child, taken out of its parent, where the words behind it stay."""
    at = list(parent).index(child)
    if at:
        parent[at - 1].tail = f"{parent[at - 1].tail or ''}{child.tail or ''}"
    else:
        parent.text = f"{parent.text or ''}{child.tail or ''}"
    parent.remove(child)
    child.tail = None
    return child


def part_numbers(tree: Element) -> None:
    """Puts a comma between calls that stand side by side, whose numbers would read as one."""
    before: Element | None = None  # the last call, as long as nothing stands behind it

    def walk(parent: Element) -> None:
        nonlocal before
        for child in list(parent):
            if _is_call(child):
                if before is not None:
                    before.tail = None
                    comma = Element("sup", {"class": "between-calls"})
                    comma.text = ","
                    parent.insert(list(parent).index(child), comma)
                before = child
            else:
                if child.tag not in INLINE or child.text:
                    before = None
                walk(child)
                if child.tag not in INLINE:
                    before = None
            if (child.tail or "").strip():
                before = None

    walk(tree)


def in_one_line(note: Element) -> Element:
    """A note without line ends in its source: the engine, which folds them elsewhere, would print them."""
    for element in note.iter():
        element.text = re.sub(r"[ \t\n]+", " ", element.text or "")
        element.tail = re.sub(r"[ \t\n]+", " ", element.tail or "")
    return note
