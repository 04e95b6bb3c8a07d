"""Bars that lie, with their names beside them: each begins at zero and says its value at its end."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from brief.chart.axes import domain, weight
from brief.chart.canvas import MOST_LINES, Crowded, axes, blank, enough, fitted, head, width_of, write
from brief.chart.look import BOLD, Look
from brief.chart.numbers import written
from brief.chart.plan import Chart
from brief.chart.series import fill_of, fills, patches
from brief.chart.start import EDGE, INK

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

TALLEST = 560.0
"""Points: the height of a chart that still stands on a page with its caption."""

GAP = 4.0
"""Points between a bar and words."""


@dataclass(frozen=True, slots=True)
class Rows:
    """How the rows of bars are laid out: the lines of their names, the width of these, the heights, in points."""

    names: list[list[str]]
    width: float
    bar: float
    between: float
    heights: list[float]

    @property
    def middles(self) -> list[float]:
        """How far below the top the middle of each row is."""
        ends = [sum(self.heights[: at + 1]) for at in range(len(self.heights))]
        return [end - (height + self.between) / 2 for end, height in zip(ends, self.heights, strict=True)]


def draw(made: Chart, look: Look, words: Mapping[str, str]) -> tuple[Figure, tuple[str, ...]]:
    """The chart, and no remark. Raises `Crowded` for more bars than stand on a page."""
    rows, many = _rows(made, look), len(made.series) > 1
    if sum(rows.heights) > TALLEST / look.scale:
        raise Crowded(len(made.labels) * len(made.series), "bars")
    said = [[written(value, words) if value else words["no-data"] for value in one.values] for one in made.series]
    left, right = _edges(made, look, rows, said)
    enough(left, right, [written(value, words) for value in made.values])
    named = many and _names_fit(made, look, said, left, right)
    figure = blank(look)
    top = head(figure, look, made.unit, {} if named or not many else patches(made, fills(made)))
    height = sum(rows.heights) - rows.between
    on = axes(figure, left, top, right, height, 2)
    low, high = domain(made)
    on.set(xlim=(float(low), float(high)), ylim=(height, 0), xticks=[], yticks=[])
    _write_names(on, made, look, rows, left)
    _draw_bars(on, made, look, rows, said, named)
    on.axvline(0, -1 / height, 1 + 1 / height, color=INK, linewidth=EDGE, clip_on=False)
    return figure, ()


def _write_names(on: Axes, made: Chart, look: Look, rows: Rows, left: float) -> None:
    """Writes the names of the rows, from the left edge of the chart, which is so far from the axes."""
    for label, lines, middle in zip(made.labels, rows.names, rows.middles, strict=True):
        place = {"xy": (0, middle), "xycoords": on.get_yaxis_transform()}
        first = (len(lines) - 1) / 2 * look.line
        write(on, lines, look, place, (-left, first), va="center", weight=weight(made, label))


def _draw_bars(on: Axes, made: Chart, look: Look, rows: Rows, said: Sequence[Sequence[str]], named: bool) -> None:
    """The bars of each series with what is said at their ends, and behind the first, if `named`, the series' name."""
    for index, (one, inside) in enumerate(zip(made.series, fills(made), strict=True)):
        ys = [middle + rows.bar * (index + 0.5 - len(made.series) / 2) for middle in rows.middles]
        lengths = [float(value.value) if value else 0 for value in one.values]
        bars = on.barh(ys, lengths, rows.bar - 0.8 - EDGE, clip_on=False)
        values = on.bar_label(bars, said[index], padding=GAP)
        for bar, text, length, label in zip(bars, values, lengths, made.labels, strict=True):
            bar.set(visible=length != 0, **fill_of(made, inside, label))
            text.set_fontweight(weight(made, label, one.name))
        if named:
            strong = weight(made, made.labels[0], one.name)
            behind = GAP + width_of(said[index][0], look, strong) + 5
            write(on, [one.name], look, {"xy": (lengths[0], ys[0])}, (behind, 0), va="center", weight=strong)


def _rows(made: Chart, look: Look) -> Rows:
    """Names take no more than two fifths of the width, and long ones stand on several lines; a long word takes more."""

    def widest(pieces: Iterable[tuple[str, int]]) -> float:
        return max((width_of(piece, look, heavy) for piece, heavy in pieces), default=0.0) + 0.5

    of_names = widest((label, weight(made, label)) for label in made.labels)
    of_words = widest((word, weight(made, label)) for label in made.labels for word in label.split())
    width = max(min(of_names, look.width * 0.4), min(of_words, look.width * 0.6))
    names = [fitted(label, look, width, MOST_LINES, weight(made, label)) for label in made.labels]
    count = len(made.series)
    bar = 9.0 if count == 1 and len(made.labels) <= 20 else 8.0 if count == 1 else look.size
    between = 5.5 if len(made.labels) <= 20 and count == 1 else 4.0 if count == 1 else 8.0
    heights = [max(bar * count, len(lines) * look.line) + between for lines in names]
    return Rows(names, max(width_of(line, look, BOLD) for lines in names for line in lines), bar, between, heights)


def _edges(made: Chart, look: Look, rows: Rows, said: Sequence[Sequence[str]]) -> tuple[float, float]:
    """From where to where bars go, which leaves room for the values at their ends."""
    before = 0.0
    for one, of_series in zip(made.series, said, strict=True):
        for value, words in zip(one.values, of_series, strict=True):
            if value and value.value < 0:
                before = max(before, width_of(words, look, BOLD) + GAP)
    after = max(width_of(words, look, BOLD) for of_series in said for words in of_series) + GAP
    return rows.width + 8 + before, look.width - after


def _names_fit(made: Chart, look: Look, said: Sequence[Sequence[str]], left: float, right: float) -> bool:
    """Whether each series can be named behind the value of its first bar."""
    low, high = domain(made)
    for one, of_series in zip(made.series, said, strict=True):
        value = one.values[0]
        if value is None or value.value < 0:
            return False
        end = left + float((value.value - low) / (high - low)) * (right - left)
        if end + GAP + width_of(of_series[0], look, BOLD) + 5 + width_of(one.name, look, BOLD) > look.width:
            return False
    return True
