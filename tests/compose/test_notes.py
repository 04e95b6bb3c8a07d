"""In two columns all notes are at the end, numbered in the order of their calls; a row of key figures comes first."""

from __future__ import annotations

import re
from collections.abc import Mapping

import pytest

from brief import build
from brief.load import load
from brief.model import Grid
from tests.built import built
from tests.compose.composing import composed
from tests.conftest import MakeBrief

IN_TWO_COLUMNS: tuple[Grid, ...] = ("folded", "one-page")

FILES: Mapping[str, str | bytes] = {
    "brief.yaml": "title: A\nsections: [summary, part]\n",
    "summary.md": "# S\n\nSaid.[^a] Again.[^a]\n\n[^a]: Of *the*\n    summary.\n",
    "part.md": "# P [^t]\n\nText.[^a][^b]\n\n/// key-figure | 7\nthings[^f]\n///\n\nOnce more.[^b]\n\n"
    "[^t]: Of the title.\n[^a]: Of the part.\n[^b]: Called twice.\n[^f]: Of the figure.\n",
}


def page(make_brief: MakeBrief, files: Mapping[str, str | bytes] = FILES, grid: Grid = "folded") -> str:
    brief, texts, _ = build.read(load(make_brief(files))[0])
    html = re.sub(r"[ \n]+", " ", composed(brief, texts, grid=grid)).partition("<body")[2]
    return re.sub(r' data-(?:source|read)="[^"]*"', "", html)


def called(html: str) -> list[tuple[str, str]]:
    """The name and the number of each call of a note, in the order of the page."""
    return re.findall(r'<a[^>]* class="note-call raised" href="#note/([^"]*)">\u2060(\d+)</a>', html)


def listed(html: str) -> list[tuple[str, str]]:
    """The name and the words of each note of the list."""
    (inside,) = re.findall(r'<ol class="notes end-notes">(.*?)</ol>', html) or [""]
    return re.findall(r'<li><div class="endnote" id="note/([^"]*)">(.*?)</div></li>', inside)


@pytest.mark.parametrize("grid", IN_TWO_COLUMNS)
def test_notes_of_the_row_of_key_figures_are_numbered_first_then_by_section(grid: Grid, make_brief: MakeBrief) -> None:
    assert called(page(make_brief, grid=grid)) == [
        ("part/f", "1"),
        ("summary/a", "2"),
        ("summary/a", "2"),
        ("part/t", "3"),
        ("part/a", "4"),
        ("part/b", "5"),
        ("part/b", "5"),
    ]


@pytest.mark.parametrize("grid", IN_TWO_COLUMNS)
def test_each_note_is_listed_once_in_the_order_of_the_numbers(grid: Grid, make_brief: MakeBrief) -> None:
    assert listed(page(make_brief, grid=grid)) == [
        ("part/f", "Of the figure."),
        ("summary/a", "Of <em>the</em> summary."),
        ("part/t", "Of the title."),
        ("part/a", "Of the part."),
        ("part/b", "Called twice."),
    ]


def test_the_first_call_of_a_note_has_a_name(make_brief: MakeBrief) -> None:
    names = re.findall(r'<a id="note/([^"]*)/call" class="note-call raised"', page(make_brief))
    assert names == ["part/f", "summary/a", "part/t", "part/a", "part/b"]


def test_a_comma_stands_between_calls_side_by_side(make_brief: MakeBrief) -> None:
    html = page(make_brief)
    assert html.count('<sup class="between-calls">,</sup>') == 1
    assert '\u20604</a><sup class="between-calls">,</sup><a id="note/part/b/call"' in html


def test_a_call_within_a_link_stands_behind_it(make_brief: MakeBrief) -> None:
    html = page(make_brief, {"part.md": "# P\n\nSee [words[^a] here](#part).\n\n[^a]: A.\n"})
    assert '<a href="#part">words here</a><a id="note/part/a/call"' in html


def test_in_two_columns_no_note_is_at_the_foot_of_a_page(make_brief: MakeBrief) -> None:
    assert 'class="footnote' not in page(make_brief)


def test_the_note_with_the_lowest_number_cites_a_source_in_full(make_brief: MakeBrief) -> None:
    source = "- id: book\n  type: book\n  title: Title\n  author: {family: Kim, given: Ana}\n  issued: 2012\n"
    files = {
        "brief.yaml": "title: A\nsources: s.yaml\n",
        "s.yaml": source,
        "part.md": "# P\n\nText.[@book, p. 5]\n\n/// key-figure | 7\nthings [@book, p. 3]\n///\n",
    }
    first, second = (words for _, words in listed(page(make_brief, files)))
    assert first == "Ana Kim, <em>Title</em> (2012), p.\xa03."
    assert second == "Kim, <em>Title</em>, p.\xa05."
    more = str(files["part.md"]).replace("Text", "Text.\n\n/// key-figure | 8\nthings\n///\n\nText")
    html = page(make_brief, {**files, "part.md": more}, "paper")  # there the row stands below the first section
    assert html.index("Ana Kim, <em>Title</em> (2012), p.\xa05.") < html.index("Kim, <em>Title</em>, p.\xa03.")


def test_text_without_notes_has_no_list_of_them(make_brief: MakeBrief) -> None:
    html = page(make_brief, {"part.md": "# P\n\nText.\n"})
    assert listed(html) == called(html) == []
    assert "end-notes" not in html


def test_an_edition_that_prints_no_section_has_no_notes(make_brief: MakeBrief) -> None:
    html = page(make_brief, {"part.md": "# P\n\n/// only-in | handout\nText.[^a]\n///\n\n[^a]: A.\n"})
    assert "end-notes" not in html


@pytest.mark.parametrize("grid", ["margin", "hanging", "paper"])
def test_in_one_column_the_note_of_a_key_figure_comes_where_the_figure_is_printed(
    grid: Grid, make_brief: MakeBrief
) -> None:
    two = str(FILES["part.md"]).replace("Once more", "/// key-figure | 8\nmore\n///\n\nOnce more")
    names = re.findall(r'class="footnote" id="note/([^"]*)"', page(make_brief, {**FILES, "part.md": two}, grid))
    in_row = ["part/f", "summary/a", "part/t", "part/a", "part/b"]
    beside = ["summary/a", "part/t", "part/f", "part/a", "part/b"]
    below_summary = ["summary/a", "part/f", "part/t", "part/a", "part/b"]
    assert names == {"margin": beside, "paper": below_summary}.get(grid, in_row)


def test_the_notes_of_a_handout_stand_in_two_lists_of_about_the_same_length(make_brief: MakeBrief) -> None:
    long = "A long note, " * 12
    notes = f"[^a]: {long}.\n\n[^b]: B.\n\n[^c]: C.\n\n[^d]: D.\n"
    files = {"brief.yaml": "title: A\n", "summary.md": f"- One[^a]\n- Two[^b]\n- Three[^c]\n- Four[^d]\n\n{notes}"}
    brief, texts, _ = build.read(load(make_brief(files))[0])
    html = composed(brief, texts, name="handout")
    assert re.findall(r'<ol class="notes" start="(\d)" style="counter-reset: list-item (\d)">', html) == [
        ("1", "0"),
        ("2", "1"),
    ]
    first, second = html.partition("foot-notes")[2].split('<div class="half">')[1:]
    assert (first.count("endnote"), second.count("endnote")) == (1, 3)
    few = built(make_brief({**files, "summary.md": "One.[^a]\n\n[^a]: A.\n"}), "handout").measured
    (note,) = (run for page in few.pages for run in page.texts if run.text == "A.")
    assert note.frame.kind == "note"
