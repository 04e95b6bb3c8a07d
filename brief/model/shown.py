"""Removes from drawings (SVG) what they do not show: hidden parts, unused definitions, metadata, invisible words.

People who copy from a page, or open the file of a drawing, then get no more than readers of the printout.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from functools import lru_cache
from urllib.parse import unquote
from xml.etree.ElementTree import Element, ParseError, fromstring, register_namespace, tostring

from brief.css import COMMENT, FONT_FACE
from brief.model.drawings import (
    ACTIVE,
    ATTRIBUTES,
    DEFINED,
    DRAWN,
    METADATA,
    SVG,
    XLINK,
    XML,
    Properties,
    local_name,
    properties_of,
    remove_active,
)
from brief.model.markup import classes, remove
from brief.model.pens import HIDDEN, INHERITED, PROPERTIES, is_hidden
from brief.model.unseen import drop_unseen_words, emptied

OF_ALL = frozenset({"id", "class", "style", "lang"})
"""The attributes of elements in general, beside those of SVG."""

USED_WHOLE = frozenset({"g", "text", "tspan", "image", "use", "svg", "a", "switch"})
"""Elements that stay hidden when they are referenced; a hidden path, by contrast, may guide a text."""

WORDS = frozenset({"text", "tspan", "textPath", "a", "style"})
"""Elements whose text is drawn, or is a style sheet."""

ASKED = re.compile(r"""url\(\s*["']?#(?P<name>[^"')]+?)["']?\s*\)""", re.IGNORECASE)
"""A reference to a part of the same drawing."""

OF_MAKER = re.compile(r"(?:^|(?<=;))\s*-[\w-]+\s*:[^;]*(?:;|$)")
"""A declaration in a ``style`` that only a drawing program reads: ``-inkscape-…``."""

AT_RULE = re.compile(r"@[^{};@]*(?:;|\{(?:[^{}]|\{[^{}]*\})*\})")
SIMPLE = re.compile(r"(?P<tag>[a-zA-Z]+|\*)?(?P<parts>(?:[.#][\w-]+)*)")
"""An at-rule, and a selector that has only a tag, classes and ids."""

RULES = re.compile(rf"{AT_RULE.pattern}|(?P<selectors>[^{{}}@;]*)\{{[^{{}}]*\}}")
"""An at-rule, or a rule of a style sheet."""


@lru_cache(maxsize=64)
def as_shown(file: bytes) -> bytes:
    """The file of a drawing without what it does not show; unchanged if it is invalid XML, which `check` reports.

    Raises `RecursionError` when its elements are nested too deeply.
    """
    try:
        svg = fromstring(file)
    except (ParseError, ValueError, LookupError):
        return file
    shown(svg)
    return serialized(svg)


def serialized(svg: Element) -> bytes:
    """A drawing as the content of an SVG file."""
    for prefix, uri in (("", SVG), ("xlink", XLINK)):
        register_namespace(prefix, uri.strip("{}"))
    return tostring(svg, encoding="unicode").encode()


def shown(svg: Element) -> None:
    """Removes from a drawing what it does not show, without changing its look.

    That is: parts hidden by ``display``, ``visibility`` or ``opacity``, in attributes and styles; invisible words
    (`unseen`); definitions without a reference; and style rules that match no element. Parts that are covered, or have
    the color of the background, stay. If a style sheet has conditions, or looks at more than the names, classes and ids
    of elements, only words are removed, since anything else may be what it looks at.
    """
    properties = properties_of(svg, PROPERTIES)  # while the drawing has all that its style sheets may refer to
    is_simple = _is_simple(svg)
    remove_active(svg, ACTIVE | METADATA if is_simple else ACTIVE)
    _empty_metadata(svg)
    drop_unseen_words(svg, properties)
    _drop_extensions(svg)
    _drop_words(svg)
    if not is_simple:
        return
    _drop_attributes(svg)
    shapes, before = _count(svg), 0
    while shapes != before:  # a removed part may have had the last reference to another
        _prune(svg, properties, frozenset(_asked(svg)), visible=properties(svg, "visibility") not in HIDDEN)
        shapes, before = _count(svg), shapes
    _drop_rules(svg)
    _drop_names(svg)


def _is_simple(svg: Element) -> bool:
    """Whether the style sheets of a drawing have only fonts, and rules for names, classes and ids of elements."""
    for sheet in (element for element in svg.iter() if local_name(element.tag) == "style"):
        text = FONT_FACE.sub("", COMMENT.sub("", sheet.text or ""))
        selectors = [one.strip() for rule in RULES.finditer(text) for one in (rule["selectors"] or "").split(",")]
        is_whole = not RULES.sub("", text).strip()  # else it has rules within rules, or ends too early
        if not (is_whole and {"@", "\\"}.isdisjoint(text) and all(map(SIMPLE.fullmatch, selectors))):
            return False
    return True


def _empty_metadata(svg: Element) -> None:
    """Leaves nothing but the names of elements with metadata."""
    for element in [element for element in svg.iter() if local_name(element.tag) in METADATA]:
        tail = element.tail
        element.clear()
        element.tail = tail


def _drop_extensions(svg: Element) -> None:
    """Removes the elements that only a program with certain extensions draws, since browsers have none."""
    for parent in list(svg.iter()):
        for child in list(parent):
            if child.get("requiredExtensions", "").strip():
                remove(child, parent)


def _drop_rules(svg: Element) -> None:
    """Removes the rules of style sheets that apply to no element; rules with more complex selectors stay."""
    names = {f"#{element.get('id')}" for element in svg.iter()}
    names |= {f".{name}" for element in svg.iter() for name in classes(element)}
    tags = {None, "*", *(local_name(element.tag) for element in svg.iter())}

    def may_apply(selector: str) -> bool:
        match = SIMPLE.fullmatch(selector)
        return match is None or (match["tag"] in tags and names.issuperset(re.findall(r"[.#][\w-]+", match["parts"])))

    def applied(rule: re.Match[str]) -> str:
        selectors = rule["selectors"]
        return rule[0] if not selectors or any(may_apply(one.strip()) for one in selectors.split(",")) else ""

    for sheet in (element for element in svg.iter() if local_name(element.tag) == "style"):
        sheet.text = RULES.sub(applied, sheet.text or "")


def _count(svg: Element) -> int:
    return sum(1 for _ in svg.iter())


def _drop_words(svg: Element) -> None:
    """Removes text that is not drawn: between elements, in elements with metadata, in comments of styles."""
    for element in svg.iter():
        name = local_name(element.tag)
        if name not in WORDS:
            element.text = _blanks(element.text)
            for child in element:
                child.tail = _blanks(child.tail)
        elif name == "style":
            element.text = COMMENT.sub("", element.text or "")
        _set(element, "style", OF_MAKER.sub("", COMMENT.sub("", element.get("style", ""))).strip())


def _drop_attributes(svg: Element) -> None:
    for element in svg.iter():
        for key in [key for key in element.attrib if not _is_drawn(key)]:
            del element.attrib[key]


def _is_drawn(key: str) -> bool:
    """Whether an attribute may affect the look of a drawing; drawing programs store whole diagrams in others."""
    return key in OF_ALL or local_name(key) in ATTRIBUTES or key == f"{XML}lang"


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


def _prune(parent: Element, properties: Properties, asked: Set[str], visible: bool) -> None:
    """Removes the hidden parts of an element that is drawn; `visible` is the visibility that they inherit."""
    for child in list(parent):
        name = local_name(child.tag)
        if name in DEFINED or is_hidden(child, properties):
            if not _is_referenced(child, properties, asked):
                remove(child, parent)
            continue
        own = properties(child, "visibility")
        inherited = visible or child.get("id") in asked  # where it is used, it may inherit another visibility
        seen = inherited if own in INHERITED else own not in HIDDEN
        _prune(child, properties, asked, seen)
        if name in DRAWN - {"use"} and not seen:  # what is used may have a visibility of its own
            child.text = emptied(child) if child.text else None
            for part in child:
                part.tail = None
            if not (len(child) or child.text) and child.get("id") not in asked:
                remove(child, parent)


def _is_referenced(element: Element, properties: Properties, asked: Set[str]) -> bool:
    """Whether a definition or hidden element, or a part of it, is referenced.

    Removes the parts that are not referenced.
    """
    lost = local_name(element.tag) in USED_WHOLE and is_hidden(element, properties)
    if element.get("id") in asked and not lost:
        if local_name(element.tag) != "clipPath":  # opacity does not change what a clip path clips
            _prune(element, properties, asked, visible=True)
        return True
    for child in list(element):
        if local_name(child.tag) != "style" and not _is_referenced(child, properties, asked):
            remove(child, element)
    element.text = None
    for child in element:
        child.tail = None
    return len(element) > 0


def _asked(svg: Element) -> Iterator[str]:
    """The ids of a drawing that are referenced in it."""
    for element in svg.iter():
        for key, value in element.attrib.items():
            if local_name(key) == "href" and value.strip().startswith("#"):
                yield from (value.strip()[1:], unquote(value.strip()[1:]))
            yield from (match["name"] for match in ASKED.finditer(value))
        if local_name(element.tag) == "style":
            yield from (match["name"] for match in ASKED.finditer(element.text or ""))
