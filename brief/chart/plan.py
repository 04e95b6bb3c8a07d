"""What is drawn: a chart whose every value is known, whatever was asked for and however its file was written."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from brief.model import Number

Kind = Literal["bar", "column", "line"]


@dataclass(frozen=True, slots=True)
class Series:
    """Values of one kind, one for each label of their chart; None where there are no data."""

    name: str
    values: tuple[Number | None, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart that can be drawn: its labels, and seven series at most with a value for each.

    `places` says where each label stands along the axis of a line, in order: years as far apart as they are.
    """

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
        """Where each label stands along its axis."""
        return tuple(float(label) for label in self.labels) if self.numeric else tuple(range(len(self.labels)))

    @property
    def in_order(self) -> bool:
        """Whether the labels are years, or other numbers, that grow."""
        return self.numeric and list(self.places) == sorted(self.places)

    @property
    def values(self) -> tuple[Number, ...]:
        """All values that there are."""
        return tuple(value for series in self.series for value in series.values if value)
