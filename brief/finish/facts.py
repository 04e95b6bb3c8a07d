"""What a PDF says of itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Facts:
    """What a PDF says of itself. `made_by` and `set_by` are the programs, with their versions; `day` is its date."""

    title: str
    authors: tuple[str, ...]
    subject: str
    keywords: tuple[str, ...]
    publishers: tuple[str, ...]
    rights: str
    language: str
    day: date
    version: str
    content_hash: str
    edition: str
    paper: str
    made_by: str
    set_by: str
