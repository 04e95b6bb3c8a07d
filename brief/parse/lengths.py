"""Lengths, as editors write them: ``4cm``, ``30 mm``, ``1.5 in``."""

from __future__ import annotations

import re
from collections.abc import Mapping

from brief.model import MM_IN_INCH, POINTS_IN_MM

UNITS: Mapping[str, float] = {"mm": 1, "cm": 10, "in": MM_IN_INCH, "pt": 1 / POINTS_IN_MM}
"""Millimetres in a unit."""

_LENGTH = re.compile(rf"([0-9]{{1,4}}(?:[.,][0-9]{{1,3}})?)\s*({'|'.join(UNITS)})", re.IGNORECASE)


def millimetres(text: str) -> float | None:
    """A length in millimetres; None for what is none."""
    match = _LENGTH.fullmatch(text.strip())
    return float(match[1].replace(",", ".")) * UNITS[match[2].lower()] if match else None
