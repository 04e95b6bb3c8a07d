"""The colors of a brand: what follows from them, and what a brief's own style sheets change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from brief.css import color, contrast, hexadecimal
from brief.load import load
from brief.load.brand import branded
from brief.load.look import on_screen, sheets, tokens
from brief.model import LOOKS, accent_of, text_on, tinted
from tests.conftest import MakeBrief

PART = {"part.md": "# T\n\nText.\n"}
NAMES = ("brand", "accent", "tint", "on-brand")
RGBS: Any = st.tuples(*[st.integers(0, 255).map(lambda one: one / 255)] * 3)
WHITE = (1.0, 1.0, 1.0)


@pytest.fixture
def colors(make_brief: MakeBrief) -> Any:
    """The colors of an edition of a brief with a look, a color of its brand, and style sheets of its own."""

    def of(look: str = "gazette", brand: str = "", edition: str = "full", **css: str) -> Mapping[str, str]:
        own = {f"styles/{name.replace('__', '/')}.css": f":root {{ {text} }}" for name, text in css.items()}
        brief, _ = load(make_brief({**PART, "brief.yaml": f"title: T\nlook: {look}\n", **own}))
        brief = replace(brief, brand=brand)
        look_of = on_screen if edition == "screen" else lambda styles, name: sheets(styles, "a4", name, "margin")
        found = tokens(branded(look_of(brief.styles, edition), brief))
        return {name: found[name] for name in NAMES}

    return of


def test_without_a_brand_the_colors_are_those_of_the_look(colors: Any) -> None:
    assert [*colors().values()] == ["#8a2318", "#8a2318", "#f4ebea", "#fff"]
    assert [*colors("block").values()] == ["#0b4a59", "#0b4a59", "#e2e9eb", "#fff"]


@pytest.mark.parametrize("name", LOOKS)
def test_the_colors_of_a_look_follow_from_its_brand(colors: Any, name: str) -> None:
    own = colors(name)
    made = colors(name, own["brand"])
    assert {**made, "on-brand": "#fff"} == {**own, "tint": {"#fff": "#ffffff"}.get(own["tint"], own["tint"])}
    assert made["on-brand"] == "#ffffff"


@pytest.mark.parametrize("edition", ["full", "handout", "print-shop", "screen"])
def test_a_brand_determines_all_colors_of_an_edition(colors: Any, edition: str) -> None:
    assert [*colors("gazette", "#0b4a59", edition).values()] == ["#0b4a59", "#0b4a59", "#e9eff0", "#ffffff"]
    assert colors("block", "#0b4a59", edition)["tint"] == "#e2e9eb"
    assert colors("ledger", "#0b4a59", edition)["tint"] == "#ffffff"


@pytest.mark.parametrize("edition", ["photocopy", "large-print", "proof"])
def test_black_editions_stay_black(colors: Any, edition: str) -> None:
    found = {name: color(value) for name, value in colors("block", "#ffd400", edition).items()}
    assert found == {"brand": (0, 0, 0), "accent": (0, 0, 0), "tint": WHITE, "on-brand": WHITE}


def test_a_pale_brand_has_a_darker_accent_and_dark_text_on_it(colors: Any) -> None:
    found = colors("block", "#ffd400")
    assert found["brand"] == "#ffd400"
    assert found["on-brand"] == "#17191b"
    assert found["tint"] == "#fffae0"
    accent = color(found["accent"])
    assert accent
    assert 4.5 <= contrast(accent, color(found["tint"]) or WHITE) < 4.8


@example((137 / 255, 232 / 255, 164 / 255))  # the contrast on its tint is only just enough
@given(RGBS)
def test_every_brand_gives_readable_text(brand: tuple[float, float, float]) -> None:
    for look in LOOKS.values():
        accent = accent_of(look, brand)
        assert contrast(accent, WHITE) >= 4.5
        assert contrast(accent, color(hexadecimal(tinted(look, accent, brand))) or WHITE) >= 4.5
        assert contrast(text_on(brand, (0.1, 0.1, 0.1)), brand) >= 4.5


@pytest.mark.parametrize(
    ("key", "css", "expected"),
    [
        ("", "--accent: #1b4f72", ["#1b4f72", "#1b4f72", "#eaeff2", "#ffffff"]),
        ("", "--accent: #1b4f72; --tint: #eee", ["#1b4f72", "#1b4f72", "#eee", "#ffffff"]),
        ("", "--office: #1b4f72; --accent: var(--office)", ["#1b4f72", "var(--office)", "#eaeff2", "#ffffff"]),
        ("", "--brand: #ffd400", ["#ffd400", "#8a2318", "#f4ebea", "#1b1b1d"]),
        ("#0b4a59", "--accent: #1b4f72", ["#0b4a59", "#1b4f72", "#eaeff2", "#ffffff"]),
        ("#0b4a59", "--tint: #eee", ["#0b4a59", "#0b4a59", "#eee", "#ffffff"]),
        ("#0b4a59", "--accent: color-mix(in srgb, red, blue)", None),
    ],
)
def test_brand_css_overrides_the_brand_of_brief_yaml(
    make_brief: MakeBrief, key: str, css: str, expected: list[str] | None
) -> None:
    brief, _ = load(make_brief({**PART, "styles/brand.css": f":root {{ {css} }}"}))
    found = tokens(branded(sheets(brief.styles, "a4", "full", "margin"), replace(brief, brand=key)))
    if expected is None:  # a color that cannot be computed leaves the tint of the brand
        assert found["tint"] == "#e9eff0"
    else:
        assert [found[name] for name in NAMES] == [one.replace("var(--office)", "#1b4f72") for one in expected]


def test_an_own_style_sheet_for_an_edition_changes_its_tint_too(colors: Any) -> None:
    found = colors(edition="handout", editions__handout="--accent: #1b4f72")
    assert (found["accent"], found["tint"]) == ("#1b4f72", "#eaeff2")
