"""The search for the pages of an edition: what it tries, and in which order."""

from __future__ import annotations

from dataclasses import replace

from brief.fit.attempts import GAIN, MOST_ROUNDS, OVERSHOOT, PRECISE, ROOM, ROUNDS, Search
from brief.fit.found import SPARSE, Fitted, Rendered
from brief.fit.holes import MOST_EMPTY, UPWARDS, fuller_last
from brief.fit.pages import crowded, foot_wanted, over_page_one, repeats_contact
from brief.model import Move, Pages

FOR_MIDDLES = 2
"""The rounds that filling holes leaves for the middles between two tightnesses."""

BEFORE_CLOSING = 3
"""The rounds in which text is moved into holes before the pages are closed up."""

MOST_GAIN = 1.6
"""Steps save at most this many times the estimate; closing up that would need more is not tried."""

STILL_EMPTY = 0.85
"""The part of a hole from which on a move that was to fill it has not helped."""

FULL_ENOUGH = 1 / 4
"""The least part of the last page that should be full when that page begins with a title."""

NO_TEXT = 0.05
"""A last page less full than this has only the colophon."""

WORTH = 1
"""How many more blocks may stand apart if that saves a last page with little on it."""

SHORT = 8
"""The most pages of a brief that is opened to fill its last page."""

ROOMY, FILLED = 2 / 3, 0.92
"""A last page less full than `ROOMY`, and an only page less full than `FILLED`, may be filled by opening the pages."""

HALF = 1 / 2
"""A brief is not opened if its only page is less full than this, or if a foot is emptier: it needs more text."""

NOTICED = 0.1
"""The least part of a page that opening several must fill, of the last one or of the emptiest before it."""

A_LITTLE = -1.5
"""The tightness to which several pages are opened for that: more room between blocks, and a little between lines."""

A_LITTLE_LARGER = (0.2, 0.4)
"""The parts of the step to the largest type to which several pages within a limit are then opened for that."""

OPENED, ONE_OPENED = (1.0, 1 / 2), (1.0, 3 / 4, 1 / 2, 1 / 4)
"""The parts of the way to its widest pages that are tried to open a brief: one of several pages, and a single page."""

LITTLE = 1 / 6
"""The largest part of page 1 that a low masthead saves."""

HOPELESS = 10
"""An edition of more than this many times its limit is not set closer, since no look closes up so far."""


def searched(search: Search[Rendered], limit: Pages) -> Fitted[Rendered]:
    """The pages that a search finds when it starts at tightness 0."""
    found = search.attempt(0)
    if foot := foot_wanted(found.measured.pages[0]):
        search.start = replace(search.start, foot=foot)
        found = found if found.measured.more else search.attempt(0)
    found = found if found.measured.more else _uncrowded(search, found, None)
    if limit.most is not None and not found.keeps(limit.most):
        found = _without_holes(search, found, limit.most, BEFORE_CLOSING)
    if limit.most is not None and not found.keeps(limit.most):
        found = _closed(search, found, limit.most)
        if search.start.folded and found.keeps(limit.most) and found.sparse:
            found = _filled(search, found, limit)
    elif not found.measured.more and (found.sparse or found.count < limit.least):
        found = _filled(search, found, limit)
    if not _too_many(found, limit.most):
        found = _with_whole_summary(search, found, limit.most)
        found = _uncrowded(search, found, limit.most)
        found = _without_last(search, found, _together(search, found, limit.most), limit.most)
        found = _opened(search, _fuller_last(search, found), limit.most)
        found = _uncrowded(search, found, limit.most)  # they may have been set closer since
    return found


def _without_holes(search: Search[Rendered], found: Fitted[Rendered], most: int, rounds: int) -> Fitted[Rendered]:
    """The pages with text moved into holes that exhibits left, when these holes may be why the pages are too many.

    No attempt is made once the search has made `rounds` in all.
    """
    unmoved, in_vain = found, set[Move]()
    while search.rounds < rounds and found.count <= most + 1 and not found.measured.more:
        may_rise = found.tightness > 0  # a move up is worth an attempt once pages are closed up
        moves = (wish for wish in found.wishes if wish.blocks > 0 or (wish.blocks and may_rise))
        wish = next((wish for wish in moves if wish not in in_vain), None)
        if wish is None or found.keeps(most):
            break
        moved = search.attempt(found.tightness, found.moves.moving(wish))
        if moved.length > found.length:
            in_vain.add(wish)
        else:
            found = moved  # even if it is as long, since the next move may make it shorter
    return found if found.length < unmoved.length else unmoved


def _closed(search: Search[Rendered], loose: Fitted[Rendered], most: int) -> Fitted[Rendered]:
    """The pages closed up until they are no more than `most`; or else the shortest that were set.

    When not all were set at first, only the closest pages can fit; these are tried at once, or not at all.
    """
    if len(loose.measured.pages) / (loose.measured.part or 1) > HOPELESS * most:
        return loose
    if search.folds and (loose.measured.more or loose.length > most * (1 + GAIN * search.steps.closest * MOST_GAIN)):
        search.fold()  # closing up alone would not be enough
        loose = _without_holes(search, search.attempt(0), most, BEFORE_CLOSING + 1)
        if loose.keeps(most):
            return loose
    before, closer = search.closer(loose, most, search.steps.closest)
    if closer.count > most:
        closer = _without_holes(search, closer, most, ROUNDS - FOR_MIDDLES)
    if closer.count > most and search.folds:
        search.fold()
        loose = search.attempt(0)
        if loose.keeps(most):
            return loose
        before, closer = search.closer(loose, most, search.steps.closest)
    if closer.count > most:
        return search.shortest or closer
    return search.nearest(closer, before, lambda one: one.keeps(most), ROOM)


def _filled(search: Search[Rendered], sparse: Fitted[Rendered], limit: Pages) -> Fitted[Rendered]:
    """The pages closed up to lose their nearly empty last one, or opened up to fill it; or else unchanged.

    Type gets larger only where pages are limited, since readers of large print chose its size.
    """
    least, widest = limit.least, search.steps.without_larger_type if limit.most is None else search.steps.widest
    most, step = sparse.count - 1, GAIN * sparse.length
    if search.has_set_many and sparse.count >= least:
        return sparse
    if most >= least and (sparse.length - most) / step <= search.steps.without_smaller_type * MOST_GAIN:
        before, closer = search.closer(sparse, most, search.steps.without_smaller_type)
        is_too_much = search.has_set_many and closer.tightness - before > 1  # no middle is tried for a long brief
        if closer.keeps(most) and not is_too_much:
            return search.nearest(closer, before, lambda one: one.keeps(most))
    if not widest or (search.has_set_many and sparse.count >= least):
        return sparse

    def wanted(attempt: Fitted[Rendered]) -> bool:
        return not attempt.sparse and attempt.count == max(sparse.count, least)

    expected = -(max(sparse.count, least) - sparse.count + SPARSE - sparse.full) / step
    wider = search.attempt(max(expected - PRECISE, widest))
    if not wanted(wider) and wider.count <= max(sparse.count, least):
        wider = search.attempt(widest)
    return search.nearest(wider, sparse.tightness, wanted) if wanted(wider) else sparse


def _with_whole_summary(search: Search[Rendered], found: Fitted[Rendered], most: int | None) -> Fitted[Rendered]:
    """The pages with a low masthead when that keeps the summary on page 1; or else unchanged."""
    if not 0 < over_page_one(found.measured) < LITTLE or search.rounds >= MOST_ROUNDS:
        return found
    search.start = replace(search.start, low_masthead=True)
    low = search.attempt(found.tightness, found.moves)
    if over_page_one(low.measured) or _too_many(low, most) or (low.sparse and not found.sparse):
        search.start = replace(search.start, low_masthead=False)
        return found
    return low


def _without_last(
    search: Search[Rendered], before: Fitted[Rendered], together: Fitted[Rendered], most: int | None
) -> Fitted[Rendered]:
    """The pages set a little closer when moved blocks have left little on the last one; or else unchanged.

    If they have left only the colophon, the last title joins it; or else the blocks that do so are not moved.
    """
    is_emptied = together.full < NO_TEXT <= before.full  # but for the colophon
    was_sparse = before.sparse and together.count == before.count
    if not together.sparse or (not is_emptied and (was_sparse or search.has_ended)):
        return together
    if search.has_set_many and before.sparse and together.full:
        return together  # of a long brief, only a page without text is worth the time
    fewer, closest = together.count - 1, search.steps.without_smaller_type
    expected = before.tightness + OVERSHOOT * (together.length - fewer) / (GAIN * fewer)
    if expected > closest * MOST_GAIN:
        return together
    tightness, moves = before.tightness, replace(together.moves, begin=frozenset())  # pages begin elsewhere
    for further in (expected, (expected + closest) / 2):  # photographs give way late
        if tightness >= closest or (search.has_ended and tightness > before.tightness):
            break
        tightness = min(further, closest)
        closer = _together(search, search.attempt(tightness, moves), most, NO_TEXT)
        more = closer.faults.apart - together.faults.apart
        is_unfinished = search.has_ended and closer.left_empty() <= together.left_empty()  # no time for the small holes
        if closer.count <= fewer and (more <= WORTH or is_unfinished):
            return closer
    if not is_emptied or search.has_ended:  # the pages `before` have all holes, and there is no time to fill them again
        return together
    fuller = _fuller_last(search, together)
    if fuller is not together:
        return fuller
    return _without_last(search, before, _together(search, before, most, NO_TEXT), most)


def _fuller_last(search: Search[Rendered], found: Fitted[Rendered]) -> Fitted[Rendered]:
    """The pages with a title of the page before at the top of a last page that has little on it; or else unchanged.

    The pages may be opened for that, though not in larger type.
    """
    if not found.sparse or search.has_set_many or search.has_ended:
        return found
    widest = min(found.tightness, search.steps.without_larger_type)
    for tightness in sorted({found.tightness, (found.tightness + widest) / 2, widest}, reverse=True):
        fuller = found if tightness == found.tightness else search.attempt(tightness, found.moves)
        least = SPARSE
        if fuller.sparse and (move := fuller_last(fuller.measured, FULL_ENOUGH)):
            fuller, least = search.attempt(tightness, fuller.moves.moving(move)), FULL_ENOUGH
        if fuller.full >= least and fuller.count == found.count and not fuller.faults.exceed(found.faults):
            return fuller
    return found


def _opened(search: Search[Rendered], found: Fitted[Rendered], most: int | None) -> Fitted[Rendered]:
    """The pages of a short brief, opened if one of them has much room and opening fills it; or else unchanged.

    Pages within a limit may get a little larger type, and a page that must be the only one the largest.
    """
    is_one = found.count == most == 1
    emptiest, fullest, least = (HALF, FILLED, 0.0) if is_one else (SPARSE, ROOMY, NOTICED)
    is_short = is_one or 1 < found.count <= SHORT
    has_room = found.full < fullest or (not is_one and UPWARDS < found.emptiest < HALF)
    if not (is_short and emptiest <= found.full and has_room) or found.tightness > 0:
        return found
    same_type, largest_type = search.steps.without_larger_type, search.steps.widest
    widest = largest_type if is_one else max(same_type, A_LITTLE)
    with_larger_type = [] if is_one or most is None else [part * (largest_type - same_type) for part in A_LITTLE_LARGER]
    moves = replace(found.moves, begin=frozenset())
    opened_to = (found.tightness + part * (widest - found.tightness) for part in (ONE_OPENED if is_one else OPENED))
    for tightness in (*opened_to, *(same_type + more for more in with_larger_type)):
        if tightness >= found.tightness or search.rounds >= ROUNDS:
            break
        opened = _together(search, search.attempt(tightness, moves), most)
        gain = opened.full - opened.emptiest - (found.full - found.emptiest)
        fills = opened.full >= found.full and gain >= least and opened.count == found.count
        empties = opened.emptiest > max(found.emptiest, UPWARDS)
        if fills and not empties and not opened.faults.exceed(found.faults):
            return opened
    return found


def _uncrowded(search: Search[Rendered], found: Fitted[Rendered], most: int | None) -> Fitted[Rendered]:
    """The pages with the contact in one line when something overlaps its card, unless they become too many.

    On a single page the colophon would, and it would repeat the contact.
    """
    once = repeats_contact(found.measured)
    is_set = search.start.contact_in_line and search.start.contact_once >= once
    if not (once or crowded(found.measured)) or is_set or search.rounds >= MOST_ROUNDS:
        return found
    search.start = replace(search.start, contact_in_line=True, contact_once=once)
    in_line = search.attempt(found.tightness, found.moves)
    return found if _too_many(in_line, most) else in_line


def _too_many(pages: Fitted[Rendered], most: int | None) -> bool:
    """Whether the pages are more than `most`; without such a limit, whether not all of them were set."""
    return pages.count > most if most is not None else pages.measured.more


def _together(
    search: Search[Rendered], found: Fitted[Rendered], most: int | None, least: float = 0.0
) -> Fitted[Rendered]:
    """The pages with the few blocks moved that keep together what belongs together, or fill holes that exhibits left.

    One block is moved at a time, the first that should move, since each move changes all that follows. A move that does
    not help, or that makes the pages too many, is taken back. So is one that fills a hole and leaves the last page less
    full than `least`, and one that leaves more than a third of another page empty, or even more of it than before if no
    further move would fill that. A move that fills most of a hole is kept, and may be made again.
    """
    in_vain: set[Move] = set()
    while not search.has_ended:
        wish = next((wish for wish in found.wishes if wish not in in_vain), None)
        if wish is None:
            return found
        moved = search.attempt(found.tightness, found.moves.moving(wish))
        again = next((other for other in moved.wishes if other.source == wish.source), None)
        is_vain = again is not None and again.hole >= wish.hole * STILL_EMPTY
        empties_last = wish.hole > 0 and moved.full < least and found.emptiest <= MOST_EMPTY  # a larger hole is worse
        empties_last |= moved.full < min(least, NO_TEXT) <= found.full
        gapes = moved.unfilled(in_vain) > max(found.unfilled(in_vain), MOST_EMPTY)
        gapes |= moved.left_empty(in_vain) > found.left_empty({*in_vain, wish})
        if _too_many(moved, most) or is_vain or empties_last or gapes:
            in_vain.add(wish)
        else:
            found = moved
    return found
