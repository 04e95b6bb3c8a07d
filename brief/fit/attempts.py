"""The attempts of a search: pages set at one tightness after another, and how often they may be set."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Generic

from brief.fit.found import BEGINNING, SPARSE, Fitted, Rendered, Start
from brief.fit.steps import Steps
from brief.model import AS_WRITTEN, Box, Measured, Moves, Scale

ROUNDS = 10
"""The most times that the pages are set until their tightness is found."""

MOST_ROUNDS = ROUNDS + 10
"""The most times that the pages are set in all: of a long brief, a round that moves a block sets few pages anew."""

MOST_SET, MOST_SET_TO_MOVE = 120, 280
"""Once so many pages were set in all rounds, a nearly empty last page stays, and pages that are too many are set as
close as possible at once; after the second number, no more blocks are moved. Setting a long brief may take minutes.

From round `REUSED_FROM` on, pages that a move leaves unchanged do not count, since `typeset` does not set them anew.
"""

REUSED_FROM = 3

AFTER_CLOSEST = 6
"""The rounds that are left when the closest tightness is tried at the latest: to fill holes, and for middles."""

ENOUGH, ROOM = 9, 0.15
"""Once this many pages were set in all rounds, pages within their limit are not fitted more exactly, unless they leave
more than this part of the last page free. When the last page was too empty, a third of it full is enough."""

OVERSHOOT = 1.5
"""Pages are closed up by this many times the estimate: blocks that stay whole leave gaps, and a round is saved."""

PRECISE = 0.25
"""The largest distance, in steps, between the tightness found and one at which the pages do not fit."""

NO_EFFECT = 0.02
"""An attempt that makes the pages shorter by less than this part of a page has had no effect."""

GAIN = 0.03
"""The estimated part of all pages that one step saves, or adds when it opens: about 6 of 200 lines."""


@dataclass(slots=True)
class Search(Generic[Rendered]):
    """The state of a search: how pages are set and measured, how close they may be set, and how often they were set.

    Each attempt has its own tightness and moves; all else in `start` holds for every attempt until it is changed.
    """

    typeset: Callable[[Scale, Moves], Rendered]
    measure: Callable[[Rendered], Measured]
    unfolded: Steps
    in_columns: Callable[[], Steps] | None
    start: Start = BEGINNING
    rounds: int = 0
    pages_set: int = 0
    shortest: Fitted[Rendered] | None = None
    last_scale: Scale | None = None
    last_set: frozenset[tuple[Box, ...]] = frozenset()

    @property
    def steps(self) -> Steps:
        """The steps for the grid on which the next pages are set."""
        return self.in_columns() if self.start.folded and self.in_columns else self.unfolded

    @property
    def has_set_many(self) -> bool:
        """Whether so many pages were set that only what is necessary is still tried."""
        return self.pages_set >= MOST_SET

    @property
    def has_ended(self) -> bool:
        """Whether the pages were set so often that no more blocks are moved."""
        return self.rounds >= MOST_ROUNDS or self.pages_set >= MOST_SET_TO_MOVE

    @property
    def folds(self) -> bool:
        """Whether the text may be folded into two columns and is not yet."""
        return self.in_columns is not None and not self.start.folded

    def fold(self) -> None:
        """Folds the text into two columns for all later attempts."""
        self.start = replace(self.start, folded=True)

    def attempt(self, tightness: float, moves: Moves = AS_WRITTEN) -> Fitted[Rendered]:
        """The pages set once more, at a tightness and with some blocks moved."""
        self.rounds += 1
        start = replace(self.start, tightness=tightness, moves=moves)
        scale = self.steps.at(tightness, start.foot, start.low_masthead)
        in_line, once = start.contact_in_line, start.contact_once
        scale = replace(scale, folded=start.folded, contact_in_line=in_line, contact_once=once)
        pages = self.typeset(scale, moves)
        attempt = Fitted(pages, self.measure(pages), scale, start)
        boxes = [page.boxes for page in attempt.measured.pages]
        reused = self.last_set if self.rounds >= REUSED_FROM and scale == self.last_scale else frozenset()
        self.pages_set += sum(page not in reused for page in boxes)
        self.last_scale, self.last_set = scale, frozenset(boxes)
        if self.shortest is None or self.shortest.measured.more or attempt.length < self.shortest.length:
            self.shortest = attempt
        return attempt

    def closer(self, loose: Fitted[Rendered], most: float, closest: float) -> tuple[float, Fitted[Rendered]]:
        """The last tightness that was too loose, and the first pages that keep to `most`, or those at `closest`.

        After an attempt without effect, the next goes twice as far.
        """
        strides = 1
        while True:
            expected = loose.tightness + strides * max(OVERSHOOT * (loose.length - most) / (GAIN * most), PRECISE)
            if self.rounds >= ROUNDS - AFTER_CLOSEST or self.has_set_many:
                expected = closest
            looser, loose = loose, self.attempt(min(expected, closest), loose.moves)
            if loose.keeps(most) or loose.tightness == closest:
                return looser.tightness, loose
            strides = 2 if looser.length - loose.length < NO_EFFECT else 1

    def nearest(
        self, good: Fitted[Rendered], bad: float, wanted: Callable[[Fitted[Rendered]], bool], room: float = 1 - SPARSE
    ) -> Fitted[Rendered]:
        """The pages that are `wanted` and nearest to the tightness `bad`, at which they are not.

        Once `ENOUGH` pages were set, those that leave less than `room` of the last page free are near enough.
        """
        while abs(good.tightness - bad) > PRECISE and self.rounds < ROUNDS:
            if self.has_set_many or (self.pages_set >= ENOUGH and good.length > good.count - room):
                break
            middle = self.attempt((good.tightness + bad) / 2, good.moves)
            if wanted(middle):
                good = middle
            else:
                bad = middle.tightness
        return good
