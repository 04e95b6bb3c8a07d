"""A drawing of matplotlib as an SVG that the engine reads: no style sheets, no groups, no references."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from io import StringIO
from typing import TYPE_CHECKING
from unicodedata import bidirectional, category
from xml.etree.ElementTree import Element, SubElement, fromstring

from brief.chart.canvas import width_of
from brief.chart.start import ACCENT, INK, RULE
from brief.chart.style import REGULAR, Look
from brief.model.drawings import SVG

if TYPE_CHECKING:
    from matplotlib.figure import Figure

LETTERS = {1: "M", 2: "L", 3: "Q", 4: "C"}
"""The commands of a path in SVG, by the codes of matplotlib."""

HREF = "{http://www.w3.org/1999/xlink}href"
_MOVED = re.compile(r"translate\((?P<x>\S+) (?P<y>\S+)\)")


def to_svg(figure: Figure, look: Look, alt: str) -> Element:
    """The drawing in the colors and faces of `look`, with its text alternative."""
    file = StringIO()
    omitted = dict.fromkeys(("Creator", "Date", "Format", "Type"))
    figure.canvas.print_svg(file, metadata=omitted)  # type: ignore[attr-defined]  # `Canvas` gave it the canvas for SVG
    drawn = fromstring(file.getvalue())
    size = {key: drawn.attrib[key] for key in ("width", "height")}
    if look.scale != 1:
        size = {key: f"{float(length.removesuffix('pt')) * look.scale:g}pt" for key, length in size.items()}
    box = {"viewBox": drawn.attrib["viewBox"]}
    made = Element("svg", {"xmlns": SVG.strip("{}"), **size, **box, "stroke-linejoin": "round"})
    SubElement(made, "title").text = alt
    made.extend(_together(_shapes(drawn, look)))
    colors = {INK: look.ink, ACCENT: look.accent, RULE: look.rule}
    for element in made.iter():
        for key in element.attrib.keys() & {"fill", "stroke"}:
            element.set(key, colors.get(element.attrib[key], element.attrib[key]))
    return made


def _together(shapes: Iterator[Element]) -> Iterator[Element]:
    """The shapes, with those of the same pattern joined, since the engine draws a pattern anew for each shape."""
    filled: dict[str, Element] = {}
    for shape in shapes:
        inside = shape.get("fill", "")
        first = filled.setdefault(inside, shape) if inside.startswith("url(") else shape
        if first is shape:
            yield shape
        else:
            first.attrib["d"] += f" {shape.attrib['d']}"


def _shapes(drawn: Element, look: Look) -> Iterator[Element]:
    """The visible elements, taken out of their groups, with markers in place of references, and the patterns."""
    patterns = list(drawn.iter(f"{SVG}pattern"))
    inside = {part for pattern in patterns for part in pattern.iter()}
    markers = {part.attrib["id"]: part for part in drawn.iter(f"{SVG}path") if "id" in part.attrib}
    for pattern in patterns:
        kept = Element("pattern", pattern.attrib)
        kept.extend(_plain(part) for part in pattern)
        yield kept
    for part in drawn.iter():
        match part.tag.removeprefix(SVG):
            case "path" if part not in inside and "id" not in part.attrib:
                yield _plain(part)
            case "use":
                place = {"transform": f"translate({part.attrib['x']} {part.attrib['y']})"}
                yield Element("path", {"d": markers[part.attrib[HREF][1:]].attrib["d"], **place, **_style(part)})
            case "text":
                yield _words(part, look)


def _plain(part: Element) -> Element:
    """An element whose style is in attributes of its own."""
    rest = {key: value for key, value in part.attrib.items() if key != "style"}
    return Element(part.tag.removeprefix(SVG), {**rest, **_style(part)})


def _style(part: Element) -> dict[str, str]:
    pairs = (pair.partition(":") for pair in part.get("style", "").split(";") if pair.strip())
    return {key.strip(): value.strip() for key, _, value in pairs}


def _words(part: Element, look: Look) -> Element:
    """Words in their place, as text or as outlines; matplotlib positions one line of several by a transform."""
    style, moved = _style(part), _MOVED.fullmatch(part.get("transform", ""))
    place = moved.groupdict() if moved else {key: part.attrib[key] for key in ("x", "y")}
    kept: dict[str, str] = {key: style[key] for key in ("font-weight", "text-anchor", "fill") if key in style}
    if kept.get("text-anchor") == "start":
        del kept["text-anchor"]
    words = part.text or ""
    if _needs_shaping(words) and (outlines := _outlines(words, look, float(place["x"]), float(place["y"]), kept)):
        return Element("path", {"d": outlines, **{key: kept[key] for key in ("fill",) if key in kept}})
    made = Element("text", {**place, "font-family": look.family, "font-size": f"{look.size:g}", **kept})
    made.text = words
    return made


def _needs_shaping(words: str) -> bool:
    """Whether letters run from right to left or combine, since the engine sets the letters of a drawing one by one."""
    return any(bidirectional(sign) in ("R", "AL", "AN") or category(sign).startswith("M") for sign in words)


def _outlines(words: str, look: Look, x: float, y: float, style: Mapping[str, str]) -> str:
    """The path of words that matplotlib shaped; empty when no face has a letter, which is reported elsewhere."""
    from matplotlib.font_manager import FontProperties, fontManager, get_font
    from matplotlib.textpath import TextPath

    faces = [get_font(entry.fname) for entry in fontManager.ttflist]
    if not all(any(face.get_char_index(ord(letter)) for face in faces) for letter in words if not letter.isspace()):
        return ""
    weight = int(style.get("font-weight", REGULAR))
    path = TextPath((0, 0), words, size=look.size, prop=FontProperties(weight=weight, size=look.size))
    x -= {"middle": 0.5, "end": 1.0}.get(style.get("text-anchor", ""), 0.0) * width_of(words, weight)
    parts = []
    for points, code in path.iter_segments(simplify=False):
        placed = (f"{x + across:.3f} {y - up:.3f}" for across, up in points.reshape(-1, 2).tolist())
        parts.append(f"{LETTERS[int(code)]} {' '.join(placed)}" if int(code) in LETTERS else "Z")
    return " ".join(parts)
