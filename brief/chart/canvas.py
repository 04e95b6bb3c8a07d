"""What a chart is drawn on, in points: its words, how wide they are, what stands above it, and where its axes are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import chain
from typing import TYPE_CHECKING, Any

from brief.chart.look import REGULAR, Look

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from matplotlib.transforms import Transform

FIRST = -1
"""Where what stands above a chart lies: below all else, so that it is read first."""

NARROWEST = 36.0
"""Points: the least that values are drawn along."""

SAMPLE, BESIDE, BETWEEN_NAMES = 1.0, 0.45, 1.3
"""In the size of the type: the side of a sample of a bar, which that of a line is two and a half times as long as, the
blank before its name, and that behind the name."""

MOST_LINES = 9
"""In which words are set that stand by themselves."""


class Crowded(Exception):
    """What there is to draw does not fit: `count` of `what`."""

    def __init__(self, count: int, what: str) -> None:
        self.count, self.what = count, what
        super().__init__(f"{count} {what}")


class TooLong(Exception):
    """A label does not fit where it belongs."""

    def __init__(self, label: str) -> None:
        self.label = label
        super().__init__(label)


class NoRoom(Exception):
    """The numbers, such as this one, take up all the width."""

    def __init__(self, number: str) -> None:
        self.number = number
        super().__init__(number)


def width_of(words: str, look: Look, weight: int = REGULAR) -> float:
    """How wide words are."""
    from matplotlib.font_manager import FontProperties
    from matplotlib.textpath import text_to_path

    face = FontProperties(weight=weight, size=look.size)
    return float(text_to_path.get_text_width_height_descent(words, face, ismath=False)[0])


def wrapped(words: str, look: Look, width: float, most: int, weight: int = REGULAR) -> list[str] | None:
    """The words in lines of this width, `most` of them; None when they do not fit."""
    lines: list[str] = []
    for word in words.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and width_of(longer, look, weight) <= width:
            lines[-1] = longer
        elif width_of(word, look, weight) <= width:
            lines.append(word)
        else:
            return None
    return lines if len(lines) <= most else None


def fitted(words: str, look: Look, width: float, most: int, weight: int = REGULAR) -> list[str]:
    """The same, but always: of words that do not fit, as much as one line has room for."""
    return wrapped(words, look, width, most, weight) or [_cut(words, look, width, weight)]


def _cut(words: str, look: Look, width: float, weight: int) -> str:
    while len(words) > 1 and width_of(f"{words}…", look, weight) > width:
        words = words[:-1]
    return f"{words.rstrip()}…"


def blank(look: Look) -> Figure:
    """An empty chart of the look's width."""
    from matplotlib.backends.backend_svg import FigureCanvasSVG
    from matplotlib.figure import Figure

    figure = Figure(figsize=(look.width / 72, 1))
    FigureCanvasSVG(figure)
    return figure


def from_top(figure: Figure) -> Transform:
    """Points from the top left corner, however high the chart becomes."""
    from matplotlib.transforms import Affine2D, ScaledTranslation

    return Affine2D().scale(1, -1) + ScaledTranslation(0, 1, figure.transFigure)  # type: ignore[arg-type]  # a typing slip: any transform serves


def head(figure: Figure, look: Look, unit: str, samples: Mapping[str, Any]) -> float:
    """Writes what a chart counts, and below that a key: each sample with its name. Gives the height where they end."""
    y = 0.0
    for line in fitted(unit, look, look.width, MOST_LINES) if unit else ():
        y += look.line
        figure.text(0, y - 3, line, transform=from_top(figure), zorder=FIRST)
    y += 4 if unit else 0
    if not samples:
        return y
    beside = (_long(samples) + BESIDE) * look.size
    names = ["\n".join(fitted(name, look, look.width - beside, MOST_LINES)) for name in samples]
    columns = _columns(names, look, beside)
    legend = figure.legend(
        _by_rows(list(samples.values()), columns),
        _by_rows(names, columns),
        loc="upper left",
        bbox_to_anchor=(0, y + 2),
        bbox_transform=from_top(figure),
        ncols=columns,
        handlelength=_long(samples),
        handletextpad=BESIDE,
        columnspacing=BETWEEN_NAMES,
    )
    legend.set_zorder(FIRST)
    return y + 2 + float(legend.get_window_extent().height) + 7


def _long(samples: Mapping[str, Any]) -> float:
    from matplotlib.lines import Line2D

    return 2.5 * SAMPLE if isinstance(next(iter(samples.values())), Line2D) else SAMPLE


def _columns(names: Sequence[str], look: Look, beside: float) -> int:
    """How many samples stand side by side: all, or as many as the width has room for; each is `beside` wide."""
    between = BETWEEN_NAMES * look.size
    widths = [max(width_of(line, look) for line in name.split("\n")) + beside + between for name in names]
    for count in range(len(names), 1, -1):
        if sum(max(widths[at::count]) for at in range(count)) - between <= look.width:
            return count
    return 1


def _by_rows(items: Sequence[Any], columns: int) -> list[Any]:
    """What a legend, which fills its columns one by one, is given to be read row by row."""
    return list(chain.from_iterable(items[at::columns] for at in range(columns)))


def write(
    on: Axes, lines: Sequence[str], look: Look, place: Mapping[str, Any], by: tuple[float, float], **how: Any
) -> None:
    """Writes lines of words, the first moved `by` points from a `place`, which is given as `annotate` has it."""
    for at, line in enumerate(lines):
        moved = (by[0], by[1] - at * look.line)
        on.annotate(line, xytext=moved, textcoords="offset points", annotation_clip=False, **place, **how)


def enough(left: float, right: float, numbers: Sequence[str]) -> None:
    """Raises `NoRoom` when `numbers` leave less between them than a chart can be drawn in."""
    if right - left < NARROWEST:
        raise NoRoom(max(numbers, key=len))


def axes(figure: Figure, left: float, top: float, right: float, height: float, foot: float) -> Axes:
    """The axes from `left` to `right`, so high, below `top`; the chart ends `foot` below them."""
    width, whole = figure.get_figwidth() * 72, top + height + foot
    figure.set_figheight(whole / 72)
    return figure.add_axes((left / width, foot / whole, (right - left) / width, height / whole))
