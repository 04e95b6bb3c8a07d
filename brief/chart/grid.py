"""Data as a table of the page: heads that say what they head, numbers in the brief's language, aligned by type."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from xml.etree.ElementTree import Element, SubElement

from brief.chart.numbers import DASH, written, year
from brief.chart.options import is_numeric, named_columns
from brief.chart.plan import Chart
from brief.findings import BriefError
from brief.findings import data as rules
from brief.findings.nearest import did_you_mean, shortened
from brief.model import Cell, Exhibit, Number, Table

Tagged = Callable[[str], Element]
"""Gives words in an element that has their direction and language; those in another script within have theirs."""

_ORDERS = {"ascending": False, "descending": True}


def chosen(exhibit: Exhibit, table: Table) -> Table:
    """The columns and the order that an exhibit asks for. Raises `BriefError` for a column that there is not."""
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
    """The rows in the order of a column: ``sort: Year`` or ``sort: Year descending``; without data last."""
    order = list(range(len(table.rows)))
    typed = exhibit.text("sort")
    if not typed:
        return order
    folded = {column.casefold(): column for column in table.columns}
    name, _, how = typed.rpartition(" ")
    back = _ORDERS.get(how.casefold(), False)
    wanted = name.rstrip(" ,") if how.casefold() in _ORDERS and typed.casefold() not in folded else typed
    if wanted.casefold() not in folded:
        nearest = did_you_mean(wanted, table.columns, "it has {names}")
        words = {"file": exhibit.text("file"), "column": shortened(wanted), "nearest": nearest}
        raise BriefError([rules.COLUMN_UNKNOWN.at(exhibit.place_of("sort"), **words)])
    cells = table.column(folded[wanted.casefold()])
    there = [at for at in order if not cells[at].missing]
    if is_numeric(cells):
        there.sort(key=lambda at: number.value if (number := cells[at].number) else Decimal(0), reverse=back)
    else:
        there.sort(key=lambda at: cells[at].text.casefold(), reverse=back)
    return [*there, *(at for at in order if cells[at].missing)]


def of_chart(made: Chart, words: Mapping[str, str], tagged: Tagged) -> Element:
    """The data of a chart as a table: a row for each label, a column for each series."""
    cells = [[Cell(label), *(_cell(one.values[at]) for one in made.series)] for at, label in enumerate(made.labels)]
    return drawn([made.axis, *(one.name for one in made.series)], cells, words, tagged)


def _cell(number: Number | None) -> Cell:
    return Cell(f"{number.value:,f}", number) if number else Cell("")  # no year, since its thousands are parted


def drawn(columns: Sequence[str], rows: Sequence[Sequence[Cell]], words: Mapping[str, str], tagged: Tagged) -> Element:
    """The table; the first column heads the rows if it has words, or years, each once."""
    by_column = [[row[at] for row in rows] for at in range(len(columns))]
    numeric = [is_numeric(cells) for cells in by_column]
    years = [all(year(cell.text) for cell in cells if cell.number) for cells in by_column]
    right = [of_numbers and not (at == 0 and years[0]) for at, of_numbers in enumerate(numeric)]  # years are names
    first = [cell.text for cell in by_column[0]]
    heads_rows = len(columns) > 1 and (not numeric[0] or years[0]) and len(set(first)) == len(first) and all(first)
    table = Element("table")
    head = SubElement(SubElement(table, "thead"), "tr")
    for at, name in enumerate(columns):
        of = _aligned(right[at] and not (at == 0 and heads_rows))
        _fill(SubElement(head, "th", {"scope": "col", **of}), name, tagged)
    body = SubElement(table, "tbody")
    for row in rows:
        line = SubElement(body, "tr")
        for at, cell in enumerate(row):
            is_head = heads_rows and at == 0
            of = {"scope": "row"} if is_head else _aligned(right[at])
            element = SubElement(line, "th" if is_head else "td", of)
            if cell.number and numeric[at]:
                element.text = year(cell.text) if years[at] else written(cell.number, words)
            elif cell.missing:
                abbreviation = SubElement(element, "abbr", {"title": words["no-data"]})
                abbreviation.text = DASH
            else:
                _fill(element, cell.text, tagged)
    return table


def _aligned(numeric: bool) -> dict[str, str]:
    return {"class": "align-right"} if numeric else {}


def _fill(element: Element, words: str, tagged: Tagged) -> None:
    made = tagged(words)
    element.attrib.update(made.attrib)
    element.text = made.text
    element.extend(list(made))
