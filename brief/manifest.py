"""Manifest: what a release holds, in a file that a machine reads, and whether a folder still holds just that.

``manifest.json`` says of each file which edition it is and what its bytes are; ``SHA256SUMS`` says the latter of all
files, in the form that ``sha256sum --check`` reads.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Literal

from brief.findings import BriefError, Finding, Place
from brief.findings.files import unreadable
from brief.findings.release import MANIFEST_BROKEN

NAME, SUMS = "manifest.json", "SHA256SUMS"

State = Literal["unchanged", "altered", "missing", "extra"]


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
    """Whether a folder is a release."""
    return (folder / NAME).is_file()


def compare(folder: Path) -> Iterator[Sealed]:
    """Each file of the release in a folder, those that are missing and those that are too many, by name.

    Raises `BriefError` when its manifest or its list of checksums cannot be read.
    """
    said = {**_of_sums(folder / SUMS), **_of_manifest(folder / NAME)}
    there = {path.name for path in folder.iterdir()}
    for name in sorted({*said, *there} - {SUMS}):
        yield Sealed(folder / name, _state(folder / name, said.get(name)))


def _state(path: Path, said: str | None) -> State:
    if said is None:
        return "extra"
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
    except (ValueError, KeyError, TypeError) as error:
        raise BriefError([MANIFEST_BROKEN.at(Place(path), reason="it lists no files with their SHA-256")]) from error
    return _named(path, digests)


def _of_sums(path: Path) -> dict[str, str]:
    """The digests that the list of checksums has; none where there is no such list."""
    if not path.is_file():
        return {}
    pairs = (line.split("  ", 1) for line in _text(path).splitlines() if line)
    return _named(path, {pair[1]: pair[0] for pair in pairs if len(pair) == 2})


def _named(path: Path, digests: dict[str, str]) -> dict[str, str]:
    """The same, when all names are those of files beside it."""
    for name, sha256 in digests.items():
        if not isinstance(name, str) or Path(name).name != name or not isinstance(sha256, str):
            raise BriefError([MANIFEST_BROKEN.at(Place(path), reason="it names a file that is not beside it")])
    return digests


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise BriefError([unreadable(path, error)]) from error
