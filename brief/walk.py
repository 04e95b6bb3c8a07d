"""The files below a folder, as deep as anybody looks."""

from __future__ import annotations

import os
from pathlib import Path

DEEPEST = 40
"""The most folders within one another that are looked into: fewer than those that `load` seals."""


def files(folder: Path, *, hidden: bool = True) -> list[Path]:
    """The files below a folder, sorted, `hidden` ones too. No link to a folder is followed."""
    found: list[Path] = []
    for where, folders, names in os.walk(folder):  # it passes over folders that are gone or closed
        is_deep = len(Path(where).relative_to(folder).parts) >= DEEPEST
        folders[:] = () if is_deep else (name for name in folders if hidden or not name.startswith("."))
        found += (Path(where, name) for name in names if hidden or not name.startswith("."))
    return sorted(found)
