"""Writes files and folders atomically: under a temporary name beside their place, then renamed."""

from __future__ import annotations

import csv
import fcntl
import io
import os
import re
import secrets
import shutil
import stat
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import replace
from pathlib import Path

from brief.findings import Finding, Place, UsageError
from brief.findings import command as rules
from brief.findings.files import READ_ONLY
from brief.model import FORMULA
from brief.process import raise_signal, unfinished_in

USUAL = Path("output")
"""The folder that files are written to, unless the user names another."""

OURS = re.compile(r"\.[0-9a-f]{16}\.part")
"""The names of unfinished files and folders."""


def write(path: Path, data: bytes) -> None:
    """Writes a file, and its folder if that is missing.

    Whatever happens (another writer, a kill, a full disk), `path` is either the old file or the whole new one, which
    keeps the old one's permissions. Raises `UsageError` when it cannot be written.
    """
    with explained(path), _beside(path, lambda beside: beside.touch(exist_ok=False)) as beside:
        _write_through(beside, data)
        with suppress(FileNotFoundError):
            beside.chmod(stat.S_IMODE(path.stat().st_mode))
        raise_signal()
        os.replace(beside, path)


def rewrite(path: Path, data: bytes, place: Place) -> None:
    """Writes a file of the user, which exists. Raises `BriefError` at `place` if it may only be read.

    `write` alone would replace it: for that, its folder must be writable, and not the file.
    """
    if not os.access(path, os.W_OK):
        raise READ_ONLY.error_at(place)
    write(path, data)


def spreadsheet(rows: Iterable[Sequence[object]]) -> bytes:
    """Rows as CSV (RFC 4180) in UTF-8, with the byte order mark that spreadsheets need.

    A cell that begins like a formula gets an apostrophe in front, so that it is not run.
    """
    file = io.StringIO(newline="")
    writer = csv.writer(file, lineterminator="\r\n")
    for row in rows:
        writer.writerow(f"'{cell}" if cell.startswith(FORMULA) else cell for cell in map(str, row))
    return file.getvalue().encode("utf-8-sig")


def check_here(folder: Path) -> None:
    """Raises `UsageError` when a folder in the usual output folder leads, by a link, out of the working directory."""
    if folder.parts[:1] == USUAL.parts and not Path(os.path.realpath(folder)).is_relative_to(Path.cwd()):
        raise UsageError([rules.OUTPUT_LEADS_OUT.at(folder=folder, target=os.path.realpath(folder))])


def remove(path: Path) -> None:
    """Removes a file, which may be missing. Raises `UsageError` when it cannot be removed."""
    with explained(path):
        path.unlink(missing_ok=True)


@contextmanager
def folder(path: Path) -> Iterator[Path]:
    """A folder to write into, which is moved to `path` at the end of the block, or removed on an exception.

    Raises `UsageError` when it cannot be made, or when `path` exists by then.
    """
    with ExitStack() as stack:
        with explained(path):
            beside = stack.enter_context(_beside(path, Path.mkdir))
        try:
            yield beside
            raise_signal()
            with explained(path):
                os.rename(beside, path)
        except UsageError as error:  # name the file by its final path
            raise UsageError(_moved(finding, beside, path) for finding in error.findings) from error


@contextmanager
def _beside(path: Path, make: Callable[[Path], None]) -> Iterator[Path]:
    """A file or folder that `make` creates beside `path`, under a temporary name; removed unless it was renamed.

    It is locked while it is written. The system releases the lock when the process ends, even by a kill, so an unlocked
    file with such a name was left behind. Such files are removed first.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    check_here(path.parent)  # again: a link may have been made during the build
    unfinished_in(path.parent)
    sweep(path.parent)
    with ExitStack() as stack:
        while True:  # another process may remove the file before it is locked
            beside = path.parent / f".{secrets.token_hex(8)}.part"
            stack.callback(_remove, beside)
            make(beside)
            with suppress(OSError):  # on a disk without locks, leftovers are not removed either
                stack.enter_context(locked(beside, wait=True))
            if beside.exists():
                break
        yield beside


def sweep(folder: Path) -> None:
    """Removes the unfinished files and folders that killed processes left in `folder`."""
    for path in folder.glob(".*.part"):
        if OURS.fullmatch(path.name):
            with suppress(OSError), locked(path, wait=False):
                _remove(path)


@contextmanager
def locked(path: Path, wait: bool) -> Iterator[None]:
    """Locks a file or folder during the block; `wait` waits until it is free. Raises `OSError` when that fails."""
    descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    finally:
        os.close(descriptor)


def _remove(path: Path) -> None:
    """Removes a file or a folder, if it can be removed."""
    with suppress(OSError):
        path.unlink()
    with suppress(RecursionError):  # folders a thousand deep, which no build leaves behind
        shutil.rmtree(path, ignore_errors=True)


def _moved(finding: Finding, beside: Path, path: Path) -> Finding:
    place = finding.place
    if place is None or not place.path.is_relative_to(beside):
        return finding
    return replace(finding, place=replace(place, path=path / place.path.relative_to(beside)))


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turns an `OSError` in the block into a `UsageError` about `path`."""
    try:
        yield
    except OSError as error:
        unknown = ((error.strerror or str(error)).lower(), rules.ANOTHER_FOLDER)
        reason, way = rules.WRITE_TROUBLE.get(error.errno or 0, unknown)
        raise UsageError([rules.CANNOT_WRITE.at(Place(path), reason=reason, way=way)]) from error


def write_soon(path: Path, data: bytes) -> None:
    """Writes a file in a folder that only a later step reads, without waiting for the disk.

    After a kill or a crash the file may be incomplete, so that step has to know its digest. Raises `UsageError` when it
    cannot be written.
    """
    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW
    with explained(path), open(os.open(path, flags, 0o666), "wb") as file:
        file.write(data)


def _write_through(path: Path, data: bytes) -> None:
    """Writes a file through to the disk."""
    with open(os.open(path, os.O_WRONLY | os.O_TRUNC | os.O_NOFOLLOW), "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
