"""What a search finds: pages with their measures, what is still wrong with them, and where a later search may start."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass
from functools import cached_property
from math import inf
from typing import Generic, NamedTuple, TypeVar

from brief.fit.apart import stands_apart
from brief.fit.holes import MOST_EMPTY, empty_foot
from brief.fit.pages import crowded, filled, overprinted, taken
from brief.model import AS_WRITTEN, Measured, Move, Moves, Scale

Rendered = TypeVar("Rendered")
"""Pages as `typeset` returns them and `measure` takes them."""

SPARSE = 1 / 3
"""The least part of the last page that should be full."""


class Faults(NamedTuple):
    """Faults of pages: how many blocks should move, whether the last page is nearly empty or page 1 crowded."""

    apart: int = 0
    is_sparse: bool = False
    is_crowded: bool = False

    def exceed(self, others: Faults) -> bool:
        """Whether any fault is greater here than in `others`."""
        return (
            self.apart > others.apart
            or (self.is_sparse and not others.is_sparse)
            or (self.is_crowded and not others.is_crowded)
        )


NO_FAULTS = Faults()
"""No faults: nothing on the pages has to be mended."""


@dataclass(frozen=True, slots=True)
class Start:
    """Where a search ended, and where a later one may start.

    `folded` says that the text is in two columns; for `contact_in_line`, `contact_once` and `low_masthead`, see `Scale`
    and `Steps.at`.
    `foot` is the margin below the text in points, None for that of the look. `full` says how full the last page was,
    None when no search has ended here, and `faults` what the search could not mend.
    """

    tightness: float = 0
    moves: Moves = AS_WRITTEN
    folded: bool = False
    contact_in_line: bool = False
    contact_once: bool = False
    low_masthead: bool = False
    foot: float | None = None
    full: float | None = None
    faults: Faults = NO_FAULTS


BEGINNING = Start()
"""Where a search starts that knows of no earlier one."""


@dataclass(frozen=True)
class Fitted(Generic[Rendered]):
    """Pages that were set, with their measures and their scale.

    `start` is where a later search for these pages may start, and `rounds` how often pages were set to find them.
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
    def moves(self) -> Moves:
        """The blocks that move on the pages."""
        return self.start.moves

    @cached_property
    def full(self) -> float:
        """How full the last page is, from 0 to 1."""
        return filled(self.measured.pages[-1])

    @property
    def count(self) -> float:
        """The number of pages; infinite when not all were set."""
        return inf if self.measured.more else len(self.measured.pages)

    @cached_property
    def length(self) -> float:
        """The length in pages, the last one counted by how much of it is taken; infinite when not all were set."""
        return self.count - 1 + taken(self.measured.pages[-1])

    @cached_property
    def emptiest(self) -> float:
        """The largest part of a page that is empty at its foot, from 0 to 1; the last page does not count."""
        return max((hole / height for hole, height in self._feet), default=0.0)

    @cached_property
    def wishes(self) -> tuple[Move, ...]:
        """The moves that would mend the pages, in page order."""
        return tuple(stands_apart(self.measured))

    def unfilled(self, in_vain: Set[Move]) -> float:
        """The largest part of a page that is empty and that no move would fill, but for those tried `in_vain`."""
        wishes = [wish.hole for wish in self.wishes if wish not in in_vain]
        holes = (one for one in self._feet if all(abs(one[0] - wish) > 1 for wish in wishes))
        return max((hole / height for hole, height in holes), default=0.0)

    def left_empty(self, in_vain: Set[Move] = frozenset()) -> int:
        """The number of pages with more than a third empty at the foot that no break would fill.

        The last page does not count, nor do breaks that were tried `in_vain`.
        """
        mended = [wish.hole for wish in self.wishes if wish.breaks and wish not in in_vain]
        holes = [hole for hole, height in self._feet if hole > MOST_EMPTY * height]
        return sum(all(abs(hole - other) > 1 for other in mended) for hole in holes)

    @cached_property
    def _feet(self) -> list[tuple[float, float]]:
        """What is empty at the foot of each page but the last, and the height of its text area, in points."""
        return [(empty_foot(page), max(page.bottom - page.top, 1)) for page in self.measured.pages[:-1]]

    def keeps(self, most: float) -> bool:
        """Whether the pages are no more than `most`, and notes on them overlap no text."""
        return self.count <= most and not overprinted(self.measured)

    @property
    def sparse(self) -> bool:
        """Whether the last page, unless it is the only one, is less than a third full."""
        return self.count > 1 and self.full < SPARSE

    @cached_property
    def faults(self) -> Faults:
        """The faults of the pages."""
        return Faults(len(self.wishes), self.sparse, crowded(self.measured))
