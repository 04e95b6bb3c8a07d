"""Converts the dates of sources into those of CSL-JSON.

A text is a date of EDTF, level 0 and a little more (https://www.loc.gov/standards/datetime): ``2014``, ``2014-02``,
``2014-02-07``, ``2014-21`` for spring, ``2014~`` for about, ``2012/2014`` for a range.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Mapping, Sequence
from typing import Any

_DAY = re.compile(r"(?P<year>-?[0-9]{1,4})(?:-(?P<month>[0-9]{1,2})(?:-(?P<day>[0-9]{1,2}))?)?(?P<circa>[~?%])?")
_NUMBER = re.compile(r"-?[0-9]{1,4}")
_TIME = re.compile(r"T[0-9:.]+(?:Z|[+-][0-9:]+)?$")
SEASONS = range(13, 25)
"""The months that stand for seasons: CSL counts them from 13, EDTF from 21, both from spring."""


def of_text(text: str) -> Mapping[str, Any] | None:
    """The date or range of dates in a text; None when it contains anything else."""
    matches = [_DAY.fullmatch(_TIME.sub("", part.strip())) for part in text.split("/")]
    date = of_parts(
        [[part for part in match.group("year", "month", "day") if part] if match else [] for match in matches]
    )
    circa = any(match and match["circa"] for match in matches)
    return {**date, "circa": 1} if date and circa else date


def of_parts(parts: Sequence[Sequence[str]]) -> Mapping[str, Any] | None:
    """The date or range of dates with these years, months and days; None when it is not in the calendar."""
    if not 1 <= len(parts) <= 2 or not all(_NUMBER.fullmatch(number) for part in parts for number in part):
        return None
    days = [[int(number) for number in part] for part in parts]
    return {"date-parts": days} if all(map(is_day, days)) else None


def is_day(parts: Sequence[int]) -> bool:
    """Whether year, month and day, as far as they are given, are in the calendar."""
    if not 1 <= len(parts) <= 3 or not parts[0]:
        return False
    year, month, day = (*parts, 1, 1)[:3]
    if len(parts) == 2 and month in SEASONS:
        return True
    return 1 <= month <= 12 and 1 <= day <= monthrange(max(year, 1), month)[1]
