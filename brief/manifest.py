"""The manifest of a release, and whether a folder still matches it.

``manifest.json`` has the edition and the SHA-256 of each file; ``SHA256SUMS`` has the SHA-256 of all files, as
``sha256sum --check`` reads it. Each is checked against the other as well.
"""

from __future__ import annotations

import hashlib
import json
import re
import stat
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Literal

from brief.findings import BriefError, Finding, Place, Rule, in_one_line, release
from brief.findings import files as files_rules
from brief.process import begin, begin_step

NAME, SUMS, README = "manifest.json", "SHA256SUMS", "README.txt"
"""The files of a release beside its editions."""

LARGEST = 10_000_000
"""The most bytes of the manifest, and of the list of checksums: enough for tens of thousands of files."""

SUM = re.compile(r"(?P<digest>[0-9a-f]{64})  (?P<name>.+)")
"""A line of the list of checksums."""

State = Literal["unchanged", "altered", "missing", "extra", "unknown"]
"""The state of a file; `unknown` if it cannot be read, or if its record is missing or altered."""


@dataclass(frozen=True, slots=True)
class Entry:
    """The record of a file in the manifest."""

    file: str
    edition: str
    paper: str
    pages: int
    sha256: str
    bytes: int
    conformance: str


@dataclass(frozen=True, slots=True)
class CheckedFile:
    """A file of a release and its state."""

    path: Path
    state: State
    findings: tuple[Finding, ...] = ()

    @property
    def good(self) -> bool:
        """Whether it is as it was released."""
        return self.state == "unchanged"

    def __str__(self) -> str:
        return f"{self.state:<10} {in_one_line(self.path)}"


@dataclass(frozen=True, slots=True)
class Verdict:
    """The verdict on a release: the number of files, and of those that are not as they were released."""

    folder: Path
    files: int
    wrong: int
    findings: tuple[Finding, ...] = ()

    @property
    def good(self) -> bool:
        """Whether all files are as they were released."""
        return self.wrong == 0

    def __str__(self) -> str:
        if self.good:
            verdict = f"all {self.files} files are as they were released"
        elif self.wrong == 1:
            verdict = f"1 of {self.files} files is not as it was released"
        else:
            verdict = f"{self.wrong} of {self.files} files are not as they were released"
        return f"{in_one_line(self.folder)}: {verdict}"


def digest(data: bytes) -> str:
    """The SHA-256 of bytes, as 64 hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


def manifest(brief: Mapping[str, str], tool: str, entries: Iterable[Entry], readme: bytes) -> bytes:
    """The manifest: the brief, the version of this package, the SHA-256 of the README, the files."""
    files = [asdict(entry) for entry in entries]
    whole = {"brief": brief, "tool": tool, "readme": digest(readme), "files": files}
    return (json.dumps(whole, indent=2, ensure_ascii=False) + "\n").encode()


def sums(files: Mapping[str, bytes | str]) -> bytes:
    """The list of checksums; each file is given as its bytes or its digest, by name."""
    digests = {name: data if isinstance(data, str) else digest(data) for name, data in files.items()}
    return "".join(f"{digests[name]}  {name}\n" for name in sorted(digests)).encode(errors="replace")


def is_release(folder: Path) -> bool:
    """Whether a folder is a release: it has the manifest, or checksums that name the manifest."""
    try:
        if (folder / NAME).is_file():
            return True
        return f"  {NAME}" in _text(folder / SUMS)
    except (BriefError, OSError, UnicodeDecodeError):
        return False


def compare(folder: Path) -> Iterator[CheckedFile | Verdict]:
    """The files of a release by name, missing and extra ones too, and a verdict.

    Files that are not as they were released come last, where they are easy to find. Raises `BriefError` when the
    folder, its manifest or its list of checksums cannot be read.
    """
    files, wrong = 0, []
    for one in _compared(folder):
        files += 1
        if one.good:
            yield one
        else:
            wrong.append(one)
    yield from wrong
    yield Verdict(folder, files, len(wrong))


def _compared(folder: Path) -> Iterator[CheckedFile]:
    there = _names(folder)
    listed = _of_sums(folder / SUMS) if SUMS in there else {}
    described = _of_manifest(folder / NAME) if NAME in there else {}
    if vouched := NAME in there and listed.get(NAME) == _digest_of(folder / NAME):
        digests = {NAME: listed[NAME], README: listed.get(README, ""), **described}
    else:
        digests = {**described, **listed}
    unnamed: State = "extra" if SUMS in there else "unknown"
    for name in sorted({*digests, *there, SUMS}):
        path = folder / name
        if name not in there:
            yield CheckedFile(path, "missing")
        elif name == SUMS:
            yield CheckedFile(path, _state_of_list(path, digests) if vouched else "unknown")
        elif name not in digests:
            yield CheckedFile(path, unnamed)
        else:
            yield _sealed(path, digests[name])


@contextmanager
def _reading(path: Path) -> Iterator[None]:
    """Raises `BriefError` when a file or a folder cannot be read in the block."""
    try:
        yield
    except OSError as error:
        raise BriefError([files_rules.unreadable(path, error)]) from error


def _names(folder: Path) -> frozenset[str]:
    with _reading(folder):
        return frozenset(path.name for path in folder.iterdir())


def _state_of_list(path: Path, digests: Mapping[str, str]) -> State:
    """The state of the list of checksums: unchanged if it is that of files with these digests."""
    return "unchanged" if _text(path).encode() == sums(digests) else "altered"


def _sealed(path: Path, sha256: str) -> CheckedFile:
    """An existing file, unchanged if it has this digest. A link counts as altered, wherever it leads."""
    try:
        return CheckedFile(path, "unchanged" if _is_ordinary(path) and _digest_of(path) == sha256 else "altered")
    except BriefError as error:
        return CheckedFile(path, "unknown", error.findings)


def _is_ordinary(path: Path) -> bool:
    """Whether this is a regular file. Opening a pipe would block."""
    return stat.S_ISREG(path.lstat().st_mode)


def _digest_of(path: Path) -> str:
    """The digest of a file, read in pieces since it may not fit into memory."""
    begin("")
    begin_step("load", path)
    with _reading(path), open(path, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _of_manifest(path: Path) -> dict[str, str]:
    """The digests in the manifest, by file name."""
    try:
        whole: Any = json.loads(_text(path))
        digests = {entry["file"]: entry["sha256"] for entry in whole["files"]}
        digests |= {README: whole["readme"]} if "readme" in whole else {}  # earlier versions of brief wrote none
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise BriefError(
            [release.MANIFEST_BROKEN.at(Place(path), reason="it lists no files with their SHA-256")]
        ) from error
    return _named(path, digests, release.MANIFEST_BROKEN)


def _of_sums(path: Path) -> dict[str, str]:
    """The digests in the list of checksums, by file name."""
    try:
        lines = _text(path).split("\n")
    except UnicodeDecodeError as error:
        raise release.SUMS_BROKEN.error_at(Place(path), reason="it is no text in UTF-8") from error
    digests: dict[str, str] = {}
    for number, line in enumerate(lines, 1):
        match = SUM.fullmatch(line)
        if match and match["name"] not in digests:
            digests[match["name"]] = match["digest"]
        elif line:
            reason = "this line names a file again" if match else "this line has no SHA-256 and no name"
            raise release.SUMS_BROKEN.error_at(Place(path, number), reason=reason)
    return _named(path, digests, release.SUMS_BROKEN)


def _named(path: Path, digests: dict[str, str], broken: Rule) -> dict[str, str]:
    """The same digests; raises `BriefError` unless every name can be that of a file in the folder."""
    for name, sha256 in digests.items():
        if not (isinstance(name, str) and name.isprintable() and Path(name).name == name and isinstance(sha256, str)):
            raise broken.error_at(Place(path), reason="it names a file that is not beside it")
    return digests


def _text(path: Path) -> str:
    """The text of the manifest or the list of checksums."""
    with _reading(path):
        if not _is_ordinary(path):
            raise files_rules.FILE_UNREADABLE.error_at(Place(path), reason="it is not an ordinary file")
        if path.stat().st_size > LARGEST:
            raise files_rules.FILE_UNREADABLE.error_at(Place(path), reason="it is far too large")
        return path.read_bytes().decode()
