"""What gives way, in which order and how far: the visible list of what pages are closed up and opened by.

Each thing is a custom property of the look (`styles/tokens.css`, and that of the paper). How far it goes stands beside
it there, as ``--least-line`` and ``--most-line`` beside ``--line``; the sizes of type go as far as the edition says.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

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

LENGTH = re.compile(r"(?P<number>-?\d*\.?\d+)(?P<unit>pt|mm|%)")


@dataclass(frozen=True, slots=True)
class Give:
    """How far one custom property goes in one step."""

    name: str
    start: float
    end: float
    unit: str


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
        "note-size": (edition.smallest_note, _number(tokens, "note-size")),
    }
    known = dict(tokens)
    given: dict[str, str] = {}
    for name, (least, _) in sizes.items():
        if (size := _number(tokens, name)) and size < least:  # a brand may not go below the floor
            for changed, number in _with_type(name, size, least, known):
                given[changed] = known[changed] = number
    return Steps(
        closing=tuple(_gives(CLOSING, known, "least", {name: least for name, (least, _) in sizes.items()})),
        opening=tuple(_gives(OPENING, known, "most", {name: most for name, (_, most) in sizes.items()})),
        set=tuple(given.items()),
        folds=_number(tokens, "folded-right") > 0,
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
            end = sizes.get(name) or _number(tokens, f"{bound}-{name}")
            if not match or not end:
                continue
            start = float(match["number"])
            if (end < start) != (bound == "least") or end == start:
                continue  # it is as far as it goes, or further
            step.append(Give(name, start, end, match["unit"]))
            for other, number in _with_type(name, start, end, now):
                of_other = LENGTH.fullmatch(now[other])
                if other != name and of_other:
                    step.append(Give(other, float(of_other["number"]), float(number.rstrip("ptm%")), of_other["unit"]))
        for give in step:
            now[give.name] = f"{give.end:.2f}{give.unit}"
        if step:
            yield tuple(step)


def _with_type(name: str, size: float, changed: float, tokens: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """A size of type that changes, and the distances that change with it."""
    for other in (name, *WITH_TYPE.get(name, ())):
        if match := LENGTH.fullmatch(tokens.get(other, "")):
            yield other, f"{float(match['number']) * changed / size:.2f}{match['unit']}"


def _number(tokens: Mapping[str, str], name: str) -> float:
    """The number of a length; 0 where there is none."""
    match = LENGTH.fullmatch(tokens.get(name, ""))
    return float(match["number"]) if match else 0.0
