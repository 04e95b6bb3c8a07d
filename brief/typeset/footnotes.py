"""Sets each note at the foot of a page only once for the page, and finds waiting notes without a search.

WeasyPrint computes the height of the notes whenever one is added or removed, and sets all of them to do so: a page with
fifty notes takes the time of a thousand. Here each note is set once for a page, and is then replaced by an empty block
of the same height. WeasyPrint sets the notes that it prints as usual, once the page is full.

For each run of text on each line, WeasyPrint also searches the list of all notes that are on no page yet.
Here this is a dictionary.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any


class Waiting(dict[Any, None]):
    """The notes that are on no page yet, in place of WeasyPrint's list: they are found without a search."""

    def append(self, note: Any) -> None:
        """Adds a note."""
        self[note] = None

    def remove(self, note: Any) -> None:
        """Removes a note."""
        del self[note]

    def copy(self) -> Waiting:
        """A copy with the same notes."""
        return Waiting(self)


def with_waiting_notes(begin: Callable[..., None]) -> Callable[..., None]:
    """A wrapper of the constructor `begin` that makes the waiting notes a `Waiting`."""

    def begun(context: Any, *args: Any, **kw: Any) -> None:
        begin(context, *args, **kw)
        context.footnotes = Waiting()

    return begun


def with_blocks_for_notes(update: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """A wrapper of `update` that computes the height of the notes with an empty block in place of each."""

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
    """Whether all notes are blocks, so that no two share a line."""
    return all(note.style["display"] == ("block", "flow") for note in notes)


def with_notes_set_once(layout: Callable[..., Any]) -> Callable[..., Any]:
    """A wrapper of `layout` that sets the note in place of its block, but below the same margins only once."""
    from brief.parts import create_anonymous_boxes

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
