"""Measure: where everything stands on the typeset pages. The only place that walks WeasyPrint's private boxes.

Private parts used: ``page._page_box``, ``box.children``, ``box.element``, ``box.text``, ``box.element_tag``,
``box.replacement`` and the box model (``border_box_x`` and its kin). `tests/test_measure.py` fails when one of them
changes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import replace
from typing import Any
from urllib.parse import unquote

from brief.model import Box, Layout, Page, Photograph

POINTS = 0.75
"""Points in a CSS pixel, the unit of the engine."""


def measure(pages: Sequence[Any]) -> Layout:
    """The layout of a rendering's pages (`Rendering.document.pages`), in points from each page's top left corner."""
    from weasyprint.formatting_structure.boxes import LineBox, TextBox

    def counts(box: Any) -> bool:
        """Whether a box is that of a block, or of something that a layout gave a class, or calls a note."""
        element = getattr(box, "element", None)
        if element is None or isinstance(box, LineBox | TextBox):
            return False
        named = element.get("data-source") or element.get("class")
        return bool(named) and box.element_tag in (element.tag, f"{element.tag}::footnote-call")

    later: set[int] = set()
    measured: list[Page] = []
    for number in range(len(pages), 0, -1):
        page_box = pages[number - 1]._page_box
        drawn = list(_drawn(page_box, ""))
        boxes = [(box, source) for box, source in drawn if counts(box)]
        measured.append(
            Page(
                number=number,
                width=page_box.margin_width() * POINTS,
                height=page_box.margin_height() * POINTS,
                top=page_box.content_box_y() * POINTS,
                bottom=(page_box.content_box_y() + page_box.height) * POINTS,
                boxes=tuple(_box(box, box.element.get("data-source", ""), later) for box, _ in boxes),
                left=page_box.content_box_x() * POINTS,
                right=(page_box.content_box_x() + page_box.width) * POINTS,
                photographs=tuple(_photographs(drawn)),
                texts=tuple(
                    replace(_box(box, source, set()), text=box.text)
                    for box, source in drawn
                    if isinstance(box, TextBox) and box.text.strip()
                ),
            )
        )
        later = {id(box.element) for box, _ in boxes}
    return Layout(tuple(reversed(measured)))


def _drawn(box: Any, source: str) -> Iterator[tuple[Any, str]]:
    """A box and all in it, in the order of drawing, each with the source of the innermost block it stands in."""
    if (element := getattr(box, "element", None)) is not None:
        source = element.get("data-source", source)
    yield box, source
    for child in getattr(box, "children", ()):
        yield from _drawn(child, source)


def _photographs(drawn: Sequence[tuple[Any, str]]) -> Iterator[Photograph]:
    """The photographs on a page, as `typeset` gives them to the engine: they know their pixels, drawings have none."""
    for box, source in drawn:
        pixels = getattr(getattr(box, "replacement", None), "pixels", None)
        if pixels and box.width and box.height and box.element.tag == "img":
            yield Photograph(unquote(box.element.get("src", "")), pixels, _content(box, source))


def _content(box: Any, source: str) -> Box:
    """The place of what stands inside the border and the padding of a box."""
    return replace(
        _box(box, source, set()),
        x=box.content_box_x() * POINTS,
        y=box.content_box_y() * POINTS,
        width=box.width * POINTS,
        height=box.height * POINTS,
    )


def _box(box: Any, source: str, later: Set[int]) -> Box:
    element = box.element  # none for what a style sheet writes into the margin of the page
    return Box(
        tag=box.element_tag or "",
        classes=tuple(element.get("class", "").split()) if element is not None else (),
        source=source,
        x=box.border_box_x() * POINTS,
        y=box.border_box_y() * POINTS,
        width=box.border_width() * POINTS,
        height=box.border_height() * POINTS,
        continues=id(element) in later,
        name=element.get("id", "") if element is not None else "",
    )
