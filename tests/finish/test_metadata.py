"""The metadata of a PDF are those of the brief, the same in Info and XMP, and it opens ready to be read."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen

from brief import __version__
from brief.findings import BriefError
from brief.finish.attached import moment
from brief.parse.wording.typography import marks_of, typographic
from tests import built
from tests.conftest import MakeBrief
from tests.reading import read

DC, XMP, PDF = "http://purl.org/dc/elements/1.1/", "http://ns.adobe.com/xap/1.0/", "http://ns.adobe.com/pdf/1.3/"
SECTION = {"part.md": "# Title\n\nText.\n"}

FULL = """\
title: The title
subtitle: What it is about
series: One · Two
date: 2020-02-29
version: "2.10"
licence: CC BY 4.0
language: en-GB
organisation: [{name: First office}, {name: Second office}]
authors: [{name: First author}, {name: Second author}]
"""


def said(pdf: bytes) -> tuple[dict[str, str], dict[str, Any]]:
    """The Info dictionary and XMP; values without an order, such as languages, are sorted."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        info = {key.removeprefix("/"): str(value) for key, value in document.docinfo.items()}
        with document.open_metadata() as metadata:
            xmp = {key: sorted(value) if isinstance(value, set) else value for key, value in metadata.items()}
    return info, xmp


def test_a_pdf_says_what_brief_yaml_says(make_brief: MakeBrief) -> None:
    info, xmp = said(built.built(make_brief({"brief.yaml": FULL, **SECTION})).pdf)
    code = info.pop("ContentHash")
    assert re.fullmatch("[0-9a-f]{64}", code)
    assert info.pop("Producer").startswith("WeasyPrint ")
    assert info == {
        "Title": "The title",
        "Author": "First author, Second author",
        "Subject": "What it is about",
        "Keywords": "One, Two",
        "Creator": f"brief {__version__}",
        "CreationDate": "D:20200229000000Z",
        "ModDate": "D:20200229000000Z",
        "Publisher": "First office, Second office",
        "Rights": "CC BY 4.0",
        "Language": "en-GB",
        "Version": "2.10",
        "Edition": "full",
        "Paper": "us-letter",
    }
    assert {name: xmp[f"{{{DC}}}{name}"] for name in ("title", "creator", "description", "subject")} == {
        "title": "The title",
        "creator": ["First author", "Second author"],
        "description": "What it is about",
        "subject": ["One", "Two"],
    }
    assert {name: xmp[f"{{{DC}}}{name}"] for name in ("publisher", "rights", "language", "date")} == {
        "publisher": ["First office", "Second office"],
        "rights": "CC BY 4.0",
        "language": ["en-GB"],
        "date": ["2020-02-29T00:00:00Z"],
    }


@pytest.mark.parametrize("folder", built.ALL, ids=lambda folder: folder.name)
def test_info_and_xmp_say_the_same(folder: Path) -> None:
    info, xmp = said(built.kept(folder).pdf)
    same_in_both(info, xmp)


def same_in_both(info: dict[str, str], xmp: dict[str, Any]) -> None:
    for key, name in (("Title", "title"), ("Subject", "description"), ("Rights", "rights")):
        assert info.get(key) == xmp.get(f"{{{DC}}}{name}"), key
    assert info.get("Author", "") == ", ".join(xmp.get(f"{{{DC}}}creator", []))
    assert [info["Language"]] == xmp[f"{{{DC}}}language"]
    assert sorted(info.get("Publisher", "").split(", ")) == xmp.get(f"{{{DC}}}publisher", [""])  # a set, in XMP
    assert info.get("Keywords") == xmp.get(f"{{{PDF}}}Keywords")
    assert sorted(info.get("Keywords", "").split(", ")) == xmp.get(f"{{{DC}}}subject", [""])
    assert info["Producer"] == xmp[f"{{{PDF}}}Producer"]
    assert info["Creator"] == xmp[f"{{{XMP}}}CreatorTool"]
    for key, name in (("CreationDate", "CreateDate"), ("ModDate", "ModifyDate")):
        assert re.sub(r"\D", "", info[key]) == re.sub(r"\D", "", xmp[f"{{{XMP}}}{name}"])
    for key in ("Version", "ContentHash", "Edition", "Paper"):
        named = [value for name, value in xmp.items() if name.endswith(f"}}{key[0].lower()}{key[1:]}")]
        assert named == ([info[key]] if key in info else []), key


def test_facts_that_are_not_given_are_left_out(make_brief: MakeBrief) -> None:
    info, xmp = said(built.built(make_brief(SECTION)).pdf)
    assert set(info) == {
        *("Title", "Creator", "Producer", "CreationDate", "ModDate", "Language", "ContentHash", "Edition", "Paper")
    }
    assert [value for value in (*info.values(), *xmp.values()) if not value] == []


def test_the_organisation_is_the_author_when_nobody_else_is(make_brief: MakeBrief) -> None:
    settings = "title: T\norganisation: {name: The office}\n"
    info, xmp = said(built.built(make_brief({"brief.yaml": settings, **SECTION})).pdf)
    assert (info["Author"], xmp[f"{{{DC}}}creator"]) == ("The office", ["The office"])


HOSTILE = """A "b" 'c' & d < e > f &amp; ]]> (g) \\h) “i” é 성분"""


def test_signs_in_every_key_are_kept_and_quotes_are_typographic(make_brief: MakeBrief) -> None:
    quoted = "'" + HOSTILE.replace("'", "''") + "'"
    keys = ("title", "subtitle", "short-title", "ask", "addressee", "series", "version", "disclosure", "licence")
    settings = "".join(f"{key}: {quoted}\n" for key in keys) + (
        f"organisation: {{name: {quoted}, imprint: {quoted}}}\nauthors: [{{name: {quoted}, role: {quoted}}}]\n"
        f"contact: {{name: {quoted}, role: {quoted}, phone: {quoted}}}\nsections: [summary, part, author]\n"
        f"fields: {{who: {{sample: {quoted}}}}}\n"
    )
    files = {
        "brief.yaml": settings,
        "summary.md": "- Text.\n",
        "part.md": "# Title\n\n{{ who }}\n",
        "author.md": "# Us\n\nText.\n",
    }
    made = built.built(make_brief(files))
    info, xmp = said(made.pdf)
    expected = typographic(HOSTILE, marks_of("en-US"))
    for key in ("Title", "Author", "Subject", "Publisher"):
        assert info[key] == expected
    assert info["Version"] == info["Rights"] == HOSTILE
    same_in_both(info, xmp)
    heard = read(made.pdf).root
    assert heard.one("H1").text == expected
    assert heard.text.count(expected) >= 12
    assert made.findings == ()


@pytest.mark.parametrize("key", ["title", "subtitle", "series", "licence", "version"])
@pytest.mark.parametrize("character", ["\x07", "\x01", "\x00", "\x7f", "\x9b", "\ufffe"])
def test_a_control_character_is_reported_with_its_line(key: str, character: str, make_brief: MakeBrief) -> None:
    settings = {"title": '"T"', key: f'"A \\u{ord(character):04x} b"'}
    text = "".join(f"{name}: {value}\n" for name, value in settings.items())
    with pytest.raises(BriefError) as raised:
        built.built(make_brief({"brief.yaml": text, **SECTION}))
    (found,) = raised.value.findings
    assert str(found.place) == f"content/brief.yaml:{list(settings).index(key) + 1}:{len(key) + 3}"
    assert f"U+{ord(character):04X}" in found.message


LONG = "A title of five hundred characters, which nobody should write but somebody will. " * 6 + "The end of it."


def test_a_title_of_500_characters_needs_a_short_one(make_brief: MakeBrief) -> None:
    assert len(LONG) == 500
    with pytest.raises(BriefError) as raised:
        built.built(make_brief({"brief.yaml": f"title: {LONG}\n", **two_pages()}))
    assert str(raised.value) == (
        "content/brief.yaml:1:8: error: running-title-too-long: the running title does not fit at the foot of page 2\n"
        "    give the brief a short one, in brief.yaml: short-title: …"
    )


def test_a_short_title_that_is_too_long_is_reported_at_its_own_line(make_brief: MakeBrief) -> None:
    with pytest.raises(BriefError, match=r"^content/brief\.yaml:2:14: error: running-title-too-long:"):
        built.built(make_brief({"brief.yaml": f"title: T\nshort-title: {LONG}\n", **two_pages()}))


def test_a_title_of_500_characters_is_kept_whole(make_brief: MakeBrief) -> None:
    made = built.built(make_brief({"brief.yaml": f"title: {LONG}\nshort-title: Short\n", **SECTION}))
    info, xmp = said(made.pdf)
    assert info["Title"] == xmp[f"{{{DC}}}title"] == LONG
    assert read(made.pdf).root.one("H1").text == LONG


def two_pages() -> dict[str, str]:
    return {"part.md": "# Title\n\n" + "A line of text.\n\n" * 60}


HEBREW = "שלום עולם"


def squares(letters: str) -> bytes:
    """A font that draws a square for each of these letters, and nothing for a blank."""
    names = [".notdef", *(f"uni{ord(letter):04X}" for letter in letters)]
    pen, blank = TTGlyphPen(None), TTGlyphPen(None)
    pen.moveTo((50, 0))
    for corner in ((50, 500), (450, 500), (450, 0)):
        pen.lineTo(corner)
    pen.closePath()
    square, nothing = pen.glyph(), blank.glyph()
    made, font = io.BytesIO(), FontBuilder(1000, isTTF=True)
    font.setupGlyphOrder(names)
    font.setupCharacterMap({ord(letter): name for letter, name in zip(letters, names[1:], strict=True)})
    font.setupGlyf({name: nothing if name == "uni0020" else square for name in names})
    font.setupHorizontalMetrics({name: (500, 50) for name in names})
    font.setupHorizontalHeader(ascent=800, descent=-200)
    font.setupNameTable({"familyName": "Squares", "styleName": "Regular"})
    font.setupOS2(sTypoAscender=800, sTypoDescender=-200, usWinAscent=800, usWinDescent=200)
    font.setupPost()
    font.save(made)
    return made.getvalue()


def hebrew(make_brief: MakeBrief) -> bytes:
    face = squares("".join(sorted(set(HEBREW))))
    return built.built(
        make_brief({"brief.yaml": f"title: {HEBREW}\n", "styles/fonts/squares.ttf": face, **SECTION})
    ).pdf


def test_a_title_from_right_to_left_is_stored_as_written(make_brief: MakeBrief) -> None:
    info, xmp = said(hebrew(make_brief))
    assert info["Title"] == xmp[f"{{{DC}}}title"] == HEBREW


def test_a_title_from_right_to_left_is_heard_as_written(make_brief: MakeBrief) -> None:
    """In the order of its letters, not of their places on the line (ISO 32000-1, 14.8.2.3.3)."""
    assert read(hebrew(make_brief)).root.one("H1").text == HEBREW


@pytest.mark.parametrize("folder", built.ALL, ids=lambda folder: folder.name)
def test_a_pdf_opens_ready_to_be_read_aloud(folder: Path) -> None:
    """The window shows its title, it is tagged, the tab key follows the structure, and its language is set."""
    with pikepdf.open(io.BytesIO(built.kept(folder).pdf)) as pdf:
        assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
        assert bool(pdf.Root.MarkInfo.Marked)
        assert not pdf.Root.MarkInfo.get("/Suspects", False)
        assert {str(page.get("/Tabs")) for page in pdf.pages} == {"/S"}
        assert str(pdf.Root.Lang) == said(built.kept(folder).pdf)[0]["Language"]
        assert "/Filter" not in pdf.Root.Metadata
        assert pdf.Root.Metadata.read_bytes().count(b"<rdf:RDF") == 1


@pytest.mark.parametrize("folder", built.ALL, ids=lambda folder: folder.name)
def test_a_pdf_asks_to_be_printed_at_actual_size_on_both_sides_like_a_book(folder: Path) -> None:
    with pikepdf.open(io.BytesIO(built.kept(folder).pdf)) as pdf:
        assert pdf.Root.ViewerPreferences.PrintScaling == "/None"
        assert pdf.Root.ViewerPreferences.Duplex == "/DuplexFlipLongEdge"


def test_a_proof_asks_to_be_printed_on_one_side() -> None:
    with pikepdf.open(io.BytesIO(built.kept(built.EXAMPLE, "proof").pdf)) as pdf:
        assert pdf.Root.ViewerPreferences.Duplex == "/Simplex"


@pytest.mark.parametrize("folder", built.ALL, ids=lambda folder: folder.name)
def test_bookmarks_nest_as_the_headings_do(folder: Path) -> None:
    """They lead to the pages of the headings, and have their words without the calls and notes."""
    with pikepdf.open(io.BytesIO(built.kept(folder).pdf)) as pdf, pdf.open_outline() as outline:
        pages = {page.objgen: number for number, page in enumerate(pdf.pages, 1)}
        marks = list(bookmarks(outline.root, 1, pages))
    headings = [element for element in built.heard(folder).root.walk() if re.fullmatch("H[1-6]", element.role)]
    assert marks == [
        (int(one.role[1]), one.text_without("Reference", "Note").strip(), one.pages[0]) for one in headings
    ]
    assert marks[0][0] == 1


def bookmarks(items: list[pikepdf.OutlineItem], level: int, pages: dict[Any, int]) -> Iterator[tuple[int, str, int]]:
    for item in items:
        place: Any = item.destination
        yield level, item.title, pages[place[0].objgen]
        yield from bookmarks(item.children, level + 1, pages)


@pytest.mark.parametrize("folder", built.ALL, ids=lambda folder: folder.name)
def test_the_labels_of_pages_are_the_folios_that_are_printed(folder: Path) -> None:
    with pikepdf.open(io.BytesIO(built.kept(folder).pdf)) as pdf:
        labels = [page.label for page in pdf.pages]
        assert "/PageLabels" in pdf.Root
    feet = {
        page: " ".join(one.text for one in built.heard(folder).artifacts if (one.page, one.subtype) == (page, "Footer"))
        for page in range(1, len(labels) + 1)
    }
    for page, label in enumerate(labels, 1):
        folio = re.search(r"\b(\d+)\s+of\s+\d+|\b(\d+)쪽", feet[page])
        assert folio is not None or page == 1
        assert label == str(page) == (folio[1] or folio[2] if folio else "1")


def test_a_year_before_1000_has_four_digits() -> None:
    assert moment(date(1, 2, 3)) == "D:00010203000000Z"
