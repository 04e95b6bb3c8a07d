"""Data as an HTML table with headers, and with numbers in the brief's language."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any
from xml.etree.ElementTree import Element, SubElement

from brief.chart.numbers import DASH, year
from brief.chart.options import in_order, is_numeric, named_columns, stop_at_column
from brief.chart.plan import Chart
from brief.model import Cell, Exhibit, Number, Table
from brief.numbers import Words, written

Tag = Callable[[str], Element]
"""A function that returns an element with these words, their direction and their language."""

_SORT = re.compile(r"(?P<column>.*?)(?:[ ,]+(?P<order>ascending|descending))?", re.IGNORECASE)


MOSTLY = 3 / 4
"""The part of the cells of a column that are numbers, from which on the column is one of numbers."""


def chosen(exhibit: Exhibit, table: Table) -> tuple[Sequence[str], Sequence[Sequence[Cell]]]:
    """The columns that an exhibit shows, and the cells of these columns by row, sorted as it requests.

    Raises `BriefError` for a column that is missing.
    """
    names = named_columns(exhibit, "columns", table) or table.columns
    column, is_descending = _sort(exhibit, table)
    rows = table.rows
    if column:
        rows = tuple(rows[at] for at in in_order(_values(table.column(column)), is_descending))
    indexes = [table.columns.index(name) for name in names]
    return names, [[row[index] for index in indexes] for row in rows]


def columns_shown(exhibit: Exhibit, table: Table) -> tuple[str, ...]:
    """The columns that an exhibit shows."""
    names = named_columns(exhibit, "columns", table) or table.columns
    return tuple(name for name in table.columns if name in names)


def places_by(exhibit: Exhibit, table: Table) -> tuple[str, Sequence[str]]:
    """The column by which an exhibit is sorted, empty for none, and the place of each row in its ascending order."""
    column, _ = _sort(exhibit, table)
    values = _values(table.column(column)) if column else []
    places = {value: str(at) for at, value in enumerate(sorted({*values} - {None}), 1)}
    return column, [places.get(value, "") for value in values]


def _values(cells: Sequence[Cell]) -> list[Any]:
    """What the rows of a table are sorted by: numbers in a column of these, or else words; None for missing data."""
    numeric = is_numeric(cells)
    return [
        None if cell.missing else cell.number.value if numeric and cell.number else cell.text.casefold()
        for cell in cells
    ]


def _sort(exhibit: Exhibit, table: Table) -> tuple[str, bool]:
    """The column by which a table is sorted, empty for none, and whether it descends: ``sort: Year descending``."""
    typed = exhibit.text("sort")
    folded = {column.casefold(): column for column in table.columns}
    match = None if typed.casefold() in folded else _SORT.fullmatch(typed)
    name, order = match.groups("") if match else (typed, "")
    if name and name.casefold() not in folded:
        stop_at_column(exhibit, "sort", name, table)
    return folded.get(name.casefold(), ""), order.casefold() == "descending"


def of_chart(chart: Chart, words: Words, tag: Tag) -> Element:
    """The data of a chart as a table: a row for each label, a column for each series."""
    columns = [[_cell(value) for value in series.values] for series in chart.series]
    rows = [[Cell(label), *cells] for label, *cells in zip(chart.labels, *columns, strict=True)]
    return html_table([chart.axis, *(series.name for series in chart.series)], rows, words, tag)


def _cell(number: Number | None) -> Cell:
    return Cell(f"{number.value:,f}", number) if number else Cell("")  # its commas keep it from being taken for a year


def html_table(columns: Sequence[str], rows: Sequence[Sequence[Cell]], words: Words, tag: Tag) -> Element:
    """The table; its first column contains the headers of rows if it has words or years, all different."""
    by_column = [[row[at] for row in rows] for at in range(len(columns))]
    numeric = [is_numeric(cells) or (at > 0 and _has_mostly_numbers(cells)) for at, cells in enumerate(by_column)]
    years = [all(year(cell.text) for cell in cells if cell.number) for cells in by_column]
    first = [cell.text for cell in by_column[0]]
    is_named = not numeric[0] or years[0]
    has_heads = len(columns) > 1 and is_named and len(set(first)) == len(first) and all(first)
    right = [numeric[0] and not years[0], *numeric[1:]]
    aligned = [{"class": "align-right"} if is_right else {} for is_right in right]
    table = Element("table")
    head = SubElement(SubElement(table, "thead"), "tr")
    for name, attributes in zip(columns, aligned, strict=True):
        _fill(SubElement(head, "th", {"scope": "col", **attributes}), name, tag)
    body = SubElement(table, "tbody")
    for row in rows:
        line = SubElement(body, "tr")
        for at, cell in enumerate(row):
            is_head = has_heads and at == 0
            element = SubElement(line, "th" if is_head else "td", {"scope": "row"} if is_head else aligned[at])
            if cell.number and numeric[at]:
                element.text = year(cell.text) if years[at] else written(cell.number, words)
            elif cell.missing:
                SubElement(element, "abbr", {"title": words["no-data"]}).text = DASH
            else:
                _fill(element, cell.text, tag)
    return table


def _has_mostly_numbers(cells: Sequence[Cell]) -> bool:
    """Whether three of four cells of a column are numbers: "more than 100" below them is aligned like them."""
    return len(cells) > 0 and sum(bool(cell.number) for cell in cells) >= len(cells) * MOSTLY


def _fill(element: Element, words: str, tag: Tag) -> None:
    content = tag(words)
    element.attrib.update(content.attrib)
    element.text, element[:] = content.text, list(content)
