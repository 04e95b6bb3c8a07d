"""Where the words of a text in a drawing (SVG) may begin: at a place, and shifted from it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from xml.etree.ElementTree import Element

from brief.css import points
from brief.model.drawings import local_name
from brief.model.markup import POINTS_IN_PIXEL

FLOWING = frozenset({"text", "tspan", "a"})
"""Elements with words that follow each other."""

PLACE = re.compile(r"(?P<number>[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?)(?P<unit>[a-z]+|%)?", re.IGNORECASE)
RELATIVE = re.compile(r"%|em|ex|ch|v[wh]", re.IGNORECASE)
"""A coordinate, and one that depends on a size."""

Area = tuple[float, float, float, float]
"""Left, top, right and bottom of what is shown, in units of the drawing; or of where words may begin."""

Span = tuple[float, float]
"""The least and the greatest value that something may have."""


def starts_of(text: Element) -> Mapping[Element, Sequence[Area]] | None:
    """The areas where the words of a text may begin, by element and part (`parts_of`); None when they are unknown."""
    if any(local_name(element.tag) not in FLOWING for element in text.iter()):
        return None
    if any(RELATIVE.search(element.get(key, "")) for element in text.iter() for key in ("x", "y", "dx", "dy")):
        return None
    across, down = _spans(text, "x"), _spans(text, "y")
    return {
        element: [
            (left, top, right, bottom)
            for (left, right), (top, bottom) in zip(across[element], down[element], strict=True)
        ]
        for element in across
    }


def lines_of_words(text: Element) -> Iterator[str]:
    """The words of a text that follow each other, up to the next place of their own."""
    line = ""
    for element, part, words in parts_of(text):
        if part == 0 and "x" in element.attrib:
            yield line
            line = ""
        line += words
    yield line


def parts_of(element: Element) -> Iterator[tuple[Element, int, str]]:
    """The parts of a text: the words at the start of each element, part 0, and those after each of its children."""
    yield element, 0, element.text or ""
    for part, child in enumerate(element, 1):
        yield from parts_of(child)
        yield element, part, child.tail or ""


def _spans(text: Element, axis: str) -> Mapping[Element, Sequence[Span]]:
    """Where the words of each element of a text may begin along an axis: at its start, and after each of its parts.

    A place (``x``, ``y``) holds until the next one; shifts from there (``dx``, ``dy``) add up.
    """
    places = {element: _numbers(element, axis) for element in text.iter()}
    shifts = {element: _numbers(element, f"d{axis}") for element in text.iter()}
    if any(len(numbers) > 1 for numbers in (*places.values(), *shifts.values())):  # one for each letter
        every = [*chain(*places.values()), *([] if places[text] else [0.0])]
        least, most = _added((min(every), max(every)), [*chain(*shifts.values())])
        return {element: [(least, most)] * (1 + len(element)) for element in text.iter()}
    spans: dict[Element, list[Span]] = {}

    def walk(element: Element, place: float, shift: Span) -> tuple[float, Span]:
        has_words = bool((element.text or "").strip())
        if places[element]:
            (place,) = places[element]
            # Whether a place ends the shift differs between programs if it is zero, or begins with another element.
            shift = (0.0, 0.0) if has_words and place else (min(shift[0], 0.0), max(shift[1], 0.0))
        for step in shifts[element]:
            shift = (shift[0] + step, shift[1] + step) if has_words else _added(shift, [step])
        found = spans[element] = [(place + shift[0], place + shift[1])]
        for child in element:
            place, shift = walk(child, place, shift)
            found.append((place + shift[0], place + shift[1]))
        return place, shift

    walk(text, 0.0, (0.0, 0.0))
    return spans


def _added(span: Span, steps: Iterable[float]) -> Span:
    """A span after steps, each of which may be taken or not."""
    least, most = span
    for step in steps:
        least, most = least + min(step, 0.0), most + max(step, 0.0)
    return least, most


def _numbers(element: Element, key: str) -> list[float]:
    """The coordinates in an attribute."""
    return [in_units(match) for match in PLACE.finditer(element.get(key, ""))]


def in_units(place: re.Match[str]) -> float:
    """A coordinate in units of the drawing."""
    length = points(f"{place['number']}{place['unit']}") if place["unit"] else None
    return float(place["number"]) if length is None else length / POINTS_IN_PIXEL
