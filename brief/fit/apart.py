"""Finds what belongs together but is separated on the pages, and which block to move.

The engine separates some things that a reader wants together. Each is mended by beginning a page a little earlier, or
by moving an exhibit behind the text that follows it:

- it breaks side notes over two pages although their style forbids it, or moves them away from their text;
- it breaks what is said of an author beside the text;
- it leaves a heading alone at the foot of a page when a side note stands between it and its text;
- it leaves the first line of a comment, which is the name of its author, at the foot of a page;
- it moves a note to the next page, away from its call, where `typeset/blocks` has not prevented it;
- it leaves a page empty before a full one, when the block after the full page must stay whole and calls a note;
- it leaves the foot of a page or a column empty, where what stays whole has no room (`holes`);
- it breaks recommendations over two pages that would fit on one;
- it leaves one item of a list, in large print, at the foot of a page, although the list would fit on the next;
- it leaves a figure alone on the last page.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from brief.fit.holes import (
    IN_MARGIN,
    MOST_EMPTY,
    NO_PAGE,
    before_a_lone_exhibit,
    into_columns,
    into_hole,
    is_call,
    left_empty,
    too_large,
)
from brief.fit.pages import TOLERANCE, cards, colophon
from brief.model import HEADINGS, Box, Measured, Move, Page, Run

BEGUN = 30.0
"""Points, about two lines: a comment that continues on the next page has hardly begun below this height."""

FEW_PAGES = 20
"""The most pages of an edition in which a single item moves to the others; in a longer one, holes take all the time."""


def stands_apart(measured: Measured) -> Iterator[Move]:
    """The moves that would mend the pages, in page order; first those that matter most."""
    for source in _behind_empty_pages(measured):
        yield Move(source)
    pages, after = measured.pages, [*measured.pages[1:], NO_PAGE, NO_PAGE]
    for before, page, following, third in zip([NO_PAGE, *pages], pages, after, after[1:], strict=False):
        yield from into_hole(before, page, following, third)
        yield from into_columns(page, following)
        yield from too_large(page, following)
        torn = (*torn_notes(page), *_torn_card(page))
        for source in (*torn, *_lone_heading(page), *_begun(page), *_asks(page, following)):
            yield Move(source)
        if _calls(page) - _notes(page):
            for source in _first_block(following, page):
                yield Move(source)
    for page, last in zip(measured.pages[-2:], measured.pages[-1:], strict=False):
        for source in before_a_lone_exhibit(page, last):
            yield Move(source)
    if len(pages) <= FEW_PAGES:
        for page, following in pairwise(pages):
            yield from map(Move, _lone_item(page, following))


def _begun(page: Page) -> Iterator[str]:
    """The sources of comments of which hardly anything is at the foot of a page."""
    comments = (box for box in page.boxes if "comment" in box.classes)
    return (box.source for box in comments if box.continues and box.height < BEGUN)


def _torn_card(page: Page) -> Iterator[str]:
    """The source of the title above authors whose names are beside the text, if one of these runs over the page."""
    title = ""
    for box in page.boxes:
        title = box.source if box.tag == "h2" else title
        if "card" in box.classes and box.continues and "group" not in box.classes:
            yield title
            return


def _asks(page: Page, following: Page) -> Iterator[str]:
    """The source of the heading that should begin the next page, so that recommendations stay together.

    It is the heading of the whole section, or else that of one addressee. The heading of the first addressee moves
    together with that of the section.
    """
    height, blocks = page.bottom - page.top, [box for box in page.boxes if box.source]
    whole = next((box for box in page.boxes if "recommendations" in box.classes), None)
    for name in ("recommendations", "addressee"):
        begun = next((box for box in page.boxes if name in box.classes and box.continues), None)
        rest = next((box for box in following.boxes if name in box.classes), None)
        if begun is None or rest is None or rest.continues or begun.height + rest.height > height:
            continue
        at = next((at for at, box in enumerate(blocks) if begun.holds(box) and box.tag in HEADINGS), None)
        if at is None:
            continue
        head = blocks[at - 1] if at and blocks[at - 1].tag == "h2" else blocks[at]
        top = whole.y if whole and head.tag == "h2" else begun.y
        if left_empty(page, top) <= MOST_EMPTY * height:
            yield head.source
            return


def _lone_item(page: Page, following: Page) -> Iterator[str]:
    """The source of a list of which a page has one item and the next page all others, if it has room for that, too."""
    blocks = [box for box in page.boxes if box.source and not box.among_notes]
    for at, begun in enumerate(blocks):
        items = {box.source for box in page.boxes if box.tag == "li" and begun.holds(box)}
        rest = next((box for box in following.boxes if box.source == begun.source), None)
        if begun.tag not in ("ul", "ol") or not begun.continues or len(items) > 1 or rest is None or rest.continues:
            continue
        top = blocks[at - 1].y if at and blocks[at - 1].tag in HEADINGS else begun.y
        height = page.bottom - page.top
        if begun.height + rest.height <= height and left_empty(page, top) <= MOST_EMPTY * height:
            yield begun.source


def torn_notes(page: Page) -> Iterator[str]:
    """The sources of side notes that run over the foot of their column, are broken, or are not beside their text.

    The column ends with the text area of the page, or above a card or the colophon at its foot.
    """
    wrapper = None
    foot = min((colophon(page), *(card.y for card in cards(page))))
    for box in page.boxes:
        if "beside" in box.classes:
            wrapper = box
        elif "side" in box.classes:
            over = box.foot > foot + TOLERANCE
            left = wrapper is not None and wrapper.height < TOLERANCE
            if box.continues or over or left:
                yield box.source


def _lone_heading(page: Page) -> Iterator[str]:
    """The source of a heading with nothing below or beside it."""
    sides = [box for box in page.boxes if IN_MARGIN.intersection(box.classes)]
    blocks = (box for box in page.boxes if box.source and "footnote" not in box.classes)
    in_text = [box for box in blocks if not any(_holds(side, box) for side in sides)]
    if in_text:
        last = max(in_text, key=lambda box: (box.foot, box.y))
        is_beside = any(last.y - TOLERANCE < box.y < last.foot for box in in_text if box is not last)
        has_text = is_beside or any(_is_below(run, last, page) for run in page.texts)
        if last.tag in HEADINGS and not has_text:
            yield last.source


def _is_below(run: Run, heading: Box, page: Page) -> bool:
    """Whether a run of text in the text area is below a heading; runs without a source, such as an author, count."""
    return run.frame.kind in ("page", "cell") and heading.foot <= run.y + TOLERANCE and run.foot <= page.bottom


def _holds(side: Box, box: Box) -> bool:
    """Whether a box is a side note or a part of it."""
    across = side.x <= box.x and box.right <= side.right + TOLERANCE
    return across and side.y <= box.y <= side.foot


def _behind_empty_pages(measured: Measured) -> Iterator[str]:
    """The sources of the blocks that begin the second page after an empty one."""
    for page, full, following in zip(measured.pages, measured.pages[1:], measured.pages[2:], strict=False):
        if _is_empty(page) and any(box.source for box in full.boxes):
            yield from _first_block(following, full)


def _is_empty(page: Page) -> bool:
    """Whether a page has no block of a section, and no text besides the masthead."""
    mastheads = [box for box in page.boxes if "masthead" in box.classes]
    runs = (run for run in page.texts if run.frame.kind in ("page", "cell"))
    below = (run for run in runs if not any(masthead.holds(run) for masthead in mastheads))
    return not any(box.source for box in page.boxes) and not any(below)


def _calls(page: Page) -> set[str]:
    return {box.name for box in page.boxes if is_call(box)}


def _notes(page: Page) -> set[str]:
    return {box.name for box in page.boxes if box.is_note}


def _first_block(page: Page, before: Page) -> Iterator[str]:
    """The source of the first block of a page, unless it takes a quarter or more of the page before."""
    first = next((box.source for box in page.boxes if box.source and box.height >= TOLERANCE), None)
    begun = sum(box.height for box in before.boxes if box.source == first)
    if first and begun < (before.bottom - before.top) / 4:
        yield first
