"""Lines over years or other steps, each named at its end; a line has a gap where there are no data."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from math import inf, nan
from typing import TYPE_CHECKING

from brief.chart.axes import numbers, room, set_numbers, spread, thinned, ticks, weight
from brief.chart.canvas import Canvas, NoRoom, require_room, widest, width_of, wrapped, write
from brief.chart.numbers import year
from brief.chart.plan import Chart, Series
from brief.chart.series import Style, strokes
from brief.chart.start import ACCENT, DOTS, EDGE, INK, RULE
from brief.chart.style import BOLD, REGULAR, Look
from brief.findings import data as rules
from brief.findings.nearest import shortened
from brief.numbers import Words, written

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

HEIGHT = 130.0
"""The height of the axes, in points."""

MOST_MARKERS = 16
"""The most points of a line that all have a marker; of more, only some have one, and fewer when the line is alone."""

MOSTLY = 2 / 3
"""The part of the distances between years that must be the same, so that one of twice the size is a gap."""

BEFORE, AFTER = 6.0, 3.0
"""Points on the axis before the first value, and after the last."""


def draw(chart: Chart, look: Look, words: Words) -> tuple[Figure, tuple[str, ...]]:
    """The chart, and the remarks below it. Raises `NoRoom` for a label that does not fit."""
    longest = max(chart.labels, key=width_of)
    if width_of(longest) > look.width / 2:
        raise NoRoom(rules.LINE_LABEL_TOO_LONG, "x", label=shortened(longest))
    along, styles, names = ticks(chart), strokes(chart), _names(chart, look, words)
    beside = numbers(chart, along, words)
    canvas = Canvas(look)
    canvas.head(chart, not names)
    canvas.top += 5 if chart.unit or not names else look.line / 2
    first, last = (width_of(label, weight(chart, label)) / 2 for label in (chart.labels[0], chart.labels[-1]))
    after = widest((line for lines in names for line in lines), BOLD) + 9 if names else 0.0
    left, right = max(room(beside), first - BEFORE), look.width - max(after, last - AFTER, 3)
    require_room(left, right, [*(written(value, words) for value in chart.values), *beside])
    axes = canvas.axes(left, right, HEIGHT, look.line + 5)
    axes.set(xlim=_span(chart, right - left), ylim=(float(along[0]), float(along[-1])))
    set_numbers(axes, along, beside)
    if along[0] <= 0 <= along[-1]:
        axes.axhline(0, color=INK, linewidth=EDGE, clip_on=False, zorder=1.5)
    for series, stroke in zip(chart.series, styles, strict=True):
        _draw_line(axes, chart, series, stroke)
    if names:
        _write_names(axes, chart, look, styles, names)
    _write_labels(axes, chart, look)
    has_gaps = any(None in series.values for series in chart.series) or bool(_gaps(chart))
    return canvas.figure, ((words["gap"],) if has_gaps else ())


def _names(chart: Chart, look: Look, words: Words) -> list[list[str]]:
    """The lines of the name and last value at the end of each series; empty when a key is needed instead."""
    names: list[list[str]] = []
    for series in chart.series:
        value = series.values[series.last]
        text = written(value, words) if value else words["no-data"]
        alone = len(chart.series) == 1
        lines = [text] if alone else wrapped(f"{series.name} {text}", look.width * 0.28, 3, BOLD)
        if lines is None:
            return []
        names.append(lines)
    return names if len(names) * max(map(len, names)) * look.line <= HEIGHT + look.line else []


def _span(chart: Chart, width: float) -> tuple[float, float]:
    """The ends of the axis with the labels; a single label is in the middle."""
    first, last = chart.places[0], chart.places[-1]
    point = (last - first) / (width - BEFORE - AFTER)
    return (first - BEFORE * point, last + AFTER * point) if first < last else (first - 1, first + 1)


def _gaps(chart: Chart) -> Sequence[int]:
    """The indexes of years before which others are missing, the last first: most years follow each other closer."""
    if not chart.in_order or not all(map(year, chart.labels)):
        return ()
    steps = [later - earlier for earlier, later in pairwise(chart.places)]
    usual, times = Counter(steps).most_common(1)[0] if steps else (0.0, 0)
    closest = 2 * usual if times >= MOSTLY * len(steps) else inf
    return [at for at, step in reversed([*enumerate(steps, 1)]) if step >= closest]


def _draw_line(axes: Axes, chart: Chart, series: Series, stroke: Style) -> None:
    """Draws one series with its markers; a point without neighbors is only a marker. The accent is on top."""
    places, values, last = [*chart.places], [*series.values], series.last
    for at in _gaps(chart):
        places.insert(at, places[at])
        values.insert(at, None)
        last += at <= last
    known = [value is not None for value in values]
    every = -(-len(known) // MOST_MARKERS)
    every = len(known) + 1 if len(chart.series) == 1 and every > 1 else every
    marked = [
        at
        for at, value in enumerate(known)
        if value
        and ((at + 1) % every == 0 or at == last or not any(known[max(at - 1, 0) : at] + known[at + 1 : at + 2]))
    ]
    ys = [float(value.value) if value else nan for value in values]
    above = 2.2 if stroke["color"] == ACCENT else 2.1
    axes.plot(places, ys, markevery=marked, clip_on=False, zorder=above, dash_capstyle="butt", **stroke)


def _write_names(axes: Axes, chart: Chart, look: Look, styles: Sequence[Style], names: Sequence[Sequence[str]]) -> None:
    """Names each line at its end; names that would overlap are moved apart, and thin rules lead to them."""
    ends: list[tuple[float, float]] = []
    for series in chart.series:
        value = series.values[series.last]
        ends.append((chart.places[series.last], float(value.value) if value else axes.get_ylim()[0]))
    wanted = [axes.transData.transform(end) for end in ends]
    tallest = max(map(len, names))
    half = (tallest - 1) / 2 * look.line
    heights = spread([-y for _, y in wanted], tallest * look.line, -axes.bbox.y1 + half, -axes.bbox.y0 - half)
    for end, (x, y), depth, lines, stroke in zip(ends, wanted, heights, names, styles, strict=True):
        color, height = ACCENT if stroke["color"] == ACCENT else INK, -depth
        early = x < axes.bbox.x1 - AFTER - 1
        if early or abs(height - y) > 2.5:
            dashes = DOTS if early else "-"  # within the axes a solid line would be taken for data
            rule = {"arrowstyle": "-", "color": RULE, "linewidth": look.thin, "linestyle": dashes}
            rule |= {"shrinkA": 0, "shrinkB": 4}
            axes.annotate("", end, (axes.bbox.x1 + 5, height), textcoords="figure pixels", arrowprops=rule)
        how = {"color": color, "weight": BOLD if color == ACCENT else REGULAR}
        place = {"xy": (axes.bbox.x1 + 7, height), "xycoords": "figure pixels"}
        write(axes, lines, look.line, (0, 0), va="center", **place, **how)


def _write_labels(axes: Axes, chart: Chart, look: Look) -> None:
    """Writes as many labels below the axis as have room, each with a tick."""
    xs = [float(x) for x, _ in axes.transData.transform([(place, 0) for place in chart.places])]
    named = thinned(chart, look.width, xs, ends=True)
    axes.tick_params("x", length=2.5, pad=2)
    axes.set_xticks([chart.places[at] for at in named], [chart.labels[at] for at in named])
    for tick, at in zip(axes.get_xticklabels(), named, strict=True):
        tick.set_fontweight(weight(chart, chart.labels[at]))
