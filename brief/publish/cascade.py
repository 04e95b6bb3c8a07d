"""Which face each run of text is set in: as much of the cascade (CSS Cascading 4) as that takes.

Only what chooses a face is asked for: family, weight, style, small capitals. What a style sheet says within a media
query may hold or not; the text then counts for both. What stands within `@supports` holds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any, NamedTuple
from xml.etree.ElementTree import Element

from brief.css import ASKED, GENERIC

HOUSE_RULES = """
b, strong, th, h1, h2, h3, h4, h5, h6, dt { font-weight: 700 }
em, i, cite, dfn, address, var { font-style: italic }
button { font-family: sans-serif; font-weight: 400; font-style: normal }
code, kbd, samp, pre { font-family: monospace }
"""
"""What browsers say of elements by themselves (HTML, 15.3)."""

NAMED_WEIGHTS = {"normal": 400, "bold": 700, "bolder": 700, "lighter": 300}
"""The weights that have a name; those that are relative, as they are beside text of the weight 400."""

SIZE = re.compile(r"^(?:[\d.]|clamp|calc|min|max|var|xx?-|small(?!-caps)|medium|large)")
"""How a size of type begins."""

SIZED = re.compile(r"^(?:[^\s(/]+\([^()]*(?:\([^()]*\)[^()]*)*\)|[^\s/]+)(?:\s*/\s*\S+)?")
"""A size of type, which may be a function with one more in it, and the height of lines behind a stroke."""

OF_DRAWINGS = ("font-family", "font-weight", "font-style")
"""The attributes by which a drawing chooses a face."""

UNSEEN = frozenset({"head", "title", "style", "meta", "link", "desc", "metadata", "defs"})
"""Elements whose words are not drawn; those of drawings are heard."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What chooses a face: families in their order, weight (100 to 900), whether it is italic, and small capitals."""

    families: tuple[str, ...]
    weight: int
    italic: bool
    small_capitals: bool


PROPERTIES = ("families", "weight", "italic", "small_capitals")
"""What a setting consists of, in its order."""

START: Mapping[str, frozenset[Any]] = {
    "families": frozenset({()}),
    "weight": frozenset({400}),
    "italic": frozenset({False}),
    "small_capitals": frozenset({False}),
}
"""The values of each before anything is said."""


class Held(NamedTuple):
    """A declaration that holds for an element: a property and its value, how strongly it holds, and whether always.

    The strength is, in this order: whether it is important, whether the author says it and not the browser, whether
    the element's own style attribute says it, the specificity of its selector, its place among all.
    """

    name: str
    value: Any
    strength: tuple[bool, bool, bool, tuple[int, int, int], int]
    always: bool


def runs(root: Element, css: Sequence[str], tokens: Mapping[str, str]) -> Iterator[tuple[Setting, str]]:
    """The runs of text of a document under style sheets, each as often as there are settings that it may have."""
    import cssselect2

    matcher = cssselect2.Matcher()
    for number, sheet in enumerate((HOUSE_RULES, *css)):
        _add(matcher, sheet, tokens, always=True, author=number > 0)
    said: dict[Any, Mapping[str, frozenset[Any]]] = {}
    for element in cssselect2.ElementWrapper.from_html_root(root).iter_subtree():
        inherited = said[element.parent.etree_element] if element.parent is not None else START
        own = element.etree_element
        said[own] = _computed(inherited, _holding(matcher, element, tokens))
        yield from ((one, own.text) for one in _settings(said[own]) if own.text and not _is_unseen(own))
        parent = element.parent.etree_element if element.parent is not None else None
        if parent is not None and own.tail and not _is_unseen(parent):
            yield from ((one, own.tail) for one in _settings(said[parent]))


def _is_unseen(element: Element) -> bool:
    name = str(element.tag).rpartition("}")[2]
    return name in UNSEEN


def _settings(said: Mapping[str, frozenset[Any]]) -> Iterator[Setting]:
    return (Setting(*values) for values in product(*(sorted(said[name], key=str) for name in PROPERTIES)))


def _computed(inherited: Mapping[str, frozenset[Any]], held: Sequence[Held]) -> Mapping[str, frozenset[Any]]:
    """The values that an element may have: what holds always and most strongly, and what may hold instead."""
    found: dict[str, frozenset[Any]] = {}
    for name in PROPERTIES:
        of_name = [one for one in held if one.name == name]
        latest_first = [one for one in reversed(of_name) if one.always]  # max takes the first of equally strong ones
        always = max(latest_first, key=lambda one: one.strength, default=None)
        perhaps = [one for one in of_name if not one.always and (always is None or one.strength > always.strength)]
        values = {one.value for one in (always, *perhaps) if one}
        inherits = always is None or "inherit" in values
        found[name] = frozenset(values - {"inherit"}) | (inherited[name] if inherits else frozenset())
    return found


def _holding(matcher: Any, element: Any, tokens: Mapping[str, str]) -> list[Held]:
    """The declarations that hold for an element, of style sheets and of its own attributes."""
    held = [
        Held(name, value, (important, author, False, specificity, order), always)
        for specificity, order, pseudo, (always, author, declarations) in matcher.match(element)
        if pseudo is None
        for name, value, important in declarations
    ]
    attributes = element.etree_element.attrib
    for key in OF_DRAWINGS:
        weaker_than_any_sheet = (False, True, False, (0, 0, 0), -1)
        said = _said(key, attributes[key], tokens) if key in attributes else ()
        held += (Held(name, value, weaker_than_any_sheet, True) for name, value in said)
    held += (
        Held(name, value, (important, True, True, (0, 0, 0), 0), True)
        for name, value, important in _declared(attributes.get("style", ""), tokens)
    )
    return held


def _add(matcher: Any, css: str | list[Any], tokens: Mapping[str, str], always: bool, author: bool) -> None:
    import tinycss2

    parse = tinycss2.parse_stylesheet if isinstance(css, str) else tinycss2.parse_rule_list
    for rule in parse(css, skip_comments=True, skip_whitespace=True):
        if rule.type == "at-rule" and rule.content and rule.lower_at_keyword in ("media", "supports", "layer"):
            _add(matcher, rule.content, tokens, always and rule.lower_at_keyword != "media", author)
        elif rule.type == "qualified-rule":
            declarations = list(_declared(rule.content, tokens))
            for selector in _selectors(rule.prelude) if declarations else ():
                matcher.add_selector(selector, (always, author, declarations))


def _selectors(prelude: list[Any]) -> list[Any]:
    """The selectors of a rule that can match: one that is not known here is about what is no text of its own."""
    import cssselect2

    try:
        return list(cssselect2.compile_selector_list(prelude))
    except cssselect2.SelectorError:
        return []


def _declared(content: Any, tokens: Mapping[str, str]) -> Iterator[tuple[str, Any, bool]]:
    import tinycss2

    for one in tinycss2.parse_blocks_contents(content, skip_comments=True, skip_whitespace=True):
        if one.type == "declaration":
            for name, value in _said(one.lower_name, tinycss2.serialize(one.value), tokens):
                yield name, value, one.important


def _said(key: str, written: str, tokens: Mapping[str, str]) -> Iterator[tuple[str, Any]]:
    """What a declaration says of a face."""
    value = ASKED.sub(lambda match: tokens.get(match["name"], match["otherwise"] or ""), written).strip()
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
    """``italic 600 14pt/17.5pt "Source Serif 4", serif``."""
    words = value.split()
    at = next((number for number, word in enumerate(words) if SIZE.match(word) and not word.isdigit()), None)
    if at is None:
        return
    yield "italic", any(word in ("italic", "oblique") for word in words[:at])
    yield "weight", next((_weight(word) for word in words[:at] if word.isdigit() or word in NAMED_WEIGHTS), 400)
    yield "small_capitals", "small-caps" in words[:at]
    yield "families", _families(SIZED.sub("", " ".join(words[at:])))


def quoted(families: str) -> str:
    """Names of families as a browser reads them: the engine takes one with a number in it without quotes, too."""
    return ", ".join(name if name in GENERIC else f"'{name}'" for name in _families(families))


def _families(value: str) -> tuple[str, ...]:
    return tuple(name.strip().strip("\"'") for name in value.split(",") if name.strip())


def _weight(value: str) -> int:
    return int(float(value)) if re.fullmatch(r"[\d.]+", value) else NAMED_WEIGHTS.get(value, 400)
