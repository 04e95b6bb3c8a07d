"""Lists the files below a folder, to a limited depth."""

from __future__ import annotations

import os
from pathlib import Path

DEEPEST = 40
"""The most levels of nested folders that are searched: fewer than `load` seals."""


def files(folder: Path) -> list[Path]:
    """The files below a folder, sorted, without hidden ones. No link to a folder is followed.

    Folders that are missing, unreadable or nested too deeply are skipped.
    """
    found: list[Path] = []
    for where, folders, names in os.walk(folder):
        is_deep = len(Path(where).relative_to(folder).parts) >= DEEPEST
        folders[:] = () if is_deep else (name for name in folders if not name.startswith("."))
        found += (Path(where, name) for name in names if not name.startswith("."))
    return sorted(found)
