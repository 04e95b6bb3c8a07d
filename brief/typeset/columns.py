"""Columns begin on their first line: WeasyPrint keeps the margin of a block at the head of a column.

CSS Fragmentation (5.2) truncates the margins beside an unforced break, in columns as on pages. WeasyPrint does so on
pages alone, so that a heading at the head of a column stood lower than the text beside it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

NEAR = 0.01
"""CSS pixels: a block that begins so near to the head of a column begins there."""


def begin_at_the_head() -> None:
    """Makes WeasyPrint drop the upper margin of a block at the head of a column."""
    from weasyprint.layout import block

    block.block_level_layout = _without_margin(block.block_level_layout)


def _without_margin(layout: Callable[..., Any]) -> Callable[..., Any]:
    """The same function; a block at the head of a column gets no upper margin."""

    def at_the_head(context: Any, box: Any, bottom_space: float, skip: Any, parent: Any, *args: Any, **kw: Any) -> Any:
        if parent.is_column and box.position_y <= parent.content_box_y() + NEAR and box.style["margin_top"] != "auto":
            box = box.copy()
            box.style = box.style.copy()
            box.style["margin_top"] = box.style["margin_top"]._replace(value=0)
        return layout(context, box, bottom_space, skip, parent, *args, **kw)

    return at_the_head
