"""The color of a logo, and findings on a brand."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from brief import build
from brief.findings import BriefError
from brief.load import load
from tests.built import told_of
from tests.conftest import MakeBrief

LOGO = "organisation: {name: Office, logo: logo.svg}\n"
PART = {"part.md": "# T\n\nText.\n"}


def svg(inside: str, more: str = "") -> str:
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9" width="9" height="9"{more}>{inside}</svg>'


def raster(kind: str, *colors: tuple[int, ...], mode: str = "RGB") -> bytes:
    """A picture with stripes in these colors, the first twice as wide as the second and so on."""
    image = Image.new(mode, (256, 64), "white" if mode == "RGB" else (0, 0, 0, 0))
    left, width = 0, 128
    for one in colors:
        image.paste(one, (left, 0, left + width, 64))
        left, width = left + width, width // 2
    image.save(data := io.BytesIO(), kind, quality=90)
    return data.getvalue()


@pytest.mark.parametrize(
    ("drawing", "color"),
    [
        (svg('<path fill="#0B4A59" d="M0 0h9v9z"/><path fill="#fff" d="M0 0h3v3z"/>'), "#0b4a59"),
        (svg('<path d="M0 0h9v9z"/><path d="M0 0h9v9z"/><path style="fill: teal" d="M0 0h3v3z"/>'), "#008080"),
        (
            svg('<g fill="#3a3a8f"><path d="M0 0h9v9z"/><path d="M1 1h9v9z"/></g><path fill="red" d="M0 0z"/>'),
            "#3a3a8f",
        ),
        (svg("<style>.a { fill: rgb(10, 90, 40) }</style><path class='a' d='M0 0h9v9z'/>"), "#0a5a28"),
        (svg('<path fill="none" stroke="#b02a1a" d="M0 0h9v9z"/>'), "#b02a1a"),
        (
            svg(
                '<linearGradient id="g"><stop offset="0" stop-color="#b02a1a"/><stop offset="1" stop-color="#fff"/>'
                '</linearGradient><path fill="url(#g)" d="M0 0h9v9z"/>'
            ),
            "#b02a1a",
        ),
        (svg('<path fill="#333" d="M0 0h9v9z"/>'), ""),
        ("<svg", ""),
    ],
)
def test_the_color_of_a_drawn_logo_is_found_if_it_has_one(make_brief: MakeBrief, drawing: str, color: str) -> None:
    assert brand_of(make_brief, "logo.svg", drawing) == color


@pytest.mark.parametrize(
    ("picture", "color"),
    [
        (raster("PNG", (255, 255, 255), (11, 74, 89), (200, 0, 0)), "#0b4a59"),
        (raster("PNG", (11, 74, 89, 255), mode="RGBA"), "#0b4a59"),
        (raster("PNG", (255, 0, 0, 0), (11, 74, 89, 255), mode="RGBA"), "#0b4a59"),
        (raster("PNG", (20, 20, 20), (120, 120, 120)), ""),
        (b"no picture", ""),
    ],
)
def test_the_color_of_a_logo_in_pixels_is_found_if_it_has_one(
    make_brief: MakeBrief, picture: bytes, color: str
) -> None:
    assert brand_of(make_brief, "logo.png", picture) == color


def test_the_color_of_a_photographed_logo_is_found_approximately(make_brief: MakeBrief) -> None:
    found = brand_of(make_brief, "logo.jpg", raster("JPEG", (255, 255, 255), (11, 74, 89)))
    assert all(abs(int(found[at : at + 2], 16) - one) < 6 for at, one in zip((1, 3, 5), (11, 74, 89), strict=True))


def brand_of(make_brief: MakeBrief, name: str, data: str | bytes) -> str:
    """The color that a brief takes from its logo."""
    from brief.check import brand_of
    from brief.load import inside

    settings = f"title: T\nbrand: from-logo\norganisation: {{name: Office, logo: {name}}}\n"
    return brand_of(load(make_brief({**PART, "brief.yaml": settings, name: data}))[0], inside)


def test_a_brief_knows_its_brand_once_it_is_read(make_brief: MakeBrief) -> None:
    for written in ('"#0B4A59"', "rgb(11 74 89)"):
        brief, _, findings = build.read(load(make_brief({**PART, "brief.yaml": f"title: T\nbrand: {written}\n"}))[0])
        assert (brief.brand, findings) == ("#0b4a59", ())


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        (
            "brand: blu\n",
            "content/brief.yaml:2:8: error: brand-wrong: 'brand' is 'blu', which is not a solid color\n"
            "    did you mean 'blue'?",
        ),
        (
            "brand: from logo\n",
            "content/brief.yaml:2:8: error: brand-wrong: 'brand' is 'from logo', which is not a solid color\n"
            "    did you mean 'from-logo'?",
        ),
        (
            "brand: 0b4a59\n",
            "content/brief.yaml:2:8: error: brand-wrong: 'brand' is '0b4a59', which is not a solid color\n"
            '    put its # before it, and quotes around both: brand: "#0b4a59"',
        ),
        (
            "brand: rgb(0 0 0 / 50%)\n",
            "content/brief.yaml:2:8: error: brand-wrong: 'brand' is 'rgb(0 0 0 / 50%)', which is not a solid color\n"
            "    write it as style sheets do, in quotes, or take that of your logo:"
            ' brand: "#0b4a59", or brand: from-logo',
        ),
        (
            "brand: #0b4a59\n",
            "content/brief.yaml:2:7: error: value-missing: 'brand' has no value\n"
            "    write one after the colon, in quotes if it begins with #, since a bare # begins a comment;"
            " or remove the key",
        ),
    ],
)
def test_an_invalid_brand_color_is_reported(make_brief: MakeBrief, settings: str, said: str) -> None:
    with pytest.raises(BriefError) as raised:
        load(make_brief({**PART, "brief.yaml": f"title: T\n{settings}"}))
    assert [str(finding) for finding in raised.value.findings] == [said]


GREY = {"logo.svg": svg('<path fill="#333" d="M0 0h9v9z"/>')}
TEAL = {"logo.svg": svg('<path fill="#006d6d" d="M0 0h9v9z"/>')}


@pytest.mark.parametrize(
    ("settings", "files", "said"),
    [
        (
            "brand: from-logo\n",
            {},
            "content/brief.yaml:2:8: error: brand-from-nothing: 'brand' is from-logo, and no organisation has a logo\n"
            '    write the color itself: brand: "#0b4a59"',
        ),
        (
            f"brand: from-logo\n{LOGO}",
            GREY,
            "content/brief.yaml:2:8: error: brand-from-nothing: 'brand' is from-logo, and the logo 'logo.svg' has no"
            ' color: it is black, white or grey\n    write the color itself: brand: "#0b4a59"',
        ),
        (
            "brand: '#ffd400'\n",
            {},
            "content/brief.yaml:2:8: info: brand-pale: the color #ffd400 of the brand is too light for text (1.4:1, and"
            " 4.5:1 is needed), so what is asked is printed in #826c00\n    this may stay as it is; for another color"
            " of what is asked, set --accent in styles/brand.css",
        ),
        (
            LOGO,
            TEAL,
            "content/brief.yaml:2:36: info: brand-suggested: the logo has the color #006d6d, and the pages have #8a2318"
            '\n    for pages in the color of the logo, add this line to brief.yaml:  brand: "#006d6d"',
        ),
    ],
)
def test_a_pale_missing_or_suggested_brand_is_reported(
    make_brief: MakeBrief, settings: str, files: dict[str, str], said: str
) -> None:
    assert told_of(make_brief({**PART, "brief.yaml": f"title: T\n{settings}", **files})) == [said]


@pytest.mark.parametrize(
    ("settings", "files"),
    [
        (f"brand: from-logo\n{LOGO}", TEAL),
        (f"brand: '#0b4a59'\n{LOGO}", TEAL),
        (f"look: block\n{LOGO}", TEAL),
        (LOGO, GREY),
        (LOGO, {**TEAL, "styles/brand.css": ":root { --accent: #123456 }"}),
        ("brand: '#ffd400'\n", {"styles/brand.css": ":root { --accent: #123456 }"}),
        (LOGO, {"logo.svg": svg('<path fill="#852017" d="M0 0h9v9z"/>')}),
        ("brand: '#0b4a59'\n", {"styles/brand.css": ":root { --tint: #eee; --on-brand: black; --brand: yellow }"}),
    ],
)
def test_nothing_is_reported_where_nothing_needs_to_be_done(
    make_brief: MakeBrief, settings: str, files: dict[str, str]
) -> None:
    assert told_of(make_brief({**PART, "brief.yaml": f"title: T\n{settings}", **files})) == []


def test_a_missing_logo_is_reported_once(make_brief: MakeBrief) -> None:
    said = told_of(make_brief({**PART, "brief.yaml": f"title: T\nbrand: from-logo\n{LOGO}"}))
    assert [line.split(": ")[2] for line in said] == ["image-missing"]
