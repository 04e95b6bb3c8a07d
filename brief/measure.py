"""Measure: where everything stands on the typeset pages. The only place that walks WeasyPrint's private boxes.

Private parts used: ``page._page_box``, ``box.descendants()``, ``box.element``, ``box.element_tag`` and the
box model (``border_box_x`` and its kin). `tests/test_measure.py` fails when one of them changes.
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from typing import Any

from brief.model import Box, Layout, Page

POINTS = 0.75
"""Points in a CSS pixel, the unit of the engine."""


def measure(pages: Sequence[Any]) -> Layout:
    """The layout of a rendering's pages (`Rendering.document.pages`), in points from each page's top left corner."""
    later: set[int] = set()
    measured: list[Page] = []
    for number in range(len(pages), 0, -1):
        page_box = pages[number - 1]._page_box
        drawn = [box for box in page_box.descendants() if _counts(box)]
        measured.append(_page(number, page_box, tuple(_box(box, later) for box in drawn)))
        later = {id(box.element) for box in drawn}
    return Layout(tuple(reversed(measured)))


def _counts(box: Any) -> bool:
    """Whether a box is that of a block of the brief, or of something that a layout gave a class, or calls a note."""
    from weasyprint.formatting_structure.boxes import LineBox, TextBox

    element = getattr(box, "element", None)
    if element is None or isinstance(box, LineBox | TextBox):
        return False
    named = bool(element.get("data-source") or element.get("class"))
    return named and box.element_tag in (element.tag, f"{element.tag}::footnote-call")


def _page(number: int, page_box: Any, boxes: tuple[Box, ...]) -> Page:
    return Page(
        number=number,
        width=page_box.margin_width() * POINTS,
        height=page_box.margin_height() * POINTS,
        top=page_box.content_box_y() * POINTS,
        bottom=(page_box.content_box_y() + page_box.height) * POINTS,
        boxes=boxes,
    )


def _box(box: Any, later: Set[int]) -> Box:
    element = box.element
    return Box(
        tag=box.element_tag,
        classes=tuple(element.get("class", "").split()),
        source=element.get("data-source", ""),
        x=box.border_box_x() * POINTS,
        y=box.border_box_y() * POINTS,
        width=box.border_width() * POINTS,
        height=box.border_height() * POINTS,
        continues=id(element) in later,
    )
