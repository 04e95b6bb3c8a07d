"""What gives way, in which order and how far: the visible list of what pages are closed up and opened by.

Each thing is a custom property of the look (`styles/tokens.css`, and that of the paper). How far it goes stands beside
it there, as ``--least-line`` and ``--most-line`` beside ``--line``; the sizes of type go as far as the edition says,
and lines stay as far apart as their type needs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import inf

from brief.model import Edition, Scale

CLOSING: Sequence[tuple[str, tuple[str, ...]]] = (
    ("margins", ("top", "first-top", "foot", "outer")),
    ("leading", ("line", "note-line")),
    ("space between blocks", ("half", "above")),
    ("figures", ("figures", "figure-height")),
    ("type", ("text-size", "note-size")),
)
"""The steps in which pages are closed up, the first first; type comes last."""

OPENING: Sequence[tuple[str, tuple[str, ...]]] = (
    ("space between blocks", ("half", "above")),
    ("leading", ("line", "note-line")),
    ("type", ("text-size",)),
)
"""The steps in which pages are opened, the first first."""

WITH_TYPE = {"text-size": ("line",), "note-size": ("note-line",)}
"""What changes with a size of type, in the same proportion."""

LEADING = {"line": ("text-size", 1.23), "note-line": ("note-size", 1.18)}
"""How close lines are set at most, as a multiple of the size of their type, however low their ``--least-`` is."""

POINTS = {"pt": 1.0, "mm": 72 / 25.4, "cm": 72 / 2.54, "in": 72.0, "pc": 12.0, "px": 0.75}
"""Points in a unit."""

LENGTH = re.compile(rf"(?P<number>-?\d*\.?\d+)(?P<unit>{'|'.join(POINTS)}|%)")


@dataclass(frozen=True, slots=True)
class Give:
    """How far one custom property goes in one step."""

    name: str
    start: float
    end: float
    unit: str

    @property
    def last(self) -> str:
        """The value at the end."""
        return f"{self.end:.2f}{self.unit}"


@dataclass(frozen=True, slots=True)
class Steps:
    """The steps of one look and edition; what is `set` from the start, and whether the margin column can be folded."""

    closing: tuple[tuple[Give, ...], ...]
    opening: tuple[tuple[Give, ...], ...]
    set: tuple[tuple[str, str], ...]
    folds: bool

    @property
    def closest(self) -> float:
        """The tightness at the end of the last step that closes."""
        return float(len(self.closing))

    @property
    def widest(self) -> float:
        """The tightness at the end of the last step that opens."""
        return -float(len(self.opening))

    @property
    def without_smaller_type(self) -> float:
        """The tightness at the end of the last step that closes and leaves the type as it is."""
        return _before_type(self.closing)

    @property
    def without_larger_type(self) -> float:
        """The tightness at the end of the last step that opens and leaves the type as it is."""
        return -_before_type(self.opening)

    def at(self, tightness: float, folded: bool = False, foot: float | None = None) -> Scale:
        """The scale at a tightness; `foot` are the points below the text that what stands there needs, if any."""
        said = dict(self.set)
        for number, step in enumerate(self.closing if tightness > 0 else self.opening):
            gone = min(max(abs(tightness) - number, 0.0), 1.0)
            for give in step if gone else ():
                said[give.name] = f"{give.start + (give.end - give.start) * gone:.2f}{give.unit}"
        if foot is not None:
            said["foot"] = f"{foot:.2f}pt"
        return Scale(tuple(said.items()), folded)


def _before_type(steps: Sequence[Sequence[Give]]) -> float:
    """How many steps come before one in which type changes."""
    of_type = [number for number, step in enumerate(steps) if any(give.name in WITH_TYPE for give in step)]
    return float(min(of_type, default=len(steps)))


def steps(tokens: Mapping[str, str], edition: Edition) -> Steps:
    """The steps for an edition under a look, whose custom properties are `tokens`, by name."""
    sizes = {
        "text-size": (edition.smallest, edition.largest),
        "note-size": (edition.smallest_note, _points(tokens, "note-size")),
    }
    known = dict(tokens)
    given: dict[str, str] = {}
    for name, (least, _) in sizes.items():
        if 0 < (size := _points(tokens, name)) < least:  # a brand may not go below the floor
            for give in _with_type(name, size, least, known):
                given[give.name] = known[give.name] = give.last
    return Steps(
        closing=tuple(_gives(CLOSING, known, "least", {name: least for name, (least, _) in sizes.items()})),
        opening=tuple(_gives(OPENING, known, "most", {name: most for name, (_, most) in sizes.items()})),
        set=tuple(given.items()),
        folds=_points(tokens, "folded-right") > 0,
    )


def _gives(
    order: Sequence[tuple[str, tuple[str, ...]]], tokens: Mapping[str, str], bound: str, sizes: Mapping[str, float]
) -> Iterator[tuple[Give, ...]]:
    """The steps, each going on from where those before it end."""
    now = dict(tokens)
    for _, names in order:
        step: list[Give] = []
        for name in names:
            match = LENGTH.fullmatch(now.get(name, ""))
            if not match:
                continue
            start, unit = float(match["number"]), match["unit"]
            end = sizes[name] / POINTS.get(unit, inf) if name in sizes else _in(unit, tokens, f"{bound}-{name}")
            if end and bound == "least":
                end = max(end, _least_leading(name, now) / POINTS.get(unit, 1))
            if not end or end == start or (end < start) != (bound == "least"):
                continue  # nothing says how far it goes, or it is as far as that, or further
            step.append(Give(name, start, end, unit))
            step += (give for give in _with_type(name, start, end, now) if give.name != name)
        now |= {give.name: give.last for give in step}
        if step:
            yield tuple(step)


def _with_type(name: str, size: float, changed: float, tokens: Mapping[str, str]) -> Iterator[Give]:
    """How a size of type changes, and the distances that change with it."""
    for other in (name, *WITH_TYPE.get(name, ())) if size > 0 else ():
        if match := LENGTH.fullmatch(tokens.get(other, "")):
            number = float(match["number"])
            yield Give(other, number, round(number * changed / size, 2), match["unit"])


def _least_leading(name: str, tokens: Mapping[str, str]) -> float:
    """The points that lines need to be apart for their type; none are enough for type of a size that is not known."""
    if name not in LEADING:
        return 0
    size, multiple = LEADING[name]
    return (_points(tokens, size) or inf) * multiple


def _points(tokens: Mapping[str, str], name: str) -> float:
    """A length in points; 0 where there is none."""
    return _in("pt", tokens, name)


def _in(unit: str, tokens: Mapping[str, str], name: str) -> float:
    """The number of a length in a unit; 0 where there is none, or it cannot be said in that unit."""
    match = LENGTH.fullmatch(tokens.get(name, ""))
    if not match:
        return 0
    number, own = float(match["number"]), match["unit"]
    if own == unit:
        return number
    return number * POINTS[own] / POINTS[unit] if own in POINTS and unit in POINTS else 0
