"""The editions: what can be built of a brief, for whom, in how many pages and how small.

Some are built in, and brief.yaml may change what they say; others are a brief's own, each like one that there is. An
edition has what it does not say itself from the one that it is like.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

from brief.model.content import Brief, Kind
from brief.model.papers import PaperName
from brief.model.settings import OfEdition, Settings

PAGES = re.compile(r"(?:(?P<least>[1-9]\d?)\s*[-–]\s*)?(?P<most>[1-9]\d?)?(?:\s*(?P<even>even))?", re.IGNORECASE)
"""How `pages` is written: ``4``, ``2-4``, ``even``, ``4 even``."""

POINTS = re.compile(r"(?P<size>\d{1,2}(?:\.\d{1,2})?)(?:\s*pt)?")
"""How a size of type is written: ``11``, ``10.5``, ``11 pt``."""


Medium = Literal["paper", "screen"]
"""What an edition is read on."""

NONE = "–"
"""What stands for pages, paper and type in a list of editions where one has none."""


@dataclass(frozen=True, slots=True)
class Pages:
    """How many pages an edition may have: `least` to `most`, or as many as it takes; `even` adds a blank last one."""

    least: int = 1
    most: int | None = None
    even: bool = False

    @classmethod
    def of(cls, written: str) -> Pages | None:
        """What `pages` says in brief.yaml; None when it says nothing that can be meant."""
        match = PAGES.fullmatch(written.strip())
        if not match or not (match["most"] or match["even"]) or (match["least"] and not match["most"]):
            return None
        most = int(match["most"]) if match["most"] else None
        least = int(match["least"] or 1)
        return cls(least, most, bool(match["even"])) if most is None or least <= most else None

    def __str__(self) -> str:
        even = ", even" if self.even else ""
        if self.most is None:
            return f"as needed{even}"
        if self.least == self.most:
            return f"{self.most}{even}"
        return f"{f'{self.least} to' if self.least > 1 else 'up to'} {self.most}{even}"


@dataclass(frozen=True, slots=True)
class Edition:
    """What is built, and for what purpose.

    Its text is `type_size` points, no smaller than `smallest` and no larger than `largest` however its pages are
    filled; its notes are `note_size`, no smaller than `smallest_note`. `kin` are the editions that it is: itself
    first, then the one that it is like, and so on. It is set with the page `layout`, and prints the `sections` of these
    names, or those of the `kinds`, or all where there are none; `abridged` says that a section with a short version is
    printed as that.

    One for the screen has no pages, no paper and no sizes of type: its readers choose how large and how wide it is.
    """

    name: str
    purpose: str
    pages: Pages
    type_size: float
    smallest: float
    largest: float
    note_size: float
    smallest_note: float
    pdf: str
    kin: tuple[str, ...]
    paper: PaperName = "us-letter"
    layout: str = "brief.html"
    sections: tuple[str, ...] = ()
    kinds: frozenset[Kind] = frozenset()
    abridged: bool = False
    medium: Medium = "paper"

    @property
    def type(self) -> str:
        """Its type in words: ``10.5 pt, at least 10``."""
        if self.medium == "screen":
            return NONE
        floor = f", at least {self.smallest:g}" if self.smallest < self.type_size else ""
        return f"{self.type_size:g} pt{floor}"

    @property
    def listed(self) -> tuple[str, ...]:
        """What a list of editions says of it: name, pages, paper, type, kind of file, and for what it is."""
        on = (NONE, NONE) if self.medium == "screen" else (str(self.pages), self.paper)
        return (self.name, *on, self.type, self.pdf, self.purpose)

    @property
    def look(self) -> str:
        """The built-in edition whose look and rules it has."""
        return next(name for name in self.kin if name in EDITIONS)


ARCHIVE = "PDF/UA-1, PDF/A-3a"
"""A PDF that reads aloud, and that lasts."""

EDITIONS: Mapping[str, Edition] = {
    edition.name: edition
    for edition in (
        Edition(
            name="full",
            purpose="the staffer's file, email",
            pages=Pages(most=4),
            type_size=10.5,
            smallest=10.5,
            largest=12,
            note_size=9,
            smallest_note=8.5,
            pdf=ARCHIVE,
            kin=("full",),
        ),
        Edition(
            name="handout",
            purpose="the leave-behind: one ask",
            pages=Pages(most=1),
            type_size=10.5,
            smallest=10,
            largest=12,
            note_size=9,
            smallest_note=9,
            pdf=ARCHIVE,
            kin=("handout",),
            layout="handout.html",
            kinds=frozenset({"summary", "recommendations"}),
            abridged=True,
        ),
        Edition(
            name="screen",
            purpose="the web page, phones",
            pages=Pages(),
            type_size=0,
            smallest=0,
            largest=0,
            note_size=0,
            smallest_note=0,
            pdf="HTML",
            kin=("screen", "full"),
            layout="screen.html",
            medium="screen",
        ),
    )
}
"""The editions that are built in, by name."""

AS_FULL = frozenset({"photocopy", "print-shop"})
"""The editions that have as many pages as the full one."""


def editions(settings: Settings) -> Mapping[str, Edition]:
    """The editions that can be built of a brief, by name: the built-in ones, as it has them, then its own."""
    return {name: _made(settings, name) for name in dict.fromkeys((*EDITIONS, *settings.editions))}


def _made(settings: Settings, name: str) -> Edition:
    kin = tuple(lineage(name, {own: of.like for own, of in settings.editions.items()}))
    base = next(EDITIONS[one] for one in kin if one in EDITIONS)
    said = [of for one in kin if (of := settings.editions.get(one))]
    smallest = max([base.smallest, *(size for of in said if (size := points(of.min_type_size)))])
    return replace(
        base,
        name=name,
        purpose=base.purpose if name == base.name else f"as {kin[1]}",
        pages=_pages(settings, kin),
        type_size=max(base.type_size, smallest),
        smallest=smallest,
        kin=kin,
        sections=next((of.sections for of in said if of.sections), ()),
        paper=next((of.paper for of in said if of.paper), settings.paper),
    )


def lineage(name: str, like: Mapping[str, str]) -> Iterator[str]:
    """An edition and those that it is like, the nearest first; `like` says so of a brief's own. Ends in a loop, too."""
    seen: set[str] = set()
    while name and name not in seen:
        seen.add(name)
        yield name
        if name in EDITIONS:
            yield from EDITIONS[name].kin[1:]
            return
        name = like.get(name, "")


def _pages(settings: Settings, kin: tuple[str, ...]) -> Pages:
    """How many pages an edition may have: what it says, or the next of its kin that says so."""
    for name in kin:
        own = settings.editions.get(name, OfEdition())
        if own.pages and (pages := Pages.of(own.pages)):
            return pages
        if name in EDITIONS and name not in AS_FULL:
            return EDITIONS[name].pages
    return Pages()


def points(written: str) -> float | None:
    """A size of type in points; None when it is not written as one."""
    match = POINTS.fullmatch(written.strip())
    return float(match["size"]) if match else None


OTHERWISE = ("title", "subtitle", "series", "ask", "addressee", "printed_links")
"""The settings that an edition may have otherwise."""


def as_edition(brief: Brief, edition: Edition) -> Brief:
    """The brief with the settings that the edition has otherwise, and their places; what it does not say, kin says."""
    settings, origin = brief.settings, dict(brief.origin)
    changed: dict[str, Any] = {}
    for name in reversed(edition.kin):
        own = settings.editions.get(name)
        for key in OTHERWISE if own else ():
            if value := getattr(own, key):
                changed[key] = value
                written = key.replace("_", "-")
                origin[written] = brief.origin[f"editions.{name}.{written}"]
    return replace(brief, settings=replace(settings, **changed), origin=origin) if changed else brief
