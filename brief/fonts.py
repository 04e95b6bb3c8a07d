"""Font files: how they are known, and how they are opened with fontTools."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

COLLECTION = b"ttcf"
"""How a file with several fonts begins."""

SUFFIXES = frozenset({".ttf", ".otf", ".ttc", ".otc"})
BEGINNINGS = frozenset({b"\0\1\0\0", b"OTTO", b"true", COLLECTION})
"""How font files end and begin, whatever their names."""

FAMILY_NAMES = (1, 16)
"""The records of the name table with the family: as four styles, and as a whole."""


def is_font(suffix: str, beginning: bytes) -> bool:
    """Whether a file is a font by the suffix of its name, or else by its first four bytes."""
    return suffix.lower() in SUFFIXES or beginning in BEGINNINGS


def opened(path: Path) -> list[Any]:
    """The font in a file, or those of a collection. Raises any kind of exception for a broken file."""
    return within(path.read_bytes())


def within(data: bytes) -> list[Any]:
    """The font in these bytes, or those of a collection. Raises any kind of exception for a broken one."""
    from fontTools.ttLib import TTCollection

    file = io.BytesIO(data)
    if data.startswith(COLLECTION):
        return list(TTCollection(file, recalcTimestamp=False).fonts)
    return [timeless(file)]


def timeless(file: Any, **options: Any) -> Any:
    """A font of fontTools that keeps its date when it is saved, so that the same brief has the same bytes."""
    from fontTools.ttLib import TTFont

    return TTFont(file, recalcTimestamp=False, **options)


def families(font: Any) -> frozenset[str]:
    """The names of the family that a font belongs to."""
    records = (record for record in font["name"].names if record.nameID in FAMILY_NAMES)
    return frozenset(record.toUnicode(errors="replace") for record in records)
