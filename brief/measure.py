"""Measure: where everything is on the typeset pages, as WeasyPrint's private boxes have it.

Private parts used: ``page._page_box``, ``box.children``, ``box.element``, ``box.text``, ``box.element_tag``,
``box.replacement``, ``box.style``, ``is_floated``, ``is_absolutely_positioned``, the classes of boxes and the box model
(``border_box_x`` and the like). `tests/test_measure.py` fails when one of them changes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import replace
from types import MappingProxyType
from typing import Any, NamedTuple
from urllib.parse import unquote

from brief.css import RGB, WHITE
from brief.model import POINTS_IN_PIXEL, QUIET_ZONE, Box, Code, Frame, Measured, Page, Photograph, Run, classes

DRAWN = re.compile(rf"-{QUIET_ZONE} -{QUIET_ZONE} (\d{{1,3}}) \1")
"""The view box of a QR code: its modules and the quiet zone around them."""


class _Drawn(NamedTuple):
    """A box of the engine, the source of the innermost block that contains it, and its frame."""

    box: Any
    source: str
    frame: Frame


def measure(pages: Sequence[Any], known: Mapping[int, Page] = MappingProxyType({})) -> Measured:
    """The measures of pages (`Rendering.document.pages`), in points from each page's top left corner.

    `known` has the measures of pages that are not measured again, by page number.
    """
    measured: list[Page] = []
    below: _Walked | None = None  # the next page, if it was walked
    for number in range(len(pages), 0, -1):
        if number in known:
            measured.append(known[number])
            below = None
            continue
        if below is None and number < len(pages):
            below = _walked(pages[number])
        walked = _walked(pages[number - 1])
        measured.append(_page(number, walked, {id(one.box.element) for one in below.counted} if below else set()))
        below = walked
    return Measured(tuple(reversed(measured)))


class _Walked(NamedTuple):
    """The box of a page, everything drawn on it, and of this what is measured as a box."""

    page: Any
    drawn: Sequence[_Drawn]
    counted: Sequence[_Drawn]


def _walked(page: Any) -> _Walked:
    from brief.parts import boxes

    box = page._page_box
    left = box.content_box_x() * POINTS_IN_PIXEL
    drawn = [*_drawn(box, "", Frame("page", left, left + box.width * POINTS_IN_PIXEL))]
    counted = [one for one in drawn if not isinstance(one.box, (boxes.LineBox, boxes.TextBox)) and _counts(one.box)]
    return _Walked(box, drawn, counted)


def _counts(box: Any) -> bool:
    """Whether a box is measured: that of a block, of an element with a class, or of the call of a note."""
    element = getattr(box, "element", None)
    if element is None:
        return False
    named = element.get("data-source") or element.get("class")
    return bool(named) and box.element_tag in (element.tag, f"{element.tag}::footnote-call")


def _page(number: int, walked: _Walked, later: Set[int]) -> Page:
    """The measures of a page; `later` are the identities of the elements that have a box on the next page."""
    from brief.parts import boxes

    box, drawn, counted = walked
    left, top = box.content_box_x() * POINTS_IN_PIXEL, box.content_box_y() * POINTS_IN_PIXEL
    return Page(
        number=number,
        width=box.margin_width() * POINTS_IN_PIXEL,
        height=box.margin_height() * POINTS_IN_PIXEL,
        top=top,
        bottom=top + box.height * POINTS_IN_PIXEL,
        left=left,
        right=left + box.width * POINTS_IN_PIXEL,
        boxes=tuple(_counted(one, later) for one in counted),
        photographs=tuple(_photographs(drawn)),
        codes=tuple(_codes(drawn)),
        texts=tuple(_texts(drawn)),
        pictures=tuple(_run(one) for one in drawn if isinstance(one.box, boxes.ReplacedBox)),
    )


def _drawn(box: Any, source: str, frame: Frame) -> Iterator[_Drawn]:
    """A box and all boxes in it, in the order of drawing."""
    from brief.parts import boxes

    left = [(box, source, frame)]
    while left:
        box, source, frame = left.pop()
        if (element := getattr(box, "element", None)) is not None:
            source = element.get("data-source", source)
        yield _Drawn(box, source, frame)
        in_row = isinstance(box, boxes.FlexContainerBox)
        left.extend((child, source, _within(child, frame, in_row)) for child in reversed(getattr(box, "children", ())))


def _within(box: Any, around: Frame, in_row: bool) -> Frame:
    """The frame of what is in a box; `around` is the frame around the box, which may be one of several `in_row`."""
    from brief.parts import boxes

    if isinstance(box, boxes.MarginBox):
        return Frame("margin", *_across(box))
    if isinstance(box, boxes.FootnoteAreaBox):
        return Frame("note", *_across(box))
    if isinstance(box, boxes.TableCellBox):
        return Frame("note" if around.kind == "note" else "cell", *_across(box))
    if box.is_floated():
        return Frame("side", *_across(box))
    return Frame("card", *_across(box)) if in_row or box.is_absolutely_positioned() else around


def _across(box: Any) -> tuple[float, float]:
    """The left and the right edge of a box, with its borders."""
    left = box.border_box_x() * POINTS_IN_PIXEL
    return left, left + box.border_width() * POINTS_IN_PIXEL


def _run(one: _Drawn) -> Run:
    plain = _box(one.box, one.source, set())
    return Run(
        tag=plain.tag,
        classes=plain.classes,
        source=one.source,
        x=plain.x,
        y=plain.y,
        width=plain.width,
        height=plain.height,
        name=plain.name,
        text=getattr(one.box, "text", ""),
        frame=one.frame,
    )


def _texts(drawn: Sequence[_Drawn]) -> Iterator[Run]:
    """The visible runs of text on a page, with their type and colors."""
    from brief.parts import boxes

    grounds: list[tuple[Box, RGB | None]] = []
    known: dict[int, tuple[Any, RGB | None]] = {}  # by the identities of colors, which many runs share

    def rgb(color: Any) -> RGB | None:
        if id(color) not in known:
            known[id(color)] = color, _rgb(color)
        return known[id(color)][1]

    for one in drawn:
        box, style = one.box, one.box.style
        if isinstance(box, boxes.TextBox):
            if not box.text.strip() or style["visibility"] != "visible":
                continue
            run = _run(one)
            x, y = run.x + run.width / 2, run.y + run.height / 2
            behind = (
                color for area, color in reversed(grounds) if area.x <= x <= area.right and area.y <= y <= area.foot
            )
            yield replace(
                run,
                size=style["font_size"] * POINTS_IN_PIXEL,
                weight=style["font_weight"],
                ink=rgb(style["color"]),
                ground=next(behind, WHITE),
            )
        elif isinstance(box, boxes.ReplacedBox) or any(kind != "none" for kind, _ in style["background_image"]):
            grounds.append((_box(box, "", set()), None))
        elif getattr(style["background_color"], "alpha", 0):
            grounds.append((_box(box, "", set()), rgb(style["background_color"])))


def _rgb(color: Any) -> RGB | None:
    """A solid color of a style; None for a transparent one, or one without a value in sRGB."""
    try:
        red, green, blue = color.to("srgb").coordinates
    except NotImplementedError:  # printing inks, and colors that sRGB does not have
        return None
    return (red, green, blue) if color.alpha == 1 else None


def _photographs(drawn: Sequence[_Drawn]) -> Iterator[Photograph]:
    """The photographs on a page. `typeset` gives them to the engine with their `pixels`; drawings have none."""
    for one in _pictures(drawn):
        pixels = getattr(one.box.replacement, "pixels", None)
        if pixels and one.box.element.tag == "img":
            yield Photograph(unquote(one.box.element.get("src", "")), pixels, _content(one.box, one.source))


def _codes(drawn: Sequence[_Drawn]) -> Iterator[Code]:
    """The QR codes on a page. The units of their drawings are modules."""
    for one in _pictures(drawn):
        address, whole = one.box.element.get("data-code"), DRAWN.fullmatch(one.box.element.get("viewBox", ""))
        if address and whole:
            yield Code(int(whole[1]) - 2 * QUIET_ZONE, address, _content(one.box, one.source))


def _pictures(drawn: Sequence[_Drawn]) -> Iterator[_Drawn]:
    """The pictures on a page that have an element; those that a style sheet puts into the margin have none."""
    for one in drawn:
        box = one.box
        if getattr(box, "replacement", None) and box.element is not None and box.width and box.height:
            yield one


def _counted(one: _Drawn, later: Set[int]) -> Box:
    """The box of an element, with the source of the element itself; empty if it has none."""
    box = _box(one.box, one.box.element.get("data-source", ""), later)
    return replace(box, among_notes=one.frame.kind == "note")


def _content(box: Any, source: str) -> Box:
    """The area inside the border and the padding of a box."""
    return replace(
        _box(box, source, set()),
        x=box.content_box_x() * POINTS_IN_PIXEL,
        y=box.content_box_y() * POINTS_IN_PIXEL,
        width=box.width * POINTS_IN_PIXEL,
        height=box.height * POINTS_IN_PIXEL,
    )


def _box(box: Any, source: str, later: Set[int]) -> Box:
    element = box.element  # None for what a style sheet adds in the margin of the page
    return Box(
        tag=box.element_tag or "",
        classes=tuple(classes(element)) if element is not None else (),
        source=source,
        x=box.border_box_x() * POINTS_IN_PIXEL,
        y=box.border_box_y() * POINTS_IN_PIXEL,
        width=box.border_width() * POINTS_IN_PIXEL,
        height=box.border_height() * POINTS_IN_PIXEL,
        continues=id(element) in later,
        name=element.get("id", "") if element is not None else "",
    )
