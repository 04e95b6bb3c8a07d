"""Makes tables easy to read: aligns numbers, groups rows, keeps cells whole, and a table with what introduces it.

Nothing is added to the text of a cell. The decimals and the unit that a number lacks, compared with the longest of its
column, are set invisibly behind it by the style sheet (``data-pad``). Where some numbers call a note, the others get
room for a call (``data-room``).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple
from xml.etree.ElementTree import Element

from brief.compose.names import keep_brackets
from brief.compose.trees import add_class, announces, is_call, letters, words_of
from brief.model import classes

MANY = 12
"""Rows of the longest table without rules between its rows."""

FEW = 5
"""Rows between two rules in a longer one."""

MANY_COLUMNS, NAME = 4, 18
"""A table with this many columns or more does not break short names in its first column; letters of the longest."""

WIDE = 114
"""The letters that fit into a row of a table as wide as the page, in type of the usual size; a cautious estimate."""

GAP = 3
"""Letters between two columns of a table."""

OUTSIDE_BRACKETS = re.compile(r"\s(?![^()]*\))")
"""A blank outside of brackets; the head of a column may be broken at it."""

SENTENCE = 45
"""Letters: a table that has a cell longer than this is a table of sentences."""

INTRODUCTION = 420
"""Letters of the longest paragraph that is kept with the table or figure after it: about six lines."""

_MISSING = re.compile(r"[–—-]?|n/?a\.?|\.\.\.?|…", re.IGNORECASE)
_NUMBER = r"[^\d\s]{{0,4}}\s?\d[\d\s.,’]*?(?P<tail>(?:{decimal}(?P<digits>\d+))?(?P<unit>\s?[^\d\s.,]{{0,3}}))"


STACKED = frozenset({1, 3, 5})
"""Lists with so many items are set in one column, since two columns would differ in height."""


class Room(NamedTuple):
    """The letters that have room in a row of a table: in the column of the text, and over the whole width."""

    column: int
    wide: int

    @classmethod
    def on_paper(cls, enlargement: float, in_two_columns: bool) -> Room:
        """The room on a page whose type is `enlargement` times as large as usual; a handout is in two columns too."""
        wide = int(WIDE / enlargement)
        return cls(wide // 2 - GAP if in_two_columns else wide * 2 // 3, wide)


NO_ROOM = Room(0, 0)
"""The room on a screen, whose width is unknown."""


def is_stacked(blocks: Element) -> bool:
    """Whether the only content of a section is one list of one, three or five items, perhaps below an addressee."""
    block = blocks[0] if len(blocks) == 1 else None
    if block is not None and "addressee" in classes(block):
        lists = block.findall("ol")
        block = lists[0] if len(lists) == 1 else None
    return block is not None and block.tag in ("ul", "ol") and len(block) in STACKED


def ease_reading(blocks: Element, words: Mapping[str, str], calls_are_raised: bool, room: Room = NO_ROOM) -> None:
    """Aligns numbers, and marks groups of rows, long cells, and paragraphs that introduce tables and figures.

    Cells of a table are kept on one line if there is room for all of them.
    """
    wide = {table for wrapper in blocks.iter() if "wide" in classes(wrapper) for table in wrapper.iter("table")}
    for parent in list(blocks.iter()):
        for before, block in pairwise(parent):
            if {"table", "chart"}.intersection(classes(block)) or block.tag == "figure":
                _keep_introduction(before, block)
    for table in blocks.iter("table"):
        rows = table.findall("tbody/tr")
        for first in (row[0] for row in rows if len(row) >= MANY_COLUMNS and letters(words_of(row[0])) <= NAME):
            add_class(first, "whole")
        _keep_cells(table.findall("thead/tr"), rows, room.wide if table in wide else room.column)
        _mark_groups(rows)
        for at in range(max(map(len, rows), default=0)):
            cells = [row[at] for row in rows if at < len(row)]
            _align(cells, words["number"][-2])
            if calls_are_raised:
                _make_room_for_calls(cells)
        if any(letters(words_of(cell)) > SENTENCE for row in rows for cell in row):
            add_class(table, "sentences")


def _keep_introduction(paragraph: Element, block: Element) -> None:
    """Marks a paragraph to stay on the page of the block after it: it ends with a colon, or names that table or chart.

    A paragraph that names a picture needs no such mark: its last lines would leave the page that the others fill.
    """
    name = f"#{block.get('id')}"
    text = words_of(paragraph)
    has_data = bool({"table", "chart"}.intersection(classes(block)))
    names_it = has_data and any(link.get("href") == name for link in paragraph.iter("a"))
    if paragraph.tag == "p" and (names_it or announces(paragraph)) and letters(text) <= INTRODUCTION:
        add_class(paragraph, "introduces")
        if announces(paragraph):
            add_class(paragraph, "announces")


def _keep_cells(heads: Sequence[Element], rows: Sequence[Element], room: int) -> None:
    """Keeps each cell on one line if the columns then fit in `room` letters; the heads above them may be broken."""
    widths = Counter[int]()
    for row in rows:
        for at, cell in enumerate(row):
            widths[at] = max(widths[at], letters(words_of(cell)))
    for head in heads:
        keep_brackets(head)
        for at, cell in enumerate(head):
            widths[at] = max(widths[at], *map(letters, OUTSIDE_BRACKETS.split(words_of(cell))))
    if widths.total() + GAP * (len(widths) - 1) <= room:
        for cell in (cell for row in rows for cell in row):
            add_class(cell, "whole")


def _mark_groups(rows: Sequence[Element]) -> None:
    """Marks the rows that get a rule above: the first of each group, totals, or else every fifth of many rows."""
    firsts = [row for row in rows if _begins_group(row)]
    if not firsts or len(firsts) == len(rows):
        firsts = list(rows[FEW:-1:FEW]) if len(rows) > MANY else []
    for row in firsts:
        if row is not rows[0]:
            add_class(row, "group")


def _begins_group(row: Element) -> bool:
    """Whether only the first cell of a row has content, or that cell is bold as a whole."""
    first, *others = row
    is_alone = bool(words_of(first)) and bool(others) and not any(words_of(cell) or len(cell) for cell in others)
    strong = first[0] if len(first) == 1 and first[0].tag in ("strong", "b") else None
    return is_alone or (strong is not None and words_of(strong) == words_of(first))


def _align(cells: Sequence[Element], decimal: str) -> None:
    """Aligns the numbers of a column at their decimal signs, in cells that are aligned to the right."""
    number = re.compile(_NUMBER.format(decimal=re.escape(decimal)))
    found = {}
    for cell in cells:
        if "align-right" in classes(cell) and not any("data-cites" in part.attrib for part in cell.iter()):
            text = "".join(cell.itertext()).strip(" \n")
            if match := number.fullmatch(text):
                found[cell] = (match["digits"] or "", match["unit"])
            elif _MISSING.fullmatch(text):
                found[cell] = ("", "")
    most = max((len(digits) for digits, _ in found.values()), default=0)
    unit = max((unit for _, unit in found.values()), key=len, default="")
    for cell, (digits, own) in found.items():
        pad = (decimal if most and not digits else "") + "0" * (most - len(digits)) + ("" if own else unit)
        if pad:
            cell.set("data-pad", pad)


def _make_room_for_calls(cells: Sequence[Element]) -> None:
    """Gives the numbers of a column room for the call of a note, if some have one, some none, and none has more."""
    numbers = [cell for cell in cells if "align-right" in classes(cell) and words_of(cell)]
    calls = {cell: [part for part in cell if is_call(part)] for cell in numbers}
    if {0, 1} != {len(found) for found in calls.values()}:
        return
    for cell, found in calls.items():
        if found:
            found[0].set("data-hung", "behind-a-digit" if words_of(cell)[-1:].isdigit() else "")
        else:
            cell.attrib.update({"data-pad": cell.get("data-pad", ""), "data-room": ""})
