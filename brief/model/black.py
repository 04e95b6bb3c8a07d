"""Black alone: which colors become black, and which the white of the paper.

A color is judged by its relative luminance (WCAG 2.2), and by what is painted in it:

- an *area* is black below a luminance of 0.22, which the middle grey #808080 and a full red just have: white type on
  such is usual, and as readable as black;
- *type* is black where it has a contrast of 3 to 1 on white, the least that WCAG allows, below 0.30; lighter type is
  meant for a dark ground;
- a *line* is black unless it is nearly white, from 0.80 on: a light grey line on paper shall stay.

So type that can be read in color can be read in black: white type on an area with a contrast of 4.5 to 1, which WCAG
asks for, black type on one with 5.4 to 1, and type of any color on paper with 3 to 1.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

Painted = Literal["area", "type", "line"]

WHITE_FROM: Mapping[Painted, float] = {"area": 0.22, "type": 0.30, "line": 0.80}
"""The luminance from which on a color becomes white, by what is painted in it."""


def luminance(color: tuple[float, float, float]) -> float:
    """The relative luminance of a color in sRGB, 0 for black to 1 for white (WCAG 2.2)."""
    red, green, blue = (one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in color)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def black_or_white(color: tuple[float, float, float], painted: Painted) -> int:
    """0 for black, 1 for white."""
    return int(luminance(color) >= WHITE_FROM[painted])


def edge(start: tuple[float, float, float], end: tuple[float, float, float]) -> float:
    """Where on the way from one color to another, 0 to 1, black and white meet; one of the two is black."""
    low, high = 0.0, 1.0
    first = black_or_white(start, "area")
    while high - low > 1e-4:
        middle = (low + high) / 2
        mixed = tuple(a + (b - a) * middle for a, b in zip(start, end, strict=True))
        low, high = (middle, high) if black_or_white((mixed[0], mixed[1], mixed[2]), "area") == first else (low, middle)
    return round(high, 4)
