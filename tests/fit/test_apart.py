"""What stands apart on pages, and which block had better move."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from brief.fit.apart import stands_apart
from brief.fit.holes import fuller_last
from brief.model import COVER, Box, Frame, Measured, Move, Page, Photograph, Run, anchor
from tests.built import built
from tests.conftest import MakeBrief
from tests.fit.printed import box, page


def moved(*pages: Page) -> list[Move]:
    """The moves wanted, but those up a page, which have tests of their own."""
    return [move for move in stands_apart(Measured(pages)) if move.blocks >= 0]


def upwards(*pages: Page) -> list[Move]:
    """The moves of exhibits up a page."""
    return [move for move in stands_apart(Measured(pages)) if move.blocks < 0]


def wanted(*pages: Page) -> list[str]:
    """The sources of blocks that had better begin a page."""
    assert all(move == Move(move.source) for move in moved(*pages))
    return [move.source for move in moved(*pages)]


def past(blocks: int) -> Move:
    return Move("a.md:3-3", blocks=blocks)


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


def test_a_heading_in_the_indent_is_not_alone_beside_a_single_line() -> None:
    heading, text = replace(box("a.md:1-1", 700, 18, "h2"), x=57, width=125), box("a.md:3-3", 704, 14)
    assert wanted(page(1, heading, text)) == []
    assert wanted(page(1, heading, replace(text, y=680))) == ["a.md:1-1"]


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
    boxes = next(page.boxes for page in built(folder).measured.pages if any(box.tag == "h3" for box in page.boxes))
    heading = next(box for box in boxes if box.tag == "h3")
    assert any(box.source and box.y >= heading.foot - 1 and "side" not in box.classes for box in boxes)


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


def foot_of(text: float, *others: Box) -> Page:
    """A page whose text ends at a height, with what else stands on it."""
    line = Run("p", (), "a.md:1-1", 50, text - 14, 300, 14, text="words", frame=Frame("page", 50, 350))
    return replace(page(1, box("a.md:1-1", 80, text - 80), *others), texts=(line,))


def figure(source: str = "a.md:3-3", tag: str = "figure", *classes: str) -> Box:
    return box(source, 70, 200, tag, *classes)


def test_a_figure_that_has_left_a_hole_on_the_page_before_stands_behind_the_text_that_fills_it() -> None:
    after = [box("a.md:5-5", 280, 40), box("a.md:7-7", 330, 40), box("a.md:9-9", 380, 40)]
    assert moved(foot_of(600), page(2, figure(), *after))[0] == past(3)
    assert moved(foot_of(650), page(2, figure(), *after))[0] == past(2)
    assert moved(foot_of(650), page(2, figure("a.md:3-3", "div", "table"), *after))[0] == past(2)


def test_a_box_stays_in_its_place_in_the_text() -> None:
    after = [box("a.md:5-5", 280, 40), box("a.md:7-7", 330, 40), box("a.md:9-9", 380, 40)]
    assert moved(foot_of(600), page(2, figure("a.md:3-3", "aside", "box"), *after)) == []


@pytest.mark.parametrize("tag", ["ul", "blockquote"])
def test_a_figure_does_not_stand_between_a_paragraph_and_its_list_or_quotation(tag: str) -> None:
    after = [box("a.md:5-5", 280, 40), box("a.md:7-7", 330, 40), box("a.md:9-9", 380, 40, tag)]
    assert moved(foot_of(650), page(2, figure(), *after))[0] == past(1)
    assert moved(foot_of(600), page(2, figure(), *after))[0] == past(3)


def test_a_figure_that_does_not_fit_behind_all_of_this_text_stands_behind_what_leaves_no_hole() -> None:
    after = [box("a.md:5-5", 280, 70), box("a.md:7-7", 360, 200)]
    assert moved(foot_of(600), page(2, figure(), *after)) == [past(2), past(1)]


def of_section(*blocks: Box) -> Page:
    """A page with these blocks, which ends with a line of the last of them."""
    last = blocks[-1]
    line = Run("p", (), last.source, 50, last.foot - 14, 300, 14, text="words", frame=Frame("page", 50, 350))
    return replace(page(1, *blocks), texts=(line,))


def test_a_figure_moves_up_before_the_text_above_a_hole_when_it_then_fits_on_the_page() -> None:
    head, lead = box("a.md:0-0", 200, 20, "h3"), box("a.md:1-1", 230, 90)
    one, two = box("a.md:1-2", 330, 150), box("a.md:2-2", 490, 90)
    above, last = (head, lead, one), page(2, figure(), box("b.md:1-1", 280, 40))
    assert upwards(of_section(*above, two), last) == [past(-2)]
    introduced = page(2, box("a.md:2-8", 70, 20, "p", "introduces"), box("a.md:3-3", 90, 200, "figure"))
    assert upwards(of_section(*above, two), introduced) == [past(-3)]
    assert upwards(of_section(*above, replace(two, height=150)), last) == []  # the hole is small
    assert upwards(of_section(one, replace(head, y=480), two), last) == []  # never above a heading
    assert upwards(of_section(replace(head, y=300), one, two), last) == []  # never to directly below one
    assert upwards(of_section(*above, replace(two, tag="ol")), last) == [past(-2)]
    assert upwards(of_section(head, lead, replace(one, tag="ol"), two), last) == []  # never between it and its list
    assert upwards(of_section(head, lead, replace(one, source="b.md:9-9"), two), last) == []
    at_top = of_section(replace(one, y=70, height=410), replace(two, y=490, height=90))
    full = of_section(replace(lead, y=70, height=650))
    assert upwards(full, at_top, last) == [past(-2)]
    assert upwards(replace(full, boxes=(replace(one, y=70, height=650),)), at_top, last) == []  # `one` begins there
    assert upwards(at_top, last) == []  # never to the top of page 1
    quote = replace(two, tag="aside", classes=("pull-quote",))
    assert upwards(of_section(*above, quote), last) == [past(-2)]
    assert upwards(of_section(*above, replace(two, classes=("announces",))), last) == []
    assert upwards(of_section(head, replace(lead, classes=("announces",)), one, two), last) == []
    headed = page(2, box("a.md:2-9", 70, 10, "h3"), box("a.md:3-3", 90, 200, "figure"))
    assert upwards(of_section(*above, two), headed) == []


def test_a_hole_is_a_tenth_of_the_height_of_a_page_above_its_notes_and_its_foot() -> None:
    behind = page(2, figure(), box("a.md:5-5", 280, 200))
    assert moved(foot_of(654), behind) == [past(1)]
    assert moved(foot_of(656), behind) == []
    note = box("a.md:1-1", 680, 40, "span", "footnote")
    assert moved(foot_of(614, note), behind) == [past(1)]
    assert moved(foot_of(620, note), behind) == []


def test_the_words_of_a_card_or_a_side_note_fill_no_hole() -> None:
    behind = page(2, figure(), box("a.md:5-5", 280, 200))
    words = Run("p", (), "a.md:2-2", 400, 690, 100, 14, text="words", frame=Frame("side", 390, 550))
    assert moved(replace(foot_of(600), texts=(*foot_of(600).texts, words)), behind) == [past(1)]


def test_a_figure_moves_behind_no_heading_no_other_figure_and_no_text_of_another_section() -> None:
    last, second = box("a.md:9-9", 450, 40), box("a.md:7-7", 330, 90, "figure")
    for end in (box("a.md:7-7", 330, 20, "h3"), second, box("b.md:1-1", 330, 90)):
        assert moved(foot_of(595), page(2, figure(), box("a.md:5-5", 280, 40), end, last)) == [past(1)]
        behind = [Move("a.md:7-7", blocks=1)] if end == second else []
        assert moved(foot_of(595), page(2, figure(), replace(end, y=280), last)) == behind


def test_of_figures_in_a_row_the_last_moves_first_and_the_others_follow_it() -> None:
    second, text = box("a.md:5-5", 280, 200, "figure"), box("a.md:7-7", 490, 40)
    assert moved(foot_of(595), page(2, figure(), second, text)) == [Move("a.md:5-5", blocks=1)]
    assert moved(foot_of(595), page(2, figure(), replace(text, y=280), replace(second, y=330))) == [past(1)]


def test_a_table_moves_behind_a_chart_that_fits_above_it_and_a_figure_behind_a_table() -> None:
    table, text = box("a.md:3-3", 70, 300, "div", "table"), box("b.md:1-1", 530, 90)
    chart = box("a.md:5-5", 380, 140, "figure", "chart")
    assert moved(foot_of(540), page(2, table, chart, text)) == [past(1)]
    assert moved(foot_of(550), page(2, table, chart, text)) == []  # 170 points for 140 and the white above
    assert moved(foot_of(540), page(2, table, replace(chart, source="b.md:5-5"), text)) == []
    assert moved(foot_of(540), page(2, replace(table, tag="figure", classes=()), chart, text)) == []
    as_table = replace(chart, tag="div", classes=("table",))
    assert moved(foot_of(540), page(2, replace(table, tag="figure", classes=()), as_table, text)) == [past(1)]
    introduced = [box("a.md:1-1", 70, 20, "p", "introduces"), replace(table, y=100), replace(chart, y=410)]
    assert moved(foot_of(540), page(2, *introduced, text)) == []  # the paragraph takes some of the room
    assert moved(foot_of(506), page(2, *introduced, text)) == [past(1)]


def test_a_figure_that_leaves_more_than_a_fifth_of_a_page_empty_moves_behind_a_subheading_and_its_text() -> None:
    heading, text = box("a.md:5-5", 280, 20, "h3"), box("a.md:7-7", 310, 300)
    assert moved(foot_of(580), page(2, figure(), heading, text))[0] == past(2)
    assert moved(foot_of(595), page(2, figure(), heading, text)) == []
    assert moved(foot_of(580), page(2, figure(), box("a.md:5-5", 280, 20, "h2"), text)) == []


def test_the_text_that_fills_a_hole_may_stand_on_the_page_after_the_figure() -> None:
    large = page(2, box("a.md:3-3", 70, 620, "figure"))
    assert moved(foot_of(520), large, page(3, box("a.md:5-5", 70, 100), box("a.md:7-7", 180, 200))) == [past(2)]
    begun = page(2, box("a.md:3-3", 70, 400, "figure"), box("a.md:5-5", 490, 90))
    assert moved(foot_of(510), begun, page(3, box("a.md:5-5", 70, 90), box("a.md:7-7", 180, 200)))[0] == past(2)
    assert moved(foot_of(520), begun, page(3, box("a.md:5-5", 70, 90), box("a.md:7-7", 180, 200)))[0] == past(1)


def columns(number: int, left: Sequence[Box], right: Sequence[Box], *, continues: bool = True) -> Page:
    """A page with two columns of blocks."""
    row = Box("div", ("columns",), "", 50, 70, 620, 650, continues)
    boxes, lines = [row], []
    for x, blocks in ((50, left), (370, right)):
        boxes += [replace(row, x=x, width=300), *(replace(block, x=x) for block in blocks)]
        feet = ((block.source, block.foot) for block in blocks if block.tag == "p")
        lines += [
            Run("p", (), source, x, foot - 14, 300, 14, text="words", frame=Frame("page", x, x + 300))
            for source, foot in feet
        ]
    return replace(page(number, *boxes), texts=tuple(lines))


def test_text_fills_the_foot_of_a_column_like_that_of_a_page() -> None:
    full, short = [box("a.md:1-1", 70, 650)], [box("a.md:2-2", 70, 450)]
    exhibit, rest = [box("a.md:3-3", 70, 250, "figure"), box("a.md:5-5", 330, 390)], [box("a.md:7-7", 70, 600)]
    assert moved(columns(1, full, short), columns(2, exhibit, rest)) == [past(1)]
    assert moved(columns(1, short, exhibit), columns(2, rest, [])) == [past(1)]
    assert moved(columns(1, full, [box("a.md:2-2", 70, 590)]), columns(2, exhibit, rest)) == []  # the hole is small
    assert moved(columns(1, short, exhibit, continues=False)) == [past(1)]
    assert moved(columns(1, full, short, continues=False), columns(2, exhibit, rest)) == []  # the text ends there
    announced = [
        box("a.md:3-3", 70, 250, "figure"),
        box("a.md:5-5", 330, 90, "p", "announces"),
        box("a.md:6-6", 430, 90),
    ]
    shorter = [box("a.md:2-2", 70, 420)]
    assert moved(columns(1, shorter, announced), columns(2, rest, [])) == [past(3), past(2)]  # not between these two


def test_an_exhibit_may_move_up_a_column() -> None:
    short = [box("a.md:1-1", 70, 150), box("a.md:1-2", 230, 140), box("a.md:2-2", 380, 120)]
    exhibit = [box("a.md:3-3", 70, 250, "figure"), box("b.md:1-1", 330, 390)]
    assert upwards(columns(1, short, exhibit), columns(2, [box("b.md:2-2", 70, 600)], [])) == [past(-1)]


def test_a_figure_moves_out_from_behind_the_paragraph_that_introduces_it() -> None:
    introduction = box("a.md:1-1", 70, 20, "p", "introduces")
    assert moved(foot_of(520), page(2, introduction, figure(), box("a.md:5-5", 280, 40))) == [past(1)]


def test_the_call_of_a_note_in_the_introducing_paragraph_does_not_hold_the_figure_back() -> None:
    introduction = box("a.md:1-1", 70, 30, "p", "introduces")
    call = box("a.md:1-1", 85, 7, "span::footnote-call", "footnote")
    below = box("a.md:3-3", 110, 150, "figure"), box("a.md:5-5", 280, 40)
    assert past(1) in moved(foot_of(500), page(2, introduction, call, *below))


def test_nothing_comes_between_an_exhibit_and_the_paragraph_that_announces_it() -> None:
    announcing = box("a.md:1-1", 70, 20, "p", "introduces", "announces")
    below = figure(), box("a.md:5-5", 280, 40)
    assert moved(foot_of(500), page(2, announcing, box("a.md:3-3", 100, 150, "figure"), below[1])) == []
    assert moved(replace(foot_of(500), boxes=(announcing,)), page(2, *below)) == []
    photograph = Photograph("a.jpg", (600, 400), box("a.md:3-3", 70, 180, "img"))
    smaller = moved(replace(foot_of(540), boxes=(announcing,)), replace(page(2, *below), photographs=(photograph,)))
    assert smaller == [Move("a.md:3-3", height=124)]


def test_a_photograph_is_set_much_smaller_only_where_more_than_a_third_of_a_page_would_be_empty() -> None:
    photograph = Photograph("a.jpg", (600, 400), box("a.md:3-3", 70, 280, "img"))
    large = replace(page(2, box("a.md:3-3", 70, 360, "figure")), photographs=(photograph,))
    assert moved(foot_of(490), large) == [Move("a.md:3-3", height=114)]
    assert moved(foot_of(510), large) == []  # 0.48 of its height, for a hole of 0.32 of the page


def test_a_cover_is_set_smaller_and_never_moves_past_text() -> None:
    photograph = Photograph("a.jpg", (600, 400), box("", 70, 280, "img"))
    cover, beside = box("", 70, 360, "figure", "cover"), box("", 440, 40, "div", "beside")
    following = replace(page(2, cover, beside, box("b.md:3-3", 440, 40)), photographs=(photograph,))
    assert moved(foot_of(480), following) == [Move(COVER, height=124)]
    assert upwards(of_section(box("a.md:1-1", 70, 90), box("a.md:1-2", 170, 310)), following) == []


def test_text_below_a_heading_comes_before_the_figure_below_it() -> None:
    heading, below = box("a.md:2-2", 70, 20, "h3"), (box("a.md:3-3", 100, 150, "figure"), box("a.md:5-5", 280, 40))
    assert moved(foot_of(500), page(2, heading, *below)) == [past(1)]


def test_a_key_figure_in_the_column_of_the_text_moves_behind_text_and_one_in_the_margin_does_not() -> None:
    text = box("a.md:5-5", 280, 40)
    assert moved(foot_of(600), page(2, box("a.md:3-3", 70, 200, "aside", "key-figure"), text)) == [past(1)]
    assert moved(foot_of(600), page(2, box("a.md:3-3", 70, 200, "aside", "key-figure", "side"), text)) == []


def test_a_table_that_leaves_more_than_a_third_of_a_page_empty_is_broken() -> None:
    head, last = box("a.md:2-2", 70, 20, "h3"), box("a.md:5-5", 280, 40, "div", "table")
    table = page(2, head, figure("a.md:3-3", "div", "table"), last)
    broken = Move("a.md:3-3", breaks=True)
    assert moved(foot_of(490), table) == [broken]
    assert moved(foot_of(520), table) == []
    assert moved(foot_of(490), page(2, box("a.md:2-2", 70, 20), *table.boxes[1:])) == []


@pytest.mark.parametrize(
    ("names", "foot", "height", "breaks"),
    [
        (("introduces",), 490, 40, True),
        (("introduces",), 520, 40, False),  # less than a third is empty
        (("introduces",), 490, 240, False),  # it has no room there
        (("introduces", "announces"), 490, 40, False),  # with a colon
        ((), 490, 40, False),
    ],
)
def test_a_paragraph_may_be_on_the_page_before_the_exhibit_that_it_introduces_where_that_is_emptier_than_a_third(
    names: tuple[str, ...], foot: float, height: float, breaks: bool
) -> None:
    head, introduction = box("a.md:2-2", 70, 20, "h3"), box("a.md:3-3", 100, height, "p", *names)
    following = page(2, head, introduction, box("a.md:5-5", 110 + height, 150, "figure"))
    assert (Move("a.md:3-3", breaks=True) in moved(foot_of(foot), following)) == breaks


def test_recommendations_that_leave_more_than_a_third_of_a_page_empty_are_broken() -> None:
    heads = box("r.md:1-1", 70, 20, "h2"), group(100, 200), box("r.md:3-3", 100, 20, "h3")
    asked = box("r.md:5-9", 130, 170, "ol")
    assert moved(foot_of(490), page(2, *heads, asked)) == [Move("r.md:3-3", breaks=True)]
    assert moved(foot_of(520), page(2, *heads, asked)) == []
    assert moved(foot_of(490), page(2, box("a.md:9-9", 70, 20), *heads[1:], asked)) == []


def test_a_figure_beside_a_side_note_moves_like_any_other() -> None:
    beside = box("", 70, 200, "div", "beside"), box("a.md:9-9", 70, 60, "aside", "side"), figure()
    assert moved(foot_of(500), page(2, *beside, box("a.md:5-5", 280, 40))) == [past(1)]
    text = box("", 70, 200, "div", "beside"), box("a.md:9-9", 70, 60, "aside", "side"), box("a.md:2-2", 70, 200)
    assert moved(foot_of(500), page(2, *text, figure())) == []


def last_two(title: float, last: float, tag: str = "h2") -> Measured:
    """Two pages: a title at a height on the first, with text below it to 650 points; text on the last one."""
    before = replace(foot_of(title - 20), texts=(*foot_of(title - 20).texts, *foot_of(650).texts))
    return Measured(
        (replace(before, boxes=(*before.boxes, box("b.md:1-1", title, 20, tag))), page(2, box("b.md:9-9", 70, last)))
    )


def test_a_last_page_with_little_on_it_begins_with_a_title_of_the_page_before() -> None:
    assert fuller_last(last_two(530, 60), 1 / 4) == Move("b.md:1-1")
    assert fuller_last(last_two(600, 60), 1 / 4) is None  # it would still have too little
    assert fuller_last(last_two(400, 60), 1 / 4) is None  # too much would be left empty
    assert fuller_last(last_two(530, 60, "h3"), 1 / 4) is None
    assert fuller_last(Measured((foot_of(500),)), 1 / 4) is None


def test_a_figure_that_does_not_begin_its_page_stays() -> None:
    assert moved(foot_of(500), page(2, box("a.md:1-1", 70), figure(), box("a.md:5-5", 280, 40))) == []


def test_a_block_with_its_side_note_counts_as_one_that_a_figure_moves_behind() -> None:
    beside = box("", 280, 90, "div", "beside"), box("a.md:6-8", 280, 60, "aside", "side"), box("a.md:5-5", 280, 90)
    assert moved(foot_of(500), page(2, figure(), *beside, box("a.md:9-9", 380, 200))) == [past(2)]


def test_what_a_figure_itself_holds_is_not_text_behind_it() -> None:
    caption = box("a.md:3-3", 240, 20, "p")
    assert moved(foot_of(600), page(2, figure(), caption, box("a.md:5-5", 280, 200))) == [past(1)]


@pytest.mark.parametrize(
    ("text", "behind", "expected"),
    [
        (box("a.md:2-2", 600, 100), [], ["a.md:2-2"]),
        (box("a.md:2-2", 600, 100), [box("a.md:3-3", 240, 20, "p")], ["a.md:2-2"]),  # its caption
        (box("a.md:2-2", 600, 100), [box("b.md:1-1", 280, 40)], []),
        (box("a.md:2-2", 600, 100, "pre"), [], []),
        (box("b.md:2-2", 600, 100), [], []),
        (box("a.md:2-2", 400, 300), [], []),
    ],
)
def test_a_figure_alone_on_the_last_page_brings_the_paragraph_before_it(
    text: Box, behind: list[Box], expected: list[str]
) -> None:
    before = foot_of(text.y - 10)
    assert wanted(replace(before, boxes=(*before.boxes, text)), page(2, figure(), *behind)) == expected


def asks(y: float, height: float, continues: bool = False) -> Box:
    return box("", y, height, "section", "recommendations", continues=continues)


HEAD, ITEM = box("r.md:1-1", 600, 20, "h2"), box("r.md:3-3", 640, 60)


def test_recommendations_that_have_begun_at_the_foot_and_fit_on_one_page_begin_the_next() -> None:
    begun = foot_of(580, asks(600, 120, continues=True), HEAD, ITEM)
    assert wanted(begun, page(2, asks(70, 400))) == ["r.md:1-1"]
    assert wanted(begun, page(2, asks(70, 540))) == []  # they are longer than a page
    assert wanted(begun, page(2, asks(70, 400, continues=True)), page(3, asks(70, 50))) == []
    assert wanted(foot_of(580, asks(600, 120), HEAD, ITEM), page(2)) == []


def test_recommendations_that_would_leave_more_than_a_third_of_a_page_empty_stay_apart() -> None:
    begun = asks(540, 180, continues=True), replace(HEAD, y=540), replace(ITEM, y=580)
    assert wanted(foot_of(520, *begun), page(2, asks(70, 300))) == ["r.md:1-1"]
    assert wanted(foot_of(500, *begun), page(2, asks(70, 300))) == []


@pytest.mark.parametrize(("call", "expected"), [(400, ["r.md:1-1"]), (540, [])])
def test_the_room_of_notes_that_would_leave_with_the_recommendations_counts_as_empty(
    call: float, expected: list[str]
) -> None:
    note, called = box("", 630, 90, "span", "footnote"), box("", call, 8, "span::footnote-call", "footnote")
    begun = foot_of(470, asks(490, 120, continues=True), replace(HEAD, y=490), replace(ITEM, y=530), called, note)
    assert wanted(begun, page(2, asks(70, 300))) == expected


def group(y: float, height: float, continues: bool = False) -> Box:
    return box("", y, height, "div", "addressee", continues=continues)


def test_what_one_addressee_is_asked_begins_a_page_where_it_fits_on_one() -> None:
    head, before, second = box("r.md:1-1", 80, 20, "h2"), box("r.md:7-7", 500, 80), box("r.md:9-9", 600, 20, "h3")
    begun = foot_of(580, asks(70, 650, continues=True), head, before, group(600, 120, continues=True), second, ITEM)
    assert wanted(begun, page(2, asks(70, 400), group(70, 60))) == ["r.md:9-9"]


def test_the_head_of_all_goes_with_that_of_the_first_addressee() -> None:
    first, rest = box("r.md:3-3", 625, 20, "h3"), (asks(70, 650), group(70, 60))
    begun = asks(600, 120, continues=True), HEAD, group(625, 95, continues=True), first, ITEM
    assert wanted(foot_of(580, *begun), page(2, *rest)) == ["r.md:1-1"]
    assert wanted(foot_of(470, *begun), page(2, *rest)) == []


def test_the_block_after_a_full_page_moves_when_a_page_before_that_is_empty() -> None:
    title = Run("h1", (), "", 50, 80, 100, 30, text="Title", frame=Frame("page", 50, 350))
    empty = replace(page(1, box("", 70, 60, "div", "masthead")), texts=(title,))
    full = page(2, box("a.md:1-1", 70), box("a.md:3-3", 700))
    assert wanted(empty, full, page(3, box("a.md:5-9", 70))) == ["a.md:5-9"]
    assert wanted(empty, full) == []
    below = replace(title, y=200, text="What is asked, or an author")  # neither has a source
    assert wanted(replace(empty, texts=(title, below)), full, page(3, box("a.md:5-9", 70))) == []
    assert wanted(full, page(3, box("a.md:5-9", 70))) == []


def test_no_page_is_empty_before_one_that_is_full_to_the_last_line(make_brief: MakeBrief) -> None:
    last = "| a[^a] | b |\n|---|---|\n| c | d |\n| c | d |\n\nAfter.\n\n[^a]: Foot.\n"
    for count in range(25, 30):
        pages = built(make_brief({"part.md": "# Title\n\n" + "A word.\n\n" * count + last})).measured.pages
        assert all(any(box.source for box in one.boxes) for one in pages), count


def test_a_cited_note_is_distinguished_from_others_by_its_name(make_brief: MakeBrief) -> None:
    """Notes of citations stand in no line of their own: two of one paragraph have one source."""
    source = "- id: {key}\n  type: book\n  title: {key}\n  publisher: P\n  issued: 2012\n"
    files = {"s.yaml": "".join(source.format(key=key) for key in "ab"), "part.md": "# T\n\nOne [@a]. Two [@b].\n"}
    layout = built(make_brief({"brief.yaml": "title: A\nsources: s.yaml\n", **files})).measured
    calls = [box for box in layout.pages[0].boxes if box.tag.endswith("::footnote-call") and "footnote" in box.classes]
    assert [(box.name, box.source) for box in calls] == [
        (anchor("note", "part", "cite/1"), "part.md:3-3"),
        (anchor("note", "part", "cite/2"), "part.md:3-3"),
    ]
