"""Fit: sets the pages again until they keep to their number, are full, and hold together what belongs together.

It knows two functions, one that sets pages at a scale and with the page breaks that it is given, and one that measures
them, and neither WeasyPrint nor files.

How close the pages are set is one number, the tightness (`steps`): 0 is as the look has it; each whole number above
that is one step further in which something gives way, each below it one in which something opens. The search is a
bisection over it, since pages that fit at one tightness fit at every greater one:

1. The pages are set at 0. When they are too many, they are set as close as what is too much lets expect, and closer
   again, until they fit or the last step ends; then the margin column is folded into the text, if there is one. Pages
   on which notes stand on text do not fit.
2. Between a tightness that fits and one that does not, that in the middle is tried, until the two are `PRECISE`.
3. Pages whose last is less than a third full go the same way, with a limit or without: closer, though not by smaller
   type, until that page is gone; or else wider, until it is a third full; or else they stay as they are.
4. At the tightness that was found, pages begin earlier where something stands apart from what it belongs to (`apart`);
   closer, when that has brought one more page with little on it. Where a side note stands on the card at the foot of
   its column all the same, the column is folded.

All of this takes `ROUNDS` settings at most, so the same brief always gets the same pages; long ones, which take long to
set, are searched less finely (`ENOUGH`).
"""

from __future__ import annotations

from collections.abc import Callable, Set
from dataclasses import dataclass, field
from math import inf
from typing import Generic, TypeVar

from brief.fit.apart import apart, crowded, overprinted, torn_notes
from brief.fit.filled import filled, foot_wanted
from brief.fit.steps import Steps, steps
from brief.model import Measured, Pages, Scale

__all__ = ["ROUNDS", "Fitted", "Steps", "far", "fit", "steps", "torn_notes"]

Set_ = TypeVar("Set_")
"""Pages as they were set, which are opaque here."""

ROUNDS = 8
"""The pages are set at most so often."""

FOR_BREAKS = 2
"""How many of these are kept for page breaks."""

ENOUGH, ROOM = 9, 0.3
"""Pages: when so many were set, those that keep their limit are not made to fit more exactly, unless they leave more
room than that; those that are filled need a last page that is full enough."""

CERTAIN = 1.5
"""How much closer than expected pages are set at once: blocks that stay whole leave room, and a setting is saved."""

REACH = 1.6
"""How much more than expected steps may gain: what is farther away than that is not tried for a fuller last page."""

PRECISE = 0.25
"""Steps: how near the tightness that is found is to one at which the pages are too many."""

GAIN = 0.03
"""How much of all pages one step is expected to gain, or to take when it opens: it is about 6 of 200 lines."""

SPARSE = 1 / 3
"""How full the last page is at least."""

FAR = 3
"""Times its limit: an edition that takes more pages is known to be too long, and the rest of them is not set."""

HOPELESS = 10
"""Times its limit: an edition that would take so many pages is not set closer, since no look closes up so far."""


@dataclass(frozen=True, slots=True)
class Fitted(Generic[Set_]):
    """Pages at the scale that was found, with their measured, and how full the last of them is, from 0 to 1.

    Pages that are too many are the fewest that were set, which mostly are the closest.
    """

    pages: Set_
    measured: Measured
    scale: Scale
    full: float
    rounds: int


@dataclass(frozen=True, slots=True)
class _Attempt(Generic[Set_]):
    """Pages that were set on the way."""

    tightness: float
    scale: Scale
    pages: Set_
    measured: Measured

    @property
    def count(self) -> float:
        """How many pages there are; without end when not all were set."""
        return inf if self.measured.more else len(self.measured.pages)

    @property
    def length(self) -> float:
        """How long it is, in pages."""
        return self.count - 1 + filled(self.measured.pages[-1])

    def keeps(self, most: float) -> bool:
        """Whether the pages are no more than `most`, and nothing on them is printed over."""
        return self.count <= most and not overprinted(self.measured)

    @property
    def sparse(self) -> bool:
        return self.count > 1 and filled(self.measured.pages[-1]) < SPARSE


@dataclass(slots=True)
class _Search(Generic[Set_]):
    """What sets and measures pages, how close they may be set, and how often they were."""

    typeset: Callable[[Scale, Set[str]], Set_]
    measure: Callable[[Set_], Measured]
    steps: Steps
    rounds: int = 0
    pages_set: int = 0
    shortest: _Attempt[Set_] | None = None
    folded: bool = False
    foot: float | None = field(default=None)

    def attempt(self, tightness: float, breaks: Set[str] = frozenset()) -> _Attempt[Set_]:
        self.rounds += 1
        scale = self.steps.at(tightness, self.folded, self.foot)
        pages = self.typeset(scale, breaks)
        attempt = _Attempt(tightness, scale, pages, self.measure(pages))
        self.pages_set += len(attempt.measured.pages)
        if self.shortest is None or self.shortest.measured.more or attempt.length < self.shortest.length:
            self.shortest = attempt
        return attempt

    def closer(self, loose: _Attempt[Set_], most: float, closest: float) -> tuple[float, _Attempt[Set_]]:
        """The first pages that are no more than `most`, or those at `closest`, and the last tightness before them."""
        while True:
            expected = loose.tightness + max(CERTAIN * (loose.length - most) / (GAIN * most), PRECISE)
            if self.rounds >= ROUNDS - FOR_BREAKS - 1:
                expected = closest
            before, loose = loose.tightness, self.attempt(min(expected, closest))
            if loose.keeps(most) or loose.tightness == closest:
                return before, loose

    def nearest(
        self, good: _Attempt[Set_], bad: float, wanted: Callable[[_Attempt[Set_]], bool], room: float = 1 - SPARSE
    ) -> _Attempt[Set_]:
        """Between a tightness that is wanted and one that is not: the wanted one that is near to the other.

        When many pages were set by then, one that leaves less `room` on the last page, in parts of it, is near enough.
        """
        while abs(good.tightness - bad) > PRECISE and self.rounds < ROUNDS - FOR_BREAKS:
            if self.pages_set >= ENOUGH and good.length > good.count - room:
                break
            middle = self.attempt((good.tightness + bad) / 2)
            if wanted(middle):
                good = middle
            else:
                bad = middle.tightness
        return good


def far(limit: Pages) -> int | None:
    """The number of pages after which `fit` needs no more of them; None when there is no limit."""
    return None if limit.most is None else FAR * (limit.most + 1)


def fit(
    typeset: Callable[[Scale, Set[str]], Set_], measure: Callable[[Set_], Measured], how: Steps, limit: Pages
) -> Fitted[Set_]:
    """The pages within their limit, set no closer than need be.

    `typeset` takes a scale and the sources of the blocks that shall begin a page; it may stop when the pages are `far`
    too many.
    """
    search = _Search(typeset, measure, how)
    found = search.attempt(0)
    if foot := foot_wanted(found.measured.pages[0]):
        search.foot = foot
        found = found if found.measured.more else search.attempt(0)
    if limit.most is not None and not found.keeps(limit.most):
        found = _closed(search, found, limit.most)
    elif found.measured.more:
        pass  # the engine cannot get to their end
    elif found.sparse or found.count < limit.least:
        found = _filled(search, found, limit)
    if not _too_many(found, limit.most):
        found = _without_last(search, found, _together(search, found, limit.most), limit.most)
        if crowded(found.measured) and how.folds and not search.folded and search.rounds < ROUNDS:
            found = _folded(search, found, limit)
    return Fitted(found.pages, found.measured, found.scale, filled(found.measured.pages[-1]), search.rounds)


def _closed(search: _Search[Set_], loose: _Attempt[Set_], most: int) -> _Attempt[Set_]:
    """The pages closed up until they are no more than `most`; when they never are, the fewest that were set.

    When not all were set at first, only the closest that there are can fit; these are tried at once, or not at all.
    """
    if len(loose.measured.pages) / (loose.measured.part or 1) > HOPELESS * most:
        return loose
    search.folded = loose.measured.more and search.steps.folds
    before, closer = search.closer(loose, most, search.steps.closest)
    if closer.count > most and search.steps.folds and not search.folded:
        search.folded = True
        before, closer = 0, search.attempt(search.steps.closest)
    if closer.count > most:
        return search.shortest or closer
    return search.nearest(closer, before, lambda one: one.keeps(most) and not crowded(one.measured), ROOM)


def _filled(search: _Search[Set_], sparse: _Attempt[Set_], limit: Pages) -> _Attempt[Set_]:
    """The pages without their last one, which is nearly empty, or opened up until it is not; or else as they were.

    Only where pages are limited does type get larger for that: readers of large print chose its size.
    """
    least, widest = limit.least, search.steps.without_larger_type if limit.most is None else search.steps.widest
    most, step = sparse.count - 1, GAIN * sparse.length
    if most >= least and (sparse.length - most) / step <= search.steps.without_smaller_type * REACH:
        before, closer = search.closer(sparse, most, search.steps.without_smaller_type)
        if closer.keeps(most):
            return search.nearest(closer, before, lambda one: one.keeps(most))
    if not widest:
        return sparse

    def wanted(attempt: _Attempt[Set_]) -> bool:
        return not attempt.sparse and attempt.count == max(sparse.count, least)

    expected = -(max(sparse.count, least) - 1 + SPARSE - sparse.length) / step
    wider = search.attempt(max(expected - PRECISE, widest))
    if not wanted(wider) and wider.count <= max(sparse.count, least):
        wider = search.attempt(widest)
    return search.nearest(wider, sparse.tightness, wanted) if wanted(wider) else sparse


def _without_last(
    search: _Search[Set_], before: _Attempt[Set_], together: _Attempt[Set_], most: int | None
) -> _Attempt[Set_]:
    """The pages set a little closer when what moved on them has brought a nearly empty one; or else as they were."""
    if together.count <= before.count or not together.sparse or search.rounds >= ROUNDS:
        return together
    expected = before.tightness + CERTAIN * (together.length - before.count) / (GAIN * before.count)
    closest = search.steps.without_smaller_type
    if before.tightness >= closest or expected > closest * REACH:
        return together
    closer = _together(search, search.attempt(min(expected, closest)), most)
    stands_apart = len([*apart(closer.measured)]) > len([*apart(together.measured)])
    return together if closer.count > before.count or stands_apart else closer


def _folded(search: _Search[Set_], crowded_: _Attempt[Set_], limit: Pages) -> _Attempt[Set_]:
    """The pages with the margin column folded, since what stands in it has no room there, if they keep their number."""
    search.folded = True
    for tightness in (crowded_.tightness, search.steps.closest):
        if search.rounds < ROUNDS and not _too_many(folded := search.attempt(tightness), limit.most):
            return _together(search, folded, limit.most)
    return crowded_


def _too_many(pages: _Attempt[Set_], most: int | None) -> bool:
    """Whether the pages are more than `most`, if that is a number, or have no end."""
    return pages.count > most if most is not None else pages.measured.more


def _together(search: _Search[Set_], found: _Attempt[Set_], most: int | None) -> _Attempt[Set_]:
    """The pages after as few page breaks as bring together what belongs together.

    One block is moved at a time, the first on the earliest page, since each move changes all that follows. One that
    stands apart still is moved back, and so is one that makes the pages too many.
    """
    breaks: list[str] = []
    in_vain: set[str] = set()
    known = {frozenset(breaks): found}
    while True:
        still = list(apart(found.measured))
        if breaks and (breaks[-1] in still or _too_many(found, most)):
            in_vain.add(breaks.pop())
        elif wanted := next((source for source in still if source not in in_vain), None):
            breaks.append(wanted)
        else:
            return found
        tried = frozenset(breaks)
        if tried not in known:
            if search.rounds >= ROUNDS:
                return known[frozenset(breaks[:-1])]
            known[tried] = search.attempt(found.tightness, tried)
        found = known[tried]
