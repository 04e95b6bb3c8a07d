"""The rows of a list that a person should check: the longest values, the rarest shapes, and numbers far off."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from statistics import median

from brief.findings.nearest import shortened
from brief.merge.preparing import Ready

MOST = 5
"""The most rows that are reported."""

RARE, LONG, FAR = 0.1, 1.3, 10
"""The largest share of all values that is rare; how many times the usual a long value, and a number far off, are."""

NOT_DIGITS = re.compile(r"\D")


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
    """The oddest rows of a list, each once, the oddest first; at most `MOST`."""
    found = sorted(_odd(of), key=lambda pair: (-pair[0], pair[1].row))
    first: dict[int, Odd] = {}
    for _, odd in found:
        first.setdefault(odd.row, odd)
    return tuple(first.values())[:MOST]


def _odd(of: Ready) -> Iterator[tuple[float, Odd]]:
    """The values of each field that differ from those of other rows, each after a number that says how much."""
    count = len(of.copies)
    for name, field in of.brief.settings.fields.items():
        values = {copy.row: copy.values.get(name, "") for copy in of.copies.values()}
        lengths = [len(value) for value in values.values() if value]
        usual = median(lengths) if lengths else 0
        rare = Counter(value if field.type == "choice" else _shape(value) for value in values.values())
        numbers = {row: float(digits) for row, value in values.items() if (digits := NOT_DIGITS.sub("", value))}
        middle = median(numbers.values()) if field.type in ("number", "money") and numbers else 0
        for row, value in values.items():
            alike = rare[value if field.type == "choice" else _shape(value)]
            if middle and row in numbers and not middle / FAR <= numbers[row] <= middle * FAR:
                yield 3, Odd(row, name, value, f"is far from most others, such as {middle:,.0f}")
            elif not middle and len(value) > LONG * usual:
                why = f"is longer than most: {len(value)} characters"
                yield len(value) / usual, Odd(row, name, shortened(value), why)
            elif alike <= RARE * count and alike < len(values) / 2:
                what = "is empty, and few others are" if not value else "is written like few others"
                yield 1 + 1 / alike, Odd(row, name, shortened(value), what)


def _shape(value: str) -> str:
    """The pattern of a value, with ``a`` for words and ``9`` for numbers: ``a, a 9`` for 'Smith, Room 12'."""
    signs = ("9" if sign.isdigit() else "a" if sign.isalpha() or sign in "'’" else sign for sign in value)
    return re.sub(r"(\w)(?:[ ]?\1)+", r"\1", "".join(signs))
