"""Columns: where their blocks begin, and how high they are.

CSS Fragmentation (5.2) truncates the margins beside an unforced break, in columns as on pages. WeasyPrint does so only
on pages, which leaves a heading at the head of a column lower than the text beside it. When the first block of a second
column has no room, WeasyPrint drops the column before it as well. To make columns equally high, it sets them again for
each height, a pixel at a time, although the text breaks at the same place for most of these heights.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import inf
from typing import Any

from brief.model import HEADINGS

NEAR = 0.01
"""In CSS pixels: a block within this distance of the head of a column is at its head."""

CLOSER, NEARER = 0.3, 0.5
"""The part of a line by which a paragraph may come closer to a head, and the part of its margin to other blocks."""

NARROWEST = 20
"""In CSS pixels: a column narrower than this may be one of millions, which must not all be left empty one by one."""

UNEQUAL, MORE = 4, (0.5, 2.0)
"""In lines: how much the heights of columns may differ before a page break, and what is added to their average height
when they are balanced."""

FARTHEST = 32
"""In CSS pixels: how much higher a column is made to learn which heights break a block at the same place."""


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
            shift -= line if line - shift < (line * CLOSER if before in HEADINGS else margin * NEARER) else 0
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


def with_columns_kept(layout: Callable[..., Any]) -> Callable[..., Any]:
    """A wrapper of `layout` that leaves a column empty if the first block for it has no room on this page.

    WeasyPrint would drop the columns before it too, and leave all their room empty. The wrapper also notes in a column
    whether it is only tried: WeasyPrint gives margins to those alone.
    """

    def kept(context: Any, box: Any, bottom_space: float, skip_stack: Any, *args: Any, **kw: Any) -> Any:
        if box.is_column:
            box.is_tried = args[3] is not None
        result = layout(context, box, bottom_space, skip_stack, *args, **kw)
        if result[0] is not None or not box.is_column or not skip_stack or box.width < NARROWEST:
            return result
        column = box.copy_with_children([])
        column.height = 0
        return column, skip_stack, *result[2:]

    return kept


def balanced_before_a_break(layout: Callable[..., Any]) -> Callable[..., Any]:
    """A wrapper of `layout` that makes columns about equally high also where their text goes on to the next page.

    WeasyPrint fills one column after the other. When the next block has no room in the last column, that is much
    shorter than the others.
    """
    from brief.parts import block

    def balanced(
        context: Any,
        box: Any,
        bottom_space: float,
        skip_stack: Any,
        around: Any,
        page_is_empty: bool,
        absolute_boxes: Any,
        fixed_boxes: Any,
        margins: list[float],
        *args: Any,
    ) -> Any:
        def at(space: float) -> Any:
            given = space, skip_stack, around, page_is_empty, absolute_boxes, fixed_boxes, [*margins]
            return layout(context, box, *given, *args)

        before = _beside(context)
        found = at(bottom_space)
        part, rest, *_ = found
        has_others = _beside(context) != before  # notes and floats, which would be set again
        if part is None or rest is None or has_others or box.style["column_fill"] != "balance":
            return found
        feet, line = _feet(part), _line_height(box)
        for more in MORE if max(feet, default=0) - min(feet, default=0) > UNEQUAL * line else ():
            tried = at(context.page_bottom - sum(feet) / len(feet) - more * line)
            fits = tried[0] is not None and tried[1] == rest
            unused = part if fits else tried[0]
            if unused is not None:
                block.remove_placeholders(context, [unused], absolute_boxes, fixed_boxes)
            if fits:
                return tried
        return found

    return balanced


def _feet(part: Any) -> list[float]:
    """How far down each of the last columns of a box reaches, in CSS pixels."""
    feet: list[float] = []
    for column in reversed(part.children):
        if not column.is_column:
            break
        inside = [child for child in column.children if child.is_in_normal_flow()]
        feet.append(inside[-1].border_box_y() + inside[-1].border_height() if inside else column.position_y)
    return feet


@dataclass(slots=True)
class _Set:
    """A block that was set from a place, and the least and most room below its column for which it is set like that.

    It `ends` where it is broken, and its `foot` is that of its margin, None if nothing of it was set.
    """

    begins: Any
    ends: Any
    foot: float | None
    result: Any
    margins: Sequence[float]
    least: float
    most: float


def set_once_for_heights(layout: Callable[..., Any]) -> Callable[..., Any]:
    """A wrapper of `layout` that sets a block of a column once for all heights of the column that break it alike.

    A block that was whole is set like that in all higher columns. When a block was broken at the same place twice, it
    is set for columns that are 4, 8, 16 … pixels higher, and for the heights between two that break it alike, the first
    result is taken. That is done only while WeasyPrint looks for the height, since nothing of it comes on a page.
    """

    def set_once(context: Any, box: Any, *args: Any, **kw: Any) -> Any:
        if kw or not getattr(args[2], "is_tried", False):
            return layout(context, box, *args, **kw)
        bottom_space, skip_stack, column, page_is_empty, absolute_boxes, fixed_boxes, adjoining_margins, *rest = args
        begins = skip_stack, page_is_empty, context.page_bottom, box.position_x, box.position_y, (*adjoining_margins,)
        known: list[_Set] = vars(box).setdefault("known", [])

        def at(space: float) -> tuple[_Set | None, Any, bool]:
            """How the block is set with so much room below its column, and whether it is broken as with another."""
            for one in known:
                if one.begins == begins and one.least <= space <= one.most:
                    return one, one.result, False
            before, margins = _beside(context), [*begins[-1]]
            empty = page_is_empty, absolute_boxes, fixed_boxes
            result = layout(context, box, space, skip_stack, column, *empty, margins, *rest)
            if _beside(context) != before:
                return None, result, False
            part, ends, *_ = result
            foot = part and part.position_y + part.margin_height()  # of a broken one, there may be room for a widow
            for one in known:
                if one.begins == begins and one.ends == ends and one.foot == foot:
                    one.least, one.most = min(one.least, space), max(one.most, space)
                    return one, one.result, ends is not None or part is None
            found = _Set(begins, ends, foot, result, margins, space, space)
            if part is not None and ends is None:
                found.least, found.most = -inf, max(space, context.page_bottom - foot)
            known.append(found)
            return found, result, False

        found, result, is_alike = at(bottom_space)
        ahead = 4
        while is_alike and ahead <= FARTHEST:
            is_alike = at(bottom_space - ahead)[2]
            ahead *= 2
        if found is None:
            return result
        adjoining_margins[:] = found.margins
        part, ends, following, margins, *others = result
        if part is not None:
            column.ends_with = box.element_tag
        return part, ends, following, [*margins], *others

    return set_once


def _beside(context: Any) -> tuple[int, ...]:
    """How many notes, floats and running elements a page has so far."""
    running = (elements.get(context.current_page, ()) for elements in context.running_elements.values())
    notes = context.current_page_footnotes, context.reported_footnotes
    return tuple(map(len, (*notes, context.excluded_shapes, context.broken_out_of_flow, *running)))
