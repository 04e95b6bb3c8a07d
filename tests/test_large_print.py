"""Large print, read back from its PDF: no type below 18 pt, no italics, no hyphens, one left edge, black on white."""

from __future__ import annotations

import ctypes
import io
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium
import pytest

from brief.model import LOOKS, PAPERS, PaperName
from tests import built
from tests.conftest import MakeBrief
from tests.reading import SOFT_HYPHEN, Element, Reading, read
from tests.reading.drawing import Piece, pieces
from tests.tags.test_copying import HARD
from tests.test_look import contrast
from tests.test_proof import texts_of

EDITION = "large-print"
FLOOR = 18.0
LABEL = 14.0
MM = 72 / 25.4
EVERY = [pytest.param(folder, paper, id=f"{folder.name}-{paper}") for folder, paper in built.ON_PAPER]


def reading_of(folder: Path, paper: PaperName) -> Reading:
    return read(built.kept(folder, EDITION, paper).pdf)


def drawings(html: str) -> set[str]:
    """The descriptions of pictures from files, whose words may have any size."""
    return {unescape(alt) for alt in re.findall(r'<img[^>]* alt="([^"]+)"', html)}


def words(folder: Path, paper: PaperName) -> Iterator[Piece]:
    """All words on the pages, including heads and feet, except words in drawings from files."""
    made = built.kept(folder, EDITION, paper)
    alts = drawings(made.html)
    figures = [one for one in read(made.pdf).root.all("Figure") if one.alt in alts]
    drawn = {(run.page, piece) for one in figures for run in one.runs for piece in run.pieces}
    with pikepdf.open(io.BytesIO(made.pdf)) as pdf:
        for number, page in enumerate(pdf.pages, 1):
            yield from (
                piece
                for piece in pieces(page)
                if piece.kind == "text" and piece.text.strip() and (number, piece) not in drawn
            )


def fonts(pdf: bytes) -> set[str]:
    """The names of the fonts in a PDF, which show italics; the engine writes the same angle for all fonts."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        return {
            str(one.FontName).partition("+")[2]
            for one in document.objects
            if isinstance(one, pikepdf.Dictionary) and one.get("/Type") == "/FontDescriptor"
        }


def bold(pdf: bytes) -> list[str]:
    """The text in bold, line by line, in the order of the file."""
    runs = [""]
    name = ctypes.create_string_buffer(99)
    with pypdfium2.PdfDocument(pdf) as document:
        for text in (page.get_textpage() for page in document):
            for at in range(text.count_chars()):
                pdfium.FPDFText_GetFontInfo(text, at, name, len(name), None)
                if b"Semi" in name.value and text.get_text_range(at, 1).isprintable():
                    runs[-1] += text.get_text_range(at, 1)
                elif runs[-1]:
                    runs.append("")
    return [run.strip() for run in runs if run.strip()]


@pytest.mark.parametrize(("folder", "paper"), EVERY)
def test_no_type_is_smaller_than_the_floor(folder: Path, paper: PaperName) -> None:
    small = [piece for piece in words(folder, paper) if piece.size and piece.size < FLOOR - 0.01]
    assert [(piece.text, round(piece.size, 1)) for piece in small] == []


@pytest.mark.parametrize(("folder", "paper"), EVERY)
def test_all_words_have_a_contrast_of_7_on_white(folder: Path, paper: PaperName) -> None:
    colors = {piece.color for piece in words(folder, paper)}
    assert colors
    written = ["#" + "".join(f"{round(part * 255):02x}" for part in color) for color in colors]
    assert [color for color in written if contrast(color) < 7] == []


@pytest.mark.parametrize(("folder", "paper"), EVERY)
def test_no_font_is_italic(folder: Path, paper: PaperName) -> None:
    found = fonts(built.kept(folder, EDITION, paper).pdf)
    assert found
    assert [name for name in found if re.search("Italic|Oblique", name)] == []


def test_small_italic_and_pale_words_are_recognized_by_these_tests(make_brief: MakeBrief) -> None:
    css = "p { font: italic 9pt var(--serif); color: #999999 }"
    made = built.built(make_brief({"part.md": "# T\n\nText.\n", "styles/brand.css": css}), "full")
    with pikepdf.open(io.BytesIO(made.pdf)) as pdf:
        (piece,) = [piece for piece in pieces(pdf.pages[0]) if piece.text.startswith("Text")]
    assert round(piece.size, 2) == 9
    assert [round(part, 1) for part in piece.color] == [0.6, 0.6, 0.6]
    assert any("Italic" in name for name in fonts(made.pdf))


def test_no_word_is_hyphenated(make_brief: MakeBrief) -> None:
    folder = make_brief({"part.md": f"# T\n\n{HARD}. {HARD}.\n"})

    def broken(edition: str) -> list[Element]:
        root = read(built.built(folder, edition).pdf).root
        return [one for one in root.walk() if one.actual == SOFT_HYPHEN]

    assert broken("full")
    assert broken(EDITION) == []


PLAIN = (
    "Text that goes on over more than one line, since there are so many words in it, one after the other. " * 3
)  # fmt: skip


@pytest.mark.parametrize("paper", PAPERS)
def test_all_lines_begin_at_the_same_edge(paper: PaperName, make_brief: MakeBrief) -> None:
    """Lines of paragraphs, headings, key figures, pull quotes, boxes, captions, the head and the end."""
    text = (
        f"# {PLAIN}\n\n{PLAIN}\n\n## Heading\n\n/// key-figure | 5 million\n{PLAIN}\n///\n\n"
        f"/// pull-quote\n{PLAIN}\n///\n\n"
        f'/// box | Box\n{PLAIN}\n///\n\n![Alt](a.svg "{PLAIN}")\n'
    )
    svg = '<svg xmlns="http://www.w3.org/2000/svg" width="90" height="30"><path d="M0 0h90v30z"/></svg>'
    settings = (
        "title: A\nsubtitle: In short\nseries: Series\ndate: 2020-01-01\nstatus: final\ndisclosure: Paid by us.\n"
        "organisation: {name: Us, email: us@example.org}\ncontact: {name: Me, phone: '1'}\n"
    )
    made = built.built(make_brief({"brief.yaml": settings, "part.md": text, "a.svg": svg}), EDITION, paper)
    for page in made.measured.pages:
        lines: dict[int, float] = {}
        for run in page.texts:
            if run.y < page.bottom:  # below it is the folio, on the right
                lines[round(run.foot)] = min(lines.get(round(run.foot), run.x), run.x)
        assert lines
        assert {round(left - page.left, 1) for left in lines.values()} == {0}


def test_a_drawing_without_labels_is_enlarged_like_the_type_and_described_below(make_brief: MakeBrief) -> None:
    svg = '<svg xmlns="http://www.w3.org/2000/svg" width="90" height="30"><path d="M0 0h90v30z"/></svg>'
    text = '# T\n\n![A *bar*](a.svg "Caption")\n{: width=20mm }\n'
    made = built.built(make_brief({"part.md": text, "a.svg": svg}), EDITION)
    (picture,) = [one for page in made.measured.pages for one in page.pictures]
    assert abs(picture.width - 1.5 * 20 * MM) < 0.1
    assert "Description: A *bar*" in [run.text for run in made.measured.pages[0].texts]
    reading = read(made.pdf)
    assert reading.root.text.count("A *bar*") == 0  # it is heard as the alt text
    assert [one.alt for one in reading.root.all("Figure")] == ["A *bar*"]


def labelled(width: int, size: float) -> str:
    """A drawing of this width with a label in this type size."""
    head = f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}pt" height="60pt" viewBox="0 0 {width} 60">'
    return f'{head}<path d="M0 0h40v30z"/><text y="50" font-size="{size}">Ministry</text></svg>'


def test_a_drawing_is_enlarged_until_its_labels_have_the_size_of_the_text(make_brief: MakeBrief) -> None:
    files = {"part.md": '# T\n\n![A ministry](a.svg "Caption")\n', "a.svg": labelled(200, 9)}
    made = built.built(make_brief(files), EDITION)
    with pikepdf.open(io.BytesIO(made.pdf)) as pdf:
        sizes = {round(piece.size, 1) for piece in pieces(pdf.pages[0]) if piece.text and piece.text in "Ministry"}
    assert sizes == {FLOOR}
    assert made.findings == ()
    assert "Description" not in texts_of(made.pdf)


def test_a_drawing_whose_labels_would_be_too_small_is_printed_in_words(make_brief: MakeBrief) -> None:
    text = '# T\n\nAs @fig:who says.\n\n![The state\'s ranks.](images/a.svg "**Who** ranks")\n{: #who }\n\nMore.\n'
    made = built.built(make_brief({"part.md": text, "images/a.svg": labelled(480, 9)}), EDITION)
    assert [one for page in made.measured.pages for one in page.pictures] == []
    reading = read(made.pdf)
    assert reading.root.all("Figure") == []
    assert "Figure 1. Who ranksDescription: The state’s ranks." in reading.root.text
    assert [str(finding) for finding in made.findings] == [
        "content/part.md:5:23: info: drawing-in-words: 'images/a.svg' is printed in words in the edition "
        "'large-print': its smallest label would have 9.0 pt there, and at least 14 pt are needed; its description "
        "says nothing of 'Ministry'\n    to have it drawn there, make a drawing with larger labels, such as one that "
        "is taller than wide"
    ]


def test_a_few_notes_are_kept_on_one_page(make_brief: MakeBrief) -> None:
    for lines in range(13, 22):
        text = "# T\n\n" + "Line.\n\n" * (lines - 6) + "Text[^a] and[^b] more.[^c]\n\n"
        text += "[^a]: One note.\n\n[^b]: Another.\n\n[^c]: The last.\n"
        pages = built.built(make_brief({"part.md": text}), EDITION).measured.pages
        assert len({page.number for page in pages for box in page.boxes if "endnote" in box.classes}) == 1


def test_the_first_item_of_a_list_is_not_alone_on_a_page(make_brief: MakeBrief) -> None:
    for lines in range(8, 12):
        text = "# T\n\n" + "Line.\n\n" * lines + "- Item.\n- Item.\n- Item.\n- Item.\n"
        made = built.built(make_brief({"part.md": text}), EDITION)
        items = [sum(run.text == "Item." for run in page.texts) for page in made.measured.pages]
        assert items[0] != 1


def test_the_first_argument_is_not_alone_below_the_ask(make_brief: MakeBrief) -> None:
    settings = "title: A title of this brief\nask: We ask.\naddressee: the Minister\n"
    for words in range(70, 150, 20):
        argument = "- " + "word " * (words // 4) + "\n"
        folder = make_brief({"brief.yaml": settings + f"subtitle: {'word ' * words}\n", "summary.md": argument * 4})
        made = built.built(folder, EDITION)
        assert len({box.source for box in made.measured.pages[0].boxes if box.tag == "li"}) != 1


def test_the_arguments_of_a_summary_come_before_its_figures(make_brief: MakeBrief) -> None:
    text = "# In short\n\n/// key-figure | 5 million\npeople\n///\n\n- An argument.[^n]\n\n[^n]: A note.\n"
    said = texts_of(built.built(make_brief({"summary.md": text}), EDITION).pdf)
    assert said.index("An argument.") < said.index("5 million") < said.index("A note.")


def test_the_ask_is_printed_large_above_the_summary(make_brief: MakeBrief) -> None:
    settings = "title: A\nask: We ask.\naddressee: the Minister\n"
    made = built.built(make_brief({"brief.yaml": settings, "summary.md": "# In short\n\n- One.\n"}), EDITION)
    runs = {run.text: run for run in made.measured.pages[0].texts}
    assert runs["To the Minister"].y < runs["We ask."].y < runs["In short"].y
    assert runs["We ask."].height > runs["One."].height


def test_a_photograph_is_enlarged_like_the_type(make_brief: MakeBrief) -> None:
    from tests.test_figures import photograph

    text = "# T\n\n![A gate](a.jpg){: width=40mm }\n"
    made = built.built(make_brief({"part.md": text, "a.jpg": photograph(320, 200)}), EDITION)
    (one,) = [one for page in made.measured.pages for one in page.photographs]
    assert round(one.box.width / 72 * 25.4) == 60
    assert made.findings == ()  # 135 pixels per inch are enough here, like 200 in the full edition


WIDE = "| Year | Kind of document | What it says | Who has signed it | Whereabouts |\n| - | - | - | - | - |\n"
ROW = "| 1984 | International Convention | No mistreatment[^n] | Most governments | |\n"


def test_a_table_that_does_not_fit_becomes_a_list_of_its_rows(make_brief: MakeBrief) -> None:
    text = f"# T\n\n{WIDE}{ROW}\nTable: What there is.\n\n[^n]: None.\n"
    reading = read(built.built(make_brief({"part.md": text}), EDITION).pdf)
    assert reading.root.all("Table") == []
    (item,) = [one for one in reading.root.all("LI") if "1984" in one.text]
    assert [one.text for one in item.all("P")] == [
        "Year: 1984",
        "Kind of document: International Convention",
        "What it says: No mistreatment[1]",
        "Who has signed it: Most governments",
    ]
    assert "Table 1. What there is." in [one.text for one in reading.root.all("P")]


def test_a_table_that_fits_if_its_names_and_heads_are_broken_stays_a_table(make_brief: MakeBrief) -> None:
    head = "| Supplier of water | Households | Share of all (%) | Tested by law |\n|---|---:|---:|---|\n"
    rows = "| Four large systems | 97,000 | 45.3 | Daily to monthly |\n| Wells | 71,000 | 33.2 | When drilled |\n" * 2
    for look in LOOKS:
        folder = make_brief({"brief.yaml": f"title: T\nlook: {look}\n", "part.md": f"# T\n\n{head}{rows}"})
        made = built.built(folder, EDITION)
        assert len(read(made.pdf).root.all("Table")) == 1


def test_a_table_that_fits_stays_a_table(make_brief: MakeBrief) -> None:
    text = "# T\n\n| Unit | Sign |\n| - | - |\n| Metre | m |\n"
    assert len(read(built.built(make_brief({"part.md": text}), EDITION).pdf).root.all("Table")) == 1


LONG = {"part.md": "# T\n\n" + "A paragraph of some words for the page.\n\n" * 30}


@pytest.mark.parametrize("edition", ["large-print", "proof"])
def test_the_folio_is_on_the_line_of_the_foot(edition: str, make_brief: MakeBrief) -> None:
    page = built.built(make_brief(LONG), edition).measured.pages[1]
    *_, title = [run for run in page.texts if run.text.startswith("A brief")]
    folio = max((run for run in page.texts if run.text == "2"), key=lambda run: run.y)
    assert (title.y, title.height) == pytest.approx((folio.y, folio.height))


def test_the_head_of_a_page_names_the_office_if_there_is_no_room_for_the_date(make_brief: MakeBrief) -> None:
    office = "The Office for the Rights of Many People"
    settings = f"title: A brief\nstatus: final\ndate: 2026-03-09\norganisation: {{name: {office}}}\n"
    page = built.built(make_brief({**LONG, "brief.yaml": settings}), EDITION).measured.pages[1]
    words = {run.text for run in page.texts}
    assert office in words
    assert not any("March 9" in text for text in words)


def test_a_chart_without_room_becomes_a_table(make_brief: MakeBrief) -> None:
    rows = "".join(f"Drawer {number},{number}\n" for number in range(1, 31))
    text = "# T\n\n/// chart | d.csv\n    kind: bar\n    x: Drawer\n    y: Pencils\n\nThirty drawers\n///\n"
    folder = make_brief({"part.md": text, "d.csv": f"Drawer,Pencils\n{rows}"})
    assert len(read(built.built(folder, "full").pdf).root.all("Figure")) == 1
    reading = read(built.built(folder, EDITION).pdf)
    assert reading.root.all("Figure") == []
    assert len(reading.root.one("Table").all("TR")) == 31


def test_the_title_of_a_box_stays_with_its_words(make_brief: MakeBrief) -> None:
    for lines in range(5, 12):
        box = "/// box | What a tank does\nIt holds the rain, and lets it go.\n\n- When it stopped.\n///\n"
        made = built.built(make_brief({"part.md": "# T\n\n" + "Line.\n\n" * lines + box}), "large-print")
        runs = [(page.number, run.text) for page in made.measured.pages for run in page.texts]
        assert len({number for number, words in runs if "tank" in words or "rain" in words}) == 1


def test_a_long_note_leaves_no_page_half_empty(make_brief: MakeBrief) -> None:
    for words in (40, 50, 60):
        text = "# T\n\n" + "Words of a line. " * words + f"[^a]\n\n[^a]: {'Words of a note. ' * 45}\n"
        pages = built.built(make_brief({"part.md": text}), "large-print").measured.pages
        for page in pages[:-1]:
            left = page.bottom - max(run.foot for run in page.texts if run.source)
            assert left < 190  # points: the heading and four lines, which stay together


def test_only_what_a_reader_looks_for_is_bold(make_brief: MakeBrief) -> None:
    """Heads, the ask, lead words, key figures and the organisation are bold; emphasis, notes and quotes are not."""
    settings = (
        "title: Title\nask: We ask.\ncontact: {name: Me, phone: '1'}\norganisation: {name: Us}\nstatus: final\n"
        "series: Series\ndate: 2020-01-01\n"
    )
    text = (
        "# Head\n\n**Lead.** Of *one* thing.[^n]\n\n/// key-figure | 5\n    source: Office\n\nthings\n///\n\n"
        "/// pull-quote\nQuote.\n///\n\n[^n]: See *Book*.\n"
    )
    made = built.built(make_brief({"brief.yaml": settings, "part.md": text}), EDITION)
    assert bold(made.pdf) == ["Us", "Title", "We ask.", "Head", "Lead.", "5", "Contact", "Us"]


def test_emphasis_is_never_italic(make_brief: MakeBrief) -> None:
    text = (
        '# A *b* c\n\nOf *one* thing.[^n]\n\n/// pull-quote\nA *quote*.\n///\n\n![Alt](a.svg "The *caption*.")\n\n'
        "[^n]: See *Book*.\n"
    )
    svg = '<svg xmlns="http://www.w3.org/2000/svg" width="90" height="30"><path d="M0 0h90v30z"/></svg>'
    made = built.built(make_brief({"part.md": text, "a.svg": svg}), EDITION)
    assert fonts(made.pdf) == {"Source-Sans-3,", "Source-Sans-3-Semi-Bold"}


@pytest.mark.parametrize(("folder", "paper"), EVERY)
def test_no_label_of_a_drawing_is_smaller_than_14_points(folder: Path, paper: PaperName) -> None:
    made = built.kept(folder, EDITION, paper)
    with pikepdf.open(io.BytesIO(made.pdf)) as pdf:
        sizes = [
            piece.size for page in pdf.pages for piece in pieces(page) if piece.kind == "text" and piece.text.strip()
        ]
    assert min(sizes) > LABEL - 0.01


def test_an_edition_like_large_print_may_be_larger_still(make_brief: MakeBrief) -> None:
    settings = "title: A\nstatus: final\neditions: {giant: {like: large-print, min-type-size: 24}}\n"
    made = built.built(make_brief({"brief.yaml": settings, "part.md": "# T\n\nText.[^n]\n\n[^n]: N.\n"}), "giant")
    with pikepdf.open(io.BytesIO(made.pdf)) as pdf:
        sizes = [piece.size for page in pdf.pages for piece in pieces(page) if piece.text.strip()]
    assert min(sizes) > 23.9


@pytest.mark.parametrize("letters", range(34, 44, 2))
def test_words_beside_the_code_keep_off_the_white_around_it(letters: int, make_brief: MakeBrief) -> None:
    role = "Office of many a word".ljust(letters, "e")
    brief = f"title: T\nlook: witness\ncontact: {{name: Desk, role: '{role}'}}\nweb-address: https://example.org\n"
    built.built(make_brief({"brief.yaml": brief, "part.md": "# T\n\nText.\n"}), "large-print")


@pytest.mark.parametrize(
    ("name", "status", "head"),
    [
        ("The Office", "final", "The Office · June 8, 2018"),
        ("The Office for All the Rights of All the People of the Land", "final", "June 8, 2018"),
        ("The Office", "draft", "The OfficeDraft"),  # at both edges
        ("The Office for All the Rights of All the People of the Land", "draft", "June 8, 2018Draft"),
    ],
)
def test_each_page_names_the_office_and_the_date(name: str, status: str, head: str, make_brief: MakeBrief) -> None:
    settings = f"title: T\ndate: 2018-06-08\nstatus: {status}\norganisation: {{name: {name}}}\n"
    made = built.built(make_brief({"brief.yaml": settings, "part.md": "# P\n\n" + "Text.\n\n" * 40}), EDITION)
    for page in made.measured.pages[1:]:
        above = [run.text for run in page.texts if run.frame.kind == "margin" and run.y < page.top]
        assert " ".join("".join(above).split()).replace("\xa0", " ") == head
