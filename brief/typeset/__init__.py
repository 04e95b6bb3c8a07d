"""Typeset: HTML and style sheets become pages, and pages become a PDF, with WeasyPrint.

`Engine` keeps what the next build can use; `typeset` sets the pages; `write` makes the PDF. WeasyPrint's log becomes
`Remark`s and is never printed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any

from brief.model import Condition, Flaw, Inks, Remark, Sheet
from brief.typeset import confined
from brief.typeset.confined import BASE_URL, Fetch
from brief.typeset.ending import ending
from brief.typeset.engine import Engine
from brief.typeset.hear import listening
from brief.typeset.paint import painted
from brief.typeset.pictures import Pictures, as_printed
from brief.typeset.start import load

__all__ = ["Engine", "Rendering", "as_printed", "condition", "engine_name", "typeset", "write"]

INTENT, FOUR_INKS = "sRGB", "device-cmyk"
"""What the engine calls the profiles of the colors of a page: those of a screen, and the inks of a press."""

ARCHIVE: Mapping[str, str] = {"pdf_variant": "pdf/a-3a", "output_intent": INTENT}
"""What the engine is asked for: an archivable PDF (ISO 19005-3, level A) whose colors are sRGB."""

PRESS: Mapping[str, str] = {"pdf_variant": "pdf/x-4", "output_intent": FOUR_INKS}
"""What it is asked for when the inks are those of a press: a PDF for print shops (ISO 15930-7)."""

COLORS = Inks()
"""The inks of most editions: the colors of a screen."""

Retag = Callable[[Any], AbstractContextManager[list[Flaw]]]
"""Takes the engine's document and changes how it is tagged, for a while; gives what could not be made right."""

Finish = Callable[[Any, Any], None]
"""Takes the engine's document and the objects of its PDF."""


@dataclass(frozen=True, slots=True)
class Rendering:
    """Typeset pages, and the HTML that they were set from. Opaque to all but `measure` and the writing of the PDF.

    `part` is less than 1 when text is left for which no pages were set; `stuck` says where the engine got no further.
    """

    html: str
    document: Any
    remarks: tuple[Remark, ...]
    inks: Inks = COLORS
    part: float = 1.0
    stuck: str = ""


def typeset(
    html: str, sheets: Sequence[Sheet], fetch: Fetch, engine: Engine, inks: Inks = COLORS, most: int | None = None
) -> Rendering:
    """Sets `html` in `most` pages at most, under `sheets`, the later ones winning.

    Raises `BriefError` when the engine gives up.
    """
    fetcher = confined.fetcher(BASE_URL, fetch)
    parsed = engine.parsed(sheets, fetch)
    counters = confined.counter_styles(sheet.counters for sheet in parsed)
    pictures = Pictures(BASE_URL, fetcher, engine.prints, inks)
    profiles = {FOUR_INKS: confined.Profile(inks.profile)} if inks.set == "press" else {INTENT: confined.srgb()}
    with listening() as heard, ending(most) as ended:
        page = load().HTML(string=html, base_url=BASE_URL, url_fetcher=fetcher)
        rules = [sheet.rules for sheet in parsed]
        document = page.render(engine.faces, counters, profiles, stylesheets=rules, cache=pictures, **_kind(inks))
    remarks = (*(remark for sheet in parsed for remark in sheet.remarks), *heard)
    return Rendering(html, document, remarks, inks, ended.part, ended.stuck)


def _kind(inks: Inks) -> Mapping[str, str]:
    """The kind of PDF that there is for these inks."""
    return PRESS if inks.set == "press" else ARCHIVE


def write(rendering: Rendering, retag: Retag, finish: Finish) -> tuple[bytes, tuple[Flaw, ...], tuple[Remark, ...]]:
    """The PDF, the flaws in its tags and inks, and what the engine remarked, from style sheets to glyphs.

    `retag` changes how the engine tags it meanwhile, `finish` completes its objects before they are written.
    """
    document, inks = rendering.document, rendering.inks
    if inks.set == "press":
        _without_links(document)
    with listening() as heard, retag(document) as flaws, painted(inks) as transparent:
        pdf: bytes = document.write_pdf(finisher=finish, **_kind(inks))
    found = (*flaws, *(Flaw("transparent", what, "") for what in transparent))
    return pdf, found, tuple(dict.fromkeys((*rendering.remarks, *heard)))


def _without_links(document: Any) -> None:
    """Takes links, bookmarks and forms out of the pages: of use to nobody on paper, and refused in print (PDF/X-4)."""
    for page in document.pages:
        page.links, page.bookmarks, page.anchors, page.forms = [], [], {}, {None: {}}


def condition(profile: bytes) -> Condition:
    """What the profile of a press is for, as it says itself."""
    from brief.typeset import separation  # only a press needs it

    return separation.condition(profile)


def engine_name() -> str:
    """What sets the pages, as a PDF names it."""
    return f"WeasyPrint {load().__version__}"
