"""Rules about the set pages: what the engine remarked on them, and what it does not even remark."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import unescape
from itertools import chain

from brief.check.glyphs import missing
from brief.check.pictures import named
from brief.check.places import source_place
from brief.check.room import used
from brief.check.sheets import remarked
from brief.findings import Finding, Place, editions
from brief.findings import page as page_rules
from brief.findings import pictures as pictures_rules
from brief.model import Box, Brief, Edition, Flaw, Measured, Page, Remark, Sheet, Text, named_lines

TOLERANCE = 0.5
"""Points: a note that begins less than this above the text area of its page begins in it."""

BLANK = 0.4
"""How much of a page a note takes that may not leave as much of the page before it blank."""

SOURCED = re.compile(r'(<thead[^<>]*>)?<[a-z0-9]+ [^<>]*?data-source="([^"]+)"')
"""An element of a section and its ``data-source``, escaped; for a row of a table, also the head right before it."""


def tall(brief: Brief, measured: Measured) -> Iterator[Finding]:
    """No note and no block is higher than the page that it stands on."""
    yield from _tall_notes(brief, measured)
    yield from _tall_blocks(brief, measured)


def _tall_notes(brief: Brief, measured: Measured) -> Iterator[Finding]:
    """The notes that leave their page: the engine splits none, and draws it over what stands there."""
    for page, note in _beyond(measured):
        place = source_place(brief, note.source)
        if note.height > page.bottom - page.top + TOLERANCE:
            yield page_rules.NOTE_TOO_TALL.at(place)
        else:
            yield page_rules.NOTES_TOO_TALL.at(place, page=page.number)


def _beyond(measured: Measured) -> Iterator[tuple[Page, Box]]:
    """The notes that leave the text area of their page, and the pages."""
    for page in measured.pages:
        for box in page.boxes:
            if box.is_note and _leaves(box, page):
                yield page, box


def _leaves(note: Box, page: Page) -> bool:
    return note.y < page.top - TOLERANCE or note.foot > page.bottom + TOLERANCE


def _tall_blocks(brief: Brief, measured: Measured) -> Iterator[Finding]:
    """The blocks that stay whole although they are higher than a page, the first on each page."""
    for page in measured.pages:
        in_text = (box for box in page.boxes if box.source and not box.is_note and "side" not in box.classes)
        blocks = (box for box in in_text if box.height > page.bottom - page.top + TOLERANCE)
        texts = (run for run in page.texts if run.source and run.frame.kind in ("page", "cell"))
        below = (run for run in texts if run.foot > page.bottom + run.height / 2)
        if block := next(chain(blocks, below), None):
            yield page_rules.OVER_THE_FOOT.at(source_place(brief, block.source), page=page.number)


def endless(brief: Brief, texts: Sequence[Text], stuck: str) -> Iterator[Finding]:
    """The pages come to an end. `stuck` is the source of the block, or the name of the section, where they do not."""
    if stuck:
        paths = {text.section.name: text.section.path for text in texts}
        place = source_place(brief, stuck)
        yield page_rules.NEVER_END.at(place or Place(paths.get(stuck, brief.place("title").path)))


def left_blank(brief: Brief, measured: Measured) -> Iterator[Finding]:
    """No page is left blank because a note on the next one, and the text that calls it, have no room on it."""
    blank: Page | None = None  # the first of those before the page
    for page in measured.pages:
        height = page.bottom - page.top
        note = max((box for box in page.boxes if box.is_note), key=lambda box: box.height, default=None)
        wanted = any("break-before" in box.classes for box in page.boxes)
        if blank and note and note.height > BLANK * height and not wanted:
            yield page_rules.NOTE_LEAVES_BLANK.at(source_place(brief, note.source), page=blank.number)
            blank = None
        blank = (blank or page) if used(page) < (1 - BLANK) * height else None


def few(brief: Brief, edition: Edition, measured: Measured) -> Iterator[Finding]:
    """An edition has the pages that brief.yaml wants of it at least; those like it are as long, and not told again."""
    count, least, key = len(measured.pages), edition.pages.least, f"editions.{edition.name}.pages"
    if count < least and key in brief.origin:
        yield editions.TOO_SHORT.at(
            brief.place(key), edition=edition.name, count=count, least=least, most=edition.pages.most
        )


def limits_once(found: Sequence[tuple[Edition, Sequence[Finding]]]) -> Iterator[tuple[Edition, tuple[Finding, ...]]]:
    """What was found in editions; the limit of pages is told of none that is like another which breaks the same one.

    Whoever shortens the full edition has shortened the photocopy.
    """
    limits: dict[str, int | None] = {}
    for edition, findings in found:
        too_long = any(finding.rule == editions.TOO_LONG.id for finding in findings)
        follows = any(limits.get(one) == edition.pages.most for one in edition.kin[1:] if one in limits)
        yield edition, tuple(one for one in findings if not (follows and one.rule == editions.TOO_LONG.id))
        if too_long:
            limits[edition.name] = edition.pages.most


def lost(brief: Brief, html: str, measured: Measured) -> Iterator[Finding]:
    """Each block of the HTML stands on some page: the engine drops the head of a table that has no room above a row."""
    drawn = {box.source for page in measured.pages for box in (*page.boxes, *page.texts)}
    gone = ("", 0, 0)
    for head, escaped in dict.fromkeys(SOURCED.findall(html)):
        source = unescape(escaped)
        name, first, last = named_lines(source) or ("", 1, 1)
        within = name == gone[0] and gone[1] <= first and last <= gone[2]
        if source not in drawn and not within:
            yield (page_rules.HEAD_LOST if head else page_rules.LOST).at(source_place(brief, source))
            gone = name, first, last


def torn(brief: Brief, sources: Iterator[str]) -> Iterator[Finding]:
    """The side notes that could not be kept whole beside their text."""
    return (page_rules.SIDE_NOTE_TORN.at(source_place(brief, source)) for source in dict.fromkeys(sources))


RULES_OF_FLAWS = {
    "lost": page_rules.NOT_READ_ALOUD,
    "picture": pictures_rules.PICTURE_WITHOUT_WORDS,
    "heading": page_rules.HEADING_SKIPS,
    "note": page_rules.NOTE_LOST,
    "structure": page_rules.STRUCTURE_WRONG,
}
"""The rules about flaws, by their kinds."""


def unheard(brief: Brief, flaws: Sequence[Flaw]) -> Iterator[Finding]:
    """What would keep the edition from being read aloud right, as PDF/UA asks for."""
    of_tags = (flaw for flaw in flaws if flaw.kind in RULES_OF_FLAWS)
    return (RULES_OF_FLAWS[flaw.kind].at(source_place(brief, flaw.source), words=flaw.words) for flaw in of_tags)


def remarks(brief: Brief, texts: Sequence[Text], sheets: Sequence[Sheet], heard: Sequence[Remark]) -> Iterator[Finding]:
    """The engine's remarks as findings, each with the place in the source where that can be known, each once."""
    yield from missing(brief, texts, [remark.text for remark in heard if remark.kind == "glyph"])
    others = (remark for remark in heard if remark.kind != "glyph")
    yield from dict.fromkeys(_finding(brief, texts, sheets, remark) for remark in others)


def _finding(brief: Brief, texts: Sequence[Text], sheets: Sequence[Sheet], remark: Remark) -> Finding:
    pictures = named(brief, texts) if remark.kind == "file" else ()
    if place := next((place for picture, place in pictures if picture == remark.text), None):
        return pictures_rules.IMAGE_UNREADABLE.at(place, image=remark.text, reason="it cannot be drawn")
    return remarked(brief, sheets, remark)
