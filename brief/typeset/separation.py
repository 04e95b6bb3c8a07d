"""Separation: sRGB becomes the inks of a press, by the ICC profile of a printing condition.

Four plates never align exactly, which shows in type and thin rules first. So:

- black, and what looks black, is black ink alone and no mixture of four;
- a grey is the amount of black ink that is equally light;
- any other color has the inks of the profile, without traces below `TRACE`, which no press can hold;
- no place has more ink than `MOST_INK`: the three colors are reduced, and black stays.
"""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from PIL import Image, ImageCms, ImageMath

from brief.model import CUSTOM, MOST_INK, Condition

DARK = 48 / 255
"""A color looks black on paper when no channel is above this: the house's ink is #1b1b1d."""

NEUTRAL = 12 / 255
"""A color is a grey when its channels differ by no more than this."""

TRACE = 0.03
"""The least share of an ink that is printed."""

REGISTERED = re.compile(
    r"FOGRA ?(?P<fogra>\d+)|(?P<gracol>GRACoL ?2006|TR ?006)|(?P<swop>SWOP.*?TR ?00(?P<tr>[35]))", re.I
)
"""The names of profiles for conditions in ICC's registry of characterization data."""

RELATIVE = ImageCms.Intent.RELATIVE_COLORIMETRIC
"""The rendering intent: white stays white."""


class Build(NamedTuple):
    """A color as four inks, each 0 to 1."""

    cyan: float
    magenta: float
    yellow: float
    black: float


class Separation:
    """Turns colors and pictures into inks by one profile; `separation` keeps the last ones."""

    def __init__(self, profile: bytes) -> None:
        inks = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        srgb, lab = ImageCms.createProfile("sRGB"), ImageCms.createProfile("LAB")
        self._exactly = ImageCms.buildTransform(srgb, inks, "RGB", "CMYK", RELATIVE)
        self._softly = ImageCms.buildTransform(
            srgb, inks, "RGB", "CMYK", RELATIVE, ImageCms.Flags.BLACKPOINTCOMPENSATION
        )
        blacks = Image.frombytes("CMYK", (256, 1), bytes(value for black in range(256) for value in (0, 0, 0, black)))
        greys = Image.frombytes("RGB", (256, 1), bytes(grey for grey in range(256) for _ in range(3)))
        printed = _lightness(ImageCms.buildTransform(inks, lab, "CMYK", "LAB", RELATIVE).apply(blacks))
        shown = _lightness(ImageCms.buildTransform(srgb, lab, "RGB", "LAB", RELATIVE).apply(greys))
        self._black = [min(range(256), key=lambda black: abs(printed[black] - grey)) for grey in shown]
        self._black[0], self._black[255] = 255, 0

    def build(self, color: tuple[float, float, float]) -> Build:
        """The inks of a color in sRGB."""
        low, high = min(color), max(color)
        if high <= DARK:
            return Build(0, 0, 0, 1)
        if high - low <= NEUTRAL:
            return Build(0, 0, 0, round(self._black[round(255 * sum(color) / 3)] / 255, 3))
        red, green, blue = (round(255 * channel) for channel in color)
        inks = self._exactly.apply(Image.new("RGB", (1, 1), (red, green, blue))).tobytes()
        return limited(Build(*(round(ink / 255, 3) if ink / 255 >= TRACE else 0 for ink in inks)))

    def picture(self, pixels: Image.Image) -> Image.Image:
        """A picture in RGB as four inks; one in grey as black ink alone, with 255 for the white of the paper."""
        if pixels.mode == "L":
            return pixels.point([255 - black for black in self._black])
        return _dried(self._softly.apply(pixels))


@lru_cache(maxsize=4)
def separation(profile: bytes) -> Separation:
    """The separation by a profile; the last four are kept."""
    return Separation(profile)


def limited(inks: Build) -> Build:
    """The same inks, with the three colors reduced to keep to `MOST_INK`."""
    *colors, black = inks
    if sum(inks) <= MOST_INK:
        return inks
    share = (MOST_INK - black) / sum(colors)
    cyan, magenta, yellow = (int(1000 * one * share) / 1000 for one in colors)
    return Build(cyan, magenta, yellow, black)


def condition(profile: bytes) -> Condition:
    """The printing condition of a profile, by its description."""
    words = " ".join(ImageCms.getProfileDescription(ImageCms.ImageCmsProfile(io.BytesIO(profile))).split())
    found = REGISTERED.search(words)
    if found is None:
        return Condition(CUSTOM, words)
    if found["fogra"]:
        return Condition(f"FOGRA{found['fogra']}", words)
    return Condition("CGATS TR 006" if found["gracol"] else f"CGATS TR 00{found['tr']}", words)


def _lightness(lab: Image.Image) -> Sequence[int]:
    return lab.getchannel("L").tobytes()


def _dried(inks: Image.Image) -> Image.Image:
    """The picture with no more than `MOST_INK` anywhere; with most profiles, it is already so."""
    cyan, magenta, yellow, black = inks.split()
    most = round(255 * MOST_INK)
    plates: dict[str, Any] = {"c": cyan, "m": magenta, "y": yellow, "k": black}

    def over(args: dict[str, Any]) -> Any:
        return args["max"](args["c"] + args["m"] + args["y"] + args["k"] - most, 0)

    if ImageMath.lambda_eval(over, **plates).getextrema() == (0, 0):
        return inks

    def less(args: dict[str, Any]) -> Any:
        allowed = args["plate"] * (most - args["k"]) / args["max"](args["c"] + args["m"] + args["y"], 1)
        return args["min"](args["plate"], allowed)

    colors = [ImageMath.lambda_eval(less, **plates, plate=plate) for plate in (cyan, magenta, yellow)]
    return Image.merge("CMYK", [*(color.convert("L") for color in colors), black])
