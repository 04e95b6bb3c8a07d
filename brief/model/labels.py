"""The sizes of a drawing (SVG) and its labels: in the file, and as printed in the room that there is."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from math import inf
from typing import NamedTuple
from xml.etree.ElementTree import Element

from brief.css import points
from brief.model.drawings import METADATA, local_name, properties_of
from brief.model.markup import POINTS_IN_PIXEL
from brief.model.starts import PLACE
from brief.model.transforms import NUMBER, scale_of

SIZE = re.compile(
    r"(?:^|\s)(?P<number>[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?)(?P<unit>[a-z]+|%)(?=$|[\s/])", re.IGNORECASE
)
"""A size of type, alone or within a ``font``."""


MEDIUM = 16.0
"""The size of type in a drawing that sets none, in pixels."""


class Drawing(NamedTuple):
    """The size of a drawing in its file, in points; `label` is its smallest type, infinite without any.

    `words` are the texts of its labels in the order of the file.
    """

    width: float
    height: float
    label: float = inf
    words: tuple[str, ...] = ()

    @classmethod
    def of(cls, svg: Element) -> Drawing | None:
        """The drawing of an SVG; None when that has no size."""
        size = size_of(svg)
        if size is None:
            return None
        labels = list(_labels(svg))
        unit = unit_of(svg, *size)
        return cls(*size, min((label for label, _ in labels), default=inf) * unit, tuple(words for _, words in labels))


class Drawings(NamedTuple):
    """The drawings of an edition that enlarges them, and the room for each of them, in points.

    `named` returns a drawing by its name; None when it is missing or unreadable. A drawing is put into words if its
    labels would be smaller than `least`. `type` is the size of the text, to which labels grow where there is room.
    """

    named: Callable[[str], Drawing | None]
    width: float
    height: float
    least: float
    type: float

    def label_of(self, drawing: Drawing) -> float:
        """The size of the smallest label of a drawing that fills the room."""
        return drawing.label * self._most(drawing)

    def in_words(self, drawing: Drawing) -> bool:
        """Whether the labels of a drawing are too small even if it fills the room, so that it is put into words."""
        return self.label_of(drawing) < self.least

    def width_of(self, drawing: Drawing, wanted: float, enlargement: float) -> float:
        """The width at which a drawing is printed; `wanted` is its width in an edition that does not enlarge it.

        The drawing grows by `enlargement`, or further until its labels have the size of the text, if there is room.
        """
        width = max(wanted * enlargement, drawing.width * self.type / drawing.label)
        return min(width, drawing.width * self._most(drawing))

    def _most(self, drawing: Drawing) -> float:
        return min(self.width / drawing.width, self.height / drawing.height)


def size_of(svg: Element) -> tuple[float, float] | None:
    """Width and height of a drawing in points; None when it has no size."""
    width, height = (_length(svg.get(key, "")) for key in ("width", "height"))
    box = _view_box(svg)
    if not (width and height) and box:
        width = width or (height * box[0] / box[1] if height else box[0] * POINTS_IN_PIXEL)
        height = width * box[1] / box[0]
    return (width, height) if width and height else None


def _length(written: str) -> float:
    """A length in SVG, such as ``20``, ``2e1`` or ``20mm``, in points; 0 for a percentage and any other value."""
    match = PLACE.fullmatch(written.strip())
    unit = points(f"1{match['unit'] or 'px'}") if match else None
    length = float(match["number"]) * unit if match and unit else 0.0
    return length if 0 < length < inf else 0.0


def _view_box(svg: Element) -> tuple[float, float] | None:
    """Width and height of the ``viewBox``; None when it is missing or invalid."""
    numbers = [float(number) for number in NUMBER.findall(svg.get("viewBox", ""))]
    return (numbers[2], numbers[3]) if len(numbers) == 4 and min(numbers[2:]) > 0 else None


def unit_of(svg: Element, width: float, height: float) -> float:
    """The length of a unit of a drawing, in points."""
    box = _view_box(svg)
    return min(width / box[0], height / box[1]) if box else POINTS_IN_PIXEL


def _labels(svg: Element) -> Iterator[tuple[float, str]]:
    """The size, in units of the drawing, and the words of each visible label."""
    value = properties_of(svg, {"font", "font-size", "display", "visibility", "opacity"})

    def walk(element: Element, size: float, scale: float) -> Iterator[tuple[float, str]]:
        name = local_name(element.tag)
        if name in METADATA or value(element, "display") == "none" or value(element, "visibility") == "hidden":
            return
        size = type_size(value(element, "font-size") or value(element, "font"), size)
        scale *= scale_of(element.get("transform", ""))
        is_label = name in ("text", "tspan", "textPath") and size * scale > 0
        if is_label and (words := " ".join((element.text or "").split())):
            yield size * scale, words
        for child in element:
            yield from walk(child, size, scale)
            if is_label and (words := " ".join((child.tail or "").split())):
                yield size * scale, words

    yield from walk(svg, MEDIUM, 1.0)


def has_size(written: str) -> bool:
    """Whether a size of type, alone or within a ``font``, is one that `type_size` can tell."""
    match = SIZE.search(f"{written}px" if NUMBER.fullmatch(written) else written)
    if match is None or float(match["number"]) == 0:
        return match is not None
    return match["unit"].lower() in ("em", "rem", "%") or points(f"1{match['unit']}") is not None


def type_size(written: str, inherited: float) -> float:
    """A size of type in units of the drawing; `inherited`, the size around it, if none is written."""
    match = SIZE.search(f"{written}px" if NUMBER.fullmatch(written) else written)
    if match is None:
        return inherited
    number, unit = float(match["number"]), match["unit"].lower()
    if number == 0:
        return 0.0
    if number < 0:
        return inherited
    if unit in ("em", "%"):
        return inherited * number / (100 if unit == "%" else 1)
    if unit == "rem":
        return MEDIUM * number
    points_of_unit = points(f"1{unit}")
    return inherited if points_of_unit is None else number * points_of_unit / POINTS_IN_PIXEL
