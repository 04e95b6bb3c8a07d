"""What stands apart although it belongs together is found, and brought together by beginning a page earlier."""

from __future__ import annotations

from dataclasses import replace

import pytest

from brief.fit.pages import stands_apart
from brief.model import Box, Frame, Measured, Page, Run
from tests.built import built
from tests.conftest import MakeBrief


def box(source: str, y: float, height: float = 20, tag: str = "p", *classes: str, continues: bool = False) -> Box:
    name = "note/a/n" if "footnote" in classes else ""
    left, width = (390, 160) if "side" in classes else (50, 300)
    return Box(tag, classes, source, left, y, width, height, continues, name)


def page(number: int, *boxes: Box) -> Page:
    return Page(number, 612, 792, 70, 720, boxes)


def wanted(*pages: Page) -> list[str]:
    return list(stands_apart(Measured(pages)))


def test_a_page_where_all_stands_together_wants_nothing() -> None:
    beside = box("", 100, 40, "div", "beside")
    note = box("a.md:5-7", 95, 60, "aside", "side")
    assert wanted(page(1, box("a.md:1-1", 80, 14, "h2"), beside, note, box("a.md:3-3", 100, 40))) == []


def test_a_side_note_over_the_foot_of_the_page_moves() -> None:
    note = box("a.md:5-7", 690, 60, "aside", "side")
    assert wanted(page(1, box("", 700, 20, "div", "beside"), note, box("a.md:3-3", 700))) == ["a.md:5-7"]


def test_a_side_note_over_the_card_at_the_foot_of_its_column_moves() -> None:
    note, card = box("a.md:5-7", 600, 60, "aside", "side"), box("", 650, 70, "aside", "contact", "at-foot")
    assert wanted(page(1, card, box("", 600, 40, "div", "beside"), note, box("a.md:3-3", 600))) == ["a.md:5-7"]


def test_a_side_note_that_goes_on_on_the_next_page_moves() -> None:
    note = box("a.md:5-7", 690, 30, "aside", "side", continues=True)
    assert wanted(page(1, box("", 700, 20, "div", "beside"), note, box("a.md:3-3", 700))) == ["a.md:5-7"]


def test_a_side_note_without_its_text_moves() -> None:
    note = box("a.md:5-7", 600, 30, "aside", "side")
    assert wanted(page(1, box("", 610, 0, "div", "beside"), note), page(2, box("a.md:3-3", 70))) == ["a.md:5-7"]


def test_a_heading_alone_at_the_foot_moves_though_a_side_note_and_footnotes_stand_lower() -> None:
    foot = box("a.md:9-9", 705, 10, "span", "footnote")
    side = box("a.md:5-7", 680, 35, "aside", "side")
    lone = page(1, box("a.md:1-1", 600), box("a.md:2-2", 640, 14, "h3"), side, foot)
    assert wanted(lone, page(2, box("a.md:3-3", 70))) == ["a.md:2-2"]


def test_a_heading_is_not_alone_above_names_that_stand_in_no_section() -> None:
    name = Run("p", (), "", 50, 660, 100, 12, text="Author", frame=Frame("page", 50, 350))
    assert wanted(replace(page(1, box("a.md:2-2", 640, 14, "h2")), texts=(name,))) == []


def test_a_heading_is_alone_though_the_words_of_a_side_note_stand_lower() -> None:
    side, words = box("a.md:5-7", 645, 35, "aside", "side"), Box("p", (), "a.md:5-5", 390, 650, 160, 24)
    lone = page(1, box("a.md:1-1", 600), box("a.md:2-2", 640, 14, "h3"), side, words)
    assert wanted(lone, page(2, box("a.md:9-9", 70))) == ["a.md:2-2"]


FIGURE = "/// key-figure | 9.2 million\nwhat it counts\n///\n"
STAYS_WHOLE = {
    "box": f"/// box | A box\n{'Words of the box that fill its lines. ' * 12}\n///\n",
    "table": "| A | B |\n|---|---|\n" + "| c | d |\n" * 8,
    "definition": f"Term\n: {'Words that fill some lines of it. ' * 12}\n",
}


@pytest.mark.parametrize("block", STAYS_WHOLE.values(), ids=STAYS_WHOLE)
@pytest.mark.parametrize("before", range(18, 27, 2))
def test_no_heading_is_alone_over_a_block_that_moves_from_beside_a_figure(
    block: str, before: int, make_brief: MakeBrief
) -> None:
    text = "Text.\n\n" * before
    folder = make_brief({"part.md": f"# Title\n\n{text}## Heading\n\n{FIGURE}\n{block}\nEnd.\n"})
    below = f"part.md:{2 * before + 9}-"
    stand = [
        (any(box.tag == "h3" for box in page.boxes), any(box.source.startswith(below) for box in page.boxes))
        for page in built(folder).measured.pages
    ]
    assert (True, True) in stand


def test_a_note_away_from_its_call_begins_the_next_page_earlier() -> None:
    call = box("a.md:9-9", 640, 5, "span::footnote-call", "footnote")
    following = page(2, box("a.md:3-3", 70), box("a.md:9-9", 700, 10, "span", "footnote"))
    assert wanted(page(1, box("a.md:2-2", 600), call), following) == ["a.md:3-3"]


def test_a_note_away_from_its_call_takes_the_paragraph_along_that_runs_over_both_pages() -> None:
    call = box("a.md:9-9", 710, 5, "span::footnote-call", "footnote")
    following = page(2, box("a.md:2-2", 70), box("a.md:9-9", 700, 10, "span", "footnote"))
    assert wanted(page(1, box("a.md:2-2", 680, 40, continues=True), call), following) == ["a.md:2-2"]


def test_a_note_stays_away_where_a_quarter_of_a_page_would_be_left_blank() -> None:
    call = box("a.md:9-9", 710, 5, "span::footnote-call", "footnote")
    following = page(2, box("a.md:2-2", 70), box("a.md:9-9", 700, 10, "span", "footnote"))
    assert wanted(page(1, box("a.md:2-2", 500, 200, continues=True), call), following) == []


def test_the_block_after_a_full_page_moves_when_a_page_before_that_is_empty() -> None:
    empty, full = page(1, box("", 20, 4, "div", "masthead")), page(2, box("a.md:1-1", 70), box("a.md:3-3", 700))
    assert wanted(empty, full, page(3, box("a.md:5-9", 70))) == ["a.md:5-9"]
    assert wanted(empty, full) == []
    assert wanted(full, page(3, box("a.md:5-9", 70))) == []


def test_no_page_is_empty_before_one_that_is_full_to_the_last_line(make_brief: MakeBrief) -> None:
    last = "| a[^a] | b |\n|---|---|\n| c | d |\n| c | d |\n\nAfter.\n\n[^a]: Foot.\n"
    for count in range(25, 30):
        pages = built(make_brief({"part.md": "# Title\n\n" + "A word.\n\n" * count + last})).measured.pages
        assert all(any(box.source for box in one.boxes) for one in pages), count


def test_a_wide_table_does_not_come_down_to_the_contact_card_of_page_1(make_brief: MakeBrief) -> None:
    settings = "title: A\ncontact: {name: A desk, phone: 1, email: a@example.org}\nweb-address: https://example.org/a\n"
    filler = "Text.\n\n" * 19
    table = "| A | B | C | D |\n|---|---|---|---|\n" + "| a | b | c | words |\n" * 4 + "{: .wide }\n"
    pages = built(make_brief({"brief.yaml": settings, "part.md": f"# T\n\n{filler}{table}"})).measured.pages
    assert [any("wide" in box.classes for box in page.boxes) for page in pages] == [False, True]


def test_a_cited_note_is_distinguished_from_others_by_its_name(make_brief: MakeBrief) -> None:
    """Notes of citations stand in no line of their own: two of one paragraph have one source."""
    source = "- id: {key}\n  type: book\n  title: {key}\n  publisher: P\n  issued: 2012\n"
    files = {"s.yaml": "".join(source.format(key=key) for key in "ab"), "part.md": "# T\n\nOne [@a]. Two [@b].\n"}
    layout = built(make_brief({"brief.yaml": "title: A\nsources: s.yaml\n", **files})).measured
    calls = [box for box in layout.pages[0].boxes if box.tag.endswith("::footnote-call")]
    assert [(box.name, box.source) for box in calls] == [
        ("note/part/cite/1", "part.md:3-3"),
        ("note/part/cite/2", "part.md:3-3"),
    ]
