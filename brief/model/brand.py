"""The colors that follow from that of an office: for what is asked, for its tint, for text on the brand."""

from __future__ import annotations

from brief.css import BLACK, RGB, WHITE, contrast, mixed, shaded
from brief.model.looks import Look

FROM_LOGO = "from-logo"
"""What `brand` in brief.yaml says for the color of the logo."""

READABLE = 4.5
"""The least contrast of text (WCAG 2.2, 1.4.3)."""


def tinted(look: Look, accent: RGB, brand: RGB) -> RGB:
    """The tint of a look, on white."""
    return mixed(brand if look.tinted == "brand" else accent, look.tint)


def asked_in(look: Look, brand: RGB) -> RGB:
    """The color for what is asked: the brand's, darkened until it is read on white and on its tint."""
    return shaded(brand, 0, lambda darker: readability(look, darker, brand) >= READABLE)


def readability(look: Look, accent: RGB, brand: RGB) -> float:
    """The contrast of text in the accent: the lower one of those on white and on the tint."""
    return min(contrast(accent, WHITE), contrast(accent, tinted(look, accent, brand)))


def text_on(brand: RGB, ink: RGB) -> RGB:
    """The color of text on the brand: white, or else the ink, or black where the ink is too light."""
    return next((one for one in (WHITE, ink) if contrast(one, brand) >= READABLE), BLACK)
