"""The units of lengths: points, which pages are measured in, and what is written in CSS, drawings and brief.yaml."""

from __future__ import annotations

from collections.abc import Mapping

MM_IN_INCH = 25.4
POINTS_IN_MM = 72 / MM_IN_INCH

POINTS_IN_PIXEL = 0.75
"""A pixel of CSS is a 96th of an inch, however many the paper or the window has."""

POINTS_IN: Mapping[str, float] = {
    "pt": 1.0,
    "mm": POINTS_IN_MM,
    "cm": 10 * POINTS_IN_MM,
    "in": 72.0,
    "px": POINTS_IN_PIXEL,
    "pc": 12.0,
}
"""Points in a unit of CSS."""
