"""Drawings (SVG) in the page and in files of their own: without scripts, with a size, legible in dark mode.

A drawing with only the colors of the look changes them in dark mode; any other keeps a white background.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import count
from xml.etree.ElementTree import Element

from brief.css import color, hexadecimal
from brief.model import POINTS_IN_MM, POINTS_IN_PIXEL, classes
from brief.model.drawings import ACTIVE, SVG, remove_active
from brief.model.labels import size_of
from brief.publish.cascade import quoted
from brief.publish.dark import in_the_dark
from brief.publish.values import string

PIXELS_IN_MM = POINTS_IN_MM / POINTS_IN_PIXEL

PAINTS = ("fill", "stroke", "color", "stop-color", "flood-color")
PLAIN = frozenset({"", "none", "currentcolor", "inherit", "transparent"})
NEUTRAL: Mapping[str, str] = {"#ffffff": "ground", "#000000": "ink"}
"""White and black, which change with the background and the ink."""

CODE = "code"
"""The class of QR codes, which stay black on white, since phones read no others."""

DARK = "@media screen and (prefers-color-scheme:dark)"


def put_in_the_page(root: Element, tokens: Mapping[str, str]) -> None:
    """Prepares the drawings that are part of the page itself: unique ids, no scripts, colors as custom properties."""
    numbers = count(1)
    for svg in root.iter(f"{SVG}svg"):
        _make_ids_unique(svg, next(numbers))
        remove_active(svg, ACTIVE)
        if CODE in classes(svg):
            continue
        if (painted := _named_colors(svg, tokens)) is None:
            add_class(svg, "plate")
            continue
        for element in svg.iter():
            for key in element.attrib.keys() & {*PAINTS}:
                if name := painted.get(element.attrib[key]):
                    element.set(key, f"var(--{name})")
        svg.attrib.setdefault("fill", "currentColor")


def add_class(element: Element, name: str) -> None:
    """Adds a class to those of an element."""
    element.set("class", f"{element.get('class', '')} {name}".strip())


def _make_ids_unique(svg: Element, number: int) -> None:
    """Adds a number to the ids of a drawing and to the references to them."""
    names = {name: f"{name}-{number}" for element in svg.iter() if (name := element.get("id"))}
    for element in svg.iter():
        for key, value in element.attrib.items():
            if key == "id" and value:
                element.set(key, names[value])
            elif value.startswith("#") and value[1:] in names and key.rpartition("}")[2] == "href":
                element.set(key, f"#{names[value[1:]]}")
            elif asked := re.fullmatch(r"url\(#(?P<name>[^)]+)\)", value):
                element.set(key, f"url(#{names.get(asked['name'], asked['name'])})")


def for_the_dark(svg: Element, tokens: Mapping[str, str]) -> str:
    """The style that changes a drawing's colors in dark mode; empty when it has other colors than the look."""
    if (painted := _named_colors(svg, tokens)) is None:
        return ""
    dark = in_the_dark(tokens)
    rules = [
        f"[{key}={string(value)}]{{{key}:{dark[name]}}}"
        for value, name in sorted(painted.items())
        for key in PAINTS
        if any(element.get(key) == value for element in svg.iter())
    ]
    ink = "" if "fill" in svg.attrib else f":root{{fill:{dark['ink']}}}"
    return f"{DARK}{{{ink}{''.join(rules)}}}"


def _named_colors(svg: Element, tokens: Mapping[str, str]) -> Mapping[str, str] | None:
    """The names of a drawing's colors, by how they are written; None for other colors, and for pictures and styles."""
    if any(element.tag in (f"{SVG}image", f"{SVG}style") or "style" in element.attrib for element in svg.iter()):
        return None
    of_house = {**NEUTRAL, **{_hexadecimal(tokens.get(name, "")): name for name in ("ink", "accent", "rule")}}
    painted = {value for element in svg.iter() for key, value in element.attrib.items() if key in PAINTS}
    painted = {value for value in painted if value.strip().lower() not in PLAIN and not value.startswith("url(#")}
    named = {value: of_house.get(_hexadecimal(value), "") for value in painted}
    return named if all(named.values()) else None


def _hexadecimal(written: str) -> str:
    rgb = color(written)
    return hexadecimal(rgb) if rgb else written


def quote_families(root: Element) -> None:
    """Quotes the names of families in the attributes of drawings."""
    for element in root.iter():
        if families := element.get("font-family"):
            element.set("font-family", quoted(families))


def size(svg: Element) -> tuple[int, int] | None:
    """Width and height of a drawing in CSS pixels; None when it has no size."""
    found = size_of(svg)
    return (round(found[0] / POINTS_IN_PIXEL), round(found[1] / POINTS_IN_PIXEL)) if found else None
