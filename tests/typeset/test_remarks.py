"""Log messages of WeasyPrint are understood; the engine itself makes each of them, so a new wording fails here."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables.DefaultTable import DefaultTable

from brief.findings import BriefError
from brief.model import Remark, Sheet
from brief.typeset import Engine, typeset, write
from brief.typeset.hear import listening, remark

FONTS = Path(__file__).parents[2] / "styles" / "fonts"


@pytest.fixture(scope="module")
def warm() -> Engine:
    return Engine([FONTS])


Fetch = Callable[[str], bytes]


def nothing(name: str) -> bytes:
    raise LookupError(name)


def remarks(html: str, css: str, engine: Engine, fetch: Fetch = nothing) -> tuple[Remark, ...]:
    sheet = Sheet(Path("styles/brand.css"), css)
    rendering = typeset(f"<html lang=en><title>t</title>{html}", [sheet], fetch, engine)
    return write(rendering, None, lambda document, pdf: None)[2]


def test_a_character_that_no_face_has_is_a_remark(warm: Engine) -> None:
    assert remarks("<p>a \N{CJK UNIFIED IDEOGRAPH-4EBA}", "", warm) == (
        Remark("glyph", "\N{CJK UNIFIED IDEOGRAPH-4EBA}"),
    )


@pytest.mark.parametrize("family", ["Own", "A\nB", 'A "B" with C'])
def test_a_font_is_named_in_full(family: str) -> None:
    assert remark(f'Unable to subset "{family}" with HarfBuzz') == Remark("font", family)


def test_a_font_that_cannot_be_reduced_is_a_remark() -> None:
    font = TTFont(FONTS / "SourceSans3-Regular.ttf", recalcTimestamp=False)
    names = font.getTableData("name")
    font["name"] = DefaultTable("name")
    font["name"].data = names[: len(names) // 2]
    font.save(file := BytesIO())
    css = "@font-face { font-family: Own; src: url(own.ttf) } p { font-family: Own }"
    served = {"own.ttf": file.getvalue()}
    assert remarks("<p>Words", css, Engine([FONTS]), served.__getitem__) == (Remark("font", "Own"),)


def test_an_image_that_is_not_served_is_a_remark(warm: Engine) -> None:
    assert remarks("<img src=a%20b.png>", "", warm) == (Remark("file", "a b.png"),)


def test_an_address_on_the_network_is_a_remark(warm: Engine) -> None:
    assert remarks("<img src=https://example.org/x.png>", "", warm) == (Remark("file", "https://example.org/x.png"),)


def test_an_unknown_property_is_a_remark_with_its_line(warm: Engine) -> None:
    css = "p {\n  colour: red;\n}"
    assert remarks("<p>a", css, warm) == (
        Remark("style", "Ignored `colour: red`, unknown property", Path("styles/brand.css"), 2, 3),
    )


@pytest.mark.parametrize(
    ("css", "remark"),
    [
        (
            "p {\n  color: red\n  margin: 0;\n}",
            Remark("style", "Ignored `color: red\n  margin: 0`, invalid value", Path("styles/brand.css"), 2, 3),
        ),
        (
            "p { color red; }",
            Remark(
                "style",
                "Error: Stop token reached before {} block for a qualified rule",
                Path("styles/brand.css"),
                1,
                14,
            ),
        ),
        ("p { }}\nh1 { }", Remark("other", "Invalid or unsupported selector, '}\nh1 '", Path("styles/brand.css"))),
        (
            "@font-face { font-family: A; src: url(a.ttf) }",
            Remark("other", "Font-face 'A' cannot be loaded", Path("styles/brand.css")),
        ),
        (
            ":root { --ink: red\n --a: 1 } p { color: var(--ink) }",
            Remark("style", "Ignored `color: red --a : 1`, invalid value", None, 2, 22),
        ),
    ],
)
def test_a_mistake_in_a_style_sheet_is_a_remark(warm: Engine, css: str, remark: Remark) -> None:
    assert remarks("<p>a", css, warm) == (remark,)


def test_a_warm_engine_repeats_its_remark_on_a_style_sheet(warm: Engine) -> None:
    css = "p {\n  colour: blue;\n}"
    assert remarks("<p>a", css, warm) == remarks("<p>b", css, warm) != ()


def test_any_other_message_is_kept_whole(warm: Engine) -> None:
    (remark,) = remarks('<p id="a">a<p id="a">b<a href="#a">c</a>', "", warm)
    assert remark == Remark("other", "Anchor defined twice: 'a'")


def test_an_exception_of_the_engine_is_a_finding() -> None:
    with pytest.raises(BriefError) as raised, listening():
        raise ZeroDivisionError("float division by zero")
    assert str(raised.value) == (
        "error: engine-failed: the pages cannot be set: ZeroDivisionError: float division by zero\n"
        "    take out what you changed last; if it stays, report it with the brief"
    )


def test_elements_that_are_nested_too_deep_for_the_engine_are_a_finding() -> None:
    with pytest.raises(BriefError) as raised, listening():
        raise RecursionError
    assert str(raised.value) == (
        "error: nested-too-deep: the pages have too many levels of elements, or of properties, within each other\n"
        "    take levels out of lists, boxes and drawings, or out of your layouts and style sheets"
    )
