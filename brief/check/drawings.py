"""Checks of drawings (SVG): whole, of a size that can be drawn, and without anything that paper would lose.

Scripts never run, and nothing moves or reacts to a reader. Only a script can have something to draw, so only scripts
get a finding.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element, ParseError, XMLPullParser

from brief.css import GENERIC
from brief.findings import Finding, Place
from brief.findings import pictures as rules
from brief.model import within
from brief.model.drawings import SCHEME, file_beside, local_name, properties_of
from brief.model.transforms import scale_of

MOST_SHAPES = 50_000
"""The most shapes and letters that an SVG may have, which take 4 to 6 seconds to draw.

A shape counts each time that it is used. The engine sets each letter of a text on its own.
"""

WEIGHT = {"text": 5, "tspan": 5, "textPath": 5}
"""The elements that take longer than a shape, and how many times as long."""

BYTES_A_SHAPE = 40
"""The bytes of a path or a polygon that take as long as a shape."""

LARGEST, SMALLEST = 1e7, 1e-3
"""The numbers that a PDF/A may contain once units and scales are applied."""

_GEOMETRY = "cx cy d dx dy fx fy height points r refX refY rx ry stroke-width transform viewBox width x x1 x2 y y1 y2"
REFERRING = frozenset({"fill", "stroke", "mask", "filter", "clip-path"})
"""The properties of an element that may name another one, apart from markers."""

GEOMETRY = frozenset(_GEOMETRY.split())
"""The attributes that set positions and sizes."""

LINEAR = (("x1", "0"), ("y1", "0"), ("x2", "100%"), ("y2", "0"))
"""The attributes that say where a gradient leads, and their values by default (SVG 1.1, 13.2.2)."""

FINEST = 0.0005
"""The shortest gradient, as a part of what it fills: one that repeats takes a tenth of a second."""

LARGE = re.compile(r"(?<![.\d])\d{8,}|\d+\.?\d*e\+?\d+|nan|inf", re.IGNORECASE)
"""A number that may be too large."""

LENGTH = re.compile(r"\s*\+?(?=[\d.]*[1-9])(\d+\.?\d*|\.\d+)(e[+-]?\d+)?\s*([a-z]{2,3}|%|q)?\s*", re.IGNORECASE)
"""A width or height above zero."""

URL = re.compile(r"""url\(\s*(["']?)(?P<target>.*?)\1\s*\)""", re.IGNORECASE | re.DOTALL)
IMPORT = re.compile(r"""@import\s+(?:url\(\s*)?["']?(?P<target>[^"')\s;]+)""", re.IGNORECASE)
FONT = re.compile(r"@font-face\b.*?\}", re.IGNORECASE | re.DOTALL)
FAMILY = re.compile(r"font-family\s*:\s*(?P<names>[^;{}]+)", re.IGNORECASE)

HasFace = Callable[[str], bool]
"""Says whether there is a face of a family."""

SHOWN = 60
"""The characters of a reference that a finding repeats."""

OUTSIDE = "which is not a file in the brief's folder"
"""The reason given for a reference that leads out of the folder, or to something that is not a file."""


class Embedded(bytes):
    """The bytes of a photograph that is embedded in a drawing."""


def drawing(path: Path, name: str, place: Place, has_face: HasFace) -> Iterator[Finding | str | Embedded]:
    """What is wrong with an SVG, and the photographs that it shows: names of files in the brief, or bytes."""
    try:
        root, styled = tree(path)
    except (ParseError, OSError, ValueError, LookupError) as error:  # LookupError: an unknown encoding
        yield rules.IMAGE_UNREADABLE.at(place, image=name, reason=str(error))
        return
    shapes = MOST_SHAPES + 1 if root is None else _shapes(root)
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
    """Why a tree, with so many shapes, cannot be drawn; empty when it can."""
    if local_name(root.tag) != "svg":
        return "it is XML, but not SVG"
    if shapes is None:
        return "a part of it uses itself, or is nested too deeply"
    if any(_is_too_fine(element) for element in root.iter() if "Gradient" in local_name(element.tag)):
        return "a gradient in it is too fine for anybody to see its steps"
    number = next(_impossible_sizes(root), None)
    return "" if number is None else f"no page can have the size '{number[:SHOWN]}'"


def tree(path: Path) -> tuple[Element | None, list[str]]:
    """The tree of an XML file, or None when it is too large; and the style sheets that the file's head names.

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


def _shapes(root: Element) -> int | None:
    """How many shapes are drawn, each as often as it is used; None when a part uses itself."""
    by_id = {f"#{element.get('id')}": element for element in root.iter() if element.get("id")}
    styled = _styled(root)
    counted: dict[int, int] = {}
    open_: set[int] = set()

    def count(element: Element) -> int:
        if id(element) in open_:
            raise RecursionError
        if id(element) not in counted:
            open_.add(id(element))
            used = sum(count(by_id[target]) for target in _used(element) if target in by_id)
            used += sum(map(count, styled(element)))
            own = WEIGHT.get(local_name(element.tag), 1) + _letters(element)
            length = len(element.get("d", "")) + len(element.get("points", ""))
            is_marked = "marker" in element.get("style", "") or any("marker" in key for key, _ in element.items())
            corners = 1 + length // 8 if is_marked or any(map(_is_marker, styled(element))) else 1
            counted[id(element)] = own + length // BYTES_A_SHAPE + used * corners + sum(map(count, element))
            open_.remove(id(element))
        return counted[id(element)]

    try:
        return count(root)
    except RecursionError:
        return None


def _letters(element: Element) -> int:
    """The letters that are drawn of the text in an element, apart from those in its children."""
    if local_name(element.tag) not in WEIGHT:
        return 0
    return sum(len(" ".join((text or "").split())) for text in (element.text, *(child.tail for child in element)))


def _used(element: Element) -> Iterator[str]:
    """What an element draws by reference: with ``<use>``, or as its pattern, marker or mask."""
    for key, value in element.items():
        if local_name(key) == "href":
            yield value.strip()
        elif "url(" in value:
            yield from (match["target"] for match in URL.finditer(value))


def _styled(root: Element) -> Callable[[Element], Iterator[Element]]:
    """Gives what style sheets make an element draw; markers that they name count for every line.

    Selectors that are not simple are passed over.
    """
    sheets = [element.text or "" for element in root.iter() if local_name(element.tag) == "style"]
    rules_with_markers = [rule for sheet in sheets for rule in sheet.split("}") if "marker" in rule]
    markers = {target.lower() for rule in rules_with_markers for target in _asked(rule)}
    properties = properties_of(root, REFERRING) if any("url(" in sheet.lower() for sheet in sheets) else None
    named = defaultdict[str, list[Element]](list)
    for one in root.iter():
        named[f"#{one.get('id')}".lower()].append(one)

    within = {one for marker in root.iter() if _is_marker(marker) for one in marker.iter()}

    def drawn(element: Element) -> Iterator[Element]:
        values = [properties(element, name) for name in REFERRING] if properties else []  # in lower case
        targets = {target for value in values for target in _asked(value)}
        if _is_line(element) and element not in within:
            targets |= markers
        yield from (one for target in targets for one in named.get(target, ()))

    return drawn


def _is_marker(element: Element) -> bool:
    return local_name(element.tag) == "marker"


def _is_line(element: Element) -> bool:
    return element.get("d") is not None or element.get("points") is not None


def _asked(css: str) -> Iterator[str]:
    return (match["target"] for match in URL.finditer(css))


def _impossible_sizes(root: Element) -> Iterator[str]:
    """Sizes and positions that no page can have."""
    for element in root.iter():
        for key, value in element.items():
            if key in GEOMETRY and any(_is_large(match[0]) for match in LARGE.finditer(value)):
                yield value
        if (box := element.get("viewBox")) is not None and not _is_box(box):
            yield box
    yield from (size for size in (root.get("width", "1"), root.get("height", "1")) if not LENGTH.fullmatch(size))


def _is_too_fine(gradient: Element) -> bool:
    """Whether a gradient, if it repeats, has steps that take very long to draw.

    Its length is measured in parts of the shape, or as if the drawing were a few hundred units large.
    """
    if local_name(gradient.tag) == "linearGradient":
        ends = [_share(gradient.get(key, default)) for key, default in LINEAR]
        length = math.hypot(ends[2] - ends[0], ends[3] - ends[1])
    else:
        length = abs(_share(gradient.get("r", "50%")) - _share(gradient.get("fr", "0")))
    length *= scale_of(gradient.get("gradientTransform", ""))
    return 0 < length < FINEST


def _share(written: str) -> float:
    """A coordinate as a number, a share of 100 % being 1."""
    match = re.match(r"\s*([-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?)\s*(%?)", written, re.IGNORECASE)
    return float(match[1]) / (100 if match[2] else 1) if match else 0.0


def _is_large(number: str) -> bool:
    return number.lower() in ("nan", "inf") or float(number) >= LARGEST


def _is_box(text: str) -> bool:
    """Whether this is a ``viewBox`` with room for something."""
    try:
        numbers = [float(number) for number in re.split(r"[\s,]+", text.strip())]
    except ValueError:
        return False
    return len(numbers) == 4 and min(numbers[2:]) >= SMALLEST


def _lost_parts(root: Element, name: str, place: Place) -> Iterator[Finding]:
    """Parts of a drawing that paper would lose, or print in addition."""
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
    """The first family that the text of a drawing asks for in vain."""
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
    """What a drawing refers to: the name of the element that does, and the address."""
    for element in root.iter():
        tag = local_name(element.tag)
        for key, value in element.items():
            if (local_name(key) == "href" and tag not in ("a", "script")) or key.endswith("namespace}base"):
                yield tag if local_name(key) == "href" else "base", value.strip()
            elif "url(" in value.lower():
                yield from ((tag if tag != "image" else "style", match["target"]) for match in URL.finditer(value))
        if tag == "style":
            css = FONT.sub("", element.text or "")
            yield from (("style", match["target"]) for pattern in (URL, IMPORT) for match in pattern.finditer(css))


def _referred(tag: str, target: str, name: str, place: Place) -> Iterator[Finding | str | Embedded]:
    """A photograph that a drawing shows, or why it cannot show what it refers to."""
    if not target or target.startswith("#"):
        return
    head = target.partition(",")[0]
    if tag == "image" and head.startswith("data:image/") and "svg" not in head:
        yield Embedded(within(target))
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
