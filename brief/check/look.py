"""Checks of a brief's own style sheets: each size is possible, each line has an effect, each family has a face."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from math import inf

from brief import walk
from brief.check.context import Manuscript
from brief.check.places import place_in
from brief.css import COMMENT, DECLARATION, FONT_FACE, GENERIC, POINTS_IN
from brief.findings import Finding, Place
from brief.findings import page as rules
from brief.findings.nearest import did_you_mean
from brief.model import EDITIONS, Brief, Sheet, editions_of

FOR_PRESS = frozenset(f"{edition.name}.css" for edition in EDITIONS.values() if edition.trimmed)
"""The style sheets of the editions for a press, which may name colors in inks."""

BOUND = re.compile(r"^(?:least|most)-")
"""The prefix of a custom property that bounds another one when pages are fitted."""

COLORS = frozenset({"accent", "brand", "tint", "on-brand"})
"""Color properties that a brief may set in every look, whether or not that look uses them."""

RELATIVE = 6
"""A rough number of points for a unit that depends on the type or the page, and for 100 %."""

LARGEST_TYPE = 1000
"""The largest type size in points: one letter fills a page."""

LONGEST = 75_000
"""The longest length in points, about 26 m. The engine adds up a line in 32-bit integers: at most 1,572,863 pt."""

MOST_LINES = 100
"""The largest line height, as a multiple of the type size."""

MOST_COLUMNS = 1000
"""The most columns or rows of a grid: the engine makes each of them, and millions take minutes and all memory."""

_QUOTED = re.compile(r"\"[^\"\n]*\"|'[^'\n]*'|url\([^)]*\)")
_NUMBER = re.compile(
    r"(?<![\w#.+-])(?P<number>[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?)(?P<unit>[a-z]+|%)?", re.IGNORECASE
)
_TOKEN_OF_TYPE = r"--(?:(?:text|note|table|h\d|ask|deck|title|number)-size|(?:note-)?line)"
_OF_TYPE = re.compile(rf"font|font-size|{_TOKEN_OF_TYPE}")
_OF_LINES = re.compile(r"line-height|--(?:note-)?line")
_CALCULATED = re.compile(r"\b(?:calc|min|max|clamp)\(")

_DEFINED = re.compile(r"(?<![\w(-])--(?P<name>[\w-]+)\s*:")
_FAMILIES = re.compile(r"(?<![\w-])(?:font-family|--serif|--display|--sans)\s*:(?P<list>[^;{}]*)")
_BROUGHT = re.compile(r"font-family\s*:\s*['\"]?([^;'\"}]*[^;'\"}\s])")
_FAMILY = re.compile(r"""(?:^|,)\s*(?:["'](?P<quoted>[^"']+)["']|(?P<plain>[A-Za-z][\w -]*?))\s*(?=,|$)""")


def own_styles(manuscript: Manuscript) -> Iterator[Finding]:
    """Findings on what cannot be used or has no effect in a brief's own style sheets."""
    own = own_sheets(manuscript.brief, manuscript.look)
    yield from _unused(manuscript.brief, manuscript.sheet_names)
    yield from _impossible_sizes(own)
    yield from _unknown_tokens(own, manuscript.look)
    yield from _unknown_faces(own, manuscript.families)
    yield from _inks(own)


def own_sheets(brief: Brief, sheets: Sequence[Sheet]) -> list[Sheet]:
    """The brief's own among these style sheets, without their comments."""
    return [
        Sheet(sheet.path, uncommented(sheet.text))
        for folder in brief.own_styles
        for sheet in sheets
        if sheet.path.is_relative_to(folder)
    ]


def uncommented(css: str) -> str:
    """A style sheet with each comment replaced by as many spaces, so that all offsets stay the same."""
    return COMMENT.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), css)


def _unused(brief: Brief, known: Collection[str]) -> Iterator[Finding]:
    """Style sheets with a name that the house does not have, such as that of an edition of the brief's own."""
    bases = {f"editions/{name}.css": edition.look for name, edition in editions_of(brief.settings).items()}
    for folder in brief.own_styles:
        for path in (path for path in walk.files(folder) if path.suffix == ".css"):
            name = path.relative_to(folder).as_posix()
            if name not in known:
                nearest = did_you_mean(name, known)
                if name in bases:
                    nearest = rules.STYLE_OF_BASE.format(sheet=f"editions/{bases[name]}.css")
                yield rules.STYLE_UNUSED.at(Place(path), name=name, nearest=nearest)


def _unknown_tokens(own: Sequence[Sheet], all_: Sequence[Sheet]) -> Iterator[Finding]:
    """Custom properties that a brief sets and nothing uses."""
    asked = {name for sheet in all_ for name in re.findall(r"var\(\s*--([\w-]+)", sheet.text)} | COLORS
    for sheet in own:
        for match in _DEFINED.finditer(sheet.text):
            if BOUND.sub("", match["name"]) not in asked:
                place = place_in(sheet, match.start())
                known = (f"--{name}" for name in asked)
                near = did_you_mean(f"--{match['name']}", known, "styles/tokens.css has them all")
                yield rules.TOKEN_UNKNOWN.at(place, token=match["name"], nearest=near)


def _inks(own: Sequence[Sheet]) -> Iterator[Finding]:
    """Colors in inks, outside editions for a press: PDF/A does not allow them beside sRGB (ISO 19005-3, 6.2.4.3)."""
    for sheet in own:
        if sheet.path.name in FOR_PRESS:
            continue
        for match in re.finditer(r"device-cmyk\([^)]*\)?", sheet.text):
            yield rules.INKS_OF_PRINT.at(place_in(sheet, match.start()), color=match[0])


def _unknown_faces(own: Sequence[Sheet], families: Callable[[], Collection[str]]) -> Iterator[Finding]:
    """Families without a face, for which the engine would use some other face."""
    named = [
        (sheet, declaration.start("list") + match.start(match.lastgroup or 0), match[match.lastgroup or 0])
        for sheet in own
        for declaration in _FAMILIES.finditer(sheet.text)
        for match in _FAMILY.finditer(declaration["list"])
        if match[match.lastgroup or 0].lower() not in GENERIC
    ]
    if not named:
        return
    faces = families()
    brought = {family for sheet in own for rule in FONT_FACE.findall(sheet.text) for family in _BROUGHT.findall(rule)}
    for sheet, start, name in named:
        if name not in brought and name not in faces:
            place = place_in(sheet, start)
            yield rules.FACE_UNKNOWN.at(place, face=name, nearest=did_you_mean(name, faces, "there are {names}"))


def _impossible_sizes(own: Sequence[Sheet]) -> Iterator[Finding]:
    """Sizes with which the engine cannot set pages."""
    for sheet in own:
        text = _QUOTED.sub(lambda match: " " * len(match[0]), sheet.text)
        for declaration in DECLARATION.finditer(text):
            name, value = declaration["name"].lower(), declaration["value"]
            for found in _NUMBER.finditer(value):
                number, least, most, what = _range(name, value, found)
                if not least <= number <= most:
                    place = place_in(sheet, declaration.start("value") + found.start())
                    much = "large" if abs(number) > most else "small"
                    yield rules.SIZE_IMPOSSIBLE.at(place, value=found[0], name=name, much=much, what=what)


def _range(name: str, value: str, found: re.Match[str]) -> tuple[float, float, float, str]:
    """A number, in points if it is a length; the least and the most that it may be; and these limits in words."""
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
    scale = 1.0 if calculated else 0.0  # a number without a unit counts as a length only in a calculation
    if unit:
        scale = POINTS_IN.get(unit, RELATIVE / 100 if unit == "%" else RELATIVE)
    if of_type:
        fixed = name.startswith("--") and not calculated  # the engine itself ignores a size below zero elsewhere
        least = 1 if fixed else -LARGEST_TYPE
        return number * scale, least, LARGEST_TYPE, f"a size of type from 1pt to {LARGEST_TYPE}pt, such as 12pt"
    return number * scale, -LONGEST, LONGEST, f"a length from -{LONGEST}pt to {LONGEST}pt, such as 10mm"
