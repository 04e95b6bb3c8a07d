"""What a claims sheet is made of: a claim, what stands behind it, and the sheet of one brief."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from brief.findings import Place

Kind = Literal["number", "percentage", "date", "superlative", "quotation"]
"""What makes a sentence a claim."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What stands behind a claim: a source by its key, or the words of a note or a source line, without a key.

    `short` says what it is in a line: authors, title, year. `year` is that in which it was issued.
    """

    short: str
    key: str = ""
    locator: str = ""
    year: str = ""
    review_by: date | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """A sentence that somebody has to check: where it begins, why, its words, what stands behind it.

    `year` is the year, or the years, that it speaks of.
    """

    place: Place
    kinds: tuple[Kind, ...]
    sentence: str
    evidence: tuple[Evidence, ...] = ()
    year: str = ""

    @property
    def keys(self) -> str:
        """The keys of its sources: ``coi2014; hrc2525``."""
        return _listed(one.key for one in self.evidence)

    @property
    def sources(self) -> str:
        """Its sources in short."""
        return _listed(one.short for one in self.evidence)

    @property
    def locators(self) -> str:
        """Where in its sources it stands."""
        return _listed(one.locator for one in self.evidence)

    @property
    def review_by(self) -> date | None:
        """The first of the days after which one of its sources is to be looked at again."""
        return min((one.review_by for one in self.evidence if one.review_by), default=None)


@dataclass(frozen=True, slots=True)
class Sheet:
    """The claims of a brief, those without a source first, and what the sheet says of the brief at its head.

    `today` is the day on which it was made: what was to be reviewed before is due.
    """

    title: str
    language: str
    version: str
    copy_code: str
    claims: tuple[Claim, ...]
    today: date

    @property
    def open(self) -> tuple[Claim, ...]:
        """The claims without a source."""
        return tuple(claim for claim in self.claims if not claim.evidence)

    @property
    def sourced(self) -> tuple[Claim, ...]:
        """The claims with one."""
        return tuple(claim for claim in self.claims if claim.evidence)

    def is_due(self, claim: Claim) -> bool:
        """Whether a source of `claim` was to be reviewed before today."""
        return claim.review_by is not None and claim.review_by < self.today

    @property
    def count(self) -> str:
        """``12 claims, 3 of them without a source, 1 with a source whose review was due``."""
        if not self.claims:
            return "no claims: no sentence holds a number, a date, a superlative or a quotation of five words and more"
        due = sum(map(self.is_due, self.claims))
        parts = [f"{len(self.claims)} claim{'s' * (len(self.claims) != 1)}", f"{len(self.open)} without a source"]
        return ", ".join([*parts, f"{due} with a source whose review was due"] if due else parts)


def _listed(words: Iterable[str]) -> str:
    return "; ".join(dict.fromkeys(filter(None, words)))
