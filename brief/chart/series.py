"""The styles that distinguish series without color: hatches of bars, dashes and markers of lines."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import repeat
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
"""The fills of bars in their order; only one is solid, so that all differ on a black-and-white copy."""


def _stroke(color: str, width: float, dashes: tuple[float, ...], marker: str, size: float, **of: Any) -> Style:
    """A line with markers of this size, which are solid unless `of` sets them otherwise."""
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
    """The fill of each series of bars; if any series is highlighted, only such series have the accent."""
    return _dealt(chart, tuple(FILLS.values()), repeat(FILLS["accent"]))


def fill_of(chart: Chart, fill: Style, label: str) -> Style:
    """The fill of one bar; where labels of a single series are highlighted, the other bars are white."""
    if len(chart.series) == 1 and chart.highlight and chart.series[0].name not in chart.highlight:
        return FILLS["accent"] if label in chart.highlight else FILLS["white"]
    return fill


def strokes(chart: Chart) -> list[Style]:
    """The style of the line of each series; if any series is highlighted, only such series have the accent."""
    return _dealt(chart, STROKES, iter((STROKES[0], *map(_accented, reversed(STROKES[1:])))))


def _dealt(chart: Chart, styles: Sequence[Style], accents: Iterator[Style]) -> list[Style]:
    """A style for each series, in order; if some are highlighted, they have `accents`, and no other has the first."""
    if not any(series.name in chart.highlight for series in chart.series):
        return list(styles[: len(chart.series)])
    rest = iter(styles[1:])
    return [next(accents) if series.name in chart.highlight else next(rest) for series in chart.series]


def _accented(stroke: Style) -> Style:
    inked = {key: ACCENT for key, value in stroke.items() if value == INK}
    return {**stroke, **inked, "linewidth": max(stroke["linewidth"], 1.4)}


def samples(chart: Chart) -> list[Any]:
    """The sample of each series in the key, as matplotlib draws it."""
    from matplotlib.lines import Line2D
    from matplotlib.patches import Patch

    if chart.kind == "line":
        return [Line2D([], [], **stroke) for stroke in strokes(chart)]
    return [Patch(**fill) for fill in fills(chart)]
