"""New: the job behind `brief new`: copies the example, a blank brief, or the source attached to a PDF into a folder."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from pathlib import Path

from brief import pdf
from brief.findings import Finding, Place, UsageError, command, stop_on_errors, verify
from brief.findings import files as files_rules
from brief.findings.nearest import shortened
from brief.load import starter
from brief.load.folders import collisions, is_portable
from brief.output import explained, write

GITIGNORE, IGNORED = ".gitignore", b"# what `brief build` makes\n/output/*\n"


OF_THE_EXAMPLE = [
    "short-title",
    "organisation",
    "authors",
    "contact",
    "date",
    "slug",
    "version",
    "web-address",
    "title",
    "status",
    "language",
]
"""The keys of the example's brief.yaml that a new brief does not keep; the last three get new values."""

BLANK: Mapping[str, str] = {
    "brief.yaml": "ask: Say in one sentence what you ask for.\naddressee: who can do it\nsources: sources.yaml\n\n"
    "sections:\n  - summary\n  - background\n  - recommendations\n  - author\n  - sources\n",
    "summary.md": "- **The first reason.** Say briefly why they should act.\n"
    "- **The second reason.** Few readers remember more than five.\n",
    "background.md": "# Background\n\nSay what happened, to whom, and how it is known.[@report]\n",
    "recommendations.md": "# What we ask\n\n## Who should act\n\n1. **Act:** say what they should do, and by when.\n",
    "author.md": "# About this brief\n\nSay who has written it, and why.\n",
    "sources.md": "# Sources\n",
    "sources.yaml": "- id: report\n  type: report\n  title: The title of a report\n  publisher: Who published it\n"
    "  issued: 2026\n",
}
"""A brief with one short section of each kind, whose text says what belongs in it."""

STARTERS: Mapping[str, str] = {
    "Preview.command": """#!/bin/sh
# Opens the pages of this brief in the browser. A double click on macOS; on Linux, on Preview.desktop.
cd "$(dirname "$0")" || exit
command -v brief >/dev/null && exec brief preview
exec {python} -P -m brief preview
""",
    "Preview.desktop": """[Desktop Entry]
Type=Application
Name=Preview
Comment=Opens the pages of this brief in the browser
Exec=sh -c "exec \\"\\\\$(dirname \\"\\\\$1\\")/Preview.command\\"" sh %k
Terminal=true
""",
}
"""Files that open the preview with a double click on a desktop."""


@dataclass(frozen=True, slots=True)
class Own:
    """The title, organisation and language of a new brief; an empty organisation is left out."""

    title: str
    organisation: str = ""
    language: str = "en-US"


def new(folder: Path, source: Path | None = None, own: Own | None = None, blank: bool = False) -> tuple[Path, ...]:
    """Starts a brief in `folder`, where ``brief build`` then works; returns the files that were written.

    It is the example, a `blank` brief, or the source attached to the PDF `source`. `own` replaces the values that are
    right for the example alone. Nothing is overwritten. Raises `UsageError` when `folder` is not empty or cannot be
    written, or when `source` is combined with `own` or `blank`, and `BriefError` when the PDF contains no brief; then
    no file is left behind.
    """
    if source and (own or blank):
        raise UsageError([command.TWO_STARTS.at()])
    content = _attached_files(source) if source else _blank_files() if blank else _starter_files()
    if own or blank:
        content = {**content, "brief.yaml": _signed(content["brief.yaml"].decode(), own or Own("My brief")).encode()}
    starters = {name: text.format(python=shlex.quote(sys.executable)).encode() for name, text in STARTERS.items()}
    beside = {GITIGNORE: IGNORED, **starters}
    files = {**{f"content/{name}": data for name, data in content.items()}, **beside}
    with ExitStack() as undo:
        undo.callback(_remove_empty, _folders_to_make(folder))
        _claim(folder)
        for name in ("content", "output"):
            undo.callback(shutil.rmtree, folder / name, ignore_errors=True)
        for name in beside:
            undo.callback((folder / name).unlink, missing_ok=True)
        for name, data in files.items():
            write(folder / name, data)
        with explained(folder):
            (folder / "output").mkdir()
            for name in starters:
                (folder / name).chmod(0o755)
        undo.pop_all()
    return tuple(folder / name for name in files)


def _signed(settings: str, own: Own) -> str:
    """A brief.yaml with the title, organisation and language of `own`, without the other keys in `OF_THE_EXAMPLE`."""
    for name in OF_THE_EXAMPLE:
        settings = re.sub(rf"^{name}:.*\n(?:[ \t-]+.*\n)*", "", settings, flags=re.MULTILINE)
    title, organisation, language = (
        json.dumps(" ".join(value.split()), ensure_ascii=False) for value in (own.title, own.organisation, own.language)
    )
    signed = f"organisation:\n  name: {organisation}\n" if own.organisation.strip() else ""
    remark = re.match(r"(?:#.*\n)*", settings)
    assert remark
    head, rest = remark[0], settings[remark.end() :]
    return f"{head}title: {title}\nlanguage: {language}\nstatus: draft\n{signed}{rest.lstrip()}"


def _blank_files() -> Mapping[str, bytes]:
    return {name: text.encode() for name, text in BLANK.items()}


def _starter_files() -> Mapping[str, bytes]:
    """The example's files by name; as bytes, since copied files would keep their permissions."""
    source = starter()
    try:
        paths = sorted(path for path in source.rglob("*") if path.is_file() and not path.name.startswith("."))
        content = {path.relative_to(source).as_posix(): path.read_bytes() for path in paths}
    except OSError as error:
        raise UsageError([command.STARTER_MISSING.at()]) from error
    if not content:
        raise UsageError([command.STARTER_MISSING.at()])
    return content


def _attached_files(source: Path) -> Mapping[str, bytes]:
    """The files of the source attached to a PDF, by name."""
    try:
        if not source.is_file():
            raise UsageError([(verify.FROM_FOLDER if source.is_dir() else verify.FROM_MISSING).at(name=source)])
    except OSError as error:
        raise UsageError([files_rules.unreadable(source, error)]) from error
    files = pdf.source(source)
    if "brief.yaml" not in files:
        raise verify.NOTHING_ATTACHED.error_at(Place(source))
    stop_on_errors(_wrong_names(source, files))
    return files


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
