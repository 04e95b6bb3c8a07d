"""The editions of a brief: the built-in ones, as brief.yaml changes them, and its own.

An edition inherits what it does not set itself from the edition that it is `like`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from brief.model.content import Brief, Kind
from brief.model.editions import EDITIONS, Edition, Pages
from brief.model.settings import Overrides, Settings

POINTS = re.compile(r"(?P<size>\d{1,2}(?:\.\d{1,2})?)(?:\s*pt)?")
"""A type size: ``11``, ``10.5``, ``11 pt``."""

LIST: tuple[Kind, ...] = ("sources",)
"""The kind of section added to those of an edition when citations are numbers or author-date: they need the list."""


def editions_of(settings: Settings) -> Mapping[str, Edition]:
    """The editions of a brief by name: the built-in ones first, then its own."""
    return {name: _made(settings, name) for name in dict.fromkeys((*EDITIONS, *settings.editions))}


def _made(settings: Settings, name: str) -> Edition:
    lineage = tuple(lineage_of(name, {own: of.like for own, of in settings.editions.items()}))
    base = next(EDITIONS[one] for one in lineage if one in EDITIONS)
    overrides = [of for one in lineage if (of := settings.editions.get(one))]
    smallest = max(base.smallest, next((size for of in overrides if (size := points(of.min_type_size))), 0))
    wanted = next((size for of in overrides if (size := points(of.type_size))), points(settings.type_size) or 0)
    enlarged = bool(wanted) and base.medium == "paper"
    if enlarged:
        smallest = max(smallest, wanted)
    return replace(
        base,
        name=name,
        purpose=base.purpose if name == base.name else f"{base.purpose} (like {lineage[1]})",
        pages=_pages(settings, lineage, base.pages.even),
        type_size=smallest if enlarged else max(base.type_size, smallest),
        smallest=smallest,
        largest=smallest if enlarged else base.largest,
        enlarged=enlarged,
        lineage=lineage,
        sections=next((of.sections for of in overrides if of.sections), ()),
        kinds=base.kinds + LIST if base.kinds and settings.citations != "footnotes" else base.kinds,
        paper=next((of.paper for of in overrides if of.paper), base.own_paper or settings.paper),
        crop_marks=next((of.crop_marks for of in overrides if of.crop_marks is not None), base.crop_marks),
    )


def lineage_of(name: str, like: Mapping[str, str]) -> Iterator[str]:
    """The names of an edition and of those that it inherits from, nearest first.

    `like` maps a brief's own editions to their parents. In a loop, each name is yielded once.
    """
    seen: set[str] = set()
    while name and name not in seen:
        seen.add(name)
        yield name
        if name in EDITIONS:
            yield from EDITIONS[name].lineage[1:]
            return
        name = like.get(name, "")


def _pages(settings: Settings, lineage: tuple[str, ...], even: bool) -> Pages:
    """The page limit of an edition, its own or an inherited one; it is even if `even` is set, or if that limit is."""
    for name in lineage:
        own = settings.editions.get(name, Overrides())
        if own.pages and (pages := Pages.of(own.pages)):
            return replace(pages, even=pages.even or even)
        if name in EDITIONS and not EDITIONS[name].pages_as:
            return replace(EDITIONS[name].pages, even=EDITIONS[name].pages.even or even)
    return Pages(even=even)


def points(written: str) -> float | None:
    """A type size in points; None when the text is not a valid size."""
    match = POINTS.fullmatch(written.strip())
    return float(match["size"]) if match else None


OVERRIDES = ("title", "subtitle", "series", "ask", "addressee", "printed_links")
"""The settings that an edition may override."""


def as_edition(brief: Brief, edition: Edition) -> Brief:
    """The brief with the settings that the edition sets or inherits, and with their places in brief.yaml."""
    settings, origin = brief.settings, dict(brief.origin)
    changed: dict[str, Any] = {}
    for name in reversed(edition.lineage):
        own = settings.editions.get(name)
        for key in OVERRIDES if own else ():
            if value := getattr(own, key):
                changed[key] = value
                written = key.replace("_", "-")
                origin[written] = brief.origin[f"editions.{name}.{written}"]
    return replace(brief, settings=replace(settings, **changed), origin=origin) if changed else brief
