"""Checks of drawings (SVG): they can be read, have a size that can be drawn, and lose nothing on paper.

Scripts never run, and nothing moves or reacts to a reader. Of these, only a script may have drawn something, so only
scripts get a finding.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element, ParseError, XMLPullParser

from brief.check.bounds import MOST_SHAPES, URL, is_too_fine, shape_count
from brief.css import GENERIC, unescaped
from brief.findings import Finding, Place
from brief.findings import pictures as rules
from brief.model import data_url_content
from brief.model.drawings import SCHEME, file_beside, local_name

LARGEST, SMALLEST = 1e7, 1e-3
"""The bounds of numbers in a drawing, within which a PDF/A may contain them once units and scales are applied."""

_GEOMETRY = "cx cy d dx dy fx fy height points r refX refY rx ry stroke-width viewBox width x x1 x2 y y1 y2"
GEOMETRY = frozenset({*_GEOMETRY.split(), "transform", "gradientTransform", "patternTransform"})
"""The attributes that set positions and sizes."""

LARGE = re.compile(r"(?<![.\d])\d{8,}|\d+\.?\d*e\+?\d+|nan|inf", re.IGNORECASE)
"""A number that may be too large."""

TRANSFORM = re.compile(r"\btransform\s*:[^;{}]*", re.IGNORECASE)
BELOW_ZERO = re.compile(r"\bfont-size\s*:\s*-[^;{}]*", re.IGNORECASE)
"""A transform, and a size of type that is not one, in CSS."""

ENDLESS = re.compile(r"z[\s,]*[^\s,achlmqstvz][^a-z]{0,20}", re.IGNORECASE)
"""Anything but a command after the end of a path, at which WeasyPrint would read on without end."""

LENGTH = re.compile(r"\s*\+?(?=[\d.]*[1-9])(\d+\.?\d*|\.\d+)(e[+-]?\d+)?\s*([a-z]{2,3}|%|q)?\s*", re.IGNORECASE)
"""A width or height above zero."""

IMPORT = re.compile(r"""@import\s+(?:url\(\s*)?["']?(?P<target>[^"')\s;]+)""", re.IGNORECASE)
FONT = re.compile(r"@font-face\b.*?\}", re.IGNORECASE | re.DOTALL)
FAMILY = re.compile(r"font-family\s*:\s*(?P<names>[^;{}]+)", re.IGNORECASE)

HasFace = Callable[[str], bool]
"""Takes the name of a family; returns whether there is a face of it."""

SHOWN = 60
"""The most characters of a reference that a finding quotes."""

OUTSIDE = "which is not a file in the brief's folder"
"""The reason given for a reference that leads out of the folder, or to something that is not a file."""


class Embedded(bytes):
    """The bytes of a photograph that is embedded in a drawing."""


def drawing(path: Path, name: str, place: Place, has_face: HasFace) -> Iterator[Finding | str | Embedded]:
    """The findings on an SVG, and the photographs that it shows: names of files in the brief, or bytes."""
    try:
        root, styled = tree(path)
    except (ParseError, OSError, ValueError, LookupError) as error:  # LookupError: an unknown encoding
        yield rules.IMAGE_UNREADABLE.at(place, image=name, reason=str(error))
        return
    shapes = MOST_SHAPES + 1 if root is None else shape_count(root)
    if root is None or (shapes or 0) > MOST_SHAPES:
        yield rules.IMAGE_TOO_LARGE.at(place, image=name, size=f"more than {MOST_SHAPES} shapes and letters")
    elif reason := _reason(root, shapes):
        yield rules.IMAGE_UNREADABLE.at(place, image=name, reason=reason)
    else:
        yield from _lost_parts(root, name, place)
        yield from _faces(root, name, place, has_face)
        targets = dict.fromkeys((*(("style", sheet) for sheet in styled), *_targets(root)))
        for tag, target in targets:
            yield from _referred(tag, target, name, place)


def _reason(root: Element, shapes: int | None) -> str:
    """The reason why a tree with this number of `shapes` cannot be drawn; empty when it can."""
    if local_name(root.tag) != "svg":
        return "it is XML, but not SVG"
    if shapes is None:
        return "a part of it uses itself, or is nested too deeply"
    if any(is_too_fine(element) for element in root.iter() if "Gradient" in local_name(element.tag)):
        return "a gradient in it is too fine for anybody to see its steps"
    if path := next((match[0] for one in root.iter() if (match := ENDLESS.search(one.get("d", "")))), ""):
        return f"a path in it goes on after its end: '{path}'"
    number = next(_impossible_sizes(root), None)
    return "" if number is None else f"no page can have the size '{number[:SHOWN]}'"


def tree(path: Path) -> tuple[Element | None, list[str]]:
    """The tree of an XML file, None when it is too large; and the addresses in its ``xml-stylesheet`` instructions.

    The parser reads no other file for entities, and refuses entities that grow without bound.
    """
    parser: Any = XMLPullParser(("start", "pi"))  # the type of its events is a union of all kinds
    root: Element | None = None
    sheets: list[str] = []
    count = 0
    with open(path, "rb") as file:
        while block := file.read(1 << 16):
            parser.feed(block)
            for event, element in parser.read_events():
                if event == "start":
                    root, count = element if root is None else root, count + 1
                elif (element.text or "").startswith("xml-stylesheet"):
                    sheets += re.findall(r"""href\s*=\s*["']([^"']*)""", element.text or "")
            if count > MOST_SHAPES:
                return None, sheets
    parser.close()
    return root, sheets


def readable(path: Path) -> Element | None:
    """The tree of a drawing; None when it cannot be read or is too large, which `drawing` reports."""
    try:
        root, _ = tree(path)
    except (ParseError, OSError, ValueError, LookupError):
        return None
    return root


def _impossible_sizes(root: Element) -> Iterator[str]:
    """The values of attributes with sizes or positions that no page can have."""
    for element in root.iter():
        for key, value in element.items():
            if key in GEOMETRY and any(_is_large(match[0]) for match in LARGE.finditer(value)):
                yield value
        css = (element.text or "") if local_name(element.tag) == "style" else element.get("style", "")
        yield from (match[0] for match in TRANSFORM.finditer(css) if any(map(_is_large, LARGE.findall(match[0]))))
        yield from (match[0] for match in BELOW_ZERO.finditer(css))
        if (size := element.get("font-size", "").strip()).startswith("-"):
            yield size
        if (box := element.get("viewBox")) is not None and not _is_box(box):
            yield box
    yield from (size for size in (root.get("width", "1"), root.get("height", "1")) if not LENGTH.fullmatch(size))


def _is_large(number: str) -> bool:
    return number.lower() in ("nan", "inf") or float(number) >= LARGEST


def _is_box(text: str) -> bool:
    """Whether this is a valid ``viewBox`` whose width and height are not too small."""
    try:
        numbers = [float(number) for number in re.split(r"[\s,]+", text.strip())]
    except ValueError:
        return False
    return len(numbers) == 4 and min(numbers[2:]) >= SMALLEST


def _lost_parts(root: Element, name: str, place: Place) -> Iterator[Finding]:
    """Findings on what would not be printed, and on alternatives that would all be printed; one for each rule."""
    parts = {local_name(element.tag): element for element in root.iter()}
    if "script" in parts:
        yield rules.DRAWING_SCRIPT.at(place, image=name)
    if any(FONT.search(element.text or "") for element in root.iter() if local_name(element.tag) == "style"):
        yield rules.DRAWING_FONT.at(place, image=name)
    for parent in root.iter():
        alternatives = [child for child in parent if local_name(child.tag) != "foreignObject"]
        is_switch = local_name(parent.tag) == "switch"
        if is_switch and len(alternatives) > 1:
            yield rules.DRAWING_PART.at(place, image=name, part="alternatives (switch), which would all be printed")
            return
        if len(alternatives) < len(parent) and not (is_switch and alternatives):
            part = "text as on a web page (foreignObject), which is not printed"
            yield rules.DRAWING_PART.at(place, image=name, part=part)
            return


def _faces(root: Element, name: str, place: Place, has_face: HasFace) -> Iterator[Finding]:
    """A finding on the first list of families without any face; none for a drawing without text."""
    if not any(local_name(element.tag) == "text" for element in root.iter()):
        return
    asked = [element.get("font-family", "") for element in root.iter()]
    for element in root.iter():
        css = FONT.sub("", element.text or "") if local_name(element.tag) == "style" else element.get("style", "")
        asked += (match["names"] for match in FAMILY.finditer(css))
    for names in dict.fromkeys(asked):
        families = [family.strip(" \t\r\n\"'") for family in names.split(",")]
        if families[0] and not any(family in GENERIC or has_face(family) for family in families):
            yield rules.DRAWING_FACE.at(place, image=name, face=families[0][:SHOWN])
            return


def _targets(root: Element) -> Iterator[tuple[str, str]]:
    """The references in a drawing: the name of the element, and the address.

    The name is 'style' for addresses in CSS of a ``style`` or an ``image``, and 'base' for an ``xml:base``.
    """
    for element in root.iter():
        tag = local_name(element.tag)
        for key, value in element.items():
            if (local_name(key) == "href" and tag not in ("a", "script")) or key.endswith("namespace}base"):
                yield tag if local_name(key) == "href" else "base", value.strip()
            elif "(" in value:
                found = URL.finditer(unescaped(value))
                yield from ((tag if tag != "image" else "style", match["target"]) for match in found)
        if tag == "style":
            css = FONT.sub("", unescaped(element.text or ""))
            yield from (("style", match["target"]) for pattern in (URL, IMPORT) for match in pattern.finditer(css))


def _referred(tag: str, target: str, name: str, place: Place) -> Iterator[Finding | str | Embedded]:
    """The photograph that a reference leads to, or a finding; nothing for a reference within the drawing."""
    if not target or target.startswith("#"):
        return
    head = target.partition(",")[0]
    if tag == "image" and head.startswith("data:image/") and "svg" not in head:
        yield Embedded(data_url_content(target))
    elif tag == "image" and not SCHEME.match(target):
        file = file_beside(name, target)
        if file.lower().endswith(".svg"):
            reason = "which is another drawing"
            yield rules.DRAWING_REFERENCE.at(place, image=name, target=target[:SHOWN], reason=reason)
        else:
            yield file
    else:
        reason = OUTSIDE if tag == "image" else "which only a browser would fetch"
        yield rules.DRAWING_REFERENCE.at(place, image=name, target=target[:SHOWN], reason=reason)
