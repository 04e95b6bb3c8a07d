"""Papers and inks: what editions are printed on and with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

PaperName = Literal["us-letter", "a4"]

PAPERS: Mapping[PaperName, tuple[float, float]] = {"us-letter": (215.9, 279.4), "a4": (210.0, 297.0)}
"""The papers by name: width and height in mm."""

InkSet = Literal["colors", "black", "press"]
"""The colors of a screen (sRGB), which office printers take; black alone; the four inks of a press."""

BLEED = 3.0
"""Millimetres by which what touches the edge of the paper is printed beyond it, since cutting is not exact."""

MOST_INK = 3.0
"""The most ink in one place, where each of the four inks in full counts 1: more does not dry."""

Painted = Literal["area", "type", "line"]

WHITE_FROM: Mapping[Painted, float] = {"area": 0.22, "type": 0.30, "line": 0.80}
"""The relative luminance (WCAG 2.2) from which a color becomes white in an edition in black, by what is painted in it.

- An *area* below 0.22 is black. The middle grey #808080 and a full red lie just there, and black type on them is as
  readable as white type.
- *Type* below 0.30 is black: it has a contrast of 3 to 1 on white, the least that WCAG allows. Lighter type is meant
  for a dark ground.
- A *line* is black unless it is nearly white, so that a light grey line stays on paper.

So type that can be read in color can be read in black: white type on an area with a contrast of 4.5 to 1, which WCAG
asks for, black type on one with 5.4 to 1, and type of any color on paper with 3 to 1.
"""


@dataclass(frozen=True, slots=True)
class Inks:
    """The inks of an edition; `profile` is the ICC profile of a press, as bytes."""

    set: InkSet = "colors"
    profile: bytes = b""


CUSTOM = "Custom"
"""The name of a printing condition that is in no registry (ISO 15930-7, 6.2.2)."""


@dataclass(frozen=True, slots=True)
class Condition:
    """The printing condition of a profile (ISO 15930-7, 6.2): its name in ICC's registry, or `CUSTOM`, and in words."""

    name: str
    words: str

    @property
    def registered(self) -> bool:
        """Whether a print shop can look it up."""
        return self.name != CUSTOM
