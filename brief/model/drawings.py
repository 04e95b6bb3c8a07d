"""Drawings (SVG): their elements and properties, the pictures in them, and what runs, which is removed."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterator, Mapping, Set
from urllib.parse import unquote
from xml.etree.ElementTree import Element

from brief.model.markup import classes, remove

SVG = "{http://www.w3.org/2000/svg}"
XLINK = "{http://www.w3.org/1999/xlink}"
XML = "{http://www.w3.org/XML/1998/namespace}"

MOVING = frozenset({"set", "animate", "animateMotion", "animateTransform"})
ACTIVE = MOVING | {"script", "foreignObject", "handler", "listener"}
TOLD = frozenset({"metadata", "title", "desc"})
"""Elements that run, that move, and that hold metadata."""

DEFINED = frozenset(
    {"defs", "symbol", "linearGradient", "radialGradient", "pattern", "clipPath", "mask", "marker", "filter"}
)
"""Elements that are drawn where they are referenced and not where they stand."""

DRAWN = frozenset(
    {"path", "rect", "circle", "ellipse", "line", "polyline", "polygon"}
    | {"text", "tspan", "textPath", "image", "use", "g", "a", "svg", "switch"}
)
"""Elements that are drawn where they stand, unless they are hidden."""

SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:|/|\\", re.IGNORECASE)
"""The start of an address that is no file name."""

AT_RULE = re.compile(r"@[^{};@]*(?:;|\{(?:[^{}]|\{[^{}]*\})*\})")
SIMPLE = re.compile(r"(?P<tag>[a-zA-Z]+|\*)?(?P<parts>(?:[.#][\w-]+)*)")
"""An at-rule, and a simple selector: drawing programs hide nothing by other selectors."""

Properties = Callable[[Element, str], str]
"""Gives a property of an element, from its attribute, the drawing's style sheets and its style."""


def still(svg: Element, without: Set[str]) -> None:
    """Removes from a drawing the elements of these names, comments, event handlers, and references to elsewhere.

    Photographs beside the drawing's file are kept.
    """
    own = {SVG, str(svg.tag).rpartition("}")[0] + "}" if "}" in str(svg.tag) else ""}
    for parent in list(svg.iter()):
        for child in list(parent):
            if (
                not isinstance(child.tag, str)
                or local_name(child.tag) in without
                or child.tag.removesuffix(local_name(child.tag)) not in own
            ):
                remove(child, parent)
    for element in svg.iter():
        for key, value in list(element.attrib.items()):
            name = local_name(key)
            foreign = key.startswith("{") and key != f"{XLINK}href" and not key.startswith(XML)
            if name.lower().startswith("on") or (name == "href" and not _stays(element, value)) or foreign:
                del element.attrib[key]


def _stays(element: Element, address: str) -> bool:
    """Whether an address is that of a part of the drawing, of an embedded picture, or of one beside its file."""
    if local_name(element.tag) in ("image", "feImage"):
        return address.startswith(("#", "data:")) or not SCHEME.match(address)
    return address.startswith("#") or (address.startswith("data:") and local_name(element.tag) != "a")


def local_name(name: object) -> str:
    """A name without its namespace."""
    return str(name).rpartition("}")[2]


def photographs(svg: Element) -> Iterator[tuple[Element, str]]:
    """The photographs in a drawing, each with its address: a file, or a data URL."""
    for image in svg.iter():
        if local_name(image.tag) == "image":
            yield image, (image.get("href") or image.get(f"{XLINK}href") or "").strip()


def file_beside(drawing: str, address: str) -> str:
    """The name of a file from its address in a drawing and the name of that drawing."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(drawing), unquote(re.split("[?#]", address)[0])))


def properties_of(svg: Element, asked: Set[str]) -> Properties:
    """The function that gives the properties in this drawing that are `asked` for."""
    rules = sorted(_rules(svg, asked), key=lambda rule: (rule[0].count("#"), rule[0].count(".")))

    def properties(element: Element, name: str) -> str:
        value = element.get(name, "")
        for selector, declared in rules:
            if name in declared and _selects(selector, element):
                value = declared[name]
        return _declared(element.get("style", "")).get(name, value).strip().lower()

    return properties


def _rules(svg: Element, asked: Set[str]) -> Iterator[tuple[str, Mapping[str, str]]]:
    """The rules of a drawing's style sheets with a property that is `asked` for: a selector and its declarations."""
    for sheet in (element.text or "" for element in svg.iter() if local_name(element.tag) == "style"):
        for rule in AT_RULE.sub("", sheet).split("}"):
            selectors, _, style = rule.partition("{")
            declared = _declared(style)
            if not asked.isdisjoint(declared):
                yield from ((selector.strip(), declared) for selector in selectors.split(","))


def _selects(selector: str, element: Element) -> bool:
    match = SIMPLE.fullmatch(selector)
    if not selector or match is None or match["tag"] not in (None, "*", local_name(element.tag)):
        return False
    own = {f"#{element.get('id')}", *(f".{one}" for one in classes(element))}
    return own.issuperset(re.findall(r"[.#][\w-]+", match["parts"]))


def _declared(style: str) -> Mapping[str, str]:
    """The declarations of a style by their names."""
    pairs = (one.partition(":") for one in style.split(";"))
    return {name.strip().lower(): value.replace("!important", "").strip() for name, _, value in pairs}
