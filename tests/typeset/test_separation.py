"""Colors become inks by the profile of a press, and no place has more ink than can dry."""

from __future__ import annotations

import io
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageCms

from brief.load import house
from brief.load.look import HOUSE_PROFILE
from brief.model import MOST_INK, Condition
from brief.typeset.separation import Build, condition, limited, separation

PROFILE = (house() / HOUSE_PROFILE).read_bytes()
PRESS = separation(PROFILE)
CHANNEL = st.floats(0, 1)


def rgb(code: str) -> tuple[float, float, float]:
    red, green, blue = (int(code[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return red, green, blue


@pytest.mark.parametrize(
    ("color", "build"),
    [
        ("#000000", (0, 0, 0, 1)),
        ("#1b1b1d", (0, 0, 0, 1)),  # the ink of the house
        ("#1a1a2e", (0, 0, 0, 1)),  # navy that looks black
        ("#ffffff", (0, 0, 0, 0)),
        ("#77797d", (0, 0, 0, 0.667)),
        ("#8a2318", (0, 0.945, 0.945, 0.494)),  # the accent of the house
        ("#1b4f72", (0.906, 0.486, 0.141, 0.451)),
    ],
)
def test_black_and_grey_are_black_ink_alone_and_other_colors_follow_the_profile(
    color: str, build: tuple[float, ...]
) -> None:
    assert PRESS.build(rgb(color)) == build


def test_the_accent_is_printed_in_its_own_color() -> None:
    """Measured by the profile, from inks to color: a difference under 5 (CIE 1976) is seen only side by side."""

    def lab(pixel: Image.Image, profile: Any) -> list[float]:
        to = ImageCms.createProfile("LAB")
        intent = ImageCms.Intent.RELATIVE_COLORIMETRIC
        light, *opponent = ImageCms.buildTransform(profile, to, pixel.mode, "LAB", intent).apply(pixel).tobytes()
        return [light / 2.55, *(one - 256 if one > 127 else one for one in opponent)]

    inks = tuple(round(255 * ink) for ink in PRESS.build(rgb("#8a2318")))
    shown = lab(Image.new("RGB", (1, 1), (0x8A, 0x23, 0x18)), ImageCms.createProfile("sRGB"))
    on_paper = lab(Image.new("CMYK", (1, 1), inks), ImageCms.ImageCmsProfile(io.BytesIO(PROFILE)))
    assert sum((a - b) ** 2 for a, b in zip(shown, on_paper, strict=True)) ** 0.5 < 5


@given(CHANNEL, CHANNEL, CHANNEL)
def test_no_color_has_too_much_ink_or_a_mere_trace_of_one(red: float, green: float, blue: float) -> None:
    build = PRESS.build((red, green, blue))
    assert sum(build) <= MOST_INK
    assert all(ink == 0 or 0.02 < ink <= 1 for ink in build[:3])


def test_lighter_greys_have_less_ink() -> None:
    blacks = [PRESS.build((grey / 255,) * 3).black for grey in range(256)]
    assert blacks == sorted(blacks, reverse=True)
    assert (blacks[0], blacks[255]) == (1, 0)


@given(CHANNEL, CHANNEL, CHANNEL, CHANNEL)
def test_too_much_ink_is_reduced_in_all_inks_except_black(
    cyan: float, magenta: float, yellow: float, black: float
) -> None:
    inks = Build(cyan, magenta, yellow, black)
    less = limited(inks)
    assert sum(less) <= MOST_INK + 1e-9
    assert less.black == black
    assert (less == inks) == (sum(inks) <= MOST_INK)


def test_a_picture_has_no_more_ink_than_can_dry() -> None:
    noise = Image.frombytes("RGB", (200, 100), Random(1).randbytes(60_000))
    inks = PRESS.picture(noise.point([level // 3 for level in range(256)] * 3)).tobytes()
    assert max(sum(inks[at : at + 4]) for at in range(0, len(inks), 4)) <= 255 * MOST_INK


def test_a_profile_with_too_much_ink_is_limited(monkeypatch: pytest.MonkeyPatch) -> None:
    """Old newspaper profiles are such; here a transform that gives too much ink stands in for one."""

    class Wet:
        def apply(self, pixels: Image.Image) -> Image.Image:
            return Image.merge("CMYK", [*pixels.split(), Image.new("L", pixels.size, 250)])

    press = type(PRESS)(PROFILE)
    monkeypatch.setattr(press, "_softly", Wet())
    pixels = Image.frombytes("RGB", (100, 100), Random(2).randbytes(30_000))
    inks, asked = press.picture(pixels).tobytes(), Wet().apply(pixels).tobytes()
    for at in range(0, len(inks), 4):
        given_, wanted = inks[at : at + 4], asked[at : at + 4]
        assert sum(given_) <= 255 * MOST_INK
        assert given_[3] == 250
        assert (given_ == wanted) == (sum(wanted) <= 255 * MOST_INK)


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("FOGRA39L Coated", "FOGRA39"),
        ("PSO Uncoated v3 (FOGRA52)", "FOGRA52"),
        ("Coated Fogra 39L VIGC 300", "FOGRA39"),
        ("Coated GRACoL 2006 (ISO 12647-2:2004)", "CGATS TR 006"),
        ("SWOP2006_Coated3v2 TR003", "CGATS TR 003"),
        ("Shop's own, matte", "Custom"),
    ],
)
def test_the_name_of_a_condition_is_that_of_the_registry(
    words: str, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ImageCms, "getProfileDescription", lambda profile: f" {words}\n")
    assert condition(PROFILE) == Condition(name, words)
    assert condition(PROFILE).registered == (name != "Custom")
