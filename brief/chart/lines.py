"""Lines over years or other steps, each named at its end; a line breaks off where there are no data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import nan
from typing import TYPE_CHECKING

from brief.chart.axes import apart, marks, numbers, room, thinned, upright, weight
from brief.chart.canvas import TooLong, axes, blank, enough, head, width_of, wrapped, write
from brief.chart.look import BOLD, REGULAR, Look
from brief.chart.numbers import written
from brief.chart.plan import Chart, Series
from brief.chart.series import Style, strokes, threads
from brief.chart.start import ACCENT, DOTS, EDGE, INK, RULE

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

HEIGHT = 130.0
"""Points from the lowest to the highest value."""

MOST_MARKERS = 16
"""Points of a line that each get a marker; of more each second, third …, or none on a line that is alone."""

BEFORE, AFTER = 6.0, 3.0
"""Points between the ends of the axis and the first and the last label."""


def draw(made: Chart, look: Look, words: Mapping[str, str]) -> tuple[Figure, tuple[str, ...]]:
    """The chart, and what has to be said below it. Raises `TooLong` for a label that does not fit."""
    longest = max(made.labels, key=lambda label: width_of(label, look))
    if width_of(longest, look) > look.width / 2:
        raise TooLong(longest)
    along, drawn, names = marks(made), strokes(made), _names(made, look, words)
    beside = numbers(made, along, words)
    figure = blank(look)
    top = head(figure, look, made.unit, {} if names else threads(made, drawn))
    top += 5 if made.unit or not names else look.line / 2
    first, last = (width_of(made.labels[at], look, weight(made, made.labels[at])) / 2 for at in (0, -1))
    after = max((width_of(line, look, BOLD) + 9 for lines in names for line in lines), default=0.0)
    left, right = max(room(beside, look), first - BEFORE), look.width - max(after, last - AFTER, 3)
    enough(left, right, [*(written(value, words) for value in made.values), *beside])
    on = axes(figure, left, top, right, HEIGHT, look.line + 5)
    on.set(xlim=_span(made, right - left), ylim=(float(along[0]), float(along[-1])))
    upright(on, along, beside)
    if along[0] <= 0 <= along[-1]:
        on.axhline(0, color=INK, linewidth=EDGE, clip_on=False, zorder=1.5)
    for one, stroke in zip(made.series, drawn, strict=True):
        _draw_line(on, made, one, stroke)
    if names:
        _write_names(on, made, look, drawn, names)
    _write_labels(on, made, look)
    return figure, ((words["gap"],) if any(None in one.values for one in made.series) else ())


def _names(made: Chart, look: Look, words: Mapping[str, str]) -> list[list[str]]:
    """The lines in which each series is named at its end, with its last value; none when a key is needed instead."""
    names: list[list[str]] = []
    for one in made.series:
        value = next((value for value in reversed(one.values) if value), None)
        said = written(value, words) if value else words["no-data"]
        lines = [said] if len(made.series) == 1 else wrapped(f"{one.name} {said}", look, look.width * 0.28, 3, BOLD)
        if lines is None:
            return []
        names.append(lines)
    return names if len(names) * max(map(len, names)) * look.line <= HEIGHT + look.line else []


def _span(made: Chart, width: float) -> tuple[float, float]:
    """The ends of the axis that has the labels along it; a label that is alone stands in the middle."""
    first, last = made.places[0], made.places[-1]
    point = (last - first) / (width - BEFORE - AFTER)
    return (first - BEFORE * point, last + AFTER * point) if first < last else (first - 1, first + 1)


def _draw_line(on: Axes, made: Chart, one: Series, stroke: Style) -> None:
    """One series, with its markers; a point that has no neighbors is its marker alone. What is accented lies above."""
    there = [value is not None for value in one.values]
    every = -(-len(there) // MOST_MARKERS)
    every = len(there) + 1 if len(made.series) == 1 and every > 1 else every
    last = max((at for at, value in enumerate(there) if value), default=None)
    marked = [
        at
        for at, value in enumerate(there)
        if value
        and ((at + 1) % every == 0 or at == last or not any(there[max(at - 1, 0) : at] + there[at + 1 : at + 2]))
    ]
    ys = [float(value.value) if value else nan for value in one.values]
    above = 2.2 if stroke["color"] == ACCENT else 2.1
    on.plot(made.places, ys, markevery=marked, clip_on=False, zorder=above, dash_capstyle="butt", **stroke)


def _write_names(on: Axes, made: Chart, look: Look, drawn: Sequence[Style], names: Sequence[Sequence[str]]) -> None:
    """Names each line at its end; those that would overlap are moved apart, and a thin rule leads to them."""
    ends: list[tuple[float, float]] = []
    for one in made.series:
        at = max((index for index, value in enumerate(one.values) if value), default=len(one.values) - 1)
        value = one.values[at]
        ends.append((made.places[at], float(value.value) if value else on.get_ylim()[0]))
    wanted = [on.transData.transform(end) for end in ends]
    tallest = max(map(len, names))
    top, bottom = -on.bbox.y1 + (tallest - 1) / 2 * look.line, -on.bbox.y0 - (tallest - 1) / 2 * look.line
    heights = [-y for y in apart([-y for _, y in wanted], tallest * look.line, top, bottom)]
    for end, (x, y), height, lines, stroke in zip(ends, wanted, heights, names, drawn, strict=True):
        color = ACCENT if stroke["color"] == ACCENT else INK
        early = x < on.bbox.x1 - AFTER - 1
        if early or abs(height - y) > 2.5:
            dashes = DOTS if early else "-"  # within the axes a whole line would be taken for data
            rule = {"arrowstyle": "-", "color": RULE, "linewidth": look.thin, "linestyle": dashes}
            rule |= {"shrinkA": 0, "shrinkB": 4}
            on.annotate("", end, (on.bbox.x1 + 5, height), textcoords="figure pixels", arrowprops=rule)
        place = {"xy": (on.bbox.x1 + 7, height), "xycoords": "figure pixels"}
        first, strong = (len(lines) - 1) / 2 * look.line, BOLD if color == ACCENT else REGULAR
        write(on, lines, look, place, (0, first), va="center", color=color, weight=strong)


def _write_labels(on: Axes, made: Chart, look: Look) -> None:
    """Writes the labels below, as many as fit, with a tick each."""
    xs = [float(x) for x, _ in on.transData.transform([(place, 0) for place in made.places])]
    named = thinned(made, look, xs, ends=True)
    on.tick_params("x", length=2.5, pad=2)
    on.set_xticks([made.places[at] for at in named], [made.labels[at] for at in named])
    for tick, at in zip(on.get_xticklabels(), named, strict=True):
        tick.set_fontweight(weight(made, made.labels[at]))
