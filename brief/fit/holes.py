"""Finds pages and columns whose foot was left empty, and how to fill them.

A figure, a table or recommendations that have no room at the foot of a page begin the next one. The hole is filled by
the text behind a figure or table; or a photograph is set smaller; or the exhibit moves up, before the text above the
hole. Text that fills more than a fifth of a page may have headings. Of what leaves more than a third of a page empty,
a table or recommendations are broken.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from brief.fit.pages import TOLERANCE, columns, filled, rows
from brief.model import COVER, HEADINGS, Box, Measured, Move, Page

IN_MARGIN = frozenset({"side", "comment"})
"""The classes of boxes in the margin."""

HOLE = 0.1
"""The least part of the height of a page, empty at its foot, that is a hole for text to fill."""

UPWARDS = 0.2
"""The least hole for which an exhibit moves up, although its page may then be read before the text that names it."""

PAST_HEADINGS = 1 / 5
"""The least hole that text with subheadings in it fills; what moves behind it is then below another subheading."""

MOST_EMPTY = 1 / 3
"""The largest part of a page that is left empty to keep things together."""

SMALLEST, SMALLEST_YET = 0.6, 0.4
"""The least part of its height at which a photograph is set smaller to fit at the foot of a page; the second number
holds where more than `MOST_EMPTY` of that page would be empty."""

ABOVE_EXHIBIT = 36.0
"""Points of white above an exhibit, at most; at the top of a page there is none."""

NO_PAGE = Page(0, 0, 0, 0, 0, ())
"""What follows the last page."""

BOUND = frozenset({"ul", "ol", "dl", "blockquote"})
"""The elements that belong to the paragraph directly above them."""

TEXTS = BOUND | {"p"}
"""The elements that an exhibit is moved behind."""


def into_hole(before: Page, page: Page, following: Page, third: Page) -> Iterator[Move]:
    """The moves that fill the empty foot of a page, when an exhibit at the top of the next page has no room there.

    The text that fills it may stand on the `third` page, if the exhibit is large. Nothing comes between an exhibit and
    a paragraph that announces it with a colon; a box has no number by which text could refer to it elsewhere; and a
    cover is in no section, so that it has no text to move past.
    """
    hole, boxes = empty_foot(page), _first_blocks(following)
    exhibit = _first_exhibit(boxes)
    if exhibit is None or hole < HOLE * _height(page):
        return
    above = [box for box in _blocks(page) if "::" not in box.tag][-1:]
    announced = any("announces" in box.classes for box in (*above, *_blocks(following)[:1]))
    stays = announced or "box" in exhibit.classes or not exhibit.source
    boxes = [*boxes, *(replace(box, y=box.y + _height(following)) for box in _blocks(third))]
    if not stays:
        yield from _behind_text(exhibit, boxes, hole, page, following)
    yield from _smaller(exhibit, hole, page, following)
    if not stays and hole >= UPWARDS * _height(page):
        yield from _before_text(exhibit, hole, before, page, following)


def _behind_text(exhibit: Box, boxes: Sequence[Box], hole: float, page: Page, following: Page) -> Iterator[Move]:
    """The moves of an exhibit, or of the last one of those in a row, behind the text that fills the hole."""
    passes, nearly = hole > PAST_HEADINGS * _height(page), hole - HOLE * _height(page)
    room = hole - (boxes[0].y - following.top)  # for what moves up to directly below the headings and introductions
    for last in dict.fromkeys((exhibit, _last_in_row(exhibit, boxes))):
        rest = boxes[boxes.index(last) if last != exhibit else 0 :]
        for blocks in dict.fromkeys(_filling(least, rest, last, room, passes) for least in (hole, nearly)):
            if blocks:
                yield Move(last.source, blocks=blocks, hole=hole)


def _smaller(exhibit: Box, hole: float, page: Page, following: Page) -> Iterator[Move]:
    """The move that sets the only photograph of an exhibit smaller, if the exhibit then has room in the hole."""
    pictures = [photograph.box for photograph in following.photographs if exhibit.holds(photograph.box)]
    if len(pictures) == 1:
        height = pictures[0].height - (exhibit.height + ABOVE_EXHIBIT - hole)
        smallest = SMALLEST_YET if hole > MOST_EMPTY * _height(page) else SMALLEST
        if smallest * pictures[0].height <= height < pictures[0].height:
            yield Move(exhibit.source or COVER, height=round(height, 1), hole=hole)


def _before_text(exhibit: Box, hole: float, before: Page, page: Page, following: Page) -> Iterator[Move]:
    """The move of an exhibit before the text above the hole, and before a paragraph that introduces it."""
    first = _blocks(following)[0]
    introduced = "introduces" in first.classes
    needed = exhibit.height + ABOVE_EXHIBIT - hole
    if (introduced or first.holds(exhibit)) and (passed := _above(before, page, exhibit, needed)):
        yield Move(exhibit.source, blocks=-(passed + introduced), hole=hole)


def into_columns(page: Page, following: Page) -> Iterator[Move]:
    """The moves that fill the empty foot of a column, which is judged as if it were a page."""
    first = [column for row in rows(following)[:1] for column in columns(following, row)]
    for row in rows(page):
        here = columns(page, row)
        after = [*here[1:], *(first if row.continues else ()), NO_PAGE, NO_PAGE]
        # what the first column begins with may come from the page before, so it is taken for text that has begun
        for before, column, second, third in zip([page, *here], here, after, after[1:], strict=False):
            moves = into_hole(before, column, second, third)
            yield from (move for move in moves if move.hole >= HOLE * _height(page))


def too_large(page: Page, following: Page) -> Iterator[Move]:
    """The moves that break a table, what one addressee is asked, or an exhibit from the paragraph that introduces it.

    It has left too much of a page empty.
    """
    hole = empty_foot(page)
    if hole <= MOST_EMPTY * _height(page):
        return
    exhibit = _first_exhibit(_first_blocks(following))
    if exhibit is not None and "table" in exhibit.classes:
        yield Move(exhibit.source, breaks=True, hole=hole)
    introducing = next((box for box in _blocks(following) if box.tag not in HEADINGS), None)
    names = introducing.classes if introducing else ()
    if introducing and "introduces" in names and "announces" not in names and introducing.foot - following.top < hole:
        yield Move(introducing.source, breaks=True, hole=hole)
    blocks = [box for box in following.boxes if box.source and box.height > TOLERANCE]
    group = next((box for box in following.boxes if "addressee" in box.classes), None)
    head = next((box for box in blocks if group is not None and group.holds(box)), None)
    if head is not None and all(box.tag in HEADINGS for box in blocks[: blocks.index(head) + 1]):
        yield Move(head.source, breaks=True, hole=hole)


def before_a_lone_exhibit(page: Page, last: Page) -> Iterator[str]:
    """The source of the last paragraph or list before an exhibit that is alone on the last page."""
    before, blocks = ([box for box in one.boxes if box.source and not box.among_notes] for one in (page, last))
    if before and blocks and _is_exhibit(blocks[0]) and all(map(blocks[0].holds, blocks)):
        text, most = before[-1], MOST_EMPTY * _height(page)
        if text.tag in TEXTS and _file(text) == _file(blocks[0]) and left_empty(page, text.y) <= most:
            yield text.source


def fuller_last(measured: Measured, least: float) -> Move | None:
    """The move that makes the last page at least so full: the last title that can begin it; None if no title can.

    The page before loses what stands below that title, and may not lose too much.
    """
    if len(measured.pages) == 1:
        return None
    page, last = measured.pages[-2:]
    height = _height(page)
    for title in reversed([box for box in page.boxes if box.tag == "h2" and box.source and not box.continues]):
        if left_empty(page, title.y) > MOST_EMPTY * height:
            return None
        if filled(last) + (_foot_of_text(page, page.bottom) - title.y) / height >= least:
            return Move(title.source)
    return None


def empty_foot(page: Page) -> float:
    """The height in points between the text of a page and its notes, or its foot."""
    notes = min((box.y for box in page.boxes if box.among_notes), default=page.bottom)
    return notes - _foot_of_text(page, page.bottom)


def left_empty(page: Page, y: float) -> float:
    """The height in points that is left empty when everything from `y` down moves off the page, with its notes."""
    called = {box.name for box in page.boxes if is_call(box) and box.y < y}
    remaining = sum(box.height for box in page.boxes if box.is_note and box.name in called)
    return page.bottom - _foot_of_text(page, y) - remaining


def is_call(box: Box) -> bool:
    """Whether a box is the call of a footnote."""
    return box.tag.endswith("::footnote-call") and "footnote" in box.classes


def _height(page: Page) -> float:
    """The height of the text area of a page, in points."""
    return page.bottom - page.top


def _foot_of_text(page: Page, above: float) -> float:
    """The foot of the last text or picture above a height, judged by its middle, since lines overlap a little."""
    runs = (run for run in (*page.texts, *page.pictures) if run.frame.kind in ("page", "cell"))
    return max((run.foot for run in runs if (run.y + run.foot) / 2 < above), default=page.top)


def _blocks(page: Page) -> Sequence[Box]:
    """The blocks of the text of a page, and the boxes within them."""
    boxes = (box for box in page.boxes if not box.among_notes and box.height > TOLERANCE)
    return [box for box in boxes if box.source or _is_beside(box) or "cover" in box.classes]


def _first_blocks(page: Page) -> Sequence[Box]:
    """The blocks of a page without the headings and introductions at its top, which are kept with what follows."""
    boxes = _blocks(page)
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


def _last_in_row(exhibit: Box, boxes: Sequence[Box]) -> Box:
    """The last of the exhibits that follow one another without text between them; text moves behind that one first."""
    last = exhibit
    for box in boxes:
        if box.y >= last.foot - 1:
            if not _is_exhibit(box) or _file(box) != _file(exhibit):
                break
            last = box
    return last


def _filling(height: float, boxes: Sequence[Box], exhibit: Box, room: float, passes_headings: bool) -> int:
    """How many blocks after an exhibit, in the first of `boxes`, take this height, in points; 0 when none can move.

    The last of them is text; or a figure behind a table, or a table behind a figure, that is no higher than the `room`.
    No list or quotation follows it.
    """
    below, filled_by, passed, ends, last = boxes[0].foot, 0.0, 0, [0], ""
    for box in boxes[1:]:
        if box.y < below - 1 or box.source == exhibit.source:
            continue
        if box.tag in BOUND and box.source != last and ends[-1] == passed > 0:
            ends.pop()
        if filled_by >= height:
            break
        if last and box.source == last:  # its rest, on the next page
            below, filled_by = box.foot, filled_by + box.height
            continue
        is_heading = box.tag in HEADINGS and box.tag != "h2"
        is_own = _file(box) == _file(exhibit)
        is_text = _is_beside(box) or (box.tag in TEXTS and is_own) or _is_other(box, exhibit, room - filled_by)
        if not is_text and not (is_heading and passes_headings and is_own):
            break
        filled_by += box.height + min(box.y - below, ABOVE_EXHIBIT)
        below, passed, last = box.foot, passed + 1, box.source
        if is_text and "announces" not in box.classes:
            ends.append(passed)
    return ends[-1]


def _above(earlier: Page, page: Page, exhibit: Box, height: float) -> int:
    """How many blocks at the foot of a page an exhibit passes to get so much more room; 0 when that is impossible.

    They are text and pull quotes of its section that begin on this page, and not on the `earlier` one. The exhibit does
    not move to directly below a heading, nor between a paragraph and what that announces: with a colon, or since it is
    a list or a quotation.
    """
    foot, blocks = _foot_of_text(page, page.bottom), _blocks(page)
    whole = [box for at, box in enumerate(blocks) if not any(other.holds(box) for other in blocks[:at])]
    begun = {box.source for box in earlier.boxes}
    for passed, box in enumerate(reversed(whole), 1):
        in_text = (box.tag in TEXTS or "pull-quote" in box.classes) and _file(box) == _file(exhibit)
        at_top = box.y < page.top + TOLERANCE
        if not (in_text or _is_beside(box)) or (at_top and (box.source in begun or not begun)):
            break
        before = whole[-passed - 1] if passed < len(whole) else None
        announced = before and ("announces" in before.classes or (before.tag == "p" and box.tag in BOUND))
        if foot - box.y >= height and not announced:
            return 0 if before and before.tag in HEADINGS else passed
    return 0


def _is_beside(box: Box) -> bool:
    """Whether a box is the wrapper of a block and a side note beside it; only its contents have sources."""
    return "beside" in box.classes and not _is_exhibit(box)


def _is_exhibit(box: Box) -> bool:
    """Whether a box is a figure, a table or a box apart from the text, or a key figure in the column of the text."""
    in_column = "key-figure" in box.classes and IN_MARGIN.isdisjoint(box.classes)
    return box.tag == "figure" or not {"table", "box"}.isdisjoint(box.classes) or in_column


def _is_other(box: Box, exhibit: Box, room: float) -> bool:
    """Whether a box is a figure and the exhibit a table, or the reverse, so that neither loses its place in a series.

    It must be in the same section, and no higher than the `room` in points.
    """
    kinds = [(one.tag == "figure", "table" in one.classes) for one in (box, exhibit)]
    fits = box.height + ABOVE_EXHIBIT <= room and _file(box) == _file(exhibit)
    return fits and sorted(kinds) == [(False, True), (True, False)]


def _file(box: Box) -> str:
    """The file that a block comes from."""
    return box.source.rpartition(":")[0]
