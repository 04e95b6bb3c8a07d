"""Files that are whole or not there: written beside their place under another name, then renamed."""

from __future__ import annotations

import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from brief.findings import Finding, Place, UsageError
from brief.findings.command import ANOTHER_FOLDER, CANNOT_WRITE, WRITE_TROUBLE
from brief.signals import obey


def write(path: Path, data: bytes) -> None:
    """Puts `data` into the file at `path`; its folder is made when it is missing.

    Whatever happens meanwhile (another writer, a kill, a full disk), at `path` stands the old file or the new
    one. Raises `UsageError` when it cannot be written.
    """
    with explained(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        beside = path.parent / f".{secrets.token_hex(8)}.part"
        try:
            _write_through(beside, data)
            obey()
            os.replace(beside, path)
        except BaseException:  # an interruption too must leave nothing behind
            beside.unlink(missing_ok=True)
            raise


def remove(path: Path) -> None:
    """Takes a file away that is out of date, if it is there. Raises `UsageError` when that cannot be done."""
    with explained(path):
        path.unlink(missing_ok=True)


@contextmanager
def folder(path: Path) -> Iterator[Path]:
    """A folder to write into, which is at `path` when the block ends, and nowhere when it ends by an exception.

    Raises `UsageError` when it cannot be made, or when something is at `path` by then.
    """
    with explained(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        beside = path.parent / f".{secrets.token_hex(8)}.part"
        beside.mkdir()
    try:
        yield beside
        obey()
        with explained(path):
            os.rename(beside, path)
    except UsageError as error:  # it is told by the name that it would have had
        shutil.rmtree(beside, ignore_errors=True)
        raise UsageError(_moved(finding, beside, path) for finding in error.findings) from error
    except BaseException:
        shutil.rmtree(beside, ignore_errors=True)
        raise


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
        unknown = ((error.strerror or str(error)).lower(), ANOTHER_FOLDER)
        reason, way = WRITE_TROUBLE.get(error.errno or 0, unknown)
        raise UsageError([CANNOT_WRITE.at(Place(path), reason=reason, way=way)]) from error


def _write_through(path: Path, data: bytes) -> None:
    """A new file, on the disk before this returns, with the rights that the user's umask gives any new file."""
    with open(path, "xb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
