"""A claim, its evidence, and the claims sheet of a brief."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from brief.findings import Place
from brief.findings.nearest import counted

Kind = Literal["number", "percentage", "date", "superlative", "quotation"]
"""What makes a sentence a claim."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """The evidence for a claim: a source with its key, or the words of a note or a source line, without a key.

    `short` has authors, title and year; `year` is the year of publication.
    """

    short: str
    key: str = ""
    locator: str = ""
    year: str = ""
    review_by: date | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """A sentence to be checked, its place, its kinds and its evidence.

    `year` has the years that it mentions, or else that of a source. `is_pulled` when it only repeats words of the text.
    `stands_in` is the tag of its element, such as ``h3`` or ``tr``, or a key of brief.yaml. `sign` is its first number
    or else quotation, at `sign_place`; empty when it is a claim for another reason.
    """

    place: Place
    kinds: tuple[Kind, ...]
    sentence: str
    evidence: tuple[Evidence, ...] = ()
    year: str = ""
    is_pulled: bool = False
    stands_in: str = ""
    sign: str = ""
    sign_place: Place | None = None

    @property
    def keys(self) -> str:
        """The keys of its sources: ``coi2014; hrc2525``."""
        return _listed(evidence.key for evidence in self.evidence)

    @property
    def sources(self) -> str:
        """Its sources: authors, titles, years."""
        return _listed(evidence.short for evidence in self.evidence)

    @property
    def locators(self) -> str:
        """The places in its sources."""
        return _listed(evidence.locator for evidence in self.evidence)

    @property
    def review_by(self) -> date | None:
        """The earliest day by which one of its sources is to be reviewed; None when none has such a day."""
        return min((evidence.review_by for evidence in self.evidence if evidence.review_by), default=None)


@dataclass(frozen=True, slots=True)
class Sheet:
    """The claims of a brief, those without a source first, and the facts at the head of the sheet.

    `today` is the day of the sheet: reviews before it are due. `sign_off_code` is the code to write down when signing
    off; empty when nobody has to sign off.
    """

    title: str
    language: str
    version: str
    copy_code: str
    claims: tuple[Claim, ...]
    today: date
    sign_off_code: str = ""

    @property
    def groups(self) -> Mapping[str, tuple[Claim, ...]]:
        """The claims by heading: those without a source, then those with one; an empty group is left out."""
        open_, sourced = (tuple(claim for claim in self.claims if bool(claim.evidence) is has) for has in (False, True))
        return {name: group for name, group in (("without a source", open_), ("with a source", sourced)) if group}

    def is_due(self, claim: Claim) -> bool:
        """Whether the review of a source of a claim was due before today."""
        return claim.review_by is not None and claim.review_by < self.today

    def review(self, claim: Claim) -> str:
        """``review by 2024-05-01``, or an empty string."""
        if not claim.review_by:
            return ""
        return f"{'review was due' if self.is_due(claim) else 'review by'} {claim.review_by.isoformat()}"

    @property
    def count(self) -> str:
        """``12 claims, 3 of them without a source, 1 with a source whose review was due``."""
        if not self.claims:
            return "no claims: no sentence holds a number, a date, a superlative or a quotation of five words and more"
        due = sum(map(self.is_due, self.claims))
        unsourced = len(self.groups.get("without a source", ()))
        parts = [counted(len(self.claims), "claim"), f"{unsourced} without a source"]
        return ", ".join([*parts, f"{due} with a source whose review was due"] if due else parts)


def _listed(words: Iterable[str]) -> str:
    return "; ".join(dict.fromkeys(filter(None, words)))
