"""Turns tables whose columns do not fit in large type into lists of their rows."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from copy import deepcopy
from xml.etree.ElementTree import Element, SubElement

from brief.compose.columns import BOLD, Room
from brief.compose.trees import add_class, is_call, letters, remove_class, words_of
from brief.model import classes

CAUTION = 0.9
"""The part of the letters in a row that are counted on, since those of a word may be wider than the average."""

CAPITAL = 1.4
"""How much wider a capital is than the average letter."""

PROSE, HEAD = 12, 6
"""Letters on the shortest line of a column of prose, and of its head, so that not each line has a single word."""

GAP = 2
"""Letters between two columns."""


def list_wide_tables(blocks: Element, room: Room, words: Mapping[str, str]) -> None:
    """Makes lists of the tables whose columns do not have room in a row, even if names in them are broken.

    A row becomes an item, and each cell a line of it, behind the head of its column. The head of a row has no column
    head before it, and empty cells are left out.
    """
    letters_in_row = room.wide * room.narrow * CAUTION
    for parent in list(blocks.iter()):
        for table in parent.findall("table"):
            if _width(table) > letters_in_row:
                for cell in (cell for row in table.iter("tr") for cell in row if "whole" in classes(cell)):
                    remove_class(cell, "whole")
            if _width(table) > letters_in_row:
                _unfold(table, parent, words)


def _width(table: Element) -> float:
    """The least width of a table, in letters of regular type; heads of columns are bold, which is wider."""
    columns: dict[int, float] = {}
    for row in table.iter("tr"):
        for at, cell in enumerate(row):
            text = "".join(cell.itertext())
            longest_word = max(map(_letters, re.split(r"[\s\u200b-]+", text)), default=0)
            is_head, least = cell.get("scope") == "col", _letters(text.strip())
            least = least if "whole" in classes(cell) else max(longest_word, min(least, HEAD if is_head else PROSE))
            columns[at] = max(columns.get(at, 0), least * (BOLD if is_head else 1))
    return sum(columns.values()) + GAP * (len(columns) - 1)


def _letters(text: str) -> float:
    """The width of a text, counted in letters of average width."""
    return letters(text) + (CAPITAL - 1) * sum(map(str.isupper, text))


def _unfold(table: Element, parent: Element, words: Mapping[str, str]) -> None:
    heads = next((list(row) for row in table.iterfind("thead/tr")), [])
    rows = Element("ul", {"class": "rows", "data-source": table.get("data-source", "")})
    for row in table.iter("tr"):
        if list(row) != heads:
            _add_item(row, heads, rows, words)
    at = list(parent).index(table)
    parent[at] = rows
    if (caption := table.find("caption")) is not None:
        caption.tag = "p"
        caption.set("class", "table-caption")
        parent.insert(at, caption)
    add_class(parent, "as-list")


def _add_item(row: Element, heads: Sequence[Element], rows: Element, words: Mapping[str, str]) -> None:
    item = SubElement(rows, "li", {"data-source": row.get("data-source", "")})
    for at, cell in enumerate(row):
        if not (words_of(cell) or len(cell)):
            continue
        line = SubElement(item, "p", {name: cell.attrib[name] for name in ("lang", "dir") if cell.get(name)})
        head = heads[at] if at < len(heads) else Element("th")
        if cell.tag == "th":
            line = SubElement(line, "strong")
            line.text = cell.text
        elif name := "".join(head.itertext()).strip():
            strong = SubElement(line, "strong")
            strong.text = words["pair"].format(name=name, text="").rstrip()
            strong.extend(_calls(head))
            strong.tail = f" {cell.text or ''}"
        else:
            line.text = cell.text
        line.extend(cell)


def _calls(head: Element) -> list[Element]:
    """Copies of the calls of notes and the citations in the head of a column, which each row repeats."""
    calls = [deepcopy(span) for span in head.iter("span") if is_call(span) or "data-cites" in span.attrib]
    for call in calls:
        call.tail = None
    return calls
