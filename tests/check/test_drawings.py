"""Drawings (SVG): each is drawn whole, or one finding says what would be missing."""

from __future__ import annotations

import base64
import io
from collections.abc import Callable, Mapping
from time import perf_counter

import pikepdf
import pypdfium2
import pytest
from PIL import Image

from brief import build
from brief.findings import BriefError
from brief.load import load
from brief.model import EDITIONS
from tests.conftest import MakeBrief

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:x="http://www.w3.org/1999/xlink" width="90" height="60">'
    '{}<path d="M5 5h80v50h-80z" fill="#dc1e28"/></svg>'
)

PLACE = "content/part.md:3:6: "

ENDLESS = "a part of it uses itself, or is nested too deeply"

Files = Mapping[str, str | bytes]


@pytest.fixture
def messages(make_brief: MakeBrief) -> Callable[..., list[str]]:
    """The first line of each finding on a brief that shows ``images/a.svg``, without its place."""

    def found(drawing: str | bytes, more: Files | None = None) -> list[str]:
        files = {"part.md": "# Title\n\n![A](images/a.svg)\n", "images/a.svg": drawing, **(more or {})}
        brief, _ = load(make_brief(files))
        try:
            _, _, findings = build.read(brief)
        except BriefError as error:
            findings = error.findings
        lines = [str(finding).partition("\n")[0] for finding in findings]
        assert all(line.startswith(PLACE) for line in lines)
        return [line.removeprefix(PLACE) for line in lines]

    return found


def printed(make_brief: MakeBrief, drawing: str | bytes, more: Files | None = None) -> build.Built:
    """A built brief with the drawing, the middle of which is red."""
    files = {"part.md": "# Title\n\n![A](a.svg)\n", "a.svg": drawing, **(more or {})}
    brief, _ = load(make_brief(files))
    brief, texts, _ = build.read(brief)
    return build.build(brief, texts, EDITIONS["full"], "us-letter", build.engine_for(brief))


def is_red(built: build.Built) -> bool:
    """Whether more than 1000 pixels of page 1 have the red of the drawing."""
    with pypdfium2.PdfDocument(built.pdf) as document:
        page: Image.Image = document[0].render().to_pil().convert("RGB")
    return any(count > 1000 and color == (220, 30, 40) for count, color in page.getcolors(1 << 24) or ())


def photograph(color: str = "blue") -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (30, 20), color).save(file, "PNG")
    return file.getvalue()


@pytest.mark.parametrize(
    "part",
    [
        "",
        '<path d="M0 0h9" onclick="alert(1)" onload="fetch(\'https://example.org\')"/>',
        '<a x:href="https://example.org/"><path d="M0 0h9"/></a>',
        '<metadata><rights resource="https://example.org/licence"/></metadata>',
        '<linearGradient id="g"><stop stop-color="red"/></linearGradient><path d="M0 0h9v9z" fill="url(#g)"/>',
        '<style>path { stroke: url("#g") }</style>',
        '<symbol id="s"><path d="M0 0h9"/></symbol><use x:href="#s"/>',
        '<switch><foreignObject><p xmlns="urn:x">A</p></foreignObject><text y="9">A</text></switch>',
        '<text font-family="Comic Sans MS, sans-serif">A</text>',
        '<text font-family="Source Sans 3">A</text>',
        "<text font-family=\"'NanumMyeongjo'\">A</text>",
        '<g font-family="Nowhere"><path d="M0 0h9"/></g>',
        '<path d="M0.12345678901234567 1e-12L5 5e3" stroke-width="0.30000000000000004"/>',
        '<animate attributeName="x" to="5"/>',
    ],
)
def test_a_drawing_with_a_harmless_part_is_printed_without_findings(
    make_brief: MakeBrief, messages: Callable[..., list[str]], part: str
) -> None:
    assert messages(SVG.format(part)) == []
    assert is_red(printed(make_brief, SVG.format(part)))


def test_a_script_is_never_run_and_is_reported(make_brief: MakeBrief, messages: Callable[..., list[str]]) -> None:
    drawing = SVG.format("<script>document.documentElement.remove()</script>")
    assert messages(drawing) == [
        "warning: drawing-script: the drawing 'images/a.svg' has a script, which is never run: "
        "what it would draw or change is missing"
    ]
    built = printed(make_brief, drawing)
    assert is_red(built)
    with pikepdf.open(io.BytesIO(built.pdf)) as pdf:
        assert not any(b"documentElement" in one.read_bytes() for one in pdf.objects if isinstance(one, pikepdf.Stream))
        assert not any("/JS" in one for one in pdf.objects if isinstance(one, pikepdf.Dictionary))


OUTSIDE = "which is not a file in the brief's folder"
BROWSER = "which only a browser would fetch"


@pytest.mark.parametrize(
    ("part", "target", "why"),
    [
        ('<image href="https://example.org/a.png"/>', "https://example.org/a.png", OUTSIDE),
        ('<image x:href="HTTP://example.org/a.png"/>', "HTTP://example.org/a.png", OUTSIDE),
        ('<image href="//example.org/a.png"/>', "//example.org/a.png", OUTSIDE),
        ('<image href="file:///etc/passwd"/>', "file:///etc/passwd", OUTSIDE),
        ('<image href="/etc/passwd"/>', "/etc/passwd", OUTSIDE),
        ('<image href="../../secret.png"/>', "../secret.png", OUTSIDE),
        ('<image href="%2e%2e/%2e%2e/secret.png"/>', "../secret.png", OUTSIDE),
        ('<image href="b.png"/>', "images/b.png", "which is not there"),
        ('<image href="b.svg"/>', "b.svg", "which is another drawing"),
        ('<image href="data:image/svg+xml,%3Csvg/%3E"/>', "data:image/svg+xml,%3Csvg/%3E", OUTSIDE),
        ('<image href="data:text/plain,a"/>', "data:text/plain,a", OUTSIDE),
        ('<image xml:base="https://example.org/" href="#a"/>', "https://example.org/", BROWSER),
        ('<use href="b.svg#x"/>', "b.svg#x", BROWSER),
        ('<feImage href="b.png"/>', "b.png", BROWSER),
        ('<path fill="url(b.svg#x)"/>', "b.svg#x", BROWSER),
        ("<path style=\"fill: URL( 'https://example.org/#x' )\"/>", "https://example.org/#x", BROWSER),
        ("<style>path { fill: url(https://example.org/#x) }</style>", "https://example.org/#x", BROWSER),
        ('<style>@import "a.css";</style>', "a.css", BROWSER),
        ("<style>@import url(https://example.org/a.css);</style>", "https://example.org/a.css", BROWSER),
    ],
)
def test_a_reference_that_is_not_followed_is_reported(
    messages: Callable[..., list[str]], part: str, target: str, why: str
) -> None:
    assert messages(SVG.format(part)) == [
        f"error: drawing-reference: the drawing 'images/a.svg' asks for '{target}', {why}"
    ]


def test_a_style_sheet_linked_in_the_head_of_a_drawing_is_reported(messages: Callable[..., list[str]]) -> None:
    assert messages('<?xml-stylesheet href="a.css" type="text/css"?>' + SVG.format("")) == [
        f"error: drawing-reference: the drawing 'images/a.svg' asks for 'a.css', {BROWSER}"
    ]


def test_a_long_address_is_shortened_in_the_message(messages: Callable[..., list[str]]) -> None:
    (line,) = messages(SVG.format(f'<image href="https://example.org/{"a" * 5000}"/>'))
    assert len(line) < 200


def test_linked_and_embedded_photographs_of_a_drawing_are_drawn(
    make_brief: MakeBrief, messages: Callable[..., list[str]]
) -> None:
    within = base64.b64encode(photograph("green")).decode()
    lines = "\n".join(within[at : at + 20] for at in range(0, len(within), 20))  # as drawing programs break it
    parts = f'<image href="data:image/png;base64,{lines}" width="9" height="9"/>'
    parts += '<image x:href="../photos/b.png" width="9" height="9"/>'
    files = {"photos/b.png": photograph()}
    assert messages(SVG.format(parts), files) == []
    built = printed(make_brief, SVG.format(parts.replace("../", "")), files)
    with pikepdf.open(io.BytesIO(built.pdf)) as pdf:
        images = [o for o in pdf.objects if isinstance(o, pikepdf.Stream) and o.get("/Subtype") == "/Image"]
        assert len(images) == 2


@pytest.mark.parametrize(
    ("target", "name"),
    [
        ("b.png", "images/b.png"),
        ("data:image/png;base64," + base64.b64encode(photograph()[:60]).decode(), "a picture in images/a.svg"),
        ("data:image/png;base64,A", "a picture in images/a.svg"),
    ],
)
def test_a_broken_photograph_in_a_drawing_is_reported(
    messages: Callable[..., list[str]], target: str, name: str
) -> None:
    (line,) = messages(SVG.format(f'<image href="{target}" width="9" height="9"/>'), {"images/b.png": b"junk"})
    assert line.startswith(f"error: image-unreadable: '{name}' cannot be read as an image: ")


def test_a_font_that_a_drawing_brings_is_reported(messages: Callable[..., list[str]]) -> None:
    css = "<style>@font-face { font-family: X; src: url(data:font/woff2;base64,AAAA) } text { font-family: X }</style>"
    assert messages(SVG.format(css)) == [
        "error: drawing-font: the drawing 'images/a.svg' brings its own font (@font-face), which is not used"
    ]


@pytest.mark.parametrize(
    "part",
    [
        '<text font-family="Comic Sans MS">A</text>',
        '<g style="fill: red; font-family: &quot;Comic Sans MS&quot;"><text>A</text></g>',
        "<style>text { font-family: 'Comic Sans MS', Arial }</style><text>A</text>",
    ],
)
def test_a_missing_font_of_a_drawing_is_reported_and_replaced(
    make_brief: MakeBrief, messages: Callable[..., list[str]], part: str
) -> None:
    assert messages(SVG.format(part)) == [
        "warning: drawing-face: the text in the drawing 'images/a.svg' asks for the font 'Comic Sans MS', "
        "which is not there, and gets another one"
    ]
    with pypdfium2.PdfDocument(printed(make_brief, SVG.format(part.replace("<text", '<text y="20"'))).pdf) as document:
        assert "A\r\n" in document[0].get_textpage().get_text_bounded()


@pytest.mark.parametrize(
    ("part", "what"),
    [
        ("<foreignObject><p>A</p></foreignObject>", "text as on a web page (foreignObject), which is not printed"),
        ("<switch><foreignObject/></switch>", "text as on a web page (foreignObject), which is not printed"),
        ("<switch><g/><text>A</text></switch>", "alternatives (switch), which would all be printed"),
    ],
)
def test_parts_that_would_be_lost_or_wrongly_printed_are_reported(
    messages: Callable[..., list[str]], part: str, what: str
) -> None:
    assert messages(SVG.format(part)) == [f"error: drawing-part: the drawing 'images/a.svg' has {what}"]


LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))


@pytest.mark.parametrize(
    ("drawing", "why"),
    [
        (SVG.format('<g id="a"><use x:href="#a"/></g>'), ENDLESS),
        (SVG.format('<pattern id="p"><path fill="url(#p)"/></pattern>'), ENDLESS),
        (SVG.format('<mask id="m"><path style="mask: url(#m)"/></mask>'), ENDLESS),
        (SVG.format(f"{'<g>' * 5000}{'</g>' * 5000}"), ENDLESS),
        ("<html/>", "it is XML, but not SVG"),
        ("", "no element found: line 1, column 0"),
        (photograph(), "not well-formed (invalid token): line 1, column 0"),
        (
            f"<!DOCTYPE svg [<!ENTITY l0 'ha'>{LAUGHS}]>{SVG.format('<text>&l9;</text>')}",
            "limit on input amplification",
        ),
        (
            f"<!DOCTYPE svg [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>{SVG.format('<text>&x;</text>')}",
            "undefined entity &x;",
        ),
    ],
)
def test_a_drawing_that_cannot_be_read_is_reported(
    messages: Callable[..., list[str]], drawing: str | bytes, why: str
) -> None:
    (line,) = messages(drawing)
    assert line.startswith(f"error: image-unreadable: 'images/a.svg' cannot be read as an image: {why}")


def test_entities_declared_in_a_drawing_are_read(make_brief: MakeBrief, messages: Callable[..., list[str]]) -> None:
    """Illustrator writes namespaces and colors as entities."""
    drawing = "<!DOCTYPE svg [<!ENTITY red '#dc1e28'>]>" + SVG.format("").replace("#dc1e28", "&red;")
    assert messages(drawing) == []
    assert is_red(printed(make_brief, drawing))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "iso-8859-1", "cp1252"])
def test_other_encodings_are_read(make_brief: MakeBrief, messages: Callable[..., list[str]], encoding: str) -> None:
    drawing = (f'<?xml version="1.0" encoding="{encoding}"?>' + SVG.format("<title>é</title>")).encode(encoding)
    assert messages(drawing) == []
    assert is_red(printed(make_brief, drawing))


@pytest.mark.parametrize(
    "attribute",
    [
        'viewBox="0 0 1e308 1e308"',
        'viewBox="0 0 1e400 1"',
        'viewBox="0 0 nan 9"',
        'viewBox="0 0 0 0"',
        'viewBox="0 0 -9 9"',
        'viewBox="0 0 9"',
        'viewBox="none"',
        'viewBox="0 0 1e-300 1e-300"',
        'width="0"',
        'width="0.0px"',
        'width="-9"',
        'width="inf"',
        'width="1e9"',
        'width="12345678901"',
        'width="wide"',
        'width=""',
        'transform="scale(1e300)"',
    ],
)
def test_a_size_that_no_page_can_have_is_reported(messages: Callable[..., list[str]], attribute: str) -> None:
    name, _, value = attribute.partition("=")
    drawing = SVG.format("").replace('width="90"', f'width="90" {attribute}' if name != "width" else attribute)
    assert messages(drawing) == [
        "error: image-unreadable: 'images/a.svg' cannot be read as an image: "
        f"no page can have the size '{value.strip(chr(34))}'"
    ]


@pytest.mark.parametrize(
    "attribute", ['width="100%"', 'width="9cm"', 'width="2.5E1"', 'viewBox=" 0,0 , 9000000 6000 "']
)
def test_a_size_that_a_page_can_have_is_accepted(messages: Callable[..., list[str]], attribute: str) -> None:
    assert messages(SVG.format("").replace('width="90"', attribute)) == []


def test_a_drawing_with_a_huge_view_box_is_printed(make_brief: MakeBrief) -> None:
    drawing = SVG.format("").replace('width="90"', 'width="90" viewBox="0 0 9000000 6000000"')
    drawing = drawing.replace("M5 5h80v50h-80z", "M500000 500000h8000000v5000000h-8000000z")
    assert is_red(printed(make_brief, drawing))


@pytest.mark.parametrize(
    "part",
    [
        '<path d="M0 0h1"/>' * 100_000,
        '<text y="9">a</text>' * 10_001,
        f'<text y="9">a <tspan>{"letter " * 4_000}</tspan>{"letter " * 4_000}</text>',
        f'<path d="M0 0{"l1 1" * 510_000}"/>',
        f'<marker id="m">{"<g/>" * 200}</marker><path marker-mid="url(#m)" d="M0 0{"L1 1" * 5_000}"/>',
        f'<marker id="m">{"<g/>" * 200}</marker><path style="marker-mid: url(#m)" d="M0 0{"L1 1" * 5_000}"/>',
        f'<style>svg > path {{ marker: url(#M) }}</style><marker id="M">{"<g/>" * 200}</marker>'
        f'<path d="M0 0{"L1 1" * 5_000}"/>',
        "<style>.a { fill: url(#P) }</style>"
        f'<pattern id="P">{"<g/>" * 200}</pattern>{"""<path class="a" d="M0 0h1"/>""" * 1_000}',
        "".join(f'<g id="l{n}">{f"""<use href="#l{n - 1}"/>""" * 10}</g>' for n in range(1, 9)) + '<use href="#l8"/>',
        "".join(f'<pattern id="l{n}">{f"""<path fill="url(#l{n - 1})"/>""" * 10}</pattern>' for n in range(1, 9)),
    ],
    ids=[
        *("shapes", "texts", "letters", "a path", "markers", "of a style", "of a sheet", "patterns of a sheet"),
        *("uses", "patterns"),
    ],
)
def test_a_drawing_that_would_take_minutes_is_refused_within_seconds(
    messages: Callable[..., list[str]], part: str
) -> None:
    start = perf_counter()
    assert messages(SVG.format(part)) == [
        "error: image-too-large: the image 'images/a.svg' is too large: more than 50000 shapes and letters"
    ]
    assert perf_counter() - start < 5


@pytest.mark.parametrize(
    "gradient",
    [
        '<linearGradient spreadMethod="repeat" x2="0.0000001"/>',
        '<linearGradient spreadMethod="reflect" x1="50%" x2="50.001%"/>',
        '<linearGradient spreadMethod="repeat" gradientUnits="userSpaceOnUse" x1="5" y1="5" x2="5" y2="5.00001"/>',
        '<linearGradient spreadMethod="repeat" gradientTransform="scale(1e-6)"/>',
        '<radialGradient spreadMethod="repeat" r="0.00001"/>',
        '<radialGradient spreadMethod="repeat" r="0.5" fr="49.99999%"/>',
        '<linearGradient href="#b" x2="0.0000001"/><linearGradient id="b" spreadMethod="repeat"/>',
    ],
)
def test_a_repeating_gradient_too_fine_to_see_is_refused(messages: Callable[..., list[str]], gradient: str) -> None:
    assert messages(SVG.format(gradient)) == [
        "error: image-unreadable: 'images/a.svg' cannot be read as an image: a gradient in it is too fine for "
        "anybody to see its steps"
    ]


@pytest.mark.parametrize(
    "gradient",
    [
        '<linearGradient spreadMethod="repeat"/>',
        '<linearGradient spreadMethod="repeat" x2="0.01"/>',
        '<linearGradient x1="5" x2="5" y1="3"/>',
        '<radialGradient r="0"/>',
    ],
)
def test_other_gradients_are_accepted(messages: Callable[..., list[str]], gradient: str) -> None:
    assert messages(SVG.format(gradient)) == []


def test_many_shapes_with_a_small_pattern_from_a_style_sheet_are_accepted(messages: Callable[..., list[str]]) -> None:
    sheet = "<style>.a { fill: url(#p); marker-end: url(#m) }</style>"
    parts = '<pattern id="p"><path d="M0 0"/></pattern><marker id="m"><path d="M0 0"/></marker>'
    assert messages(SVG.format(sheet + parts + '<path class="a" d="M0 0h1"/>' * 2_000)) == []


def test_a_marker_that_draws_itself_through_a_style_sheet_is_refused(messages: Callable[..., list[str]]) -> None:
    sheet = "<style>path { marker-end: url(#m) }</style>"
    assert messages(SVG.format(f'{sheet}<marker id="m"><path d="M0 0h3v3z"/></marker>')) == [
        f"error: image-unreadable: 'images/a.svg' cannot be read as an image: {ENDLESS}"
    ]


def test_ids_that_differ_only_in_case_are_distinct(messages: Callable[..., list[str]]) -> None:
    parts = '<pattern id="a"><path fill="url(#A)" d="M0 0h1"/></pattern><pattern id="A"><path d="M0 0h1"/></pattern>'
    assert messages(SVG.format(f"<style>.b {{ fill: url(#a) }}</style>{parts}<path class='b' d='M0 0h9'/>")) == []
