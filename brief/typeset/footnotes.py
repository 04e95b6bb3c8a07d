"""Notes at the foot of a page are set once for it, and found without a search among all that are not set yet.

WeasyPrint asks for the height of the notes whenever one joins or leaves them, and sets all of them for it: a page with
fifty notes took the time of a thousand. Here each note is set once for a page, and then is a block without content that
is as high. WeasyPrint sets the notes that it prints as before, once the page is full.

And it searches the list of all notes that no page has yet for each run of text on each line.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any


def set_notes_once() -> None:
    """Makes WeasyPrint remember how high each note of a page is, and which notes no page has yet."""
    from weasyprint.layout import LayoutContext, block

    LayoutContext.__init__ = _with_waiting_notes(LayoutContext.__init__)
    LayoutContext._update_footnote_area = _with_blocks_for_notes(LayoutContext._update_footnote_area)
    block.block_level_layout = _remembered(block.block_level_layout)


class Waiting(dict[Any, None]):
    """The notes that no page has yet, in the place of a list of them."""

    def append(self, note: Any) -> None:
        """Adds a note."""
        self[note] = None

    def remove(self, note: Any) -> None:
        """Removes a note."""
        del self[note]

    def copy(self) -> Waiting:
        """The same notes."""
        return Waiting(self)


def _with_waiting_notes(begin: Callable[..., None]) -> Callable[..., None]:
    """The same function; the notes that wait are found at once."""

    def begun(context: Any, *args: Any, **kw: Any) -> None:
        begin(context, *args, **kw)
        context.footnotes = Waiting()

    return begun


def _with_blocks_for_notes(update: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """The same function; while it looks for the height of the notes, a block without content stands for each."""

    def updated(context: Any) -> Any:
        area, notes = context.current_footnote_area, context.current_page_footnotes
        if not _are_blocks(notes):
            return update(context)
        known = area.__dict__.setdefault("blocks_for_notes", {})
        for note in notes:
            if note not in known:
                known[note] = block = note.copy()
                block.children, block.stands_for, block.heights = [], note, {}
        context.current_page_footnotes = [known[note] for note in notes]
        try:
            return update(context)
        finally:
            context.current_page_footnotes = area.children = notes

    return updated


def _are_blocks(notes: Iterable[Any]) -> bool:
    """Whether no two notes share a line."""
    return all(note.style["display"] == ("block", "flow") for note in notes)


def _remembered(layout: Callable[..., Any]) -> Callable[..., Any]:
    """The same function; a block that stands for a note is set as that note, and below the same margins only once."""
    from weasyprint.formatting_structure.build import create_anonymous_boxes

    def as_its_note(context: Any, box: Any, foot: float, skip: Any, area: Any, *args: Any) -> Any:
        page_is_empty, _, _, margins, *_ = args
        above = page_is_empty, *margins
        if above not in box.heights:
            note = create_anonymous_boxes(box.stands_for.deepcopy())
            note.position_x, note.position_y = box.position_x, box.position_y
            set_note, rest, page, below, *others = layout(context, note, foot, skip, area, *args)
            set_note.children = ()
            box.heights[above] = set_note, box.position_y, [*margins], rest, page, [*below], others
        set_note, y, within, rest, page, below, others = box.heights[above]
        again = set_note.copy()
        again.position_y += box.position_y - y
        margins[:] = within  # as WeasyPrint leaves them
        return again, rest, {**page}, [*below], *others

    def remembered(context: Any, box: Any, *args: Any, **kw: Any) -> Any:
        stands_for_note = hasattr(box, "stands_for")
        return (as_its_note if stands_for_note else layout)(context, box, *args, **kw)

    return remembered
