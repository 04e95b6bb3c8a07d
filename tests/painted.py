"""Reads how a finished PDF is painted: every color that its streams set, every picture and every effect.

All streams of the file are read, even those that no page refers to. Only pikepdf's objects are used.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pikepdf

SETS = {"g": "gray", "rg": "rgb", "k": "cmyk"}
"""The operators that set a color and its space at once (ISO 32000-1, 8.6.8), for areas; in capitals for lines."""

DRAWS_TEXT = {"Tj", "TJ", "'", '"'}
FILLS = {"f", "F", "f*", "B", "B*", "b", "b*"}

Color = tuple[str, tuple[float, ...]]
"""A color space and the values of its channels: ``("cmyk", (0, 0, 0, 1))``."""


@dataclass(frozen=True, slots=True)
class Held:
    """A picture in a PDF: its size, color space, bits per channel and filter, and its pixels or its JPEG file."""

    size: tuple[int, int]
    space: str
    bits: int
    filter: str
    data: bytes


@dataclass(slots=True)
class Painted:
    """The colors of text and areas, all colors that are set, the end colors of gradients, pictures, and effects.

    `effects` are opacities of less than 1, masks, blends and groups.
    """

    text: set[Color] = field(default_factory=set)
    areas: set[Color] = field(default_factory=set)
    colors: set[Color] = field(default_factory=set)
    ends: set[Color] = field(default_factory=set)
    pictures: list[Held] = field(default_factory=list)
    effects: list[str] = field(default_factory=list)


def painted(pdf: bytes) -> Painted:
    """The colors, pictures and effects of a PDF."""
    found = Painted()
    document = pikepdf.open(io.BytesIO(pdf))
    for page in document.pages:
        _read(page.obj, found)
    for one in document.objects:
        if isinstance(one, pikepdf.Stream):
            if one.get("/Subtype") == "/Image":
                found.pictures.append(_held(one))
                found.effects += ["a mask of a picture"] if "/SMask" in one or "/Mask" in one else []
            elif one.get("/Subtype") == "/Form" or one.get("/PatternType") == 1:
                found.effects += ["a group"] if "/Group" in one else []
                _read(one, found)
        if isinstance(one, pikepdf.Dictionary | pikepdf.Stream):
            _look(one, found)
    return found


def _held(one: pikepdf.Stream) -> Held:
    jpeg = one.Filter == "/DCTDecode"
    data = one.read_raw_bytes() if jpeg else one.read_bytes()
    return Held(
        (int(one.Width), int(one.Height)), str(one.ColorSpace), int(one.BitsPerComponent), str(one.Filter), data
    )


def _look(one: Any, found: Painted) -> None:
    """Adds the effects of an object's graphics states, and the end colors of its gradients."""
    states = one.get("/ExtGState", {}) if not isinstance(one.get("/ExtGState", {}), pikepdf.Array) else {}
    for state in states.values():
        for key in ("/ca", "/CA"):
            found.effects += [f"opacity {state[key]}"] if float(state.get(key, 1)) < 1 else []
        found.effects += ["a mask"] if state.get("/SMask", "/None") != "/None" else []
        found.effects += ["a blend"] if state.get("/BM", "/Normal") != "/Normal" else []
    for shading in one.get("/Shading", {}).values() if isinstance(one.get("/Shading", {}), pikepdf.Dictionary) else ():
        space = str(shading.ColorSpace).removeprefix("/Device").lower()
        found.ends |= {(space, end) for end in _ends(shading.Function)}


def _ends(function: Any) -> Iterator[tuple[float, ...]]:
    if function.FunctionType == 3:
        for one in function.Functions:
            yield from _ends(one)
    else:
        yield from (tuple(float(channel) for channel in function[key]) for key in ("/C0", "/C1"))


def _read(stream: Any, found: Painted) -> None:
    """Adds the colors of one content stream."""
    fill: Color = ("gray", (0.0,))
    kept: list[Color] = []
    for instruction in pikepdf.parse_content_stream(stream):
        operands, name = instruction.operands, str(instruction.operator)
        if name.lower() in SETS:
            color = (SETS[name.lower()], tuple(float(one) for one in operands))
            found.colors.add(color)
            fill = color if name.islower() else fill
        elif name in ("cs", "CS") and str(operands[0]) not in ("/Pattern", "/registration"):
            found.colors.add((str(operands[0]), ()))
        elif name in ("scn", "sc"):
            fill = (str(operands[-1]), ())
        elif name == "q":
            kept.append(fill)
        elif name == "Q":
            fill = kept.pop()
        elif name in DRAWS_TEXT:
            found.text.add(fill)
        elif name in FILLS:
            found.areas.add(fill)
