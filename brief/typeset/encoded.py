"""Photographs as a PDF holds them: a JPEG, or the rows of a PNG, and nothing but pixels.

The bytes that `encode` gives depend on the photograph, the size and the libraries, on nothing else.
"""

from __future__ import annotations

import io
import struct
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal
from zlib import crc32

from PIL import Image

from brief.typeset.jpeg import stripped
from brief.typeset.pixels import decoded, is_lossy, opened, orientation, to_srgb

QUALITY = 90
"""Of a JPEG that is made anew; at 300 pixels an inch nobody sees the difference on paper."""

Space = Literal["DeviceGray", "DeviceRGB", "DeviceCMYK"]
"""What the channels of a picture are, as a PDF names it."""

Coding = Literal["jpeg", "png", "deflate"]
"""How pixels are written: as a whole JPEG, as the rows of a PNG, or as they are, deflated."""

CHANNELS: Mapping[Space, int] = {"DeviceGray": 1, "DeviceRGB": 3, "DeviceCMYK": 4}
"""How many channels a picture has."""

PNG = b"\x89PNG\r\n\x1a\n"
"""What a PNG begins with; chunks follow, each with its length, its name, what is in it, and a checksum of the two."""


@dataclass(frozen=True, slots=True)
class Encoded:
    """Pixels as a PDF holds them, with so many `bits` a channel; those of the mask, rows of a PNG, may be empty."""

    width: int
    height: int
    space: Space
    coding: Coding
    data: bytes
    mask: bytes = b""
    bits: int = 8


def as_it_is(source: bytes, width: int, height: int) -> Encoded | None:
    """A JPEG that is right but for its metadata, with its pixels kept to the bit; None for any other photograph.

    `width` and `height` are those of the picture when it is upright. Raises `Unreadable`.
    """
    with opened(source) as image:
        plain = image.format in ("JPEG", "MPO") and image.mode in ("L", "RGB") and image.size == (width, height)
        if not plain or orientation(image) != 1 or to_srgb(image):
            return None
        whole = stripped(source)
        return Encoded(width, height, _space(image), "jpeg", whole) if whole else None


def encode(source: bytes, width: int, height: int) -> Encoded:
    """The photograph, made anew `width` by `height` pixels, not more than it has. Raises `Unreadable`.

    What was lossy becomes a JPEG, the rest stays lossless. Of a picture that moves this is the first frame.
    """
    with opened(source) as image:
        return _encoded(decoded(image, width, height), is_lossy(image, source))


def _encoded(pixels: Image.Image, lossy: bool) -> Encoded:
    mask = rows(pixels.getchannel("A")) if pixels.mode in ("LA", "RGBA") else b""
    base = pixels.convert(pixels.mode.removesuffix("A"))
    base.info = {}  # Pillow would write the comment of the old file into the new one
    if lossy:
        return Encoded(base.width, base.height, _space(base), "jpeg", _jpeg(base), mask)
    return Encoded(base.width, base.height, _space(base), "png", rows(base), mask)


def _space(image: Image.Image) -> Space:
    return "DeviceGray" if image.mode == "L" else "DeviceRGB"


def _jpeg(pixels: Image.Image) -> bytes:
    file = io.BytesIO()
    pixels.save(file, "JPEG", quality=QUALITY, optimize=True)
    return file.getvalue()


def rows(pixels: Image.Image) -> bytes:
    """The rows as PNG compresses them: a PDF takes them as they are (predictor 15), without the rest of the file."""
    file = io.BytesIO()
    pixels.save(file, "PNG")
    png, chunks, at = file.getvalue(), [], len(PNG)
    while at < len(png):
        length = int.from_bytes(png[at : at + 4], "big")
        if png[at + 4 : at + 8] == b"IDAT":
            chunks.append(png[at + 8 : at + 8 + length])
        at += 12 + length
    return b"".join(chunks)


def as_file(made: Encoded) -> bytes:
    """A picture that was made in the colors of a screen, as a file of its own: JPEG or PNG."""
    if made.coding == "jpeg":
        return made.data
    image = _of_rows(made.data, made.width, made.height, made.space == "DeviceGray")
    if made.mask:
        image.putalpha(_of_rows(made.mask, made.width, made.height, grey=True))
    file = io.BytesIO()
    image.save(file, "PNG")
    return file.getvalue()


def _of_rows(rows: bytes, width: int, height: int, grey: bool) -> Image.Image:
    """The picture whose rows are as PNG compresses them (ISO 15948, 5.3)."""
    head = struct.pack(">IIBBBBB", width, height, 8, 0 if grey else 2, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", rows), (b"IEND", b""))
    chunks = (
        struct.pack(">I", len(body)) + name + body + struct.pack(">I", crc32(name + body)) for name, body in parts
    )
    image = Image.open(io.BytesIO(PNG + b"".join(chunks)), formats=["PNG"])
    image.load()
    return image
