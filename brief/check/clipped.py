"""Checks of text that the engine cuts off, or draws over something else, without a remark.

Text may overflow its cell, its card or the page, and a line may overlap another line or a picture.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from brief.check.context import EditionPages
from brief.check.places import printed_values, source_place
from brief.findings import Finding, Place
from brief.findings import page as rules
from brief.model import Box, Brief, Page, Run

SAFE = 18.0
"""The points along each edge of the paper that office printers leave white: 6.35 mm."""

TOLERANCE = 1.5
"""The points by which a letter may cross an edge, by its side bearing or by rounding."""

CORE = 0.25
"""The share of a line's height, at its top and at its bottom, that only ascenders and descenders reach."""

FRAMES = {"cell": "its cell", "note": "its column", "side": "its column", "card": "the room that it has"}
"""The kinds of frames that text may overflow, and the words for them in findings."""


def clipped_text(pages: EditionPages) -> Iterator[Finding]:
    """Text too near the edge of the paper, text that overflows its frame, and text over other text or a picture.

    Each block gets at most one finding, and each place one for each rule. What a layout prints on every page counts as
    one block, by its classes. `too_tall` reports notes and blocks that are higher than their page, `torn_side_notes`
    side notes that run over the foot.
    """
    brief, seen = pages.brief, set[object]()
    for page in pages.measured.pages:
        for box, finding in chain(_off_paper(brief, page), _out_of_frame(brief, page), _on_others(brief, page)):
            same = {box.source or box.classes or box.tag, (finding.rule, finding.place)}
            if seen.isdisjoint(same):
                yield finding
            seen |= same


def _off_paper(brief: Brief, page: Page) -> Iterator[tuple[Box, Finding]]:
    """Text near the edge of the paper, where office printers do not print."""
    for run in page.texts:
        across = run.x < SAFE or run.right > page.width - SAFE
        if not (across or run.y < SAFE - TOLERANCE or run.foot > page.height - SAFE + TOLERANCE):
            continue
        if _runs_on(run, page):
            yield run, _title_too_long(brief, page)
        elif across and (table := _table(run, page)):
            yield table, rules.TABLE_TOO_WIDE.at(source_place(brief, table.source), page=page.number)
        elif run.frame.kind != "note" or across:
            yield run, rules.OFF_THE_PAPER.at(_place(brief, run), page=page.number)


def _runs_on(run: Run, page: Page) -> bool:
    """Whether a run is the running title at the foot of a page, or the page number that a long title pushes out."""
    return run.frame.kind == "margin" and run.y > page.bottom and not run.source


def _title_too_long(brief: Brief, page: Page) -> Finding:
    key = "short-title" if brief.settings.short_title else "title"
    return rules.RUNNING_TITLE_TOO_LONG.at(brief.place(key), page=page.number)


def _table(run: Run, page: Page) -> Box | None:
    """The table that contains a run of text; None when it is unknown or the run is not in a cell."""
    tables = (box for box in page.boxes if "table" in box.classes and box.y <= run.y and run.foot <= box.foot)
    return next(tables, None) if run.frame.kind == "cell" else None


def _out_of_frame(brief: Brief, page: Page) -> Iterator[tuple[Box, Finding]]:
    """Text and pictures that overflow their cell, side note or card at the left or right."""
    pictures = (run for run in page.pictures if run.tag == "img")  # what a layout draws may cross edges
    for run in (*page.texts, *pictures):
        frame = run.frame
        if frame.kind in FRAMES and (run.x < frame.left - TOLERANCE or run.right > frame.right + TOLERANCE):
            words, kind = _words(run), FRAMES[frame.kind]
            yield run, rules.LEAVES_FRAME.at(_place(brief, run), words=words, frame=kind, page=page.number)


def _on_others(brief: Brief, page: Page) -> Iterator[tuple[Box, Finding]]:
    """Lines that overlap another line or a picture."""
    runs = sorted(page.texts, key=lambda run: run.y)
    for at, run in enumerate(runs):
        for other in runs[at + 1 :]:
            if other.y >= run.foot:
                break
            if _overlap(run, other):
                yield _culprit(other, run), _on_text(brief, page, run, other)
        for picture in page.pictures:
            if _overlap(run, picture):
                finding = rules.TEXT_ON_PICTURE.at(_place(brief, run), words=_words(run), page=page.number)
                yield _culprit(run, picture), finding


def _culprit(block: Run, other: Run) -> Run:
    """The overlapping run to report: `other` if a layout prints it and `block` is from a section, otherwise `block`."""
    return other if block.source and not other.source else block


def _on_text(brief: Brief, page: Page, run: Run, other: Run) -> Finding:
    sides = (box for box in page.boxes if "side" in box.classes)
    in_note = next(((side, line) for side in sides for line in (run, other) if side.holds(line)), None)
    if in_note and any(foot.holds(line) for foot in page.feet for line in (run, other)):
        note, line = in_note
        return rules.SIDE_ON_CARD.at(source_place(brief, note.source), words=_words(line), page=page.number)
    if _runs_on(run, page) and _runs_on(other, page):
        return _title_too_long(brief, page)
    return rules.TEXT_ON_TEXT.at(_place(brief, other), words=_words(other), other=_words(run), page=page.number)


def _overlap(run: Run, other: Run) -> bool:
    """Whether two runs overlap by more than ascenders, descenders and the side bearings of letters."""
    across = min(run.right, other.right) - max(run.x, other.x)
    (top, foot), (other_top, other_foot) = _core(run), _core(other)
    down = min(foot, other_foot) - max(top, other_top)
    return across > TOLERANCE and down > TOLERANCE


def _core(run: Run) -> tuple[float, float]:
    trim = run.height * CORE if run.text else 0
    return run.y + trim, run.foot - trim


def _words(run: Run) -> str:
    return " ".join(run.text.split())[:40] or "a picture"


def _place(brief: Brief, run: Run) -> Place | None:
    """The place of a run's block; if a layout prints it, that of the value in brief.yaml with its words, or None."""
    words = run.text.strip()
    values = ((value, place) for value, place in printed_values(brief) if words and words in " ".join(value.split()))
    return source_place(brief, run.source) or next((place(value) for value, place in values), None)
