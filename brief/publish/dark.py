"""Colors in the dark: each keeps its hue and becomes so much lighter that it is read as well as on white."""

from __future__ import annotations

from collections.abc import Mapping
from colorsys import hls_to_rgb, rgb_to_hls

from brief.css import RGB, color, contrast

GROUND = "#161618"
"""The ground in the dark."""

LEAST: Mapping[str, float] = {"ink": 13.0, "accent": 6.0, "rule": 3.2}
"""The contrast to the ground that each color has at least (WCAG 2.2, 1.4.3 and 1.4.11 ask for 4.5 and 3)."""

HOUSE: Mapping[str, str] = {"ink": "#1b1b1d", "accent": "#8a2318", "rule": "#77797d"}
"""The colors of the house, for those that are written in a way that is not read here."""

STEPS = 100
"""In how many steps a color comes to be white."""


def lightened(rgb: RGB, least: float) -> str:
    """The color made as much lighter, of the same hue and saturation, as it takes to stand out by `least`."""
    ground = color(GROUND)
    assert ground
    hue, lightness, saturation = rgb_to_hls(*rgb)
    for step in range(STEPS + 1):
        lighter = hls_to_rgb(hue, lightness + (1 - lightness) * step / STEPS, saturation)
        red, green, blue = (round(one * 255) for one in lighter)
        if contrast((red / 255, green / 255, blue / 255), ground) >= least:
            break
    return f"#{red:02x}{green:02x}{blue:02x}"


def in_the_dark(tokens: Mapping[str, str]) -> Mapping[str, str]:
    """The colors of a look as they are in the dark, by the names of their custom properties."""
    found = {}
    for name, least in LEAST.items():
        rgb = color(tokens.get(name, "")) or color(HOUSE[name])
        assert rgb
        found[name] = lightened(rgb, least)
    return {**found, "ground": GROUND}
