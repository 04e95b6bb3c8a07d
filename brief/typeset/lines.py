"""Remembers the blanks at which lines are broken.

WeasyPrint strips such a blank, so that the last word of a line and the first of the next would be read as one. A run of
text gets ``space_after`` when a blank followed it and ``space_before`` when one preceded it; `tags` writes it into the
PDF.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

Split = Callable[..., tuple[Any, int | None, bool]]
"""WeasyPrint's function that breaks a run of text: it returns the part on this line, and where the rest begins."""

Strip = Callable[[Any, Any], None]
"""WeasyPrint's function that strips the end of a line."""


def noting_breaks(split: Split) -> Split:
    """A wrapper of `split` that marks the part beside which a blank was dropped."""

    def noted(context: Any, box: Any, width: Any, skip: int, **kwargs: Any) -> tuple[Any, int | None, bool]:
        first, rest, preserved = split(context, box, width, skip, **kwargs)
        text = box.text.encode()
        if first and not first.text.endswith(" ") and text[skip:rest].endswith(b" "):
            first.space_after = True
        if first and text[:skip].isspace():
            first.space_before = True
        return first, rest, preserved

    return noted


def noting_ends(strip: Strip) -> Strip:
    """A wrapper of `strip` that marks the run before a stripped blank.

    When a run ends with the blank, WeasyPrint corrects its text and width but still draws the blank: ``space_drawn``.
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
