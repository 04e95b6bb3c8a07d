"""Cells of charts and tables: years, dashes for missing data, the sign that all numbers share."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from brief.model import Number
from brief.numbers import Words

_YEAR = re.compile(r"(?P<year>(?:1[5-9]|2[01])[0-9]{2})(?:[.,]0)?")

DASH = "–"
"""Printed in place of missing data."""


def dash_explained(words: Words) -> str:
    """The remark below a chart or table that explains its dashes."""
    return f"{DASH} {words['no-data']}"


def year(text: str) -> str:
    """The year in a cell, from 1500 to 2199, or an empty string; some programs write ``2014.0``."""
    match = _YEAR.fullmatch(text)
    return match["year"] if match else ""


def like(value: Decimal, numbers: Sequence[Number]) -> Number:
    """A value as a number, with the sign before and after it that all of `numbers` share, if any."""
    befores, afters = {number.before for number in numbers}, {number.after for number in numbers}
    return Number(value, befores.pop() if len(befores) == 1 else "", afters.pop() if len(afters) == 1 else "")
