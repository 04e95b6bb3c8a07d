"""Data as a table of the page, with its heads, and with numbers in the brief's language."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from xml.etree.ElementTree import Element, SubElement

from brief.chart.numbers import DASH, written, year
from brief.chart.options import is_numeric, named_columns, stop_at_column
from brief.chart.plan import Chart
from brief.model import Cell, Exhibit, Number, Table

Tag = Callable[[str], Element]
"""Gives an element with words and their direction and language."""

_ORDERS = {"ascending": False, "descending": True}


def chosen(exhibit: Exhibit, table: Table) -> Table:
    """The columns and the order that an exhibit asks for. Raises `BriefError` for a column that is missing."""
    names = named_columns(exhibit, "columns", table) or table.columns
    rows = _sorted(exhibit, table)
    indexes = [table.columns.index(name) for name in names]
    return Table(
        table.path,
        names,
        tuple(tuple(table.rows[at][index] for index in indexes) for at in rows),
        tuple(table.lines[at] for at in rows),
    )


def columns_shown(exhibit: Exhibit, table: Table) -> tuple[str, ...]:
    """The columns that an exhibit shows, and the one by which it is sorted."""
    names = named_columns(exhibit, "columns", table) or table.columns
    by = exhibit.text("sort").casefold()
    return tuple(name for name in table.columns if name in names or (by and by.startswith(name.casefold())))


def _sorted(exhibit: Exhibit, table: Table) -> list[int]:
    """The rows in the order of a column, ``sort: Year`` or ``sort: Year descending``, with missing values last."""
    order = list(range(len(table.rows)))
    typed = exhibit.text("sort")
    if not typed:
        return order
    folded = {column.casefold(): column for column in table.columns}
    name, _, how = typed.rpartition(" ")
    is_descending = _ORDERS.get(how.casefold(), False)
    wanted = name.rstrip(" ,") if how.casefold() in _ORDERS and typed.casefold() not in folded else typed
    if wanted.casefold() not in folded:
        stop_at_column(exhibit, "sort", wanted, table)
    cells = table.column(folded[wanted.casefold()])
    known = [at for at in order if not cells[at].missing]
    if is_numeric(cells):
        known.sort(key=lambda at: number.value if (number := cells[at].number) else Decimal(0), reverse=is_descending)
    else:
        known.sort(key=lambda at: cells[at].text.casefold(), reverse=is_descending)
    return [*known, *(at for at in order if cells[at].missing)]


def of_chart(chart: Chart, words: Mapping[str, str], tag: Tag) -> Element:
    """The data of a chart as a table: a row for each label, a column for each series."""
    columns = [[_cell(value) for value in series.values] for series in chart.series]
    rows = [[Cell(label), *cells] for label, *cells in zip(chart.labels, *columns, strict=True)]
    return drawn([chart.axis, *(series.name for series in chart.series)], rows, words, tag)


def _cell(number: Number | None) -> Cell:
    return Cell(f"{number.value:,f}", number) if number else Cell("")  # with commas it is never taken for a year


def drawn(columns: Sequence[str], rows: Sequence[Sequence[Cell]], words: Mapping[str, str], tag: Tag) -> Element:
    """The table; the first column heads the rows when it has words or years, each once."""
    by_column = [[row[at] for row in rows] for at in range(len(columns))]
    numeric = [is_numeric(cells) for cells in by_column]
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


def _fill(element: Element, words: str, tag: Tag) -> None:
    content = tag(words)
    element.attrib.update(content.attrib)
    element.text, element[:] = content.text, list(content)
