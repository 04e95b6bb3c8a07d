"""Numbers as spreadsheets write them: which mark a file sets before its decimals, and what a cell is worth."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal

from brief.model import Number

CURRENCY = r"(?:US\$|C\$|A\$|[$€£¥₩₽₹]|(?:USD|EUR|GBP|JPY|KRW|CHF|CAD)\b)"
_BLANKS = "\u0020\u00a0\u2007\u2009\u202f"
_PARTS = re.compile(
    rf"(?P<first>[-−–+]?)(?P<before>{CURRENCY}?)[{_BLANKS}]?(?P<second>[-−–+]?)"
    rf"(?P<digits>[0-9][0-9.,'’{_BLANKS}]*?)[{_BLANKS}]?(?P<after>[%‰]|{CURRENCY})?$"
)
MOST_DIGITS = 30
"""Of a number; what has more is a code."""


def evidence(text: str) -> str:
    """The mark before decimals that a cell proves, ``.`` or ``,``: the one with which alone it is a number."""
    readings = [mark for mark in ".," if number(text, mark)]
    return readings[0] if len(readings) == 1 else ""


def number(text: str, decimal: str) -> Number | None:
    """The number that a cell is when `decimal` stands before decimals, or None.

    ``1,234.5``, ``1.234,5``, ``1 234,5``, ``−3``, ``12 %``, ``$5``. Not ``007``, which is a code.
    """
    match = _PARTS.match(text)
    if not match or (match["first"] and match["second"]) or (match["before"] and match["after"]):
        return None
    whole, mark, decimals = match["digits"].partition(decimal)
    if (mark and not re.fullmatch("[0-9]+", decimals)) or len(whole) + len(decimals) > MOST_DIGITS:
        return None
    plain = _ungrouped(whole, decimal)
    if plain is None:
        return None
    minus = "-" if (match["first"] or match["second"]) in ("-", "−", "–") else ""
    return Number(Decimal(f"{minus}{plain}{'.' if mark else ''}{decimals}"), match["before"], match["after"] or "")


def _ungrouped(whole: str, decimal: str) -> str | None:
    """The digits before the decimals without what parts thousands; None when they are parted otherwise."""
    if whole.isdigit():
        return whole if len(whole) == 1 or whole[0] != "0" else None
    marks = set(re.findall("[^0-9]", whole))
    if len(marks) == 1 and decimal not in marks and re.fullmatch(r"[1-9][0-9]{0,2}(?:[^0-9][0-9]{3})+", whole):
        return re.sub("[^0-9]", "", whole)
    return None


def decimal_mark(texts: Iterable[str], otherwise: str) -> tuple[str, int | None]:
    """The mark before decimals in a file, by its cells, and the first cell, counted from 0, that has another."""
    found = ""
    for index, text in enumerate(texts):
        mark = evidence(text)
        if mark and found and mark != found:
            return found, index
        found = found or mark
    return found or otherwise, None
