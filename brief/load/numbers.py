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
    rf"(?P<digits>[0-9.,][0-9.,'’{_BLANKS}]*?)(?P<power>[eE][-+][0-9]{{1,3}})?"
    rf"[{_BLANKS}]?(?P<after>[%‰]|{CURRENCY})?$"
)
UNSEEN = "\u200b\u200e\u200f\u2060\ufeff"
"""What programs put around a number and nobody sees: marks of direction, and blanks without a width."""

MOST_DIGITS = 30
"""Of a number; what has more is a code."""


def evidence(text: str) -> str:
    """The mark before decimals that a cell proves, ``.`` or ``,``: the one with which alone it is a number."""
    readings = [mark for mark in ".," if number(text, mark)]
    return readings[0] if len(readings) == 1 else ""


def is_doubtful(text: str) -> bool:
    """Whether a cell is one number with a point before its decimals, and another with a comma: ``96.800``."""
    point, comma = number(text, "."), number(text, ",")
    return bool(point and comma) and point != comma


def number(text: str, decimal: str) -> Number | None:
    """The number that a cell is when `decimal` stands before decimals, or None.

    ``1,234.5``, ``1.234,5``, ``1 234,5``, ``−3``, ``12 %``, ``$5``, and ``.5`` and ``1.5E+05``, as statistical programs
    write them. Not ``007`` and ``1E5``, which are codes, nor ``(5)``, which is minus five in a budget and no less often
    a standard error.
    """
    match = _PARTS.match(text.strip(UNSEEN))
    if not match or (match["first"] and match["second"]) or (match["before"] and match["after"]):
        return None
    whole, mark, decimals = match["digits"].partition(decimal)
    plain = "0" if mark and not whole else _ungrouped(whole, decimal)
    if plain is None or (mark and not re.fullmatch("[0-9]+", decimals)):
        return None
    minus = "-" if (match["first"] or match["second"]) in ("-", "−", "–") else ""
    value = _written_out(Decimal(f"{minus}{plain}{'.' if mark else ''}{decimals}{match['power'] or ''}"))
    return None if value is None else Number(value, match["before"], match["after"] or "")


def _written_out(value: Decimal) -> Decimal | None:
    """The same number without a power of ten; None when it has more digits than one that is meant to be read."""
    if abs(value.adjusted()) > MOST_DIGITS:  # written out, it could fill a book
        return None
    text = f"{value:f}"
    return Decimal(text) if sum(map(str.isdigit, text)) <= MOST_DIGITS else None


def _ungrouped(whole: str, decimal: str) -> str | None:
    """The digits before the decimals without what parts thousands; None when they are parted otherwise."""
    if re.fullmatch("[0-9]+", whole):
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
