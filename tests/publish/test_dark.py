"""In the dark, colors keep their hue and are as legible as on white."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brief.css import color, contrast
from brief.load import house
from brief.load.look import on_screen, tokens
from brief.publish import dark

GROUND = color(dark.GROUND) or (0.0, 0.0, 0.0)


@pytest.mark.parametrize(
    ("one", "other", "ratio"), [("#fff", "#000", 21), ("#777", "#fff", 4.48), ("#8a2318", "#fff", 9.0)]
)
def test_contrast_is_that_of_wcag(one: str, other: str, ratio: float) -> None:
    first, second = color(one), color(other)
    assert first
    assert second
    assert contrast(first, second) == pytest.approx(ratio, abs=0.05)
    assert contrast(second, first) == contrast(first, second)


def test_the_colors_of_the_house_have_counterparts_in_the_dark() -> None:
    assert dark.in_the_dark({"ink": "#1b1b1d", "accent": "#8a2318", "rule": "#77797d"}) == {
        "ink": "#dcdcde",
        "accent": "#e57468",
        "rule": "#77797d",
        "brand": "#c23122",
        "tint": "#2f2122",
        "on-brand": "#ffffff",
        "ground": "#161618",
    }


def test_the_colors_of_the_house_are_those_of_its_tokens() -> None:
    known = tokens(on_screen([house()], "screen"))
    assert {name: known[name] for name in dark.HOUSE} == dark.HOUSE


@given(st.tuples(*[st.integers(0, 255)] * 3))
def test_every_accent_is_legible_in_the_dark(rgb: tuple[int, int, int]) -> None:
    written = f"rgb({rgb[0]}, {rgb[1]}, {rgb[2]})"
    found = color(dark.in_the_dark({"accent": written})["accent"])
    assert found
    assert contrast(found, GROUND) >= dark.LEAST["accent"]


@given(st.tuples(*[st.integers(0, 255)] * 3))
def test_text_on_a_tint_or_on_the_brand_is_legible_in_the_dark(rgb: tuple[int, int, int]) -> None:
    written = f"rgb({rgb[0]}, {rgb[1]}, {rgb[2]})"
    found = {name: color(value) for name, value in dark.in_the_dark({"accent": written, "brand": written}).items()}
    tint, on_brand, brand = found["tint"], found["on-brand"], found["brand"]
    assert tint
    assert on_brand
    assert brand
    assert contrast(on_brand, brand) >= 4.5
    for name in ("ink", "accent"):
        text = found[name]
        assert text
        assert contrast(text, tint) >= 4.5


def test_a_look_without_a_tint_has_none_in_the_dark() -> None:
    assert dark.in_the_dark({"tint": "white"})["tint"] == dark.GROUND


@pytest.mark.parametrize("written", ["", "currentColor", "var(--other)", "color-mix(in srgb, red, blue)"])
def test_a_color_that_cannot_be_parsed_gives_way_to_that_of_the_house(written: str) -> None:
    assert dark.in_the_dark({"accent": written})["accent"] == dark.in_the_dark({})["accent"]


def test_a_color_of_any_space_keeps_its_hue() -> None:
    plain = dark.in_the_dark({"accent": "#663399"})["accent"]
    assert dark.in_the_dark({"accent": "lch(32.393 61.243 308.86)"})["accent"] == plain
