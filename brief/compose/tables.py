"""Tables that do not fit at a large size of type: each becomes a list of its rows."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from copy import deepcopy
from xml.etree.ElementTree import Element, SubElement

LINE = 480.0
"""Points: the width of the text on the narrower of the papers."""

LETTER = 0.54
"""How wide a letter is on average, in sizes of its type; a letter of Korean is twice as wide."""

PROSE = 12
"""Letters on a line that a column of prose needs at least, so that it does not become a column of single words."""

GAP = 2
"""Letters between two columns."""


def list_wide_tables(body: Element, size: float, words: Mapping[str, str]) -> None:
    """Makes lists of the tables in a section whose columns do not fit on a line in type of this size, in points.

    A row becomes an item: each cell a line of it, after the head of its column. A cell that heads the row comes
    without one, and one without content is left out.
    """
    for parent in list(body.iter()):
        for table in parent.findall("table"):
            if _width(table) * LETTER * size > LINE:
                _unfold(table, parent, words)


def _width(table: Element) -> int:
    """How many letters wide a table is at least."""
    columns: dict[int, int] = {}
    for row in table.iter("tr"):
        for at, cell in enumerate(row):
            columns[at] = max(columns.get(at, 0), _needs("".join(cell.itertext())))
    return sum(columns.values()) + GAP * (len(columns) - 1)


def _needs(words: str) -> int:
    """How many letters wide the column of a cell is at least: its longest word, and not much less than a line."""
    longest = max(map(_letters, re.split(r"[\s\u200b-]+", words)), default=0)
    return max(longest, min(_letters(words.strip()), PROSE))


def _letters(words: str) -> int:
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in words)


def _unfold(table: Element, parent: Element, words: Mapping[str, str]) -> None:
    heads = next((list(row) for row in table.iterfind("thead/tr")), [])
    rows = Element("ul", {"class": "rows", "data-source": table.get("data-source", "")})
    for row in table.iter("tr"):
        if list(row) != heads:
            _item(row, heads, rows, words)
    unfolded = [rows]
    if (caption := table.find("caption")) is not None:
        caption.tag = "p"
        caption.set("class", "table-caption")
        unfolded.insert(0, caption)
    at = list(parent).index(table)
    parent[at : at + 1] = unfolded
    parent.set("class", f"{parent.get('class', '')} as-list".strip())


def _item(row: Element, heads: Sequence[Element], rows: Element, words: Mapping[str, str]) -> None:
    item = SubElement(rows, "li", {"data-source": row.get("data-source", "")})
    for at, cell in enumerate(row):
        if not ("".join(cell.itertext()).strip() or len(cell)):
            continue
        line = SubElement(item, "p")
        for name in ("lang", "dir"):
            if cell.get(name):
                line.set(name, cell.get(name, ""))
        head = heads[at] if at < len(heads) else Element("th")
        if cell.tag == "th":
            strong = SubElement(line, "strong")
            strong.text = cell.text
            strong.extend(cell)
        elif "".join(head.itertext()).strip():
            strong = SubElement(line, "strong")
            name, colon = "".join(head.itertext()).strip(), words["pair"]
            strong.text = colon.format(name=name, text="").rstrip()
            strong.extend(_calls(head))
            strong.tail = f" {cell.text or ''}"
            line.extend(cell)
        else:
            line.text = cell.text
            line.extend(cell)


def _calls(head: Element) -> list[Element]:
    """The calls of notes and the citations in the head of a column, which each row repeats."""
    calls = [deepcopy(one) for one in head.iter("span") if {"data-note", "data-cites"}.intersection(one.attrib)]
    for call in calls:
        call.tail = None
    return calls
