"""How series are told apart without color: the insides of bars, and the dashes and markers of lines."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from brief.chart.plan import Chart
from brief.chart.start import ACCENT, INK, WHITE

Style = Mapping[str, Any]
"""How matplotlib draws a bar or a line: what it calls properties."""

_LINED = {"facecolor": WHITE, "edgecolor": INK}

FILLS: Mapping[str, Style] = {
    "accent": {"facecolor": ACCENT, "edgecolor": ACCENT},
    "white": _LINED,
    "hatch": {**_LINED, "hatch": "///////"},
    "lines": {**_LINED, "hatch": "-----"},
    "back": {**_LINED, "hatch": "\\\\\\\\"},
    "upright": {**_LINED, "hatch": "|||||"},
    "cross": {**_LINED, "hatch": "xxxxxx"},
}
"""The insides of bars, in their order: one is solid, so that a copy in black and white tells all of them apart."""

PLAIN = FILLS["white"]
"""What is not highlighted."""


def _stroke(color: str, width: float, dashes: tuple[float, ...], marker: str, size: float, **of: Any) -> Style:
    """A line, and markers of this size, full unless they are said to be otherwise."""
    around = {"markerfacecolor": color, "markeredgecolor": color, "markeredgewidth": 0, **of}
    linestyle = (0, dashes) if dashes else "-"
    return {"color": color, "linewidth": width, "linestyle": linestyle, "marker": marker, "markersize": size, **around}


_HOLLOW = {"markerfacecolor": WHITE, "markeredgewidth": 1}

STROKES: tuple[Style, ...] = (
    _stroke(ACCENT, 1.8, (), "o", 4.4, markeredgecolor=WHITE, markeredgewidth=0.75),
    _stroke(INK, 1, (), "o", 3.8, **_HOLLOW),
    _stroke(INK, 1.2, (4.5, 2.5), "s", 3.8),
    _stroke(INK, 1.2, (1.2, 2.2), "s", 3.4, **_HOLLOW),
    _stroke(INK, 0.6, (), "^", 4.8),
    _stroke(INK, 1.2, (7, 2, 1.2, 2), "D", 3.7, **_HOLLOW),
    _stroke(INK, 0.8, (10, 3), "|", 5.2, markeredgewidth=1.2),
)
"""The lines, in their order."""


def fills(made: Chart) -> list[Style]:
    """The inside of each series of bars: what is highlighted is in the accent, what is not never."""
    insides = list(FILLS.values())
    if not any(one.name in made.highlight for one in made.series):
        return insides[: len(made.series)]
    rest = iter(insides[1:])
    return [insides[0] if one.name in made.highlight else next(rest) for one in made.series]


def fill_of(made: Chart, inside: Style, label: str) -> Style:
    """The inside of one bar: where labels are highlighted, one series is plain but for those."""
    if len(made.series) == 1 and made.highlight and made.series[0].name not in made.highlight:
        return FILLS["accent"] if label in made.highlight else PLAIN
    return inside


def strokes(made: Chart) -> list[Style]:
    """How the line of each series is drawn; what is highlighted takes the accent."""
    if not any(one.name in made.highlight for one in made.series):
        return list(STROKES[: len(made.series)])
    rest, accents = iter(STROKES[1:]), iter((STROKES[0], *(_accented(one) for one in reversed(STROKES[1:]))))
    return [next(accents) if one.name in made.highlight else next(rest) for one in made.series]


def _accented(stroke: Style) -> Style:
    inked = {key: ACCENT for key, value in stroke.items() if value == INK}
    return {**stroke, **inked, "linewidth": max(stroke["linewidth"], 1.4)}


def patches(made: Chart, insides: Sequence[Style]) -> dict[str, Any]:
    """A sample of each series of bars, by its name."""
    from matplotlib.patches import Patch

    return {one.name: Patch(**inside) for one, inside in zip(made.series, insides, strict=True)}


def threads(made: Chart, drawn: Sequence[Style]) -> dict[str, Any]:
    """A sample of each line, by the name of its series."""
    from matplotlib.lines import Line2D

    return {one.name: Line2D([], [], **stroke) for one, stroke in zip(made.series, drawn, strict=True)}
