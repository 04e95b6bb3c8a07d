"""The inks that an edition is printed in, and what a press asks for besides."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

InkSet = Literal["colors", "black", "press"]
"""The colors of a screen (sRGB), which an office printer takes; black alone; or the four inks of a press."""

BLEED = 3.0
"""Millimetres: how far what touches the edge of the paper is printed beyond it, since no knife cuts to a hair."""

MOST_INK = 3.0
"""How much ink stands on one place at most, of 4.0 for all four inks in full: more does not dry."""


@dataclass(frozen=True, slots=True)
class Inks:
    """The inks of one edition; those of a press are described by an ICC profile, whose bytes are `profile`."""

    set: InkSet = "colors"
    profile: bytes = b""


@dataclass(frozen=True, slots=True)
class Condition:
    """The printing condition that a profile is for (ISO 15930-7, 6.2): its name in ICC's registry, and in words.

    A profile that none of the registered names stands in is for a condition of its own, `Custom`.
    """

    name: str
    words: str

    @property
    def registered(self) -> bool:
        """Whether a print shop can look it up."""
        return self.name != CUSTOM


CUSTOM = "Custom"
"""The name of a condition that is in no registry (ISO 15930-7, 6.2.2)."""
