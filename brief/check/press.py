"""Rules about what goes to a press or a copier: a profile of its inks, and nothing that shows through."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.etree.ElementTree import Element, ParseError

from brief.check.drawings import tree
from brief.check.look import uncommented
from brief.check.pictures import Inside, named
from brief.check.places import source_place
from brief.findings import Finding, Place
from brief.findings.nearest import shortened
from brief.findings.press import (
    BECOME_BLACK,
    BECOME_WHITE,
    BLEED_SHORT,
    PROFILE_WRONG,
    TINT_LOST,
    TRANSPARENT,
    TRANSPARENT_DRAWING,
    TRANSPARENT_STYLE,
)
from brief.model import BLEED, WHITE_FROM, Brief, Edition, Flaw, Layout, Sheet, Text, luminance
from brief.model.drawings import local_name

CLASSES: Mapping[bytes, str] = {
    b"scnr": "the profile of a scanner or a camera",
    b"mntr": "the profile of a screen",
    b"link": "a link between two devices",
    b"spac": "the profile of a color space",
    b"abst": "a change of colors",
    b"nmcl": "a list of named colors",
}
"""What a profile may be, by the four letters in its head (ICC.1:2022, 7.2.5), besides that of a printer."""

SPACES: Mapping[bytes, str] = {b"RGB ": "RGB", b"GRAY": "grey", b"Lab ": "Lab", b"CMY ": "three inks (CMY)"}
"""What colors it may be for (7.2.6), besides four inks."""

OPACITY = re.compile(r"(?:fill-|stroke-|stop-|flood-)?opacity", re.I)

WHOLE = r"(?!1(?:\.0*)?\s*\)|100%)"
SHOWING = re.compile(
    rf"(?:rgb|hsl)a?\([^),]*,[^),]*,[^),]*,\s*(?!\s){WHOLE}[^)]*\)"
    rf"|(?:rgb|hsl|hwb|lab|lch|oklab|oklch|color)a?\([^)/]*/\s*(?!\s){WHOLE}[^)]*\)"
    r"|(?<![(\"'])\#(?:[0-9a-f]{6}(?!ff)[0-9a-f]{2}|[0-9a-f]{3}(?!f)[0-9a-f])(?![\w-])",
    re.I,
)
"""A color with an alpha of less than 1, as style sheets and drawings write it."""

MASK = re.compile(r"url\(|linear-gradient\(|radial-gradient\(", re.I)
DECLARATION = re.compile(r"(?<![\w-])(?P<name>[\w-]+)\s*:(?P<value>[^;{}]+)(?=[;}]|$)")

PAINTING = frozenset(
    {"opacity", "fill-opacity", "stroke-opacity", "stop-opacity", "fill", "stroke", "stop-color", "color", "style"}
)
"""The attributes of a drawing by which something may show through."""


def press_profile(data: bytes, name: str, place: Place) -> Iterator[Finding]:
    """A profile is that of a press: of ICC's kind, for output, in four inks, and whole."""
    if found := _otherwise(data):
        yield PROFILE_WRONG.at(place, name=shortened(name), found=found)


def _otherwise(data: bytes) -> str:
    """What a file is instead of the profile of a press; nothing when it is one."""
    if data[36:40] != b"acsp" or len(data) < 128:
        return "no ICC profile"
    kind, space = data[12:16], data[16:20]
    if kind != b"prtr":
        return CLASSES.get(kind, "a profile of an unknown kind") + (
            f" for {SPACES[space]}" if kind in (b"scnr", b"mntr", b"spac") and space in SPACES else ""
        )
    if space != b"CMYK":
        return f"the profile of a printer for {SPACES.get(space, 'other colors')}"
    if not _is_whole(data):
        return "a broken ICC profile"
    return ""


def _is_whole(data: bytes) -> bool:
    """Whether colors can be brought to these inks, and back."""
    from PIL import Image, ImageCms

    try:
        inks, srgb = ImageCms.ImageCmsProfile(io.BytesIO(data)), ImageCms.createProfile("sRGB")
        intent = ImageCms.Intent.RELATIVE_COLORIMETRIC
        there = ImageCms.buildTransform(srgb, inks, "RGB", "CMYK", intent)
        back = ImageCms.buildTransform(inks, srgb, "CMYK", "RGB", intent)
        back.apply(there.apply(Image.new("RGB", (1, 1))))
        ImageCms.getProfileDescription(inks)
    except (ImageCms.PyCMSError, OSError, ValueError):
        return False
    return True


def see_through(
    brief: Brief, texts: Sequence[Text], sheets: Sequence[Sheet], edition: Edition, inside: Inside
) -> Iterator[Finding]:
    """Nothing in the drawings and style sheets of a brief shows what lies below it, where an edition is all ink."""
    if edition.inks == "colors":
        return
    for name, place in named(brief, texts):
        path = inside(brief.folder, name)
        if path and path.suffix.lower() == ".svg" and (what := next(_in_drawing(path), None)):
            yield TRANSPARENT_DRAWING.at(place, image=name, what=what, edition=edition.name)
    for sheet in sheets:
        if len(brief.styles) > 1 and sheet.path.is_relative_to(brief.styles[0]):
            yield from _in_sheet(sheet, edition)


def showing_through(edition: Edition, flaws: Sequence[Flaw]) -> Iterator[Finding]:
    """What shows through although neither a drawing nor a style sheet says so: what the engine met as it painted."""
    return (TRANSPARENT.at(None, what=flaw.words, edition=edition.name) for flaw in flaws if flaw.kind == "transparent")


def _in_sheet(sheet: Sheet, edition: Edition) -> Iterator[Finding]:
    css = uncommented(sheet.text)
    for offset, what in _shown_through(css):
        before = css[:offset]
        place = Place(sheet.path, before.count("\n") + 1, len(before) - before.rfind("\n"))
        yield TRANSPARENT_STYLE.at(place, what=what, edition=edition.name)


def _shown_through(css: str) -> Iterator[tuple[int, str]]:
    """Where declarations make something show through, and what says so."""
    for found in DECLARATION.finditer(css):
        if OPACITY.fullmatch(found["name"]) and _is_less(found["value"].strip()):
            yield found.start(), " ".join(found[0].split())
        elif found["name"].startswith("mask") and MASK.search(found["value"]):
            yield found.start(), found["name"]
        elif color := SHOWING.search(found["value"]):
            yield found.start("value") + color.start(), color[0]


def _in_drawing(path: Path) -> Iterator[str]:
    """What in a drawing shows through, in the words of those who drew it."""
    try:
        root, _ = tree(path)
    except (ParseError, OSError, ValueError, LookupError):  # which was told
        return
    for element in root.iter() if root is not None else ():
        yield from _in_element(element)


def _in_element(element: Element) -> Iterator[str]:
    said = {local_name(key): value for key, value in element.items()}
    declarations = [element.text or ""] if local_name(element.tag) == "style" else []
    declarations += (value if key == "style" else f"{key}: {value}" for key, value in said.items() if key in PAINTING)
    for css in declarations:
        yield from (f"'{what}'" if what != "mask" else "a mask" for _, what in _shown_through(css))
    yield from (f"a {key}" for key in ("mask", "filter") if "url(" in said.get(key, ""))


def short_of_the_bleed(brief: Brief, layout: Layout, edition: Edition) -> Iterator[Finding]:
    """No photograph ends where the paper is cut: it goes on through the bleed, or stays away from the edge."""
    reach = BLEED * 72 / 25.4
    for page in layout.pages if edition.trimmed else ():
        for one in page.photographs:
            box = one.box
            beyond = (-box.x, -box.y, box.x + box.width - page.width, box.y + box.height - page.height)
            if any(-NEAR < edge < reach - NEAR for edge in beyond):
                yield BLEED_SHORT.at(source_place(brief, box.source), image=one.name, page=page.number)


NEAR = 1.0
"""Points: so near to the edge something is meant to touch it, and so near to the end of the bleed it does."""


def lost_tints(brief: Brief, texts: Sequence[Text], edition: Edition, inside: Inside) -> Iterator[Finding]:
    """No drawing says by its tints alone what an edition in black loses: areas on paper, and areas from each other."""
    if edition.inks != "black":
        return
    for name, place in named(brief, texts):
        path = inside(brief.folder, name)
        if path and path.suffix.lower() == ".svg":
            areas = list(dict.fromkeys(_areas(path)))
            light = [area.color for area in areas if not area.outlined and TINT <= area.luminance < PAPER]
            dark = list(dict.fromkeys(area.color for area in areas if area.hued and area.luminance < TINT))
            for colors, become in ((light, BECOME_WHITE), (dark if len(dark) > 1 else [], BECOME_BLACK)):
                if colors:
                    told = shortened(" and ".join(colors))
                    yield TINT_LOST.at(place, image=name, colors=told, become=become, edition=edition.name)


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


def _areas(path: Path) -> Iterator[_Area]:
    """The areas of a drawing that have a color; those that a style sheet colors are not looked at."""
    try:
        root, _ = tree(path)
    except (ParseError, OSError, ValueError, LookupError):  # which was told
        return
    waiting = [(root, "", "")] if root is not None else []
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


def _is_less(value: str) -> bool:
    """Whether an opacity is less than whole; what is no number is told elsewhere."""
    try:
        number = float(value.rstrip("% "))
    except ValueError:
        return False
    return number < (100 if value.endswith("%") else 1)
