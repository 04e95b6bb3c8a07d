"""Typeset: HTML and style sheets become pages, and pages become a PDF, with WeasyPrint.

`Engine` keeps what the next build can use; `typeset` sets the pages; `with_words` exchanges words on them; `write`
makes the PDF, `draw` a PDF of one page for a screen. WeasyPrint's log becomes `Remark`s and is never printed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from copy import copy
from dataclasses import dataclass, replace
from functools import partial
from threading import RLock
from typing import Any

from brief.model import Condition, Flaw, Inks, Remark, Sheet, may_be_followed
from brief.typeset import confined
from brief.typeset.confined import BASE_URL, Fetch
from brief.typeset.ending import limited_to
from brief.typeset.engine import Engine
from brief.typeset.exchanged import Exchange
from brief.typeset.hear import listening, translated
from brief.typeset.memory import DoubtError, Recent, memory_for, remembering
from brief.typeset.paint import painted
from brief.typeset.pictures import Pictures, as_printed
from brief.typeset.replaced import tagging
from brief.typeset.reused import MARKS
from brief.typeset.start import load

__all__ = [
    "Engine",
    "Exchange",
    "Rendering",
    "as_printed",
    "condition",
    "draw",
    "engine_name",
    "exchange",
    "translated",
    "typeset",
    "with_words",
    "write",
]

INTENT, FOUR_INKS = "sRGB", "device-cmyk"
"""WeasyPrint's names for the color profiles: of a screen, and of the four inks of a press."""

ARCHIVE: Mapping[str, str] = {"pdf_variant": "pdf/a-3a", "output_intent": INTENT}
"""The options for an archivable PDF (ISO 19005-3, level A) in sRGB."""

PRESS: Mapping[str, str] = {"pdf_variant": "pdf/x-4", "output_intent": FOUR_INKS}
"""The options for a PDF for print shops (ISO 15930-7)."""

ONE_AT_A_TIME = RLock()
"""The lock for setting and writing pages, during which parts of WeasyPrint are replaced and its log is read.

Only one document can be set or written at a time; a second build in the same process waits.
"""

COLORS = Inks()
"""The inks of most editions: the colors of a screen."""

Tags = Callable[[Any], tuple[type[Any], Callable[..., None], list[Flaw]]]
"""Takes WeasyPrint's document; returns a class of streams and a function that adds tags, to be used in place of
WeasyPrint's, and the list that these fill with the flaws in the tags."""

Finish = Callable[[Any, Any], None]
"""Takes WeasyPrint's document and the objects of its PDF, and completes these."""


@dataclass(frozen=True, slots=True)
class Rendering:
    """Typeset pages, and the HTML that they were set from. `document` is WeasyPrint's.

    `part` is the share of the text that is on the pages, below 1 if the engine was stopped. `stuck` is the
    ``data-source`` at which the engine no longer advanced, empty if it did. `marks` has a number for each page. Pages
    with the same mark look the same, also in an earlier rendering under the same style sheets.
    """

    html: str
    document: Any
    remarks: tuple[Remark, ...]
    inks: Inks = COLORS
    part: float = 1.0
    stuck: str = ""
    marks: tuple[int, ...] = ()


def typeset(
    html: str, sheets: Sequence[Sheet], fetch: Fetch, engine: Engine, inks: Inks = COLORS, most: int | None = None
) -> Rendering:
    """The pages of `html` under `sheets`, of which later ones win; only the first `most` pages, or all for None.

    Raises `BriefError` when WeasyPrint fails.
    """
    fetcher = confined.fetcher(BASE_URL, fetch)
    with ONE_AT_A_TIME:
        parsed = engine.parsed(sheets, fetch)
        rules = [sheet.rules for sheet in parsed]
        counters = confined.counter_styles(sheet.counters for sheet in parsed)
        pictures = Pictures(BASE_URL, fetcher, engine.prints, inks)
        profiles = _profiles(inks)
        with listening() as remarks, limited_to(most) as ended:
            page = _parsed(html, engine)
            page.url_fetcher = fetcher
            options = {"stylesheets": rules, "cache": pictures, **_variant(inks)}
            render = partial(page.render, engine.faces, counters, profiles, **options)
            document = remembering(engine.faces, remarks, render)
            if remarks:
                engine.faces.memory.forget()  # the next document has to get these remarks too
    page.url_fetcher = None  # what is kept holds on to no files
    document.metadata.attachments = []  # a layout may name any file of the brief; `finish` attaches what is asked for
    if not engine.keeps_boxes:
        vars(document._html).pop("set_from", None)
    _clean(document)
    of_sheets = (remark for sheet in parsed for remark in sheet.remarks)
    marks = tuple(getattr(page._page_box, "mark", None) or next(MARKS) for page in document.pages)
    return Rendering(html, document, (*of_sheets, *remarks), inks, ended.part, ended.stuck, marks)


def _parsed(html: str, engine: Engine) -> Any:
    """The HTML as WeasyPrint parses it; the same when it is set again, unless the engine keeps the boxes of each."""
    memory = None if engine.keeps_boxes else memory_for(engine.faces)
    page = memory.parsed.get(html) if memory else None
    if page is None:
        page = load().HTML(string=html, base_url=BASE_URL)
        if memory:
            memory.parsed.put(html, page)
    return page


def _forget_parsed(document: Any) -> None:
    """Forgets the HTML of a document that is about to be drawn, since WeasyPrint changes the drawings in it."""
    if memory := memory_for(document.font_config):
        memory.parsed = Recent(1)


def exchange(rendering: Rendering) -> Exchange | None:
    """An exchange of words on pages; None if the engine keeps no boxes, was stopped, or made remarks on them."""
    html, is_whole = rendering.document._html, rendering.part == 1 and not (rendering.stuck or rendering.remarks)
    return Exchange(rendering.document, rendering.html) if is_whole and hasattr(html, "set_from") else None


def with_words(rendering: Rendering, words: Exchange, html: str) -> Rendering | None:
    """The pages of a rendering with the words of `html` in place of its own; None if they must be set as usual."""
    from brief.parts import Page

    document = rendering.document
    with ONE_AT_A_TIME:
        try:
            boxes = words.pages(html)
        except (Exception, DoubtError):  # they are then set as usual, which reports what is wrong
            return None
    if boxes is None:
        return None
    pages = [Page(box) for box, _ in boxes]
    others = document.metadata, document.url_fetcher, document.font_config
    document = type(document)(pages, *others, _profiles(rendering.inks), document.output_intent)
    _clean(document)
    marks = tuple(mark or before for (_, mark), before in zip(boxes, rendering.marks, strict=True))
    return replace(rendering, html=html, document=document, marks=marks)


def _profiles(inks: Inks) -> dict[str, Any]:
    """The color profiles of a document, by WeasyPrint's names."""
    return {FOUR_INKS: confined.Profile(inks.profile)} if inks.set == "press" else {INTENT: confined.srgb()}


def _clean(document: Any) -> None:
    """Removes wrong links, and the rule above the notes on pages whose only note is the colophon, with its own rule."""
    from brief.parts import boxes

    for page in document.pages:
        _remove_wrong_links(page)
        for area in page._page_box.children:
            if isinstance(area, boxes.FootnoteAreaBox) and all(box.element_tag == "footer" for box in area.children):
                area.border_top_width = 0


def _remove_wrong_links(page: Any) -> None:
    """Removes links that lead nowhere on paper, such as those to a file, or that no reader should follow."""
    for link in list(page.links):
        kind, target, _, box = link
        if kind != "internal" and (target.startswith(BASE_URL) or not may_be_followed(target)):
            page.links.remove(link)
            box.link = None


def _variant(inks: Inks) -> Mapping[str, str]:
    """The options for a PDF in these inks: for print shops if they are those of a press, otherwise archivable."""
    return PRESS if inks.set == "press" else ARCHIVE


def write(
    rendering: Rendering, tags: Tags | None, finish: Finish
) -> tuple[bytes, tuple[Flaw, ...], tuple[Remark, ...]]:
    """The PDF, the flaws in its tags and inks, and all remarks, from style sheets to glyphs.

    It has no tags if `tags` is None. `finish` completes its objects.
    """
    document, inks = rendering.document, rendering.inks
    _forget_parsed(document)
    if inks.set == "press":
        _without_links(document)
    with ONE_AT_A_TIME, listening() as remarks, _tagged(document, tags) as flaws, painted(inks) as transparent:
        write_pdf = partial(document.write_pdf, finisher=finish, **_variant(inks))
        pdf: bytes = remembering(document.font_config, remarks, write_pdf)
    found = (*flaws, *(Flaw("transparent", what, "") for what in transparent))
    return pdf, found, tuple(dict.fromkeys((*rendering.remarks, *remarks)))


@contextmanager
def _tagged(document: Any, tags: Tags | None) -> Iterator[list[Flaw]]:
    """Within the block, the document is written with these tags; yields the list of flaws in them."""
    if tags is None:
        yield []
        return
    streams, add_tags, flaws = tags(document)
    with tagging(streams, add_tags):
        yield flaws


def draw(rendering: Rendering, number: int) -> bytes:
    """An uncompressed PDF of one page for a screen, without links and tags. Pages are numbered from 1."""
    document = rendering.document.copy([copy(rendering.document.pages[number - 1])])
    _forget_parsed(document)
    _without_links(document)
    document.color_profiles, document.output_intent = {}, None  # a screen needs no color profile
    with ONE_AT_A_TIME, listening() as remarks, painted(rendering.inks):
        write_pdf = partial(document.write_pdf, uncompressed_pdf=True)  # it is read at once, on this machine
        pdf: bytes = remembering(document.font_config, remarks, write_pdf)
    return pdf


def _without_links(document: Any) -> None:
    """Removes links, bookmarks and forms from the pages: interactive parts, such as PDF/X-4 forbids."""
    for page in document.pages:
        page.links, page.bookmarks, page.anchors, page.forms = [], [], {}, {None: {}}


def condition(profile: bytes) -> Condition:
    """The printing condition that a press's profile describes."""
    from brief.typeset import separation  # only a press needs it

    return separation.condition(profile)


def engine_name() -> str:
    """The name and version of the engine, for the PDF's metadata."""
    return f"WeasyPrint {load().__version__}"
