"""Dates of sources: as people and programs write them, to those of CSL-JSON.

A text is a date of EDTF, level 0 and a little more (https://www.loc.gov/standards/datetime): ``2014``, ``2014-02``,
``2014-02-07``, ``2014-21`` for spring, ``2014~`` for about, ``2012/2014`` for from and to.
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
"""The numbers of a month that stand for seasons: CSL counts them from 13, EDTF from 21, both from spring."""


def of_text(text: str) -> Mapping[str, Any] | None:
    """The date in a text, as CSL-JSON; None when there is none."""
    parts = [_DAY.fullmatch(_TIME.sub("", part.strip())) for part in text.split("/")]
    days = [_numbers(match.group("year", "month", "day")) for match in parts if match]
    if not 1 <= len(parts) == len(days) <= 2 or not all(map(is_day, days)):
        return None
    circa = any(match and match["circa"] for match in parts)
    return {"date-parts": days, **({"circa": 1} if circa else {})}


def of_parts(parts: Sequence[Sequence[str]]) -> Mapping[str, Any] | None:
    """The date in CSL's ``date-parts``, one day or two; None when one of them is no day."""
    written = all(part and all(_NUMBER.fullmatch(one) for one in part) for part in parts)
    days = [_numbers(part) for part in parts] if written and 1 <= len(parts) <= 2 else [[]]
    return {"date-parts": days} if all(map(is_day, days)) else None


def _numbers(parts: Sequence[str | None]) -> list[int]:
    return [int(part) for part in parts if part is not None]


def is_day(parts: Sequence[int]) -> bool:
    """Whether year, month and day, as far as they are given, are in the calendar."""
    if not 1 <= len(parts) <= 3 or not parts[0]:
        return False
    if len(parts) > 1 and parts[1] in SEASONS:
        return len(parts) == 2
    if len(parts) > 1 and not 1 <= parts[1] <= 12:
        return False
    return len(parts) < 3 or 1 <= parts[2] <= monthrange(max(parts[0], 1), parts[1])[1]
