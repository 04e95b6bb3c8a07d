"""One edition of a brief becomes a PDF; faults that would spoil a page stop the build, others are warnings."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from brief import build
from brief.findings import BriefError
from brief.load import load
from brief.model import PAPERS, PaperName, editions_of
from tests.built import EXAMPLE, kept
from tests.conftest import MakeBrief

ROOT = Path(__file__).parents[1]


def built(where: Path, paper: PaperName = "us-letter") -> build.Built:
    brief, _ = load(where)
    brief, texts, _ = build.read(brief)
    return build.build(brief, texts, editions_of(brief.settings)["full"], paper, build.engine_for(brief))


def pages_of(pdf: bytes) -> list[str]:
    with pypdfium2.PdfDocument(pdf) as document:
        return [page.get_textpage().get_text_bounded().replace("\r\n", "\n") for page in document]


@pytest.fixture(scope="module", params=["us-letter", "a4"])
def example(request: pytest.FixtureRequest) -> tuple[build.Built, PaperName]:
    return built(ROOT, request.param), request.param


def test_the_example_fills_three_or_four_pages(example: tuple[build.Built, PaperName]) -> None:
    assert len(example[0].measured.pages) in (3, 4)


def test_the_example_has_no_findings(example: tuple[build.Built, PaperName]) -> None:
    assert example[0].findings == ()


def test_the_example_is_on_its_paper(example: tuple[build.Built, PaperName]) -> None:
    made, paper = example
    with pikepdf.open(io.BytesIO(made.pdf)) as pdf:
        sizes = {tuple(round(float(side), 1) for side in page.mediabox) for page in pdf.pages}
    assert sizes == {{"us-letter": (0, 0, 612, 792), "a4": (0, 0, 595.3, 841.9)}[paper]}


def test_the_example_carries_title_author_language_and_bookmarks(example: tuple[build.Built, PaperName]) -> None:
    with pikepdf.open(io.BytesIO(example[0].pdf)) as pdf:
        assert str(pdf.docinfo["/Title"]) == "Put human rights on the table in Singapore"
        assert str(pdf.docinfo["/Author"]) == "Example Rights Office"
        assert str(pdf.docinfo["/CreationDate"]).startswith("D:20180608")
        assert str(pdf.Root.Lang) == "en-US"
        with pdf.open_outline() as outline:
            (whole,) = outline.root
            assert whole.title == "Put human rights on the table in Singapore"
            assert "Songbun: a class for life" in [item.title for item in whole.children]


def test_every_face_in_the_example_is_embedded_and_a_subset(example: tuple[build.Built, PaperName]) -> None:
    with pikepdf.open(io.BytesIO(example[0].pdf)) as pdf:
        faces = [o for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and o.get("/Type") == "/FontDescriptor"]
        names = {str(face["/FontName"])[8:].rstrip(",") for face in faces}
        assert all("/FontFile2" in face and str(face["/FontName"])[7] == "+" for face in faces)
    assert {"Source-Serif-4-SmText", "Source-Sans-3", "NanumMyeongjo", "Source-Serif-4-Display-Semi-Bold"} <= names
    assert {name.split("-")[0] for name in names} == {"Source", "NanumMyeongjo"}


def test_no_page_of_the_example_is_under_a_third_full(example: tuple[build.Built, PaperName]) -> None:
    for page in example[0].measured.pages:
        lowest = max(box.y + box.height for box in page.boxes if box.source and "footnote" not in box.classes)
        assert lowest - page.top > (page.bottom - page.top) / 3


def test_side_notes_of_the_example_are_in_the_margin_and_end_above_the_foot(
    example: tuple[build.Built, PaperName],
) -> None:
    right = {"us-letter": 20 + 174, "a4": 18 + 174}[example[1]] * 72 / 25.4
    seen = 0
    for page in example[0].measured.pages:
        for box in page.boxes:
            if "side" in box.classes:
                seen += 1
                assert box.x + box.width == pytest.approx(right, abs=0.5)
                assert box.y + box.height < page.bottom + 0.5
    assert seen == 6


@pytest.mark.parametrize("edition", ["full", "handout", "large-print", "proof"])
@pytest.mark.parametrize("paper", PAPERS)
def test_all_text_of_the_example_prints_on_the_other_paper(edition: str, paper: PaperName) -> None:
    """A Letter page prints on A4 and back: text lies within 210 by 279 mm."""
    with pypdfium2.PdfDocument(kept(EXAMPLE, edition, paper).pdf) as document:
        for page in document:
            height = page.get_height()
            text = page.get_textpage()
            for index in range(text.count_rects()):
                _, bottom, right, top = text.get_rect(index)
                assert right < 210 * 72 / 25.4
                assert height - bottom < 279 * 72 / 25.4
                assert height - top > 6.35 * 72 / 25.4


def test_the_folio_begins_on_page_2(example: tuple[build.Built, PaperName]) -> None:
    first, second, *_ = pages_of(example[0].pdf)
    count = len(example[0].measured.pages)
    assert f"1 of {count}" not in first
    assert f"2 of {count}" in second


def test_recommendations_are_numbered_across_their_addressees(example: tuple[build.Built, PaperName]) -> None:
    assert 'style="counter-reset: list-item 6"' in example[0].html


def test_a_note_called_twice_repeats_its_number(make_brief: MakeBrief) -> None:
    text = "# Title\n\nText.\n\nOne.[^a] Two.[^b] Again.[^a]\n\n[^a]: First note.\n\n[^b]: Second note.\n"
    (page,) = pages_of(built(make_brief({"part.md": text})).pdf)
    assert "One.1 Two.2 Again.1" in page
    assert page.count("First note.") == 1


def test_a_character_without_a_glyph_stops_the_build(make_brief: MakeBrief) -> None:
    folder = make_brief({"part.md": "# Title\n\nText 人.\n"})
    with pytest.raises(BriefError, match=r"content/part\.md:3:6: error: glyph-missing"):
        built(folder)


def test_an_unknown_property_in_a_brief_s_own_style_warns_with_its_line(make_brief: MakeBrief) -> None:
    folder = make_brief({"part.md": "# Title\n\nText.\n", "styles/brand.css": "p {\n  colour: red;\n}\n"})
    assert [str(finding) for finding in built(folder).findings] == [
        "content/styles/brand.css:2:3: warning: style-ignored: "
        "this line of the style sheet has no effect: Ignored `colour: red`, unknown property\n"
        "    correct it or take it out"
    ]


def test_a_brand_recolours_everything_that_is_accented(make_brief: MakeBrief) -> None:
    files = {"part.md": "# Title\n\nText.\n\n/// key-figure | 7\nseas\n///\n"}
    plain = built(make_brief(files)).pdf
    branded = built(make_brief({**files, "styles/brand.css": ":root { --accent: #00ff00 }\n"})).pdf
    green, red = b"0 1 0 rg", b"0.541176 0.137255 0.094118 rg"
    assert (green in drawn(plain), red in drawn(plain)) == (False, True)
    assert (green in drawn(branded), red in drawn(branded)) == (True, False)


def drawn(pdf: bytes) -> bytes:
    with pikepdf.open(io.BytesIO(pdf)) as document:
        return b"\n".join(page.Contents.read_bytes() for page in document.pages)


def test_a_side_note_at_the_foot_of_a_page_moves_with_its_paragraph(make_brief: MakeBrief) -> None:
    """Wherever its paragraph falls, the note stays whole, on the page where the paragraph begins."""
    for lines in range(36, 46):
        filler = "\n\n".join(["A line of text."] * lines)
        note = f"/// pull-quote\n{'Words that fill lines in the margin. ' * 6}\n///\n"
        made = built(make_brief({"part.md": f"# Title\n\n{filler}\n\n## Head\n\nAnchor text.\n\n{note}\nEnd.\n"}))
        homes = [page.number for page in made.measured.pages for box in page.boxes if "side" in box.classes]
        anchors = [page.number for page in made.measured.pages for box in page.boxes if "beside" in box.classes]
        heads = [page.number for page in made.measured.pages for box in page.boxes if box.tag == "h3"]
        assert len(homes) == 1, f"the note is split with {lines} paragraphs before it"
        assert homes == anchors[:1] == heads
        assert made.findings == ()


def test_nothing_in_the_margin_is_printed_over_the_contact_card(make_brief: MakeBrief) -> None:
    """Wherever notes and captions fall on page 1, they end above the card."""
    settings = "title: T\ncontact: {name: Desk, role: Office, phone: 555 0100, email: desk@example.org}\n"
    svg = '<svg xmlns="http://www.w3.org/2000/svg" width="400" height="120"/>'
    note = "/// key-figure | 7\nseas, as they have been counted since the days of old\n///\n"
    figure = f'![A drawing](a.svg "{"Words that fill lines. " * 5}")\n'
    seen = 0
    for lines in range(6, 20, 2):
        filler = "\n\n".join(["A line of text."] * lines)
        text = f"# Title\n\n{filler}\n\n{note}\nA line.\n\n{figure}\nEnd.\n"
        made = built(make_brief({"brief.yaml": settings, "part.md": text, "a.svg": svg}))
        card = next(box for box in made.measured.pages[0].boxes if "contact" in box.classes)
        beside = [box for box in made.measured.pages[0].boxes if "side" in box.classes]
        assert [box for box in beside if box.y + box.height > card.y + 0.5] == [], f"after {lines} paragraphs"
        seen += len(beside)
    assert seen > 7, "they all stand on other pages"


def test_a_tall_picture_stays_on_its_page(make_brief: MakeBrief) -> None:
    svg = '<svg xmlns="http://www.w3.org/2000/svg" width="400" height="4000"/>'
    made = built(make_brief({"part.md": "# Title\n\nText.\n\n![Tall](a.svg)\n", "a.svg": svg}))
    ((page, figure),) = [(page, box) for page in made.measured.pages for box in page.boxes if box.tag == "figure"]
    assert figure.y + figure.height <= page.bottom + 0.5


def test_a_note_longer_than_a_page_stops_the_build(make_brief: MakeBrief) -> None:
    note = "\n\n    ".join(["Words that fill the foot of a page. " * 60] * 5)
    settings = "title: A brief\neditions: {full: {pages: even}}\n"  # within a limit it would be folded
    with pytest.raises(BriefError, match=r"content/part\.md:5: error: note-too-tall: this note is taller than a page"):
        built(make_brief({"brief.yaml": settings, "part.md": f"# Title\n\nText.[^a]\n\n[^a]: {note}\n"}))


def test_a_heading_never_stands_alone_before_a_long_table(make_brief: MakeBrief) -> None:
    rows = "\n".join(f"| {n} | row |" for n in range(60))
    text = f"# Title\n\n{'Text. ' * 300}\n\n## Data\n\n| A | B |\n|---|---|\n{rows}\n"
    made = built(make_brief({"part.md": text}))
    for page in made.measured.pages:
        tags = {box.tag for box in page.boxes if box.source}
        assert not tags <= {"h3"}
    assert made.findings == ()


def test_a_long_summary_begins_on_page_1(make_brief: MakeBrief) -> None:
    made = built(make_brief({"summary.md": "\n".join(f"- {'A point of some length. ' * 12}" for _ in range(12))}))
    assert "A point" in pages_of(made.pdf)[0]


def test_a_coalition_of_four_has_all_its_names_in_the_masthead(make_brief: MakeBrief) -> None:
    names = [f"The Organization for the Rights of Number {n}" for n in ("One", "Two", "Three", "Four")]
    listed = "".join(f"  - name: {name}\n" for name in names)
    settings = f"title: T\nseries: A series\ndate: 2018-06-08\norganisation:\n{listed}"
    made = built(make_brief({"brief.yaml": settings, "part.md": "# Title\n\nText.\n"}))
    head = pages_of(made.pdf)[0].partition("Title")[0].replace("\n", " ")
    assert all(name in head for name in names)
    foot = max(box.foot for box in made.measured.pages[0].boxes if "organisation" in box.classes)
    assert foot < min(box.y for box in made.measured.pages[0].boxes if "kicker" in box.classes)


def test_a_long_key_figure_stays_in_its_column(make_brief: MakeBrief) -> None:
    text = "# Title\n\nText.\n\n/// key-figure | 80,000–120,000 people at the least\nheld\n///\n"
    made = built(make_brief({"part.md": text}))
    edge = (215.9 - 19.9) * 72 / 25.4
    assert max(text.x + text.width for text in made.measured.pages[0].texts) < edge + 0.5
    assert "at the least" in pages_of(made.pdf)[0].replace("\n", " ")


def test_side_notes_of_a_summary_with_the_prose_layout_are_printed(make_brief: MakeBrief) -> None:
    text = "---\nlayout: prose\n---\n# Sum\n\nText.\n\n/// key-figure | 7\nseas\n///\n"
    assert "seas" in pages_of(built(make_brief({"summary.md": text})).pdf)[0]


def test_an_invalid_color_is_reported_once_with_its_line(make_brief: MakeBrief) -> None:
    folder = make_brief({"part.md": "# Title\n\nText.\n", "styles/brand.css": ":root {\n  --accent: 1b4f72;\n}\n"})
    assert [str(finding) for finding in built(folder).findings] == [
        "content/styles/brand.css:2:13: warning: token-wrong: "
        "'1b4f72' is not a valid value here, so it has no effect\n"
        "    write it as styles/tokens.css does: colors as #1b4f72, lengths as 3pt or 10mm"
    ]


def test_a_class_typed_in_markdown_never_moves_a_paragraph(make_brief: MakeBrief) -> None:
    classes = ("status", "folio", "running-title", "contact", "footnote")
    text = "".join(f"Paragraph {name}.\n{{: .{name} }}\n\n" for name in classes)
    made = built(make_brief({"part.md": f"# Title\n\n{text}"}))
    places = [box.y for box in made.measured.pages[0].boxes if box.tag == "p"]
    assert len(places) == len(classes)
    assert places == sorted(places)


@pytest.mark.parametrize("look", ["gazette", "block", "witness", "ledger"])
def test_the_foot_of_a_page_is_one_line_even_if_it_must_do_without_date_and_office(
    look: str, make_brief: MakeBrief
) -> None:
    def foot(office: str, title: str) -> str:
        settings = f"title: {title}\nlook: {look}\ndate: 2018-06-08\norganisation: {{name: {office}}}\n"
        made = built(make_brief({"brief.yaml": settings, "part.md": "# Part\n\n" + "Some words on it. " * 400}))
        page = made.measured.pages[1]
        assert len({round(run.y) for run in page.texts if run.y > page.bottom}) == 1
        return made.html.partition('<div class="running-title">')[2].partition("</div>")[0].replace("&nbsp;", " ")

    office, title = "Union of the Farmers of the Western Valley", "The wells that nobody fill"
    assert foot(office, title) == f"{office} · {title} · June 8, 2018"
    assert foot(office, f"{title} again") == f"{office} · {title} again"
    assert foot(f"{office} and Hills", f"{title} again and again") == f"{title} again and again · June 8, 2018"


def test_a_drawing_that_the_engine_cannot_draw_stops_the_build_at_its_line(
    make_brief: MakeBrief, monkeypatch: pytest.MonkeyPatch
) -> None:
    from weasyprint.svg import SVG

    def failing(*_: object) -> None:
        raise ValueError("no such thing")

    monkeypatch.setattr(SVG, "draw", failing)
    svg = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'
    folder = make_brief({"part.md": "# Title\n\n![A](a b.svg)\n", "a b.svg": svg})
    with pytest.raises(BriefError) as raised:
        built(folder)
    assert str(raised.value) == (
        "content/part.md:3:6: error: image-unreadable: 'a b.svg' cannot be read as an image: it cannot be drawn\n"
        "    save it again as JPEG, PNG, WebP or SVG"
    )
