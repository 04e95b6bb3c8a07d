"""Photographs as they leave: in a PDF, as a file of their own, in a web page. They carry pixels and no metadata.

The bytes depend on the photograph, its size and the libraries, and on nothing else.
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from PIL import Image

from brief.model import WebPicture
from brief.typeset.jpeg import stripped
from brief.typeset.pixels import decoded, is_lossy, opened, orientation, to_srgb, upright_size

JPEG_QUALITY, WEBP_QUALITY = 90, 80
"""At 300 pixels an inch on paper, and two pixels for one of the web page, nobody sees the difference."""

Space = Literal["DeviceGray", "DeviceRGB", "DeviceCMYK"]
"""The color space of a picture, by its name in a PDF."""

Coding = Literal["jpeg", "png", "deflate"]
"""How pixels are compressed: as a whole JPEG, as the rows of a PNG, or row by row without a predictor."""

CHANNELS: Mapping[Space, int] = {"DeviceGray": 1, "DeviceRGB": 3, "DeviceCMYK": 4}

PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"
"""Chunks follow it, each with its length, its name, its content, and a checksum."""


@dataclass(frozen=True, slots=True)
class Encoded:
    """A picture for a PDF, with `bits` a channel. `mask` holds the rows of a PNG, or nothing."""

    width: int
    height: int
    space: Space
    coding: Coding
    data: bytes
    mask: bytes = b""
    bits: int = 8


def as_it_is(source: bytes, width: int, height: int) -> Encoded | None:
    """A JPEG of that size, upright and in sRGB, with its pixels kept to the bit; None for any other photograph.

    Raises `Unreadable`.
    """
    with opened(source) as image:
        plain = image.format in ("JPEG", "MPO") and image.mode in ("L", "RGB") and image.size == (width, height)
        if not plain or orientation(image) != 1 or to_srgb(image):
            return None
        whole = stripped(source)
        return Encoded(width, height, _space(image), "jpeg", whole) if whole else None


def encode(source: bytes, width: int, height: int) -> Encoded:
    """The photograph at that size, which is no more than it has; of an animation the first frame. Raises `Unreadable`.

    What came with losses becomes a JPEG, the rest stays lossless.
    """
    pixels, lossy = _pixels(source, width, height)
    mask = rows(pixels.getchannel("A")) if pixels.mode in ("LA", "RGBA") else b""
    base = pixels.convert(pixels.mode.removesuffix("A"))
    if lossy:
        return Encoded(width, height, _space(base), "jpeg", _jpeg(base), mask)
    return Encoded(width, height, _space(base), "png", rows(base), mask)


def as_file(source: bytes, width: int, height: int) -> bytes:
    """The photograph as `encode` has it, as a file: JPEG or PNG. Raises `Unreadable`."""
    pixels, lossy = _pixels(source, width, height)
    return _jpeg(pixels.convert(pixels.mode.removesuffix("A"))) if lossy else _png(pixels)


def for_screen(source: bytes, widest: int) -> WebPicture:
    """The photograph as a WebP of at most `widest` pixels across, lossless if it came so. Raises `Unreadable`."""
    width, height = upright_size(source)
    share = min(1.0, widest / width)
    size = (max(1, round(width * share)), max(1, round(height * share)))
    pixels, lossy = _pixels(source, *size)
    transparent = pixels.mode in ("LA", "RGBA")
    file = io.BytesIO()
    pixels = pixels.convert("RGBA" if transparent else "RGB")
    pixels.save(file, "WEBP", quality=WEBP_QUALITY, lossless=not lossy, method=6)
    return WebPicture(*size, file.getvalue(), transparent)


def _pixels(source: bytes, width: int, height: int) -> tuple[Image.Image, bool]:
    """The pixels of a photograph, and whether they came with losses."""
    with opened(source) as image:
        pixels, lossy = decoded(image, width, height), is_lossy(image, source)
    pixels.info = {}  # Pillow would write the comment of the old file into the new one
    return _without_erased(pixels), lossy


def _without_erased(pixels: Image.Image) -> Image.Image:
    """The pixels, white where nothing of them is seen: a PDF has colors and opacity in two pictures."""
    if pixels.mode not in ("LA", "RGBA"):
        return pixels
    white = Image.new("RGBA", pixels.size, (255, 255, 255, 0)).convert(pixels.mode)
    return Image.composite(pixels, white, pixels.getchannel("A").point([0, *(255,) * 255]))


def _space(image: Image.Image) -> Space:
    return "DeviceGray" if image.mode == "L" else "DeviceRGB"


def _jpeg(pixels: Image.Image) -> bytes:
    file = io.BytesIO()
    pixels.save(file, "JPEG", quality=JPEG_QUALITY, optimize=True)
    return file.getvalue()


def _png(pixels: Image.Image) -> bytes:
    file = io.BytesIO()
    pixels.save(file, "PNG")
    return file.getvalue()


def rows(pixels: Image.Image) -> bytes:
    """The compressed rows of a PNG, which a PDF takes as they are (predictor 15)."""
    png, chunks, at = _png(pixels), [], len(PNG_SIGNATURE)
    while at < len(png):
        length = int.from_bytes(png[at : at + 4], "big")
        if png[at + 4 : at + 8] == b"IDAT":
            chunks.append(png[at + 8 : at + 8 + length])
        at += 12 + length
    return b"".join(chunks)
