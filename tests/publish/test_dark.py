"""Colors in the dark keep their hue and are read as well as on white."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brief.load import house
from brief.load.look import on_screen, tokens
from brief.publish import dark

GROUND = dark.read(dark.GROUND) or (0.0, 0.0, 0.0)


@pytest.mark.parametrize(
    ("one", "other", "ratio"), [("#fff", "#000", 21), ("#777", "#fff", 4.48), ("#8a2318", "#fff", 9.0)]
)
def test_contrast_is_that_of_wcag(one: str, other: str, ratio: float) -> None:
    first, second = dark.read(one), dark.read(other)
    assert first
    assert second
    assert dark.contrast(first, second) == pytest.approx(ratio, abs=0.05)
    assert dark.contrast(second, first) == dark.contrast(first, second)


def test_the_colors_of_the_house_in_the_dark() -> None:
    assert dark.in_the_dark({"ink": "#1b1b1d", "accent": "#8a2318", "rule": "#77797d"}) == {
        "ink": "#dcdcde",
        "accent": "#e57468",
        "rule": "#77797d",
        "ground": "#161618",
    }


def test_the_colors_of_the_house_are_those_of_its_tokens() -> None:
    known = tokens(on_screen([house()], "screen"))
    assert {name: known[name] for name in dark.HOUSE} == dark.HOUSE


@given(st.tuples(*[st.integers(0, 255)] * 3))
def test_every_accent_is_read_in_the_dark(color: tuple[int, int, int]) -> None:
    written = f"rgb({color[0]}, {color[1]}, {color[2]})"
    found = dark.read(dark.in_the_dark({"accent": written})["accent"])
    assert found
    assert dark.contrast(found, GROUND) >= dark.LEAST["accent"]


@pytest.mark.parametrize("written", ["", "currentColor", "oklch(60% 0.2 20)", "var(--other)", "device-cmyk(0 1 1 0)"])
def test_a_color_that_is_not_plain_gives_way_to_that_of_the_house(written: str) -> None:
    assert dark.in_the_dark({"accent": written})["accent"] == dark.in_the_dark({})["accent"]
