"""Invisible words in a drawing (SVG): without fill and outline, of no size, or outside the picture.

The place of words is estimated cautiously: words stay unless they are far from everything that is shown.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, replace
from xml.etree.ElementTree import Element

from brief.css import alpha, points
from brief.model.drawings import DEFINED, Properties, local_name, properties_of
from brief.model.labels import MEDIUM, size_of, type_size, unit_of
from brief.model.markup import POINTS_IN_PIXEL
from brief.model.transforms import AS_IT_IS, NUMBER, Matrix, matrix_of, times

PAINTS = ("fill", "stroke")
WIDTHS = ("letter-spacing", "word-spacing", "textLength")
WAYS = ("text-anchor", "direction", "writing-mode")
PROPERTIES = frozenset(
    {*PAINTS, *WIDTHS, *WAYS, "color", "fill-opacity", "stroke-opacity", "stroke-width", "font", "font-size"}
    | {"transform", "transform-origin"}
)
"""The properties that decide whether words are visible."""

TEXTS = frozenset({"text", "tspan", "textPath", "tref", "a"})
"""Elements with words."""

USING = frozenset({"use", "tref", "feImage"})
NEVER = frozenset({"linearGradient", "radialGradient", "filter"})
"""Elements that draw what they refer to, and elements within which no words are drawn."""

ELSEWHERE = DEFINED | {"textPath", "svg"}
"""Elements within which the place of words depends on a reference, a path or another viewport."""

REFERENCE = re.compile(r"url\(\s*[\"']?#(?P<name>[^\"')]+)[\"']?\s*\)\s*(?P<otherwise>.*)", re.IGNORECASE)
"""A reference to a paint in the drawing, and the paint that is used if that is missing."""

NO_SIZE = re.compile(r"(?:^|\s)0+\.?0*(?:px|pt)?\s")
"""A size of zero in a ``font``, whose line height was cut off."""

NO_PAINT = frozenset({"none", "context-fill", "context-stroke"})
"""The paints that draw nothing; the ``context-`` ones do draw something in a marker."""

FAINTEST = 1 / 255
"""The least opacity that is visible."""

PLACE = re.compile(r"(?P<number>[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?)(?P<unit>[a-z]+|%)?", re.IGNORECASE)
IN_UNITS = re.compile(r"\d(?:in|cm|mm|q|pt|pc|r?em|ex|ch|v[wh]|%)", re.IGNORECASE)
"""A coordinate; and a length in a transform whose unit is not that of the drawing."""

SMALLEST = 0.01
"""The size of type, in units of the drawing, below which nothing is visible."""

WIDEST, TALLEST = 1.2, 1.5
"""The greatest width of a letter, and how far it extends above or below its place, as shares of its type size."""

Reach = tuple[float, float, float]
"""How far words extend from where they begin: to the left, to the right, and up or down."""

Area = tuple[float, float, float, float]
"""Left, top, right and bottom of what is shown, in units of the drawing."""

AS_MOST_TEXT = frozenset({"", "inherit", "start", "ltr", "horizontal-tb", "lr-tb", "lr"})
"""The values with which text runs to the right of where it begins; values that are inherited are those of `Pen`."""

INHERITED = frozenset({"", "inherit", "unset"})
"""The values with which a property is inherited from the parent element."""


@dataclass(frozen=True, slots=True)
class Pen:
    """How words are drawn at a place of a drawing.

    `color` says whether ``currentColor`` is visible; `paints` and `opaque` are those of fill and stroke. `matrix` maps
    to the units of the drawing; None when unknown, as in parts that are drawn by a reference. `anchors` are the places
    where text begins, None when unknown; `reach` is how far it may extend from there, None outside a text. `rightwards`
    says whether it extends to the right of these places, as most text does.
    """

    color: bool = True
    paints: tuple[bool, bool] = (True, False)
    opaque: tuple[bool, bool] = (True, True)
    outlined: bool = True
    size: float = MEDIUM
    matrix: Matrix | None = AS_IT_IS
    anchors: Sequence[tuple[float, float]] | None = None
    reach: Reach | None = None
    rightwards: bool = True


ELSEWHERE_USED = Pen(matrix=None)
"""The pen of parts that are also drawn in other places, which are unknown."""


def drop_unseen_words(svg: Element) -> None:
    """Removes invisible words; visible words of the same text move into their place."""
    parents = {child: parent for parent in svg.iter() for child in parent}
    worded: set[Element] = set()
    for text in (element for element in svg.iter() if local_name(element.tag) in TEXTS):
        one: Element | None = text
        while one is not None and one not in worded:
            worded.add(one)
            one = parents.get(one)
    properties, area = properties_of(svg, PROPERTIES), _area(svg)
    known = frozenset(element.get("id", "") for element in svg.iter())
    used = frozenset(_used(svg))

    def drop(element: Element, pen: Pen) -> None:
        seen = local_name(element.tag) not in TEXTS or _is_seen(pen, area)
        if not seen:
            element.text = None
        for child in element:
            if child in worded and local_name(child.tag) != "clipPath":  # words that clip are not painted
                # A part that is used elsewhere inherits its properties from there.
                drop(child, _pen(child, ELSEWHERE_USED if child.get("id") in used else pen, properties, known))
            if not seen:
                child.tail = None

    if svg in worded:
        drop(svg, replace(_pen(svg, Pen(), properties, known), matrix=AS_IT_IS))


def _used(svg: Element) -> Iterator[str]:
    """The ids of parts that are also drawn in other places."""
    for element in (element for element in svg.iter() if local_name(element.tag) in USING):
        yield from (value.strip()[1:] for key, value in element.items() if local_name(key) == "href" and "#" in value)


def is_faint(opacity: str) -> bool:
    """Whether an opacity, a number or a percentage, is too low to be visible; False for any other value."""
    match = PLACE.fullmatch(opacity.strip())
    if match is None or match["unit"] not in (None, "%"):
        return False
    return float(match["number"]) / (100 if match["unit"] else 1) < FAINTEST


def _is_paint(written: str, color: bool, known: Set[str]) -> bool:
    """Whether a paint is visible; `color` says whether ``currentColor`` is, `known` are the ids of the drawing."""
    while match := REFERENCE.match(written):
        if match["name"] in known:
            return True
        written = match["otherwise"].lower() or "none"
    if written == "currentcolor":
        return color
    return written not in NO_PAINT and alpha(written) >= FAINTEST


def _pen(element: Element, pen: Pen, properties: Properties, known: Set[str]) -> Pen:
    """The pen within an element, from the pen around it; `known` are the ids of the drawing."""
    name = local_name(element.tag)
    own_color = properties(element, "color")
    color = pen.color if own_color in INHERITED else _is_paint(own_color, pen.color, known)
    fill, stroke = (
        before if (own := properties(element, paint)) in INHERITED else _is_paint(own, color, known)
        for paint, before in zip(PAINTS, pen.paints, strict=True)
    )
    opaque_fill, opaque_stroke = (
        before if (own := properties(element, f"{paint}-opacity")) in INHERITED else not is_faint(own)
        for paint, before in zip(PAINTS, pen.opaque, strict=True)
    )
    width = PLACE.fullmatch(properties(element, "stroke-width"))
    moved = None if properties(element, "transform-origin") else _moved(pen.matrix, properties(element, "transform"))
    inside = replace(
        pen,
        color=color,
        paints=(fill, stroke),
        opaque=(opaque_fill, opaque_stroke),
        outlined=float(width["number"]) > 0 if width else pen.outlined,
        size=_size(element, pen.size, properties),
        matrix=None if name in ELSEWHERE else moved,
        rightwards=pen.rightwards and {properties(element, way) for way in WAYS} <= AS_MOST_TEXT,
    )
    if name in NEVER:
        inside = replace(inside, paints=(False, False))
    if name in TEXTS and pen.reach is None:
        inside = replace(inside, reach=_reach(element, inside, properties), anchors=[(0.0, 0.0)])
    return replace(inside, anchors=_anchors(element, inside.anchors)) if name in TEXTS else inside


def _size(element: Element, around: float, properties: Properties) -> float:
    """The size of type in an element; `around` is the size outside it."""
    font = properties(element, "font")
    if NO_SIZE.search(font.partition("/")[0] + " "):
        return 0.0
    return type_size(properties(element, "font-size") or font, around)


def _is_seen(pen: Pen, area: Area | None) -> bool:
    """Whether words are painted, large enough to be seen, and possibly within the area."""
    (fill, stroke), (opaque_fill, opaque_stroke) = pen.paints, pen.opaque
    if not (fill and opaque_fill) and not (stroke and opaque_stroke and pen.outlined):
        return False
    if pen.matrix is None:
        return pen.size >= SMALLEST
    a, b, c, d, e, f = pen.matrix
    if pen.size * abs(a * d - b * c) ** 0.5 < SMALLEST:
        return False
    if area is None or pen.anchors is None or pen.reach is None:
        return True
    left, top, right, bottom = area
    before, after, around = pen.reach
    for x, y in pen.anchors:
        corners = [(x + across, y + down) for across in (-before, after) for down in (-around, around)]
        columns, rows = zip(*((a * x + c * y + e, b * x + d * y + f) for x, y in corners), strict=True)
        if min(columns) <= right and max(columns) >= left and min(rows) <= bottom and max(rows) >= top:
            return True
    return False


def _anchors(element: Element, around: Sequence[tuple[float, float]] | None) -> Sequence[tuple[float, float]] | None:
    """The places where the words of an element begin; `around` are those of the text around it."""
    given = [element.get(key) for key in ("x", "y")]
    if around is None or not any(given):
        return around
    if any("%" in value or "em" in value for value in given if value):
        return None
    columns, rows = ([_in_units(match) for match in PLACE.finditer(value or "")] for value in given)
    columns, rows = columns or [x for x, _ in around], rows or [y for _, y in around]
    return [(x, y) for x in columns for y in rows]


def _in_units(place: re.Match[str]) -> float:
    """A coordinate in units of the drawing."""
    length = points(f"{place['number']}{place['unit']}") if place["unit"] else None
    return float(place["number"]) if length is None else length / POINTS_IN_PIXEL


def _reach(text: Element, pen: Pen, properties: Properties) -> Reach:
    """How far words may extend from where they begin, in units of the text element."""
    letters = sum(map(len, text.itertext()))
    largest, more, rightwards = pen.size, 0.0, pen.rightwards
    for element in text.iter():
        rightwards &= {properties(element, way) for way in WAYS} <= AS_MOST_TEXT and "rotate" not in element.attrib
        largest = max(largest, _size(element, largest, properties))
        more += sum(abs(float(one)) for key in ("dx", "dy") for one in NUMBER.findall(element.get(key, "")))
        more += sum(abs(float(one)) * letters for key in WIDTHS for one in NUMBER.findall(properties(element, key)))
    along = letters * largest * WIDEST + more
    return (largest + more, along, largest * TALLEST + more) if rightwards else (along, along, along)


def _area(svg: Element) -> Area | None:
    """The area that may be shown: the ``viewBox`` and what its size shows beside it; None without a size."""
    size = size_of(svg)
    if size is None:
        return None
    unit = unit_of(svg, *size)
    width, height = size[0] / unit, size[1] / unit
    box = [float(number) for number in NUMBER.findall(svg.get("viewBox", ""))]
    left, top, across, down = box if len(box) == 4 and min(box[2:]) > 0 else (0.0, 0.0, width, height)
    return left - width + across, top - height + down, left + width, top + height


def _moved(matrix: Matrix | None, transform: str) -> Matrix | None:
    """The matrix of a transform within another matrix; None when either is unknown."""
    if matrix is None or transform in ("", "none"):
        return matrix
    one = None if IN_UNITS.search(transform) else matrix_of(transform)
    return one and times(matrix, one)
