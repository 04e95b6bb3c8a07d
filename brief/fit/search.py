"""The search for the pages of an edition: what it tries, in which order, and how often."""

from __future__ import annotations

from collections.abc import Callable, Set
from dataclasses import dataclass
from math import inf
from typing import Generic, TypeVar

from brief.fit.pages import crowded, filled, foot_wanted, overprinted, stands_apart
from brief.fit.steps import Steps
from brief.model import Measured, Pages, Scale

Rendered = TypeVar("Rendered")
"""Pages as `typeset` gives them and `measure` takes them."""

ROUNDS = 8
"""The most times that the pages are set."""

FOR_BREAKS = 2
"""The rounds of these that are kept for page breaks."""

ENOUGH, ROOM = 9, 0.3
"""Once so many pages were set, pages within their limit are not fitted more exactly, unless they leave more than this
part of the last page free; pages that are to be filled need a last page that is full enough."""

CERTAIN = 1.5
"""How much closer than estimated pages are set at once: blocks that stay whole leave room, and a round is saved."""

REACH = 1.6
"""How much more than estimated steps may gain; beyond that, a fuller last page is not tried."""

PRECISE = 0.25
"""The largest distance, in steps, between the tightness found and one at which the pages are too many."""

GAIN = 0.03
"""The estimated part of all pages that one step gains, or takes when it opens: about 6 of 200 lines."""

SPARSE = 1 / 3
"""How full the last page is at least."""

HOPELESS = 10
"""Times its limit: an edition with so many pages is not set closer, since no look closes up so far."""


@dataclass(frozen=True, slots=True)
class Start:
    """Where a search ended, and where a later one may start.

    It is the tightness, the sources of the blocks that begin a page, whether the margin column is folded, and the
    points below the text that a foot needs.
    """

    tightness: float = 0
    breaks: frozenset[str] = frozenset()
    folded: bool = False
    foot: float | None = None


@dataclass(frozen=True, slots=True)
class Fitted(Generic[Rendered]):
    """Pages that were set, with their measures and their scale.

    `start` is where a later search for these pages may start, `rounds` how often pages were set until they were found.
    """

    pages: Rendered
    measured: Measured
    scale: Scale
    start: Start
    rounds: int = 0

    @property
    def tightness(self) -> float:
        """How close the pages are set."""
        return self.start.tightness

    @property
    def breaks(self) -> frozenset[str]:
        """The sources of the blocks that begin a page."""
        return self.start.breaks

    @property
    def full(self) -> float:
        """How full the last page is, from 0 to 1."""
        return filled(self.measured.pages[-1])

    @property
    def count(self) -> float:
        """How many pages there are; infinite when not all were set."""
        return inf if self.measured.more else len(self.measured.pages)

    @property
    def length(self) -> float:
        """How long it is, in pages."""
        return self.count - 1 + self.full

    def keeps(self, most: float) -> bool:
        """Whether the pages are no more than `most`, and nothing on them is printed over."""
        return self.count <= most and not overprinted(self.measured)

    @property
    def sparse(self) -> bool:
        """Whether little stands on the last page."""
        return self.count > 1 and self.full < SPARSE


@dataclass(slots=True)
class Search(Generic[Rendered]):
    """What sets and measures pages, how close they may be set, and how often they were set."""

    typeset: Callable[[Scale, Set[str]], Rendered]
    measure: Callable[[Rendered], Measured]
    steps: Steps
    rounds: int = 0
    pages_set: int = 0
    shortest: Fitted[Rendered] | None = None
    folded: bool = False
    foot: float | None = None

    def attempt(self, tightness: float, breaks: Set[str] = frozenset()) -> Fitted[Rendered]:
        """The pages at a tightness and with page breaks, set once more."""
        self.rounds += 1
        scale = self.steps.at(tightness, self.folded, self.foot)
        pages = self.typeset(scale, breaks)
        start = Start(tightness, frozenset(breaks), self.folded, self.foot)
        attempt = Fitted(pages, self.measure(pages), scale, start)
        self.pages_set += len(attempt.measured.pages)
        if self.shortest is None or self.shortest.measured.more or attempt.length < self.shortest.length:
            self.shortest = attempt
        return attempt

    def closer(self, loose: Fitted[Rendered], most: float, closest: float) -> tuple[float, Fitted[Rendered]]:
        """The last tightness that was too loose, and the first pages that keep to `most`, or those at `closest`."""
        while True:
            expected = loose.tightness + max(CERTAIN * (loose.length - most) / (GAIN * most), PRECISE)
            if self.rounds >= ROUNDS - FOR_BREAKS - 1:
                expected = closest
            before, loose = loose.tightness, self.attempt(min(expected, closest))
            if loose.keeps(most) or loose.tightness == closest:
                return before, loose

    def nearest(
        self, good: Fitted[Rendered], bad: float, wanted: Callable[[Fitted[Rendered]], bool], room: float = 1 - SPARSE
    ) -> Fitted[Rendered]:
        """The pages that are wanted and nearest to a tightness at which they are not.

        Once many pages were set, those that leave less than `room` on the last page, a part of it, are near enough.
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


def searched(search: Search[Rendered], limit: Pages) -> Fitted[Rendered]:
    """The pages that a search finds from tightness 0 on."""
    found = search.attempt(0)
    if foot := foot_wanted(found.measured.pages[0]):
        search.foot = foot
        found = found if found.measured.more else search.attempt(0)
    if limit.most is not None and not found.keeps(limit.most):
        found = _closed(search, found, limit.most)
    elif not found.measured.more and (found.sparse or found.count < limit.least):
        found = _filled(search, found, limit)
    if not _too_many(found, limit.most):
        found = _without_last(search, found, _together(search, found, limit.most), limit.most)
        if crowded(found.measured) and search.steps.folds and not search.folded and search.rounds < ROUNDS:
            found = _folded(search, found, limit)
    return found


def _closed(search: Search[Rendered], loose: Fitted[Rendered], most: int) -> Fitted[Rendered]:
    """The pages closed up until they are no more than `most`; or else the fewest that were set.

    When not all were set at first, only the closest pages can fit; these are tried at once, or not at all.
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


def _filled(search: Search[Rendered], sparse: Fitted[Rendered], limit: Pages) -> Fitted[Rendered]:
    """The pages without their last one, which is nearly empty, or opened up until it is not; or else as they were.

    Type gets larger for that only where pages are limited: readers of large print chose its size.
    """
    least, widest = limit.least, search.steps.without_larger_type if limit.most is None else search.steps.widest
    most, step = sparse.count - 1, GAIN * sparse.length
    if most >= least and (sparse.length - most) / step <= search.steps.without_smaller_type * REACH:
        before, closer = search.closer(sparse, most, search.steps.without_smaller_type)
        if closer.keeps(most):
            return search.nearest(closer, before, lambda one: one.keeps(most))
    if not widest:
        return sparse

    def wanted(attempt: Fitted[Rendered]) -> bool:
        return not attempt.sparse and attempt.count == max(sparse.count, least)

    expected = -(max(sparse.count, least) - 1 + SPARSE - sparse.length) / step
    wider = search.attempt(max(expected - PRECISE, widest))
    if not wanted(wider) and wider.count <= max(sparse.count, least):
        wider = search.attempt(widest)
    return search.nearest(wider, sparse.tightness, wanted) if wanted(wider) else sparse


def _without_last(
    search: Search[Rendered], before: Fitted[Rendered], together: Fitted[Rendered], most: int | None
) -> Fitted[Rendered]:
    """The pages set a little closer when page breaks have brought a nearly empty last one; or else as they were."""
    if together.count <= before.count or not together.sparse or search.rounds >= ROUNDS:
        return together
    expected = before.tightness + CERTAIN * (together.length - before.count) / (GAIN * before.count)
    closest = search.steps.without_smaller_type
    if before.tightness >= closest or expected > closest * REACH:
        return together
    closer = _together(search, search.attempt(min(expected, closest)), most)
    worse = len([*stands_apart(closer.measured)]) > len([*stands_apart(together.measured)])
    return together if closer.count > before.count or worse else closer


def _folded(search: Search[Rendered], crowded_: Fitted[Rendered], limit: Pages) -> Fitted[Rendered]:
    """The pages with the margin column folded, if that keeps their number: a side note had no room in it."""
    search.folded = True
    for tightness in (crowded_.tightness, search.steps.closest):
        if search.rounds < ROUNDS and not _too_many(folded := search.attempt(tightness), limit.most):
            return _together(search, folded, limit.most)
    return crowded_


def _too_many(pages: Fitted[Rendered], most: int | None) -> bool:
    """Whether the pages are more than `most`, or never end."""
    return pages.count > most if most is not None else pages.measured.more


def _together(search: Search[Rendered], found: Fitted[Rendered], most: int | None) -> Fitted[Rendered]:
    """The pages with as few page breaks as bring together what belongs together.

    One break is added at a time, at the first block that stands apart, since each changes all that follows. It is taken
    back when the block still stands apart, or when the pages become too many.
    """
    breaks: list[str] = []
    in_vain: set[str] = set()
    known = {frozenset(breaks): found}
    while True:
        still = list(stands_apart(found.measured))
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
