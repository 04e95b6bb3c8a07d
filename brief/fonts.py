"""Font files: how they are recognized, and how they are opened with fontTools."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

COLLECTION = b"ttcf"
"""The first four bytes of a file with several fonts."""

SUFFIXES = frozenset({".ttf", ".otf", ".ttc", ".otc"})
BEGINNINGS = frozenset({b"\0\1\0\0", b"OTTO", b"true", COLLECTION})
"""The suffixes of font files, and the first four bytes of those with other names."""

FAMILY_NAMES = (1, 16)
"""The IDs of family names in the name table: of up to four styles, and of the whole family."""


def is_font(suffix: str, beginning: bytes) -> bool:
    """Whether a file is a font by the suffix of its name, or else by its first four bytes."""
    return suffix.lower() in SUFFIXES or beginning in BEGINNINGS


def opened(path: Path) -> list[Any]:
    """The fonts in a file: one, or those of a collection. Raises any kind of exception for a broken file."""
    return within(path.read_bytes())


PICTURES = ("sbix", "CBDT", "SVG ")
"""The tables of fonts whose letters are pictures, such as emoji in colors."""


def within(data: bytes) -> list[Any]:
    """The fonts in the bytes of a file: one, or those of a collection. Raises any exception for broken ones."""
    from fontTools.ttLib import TTCollection

    file = io.BytesIO(data)
    if data.startswith(COLLECTION):
        return list(TTCollection(file, recalcTimestamp=False).fonts)
    return [timeless(file)]


def timeless(file: Any, **options: Any) -> Any:
    """A fontTools font that keeps its date when it is saved, so that the same brief makes the same bytes."""
    from fontTools.ttLib import TTFont

    return TTFont(file, recalcTimestamp=False, **options)


def families(font: Any) -> frozenset[str]:
    """The names of the family that a font belongs to."""
    records = (record for record in font["name"].names if record.nameID in FAMILY_NAMES)
    return frozenset(record.toUnicode(errors="replace") for record in records)
