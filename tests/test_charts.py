"""Charts and tables from data, from the folder to the finished page."""

from __future__ import annotations

import io
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pikepdf
import pytest

from brief import build
from brief.chart.style import HOUSE
from brief.css import points
from brief.findings import BriefError, Rule, data
from brief.load import load
from brief.load.look import sheets, tokens
from brief.model import PAPERS, PaperName
from tests import built
from tests.conftest import MakeBrief
from tests.reading import read

CHARTS = built.BRIEFS / "charts"
ROOT = Path(__file__).parents[1]
CSV = "Year,Rulers\n2014,3\n2015,1200\n"


def heard(make_brief: MakeBrief, text: str, csv: str = CSV, files: Mapping[str, str] | None = None) -> build.Built:
    return built.built(make_brief({"part.md": f"# Title\n\n{text}", "data/a.csv": csv, **(files or {})}))


def stopped(make_brief: MakeBrief, text: str, csv: str = CSV) -> list[str]:
    with pytest.raises(BriefError) as raised:
        heard(make_brief, text, csv)
    return [str(finding) for finding in raised.value.findings]


def test_the_lengths_of_the_house_are_those_of_its_style_sheets() -> None:
    known = tokens(sheets([ROOT / "styles"], "a4", "full", "margin"))
    assert {name: points(known[name]) for name in HOUSE} == HOUSE


def test_a_chart_is_one_figure_that_says_what_it_shows() -> None:
    figures = [one for one in built.heard(CHARTS).root.all("Figure")]
    assert len(figures) == 11
    assert figures[0].alt == (
        "Bar chart: The recommendations are shorter than what comes before them, Words in each section. Section: The"
        " ruler and its many divisions into smaller and smaller parts, Recommendations, Summary, The author. Words:"
        " highest 1,040 (The ruler and its many divisions into smaller and smaller parts), lowest 85 (The author)."
    )
    assert figures[2].alt == "The rain on the ruler fell in May and rose in January."
    assert "Recommendations" in figures[0].text
    assert built.heard(CHARTS).strays == ()


def test_captions_are_numbered_and_references_notes_and_sources_are_printed() -> None:
    root = built.heard(CHARTS).root
    captions = [one.text for one in root.all("Caption")]
    assert captions[0].startswith("Figure 1. The recommendations are shorter than what comes before them")
    assert captions[-1] == "Table 1. Words and lines of each section"
    paragraphs = [one.text for one in root.all("P")]
    assert "As Table 1 says." in paragraphs
    assert "Note: counted by hand." in paragraphs
    assert "Source: the Office of Rulers, https://www.example.org/rulers" in paragraphs
    assert paragraphs.count("– no data") == 3


def test_the_data_of_a_chart_are_on_paper_when_asked_for() -> None:
    tables = built.heard(CHARTS).root.all("Table")
    assert [cell.text for cell in tables[0].all("TH", "TD")][:6] == [
        "Month",
        "Share",
        "January",
        "12%",
        "February",
        "8.5%",
    ]
    assert len(tables) == 3


@pytest.mark.parametrize("paper", PAPERS)
def test_a_chart_has_the_width_of_its_column_on_each_paper(paper: PaperName) -> None:
    figures = read(built.kept(CHARTS, "full", paper).pdf).root.all("Figure")
    boxes = [figure.attributes["BBox"] for figure in figures]
    assert {round(float(box[2] - box[0]) / 72 * 25.4) for box in boxes} == {122, 174}


def test_a_brief_with_charts_is_printed_only_in_the_source_faces() -> None:
    with pikepdf.open(io.BytesIO(built.kept(CHARTS).pdf)) as pdf:
        fonts = {str(font.BaseFont).partition("+")[2] for page in pdf.pages for font in page.Resources.Font.values()}
    assert fonts
    assert [font for font in fonts if not font.startswith(("Source-S", "SourceS"))] == []


def test_charts_use_the_accent_and_the_faces_of_the_brief(make_brief: MakeBrief) -> None:
    css = ":root { --accent: #1b4f72; --sans: 'Source Serif 4 SmText', serif }"
    html = heard(make_brief, "/// chart | data/a.csv\nkind: column\n///", files={"styles/brand.css": css}).html
    assert 'fill="#1b4f72"' in html
    assert 'font-family="Source Serif 4 SmText,serif"' in html
    assert "#8a2318" not in html


def test_custom_properties_come_from_the_last_sheet_with_their_references_resolved(make_brief: MakeBrief) -> None:
    css = "/* :root { --ink: red } */ :root { --ink: #000; --accent: var(--ink) } p { --rule: blue }"
    brief, _ = load(make_brief({"part.md": "# T\n\nText.", "styles/brand.css": css}))
    found = tokens(sheets(brief.styles, "a4", "full", "margin"))
    assert (found["ink"], found["accent"], found["rule"]) == ("#000", "#000", "#77797d")
    assert found["both-columns"] == "174mm"


def test_custom_properties_are_read_as_the_engine_reads_them(make_brief: MakeBrief) -> None:
    css = ":root{--ink:var(--none, #111);--accent:#0a0 !important}:root{--rule:#222}"
    brief, _ = load(make_brief({"part.md": "# T\n\nText.", "styles/brand.css": css}))
    found = tokens(sheets(brief.styles, "a4", "full", "margin"))
    assert (found["ink"], found["accent"], found["rule"]) == ("#111", "#0a0", "#222")


def test_a_figure_in_csv_changes_the_copy_code_and_line_ends_do_not(make_brief: MakeBrief) -> None:
    def code(csv: str) -> str:
        text = "# Title\n\n/// table | data/a.csv\n///"
        return build.read(load(make_brief({"part.md": text, "data/a.csv": csv}))[0])[0].content_hash

    assert code(CSV) == code(CSV.replace("\n", "\r\n"))
    assert code(CSV) != code(CSV.replace("3", "4"))


def test_the_same_brief_makes_the_same_bytes() -> None:
    assert built.built(CHARTS).pdf == built.kept(CHARTS).pdf


def test_errors_in_sections_and_files_are_reported_together(make_brief: MakeBrief) -> None:
    text = (
        "/// chart | data/a.csv\nkind: pie\n///\n\n/// table | data/b.csv\n///\n\n"
        "/// table | data/a.csv\nsort: Yaer\n///"
    )
    assert [one.partition("\n")[0] for one in stopped(make_brief, text)] == [
        "content/part.md:7:13: error: data-missing: there is no file 'data/b.csv'",
        "content/part.md:4:7: error: chart-kind-unknown: there is no chart of the kind 'pie'",
        "content/part.md:11:7: error: column-unknown: data/a.csv has no column 'Yaer'",
    ]


LONG = {
    "a table of long cells": (
        "/// table | data/a.csv\n///",
        "Desk,Note\n" + "".join(f"{n},{'word ' * 150}\n" for n in "ABCDEF"),
    ),
    "the data of a chart": (
        "/// chart | data/a.csv\nkind: line\ndata: table\n///",
        "Year,Rulers\n" + "".join(f"{1900 + n},{n}\n" for n in range(60)),
    ),
}


@pytest.mark.parametrize(("text", "csv"), LONG.values(), ids=LONG)
def test_a_table_taller_than_a_page_begins_on_the_page_of_the_text_before_it(
    text: str, csv: str, make_brief: MakeBrief
) -> None:
    pages = heard(make_brief, f"Text.\n\n{text}", csv).measured.pages
    assert any(box.tag == "table" for box in pages[0].boxes)
    assert len(pages) > 1


def test_charts_that_do_not_fit_are_reported_together(make_brief: MakeBrief) -> None:
    text = "/// chart | data/a.csv\nkind: column\n///\n\nText.\n\n/// chart | data/a.csv\nkind: column\nwide: yes\n///"
    csv = "Year,Rulers\n" + "\n".join(f"{year},1" for year in range(1700, 2000))
    assert stopped(make_brief, text, csv) == [
        "content/part.md:3:1: error: chart-crowded: 300 columns do not fit into this chart\n"
        "    take lines, kind: line; with wide: yes a chart has the width of both columns of the page",
        "content/part.md:9:1: error: chart-crowded: 300 columns do not fit into this chart\n"
        "    take lines, kind: line; with wide: yes a chart has the width of both columns of the page",
    ]


def test_a_character_in_a_file_that_no_font_has_is_reported_with_its_line(make_brief: MakeBrief) -> None:
    (found,) = stopped(make_brief, "/// table | data/a.csv\n///", "Year,Who\n2014,A\n2015,人\n")
    assert found.startswith("content/data/a.csv:3: error: glyph-missing: no font has the character '人'")
    (found,) = stopped(make_brief, "/// chart | data/a.csv\nkind: bar\n///", "Who,Year\nA,1\n😀,2\n")
    assert found.startswith("content/data/a.csv:3: error: emoji: the emoji '😀'")


def test_words_in_another_script_have_their_language(make_brief: MakeBrief) -> None:
    html = heard(make_brief, "/// table | data/a.csv\n///", "Word,Count\n성분,1\n").html
    assert '<th scope="row" lang="ko" class="whole">성분</th>' in html


@pytest.mark.parametrize(
    ("text", "imported"),
    [
        ("/// table | data/a.csv\n///", ["brief.chart"]),
        ("/// chart | data/a.csv\nkind: line\n///", ["brief.chart", "matplotlib", "numpy"]),
    ],
    ids=["data", "chart"],
)
def test_matplotlib_is_imported_only_for_a_chart(text: str, imported: list[str], make_brief: MakeBrief) -> None:
    folder = make_brief({"part.md": f"# Title\n\n{text}", "data/a.csv": CSV})
    code = (
        "import sys\nfrom pathlib import Path\nfrom tests.built import built\n"
        f"built(Path({str(folder.resolve())!r}))\n"
        "print([name for name in ('brief.chart', 'matplotlib', 'numpy', 'matplotlib.pyplot') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout == f"{imported}\n"


def test_a_chart_without_a_caption_has_its_number_alone(make_brief: MakeBrief) -> None:
    text = "/// chart | data/a.csv\nkind: column\n///\n\n/// chart | data/a.csv\nkind: column\ntitle: Rulers\n///"
    root = read(heard(make_brief, text).pdf).root
    assert [one.text for one in root.all("Caption")] == ["Figure 1", "Figure 2. Rulers"]


def test_every_rule_about_data_has_a_test() -> None:
    rules = {f"{rule.severity}: {rule.id}: " for rule in vars(data).values() if isinstance(rule, Rule)}
    tests = [ROOT / "tests" / name for name in ("load/test_tables.py", "parse/test_exhibits.py")]
    said = "".join(path.read_text(encoding="utf-8") for path in [*tests, *(ROOT / "tests" / "chart").glob("*.py")])
    assert {rule for rule in rules if rule not in said} == set()


@pytest.mark.parametrize("wide", ["", "wide: yes\n"], ids=["text", "wide"])
def test_a_caption_is_heard_before_the_note_and_the_source(wide: str, make_brief: MakeBrief) -> None:
    text = (
        f"/// chart | data/a.csv\nkind: bar\n{wide}source: An office\nnote: By hand\ndata: table\n\nRulers\n///\n\nEnd."
    )
    words = read(heard(make_brief, text).pdf).root.raw
    order = [words.index(said) for said in ("Figure 1.", "Note: By hand", "Source: An office", "End.")]
    assert order == sorted(order)


def test_a_chart_in_a_box_and_one_in_a_summary_have_their_captions(make_brief: MakeBrief) -> None:
    chart = "/// chart | data/a.csv\nkind: column\ntitle: Rulers\n///\n"
    made = heard(make_brief, f"/// box | Box\n\n{chart}\nText.\n///", files={"summary.md": f"# S\n\nText.\n\n{chart}"})
    root = read(made.pdf).root
    assert [one.text for one in root.all("Caption")] == ["Figure 1. Rulers", "Figure 2. Rulers"]
    assert made.findings == ()


@pytest.mark.parametrize(
    ("note", "remarks"),
    [
        ("Of all firms.", 1),
        ("Rounded – and without Berlin.", 1),
        ("A dash means that nobody counted.", 0),
        ("– = nobody counted.", 0),
        ("The sign “–” means that nobody counted.", 0),
    ],
)
def test_a_note_that_explains_dashes_replaces_the_remark_on_them(
    note: str, remarks: int, make_brief: MakeBrief
) -> None:
    text = f"# T\n\n/// table | a.csv\n    note: {note}\n    source: A – B\n///\n"
    html = built.built(make_brief({"part.md": text, "a.csv": "Name,Held\nOne,\nTwo,3\n"})).html
    assert html.count("– no data") == remarks


def test_a_table_that_pages_may_break_ends_with_its_rule_on_each_page(make_brief: MakeBrief) -> None:
    rows = "".join(f"| {number} | words |\n" for number in range(60))
    head = "| A | B |\n|---|---|\n"
    made = built.built(make_brief({"part.md": f"# T\n\n{head}{rows}\nText.\n\n{head}| a | b |\n"}))
    feet = [[box for box in page.boxes if box.classes == ("closes",)] for page in made.measured.pages]
    assert [len(page) for page in feet] == [1, 1]
    reading = read(made.pdf)
    assert reading.root.all("TFoot") == []
    assert len(reading.root.all("Table")[0].all("TR")) == 61
