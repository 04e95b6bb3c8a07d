"""Style sheets as one, with all that they ask for in them, however they ask."""

from __future__ import annotations

from pathlib import Path

import pytest

from brief.model import Remark, Sheet
from brief.publish.sheets import Joined, words

FILES = {"a.svg": b"<svg/>", "b.css": b"b { color: red }", "loop.css": b"@import 'loop.css'; c { color: red }"}
PATH = Path("brand.css")


def fetch(name: str) -> bytes:
    if name not in FILES:
        raise LookupError(name)
    return FILES[name]


def joined(css: str) -> tuple[str, list[Remark]]:
    """One style sheet without the line of the colors, and what was remarked."""
    made = Joined(fetch)
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
        ("p { content: '</style>' }", 'p{content: "<\\/style>"}\n'),
        ("a > b, c::before { margin: 0 }", "a > b,c::before{margin: 0}\n"),
    ],
)
def test_what_nothing_needs_is_left_out(css: str, expected: str) -> None:
    assert joined(css) == (expected, [])


@pytest.mark.parametrize("address", ["url(a.svg)", 'url("a.svg")', "URL( 'a.svg' )", "u\\72l(a.svg)", "url(a\\.svg)"])
def test_a_file_stands_in_the_place_of_its_address(address: str) -> None:
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
def test_what_is_not_to_be_had_is_told_and_left_out(address: str) -> None:
    text, (remark,) = joined(f"p {{ background: {address} }}")
    assert "example.org" not in text
    assert "data:," in text
    assert (remark.kind, remark.sheet) == ("file", PATH)


def test_a_drawing_that_is_written_in_its_address_stays_whole() -> None:
    text, remarks = joined("""p { background: url('data:image/svg+xml,<svg xmlns="http://www.w3.org/2000/svg"/>') }""")
    assert text == 'p{background: url("data:image/svg+xml,<svg xmlns=\\"http://www.w3.org/2000/svg\\"/>")}\n'
    assert remarks == []


def test_a_style_sheet_may_import_another_for_some_media() -> None:
    assert joined("@import url(b.css); p { margin: 0 }") == ("b{color: red}\np{margin: 0}\n", [])
    assert joined('@import "b.css" print;') == ("@media print{b{color: red}\n}\n", [])


def test_style_sheets_that_import_one_another_come_to_an_end() -> None:
    text, (remark,) = joined("@import 'loop.css';")
    assert "c{color: red}" in text
    assert remark.text == "loop.css"


def test_the_style_of_an_element_is_treated_alike() -> None:
    made = Joined(fetch)
    assert made.declarations("background: url(https://example.org/a.svg)") == "background: url(data:,)"
    assert made.declarations("--from: 2; --to: 4") == "--from: 2;--to: 4"
    assert [remark.text for remark in made.remarks] == ["https://example.org/a.svg"]


def test_what_a_style_sheet_prints_is_known() -> None:
    css = "ul { list-style: '•  ' } @media print { q::before { content: '\\201c' counter(x) '!' } } p { color: 'no' }"
    assert list(words(css)) == ["•  ", "“", "!"]
