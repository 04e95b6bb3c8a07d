"""The patterns by which words are broken, kept as they were read.

pyphen reads some ten thousand lines at each start, a twentieth of a cold build. What it made of them is kept in the
user's cache; `tests/typeset/test_hyphens.py` shows that it is the same.
"""

from __future__ import annotations

import marshal
import sys
from pathlib import Path
from typing import Any

from brief import cache

LIMIT = 20_000_000
"""Bytes that the folder may have: the patterns of all languages have a third of it."""


def keep_patterns() -> None:
    """Has pyphen take the patterns of a language from the cache, where they are not those of another version."""
    import pyphen

    class Kept(pyphen.HyphDict):  # type: ignore[misc]  # pyphen has no types
        def __init__(self, path: Path) -> None:
            place = _place(path, pyphen.__version__)
            if kept := cache.read(place):
                made: tuple[dict[str, Any], int] = marshal.loads(kept)
                self.patterns, self.maxlen = made
                self.cache: dict[str, Any] = {}
            else:
                super().__init__(path)
                _keep(place, (self.patterns, self.maxlen))

    pyphen.HyphDict = Kept


def _place(path: Path, version: str) -> Path:
    """Where the patterns of a dictionary are kept: by all that they depend on, and who wrote them."""
    status = path.stat()
    name = f"{path.stem}-{version}-{status.st_size}-{status.st_mtime_ns}-{sys.implementation.cache_tag}"
    return cache.home() / "hyphens" / name


def _keep(place: Path, made: tuple[Any, int]) -> None:
    try:
        body = marshal.dumps(made)
    except ValueError:  # a few languages spell a word otherwise where it is broken, which is an object of pyphen's
        return
    cache.write(place, body, LIMIT)
