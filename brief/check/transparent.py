"""Nothing shows through where an edition is all ink: neither ink nor toner lets anything below it be seen."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from xml.etree.ElementTree import Element

from brief.check.look import uncommented
from brief.check.paints import DECLARATION, drawn
from brief.check.pictures import Inside
from brief.findings import Finding, Place
from brief.findings import press as rules
from brief.model import Brief, Edition, Flaw, Sheet, Text
from brief.model.drawings import local_name

OPACITY = re.compile(r"(?:fill-|stroke-|stop-|flood-)?opacity", re.I)
"""The properties whose value is an opacity, a number or percent."""

MASK = re.compile(r"url\(|linear-gradient\(|radial-gradient\(", re.I)
"""What a mask is made of, where there is one."""

COLORS = tuple(
    re.compile(pattern, re.I)
    for pattern in (
        r"(?:rgb|hsl)a?\((?:[^),]*,){3}(?P<alpha>[^)]*)\)",  # rgba(1, 2, 3, 0.5)
        r"(?:rgb|hsl|hwb|lab|lch|oklab|oklch|color)a?\([^)/]*/(?P<alpha>[^)]*)\)",  # rgb(1 2 3 / 50%)
        r"(?<![(\"'])#[0-9a-f]{3}(?P<alpha>[0-9a-f])(?![\w-])",  # #1238, but not url(#abcd)
        r"(?<![(\"'])#[0-9a-f]{6}(?P<alpha>[0-9a-f]{2})(?![\w-])",  # #12345678
    )
)
"""Colors with an alpha, in each way that style sheets and drawings write them."""

WHOLE, WHOLE_DIGITS = re.compile(r"1(?:\.0*)?|100%"), re.compile(r"ff?", re.I)
"""An alpha that lets nothing through: as a number or in percent, and in hexadecimal digits."""

PAINTING = frozenset(
    {"opacity", "fill-opacity", "stroke-opacity", "stop-opacity", "fill", "stroke", "stop-color", "color", "style"}
)
"""The attributes of a drawing by which something may show through."""


def see_through(
    brief: Brief, texts: Sequence[Text], sheets: Sequence[Sheet], edition: Edition, inside: Inside
) -> Iterator[Finding]:
    """Nothing in the drawings and style sheets of a brief shows what lies below it, where an edition is all ink."""
    if edition.inks == "colors":
        return
    for name, place, root in drawn(brief, texts, inside):
        if what := next(_in_drawing(root), None):
            yield rules.TRANSPARENT_DRAWING.at(place, image=name, what=what, edition=edition.name)
    for sheet in sheets:
        if len(brief.styles) > 1 and sheet.path.is_relative_to(brief.styles[0]):
            yield from _in_sheet(sheet, edition)


def showing_through(edition: Edition, flaws: Sequence[Flaw]) -> Iterator[Finding]:
    """What shows through although neither a drawing nor a style sheet says so: what the engine met as it painted."""
    return (
        rules.TRANSPARENT.at(None, what=flaw.words, edition=edition.name)
        for flaw in flaws
        if flaw.kind == "transparent"
    )


def _in_drawing(root: Element) -> Iterator[str]:
    """What in a drawing shows through, in the words of those who drew it."""
    for element in root.iter():
        said = {local_name(key): value for key, value in element.items()}
        for css in _painting(element, said):
            yield from (f"'{what}'" if what != "mask" else "a mask" for _, what in _shown_through(css))
        yield from (f"a {key}" for key in ("mask", "filter") if "url(" in said.get(key, ""))


def _painting(element: Element, said: Mapping[str, str]) -> Iterator[str]:
    """What an element and its attributes, `said`, declare of paint, as CSS."""
    if local_name(element.tag) == "style":
        yield element.text or ""
    yield from (value if key == "style" else f"{key}: {value}" for key, value in said.items() if key in PAINTING)


def _in_sheet(sheet: Sheet, edition: Edition) -> Iterator[Finding]:
    css = uncommented(sheet.text)
    for offset, what in _shown_through(css):
        before = css[:offset]
        place = Place(sheet.path, before.count("\n") + 1, len(before) - before.rfind("\n"))
        yield rules.TRANSPARENT_STYLE.at(place, what=what, edition=edition.name)


def _shown_through(css: str) -> Iterator[tuple[int, str]]:
    """Where declarations make something show through, and what says so."""
    for found in DECLARATION.finditer(css):
        if OPACITY.fullmatch(found["name"]) and _is_less(found["value"].strip()):
            yield found.start(), " ".join(found[0].split())
        elif found["name"].startswith("mask") and MASK.search(found["value"]):
            yield found.start(), found["name"]
        elif color := _see_through_color(found["value"]):
            yield found.start("value") + color.start(), color[0]


def _is_less(opacity: str) -> bool:
    """Whether an opacity is less than whole; what is no number is told elsewhere."""
    try:
        number = float(opacity.rstrip("% "))
    except ValueError:
        return False
    return number < (100 if opacity.endswith("%") else 1)


def _see_through_color(value: str) -> re.Match[str] | None:
    """The first color in a value that lets something through."""
    colors = (color for pattern in COLORS for color in pattern.finditer(value))
    return min(filter(_lets_through, colors), key=lambda color: color.start(), default=None)


def _lets_through(color: re.Match[str]) -> bool:
    whole = WHOLE_DIGITS if color[0].startswith("#") else WHOLE
    return not whole.fullmatch(color["alpha"].strip())
