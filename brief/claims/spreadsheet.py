"""The sheet as CSV, for a spreadsheet: UTF-8 with a byte order mark, so that it opens right, and RFC 4180 otherwise."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from io import StringIO

from brief.claims.sheet import Claim, Sheet

COLUMNS = (
    "file",
    "line",
    "column",
    "kind",
    "sentence",
    "source key",
    "source",
    "locator",
    "year",
    "review by",
    "checked by",
    "date",
    "remark",
)
"""The last three are for the colleague to fill in."""

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What a spreadsheet takes for the beginning of a formula (OWASP, CSV Injection)."""


def spreadsheet(sheet: Sheet) -> bytes:
    """A row for each claim, those without a source first."""
    file = StringIO(newline="")
    writer = csv.writer(file, quoting=csv.QUOTE_MINIMAL, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    writer.writerows([_plain(cell) for cell in _row(claim)] for claim in sheet.claims)
    return file.getvalue().encode("utf-8-sig")


def _row(claim: Claim) -> Iterator[str]:
    place = claim.place
    yield from (place.path.as_posix(), str(place.line or ""), str(place.column or ""))
    yield from (", ".join(claim.kinds), claim.sentence, claim.keys, claim.sources, claim.locators, claim.year)
    yield claim.review_by.isoformat() if claim.review_by else ""
    yield from ("", "", "")


def _plain(cell: str) -> str:
    """A cell that no spreadsheet runs: with an apostrophe before what would begin a formula."""
    return f"'{cell}" if cell.startswith(FORMULA) else cell
