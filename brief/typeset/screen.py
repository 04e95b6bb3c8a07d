"""Photographs as a page for the screen holds them."""

from __future__ import annotations

import io
from dataclasses import dataclass

from brief.typeset.pixels import decoded, is_lossy, opened, upright_size

QUALITY = 80
"""Of a WebP; at two pixels of the picture for one of the page nobody sees the difference."""


@dataclass(frozen=True, slots=True)
class OnScreen:
    """A photograph as a web page holds it: a whole WebP of so many pixels, and whether one sees through it."""

    width: int
    height: int
    data: bytes
    transparent: bool


def for_screen(source: bytes, most: int) -> OnScreen:
    """The photograph as a WebP at most `most` pixels wide, upright and in sRGB, without metadata. Raises `Unreadable`.

    What was lossy stays so, the rest is lossless.
    """
    width, height = upright_size(source)
    share = min(1.0, most / width)
    size = (max(1, round(width * share)), max(1, round(height * share)))
    with opened(source) as image:
        pixels, lossy = decoded(image, *size), is_lossy(image, source)
    transparent = pixels.mode in ("LA", "RGBA")
    pixels = pixels.convert("RGBA" if transparent else "RGB")
    pixels.info = {}  # Pillow would write what the old file said of itself into the new one
    file = io.BytesIO()
    pixels.save(file, "WEBP", quality=QUALITY, lossless=not lossy, method=6)
    return OnScreen(*size, file.getvalue(), transparent)
