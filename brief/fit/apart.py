"""Finds what belongs together but is separated on the pages, and which block to move.

The engine separates some things that a reader wants together. Each is mended by beginning a page a little earlier, or
by moving an exhibit behind the text that follows it:

- it breaks side notes over two pages although their style forbids it, or moves them away from their text;
- it leaves a heading alone at the foot of a page when a side note stands between it and its text;
- it leaves the first line of a comment, which is the name of its author, at the foot of a page;
- it moves a note to the next page, away from its call, where `typeset/blocks` has not prevented it;
- it leaves a page empty before a full one, when the block after the full page must stay whole and calls a note;
- it leaves the foot of a page empty when a figure or table has no room there, although text follows that could fill it,
  or the photograph of the figure could be a little smaller;
- it leaves more than a third of a page empty before a table or recommendations that stay whole;
- it breaks recommendations over two pages that would fit on one;
- it leaves a figure alone on the last page.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from brief.fit.pages import TOLERANCE, cards, colophon, filled
from brief.model import Box, Measured, Move, Page, Run

BEGUN = 30.0
"""Points, about two lines: a comment that continues on the next page has hardly begun below this height."""

IN_MARGIN = frozenset({"side", "comment"})
"""The classes of boxes in the margin."""

HEADINGS = {"h2", "h3", "h4", "h5", "h6"}

HOLE = 0.1
"""The least part of the height of a page, empty at its foot, that is a hole for text to fill."""

MOST_EMPTY = 1 / 3
"""The largest part of a page that is left empty to keep things together."""

SMALLEST = 0.6
"""The least part of its height at which a photograph is set smaller to fit at the foot of a page."""

ABOVE_EXHIBIT = 36.0
"""Points of white above an exhibit, at most; at the top of a page there is none."""

TEXTS = frozenset({"p", "ul", "ol", "dl", "blockquote"})
"""The elements that an exhibit is moved behind."""


def stands_apart(measured: Measured) -> Iterator[Move]:
    """The moves that would mend the pages, in page order."""
    for source in _behind_empty_pages(measured):
        yield Move(source)
    for page, following in pairwise((*measured.pages, Page(0, 0, 0, 0, 0, ()))):
        yield from _into_hole(page, following)
        yield from _too_large(page, following)
        for source in (*torn_notes(page), *_lone_heading(page), *_begun(page), *_asks(page, following)):
            yield Move(source)
        if _calls(page) - _notes(page):
            for source in _first_block(following, page):
                yield Move(source)
    for page, last in zip(measured.pages[-2:], measured.pages[-1:], strict=False):
        for source in _before_a_lone_exhibit(page, last):
            yield Move(source)


def _begun(page: Page) -> Iterator[str]:
    """The sources of comments of which hardly anything is at the foot of a page."""
    comments = (box for box in page.boxes if "comment" in box.classes)
    return (box.source for box in comments if box.continues and box.height < BEGUN)


def empty_foot(page: Page) -> float:
    """The height in points between the text of a page and its notes, or its foot."""
    notes = min((box.y for box in page.boxes if box.among_notes), default=page.bottom)
    return notes - _foot_of_text(page, page.bottom)


def _foot_of_text(page: Page, above: float) -> float:
    """The foot of the last text or picture above a height, judged by its middle, since lines overlap a little."""
    runs = (run for run in (*page.texts, *page.pictures) if run.frame.kind in ("page", "cell"))
    return max((run.foot for run in runs if (run.y + run.foot) / 2 < above), default=page.top)


def _into_hole(page: Page, following: Page) -> Iterator[Move]:
    """The moves that fill the empty foot of a page, when an exhibit at the top of the next page has no room there."""
    hole, boxes = empty_foot(page), _first_blocks(following)
    exhibit = _first_exhibit(boxes)
    if exhibit is None or hole < HOLE * (page.bottom - page.top):
        return
    if blocks := _filling(hole, boxes, exhibit):
        yield Move(exhibit.source, blocks=blocks, hole=hole)
    pictures = [photograph.box for photograph in following.photographs if exhibit.holds(photograph.box)]
    if len(pictures) == 1:
        height = pictures[0].height - (exhibit.height + ABOVE_EXHIBIT - hole)
        if SMALLEST * pictures[0].height <= height < pictures[0].height:
            yield Move(exhibit.source, height=round(height, 1), hole=hole)


def _too_large(page: Page, following: Page) -> Iterator[Move]:
    """The move that breaks a table, or what one addressee is asked, which has left too much of a page empty."""
    hole = empty_foot(page)
    if hole <= MOST_EMPTY * (page.bottom - page.top):
        return
    exhibit = _first_exhibit(_first_blocks(following))
    if exhibit is not None and "table" in exhibit.classes:
        yield Move(exhibit.source, breaks=True, hole=hole)
    blocks = [box for box in following.boxes if box.source and box.height > TOLERANCE]
    group = next((box for box in following.boxes if "addressee" in box.classes), None)
    head = next((box for box in blocks if group is not None and group.holds(box)), None)
    if head is not None and all(box.tag in HEADINGS for box in blocks[: blocks.index(head) + 1]):
        yield Move(head.source, breaks=True, hole=hole)


def _first_blocks(page: Page) -> Sequence[Box]:
    """The blocks of a page without the headings and introductions at its top, which are kept with what follows."""
    boxes = [box for box in page.boxes if (box.source or _is_beside(box)) and box.height > TOLERANCE]
    while boxes and (boxes[0].tag in HEADINGS or "introduces" in boxes[0].classes):
        boxes = [box for box in boxes[1:] if not boxes[0].holds(box)]
    return boxes


def _first_exhibit(boxes: Sequence[Box]) -> Box | None:
    """The exhibit that is the first of these boxes, or in the wrapper that is; None if another block is the first."""
    for box in boxes:
        if _is_exhibit(box):
            return box
        if not boxes[0].holds(box) or not _is_beside(boxes[0]):
            break
    return None


def _filling(hole: float, boxes: Sequence[Box], exhibit: Box) -> int:
    """How many blocks after an exhibit, in the first of `boxes`, fill a hole, in points; 0 when none can move there."""
    below, filled_by, blocks = boxes[0].foot, 0.0, 0
    for box in boxes[1:]:
        if box.y < below - 1 or filled_by >= hole:
            continue
        if not _is_beside(box) and (box.tag not in TEXTS or _file(box) != _file(exhibit)):
            break
        below, filled_by, blocks = box.foot, filled_by + box.height, blocks + 1
    return blocks


def fuller_last(measured: Measured, least: float) -> Move | None:
    """The move that makes the last page at least so full: the last title that can begin it; None if no title can.

    The page before loses what stands below that title, and may not lose too much.
    """
    if len(measured.pages) == 1:
        return None
    page, last = measured.pages[-2:]
    height = page.bottom - page.top
    for title in reversed([box for box in page.boxes if box.tag == "h2" and box.source and not box.continues]):
        if _left_empty(page, title.y) > MOST_EMPTY * height:
            return None
        if filled(last) + (_foot_of_text(page, page.bottom) - title.y) / height >= least:
            return Move(title.source)
    return None


def _before_a_lone_exhibit(page: Page, last: Page) -> Iterator[str]:
    """The source of the last paragraph or list before an exhibit that is alone on the last page."""
    before, blocks = ([box for box in one.boxes if box.source and not box.among_notes] for one in (page, last))
    if before and blocks and _is_exhibit(blocks[0]) and all(map(blocks[0].holds, blocks)):
        text, most = before[-1], MOST_EMPTY * (page.bottom - page.top)
        if text.tag in TEXTS and _file(text) == _file(blocks[0]) and _left_empty(page, text.y) <= most:
            yield text.source


def _is_beside(box: Box) -> bool:
    """Whether a box is the wrapper of a block and a side note beside it; only its contents have sources."""
    return "beside" in box.classes and not _is_exhibit(box)


def _is_exhibit(box: Box) -> bool:
    """Whether a box is a figure or a table, or a key figure in the column of the text."""
    in_column = "key-figure" in box.classes and IN_MARGIN.isdisjoint(box.classes)
    return box.tag == "figure" or "table" in box.classes or in_column


def _file(box: Box) -> str:
    """The file that a block comes from."""
    return box.source.rpartition(":")[0]


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
        if _left_empty(page, top) <= MOST_EMPTY * height:
            yield head.source
            return


def _left_empty(page: Page, y: float) -> float:
    """The height in points that is left empty when everything from `y` down moves off the page, with its notes."""
    called = {box.name for box in page.boxes if _is_call(box) and box.y < y}
    remaining = sum(box.height for box in page.boxes if box.is_note and box.name in called)
    return page.bottom - _foot_of_text(page, y) - remaining


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
    """The source of a heading with nothing below it."""
    sides = [box for box in page.boxes if IN_MARGIN.intersection(box.classes)]
    blocks = (box for box in page.boxes if box.source and "footnote" not in box.classes)
    in_text = [box for box in blocks if not any(_holds(side, box) for side in sides)]
    if in_text:
        last = max(in_text, key=lambda box: (box.foot, box.y))
        if last.tag in HEADINGS and not any(_is_below(run, last, page) for run in page.texts):
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
    return {box.name for box in page.boxes if _is_call(box)}


def _is_call(box: Box) -> bool:
    return box.tag.endswith("::footnote-call") and "footnote" in box.classes


def _notes(page: Page) -> set[str]:
    return {box.name for box in page.boxes if box.is_note}


def _first_block(page: Page, before: Page) -> Iterator[str]:
    """The source of the first block of a page, unless it takes a quarter or more of the page before."""
    first = next((box.source for box in page.boxes if box.source and box.height >= TOLERANCE), None)
    begun = sum(box.height for box in before.boxes if box.source == first)
    if first and begun < (before.bottom - before.top) / 4:
        yield first
