"""Pages that are made again. Relies on the rounds in which WeasyPrint goes through all pages."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from weasyprint.layout import page as engine

from brief.model import Sheet
from brief.typeset import Engine, typeset

FONTS = Path(__file__).parents[2] / "styles" / "fonts"
LOOK = """
@page { size: 300px 200px; margin: 20px }
body, p { margin: 0; font: 16px/20px "Source Sans 3" }
.note { float: footnote; footnote-policy: line }
.to::after { content: " on page " target-counter(attr(href url), page) }
"""


def texts(body: str, css: str = "") -> list[str]:
    """The texts of the pages of a document."""
    html = f"<html lang=en><title>t</title><body>{body}"
    rendering = typeset(html, [Sheet(Path("a.css"), LOOK + css)], lambda name: b"", Engine([FONTS]))
    pages = [page._page_box.descendants() for page in rendering.document.pages]
    return ["".join(getattr(box, "text", "") for box in boxes) for boxes in pages]


def test_a_note_alone_on_the_last_page_stays_when_pages_are_made_again() -> None:
    """WeasyPrint makes the pages again for the number of a page in the text, and then loses the note."""
    note = f"<p id=b>word<span class=note>{'A note of some words. ' * 14}</span>"
    found = texts(f"<p><a class=to href=#b>See</a></p>{'<p>line</p>' * 6}{note}")
    assert [("on page 2" in text, "A note" in text) for text in found] == [(True, False), (False, False), (False, True)]


@pytest.mark.parametrize(("css", "made"), [("", [1, 2, 3, 1]), (".to::before { content: counter(pages) }", None)])
def test_a_page_that_prints_the_number_of_another_is_made_only_twice(
    css: str, made: list[int] | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where a text prints the number of all pages, as often as WeasyPrint requires."""
    numbers, make = [], engine.make_page

    def counted(*args: Any) -> Any:
        numbers.append(args[4])
        return make(*args)

    monkeypatch.setattr(engine, "make_page", counted)
    found = texts(f"<p><a class=to href=#b>See</a></p>{'<p>line</p>' * 20}<p id=b>end</p>", css)
    assert "on page 3" in found[0]
    assert numbers == made if made else found[0].startswith("3See")
