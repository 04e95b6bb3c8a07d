"""Charts that can be drawn, independent of the options and file that they come from; and their text alternatives."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Literal, NamedTuple

from brief.model import Number
from brief.numbers import Words, written

MOST_NAMES = 10
"""The most bars whose names the text alternative lists; of more bars, it gives only the number."""

Kind = Literal["bar", "column", "line"]


class Series(NamedTuple):
    """Values of one kind, one for each label of their chart, None where there are no data."""

    name: str
    values: tuple[Number | None, ...]

    @property
    def last(self) -> int:
        """The index of the last value, or of the last label if there is no value."""
        return max((at for at, value in enumerate(self.values) if value), default=len(self.values) - 1)


class Chart(NamedTuple):
    """A chart that can be drawn: its labels, and at most seven series with a value for each label."""

    kind: Kind
    axis: str
    labels: tuple[str, ...]
    numeric: bool
    series: tuple[Series, ...]
    highlight: frozenset[str] = frozenset()
    unit: str = ""
    limits: tuple[Decimal, Decimal] | None = None
    alt: str = ""
    caption: str = ""

    @property
    def places(self) -> tuple[float, ...]:
        """The position of each label along the axis: its number, such as a year, or else its index."""
        return tuple(float(label) for label in self.labels) if self.numeric else tuple(range(len(self.labels)))

    @property
    def in_order(self) -> bool:
        """Whether the labels are numbers in ascending order, such as years."""
        return self.numeric and list(self.places) == sorted(self.places)

    @property
    def values(self) -> tuple[Number, ...]:
        """All values that are not missing."""
        return tuple(value for series in self.series for value in series.values if value)


def alternative(chart: Chart, words: Words) -> str:
    """The text alternative of a chart: the editor's, or its subject, its range and the main values of each series."""
    if chart.alt:
        return chart.alt
    subject = ", ".join(dict.fromkeys(part for part in (chart.caption.rstrip("."), chart.unit) if part))
    kind, pair = words[f"chart-{chart.kind}"], words["pair"]
    parts = [
        pair.format(name=kind, text=subject) if subject else kind,
        pair.format(name=chart.axis, text=_range(chart, words)),
        *(pair.format(name=series.name, text=", ".join(_values(series, chart, words))) for series in chart.series),
    ]
    return " ".join(part if part.endswith((".", "!", "?")) else f"{part}." for part in parts)


def _range(chart: Chart, words: Words) -> str:
    """The first and the last year or step; for other labels, their names or, if there are many, their number."""
    if chart.numeric or chart.kind == "line":
        labels = sorted(chart.labels, key=int) if chart.numeric else chart.labels
        return words["chart-span"].format(first=labels[0], last=labels[-1])
    return ", ".join(chart.labels) if len(chart.labels) <= MOST_NAMES else str(len(chart.labels))


def _values(series: Series, chart: Chart, words: Words) -> Iterator[str]:
    """The highest, lowest and last value of a series, and the labels without data."""
    pairs = list(zip(series.values, chart.labels, strict=True))
    known = [(value, label) for value, label in pairs if value]
    chosen = {}
    if known:
        chosen["chart-highest"] = max(known, key=lambda pair: pair[0].value)
    if len(known) > 1:
        chosen["chart-lowest"] = min(known, key=lambda pair: pair[0].value)
    if known and (chart.kind == "line" or chart.in_order):
        chosen["chart-last"] = known[-1]
    for name, (value, label) in chosen.items():
        yield words[name].format(value=written(value, words), label=label)
    if gaps := [label for value, label in pairs if value is None]:
        yield words["pair"].format(name=words["no-data"], text=", ".join(gaps))
