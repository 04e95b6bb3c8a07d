"""How full a page is, and how much room its foot takes."""

from __future__ import annotations

from brief.model import Page

ABOVE_FOOT = 17.0
"""Points between the text and a foot that stands in the margin below it."""

NEARLY = 2.0
"""Points: a foot that is so much higher or lower than the room that it has is left as it is."""


def filled(page: Page) -> float:
    """How much of the text area's height the text and the notes of a page take, from 0 to 1."""
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
    """The margin below the text, in points, that what stands in it needs; None when it has what it needs."""
    foot = next((box for box in page.boxes if "foot" in box.classes), None)
    if foot is None:
        return None
    wanted = page.height - foot.y + ABOVE_FOOT
    return wanted if abs(wanted - (page.height - page.bottom)) > NEARLY else None
