"""Checks of the set pages: what the engine remarked on, and what it did without a remark."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from itertools import chain

from brief.check.context import EditionPages
from brief.check.pictures import pictures_named
from brief.check.places import source_place
from brief.check.room import used
from brief.check.sheets import remarked
from brief.findings import Finding, Place
from brief.findings import page as rules
from brief.findings import pictures as pictures_rules
from brief.model import Page, Remark, named_lines

TOLERANCE = 0.5
"""The points by which a note may leave the text area of its page."""

BLANK = 0.4
"""The share of a page that a note must take, and leave blank on the page before, to be worth a finding."""

SOURCED = re.compile(r'(<thead[^<>]*>)?<[a-z0-9]+ [^<>]*?data-source="([^"]+)"')
"""An element of a section and its ``data-source``, escaped; for a row of a table, also the head right before it."""


def endless(pages: EditionPages) -> Iterator[Finding]:
    """Pages that never come to an end."""
    if pages.stuck:
        paths = {text.section.name: text.section.path for text in pages.texts}
        place = source_place(pages.brief, pages.stuck)
        yield rules.NEVER_END.at(place or Place(paths.get(pages.stuck, pages.brief.place("title").path)))


def too_tall(pages: EditionPages) -> Iterator[Finding]:
    """Notes and blocks that do not fit on their page."""
    yield from _tall_notes(pages)
    yield from _tall_blocks(pages)


def _tall_notes(pages: EditionPages) -> Iterator[Finding]:
    """Notes that leave the text area of their page: the engine never breaks a note, and draws it over other content."""
    for page in pages.measured.pages:
        for note in (box for box in page.boxes if box.is_note):
            place = source_place(pages.brief, note.source)
            if page.top - TOLERANCE <= note.y and note.foot <= page.bottom + TOLERANCE:
                continue
            if note.height > page.bottom - page.top + TOLERANCE:
                yield rules.NOTE_TOO_TALL.at(place)
            else:
                yield rules.NOTES_TOO_TALL.at(place, page=page.number)


def _tall_blocks(pages: EditionPages) -> Iterator[Finding]:
    """The first block on each page that is not broken although it is higher than the page or runs over its foot."""
    for page in pages.measured.pages:
        in_text = (box for box in page.boxes if box.source and not box.is_note and "side" not in box.classes)
        blocks = (box for box in in_text if box.height > page.bottom - page.top + TOLERANCE)
        texts = (run for run in page.texts if run.source and run.frame.kind in ("page", "cell"))
        below = (run for run in texts if run.foot > page.bottom + run.height / 2)
        if block := next(chain(blocks, below), None):
            yield rules.OVER_THE_FOOT.at(source_place(pages.brief, block.source), page=page.number)


def left_blank(pages: EditionPages) -> Iterator[Finding]:
    """Pages left largely blank because a note and the text that calls it had no room on them and moved on."""
    blank: Page | None = None  # the first of the blank pages right before this one
    for page in pages.measured.pages:
        height = page.bottom - page.top
        note = max((box for box in page.boxes if box.is_note), key=lambda box: box.height, default=None)
        wanted = any("break-before" in box.classes for box in page.boxes)
        if blank and note and note.height > BLANK * height and not wanted:
            yield rules.NOTE_LEAVES_BLANK.at(source_place(pages.brief, note.source), page=blank.number)
            blank = None
        blank = (blank or page) if used(page) < (1 - BLANK) * height else None


def unprinted(pages: EditionPages) -> Iterator[Finding]:
    """Blocks of the HTML that are on no page, such as the head of a table, dropped because a row leaves no room."""
    drawn = {box.source for page in pages.measured.pages for box in (*page.boxes, *page.texts)}
    file, begin, end = "", 0, 0  # the last block that is missing
    for head, escaped in dict.fromkeys(SOURCED.findall(pages.html)):
        source = unescape(escaped)
        name, first, last = named_lines(source) or ("", 1, 1)
        within = name == file and begin <= first and last <= end
        if source not in drawn and not within:
            yield (rules.HEAD_LOST if head else rules.LOST).at(source_place(pages.brief, source))
            file, begin, end = name, first, last


def torn_side_notes(pages: EditionPages) -> Iterator[Finding]:
    """Side notes that could not be kept whole beside their text."""
    for source in dict.fromkeys(pages.torn):
        yield rules.SIDE_NOTE_TORN.at(source_place(pages.brief, source))


RULES_OF_FLAWS = {
    "lost": rules.NOT_READ_ALOUD,
    "picture": pictures_rules.PICTURE_WITHOUT_WORDS,
    "heading": rules.HEADING_SKIPS,
    "note": rules.NOTE_LOST,
    "structure": rules.STRUCTURE_WRONG,
}
"""The rule that a flaw breaks, by its kind."""


def unheard(pages: EditionPages) -> Iterator[Finding]:
    """Flaws for which an edition could not be read aloud as PDF/UA requires."""
    for flaw in pages.flaws:
        if flaw.kind in RULES_OF_FLAWS:
            yield RULES_OF_FLAWS[flaw.kind].at(source_place(pages.brief, flaw.source), words=flaw.words)


def engine_remarks(pages: EditionPages) -> Iterator[Finding]:
    """The engine's remarks, except on missing glyphs: each once, with its place in the source if that is known."""
    others = (remark for remark in pages.remarks if remark.kind != "glyph")
    yield from dict.fromkeys(_finding(pages, remark) for remark in others)


def _finding(pages: EditionPages, remark: Remark) -> Finding:
    named = pictures_named(pages.brief, pages.texts) if remark.kind == "file" else ()
    if place := next((place for picture, place in named if picture == remark.text), None):
        return pictures_rules.IMAGE_UNREADABLE.at(place, image=remark.text, reason="it cannot be drawn")
    return remarked(pages.brief, pages.look, remark)
