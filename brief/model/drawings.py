"""Drawings (SVG): removes what runs, what is not shown, and what is hidden; finds the pictures in them.

They are cleaned by load, for the source that is attached to a PDF, and by publish; check, tags and chart read them.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterator, Mapping, Set
from urllib.parse import unquote
from xml.etree.ElementTree import Element

from brief.css import COMMENT
from brief.model.markup import classes, remove

SVG = "{http://www.w3.org/2000/svg}"
XLINK = "{http://www.w3.org/1999/xlink}"
XML = "{http://www.w3.org/XML/1998/namespace}"

MOVING = frozenset({"set", "animate", "animateMotion", "animateTransform"})
ACTIVE = MOVING | {"script", "foreignObject", "handler", "listener"}
TOLD = frozenset({"metadata", "title", "desc"})
"""Elements that run, that move, and that hold metadata."""

TOLD_OF = re.compile(r"data-|aria-|role$|tabindex$")
"""Attributes that hold metadata."""

DEFINED = frozenset(
    {"defs", "symbol", "linearGradient", "radialGradient", "pattern", "clipPath", "mask", "marker", "filter"}
)
"""Elements that are drawn where they are referenced and not where they stand."""

DRAWN = frozenset(
    {"path", "rect", "circle", "ellipse", "line", "polyline", "polygon"}
    | {"text", "tspan", "textPath", "image", "use", "g", "a", "svg", "switch"}
)
"""Elements that are drawn where they stand, unless they are hidden."""

USED_WHOLE = frozenset({"g", "text", "tspan", "image", "use", "svg", "a", "switch"})
"""Elements that stay hidden when they are referenced; a hidden path may still guide a text."""

WORDS = frozenset({"text", "tspan", "textPath", "a", "style"})
"""Elements whose text is drawn or is a style sheet."""

ASKED = re.compile(r"""url\(\s*["']?#(?P<name>[^"')]+?)["']?\s*\)""", re.IGNORECASE)
SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:|/|\\", re.IGNORECASE)
"""A reference to a part of the same drawing, and the start of an address that is no file name."""

OF_MAKER = re.compile(r"(?:^|(?<=;))\s*-[\w-]+\s*:[^;]*(?:;|$)")
"""A declaration in a style that only the drawing program reads."""

AT_RULE = re.compile(r"@[^{};@]*(?:;|\{(?:[^{}]|\{[^{}]*\})*\})")
SIMPLE = re.compile(r"(?P<tag>[a-zA-Z]+|\*)?(?P<parts>(?:[.#][\w-]+)*)")
"""An at-rule, and a simple selector: drawing programs hide nothing by other selectors."""

HIDING = frozenset({"display", "visibility", "opacity"})
"""The properties that hide."""

Properties = Callable[[Element, str], str]
"""Gives a property of an element, from its attribute, the drawing's style sheets and its style."""


def shown(svg: Element) -> None:
    """Removes from a drawing what it does not show, so that it looks the same.

    That is what ``display``, ``visibility`` or ``opacity`` hide, in attributes and styles, and definitions without a
    reference. What is covered, or has the color of the background, stays.
    """
    still(svg, ACTIVE | TOLD)
    _drop_words(svg)
    properties = properties_of(svg, HIDING)
    shapes, before = _count(svg), 0
    while shapes != before:  # references from what was hidden are gone
        _prune(svg, properties, frozenset(_asked(svg)), visible=properties(svg, "visibility") != "hidden")
        shapes, before = _count(svg), shapes
    _drop_names(svg)


def _count(svg: Element) -> int:
    return sum(1 for _ in svg.iter())


def _drop_words(svg: Element) -> None:
    """Removes text that is not drawn: between elements, in comments of styles, in metadata attributes."""
    for element in svg.iter():
        name = local_name(element.tag)
        if name not in WORDS:
            element.text = _blanks(element.text)
            for child in element:
                child.tail = _blanks(child.tail)
        elif name == "style":
            element.text = COMMENT.sub("", element.text or "")
        for key in [key for key in element.attrib if TOLD_OF.match(key)]:
            del element.attrib[key]
        _set(element, "style", OF_MAKER.sub("", COMMENT.sub("", element.get("style", ""))).strip())


def _blanks(text: str | None) -> str | None:
    return None if text and text.strip() else text


def _drop_names(svg: Element) -> None:
    """Removes ids and classes without a reference."""
    sheets = "".join(element.text or "" for element in svg.iter() if local_name(element.tag) == "style")
    asked = frozenset((*_asked(svg), *(name[1:] for name in re.findall(r"#[\w-]+", sheets))))
    styled = frozenset(name[1:] for name in re.findall(r"\.[\w-]+", sheets))
    for element in svg.iter():
        _set(element, "id", element.get("id", "") if element.get("id") in asked else "")
        _set(element, "class", " ".join(name for name in classes(element) if name in styled))


def _set(element: Element, key: str, value: str) -> None:
    """Sets an attribute; removes it when the value is empty."""
    if value:
        element.set(key, value)
    else:
        element.attrib.pop(key, None)


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


def _prune(parent: Element, properties: Properties, asked: Set[str], visible: bool) -> None:
    """Removes what is hidden in an element that is drawn."""
    for child in list(parent):
        name = local_name(child.tag)
        if name in DEFINED or _is_hidden(child, properties):
            if not _is_referenced(child, properties, asked):
                remove(child, parent)
            continue
        own = properties(child, "visibility")
        seen = visible if own in ("", "inherit") else own != "hidden"
        _prune(child, properties, asked, seen)
        if name in DRAWN and not seen:
            child.text = None
            for part in child:
                part.tail = None
            if not len(child) and child.get("id") not in asked:
                remove(child, parent)


def _is_referenced(element: Element, properties: Properties, asked: Set[str]) -> bool:
    """Whether an element that is not drawn where it stands, or a part of it, is referenced.

    Removes the parts of it that are not.
    """
    lost = local_name(element.tag) in USED_WHOLE and _is_hidden(element, properties)
    if element.get("id") in asked and not lost:
        if local_name(element.tag) != "clipPath":  # where it clips does not depend on how faint it is
            _prune(element, properties, asked, visible=True)
        return True
    for child in list(element):
        if local_name(child.tag) != "style" and not _is_referenced(child, properties, asked):
            remove(child, element)
    element.text = None
    for child in element:
        child.tail = None
    return len(element) > 0


def _is_hidden(element: Element, properties: Properties) -> bool:
    """Whether an element is hidden with all in it."""
    if properties(element, "display") == "none":
        return True
    return re.fullmatch(r"\+?0*\.?0*%?", properties(element, "opacity") or "1") is not None


def _asked(svg: Element) -> Iterator[str]:
    """The ids of a drawing that are referenced in it."""
    for element in svg.iter():
        for key, value in element.attrib.items():
            if local_name(key) == "href" and value.strip().startswith("#"):
                yield unquote(value.strip()[1:])
            yield from (match["name"] for match in ASKED.finditer(value))
        if local_name(element.tag) == "style":
            yield from (match["name"] for match in ASKED.finditer(element.text or ""))


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
