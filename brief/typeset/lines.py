"""What the engine forgets of a line: that a blank stood where it was broken.

It strips the blank, so two lines of a paragraph would be read as one word. A run of text that had a blank behind it
gets ``space_after``, one that had it before ``space_before``, from which `tags` writes it into the PDF again.
`tests/typeset/test_lines.py` shows it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

Split = Callable[..., tuple[Any, int | None, bool]]
"""The engine's function that breaks a run of text: it gives the part on this line, and where the rest begins."""

Strip = Callable[[Any, Any], None]
"""The engine's function that strips the end of a line."""


def remember_blanks() -> None:
    """Has the engine note behind which runs of text it dropped a blank at the end of a line."""
    from weasyprint.layout import inline

    inline.split_text_box = _noting_breaks(inline.split_text_box)
    inline.remove_last_whitespace = _noting_ends(inline.remove_last_whitespace)


def _noting_breaks(split: Split) -> Split:
    """The same function, noting on the part beside which it dropped a blank where the line was broken."""

    def noted(context: Any, box: Any, width: Any, skip: int, **kwargs: Any) -> tuple[Any, int | None, bool]:
        first, rest, preserved = split(context, box, width, skip, **kwargs)
        text = box.text.encode()
        if first and not first.text.endswith(" ") and text[skip:rest].endswith(b" "):
            first.space_after = True
        if first and text[:skip].isspace():
            first.space_before = True
        return first, rest, preserved

    return noted


def _noting_ends(strip: Strip) -> Strip:
    """The same function, noting where it stripped a blank that is a run of text by itself.

    Of a run that ends with a blank it corrects the text and the width, and still draws the blank: that is noted as
    ``space_drawn``.
    """

    def noted(context: Any, line: Any) -> None:
        runs = [box for box in line.descendants() if hasattr(box, "text")]
        last = runs[-1].text if runs else ""
        strip(context, line)
        if not runs or runs[-1].text == last:
            return
        if runs[-1].text:
            runs[-1].space_drawn = True
        elif words := [box for box in runs if box.text.strip()]:
            words[-1].space_after = True

    return noted
