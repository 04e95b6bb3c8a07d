"""Numbers: read as spreadsheets write them, and written in the brief's language: ``1,234.5``, ``1 234,5``, ``12 %``."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal

from brief.model import Number

Words = Mapping[str, str]
"""The words that layouts and charts print in the brief's language, by their names in ``styles/words``."""

MINUS = "\N{MINUS SIGN}"

CURRENCY = r"(?:US\$|C\$|A\$|[$€£¥₩₽₹]|(?:USD|EUR|GBP|JPY|KRW|CHF|CAD)\b)"
_BLANKS = "\u0020\u00a0\u2007\u2009\u202f"
_PARTS = re.compile(
    rf"(?P<first>[-−–+]?)(?P<before>{CURRENCY}?)[{_BLANKS}]?(?P<second>[-−–+]?)"
    rf"(?P<digits>[0-9.,][0-9.,'’{_BLANKS}]*?)(?P<power>[eE][-+][0-9]{{1,3}})?"
    rf"[{_BLANKS}]?(?P<after>[%‰]|{CURRENCY})?$"
)
UNSEEN = "\u200b\u200e\u200f\u2060\ufeff"
"""Invisible characters that programs put around a number: direction marks and zero-width spaces."""

MOST_DIGITS = 30
"""The most digits of a number; longer ones are codes."""


def decimal_mark_of(text: str) -> str:
    """The only decimal mark, ``.`` or ``,``, with which a cell is a number; empty when both or neither make it one."""
    readings = [mark for mark in ".," if number(text, mark)]
    return readings[0] if len(readings) == 1 else ""


def is_doubtful(text: str) -> bool:
    """Whether a cell is one number with a decimal point and a different one with a decimal comma: ``96.800``."""
    point, comma = number(text, "."), number(text, ",")
    return bool(point and comma) and point != comma


def number(text: str, decimal: str) -> Number | None:
    """The number in a cell whose decimal mark is `decimal`; None when it is not a number.

    ``1,234.5``, ``1.234,5``, ``1 234,5``, ``−3``, ``12 %``, ``$5``, and ``.5`` and ``1.5E+05`` of statistical programs
    are numbers. ``007`` and ``1E5`` are codes, and ``(5)`` is ambiguous: minus five, or a standard error.
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
    """The same number without an exponent; None when that has more than `MOST_DIGITS` digits."""
    if abs(value.adjusted()) > MOST_DIGITS:  # written out, it could fill a book
        return None
    text = f"{value:f}"
    return Decimal(text) if sum(map(str.isdigit, text)) <= MOST_DIGITS else None


def _ungrouped(whole: str, decimal: str) -> str | None:
    """The digits before the decimal mark without thousands separators; None when they are misplaced or a zero leads."""
    if re.fullmatch("[0-9]+", whole):
        return whole if len(whole) == 1 or whole[0] != "0" else None
    marks = set(re.findall("[^0-9]", whole))
    if len(marks) == 1 and decimal not in marks and re.fullmatch(r"[1-9][0-9]{0,2}(?:[^0-9][0-9]{3})+", whole):
        return re.sub("[^0-9]", "", whole)
    return None


def separators(words: Words) -> tuple[str, str]:
    """The separators of thousands and of decimals, from the sample ``1,234.5`` in the words of the language."""
    sample = words["number"]
    return sample[1 : sample.index("234")], sample[-2]


def decimal(words: Words) -> str:
    """The decimal mark of the brief's language."""
    return separators(words)[1]


def written(number: Number, words: Words) -> str:
    """The number in the brief's language, with all of its decimals and with the signs before and after it."""
    value = number.value
    thousands, before_decimals = separators(words)
    digits = f"{value.copy_abs():,f}".translate({ord(","): thousands, ord("."): before_decimals})
    signed = f"{MINUS if value < 0 else ''}{number.before}{digits}"
    if number.after == "%":
        return words["percent"].format(number=signed)
    return f"{signed}\N{NO-BREAK SPACE}{number.after}" if number.after else signed
