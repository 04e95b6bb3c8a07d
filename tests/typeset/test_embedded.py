"""Whatever a font, a blend or a color profile is called, a PDF stays valid for every reader."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont

from brief.model import Sheet
from brief.typeset import Engine, typeset, write
from brief.typeset.embedded import escaped

FONTS = Path(__file__).parents[2] / "styles" / "fonts"
FONT = (FONTS / "SourceSans3-Regular.ttf").read_bytes()


def pdf_of(css: str, html: str, file: bytes = FONT) -> bytes:
    """The PDF of a document whose style sheet may name a font."""
    page = f"<html lang=en><title>t</title>{html}"
    pages = typeset(page, [Sheet(Path("a.css"), css)], lambda name: file, Engine([FONTS]))
    made, *_ = write(pages, None, lambda document, pdf: None)
    return made


@pytest.mark.parametrize("family", ["Acme 50% Sans", "Odd (Pro)", "Odd/Sans", "Odd [x", "Odd>>endobj<</A/B", "한글 A"])
def test_a_font_may_have_any_name(family: str) -> None:
    css = f'@font-face {{ font-family: "{family}"; src: url(a.ttf) }} p {{ font-family: "{family}" }}'
    with pikepdf.open(io.BytesIO(pdf_of(css, "<p>Text"))) as pdf:
        (font,) = pdf.pages[0].Resources.Font.values()
        assert set(font.keys()) <= {"/Type", "/Subtype", "/BaseFont", "/Encoding", "/DescendantFonts", "/ToUnicode"}
        assert str(font.BaseFont).partition("+")[2] == family.replace(" ", "-")
        assert pdf.check_pdf_syntax() == []


def test_a_name_is_escaped_and_keeps_to_the_longest_allowed() -> None:
    assert len(escaped(b"/" + b"%" * 200)) <= 128
    assert escaped(b"/A B\xff#") == b"/A#20B#FF#23"


def test_an_unknown_blend_mode_is_not_written() -> None:
    svg = (
        '<svg width="50" height="50"><title>A</title><filter id="f"><feBlend mode="Normal/Zebra(wood)"/></filter>'
        '<rect filter="url(#f)" width="50" height="50"/></svg>'
    )
    with pikepdf.open(io.BytesIO(pdf_of("p { color: red }", svg))) as pdf:
        assert pdf.check_pdf_syntax() == []
        blends = {str(one.BM) for one in pdf.objects if isinstance(one, pikepdf.Dictionary) and "/BM" in one}
    assert blends <= {"/Normal"}


def test_a_color_profile_with_an_odd_name_is_ignored() -> None:
    name = "--a\\2f Q\\20 x"
    css = f"@color-profile {name} {{ src: url(a.icc); components: c, m, y, k }} p {{ color: color({name} 1 0 0 0) }}"
    made = pdf_of(css, "<p>Text")
    with pikepdf.open(io.BytesIO(made)) as pdf:
        contents = b"".join(page.Contents.read_bytes() for page in pdf.pages)
    assert b"/--a" not in contents


def test_a_variable_font_does_not_put_the_time_into_a_pdf(monkeypatch: pytest.MonkeyPatch) -> None:
    builder = FontBuilder(TTFont(io.BytesIO(FONT))["head"].unitsPerEm, isTTF=True)
    letter = TTGlyphPen(None)
    for move, *point in (("moveTo", 0, 0), ("lineTo", 400, 0), ("lineTo", 200, 700)):
        getattr(letter, move)(tuple(point))
    letter.closePath()
    builder.setupGlyphOrder([".notdef", "A"])
    builder.setupCharacterMap({ord("A"): "A"})
    builder.setupGlyf({".notdef": TTGlyphPen(None).glyph(), "A": letter.glyph()})
    builder.setupHorizontalMetrics({".notdef": (500, 0), "A": (500, 0)})
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable({"familyName": "Vary", "styleName": "Regular"})
    builder.setupOS2()
    builder.setupPost()
    builder.setupFvar([("wght", 100, 400, 900, "Weight")], [])
    builder.setupGvar({"A": []})
    font = io.BytesIO()
    builder.save(font)
    made = []
    for now in (1, 2_000_000_000):
        monkeypatch.setattr("fontTools.ttLib.tables._h_e_a_d.timestampNow", lambda now=now: now)
        css = "@font-face { font-family: Vary; src: url(vary.ttf) } p { font-family: Vary }"
        made.append(pdf_of(css, "<p>AAA", font.getvalue()))
    assert made[0] == made[1]
