"""The canvas of a chart, in points: the text above the chart, its axes, and the widths of words.

Words are measured in matplotlib's current style, so all of this must run within `start.styled`.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import chain
from typing import TYPE_CHECKING, Any

from brief.chart.plan import Chart
from brief.chart.series import samples
from brief.chart.style import REGULAR, Look
from brief.findings import Rule
from brief.findings import data as rules

if TYPE_CHECKING:
    from matplotlib.axes import Axes

FIRST = -1
"""The z-order of the unit and the key above a chart: drawn before everything else, so that they are read first."""

NARROWEST = 36.0
"""The least width of the axes, in points."""

SAMPLE, SAMPLE_OF_LINE, BESIDE, BETWEEN_NAMES = 1.0, 2.5, 0.45, 1.3
"""In a key, in sizes of its type: the width of a sample, that of a line's sample, the space before and after a name."""

BELOW_UNIT, WITHOUT_UNIT = 8.0, 2.5
"""Points below the unit, which belongs to the caption and not to the first bar, and above a chart without a unit."""

RISE = 0.12
"""The space above the unit, as a part of its type size; the ring of a degree sign reaches above the letters."""

WORD = re.compile(r"\d[\d.,]*[ \xa0\u202f][^\s\d]{1,2}[.,;:)]?(?!\S)|[^ \t\n]+")
"""A word, or a number with its short unit: ``85 °F``. Blanks that do not break are within words."""

MOST_LINES = 9
"""The most lines of a text in `fitted`."""


class NoRoom(Exception):
    """Raised when something does not fit; has the rule, the option that may help, and the words to fill in."""

    def __init__(self, rule: Rule, option: str = "", **words: object) -> None:
        super().__init__(rule.id)
        self.rule, self.option, self.words = rule, option, words


def width_of(words: str, weight: int = REGULAR) -> float:
    """The width of words, in points."""
    from matplotlib.font_manager import FontProperties
    from matplotlib.textpath import text_to_path

    return float(text_to_path.get_text_width_height_descent(words, FontProperties(weight=weight), ismath=False)[0])


def widest(words: Iterable[str], weight: int = REGULAR) -> float:
    """The width of the widest text, in points; 0 without any."""
    return max((width_of(text, weight) for text in words), default=0.0)


def wrapped(words: str, width: float, most: int, weight: int = REGULAR) -> list[str] | None:
    """The words, broken into at most `most` lines of this width; None when they do not fit."""
    lines: list[str] = []
    for word in WORD.findall(words):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and width_of(longer, weight) <= width:
            lines[-1] = longer
        elif width_of(word, weight) <= width:
            lines.append(word)
        else:
            return None
    return lines if len(lines) <= most else None


def fitted(words: str, width: float, weight: int = REGULAR) -> list[str]:
    """The words, broken into lines of this width; when they do not fit, one line that is cut short."""
    if lines := wrapped(words, width, MOST_LINES, weight):
        return lines
    letters = bisect_right(range(1, len(words)), width, key=lambda count: width_of(f"{words[:count]}…", weight))
    return [f"{words[: max(letters, 1)].rstrip()}…"]


def write(on: Axes, lines: Sequence[str], line: float, by: tuple[float, float], **how: Any) -> None:
    """Writes lines of words, `line` points apart, at the offset `by` from the place that `how` passes to ``annotate``.

    That is the place of the first line, or, with ``va="center"``, of the middle of all lines.
    """
    first = by[1] + (len(lines) - 1) / 2 * line if how.get("va") == "center" else by[1]
    for at, words in enumerate(lines):
        moved = (by[0], first - at * line)
        on.annotate(words, xytext=moved, textcoords="offset points", annotation_clip=False, **how)


def require_room(left: float, right: float, numbers: Sequence[str]) -> None:
    """Raises `NoRoom`, about the longest of `numbers`, when too little width is left for the axes."""
    if right - left < NARROWEST:
        raise NoRoom(rules.NUMBERS_TOO_LONG, "y", number=max(numbers, key=len))


class Canvas:
    """An empty chart of the look's width, which is filled from the top and grows in height."""

    def __init__(self, look: Look) -> None:
        from matplotlib.backends.backend_svg import FigureCanvasSVG
        from matplotlib.figure import Figure
        from matplotlib.transforms import Affine2D, ScaledTranslation

        self.look = look
        self.figure = Figure(figsize=(look.width / 72, 1))
        self.top = 0.0
        FigureCanvasSVG(self.figure)
        # Points from the top left corner, however high the chart becomes.
        transform: Any = self.figure.transFigure  # its annotation is too narrow: any transform works
        self._from_top = Affine2D().scale(1, -1) + ScaledTranslation(0, 1, transform)

    def head(self, chart: Chart, has_key: bool) -> None:
        """Writes the unit of a chart, and below it the key: a sample of each series with its name."""
        self.top = RISE * self.look.size if chart.unit else 0.0
        for line in fitted(chart.unit, self.look.width) if chart.unit else ():
            self.top += self.look.line
            self.figure.text(0, self.top - 4, line, transform=self._from_top, zorder=FIRST)
        self.top += BELOW_UNIT if chart.unit else WITHOUT_UNIT
        if has_key:
            self._key(chart)

    def _key(self, chart: Chart) -> None:
        size, width = self.look.size, self.look.width
        sample = SAMPLE_OF_LINE if chart.kind == "line" else SAMPLE
        beside, between = (sample + BESIDE) * size, BETWEEN_NAMES * size
        names = [fitted(series.name, width - beside) for series in chart.series]
        widths = [widest(lines) + beside + between for lines in names]
        fitting = (
            count
            for count in range(len(names), 1, -1)
            if sum(max(widths[at::count]) for at in range(count)) - between <= width
        )
        columns = next(fitting, 1)
        legend = self.figure.legend(
            _by_rows(samples(chart), columns),
            _by_rows(["\n".join(lines) for lines in names], columns),
            loc="upper left",
            bbox_to_anchor=(0, self.top + 2),
            bbox_transform=self._from_top,
            ncols=columns,
            handlelength=sample,
            handletextpad=BESIDE,
            columnspacing=BETWEEN_NAMES,
        )
        legend.set_zorder(FIRST)
        self.top += 2 + float(legend.get_window_extent().height) + 7

    def axes(self, left: float, right: float, height: float, foot: float) -> Axes:
        """The axes from `left` to `right`, of this height, below the head; the chart ends `foot` below them."""
        width, whole = self.figure.get_figwidth() * 72, self.top + height + foot
        self.figure.set_figheight(whole / 72)
        return self.figure.add_axes((left / width, foot / whole, (right - left) / width, height / whole))


def _by_rows(items: Sequence[Any], columns: int) -> list[Any]:
    """The items, reordered so that a legend, which is filled column by column, shows them row by row."""
    return list(chain.from_iterable(items[at::columns] for at in range(columns)))
