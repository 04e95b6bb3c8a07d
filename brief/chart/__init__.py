"""Makes charts and tables for pages from the data of CSV files.

    options   the options of a chart, checked against the data
    plan      a `Chart` that can be drawn, and its text alternative
    bars, columns, lines   the kinds of charts, drawn by matplotlib
    series    styles that distinguish series without color
    svg       a drawing of matplotlib as an SVG for the engine
    grid      data as a table

Only a brief with a chart imports matplotlib.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from brief.chart import grid
from brief.chart.grid import Tag
from brief.chart.numbers import dash_explained
from brief.chart.options import chart_for, columns_of, stop
from brief.chart.plan import alternative
from brief.chart.style import Look, look_of
from brief.findings import data as rules
from brief.model import MOST_CELLS, Exhibit, Shown, Table
from brief.numbers import Words

__all__ = ["Context", "Look", "check", "columns_shown", "look_of", "show"]


def check(exhibit: Exhibit, table: Table) -> None:
    """Raises `BriefError` when an exhibit cannot be shown; whether a chart fits is known only when it is drawn."""
    if exhibit.kind == "chart":
        chart_for(exhibit, table)
    else:
        names, rows = grid.chosen(exhibit, table)
        if (count := len(names) * (1 + len(rows))) > MOST_CELLS:
            stop(rules.TABLE_TOO_LARGE, exhibit, "columns", count=count, limit=MOST_CELLS)


def columns_shown(exhibit: Exhibit, table: Table) -> tuple[str, ...]:
    """The columns that an exhibit shows. Raises `BriefError` for a column that is missing."""
    if exhibit.kind == "table":
        return grid.columns_shown(exhibit, table)
    axis, series, values = columns_of(exhibit, table)
    return tuple(filter(None, (axis, series, *values)))


def places_by(exhibit: Exhibit, table: Table) -> tuple[str, Sequence[str]]:
    """As `grid.places_by`; a chart is sorted by what it shows."""
    return grid.places_by(exhibit, table) if exhibit.kind == "table" else ("", ())


class Context(NamedTuple):
    """What all exhibits of an edition share: their look, the words of layouts, and a function that tags words.

    With `as_table`, as in large print, a chart that does not fit is shown as a table.
    """

    look: Look
    words: Words
    tag: Tag
    as_table: bool = False


def show(exhibit: Exhibit, table: Table, context: Context) -> Shown:
    """The chart or the table of an exhibit. Raises `BriefError` for a chart that does not fit."""
    look, words, tag = context.look, context.words, context.tag
    if exhibit.kind == "table":
        heads, rows = grid.chosen(exhibit, table)
        has_dashes = any(cell.missing for row in rows for cell in row)
        return Shown(None, grid.html_table(heads, rows, words, tag), (dash_explained(words),) if has_dashes else ())
    from brief.chart import bars, columns, lines  # a table does not need matplotlib
    from brief.chart.canvas import NoRoom
    from brief.chart.start import styled
    from brief.chart.svg import to_svg

    chart = chart_for(exhibit, table)
    data = grid.of_chart(chart, words, tag)
    draw = {"bar": bars.draw, "column": columns.draw, "line": lines.draw}[chart.kind]
    try:
        with styled(look):
            figure, remarks = draw(chart, look, words)
            return Shown(to_svg(figure, look, alternative(chart, words)), data, remarks)
    except NoRoom as error:
        if context.as_table:
            return Shown(None, data)
        stop(error.rule, exhibit, error.option, **error.words)
