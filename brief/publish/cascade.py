"""Which face each run of text is set in: the part of the cascade (CSS Cascading 4) that chooses a face.

Its properties are family, weight, style and small capitals. Media queries may match or not, so text counts for both
cases: none of them matches, and all do; `@supports` always matches. Without the cascade, each named face would need the
characters of the whole page: the example would be 1.5 times as heavy, a brief with all kinds of blocks 1.8 times.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple
from xml.etree.ElementTree import Element

from brief.css import GENERIC, declarations, filled, rules
from brief.model.drawings import local_name

BROWSER_RULES = """
b, strong, th, h1, h2, h3, h4, h5, h6, dt { font-weight: 700 }
em, i, cite, dfn, address, var { font-style: italic }
button { font-family: sans-serif; font-weight: 400; font-style: normal }
code, kbd, samp, pre { font-family: monospace }
"""
"""The style sheet of browsers (HTML, 15.3)."""

NAMED_WEIGHTS = {"normal": 400, "bold": 700, "bolder": 700, "lighter": 300}
"""Weights by name; the relative ones as they are within text of weight 400."""

SIZE = re.compile(r"^(?:[\d.]|clamp|calc|min|max|var|xx?-|small(?!-caps)|medium|large)")
"""The start of a type size."""

SIZED = re.compile(r"^(?:[^\s(/]+\([^()]*(?:\([^()]*\)[^()]*)*\)|[^\s/]+)(?:\s*/\s*\S+)?")
"""A type size, which may be a function with a function in it, and perhaps a line height after a slash."""

OF_DRAWINGS = ("font-family", "font-weight", "font-style")
"""The attributes of SVG that choose a face."""

UNSEEN = frozenset({"head", "title", "style", "meta", "link", "desc", "metadata", "defs"})
"""Elements whose text is not drawn."""


@dataclass(frozen=True, slots=True)
class Setting:
    """The values that choose a face; the weight is 100 to 900."""

    families: tuple[str, ...]
    weight: int
    italic: bool
    small_capitals: bool


PROPERTIES = ("families", "weight", "italic", "small_capitals")
"""The fields of a `Setting`."""

START = Setting((), 400, False, False)
"""The initial values."""


BROWSER, DRAWING, SHEET, STYLE = range(4)
"""The levels of declarations, the weakest first: in the style sheet of browsers, in an attribute of SVG, in a style
sheet, in a ``style`` attribute."""


class Declaration(NamedTuple):
    """A declaration that matches an element, its precedence, and whether it applies always or in a media query.

    The precedence is importance first, then the level: `BROWSER`, `DRAWING`, `SHEET`, `STYLE`.
    """

    name: str
    value: Any
    precedence: tuple[bool, int]
    always: bool


def runs(root: Element, css: Sequence[str], tokens: Mapping[str, str]) -> Iterator[tuple[Setting, str]]:
    """Each run of text of a document, with each `Setting` that it may have under the style sheets."""
    import cssselect2

    matcher = cssselect2.Matcher()
    for number, sheet in enumerate((BROWSER_RULES, *css)):
        for selectors, content, at_rule in rules(filled(sheet, tokens)):
            level, declared = SHEET if number else BROWSER, list(_parsed(content))
            for selector in selectors if declared else ():
                matcher.add_selector(selector, (at_rule != "media", level, declared))
    computed: dict[Any, tuple[Setting, Setting]] = {}  # outside of all media queries, and within all of them
    for element in cssselect2.ElementWrapper.from_html_root(root).iter_subtree():
        own, parent = element.etree_element, element.parent.etree_element if element.parent is not None else None
        outside, within = (START, START) if parent is None else computed[parent]
        matching = _matching(matcher, element, tokens)
        always = [declaration for declaration in matching if declaration.always]
        computed[own] = _computed(outside, always), _computed(within, matching)
        for around, text in ((own, own.text), (parent, own.tail)):
            if around is not None and text and local_name(around.tag) not in UNSEEN:
                yield from ((setting, text) for setting in dict.fromkeys(computed[around]))


def _computed(inherited: Setting, matching: Sequence[Declaration]) -> Setting:
    """The setting of an element: of each property, the value of the strongest declaration, or the inherited one."""
    by_strength = sorted(matching, key=lambda one: one.precedence)
    values = {one.name: one.value for one in by_strength}
    return replace(inherited, **{name: value for name, value in values.items() if value != "inherit"})


def _matching(matcher: Any, element: Any, tokens: Mapping[str, str]) -> list[Declaration]:
    """The declarations for an element, in style sheets, by their specificity, and in its own attributes."""
    found = [
        Declaration(name, value, (important, level), always)
        for _, _, pseudo, (always, level, declarations) in matcher.match(element)
        if pseudo is None
        for name, value, important in declarations
    ]
    attributes = element.etree_element.attrib
    of_drawing = ";".join(f"{key}:{attributes[key]}" for key in OF_DRAWINGS if key in attributes)
    for css, level in ((of_drawing, DRAWING), (attributes.get("style", ""), STYLE)):
        found += (
            Declaration(name, value, (important, level), True)
            for name, value, important in _parsed(filled(css, tokens))
        )
    return found


def _parsed(content: str | Sequence[Any]) -> Iterator[tuple[str, Any, bool]]:
    for key, written, important in declarations(content):
        for name, value in _values(key, written):
            yield name, value, important


def _values(key: str, value: str) -> Iterator[tuple[str, Any]]:
    """The properties of a `Setting` that a declaration sets, with their values."""
    if value in ("inherit", "unset", "revert"):
        keys = {"font-family": ["families"], "font-weight": ["weight"], "font-style": ["italic"], "font": PROPERTIES}
        yield from ((name, "inherit") for name in keys.get(key, ()))
    elif key == "font-family":
        yield "families", _families(value)
    elif key == "font-weight":
        yield "weight", _weight(value)
    elif key == "font-style":
        yield "italic", value.startswith(("italic", "oblique"))
    elif key in ("font-variant", "font-variant-caps"):
        yield "small_capitals", "small-caps" in value
    elif key == "font":
        yield from _shorthand(value)


def _shorthand(value: str) -> Iterator[tuple[str, Any]]:
    """The properties of a `Setting` in a ``font``, such as ``italic 600 14pt/17.5pt "Source Serif 4", serif``."""
    words = value.split()
    at = next((number for number, word in enumerate(words) if SIZE.match(word) and not word.isdigit()), None)
    if at is None:
        return
    yield "italic", any(word in ("italic", "oblique") for word in words[:at])
    yield "weight", next((_weight(word) for word in words[:at] if word.isdigit() or word in NAMED_WEIGHTS), 400)
    yield "small_capitals", "small-caps" in words[:at]
    yield "families", _families(SIZED.sub("", " ".join(words[at:])))


def quoted(families: str) -> str:
    """Families with their names in quotes. WeasyPrint reads a name with a digit without quotes; browsers do not."""
    return ", ".join(name if name in GENERIC else f"'{name}'" for name in _families(families))


def _families(value: str) -> tuple[str, ...]:
    return tuple(name.strip().strip("\"'") for name in value.split(",") if name.strip())


def _weight(value: str) -> int:
    return int(float(value)) if re.fullmatch(r"\d{1,4}(?:\.\d*)?", value, re.ASCII) else NAMED_WEIGHTS.get(value, 400)
