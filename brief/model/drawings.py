"""Drawings (SVG): their elements, properties and embedded pictures, and the removal of active content."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterator, Mapping, Set
from functools import lru_cache
from urllib.parse import unquote
from xml.etree.ElementTree import Element

from brief.css import declarations, nested_names, rules
from brief.model.markup import remove

SVG = "{http://www.w3.org/2000/svg}"
XLINK = "{http://www.w3.org/1999/xlink}"
XML = "{http://www.w3.org/XML/1998/namespace}"

MOVING = frozenset({"set", "animate", "animateMotion", "animateTransform"})
ACTIVE = MOVING | {"script", "foreignObject", "handler", "listener"}
METADATA = frozenset({"metadata", "title", "desc"})
"""Elements that animate, all active elements (those included), and elements with metadata."""

DEFINED = frozenset(
    {"defs", "symbol", "linearGradient", "radialGradient", "pattern", "clipPath", "mask", "marker", "filter"}
)
"""Elements that are drawn where they are referenced, not at their own place."""

DRAWN = frozenset(
    {"path", "rect", "circle", "ellipse", "line", "polyline", "polygon"}
    | {"text", "tspan", "textPath", "image", "use", "g", "a", "svg", "switch"}
)
"""Elements that are drawn at their own place, unless they are hidden."""

_ATTRIBUTES = """
    version viewBox preserveAspectRatio x y x1 x2 y1 y2 dx dy cx cy r rx ry fx fy fr width height d points
    pathLength transform rotate textLength lengthAdjust startOffset method side spacing href xlink:href space media
    type refX refY markerWidth markerHeight markerUnits orient offset gradientUnits gradientTransform spreadMethod
    patternUnits patternContentUnits patternTransform clipPathUnits maskUnits maskContentUnits filterUnits
    primitiveUnits in in2 result mode values operator k1 k2 k3 k4 order kernelMatrix divisor bias targetX targetY
    edgeMode preserveAlpha surfaceScale diffuseConstant specularConstant specularExponent scale xChannelSelector
    yChannelSelector azimuth elevation stdDeviation tableValues slope intercept amplitude exponent radius z
    pointsAtX pointsAtY pointsAtZ limitingConeAngle baseFrequency numOctaves seed stitchTiles
    alignment-baseline baseline-shift clip clip-path clip-rule color color-interpolation
    color-interpolation-filters cursor direction display dominant-baseline fill fill-opacity fill-rule filter
    flood-color flood-opacity font-family font-size font-size-adjust font-stretch font-style font-variant
    font-weight image-rendering isolation letter-spacing lighting-color marker marker-end marker-mid marker-start
    mask mask-type mix-blend-mode opacity overflow paint-order pointer-events shape-rendering stop-color
    stop-opacity stroke stroke-dasharray stroke-dashoffset stroke-linecap stroke-linejoin stroke-miterlimit
    stroke-opacity stroke-width text-anchor text-decoration text-rendering transform-origin unicode-bidi
    vector-effect visibility word-spacing writing-mode
"""
ATTRIBUTES = frozenset(_ATTRIBUTES.split())
"""The attributes of SVG that affect how an element looks, without general ones such as ``id`` and ``style``."""

SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:|/|\\", re.IGNORECASE)
"""The start of an address that is not a relative file name."""

UNKNOWN = "?"
"""The value of a property that a style sheet sets on a condition, such as a media query, or within another rule."""

Properties = Callable[[Element, str], str]
"""A function that returns a property of an element, from its attribute, the drawing's style sheets and its style."""


def remove_active(svg: Element, without: Set[str]) -> None:
    """Removes from a drawing the elements named in `without`, comments, event handlers and external references.

    Pictures without an address and foreign elements are removed too; photographs beside the drawing's file are kept.
    """
    own = {SVG, str(svg.tag).rpartition("}")[0] + "}" if "}" in str(svg.tag) else ""}
    for parent in list(svg.iter()):
        for child in list(parent):
            if (
                not isinstance(child.tag, str)
                or local_name(child.tag) in without
                or (local_name(child.tag) == "image" and not {"href", f"{XLINK}href"} & child.attrib.keys())
                or child.tag.removesuffix(local_name(child.tag)) not in own
            ):
                remove(child, parent)
    for element in svg.iter():
        for key, value in list(element.attrib.items()):
            name = local_name(key)
            foreign = key.startswith("{") and key != f"{XLINK}href" and not key.startswith(XML)
            is_second = key == f"{XLINK}href" and "href" in element.attrib  # browsers take the other
            if name.lower().startswith("on") or (name == "href" and not _stays(element, value)) or foreign or is_second:
                del element.attrib[key]


def _stays(element: Element, address: str) -> bool:
    """Whether an address leads to a part of the drawing, an embedded picture, or a picture beside its file."""
    if local_name(element.tag) in ("image", "feImage"):
        return address.startswith(("#", "data:")) or not SCHEME.match(address)
    return address.startswith("#") or (address.startswith("data:") and local_name(element.tag) != "a")


def local_name(name: object) -> str:
    """A name without its namespace."""
    return str(name).rpartition("}")[2]


def has_words(svg: Element) -> bool:
    """Whether a drawing has text, which makes it a diagram rather than a picture."""
    return any(local_name(element.tag) == "text" for element in svg.iter())


def photographs(svg: Element) -> Iterator[tuple[Element, str]]:
    """The photographs in a drawing, each with its address: a file, a data URL, or an empty string."""
    for image in svg.iter():
        if local_name(image.tag) == "image":
            yield image, (image.get("href") or image.get(f"{XLINK}href") or "").strip()


def file_beside(drawing: str, address: str) -> str:
    """The name of the file at an address in a drawing, relative to the same folder as the drawing's own name."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(drawing), unquote(re.split("[?#]", address)[0])))


def properties_of(svg: Element, asked: Set[str]) -> Properties:
    """A function that returns the `asked` properties of this drawing's elements, after the cascade.

    Values are in lower case, except in references to ids. A property that is set within an at-rule is `UNKNOWN`; if
    that is no `media`, `supports` or `layer`, or if it is set in a rule within another, it is `UNKNOWN` everywhere.
    """
    of_sheets, nested = _of_sheets(svg, asked), _nested(svg)

    def properties(element: Element, name: str) -> str:
        if name in nested:
            return UNKNOWN
        value, important = of_sheets.get(element, {}).get(name, (element.get(name, ""), False))
        if own := _declared(element.get("style", "")).get(name):
            value = own[0] if own[1] or not important else value
        return value.strip() if "#" in value and "(" in value else value.strip().lower()

    return properties


Declared = tuple[str, bool]
"""The value of a property, and whether it is ``!important``."""


def _of_sheets(svg: Element, asked: Set[str]) -> Mapping[Element, Mapping[str, Declared]]:
    """The properties that a drawing's style sheets set on each element."""
    sheets = _sheets(svg)
    if not sheets:
        return {}
    import cssselect2  # few drawings have a style sheet

    matcher = cssselect2.Matcher()
    for sheet in sheets:
        for selectors, content, at_rule in rules(sheet.text or ""):
            for name, value, important in declarations(content):
                is_unknown = at_rule or sheet.get("media", "all").strip().lower() not in ("", "all")
                for selector in selectors if name in asked else ():
                    matcher.add_selector(selector, (name, UNKNOWN if is_unknown else value, important))
    found: dict[Element, dict[str, Declared]] = {}
    for one in cssselect2.ElementWrapper.from_xml_root(svg).iter_subtree():
        for _, _, pseudo, (name, value, important) in matcher.match(one):  # the strongest comes last
            before = found.setdefault(one.etree_element, {})
            if pseudo is None and (important or not before.get(name, ("", False))[1]):
                before[name] = value, important
    return found


def _sheets(svg: Element) -> list[Element]:
    """The style sheets of a drawing that are not empty."""
    sheets = [element for element in svg.iter() if local_name(element.tag) == "style" and (element.text or "").strip()]
    return [sheet for sheet in sheets if sheet.get("type", "text/css") == "text/css"]


def _nested(svg: Element) -> Set[str]:
    """The properties that are set in rules within others, and in at-rules that `rules` does not look into."""
    return frozenset(name for sheet in _sheets(svg) for name in nested_names(sheet.text or ""))


@lru_cache(maxsize=1024)
def _declared(style: str) -> Mapping[str, Declared]:
    """The values in a ``style`` by property; of a repeated property the last value, or the last important one."""
    found = sorted(declarations(style), key=lambda one: one[2])
    return {name: (value, important) for name, value, important in found}
