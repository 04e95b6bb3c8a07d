"""The numbers and labels along the axes of a chart: round numbers, and as many labels as have room."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING

from brief.chart.canvas import widest, width_of
from brief.chart.numbers import like
from brief.chart.plan import Chart
from brief.chart.style import BOLD, REGULAR
from brief.numbers import Words, written

if TYPE_CHECKING:
    from matplotlib.axes import Axes

STEPS = (1, 2, 2.5, 5, 10)
"""The steps between round numbers, each with its powers of ten."""

FEW, USUAL = range(2, 8), 5
"""An axis between two limits has this many even steps, and usually shows this many numbers."""

BETWEEN_LIMITS = (*STEPS, 3, 4)
"""The sizes of these steps, each with its powers of ten: 0, 40, 80, 120, 160."""

EVERY = (1, 2, 5, 10, 20, 25, 50, 100, 200, 500, 1000)
"""The possible steps between labels that are printed, such as years."""

EVEN = (1, 2, 3, 4, 5, 10, 20, 25, 50, 100)
"""The possible steps between labels from the first to the last."""

ENDS = 2
"""The number of labels at the ends of an axis; only further labels between them show steps."""

BETWEEN = 5.0
"""The least distance between two labels on one line, in points."""

HAIR = 0.5
"""How far a label may overhang the chart without being noticed, in points."""


def weight(chart: Chart, *names: str) -> int:
    """The font weight of the text of a label or series: bold when one of `names` is highlighted."""
    return BOLD if chart.highlight.intersection(names) else REGULAR


def domain(chart: Chart) -> tuple[Decimal, Decimal]:
    """The range of values on the axis: the limits, or the lowest and highest value including zero; never empty."""
    if chart.limits:
        return chart.limits
    values = [number.value for number in chart.values]
    low, high = min(*values, Decimal(0)), max(*values, Decimal(0))
    return (low, high) if low < high else (Decimal(0), Decimal(1))


def ticks(chart: Chart) -> list[Decimal]:
    """Round numbers that enclose all values; with limits, these and the round numbers well between them."""
    from matplotlib.ticker import MaxNLocator

    low, high = domain(chart)
    found = [
        _plain(Decimal(f"{tick:.12g}")) for tick in MaxNLocator(4, steps=STEPS).tick_values(float(low), float(high))
    ]
    if not chart.limits:
        return found
    least = (found[1] - found[0]) / 2  # a nearer number would be printed on the limit
    uneven = [_plain(low), *(tick for tick in found if low + least <= tick <= high - least), _plain(high)]
    return min(_even(low, high), key=lambda even: abs(len(even) - USUAL), default=uneven)


def _even(low: Decimal, high: Decimal) -> Iterator[list[Decimal]]:
    """The ways to go from one limit to the other in a few even steps, over round numbers."""
    size = Decimal(10) ** (high - low).adjusted()
    for step in (Decimal(str(step)) * size / part for part in (1, 10) for step in BETWEEN_LIMITS):
        if low % step == high % step == 0 and (count := (high - low) / step) in FEW:
            yield [_plain(low + at * step) for at in range(int(count) + 1)]


def _plain(value: Decimal) -> Decimal:
    """The same number without an exponent and without zeros at its end."""
    return Decimal(f"{value.normalize():f}")


def numbers(chart: Chart, along: Sequence[Decimal], words: Words) -> list[str]:
    """The numbers at the ticks of an axis, in the brief's language, all but zero with as many decimals."""
    decimals = max((len(f"{tick:f}".partition(".")[2]) for tick in along), default=0)
    as_fine = (Decimal(f"{tick:.{decimals}f}") if tick else tick for tick in along)
    return [written(like(tick, chart.values), words) for tick in as_fine]


def room(texts: Sequence[str]) -> float:
    """The width that these numbers need at the left of the axes, in points."""
    return widest(texts) + 6


def set_numbers(axes: Axes, along: Sequence[Decimal], texts: Sequence[str]) -> None:
    """Sets the numbers at the left of the axes, each with a rule, except at zero."""
    axes.set_yticks([float(tick) for tick in along], texts)
    for tick, line in zip(along, axes.get_ygridlines(), strict=True):
        line.set(visible=tick != 0, clip_on=False)


def thinned(chart: Chart, width: float, xs: Sequence[float], ends: bool) -> list[int]:
    """The indexes of the labels to print on one line below an axis: as many as fit into `width`, centered at `xs`.

    Highlighted labels have precedence, then, with `ends`, the last and the first label: with those at even steps
    between them, if such steps are usual ones, or else with round years.
    """
    halves = [width_of(label, weight(chart, label)) / 2 for label in chart.labels]

    def clear(first: int, second: int) -> bool:
        return abs(xs[first] - xs[second]) >= halves[first] + halves[second] + BETWEEN

    steps = [_each(chart, every) for every in EVERY]
    if ends:
        steps = [*(named for every in EVEN if len(named := _between(chart, every)) > ENDS), *steps]
    order = [at for at, label in enumerate(chart.labels) if label in chart.highlight]
    order += [len(xs) - 1, 0] if ends else []
    order += next((named for named in steps if all(clear(*pair) for pair in pairwise(named))), [])
    kept: list[int] = []
    for at in dict.fromkeys(order):
        is_inside = xs[at] - halves[at] >= -HAIR and xs[at] + halves[at] <= width + HAIR
        if is_inside and all(clear(at, other) for other in kept):
            kept.append(at)
    return sorted(kept)


def _each(chart: Chart, every: int) -> list[int]:
    """The indexes of labels that are multiples of `every`; if labels are not numbers, of one label in `every`."""
    return [at for at, label in enumerate(chart.labels) if (int(label) if chart.numeric else at) % every == 0]


def _between(chart: Chart, every: int) -> list[int]:
    """The indexes of the labels from the first to the last in steps of `every`; none if the steps end elsewhere."""
    places = [int(label) for label in chart.labels] if chart.numeric else [*range(len(chart.labels))]
    if (places[-1] - places[0]) % every:
        return []
    return [at for at, place in enumerate(places) if (place - places[0]) % every == 0]


def spread(wanted: Sequence[float], distance: float, low: float, high: float) -> list[float]:
    """Heights as near as possible to those `wanted`, at least `distance` apart, between `low` and `high`."""

    def start(group: Sequence[int]) -> float:
        """The lowest height in a group that is centered on the wanted heights of its members."""
        mean = sum(wanted[at] - place * distance for place, at in enumerate(group)) / len(group)
        return max(low, min(mean, high - (len(group) - 1) * distance))

    groups: list[list[int]] = []
    for at in sorted(range(len(wanted)), key=lambda at: wanted[at]):
        groups.append([at])
        while len(groups) > 1 and start(groups[-2]) + len(groups[-2]) * distance > start(groups[-1]):
            last = groups.pop()
            groups[-1] += last
    placed = {at: start(group) + place * distance for group in groups for place, at in enumerate(group)}
    return [placed[at] for at in range(len(wanted))]
