"""Charts, tables from data, and citations in the user's cache, for the next build of a brief.

citeproc-py and matplotlib are then not even imported.
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
"""The most bytes of this folder of the cache; the citations of a brief take some ten thousand."""

LIBRARIES = ("citeproc", "matplotlib")
"""The libraries that make charts and citations."""

VALUES = {
    *((kind.__module__, kind.__qualname__) for kind in (Cited, Read, Shown, Element)),
    ("markdown.util", "AtomicString"),
}
"""The types that a file may contain, besides those of Python itself; any other makes it unreadable."""


def read(key: bytes) -> Any | None:
    """The value that was kept for a key, also by an earlier command; None if there is none or it cannot be read."""
    if body := cache.read(_path(key)):
        with suppress(Exception):  # a damaged pickle raises errors of any kind
            return _Values(BytesIO(body)).load()
    return None


def write(key: bytes, value: Cited | Shown) -> None:
    """Keeps a value for a key. An error on writing is ignored."""
    cache.write(_path(key), pickle.dumps(value), MOST)


class _Values(pickle.Unpickler):
    """Makes nothing but the values that are kept."""

    def find_class(self, module: str, name: str) -> Any:
        """The type of a value. Raises `UnpicklingError` for one that is not among `VALUES`."""
        if (module, name) not in VALUES:
            raise pickle.UnpicklingError(f"{module}.{name}")
        return super().find_class(module, name)


def _path(key: bytes) -> Path:
    """The file of a key."""
    return cache.home() / "composed" / hashlib.sha256(_made_by() + key).hexdigest()


@once
def _made_by() -> bytes:
    """What a value depends on besides its key: the version of Python, and the code of brief and of the libraries."""
    package = Path(__file__).parents[1]
    code = [os.path.join(where, name) for where, _, names in os.walk(package) for name in names if name.endswith(".py")]
    specs = map(find_spec, LIBRARIES)
    files = sorted(code) + [spec.origin for spec in specs if spec and spec.origin]
    states = [(file, status.st_size, status.st_mtime_ns) for file in files for status in [os.stat(file)]]
    return repr((sys.version, states)).encode()
