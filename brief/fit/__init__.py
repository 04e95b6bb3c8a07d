"""Fit: sets the pages again until they keep their limit, the last one is full enough, and related blocks are together.

It gets two functions: one sets the pages at a scale, with some blocks moved, and the other measures them. It knows
neither WeasyPrint nor files.

How close the pages are set is one number, the tightness (`steps`): 0 is the look unchanged, each whole number above it
one more step in which something gives way, each below it one in which something opens. Pages that fit at one tightness
fit at every greater one, so the search is a bisection:

1. The pages are set at 0. When they are too many, they are set closer, by an estimate of the surplus, until they fit or
   the last step ends; then the text is folded into two columns, if the grid allows it. Pages on which notes overlap
   text do not fit.
2. The middle between a tightness that fits and one that does not is tried, until the two differ by at most `PRECISE`.
3. When the last page is less than a third full, with a limit or without, the pages are set closer, though not in
   smaller type, until that page is gone; or else wider, until it is a third full; or else they are left unchanged.
4. At the tightness that was found, blocks are moved where something is separated from what it belongs to, or where an
   exhibit has left a page empty (`apart`, `holes`); a photograph may be set smaller for that. When that adds a page
   with little on it, the pages are set closer.
5. When the last page of a short brief is less than two thirds full, the pages are opened a little if that fills pages,
   within a limit also by a little larger type. A page that must be the only one is opened, also in larger type, when
   it is from half to four fifths full.

When something overlaps the card with the contact on page 1, the contact is set in one line at the foot of the page.
When that is the only page, the colophon does not repeat the contact.
When only a little of the summary would run over to page 2, the masthead is set at its smallest height.

The tightness is found in about `ROUNDS` rounds at most, and blocks are moved until there were `MOST_ROUNDS` in all, so
the same brief always gets the same pages. Long briefs, which take long to set, are searched less finely (`ENOUGH` and
`MOST_SET` in `attempts`).

A search may start where an earlier one ended (`Fitted.start`). When the pages are no worse there, as for a brief that
has hardly changed, they are set only once.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from math import inf

from brief.fit.apart import torn_notes
from brief.fit.attempts import ROOM, ROUNDS, Search
from brief.fit.found import SPARSE, Fitted, Rendered, Start
from brief.fit.search import searched
from brief.fit.steps import Steps, steps_for
from brief.model import Measured, Moves, Pages, Scale

__all__ = ["ROUNDS", "Fitted", "Start", "Steps", "far", "fit", "steps_for", "torn_notes"]

HARDLY = 0.1
"""The part of a page by which the last page may become emptier or fuller through a small change."""

FAR = 3
"""The pages of an edition are set up to this many times its limit plus one, and no further."""


def far(limit: Pages) -> int | None:
    """The number of pages after which `fit` needs no more; None when there is no limit."""
    return None if limit.most is None else FAR * (limit.most + 1)


def fit(
    typeset: Callable[[Scale, Moves], Rendered],
    measure: Callable[[Rendered], Measured],
    steps: tuple[Steps, Callable[[], Steps] | None],
    limit: Pages,
    start: Start | None = None,
) -> Fitted[Rendered]:
    """The pages within their limit, set no closer than needed; otherwise the shortest that were found.

    `typeset` sets pages at a scale with blocks moved; it may stop when the pages are `far` too many. `steps` are those
    for the grid of the edition, and a function that returns those for two columns, or None if it is never folded. With
    `start`, the pages may be set a little closer or wider than by a search from the beginning.
    """
    search = Search(typeset, measure, *steps)
    found = _as_before(search, start, limit) if start else None
    if found is None:
        search = Search(typeset, measure, *steps)
        found = searched(search, limit)
    return replace(found, rounds=search.rounds, start=replace(found.start, full=found.full, faults=found.faults))


def _as_before(search: Search[Rendered], start: Start, limit: Pages) -> Fitted[Rendered] | None:
    """The pages set as an earlier search ended; None if they break the limit, have new faults, or can be set better."""
    search.start = start
    found = search.attempt(start.tightness, start.moves)
    kept = not found.measured.more and found.keeps(limit.most or inf) and found.count >= limit.least
    emptiest, fullest = 1 - ROOM, SPARSE + ROOM
    if start.full is not None:  # an earlier search found nothing better
        emptiest, fullest = min(emptiest, start.full - HARDLY), max(fullest, start.full + HARDLY)
    too_close = start.tightness > 0 and found.full < emptiest
    too_wide = start.tightness < 0 and found.full > fullest
    return found if kept and not (too_close or too_wide or found.faults.exceed(start.faults)) else None
