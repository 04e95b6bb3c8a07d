"""Rules about a brief's own ``styles/``: what is in it can be set and has an effect, and every face is there."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from pathlib import Path

from brief.check.sizes import possible
from brief.findings import Finding, Place
from brief.findings import page as page_rules
from brief.findings.nearest import did_you_mean
from brief.model import EDITIONS, Brief, Sheet
from brief.model.css import COMMENT, FONT_FACE, GENERIC

FOR_PRESS = frozenset(f"{edition.name}.css" for edition in EDITIONS.values() if edition.trimmed)
"""The style sheets of the editions for a press, which say colors in inks."""

BOUND = re.compile(r"^(?:least|most)-")
"""How the name of a custom property begins that says how far another one goes when pages close up or open."""

_DEFINED = re.compile(r"(?<![\w(-])--(?P<name>[\w-]+)\s*:")
_FAMILIES = re.compile(r"(?<![\w-])(?:font-family|--serif|--display|--sans)\s*:(?P<list>[^;{}]*)")
_FAMILY = re.compile(r"""(?:^|,)\s*(?:["'](?P<quoted>[^"']+)["']|(?P<plain>[A-Za-z][\w -]*?))\s*(?=,|$)""")


def own_look(
    brief: Brief, sheets: Sequence[Sheet], known: Collection[str], families: Callable[[], Collection[str]]
) -> Iterator[Finding]:
    """What in a brief's own styles does not do what its writer wants.

    `sheets` are those the brief is set with, `known` the names of all that there may be; `families` gives the names
    of the faces, and is only asked when a style sheet of the brief names one.
    """
    if len(brief.styles) < 2:
        return
    own_folder = brief.styles[0]
    own = [Sheet(sheet.path, uncommented(sheet.text)) for sheet in sheets if sheet.path.is_relative_to(own_folder)]
    yield from _unused(own_folder, known)
    yield from possible(own)
    yield from _unknown_tokens(own, sheets)
    yield from _unknown_faces(own, families)
    yield from _inks(own)


def uncommented(css: str) -> str:
    """A style sheet with blanks for its comments, every other character in its place."""
    return COMMENT.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), css)


def _unused(folder: Path, known: Collection[str]) -> Iterator[Finding]:
    """Style sheets of a name that no sheet of the house has."""
    for path in sorted(folder.rglob("*.css")):
        name = path.relative_to(folder).as_posix()
        if name not in known:
            yield page_rules.STYLE_UNUSED.at(Place(path), name=name, nearest=did_you_mean(name, known))


def _unknown_tokens(own: Sequence[Sheet], all_: Sequence[Sheet]) -> Iterator[Finding]:
    """Custom properties that a brief sets and nothing asks for."""
    asked = {name for sheet in all_ for name in re.findall(r"var\(\s*--([\w-]+)", sheet.text)}
    for sheet in own:
        for match in _DEFINED.finditer(sheet.text):
            if BOUND.sub("", match["name"]) not in asked:
                near = did_you_mean(
                    f"--{match['name']}", (f"--{name}" for name in asked), "styles/tokens.css has them all"
                )
                yield page_rules.TOKEN_UNKNOWN.at(
                    Place.in_text(sheet.path, sheet.text, match.start()), token=match["name"], nearest=near
                )


def _inks(own: Sequence[Sheet]) -> Iterator[Finding]:
    """Colors of printing inks, which PDF/A has not beside sRGB (ISO 19005-3, 6.2.4.3), but for what is for a press."""
    for sheet in own:
        if sheet.path.name in FOR_PRESS:
            continue
        for match in re.finditer(r"device-cmyk\([^)]*\)?", sheet.text):
            yield page_rules.INKS_OF_PRINT.at(Place.in_text(sheet.path, sheet.text, match.start()), color=match[0])


def _unknown_faces(own: Sequence[Sheet], families: Callable[[], Collection[str]]) -> Iterator[Finding]:
    """Families that no face has, in whose place the engine would take whatever comes first."""
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
    for sheet, start, name in named:
        if f'font-family: "{name}"' not in _declared(own) and name not in faces:
            yield page_rules.FACE_UNKNOWN.at(
                Place.in_text(sheet.path, sheet.text, start),
                face=name,
                nearest=did_you_mean(name, faces, "there are {names}"),
            )


def _declared(own: Sequence[Sheet]) -> str:
    """The @font-face rules of a brief's own style sheets, which bring families of their own."""
    rules = (rule for sheet in own for rule in FONT_FACE.findall(sheet.text))
    return re.sub(r"font-family\s*:\s*['\"]?([^;'\"]+)['\"]?", r'font-family: "\1"', "\n".join(rules))
