"""The user's cache, for what takes long to make.

Nothing depends on it: a file that is missing, damaged or in another file's place is made again, and errors on writing
are ignored. Some files contain code, so a folder that another user owns or may write to is not used.
"""

from __future__ import annotations

import errno
import hashlib
import os
import secrets
import shutil
import stat
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

LARGEST = 300_000_000
"""The most bytes of a file that is read: more than any that is written."""

WRITABLE_BY_OTHERS = stat.S_IWGRP | stat.S_IWOTH
"""The bits of a mode that let others write."""


def home() -> Path:
    """The folder of the cache; ``XDG_CACHE_HOME`` counts only with an absolute path (XDG Base Directory)."""
    named = Path(os.environ.get("XDG_CACHE_HOME", ""))
    return (named if named.is_absolute() else Path(os.path.expanduser("~/.cache")).absolute()) / "brief"


def read(path: Path) -> bytes | None:
    """The cached bytes; None when they are missing or cannot be trusted."""
    try:
        check_ours(path.parent)
        kept = content(path)
    except OSError:
        return None
    seal, body = kept[:32], kept[32:]
    return body if _seal(path, body) == seal else None


def content(path: Path) -> bytes:
    """The content of a file that belongs to this user.

    Raises `OSError` for files of others, links and pipes, which might not end, and files that are too large.
    """
    with open(os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK), "rb") as file:
        status = os.fstat(file.fileno())
        if not stat.S_ISREG(status.st_mode):
            raise OSError(errno.EINVAL, "no file", str(path))
        _check_ours(status, path)
        if status.st_size > LARGEST:
            raise OSError(errno.EFBIG, "it is too large", str(path))
        return file.read(LARGEST)


def _seal(path: Path, body: bytes) -> bytes:
    """The hash of a file's name and content, with which the cached file begins."""
    return hashlib.sha256(f"{path.parent.name}/{path.name}\0".encode(errors="surrogateescape") + body).digest()


def write(path: Path, body: bytes, limit: int) -> None:
    """Writes a file into the cache, and removes the oldest ones so that its folder has at most `limit` bytes.

    An error on writing is ignored.
    """
    try:
        place(path, _seal(path, body) + body)
        _make_room(path.parent, limit)
    except OSError:
        return


def place(path: Path, data: bytes) -> None:
    """Writes a file in one step: beside its place, then renamed. A folder of the same name is removed.

    Raises `OSError` when that fails, or when others may write to its folder.
    """
    make(path.parent)
    beside = path.with_name(f"{secrets.token_hex(8)}.part")
    try:
        beside.write_bytes(data)
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        os.replace(beside, path)
    finally:
        beside.unlink(missing_ok=True)


def make(folder: Path) -> None:
    """Makes a folder of the cache if it is missing. Raises `OSError` when others may write to it."""
    for one in _folders(folder):
        one.mkdir(mode=0o700, parents=True, exist_ok=True)  # private: a picture may be under embargo
    check_ours(folder)


def place_text(path: Path, text: str) -> None:
    """Writes a file unless it already contains this text. Raises `OSError` like `place`."""
    try:
        check_ours(path.parent)
        same = content(path) == text.encode()
    except OSError:
        same = False
    if not same:
        place(path, text.encode())


def secret() -> str:
    """A text that only this user's cache contains, so that nobody else can hash it; a new one if there is no cache."""
    path = home() / "secret"
    if kept := read(path):
        return kept.decode(errors="replace")
    made = secrets.token_hex(32)
    with suppress(OSError):
        place(path, _seal(path, made.encode()) + made.encode())
    return made


def check_ours(folder: Path) -> None:
    """Raises `OSError` when another user owns a folder of the cache, or the cache itself, or may write to it."""
    for one in _folders(folder):
        _check_ours(one.stat(), one)
        if one.is_symlink() and one.lstat().st_uid != os.geteuid():
            raise OSError(errno.EPERM, "it is a link of another user", str(one))


def _check_ours(status: os.stat_result, path: Path) -> None:
    if status.st_uid != os.geteuid():
        raise OSError(errno.EPERM, "it belongs to another user", str(path))
    if status.st_mode & WRITABLE_BY_OTHERS:
        raise OSError(errno.EPERM, "other users may write to it", str(path))


def _folders(folder: Path) -> Sequence[Path]:
    """The folders whose owner and permissions are checked: the cache, if `folder` is in it, and `folder`."""
    return (home(), folder) if folder.is_relative_to(home()) else (folder,)


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
