"""The sheet as text, for a terminal: where a claim stands and why it is one, its words, what stands behind it."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import wrap

from brief.claims.sheet import Claim, Evidence, Sheet
from brief.findings.nearest import shortened

WIDTH = 100
INDENT = "    "


def lines(sheet: Sheet, width: int = WIDTH) -> Iterator[str]:
    """The lines of a sheet, none longer than `width` unless a word is; the claims without a source first."""
    groups = (("without a source", sheet.open), ("with a source", sheet.sourced))
    shown = [(name, claims) for name, claims in groups if claims]
    for number, (name, claims) in enumerate(shown):
        yield from [""] * (number > 0)
        yield f"{name} ({len(claims)})"
        for claim in claims:
            yield ""
            yield f"{claim.place}  {', '.join(claim.kinds)}"
            yield from _folded(claim.sentence, width)
            if behind := "  ".join(_behind(sheet, claim)):
                yield from _folded(behind, width)


def _folded(text: str, width: int) -> list[str]:
    return wrap(
        text, width, initial_indent=INDENT, subsequent_indent=INDENT, break_long_words=False, break_on_hyphens=False
    )


def _behind(sheet: Sheet, claim: Claim) -> Iterator[str]:
    """``[coi2014, p. 7; hrc2525]``, the year, and the day of the review."""
    if claim.evidence:
        yield f"[{'; '.join(map(_source, claim.evidence))}]"
    if claim.year:
        yield claim.year
    if claim.review_by:
        yield f"{'review was due' if sheet.is_due(claim) else 'review by'} {claim.review_by.isoformat()}"


def _source(one: Evidence) -> str:
    return ", ".join(filter(None, (one.key or shortened(one.short), one.locator)))
