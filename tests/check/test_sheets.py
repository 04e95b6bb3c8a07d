"""Remarks of the engine on a brief's style sheets are reported at the line to change, with the way out."""

from __future__ import annotations

from pathlib import Path

import pytest

from brief.check import EditionPages
from brief.check.pages import engine_remarks
from brief.load import load
from brief.model import EDITIONS, Remark, Sheet
from tests.conftest import MakeBrief

OWN = Path("content/styles/brand.css")
NAMED = "correct the name here, or copy the file into the brief's styles; a build never asks the network"


def messages(make_brief: MakeBrief, css: str, *heard: Remark) -> list[str]:
    brief, _ = load(make_brief({"part.md": "# T\n\nText.\n", "styles/brand.css": css}))
    pages = EditionPages(brief=brief, edition=EDITIONS["full"], look=[Sheet(OWN, css)], remarks=heard)
    return [str(finding) for finding in engine_remarks(pages)]


@pytest.mark.parametrize(
    ("css", "remark", "expected"),
    [
        (
            "p {\n  margin: 0;\n  color: red\n  padding: 3pt;\n}\n",
            Remark("style", "Ignored `color: red\n  padding: 3pt`, invalid value", OWN, 3, 3),
            "3:13: warning: style-ignored: a semicolon is missing at the end of line 3, so this has no effect\n"
            "    write:  color: red;",
        ),
        (
            "p { /* a\n */ color: red padding: 3pt }",
            Remark("style", "Ignored `color: red padding: 3pt `, invalid value", OWN, 2, 5),
            "2:15: warning: style-ignored: a semicolon is missing behind `color: red`, so this has no effect\n"
            "    write:  color: red;",
        ),
        (
            ":root {\n  --ink: #123456\n  --line: 3pt;\n}\n",
            Remark("style", "Ignored `color: #123456 --line : 3pt`, invalid value", None, 1, 5),
            "2:17: warning: style-ignored: a semicolon is missing at the end of line 2, so this has no effect\n"
            "    write:  --ink: #123456;",
        ),
        (
            "p { color red; }",
            Remark("style", "Error: Stop token reached before {} block for a qualified rule", OWN, 1, 14),
            "1:14: warning: style-ignored: what ends here is no declaration, so it has no effect\n"
            "    write a property, a colon and a value:  color: red;",
        ),
        (
            "p { content: 'a: b'\n; colour: red }",
            Remark("style", "Ignored `colour: red `, unknown property", OWN, 2, 3),
            "2:3: warning: style-ignored: this line of the style sheet has no effect: Ignored `colour: red `, unknown "
            "property\n    correct it or take it out",
        ),
        (
            "p { }}\nh1 { color: red }",
            Remark("other", "Invalid or unsupported selector, '}\nh1 '", OWN),
            "1:6: warning: style-ignored: `} h1` is no selector, so its rule has no effect\n"
            "    correct it; in it or before it, a brace may be missing or be one too many",
        ),
        (
            "p { color: rouge }",
            Remark("style", "Ignored `color: rouge `, invalid value", OWN, 1, 4),
            "1:4: warning: style-ignored: this line of the style sheet has no effect: Ignored `color: rouge `, "
            "invalid value\n    correct it or take it out",
        ),
        (
            "@font-face { font-family: B; src: url(b.ttf) }\n@font-face { font-family: A; src: url(a.ttf) }",
            Remark("other", "Font-face 'A' cannot be loaded", OWN),
            "2:39: error: face-not-loaded: the family 'A' cannot be read from 'a.ttf'\n"
            "    correct the name here, or put its TTF or OTF file of that name into the brief's styles",
        ),
        (
            ":root { --ink: #123456; --line: rouge }",
            Remark("style", "Ignored `color: rouge`, invalid value", None, 1, 5),
            "1:33: warning: token-wrong: 'rouge' is not a valid value here, so it has no effect\n"
            "    write it as styles/tokens.css does: colors as #1b4f72, lengths as 3pt or 10mm",
        ),
        (
            "@font-face {\n  font-family: 'A';\n  src: url(fonts/none.ttf);\n}",
            Remark("other", "Font-face 'A' cannot be loaded", OWN),
            "3:12: error: face-not-loaded: the family 'A' cannot be read from 'fonts/none.ttf'\n"
            "    correct the name here, or put its TTF or OTF file of that name into the brief's styles",
        ),
    ],
)
def test_a_mistake_in_a_style_sheet_is_reported_at_its_place(
    make_brief: MakeBrief, css: str, remark: Remark, expected: str
) -> None:
    assert messages(make_brief, css, remark) == [f"content/styles/brand.css:{expected}"]


@pytest.mark.parametrize(
    ("css", "place"),
    [
        ("p { background: url(images/a%20b.png) }", "1:21"),
        ('/* url("images/a b.png") */\np { background: url( "./images/a%20b.png" ) }', "2:23"),
        (":root { --picture: url('images/a%20b.png') }", "1:25"),
        ("@import 'images/a%20b.png';", "1:10"),
        ("@import url(images/a%20b.png);", "1:13"),
        ("p { background: url(c.png), url(images/a%20b.png) }", "1:33"),
    ],
)
def test_a_missing_file_is_reported_where_a_style_sheet_names_it(make_brief: MakeBrief, css: str, place: str) -> None:
    assert messages(make_brief, css, Remark("file", "images/a b.png")) == [
        f"content/styles/brand.css:{place}: error: file-refused: 'images/a b.png' is asked for and does not belong "
        f"to the brief\n    {NAMED}"
    ]


@pytest.mark.parametrize(
    "remark",
    [
        Remark("other", "Font-face 'Else' cannot be loaded", OWN),
        Remark("other", "Invalid or unsupported selector, 'h9:'", OWN),
        Remark("style", "Ignored `color: other`, invalid value"),
    ],
)
def test_a_remark_that_matches_no_style_sheet_is_reported_verbatim(make_brief: MakeBrief, remark: Remark) -> None:
    css = "@font-face { font-family: A; src: url(a.ttf) }\n:root { --ink: red }"
    (message,) = messages(make_brief, css, remark)
    assert remark.text in message


def test_a_font_that_would_be_embedded_whole_is_an_error(make_brief: MakeBrief) -> None:
    assert messages(make_brief, "", Remark("font", "Own")) == [
        "error: face-whole: the font 'Own' is damaged and cannot be reduced to the letters that are printed\n"
        "    get it from its maker again; it would be embedded whole, with all that it contains"
    ]
