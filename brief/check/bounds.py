"""How many shapes a drawing (SVG) contains, and whether its gradients have steps too fine to see."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator
from xml.etree.ElementTree import Element

from brief.model.drawings import Properties, local_name, properties_of
from brief.model.transforms import scale_of

MOST_SHAPES = 50_000
"""The most shapes and letters that an SVG may have, which take 4 to 6 seconds to draw.

A shape counts each time that it is used. The engine sets each letter of a text on its own.
"""

WEIGHT = {"text": 5, "tspan": 5, "textPath": 5}
"""The elements that take longer to draw than a shape, and how many times as long."""

BYTES_A_SHAPE, BYTES_A_CORNER = 40, 8
"""How many bytes of a path or polygon take as long to draw as one shape, and how many describe one corner."""

MARKERS = frozenset({"marker", "marker-start", "marker-mid", "marker-end"})
REFERRING = frozenset({"fill", "stroke", "mask", "filter", "clip-path"})
"""Properties that refer to another element, which is then drawn too: a marker at each corner, the others once."""

URL = re.compile(r"""url\(\s*(["']?)(?P<target>.*?)\1\s*\)""", re.IGNORECASE | re.DOTALL)

LINEAR = (("x1", "0"), ("y1", "0"), ("x2", "100%"), ("y2", "0"))
"""The attributes with the start and the end of a linear gradient, and their defaults (SVG 1.1, 13.2.2)."""

FINEST = 0.0005
"""The shortest gradient allowed, as a fraction of the filled shape. If it repeats, it takes a tenth of a second."""


def shape_count(root: Element) -> int | None:
    """The number of shapes drawn, each as often as it is used; None when a part uses itself or is nested too deeply."""
    by_id = {f"#{element.get('id')}": element for element in root.iter() if element.get("id")}
    properties = properties_of(root, REFERRING | MARKERS)
    counted: dict[int, int] = {}
    open_: set[int] = set()

    def of_all(targets: Iterable[str]) -> int:
        return sum(count(by_id[target]) for target in targets if target in by_id)

    def count(element: Element) -> int:
        if id(element) in open_:
            raise RecursionError
        if id(element) not in counted:
            open_.add(id(element))
            used = of_all(value.strip() for key, value in element.items() if local_name(key) == "href")
            used += of_all(_named(element, REFERRING, properties))
            markers = of_all(_named(element, MARKERS, properties))
            own = WEIGHT.get(local_name(element.tag), 1) + _letters(element)
            length = len(element.get("d", "")) + len(element.get("points", ""))
            drawn = own + length // BYTES_A_SHAPE + used + markers * (1 + length // BYTES_A_CORNER)
            counted[id(element)] = drawn + sum(map(count, element))
            open_.remove(id(element))
        return counted[id(element)]

    try:
        return count(root)
    except RecursionError:
        return None


def _letters(element: Element) -> int:
    """The number of letters in an element of text, without those of its children; 0 for any other element."""
    if local_name(element.tag) not in WEIGHT:
        return 0
    return sum(len(" ".join((text or "").split())) for text in (element.text, *(child.tail for child in element)))


def _named(element: Element, names: Iterable[str], properties: Properties) -> Iterator[str]:
    """The references in the properties `names` of an element, as ``#id``."""
    return (match["target"] for name in names for match in URL.finditer(properties(element, name)))


def is_too_fine(gradient: Element) -> bool:
    """Whether a gradient, if it repeats, has steps that take very long to draw.

    Its length is a fraction of the filled shape. Lengths in units of the drawing are held to the same limit.
    """
    if local_name(gradient.tag) == "linearGradient":
        ends = [_share(gradient.get(key, default)) for key, default in LINEAR]
        length = math.hypot(ends[2] - ends[0], ends[3] - ends[1])
    else:
        length = abs(_share(gradient.get("r", "50%")) - _share(gradient.get("fr", "0")))
    length *= scale_of(gradient.get("gradientTransform", ""))
    return 0 < length < FINEST


def _share(written: str) -> float:
    """A coordinate as a number: 100 % is 1, an invalid value is 0."""
    match = re.match(r"\s*([-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?)\s*(%?)", written, re.IGNORECASE)
    return float(match[1]) / (100 if match[2] else 1) if match else 0.0
