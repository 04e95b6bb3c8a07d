"""Verify: the job behind `brief verify`: from which brief a PDF was made, and whether that has changed since.

The Info dictionary of a PDF (PDF 1.7, 14.3.3) has the title and version of its brief, the content hash of the source,
and the version of this package. It is no proof against forgery.
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
from brief.manifest import CheckedFile, Verdict, compare, is_release
from brief.model import Brief, copy_code
from brief.process import begin, begin_step

HASH = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Origin:
    """The source of a PDF, from its Info dictionary; all but the content hash may be empty."""

    content_hash: str
    title: str
    version: str
    edition: str
    paper: str
    tool: str


@dataclass(frozen=True, slots=True)
class Traced:
    """A PDF, its origin if that is known, and the brief that it was compared with, if any."""

    path: Path
    origin: Origin | None
    source: Brief | None = None
    findings: tuple[Finding, ...] = ()

    @property
    def good(self) -> bool:
        """Whether the origin is known and, if it was compared, the brief is the same."""
        return self.origin is not None and (self.source is None or self.source.content_hash == self.origin.content_hash)

    def __str__(self) -> str:
        """The PDF's path, and below it a line for each entry of its origin; empty without an origin."""
        if self.origin is None:
            return ""
        origin = self.origin
        rows = {
            "copy code": copy_code(origin.content_hash),
            "brief": origin.title,
            "version": origin.version,
            "edition": ", ".join(filter(None, (origin.edition, origin.paper))),
            "made by": origin.tool,
            "content": origin.content_hash,
        }
        lines = [f"{name + ':':<12}{text}" for name, text in rows.items() if text]
        if self.source:
            lines.append(_compared(origin, self.source))
        return "\n    ".join([in_one_line(self.path), *lines])


def verify(names: Sequence[Path], where: Path | None = None) -> Iterator[Traced | CheckedFile | Verdict]:
    """Traces each PDF among `names`, which are PDFs and folders of PDFs, and compares it with the brief at `where`.

    For a release, the state of each file follows (unchanged, altered, missing, extra or unknown), then a verdict; its
    PDFs are traced only when there is a brief to compare them with. Raises `UsageError`, before anything is traced,
    when a name leads to no PDF or there is no brief. Raises `BriefError` when the brief, which is read as for a build,
    has errors, since its content hash is then unknown.
    """
    released = [name for name in names if os.path.isdir(name) and is_release(name)]
    paths = _pdfs(names if where else [name for name in names if name not in released])
    source = None if where is None else _sealed(where)
    for path in paths:
        begin("")
        begin_step("load", path)
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
    """A line that compares a PDF with its brief as that is today."""
    if origin.content_hash != source.content_hash:
        version = f"version {source.settings.version}, " if source.settings.version else ""
        return f"the source has changed since; today it is {version}copy code {copy_code(source.content_hash)}"
    if origin.tool != f"brief {__version__}":
        return f"the source is the same; but this is brief {__version__}, which may set its pages otherwise"
    return "the source is the same"


def _pdfs(names: Iterable[Path]) -> tuple[Path, ...]:
    """The named PDFs and those in named folders, without repetitions."""
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
    """The PDFs in a folder, sorted by name; they are known by their suffix, so that a damaged one is reported."""
    paths = [path for path in sorted(folder.iterdir()) if path.suffix.lower() == ".pdf" and path.is_file()]
    if not paths:
        raise UsageError([verify_rules.FOLDER_WITHOUT_PDF.at(name=folder)])
    return paths


def _checked(path: Path) -> Path:
    """`path`, if it is a PDF, even a damaged one. Raises `UsageError` otherwise."""
    if not os.path.lexists(path):
        raise UsageError([verify_rules.PDF_MISSING.at(name=path)])
    if path.exists() and not path.is_file():  # opening a pipe would block
        raise UsageError([verify_rules.NOT_A_PDF.at(Place(path))])
    with open(path, "rb") as file:
        if pdf.SIGN not in file.read(pdf.HEAD):
            raise UsageError([verify_rules.NOT_A_PDF.at(Place(path))])
    return path


def _origin(path: Path) -> Origin:
    """The origin of a PDF. Raises `BriefError` when the PDF names none or cannot be read."""
    info = pdf.info(path)
    if not HASH.fullmatch(info.get("ContentHash", "")):
        raise verify_rules.NOT_MADE_BY_BRIEF.error_at(Place(path))
    texts = {key: _in_one_line(value) for key, value in info.items()}
    named = (texts.get(key, "") for key in ("Title", "Version", "Edition", "Paper", "Creator"))
    return Origin(info["ContentHash"], *named)


def _in_one_line(text: str) -> str:
    """A text of a PDF for a terminal: shortened, on one line, without control characters."""
    return shortened("".join(filter(str.isprintable, " ".join(text.split()))))
