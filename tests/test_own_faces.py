"""A font in a brief's styles/fonts is found automatically and used only for the scripts that it covers."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from pathlib import Path

import fontpkg_amiri
import pikepdf
import pypdfium2
import pytest

from brief import build
from brief.findings import BriefError
from brief.load import house, load
from brief.model import EDITIONS, Box, Page
from tests.conftest import MakeBrief
from tests.reading import read
from tests.tags.test_copying import pdfium, poppler
from tests.test_conformance import STANDARDS, failures

FONTS = {
    f"styles/fonts/{path.name}": path.read_bytes()
    for path in sorted(Path(fontpkg_amiri.__file__).parent.glob("files/Amiri-[BR]*[dr].ttf"))
}
"""Amiri, regular and bold: Arabic, with Latin letters of its own."""

TITLE = "الحرية للجميع"
SENTENCE = "هذه فقرة كاملة، في كل مكان."
CELL, NOTE = "عمود", "ملاحظة قصيرة"
ARABIC = (
    f"# {TITLE}\n\n{SENTENCE} {SENTENCE}[^a]\n\n**{CELL}**\n\n| {CELL} | b |\n|---|---|\n| c | d |\n\n[^a]: {NOTE}\n"
)


def built(folder: Path) -> build.Built:
    brief, _ = load(folder)
    brief, texts, _ = build.read(brief)
    return build.build(brief, texts, EDITIONS["full"], "us-letter", build.engine_for(brief))


def families(pdf: bytes) -> set[str]:
    """The families of the fonts in a PDF; fails if one is not embedded."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        faces = [one for one in document.objects if isinstance(one, pikepdf.Dictionary) and "/FontName" in one]
        assert all("/FontFile2" in face for face in faces)
        return {re.sub(r"^/[A-Z]{6}\+|-(Bold|Semi-Bold|Italic)|,$", "", str(face.FontName)) for face in faces}


def text_of(pdf: bytes) -> str:
    with pypdfium2.PdfDocument(pdf) as document:
        return " ".join("".join(page.get_textpage().get_text_range() for page in document).split())


@pytest.fixture
def arabic(make_brief: MakeBrief) -> build.Built:
    settings = f"title: {TITLE}\nsubtitle: On {TITLE} (2018)\n"
    return built(make_brief({"brief.yaml": settings, "part.md": f"{ARABIC}\nIn Latin letters.\n", **FONTS}))


def test_arabic_is_set_embedded_and_read_back_in_its_order(arabic: build.Built) -> None:
    assert arabic.findings == ()
    assert "Amiri" in families(arabic.pdf)
    text = text_of(arabic.pdf)
    assert [
        line for line in (TITLE, f"{SENTENCE} {SENTENCE}", CELL, NOTE, "In Latin letters.") if line not in text
    ] == []


WORDS = ("لا الله الناس المملكة", "الناس لمن في المملكة العربية السعودية", "تحت الكرامة في المملكة منذ عام")
"""In Amiri, `الناس` has a glyph in common with `المملكة`, where two glyphs make one letter."""


def test_arabic_is_copied_letter_for_letter(make_brief: MakeBrief, tmp_path: Path) -> None:
    made = built(make_brief({"part.md": "# T\n\nText.\n\n" + "\n\n".join(WORDS) + "\n", **FONTS}))
    copied = pdfium(made.pdf, tmp_path)[0].splitlines()
    assert [words for words in WORDS if words not in copied] == []
    letters = re.sub(r"[^\w]", "", poppler(made.pdf, tmp_path)[0])  # poppler may see gaps between letters
    assert [words for words in WORDS if words.replace(" ", "") not in letters] == []
    heard = {element.text for element in read(made.pdf).root.walk()}
    assert [words for words in WORDS if words not in heard] == []
    assert [fault for standard in STANDARDS for fault in failures(made.pdf, standard)] == []


def test_arabic_runs_from_the_right_and_other_text_from_the_left(arabic: build.Built) -> None:
    assert f'<h1><span lang="ar" dir="rtl">{TITLE}</span></h1>' in arabic.html
    assert f'On <span lang="ar" dir="rtl">{TITLE}</span> (2018)' in arabic.html
    page = arabic.measured.pages[0]
    heading, turned, last = (first_line(page, source) for source in ("part.md:1-1", "part.md:3-3", "part.md:13-13"))
    column = next(box for box in page.boxes if box.source == last.source)
    assert turned.x + turned.width == pytest.approx(column.x + column.width, abs=0.5)
    assert heading.x + heading.width == pytest.approx(column.x - 8 * MM, abs=0.5)  # it hangs in the indent
    assert last.x == pytest.approx(column.x, abs=0.1)


MM = 72 / 25.4


def first_line(page: Page, source: str) -> Box:
    """The first run of text of a block."""
    return next(text for text in page.texts if text.source == source)


def test_numbers_in_arabic_are_in_reading_order_from_the_right(make_brief: MakeBrief) -> None:
    made = built(make_brief({"part.md": "# T\n\nقبل 12 بعد.\n", **FONTS}))
    with pypdfium2.PdfDocument(made.pdf) as document:
        page = document[0].get_textpage()
        text = page.get_text_range()
        left = {sign: page.get_charbox(text.index(sign))[0] for sign in "ق1د."}
    assert left["ق"] > left["1"] > left["د"] > left["."]


def test_an_added_font_replaces_no_letter_of_the_house(make_brief: MakeBrief) -> None:
    text = "# Title\n\nText, *text*, **bold**, Ἀθῆναι, Київ, 성분: 12 “x” – ✓ ☎.\n\n- Item\n"
    plain = families(built(make_brief({"part.md": text})).pdf)
    assert families(built(make_brief({"part.md": text, **FONTS})).pdf) == plain
    assert "Amiri" not in plain


def test_an_added_font_does_not_help_with_other_scripts(make_brief: MakeBrief) -> None:
    with pytest.raises(BriefError) as raised:
        built(make_brief({"part.md": "# T\n\nالف שלום\n", **FONTS}))
    assert [str(finding).split("\n")[0] for finding in raised.value.findings] == [
        "content/part.md:3:5: error: glyph-missing: no font has the character 'ש' (U+05E9, HEBREW LETTER SHIN)"
        " and 3 more of Hebrew"
    ]


def test_a_whole_brief_runs_from_the_right(make_brief: MakeBrief) -> None:
    words = (house() / "words" / "en.yaml").read_text(encoding="utf-8")
    files: Mapping[str, str | bytes] = {
        "brief.yaml": f"title: {TITLE}\nlanguage: ar\n", "part.md": ARABIC, "styles/words/ar.yaml": words, **FONTS,
    }  # fmt: skip
    made = built(make_brief(files))
    assert '<html lang="ar" dir="rtl">' in made.html
    (page,) = made.measured.pages
    for tag in ("h2", "p"):
        box = next(box for box in page.boxes if box.tag == tag and box.source)
        text = next(text for text in page.texts if text.source == box.source)
        assert text.x + text.width == pytest.approx(box.x + box.width, abs=0.5)


def test_words_in_a_chart_run_from_the_right_and_their_letters_join(make_brief: MakeBrief) -> None:
    text = f"/// chart | a.csv\nkind: bar\nhighlight: {TITLE}\n///\n\n/// table | a.csv\n///"
    csv = f"Part,Pages\n{TITLE},3\n{CELL} (1),4\nLatin,5\n"
    made = built(make_brief({"part.md": f"# T\n\n{text}", "a.csv": csv, **FONTS}))
    drawing = made.html[made.html.rindex("</title>") : made.html.index("</svg>")]
    assert ">Latin</text>" in drawing
    assert CELL not in drawing, "the engine would set each letter by itself, from the left"
    outlines = [path for path in re.findall(r'<path d="([^"]+)"', drawing) if path.count("Q") > 40]
    assert len(outlines) == 2
    for path in outlines:
        assert min(float(x) for x in re.findall(r"[ML] (\S+)", path)) < 8
    assert f'<th scope="row" lang="ar" dir="rtl" class="whole">{CELL} (1)</th>' in made.html


def test_letters_of_a_chart_that_no_font_has_are_reported(make_brief: MakeBrief) -> None:
    text = "# T\n\n/// chart | a.csv\nkind: bar\n///"
    with pytest.raises(BriefError, match=r"content/a\.csv:2: error: glyph-missing: no font has the character 'ש'"):
        built(make_brief({"part.md": text, "a.csv": "Part,Pages\nשלום,3\n", **FONTS}))


def test_a_broken_font_file_stops_the_build(make_brief: MakeBrief) -> None:
    with pytest.raises(BriefError, match=r"content/styles/fonts/no\.ttf: error: face-broken"):
        built(make_brief({"part.md": "# T\n\nText.\n", "styles/fonts/no.ttf": b"<html>"}))
