"""Style sheets are joined into one, with every file that they refer to embedded, however they refer to it."""

from __future__ import annotations

from base64 import b64encode
from pathlib import Path

import pytest

from brief.model import Remark, Sheet
from brief.publish.sheets import Joined, words

FILES = {
    "own.ttf": b"\0\1\2\3",
    "a.svg": b"<svg/>",
    "b.css": b"b { color: red }",
    "marked.css": b"\xef\xbb\xbfb { color: red }",
    "loop.css": b"@import 'loop.css'; c { color: red }",
}
PATH = Path("brand.css")


def fetch(name: str) -> bytes:
    if name not in FILES:
        raise LookupError(name)
    return FILES[name]


def picture(name: str) -> str:
    """The drawing of this name as a ``data:`` address; an address in ``data:`` unchanged."""
    return name if name.startswith("data:") else f"data:image/svg+xml;base64,{b64encode(fetch(name)).decode()}"


def joined(css: str) -> tuple[str, list[Remark]]:
    """The joined style sheet without the line of the colors, and the remarks."""
    made = Joined(fetch, picture, lambda source: b"cut" + source[:1])
    _, _, text = made.sheets([Sheet(PATH, css)], {}).partition("\n")
    return text, made.remarks


@pytest.mark.parametrize(
    ("css", "expected"),
    [
        ("/* c */ p  {\n  color : red ;\n}\n", "p{color : red}\n"),
        ("p { content: '/* no */  two' }", 'p{content: "/* no */  two"}\n'),
        ("@media (width >= 40rem) { p { margin: 0 } }", "@media (width >= 40rem){p{margin: 0}}\n"),
        ("@page { margin: 1cm } p { margin: 0 }", "p{margin: 0}\n"),
        ("p { color: red", "p{color: red}\n"),
        ("p { content: '</style>' }", 'p{content: "\\3c /style>"}\n'),
        ("a > b, c::before { margin: 0 }", "a > b,c::before{margin: 0}\n"),
    ],
)
def test_needless_parts_of_a_style_sheet_are_left_out(css: str, expected: str) -> None:
    assert joined(css) == (expected, [])


@pytest.mark.parametrize(
    ("css", "expected"),
    [
        (
            "p { fill: url( '#a-1' ); clip-path: url('#a b'); background: url(#a) }",
            'p{fill: url(#a-1);clip-path: url("#a b");background: url(data:,)}\n',
        ),
        ("p { background: url('data:image/gif;base64,R0==') }", "p{background: url(data:image/gif;base64,R0==)}\n"),
        ("p { b: image-set('data:,' type('image/png'), linear-gradient(red, blue) 2x) }", None),
        ("p { a: u/**/rl(x) }", "p{a: u/**/rl(x)}\n"),
        ("p { a: f\\28 x(1) }", "p{a: f\\(x(1)}\n"),
        ("p { a: \xa0f(1) 2 }", "p{a: 2}\n"),
        ("p { a: b) c }", "p{a: b c}\n"),
        ("p { a: 'b\n c: d }", "p{a: c: d}\n"),
        ("<!-- p { a: 1 } -->", "p{a: 1}\n"),
        ("@media (width <b) { p { a: 1 } }", "@media (width < b){p{a: 1}}\n"),
        (".a\\<b { a: 1 }", ".a\\3c b{a: 1}\n"),
        ("@media all { @import 'b.css'; p { a: 1 } }", '@media all{"b.css";p{a: 1}}\n'),
    ],
)
def test_values_are_written_anew(css: str, expected: str | None) -> None:
    text, remarks = joined(css)
    if expected is None:
        expected = 'p{b: image-set(url(data:,) type("image/png"),linear-gradient(red,blue) 2x)}\n'
    assert (text, remarks) == (expected, [])


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ("image-set(var(--x, 'https://example.org') 1x)", "image-set(var(…))"),
        ("image-set(--f() 1x)", "image-set(--f(…))"),
        ('image-set(("https://example.org") 1x)', "image-set(…)"),
        ("src(var(--x))", "src(…)"),
    ],
)
def test_a_value_that_may_become_an_address_is_reported_and_left_out(value: str, told: str) -> None:
    text, (remark,) = joined(f"p {{ a: {value} }}")
    assert "data:," in text
    assert "example.org" not in text
    assert remark.text == told


@pytest.mark.parametrize("address", ["url(a.svg)", 'url("a.svg")', "URL( 'a.svg' )", "u\\72l(a.svg)", "url(a\\.svg)"])
def test_a_file_is_embedded_in_place_of_its_address(address: str) -> None:
    text, remarks = joined(f"p {{ background: {address} no-repeat }}")
    assert text == "p{background: url(data:image/svg+xml;base64,PHN2Zy8+) no-repeat}\n"
    assert remarks == []


@pytest.mark.parametrize(
    "address",
    [
        "url(https://example.org/a.svg)",
        "url(//example.org/a.svg)",
        "u\\72l(https://example.org/a.svg)",
        'image-set("https://example.org/a.svg" 1x)',
        '-webkit-image-set("https://example.org/a.svg" 1x)',
        "url(/etc/passwd)",
        "url(missing.svg)",
        "url(b.css)",
    ],
)
def test_a_file_that_cannot_be_fetched_is_reported_and_left_out(address: str) -> None:
    text, (remark,) = joined(f"p {{ background: {address} }}")
    assert "example.org" not in text
    assert "data:," in text
    assert (remark.kind, remark.sheet) == ("file", PATH)


def test_a_drawing_that_is_written_in_its_address_stays_whole() -> None:
    text, remarks = joined("""p { background: url('data:image/svg+xml,<svg xmlns="http://www.w3.org/2000/svg"/>') }""")
    assert text == 'p{background: url("data:image/svg+xml,\\3c svg xmlns=\\"http://www.w3.org/2000/svg\\"/>")}\n'
    assert remarks == []


def test_a_style_sheet_may_import_another_for_some_media() -> None:
    assert joined("@import url(b.css); p { margin: 0 }") == ("b{color: red}\np{margin: 0}\n", [])
    assert joined("@import 'marked.css';") == joined("@import 'b.css';")  # it begins with a byte order mark
    assert joined('@import "b.css" print;') == ("@media print{b{color: red}\n}\n", [])


def test_style_sheets_that_import_one_another_come_to_an_end() -> None:
    text, (remark,) = joined("@import 'loop.css';")
    assert "c{color: red}" in text
    assert remark.text == "loop.css"


def test_the_style_of_an_element_is_treated_like_a_style_sheet() -> None:
    made = Joined(fetch, picture, lambda source: b"cut" + source[:1])
    assert made.declarations("background: url(https://example.org/a.svg)") == "background: url(data:,)"
    assert made.declarations("--from: 2; --to: 4") == "--from: 2;--to: 4"
    assert [remark.text for remark in made.remarks] == ["https://example.org/a.svg"]


def test_the_words_that_a_style_sheet_prints_are_found() -> None:
    css = "ul { list-style: '•  ' } @media print { q::before { content: '\\201c' counter(x) '!' } } p { color: 'no' }"
    assert list(words(css)) == ["•  ", "“", "!"]


@pytest.mark.parametrize("address", ["own.ttf", "data:font/ttf;base64,AAECAw==", "data:font/x;base64,AAECAw=="])
def test_a_font_of_a_style_sheet_is_reduced(address: str) -> None:
    css, remarks = joined(f"@font-face {{ font-family: A; src: url({address}) }}")
    assert css == "@font-face{font-family: A;src: url(data:font/woff2;base64,Y3V0AA==)}\n"
    assert remarks == []


def test_a_font_that_cannot_be_reduced_is_left_out_and_told() -> None:
    made = Joined(fetch, picture, lambda _: None)
    assert "url(data:,)" in made.sheets([Sheet(PATH, "@font-face { src: url(own.ttf) }")], {})
    assert made.remarks == [Remark("font", "own.ttf", PATH)]
