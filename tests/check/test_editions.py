"""An edition prints something, asks for something, and refers to nothing that it leaves out."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from brief.findings import BriefError
from tests.built import built
from tests.conftest import MakeBrief


def messages(folder: Path, edition: str = "handout") -> list[str]:
    try:
        findings = built(folder, edition).findings
    except BriefError as error:
        findings = error.findings
    return [str(finding) for finding in findings if finding.severity != "info"]


def told(folder: Path, edition: str = "full") -> list[str]:
    """The findings of severity info on an edition."""
    return [str(finding) for finding in built(folder, edition).findings if finding.severity == "info"]


QUOTE = "/// pull-quote\nSaid.\n///\n\n"
WORDS = f"{'A sentence of so many words as this one has. ' * 10}\n\n"


def test_pull_quotes_without_room_beside_the_text_are_reported_once(make_brief: MakeBrief) -> None:
    folder = make_brief({"part.md": f"# T\n\n{WORDS}{QUOTE}{WORDS * 6}"})
    assert told(folder) == [
        "content/part.md:5: info: side-notes-left-out: full leaves out 1 pull quote: there is no room beside its text\n"
        "    side notes on more than half of the pages bring the column for them back"
    ]
    assert told(folder, "photocopy") == told(folder, "proof") == []
    assert told(make_brief({"part.md": f"# T\n\n{WORDS}{QUOTE}"})) == []  # with so little text there is a margin column


@pytest.mark.parametrize(
    ("pages", "paragraphs", "way"),
    [
        (1, 1, "with more pages than one it may have a column for them"),
        (2, 12, "with fewer words, or more pages, it is not folded into two columns"),
    ],
)
def test_pull_quotes_that_two_columns_leave_out_are_reported_with_the_way_out(
    pages: int, paragraphs: int, way: str, make_brief: MakeBrief
) -> None:
    settings = f"title: A\neditions: {{full: {{pages: {pages}}}}}\n"
    quotes = QUOTE + WORDS * paragraphs + QUOTE
    assert told(make_brief({"brief.yaml": settings, "part.md": f"# T\n\n{WORDS}{quotes}"})) == [
        "content/part.md:5: info: side-notes-left-out: "
        "full leaves out 2 pull quotes: there is no room beside its text\n"
        f"    {way}"
    ]


def test_a_cover_that_two_columns_leave_out_is_reported(make_brief: MakeBrief) -> None:
    picture = BytesIO()
    Image.new("RGB", (600, 300), "gray").save(picture, "JPEG")
    settings = "title: A\nlook: ledger\ncover: a.jpg\neditions: {full: {pages: 2}}\n"
    text = {"brief.yaml": settings, "part.md": f"# T\n\n{WORDS * 13}", "a.jpg.yaml": "alt: A gray area.\n"}
    assert told(make_brief({**text, "a.jpg": picture.getvalue()})) == [
        "content/brief.yaml:3:8: info: cover-left-out: full leaves out the cover: two columns have no room for it\n"
        "    with fewer words, or more pages, it is not folded into two columns"
    ]


def test_a_handout_with_much_room_left_gets_suggestions_to_fill_it(make_brief: MakeBrief) -> None:
    folder = make_brief(
        {
            "brief.yaml": "title: A\nask: We ask.\nsections: [summary, part, recommendations]\n",
            "summary.md": "# S\n\nText.\n",
            "part.md": "# P\n\nText.\n",
            "recommendations.md": "# R\n\n1. Do.\n",
        }
    )
    (room,) = told(folder, "handout")
    assert re.fullmatch(
        r"content/brief\.yaml: info: room-left: handout is less than two thirds full\n"
        r"    there is room for more recommendations, marked `\{: \.handout\}`, or for another section, or a part of "
        r"it: editions: \{handout: \{sections: \[summary, recommendations, part\]\}\}",
        room,
    )
    assert told(folder) == []


def test_a_handout_of_a_brief_without_recommendations_gets_no_advice_on_them(make_brief: MakeBrief) -> None:
    settings = "title: A\nask: We ask.\nsections: [summary, part]\n"
    files = {"brief.yaml": settings, "summary.md": "# S\n\nText.\n", "part.md": "# P\n\nText.\n"}
    (room,) = told(make_brief(files), "handout")
    assert room.partition("\n    ")[2] == (
        "there is room for another section, or a part of it: editions: {handout: {sections: [summary, part]}}"
    )


def test_an_edition_with_nothing_to_print_is_reported(make_brief: MakeBrief) -> None:
    settings = "title: A\nask: We ask.\neditions: {handout: {sections: [summary]}}\n"
    files = {
        "brief.yaml": settings,
        "summary.md": "# S\n\n/// only-in | full\nText.\n///\n",
        "part.md": "# T\n\nText.\n",
    }
    assert messages(make_brief(files)) == [
        "content/brief.yaml:3:21: error: edition-empty: the edition 'handout' has nothing to print\n"
        "    name its sections in brief.yaml: editions: {handout: {sections: [summary]}};"
        " or remove a /// only-in there"
    ]


def test_a_handout_without_an_ask_is_reported(make_brief: MakeBrief) -> None:
    folder = make_brief({"summary.md": "# S\n\nText.\n"})
    assert messages(folder) == [
        "content/brief.yaml: warning: edition-without-ask: the edition 'handout' asks for nothing\n"
        "    say in one sentence what the reader shall do: ask: We ask the Committee to …"
    ]
    assert messages(folder, "full") == []


TABLE = "| A | B |\n|---|---|\n| c | d |\n\nTable: Said.\n{: #rows }\n"


def test_a_reference_to_a_table_that_the_edition_leaves_out_is_reported(make_brief: MakeBrief) -> None:
    files = {
        "brief.yaml": "title: A\nask: We ask.\nsections: [summary, part]\n",
        "summary.md": "# S\n\nSee @tab:rows.\n",
        "part.md": f"# T\n\n{TABLE}",
    }
    folder = make_brief(files)
    assert messages(folder, "full") == []
    assert messages(folder) == [
        "content/summary.md:3:5: error: reference-left-out: the edition 'handout' refers here to the table 'rows',"
        " which it leaves out\n"
        "    put the paragraph or item between /// leave-out-of | handout and ///, or have it print the table"
    ]


def test_a_reference_in_a_short_version_to_a_table_left_out_is_reported(make_brief: MakeBrief) -> None:
    files = {
        "brief.yaml": "title: A\nask: We ask.\nsections: [summary, part]\n",
        "summary.md": "---\nshort: In short, see @tab:rows.\n---\n# S\n\nText.\n",
        "part.md": f"# T\n\n{TABLE}",
    }
    folder = make_brief(files)
    assert messages(folder, "full") == []
    assert messages(folder) == [
        "content/summary.md:2:22: error: reference-left-out: the edition 'handout' refers here to the table 'rows',"
        " which it leaves out\n"
        "    take the reference out of the section's short version, which such editions alone print,"
        " or have it print the table"
    ]


SOURCES = "- id: ruler\n  type: book\n  title: The Ruler\n  publisher: P\n  issued: 2012\n"


@pytest.mark.parametrize("citations", ["numbers", "author-date"])
def test_an_edition_that_cites_in_the_text_must_print_its_list_of_sources(
    citations: str, make_brief: MakeBrief
) -> None:
    settings = f"title: A\nask: We ask.\nsources: s.yaml\ncitations: {citations}\nsections: [summary, sources]\n"
    files = {"s.yaml": SOURCES, "summary.md": "# S\n\nText.[@ruler]\n", "sources.md": "# Sources\n"}
    folder = make_brief({"brief.yaml": settings, **files})
    assert messages(folder) == []
    assert "The Ruler" in built(folder, "handout").html
    make_brief({"brief.yaml": f"{settings}editions: {{handout: {{sections: [summary]}}}}\n", **files})
    assert messages(folder) == [
        f"content/brief.yaml:6:32: error: sources-left-out: the edition 'handout' cites by {citations}, and leaves out"
        " the list of sources that these lead to\n    name the list among its sections as well: sources"
    ]


def test_a_name_in_a_short_version_and_in_a_block_printed_below_it_is_reported(make_brief: MakeBrief) -> None:
    short = "---\nshort: |\n  ## Names {: #names }\n\n  Few.\n---\n"
    block = "/// only-in | handout\n## More {: #names }\n\nMany.\n///\n"
    settings = "title: A\nask: We ask.\neditions: {handout: {sections: [part]}}\n"
    folder = make_brief({"brief.yaml": settings, "part.md": f"{short}# T\n\nText.\n\n{block}"})
    assert messages(folder) == [
        "content/part.md:12:12: error: name-twice: the name '#names' is given twice: here, and in part.md, line 3\n"
        "    give one of them another name, {: #other-name } or id: other-name; each section has the name of its file"
    ]


def test_a_page_without_height_can_be_judged(make_brief: MakeBrief) -> None:
    css = "@page { size: 0.01mm 0.01mm; margin: 0 } body * { display: none }"
    folder = make_brief({"styles/brand.css": css, "part.md": "# T\n\nText.\n"})
    assert "part.md:3: warning: not-printed" in "".join(messages(folder))
