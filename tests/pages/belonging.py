"""Whether what belongs together stands on one page: recommendations, and notes with their calls."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from tests.pages.reading import HYPHEN, Block, Box, Line


@dataclass(frozen=True)
class Where:
    """A defect: its page, and words to find it by."""

    page: int
    words: str

    def __str__(self) -> str:
        return f"page {self.page} ({self.words})" if self.words else f"page {self.page}"


def at(line: Line) -> Where:
    """Where a line stands."""
    return Where(line.page, line.text.replace(HYPHEN, "-")[:40])


MOST_LEFT = 0.3
"""The part of a page that may be left empty so that recommendations stand together on the next one.

The search allows a third of the page; the text area that is measured in print differs from it by a line or two.
"""


def split(blocks: Sequence[Block], asks: str, height: float, foot: float) -> Iterator[Where]:
    """The recommendations, or an addressee of them, on two pages although they would fit on one.

    They may be, where the first page would be left with a hole.
    """
    for section in blocks:
        parts = list(_set_in_line(section)) if section.role == "Sect" and asks else []
        head = next((part for part in parts if part.role == "H2"), None)
        if head and head.text.endswith(asks):
            fits = sum(heights(parts).values()) <= height
            for together in [parts] if fits else _by_addressee(parts):
                tall = heights(together)
                if len(tall) < 2 or sum(tall.values()) > height:
                    continue
                first = next(line for part in together for line in part.lines)
                if foot - _above(blocks, first) - _notes_left(blocks, together, first) <= height * MOST_LEFT:
                    yield at(first)


def _above(blocks: Sequence[Block], first: Line) -> float:
    """Where the text above a line ends. Notes at the end of a section are text."""
    lines = (line for block in blocks for part in block.all() for line in part.lines)
    feet = (line.box.foot for line in lines if line.page == first.page and line.box.foot <= first.box.top + 1)
    return max(feet, default=first.box.top)


def _notes_left(blocks: Sequence[Block], moved: Sequence[Block], first: Line) -> float:
    """The height of the notes at the foot of a page that remain there when some blocks, from `first` on, leave it."""
    called = {number for part in moved for number, _ in part.calls}
    notes = (part for block in blocks for part in block.all() if part.role == "Note")
    remain = [note for note in notes if "".join(re.findall(r"\d", note.label)) not in called]
    lines = (
        [line for line in note.lines if line.page == first.page and line.box.top > first.box.top] for note in remain
    )
    return sum(mine[-1].box.foot - mine[0].box.top for mine in lines if mine)


def _set_in_line(block: Block) -> Iterator[Block]:
    """A block and those within it, without notes and what stands beside the text."""
    has_text = any(part.role in ("H2", "H3", "LI") for part in block.all())
    if block.role in ("Note", "BlockQuote") or (block.role == "Div" and not has_text):
        return
    yield block
    for kid in block.kids:
        yield from _set_in_line(kid)


def _by_addressee(parts: Sequence[Block]) -> list[list[Block]]:
    """Recommendations in groups, each with the heading that names an addressee; the first with the title."""
    groups: list[list[Block]] = [[]]
    for part in parts:
        if part.role == "H3" and any(before.role == "H3" for before in groups[-1]):
            groups.append([])
        groups[-1].append(part)
    return groups


def heights(blocks: Iterable[Block]) -> dict[int, float]:
    """The height that the lines of blocks take on each page."""
    boxes: dict[int, list[Box]] = {}
    for block in blocks:
        for line in block.lines:
            boxes.setdefault(line.page, []).append(line.box)
    return {page: max(box.foot for box in mine) - min(box.top for box in mine) for page, mine in boxes.items()}


def away(blocks: Sequence[Block]) -> Iterator[Where]:
    """The notes on another page than their calls. Notes that all stand at the end are no footnotes."""
    notes = [block for block in blocks if block.role == "Note" and block.lines]
    called: dict[str, set[int]] = {}
    for block in blocks:
        for number, page in block.calls:
            called.setdefault(number, set()).add(page)
    last = max((line.page for block in blocks for line in block.lines), default=0)
    if all(note.lines[0].page == last for note in notes):
        return
    for note in notes:
        number = "".join(re.findall(r"\d", note.label))
        if number in called and note.lines[0].page not in called[number]:
            yield Where(note.lines[0].page, f"note {number}")
