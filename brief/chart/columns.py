"""Vertical columns that begin at zero, for few years or short names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from brief.chart.axes import domain, numbers, room, set_numbers, thinned, ticks, weight
from brief.chart.canvas import Canvas, NoRoom, widest, width_of, wrapped, write
from brief.chart.numbers import DASH, dash_explained
from brief.chart.plan import Chart
from brief.chart.series import fill_of, fills
from brief.chart.start import EDGE, INK
from brief.chart.style import BOLD, REGULAR, Look
from brief.findings import data as rules
from brief.findings.nearest import shortened
from brief.numbers import Words, written

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

HEIGHT = 120.0
"""The height of the axes, in points."""

NARROWEST, WIDEST = 3.5, 34.0
"""The width of the narrowest column whose fill is still visible, and of the widest column, in points."""

APART, BETWEEN = 9.0, 3.0
"""Points between two names: usually, since a narrower space is taken for a blank between two words; and at least."""

OVER = 0.5
"""Points by which the first or the last name may be wider than its slot, which ends at the edge of the chart."""

FILLED = 0.74
"""The share of a slot that its columns take."""


@dataclass(frozen=True, slots=True)
class Slots:
    """Slots of equal width for the groups of columns, between the edges `left` and `right`, in points.

    `places` has the slot of each group, counted from 0. A slot without a group is a year without a row.
    """

    places: tuple[float, ...]
    left: float
    right: float

    @property
    def width(self) -> float:
        """The width of a slot."""
        return (self.right - self.left) / (self.places[-1] + 1)

    @property
    def middles(self) -> list[float]:
        """The middle of each group, from the left edge of the chart."""
        return [self.left + self.width * (place + 0.5) for place in self.places]

    def column(self, chart: Chart) -> float:
        """The width of a column."""
        return min(self.width * FILLED / len(chart.series), WIDEST)


def draw(chart: Chart, look: Look, words: Words) -> tuple[Figure, tuple[str, ...]]:
    """The chart, and the remarks below it. Raises `NoRoom` when something does not fit."""
    slots = Slots(_places(chart, look, words), 0.0, look.width)
    has_values = _values_fit(chart, slots, words)
    along = [] if has_values else ticks(chart)
    beside = numbers(chart, along, words)
    if beside:
        slots = Slots(slots.places, room(beside), look.width)
    if slots.column(chart) < NARROWEST:
        raise NoRoom(rules.COLUMNS_CROWDED, count=len(chart.labels) * len(chart.series))
    names = _names(chart, look, slots)
    canvas = Canvas(look)
    canvas.head(chart, len(chart.series) > 1)
    canvas.top += look.line if has_values or not chart.unit else 5
    low, high = domain(chart) if has_values else (along[0], along[-1])
    below = look.line + 1 if has_values and low < 0 else 0
    foot = below + max(map(len, names.values())) * look.line + 4
    axes = canvas.axes(slots.left, look.width, HEIGHT, foot)
    axes.set(xlim=(-0.5, slots.places[-1] + 0.5), ylim=(float(low), float(high)), xticks=[])
    set_numbers(axes, along, beside)
    in_words = len(chart.series) == 1 and width_of(words["no-data"]) < slots.width - 2
    missing = words["no-data"] if in_words else DASH
    texts = [
        [(written(value, words) if has_values else "") if value else missing for value in series.values]
        for series in chart.series
    ]
    _draw_columns(axes, chart, slots, texts, REGULAR if in_words else BOLD)
    axes.axhline(0, color=INK, linewidth=EDGE, clip_on=False)
    for at, lines in names.items():
        place = {"xy": (slots.places[at], 0), "xycoords": axes.get_xaxis_transform()}
        strong = weight(chart, chart.labels[at])
        write(axes, lines, look.line, (0, -below - look.line), ha="center", weight=strong, **place)
    has_dashes = not in_words and any(None in series.values for series in chart.series)
    return canvas.figure, ((dash_explained(words),) if has_dashes else ())


def _places(chart: Chart, look: Look, words: Words) -> tuple[float, ...]:
    """The slot of each group of columns.

    Groups are set side by side. If there is no room to name all years, their distances are to scale; otherwise nobody
    could see which are missing. Raises `NoRoom` when such years are not in ascending order.
    """
    side_by_side = tuple(map(float, range(len(chart.labels))))
    if not chart.numeric:
        return side_by_side
    slots = Slots(side_by_side, room(numbers(chart, ticks(chart), words)), look.width)
    if len(thinned(chart, look.width, slots.middles, ends=False)) == len(chart.labels):
        return side_by_side
    if not chart.in_order:
        raise NoRoom(rules.COLUMN_LABEL_TOO_LONG, "x", label=chart.labels[0])
    return tuple(place - chart.places[0] for place in chart.places)


def _draw_columns(
    axes: Axes, chart: Chart, slots: Slots, texts: Sequence[Sequence[str]], weight_of_missing: int
) -> None:
    """Draws the columns of each series with the texts at their ends."""
    width, point = slots.column(chart) / slots.width, 1 / slots.width
    for index, (series, fill) in enumerate(zip(chart.series, fills(chart), strict=True)):
        xs = [place + width * (index + 0.5 - len(chart.series) / 2) for place in slots.places]
        heights = [float(value.value) if value else 0 for value in series.values]
        columns = axes.bar(xs, heights, width - (0.6 + EDGE) * point, clip_on=False)
        labels = axes.bar_label(columns, texts[index], padding=1)
        for bar, text, value, label in zip(columns, labels, series.values, chart.labels, strict=True):
            bar.set(visible=bool(value and value.value), **fill_of(chart, fill, label))
            text.set_fontweight(weight(chart, label, series.name) if value else weight_of_missing)


def _values_fit(chart: Chart, slots: Slots, words: Words) -> bool:
    """Whether each value fits at the end of its column."""
    width = slots.width - 3 if len(chart.series) == 1 else slots.column(chart) - 1
    return widest((written(value, words) for value in chart.values), BOLD) <= width


def _names(chart: Chart, look: Look, slots: Slots) -> dict[int, list[str]]:
    """The lines of the names below the columns, by index: at most three lines each, or as many years as have room.

    A long word may extend below a neighboring column with a short name. Raises `NoRoom` for a name that does not fit.
    """
    if chart.numeric:
        names = {at: [chart.labels[at]] for at in thinned(chart, look.width, slots.middles, ends=False)}
        if not names:
            raise NoRoom(rules.COLUMN_LABEL_TOO_LONG, "x", label=chart.labels[0])
        return names
    strong = [weight(chart, label) for label in chart.labels]
    words = [widest(label.split(), one) for label, one in zip(chart.labels, strong, strict=True)]
    names = {}
    for at, label in enumerate(chart.labels):
        free = 2 * (slots.width - BETWEEN) - max((*words[max(at - 1, 0) : at], *words[at + 1 : at + 2]), default=0)
        if at in (0, len(words) - 1):
            free = min(free, slots.width + OVER)
        tries = (
            wrapped(label, max(slots.width - one, min(words[at], free)), 3, strong[at]) for one in (APART, BETWEEN)
        )
        lines = next(filter(None, tries), None)
        if lines is None:
            raise NoRoom(rules.COLUMN_LABEL_TOO_LONG, "x", label=shortened(label))
        names[at] = lines
    return names
