"""Manifest: what a release holds, in a file that a machine reads, and whether a folder still holds just that.

``manifest.json`` says of each file which edition it is and what its bytes are; ``SHA256SUMS`` says the latter of all
files, in the form that ``sha256sum --check`` reads.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Literal

from brief.findings import BriefError, Finding, Place, Rule
from brief.findings.files import unreadable
from brief.findings.release import MANIFEST_BROKEN, SUMS_BROKEN

NAME, SUMS = "manifest.json", "SHA256SUMS"

SUM = re.compile(r"(?P<digest>[0-9a-f]{64})  (?P<name>.+)")
"""A line of the list of checksums."""

State = Literal["unchanged", "altered", "missing", "extra", "unknown"]
"""What became of a file; `unknown` where the list of checksums is missing that would say whether it was released."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A file of a release: its name, what it is, how many pages and bytes it has, to which standards it conforms."""

    file: str
    edition: str
    paper: str
    pages: int
    sha256: str
    bytes: int
    conformance: str


@dataclass(frozen=True, slots=True)
class Sealed:
    """A file of a release, and whether it is as it was released."""

    path: Path
    state: State
    findings: tuple[Finding, ...] = ()

    @property
    def good(self) -> bool:
        """Whether it is."""
        return self.state == "unchanged"

    def __str__(self) -> str:
        return f"{self.state:<10} {self.path}"


def digest(data: bytes) -> str:
    """The SHA-256 of bytes, as 64 hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


def manifest(brief: Mapping[str, str], tool: str, entries: Iterable[Entry]) -> bytes:
    """The manifest: of which brief, made by which version of this package, and its files."""
    whole = {"brief": brief, "tool": tool, "files": [asdict(entry) for entry in entries]}
    return (json.dumps(whole, indent=2, ensure_ascii=False) + "\n").encode()


def sums(files: Mapping[str, bytes | str]) -> bytes:
    """The list of checksums of files, which come as their bytes or as their digest, by name."""
    digests = {name: data if isinstance(data, str) else digest(data) for name, data in files.items()}
    return "".join(f"{digests[name]}  {name}\n" for name in sorted(digests)).encode()


def is_release(folder: Path) -> bool:
    """Whether a folder is a release: one of the two files that say what it holds is there."""
    if (folder / NAME).is_file():
        return True
    try:
        return f"  {NAME}" in (folder / SUMS).read_text(encoding="utf-8")
    except (OSError, ValueError):
        return False


def compare(folder: Path) -> Iterator[Sealed]:
    """Each file of the release in a folder, those that are missing and those that are too many, by name.

    Raises `BriefError` when its manifest or its list of checksums cannot be read.
    """
    there = {path.name for path in folder.iterdir()}
    said = {
        **(_of_sums(folder / SUMS) if SUMS in there else {}),
        **(_of_manifest(folder / NAME) if NAME in there else {}),
    }
    if SUMS not in there:
        yield Sealed(folder / SUMS, "missing")
    unnamed: State = "extra" if SUMS in there else "unknown"
    for name in sorted({*said, *there} - {SUMS}):
        yield Sealed(folder / name, _state(folder / name, said[name]) if name in said else unnamed)


def _state(path: Path, said: str) -> State:
    if not path.is_file():
        return "missing"
    try:
        return "unchanged" if digest(path.read_bytes()) == said else "altered"
    except OSError as error:
        raise BriefError([unreadable(path, error)]) from error


def _of_manifest(path: Path) -> dict[str, str]:
    """The digests that the manifest has, by the names of the files."""
    try:
        whole: Any = json.loads(_text(path))
        digests = {entry["file"]: entry["sha256"] for entry in whole["files"]}
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise BriefError([MANIFEST_BROKEN.at(Place(path), reason="it lists no files with their SHA-256")]) from error
    return _named(path, digests, MANIFEST_BROKEN)


def _of_sums(path: Path) -> dict[str, str]:
    """The digests that the list of checksums has."""
    try:
        lines = _text(path).split("\n")
    except UnicodeDecodeError as error:
        raise BriefError([SUMS_BROKEN.at(Place(path), reason="it is no text in UTF-8")]) from error
    found = {number: SUM.fullmatch(line) for number, line in enumerate(lines, 1) if line}
    for number, match in found.items():
        if match is None:
            raise BriefError([SUMS_BROKEN.at(Place(path, number), reason="this line has no SHA-256 and no name")])
    return _named(path, {match["name"]: match["digest"] for match in found.values() if match}, SUMS_BROKEN)


def _named(path: Path, digests: dict[str, str], broken: Rule) -> dict[str, str]:
    """The same, when all names are those of files beside it."""
    for name, sha256 in digests.items():
        if not (isinstance(name, str) and name.isprintable() and Path(name).name == name and isinstance(sha256, str)):
            raise BriefError([broken.at(Place(path), reason="it names a file that is not beside it")])
    return digests


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise BriefError([unreadable(path, error)]) from error
