"""Horizontal bars with their names beside them; each bar begins at zero and has its value at its end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from brief.chart.axes import domain, weight
from brief.chart.canvas import Canvas, NoRoom, fitted, require_room, widest, width_of, write
from brief.chart.plan import Chart
from brief.chart.series import fill_of, fills
from brief.chart.start import EDGE, INK
from brief.chart.style import BOLD, Look
from brief.findings import data as rules
from brief.numbers import Words, written

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

TALLEST = 560.0
"""The height of the tallest chart that still fits on a page with its caption, in points."""

GAP = 4.0
"""Points between a bar and its value."""

BEFORE_NAME = 5.0
"""Points between a value and the name of the series."""


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of a chart, in points: the lines of their names, the width of these, and the heights of the rows.

    `bar` is the height of one bar, `between` the white space at the end of each row, which its height includes.
    `values` are the texts at the ends of the bars, by series.
    """

    names: list[list[str]]
    width: float
    bar: float
    between: float
    heights: list[float]
    values: list[list[str]]

    @property
    def middles(self) -> list[float]:
        """The distance of the middle of each row from the top."""
        ends = [sum(self.heights[: at + 1]) for at in range(len(self.heights))]
        return [end - (height + self.between) / 2 for end, height in zip(ends, self.heights, strict=True)]


def draw(chart: Chart, look: Look, words: Words) -> tuple[Figure, tuple[str, ...]]:
    """The chart, without remarks. Raises `NoRoom` for bars or values that do not fit."""
    rows, has_key = _rows(chart, look, words), len(chart.series) > 1
    if sum(rows.heights) > TALLEST / look.scale:
        raise NoRoom(rules.BARS_CROWDED, count=len(chart.labels) * len(chart.series))
    left, right = _edges(chart, look, rows)
    require_room(left, right, [written(value, words) for value in chart.values])
    named = has_key and _names_fit(chart, look, rows, left, right)
    canvas = Canvas(look)
    canvas.head(chart, has_key and not named)
    height = sum(rows.heights) - rows.between
    axes = canvas.axes(left, right, height, 2)
    low, high = domain(chart)
    axes.set(xlim=(float(low), float(high)), ylim=(height, 0), xticks=[], yticks=[])
    for label, lines, middle in zip(chart.labels, rows.names, rows.middles, strict=True):
        place = {"xy": (0, middle), "xycoords": axes.get_yaxis_transform()}
        write(axes, lines, look.line, (-left, 0), va="center", weight=weight(chart, label), **place)
    _draw_bars(axes, chart, rows, named)
    axes.axvline(0, -1 / height, 1 + 1 / height, color=INK, linewidth=EDGE, clip_on=False)
    return canvas.figure, ()


def _draw_bars(axes: Axes, chart: Chart, rows: Rows, named: bool) -> None:
    """Draws the bars of each series with their values; the name of the series follows the first value, if `named`."""
    for index, (series, fill) in enumerate(zip(chart.series, fills(chart), strict=True)):
        ys = [middle + rows.bar * (index + 0.5 - len(chart.series) / 2) for middle in rows.middles]
        lengths = [float(value.value) if value else 0 for value in series.values]
        bars = axes.barh(ys, lengths, rows.bar - 0.8 - EDGE, clip_on=False)
        texts = axes.bar_label(bars, rows.values[index], padding=GAP)
        for bar, text, length, label in zip(bars, texts, lengths, chart.labels, strict=True):
            bar.set(visible=length != 0, **fill_of(chart, fill, label))
            text.set_fontweight(weight(chart, label, series.name))
        if named:
            strong = weight(chart, chart.labels[0], series.name)
            behind = GAP + width_of(rows.values[index][0], strong) + BEFORE_NAME
            write(axes, [series.name], 0, (behind, 0), xy=(lengths[0], ys[0]), va="center", weight=strong)


def _rows(chart: Chart, look: Look, words: Words) -> Rows:
    """The rows; names take up to two fifths of the width, or up to three fifths when they have a long word."""

    def widest_of(parts: Sequence[tuple[str, int]]) -> float:
        return max((width_of(*part) for part in parts), default=0.0) + 0.5

    names = [(label, weight(chart, label)) for label in chart.labels]
    of_words = widest_of([(word, strong) for label, strong in names for word in label.split()])
    width = max(min(widest_of(names), look.width * 0.4), min(of_words, look.width * 0.6))
    lines = [fitted(label, width, strong) for label, strong in names]
    count, few = len(chart.series), len(chart.labels) <= 20
    bar, between = (look.size, 8.0) if count > 1 else (9.0, 5.5) if few else (8.0, 4.0)
    return Rows(
        lines,
        widest((line for name in lines for line in name), BOLD),
        bar,
        between,
        [max(bar * count, len(name) * look.line) + between for name in lines],
        [[written(value, words) if value else words["no-data"] for value in series.values] for series in chart.series],
    )


def _edges(chart: Chart, look: Look, rows: Rows) -> tuple[float, float]:
    """The left and right edges of the axes, which leave room for the names and for the values at the ends of bars."""
    negative = [
        width_of(text, BOLD) + GAP
        for series, texts in zip(chart.series, rows.values, strict=True)
        for value, text in zip(series.values, texts, strict=True)
        if value and value.value < 0
    ]
    after = widest((text for texts in rows.values for text in texts), BOLD) + GAP
    return rows.width + 8 + max(negative, default=0.0), look.width - after


def _names_fit(chart: Chart, look: Look, rows: Rows, left: float, right: float) -> bool:
    """Whether the name of each series fits after the value of its first bar."""
    low, high = domain(chart)
    for series, texts in zip(chart.series, rows.values, strict=True):
        value = series.values[0]
        if value is None or value.value < 0:
            return False
        end = left + float((value.value - low) / (high - low)) * (right - left)
        if end + GAP + width_of(texts[0], BOLD) + BEFORE_NAME + width_of(series.name, BOLD) > look.width:
            return False
    return True
