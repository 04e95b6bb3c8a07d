"""Notes are set once for a page. Relies on how WeasyPrint finds the height of the notes at the foot of a page."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from weasyprint.formatting_structure import boxes
from weasyprint.layout import inline

from brief.measure import measure
from brief.model import Page, Sheet
from brief.typeset import Engine, footnotes, typeset

FONTS = Path(__file__).parents[2] / "styles" / "fonts"
LOOK = """
@page { size: 400px 1600px; margin: 20px; @footnote { border-top: 4px solid; padding-bottom: 1px } }
body, p { margin: 0; font: 16px/20px "Source Sans 3" }
.note { float: footnote; footnote-policy: line }
"""
POINTS = 0.75
"""Points in a CSS pixel."""


def pages(count: int, css: str = "") -> tuple[Page, ...]:
    """The pages of a paragraph with this number of notes."""

    def nothing(name: str) -> bytes:
        raise LookupError(name)

    notes = " ".join(f"word<span class=note>Note {number}.</span>" for number in range(count))
    html = f"<html lang=en><title>t</title><body><p>{notes}</p>"
    return measure(typeset(html, [Sheet(Path("a.css"), LOOK + css)], nothing, Engine([FONTS])).document.pages).pages


def test_twice_as_many_notes_on_a_page_take_twice_as_many_lines_to_set(monkeypatch: pytest.MonkeyPatch) -> None:
    set_line, lines = inline.get_next_linebox, 0

    def counted(*args: Any) -> Any:
        nonlocal lines
        lines += 1
        return set_line(*args)

    monkeypatch.setattr(inline, "get_next_linebox", counted)
    assert len(pages(30)) == 1
    some, lines = lines, 0
    assert len(pages(60)) == 1
    assert lines < 2.2 * some


def test_twice_as_many_notes_are_compared_with_twice_as_many_runs_of_text(monkeypatch: pytest.MonkeyPatch) -> None:
    comparisons = 0

    def counted(box: Any, other: Any) -> bool:
        nonlocal comparisons
        comparisons += 1
        return box is other

    monkeypatch.setattr(boxes.Box, "__eq__", counted, raising=False)
    pages(30)
    some, comparisons = comparisons, 0
    pages(60)
    assert comparisons < 2.2 * some


@pytest.mark.parametrize(
    "css",
    [
        "",
        ".note { margin: 3px 0 5px }",
        "@page { @footnote { border: 0; padding: 0 } } .note { margin: -2px 0 4px }",
        "@page { @footnote { margin-top: 7px; max-height: 90px } }",
        ".note { footnote-display: inline }",
        ".note { position: relative; top: 1px; padding: 0 2px; min-height: 23px }",
    ],
)
def test_notes_stand_where_the_engine_alone_puts_them(css: str, monkeypatch: pytest.MonkeyPatch) -> None:
    small = f"@page {{ size: 400px 230px }} {css}"
    found = pages(24, small)
    monkeypatch.setattr(footnotes, "_are_blocks", lambda notes: False)
    assert found == pages(24, small)
