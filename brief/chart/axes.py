"""The numbers and labels along the axes of a chart: round numbers, and as many labels as have room."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING

from brief.chart.canvas import width_of
from brief.chart.look import BOLD, REGULAR, Look
from brief.chart.numbers import like, written
from brief.chart.plan import Chart

if TYPE_CHECKING:
    from matplotlib.axes import Axes

STEPS = (1, 2, 2.5, 5, 10)
"""The steps that people count in, each with its powers of ten."""

EVERY = (1, 2, 5, 10, 20, 25, 50, 100, 200, 500, 1000)
"""Of years, each of these may be named."""

BETWEEN = 5.0
"""Points between two labels on one line."""

HAIR = 0.5
"""Points that nobody sees."""


def weight(made: Chart, *names: str) -> int:
    """The weight of words about a label or a series: bold when one of `names` is highlighted."""
    return BOLD if made.highlight.intersection(names) else REGULAR


def domain(made: Chart) -> tuple[Decimal, Decimal]:
    """The limits; without, from zero to the highest value, or from the lowest below it, and never nothing."""
    if made.limits:
        return made.limits
    values = [value.value for value in made.values]
    low, high = min(*values, Decimal(0)), max(*values, Decimal(0))
    return (low, high) if low < high else (Decimal(0), Decimal(1))


def marks(made: Chart) -> list[Decimal]:
    """The round numbers from below the lowest value to above the highest; or the limits, and those well between."""
    from matplotlib.ticker import MaxNLocator

    low, high = domain(made)
    ticks = MaxNLocator(4, steps=STEPS).tick_values(float(low), float(high))
    found = [_plain(Decimal(f"{tick:.12g}")) for tick in ticks]
    if not made.limits:
        return found
    apart = (found[1] - found[0]) / 2  # nearer ones would be printed on the limit
    return [_plain(low), *(mark for mark in found if low + apart <= mark <= high - apart), _plain(high)]


def _plain(value: Decimal) -> Decimal:
    """The same number without an exponent, and with no more decimals than it needs."""
    text = f"{value:f}"
    return Decimal(text.rstrip("0").rstrip(".") if "." in text else text)


def numbers(made: Chart, along: Sequence[Decimal], words: Mapping[str, str]) -> list[str]:
    """What stands at the marks along an axis."""
    return [written(like(mark, made.values), words) for mark in along]


def room(said: Sequence[str], look: Look) -> float:
    """How much the widest of these takes at the left of the axes."""
    return max(width_of(one, look) for one in said) + 6


def upright(axes: Axes, along: Sequence[Decimal], said: Sequence[str]) -> None:
    """Gives the axes their numbers at the left, each with its rule, but at zero."""
    axes.set_yticks([float(mark) for mark in along], said)
    for mark, line in zip(along, axes.get_ygridlines(), strict=True):
        line.set(visible=mark != 0, clip_on=False)


def thinned(made: Chart, look: Look, xs: Sequence[float], ends: bool) -> list[int]:
    """Which labels stand on one line below an axis, their middles at `xs`: all, or so many that none touches another.

    None leaves the chart. What is highlighted comes first, then, where `ends` matter, the last and the first, then
    round years.
    """
    halves = [width_of(label, look, weight(made, label)) / 2 for label in made.labels]
    order = [at for at, label in enumerate(made.labels) if label in made.highlight]
    order += [len(xs) - 1, 0] if ends else []
    order += next((named for every in EVERY if _clear(named := _each(made, every), xs, halves)), [])
    kept: list[int] = []
    for at in dict.fromkeys(order):
        inside = xs[at] - halves[at] >= -HAIR and xs[at] + halves[at] <= look.width + HAIR
        if inside and all(abs(xs[at] - xs[other]) >= halves[at] + halves[other] + BETWEEN for other in kept):
            kept.append(at)
    return sorted(kept)


def _each(made: Chart, every: int) -> list[int]:
    """The labels that are a multiple of `every`, or else each label in so many."""
    return [at for at, label in enumerate(made.labels) if (int(label) if made.numeric else at) % every == 0]


def _clear(named: Sequence[int], xs: Sequence[float], halves: Sequence[float]) -> bool:
    return all(xs[b] - xs[a] >= halves[a] + halves[b] + BETWEEN for a, b in pairwise(named))


def apart(wanted: Sequence[float], distance: float, low: float, high: float) -> list[float]:
    """Heights as near to those that are `wanted` as can be, so far from each other, between `low` and `high`."""
    order = sorted(range(len(wanted)), key=lambda at: wanted[at])
    groups: list[list[int]] = []
    starts: list[float] = []
    for at in order:
        groups.append([at])
        starts.append(_start(groups[-1], wanted, distance, low, high))
        while len(groups) > 1 and starts[-2] + len(groups[-2]) * distance > starts[-1]:
            last, _ = groups.pop(), starts.pop()
            groups[-1] += last
            starts[-1] = _start(groups[-1], wanted, distance, low, high)
    placed = dict(_placed(groups, starts, distance))
    return [placed[at] for at in range(len(wanted))]


def _start(group: Sequence[int], wanted: Sequence[float], distance: float, low: float, high: float) -> float:
    """Where a run of heights begins that is centred on what its members want."""
    mean = sum(wanted[at] - place * distance for place, at in enumerate(group)) / len(group)
    return max(low, min(mean, high - (len(group) - 1) * distance))


def _placed(groups: Sequence[Sequence[int]], starts: Sequence[float], distance: float) -> Iterator[tuple[int, float]]:
    for group, start in zip(groups, starts, strict=True):
        yield from ((at, start + place * distance) for place, at in enumerate(group))
