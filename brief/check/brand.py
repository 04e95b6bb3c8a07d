"""The color of a logo, and checks of the brand color: it exists, is dark enough for text, and matches the logo."""

from __future__ import annotations

import warnings
from collections import Counter
from collections.abc import Iterator, Mapping
from colorsys import rgb_to_hls
from functools import lru_cache
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

from brief.check.context import Inside, Manuscript
from brief.check.drawings import readable
from brief.check.look import own_sheets
from brief.check.places import place_in
from brief.css import DECLARATION, RGB, color, hexadecimal
from brief.findings import Finding, leftovers
from brief.findings import keys as rules
from brief.model import (
    FROM_LOGO,
    GAZETTE,
    LARGEST_FILE,
    LARGEST_PICTURE,
    LOOKS,
    PICTURE_KINDS,
    READABLE,
    Brief,
    accent_of,
    readability,
)
from brief.model.drawings import DRAWN, local_name, properties_of

PAINTED = ("fill", "stroke", "stop-color")
"""The SVG properties that hold a color."""

LEAST_SATURATION, LEAST_CHROMA = 0.25, 0.1
"""Colors below this saturation (HLS), or this difference between their channels, count as grey."""

SAMPLED = 200
"""Photographs are scaled down to at most this many pixels per side before their colors are counted."""

OPAQUE = 128
"""Pixels with an alpha below this, of 255, count as transparent and are ignored."""

LEAST_SHARE = 0.01
"""A color that covers a smaller share of a picture than this is taken for a blurred edge."""

ALIKE = 0.1
"""Two colors whose channels differ by no more than this look the same unless they touch."""


def brand_of(brief: Brief, inside: Inside) -> str:
    """The color of the brand as ``#0b4a59``; empty when there is none."""
    written = brief.settings.brand
    found = _of_logo(brief, inside) if written == FROM_LOGO else color(written)
    return hexadecimal(found) if found else ""


def checked_brand(manuscript: Manuscript) -> Iterator[Finding]:
    """Reports a brand without a color, a brand too light for text, and a logo in a color that the pages do not use."""
    brief, place = manuscript.brief, manuscript.brief.place("brand")
    look = LOOKS[brief.settings.look]
    own = own_sheets(brief, manuscript.look)
    if any("--accent" in (match["name"] for match in DECLARATION.finditer(sheet.text)) for sheet in own):
        return
    if brand := color(brief.brand):
        if (ratio := readability(look, brand, brand)) < READABLE:
            accent = hexadecimal(accent_of(look, brand))
            yield rules.BRAND_PALE.at(place, brand=brief.brand, ratio=ratio, accent=accent)
    elif brief.settings.brand:
        logo = _logo(brief)
        path = manuscript.inside(brief.folder, logo) if logo else None
        if not logo:
            yield rules.BRAND_FROM_NOTHING.at(place, reason=rules.BRAND_NO_LOGO)
        elif path and path.is_file():
            yield rules.BRAND_FROM_NOTHING.at(place, reason=rules.BRAND_GREY.format(image=logo))
    elif look == GAZETTE and (of_logo := _of_logo(brief, manuscript.inside)):
        printed = color(manuscript.accent())
        if printed and max(abs(one - other) for one, other in zip(of_logo, printed, strict=True)) > ALIKE:
            number = next(number for number, who in enumerate(brief.settings.organisation) if who.logo)
            at = brief.place(f"organisation.{number}.logo")
            yield rules.BRAND_SUGGESTED.at(at, color=hexadecimal(of_logo), accent=hexadecimal(printed))


def pale_accent(manuscript: Manuscript) -> Iterator[Finding]:
    """An accent of the brief's own style sheets that is too light for text."""
    look = LOOKS[manuscript.brief.settings.look]
    for sheet in own_sheets(manuscript.brief, manuscript.look):
        for match in DECLARATION.finditer(sheet.text):
            is_accent = match["name"] == "--accent" and "cmyk" not in match["value"]  # inks have a rule of their own
            accent = color(match["value"]) if is_accent else None
            if accent and (ratio := readability(look, accent, accent)) < READABLE:
                said = {"color": match["value"].strip(), "ratio": ratio, "accent": hexadecimal(accent_of(look, accent))}
                yield leftovers.ACCENT_PALE.at(place_in(sheet, match.start("value")), **said)


def _logo(brief: Brief) -> str:
    """The name of the first logo; empty when there is none."""
    return next((who.logo for who in brief.settings.organisation if who.logo), "")


def _of_logo(brief: Brief, inside: Inside) -> RGB | None:
    """The color of the first logo; None for a grey one, or one that cannot be read, which `check.pictures` reports."""
    logo = _logo(brief)
    path = inside(brief.folder, logo) if logo else None
    if path is None or not path.is_file() or path.stat().st_size > LARGEST_FILE:
        return None
    status = path.stat()
    return _color_of_file(path.resolve(), (status.st_size, status.st_mtime_ns, status.st_ctime_ns))


@lru_cache(maxsize=100)
def _color_of_file(path: Path, _state: tuple[int, int, int]) -> RGB | None:
    """The most frequent color of a picture that is not grey, or None; cached until the file changes."""
    counted = _of_drawing(path) if path.suffix.lower() == ".svg" else _of_photograph(path)
    found = {rgb: number for rgb, number in counted.items() if _has_hue(rgb)}
    return max(found, key=lambda rgb: (found[rgb], rgb), default=None)


def _has_hue(rgb: RGB) -> bool:
    _, _, saturation = rgb_to_hls(*rgb)
    return saturation >= LEAST_SATURATION and max(rgb) - min(rgb) >= LEAST_CHROMA


def _of_drawing(path: Path) -> Mapping[RGB, int]:
    """The number of fills, strokes and gradient stops of an SVG in each color."""
    root = readable(path)
    if root is None:
        return {}
    properties = properties_of(root, frozenset(PAINTED))
    counted: Counter[RGB] = Counter()

    def count(element: Element, inherited: Mapping[str, str]) -> None:
        own = {**inherited, **{name: value for name in PAINTED if (value := properties(element, name))}}
        name = local_name(element.tag)
        if name == "stop" or (name in DRAWN and not len(element)):
            painted = own.items() if name != "stop" else [("stop-color", own.get("stop-color", ""))]
            counted.update(rgb for _, value in painted if (rgb := color(value)))
        for child in element:
            count(child, own)

    count(root, {})
    return counted


def _of_photograph(path: Path) -> Mapping[RGB, int]:
    """The number of pixels of a photograph in each color; colors that differ only by noise count as one."""
    from PIL import Image

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about odd metadata
            with Image.open(path, formats=PICTURE_KINDS) as image:
                if image.width * image.height > LARGEST_PICTURE:
                    return {}
                image.draft(None, (SAMPLED, SAMPLED))
                image.thumbnail((SAMPLED, SAMPLED), Image.Resampling.NEAREST)
                colors: Any = image.convert("RGBA").getcolors(SAMPLED**2) or ()
    except Exception:  # Pillow's plugins may raise anything on a broken file; `check.pictures` reports it
        return {}
    pixels: Counter[tuple[int, ...]] = Counter()
    for number, (*channels, alpha) in colors:
        if alpha >= OPAQUE:
            pixels[tuple(channels)] += number
    near: dict[tuple[int, ...], Counter[tuple[int, ...]]] = {}
    for pixel, number in pixels.items():
        near.setdefault(tuple(channel >> 4 for channel in pixel), Counter())[pixel] += number
    counted: dict[RGB, int] = {}
    for group in near.values():
        if group.total() >= LEAST_SHARE * pixels.total():
            red, green, blue = max(group, key=lambda pixel: (group[pixel], pixel))
            counted[red / 255, green / 255, blue / 255] = group.total()
    return counted
