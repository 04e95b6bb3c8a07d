"""Lists the files and the folders below a folder, to a limited depth."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

DEEPEST = 40
"""The most levels of nested folders that are searched: fewer than `load` seals."""


def files(folder: Path) -> list[Path]:
    """The files below a folder, sorted, without hidden ones. No link to a folder is followed.

    Folders that are missing, unreadable or nested too deeply are skipped.
    """
    return sorted(where / name for where, names in _walked(folder) for name in names if not name.startswith("."))


def folders(folder: Path) -> list[Path]:
    """The folder itself and those below it in which `files` looks, sorted; empty if the folder is missing."""
    return sorted(where for where, _ in _walked(folder))


def _walked(folder: Path) -> Iterator[tuple[Path, list[str]]]:
    for where, below, names in os.walk(folder):
        is_deep = len(Path(where).relative_to(folder).parts) >= DEEPEST
        below[:] = () if is_deep else (name for name in below if not name.startswith("."))
        yield Path(where), names
