"""Where blocks begin. Relies on how WeasyPrint lays out columns and floats, and on its area for footnotes."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from weasyprint.formatting_structure.boxes import FootnoteAreaBox

from brief.measure import measure
from brief.model import Box, Page, Sheet
from brief.typeset import Engine, Rendering, typeset

FONTS = Path(__file__).parents[2] / "styles" / "fonts"
LOOK = """
@page { size: 400px 300px; margin: 20px; @footnote { border-top: 4px solid } }
body { margin: 0; font: 16px/20px "Source Sans 3" }
p { margin: 0 }
.columns { columns: 2; column-gap: 20px }
footer, .note { float: footnote }
::footnote-call, ::footnote-marker { content: "" }
"""
POINTS = 0.75
"""Points in a CSS pixel."""


def rendered(body: str, css: str = "") -> Rendering:
    def nothing(name: str) -> bytes:
        raise LookupError(name)

    html = f"<html lang=en><title>t</title><body>{body}"
    return typeset(html, [Sheet(Path("a.css"), LOOK + css)], nothing, Engine([FONTS]))


def pages(body: str, css: str = "") -> tuple[Page, ...]:
    return measure(rendered(body, css).document.pages).pages


def late(page: Page) -> list[Box]:
    """The boxes of the block under test."""
    return [box for box in page.boxes if "late" in box.classes]


def in_columns(*blocks: str) -> str:
    return f'<div class="columns">{"".join(blocks)}</div>'


LINES = "<p>A line.</p>" * 3
TOP = 20 * POINTS
HEAD = '<h2 class="late">Head</h2>'
MARGIN = ".late { margin: 13px 0; font: inherit }"


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


def test_a_block_at_the_head_of_a_page_of_one_column_keeps_its_margin() -> None:
    (page,) = pages(HEAD, MARGIN)
    assert late(page)[0].y == pytest.approx(TOP + 13 * POINTS)


def test_a_block_in_a_grid_keeps_its_margin() -> None:
    css = ".grid { display: grid; grid-template-columns: 1fr 1fr }"
    (page,) = pages(f'<div class="grid">{LINES}{HEAD}</div>', MARGIN + css)
    assert late(page)[0].y == pytest.approx(TOP + (20 + 13) * POINTS)


def test_columns_continue_at_the_head_of_the_next_page() -> None:
    first, second = pages(in_columns("<p>A line.</p>" * 26, HEAD, LINES), MARGIN)
    assert not late(first)
    assert late(second)[0].y == pytest.approx(TOP)


OPENING = "<div class=late><h2>Head</h2><p class=whole>Words that<br>take three<br>lines.</p></div>"
FLOATING = """
.late { border-top: 1px solid } .late h2 { float: left; width: 100px; margin: 0; font: inherit }
.whole { break-inside: avoid; margin-left: 120px }
"""


@pytest.mark.parametrize(("lines", "begins_on"), [(9, 1), (10, 2), (11, 2), (12, 2)])
def test_a_block_begins_on_the_next_page_where_only_its_rule_and_float_would_fit(lines: int, begins_on: int) -> None:
    found = pages("<p>A line.</p>" * lines + OPENING, FLOATING)
    assert [page.number for page in found if late(page)] == [begins_on]
    assert [page.number for page in found for run in page.texts if run.text == "Head"] == [begins_on]


def test_the_note_of_a_float_moves_with_it() -> None:
    note = OPENING.replace("Head", 'Head<span class="note">A note.</span>')
    found = pages("<p>A line.</p>" * 10 + note, FLOATING)
    assert [[box.among_notes for box in page.boxes if box.among_notes] for page in found] == [[], [True]]


def rules(rendering: Rendering) -> list[float]:
    """The width of the rule above the notes of each page."""
    return [area.border_top_width for page in rendering.document.pages for area in _areas(page)]


def _areas(page: Any) -> list[Any]:
    return [box for box in page._page_box.children if isinstance(box, FootnoteAreaBox)]


def test_a_page_whose_only_note_is_the_colophon_has_no_rule_above_its_notes() -> None:
    colophon, note = "<footer>Who made it.</footer>", '<p>Text<span class="note">A note.</span></p>'
    assert rules(rendered(f"<p>Text</p>{colophon}")) == [0]
    assert rules(rendered(f"{note}{colophon}")) == [4]
    assert rules(rendered(f'{note}<p style="break-before: page">Text</p>{colophon}')) == [4, 0]


@pytest.mark.parametrize("height", range(180, 400, 10))
@pytest.mark.parametrize("lines", [2, 3, 4])
def test_notes_stay_on_the_page_of_their_calls(lines: int, height: int) -> None:
    rest = "<br>more" * (lines - 1)
    body = "".join(f"<p>Word{n}<span class=note>Note{n}</span>{rest}</p><h3>Head</h3>" for n in range(9))
    css = ".note { footnote-policy: line } h3 { font: inherit; break-after: avoid } p { orphans: 2; widows: 2 }"
    for page in pages(body, f"@page {{ size: 400px {height}px }} {css}"):
        words = " ".join(run.text for run in page.texts)
        numbers = [re.findall(rf"{name}(\d)", words) for name in ("Word", "Note")]
        assert numbers[0] == numbers[1]


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


def test_on_a_page_of_one_column_blocks_stay_where_their_margins_put_them() -> None:
    (page,) = pages("<p>A line.</p><div class=high></div><p>Below.</p>", ".high { height: 33px; margin: 7px 0 }")
    assert lines(page, "Below.") == [67 / 20]
