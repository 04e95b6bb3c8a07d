"""Numbers in the brief's language: ``1,234.5``, ``1 234,5``, ``12 %``."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal

from brief.model import Number

_YEAR = re.compile(r"(?P<year>(?:1[5-9]|2[01])[0-9]{2})(?:[.,]0)?")

DASH = "–"
"""What is printed where there are no data."""

MINUS = "\N{MINUS SIGN}"


def separators(words: Mapping[str, str]) -> tuple[str, str]:
    """What parts thousands, and what stands before decimals: by ``1,234.5``, as the language writes it."""
    sample = words["number"]
    return sample[1 : sample.index("234")], sample[-2]


def decimal(words: Mapping[str, str]) -> str:
    """What stands before decimals."""
    return separators(words)[1]


def dash_explained(words: Mapping[str, str]) -> str:
    """What is said below, where a dash stands for data."""
    return f"{DASH} {words['no-data']}"


def written(number: Number, words: Mapping[str, str]) -> str:
    """The number with the decimals that it has, the signs before and after it, and thousands parted."""
    value = number.value
    thousands, before_decimals = separators(words)
    digits = f"{value.copy_abs():,f}".translate({ord(","): thousands, ord("."): before_decimals})
    signed = f"{MINUS if value < 0 else ''}{number.before}{digits}"
    if number.after == "%":
        return words["percent"].format(number=signed)
    return f"{signed}\N{NO-BREAK SPACE}{number.after}" if number.after else signed


def year(text: str) -> str:
    """The year that a cell is, from 1500 to 2199; nothing when it is none.

    ``2014.0`` is one too, as some programs write it, and ``1,814`` and ``1814.5`` are not.
    """
    match = _YEAR.fullmatch(text)
    return match["year"] if match else ""


def like(value: Decimal, numbers: Sequence[Number]) -> Number:
    """A value with the sign before or after it that all of `numbers` have."""
    befores, afters = {one.before for one in numbers}, {one.after for one in numbers}
    return Number(value, befores.pop() if len(befores) == 1 else "", afters.pop() if len(afters) == 1 else "")
