"""Judges pages: how full they are, whether page 1 is crowded, whether notes overlap text, and where columns are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from brief.model import Box, Measured, Page, Run

TOLERANCE = 0.5
"""Points: smaller overlaps, heights, and distances over the foot of a page do not count."""

ABOVE_CARD = 6.0
"""Points of white above the card on page 1, so that a heading above it is not read as a part of it."""

ABOVE_FOOT = 17.0
"""Points between the text and the foot of the page, which is in the margin below."""

NEARLY = 2.0
"""Points: a margin that differs from what its foot needs by no more than this is left unchanged."""


def filled(page: Page) -> float:
    """The part of the text area that the text and notes of a page take, by height.

    A colophon at the foot is not counted, nor one that is alone on its page; one below text, as in large print, is.
    """
    height = colophon(page) - page.top
    return 0.0 if _has_only_colophon(page) else _used(page) / height if height > 0 else 1.0


def taken(page: Page) -> float:
    """The part of the text area that the text, the notes and the colophon of a page take, by height."""
    height = page.bottom - page.top
    return (_used(page) + page.bottom - colophon(page)) / height if height > 0 else 1.0


def colophon(page: Page) -> float:
    """The top of the colophon at the foot, in points; on a page without one, the bottom of the text area."""
    return min((box.y for box in page.boxes if box.among_notes and not box.is_note), default=page.bottom)


def _has_only_colophon(page: Page) -> bool:
    """Whether a colophon below the text has no text above it, since that is on the page before."""
    below = next((box for box in page.boxes if "colophon" in box.classes and not box.among_notes), None)
    if below is None:
        return False
    text = (box for box in page.boxes if box.height > 0 and box.y >= page.top - 1)
    return not any(box.foot <= below.y + 1 for box in text)


def _used(page: Page) -> float:
    """The height that the text and notes of a page take, in points."""
    bottom = colophon(page)
    notes = min((box.y for box in page.boxes if box.is_note), default=bottom)
    text = [
        box.foot
        for box in page.boxes
        if box.height > 0 and page.top - 1 <= box.y < notes - 1 and not any(foot.holds(box) for foot in page.feet)
    ]
    return min(max(text, default=page.top), notes) - page.top + bottom - notes


def foot_wanted(page: Page) -> float | None:
    """The margin below the text, in points, that the foot of a page needs; None if it has that, or there is no foot."""
    foot = next((box for box in page.boxes if "foot" in box.classes), None)
    if foot is None:
        return None
    wanted = page.height - foot.y + ABOVE_FOOT
    return wanted if abs(wanted - (page.height - page.bottom)) > NEARLY else None


def crowded(measured: Measured) -> bool:
    """Whether text or a picture overlaps the card at the foot of page 1, or is too close above it."""
    return any(
        _overlap(card, run)
        for page in measured.pages
        for card in cards(page)
        for run in (*page.texts, *page.pictures)
        if run.frame.kind not in ("margin", "card")
    )


def repeats_contact(measured: Measured) -> bool:
    """Whether the only page has the contact at its foot and again in the colophon."""
    boxes = measured.pages[0].boxes if len(measured.pages) == 1 else ()
    return bool(boxes and cards(measured.pages[0])) and any("contact-again" in box.classes for box in boxes)


def cards(page: Page) -> list[Box]:
    """The cards at the foot of a page, without those that some editions set within the text."""
    return [box for box in page.boxes if "at-foot" in box.classes and box.foot > page.bottom - TOLERANCE]


def _overlap(card: Box, run: Run) -> bool:
    """Whether a run of text or a picture overlaps a card, or the white above it."""
    across = run.x < card.right - TOLERANCE and run.right > card.x + TOLERANCE
    return across and run.y < card.foot - TOLERANCE and run.foot > card.y - ABOVE_CARD


def over_page_one(measured: Measured) -> float:
    """The part of a page's height that a summary continued from page 1 takes on page 2; 0 when it ends on page 1."""
    first, *others = measured.pages
    if not others or not any("summary" in box.classes and box.continues for box in first.boxes):
        return 0.0
    rest = max((box.height for box in others[0].boxes if "summary" in box.classes), default=0.0)
    return rest / first.text_height


def overprinted(measured: Measured) -> bool:
    """Whether notes overlap text: the engine does not move lines of a column on when their notes need the room."""
    return any(_note_on_text(page) for page in measured.pages)


def _note_on_text(page: Page) -> bool:
    notes = [box for box in page.boxes if box.is_note]
    top = min((note.y for note in notes), default=page.bottom)
    in_text = (run for run in page.texts if run.frame.kind in ("page", "cell") and run.y < page.bottom)
    low = (run for run in in_text if run.foot - run.height / 4 > top + 1)
    return any(run.x < note.right and run.right > note.x for run in low for note in notes)


def rows(page: Page) -> Sequence[Box]:
    """The boxes that contain columns; each column has a box of the same class."""
    boxes = [box for box in page.boxes if "columns" in box.classes]
    return [box for box in boxes if any(_is_column(other, box) for other in boxes)]


def _is_column(box: Box, row: Box) -> bool:
    return "columns" in box.classes and row.holds(box) and box.width < row.width / 2


def columns(page: Page, row: Box) -> Sequence[Page]:
    """The columns in a row, in reading order; each is the part of the page with the same edges."""
    return [
        replace(
            page,
            top=column.y,
            bottom=column.foot,
            boxes=tuple(box for box in page.boxes if box is not column and _is_in(box, column)),
            texts=tuple(run for run in page.texts if _is_in(run, column)),
            pictures=tuple(run for run in page.pictures if _is_in(run, column)),
            photographs=tuple(one for one in page.photographs if _is_in(one.box, column)),
        )
        for column in page.boxes
        if _is_column(column, row)
    ]


def _is_in(box: Box, column: Box) -> bool:
    return column.holds(box) and box.right <= column.right + TOLERANCE
