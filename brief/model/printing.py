"""Papers and inks: what editions are printed on and with."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, NamedTuple

PaperName = Literal["us-letter", "a4"]

PAPERS: Mapping[PaperName, tuple[float, float]] = {"us-letter": (215.9, 279.4), "a4": (210.0, 297.0)}
"""The papers by name: width and height in mm."""

InkSet = Literal["colors", "black", "press"]
"""The colors of a screen (sRGB), which office printers accept; black alone; the four inks of a press."""

BLEED = 3.0
"""How far content at the edge of the paper extends beyond it, in mm, since cutting is not exact."""

MOST_INK = 3.0
"""The most ink in one place, where each of the four inks counts 1 at full strength; more would not dry."""

Painted = Literal["area", "type", "line"]

WHITE_FROM: Mapping[Painted, float] = {"area": 0.22, "type": 0.30, "line": 0.80}
"""The relative luminance (WCAG 2.2) from which a color becomes white in an edition in black, by the kind of object.

- An *area* below 0.22 is black. The middle grey #808080 and a full red are at this limit, where black type is as
  readable as white type.
- *Type* below 0.30 is black: it has a contrast of 3 to 1 on white, the least that WCAG allows. Lighter type is meant
  for a dark ground.
- A *line* is black unless it is nearly white, so that a light grey line stays on paper.

So type that is readable in color is readable in black: white type on an area from a contrast of 4.5 to 1, which WCAG
requires; black type on an area from 5.4 to 1; type of any color on paper from 3 to 1.
"""


LEAST_PICTURE = 142.0
"""The least width, in points, of a drawing without words whose areas are dots in black: 50 mm, more than most logos."""


class Inks(NamedTuple):
    """The inks of an edition; `profile` is the ICC profile of a press, as bytes."""

    set: InkSet = "colors"
    profile: bytes = b""


CUSTOM = "Custom"
"""The name of a printing condition that is not in ICC's registry (ISO 15930-7, 6.2.2)."""


class Condition(NamedTuple):
    """A profile's printing condition (ISO 15930-7, 6.2): its name in ICC's registry, or `CUSTOM`, and a description."""

    name: str
    words: str

    @property
    def registered(self) -> bool:
        """Whether it is in the registry, so that a print shop can look it up."""
        return self.name != CUSTOM
