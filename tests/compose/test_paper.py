"""A paper has a table of contents and numbered sections; other briefs have neither."""

from __future__ import annotations

import re
from collections.abc import Mapping

import pytest

from brief import build
from brief.load import load
from brief.model import Grid
from tests.compose.composing import composed
from tests.conftest import MakeBrief


def html(make_brief: MakeBrief, files: Mapping[str, str | bytes], grid: Grid = "paper") -> str:
    """The working HTML of a brief on a grid, its white space folded and without ``data-source``."""
    brief, texts, _ = build.read(load(make_brief(files))[0])
    return re.sub(r' data-source="[^"]*"', "", re.sub(r"\s+", " ", composed(brief, texts, grid=grid)))


PAPER: Mapping[str, str | bytes] = {
    "brief.yaml": (
        "title: A paper\nseries: Papers\norganisation: {name: An office}\ndate: 2018-06-08\n"
        "web-address: https://example.org/a\nsections: [summary, one, recommendations, sources]\n"
    ),
    "summary.md": "# S\n\nText.\n",
    "one.md": "# One & all\n\nText.\n",
    "recommendations.md": "# Asks\n\n1. Do.\n",
    "sources.md": "# Sources\n\nBooks.\n",
}


def test_a_paper_numbers_the_sections_that_make_its_case_and_lists_them(make_brief: MakeBrief) -> None:
    page = html(make_brief, PAPER)
    heads = re.findall(r"<h2[^>]*>(.*?)</h2>", page)
    assert heads == [
        "S",
        "Contents",
        "How to cite",
        '<span class="section-number" data-head="1 One &amp; all">1</span> One &amp; all',
        '<span class="section-number" data-head="2 Asks">2</span> Asks',
        "Sources",
    ]
    assert re.findall(r'<li><a href="#(\w+)"><span class="section-number">(\d)</span> (.*?) <span', page) == [
        ("one", "1", "One &amp; all"),
        ("recommendations", "2", "Asks"),
    ]
    assert (
        "<p>An office, <em>A paper</em>, Papers, June 8, 2018, "
        '<a class="address" href="https://example.org/a">example\u2060.\u2060org\u200b/\u2060a</a>.</p>'
    ) in page


def test_notes_citations_and_links_of_a_title_are_left_out_of_the_contents(make_brief: MakeBrief) -> None:
    text = "# *All* of [it](#asks)[^a] and more [@b]\n\n## Asks {: #asks }\n\nText.\n\n[^a]: A note.\n"
    source = "- id: b\n  type: book\n  title: T\n  author: {family: Kim, given: Ana}\n  issued: 2012\n"
    page = html(make_brief, {"brief.yaml": "title: A\nsources: s.yaml\n", "s.yaml": source, "part.md": text})
    (contents,) = re.findall(r'<nav class="contents">(.*?)</nav>', page)
    assert "<em>All</em> of <span>it</span>" in contents
    assert len(re.findall("<a ", contents)) == 1
    assert page.count('id="note/part/a"') == page.count("A note.") == page.count("2012") == 1


def test_the_contents_of_a_paper_stand_between_its_summary_and_its_case(make_brief: MakeBrief) -> None:
    page = html(make_brief, PAPER)
    assert re.findall(r'<(?:section|nav) class="([\w -]+)"', page) == [
        "summary",
        "contents",
        "prose",
        "recommendations",
        "sources",
    ]


@pytest.mark.parametrize(("sections", "is_long"), [(8, False), (12, True), (40, False)])
def test_contents_that_fit_on_a_page_in_two_columns_are_set_in_these(
    sections: int, is_long: bool, make_brief: MakeBrief
) -> None:
    names = [f"part{number}" for number in range(sections)]
    files = {f"{name}.md": f"# {name}\n\nText.\n" for name in names}
    page = html(make_brief, {"brief.yaml": f"title: A\nsections: [{', '.join(names)}]\n", **files})
    assert ('<ol class="long">' in page) == is_long


def test_a_brief_on_another_grid_has_no_contents_and_no_section_numbers(make_brief: MakeBrief) -> None:
    for grid in ("margin", "hanging", "folded", "one-page", "own"):
        page = html(make_brief, PAPER, grid)
        assert "Contents" not in page
        assert "section-number" not in page
