"""Columns: bars that stand, for few years or short names; each begins at zero."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from brief.chart.axes import domain, marks, numbers, room, thinned, upright, weight
from brief.chart.canvas import Crowded, TooLong, axes, blank, head, width_of, wrapped, write
from brief.chart.look import BOLD, REGULAR, Look
from brief.chart.numbers import DASH, dash_explained, written
from brief.chart.plan import Chart
from brief.chart.series import fill_of, fills, patches
from brief.chart.start import EDGE, INK

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

HEIGHT = 120.0
"""Points from the lowest to the highest value."""

NARROWEST, WIDEST = 3.5, 34.0
"""Points: the narrowest column that still has an inside, and the widest."""

FILLED = 0.74
"""How much of the way from one label to the next columns take."""


def draw(made: Chart, look: Look, words: Mapping[str, str]) -> tuple[Figure, tuple[str, ...]]:
    """The chart, and what has to be said below it. Raises `Crowded` and `TooLong` for what does not fit."""
    places = _places(made, look, words)
    direct = _values_fit(made, look, [written(value, words) for value in made.values], look.width / (places[-1] + 1))
    along = [] if direct else marks(made)
    beside = numbers(made, along, words)
    left = room(beside, look) if beside else 0.0
    slot = (look.width - left) / (places[-1] + 1)
    column = min(slot * FILLED / len(made.series), WIDEST)
    if column < NARROWEST:
        raise Crowded(len(made.labels) * len(made.series), "columns")
    names = _names(made, look, _middles(places, look, left), slot)
    figure = blank(look)
    top = head(figure, look, made.unit, patches(made, fills(made)) if len(made.series) > 1 else {})
    top += look.line if direct or not made.unit else 5
    low, high = domain(made) if direct else (along[0], along[-1])
    below = look.line + 1 if direct and low < 0 else 0
    on = axes(figure, left, top, look.width, HEIGHT, below + max(map(len, names.values())) * look.line + 4)
    on.set(xlim=(-0.5, places[-1] + 0.5), ylim=(float(low), float(high)), xticks=[])
    upright(on, along, beside)
    whole = len(made.series) == 1 and width_of(words["no-data"], look) < slot - 2
    none = words["no-data"] if whole else DASH
    ends = [
        [(written(value, words) if direct else "") if value else none for value in one.values] for one in made.series
    ]
    _draw_columns(on, made, places, column / slot, 1 / slot, ends, REGULAR if whole else BOLD)
    on.axhline(0, color=INK, linewidth=EDGE, clip_on=False)
    _write_names(on, made, look, places, names, below)
    broken = any(None in one.values for one in made.series)
    return figure, ((dash_explained(words),) if broken and not whole else ())


def _places(made: Chart, look: Look, words: Mapping[str, str]) -> tuple[float, ...]:
    """Where each group of columns stands, counted in groups from the first.

    Side by side; but years that cannot all be named as far apart as they are, or nobody could tell which are not there.
    Raises `TooLong` for such years in another order than their own.
    """
    side_by_side = tuple(map(float, range(len(made.labels))))
    if not made.numeric:
        return side_by_side
    xs = _middles(side_by_side, look, room(numbers(made, marks(made), words), look))
    if len(thinned(made, look, xs, ends=False)) == len(xs):
        return side_by_side
    if not made.in_order:
        raise TooLong(made.labels[0])
    return tuple(place - made.places[0] for place in made.places)


def _middles(places: Sequence[float], look: Look, left: float) -> list[float]:
    """Where the middle of each group of columns is, in points from the left edge of the chart."""
    return [left + (look.width - left) / (places[-1] + 1) * (place + 0.5) for place in places]


def _draw_columns(
    on: Axes,
    made: Chart,
    places: Sequence[float],
    width: float,
    point: float,
    said: Sequence[Sequence[str]],
    none: int,
) -> None:
    """The columns of each series, of this `width`, with what is said at their ends.

    Widths are shares of the way from group to group, as `point` is; `none` is the weight where there are no data.
    """
    for index, (one, inside) in enumerate(zip(made.series, fills(made), strict=True)):
        xs = [place + width * (index + 0.5 - len(made.series) / 2) for place in places]
        heights = [float(value.value) if value else 0 for value in one.values]
        columns = on.bar(xs, heights, width - (0.6 + EDGE) * point, clip_on=False)
        texts = on.bar_label(columns, said[index], padding=1)
        for bar, text, value, label in zip(columns, texts, one.values, made.labels, strict=True):
            bar.set(visible=bool(value and value.value), **fill_of(made, inside, label))
            text.set_fontweight(weight(made, label, one.name) if value else none)


def _write_names(
    on: Axes, made: Chart, look: Look, places: Sequence[float], names: Mapping[int, list[str]], below: float
) -> None:
    """Writes the names of the columns, `below` points under the axes."""
    for at, lines in names.items():
        place = {"xy": (places[at], 0), "xycoords": on.get_xaxis_transform()}
        strong = weight(made, made.labels[at])
        write(on, lines, look, place, (0, -below - look.line), ha="center", weight=strong)


def _values_fit(made: Chart, look: Look, said: Sequence[str], slot: float) -> bool:
    """Whether each value can stand at the end of its column."""
    place = slot - 3 if len(made.series) == 1 else min(slot * FILLED / len(made.series), WIDEST) - 1
    return max(width_of(words, look, BOLD) for words in said) <= place


def _names(made: Chart, look: Look, middles: Sequence[float], slot: float) -> dict[int, list[str]]:
    """What stands below the columns: on up to three lines, or years, as many as fit."""
    if made.numeric:
        named = thinned(made, look, middles, ends=False)
        if not named:
            raise TooLong(made.labels[0])
        return {at: [made.labels[at]] for at in named}
    names: dict[int, list[str]] = {}
    for at, label in enumerate(made.labels):
        lines = wrapped(label, look, slot - 3, 3, weight(made, label))
        if lines is None:
            raise TooLong(label)
        names[at] = lines
    return names
