"""What is shown of a drawing (SVG) and of a drawing within it, and where transforms lead."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from brief.model.drawings import UNKNOWN, Properties
from brief.model.labels import size_of, unit_of
from brief.model.starts import PLACE, RELATIVE, Area, in_units
from brief.model.transforms import NUMBER, Matrix, mapped, matrix_of, times

IN_THE_MIDDLE = frozenset({"", "xMidYMid", "xMidYMid meet"})
"""The values of ``preserveAspectRatio`` with which a ``viewBox`` is shown whole, in the middle of its viewport."""

ALIGNED = re.compile("x(?P<across>Min|Mid|Max)Y(?P<down>Min|Mid|Max)")
SHARES = {"Min": 0.0, "Mid": 0.5, "Max": 1.0}
"""Where a drawing stands in its viewport: the share of the spare room, or of what is cropped off, that is before it."""

NOTHING = re.compile(r"\s*[-+]?(?:0+\.?0*|\.0+)(?:e[-+]?\d+)?(?:[a-z]+|%)?\s*", re.IGNORECASE)
"""A length of zero."""

IN_UNITS = re.compile(r"\d(?:in|cm|mm|q|pt|pc|r?em|ex|ch|v[wh]|turn|g?rad|%)", re.IGNORECASE)
"""A length in a transform whose unit is not that of the drawing, or an angle that is not in degrees."""

NOWHERE: Area = (0.0, 0.0, -1.0, -1.0)
"""The area that is shown of a drawing without a size."""


def viewport_of(
    svg: Element, matrix: Matrix | None, area: Area | None, properties: Properties
) -> tuple[Matrix | None, Area | None]:
    """The matrix within a drawing that is part of another, and the area that is shown of it.

    Both are unknown if a style sets its place or size, which not all programs read.
    """
    if any(properties(svg, key) != svg.get(key, "").strip().lower() for key in ("x", "y", "width", "height")):
        return None, None
    if any(NOTHING.fullmatch(svg.get(key, "")) for key in ("width", "height")):
        return matrix, NOWHERE
    place, size = lengths(svg, "x", "y"), lengths(svg, "width", "height")
    box = [float(number) for number in NUMBER.findall(svg.get("viewBox", ""))]
    if matrix is None or place is None or size is None:
        return None, area
    matrix = times(matrix, (1, 0, 0, 1, place[0], place[1]))
    if {"width", "height"} <= svg.attrib.keys() and area and properties(svg, "overflow") in ("", "hidden"):
        area = common(area, mapped(matrix, (0, 0, *size))) if min(size) > 0 else NOWHERE
    if "viewBox" not in svg.attrib:
        return matrix, area
    if len(box) != 4 or min(*box[2:], *size) <= 0 or svg.get("preserveAspectRatio", "").strip() not in IN_THE_MIDDLE:
        return None, area
    scale = min(size[0] / box[2], size[1] / box[3])
    across, down = ((size[n] - scale * box[n + 2]) / 2 - scale * box[n] for n in (0, 1))
    return times(matrix, (scale, 0, 0, scale, across, down)), area


def lengths(element: Element, one: str, other: str) -> tuple[float, float] | None:
    """The lengths in two attributes, 0 for a missing one; None when one depends on something else."""
    matches = [PLACE.fullmatch(element.get(key, "0").strip()) for key in (one, other)]
    lengths = [in_units(match) for match in matches if match and not RELATIVE.search(match[0])]
    return (lengths[0], lengths[1]) if len(lengths) == 2 else None


def common(one: Area, other: Area) -> Area:
    """What two areas have in common; its right is left of its left, or its bottom above its top, if that is nothing."""
    return max(one[0], other[0]), max(one[1], other[1]), min(one[2], other[2]), min(one[3], other[3])


def area_of(svg: Element) -> Area | None:
    """The area that is shown: the ``viewBox`` with what its size shows beside it, or the rest of it if it is cropped.

    None without a size. A drawing that is stretched (``none``) shows nothing beside its ``viewBox``.
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
    if align == "none" and way.strip() in ("", "meet", "slice"):
        return left, top, left + across, top + down
    aligned = ALIGNED.fullmatch(align) if way.strip() in ("", "meet", "slice") else None
    before = [SHARES[aligned[axis]] if aligned else SHARES["Mid"] for axis in ("across", "down")]
    scales = width / across, height / down
    scale = max(scales) if aligned and way.strip() == "slice" else min(scales)
    left += (across - width / scale) * before[0]
    top += (down - height / scale) * before[1]
    return left, top, left + width / scale, top + height / scale


def transformed(matrix: Matrix | None, transform: str) -> Matrix | None:
    """The matrix of a transform within another matrix; None when either is unknown."""
    if matrix is None or transform in ("", "none"):
        return matrix
    one = None if transform == UNKNOWN or IN_UNITS.search(transform) else matrix_of(transform)
    return one and times(matrix, one)
