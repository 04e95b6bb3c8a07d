"""The user's cache: what took long to make, kept until it is asked for again.

Nothing depends on it: what is not there, is broken to the last bit, or cannot be written is made again.
"""

from __future__ import annotations

import hashlib
import os
import secrets
from pathlib import Path


def home() -> Path:
    """Where what can be made again belongs: in the user's cache, whose path must be absolute (XDG Base Directory)."""
    named = Path(os.environ.get("XDG_CACHE_HOME", ""))
    return (named if named.is_absolute() else Path(os.path.expanduser("~/.cache")).absolute()) / "brief"


def read(path: Path) -> bytes | None:
    """What was kept at `path`; None when nothing was, or not to the last bit."""
    try:
        kept = path.read_bytes()
    except OSError:
        return None
    seal, body = kept[:32], kept[32:]
    return body if hashlib.sha256(body).digest() == seal else None


def write(path: Path, body: bytes, limit: int) -> None:
    """Keeps it: beside, then renamed; its folder has at most `limit` bytes, what was made first goes first.

    A disk that is full or may not be written is no trouble.
    """
    try:
        place(path, hashlib.sha256(body).digest() + body)
        _make_room(path.parent, limit)
    except OSError:
        return


def place(path: Path, data: bytes) -> None:
    """Puts `data` there, whole or not at all. Raises `OSError`."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)  # nobody else's: a picture may be under embargo
    beside = path.with_name(f"{secrets.token_hex(8)}.part")
    try:
        beside.write_bytes(data)
        os.replace(beside, path)
    finally:
        beside.unlink(missing_ok=True)


def _make_room(folder: Path, limit: int) -> None:
    """Removes what was made first until the folder is within its limit."""
    files = sorted((entry.stat().st_mtime, entry.stat().st_size, entry.path) for entry in os.scandir(folder))
    size = sum(length for _, length, _ in files)
    for _, length, path in files:
        if size <= limit:
            return
        Path(path).unlink(missing_ok=True)
        size -= length
