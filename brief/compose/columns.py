"""Makes tables easy to read: aligns numbers, groups rows, keeps cells whole, and a table with what introduces it.

Nothing is added to the text of a cell. The decimals and the unit that a number lacks, compared with the longest of its
column, are set invisibly behind it by the style sheet (``data-pad``). Where some numbers call a note, the others get
room for a call (``data-room``).
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple
from xml.etree.ElementTree import Element, SubElement

from brief.compose.names import keep_brackets
from brief.compose.trees import add_class, announces, is_call, letters, remove_class, words_of
from brief.model import classes

MANY = 12
"""Rows of the longest table without rules between its rows."""

FEW = 5
"""Rows between two rules in a longer one."""

MANY_COLUMNS, NAME = 4, 18
"""A table with this many columns or more does not break short names in its first column; letters of the longest."""

WIDE = 114
"""The letters that fit into a row of a table as wide as the page, in type of the usual size; a cautious estimate."""

USUAL, NARROWER = 9.25, 0.973
"""The usual size of type in tables, in points, and the width of a page in large print, as a part of the usual one."""

FEWER_WORDS = 0.85
"""The part of `WIDE` that is counted on for the few words of a row in large print, whose letters may be wider."""

GAP, AFTER_NUMBERS = 3, 4
"""Letters between two columns of a table, and how many more if the second is aligned to the left behind numbers."""

BOLD = 1.08
"""How much wider bold type is."""

MOST_SHARED = 16
"""Widths of columns are tried in tables of at most this many rows; in longer ones, the engine decides them."""

A_LITTLE = 0.1
"""What a line of a cell counts that does not make its row higher."""

SPANS = frozenset({"colspan", "rowspan"})
"""The attributes of cells that are in several columns or rows."""

OUTSIDE_BRACKETS = re.compile(r"\s(?![^()]*\))")
"""A blank outside of brackets; the head of a column may be broken at it."""

SENTENCE = 45
"""Letters: a table that has a cell longer than this is a table of sentences."""

INTRODUCTION = 420
"""Letters of the longest paragraph that is kept with the table or figure after it: about six lines."""

_MISSING = re.compile(r"[–—-]?|n/?a\.?|\.\.\.?|…", re.IGNORECASE)
_NUMBER = r"[^\d\s]{{0,4}}\s?\d[\d\s.,’]*?(?P<tail>(?:{decimal}(?P<digits>\d+))?(?P<unit>\s?[^\d\s.,]{{0,3}}))"


STACKED = frozenset({1, 3, 5})
"""The numbers of items with which a list is set in one column: two columns would differ in height."""


class Room(NamedTuple):
    """The letters that have room in a row of a table: in the column of the text, and over the whole width.

    These are cautious estimates; on average, `narrow` times as many fit.
    """

    column: int
    wide: int
    narrow: float = 1

    @classmethod
    def on_paper(cls, in_two_columns: bool, letters_in_row: int) -> Room:
        """The room in the usual type, for a look with as many letters in a row; a handout is in two columns too."""
        return cls(WIDE // 2 - GAP if in_two_columns else WIDE * 2 // 3, WIDE, letters_in_row / WIDE)

    @classmethod
    def in_large_print(cls, size: float, letters_in_row: int) -> Room:
        """The room in type of this size, in points: all tables are as wide as the text."""
        wide = int(WIDE * FEWER_WORDS * NARROWER * USUAL / size)
        return cls(wide, wide, letters_in_row / (WIDE * FEWER_WORDS))


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

    Cells of a table are kept on one line if there is room for all of them. Where wide tables have no more room than
    others, one whose cells are kept is no longer wide.
    """
    wide = {
        table: wrapper for wrapper in blocks.iter() if "wide" in classes(wrapper) for table in wrapper.iter("table")
    }
    for parent in list(blocks.iter()):
        for before, block in pairwise(parent):
            if {"table", "chart"}.intersection(classes(block)) or block.tag == "figure":
                _keep_introduction(before, block)
    for table in blocks.iter("table"):
        rows = table.findall("tbody/tr")
        for first in (row[0] for row in rows if len(row) >= MANY_COLUMNS and letters(words_of(row[0])) <= NAME):
            add_class(first, "whole")
        heads, letters_in_row = table.findall("thead/tr"), room.wide if table in wide else room.column
        if _keep_cells(heads, rows, letters_in_row):
            if table in wide and room.wide == room.column > 0:
                remove_class(wide[table], "wide")
        else:
            _share_width(table, heads, rows, int(letters_in_row * room.narrow))
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


def _keep_cells(heads: Sequence[Element], rows: Sequence[Element], room: int) -> bool:
    """Keeps each cell on one line if the columns then fit in `room` letters; the heads above them may be broken.

    Returns whether they fit.
    """
    widths = Counter[int]()
    for row in rows:
        for at, cell in enumerate(row):
            widths[at] = max(widths[at], letters(words_of(cell)))
    for head in heads:
        keep_brackets(head)
        for at, cell in enumerate(head):
            widths[at] = max(widths[at], *map(letters, OUTSIDE_BRACKETS.split(words_of(cell))))
    if widths.total() + GAP * (len(widths) - 1) > room:
        return False
    for cell in (cell for row in rows for cell in row):
        add_class(cell, "whole")
    return True


def _share_width(table: Element, heads: Sequence[Element], rows: Sequence[Element], room: int) -> None:
    """Gives columns the widths at which the rows of a table are lowest; `room` is the letters of a row.

    Each column has room for its longest word. What is left goes, step by step, to the column in which it saves the most
    lines for a letter. The engine would share it by the length of the longest cells alone, so that a column with one
    long cell would be wide, and one with many cells of middling length would be narrow.
    """
    count = max(map(len, rows), default=0)
    cells = [cell for row in (*heads, *rows) for cell in row]
    is_plain = all(len(row) == count for row in (*heads, *rows)) and table.find("colgroup") is None
    if len(rows) > MOST_SHARED or not is_plain or any(SPANS.intersection(cell.attrib) for cell in cells):
        return
    wrapped = [[_words(cell) for cell in row] for row in (*heads, *rows)]
    widths = [max(max(row[at], default=0) for row in wrapped) for at in range(count)]
    to_right = [any("align-right" in classes(cell) for cell in column) for column in zip(*rows, strict=True)]
    before = [0, *(AFTER_NUMBERS if one and not other else 0 for one, other in pairwise(to_right))]
    after = [GAP] * (count - 1) + [0]
    left = room - sum(widths) - sum(before) - sum(after)
    if left < 0:
        return
    lines = [[_lines(row[at], width) for at, width in enumerate(widths)] for row in wrapped]
    while best := max(_savings(wrapped, lines, widths, left), default=None):
        _, step, at = best
        widths[at], left = widths[at] - step, left + step
        for row, of_row in zip(wrapped, lines, strict=True):
            of_row[at] = _lines(row[at], widths[at])
    shares = [sum(one) for one in zip(before, widths, after, strict=True)]
    group = Element("colgroup")
    for share in shares:
        SubElement(group, "col", {"style": f"width: {100 * share / sum(shares):.1f}%"})
    table.insert(next((at for at, part in enumerate(table) if part.tag != "caption"), 0), group)


def _savings(
    wrapped: Sequence[Sequence[tuple[int, ...]]], lines: Sequence[Sequence[int]], widths: Sequence[int], left: int
) -> Iterator[tuple[float, int, int]]:
    """Yields, for each column that can be widened, the lines saved per letter, minus the letters added, and its index.

    A line of a row counts as one, and a line of a cell that is not the highest of its row as a little: another column
    may be widened next.
    """
    for at, width in enumerate(widths):
        others = [max(of_row[:at] + of_row[at + 1 :], default=1) for of_row in map(list, lines)]

        def cost(cells: Iterable[int], others: Sequence[int] = others) -> float:
            return sum(max(other, cell) + A_LITTLE * cell for other, cell in zip(others, cells, strict=True))

        before = cost(of_row[at] for of_row in lines)
        for step in range(1, left + 1):
            after = cost(_lines(row[at], width + step) for row in wrapped)
            if after < before:
                yield (before - after) / step, -step, at


def _words(cell: Element) -> tuple[int, ...]:
    """The letters of each word of a cell, or of all words together if they are kept whole; bold type is wider."""
    wider, words = BOLD if cell.get("scope") == "col" else 1, words_of(cell)
    return tuple(math.ceil(wider * letters(word)) for word in ([words] if "whole" in classes(cell) else words.split()))


@lru_cache(maxsize=8192)  # most columns are tried again with the same widths
def _lines(words: tuple[int, ...], width: int) -> int:
    """The lines that words take in a column of so many letters, when each line takes as many as it can."""
    lines, used = 1, 0
    for word in words:
        if used and used + 1 + word > width:
            lines, used = lines + 1, word
        else:
            used += word + bool(used)
    return lines


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
