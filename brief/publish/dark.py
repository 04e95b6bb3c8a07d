"""Colors for dark mode: each keeps its hue and becomes light enough to be read as well as on white."""

from __future__ import annotations

from collections.abc import Mapping

from brief.css import RGB, WHITE, color, contrast, hexadecimal, mixed, shaded
from brief.model import text_on

GROUND = "#161618"
"""The background in dark mode."""

LEAST: Mapping[str, float] = {"ink": 13.0, "accent": 6.0, "rule": 3.2, "brand": 3.2}
"""The least contrast of each color to the background (WCAG 2.2, 1.4.3 and 1.4.11 ask for 4.5 and 3)."""

HOUSE: Mapping[str, str] = {
    "ink": "#1b1b1d",
    "accent": "#8a2318",
    "rule": "#77797d",
    "brand": "#8a2318",
    "tint": "#f4ebea",
}
"""The colors of the house, which replace values that are not a plain color, such as ``var(--brand)``."""

TINT = 0.12
"""The share of the accent in a tint of the background."""


def lightened(rgb: RGB, least: float) -> str:
    """The color, lightened at the same hue and saturation until its contrast to the background is `least`."""
    ground = _color(GROUND)
    return hexadecimal(shaded(rgb, 1, lambda lighter: contrast(lighter, ground) >= least))


def in_the_dark(tokens: Mapping[str, str]) -> Mapping[str, str]:
    """The colors of a look in dark mode, by the names of their custom properties.

    The tint is mixed into the dark background; where that of the look is white, it is the background. The color of text
    on the brand color is chosen anew.
    """
    known = {name: color(tokens.get(name, "")) or _color(of_house) for name, of_house in HOUSE.items()}
    found = {name: lightened(known[name], least) for name, least in LEAST.items()}
    ground = _color(GROUND)
    share = 0 if known["tint"] == WHITE else TINT
    found["tint"] = hexadecimal(mixed(_color(found["accent"]), share, ground))
    found["on-brand"] = hexadecimal(text_on(_color(found["brand"]), ground))
    return {**found, "ground": GROUND}


def _color(written: str) -> RGB:
    rgb = color(written)
    assert rgb
    return rgb
