"""Anything that is cut off or overlaps something else is an error with the line of the Markdown."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from brief.check import EditionPages
from brief.check.clipped import clipped_text
from brief.check.pages import unprinted
from brief.findings import BriefError
from brief.load import house, load
from brief.model import EDITIONS, Box, Frame, Measured, Page, Run
from tests.built import ALL, built, kept
from tests.conftest import MakeBrief

SHORTEN = (
    "shorten it; a table with fewer columns has wider ones, and a long number can be written in words: 120 million"
)

BREAK = "shorten it, break it into parts, or give a table fewer columns"


def messages(folder: Path, edition: str = "full") -> list[str]:
    with pytest.raises(BriefError) as caught:
        built(folder, edition)
    return [str(finding) for finding in caught.value.findings if finding.severity == "error"]


def test_a_running_title_that_pushes_the_page_number_off_the_paper_is_reported_once(make_brief: MakeBrief) -> None:
    settings = (
        "title: Put human rights on the table in Singapore\nstatus: final\ncontact: {name: Desk, phone: +1 202 555}\n"
    )
    settings += "editions: {giant: {like: large-print, min-type-size: 24}}\n"
    folder = make_brief({"brief.yaml": settings, "part.md": "# T\n\n" + "Text.\n\n" * 300})
    assert messages(folder, "giant") == [
        "content/brief.yaml:1:8: error: running-title-too-long: the running title does not fit at the foot of page 2\n"
        "    give the brief a short one, in brief.yaml: short-title: …"
    ]


def test_a_number_wider_than_the_margin_column_is_reported(make_brief: MakeBrief) -> None:
    css = ".key-figure .number { font-size: 26pt }"
    text = "# T\n\n/// key-figure | 1,234,567,890\nthings\n///\n\nText.\n"
    folder = make_brief({"styles/brand.css": css, "part.md": text})
    (found,) = messages(folder)
    assert found == (
        f"content/part.md:3: error: too-wide: '1,234,567,890' is wider than its column on page 1\n    {SHORTEN}"
    )


def test_a_table_of_forty_columns_is_reported_once_however_many_rows_it_has(make_brief: MakeBrief) -> None:
    row = "| " + " | ".join(f"Head{number}" for number in range(40)) + " |\n"
    text = f"# T\n\n{row}|{'---|' * 40}\n{row * 9}\nText.\n"
    assert messages(make_brief({"part.md": text})) == [
        "content/part.md:3: error: table-too-wide: this table is wider than page 1 has room for\n"
        "    give it fewer columns, or shorter words in them; or make rows of its columns"
    ]


def test_text_at_the_side_edge_that_printers_leave_white_is_reported(make_brief: MakeBrief) -> None:
    css = ".prose > p { margin-left: -70mm }"
    folder = make_brief({"styles/brand.css": css, "part.md": "# T\n\nText.\n\nMore.\n"})
    assert messages(folder) == [
        f"content/part.md:5: error: off-the-paper: text of this block runs off page 1\n    {BREAK}"
    ]


def test_text_at_the_lower_edge_that_printers_leave_white_is_reported(make_brief: MakeBrief) -> None:
    feet = "".join(f"@bottom-{where} {{ content: none }}" for where in ("left", "right", "left-corner"))
    css = f"@page {{ margin-bottom: 0; {feet} }}"
    filler = "Text.\n\n" * 60
    folder = make_brief({"styles/brand.css": css, "part.md": f"# T\n\n{filler}"})
    assert messages(folder)[0] == (
        f"content/part.md:63: error: off-the-paper: text of this block runs off page 1\n    {BREAK}"
    )


def test_overlapping_lines_are_reported(make_brief: MakeBrief) -> None:
    css = ".prose p + p { margin-top: -21pt }"
    folder = make_brief({"styles/brand.css": css, "part.md": "# T\n\nText.\n\nThe first words.\n\nThe second words.\n"})
    assert messages(folder) == [
        "content/part.md:7: error: text-on-text: 'The second words.' stands on 'The first words.' on page 1\n"
        "    shorten one of them, or move them apart in the layout or the style sheet"
    ]


def test_an_overlap_that_a_layout_makes_on_every_page_is_reported_once(make_brief: MakeBrief) -> None:
    fixed = '<div style="position: fixed; top: 40mm; left: 0">DRAFT</div><div class="folio">'
    layout = (
        (house() / "layouts" / "document.html").read_text(encoding="utf-8").replace('<div class="folio">', fixed, 1)
    )
    text = "# T\n\n" + f"{'Words of a paragraph. ' * 20}\n\n" * 30
    (one,) = messages(make_brief({"styles/layouts/document.html": layout, "part.md": text}))
    assert "'DRAFT'" in one


def test_a_line_that_overlaps_a_picture_is_reported(make_brief: MakeBrief) -> None:
    svg = '<svg xmlns="http://www.w3.org/2000/svg" width="900" height="90"><path d="M0 0h900v90z"/></svg>'
    css = ".prose figure { margin-bottom: -60pt }"
    text = "# T\n\n![A](a.svg)\n{: .wide }\n\nThe words.\n"
    folder = make_brief({"styles/brand.css": css, "part.md": text, "a.svg": svg})
    assert messages(folder)[0] == (
        "content/part.md:6: error: text-on-text: 'The words.' stands on a picture on page 1\n"
        "    shorten it, or move them apart in the layout or the style sheet"
    )


def test_an_unbreakable_block_higher_than_a_page_is_reported(make_brief: MakeBrief) -> None:
    css = (
        "@page { @bottom-left { content: none } @bottom-right { content: none } }"
        ".box p { break-inside: avoid; padding-top: 230mm }"
    )
    folder = make_brief({"styles/brand.css": css, "part.md": "# T\n\n/// box\nWords.\n///\n"})
    (found,) = messages(folder)
    assert re.sub("page [0-9]", "page N", found) == (
        "content/part.md:3: error: over-the-foot: this block is higher than page N has room for, and cannot be broken\n"
        "    break it into parts, or shorten it"
    )


def test_a_side_note_without_room_above_the_contact_card_is_reported_once(make_brief: MakeBrief) -> None:
    brief, _ = load(make_brief({"part.md": "# T\n\nText.\n"}))

    def run(source: str, y: float, words: str) -> Run:
        return Run("p", (), source, 400, y, 90, 12, text=words, frame=Frame("side", 400, 540))

    card = Box("aside", ("contact", "at-foot"), "", 400, 600, 140, 120)
    note = Box("aside", ("key-figure", "side"), "part.md:3-6", 400, 590, 140, 60)
    runs = (("part.md:3-3", 602, "65 %"), ("part.md:5-5", 630, "in 2014"), ("", 602, "Desk"), ("", 630, "A"))
    texts = tuple(run(*one) for one in runs)
    measured = Measured((Page(1, 612, 792, 70, 720, (card, note), texts),))
    pages = EditionPages(brief=brief, edition=EDITIONS["full"], measured=measured)
    assert [*map(str, clipped_text(pages))] == [
        "content/part.md:3: error: text-on-text: '65 %' has no room above the contact at the foot of the margin of page"
        " 1\n    move it to a paragraph further down, shorten it, or leave it out;"
        " with more pages there may be room for it"
    ]


def test_a_table_head_without_room_above_a_row_is_reported(make_brief: MakeBrief) -> None:
    rows = "| x | x |\n" * 30
    text = f"# T\n\nText.\n\n| a | {'words ' * 200}|\n|---|---|\n{rows}"
    assert messages(make_brief({"part.md": text}), "large-print") == [
        "content/part.md:5: error: not-printed: the head of this table has no room above its rows, and would be left"
        " out\n    shorten the words in the head, or give the table fewer columns"
    ]


def test_a_block_that_a_style_sheet_hides_is_reported(make_brief: MakeBrief) -> None:
    folder = make_brief({"styles/brand.css": ".box { display: none }", "part.md": "# T\n\nA.\n\n/// box\nB.\n///\n"})
    (finding,) = [one for one in built(folder).findings if one.rule == "not-printed"]
    assert str(finding).startswith("content/part.md:5: warning: not-printed: this is printed on no page")


def test_a_file_name_with_an_ampersand_is_recognized_on_the_page_and_reported_as_written(make_brief: MakeBrief) -> None:
    brief, _ = load(make_brief({"part.md": "# T\n\nText.\n"}))
    html = '<div class="entry" data-source="r&amp;d.bib:1-1"></div><div data-source="r&amp;d.bib:2-2"></div>'
    measured = Measured((Page(1, 612, 792, 70, 720, (Box("div", ("entry",), "r&d.bib:1-1", 40, 90, 140, 12),)),))
    pages = EditionPages(brief=brief, edition=EDITIONS["full"], html=html, measured=measured)
    assert [str(finding.place) for finding in unprinted(pages)] == ["content/r&d.bib:2"]


@pytest.mark.parametrize("folder", ALL, ids=lambda folder: folder.name)
def test_the_briefs_of_the_tests_have_no_clipped_or_overlapping_text(folder: Path) -> None:
    assert kept(folder).fit.pages  # an error would have been raised
