"""Files that are whole or not there: written beside their place under another name, then renamed."""

from __future__ import annotations

import fcntl
import os
import re
import secrets
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import replace
from pathlib import Path

from brief.findings import Finding, Place, UsageError
from brief.findings import command as rules
from brief.signals import obey

OURS = re.compile(r"\.[0-9a-f]{16}\.part")
"""The names under which files and folders are written beside their place."""


def write(path: Path, data: bytes) -> None:
    """Puts `data` into the file at `path`; its folder is made when it is missing.

    Whatever happens meanwhile (another writer, a kill, a full disk), at `path` stands the old file or the new
    one. Raises `UsageError` when it cannot be written.
    """
    with explained(path), _beside(path, lambda beside: beside.touch(exist_ok=False)) as beside:
        _write_through(beside, data)
        obey()
        os.replace(beside, path)


def remove(path: Path) -> None:
    """Takes a file away that is out of date, if it is there. Raises `UsageError` when that cannot be done."""
    with explained(path):
        path.unlink(missing_ok=True)


@contextmanager
def folder(path: Path) -> Iterator[Path]:
    """A folder to write into, which is at `path` when the block ends, and nowhere when it ends by an exception.

    Raises `UsageError` when it cannot be made, or when something is at `path` by then.
    """
    with ExitStack() as stack:
        with explained(path):
            beside = stack.enter_context(_beside(path, Path.mkdir))
        try:
            yield beside
            obey()
            with explained(path):
                os.rename(beside, path)
        except UsageError as error:  # it is told by the name that it would have had
            raise UsageError(_moved(finding, beside, path) for finding in error.findings) from error


@contextmanager
def _beside(path: Path, make: Callable[[Path], None]) -> Iterator[Path]:
    """What `make` makes beside `path`, under a name of ours; it is removed unless it was renamed by the end.

    It is locked while it is written. The system lifts the lock when the process ends, even by a kill, so whatever has a
    name of ours and no lock was left behind, and is removed first.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    _sweep(path.parent)
    with ExitStack() as stack:
        while True:  # another process may sweep it away before it is locked
            beside = path.parent / f".{secrets.token_hex(8)}.part"
            stack.callback(_remove, beside)
            make(beside)
            with suppress(OSError):  # not every disk has locks; on one without, nothing is swept
                stack.enter_context(_locked(beside, wait=True))
            if beside.exists():
                break
        yield beside


def _sweep(folder: Path) -> None:
    """Removes from `folder` what was left by writers that were killed."""
    for path in folder.glob(".*.part"):
        if OURS.fullmatch(path.name):
            with suppress(OSError), _locked(path, wait=False):
                _remove(path)


@contextmanager
def _locked(path: Path, wait: bool) -> Iterator[None]:
    """Holds a lock on a file or folder. Raises `OSError` when it cannot be had: at once, or after a wait."""
    descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    finally:
        os.close(descriptor)


def _remove(path: Path) -> None:
    """Takes a file or a folder away, if it is there and can be."""
    with suppress(OSError):
        path.unlink()
    shutil.rmtree(path, ignore_errors=True)


def _moved(finding: Finding, beside: Path, path: Path) -> Finding:
    place = finding.place
    if place is None or not place.path.is_relative_to(beside):
        return finding
    return replace(finding, place=replace(place, path=path / place.path.relative_to(beside)))


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turns what the system says against writing at `path` into a `UsageError`."""
    try:
        yield
    except OSError as error:
        unknown = ((error.strerror or str(error)).lower(), rules.ANOTHER_FOLDER)
        reason, way = rules.WRITE_TROUBLE.get(error.errno or 0, unknown)
        raise UsageError([rules.CANNOT_WRITE.at(Place(path), reason=reason, way=way)]) from error


def _write_through(path: Path, data: bytes) -> None:
    """Fills a file; it is on the disk before this returns."""
    with open(path, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
