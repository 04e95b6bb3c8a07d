"""Numbers in the brief's language: ``1,234.5``, ``1 234,5``, ``12 %``."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal

from brief.model import Number

Words = Mapping[str, str]
"""What layouts and charts say in the brief's language, by its name in ``styles/words``."""

_YEAR = re.compile(r"(?P<year>(?:1[5-9]|2[01])[0-9]{2})(?:[.,]0)?")

DASH = "–"
"""Stands where there are no data."""

MINUS = "\N{MINUS SIGN}"


def separators(words: Words) -> tuple[str, str]:
    """The separators of thousands and of decimals, from the way in which the language writes ``1,234.5``."""
    sample = words["number"]
    return sample[1 : sample.index("234")], sample[-2]


def decimal(words: Words) -> str:
    """The separator of decimals."""
    return separators(words)[1]


def dash_explained(words: Words) -> str:
    """The remark below a chart or table with dashes."""
    return f"{DASH} {words['no-data']}"


def written(number: Number, words: Words) -> str:
    """The number in the brief's language, with all of its decimals and with the signs before and after it."""
    value = number.value
    thousands, before_decimals = separators(words)
    digits = f"{value.copy_abs():,f}".translate({ord(","): thousands, ord("."): before_decimals})
    signed = f"{MINUS if value < 0 else ''}{number.before}{digits}"
    if number.after == "%":
        return words["percent"].format(number=signed)
    return f"{signed}\N{NO-BREAK SPACE}{number.after}" if number.after else signed


def year(text: str) -> str:
    """The year in a cell, from 1500 to 2199, or an empty string; some programs write ``2014.0``."""
    match = _YEAR.fullmatch(text)
    return match["year"] if match else ""


def like(value: Decimal, numbers: Sequence[Number]) -> Number:
    """A number with the sign before or after it that all of `numbers` have."""
    befores, afters = {number.before for number in numbers}, {number.after for number in numbers}
    return Number(value, befores.pop() if len(befores) == 1 else "", afters.pop() if len(afters) == 1 else "")
