"""Rules about what only paper asks for: pictures with enough pixels, addresses that need not be pressed."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from itertools import chain

from brief.check.pictures import named
from brief.check.places import printed_addresses, printed_at, source_place
from brief.findings import Finding, Place, pictures
from brief.findings import page as page_rules
from brief.findings.nearest import shortened
from brief.model import Brief, Edition, Measured, Photograph, Text, named_lines, tracking

LEAST = 200
"""Pixels to the inch under which a photograph looks coarse on paper."""

SMALLEST = 1.0
"""Centimetres under which it is no way out to print a photograph smaller."""


PASSWORD = re.compile(r"https?://(?P<both>(?P<user>[^/?#:@]+):[^/?#@]+@)", re.IGNORECASE)
"""How an address begins that has a user and a password in it (RFC 3986, 3.2.1)."""


def coarse(brief: Brief, texts: Sequence[Text], edition: Edition, measured: Measured) -> Iterator[Finding]:
    """Each photograph has enough pixels for the size at which it is printed; of one place the coarsest is told.

    Where all is printed larger, for eyes that see less of it, as many pixels do for as much of the picture.
    """
    least = math.floor(LEAST / edition.enlargement)
    places = list(named(brief, texts))
    found: dict[tuple[str, Place | None], list[Photograph]] = {}
    for photograph in (one for page in measured.pages for one in page.photographs):
        if round(photograph.density) < least:
            found.setdefault((photograph.name, _place(brief, photograph, places)), []).append(photograph)
    for (name, place), photographs in found.items():
        photograph = min(photographs, key=lambda one: one.density)
        inches = photograph.pixels[0] / photograph.density
        yield pictures.IMAGE_COARSE.at(
            place,
            image=name,
            width=f"{inches * 2.54:.1f}".removesuffix(".0"),
            density=round(photograph.density),
            pixels=math.ceil(round(inches * least, 3)),
            otherwise=_smaller(photograph),
            least=least,
        )


def _smaller(photograph: Photograph) -> str:
    """The width at which it would do, in whole or half centimetres; nothing where that is no way out.

    An editor sets the size of what stands in a section; that of logos and portraits is the house's.
    """
    width = math.floor(2 * photograph.pixels[0] / LEAST * 2.54) / 2
    return (
        pictures.IMAGE_COARSE_OTHERWISE.format(width=f"{width:g}")
        if photograph.box.source and width >= SMALLEST
        else ""
    )


def _place(brief: Brief, photograph: Photograph, places: Sequence[tuple[str, Place]]) -> Place | None:
    """Where the brief names a photograph that stands on a page, if it does so itself."""
    name, first, last = named_lines(photograph.box.source) or ("brief.yaml", 1, math.inf)
    mine = [place for picture, place in places if picture == photograph.name]
    within = (place for place in mine if place.path == brief.folder / name and first <= (place.line or 0) <= last)
    return next(within, None) or source_place(brief, photograph.box.source) or next(iter(mine), None)


def tracked(brief: Brief, texts: Sequence[Text]) -> Iterator[Finding]:
    """No address says who follows it: a reader would take that along unasked, and paper has no use for it."""
    settings = brief.settings
    keys = {f"organisation.{index}.url": one.url for index, one in enumerate(settings.organisation)}
    in_settings = printed_at(brief, {**keys, "web-address": settings.web_address})
    for address, place in chain(in_settings, printed_addresses(texts)):
        if parameters := tracking(address):
            yield page_rules.LINK_TRACKS.at(place(parameters[0]), parameters=shortened(", ".join(parameters)))


def signing_in(texts: Sequence[Text]) -> Iterator[Finding]:
    """No address has a password in it, which each copy of the brief would give away; brief.yaml takes none."""
    for address, place in printed_addresses(texts):
        if match := PASSWORD.match(address):
            yield page_rules.LINK_PASSWORD.at(place(match["both"]), user=shortened(match["user"]))
