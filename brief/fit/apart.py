"""What stands apart on the pages although it belongs together, and the blocks that had better begin a page.

The engine leaves five things apart that a reader wants together, and sets two on others; each is mended by beginning a
page a little earlier, or by setting the pages a little closer:

- it splits side notes over two pages although they ask not to be, or leaves them behind without their text;
- it leaves a heading alone at the foot of a page when a side note stands between it and its text;
- it leaves the first line of a comment, which is its name, at the foot of a page, and all that it says on the next;
- it moves a note to the next page, away from its call, when it tries a block too many on a page;
- it sets a wide figure or table on the card that stands at the foot of the margin column;
- it sets notes on the last lines of a column, when these call them;
- it leaves pages empty before one that is full to the last line, when the block behind that must stay whole and
  calls a note.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from brief.model import Box, Measured, Page, Run

TOLERANCE = 0.5
"""Points: less than this over the foot of a page, or of text beside a note, counts as nothing."""

BEGUN = 30.0
"""Points: a comment that goes on on the next page and is lower than this, two lines of it, has hardly begun."""

IN_MARGIN = frozenset({"side", "comment"})
"""The classes of what stands in the margin."""

HEADINGS = {"h2", "h3", "h4", "h5", "h6"}


def apart(measured: Measured) -> Iterator[str]:
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
    """Whether notes stand on text: the engine does not take lines of a column back when their notes need the room."""
    return any(_note_on_text(page) for page in measured.pages)


def _note_on_text(page: Page) -> bool:
    notes = [box for box in page.boxes if box.is_note]
    top = min((note.y for note in notes), default=page.bottom)
    in_text = (run for run in page.texts if run.frame.kind in ("page", "cell") and run.y < page.bottom)
    low = (run for run in in_text if run.foot - run.height / 4 > top + 1)
    return any(run.x < note.right and run.right > note.x for run in low for note in notes)


def torn_notes(page: Page) -> Iterator[str]:
    """The sources of side notes that run over the foot of their column, go on on the next page, or left their text.

    The column ends with the page's text area, or above a card that stands at its foot.
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
    """The sources of what takes both columns and comes down to the card at the foot of the margin column."""
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
    """Whether text of the page stands below a heading; names of authors have no source."""
    return run.frame.kind in ("page", "cell") and heading.foot <= run.y + TOLERANCE and run.foot <= page.bottom


def _holds(side: Box, box: Box) -> bool:
    """Whether a box is this side note or a part of it."""
    across = side.x <= box.x and box.right <= side.right + TOLERANCE
    return across and side.y <= box.y <= side.foot


def _behind_empty_pages(measured: Measured) -> Iterator[str]:
    """The sources of the blocks that begin the page after one that begins behind an empty one."""
    for page, full, following in zip(measured.pages, measured.pages[1:], measured.pages[2:], strict=False):
        if any(box.source for box in full.boxes) and not any(box.source for box in page.boxes):
            yield from _first_block(following, full)


def _calls(page: Page) -> set[str]:
    return {box.name for box in page.boxes if box.tag.endswith("::footnote-call")}


def _notes(page: Page) -> set[str]:
    return {box.name for box in page.boxes if box.is_note}


def _first_block(page: Page, before: Page) -> Iterator[str]:
    """The source of the block that a page begins with, unless too much of it stands on the page before."""
    first = next((box.source for box in page.boxes if box.source and box.height >= TOLERANCE), None)
    begun = sum(box.height for box in before.boxes if box.source == first)
    if first and begun < (before.bottom - before.top) / 4:
        yield first
