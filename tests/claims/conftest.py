"""What the tests of the claims sheet share: the claims of a tiny brief, one line each."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

import pytest

from brief.claims import Claim, Sheet, claims
from tests.conftest import MakeBrief

TODAY = date(2024, 6, 1)

SheetOf = Callable[[Mapping[str, str]], Sheet]
ToldOf = Callable[[str], list[str]]


def told(claim: Claim) -> str:
    """A claim as ``1:3 number: Words. [source] 2012``; its place is line and column without the file."""
    behind = "".join(f" [{', '.join(filter(None, (one.key or one.short, one.locator)))}]" for one in claim.evidence)
    year = f" {claim.year}" if claim.year else ""
    return f"{claim.place.line}:{claim.place.column} {'+'.join(claim.kinds)}: {claim.sentence}{behind}{year}"


@pytest.fixture
def sheet_of(make_brief: MakeBrief) -> SheetOf:
    """The claims sheet of a brief with these files."""

    def make(files: Mapping[str, str]) -> Sheet:
        sheet, findings = claims(Path(make_brief(files)), TODAY)
        assert findings == ()
        return sheet

    return make


@pytest.fixture
def told_of(sheet_of: SheetOf) -> ToldOf:
    """The claims in a section, a line each; its text begins in line 3, below its title and an empty line."""

    def make(markdown: str) -> list[str]:
        return [told(claim) for claim in sheet_of({"part.md": f"# The ruler\n\n{markdown}\n"}).claims]

    return make
