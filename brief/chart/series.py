"""The styles that distinguish series without color: hatches of bars, dashes and markers of lines."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from brief.chart.plan import Chart
from brief.chart.start import ACCENT, INK, WHITE

Style = Mapping[str, Any]
"""Properties of a bar or a line for matplotlib."""

_OUTLINED = {"facecolor": WHITE, "edgecolor": INK}

FILLS: Mapping[str, Style] = {
    "accent": {"facecolor": ACCENT, "edgecolor": ACCENT},
    "white": _OUTLINED,
    "hatch": {**_OUTLINED, "hatch": "///////"},
    "lines": {**_OUTLINED, "hatch": "-----"},
    "back": {**_OUTLINED, "hatch": "\\\\\\\\"},
    "upright": {**_OUTLINED, "hatch": "|||||"},
    "cross": {**_OUTLINED, "hatch": "xxxxxx"},
}
"""The fills of bars in their order; only one is solid, so that all differ on a copy in black and white."""


def _stroke(color: str, width: float, dashes: tuple[float, ...], marker: str, size: float, **of: Any) -> Style:
    """A line with markers of this size, which are solid unless `of` says otherwise."""
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
"""The styles of lines in their order."""


def fills(chart: Chart) -> list[Style]:
    """The fill of each series of bars; the accent is for what is highlighted, if anything is."""
    styles = list(FILLS.values())
    if not any(series.name in chart.highlight for series in chart.series):
        return styles[: len(chart.series)]
    rest = iter(styles[1:])
    return [styles[0] if series.name in chart.highlight else next(rest) for series in chart.series]


def fill_of(chart: Chart, fill: Style, label: str) -> Style:
    """The fill of one bar; where labels of a single series are highlighted, the other bars are white."""
    if len(chart.series) == 1 and chart.highlight and chart.series[0].name not in chart.highlight:
        return FILLS["accent"] if label in chart.highlight else FILLS["white"]
    return fill


def strokes(chart: Chart) -> list[Style]:
    """The style of the line of each series; what is highlighted takes the accent."""
    if not any(series.name in chart.highlight for series in chart.series):
        return list(STROKES[: len(chart.series)])
    rest, accents = iter(STROKES[1:]), iter((STROKES[0], *map(_accented, reversed(STROKES[1:]))))
    return [next(accents) if series.name in chart.highlight else next(rest) for series in chart.series]


def _accented(stroke: Style) -> Style:
    inked = {key: ACCENT for key, value in stroke.items() if value == INK}
    return {**stroke, **inked, "linewidth": max(stroke["linewidth"], 1.4)}


def patches(chart: Chart, fills: Sequence[Style]) -> dict[str, Any]:
    """The sample of each series of bars in the key, by its name."""
    from matplotlib.patches import Patch

    return {series.name: Patch(**fill) for series, fill in zip(chart.series, fills, strict=True)}


def threads(chart: Chart, strokes: Sequence[Style]) -> dict[str, Any]:
    """The sample of each line in the key, by the name of its series."""
    from matplotlib.lines import Line2D

    return {series.name: Line2D([], [], **stroke) for series, stroke in zip(chart.series, strokes, strict=True)}
