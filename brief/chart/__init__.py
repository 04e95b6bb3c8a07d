"""Chart: the data of a CSV file become a chart or a table of the page.

    plan      a `Chart` that can be drawn
    options   what an editor asks for, read against the data: such a chart, or findings
    bars, columns, lines   the kinds, drawn by matplotlib
    series    how series are told apart without color
    svg       what matplotlib drew, as the engine reads it
    words     what is said of a chart to those who do not see it
    grid      data as a table

matplotlib draws, since it lets each word be placed: values stand at the ends of their bars and names at those of their
lines, which readers need and keys do not give. Its hatches, dashes and markers tell series apart without color, its
SVG has words as words, and a chart costs a build less than half a second, most of it the import. What was measured
beside it: pygal styles its SVG with CSS that the engine does not read and names no line at its end, vl-convert weighs
80 MB and has no hatches. Only a brief with a chart imports it.
"""

from __future__ import annotations

from collections.abc import Mapping

from brief.chart import bars, columns, grid, lines
from brief.chart.canvas import Crowded, NoRoom, TooLong
from brief.chart.grid import Tagged
from brief.chart.look import Look, look
from brief.chart.numbers import dash_explained
from brief.chart.options import chart, columns_of
from brief.chart.plan import Chart
from brief.chart.start import styled
from brief.chart.svg import svg
from brief.chart.words import alternative
from brief.findings import BriefError, Finding
from brief.findings import data as rules
from brief.findings.nearest import shortened
from brief.model import Exhibit, Shown, Table

__all__ = ["Look", "check", "columns_shown", "look", "show"]

DRAWN = {"bar": bars.draw, "column": columns.draw, "line": lines.draw}
"""How each kind is drawn."""


def check(exhibit: Exhibit, table: Table) -> None:
    """Raises `BriefError` when `exhibit` cannot be shown from `table`, but for what only its size tells."""
    if exhibit.kind == "chart":
        chart(exhibit, table)
    else:
        grid.chosen(exhibit, table)


def columns_shown(exhibit: Exhibit, table: Table) -> tuple[str, ...]:
    """The columns of a table that an exhibit shows, or sorts by. Raises `BriefError` for one that there is not."""
    if exhibit.kind == "table":
        return grid.columns_shown(exhibit, table)
    axis, series, values = columns_of(exhibit, table)
    return tuple(filter(None, (axis, series, *values)))


def show(
    exhibit: Exhibit, table: Table, look: Look, words: Mapping[str, str], tagged: Tagged, otherwise: bool = False
) -> Shown:
    """The chart or the table. `words` are those that layouts add, in the brief's language.

    When there is more to draw than fits, its data come as a table if they may do so `otherwise`, as in large type.
    Raises `BriefError` when they may not.
    """
    if exhibit.kind == "table":
        shown = grid.chosen(exhibit, table)
        lacks = any(cell.missing for row in shown.rows for cell in row)
        below = (dash_explained(words),) if lacks else ()
        return Shown(None, grid.drawn(shown.columns, shown.rows, words, tagged), below)
    made = chart(exhibit, table)
    try:
        with styled(look, f"{exhibit.place.path}:{exhibit.place.line}"):
            figure, remarks = DRAWN[made.kind](made, look, words)
            picture = svg(figure, look, alternative(made, words))
    except (Crowded, TooLong, NoRoom) as error:
        if otherwise:
            return Shown(None, grid.of_chart(made, words, tagged))
        raise BriefError([_no_room(exhibit, made, error)]) from error
    return Shown(picture, grid.of_chart(made, words, tagged), remarks)


def _no_room(exhibit: Exhibit, made: Chart, error: Crowded | TooLong | NoRoom) -> Finding:
    """What does not fit into a chart, and the way out."""
    match error:
        case Crowded():
            of_columns = rules.CROWDED_WIDE_COLUMNS if exhibit.wide else rules.CROWDED_COLUMNS
            way = rules.CROWDED_BARS.format(file=exhibit.text("file")) if made.kind == "bar" else of_columns
            return rules.CHART_CROWDED.at(exhibit.place, count=error.count, what=error.what, way=way)
        case TooLong():
            what, way = rules.LONG_LINES if made.kind == "line" else rules.LONG_COLUMNS
            return rules.LABELS_TOO_LONG.at(exhibit.place_of("x"), label=shortened(error.label), what=what, way=way)
        case NoRoom():
            return rules.NUMBERS_TOO_LONG.at(exhibit.place_of("y"), number=error.number)
