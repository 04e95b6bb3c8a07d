"""The ``transform`` of a part of a drawing (SVG) as a matrix."""

from __future__ import annotations

import re
from collections.abc import Sequence
from math import cos, isfinite, radians, sin, sqrt, tan

FUNCTION = re.compile(r"(?P<name>[a-zA-Z]+)\s*\((?P<numbers>[^()]*)\)")
NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?", re.IGNORECASE)

Matrix = tuple[float, float, float, float, float, float]
"""The six numbers of ``matrix(…)``, column by column."""

AS_IT_IS: Matrix = (1, 0, 0, 1, 0, 0)


def matrix_of(transform: str) -> Matrix | None:
    """The matrix of a transform; None when a function in it is unknown, or a number too large. Units are ignored."""
    matrix = AS_IT_IS
    for match in FUNCTION.finditer(transform):
        numbers = [float(number) for number in NUMBER.findall(match["numbers"])]
        one = _one(match["name"].lower(), numbers) if all(map(isfinite, numbers)) else None
        if one is None:
            return None
        matrix = times(matrix, one)
    return matrix if all(map(isfinite, matrix)) else None


def scale_of(transform: str) -> float:
    """The factor by which a transform enlarges; 1 for a transform that is unknown."""
    a, b, c, d, _, _ = matrix_of(transform) or AS_IT_IS
    return sqrt(abs(a * d - b * c))


def _one(name: str, numbers: Sequence[float]) -> Matrix | None:
    """The matrix of one function of a transform (SVG 1.1, 7.6; CSS Transforms 1); None for an unknown function."""
    match name, numbers:
        case "matrix", [a, b, c, d, e, f]:
            return a, b, c, d, e, f
        case "translate", [x, *rest]:
            return 1, 0, 0, 1, x, rest[0] if rest else 0
        case "translatex", [x]:
            return 1, 0, 0, 1, x, 0
        case "translatey", [y]:
            return 1, 0, 0, 1, 0, y
        case "scalex", [x]:
            return x, 0, 0, 1, 0, 0
        case "scaley", [y]:
            return 1, 0, 0, y, 0, 0
        case "scale", [x, *rest]:
            return x, 0, 0, rest[0] if rest else x, 0, 0
        case "rotate", [angle, *around]:
            turn = radians(angle)
            x, y = around if len(around) == 2 else (0.0, 0.0)
            turned = (cos(turn), sin(turn), -sin(turn), cos(turn), 0.0, 0.0)
            return times(times((1, 0, 0, 1, x, y), turned), (1, 0, 0, 1, -x, -y))
        case "skewx", [angle]:
            return 1, 0, tan(radians(angle)), 1, 0, 0
        case "skewy", [angle]:
            return 1, tan(radians(angle)), 0, 1, 0, 0
    return None


def times(one: Matrix, other: Matrix) -> Matrix:
    """The product of two matrices: that of the transform `other` within `one`."""
    a, b, c, d, e, f = one
    g, h, i, j, x, y = other
    return a * g + c * h, b * g + d * h, a * i + c * j, b * i + d * j, a * x + c * y + e, b * x + d * y + f


def mapped(matrix: Matrix, box: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
    """The box around what a matrix makes of another box; both are left, top, right and bottom."""
    a, b, c, d, e, f = matrix
    corners = [(x, y) for x in box[::2] for y in box[1::2]]
    across, down = [a * x + c * y + e for x, y in corners], [b * x + d * y + f for x, y in corners]
    return min(across), min(down), max(across), max(down)
