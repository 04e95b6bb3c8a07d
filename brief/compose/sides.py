"""Side notes: each stands in the margin column, beside the block that it belongs to."""

from __future__ import annotations

from xml.etree.ElementTree import Element

HEADINGS = {"h2", "h3", "h4", "h5", "h6"}
"""What a side note does not stand beside, and what stays with the block below it."""


def take_sides(body: Element) -> Element:
    """Takes the side notes out of a panel, beside which they stand as a column."""
    sides = Element("div")
    for block in [block for block in body if is_side_note(block)]:
        body.remove(block)
        sides.append(read_later(block))
    return sides


def put_beside(body: Element) -> None:
    """Binds each side note to the block that it belongs to: the one before it, if that leaves it room, or the next.

    A heading, what takes both columns, or a figure whose caption stands beside it leaves none.

    In the document the note comes first, since a float begins where it stands; both share a wrapper, which
    carries the block's source, so that they can be moved together.
    """
    blocks = list(body)
    body[:] = []
    waiting: list[Element] = []
    for block in blocks:
        if is_side_note(block):
            if len(body) and has_room(body[-1]):
                _beside(body[-1], body).insert(-1, read_later(block))
            else:
                waiting.append(block)
        else:
            body.append(block)
            if waiting and has_room(block):
                for note in waiting:
                    _beside(body[-1], body).insert(-1, read_later(note))
                waiting = []
    body.extend(waiting)


def read_later(note: Element) -> Element:
    """A note that comes first in the document because it floats, and is read after what it belongs to."""
    note.set("data-read", "after")
    return note


def has_room(block: Element) -> bool:
    """Whether a side note can stand beside a block: not beside a heading, nor what takes both columns.

    Nor beside a figure whose caption stands there.
    """
    captioned = any(is_side_note(child) for child in block) and block.tag == "figure"
    return block.tag not in HEADINGS and "wide" not in block.get("class", "").split() and not captioned


def is_side_note(block: Element) -> bool:
    """Whether a block was marked to stand in the margin column."""
    return "side" in block.get("class", "").split()


def _beside(block: Element, body: Element) -> Element:
    """The wrapper around the last block of `body`, made when it is not there yet."""
    if block.tag == "div" and block.get("class") == "beside":
        return block
    wrapper = Element("div", {"class": "beside"})
    body.remove(block)
    body.append(wrapper)
    wrapper.append(block)
    return wrapper
