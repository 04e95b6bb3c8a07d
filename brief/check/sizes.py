"""Rules about the sizes in a brief's own style sheets: the engine can set pages with each of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from math import inf

from brief.findings import Finding, Place
from brief.findings import page as rules
from brief.model import Sheet

POINTS = {
    **{"pt": 1, "px": 0.75, "pc": 12, "in": 72, "cm": 28.35, "mm": 2.835, "q": 0.709},
    **{"em": 12, "rem": 12, "ex": 6, "ch": 6, "cap": 9, "ic": 12, "lh": 14, "rlh": 14},
    **{"vw": 6, "vh": 8, "vi": 6, "vb": 8, "vmin": 6, "vmax": 8},
}
"""Points in a unit; an estimate where the unit depends on the type or the page."""

LARGEST_TYPE = 1000
"""Points: one letter of that size fills a page."""

LONGEST = 75_000
"""Points, about 26 m. The engine adds up the letters of a line in 32-bit integers, which end at 1,572,863 pt."""

MOST_LINES = 100
"""The height of a line, as a multiple of the size of its type."""

MOST_COLUMNS = 1000
"""Columns and rows of a grid: the engine makes each of them, which takes minutes and all memory for millions."""

_DECLARATION = re.compile(r"(?<![\w-])(?P<name>[\w-]+)\s*:(?P<value>[^;{}]*)")
_QUOTED = re.compile(r"\"[^\"\n]*\"|'[^'\n]*'|url\([^)]*\)")
_NUMBER = re.compile(
    r"(?<![\w#.+-])(?P<number>[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?)(?P<unit>[a-z]+|%)?", re.IGNORECASE
)
_TOKEN_OF_TYPE = r"--(?:(?:text|note|table|h\d|ask|deck|title|number)-size|(?:note-)?line)"
_OF_TYPE = re.compile(rf"font|font-size|{_TOKEN_OF_TYPE}")
_OF_LINES = re.compile(r"line-height|--(?:note-)?line")
_CALCULATED = re.compile(r"\b(?:calc|min|max|clamp)\(")


def possible(own: Sequence[Sheet]) -> Iterator[Finding]:
    """The sizes that the engine cannot set pages with, in a brief's own style sheets without their comments."""
    for sheet in own:
        text = _QUOTED.sub(lambda match: " " * len(match[0]), sheet.text)
        for declaration in _DECLARATION.finditer(text):
            name, value = declaration["name"].lower(), declaration["value"]
            for found in _NUMBER.finditer(value):
                number, least, most, what = _range(name, value, found)
                if not least <= number <= most:
                    place = Place.in_text(sheet.path, sheet.text, declaration.start("value") + found.start())
                    much = "large" if abs(number) > most else "small"
                    yield rules.SIZE_IMPOSSIBLE.at(place, value=found[0], name=name, much=much, what=what)


def _range(name: str, value: str, found: re.Match[str]) -> tuple[float, float, float, str]:
    """A number in points, or as it is; the least and the most that it can be; and these in words."""
    number, unit = float(found["number"]), (found["unit"] or "").lower()
    calculated = bool(_CALCULATED.search(value))
    divides = value[: found.start()].rstrip().endswith("/")
    of_type = bool(_OF_TYPE.fullmatch(name))
    if calculated and divides and number == 0:
        return number, 1, inf, "a number other than 0, such as 2"
    if unit == "fr" or (not unit and name.startswith("grid")):
        return number, -MOST_COLUMNS, MOST_COLUMNS, f"a number up to {MOST_COLUMNS}, such as 2"
    if not unit and not calculated and (_OF_LINES.fullmatch(name) or (name == "font" and divides)):
        least = 0.1 if name.startswith("--") else -MOST_LINES
        return number, least, MOST_LINES, f"a height of lines up to {MOST_LINES} times the type, such as 1.4"
    scale = POINTS["em" if of_type else "vw"] / 100 if unit == "%" else POINTS.get(unit, 0)
    points = number * scale if unit or not calculated else number
    if of_type:
        fixed = name.startswith("--") and not calculated  # the engine itself ignores a size below zero elsewhere
        least = 1 if fixed else -LARGEST_TYPE
        return points, least, LARGEST_TYPE, f"a size of type from 1pt to {LARGEST_TYPE}pt, such as 12pt"
    if not unit and not calculated:
        return 0, 0, 0, ""  # neither a length nor part of one
    return points, -LONGEST, LONGEST, f"a length from -{LONGEST}pt to {LONGEST}pt, such as 10mm"
