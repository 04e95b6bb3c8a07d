"""No drawing says by its tints alone what an edition in black has to say without them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from brief.check.paints import DECLARATION, drawn
from brief.check.pictures import Inside
from brief.findings import Finding
from brief.findings import press as rules
from brief.findings.nearest import shortened
from brief.model import WHITE_FROM, Brief, Edition, Text, luminance
from brief.model.drawings import local_name

TINT, PAPER = WHITE_FROM["area"], WHITE_FROM["line"]
"""The luminance from which on an area is a tint, and from which on it is as good as white."""

GREY = 0.15
"""Channels that differ by no more are those of a grey: arrows and rules, which nobody tells apart by their color."""

AREAS = frozenset({"rect", "circle", "ellipse", "polygon", "path"})
"""What in a drawing covers an area."""


@dataclass(frozen=True, slots=True)
class _Area:
    """An area in a drawing: its color as it is written there, whether that is no grey, whether it has an outline."""

    color: str
    luminance: float
    hued: bool
    outlined: bool


def lost_tints(brief: Brief, texts: Sequence[Text], edition: Edition, inside: Inside) -> Iterator[Finding]:
    """No drawing says by its tints alone what an edition in black loses: areas on paper, and areas from each other."""
    if edition.inks != "black":
        return
    for name, place, root in drawn(brief, texts, inside):
        for colors, become in _lost(list(dict.fromkeys(_areas(root)))):
            told = shortened(" and ".join(colors))
            yield rules.TINT_LOST.at(place, image=name, colors=told, become=become, edition=edition.name)


def _lost(areas: Sequence[_Area]) -> Iterator[tuple[Sequence[str], str]]:
    """The colors that are lost, and what they become: light areas paper, dark ones of several hues all black."""
    light = [area.color for area in areas if not area.outlined and TINT <= area.luminance < PAPER]
    dark = list(dict.fromkeys(area.color for area in areas if area.hued and area.luminance < TINT))
    if light:
        yield light, rules.BECOME_WHITE
    if len(dark) > 1:
        yield dark, rules.BECOME_BLACK


def _areas(root: Element) -> Iterator[_Area]:
    """The areas of a drawing that have a color; those that a style sheet colors are not looked at."""
    waiting = [(root, "", "")]
    while waiting:
        element, fill, stroke = waiting.pop()
        said = {local_name(key): value.strip() for key, value in element.items()}
        said |= {match["name"].lower(): match["value"].strip() for match in DECLARATION.finditer(said.get("style", ""))}
        fill, stroke = said.get("fill", fill), said.get("stroke", stroke)
        if local_name(element.tag) in AREAS and (color := _rgb(fill)):
            hued = max(color) - min(color) > GREY
            yield _Area(fill, luminance(color), hued, stroke not in ("", "none"))
        waiting += ((child, fill, stroke) for child in reversed(element))


def _rgb(color: str) -> tuple[float, float, float] | None:
    """A color as a drawing writes it; None for what is none, or one that is not known here."""
    from PIL import ImageColor

    try:
        red, green, blue = (channel / 255 for channel in ImageColor.getrgb(color)[:3])
    except ValueError:
        return None
    return red, green, blue
