"""The bounds that pages have to keep, and what of a document is out of them."""

from __future__ import annotations

from collections.abc import Iterator

from tests.pages.belonging import Where
from tests.pages.judging import Judged

LONGEST_LINE = 78
"""Characters."""

LEAST_LEADING = 1.29
"""The distance of lines over the size of their type."""

HIGHEST_HOLE = 1 / 3
"""An empty band in the text column, as a part of the height of the text."""

SPARE = 1.25, 1.0
"""A document may have this many times the pages that it needs, for heads and the room around exhibits, and this many
more, since what stays together begins a page."""

AS_MANY_AS_IT_TAKES = frozenset({"large-print", "proof"})
"""Editions whose pages are not counted against what the text needs."""

KEPT_FREE = frozenset({"large-print", "proof"})
"""Editions whose right third may be empty: in large print below each other stand short names; that of a proof is left
to the corrector."""


def out_of(judged: Judged, edition: str) -> Iterator[str]:
    """What is out of bounds in an edition, in words that name the pages."""
    if not judged.line:
        return
    if judged.line > LONGEST_LINE:
        yield f"lines of {judged.line} characters"
    if judged.leading and judged.leading < LEAST_LEADING:
        yield f"lines {judged.leading:.3f} of their size apart"
    for where, part in judged.empty:
        if part > HIGHEST_HOLE:
            yield f"{part:.0%} of the text column empty: {where}"
    if edition not in KEPT_FREE:
        yield from _named("right third empty", judged.right)
    yield from _named("half a word in a last line", judged.half)
    yield from _named("recommendations split", judged.split)
    yield from _named("note away from its call", judged.away)
    yield from _named("more than two hyphens in a row", judged.hyphens)
    times, more = SPARE
    if edition not in AS_MANY_AS_IT_TAKES and judged.pages > judged.needed * times + more:
        yield f"{judged.pages} pages for what needs {judged.needed}"


def _named(what: str, found: tuple[Where, ...]) -> Iterator[str]:
    if found:
        yield f"{what}: {', '.join(map(str, found))}"
