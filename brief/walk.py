"""The files below a folder, as deep as anybody looks."""

from __future__ import annotations

import os
from pathlib import Path

DEEPEST = 40
"""The most folders within one another that are looked into: fewer than those that `load` seals."""


def files(folder: Path) -> list[Path]:
    """The files below a folder, sorted, without hidden ones. No link to a folder is followed.

    Folders that are gone, closed or too deep are passed over.
    """
    found: list[Path] = []
    for where, folders, names in os.walk(folder):
        is_deep = len(Path(where).relative_to(folder).parts) >= DEEPEST
        folders[:] = () if is_deep else (name for name in folders if not name.startswith("."))
        found += (Path(where, name) for name in names if not name.startswith("."))
    return sorted(found)
