"""Photographs as a PDF holds them: upright, in sRGB or grey, 8 bits a channel, and nothing but pixels.

The bytes that `encode` gives depend on the photograph, the size and the libraries, on nothing else.
"""

from __future__ import annotations

import io
import struct
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Literal
from zlib import crc32

from PIL import Image, ImageCms, UnidentifiedImageError

from brief.model import LARGEST_PICTURE, PICTURE_KINDS
from brief.typeset.jpeg import stripped

SCREEN_QUALITY = 80
"""Of a WebP; at two pixels of the picture for one of the page nobody sees the difference."""

QUALITY = 90
"""Of a JPEG that is made anew; at 300 pixels an inch nobody sees the difference on paper."""

ORIENTATION = 0x0112
"""The EXIF tag that says how a camera was held."""

TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
"""What makes a picture upright, by its orientation (EXIF 2.3, 4.6.4)."""

LOSSY = frozenset({"JPEG", "MPO", "AVIF"})
"""The kinds that lose something each time they are made; what came as one of them leaves as a JPEG."""

SAME = 3
"""Steps of 255 by which a color profile may change colors and still be called sRGB."""


Space = Literal["DeviceGray", "DeviceRGB", "DeviceCMYK"]
"""What the channels of a picture are, as a PDF names it."""

Coding = Literal["jpeg", "png", "deflate"]
"""How pixels are written: as a whole JPEG, as the rows of a PNG, or as they are, deflated."""

CHANNELS: Mapping[Space, int] = {"DeviceGray": 1, "DeviceRGB": 3, "DeviceCMYK": 4}


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


@dataclass(frozen=True, slots=True)
class OnScreen:
    """A photograph as a web page holds it: a whole WebP of so many pixels, and whether one sees through it."""

    width: int
    height: int
    data: bytes
    transparent: bool


class Unreadable(Exception):
    """This is no photograph that can be printed; the text says why."""


@contextmanager
def opened(source: bytes) -> Iterator[Image.Image]:
    """The photograph, its head read and no pixel yet. The border to Pillow: its errors leave as `Unreadable`."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of odd metadata, which is left behind
            with Image.open(io.BytesIO(source), formats=PICTURE_KINDS) as image:
                if image.width * image.height > LARGEST_PICTURE:
                    raise Unreadable("it has too many pixels")
                yield image
    except UnidentifiedImageError as error:
        raise Unreadable("its content is no picture") from error
    except Unreadable:
        raise
    except Exception as error:  # a broken file makes Pillow's plugins fail in any way
        raise Unreadable(str(error) or type(error).__name__) from error


def upright_size(source: bytes) -> tuple[int, int]:
    """Width and height in pixels of the photograph, held upright. Raises `Unreadable`."""
    with opened(source) as image:
        return image.size if _orientation(image) < 5 else (image.height, image.width)


def as_it_is(source: bytes, width: int, height: int) -> Encoded | None:
    """A JPEG that is right but for its metadata, with its pixels kept to the bit; None for any other photograph.

    `width` and `height` are those of the picture when it is upright. Raises `Unreadable`.
    """
    with opened(source) as image:
        plain = image.format in ("JPEG", "MPO") and image.mode in ("L", "RGB") and image.size == (width, height)
        if not plain or _orientation(image) != 1 or _profile(image):
            return None
        whole = stripped(source)
        return Encoded(width, height, _space(image), "jpeg", whole) if whole else None


def encode(source: bytes, width: int, height: int) -> Encoded:
    """The photograph, made anew `width` by `height` pixels, not more than it has. Raises `Unreadable`.

    What was lossy becomes a JPEG, the rest stays lossless. Of a picture that moves this is the first frame.
    """
    with opened(source) as image:
        return _encoded(_upright(image, width, height), _is_lossy(image, source))


def upright(source: bytes, width: int, height: int) -> Image.Image:
    """The pixels of the same, in RGB or grey, with a mask where they need one. Raises `Unreadable`."""
    with opened(source) as image:
        return _upright(image, width, height)


def _upright(image: Image.Image, width: int, height: int) -> Image.Image:
    orientation = _orientation(image)
    pixels = _in_srgb(_reduced(image, (width, height) if orientation < 5 else (height, width)), image)
    return pixels.transpose(TURNS[orientation]) if orientation in TURNS else pixels


def for_screen(source: bytes, most: int) -> OnScreen:
    """The photograph as a WebP at most `most` pixels wide, upright and in sRGB, without metadata. Raises `Unreadable`.

    What was lossy stays so, the rest is lossless.
    """
    width, height = upright_size(source)
    share = min(1.0, most / width)
    size = (max(1, round(width * share)), max(1, round(height * share)))
    with opened(source) as image:
        orientation, lossy = _orientation(image), _is_lossy(image, source)
        pixels = _in_srgb(_reduced(image, size if orientation < 5 else size[::-1]), image)
        pixels = pixels.transpose(TURNS[orientation]) if orientation in TURNS else pixels
    transparent = pixels.mode in ("LA", "RGBA")
    pixels = pixels.convert("RGBA" if transparent else "RGB")
    pixels.info = {}  # Pillow would write what the old file said of itself into the new one
    file = io.BytesIO()
    pixels.save(file, "WEBP", quality=SCREEN_QUALITY, lossless=not lossy, method=6)
    return OnScreen(*size, file.getvalue(), transparent)


def _orientation(image: Image.Image) -> int:
    """How the picture lies, 1 to 8. TIFF and AVIF say it elsewhere, and Pillow turns them itself."""
    if "exif" not in image.info or image.format in ("TIFF", "AVIF"):
        return 1
    try:
        found = image.getexif().get(ORIENTATION, 1)
    except Exception:  # broken metadata makes Pillow fail in any way, and says nothing
        return 1
    return found if found in TURNS else 1


def _is_lossy(image: Image.Image, source: bytes) -> bool:
    """Whether it came with the losses of a JPEG."""
    if image.format == "WEBP":
        return not _has_chunk(source, b"VP8L")
    return image.format in LOSSY or image.info.get("compression") == "jpeg"


def _has_chunk(riff: bytes, name: bytes) -> bool:
    """Whether a RIFF file, as WebP is, has a chunk `name` at its top."""
    at = 12
    while at + 8 <= len(riff):
        if riff[at : at + 4] == name:
            return True
        size = int.from_bytes(riff[at + 4 : at + 8], "little")
        at += 8 + size + size % 2
    return False


def _reduced(image: Image.Image, size: tuple[int, int]) -> Image.Image:
    """The picture in one of the modes that `_direct` gives, `size` large."""
    if size != image.size and image.format in ("JPEG", "MPO"):
        image.draft(None, (2 * size[0], 2 * size[1]))  # a JPEG is decoded at half its size in a third of the time
    pixels = _direct(image)
    return pixels if pixels.size == size else pixels.resize(size, Image.Resampling.LANCZOS, reducing_gap=2.0)


def _direct(image: Image.Image) -> Image.Image:
    """The picture with 8 bits a channel and without a palette: in mode L, LA, RGB, RGBA or CMYK."""
    if "transparency" in image.info:
        return image.convert("LA" if image.mode in ("1", "L") else "RGBA")
    if image.mode.startswith("I;16"):
        return image.convert("I").point(lambda value: value * (1 / 257) + 0.5).convert("L")
    if image.mode in ("I", "F"):
        raise Unreadable("its pixels are measurements, not colors")
    if image.mode in ("L", "LA", "RGB", "RGBA", "CMYK"):
        image.load()
        return image
    return image.convert({"1": "L", "La": "LA", "PA": "RGBA", "RGBa": "RGBA"}.get(image.mode, "RGB"))


def _in_srgb(pixels: Image.Image, image: Image.Image) -> Image.Image:
    """The pixels in sRGB or grey, with a mask where they need one."""
    mask = pixels.getchannel("A") if pixels.mode in ("LA", "RGBA") else None
    pixels = pixels.convert(pixels.mode.removesuffix("A"))
    grey, profile = pixels.mode == "L", _profile(image)
    pixels = profile.apply(pixels) if profile and profile.inputMode == pixels.mode else pixels
    pixels = pixels.convert("L" if grey else "RGB")
    if mask and mask.getextrema() != (255, 255):
        pixels.putalpha(mask)
    return pixels


def _profile(image: Image.Image) -> ImageCms.ImageCmsTransform | None:
    """What brings the picture's colors to sRGB; None when they are, or when its profile is broken or not for it."""
    if not (profile := image.info.get("icc_profile")):
        return None
    mode = {"1": "L", "LA": "L", "P": "RGB", "PA": "RGB", "RGBA": "RGB"}.get(image.mode, image.mode)
    mode = "L" if mode.startswith("I;16") else mode
    try:
        transform = ImageCms.buildTransform(
            ImageCms.ImageCmsProfile(io.BytesIO(profile)),
            ImageCms.createProfile("sRGB"),
            mode,
            "RGB",
            ImageCms.Intent.RELATIVE_COLORIMETRIC,
            ImageCms.Flags.BLACKPOINTCOMPENSATION,
        )
    except (ImageCms.PyCMSError, OSError):
        return None
    return None if _changes_nothing(transform, mode) else transform


def _changes_nothing(transform: ImageCms.ImageCmsTransform, mode: str) -> bool:
    """Whether colors stay, for all the eye can see, as they are."""
    if mode == "CMYK":
        return False
    levels = range(0, 256, 51)
    probe = bytes(channel for r in levels for g in levels for b in levels for channel in ((r, g, b), (r,))[mode == "L"])
    before = Image.frombytes(mode, (len(levels) ** 3, 1), probe)
    after = transform.apply(before)
    return max(abs(a - b) for a, b in zip(before.convert("RGB").tobytes(), after.tobytes(), strict=True)) <= SAME


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
    png, rows, at = file.getvalue(), [], 8
    while at < len(png):
        length = int.from_bytes(png[at : at + 4], "big")
        if png[at + 4 : at + 8] == b"IDAT":
            rows.append(png[at + 8 : at + 8 + length])
        at += 12 + length
    return b"".join(rows)


def as_file(made: Encoded) -> bytes:
    """A picture that was made in the colors of a screen, as a file of its own: JPEG or PNG."""
    if made.coding == "jpeg":
        return made.data
    image = _opened(made.data, made.width, made.height, made.space == "DeviceGray")
    if made.mask:
        image.putalpha(_opened(made.mask, made.width, made.height, grey=True))
    file = io.BytesIO()
    image.save(file, "PNG")
    return file.getvalue()


def _opened(rows: bytes, width: int, height: int, grey: bool) -> Image.Image:
    """The picture whose rows are as PNG compresses them (ISO 15948, 5.3)."""
    head = struct.pack(">IIBBBBB", width, height, 8, 0 if grey else 2, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", rows), (b"IEND", b""))
    chunks = (
        struct.pack(">I", len(body)) + name + body + struct.pack(">I", crc32(name + body)) for name, body in parts
    )
    image = Image.open(io.BytesIO(b"\x89PNG\r\n\x1a\n" + b"".join(chunks)), formats=["PNG"])
    image.load()
    return image
