"""The look of a chart: its type, colors and rules, from the custom properties of the style sheets."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from brief.css import POINTS_IN, points

HOUSE = {"note-size": 9.0, "thin": 0.5, "text-column": 116 * POINTS_IN["mm"], "both-columns": 174 * POINTS_IN["mm"]}
"""The lengths, in points, that replace missing ones and those that only the engine can compute."""

DRAWN_FOR, LARGE = 9.0, 12.0
"""The size of type, in points, that bars and gaps are designed for; and the size above which a chart is drawn for the
first, then enlarged."""

REGULAR, BOLD = 400, 600
"""The weights of words."""


@dataclass(frozen=True, slots=True)
class Look:
    """The type, colors and rules of a chart, and its width, in points.

    `family` has the names of faces with commas between them, `faces` the files of all faces. Colors are values of CSS;
    there are no tints, so that a photocopy keeps everything. The chart is enlarged by `scale` when it is printed.
    """

    width: float
    family: str
    faces: tuple[Path, ...]
    size: float
    ink: str
    accent: str
    rule: str
    thin: float
    scale: float = 1.0

    @property
    def line(self) -> float:
        """The leading, in points."""
        return round(self.size * 1.2, 2)


def look_of(tokens: Mapping[str, str], wide: bool, faces: Sequence[Path]) -> Look:
    """The look of a chart in the text column or, if `wide`, in both; `tokens` are the custom properties by name."""
    size = _length(tokens, "note-size")
    scale = size / DRAWN_FOR if size > LARGE else 1.0
    return Look(
        width=_length(tokens, "both-columns" if wide else "text-column") / scale,
        family=",".join(name.strip().strip("\"'") for name in tokens.get("sans", "sans-serif").split(",")),
        faces=tuple(faces),
        size=size / scale,
        ink=tokens.get("ink", "#000000"),
        accent=tokens.get("accent", "#000000"),
        rule=tokens.get("rule", "#000000"),
        thin=_length(tokens, "thin") / scale,
        scale=scale,
    )


def _length(tokens: Mapping[str, str], name: str) -> float:
    """A length in points; the default when it is missing, negative or cannot be computed here."""
    found = points(tokens.get(name, ""))
    return HOUSE[name] if found is None or found < 0 else found
