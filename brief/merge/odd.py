"""The rows of a list that somebody should look at: the longest values and the rarest shapes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from statistics import median

from brief.findings.nearest import shortened
from brief.merge.making import Ready

MOST = 5
"""How many rows are named."""

RARE = 0.05
"""The part of all values up to which a shape is rare."""


@dataclass(frozen=True, slots=True)
class Odd:
    """A row that differs from the others: its number, the field, its value, and how it differs."""

    row: int
    name: str
    value: str
    why: str

    def __str__(self) -> str:
        return f"row {self.row}, {self.name}: '{self.value}' {self.why}"


def oddest(of: Ready) -> tuple[Odd, ...]:
    """The oddest rows of a list, each once, the oddest first."""
    found = sorted(_odd(of), key=lambda pair: (-pair[0], pair[1].row))
    first: dict[int, Odd] = {}
    for _, odd in found:
        first.setdefault(odd.row, odd)
    return tuple(first.values())[:MOST]


def _odd(of: Ready) -> Iterator[tuple[float, Odd]]:
    """The values of each field that differ from those of others, with how much they do."""
    for name in of.brief.settings.fields:
        values = [(copy.row, copy.values[name]) for copy in of.copies.values() if copy.values.get(name)]
        usual = median(len(value) for _, value in values) if values else 0
        shapes = Counter(_shape(value) for _, value in values)
        for row, value in values:
            shape = shapes[_shape(value)]
            if len(value) > usual:
                yield len(value) / usual, Odd(row, name, shortened(value), f"is long: {len(value)} characters")
            if shape <= RARE * len(values):
                yield 1 + 1 / shape, Odd(row, name, shortened(value), "is written like few others")


def _shape(value: str) -> str:
    """How a value is written, whatever its letters and digits are: ``Aa Aa 9``."""
    return re.sub(
        r"(\w)\1+", r"\1", re.sub(r"[0-9]", "9", re.sub(r"[^\W\d_]", lambda m: "A" if m[0].isupper() else "a", value))
    )
