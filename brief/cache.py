"""The user's cache, for what takes long to make.

Nothing depends on it: what is missing or damaged is made again, and an error on writing is ignored.
"""

from __future__ import annotations

import hashlib
import os
import secrets
from pathlib import Path


def home() -> Path:
    """The folder of the cache; ``XDG_CACHE_HOME`` counts only with an absolute path (XDG Base Directory)."""
    named = Path(os.environ.get("XDG_CACHE_HOME", ""))
    return (named if named.is_absolute() else Path(os.path.expanduser("~/.cache")).absolute()) / "brief"


def read(path: Path) -> bytes | None:
    """The cached bytes; None when they are missing or damaged."""
    try:
        kept = path.read_bytes()
    except OSError:
        return None
    seal, body = kept[:32], kept[32:]
    return body if hashlib.sha256(body).digest() == seal else None


def write(path: Path, body: bytes, limit: int) -> None:
    """Writes a file into the cache, and removes the oldest ones so that its folder has at most `limit` bytes.

    An error on writing is ignored.
    """
    try:
        place(path, hashlib.sha256(body).digest() + body)
        _make_room(path.parent, limit)
    except OSError:
        return


def place(path: Path, data: bytes) -> None:
    """Writes a file in one step: beside its place, then renamed. Raises `OSError`."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)  # private: a picture may be under embargo
    beside = path.with_name(f"{secrets.token_hex(8)}.part")
    try:
        beside.write_bytes(data)
        os.replace(beside, path)
    finally:
        beside.unlink(missing_ok=True)


def _make_room(folder: Path, limit: int) -> None:
    """Removes the oldest files until the folder is within its limit."""
    with os.scandir(folder) as entries:
        files = sorted((entry.stat().st_mtime, entry.stat().st_size, entry.path) for entry in entries)
    size = sum(length for _, length, _ in files)
    for _, length, path in files:
        if size <= limit:
            return
        Path(path).unlink(missing_ok=True)
        size -= length
