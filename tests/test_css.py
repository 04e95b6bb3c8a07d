"""Lengths are read in each absolute unit; colors in any space of CSS come to sRGB as browsers show them."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from tinycss2.color5 import parse_color

from brief.css import (
    BLACK,
    color,
    contrast,
    declarations,
    hexadecimal,
    length,
    mixed,
    nested_names,
    points,
    rules,
    shaded,
    srgb,
)


@pytest.mark.parametrize(
    ("written", "parts", "in_points"),
    [
        ("9pt", (9, "pt"), 9),
        (" -2.54CM ", (-2.54, "cm"), -72),
        (".5in", (0.5, "in"), 36),
        ("85%", (85, "%"), None),
        ("1.2rem", None, None),
        ("0", None, None),
        ("calc(1pt + 1mm)", None, None),
        ("", None, None),
    ],
)
def test_a_length_is_read_with_its_unit_and_in_points(
    written: str, parts: tuple[float, str] | None, in_points: float | None
) -> None:
    assert length(written) == parts
    assert points(written) == (in_points and pytest.approx(in_points))


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("#8a2318", (138, 35, 24)),
        ("hsl(120 60% 30%)", (31, 122, 31)),
        ("hwb(120 10% 10%)", (26, 230, 26)),
        ("lab(100 0 0)", (255, 255, 255)),
        ("lab(50 0 0)", (119, 119, 119)),
        ("lch(32.393 61.243 308.86)", (102, 51, 153)),
        ("oklch(0.4402 0.1603 303.37)", (102, 51, 153)),
        ("oklab(1 0 0)", (255, 255, 255)),
        ("oklch(62.796% 0.25768 29.234)", (255, 0, 0)),
        ("color(xyz 0.9505 1 1.089)", (255, 255, 255)),
        ("color(xyz-d50 0.9643 1 0.8251)", (255, 255, 255)),
        ("device-cmyk(0 1 1 0.5)", (128, 0, 0)),
        ("oklch(0.7 0.4 150)", None),  # outside of sRGB
    ],
)
def test_a_color_in_any_space_is_converted_to_srgb(written: str, shown: tuple[int, int, int] | None) -> None:
    found = [255 * channel for channel in srgb(parse_color(written))]
    assert found == pytest.approx(shown, abs=1.5) if shown else all(0 <= channel <= 255 for channel in found)


def test_an_unknown_color_space_is_read_as_srgb() -> None:
    assert srgb(SimpleNamespace(space="--own", coordinates=(0.5,))) == (0.5, 0, 0)
    assert srgb(SimpleNamespace(space="--own", coordinates=(0.5, None, 3.0, 0.1))) == (0.5, 0, 1)


@pytest.mark.parametrize(
    "written",
    ["", "none", "currentColor", "transparent", "var(--ink)", "#12", "url(#a)", "lab(50% 1e400 0)", "oklch(1e308 1 1)"],
)
def test_a_value_that_names_no_color_of_its_own_is_none(written: str) -> None:
    assert color(written) is None


def test_opacity_does_not_change_the_color() -> None:
    assert color("rgb(255 0 0 / 50%)") == color("red") == (1, 0, 0)


def test_a_tint_is_a_solid_color() -> None:
    assert hexadecimal(mixed(color("#8a2318") or BLACK, 0.09)) == "#f4ebea"
    assert hexadecimal(mixed(color("#0b4a59") or BLACK, 0.12)) == "#e2e9eb"


def test_a_color_is_shaded_no_further_than_it_must_be() -> None:
    yellow = color("#ffd400") or BLACK
    assert shaded(yellow, 0, lambda found: True) == yellow
    darker = shaded(yellow, 0, lambda found: contrast(found, (1, 1, 1)) >= 4.5)
    assert hexadecimal(darker) == "#8c7500"
    assert shaded(yellow, 0, lambda found: False) == BLACK


NUMBER = "1" * 5000


def test_a_number_of_thousands_of_digits_is_left_out() -> None:
    assert [*declarations(f"x:{NUMBER}")] == []
    assert [*rules(f"a{{x:{NUMBER}}}")] == []
    assert [*nested_names(f"a{{x:{NUMBER}}}")] == []


def test_rules_within_thousands_of_others_are_not_looked_into() -> None:
    for rule in ("@media print{", "@container (width > 1px){", "a{"):
        assert [*nested_names(rule * 5000 + "color:red" + "}" * 5000)] == []
    assert [*rules("@media print{" * 5000 + "a{color:red}" + "}" * 5000)] == []


def test_names_of_properties_in_nested_rules_and_unknown_at_rules() -> None:
    css = "a{color:red; &:hover{fill:red} b{stroke:red}} @media print{c{opacity:0; d{x:1}}} @scope (e){f{y:1}}"
    assert [*nested_names(f"{css} @font-face{{font-family:g}}")] == ["fill", "stroke", "x", "y"]
