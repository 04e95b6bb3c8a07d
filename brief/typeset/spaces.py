"""The colors of style sheets and drawings in sRGB, from whatever space they are written in (CSS Color 4)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

RGB = tuple[float, float, float]
"""Red, green and blue, each 0 to 1."""

D50_TO_D65 = (
    (0.955473421488075, -0.02309845494876471, 0.06325924320057072),
    (-0.0283697093338637, 1.0099953980813041, 0.021041441191917323),
    (0.012314014864481998, -0.020507649298898964, 1.330365926242124),
)
D65_TO_LINEAR = (
    (12831 / 3959, -329 / 214, -1974 / 3959),
    (-851781 / 878810, 1648619 / 878810, 36519 / 878810),
    (705 / 12673, -2585 / 12673, 705 / 667),
)
"""The matrices of CSS Color 4, 18: from one white to the other (Bradford), and from light to the channels of sRGB."""


def srgb(color: Any) -> RGB:
    """The engine's `color` in sRGB, each channel 0 to 1; what a screen cannot show is cut off.

    A space that the engine does not know is taken for sRGB, as the engine does, which remarks on it.
    """
    match color.space:
        case "srgb" | "hsl" | "hwb":
            return clipped(color.to("srgb").coordinates)
        case "lab" | "lch" | "xyz-d50":
            return _shown(_times(D50_TO_D65, color.to("xyz-d50").coordinates))
        case "oklab" | "oklch" | "xyz-d65":
            return _shown(color.to("xyz-d65").coordinates)
        case "device-cmyk":  # CSS Color 5, 7.3: without a profile, by arithmetic
            *inks, black = color.coordinates
            return clipped([(1 - ink) * (1 - black) for ink in inks])
        case _:
            return clipped([*color.coordinates, 0, 0])


def clipped(channels: Sequence[float | None]) -> RGB:
    """The first three channels, each brought between 0 and 1."""
    red, green, blue = (min(max(channel or 0.0, 0.0), 1.0) for channel in channels[:3])
    return red, green, blue


def _shown(xyz: Sequence[float]) -> RGB:
    linear = clipped(_times(D65_TO_LINEAR, xyz))
    return clipped([12.92 * one if one <= 0.0031308 else 1.055 * one ** (1 / 2.4) - 0.055 for one in linear])


def _times(matrix: Sequence[Sequence[float]], vector: Sequence[float]) -> list[float]:
    return [sum(a * b for a, b in zip(row, vector, strict=True)) for row in matrix]
