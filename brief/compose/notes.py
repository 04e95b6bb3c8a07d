"""Notes: each is put where a reader who listens hears its first call."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from itertools import pairwise
from xml.etree.ElementTree import Element


def place_notes(trees: Sequence[Element], section: str, notes: Mapping[str, Element]) -> None:
    """Puts each note of a section where it is first read; other calls become links that repeat its number.

    The engine counts a note after it has read it, so the number is taken from an empty mark behind the note.
    """
    placed: set[str] = set()
    for tree in trees:
        _part_numbers(tree)
    for call in [element for tree in trees for element in _as_read(tree) if "data-note" in element.attrib]:
        name = call.attrib.pop("data-note")
        anchor = f"note/{section}/{name}"  # no heading and no editor gives a name with a stroke in it
        if name in placed:
            call.tag = "a"
            call.attrib.update({"class": "footnote-again", "href": f"#{anchor}", "data-number": f"#{anchor}/number"})
        else:
            placed.add(name)
            note = _in_one_line(deepcopy(notes[name]))
            note.attrib.update({"class": "footnote", "id": anchor})
            call.extend((note, Element("span", {"id": f"{anchor}/number"})))


def _as_read(tree: Element) -> Iterator[Element]:
    """The elements of a tree in the order in which they are read: what is read later after all beside it."""
    yield tree
    for child in sorted(tree, key=lambda child: child.get("data-read") == "after"):
        yield from _as_read(child)


def _part_numbers(tree: Element) -> None:
    """Puts a comma between calls that stand side by side, whose numbers would read as one."""
    for parent in list(tree.iter()):
        for before, call in list(pairwise(parent)):
            if "data-note" in before.attrib and "data-note" in call.attrib and not (before.tail or "").strip():
                before.tail = None
                comma = Element("sup")
                comma.text = ","
                parent.insert(list(parent).index(call), comma)


def _in_one_line(note: Element) -> Element:
    """A note without line ends in its source: the engine, which folds them elsewhere, would print them."""
    for element in note.iter():
        element.text = re.sub(r"[ \t\n]+", " ", element.text or "")
        element.tail = re.sub(r"[ \t\n]+", " ", element.tail or "")
    return note
