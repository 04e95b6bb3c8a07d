"""Side notes: each stands in the margin column, beside the block that it belongs to."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from brief.compose.trees import HEADING, wrap
from brief.model import classes


def take_sides(blocks: Element, sides: Element) -> None:
    """Moves the side notes of a panel to its sides, where they form a column."""
    for block in list(filter(is_side_note, blocks)):
        blocks.remove(block)
        sides.append(read_later(block))


def put_beside(blocks: Element) -> None:
    """Binds each side note to the block before it, if there is room beside that, or else to the next such block.

    Both get a wrapper with the note first, since a float begins where it stands.
    """
    parts = list(blocks)
    blocks[:] = []
    waiting: list[Element] = []
    for block in parts:
        if is_side_note(block):
            waiting.append(block)
        else:
            blocks.append(block)
        if len(blocks) and has_room(blocks[-1]):
            for note in waiting:
                wrapper = blocks[-1]
                if wrapper.get("class") != "beside" or wrapper.tag != "div":
                    wrapper = wrap(wrapper, blocks, Element("div", {"class": "beside"}))
                wrapper.insert(-1, read_later(note))
            waiting = []
    blocks.extend(waiting)


def read_later(element: Element) -> Element:
    """Marks an element that precedes the text it belongs to, because it floats, to be read after that text."""
    element.set("data-read", "after")
    return element


def has_room(block: Element) -> bool:
    """Whether a side note can stand beside a block: no heading, nothing wide, no figure with its caption there."""
    has_caption = block.tag == "figure" and any(map(is_side_note, block))
    return not (HEADING.match(block.tag) or "wide" in classes(block) or has_caption)


def is_side_note(block: Element) -> bool:
    """Whether a block is marked to stand in the margin column."""
    return "side" in classes(block)
