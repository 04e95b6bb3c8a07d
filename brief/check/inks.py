"""Checks of what ink cannot print: transparency in an edition printed in inks, and tints in one printed in black."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple
from xml.etree.ElementTree import Element

from brief.check.context import EditionPages, EditionText
from brief.check.drawings import readable
from brief.check.look import own_sheets
from brief.check.pictures import pictures_named
from brief.check.places import place_in
from brief.css import DECLARATION, alpha, color, luminance
from brief.findings import Finding, Place
from brief.findings import press as rules
from brief.findings.nearest import shortened
from brief.model import LEAST_PICTURE, WHITE_FROM
from brief.model.drawings import has_words, local_name
from brief.model.labels import size_of
from brief.model.shown import shown

OPACITY = re.compile(r"(?:fill-|stroke-|stop-|flood-)?opacity", re.I)
"""The properties whose value is an opacity, as a number or a percentage."""

MASK = re.compile(r"url\(|linear-gradient\(|radial-gradient\(", re.I)
"""How the value of a mask begins."""

COLOR = re.compile(
    r"url\([^)]*\)|(?<![\"'])#\w+|\b(?:rgb|hsl|hwb|lab|lch|oklab|oklch|color|device-cmyk)a?\([^()]*\)", re.I
)
"""What may be a color in a value; addresses match as a whole, so that nothing in them is taken for one."""

PAINTING = frozenset(
    {"opacity", "fill-opacity", "stroke-opacity", "stop-opacity", "fill", "stroke", "stop-color", "color", "style"}
)
"""The attributes that may make a part of a drawing transparent."""

TINT, PAPER = WHITE_FROM["area"], WHITE_FROM["line"]
"""The luminance from which an area counts as a tint, and that from which it counts as white."""

GREY = 0.15
"""The largest difference between the channels of a grey: nobody tells grey arrows and rules apart by their color."""

AREAS = frozenset({"rect", "circle", "ellipse", "polygon", "path"})
"""The elements of a drawing that cover an area."""


class _Area(NamedTuple):
    """An area in a drawing: its color as written, its luminance, whether it has a hue, and whether an outline."""

    color: str
    luminance: float
    hued: bool
    outlined: bool


def see_through(printed: EditionText) -> Iterator[Finding]:
    """Transparency in the drawings and own style sheets of a brief, if the edition is printed in inks."""
    edition = printed.edition
    if edition.inks == "colors":
        return
    for name, place, root in _drawings(printed):
        shown(root)  # what is invisible is left out
        if what := next(_in_drawing(root), None):
            yield rules.TRANSPARENT_DRAWING.at(place, image=name, what=what, edition=edition.name)
    for sheet in own_sheets(printed.brief, printed.look):
        for offset, what in _shown_through(sheet.text):
            yield rules.TRANSPARENT_STYLE.at(place_in(sheet, offset), what=what, edition=edition.name)


def painted_see_through(pages: EditionPages) -> Iterator[Finding]:
    """Transparency that the engine painted and `see_through` could not find in a drawing or a style sheet."""
    for flaw in pages.flaws:
        if flaw.kind == "transparent":
            yield rules.TRANSPARENT.at(what=flaw.words, edition=pages.edition.name)


def lost_tints(printed: EditionText) -> Iterator[Finding]:
    """Drawings whose light areas black ink would leave white, or whose areas of several colors it would all make black.

    Large drawings without words have dots instead.
    """
    if printed.edition.inks != "black":
        return
    for name, place, root in _drawings(printed):
        size = size_of(root)
        if not has_words(root) and size and size[0] >= LEAST_PICTURE:  # its areas become dots
            continue
        for colors, become in _lost(list(dict.fromkeys(_areas(root)))):
            listed = shortened(" and ".join(colors))
            yield rules.TINT_LOST.at(place, image=name, colors=listed, become=become, edition=printed.edition.name)


def _drawings(printed: EditionText) -> Iterator[tuple[str, Place, Element]]:
    """The drawings of an edition: the name of each, the place that names it, and its tree."""
    for name, place in pictures_named(printed.brief, printed.texts):
        path = printed.inside(printed.brief.folder, name)
        if path and path.suffix.lower() == ".svg" and (root := readable(path)) is not None:
            yield name, place, root


def _in_drawing(root: Element) -> Iterator[str]:
    """The causes of transparency in a drawing, each as a finding quotes it."""
    for element in root.iter():
        attributes = {local_name(key): value for key, value in element.items()}
        for css in _painting(element, attributes):
            yield from (f"'{what}'" if what != "mask" else "a mask" for _, what in _shown_through(css))
        yield from (f"a {key}" for key in ("mask", "filter") if "url(" in attributes.get(key, ""))


def _painting(element: Element, attributes: Mapping[str, str]) -> Iterator[str]:
    """The declarations of paint in an element and its attributes, as CSS."""
    if local_name(element.tag) == "style":
        yield element.text or ""
    yield from (value if key == "style" else f"{key}: {value}" for key, value in attributes.items() if key in PAINTING)


def _shown_through(css: str) -> Iterator[tuple[int, str]]:
    """The offset of each declaration or color that causes transparency, and the words to quote."""
    for found in DECLARATION.finditer(css):
        if OPACITY.fullmatch(found["name"]) and _is_less(found["value"].strip()):
            yield found.start(), " ".join(found[0].split())
        elif found["name"].startswith("mask") and MASK.search(found["value"]):
            yield found.start(), found["name"]
        elif color := next((one for one in COLOR.finditer(found["value"]) if alpha(one[0]) < 1), None):
            yield found.start("value") + color.start(), color[0]


def _is_less(opacity: str) -> bool:
    """Whether an opacity is below 1 or 100 %; False for an invalid one, on which the engine remarks."""
    try:
        number = float(opacity.rstrip("% "))
    except ValueError:
        return False
    return number < (100 if opacity.endswith("%") else 1)


def _lost(areas: Sequence[_Area]) -> Iterator[tuple[Sequence[str], str]]:
    """The colors that are lost, and what they become: light areas white, dark ones of several hues black."""
    light = [area.color for area in areas if not area.outlined and TINT <= area.luminance < PAPER]
    dark = list(dict.fromkeys(area.color for area in areas if area.hued and area.luminance < TINT))
    if light:
        yield light, rules.BECOME_WHITE
    if len(dark) > 1:
        yield dark, rules.BECOME_BLACK


def _areas(root: Element) -> Iterator[_Area]:
    """The colored areas of a drawing, except those that only a style sheet colors."""
    waiting = [(root, "", "")]
    while waiting:
        element, fill, stroke = waiting.pop()
        paint = {local_name(key): value.strip() for key, value in element.items()}
        declared = DECLARATION.finditer(paint.get("style", ""))
        paint |= {match["name"].lower(): match["value"].strip() for match in declared}
        fill, stroke = paint.get("fill", fill), paint.get("stroke", stroke)
        if local_name(element.tag) in AREAS and (rgb := color(fill)):
            hued = max(rgb) - min(rgb) > GREY
            yield _Area(fill, luminance(rgb), hued, stroke not in ("", "none"))
        waiting += ((child, fill, stroke) for child in reversed(element))
