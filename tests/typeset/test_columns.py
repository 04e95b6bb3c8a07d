"""Columns: where their blocks begin, and how high they are. Relies on how WeasyPrint lays out columns."""

from __future__ import annotations

import random
from typing import Any

import pytest

from brief.model import Page
from brief.typeset import columns
from tests.typeset.test_blocks import HEAD, LINES, MARGIN, POINTS, TOP, in_columns, late, pages


@pytest.mark.parametrize("tag", ["h2", "h3", "ul", "table", "div"])
def test_a_block_at_the_head_of_a_column_begins_on_its_first_line(tag: str) -> None:
    block = f"<{tag} class=late>{'<tr><td>' if tag == 'table' else '<li>' if tag == 'ul' else ''}Late</{tag}>"
    css = ".late { margin: 13px 0 7px; break-before: column; font: inherit }"
    (page,) = pages(in_columns(LINES, block, "<p>A line.</p>"), css)
    assert late(page)[0].x > 200 * POINTS
    assert late(page)[0].y == pytest.approx(TOP)


def test_the_first_block_of_the_first_column_begins_on_its_first_line() -> None:
    (page,) = pages(in_columns(HEAD, LINES), MARGIN)
    assert late(page)[0].y == pytest.approx(TOP)


def test_a_block_below_others_in_its_column_keeps_its_margin() -> None:
    (page,) = pages(in_columns("<p>A line.</p>", "<div class=late>Late</div>", LINES), MARGIN)
    assert late(page)[0].y == pytest.approx(TOP + (20 + 13) * POINTS)


def test_columns_continue_at_the_head_of_the_next_page() -> None:
    first, second = pages(in_columns("<p>A line.</p>" * 26, HEAD, LINES), MARGIN)
    assert not late(first)
    assert late(second)[0].y == pytest.approx(TOP)


def lines(page: Page, *words: str) -> list[float]:
    """How far below the first line of a page lines with these words are, in lines."""
    first = page.texts[0].y
    return [round((run.y - first) / (20 * POINTS), 3) for run in page.texts if run.text in words]


def test_the_lines_of_columns_align_below_what_is_not_as_high_as_lines() -> None:
    css = ".high { height: 33px; margin: 7px 0 } .columns { height: 200px; column-fill: auto }"
    for high in ("<div class=high></div>", "<table class=high><tr><td></table>", "<ul class=high><li></ul>"):
        (page,) = pages(in_columns("<p>A line.</p>", high, "<p>Below.</p><p>Next.</p>"), css)
        assert lines(page, "Below.", "Next.") == [4, 5]  # at 20 + 7 + 33 + 7 pixels: on the next line


def test_a_head_moves_so_that_the_text_below_it_is_on_a_line_of_its_column() -> None:
    css = "h3 { font: inherit; margin: 9px 0 2px } .columns { height: 200px; column-fill: auto }"
    (page,) = pages(in_columns("<p>A line.</p><h3>Head</h3><p>Below.</p><p>Next.</p>"), css)
    assert lines(page, "Head", "Below.", "Next.") == [1.9, 3, 4]


def test_text_comes_a_little_closer_to_a_head_at_the_top_of_its_column_or_moves_to_the_next_line() -> None:
    for margin, on in ((2, 1), (5, 1), (8, 2)):
        css = f"h3 {{ font: inherit; margin: 0 0 {margin}px }} .columns {{ height: 200px; column-fill: auto }}"
        (page,) = pages(in_columns("<h3>Head</h3><p>Below.</p><p>Next.</p>"), css)
        assert lines(page, "Below.", "Next.") == [on, on + 1]


def test_text_comes_closer_to_a_list_by_at_most_half_its_margin_or_moves_to_the_next_line() -> None:
    for height, on in ((40, 4), (43, 4), (44, 4), (46, 5)):  # the list begins at 30 pixels, and its margin is 10
        css = f"ul {{ height: {height}px; margin: 10px 0 }} .columns {{ height: 200px; column-fill: auto }}"
        (page,) = pages(in_columns("<p>A line.</p>", "<ul><li></ul>", "<p>Below.</p><p>Next.</p>"), css)
        assert lines(page, "Below.", "Next.") == [on, on + 1]


def test_on_a_page_of_one_column_blocks_stay_where_their_margins_put_them() -> None:
    (page,) = pages("<p>A line.</p><div class=high></div><p>Below.</p>", ".high { height: 33px; margin: 7px 0 }")
    assert lines(page, "Below.") == [67 / 20]


def test_a_column_with_no_room_for_a_block_stays_empty_beside_the_text_before_it() -> None:
    blocks = ["<p>Before.</p>" * 8, "<div class=wide></div>", LINES, "<div class=late></div>", LINES]
    css = ".wide { column-span: all; height: 120px } .late { height: 90px; break-inside: avoid }"
    first, second = pages(in_columns(*blocks), css)
    assert [run.text for run in first.texts].count("A line.") == 3
    assert late(second)[0].y == pytest.approx(TOP)


def mixed(seed: int) -> str:
    """Blocks of all kinds for two columns, as many as a page or two have room for."""
    made = random.Random(seed)

    def words(most: int) -> str:
        return "word " * made.randint(1, most)

    kinds = (
        lambda: f"<p>{words(60)}</p>",
        lambda: f"<h3>{words(6)}</h3><p>{words(40)}</p>",
        lambda: f"<ul>{''.join(f'<li>{words(12)}</li>' for _ in range(made.randint(1, 5)))}</ul>",
        lambda: f"<div style='height: {made.randint(20, 90)}px; break-inside: avoid; margin: 7px 0'></div>",
        lambda: f"<p>{words(30)}<span class=note>{words(5)}</span></p>",
        lambda: f"<blockquote style='padding: 5px; border: 1px solid'>{words(30)}</blockquote>",
        lambda: "<div style='column-span: all; height: 30px'></div>",
    )
    return in_columns(*(made.choice(kinds)() for _ in range(made.randint(2, 12))))


@pytest.mark.parametrize("seed", range(40))
def test_columns_are_as_if_they_were_set_anew_for_each_height(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    css = "h3 { break-after: avoid; font: inherit } p, li, blockquote { orphans: 2; widows: 2 }"
    once = pages(mixed(seed), css)
    monkeypatch.setattr(
        columns._Set, "begins", property(lambda _: object(), lambda *_: None)
    )  # so that nothing is kept
    assert pages(mixed(seed), css) == once


def test_a_block_that_is_whole_is_set_once_for_all_heights_of_its_column(monkeypatch: pytest.MonkeyPatch) -> None:
    tried: list[Any] = []

    def counted(context: Any) -> tuple[int, ...]:
        tried.append(context)
        return ()

    monkeypatch.setattr(columns, "_beside", counted)
    pages(in_columns("<p>A line.</p>" * 10, "<div class=late></div>"), ".late { height: 70px; break-inside: avoid }")
    assert len(tried) < 2 * 30


@pytest.mark.parametrize("block", ["<p>A line.</p>", "<ul><li>A line.</li></ul>"])
def test_columns_are_about_equally_high_before_a_page_break(block: str) -> None:
    high = "<div class=late></div><p>Last.</p>"
    css = ".late { height: 140px; break-inside: avoid } ul { margin: 0; padding: 0 }"
    first, second = pages(in_columns(block * 20, high), css)
    runs = [run for run in first.texts if run.text == "A line."]
    left, right = ([run.y for run in runs if (run.x > 200 * POINTS) == is_right] for is_right in (False, True))
    assert (len(left), len(right)) == (10, 10)  # in place of 13 and 7
    assert max(left) == pytest.approx(max(right))
    assert len(first.texts) == (20 if block.startswith("<p>") else 40)
    assert late(second)


def test_columns_with_notes_are_filled_up_to_a_page_break() -> None:
    note = "<p>A line.<span class=note>Note.</span></p>"
    css = ".late { height: 150px; break-inside: avoid }"
    first, _ = pages(in_columns(note, "<p>A line.</p>" * 16, "<div class=late></div><p>Last.</p>"), css)
    assert len([run for run in first.texts if run.text == "Note."]) == 1
