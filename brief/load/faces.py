"""The families of the faces in a brief's styles; read only when a style sheet of the brief names one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

FAMILY_NAMES = (1, 16)
"""The records of a font's name table that hold its family: for four styles, and for all."""


def families(styles: Sequence[Path]) -> frozenset[str]:
    """The names of all families in the folders ``fonts/`` of `styles`."""
    return frozenset(
        name for folder in styles for path in sorted(folder.glob("fonts/*.[ot]tf")) for name in _names(path)
    )


def _names(path: Path) -> Iterator[str]:
    from fontTools.ttLib import TTFont, TTLibError

    try:
        with open(path, "rb") as file, TTFont(file, lazy=True) as font:
            for record in font["name"].names:
                if record.nameID in FAMILY_NAMES:
                    yield record.toUnicode()
    except (TTLibError, OSError, KeyError, UnicodeDecodeError):
        return  # what is no font has no family; that it is none is told where it is used
