"""A PDF has only what draws its letters, and is valid whatever a font, a blend or a color profile is called."""

from __future__ import annotations

import io
import struct
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from fontTools.ttLib import TTFont

from brief.model import Sheet
from brief.typeset import Engine, typeset, write
from brief.typeset.embedded import escaped
from tests.fonts_of_partners import KINDS, SECRET, WIDENED, WIDTH, font

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


def embedded(made: bytes) -> list[bytes]:
    """The fonts in a PDF."""
    with pikepdf.open(io.BytesIO(made)) as pdf:
        return [
            one[key].read_bytes()
            for one in pdf.objects
            for key in ("/FontFile2", "/FontFile3")
            if isinstance(one, pikepdf.Dictionary) and key in one
        ]


def partners(css: str = "") -> str:
    return f"@font-face {{ font-family: Own; src: url(own.ttf) }} p {{ font-family: Own; font-size: 99pt; {css} }}"


@pytest.mark.parametrize("kind", KINDS)
def test_of_a_font_only_what_draws_its_letters_is_embedded(kind: str) -> None:
    made = pdf_of(partners(), "<p>AB", font(kind, "gasp", "head", "hhea", "maxp"))
    (one,) = embedded(made)
    assert SECRET.encode() not in one
    with TTFont(io.BytesIO(one), checkChecksums=2) as read:
        outlines = {"CFF "} if kind in ("CFF", "CID") else {"glyf", "loca"}
        assert {*read.reader.keys()} == {"cmap", "head", "hhea", "hmtx", "maxp"} | outlines
    with pypdfium2.PdfDocument(made) as pages:
        assert pages[0].get_textpage().get_text_bounded() == "AB"
        assert pages[0].render(scale=0.2).to_pil().convert("L").getextrema()[0] == 0


def with_bitmaps(file: bytes) -> bytes:
    """A font with bitmaps, in which an empty ``glyf`` is listed before the real one: HarfBuzz finds no outlines."""
    with TTFont(io.BytesIO(file)) as read:
        tables = [(tag.encode(), read.reader[tag]) for tag in read.reader.tables]
    tables += [(b"EBDT", SECRET.encode() * 9), (b"EBLC", SECRET.encode() * 9), *[(b"glyf", b"")] * 3]
    made, body = struct.pack(">4sHHHH", b"\0\1\0\0", len(tables), 256, 4, 0), b""
    for tag, table in sorted(tables):
        made += struct.pack(">4sIII", tag, 0, 12 + 16 * len(tables) + len(body), len(table))
        body += table + bytes(-len(table) % 4)
    return made + body


def test_a_font_whose_letters_are_bitmaps_is_a_remark() -> None:
    page, file = "<html lang=en><title>t</title><p>AB", with_bitmaps(font("TrueType"))
    pages = typeset(page, [Sheet(Path("a.css"), partners())], lambda name: file, Engine([FONTS]))
    made, _, remarks = write(pages, None, lambda document, pdf: None)
    assert [(remark.kind, remark.text) for remark in remarks] == [("font", "Own")]  # it stops a build
    with pikepdf.open(io.BytesIO(made)) as pdf:
        (face,) = pdf.pages[0].Resources.Font.values()
    assert face.Subtype == "/Type0"


def test_a_letter_of_a_variable_font_keeps_its_weight() -> None:
    widths = []
    for weight in (400, 900):
        (one,) = embedded(pdf_of(partners(f"font-weight: {weight}"), "<p>A", font("variable")))
        glyphs = TTFont(io.BytesIO(one))["glyf"]
        widths.append(glyphs[glyphs.glyphOrder[1]].xMax)
    assert widths == [WIDTH, WIDTH + WIDENED]


@pytest.mark.parametrize("nothing", ["&#x200b;", "&#x200d;", "&shy;"])
def test_of_a_font_that_draws_nothing_no_letter_is_embedded(nothing: str) -> None:
    (one,) = embedded(pdf_of(partners(), f"<p>{nothing}", font("TrueType")))
    assert TTFont(io.BytesIO(one))["maxp"].numGlyphs == 1


def test_a_variable_font_does_not_put_the_time_into_a_pdf(monkeypatch: pytest.MonkeyPatch) -> None:
    data = font("variable")
    made = []
    for now in (1, 2_000_000_000):
        monkeypatch.setattr("fontTools.ttLib.tables._h_e_a_d.timestampNow", lambda now=now: now)
        made.append(pdf_of(partners(), "<p>AAA", data))
    assert made[0] == made[1]
