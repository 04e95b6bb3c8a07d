"""Where blocks begin: only on a page that has room for their text and notes.

WeasyPrint begins a block at the foot of a page with room only for its rule or a float: a rule over nothing, or a head
whose text is on the next page.
To fit two more lines of a block, it moves notes that are already on the page to the next one, away from their calls.
It also sets the top of a marker, rather than its baseline, on the first line of its item.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any


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


def with_baseline_for_marker(layout: Callable[..., Any]) -> Callable[..., Any]:
    """A wrapper of `layout` that notes in the marker of an item how far below its place the first baseline is."""

    def noted(context: Any, box: Any, *args: Any, **kw: Any) -> Any:
        result = layout(context, box, *args, **kw)
        part = result[0]
        for marker in part.children[:1] if part is not None else ():
            if marker.is_outside_marker:
                baseline = _first_baseline(part)
                marker.first_baseline = None if baseline is None else baseline - marker.position_y
        return result

    return noted


def with_marker_on_baseline(layout: Callable[..., Any]) -> Callable[..., Any]:
    """A wrapper of `layout` that sets the marker of an item on the first baseline of the item, whatever its type."""

    def moved(context: Any, box: Any, *args: Any, **kw: Any) -> Any:
        result = layout(context, box, *args, **kw)
        if box.is_outside_marker and (wanted := getattr(box, "first_baseline", None)) is not None:
            marker = result[0]
            own = _first_baseline(marker)
            marker.translate(dy=0 if own is None else marker.position_y + wanted - own)
        return result

    return moved


def _first_baseline(box: Any) -> float | None:
    """The baseline of the first line of a block, in CSS pixels; None if the block does not begin with a line."""
    from brief.parts import boxes

    if isinstance(box, boxes.LineBox):
        return float(box.position_y + box.baseline)
    first = next((child for child in getattr(box, "children", ()) if child.is_in_normal_flow()), None)
    return None if first is None else _first_baseline(first)
