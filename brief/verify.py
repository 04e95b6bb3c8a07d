"""Verify: the job behind `brief verify`: from which brief a PDF came, and whether that is still the same.

A PDF that was built says so itself, in its Info dictionary (PDF 1.7, 14.3.3): of which brief and version it is,
the content hash of its source, and by which version of this package it was made. That is a help for people who want
to know, not a proof against people who forge.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from brief import __version__, pdf
from brief.findings import BriefError, Finding, Place, UsageError, files, in_one_line
from brief.findings import verify as verify_rules
from brief.findings.nearest import shortened
from brief.manifest import Sealed, Verdict, compare, is_release
from brief.model import Brief, copy_code

HASH = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Origin:
    """What a PDF says of its source; empty where it says nothing, but for the content hash."""

    content_hash: str
    title: str
    version: str
    edition: str
    paper: str
    tool: str


@dataclass(frozen=True, slots=True)
class Traced:
    """A PDF, where it came from, and the source that it was compared with; or why that cannot be told."""

    path: Path
    origin: Origin | None
    source: Brief | None = None
    findings: tuple[Finding, ...] = ()

    @property
    def good(self) -> bool:
        """Whether it is known where the PDF came from, and its source, if it was compared, is the same."""
        return self.origin is not None and (self.source is None or self.source.content_hash == self.origin.content_hash)

    def __str__(self) -> str:
        """The PDF's path, and below it what it says of itself, a line each; nothing for a PDF that says nothing."""
        if self.origin is None:
            return ""
        one = self.origin
        rows = {
            "copy code": copy_code(one.content_hash),
            "brief": one.title,
            "version": one.version,
            "edition": ", ".join(filter(None, (one.edition, one.paper))),
            "made by": one.tool,
            "content": one.content_hash,
        }
        lines = [f"{name + ':':<12}{said}" for name, said in rows.items() if said]
        if self.source:
            lines.append(_compared(one, self.source))
        return "\n    ".join([in_one_line(self.path), *lines])


def verify(names: Sequence[Path], where: Path | None = None) -> Iterator[Traced | Sealed | Verdict]:
    """Traces each PDF among `names`, which are PDFs and folders of PDFs, and compares it with the brief at `where`.

    Of a release, each file is told as it is: unchanged, altered, missing, extra or unknown, and a verdict on all; its
    PDFs are traced only to be compared with a brief. Raises `UsageError` when a name leads to no PDF or there is no
    brief, before anything is traced, and `BriefError` when the brief, which is read as for a build, has errors: then
    its content hash is not known.
    """
    released = [name for name in names if os.path.isdir(name) and is_release(name)]
    paths = _pdfs(names if where else [name for name in names if name not in released])
    source = None if where is None else _sealed(where)
    for path in paths:
        try:
            yield Traced(path, _origin(path), source)
        except BriefError as error:
            yield Traced(path, None, source, error.findings)
    for name in dict.fromkeys(released):  # last, since each ends with what is wrong
        yield from compare(name)


def _sealed(where: Path) -> Brief:
    """The brief at `where` with its content hash."""
    from brief import build  # only a comparison needs it
    from brief.load import load

    brief, *_ = build.read(load(where)[0])
    return brief


def _compared(origin: Origin, source: Brief) -> str:
    """What an editor wants to know of the source today."""
    if origin.content_hash != source.content_hash:
        version = f"version {source.settings.version}, " if source.settings.version else ""
        return f"the source has changed since; today it is {version}copy code {copy_code(source.content_hash)}"
    if origin.tool != f"brief {__version__}":
        return f"the source is the same; but this is brief {__version__}, which may set its pages otherwise"
    return "the source is the same"


def _pdfs(names: Iterable[Path]) -> tuple[Path, ...]:
    """The PDFs that are named, and those in the folders that are named, each once."""
    found: dict[Path, None] = {}
    findings: list[Finding] = []
    for name in names:
        try:
            found |= dict.fromkeys(_in_folder(name) if name.is_dir() else [_checked(name)])
        except UsageError as error:
            findings += error.findings
        except OSError as error:
            findings.append(files.unreadable(name, error))
    if findings:
        raise UsageError(findings)
    return tuple(found)


def _in_folder(folder: Path) -> list[Path]:
    """The PDFs in a folder, in the order of their names; by their endings, so that a damaged one is told."""
    paths = [path for path in sorted(folder.iterdir()) if path.suffix.lower() == ".pdf" and path.is_file()]
    if not paths:
        raise UsageError([verify_rules.FOLDER_WITHOUT_PDF.at(name=folder)])
    return paths


def _checked(path: Path) -> Path:
    """`path`, when there is a PDF, whole or not."""
    if not os.path.lexists(path):
        raise UsageError([verify_rules.PDF_MISSING.at(name=path)])
    if path.exists() and not path.is_file():  # asked first: to open a pipe would wait for its other end
        raise UsageError([verify_rules.NOT_A_PDF.at(Place(path))])
    with open(path, "rb") as file:
        if pdf.SIGN not in file.read(pdf.HEAD):
            raise UsageError([verify_rules.NOT_A_PDF.at(Place(path))])
    return path


def _origin(path: Path) -> Origin:
    """What a PDF says of its source; raises `BriefError` for one that says nothing or cannot be read."""
    info = pdf.info(path)
    if not HASH.fullmatch(info.get("ContentHash", "")):
        raise BriefError([verify_rules.NOT_MADE_BY_BRIEF.at(Place(path))])
    said = {key: _in_one_line(value) for key, value in info.items()}
    named = (said.get(key, "") for key in ("Title", "Version", "Edition", "Paper", "Creator"))
    return Origin(info["ContentHash"], *named)


def _in_one_line(text: str) -> str:
    """A text of a PDF as a terminal may show it: short, and nothing in it that would steer the terminal."""
    return shortened("".join(filter(str.isprintable, " ".join(text.split()))))
