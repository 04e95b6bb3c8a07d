"""Charts, tables from data, and citations in the user's cache, for later commands.

A build that finds all of them there imports neither citeproc-py nor matplotlib.
"""

from __future__ import annotations

import hashlib
import os
import pickle
import sys
from contextlib import suppress
from functools import cache as once
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

from brief import cache
from brief.model import Cited, Read, Shown

MOST = 20_000_000
"""The most bytes in this folder of the cache. A chart takes about ten thousand, and so do a brief's citations."""

VALUES = {
    *((kind.__module__, kind.__qualname__) for kind in (Cited, Read, Shown, Element)),
    ("markdown.util", "AtomicString"),  # by name, so that it is imported for no other brief
}
"""The types that a file may contain, besides texts, numbers, tuples and the like; any other makes it unreadable."""


def read(key: bytes) -> Any | None:
    """The value that this or an earlier command stored under a key; None without one, or if it cannot be read."""
    if body := cache.read(_path(key)):
        with suppress(Exception):  # a damaged pickle raises errors of any kind
            value = _Values(BytesIO(body)).load()
            return value if isinstance(value, Cited | Shown) else None
    return None


def write(key: bytes, value: Cited | Shown) -> None:
    """Stores a value under a key. An error on writing is ignored."""
    cache.write(_path(key), pickle.dumps(value), MOST)


def state(path: str | Path) -> tuple[int, ...]:
    """What differs after a file was changed or replaced, even by one of the same size and time of modification."""
    status = os.stat(path)
    return status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino


class _Values(pickle.Unpickler):
    """Makes nothing but the values that are kept."""

    def find_class(self, module: str, name: str) -> Any:
        """The class of this name. Raises `UnpicklingError` for a class that is not in `VALUES`."""
        if (module, name) not in VALUES:
            raise pickle.UnpicklingError(f"{module}.{name}")
        return super().find_class(module, name)


def _path(key: bytes) -> Path:
    """The file of a key."""
    return cache.home() / "composed" / hashlib.sha256(_made_by() + key).hexdigest()


@once
def _made_by() -> bytes:
    """What a value depends on besides its key: the code of brief, and the versions of Python and of all libraries."""
    code = []
    for where, _, names in os.walk(Path(__file__).parents[1]):
        for path in (os.path.join(where, name) for name in names if name.endswith(".py")):
            with suppress(FileNotFoundError):  # another version is being installed
                code.append((path, state(path)))
    specs = map(find_spec, ("citeproc", "matplotlib"))
    folders = {Path(spec.origin).parents[1] for spec in specs if spec and spec.origin}
    versions = [name for folder in folders for name in os.listdir(folder) if name.endswith(".dist-info")]
    return repr((sys.version, sorted(code), sorted(versions))).encode()
