"""What gives way when pages are closed up or opened, in which order, and how far.

Each step changes custom properties of the look, from `styles/tokens.css` or the sheet of the paper. Their bounds are in
the same sheets: ``--least-line`` and ``--most-line`` for ``--line``. The edition bounds the sizes of type, and lines
stay as far apart as their type needs.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from math import inf
from typing import NamedTuple

from brief.css import POINTS_IN, length, points
from brief.model import Edition, Scale

CLOSING: Sequence[tuple[str, tuple[str, ...]]] = (
    ("leading", ("line",)),
    ("space between blocks", ("half", "above")),
    ("figures", ("figures", "figure-height")),
    ("masthead", ("title-size", "deck-size", "masthead-gap")),
    ("margins", ("foot", "top", "first-top")),
    ("notes", ("note-size", "note-line")),
    ("type", ("text-size",)),
)
"""The steps in which pages are closed up, in their order; type comes last."""

OPENING: Sequence[tuple[str, tuple[str, ...]]] = (
    ("space between blocks", ("half", "above")),
    ("leading", ("line", "note-line")),
    ("type", ("text-size",)),
)
"""The steps in which pages are opened, in their order."""

AT_ONCE = frozenset({"figures", "figure-height"})
"""The properties that change wholly as soon as their step begins: a picture a little narrower than its column looks
like a mistake."""

WITH_TYPE = {"text-size": ("line",), "note-size": ("note-line",)}
"""The properties that change with a size of type, in the same proportion."""

GROWING = (
    *("text-size", "line", "half", "above", "note-size", "note-line", "table-size", "h2-size", "h3-size", "ask-size"),
    *("deck-size", "title-size", "number-size", "small-size"),
)
"""The properties that grow with the size of text that brief.yaml sets; their bounds grow with them."""

LEADING = {"line": ("text-size", 1.295), "note-line": ("note-size", 1.18)}
"""For each leading, its size of type and the least multiple of that, even where the ``--least-`` bound is lower."""

EASY = {"line": 4 / 3, "note-line": 1.24}
"""The leading, as a multiple of its type, for lines closer than `LEADING` in a look that changes only the type."""


class Give(NamedTuple):
    """The change of a custom property in one step, from `start` to `end`, both in `unit`."""

    name: str
    start: float
    end: float
    unit: str

    @property
    def last(self) -> str:
        """The value at the end, with its unit."""
        return f"{self.end:.2f}{self.unit}"


class Steps(NamedTuple):
    """The steps for a look and an edition, and the properties and values that are `set` at every tightness."""

    closing: tuple[tuple[Give, ...], ...]
    opening: tuple[tuple[Give, ...], ...]
    set: tuple[tuple[str, str], ...]

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
        """The tightness at the end of the last closing step before the text gets smaller type."""
        return _before_type(self.closing)

    @property
    def without_larger_type(self) -> float:
        """The tightness at the end of the last opening step before the text gets larger type."""
        return -_before_type(self.opening)

    def at(self, tightness: float, foot: float | None = None, low_masthead: bool = False) -> Scale:
        """The scale at a tightness, with a margin of `foot` points below the text if that is given.

        With `low_masthead`, the masthead is set at its smallest height.
        """
        properties = dict(self.set)
        for number, step in enumerate(self.closing if tightness > 0 else self.opening):
            gone = min(max(abs(tightness) - number, 0.0), 1.0)
            for give in step if gone else ():
                part = 1.0 if give.name in AT_ONCE else gone
                properties[give.name] = f"{give.start + (give.end - give.start) * part:.2f}{give.unit}"
        for step in self.closing if low_masthead else ():
            if any(give.name == "masthead-gap" for give in step):
                properties.update({give.name: give.last for give in step})
        if foot is not None:
            properties["foot"] = f"{foot:.2f}pt"
        return Scale(tuple(properties.items()))


def _before_type(steps: Sequence[Sequence[Give]]) -> float:
    """The number of steps before the one that changes the size of the text, or of all steps if none does."""
    of_type = [number for number, step in enumerate(steps) if any(give.name == "text-size" for give in step)]
    return float(min(of_type, default=len(steps)))


def steps_for(tokens: Mapping[str, str], edition: Edition) -> Steps:
    """The steps for an edition under a look with these custom properties."""
    growth = edition.type_size / (_points(tokens, "text-size") or edition.type_size) if edition.enlarged else 1.0
    sizes = {
        "text-size": (edition.smallest, edition.largest),
        "note-size": (edition.smallest_note * max(growth, 1.0), _points(tokens, "note-size")),
    }
    given = _grown(tokens, growth)
    known = {**tokens, **given}
    for name, (least, _) in sizes.items():
        if 0 < (size := _points(known, name)) < least:  # a look may not go below the smallest type
            for give in _with_type(name, size, least, known):
                given[give.name] = known[give.name] = give.last
    for name, wanted in EASY.items():  # a look that sets only larger type gets the leading that it needs
        size = _points(known, LEADING[name][0])
        if 0 < _points(known, name) < _least_leading(name, known) < inf:
            given[name] = known[name] = f"{size * wanted:.2f}pt"
            known.update({f"most-{name}": f"{size * wanted * 1.07:.2f}pt"})
    return Steps(
        closing=tuple(_gives(CLOSING, known, "least", {name: least for name, (least, _) in sizes.items()})),
        opening=tuple(_gives(OPENING, known, "most", {name: most for name, (_, most) in sizes.items()})),
        set=tuple(given.items()),
    )


def _grown(tokens: Mapping[str, str], growth: float) -> dict[str, str]:
    """The `GROWING` properties and their bounds multiplied by `growth`; empty when that is 1."""
    names = (name for of in GROWING for name in (of, f"least-{of}", f"most-{of}"))
    return {
        name: f"{found[0] * growth:.2f}{found[1]}"
        for name in names
        if (found := length(tokens.get(name, ""))) and growth != 1
    }


def _gives(
    order: Sequence[tuple[str, tuple[str, ...]]], tokens: Mapping[str, str], bound: str, sizes: Mapping[str, float]
) -> Iterator[tuple[Give, ...]]:
    """The steps with anything to change, each starting where the one before it ends; `bound` is "least" or "most"."""
    now = dict(tokens)
    for _, names in order:
        step: dict[str, Give] = {}
        for name in names:
            if not (found := length(now.get(name, ""))):
                continue
            start, unit = found
            end = sizes[name] / POINTS_IN.get(unit, inf) if name in sizes else _in(unit, tokens, f"{bound}-{name}")
            if end and bound == "least":
                end = max(end, _least_leading(name, now | _ends(step)) / POINTS_IN.get(unit, 1))
            if not end or end == start or (end < start) != (bound == "least"):
                continue  # no bound, or already beyond it
            step[name] = Give(name, start, end, unit)
            step |= {give.name: give for give in _with_type(name, start, end, now) if give.name != name}
        now |= _ends(step)
        if step:
            yield tuple(step.values())


def _ends(step: Mapping[str, Give]) -> dict[str, str]:
    """The properties at the end of a step."""
    return {name: give.last for name, give in step.items()}


def _with_type(name: str, size: float, changed: float, tokens: Mapping[str, str]) -> Iterator[Give]:
    """The changes of a property and, if it is a size of type, of its leading, when the size becomes `changed`."""
    for other in (name, *WITH_TYPE.get(name, ())) if size > 0 else ():
        if found := length(tokens.get(other, "")):
            number, unit = found
            yield Give(other, number, round(number * changed / size, 2), unit)


def _least_leading(name: str, tokens: Mapping[str, str]) -> float:
    """The least leading, in points, for its type: infinite for unknown type, 0 for a property that is no leading."""
    if name not in LEADING:
        return 0
    size, multiple = LEADING[name]
    return (_points(tokens, size) or inf) * multiple


def _points(tokens: Mapping[str, str], name: str) -> float:
    """A property in points; 0 when it is not a length."""
    return points(tokens.get(name, "")) or 0


def _in(unit: str, tokens: Mapping[str, str], name: str) -> float:
    """A property converted to a unit; 0 when it is not a length or cannot be converted."""
    number, own = length(tokens.get(name, "")) or (0.0, unit)
    return number if own == unit else number * POINTS_IN.get(own, 0) / POINTS_IN.get(unit, inf)
