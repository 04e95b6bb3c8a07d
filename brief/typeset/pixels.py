"""The pixels of a photograph of any kind: upright, in sRGB or grey, with 8 bits a channel."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from contextlib import contextmanager

from PIL import Image, ImageCms, UnidentifiedImageError

from brief.model import LARGEST_PICTURE, PICTURE_KINDS

ORIENTATION = 0x0112
"""The EXIF tag for the orientation of the camera."""

TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
"""The turn that makes a picture upright, by its orientation (EXIF 2.3, 4.6.4)."""

LOSSY = frozenset({"JPEG", "MPO", "AVIF"})
"""The formats that are lossy, besides some WebP and TIFF files."""

SAME = 3
"""The most levels, of 255, by which a profile may change colors and still count as sRGB."""


class Unreadable(Exception):
    """The photograph cannot be read; the text says why."""


@contextmanager
def opened(source: bytes) -> Iterator[Image.Image]:
    """Yields the photograph, with only its header read. Raises Pillow's errors as `Unreadable`."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about odd metadata, which is dropped
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
    """Width and height of the upright photograph in pixels. Raises `Unreadable`."""
    with opened(source) as image:
        return image.size if orientation(image) < 5 else (image.height, image.width)


def upright(source: bytes, width: int, height: int) -> Image.Image:
    """The pixels of a photograph at that size, see `decoded`. Raises `Unreadable`."""
    with opened(source) as image:
        return decoded(image, width, height)


def decoded(image: Image.Image, width: int, height: int) -> Image.Image:
    """The pixels of an opened photograph at no more than its size: upright, in sRGB or grey, with alpha if needed."""
    turned = orientation(image)
    pixels = _in_srgb(_reduced(image, (width, height) if turned < 5 else (height, width)), image)
    return pixels.transpose(TURNS[turned]) if turned in TURNS else pixels


def orientation(image: Image.Image) -> int:
    """The orientation, 1 (upright) to 8. It is 1 for TIFF and AVIF, which Pillow turns itself."""
    if "exif" not in image.info or image.format in ("TIFF", "AVIF"):
        return 1
    try:
        found = image.getexif().get(ORIENTATION, 1)
    except Exception:  # broken metadata makes Pillow fail in any way
        return 1
    return found if found in TURNS else 1


def is_lossy(image: Image.Image, source: bytes) -> bool:
    """Whether the file of a photograph is compressed with losses."""
    if image.format == "WEBP":
        return not _has_chunk(source, b"VP8L")
    return image.format in LOSSY or image.info.get("compression") == "jpeg"


def _has_chunk(riff: bytes, name: bytes) -> bool:
    """Whether a RIFF file, such as WebP, has a top-level chunk `name`."""
    at = 12
    while at + 8 <= len(riff):
        if riff[at : at + 4] == name:
            return True
        size = int.from_bytes(riff[at + 4 : at + 8], "little")
        at += 8 + size + size % 2
    return False


def _reduced(image: Image.Image, size: tuple[int, int]) -> Image.Image:
    """The picture at that size, in one of the modes of `_direct`."""
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
    """The pixels in sRGB or grey, with alpha unless all of it is opaque."""
    mask = pixels.getchannel("A") if pixels.mode in ("LA", "RGBA") else None
    pixels = pixels.convert(pixels.mode.removesuffix("A"))
    grey, profile = pixels.mode == "L", to_srgb(image)
    pixels = profile.apply(pixels) if profile and profile.inputMode == pixels.mode else pixels
    pixels = pixels.convert("L" if grey else "RGB")
    if mask and mask.getextrema() != (255, 255):
        pixels.putalpha(mask)
    return pixels


def to_srgb(image: Image.Image) -> ImageCms.ImageCmsTransform | None:
    """The transform to sRGB; None when the colors are sRGB already, or the profile is broken or for another mode."""
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
    """Whether a transform changes no color visibly."""
    if mode == "CMYK":
        return False
    levels = range(0, 256, 51)
    probe = bytes(channel for r in levels for g in levels for b in levels for channel in ((r, g, b), (r,))[mode == "L"])
    before = Image.frombytes(mode, (len(levels) ** 3, 1), probe)
    after = transform.apply(before)
    return max(abs(a - b) for a, b in zip(before.convert("RGB").tobytes(), after.tobytes(), strict=True)) <= SAME
