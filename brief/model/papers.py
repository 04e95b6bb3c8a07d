"""The papers that can be printed on."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

PaperName = Literal["us-letter", "a4"]

PAPERS: Mapping[PaperName, tuple[float, float]] = {"us-letter": (215.9, 279.4), "a4": (210.0, 297.0)}
"""The papers, by name: width and height in mm."""
