"""Checks of style sheets that would hang a build: properties that multiply each other, lines and gradients too fine.

Nobody writes such a style sheet by mistake.
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
"""The most characters of a property with each reference in it replaced by its value."""

FINEST_POINTS, FINEST_SHARE = 0.1, 0.1
"""Nobody sees the steps of a repeating gradient that are shorter than this, in points or in percent."""

NAME = r"--(?P<name>(?:\\[0-9a-fA-F]{1,6}\s?|\\.|[^\s:;{}(),/\\])+)"
DEFINED = re.compile(rf"(?<![\w(-]){NAME}\s*:(?P<value>[^;{{}}]*)")
ASKED = re.compile(rf"var\(\s*{NAME}", re.IGNORECASE)
"""A custom property: its name, which may have escapes; its definition; and a reference to it."""

POSITION = re.compile(r"(?<![\w#.])(?P<number>[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?)(?P<unit>[a-z]+|%)", re.IGNORECASE)
SHAPE = re.compile(r"\s*(?:to\s|at\s|circle|ellipse|closest|farthest|[-+.\d]+(?:deg|turn|g?rad)\s*$)", re.IGNORECASE)
"""The position of a stop in a gradient; and the start of what is no stop, but its direction or shape."""

DEEPEST = 40
"""The levels of nested references that are followed; a property that doubles at each is found long before."""

REPEATING = re.compile(r"repeating-(?:linear|radial|conic)-gradient\(", re.IGNORECASE)

LINES = re.compile(
    r"(?<![\w-])(?:border|outline|column-rule|text-decoration)[\w-]*\s*:(?P<value>[^;{}]*)", re.IGNORECASE
)
THINNEST_POINTS = 0.01
"""The declarations of lines; and the thickness in points below which no press prints, and dots are countless."""


def endless(manuscript: Manuscript) -> Iterator[Finding]:
    """Properties that would grow without bound, and gradients and lines that would be drawn in countless steps."""
    if not manuscript.brief.own_styles:
        return  # the house's sheets are safe, and checking them takes 1 % of a cold build
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
    """The content of the parentheses that open just before `start`."""
    depth = 1
    for end in range(start, len(css)):
        depth += (css[end] == "(") - (css[end] == ")")
        if not depth:
            return css[start:end]
    return css[start:]


def _is_too_fine(stops: str) -> bool:
    """Whether a gradient with these stops repeats in steps that nobody sees."""
    plain = re.sub(r"[\w-]+\([^()]*\)", "", stops)  # without colors, which may contain percentages
    found = [match for stop in plain.split(",") if not SHAPE.match(stop) for match in POSITION.finditer(stop)]
    shares = [match for match in found if match["unit"] == "%"]
    if shares and len(shares) < len(found):
        return False  # percentages and lengths cannot be compared
    ends = [_length(match) for match in found] or [0.0]
    step = max(ends) - (min(ends) if len(ends) > 1 else 0.0)
    return 0 < step < (FINEST_SHARE if shares else FINEST_POINTS)


def _length(match: re.Match[str]) -> float:
    """A match of `POSITION` as a number, in points or in percent."""
    return float(match["number"]) * {"%": 1.0, **POINTS_IN}.get(match["unit"].lower(), RELATIVE)


def _grown(sheets: Sequence[Sheet]) -> Iterator[Finding]:
    """A finding on the first custom property that becomes too long by the properties that it refers to."""
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
    for _ in range(DEEPEST):  # each turn replaces one more level of references
        total = {
            name: min(LONGEST + 1, size + sum(count * total.get(one, 0) for one, count in named[name].items()))
            for name, size in sizes.items()
        }
    for name, _, sheet, start in defined:
        if total[name] > LONGEST:
            yield rules.PROPERTY_GROWS.at(place_in(sheet, start), property=name, most=LONGEST)
            return  # the properties that refer to it grow too
