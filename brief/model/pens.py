"""How words are drawn at a place of a drawing (SVG): their paint, size and place, and whether anyone sees them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, replace
from xml.etree.ElementTree import Element

from brief.css import alpha
from brief.model.drawings import DEFINED, UNKNOWN, Properties, local_name
from brief.model.labels import MEDIUM, has_size, size_of, type_size, unit_of
from brief.model.starts import PLACE, Area, lines_of_words, starts_of
from brief.model.transforms import AS_IT_IS, Matrix, mapped, times
from brief.model.viewports import NOTHING, NOWHERE, area_of, common, lengths, transformed, viewport_of

PAINTS = ("fill", "stroke")
WIDTHS = ("letter-spacing", "word-spacing", "textLength")
NOT_SPACED = frozenset({"", "normal", "inherit"})
WAYS = ("direction", "writing-mode")
MOVES = ("translate", "scale", "rotate")
CHANGES = ("text-transform", "font-stretch", "font-variant")  # for other letters, or wider ones
ANCHORS = frozenset({"start", "middle", "end"})
PROPERTIES = frozenset(
    {*PAINTS, *WIDTHS, *WAYS, "color", "fill-opacity", "stroke-opacity", "stroke-width", "font", "font-size"}
    | {"text-anchor", "transform", "transform-origin", "overflow", "display", "opacity", "visibility", "x", "y"}
    | {"width", "height", "all", *MOVES, *CHANGES}
)
"""The properties that decide whether words are visible."""

NEVER = frozenset({"linearGradient", "radialGradient", "filter"})
"""Elements within which no words are drawn."""

ELSEWHERE = DEFINED | {"textPath"}
"""Elements within which the place of words depends on a reference or a path."""

ONLY_USED = frozenset({"defs", "symbol"})
"""Elements whose parts are only drawn where they are used."""

REFERENCE = re.compile(r"url\(\s*[\"']?#(?P<name>[^\"')]+)[\"']?\s*\)\s*(?P<otherwise>.*)", re.IGNORECASE)
"""A reference to a paint in the drawing, and the paint that is used if that is missing."""

NO_SIZE = re.compile(r"(?:^|\s)[-+]?0*\.?0+\.?(?:e[-+]?\d+)?(?:[a-z]+|%)?\s", re.IGNORECASE)
"""A size of zero in a ``font``, whose line height was cut off."""

NO_PAINT = frozenset({"none", "context-fill", "context-stroke"})
"""The paints that draw nothing; the ``context-`` ones do draw something in a marker."""

FAINTEST = 1 / 255
"""The least opacity that is visible."""

SMALLEST = 0.01
"""The size of type, in points, below which nothing is visible."""

WIDEST, TALLEST, OVERHANG = 1.2, 1.5, 0.4
"""The greatest width of a letter, and how far it extends above or below its place, or beyond the ends of its words, as
shares of its type size."""

WIDTHS_OF: dict[str, float] = {**dict.fromkeys(" .,;:!'|ijl", 0.45), **dict.fromkeys("abcdefghknopqrstuvxyz", 0.75)}
WIDTHS_OF |= dict.fromkeys("ABCDEFGHIJKLNOPQRSTUVXYZ0123456789", 0.95)
"""The widths of letters in wide faces (those of Verdana Bold and a little more); of any other letter, `WIDEST`."""

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
    None when unknown. `starts` are the areas where the words of a text may begin, None when unknown;
    `reach` is how far they may extend from there, None outside a text. `rightwards` says whether text runs to the
    right, as most does, and `anchor` which part of it stands at its place: ``start``, ``middle`` or ``end``. `drawn` is
    False for parts that are only drawn where they are used, and `visible` where ``visibility`` hides them. Type below
    the size `smallest` is too small to be seen. Words that are `spaced` may extend to anywhere; letters that are `wide`
    are as wide as any.
    """

    color: bool = True
    paints: tuple[bool, bool] = (True, False)
    opaque: tuple[bool, bool] = (True, True)
    outlined: bool = True
    spaced: bool = False
    wide: bool = False
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


ELSEWHERE_USED = Pen(matrix=None)
"""The pen of parts that are also drawn in other places, which are unknown."""


def pen_of(element: Element, pen: Pen, properties: Properties, known: Set[str]) -> Pen:
    """The pen within an element, from the pen around it; `known` are the ids of the drawing."""
    name = local_name(element.tag)
    if properties(element, "all"):  # resets what the elements around it hide
        drawn = name not in ONLY_USED and (pen.drawn or name in DEFINED)
        return Pen(paints=(True, True), matrix=None, drawn=drawn, smallest=pen.smallest)
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
    moved = None if _is_moved(element, properties) else transformed(pen.matrix, properties(element, "transform"))
    has_origin = moved and pen.matrix and properties(element, "transform-origin") and moved[:4] != pen.matrix[:4]
    area = None if has_origin else pen.area  # around another origin, a transform leads to an unknown place
    visibility = properties(element, "visibility")
    viewport = viewport_of(element, moved, area, properties) if name == "svg" else (moved, area)
    inside = replace(
        pen,
        color=color,
        paints=(fill, stroke),
        opaque=(opaque_fill, opaque_stroke),
        outlined=float(width["number"]) > 0 if width and float(width["number"]) >= 0 else pen.outlined,
        wide=pen.wide or any(properties(element, key) for key in CHANGES),
        spaced=pen.spaced or any(_is_spaced(properties(element, key)) for key in WIDTHS),
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
    return replace(pen_of(svg, Pen(), properties, known), matrix=AS_IT_IS, area=area_of(svg), smallest=smallest)


def where_used(use: Element, pen: Pen, properties: Properties) -> Pen:
    """The pen of what a ``use`` draws; `pen` is that of the ``use``."""
    is_styled = any(properties(use, key) != use.get(key, "").strip().lower() for key in ("x", "y"))
    place = None if is_styled else lengths(use, "x", "y")
    moved = pen.matrix and place and times(pen.matrix, (1, 0, 0, 1, place[0], place[1]))
    return replace(pen, matrix=moved or None)


def within_use(use: Element, target: Element, drawn: bool, pen: Pen) -> Pen:
    """The pen within what a ``use`` draws, if it is `drawn` itself; `pen` is that of the target at its own place."""
    name = local_name(target.tag)
    is_resized = name == "symbol" or (name == "svg" and not {"width", "height"}.isdisjoint(use.attrib))
    return replace(pen, drawn=drawn, matrix=None, area=None) if is_resized else replace(pen, drawn=drawn)


def is_drawn(pen: Pen) -> bool:
    """Whether words are drawn and painted, wherever they are."""
    (fill, stroke), (opaque_fill, opaque_stroke) = pen.paints, pen.opaque
    is_painted = (fill and opaque_fill) or (stroke and opaque_stroke and pen.outlined)
    return pen.drawn and pen.visible and is_painted


def is_seen(element: Element, part: int, pen: Pen) -> bool:
    """Whether a part of a text is drawn, large enough to be seen, and possibly within the area that is shown."""
    if not is_drawn(pen):
        return False
    if pen.matrix is None or pen.area == NOWHERE:
        return pen.area != NOWHERE and pen.size > pen.smallest
    a, b, c, d, _, _ = pen.matrix
    if pen.size * abs(a * d - b * c) ** 0.5 <= pen.smallest:
        return False
    if pen.area is None or pen.starts is None or pen.reach is None:
        return True
    before, after, around = pen.reach
    left, top, right, bottom = pen.starts[element][part]
    words = mapped(pen.matrix, (left - before, top - around, right + after, bottom + around))
    left, top, right, bottom = common(words, pen.area)
    return left <= right and top <= bottom


def is_hidden(element: Element, properties: Properties) -> bool:
    """Whether an element is hidden together with everything in it, also where a ``use`` draws it."""
    return properties(element, "display") == "none" or is_faint(properties(element, "opacity"))


def is_faint(opacity: str) -> bool:
    """Whether an opacity, a number or a percentage, is too low to be visible; False for any other value."""
    match = PLACE.fullmatch(opacity.strip())
    if match is None or match["unit"] not in (None, "%"):
        return False
    return float(match["number"]) / (100 if match["unit"] else 1) < FAINTEST


def _is_spaced(space: str) -> bool:
    """Whether a property sets letters or words apart."""
    return space not in NOT_SPACED and not NOTHING.fullmatch(space)


def _is_moved(element: Element, properties: Properties) -> bool:
    """Whether a style moves an element by other properties than ``transform``."""
    return any(properties(element, key) != element.get(key, "").strip().lower() for key in MOVES)


def _is_paint(written: str, color: bool, known: Set[str]) -> bool:
    """Whether a paint is visible; `color` says whether ``currentColor`` is, `known` are the ids of the drawing."""
    while match := REFERENCE.match(written):
        if match["name"] in known:
            return True
        written = match["otherwise"].lower() or "none"
    if written == "currentcolor":
        return color
    return written not in NO_PAINT and alpha(written) >= FAINTEST


def _size(element: Element, around: float, properties: Properties) -> float:
    """The size of type in an element; `around` is the size outside it."""
    font = properties(element, "font")
    size = properties(element, "font-size")
    if UNKNOWN in (font, size) or (font and size):  # of a font and a size, the later one would hold
        return MEDIUM
    if NO_SIZE.search(font.partition("/")[0] + " "):
        return 0.0
    written = size or font
    return around if written in INHERITED else type_size(written, around) if has_size(written) else MEDIUM


def _anchor(element: Element, around: str, properties: Properties) -> str:
    """Which part of the words of an element stands at its place; `around` says it for the words outside."""
    own = properties(element, "text-anchor")
    return around if own in INHERITED else own if own in ANCHORS else ""


def _reach(text: Element, pen: Pen, properties: Properties) -> Reach | None:
    """How far words may extend from where they begin, in units of the text element; None if that is unknown."""
    largest, rightwards, anchors, is_wide = pen.size, pen.rightwards, set[str](), pen.wide
    for element in text.iter():
        rightwards &= {properties(element, way) for way in WAYS} <= AS_MOST_TEXT and "rotate" not in element.attrib
        anchors.add(_anchor(element, pen.anchor, properties))
        largest = max(largest, _size(element, largest, properties))
        is_wide |= any(properties(element, key) for key in CHANGES)
        if pen.spaced or any(_is_spaced(properties(element, key)) for key in WIDTHS):
            return None
    wides = {} if is_wide else WIDTHS_OF
    along = max(sum(wides.get(letter, WIDEST) for letter in line) for line in lines_of_words(text)) * largest
    beyond = largest * OVERHANG
    if not rightwards:
        return along, along, along
    around = largest * TALLEST
    if anchors == {"middle"}:
        return along / 2 + beyond, along / 2 + beyond, around
    if len(anchors) > 1 or not anchors <= {"start", "end"}:
        return along, along, around
    return (beyond, along, around) if anchors == {"start"} else (along, beyond, around)
