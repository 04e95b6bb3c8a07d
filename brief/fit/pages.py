"""What can be said of pages: how full they are, and what stands apart on them although it belongs together.

The engine leaves some things apart that a reader wants together. Each is mended by beginning a page a little earlier,
or by setting the pages a little closer:

- it breaks side notes over two pages although they ask not to be broken, or moves them away from their text;
- it leaves a heading alone at the foot of a page when a side note stands between it and its text;
- it leaves the first line of a comment, which is the name of its author, at the foot of a page;
- it moves a note to the next page, away from its call, when it tries a block too many on a page;
- it sets a wide figure or table on the card at the foot of the margin column;
- it sets notes on the last lines of a column that call them;
- it leaves pages empty before one that is full to the last line, when the block behind that must stay whole and calls a
  note.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from brief.model import Box, Measured, Page, Run

TOLERANCE = 0.5
"""Points: less than this over the foot of a page, or of text beside a note, does not count."""

BEGUN = 30.0
"""Points, two lines of a comment: one that goes on on the next page has hardly begun below this height."""

IN_MARGIN = frozenset({"side", "comment"})
"""The classes of boxes in the margin."""

HEADINGS = {"h2", "h3", "h4", "h5", "h6"}

ABOVE_FOOT = 17.0
"""Points between the text and a foot in the margin below it."""

NEARLY = 2.0
"""Points: a foot that differs from the room that it has by no more than this is left as it is."""


def filled(page: Page) -> float:
    """The part of the height of the text area that the text and the notes of a page take."""
    notes = min((box.y for box in page.boxes if box.is_note), default=page.bottom)
    text = [
        box.foot
        for box in page.boxes
        if box.height > 0 and page.top - 1 <= box.y < notes - 1 and not any(foot.holds(box) for foot in page.feet)
    ]
    height = page.bottom - page.top
    end = min(max(text, default=page.top), notes)
    return (end - page.top + page.bottom - notes) / height if height > 0 else 1.0


def foot_wanted(page: Page) -> float | None:
    """The margin below the text, in points, that a foot in it needs; None when it has enough."""
    foot = next((box for box in page.boxes if "foot" in box.classes), None)
    if foot is None:
        return None
    wanted = page.height - foot.y + ABOVE_FOOT
    return wanted if abs(wanted - (page.height - page.bottom)) > NEARLY else None


def stands_apart(measured: Measured) -> Iterator[str]:
    """The sources of blocks that had better begin a page, in page order."""
    yield from _behind_empty_pages(measured)
    for page, following in pairwise((*measured.pages, Page(0, 0, 0, 0, 0, ()))):
        yield from torn_notes(page)
        yield from _on_card(page)
        yield from _lone_heading(page)
        comments = (box for box in page.boxes if "comment" in box.classes)
        yield from (box.source for box in comments if box.continues and box.height < BEGUN)
        if _calls(page) - _notes(page):
            yield from _first_block(following, page)


def crowded(measured: Measured) -> bool:
    """Whether a side note stands on the card at the foot of its column."""
    for page in measured.pages:
        cards = [box for box in page.boxes if "at-foot" in box.classes]
        sides = (box for box in page.boxes if "side" in box.classes)
        if any(side.foot > card.y + TOLERANCE and side.y < card.foot for side in sides for card in cards):
            return True
    return False


def overprinted(measured: Measured) -> bool:
    """Whether notes stand on text: the engine does not move lines of a column on when their notes need the room."""
    return any(_note_on_text(page) for page in measured.pages)


def _note_on_text(page: Page) -> bool:
    notes = [box for box in page.boxes if box.is_note]
    top = min((note.y for note in notes), default=page.bottom)
    in_text = (run for run in page.texts if run.frame.kind in ("page", "cell") and run.y < page.bottom)
    low = (run for run in in_text if run.foot - run.height / 4 > top + 1)
    return any(run.x < note.right and run.right > note.x for run in low for note in notes)


def torn_notes(page: Page) -> Iterator[str]:
    """The sources of side notes that run over the foot of their column, are broken, or have left their text.

    The column ends with the page's text area, or above a card at its foot.
    """
    wrapper = None
    cards = (box for box in page.boxes if "at-foot" in box.classes and box.foot > page.bottom - TOLERANCE)
    foot = min((box.y for box in cards), default=page.bottom)
    for box in page.boxes:
        if "beside" in box.classes:
            wrapper = box
        elif "side" in box.classes:
            over = box.foot > foot + TOLERANCE
            left = wrapper is not None and wrapper.height < TOLERANCE
            if box.continues or over or left:
                yield box.source


def _on_card(page: Page) -> Iterator[str]:
    """The sources of figures and tables over both columns that reach the card at the foot of the margin column."""
    cards = [box for box in page.boxes if "at-foot" in box.classes]
    for box in page.boxes:
        if "wide" in box.classes and any(box.foot > card.y and box.y < card.foot for card in cards):
            yield box.source


def _lone_heading(page: Page) -> Iterator[str]:
    """The source of a heading with nothing below it."""
    sides = [box for box in page.boxes if IN_MARGIN.intersection(box.classes)]
    blocks = (box for box in page.boxes if box.source and "footnote" not in box.classes)
    in_text = [box for box in blocks if not any(_holds(side, box) for side in sides)]
    if in_text:
        last = max(in_text, key=lambda box: (box.foot, box.y))
        if last.tag in HEADINGS and not any(_is_below(run, last, page) for run in page.texts):
            yield last.source


def _is_below(run: Run, heading: Box, page: Page) -> bool:
    """Whether a run of the page's text stands below a heading; it may have no source, such as an author's name."""
    return run.frame.kind in ("page", "cell") and heading.foot <= run.y + TOLERANCE and run.foot <= page.bottom


def _holds(side: Box, box: Box) -> bool:
    """Whether a box is a side note or a part of it."""
    across = side.x <= box.x and box.right <= side.right + TOLERANCE
    return across and side.y <= box.y <= side.foot


def _behind_empty_pages(measured: Measured) -> Iterator[str]:
    """The sources of blocks at the begin of a page, where the page before it stands behind an empty one."""
    for page, full, following in zip(measured.pages, measured.pages[1:], measured.pages[2:], strict=False):
        if any(box.source for box in full.boxes) and not any(box.source for box in page.boxes):
            yield from _first_block(following, full)


def _calls(page: Page) -> set[str]:
    return {box.name for box in page.boxes if box.tag.endswith("::footnote-call")}


def _notes(page: Page) -> set[str]:
    return {box.name for box in page.boxes if box.is_note}


def _first_block(page: Page, before: Page) -> Iterator[str]:
    """The source of the first block of a page, unless too much of it stands on the page before."""
    first = next((box.source for box in page.boxes if box.source and box.height >= TOLERANCE), None)
    begun = sum(box.height for box in before.boxes if box.source == first)
    if first and begun < (before.bottom - before.top) / 4:
        yield first
