"""Checks of style sheets that would never end: properties that grow by each other, and what is drawn in too many steps.

Nobody writes such a sheet by mistake; it is sent to hang a build.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from brief.check.context import Manuscript
from brief.check.look import RELATIVE, uncommented
from brief.check.places import place_in
from brief.css import POINTS_IN, unescaped
from brief.findings import Finding
from brief.findings import page as rules
from brief.model import Sheet

LONGEST = 100_000
"""The most characters of a property once all that it names is in its place."""

FINEST_POINTS, FINEST_SHARE = 0.1, 0.1
"""Nobody sees the steps of a repeating gradient that are shorter than this, in points or in percent."""

NAME = r"--(?P<name>(?:\\[0-9a-fA-F]{1,6}\s?|\\.|[^\s:;{}(),/\\])+)"
DEFINED = re.compile(rf"(?<![\w(-]){NAME}\s*:(?P<value>[^;{{}}]*)")
ASKED = re.compile(rf"var\(\s*{NAME}", re.IGNORECASE)
"""A custom property: its name, which may have escapes; its definition; and a reference to it."""

POSITION = re.compile(r"(?<![\w#.])(?P<number>[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?)(?P<unit>[a-z]+|%)", re.IGNORECASE)
SHAPE = re.compile(r"\s*(?:to\s|at\s|circle|ellipse|closest|farthest|[-+.\d]+(?:deg|turn|g?rad)\s*$)", re.IGNORECASE)
"""The place of a stop in a gradient, and what is no stop, but where a gradient leads or its shape."""

DEEPEST = 40
"""The levels of properties that name others: more than forty doublings are found long before."""

REPEATING = re.compile(r"repeating-(?:linear|radial|conic)-gradient\(", re.IGNORECASE)

LINES = re.compile(
    r"(?<![\w-])(?:border|outline|column-rule|text-decoration)[\w-]*\s*:(?P<value>[^;{}]*)", re.IGNORECASE
)
THINNEST_POINTS = 0.01
"""The declarations of lines, and a thickness in points that no press prints, at which dots have no number."""


def endless(manuscript: Manuscript) -> Iterator[Finding]:
    """What in style sheets would grow without bound, or be drawn in steps without number."""
    if not manuscript.brief.own_styles:
        return  # the house's sheets are what they are, and looking at them takes 1 % of a cold build
    sheets = [Sheet(sheet.path, uncommented(sheet.text)) for sheet in manuscript.look]
    for sheet in sheets:
        for match in REPEATING.finditer(sheet.text):
            if _is_too_fine(_within(sheet.text, match.end())):
                yield rules.GRADIENT_TOO_FINE.at(place_in(sheet, match.start()))
        for match in LINES.finditer(sheet.text):
            if any(0 < _length(number) < THINNEST_POINTS for number in POSITION.finditer(match["value"])):
                yield rules.LINE_TOO_THIN.at(place_in(sheet, match.start()))
    yield from _grown(sheets)


def _within(css: str, start: int) -> str:
    """What stands before the bracket that closes the one before `start`."""
    depth = 1
    for end in range(start, len(css)):
        depth += (css[end] == "(") - (css[end] == ")")
        if not depth:
            return css[start:end]
    return css[start:]


def _is_too_fine(stops: str) -> bool:
    """Whether a gradient with these stops repeats in steps that nobody sees."""
    plain = re.sub(r"[\w-]+\([^()]*\)", "", stops)  # without colors, which may have shares of their own
    found = [match for stop in plain.split(",") if not SHAPE.match(stop) for match in POSITION.finditer(stop)]
    shares = [match for match in found if match["unit"] == "%"]
    if shares and len(shares) < len(found):
        return False  # shares and lengths cannot be compared
    ends = [_length(match) for match in found] or [0.0]
    step = max(ends) - (min(ends) if len(ends) > 1 else 0.0)
    return 0 < step < (FINEST_SHARE if shares else FINEST_POINTS)


def _length(match: re.Match[str]) -> float:
    """The length that `POSITION` has found in points, or its percentage."""
    return float(match["number"]) * {"%": 1.0, **POINTS_IN}.get(match["unit"].lower(), RELATIVE)


def _grown(sheets: Sequence[Sheet]) -> Iterator[Finding]:
    """Custom properties that become too long, by those that they name."""
    defined = [
        (unescaped(match["name"]), match["value"], sheet, match.start())
        for sheet in sheets
        for match in DEFINED.finditer(sheet.text)
    ]
    sizes: dict[str, int] = {}
    for name, value, *_ in defined:  # of several values of a property, the longest counts
        sizes[name] = max(sizes.get(name, 0), len(value))
    named = {name: Counter[str]() for name in sizes}
    for name, value, *_ in defined:
        named[name] |= Counter(unescaped(match["name"]) for match in ASKED.finditer(value))
    total = dict(sizes)
    for _ in range(DEEPEST):  # each turn puts one more level of properties in its place
        total = {
            name: min(LONGEST + 1, size + sum(count * total.get(one, 0) for one, count in named[name].items()))
            for name, size in sizes.items()
        }
    for name, _, sheet, start in defined:
        if total[name] > LONGEST:
            yield rules.PROPERTY_GROWS.at(place_in(sheet, start), property=name, most=LONGEST)
            return  # those that name it grow too
