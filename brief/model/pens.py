"""How words are drawn at a place of a drawing (SVG): their paint, size and place, and whether anyone sees them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, replace
from xml.etree.ElementTree import Element

from brief.css import alpha
from brief.model.drawings import DEFINED, UNKNOWN, Properties, local_name
from brief.model.labels import MEDIUM, size_of, type_size, unit_of
from brief.model.starts import PLACE, RELATIVE, Area, in_units, starts_of
from brief.model.transforms import AS_IT_IS, NUMBER, Matrix, mapped, matrix_of, times

PAINTS = ("fill", "stroke")
WIDTHS = ("letter-spacing", "word-spacing", "textLength")
WAYS = ("direction", "writing-mode")
ANCHORS = frozenset({"start", "middle", "end"})
PROPERTIES = frozenset(
    {*PAINTS, *WIDTHS, *WAYS, "color", "fill-opacity", "stroke-opacity", "stroke-width", "font", "font-size"}
    | {"text-anchor", "transform", "transform-origin", "overflow", "display", "opacity", "visibility", "x", "y"}
    | {"width", "height"}
)
"""The properties that decide whether words are visible."""

NEVER = frozenset({"linearGradient", "radialGradient", "filter"})
"""Elements within which no words are drawn."""

ELSEWHERE = DEFINED | {"textPath"}
"""Elements within which the place of words depends on a reference or a path."""

ONLY_USED = frozenset({"defs", "symbol"})
"""Elements whose parts are only drawn where they are used."""

IN_THE_MIDDLE = frozenset({"", "xMidYMid", "xMidYMid meet"})
"""The values of ``preserveAspectRatio`` with which a ``viewBox`` is shown whole, in the middle of its viewport."""

KEPT = re.compile("x(?P<across>Min|Mid|Max)Y(?P<down>Min|Mid|Max)")
SHARES = {"Min": 0.0, "Mid": 0.5, "Max": 1.0}
"""Which part of a cropped drawing is kept, and how much of what is cropped off lies before it."""

REFERENCE = re.compile(r"url\(\s*[\"']?#(?P<name>[^\"')]+)[\"']?\s*\)\s*(?P<otherwise>.*)", re.IGNORECASE)
"""A reference to a paint in the drawing, and the paint that is used if that is missing."""

NO_SIZE = re.compile(r"(?:^|\s)[-+]?0*\.?0+\.?(?:e[-+]?\d+)?(?:[a-z]+|%)?\s", re.IGNORECASE)
"""A size of zero in a ``font``, whose line height was cut off."""

NO_PAINT = frozenset({"none", "context-fill", "context-stroke"})
"""The paints that draw nothing; the ``context-`` ones do draw something in a marker."""

FAINTEST = 1 / 255
"""The least opacity that is visible."""

NOTHING = re.compile(r"\s*[-+]?(?:0+\.?0*|\.0+)(?:e[-+]?\d+)?(?:[a-z]+|%)?\s*", re.IGNORECASE)
"""A length of zero."""

IN_UNITS = re.compile(r"\d(?:in|cm|mm|q|pt|pc|r?em|ex|ch|v[wh]|turn|g?rad|%)", re.IGNORECASE)
"""A length in a transform whose unit is not that of the drawing, or an angle that is not in degrees."""

SMALLEST = 0.01
"""The size of type, in points, below which nothing is visible."""

WIDEST, TALLEST, OVERHANG = 1.2, 1.5, 0.4
"""The greatest width of a letter, and how far it extends above or below its place, or beyond the ends of its words, as
shares of its type size."""

Reach = tuple[float, float, float]
"""How far words extend from where they begin: to the left, to the right, and up or down."""

AS_MOST_TEXT = frozenset({"", "inherit", "ltr", "horizontal-tb", "lr-tb", "lr"})
"""The values with which text runs to the right; values that are inherited are those of `Pen`."""

HIDDEN = frozenset({"hidden", "collapse"})
"""The values of ``visibility`` with which nothing is drawn."""

INHERITED = frozenset({"", "inherit", "unset", "revert", "revert-layer"})
"""The values with which a property is inherited from the parent element."""


@dataclass(frozen=True, slots=True)
class Pen:
    """How words are drawn at a place of a drawing.

    `color` says whether ``currentColor`` is visible; `paints` and `opaque` are those of fill and stroke. `matrix` maps
    to the units of the drawing; None when unknown, as in parts that are drawn by a reference. `area` is what is shown,
    None when unknown. `starts` are the areas where the words of each element of a text may begin, None when unknown;
    `reach` is how far they may extend from there, None outside a text. `rightwards` says whether text runs to the
    right, as most does, and `anchor` which part of it stands at its place: ``start``, ``middle`` or ``end``. `drawn` is
    False for parts that are only drawn where they are used, and `visible` where ``visibility`` hides them. Type below
    the size `smallest` is too small to be seen.
    """

    color: bool = True
    paints: tuple[bool, bool] = (True, False)
    opaque: tuple[bool, bool] = (True, True)
    outlined: bool = True
    size: float = MEDIUM
    matrix: Matrix | None = AS_IT_IS
    area: Area | None = None
    starts: Mapping[Element, Sequence[Area]] | None = None
    reach: Reach | None = None
    rightwards: bool = True
    anchor: str = "start"
    drawn: bool = True
    visible: bool = True
    smallest: float = 0.0


NOWHERE: Area = (0.0, 0.0, -1.0, -1.0)
"""The area that is shown of a drawing without a size."""

ELSEWHERE_USED = Pen(matrix=None)
"""The pen of parts that are also drawn in other places, which are unknown."""


def pen_of(element: Element, pen: Pen, properties: Properties, known: Set[str]) -> Pen:
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
    moved = _moved(pen.matrix, properties(element, "transform"))
    has_origin = moved and pen.matrix and properties(element, "transform-origin") and moved[:4] != pen.matrix[:4]
    area = None if has_origin else pen.area  # around another origin, a transform leads to an unknown place
    visibility = properties(element, "visibility")
    viewport = _viewport(element, moved, area, properties) if name == "svg" else (moved, area)
    inside = replace(
        pen,
        color=color,
        paints=(fill, stroke),
        opaque=(opaque_fill, opaque_stroke),
        outlined=float(width["number"]) > 0 if width else pen.outlined,
        size=_size(element, pen.size, properties),
        matrix=None if name in ELSEWHERE else viewport[0],
        area=viewport[1],
        rightwards=pen.rightwards and {properties(element, way) for way in WAYS} <= AS_MOST_TEXT,
        anchor=_anchor(element, pen.anchor, properties),
        drawn=name not in ONLY_USED and (pen.drawn or name in DEFINED) and not is_hidden(element, properties),
        visible=pen.visible if visibility in INHERITED else visibility not in HIDDEN,
    )
    if name in NEVER:
        inside = replace(inside, paints=(False, False))
    if name == "text":
        inside = replace(inside, reach=_reach(element, inside, properties), starts=starts_of(element))
    return inside


def pen_of_picture(svg: Element, properties: Properties, known: Set[str]) -> Pen:
    """The pen within a whole drawing."""
    size = size_of(svg)
    smallest = SMALLEST / unit_of(svg, *size) if size else 0.0
    return replace(pen_of(svg, Pen(), properties, known), matrix=AS_IT_IS, area=_area(svg), smallest=smallest)


def where_used(use: Element, pen: Pen) -> Pen:
    """The pen of what a ``use`` draws; `pen` is that of the ``use``."""
    place = _lengths(use, "x", "y")
    moved = pen.matrix and place and times(pen.matrix, (1, 0, 0, 1, place[0], place[1]))
    return replace(pen, matrix=moved or None)


def within_use(use: Element, target: Element, drawn: bool, pen: Pen) -> Pen:
    """The pen within what a ``use`` draws, if it is `drawn` itself; `pen` is that of the target at its own place."""
    name = local_name(target.tag)
    is_resized = name == "symbol" or (name == "svg" and not {"width", "height"}.isdisjoint(use.attrib))
    return replace(pen, drawn=drawn, matrix=None if is_resized else pen.matrix)


def is_seen(element: Element, pen: Pen) -> bool:
    """Whether words are drawn and painted, large enough to be seen, and possibly within the area that is shown."""
    (fill, stroke), (opaque_fill, opaque_stroke) = pen.paints, pen.opaque
    is_painted = (fill and opaque_fill) or (stroke and opaque_stroke and pen.outlined)
    if not (pen.drawn and pen.visible and is_painted):
        return False
    if pen.matrix is None or pen.area == NOWHERE:
        return pen.area != NOWHERE and pen.size > pen.smallest
    a, b, c, d, _, _ = pen.matrix
    if pen.size * abs(a * d - b * c) ** 0.5 <= pen.smallest:
        return False
    if pen.area is None or pen.starts is None or pen.reach is None:
        return True
    before, after, around = pen.reach
    for left, top, right, bottom in pen.starts[element]:
        words = mapped(pen.matrix, (left - before, top - around, right + after, bottom + around))
        left, top, right, bottom = _common(words, pen.area)
        if left <= right and top <= bottom:
            return True
    return False


def is_hidden(element: Element, properties: Properties) -> bool:
    """Whether an element is hidden together with everything in it, also where a ``use`` draws it."""
    return properties(element, "display") == "none" or is_faint(properties(element, "opacity"))


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


def _viewport(
    svg: Element, matrix: Matrix | None, area: Area | None, properties: Properties
) -> tuple[Matrix | None, Area | None]:
    """The matrix within a drawing that is part of another, and the area that is shown of it.

    Both are unknown if a style sets its place or size, which not all programs read.
    """
    if any(properties(svg, key) != svg.get(key, "").strip().lower() for key in ("x", "y", "width", "height")):
        return None, None
    if any(NOTHING.fullmatch(svg.get(key, "")) for key in ("width", "height")):
        return matrix, NOWHERE
    place, size = _lengths(svg, "x", "y"), _lengths(svg, "width", "height")
    box = [float(number) for number in NUMBER.findall(svg.get("viewBox", ""))]
    if matrix is None or place is None or size is None:
        return None, area
    matrix = times(matrix, (1, 0, 0, 1, place[0], place[1]))
    if {"width", "height"} <= svg.attrib.keys() and area and properties(svg, "overflow") in ("", "hidden"):
        area = _common(area, mapped(matrix, (0, 0, *size))) if min(size) > 0 else NOWHERE
    if "viewBox" not in svg.attrib:
        return matrix, area
    if len(box) != 4 or min(*box[2:], *size) <= 0 or svg.get("preserveAspectRatio", "").strip() not in IN_THE_MIDDLE:
        return None, area
    scale = min(size[0] / box[2], size[1] / box[3])
    across, down = ((size[n] - scale * box[n + 2]) / 2 - scale * box[n] for n in (0, 1))
    return times(matrix, (scale, 0, 0, scale, across, down)), area


def _lengths(element: Element, one: str, other: str) -> tuple[float, float] | None:
    """The lengths in two attributes, 0 for a missing one; None when one depends on something else."""
    matches = [PLACE.fullmatch(element.get(key, "0").strip()) for key in (one, other)]
    lengths = [in_units(match) for match in matches if match and not RELATIVE.search(match[0])]
    return (lengths[0], lengths[1]) if len(lengths) == 2 else None


def _common(one: Area, other: Area) -> Area:
    """What two areas have in common; its right is left of its left, or its bottom above its top, if that is nothing."""
    return max(one[0], other[0]), max(one[1], other[1]), min(one[2], other[2]), min(one[3], other[3])


def _size(element: Element, around: float, properties: Properties) -> float:
    """The size of type in an element; `around` is the size outside it."""
    font = properties(element, "font")
    size = properties(element, "font-size")
    if UNKNOWN in (font, size) or (font and size):  # of a font and a size, the later one would hold
        return MEDIUM
    if NO_SIZE.search(font.partition("/")[0] + " "):
        return 0.0
    return type_size(size or font, around)


def _anchor(element: Element, around: str, properties: Properties) -> str:
    """Which part of the words of an element stands at its place; `around` says it for the words outside."""
    own = properties(element, "text-anchor")
    return around if own in INHERITED else own if own in ANCHORS else ""


def _reach(text: Element, pen: Pen, properties: Properties) -> Reach:
    """How far words may extend from where they begin, in units of the text element."""
    letters = sum(map(len, text.itertext()))
    largest, more, rightwards, anchors = pen.size, 0.0, pen.rightwards, set[str]()
    for element in text.iter():
        rightwards &= {properties(element, way) for way in WAYS} <= AS_MOST_TEXT and "rotate" not in element.attrib
        anchors.add(_anchor(element, pen.anchor, properties))
        largest = max(largest, _size(element, largest, properties))
        more += sum(abs(float(one)) * letters for key in WIDTHS for one in NUMBER.findall(properties(element, key)))
    along, beyond = letters * largest * WIDEST + more, largest * OVERHANG + more
    if not rightwards:
        return along, along, along
    around = largest * TALLEST + more
    if anchors == {"middle"}:
        return along / 2 + beyond, along / 2 + beyond, around
    if len(anchors) > 1 or not anchors <= {"start", "end"}:
        return along, along, around
    return (beyond, along, around) if anchors == {"start"} else (along, beyond, around)


def _area(svg: Element) -> Area | None:
    """The area that may be shown: the ``viewBox`` and what its size shows beside it; None without a size.

    A drawing that is cropped (``slice``) shows nothing beside its ``viewBox``.
    """
    size = size_of(svg)
    if size is None:
        return None
    unit = unit_of(svg, *size)
    width, height = size[0] / unit, size[1] / unit
    box = [float(number) for number in NUMBER.findall(svg.get("viewBox", ""))]
    if len(box) != 4 or min(box[2:]) <= 0:
        return 0.0, 0.0, width, height
    left, top, across, down = box
    align, _, way = svg.get("preserveAspectRatio", "").strip().partition(" ")
    if way.strip() != "slice" or not (kept := KEPT.fullmatch(align)):
        return left - width + across, top - height + down, left + width, top + height
    scale = max(width / across, height / down)
    left += (across - width / scale) * SHARES[kept["across"]]
    top += (down - height / scale) * SHARES[kept["down"]]
    return left, top, left + width / scale, top + height / scale


def _moved(matrix: Matrix | None, transform: str) -> Matrix | None:
    """The matrix of a transform within another matrix; None when either is unknown."""
    if matrix is None or transform in ("", "none"):
        return matrix
    one = None if transform == UNKNOWN or IN_UNITS.search(transform) else matrix_of(transform)
    return one and times(matrix, one)
