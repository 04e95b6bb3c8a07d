"""Setting pages comes to an end. Relies on how WeasyPrint makes one page after the other."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from weasyprint import layout

from brief.model import Sheet
from brief.typeset import Engine, Rendering, typeset
from brief.typeset.ending import REPEATED, limited_to

FONTS = Path(__file__).parents[2] / "styles" / "fonts"
SMALL = """
@page { size: 200px 100px; margin: 0; @bottom-left { content: counter(pages) } }
p { font: 16px/20px "Source Sans 3" }
"""


def rendered(most: int | None) -> Rendering:
    def nothing(name: str) -> bytes:
        raise LookupError(name)

    html = "<html lang=en><title>t</title><body>" + "<p>A line.</p>" * 30
    return typeset(html, [Sheet(Path("a.css"), SMALL)], nothing, Engine([FONTS]), most=most)


def test_pages_without_a_limit_have_all_of_the_text() -> None:
    whole = rendered(None)
    assert len(whole.document.pages) > 3
    assert (whole.part, whole.stuck) == (1, "")


def test_no_more_pages_are_set_than_the_limit() -> None:
    some = rendered(3)
    assert len(some.document.pages) == 3
    assert 0.1 < some.part < 0.5
    assert some.stuck == ""


def test_pages_that_reach_the_limit_exactly_have_all_of_the_text() -> None:
    assert rendered(len(rendered(None).document.pages)).part == 1


def test_the_engine_is_stopped_when_its_pages_make_no_progress_in_the_text(monkeypatch: pytest.MonkeyPatch) -> None:
    """Uses a stand-in: endless pages of the engine itself take a long brief, and end once the engine is fixed."""

    def box(name: str, *children: Any) -> Any:
        return SimpleNamespace(element={"id": name}, children=children, descendants=lambda placeholders: ())

    def endless(context: Any, root: Any, html: Any, pages: Any) -> Iterator[Any]:
        while True:
            context.page_maker.append(({1: {0: None}}, {}, True, (), {"content_changed": True}))
            context.last_made += 1
            yield box("page")

    context = SimpleNamespace(page_maker=[()], broken_out_of_flow={}, reported_footnotes=[], last_made=-1)
    monkeypatch.setattr(layout, "make_all_pages", endless)
    with limited_to(None) as ended:
        pages = [*layout.make_all_pages(context, box("body", box("one"), box("two", box("three"))), None, [])]
    assert len(pages) == REPEATED
    assert ended.stuck == "three"
    assert ended.part < 1
    assert context.page_maker[-1][-1] == {"content_changed": False}
    assert layout.make_all_pages is endless
