"""New: the job behind `brief new`: copies the example, or the source attached to a PDF, into a new folder."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, suppress
from pathlib import Path

from brief import pdf
from brief.findings import Finding, Place, UsageError, command, stop_on_errors, verify
from brief.findings import files as files_rules
from brief.findings.nearest import shortened
from brief.load import starter
from brief.load.folders import collisions, is_portable
from brief.output import explained, write

GITIGNORE, IGNORED = ".gitignore", b"# what `brief build` makes\n/output/*\n"


def new(folder: Path, source: Path | None = None) -> tuple[Path, ...]:
    """Starts a brief in `folder`, in which ``brief build`` works; gives the files that were written.

    It is the example, or the source of the PDF `source`. Nothing is overwritten. Raises `UsageError` when `folder` is
    not empty or cannot be written, and `BriefError` when the PDF carries no brief; nothing is left then.
    """
    files = _starter_files() if source is None else _attached_files(source)
    with ExitStack() as undo:
        undo.callback(_remove_empty, _folders_to_make(folder))
        _claim(folder)
        for name in ("content", "output"):
            undo.callback(shutil.rmtree, folder / name, ignore_errors=True)
        undo.callback((folder / GITIGNORE).unlink, missing_ok=True)
        for name, data in files.items():
            write(folder / name, data)
        with explained(folder):
            (folder / "output").mkdir()
        undo.pop_all()
    return tuple(folder / name for name in files)


def _starter_files() -> Mapping[str, bytes]:
    """The example's files, by their names in the folder; as bytes, since copied files would keep their rights."""
    source = starter()
    try:
        paths = sorted(path for path in source.rglob("*") if path.is_file() and not path.name.startswith("."))
        content = {f"content/{path.relative_to(source).as_posix()}": path.read_bytes() for path in paths}
    except OSError as error:
        raise UsageError([command.STARTER_MISSING.at()]) from error
    if not content:
        raise UsageError([command.STARTER_MISSING.at()])
    return {**content, GITIGNORE: IGNORED}


def _attached_files(source: Path) -> Mapping[str, bytes]:
    """The source of a PDF, by the names of its files in the folder."""
    try:
        if not source.is_file():
            raise UsageError([(verify.FROM_FOLDER if source.is_dir() else verify.FROM_MISSING).at(name=source)])
    except OSError as error:
        raise UsageError([files_rules.unreadable(source, error)]) from error
    files = pdf.source(source)
    if "brief.yaml" not in files:
        raise verify.NOTHING_ATTACHED.error_at(Place(source))
    stop_on_errors(_wrong_names(source, files))
    return {**{f"content/{name}": data for name, data in files.items()}, GITIGNORE: IGNORED}


def _wrong_names(source: Path, names: Iterable[str]) -> Iterator[Finding]:
    """Findings on names that cannot be written below one folder on every system."""
    for name in names:
        parts = name.split("/")
        if name.startswith("/") or "\\" in name or ".." in parts:
            yield verify.ATTACHED_OUTSIDE.at(Place(source), name=shortened(name))
        elif any(part.startswith(".") and part != "." for part in parts):
            yield verify.ATTACHED_HIDDEN.at(Place(source), name=shortened(name))
        elif not is_portable(name):
            yield verify.ATTACHED_MISNAMED.at(Place(source), name=shortened(name))
    for name, other in collisions(names):
        yield verify.ATTACHED_TWICE.at(Place(source), name=shortened(name), other=shortened(other))


def _claim(folder: Path) -> None:
    """Makes ``content`` in `folder`, which must be empty; if two processes try at once, one fails."""
    if os.path.lexists(folder) and not folder.is_dir():
        raise UsageError([command.FOLDER_IS_FILE.at(folder=folder)])
    with explained(folder):
        if folder.is_dir() and any(folder.iterdir()):
            raise UsageError([command.FOLDER_NOT_EMPTY.at(folder=folder)])
        folder.mkdir(parents=True, exist_ok=True)
        try:
            (folder / "content").mkdir()
        except FileExistsError as error:
            raise UsageError([command.FOLDER_NOT_EMPTY.at(folder=folder)]) from error


def _folders_to_make(folder: Path) -> tuple[Path, ...]:
    """`folder` and its parents that do not exist yet, the innermost first."""
    return tuple(path for path in (folder, *folder.parents) if not os.path.lexists(path))


def _remove_empty(folders: Iterable[Path]) -> None:
    for path in folders:
        with suppress(OSError):  # it was not made, or is not empty
            path.rmdir()
