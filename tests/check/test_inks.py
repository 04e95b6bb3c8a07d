"""Transparency is reported at its line, with the way out, in editions of solid ink; the other editions print it."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from tests.check.test_press import messages
from tests.conftest import MakeBrief


def drawing(inside: str, of: str = "") -> Mapping[str, str]:
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" width="90" height="90" {of}>{inside}</svg>'
    return {"part.md": "# P\n\n![D](a.svg)\n", "a.svg": svg}


SQUARE = '<rect width="9" height="9" {}/>'


@pytest.mark.parametrize("edition", ["print-shop", "photocopy"])
@pytest.mark.parametrize(
    ("inside", "what"),
    [
        (SQUARE.format('opacity="0.5"'), "'opacity: 0.5'"),
        (SQUARE.format('opacity="50%"'), "'opacity: 50%'"),
        (SQUARE.format('style="fill:red;fill-opacity:.3"'), "'fill-opacity:.3'"),
        (SQUARE.format('stroke="red" stroke-opacity="0"'), "'stroke-opacity: 0'"),
        ("<style>.a { opacity: 0.2 }</style>" + SQUARE.format('class="a"'), "'opacity: 0.2'"),
        (SQUARE.format('fill="rgba(1, 2, 3, 0.5)"'), "'rgba(1, 2, 3, 0.5)'"),
        (SQUARE.format('fill="rgb(1 2 3 / 50%)"'), "'rgb(1 2 3 / 50%)'"),
        (SQUARE.format('fill="#12345678"'), "'#12345678'"),
        (SQUARE.format('fill="#1238"'), "'#1238'"),
        (SQUARE.format('fill="#1231"'), "'#1231'"),
        (SQUARE.format('style="fill:rgb(1 2 3 / 1);stroke:rgba(1, 2, 3, .5)"'), "'rgba(1, 2, 3, .5)'"),
        (
            '<linearGradient id="f"><stop stop-color="red" stop-opacity="0.1"/><stop offset="1"/></linearGradient>'
            + SQUARE.format('fill="url(#f)"'),
            "'stop-opacity: 0.1'",
        ),
        ('<mask id="m"><rect/></mask>' + SQUARE.format('mask="url(#m)"'), "a mask"),
        ('<mask id="m"><rect/></mask>' + SQUARE.format('style="mask: url(#m)"'), "a mask"),
        (
            '<filter id="f"><feBlend mode="multiply"/></filter>' + SQUARE.format('filter="url(#f)"'),
            "a filter",
        ),
    ],
)
def test_a_transparent_drawing_stops_the_build_at_its_line(
    edition: str, inside: str, what: str, make_brief: MakeBrief
) -> None:
    assert messages(make_brief, drawing(inside), edition) == [
        f"content/part.md:3:6: error: transparent: the drawing 'a.svg' has {what}, which cannot be printed in the "
        f"edition '{edition}': ink does not show through\n"
        "    give it solid colors and export it again ('flatten transparency'), or save it as PNG with 300 pixels to "
        "the inch"
    ]


@pytest.mark.parametrize(
    "inside",
    [
        SQUARE.format('opacity="1" fill-opacity="1.0" stroke-opacity="100%"'),
        SQUARE.format('style="opacity:1;fill:#123456ff"'),
        SQUARE.format('fill="rgba(1, 2, 3, 1)" stroke="rgb(1 2 3 / 100%)"'),
        SQUARE.format('fill="rgba(1, 2, 3, 1.0)" id="decade12"'),
        '<text y="5" opacity="0">erased</text>' + SQUARE.format('fill="red"'),
        '<pattern id="decade12" width="9" height="9"/>' + SQUARE.format('fill="url(#decade12)" mask="none"'),
    ],
)
def test_a_solid_drawing_is_printed(inside: str, make_brief: MakeBrief) -> None:
    assert messages(make_brief, drawing(inside)) == []


def test_the_full_edition_prints_a_transparent_drawing(make_brief: MakeBrief) -> None:
    assert messages(make_brief, drawing(SQUARE.format('fill-opacity="0.5"')), "full") == []


def test_a_transparent_logo_is_reported_at_its_line_in_brief_yaml(make_brief: MakeBrief) -> None:
    settings = "title: T\nstatus: final\norganisation: {name: O, logo: a.svg}\n"
    files = {"brief.yaml": settings, "a.svg": drawing(SQUARE.format('opacity=".5"'))["a.svg"]}
    (finding,) = messages(make_brief, files)
    assert finding.startswith("content/brief.yaml:3:31: error: transparent: the drawing 'a.svg' has 'opacity: .5'")


@pytest.mark.parametrize(
    ("declaration", "column", "what"),
    [
        ("opacity: 0.4", 8, "opacity: 0.4"),
        ("color: #33333380", 15, "#33333380"),
        ("background: rgba(0, 0, 0, .1)", 20, "rgba(0, 0, 0, .1)"),
        ("border: 1pt solid hsl(0 0% 0% / 0.5)", 26, "hsl(0 0% 0% / 0.5)"),
        ("mask-border-source: linear-gradient(black, white)", 8, "mask-border-source"),
    ],
)
def test_transparency_in_a_style_sheet_stops_the_build_at_its_line(
    declaration: str, column: int, what: str, make_brief: MakeBrief
) -> None:
    css = f"/* opacity: 0.1 */\n.box {{ {declaration} }}\n"
    (finding, *_) = messages(make_brief, {"styles/brand.css": css})
    assert finding == (
        f"content/styles/brand.css:2:{column}: error: transparent: '{what}' makes something show through, which cannot "
        "be printed in the edition 'print-shop'\n    write the color that it looks like, in full: #d9c1bd"
    )


@pytest.mark.parametrize(
    "css", ["#face { color: red }", ".a:hover #deadbeef { color: #fff }", ".a { opacity: 1; color: #123456 }"]
)
def test_a_style_sheet_with_solid_colors_is_accepted(css: str, make_brief: MakeBrief) -> None:
    assert messages(make_brief, {"styles/brand.css": css}) == []


def test_transparency_in_a_layout_stops_the_build_too(make_brief: MakeBrief) -> None:
    layout = '<p style="opacity: 0.5">Faint.</p>{{ section.blocks }}'
    assert messages(make_brief, {"styles/layouts/prose.html": layout}) == [
        "error: transparent: something on these pages has opacity, "
        "which cannot be printed in the edition 'print-shop'\n"
        "    look in the brief's own layouts, and in drawings within them, "
        "for opacity, masks and colors that show through"
    ]


@pytest.mark.parametrize(
    ("inside", "what"),
    [
        ('<mask id="m"><rect width="9" height="9"/></mask><rect width="9" height="9" mask="url(#m)"/>', "a mask"),
        (
            '<filter id="f"><feBlend mode="multiply"/></filter><rect width="9" height="9" filter="url(#f)"/>',
            "a blend",
        ),
    ],
)
def test_masks_and_blends_in_a_layout_stop_the_build_too(inside: str, what: str, make_brief: MakeBrief) -> None:
    layout = f'<svg width="9" height="9"><title>t</title>{inside}</svg>{{{{ section.blocks }}}}'
    findings = messages(make_brief, {"styles/layouts/prose.html": layout})
    assert any(f"something on these pages has {what}," in finding for finding in findings), findings
