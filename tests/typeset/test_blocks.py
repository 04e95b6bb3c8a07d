"""Where blocks begin. Relies on how WeasyPrint lays out columns and floats, and on its area for footnotes."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from weasyprint.formatting_structure.boxes import FootnoteAreaBox, TextBox

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


def test_a_block_at_the_head_of_a_page_of_one_column_keeps_its_margin() -> None:
    (page,) = pages(HEAD, MARGIN)
    assert late(page)[0].y == pytest.approx(TOP + 13 * POINTS)


def test_a_block_in_a_grid_keeps_its_margin() -> None:
    css = ".grid { display: grid; grid-template-columns: 1fr 1fr }"
    (page,) = pages(f'<div class="grid">{LINES}{HEAD}</div>', MARGIN + css)
    assert late(page)[0].y == pytest.approx(TOP + (20 + 13) * POINTS)


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


@pytest.mark.parametrize(
    "item", ["Item", "<p>Item</p>", "<p><sup>1</sup>Item</p>", "<p style='font-size: 30px'>Item</p>"]
)
def test_the_marker_of_an_item_stands_on_the_first_baseline_of_the_item(item: str) -> None:
    css = "li { line-height: 30px } li::marker { font: 24px/20px 'Source Serif 4 Display' }"
    (page,) = rendered(f"{LINES}<ol><li>{item}</ol>", css).document.pages
    boxes = page._page_box.descendants(placeholders=True)
    baselines = {box.text.strip(): box.position_y + box.baseline for box in boxes if isinstance(box, TextBox)}
    assert baselines["1."] == pytest.approx(baselines["Item"])


def test_the_marker_of_an_item_that_does_not_begin_with_a_line_stays_at_its_top() -> None:
    (page,) = rendered("<ol><li><hr style='margin: 0'><p>Item</ol>").document.pages
    (marker,) = (box for box in page._page_box.descendants(placeholders=True) if box.is_outside_marker)
    assert marker.position_y == pytest.approx(TOP / POINTS + 16)
