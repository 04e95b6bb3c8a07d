"""What a brief's own styles are told when they have no effect, or name a face that is not there."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from shutil import copyfile

import pytest

from brief import build
from brief.findings import BriefError
from brief.load import load
from tests.built import told_of
from tests.conftest import MakeBrief

FONTS = Path(__file__).parents[2] / "styles" / "fonts"
Told = Callable[..., list[str]]


@pytest.fixture
def told(make_brief: MakeBrief) -> Told:
    """What is found in a brief with these files in its ``styles/``."""

    def found(**css: str) -> list[str]:
        files = {f"styles/{name}.css": text for name, text in css.items()}
        return told_of(make_brief({"part.md": "# Title\n\nText.\n", **files}))

    return found


def test_a_brand_of_known_tokens_has_nothing_to_be_told(told: Told) -> None:
    assert told(brand=':root { --accent: #1b4f72; --display: "Source Sans 3", sans-serif }') == []


def test_a_token_that_nothing_asks_for(told: Told) -> None:
    assert told(brand=":root {\n  /* --acent: x */\n  --acent: #1b4f72;\n}") == [
        "content/styles/brand.css:3:3: warning: token-unknown: nothing asks for '--acent', so it has no effect\n"
        "    did you mean '--accent'?"
    ]


def test_a_token_of_the_brief_s_own_may_be_asked_for_by_itself(told: Told) -> None:
    assert told(brand=":root { --mine: 3pt } p { margin-top: var(--mine) }") == []


def test_a_style_sheet_of_a_name_that_nothing_reads(told: Told) -> None:
    assert told(brands=":root { }") == [
        "content/styles/brands.css: warning: style-unused: no style sheet is called 'brands.css', so this one has no "
        "effect\n    did you mean 'brand.css'?"
    ]


@pytest.mark.parametrize(
    "rule", [':root { --serif: "Gelasio", serif }', "p { font-family: 'Gelasio' }", ":root { --sans: Gelasio }"]
)
def test_a_family_that_no_face_has(told: Told, rule: str) -> None:
    (finding,) = told(brand=rule)
    assert "error: face-unknown: there is no face of the family 'Gelasio'\n" in finding
    assert finding.endswith(
        "put its TTF or OTF files into styles/fonts beside this style sheet; there are "
        "NanumMyeongjo, Source Sans 3, Source Sans 3 Semibold, Source Serif 4 Display, "
        "Source Serif 4 Display Semibold, Source Serif 4 SmText, Source Serif 4 SmText Semibold and 나눔명조"
    )


def test_a_face_of_the_brief_s_own_is_found_by_its_family(make_brief: MakeBrief) -> None:
    folder = make_brief({"part.md": "# T\n\nText.\n", "styles/brand.css": ':root { --serif: "NanumMyeongjo" }'})
    (folder / "styles" / "fonts").mkdir()
    copyfile(FONTS / "NanumMyeongjo.ttf", folder / "styles" / "fonts" / "own.ttf")
    assert build.read(load(folder)[0])[2] == ()


def test_a_face_that_is_no_font_stops_the_build(make_brief: MakeBrief) -> None:
    folder = make_brief({"part.md": "# T\n\nText.\n", "styles/fonts/broken.ttf": b"no font"})
    with pytest.raises(BriefError, match=r"^content/styles/fonts/broken\.ttf: error: face-broken: "):
        build.read(load(folder)[0])


def test_a_family_of_a_font_face_rule_needs_no_file_in_fonts(told: Told) -> None:
    assert told(brand='@font-face { font-family: "Own"; src: url(own.woff) } p { font-family: "Own" }') == []


def test_how_far_pages_close_up_is_part_of_a_look(told: Told) -> None:
    (alone,) = told(brand=":root { --least-line: 13pt; --most-half: 8pt; --folded-right: 40mm; --least-lime: 1pt }")
    assert alone.startswith("content/styles/brand.css:1:69: warning: token-unknown: nothing asks for '--least-lime'")
