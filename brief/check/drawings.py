"""Rules about drawings (SVG): whole, of a size that can be drawn, and without anything that would be lost on paper.

Scripts are never run, what reacts to a reader does not, and what moves stands still: only a script can have
something to draw, so only that is told.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element, ParseError, XMLPullParser

from brief.findings import Finding, Place
from brief.findings import pictures as pictures_rules
from brief.model import within
from brief.model.css import GENERIC
from brief.model.drawings import SCHEME, file_beside, local_name

MOST_SHAPES = 50_000
"""Shapes that an SVG may have, those that it uses again counted as often as they are used: 4 seconds of drawing."""

WEIGHT = {"text": 5, "tspan": 5, "textPath": 5}
"""What takes longer than a shape, and how many times."""

BYTES_A_SHAPE = 40
"""So much of a path or a polygon takes as long as a shape."""

LARGEST, SMALLEST = 1e7, 1e-3
"""Numbers beyond leave what a PDF/A may contain, once units and scales are applied."""

_GEOMETRY = "cx cy d dx dy fx fy height points r refX refY rx ry stroke-width transform viewBox width x x1 x2 y y1 y2"
GEOMETRY = frozenset(_GEOMETRY.split())
"""The attributes that place something."""

LARGE = re.compile(r"(?<![.\d])\d{8,}|\d+\.?\d*e\+?\d+|nan|inf", re.IGNORECASE)
"""A number that may be too large."""

LENGTH = re.compile(r"\s*\+?(?=[\d.]*[1-9])(\d+\.?\d*|\.\d+)(e[+-]?\d+)?\s*([a-z]{2,3}|%|q)?\s*", re.IGNORECASE)
"""A width or height that is not nothing."""

URL = re.compile(r"""url\(\s*(["']?)(?P<target>.*?)\1\s*\)""", re.IGNORECASE | re.DOTALL)
IMPORT = re.compile(r"""@import\s+(?:url\(\s*)?["']?(?P<target>[^"')\s;]+)""", re.IGNORECASE)
FONT = re.compile(r"@font-face\b.*?\}", re.IGNORECASE | re.DOTALL)
FAMILY = re.compile(r"font-family\s*:\s*(?P<names>[^;{}]+)", re.IGNORECASE)

HasFace = Callable[[str], bool]
"""Whether there is a face of this family."""

SHOWN = 60
"""Signs of a reference that a finding repeats."""

OUTSIDE = "which is no file in the brief's folder"
"""What is said of a reference that leads out of it, or to what is no file."""


class Photograph(bytes):
    """A photograph that stands within a drawing."""


def drawing(path: Path, name: str, place: Place, has_face: HasFace) -> Iterator[Finding | str | Photograph]:
    """What is wrong with an SVG; and the photographs that it shows: the name of a file in the brief, or the bytes."""
    try:
        root, styled = tree(path)
    except (ParseError, OSError, ValueError, LookupError) as error:  # LookupError: an encoding nobody knows
        yield pictures_rules.IMAGE_UNREADABLE.at(place, image=name, reason=str(error))
        return
    if root is None:
        yield pictures_rules.IMAGE_TOO_LARGE.at(place, image=name, size=f"more than {MOST_SHAPES} shapes")
    elif local_name(root.tag) != "svg":
        yield pictures_rules.IMAGE_UNREADABLE.at(place, image=name, reason="it is XML, but not SVG")
    elif (shapes := _shapes(root)) is None:
        yield pictures_rules.IMAGE_UNREADABLE.at(
            place, image=name, reason="a part of it uses itself, or is nested too deeply"
        )
    elif shapes > MOST_SHAPES:
        yield pictures_rules.IMAGE_TOO_LARGE.at(place, image=name, size=f"more than {MOST_SHAPES} shapes")
    elif (number := next(_beyond(root), None)) is not None:
        yield pictures_rules.IMAGE_UNREADABLE.at(
            place, image=name, reason=f"no page can have the size '{number[:SHOWN]}'"
        )
    else:
        yield from _lost(root, name, place)
        yield from _faces(root, name, place, has_face)
        targets = dict.fromkeys((*(("style", sheet) for sheet in styled), *_targets(root)))
        for tag, target in targets:
            yield from _shown(tag, target, name, place)


def tree(path: Path) -> tuple[Element | None, list[str]]:
    """The tree of an XML file, None when it is too large to be built; and the style sheets that its head names.

    Entities are only those of the file: the parser never reads another, and refuses those that grow without measure.
    """
    parser: Any = XMLPullParser(("start", "pi"))  # its events are typed as anything that any of them may be
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


def _shapes(root: Element) -> int | None:
    """How many shapes are drawn, those that are used again each time; None when there is no end to it."""
    by_id = {f"#{element.get('id')}": element for element in root.iter() if element.get("id")}
    counted: dict[int, int] = {}
    open_: set[int] = set()

    def count(element: Element) -> int:
        if id(element) in open_:
            raise RecursionError
        if id(element) not in counted:
            open_.add(id(element))
            used = sum(count(by_id[target]) for target in _used(element) if target in by_id)
            own = WEIGHT.get(local_name(element.tag), 1)
            length = len(element.get("d", "")) + len(element.get("points", ""))
            corners = 1 + length // 8 if any(local_name(key).startswith("marker") for key, _ in element.items()) else 1
            counted[id(element)] = own + length // BYTES_A_SHAPE + used * corners + sum(map(count, element))
            open_.remove(id(element))
        return counted[id(element)]

    try:
        return count(root)
    except RecursionError:
        return None


def _used(element: Element) -> Iterator[str]:
    """What an element draws besides its own: by ``<use>``, as its pattern, marker, mask."""
    for key, value in element.items():
        if local_name(key) == "href":
            yield value.strip()
        elif "url(" in value:
            yield from (match["target"] for match in URL.finditer(value))


def _beyond(root: Element) -> Iterator[str]:
    """The sizes that no page can have."""
    for element in root.iter():
        for key, value in element.items():
            if key in GEOMETRY and any(_is_large(match[0]) for match in LARGE.finditer(value)):
                yield value
        if (box := element.get("viewBox")) is not None and not _is_box(box):
            yield box
    yield from (size for size in (root.get("width", "1"), root.get("height", "1")) if not LENGTH.fullmatch(size))


def _is_large(number: str) -> bool:
    return number.lower() in ("nan", "inf") or float(number) >= LARGEST


def _is_box(text: str) -> bool:
    """Whether this is a ``viewBox`` that something can be seen in."""
    try:
        *_, width, height = (float(number) for number in re.split(r"[\s,]+", text.strip()))
    except ValueError:
        return False
    return min(width, height) >= SMALLEST and len(re.split(r"[\s,]+", text.strip())) == 4


def _lost(root: Element, name: str, place: Place) -> Iterator[Finding]:
    """What is in a drawing and would be missing on paper, or stand there besides."""
    parts = {local_name(element.tag): element for element in root.iter()}
    if "script" in parts:
        yield pictures_rules.DRAWING_SCRIPT.at(place, image=name)
    if any(FONT.search(element.text or "") for element in root.iter() if local_name(element.tag) == "style"):
        yield pictures_rules.DRAWING_FONT.at(place, image=name)
    for parent in root.iter():
        alternatives = [child for child in parent if local_name(child.tag) != "foreignObject"]
        is_switch = local_name(parent.tag) == "switch"
        if is_switch and len(alternatives) > 1:
            yield pictures_rules.DRAWING_PART.at(
                place, image=name, part="alternatives (switch), which would all be printed"
            )
            return
        if len(alternatives) < len(parent) and not (is_switch and alternatives):
            yield pictures_rules.DRAWING_PART.at(
                place, image=name, part="text as on a web page (foreignObject), which is not printed"
            )
            return


def _faces(root: Element, name: str, place: Place, has_face: HasFace) -> Iterator[Finding]:
    """The first family that a drawing with text asks for and does not get."""
    if not any(local_name(element.tag) == "text" for element in root.iter()):
        return
    asked = [element.get("font-family", "") for element in root.iter()]
    for element in root.iter():
        css = FONT.sub("", element.text or "") if local_name(element.tag) == "style" else element.get("style", "")
        asked += (match["names"] for match in FAMILY.finditer(css))
    for names in dict.fromkeys(asked):
        families = [one.strip(" \t\r\n\"'") for one in names.split(",")]
        if families[0] and not any(family in GENERIC or has_face(family) for family in families):
            yield pictures_rules.DRAWING_FACE.at(place, image=name, face=families[0][:SHOWN])
            return


def _targets(root: Element) -> Iterator[tuple[str, str]]:
    """What a drawing asks for outside of itself: the name of the element, and the address."""
    for element in root.iter():
        tag = local_name(element.tag)
        for key, value in element.items():
            if (local_name(key) == "href" and tag not in ("a", "script")) or key.endswith("namespace}base"):
                yield tag if local_name(key) == "href" else "base", value.strip()
            elif "url(" in value.lower():
                yield from ((tag if tag != "image" else "style", match["target"]) for match in URL.finditer(value))
        if tag == "style":
            rules = FONT.sub("", element.text or "")
            yield from (("style", match["target"]) for rule in (URL, IMPORT) for match in rule.finditer(rules))


def _shown(tag: str, target: str, name: str, place: Place) -> Iterator[Finding | str | Photograph]:
    """A photograph that the drawing shows, or why it cannot show what it asks for."""
    if not target or target.startswith("#"):
        return
    head = target.partition(",")[0]
    if tag == "image" and head.startswith("data:image/") and "svg" not in head:
        yield Photograph(within(target))
    elif tag == "image" and not SCHEME.match(target):
        file = file_beside(name, target)
        if file.lower().endswith(".svg"):
            yield pictures_rules.DRAWING_REFERENCE.at(
                place, image=name, target=target[:SHOWN], reason="which is another drawing"
            )
        else:
            yield file
    else:
        reason = OUTSIDE if tag == "image" else "which only a browser would fetch"
        yield pictures_rules.DRAWING_REFERENCE.at(place, image=name, target=target[:SHOWN], reason=reason)
