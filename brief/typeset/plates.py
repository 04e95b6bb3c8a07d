"""Photographs for plates: in the four inks of a press, or in black dots that a copier keeps.

They are opaque: transparent parts of a photograph become white.
"""

from __future__ import annotations

import zlib

from PIL import Image, ImageOps

from brief.typeset.encoded import Encoded, rows
from brief.typeset.separation import separation

DARK, LIGHT, ART = 48, 208, 0.95
"""The grey levels, of 255, below and above which a pixel is black or white; the least share of these in line art."""

CLIPPED = 1
"""Percent of the darkest and lightest pixels that become black and white, since dots have a short range of tones."""


def for_press(pixels: Image.Image, profile: bytes) -> Encoded:
    """The picture in the inks of a press, lossless: a JPEG would exceed the limit of ink in some places."""
    inks = separation(profile).picture(_on_paper(pixels))
    if inks.mode == "L":
        return Encoded(inks.width, inks.height, "DeviceGray", "png", rows(inks))
    return Encoded(inks.width, inks.height, "DeviceCMYK", "deflate", zlib.compress(inks.tobytes(), 9))


def is_line_art(pixels: Image.Image) -> bool:
    """Whether a picture is black and white already: a scanned page, a signature, a logo of one color."""
    grey = _on_paper(pixels).convert("L")
    levels = grey.histogram()
    return sum(levels[:DARK]) + sum(levels[LIGHT:]) >= ART * grey.width * grey.height


def in_black(pixels: Image.Image, line_art: bool) -> Encoded:
    """The picture in black dots (Floyd and Steinberg, 1976); line art keeps clean edges.

    Levels are dithered without gamma: the picture comes out lighter by as much as a printer's dots grow.
    """
    grey = _on_paper(pixels).convert("L")
    if line_art:
        dots = grey.point([0] * 128 + [255] * 128).convert("1", dither=Image.Dither.NONE)
    else:
        dots = ImageOps.autocontrast(grey, cutoff=CLIPPED).convert("1")
    return Encoded(dots.width, dots.height, "DeviceGray", "png", rows(dots), bits=1)


def _on_paper(pixels: Image.Image) -> Image.Image:
    """The picture on a white ground, without alpha."""
    if pixels.mode not in ("LA", "RGBA"):
        return pixels
    base = pixels.convert(pixels.mode.removesuffix("A"))
    paper = Image.new(base.mode, base.size, "white")
    paper.paste(base, mask=pixels.getchannel("A"))
    return paper
