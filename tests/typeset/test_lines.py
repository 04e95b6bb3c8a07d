"""The blank that the engine drops at the end of a line is noted. Relies on how WeasyPrint breaks lines."""

from __future__ import annotations

from pathlib import Path

import pytest
from weasyprint.formatting_structure.boxes import TextBox

from brief.model import Sheet
from brief.typeset import Engine, typeset

FONTS = Path(__file__).parents[2] / "styles" / "fonts"
NARROW = 'p { width: 60px; font: 16px "Source Sans 3" }'


def runs(html: str) -> list[tuple[str, bool]]:
    """Each run of text of a paragraph, and whether a blank belongs between it and the next."""

    def nothing(name: str) -> bytes:
        raise LookupError(name)

    rendering = typeset(
        f"<html lang=en><title>t</title><p>{html}", [Sheet(Path("a.css"), NARROW)], nothing, Engine([FONTS])
    )
    boxes = [box for box in rendering.document.pages[0]._page_box.descendants() if isinstance(box, TextBox)]
    words = [box for box in boxes if box.text.strip()]
    before = [*(getattr(box, "space_before", False) for box in words[1:]), False]
    return [
        (box.text, next_ or any(getattr(box, name, False) for name in ("space_after", "space_drawn")))
        for box, next_ in zip(words, before, strict=True)
    ]


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("plumage plumage", [("plumage", True), ("plumage", False)]),
        ("<em>plumage</em> plumage", [("plumage", True), ("plumage", False)]),
        ("plumage <em>plumage</em>", [("plumage", True), ("plumage", False)]),
        ("<em>plumage </em>plumage", [("plumage", True), ("plumage", False)]),
        ("<em>plumage</em> <em>plumage</em>", [("plumage", True), ("plumage", False)]),
        ("plumage-plumage", [("plumage-", False), ("plumage", False)]),
        ("plumage\N{ZERO WIDTH SPACE}plumage", [("plumage\N{ZERO WIDTH SPACE}", False), ("plumage", False)]),
    ],
)
def test_a_blank_at_which_a_line_was_broken_is_noted(html: str, expected: list[tuple[str, bool]]) -> None:
    assert runs(html) == expected
