"""The room that text takes on the measured pages, in lines, words and points."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from math import ceil
from statistics import median
from typing import NamedTuple

from brief.findings import editions as rules
from brief.model import Box, Measured, Page, Run, named_lines

LARGE = 0.2
"""The share of a page from which an exhibit counts as large, and the share of all pages from which notes do."""

SAME_LINE, APART = 2.0, 12.0
"""The most points between the feet of two runs on one line, and the widest gap between them within a column."""

LINE = 12.0
"""The height of an ordinary line, in points."""


class Line(NamedTuple):
    """A line of text: its number of words, and its height in points."""

    words: int
    height: float


def tallest(measured: Measured) -> str:
    """The ``data-source`` of the tallest block on all pages; empty when there is none."""
    boxes = ((box.height, box.source) for page in measured.pages for box in page.boxes if box.source)
    return max(boxes, default=(0.0, ""))[1]


def _counts(run: Run, page: Page) -> bool:
    """Whether a run belongs to the text, and not to a running head or foot."""
    return bool(run.source) or page.top - 1 <= run.y <= page.bottom


def _lines(page: Page) -> list[Line]:
    """The lines of text on a page; lines side by side in two columns count separately."""
    lines: list[Line] = []
    foot, end = 0.0, 0.0
    for run in sorted((run for run in page.texts if _counts(run, page)), key=lambda run: (round(run.foot), run.x)):
        if not lines or abs(run.foot - foot) > SAME_LINE or run.x - end > APART:
            lines.append(Line(0, 0))
        lines[-1] = Line(lines[-1].words + _words(run), max(lines[-1].height, run.height))
        foot, end = run.foot, run.right
    return lines


def lines_over(pages: Sequence[Page], most: int) -> int:
    """The lines that would fill the height taken beyond page `most`, less that free on that page; at least one."""
    lines = [line for page in pages[most:] for line in _lines(page)]
    return ceil(points_over(pages, most) / (median(line.height for line in lines) if lines else LINE))


def points_over(pages: Sequence[Page], most: int) -> float:
    """The points taken beyond page `most`, less those free on that page; at least the height of a line."""
    last = pages[most - 1]
    return max(sum(used(page) for page in pages[most:]) - (last.bottom - last.top - used(last)), LINE)


def used(page: Page) -> float:
    """The points of a page's height that its text, pictures and notes take."""
    notes = min((box.y for box in page.boxes if box.among_notes), default=page.bottom)
    in_text = (run for run in (*page.texts, *page.pictures) if _counts(run, page) and run.frame.kind != "note")
    feet = [run.foot for run in in_text if not any(foot.holds(run) for foot in page.feet)]
    return max(max(feet, default=page.top) - page.top, 0) + page.bottom - notes


def passages(measured: Measured, most: int) -> Mapping[str, Sequence[Line]]:
    """The lines of each passage, by ``data-source``, in the columns that continue beyond page `most`."""
    over = [run for page in measured.pages[most:] for run in (*page.texts, *page.pictures) if _counts(run, page)]
    left, right = min((run.x for run in over), default=0), max((run.right for run in over), default=0)
    found: dict[str, dict[tuple[int, int], list[Run]]] = defaultdict(lambda: defaultdict(list))
    for page in measured.pages:
        for run in page.texts:
            if run.x < right and run.right > left:
                found[run.source][page.number, round(run.foot)].append(run)
    return {
        source: [Line(sum(map(_words, runs)), max(run.height for run in runs)) for runs in lines.values()]
        for source, lines in found.items()
    }


def _words(run: Run) -> int:
    return len(run.text.split())


def kind(box: Box) -> str:
    """The kind of an exhibit: 'chart', 'table', 'note' or 'figure'; empty for any other box."""
    if box.is_note or "endnote" in box.classes:
        return "note"
    return next((name for name in ("chart", "table") if name in box.classes), "figure" if box.tag == "figure" else "")


def advised(ways: Sequence[str]) -> str:
    """The ways out, joined into a sentence without its full stop."""
    joined = rules.OR.join(ways)
    return joined[:1].upper() + joined[1:]


def largest(measured: Measured) -> Box | None:
    """The tallest chart, table, figure or note; None when even that is not `LARGE`."""
    boxes = [box for page in measured.pages for box in page.boxes if kind(box) and named_lines(box.source)]
    highest = max(boxes, key=lambda box: box.height, default=None)
    first = measured.pages[0]
    return highest if highest and highest.height >= LARGE * (first.bottom - first.top) else None
