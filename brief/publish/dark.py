"""Colors for dark mode: each keeps its hue and becomes light enough to be read as well as on white."""

from __future__ import annotations

from collections.abc import Mapping
from colorsys import hls_to_rgb, rgb_to_hls

from brief.css import RGB, color, contrast

GROUND = "#161618"
"""The background in dark mode."""

LEAST: Mapping[str, float] = {"ink": 13.0, "accent": 6.0, "rule": 3.2}
"""The least contrast of each color to the background (WCAG 2.2, 1.4.3 and 1.4.11 ask for 4.5 and 3)."""

HOUSE: Mapping[str, str] = {"ink": "#1b1b1d", "accent": "#8a2318", "rule": "#77797d"}
"""The colors of the house, which stand in for those that cannot be read, such as ``var(--brand)``."""

STEPS = 100
"""The number of steps from a color to white."""


def lightened(rgb: RGB, least: float) -> str:
    """The color, lightened at the same hue and saturation until its contrast to the background is `least`."""
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
    """The colors of a look in dark mode, by the names of their custom properties."""
    found = {}
    for name, least in LEAST.items():
        rgb = color(tokens.get(name, "")) or color(HOUSE[name])
        assert rgb
        found[name] = lightened(rgb, least)
    return {**found, "ground": GROUND}
