"""The fonts in a brief's styles: the families that they hold, and files that are none.

They are the files that the engine finds: in ``fonts/`` and all folders in it, with the endings of a font in
letters of either case. They are read only when there is a question about them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from brief.findings import Finding, Place
from brief.findings.files import (
    FACE_BROKEN,
    FILE_OUTSIDE,
)
from brief.load.folders import entries, leads_out

SUFFIXES = frozenset({".ttf", ".otf", ".ttc", ".otc"})
"""The endings of fonts, and of files with several."""

FAMILY_NAMES = (1, 16)
"""The records of a font's name table that hold its family: for four styles, and for all."""


def families(styles: Sequence[Path]) -> frozenset[str]:
    """The names of all families in the folders ``fonts/`` of `styles`."""
    files = (path for root in styles for path in entries(root, root / "fonts") if _is_font(root, path))
    return frozenset(name for path in files for name in _families(path) or ())


def broken(styles: Sequence[Path]) -> Iterator[Finding]:
    """What is wrong in the ``fonts/`` of a brief's own styles, the first of `styles` if there are two.

    Links that lead out of these styles, and files with the ending of a font that cannot be read as one.
    """
    *owns, _ = styles
    for root in owns:
        for path in entries(root, root / "fonts"):
            if leads_out(root, path):
                yield FILE_OUTSIDE.at(Place(path))
            elif _is_font(root, path) and _families(path) is None:
                yield FACE_BROKEN.at(Place(path))


def _is_font(root: Path, path: Path) -> bool:
    """Whether this is, by its name, a font within `root`."""
    return path.suffix.lower() in SUFFIXES and not path.is_dir() and not leads_out(root, path)


def _families(path: Path) -> frozenset[str] | None:
    """The families of a font, or of several in one file; None when they cannot be read."""
    from fontTools.ttLib import TTCollection, TTFont

    if not path.is_file():  # asked first: to open a pipe would wait for its other end
        return None
    try:
        with open(path, "rb") as file:
            several = file.read(4) == b"ttcf"
            file.seek(0)
            fonts = TTCollection(file, lazy=True).fonts if several else [TTFont(file, lazy=True)]
            size = path.stat().st_size
            return frozenset(name for font in fonts for name in _names(font, size))
    except Exception:  # a broken file makes fontTools fail in any way: struct.error, KeyError, its own …
        return None


def _names(font: Any, size: int) -> Iterator[str]:
    """The families of one font; fails when its file, of `size` bytes, ends before its tables do."""
    if any(table.offset + table.length > size for table in font.reader.tables.values()):
        raise EOFError
    for needed in ("cmap", "head", "maxp"):
        font[needed]
    for record in font["name"].names:
        if record.nameID in FAMILY_NAMES:
            yield record.toUnicode(errors="replace")
