"""What can be built, and on what it can be printed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

PaperName = Literal["us-letter", "a4"]


PAPERS: Mapping[str, tuple[float, float]] = {"us-letter": (215.9, 279.4), "a4": (210.0, 297.0)}
"""The papers that can be printed on, by name: width and height in mm."""


@dataclass(frozen=True, slots=True)
class Edition:
    """What is built, and for what purpose."""

    name: str
    purpose: str
    pages: str
    type_size: float
    pdf: str


EDITIONS: Mapping[str, Edition] = {
    edition.name: edition
    for edition in (Edition("full", "the staffer's file, email", "up to 4", 10.5, "PDF/UA-1, PDF/A-3a"),)
}
"""The editions that can be built, by name."""
