"""The pieces that a page draws, in their order, and what each of them belongs to.

A piece belongs to a marked-content identifier of the page, to an artifact, or to nothing. The pieces of a form belong
to the content in which the form is drawn.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pikepdf

from tests.reading.letters import Letters, letters

Box = tuple[float, float, float, float]
"""Left, bottom, right and top, in points from the bottom left corner of the page."""

Matrix = tuple[float, float, float, float, float, float]

EVERYWHERE: Box = (float("-inf"), float("-inf"), float("inf"), float("inf"))
UNMOVED: Matrix = (1, 0, 0, 1, 0, 0)
BLACK = (0.0, 0.0, 0.0)
PAINTING = frozenset({"S", "s", "f", "F", "f*", "B", "B*", "b", "b*"})


@dataclass(frozen=True, slots=True)
class Artifact:
    """A marked-content sequence that is not read aloud: its type and subtype, and its number on the page."""

    type: str
    subtype: str
    number: int


@dataclass(frozen=True, slots=True)
class Piece:
    """A drawn ``text``, ``picture`` or ``path``: its place, and what it belongs to.

    The box of a text is the point at which it begins. Its `size` is the visible size of its type in points, its `color`
    the red, green and blue of its fill, from 0 to 1. `tangled` says that marked contents with owners are nested.
    """

    owner: int | Artifact | None
    kind: str
    box: Box
    text: str = ""
    tangled: bool = False
    size: float = 0
    color: tuple[float, float, float] = BLACK


@dataclass(frozen=True, slots=True)
class _Mark:
    owner: int | Artifact | None
    actual: str | None = None
    backwards: bool = False


@dataclass(slots=True)
class _State:
    matrix: Matrix
    clip: Box
    font: Letters | None = None
    leading: float = 0
    size: float = 0
    color: tuple[float, float, float] = BLACK


def pieces(page: pikepdf.Page) -> Iterator[Piece]:
    """The pieces that a page draws."""
    yield from _Reader().read(page, page.get("/Resources"), _State(UNMOVED, EVERYWHERE))


class _Reader:
    """The state while a page is read: its open marks, its artifacts so far, its fonts."""

    def __init__(self) -> None:
        self.marks: list[_Mark] = []
        self.artifacts = 0
        self.fonts: dict[tuple[int, int], Letters] = {}

    def read(self, stream: Any, resources: Any, state: _State) -> Iterator[Piece]:
        saved: list[_State] = []
        path: list[tuple[float, float]] = []
        clipping = False
        line = text = UNMOVED
        for instruction in pikepdf.parse_content_stream(stream):
            operands: Sequence[Any] = list(instruction.operands)
            match str(instruction.operator):
                case "q":
                    saved.append(replace(state))
                case "Q":
                    state = saved.pop()
                case "cm":
                    state.matrix = _times(_matrix(operands), state.matrix)
                case "BMC" | "BDC":
                    self.marks.append(self._mark(operands, resources))
                case "EMC":
                    if (mark := self.marks.pop()).actual is not None:
                        self.marks.append(_Mark(mark.owner))
                        yield self._piece("text", _around([_moved((0, 0), state.matrix)]), mark.actual)
                        self.marks.pop()
                case "Tf":
                    state.font = self._letters(resources.Font[str(operands[0])])
                    state.size = float(operands[1])
                case "rg" | "g" | "k" | "sc" | "scn" if all(not isinstance(one, pikepdf.Name) for one in operands):
                    state.color = _color([float(one) for one in operands])
                case "TL":
                    state.leading = float(operands[0])
                case "BT":
                    line = text = UNMOVED
                case "Tm":
                    line = text = _matrix(operands)
                case "Td" | "TD":
                    line = text = _times((1, 0, 0, 1, float(operands[0]), float(operands[1])), line)
                case "T*":
                    line = text = _times((1, 0, 0, 1, 0, -state.leading), line)
                case "Tj" | "TJ":
                    assert state.font, "text in no font"
                    strings = operands[0] if isinstance(operands[0], pikepdf.Array) else operands
                    shown = "".join(state.font(bytes(part)) for part in strings if isinstance(part, pikepdf.String))
                    where = _around([_moved((0, 0), _times(text, state.matrix))])
                    if any(mark.backwards for mark in self.marks):
                        shown = shown[::-1]
                    if all(mark.actual is None for mark in self.marks):
                        seen = state.size * _growth(_times(text, state.matrix))
                        yield replace(self._piece("text", where, shown), size=seen, color=state.color)
                case "m" | "l":
                    path.append(_moved((float(operands[0]), float(operands[1])), state.matrix))
                case "c" | "v" | "y":
                    numbers = [float(number) for number in operands]
                    path += [_moved(point, state.matrix) for point in zip(numbers[::2], numbers[1::2], strict=True)]
                case "re":
                    x, y, width, height = (float(number) for number in operands)
                    corners = ((x, y), (x + width, y), (x, y + height), (x + width, y + height))
                    path += [_moved(corner, state.matrix) for corner in corners]
                case "W" | "W*":
                    clipping = True
                case "n" | "S" | "s" | "f" | "F" | "f*" | "B" | "B*" | "b" | "b*" as painted:
                    if path and painted in PAINTING:
                        yield from self._seen("path", _around(path), state.clip)
                    if path and clipping:
                        state.clip = _shared(state.clip, _around(path))
                    path, clipping = [], False
                case "sh":
                    yield from self._seen("path", state.clip, state.clip)
                case "INLINE IMAGE":
                    yield from self._seen("picture", _unit(state.matrix), state.clip)
                case "Do":
                    drawn = resources.XObject[str(operands[0])]
                    if drawn.Subtype == "/Image":
                        yield from self._seen("picture", _unit(state.matrix), state.clip)
                    else:
                        inner = _times(_matrix(drawn.get("/Matrix", UNMOVED)), state.matrix)
                        within = replace(state, matrix=inner)
                        yield from self.read(drawn, drawn.get("/Resources", resources), within)
                case "'" | '"' | "Tz" | "BI" as operator:
                    raise NotImplementedError(operator)

    def _seen(self, kind: str, box: Box, clip: Box) -> Iterator[Piece]:
        left, bottom, right, top = seen = _shared(box, clip)
        if left <= right and bottom <= top:
            yield self._piece(kind, seen)

    def _piece(self, kind: str, box: Box, text: str = "") -> Piece:
        owners = [mark.owner for mark in self.marks if mark.owner is not None]
        return Piece(owners[-1] if owners else None, kind, box, text, len(owners) > 1)

    def _mark(self, operands: Sequence[Any], resources: Any) -> _Mark:
        tag, *given = operands
        properties = given[0] if given else pikepdf.Dictionary()
        if isinstance(properties, pikepdf.Name):
            properties = resources.Properties[str(properties)]
        actual = str(properties.ActualText) if "/ActualText" in properties else None
        if tag == "/Artifact":
            self.artifacts += 1
            kind, part = (str(properties.get(key, "")).removeprefix("/") for key in ("/Type", "/Subtype"))
            return _Mark(Artifact(kind, part, self.artifacts), actual)
        return _Mark(int(properties.MCID) if "/MCID" in properties else None, actual, tag == "/ReversedChars")

    def _letters(self, font: pikepdf.Object) -> Letters:
        if font.objgen not in self.fonts:
            self.fonts[font.objgen] = letters(font)
        return self.fonts[font.objgen]


def _matrix(numbers: Sequence[Any]) -> Matrix:
    a, b, c, d, e, f = (float(number) for number in numbers)
    return a, b, c, d, e, f


def _times(first: Matrix, then: Matrix) -> Matrix:
    a, b, c, d, e, f = first
    g, h, i, j, k, m = then
    return a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m


def _growth(matrix: Matrix) -> float:
    """The factor by which a matrix scales heights."""
    _, _, c, d, _, _ = matrix
    return math.hypot(c, d)


def _color(numbers: Sequence[float]) -> tuple[float, float, float]:
    """The red, green and blue of a color that is given as grey, RGB or CMYK."""
    match numbers:
        case [grey]:
            return grey, grey, grey
        case [red, green, blue]:
            return red, green, blue
        case [cyan, magenta, yellow, black]:
            return (1 - cyan) * (1 - black), (1 - magenta) * (1 - black), (1 - yellow) * (1 - black)
        case _:
            raise NotImplementedError(numbers)


def _moved(point: tuple[float, float], by: Matrix) -> tuple[float, float]:
    (x, y), (a, b, c, d, e, f) = point, by
    return a * x + c * y + e, b * x + d * y + f


def _around(points: Sequence[tuple[float, float]]) -> Box:
    xs, ys = zip(*points, strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def _unit(matrix: Matrix) -> Box:
    return _around([_moved(corner, matrix) for corner in ((0, 0), (1, 0), (0, 1), (1, 1))])


def _shared(one: Box, other: Box) -> Box:
    return max(one[0], other[0]), max(one[1], other[1]), min(one[2], other[2]), min(one[3], other[3])
