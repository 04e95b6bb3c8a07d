"""Findings on a brief's own styles that have no effect or name a missing font."""

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
Messages = Callable[..., list[str]]


@pytest.fixture
def messages(make_brief: MakeBrief) -> Messages:
    """The findings on a brief with these files in its ``styles/``."""

    def found(**css: str) -> list[str]:
        files = {f"styles/{name}.css": text for name, text in css.items()}
        return told_of(make_brief({"part.md": "# Title\n\nText.\n", **files}))

    return found


def test_a_brand_of_known_tokens_has_no_findings(messages: Messages) -> None:
    assert messages(brand=':root { --accent: #1b4f72; --display: "Source Sans 3", sans-serif }') == []


def test_a_token_that_no_style_sheet_uses_is_reported(messages: Messages) -> None:
    assert messages(brand=":root {\n  /* --acent: x */\n  --acent: #1b4f72;\n}") == [
        "content/styles/brand.css:3:3: warning: token-unknown: no style sheet uses '--acent', so it has no effect\n"
        "    did you mean '--accent'?"
    ]


def test_a_token_that_the_brief_defines_and_uses_is_not_reported(messages: Messages) -> None:
    assert messages(brand=":root { --mine: 3pt } p { margin-top: var(--mine) }") == []


def test_a_style_sheet_with_an_unknown_name_is_reported(messages: Messages) -> None:
    assert messages(brands=":root { }") == [
        "content/styles/brands.css: warning: style-unused: no style sheet is called 'brands.css', so this one has no "
        "effect\n    did you mean 'brand.css'?"
    ]


def test_a_style_sheet_for_an_edition_of_the_brief_must_have_the_name_of_its_base(make_brief: MakeBrief) -> None:
    settings = "title: A\neditions: {staff: {like: senate}, senate: {like: handout, ask: We ask.}}\n"
    files = {"brief.yaml": settings, "part.md": "# T\n\nText.\n", "styles/editions/staff.css": "p { color: red }"}
    assert [str(finding) for finding in build.read(load(make_brief(files))[0])[2]] == [
        "content/styles/editions/staff.css: warning: style-unused: no style sheet is called 'editions/staff.css', so "
        "this one has no effect\n    an edition of your own has the style sheet of the one that it is like: call this "
        "editions/handout.css"
    ]


@pytest.mark.parametrize(
    "rule", [':root { --serif: "Gelasio", serif }', "p { font-family: 'Gelasio' }", ":root { --sans: Gelasio }"]
)
def test_a_family_without_a_font_is_reported(messages: Messages, rule: str) -> None:
    (finding,) = messages(brand=rule)
    assert "error: face-unknown: there is no font of the family 'Gelasio'\n" in finding
    assert finding.endswith(
        "put its TTF or OTF files into styles/fonts beside this style sheet; there are "
        "NanumMyeongjo, Source Sans 3, Source Sans 3 Semibold, Source Serif 4 Display, "
        "Source Serif 4 Display Semibold, Source Serif 4 SmText, Source Serif 4 SmText Semibold and 나눔명조"
    )


def test_a_font_of_the_brief_is_found_by_its_family(make_brief: MakeBrief) -> None:
    folder = make_brief({"part.md": "# T\n\nText.\n", "styles/brand.css": ':root { --serif: "NanumMyeongjo" }'})
    (folder / "styles" / "fonts").mkdir()
    copyfile(FONTS / "NanumMyeongjo.ttf", folder / "styles" / "fonts" / "own.ttf")
    assert build.read(load(folder)[0])[2] == ()


def test_a_broken_font_file_stops_the_build(make_brief: MakeBrief) -> None:
    folder = make_brief({"part.md": "# T\n\nText.\n", "styles/fonts/broken.ttf": b"no font"})
    with pytest.raises(BriefError, match=r"^content/styles/fonts/broken\.ttf: error: face-broken: "):
        build.read(load(folder)[0])


def test_a_family_of_a_font_face_rule_needs_no_file_in_fonts(messages: Messages) -> None:
    assert messages(brand='@font-face { font-family: "Own"; src: url(own.woff) } p { font-family: "Own" }') == []


def test_tokens_for_how_far_pages_close_up_are_known(messages: Messages) -> None:
    (alone,) = messages(
        brand=":root { --least-line: 13pt; --most-half: 8pt; --least-deck-size: 12pt; --least-lime: 1pt }"
    )
    assert alone.startswith("content/styles/brand.css:1:72: warning: token-unknown: no style sheet uses '--least-lime'")


TYPE, LENGTH = "a size of type from 1pt to 1000pt, such as 12pt", "a length from -75000pt to 75000pt, such as 10mm"
LINES = "a height of lines up to 100 times the type, such as 1.4"


@pytest.mark.parametrize(
    ("rule", "name", "value", "much", "what"),
    [
        ("p { font-size: 1e7pt }", "font-size", "1e7pt", "large", TYPE),
        ("p { font: 600 1e7pt/1.2 serif }", "font", "1e7pt", "large", TYPE),
        ("p { font-size: calc(1e7 * 1pt) }", "font-size", "1e7", "large", TYPE),
        ("p { font-size: 1000000% }", "font-size", "1000000%", "large", TYPE),
        (":root { --text-size: 1e7pt }", "--text-size", "1e7pt", "large", TYPE),
        (":root { --title-size: 9e9pt }", "--title-size", "9e9pt", "large", TYPE),
        (":root { --text-size: 0pt }", "--text-size", "0pt", "small", TYPE),
        (":root { --text-size: 0 }", "--text-size", "0", "small", TYPE),
        (":root { --note-line: -10pt }", "--note-line", "-10pt", "small", TYPE),
        ("p { line-height: 1e8 }", "line-height", "1e8", "large", LINES),
        ("p { font: 10pt/1e8 serif }", "font", "1e8", "large", LINES),
        (":root { --line: 0 }", "--line", "0", "small", LINES),
        ("p { margin-top: 1e9mm }", "margin-top", "1e9mm", "large", LENGTH),
        ("p { margin-top: -1e9mm }", "margin-top", "-1e9mm", "large", LENGTH),
        ("p { width: 1e308px }", "width", "1e308px", "large", LENGTH),
        ("p { margin-left: 1e400% }", "margin-left", "1e400%", "large", LENGTH),
        ("@page { @top-left { letter-spacing: 1e9mm } }", "letter-spacing", "1e9mm", "large", LENGTH),
        ("p { width: calc(1pt / 0) }", "width", "0", "small", "a number other than 0, such as 2"),
        (
            "p { grid-template-columns: repeat(100000000, 1fr) }",
            "grid-template-columns", "100000000", "large", "a number up to 1000, such as 2",
        ),
    ],
)  # fmt: skip
def test_an_impossible_size_is_reported(
    messages: Messages, rule: str, name: str, value: str, much: str, what: str
) -> None:
    column = next(rule.rindex(before + value) + 2 for before in " /(" if before + value in rule)
    assert messages(brand=f"\n{rule}") == [
        f"content/styles/brand.css:2:{column}: error: size-impossible: '{value}' is too {much} for `{name}`\n"
        f"    write {what}"
    ]


def test_sizes_in_the_style_sheets_of_papers_are_checked(messages: Messages) -> None:
    (finding,) = messages(**{"papers/a4": ":root { --text-size: 1e7pt }"})
    assert finding.startswith("content/styles/papers/a4.css:1:22: error: size-impossible: '1e7pt' is too large")


def test_unusual_but_possible_sizes_are_accepted(messages: Messages) -> None:
    css = """
    /* p { font-size: 1e7pt } */
    @font-face { font-family: Own; src: url(data:font/ttf;base64,1e9mm) format("1e9mm"); unicode-range: U+0025-1F64F }
    :root { --dot-size: 0.2pt; --least-line: none; --least-half: 0 }
    p:nth-child(1000000) { color: #1e9000; z-index: 2147483647; border-radius: 99999px; text-indent: -9999px }
    b { font: 600 0.5em/1.2 Own; line-height: 0; margin: calc(100% / 3 - 2 * 4.5mm); content: "1e9mm" }
    """
    assert [finding for finding in messages(brand=css) if "size-impossible" in finding] == []
