"""Where blocks begin: on the first line of a column, and only on a page that has room for their text and notes.

CSS Fragmentation (5.2) truncates the margins beside an unforced break, in columns as on pages. WeasyPrint does so only
on pages, which leaves a heading at the head of a column lower than the text beside it. It also begins a block at the
foot of a page with room only for its rule or a float: a rule over nothing, or a head whose text is on the next page.
To fit two more lines of a block, it moves notes that are already on the page to the next one, away from their calls.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from brief.model import HEADINGS

NEAR = 0.01
"""In CSS pixels: a block within this distance of the head of a column is at its head."""

CLOSER = 0.3
"""The part of a line by which a paragraph may come closer to a head at the top of its column."""


class _Kept(list[Any]):
    """The notes of a page, as a list that is false: WeasyPrint then finds no note that it could move."""

    def __bool__(self) -> bool:
        return False


def with_notes_kept(update: Callable[[Any], None]) -> Callable[[Any], None]:
    """A wrapper of `update` after which a note that is on the page stays there, unless its call moves away."""

    def updated(context: Any) -> None:
        context.current_page_footnotes = [*context.current_page_footnotes]
        update(context)
        context.current_page_footnotes = _Kept(context.current_page_footnotes)

    return updated


def on_lines_of_columns(layout: Callable[..., Any]) -> Callable[..., Any]:
    """A wrapper of `layout` for the blocks of a column.

    It drops the top margin at the head. Further down, it moves heads and paragraphs to where lines of text begin in a
    column of nothing but text, so that the lines of columns beside each other align below a figure, a table or a list.
    """
    from brief.parts import block

    def on_a_line(context: Any, box: Any, *args: Any, **kw: Any) -> Any:
        parent = kw["containing_block"] if "containing_block" in kw else args[2]
        if not parent.is_column or box.style["margin_top"] == "auto":
            return layout(context, box, *args, **kw)
        top, line, before = parent.content_box_y(), _line_height(parent), getattr(parent, "ends_with", "")
        if at_head := box.position_y <= top + NEAR:
            box = _with_margin(box, 0)
        elif box.element_tag == "p" != before and line and not args[1]:
            above = [margin for margin in args[6] if margin > 0]
            margin = block.collapse_margin([*args[6], box.style["margin_top"].value])
            shift = _to_next(box.position_y + margin - top, line)
            shift -= line if before in HEADINGS and shift > line * (1 - CLOSER) else 0
            highest = max(above, default=0)
            box = _with_margin(box, margin + shift - (highest if margin + shift < highest else 0))
        result = layout(context, box, *args, **kw)
        if (part := result[0]) is not None:
            parent.ends_with = box.element_tag
            if box.element_tag in HEADINGS and line and not at_head:
                ends = part.border_box_y() + part.border_height() + part.margin_bottom
                part.translate(dy=_to_next(ends - top, line))
        return result

    return on_a_line


def _with_margin(box: Any, margin: float) -> Any:
    """A block with another top margin, in CSS pixels."""
    box = box.copy()
    box.style = box.style.copy()
    box.style["margin_top"] = box.style["margin_top"]._replace(value=margin)
    return box


def _to_next(height: float, line: float) -> float:
    """How far the next line is below a height, or 0 if one is there; `line` is the height of lines."""
    return -height % line if NEAR < height % line < line - NEAR else 0


def _line_height(box: Any) -> float:
    """The height of the lines in a box, in CSS pixels; 0 when fonts decide it."""
    height = box.style["line_height"]
    if isinstance(height, int | float):
        return float(height * box.style["font_size"])
    return float(getattr(height, "value", 0))


def with_text(layout: Callable[..., Any]) -> Callable[..., Any]:
    """A wrapper of `layout` that moves a block to the next page if only its rule or floats fit on this one."""
    from brief.parts import block

    def begun(
        context: Any,
        box: Any,
        bottom_space: float,
        skip_stack: Any,
        page_is_empty: bool,
        absolute_boxes: Any,
        fixed_boxes: Any,
        *args: Any,
        **kw: Any,
    ) -> Any:
        result = layout(context, box, bottom_space, skip_stack, page_is_empty, absolute_boxes, fixed_boxes, *args, **kw)
        part, rest, *_, lines = result
        if part is None or rest is None or skip_stack or page_is_empty or block.find_last_in_flow_child(part.children):
            return result
        block.remove_placeholders(context, part.children, absolute_boxes, fixed_boxes)
        return None, None, {"break": "any", "page": None}, [], False, lines

    return begun
