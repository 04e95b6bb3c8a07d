"""The engine's remarks on style sheets, as findings at the line to change.

The engine knows where a declaration begins, not where a semicolon is missing; of a missing file it knows only the name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from urllib.parse import unquote

from brief.check.look import own_sheets, uncommented
from brief.check.places import place_in
from brief.css import DECLARATION, FONT_FACE
from brief.findings import Finding, Place
from brief.findings import page as rules
from brief.findings.nearest import shortened
from brief.model import Brief, Remark, Sheet

IGNORED = re.compile(r"^Ignored `[\w-]+:\s*(?P<value>.+?)\s*`", re.DOTALL)
"""The engine's remark on a wrong value."""

NO_DECLARATION = "before {} block for a qualified rule"
"""A part of the engine's remark on an invalid declaration; the remark gives the place of its end."""

TOKEN = re.compile(r"--[\w-]+\s*:\s*(?P<value>[^;{}]*[^;{}\s])")
"""A custom property and its value."""

NEXT_PROPERTY = re.compile(r"(?<=\S)(?P<gap>\s+)-{0,2}[A-Za-z][\w-]*\s*:")
"""Another property within a value: a semicolon is missing before it."""

TEXTS = re.compile(r"\"[^\"\n]*\"|'[^'\n]*'|\([^()\n]*\)")
FACE = re.compile(r"^Font-face '(?P<family>.*)' cannot be loaded")
SELECTOR = re.compile(r"^Invalid or unsupported selector, '(?P<selector>.*)'$", re.DOTALL)
ADDRESS = re.compile(r"""(?:@import\s+(?:url\()?|url\()\s*["']?(?P<address>[^"')\s;]+)""", re.IGNORECASE)
"""A file that a style sheet requests."""


def remarked(brief: Brief, sheets: Sequence[Sheet], remark: Remark) -> Finding:
    """The finding for a remark on a style sheet, or on a file that it requests."""
    sheets = [Sheet(sheet.path, uncommented(sheet.text)) for sheet in sheets]
    sheet = next((sheet for sheet in sheets if sheet.path == remark.sheet), None)
    if remark.kind == "file":
        return _refused(remark, [sheet] if sheet else sheets)
    if sheet and (found := _broken(remark, sheet)):
        return found
    if not remark.sheet and (found := _token(remark.text, own_sheets(brief, sheets))):
        return found
    place = Place(remark.sheet, remark.line, remark.column) if remark.sheet else None
    if remark.kind == "style" and place:
        return rules.STYLE_IGNORED.at(place, reason=remark.text)
    if remark.kind == "font":
        return rules.FACE_WHOLE.at(place, font=remark.text)
    return rules.ENGINE_REMARK.at(place, remark=remark.text)


def _refused(remark: Remark, sheets: Sequence[Sheet]) -> Finding:
    """The finding on a refused file, at the place where a style sheet requests it, if that is known."""
    for sheet in sheets:
        for match in ADDRESS.finditer(sheet.text):
            if unquote(match["address"]).removeprefix("./") == remark.text:
                return rules.FILE_REFUSED_HERE.at(place_in(sheet, match.start("address")), name=remark.text)
    return rules.FILE_REFUSED.at(Place(remark.sheet) if remark.sheet else None, name=remark.text)


def _broken(remark: Remark, sheet: Sheet) -> Finding | None:
    """The finding on what is missing or wrong in a style sheet near a remark; None when that is unknown."""
    css = sheet.text
    if remark.line and remark.column:
        at = sum(len(line) + 1 for line in css.split("\n")[: remark.line - 1]) + remark.column - 1
        if IGNORED.match(remark.text):
            return _semicolon(sheet, at)
        if NO_DECLARATION in remark.text:
            return rules.STYLE_DECLARATION.at(place_in(sheet, at))
    if match := FACE.match(remark.text):
        return next(_faces(sheet, match["family"]), None)
    if (match := SELECTOR.match(remark.text)) and (start := css.find(match["selector"])) >= 0:
        return rules.STYLE_SELECTOR.at(place_in(sheet, start), selector=shortened(match["selector"]))
    return None


def _semicolon(sheet: Sheet, start: int) -> Finding | None:
    """The finding on a missing semicolon after the declaration at `start`; None when none is missing."""
    declaration = DECLARATION.match(sheet.text, start)
    if not declaration:
        return None
    value = TEXTS.sub(lambda text: "x" * len(text[0]), declaration["value"])
    following = NEXT_PROPERTY.search(value)
    if not following:
        return None
    end = declaration.start("value") + following.start("gap")
    place = place_in(sheet, end)
    line = shortened(sheet.text[declaration.start("name") : end])
    where = f"at the end of line {place.line}" if "\n" in following["gap"] else f"behind `{line}`"
    return rules.STYLE_SEMICOLON.at(place, where=where, line=f"{line};")


def _faces(sheet: Sheet, family: str) -> Iterator[Finding]:
    """Findings on a family that cannot be read, at the first file of each @font-face rule for it."""
    for rule in FONT_FACE.finditer(sheet.text):
        named = re.search(r"font-family\s*:\s*[\"']?(?P<family>[^;\"'}]*)", rule[0])
        address = ADDRESS.search(rule[0])
        if address and named and named["family"].strip() == family:
            place = place_in(sheet, rule.start() + address.start("address"))
            yield rules.FACE_NOT_LOADED.at(place, family=family, name=shortened(address["address"]))


def _token(remark: str, own: Sequence[Sheet]) -> Finding | None:
    """The finding on a custom property of a brief whose value the engine ignored; None when there is none."""
    used = IGNORED.match(remark)
    for sheet in own if used else ():
        for token in TOKEN.finditer(sheet.text):
            if used and _squeezed(token["value"]) in _squeezed(used["value"]):
                place = place_in(sheet, token.start("value"))
                return _semicolon(sheet, token.start()) or rules.TOKEN_WRONG.at(place, value=token["value"])
    return None


def _squeezed(value: str) -> str:
    """A value without white space, which differs in the engine's remarks."""
    return "".join(value.split())
