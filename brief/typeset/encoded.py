"""Encodes photographs for a PDF, as files of their own or for a web page: pixels without metadata.

Each is encoded anew, even at its own size: a file may contain more pixels than it shows, such as those cropped off. The
bytes depend on the photograph, its size and the libraries, and on nothing else.
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from PIL import Image

from brief.model import WebPicture
from brief.typeset.pixels import decoded, is_lossy, opened, upright_size

JPEG_QUALITY, WEBP_QUALITY = 90, 80
"""At 300 pixels an inch on paper, and at two pixels for each one of a web page, the losses are invisible."""

HIGHEST = 16_383
"""The most pixels of a WebP from head to foot."""

Space = Literal["DeviceGray", "DeviceRGB", "DeviceCMYK"]
"""The color space of a picture, by its name in a PDF."""

Coding = Literal["jpeg", "png", "deflate"]
"""How pixels are compressed: as a whole JPEG, as the rows of a PNG, or row by row without a predictor."""

CHANNELS: Mapping[Space, int] = {"DeviceGray": 1, "DeviceRGB": 3, "DeviceCMYK": 4}

PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"
"""The beginning of a PNG. Chunks follow, each with its length, its name, its content, and a checksum."""


@dataclass(frozen=True, slots=True)
class Encoded:
    """A picture for a PDF, with `bits` a channel. `mask` is its opacity as rows of a PNG; empty if it is opaque."""

    width: int
    height: int
    space: Space
    coding: Coding
    data: bytes
    mask: bytes = b""
    bits: int = 8


def encode(source: bytes, width: int, height: int) -> Encoded:
    """The photograph at a size of at most its own; of an animation the first frame. Raises `Unreadable`.

    A lossy photograph becomes a JPEG, any other stays lossless.
    """
    pixels, lossy = _pixels(source, width, height)
    mask = rows(pixels.getchannel("A")) if pixels.mode in ("LA", "RGBA") else b""
    base = pixels.convert(pixels.mode.removesuffix("A"))
    if lossy:
        return Encoded(width, height, _space(base), "jpeg", _jpeg(base), mask)
    return Encoded(width, height, _space(base), "png", rows(base), mask)


def as_file(source: bytes, width: int, height: int) -> bytes:
    """The photograph at that size as a file: a JPEG if it is lossy, otherwise a PNG. Raises `Unreadable`."""
    pixels, lossy = _pixels(source, width, height)
    return _jpeg(pixels.convert(pixels.mode.removesuffix("A"))) if lossy else _png(pixels)


def for_screen(source: bytes, widest: int) -> WebPicture:
    """The photograph as a WebP of at most `widest` pixels across, lossless if its file is. Raises `Unreadable`."""
    width, height = upright_size(source)
    share = min(1.0, widest / width, HIGHEST / height)
    size = (max(1, round(width * share)), max(1, round(height * share)))
    pixels, lossy = _pixels(source, *size)
    transparent = pixels.mode in ("LA", "RGBA")
    file = io.BytesIO()
    pixels = pixels.convert("RGBA" if transparent else "RGB")
    pixels.save(file, "WEBP", quality=WEBP_QUALITY, lossless=not lossy, method=6)
    return WebPicture(*size, file.getvalue(), transparent)


def _pixels(source: bytes, width: int, height: int) -> tuple[Image.Image, bool]:
    """The pixels of a photograph at that size, and whether its file is lossy."""
    with opened(source) as image:
        pixels, lossy = decoded(image, width, height), is_lossy(image, source)
    pixels.info = {}  # Pillow would write the comment of the old file into the new one
    return _without_erased(pixels), lossy


def _without_erased(pixels: Image.Image) -> Image.Image:
    """The pixels, white where they are invisible: a PDF keeps colors and opacity in two pictures."""
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
    """The compressed rows of the picture as a PNG, which a PDF can contain unchanged (predictor 15)."""
    png, chunks, at = _png(pixels), [], len(PNG_SIGNATURE)
    while at < len(png):
        length = int.from_bytes(png[at : at + 4], "big")
        if png[at + 4 : at + 8] == b"IDAT":
            chunks.append(png[at + 8 : at + 8 + length])
        at += 12 + length
    return b"".join(chunks)
