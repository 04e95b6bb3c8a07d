"""How much room text takes on measured pages."""

from __future__ import annotations

from brief.check.room import used
from brief.model import Box, Frame, Page, Run


def run(y: float, kind: str, source: str = "a.md:1-1") -> Run:
    frame = Frame("note" if kind == "note" else "page", 50, 350)
    return Run("p", (), source, 50, y, 300, 12, text="words", frame=frame)


def test_a_note_begins_below_the_text_though_its_lines_are_higher_than_its_box() -> None:
    note = Box("span", ("footnote",), "a.md:3-3", 50, 700, 300, 20, among_notes=True)
    page = Page(1, 612, 792, 70, 720, (note,), (run(70, "text"), run(699, "note"), run(711, "note")))
    assert used(page) == 12 + 20


def test_a_block_fixed_at_the_foot_does_not_count_as_used_room() -> None:
    foot = Box("aside", ("foot",), "", 50, 600, 500, 100)
    page = Page(1, 612, 792, 70, 720, (foot,), (run(70, "text"), run(640, "text", "")))
    assert used(page) == 12
