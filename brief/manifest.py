"""Manifest: what a release holds, in a file that a machine reads, and whether a folder still holds just that.

``manifest.json`` says of each file which edition it is and what its bytes are; ``SHA256SUMS`` says the latter of all
files, in the form that ``sha256sum --check`` reads. So each vouches for the other, and is compared as well.
"""

from __future__ import annotations

import hashlib
import json
import re
import stat
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Literal

from brief.findings import BriefError, Finding, Place, Rule, in_one_line, release
from brief.findings import files as files_rules

NAME, SUMS, README = "manifest.json", "SHA256SUMS", "README.txt"
"""The files that a release has beside its editions."""

LARGEST = 10_000_000
"""Bytes that the manifest and the list of checksums may have: they would name tens of thousands of files."""

SUM = re.compile(r"(?P<digest>[0-9a-f]{64})  (?P<name>.+)")
"""A line of the list of checksums."""

State = Literal["unchanged", "altered", "missing", "extra", "unknown"]
"""What became of a file; `unknown` where it cannot be read, or what says how it was is missing or altered itself."""


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
        return f"{self.state:<10} {in_one_line(self.path)}"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is said of a release as a whole: how many files it has, and how many are not as they were released."""

    folder: Path
    files: int
    wrong: int
    findings: tuple[Finding, ...] = ()

    @property
    def good(self) -> bool:
        """Whether all are."""
        return self.wrong == 0

    def __str__(self) -> str:
        if self.good:
            said = f"all {self.files} files are as they were released"
        elif self.wrong == 1:
            said = f"1 of {self.files} files is not as it was released"
        else:
            said = f"{self.wrong} of {self.files} files are not as they were released"
        return f"{in_one_line(self.folder)}: {said}"


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
    try:
        if (folder / NAME).is_file():
            return True
        return f"  {NAME}" in _text(folder / SUMS)
    except (BriefError, OSError, UnicodeDecodeError):
        return False


def compare(folder: Path) -> Iterator[Sealed | Verdict]:
    """Each file of the release in a folder by name, those that are missing and those that are too many; and a verdict.

    What is not as it was released comes last, so that it need not be looked for among many. Raises `BriefError` when
    the folder, its manifest or its list of checksums cannot be read.
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


def _compared(folder: Path) -> Iterator[Sealed]:
    there = _names(folder)
    listed = _of_sums(folder / SUMS) if SUMS in there else {}
    described = _of_manifest(folder / NAME) if NAME in there else {}
    if vouched := NAME in there and listed.get(NAME) == _digest_of(folder / NAME):
        said = {NAME: listed[NAME], README: listed.get(README, ""), **described}
    else:
        said = {**described, **listed}
    unnamed: State = "extra" if SUMS in there else "unknown"
    for name in sorted({*said, *there, SUMS}):
        path = folder / name
        if name not in there:
            yield Sealed(path, "missing")
        elif name == SUMS:
            yield Sealed(path, _state_of_list(path, said) if vouched else "unknown")
        elif name not in said:
            yield Sealed(path, unnamed)
        else:
            yield _sealed(path, said[name])


def _names(folder: Path) -> frozenset[str]:
    try:
        return frozenset(path.name for path in folder.iterdir())
    except OSError as error:
        raise BriefError([files_rules.unreadable(folder, error)]) from error


def _state_of_list(path: Path, said: Mapping[str, str]) -> State:
    """Whether the list of checksums is the one that was written for files with these digests."""
    return "unchanged" if _text(path).encode() == sums(said) else "altered"


def _sealed(path: Path, said: str) -> Sealed:
    """Whether a file that is there has this digest. A link is not what was released, wherever it leads."""
    try:
        return Sealed(path, "unchanged" if _is_ordinary(path) and _digest_of(path) == said else "altered")
    except BriefError as error:
        return Sealed(path, "unknown", error.findings)


def _is_ordinary(path: Path) -> bool:
    """Whether this is a file itself; asked first, since to open a pipe would wait for its other end."""
    return stat.S_ISREG(path.lstat().st_mode)


def _digest_of(path: Path) -> str:
    """The digest of a file that may be larger than the memory."""
    try:
        with open(path, "rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise BriefError([files_rules.unreadable(path, error)]) from error


def _of_manifest(path: Path) -> dict[str, str]:
    """The digests that the manifest has, by the names of the files."""
    try:
        whole: Any = json.loads(_text(path))
        digests = {entry["file"]: entry["sha256"] for entry in whole["files"]}
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise BriefError(
            [release.MANIFEST_BROKEN.at(Place(path), reason="it lists no files with their SHA-256")]
        ) from error
    return _named(path, digests, release.MANIFEST_BROKEN)


def _of_sums(path: Path) -> dict[str, str]:
    """The digests that the list of checksums has."""
    try:
        lines = _text(path).split("\n")
    except UnicodeDecodeError as error:
        raise BriefError([release.SUMS_BROKEN.at(Place(path), reason="it is no text in UTF-8")]) from error
    digests: dict[str, str] = {}
    for number, line in enumerate(lines, 1):
        match = SUM.fullmatch(line)
        if match and match["name"] not in digests:
            digests[match["name"]] = match["digest"]
        elif line:
            reason = "this line names a file again" if match else "this line has no SHA-256 and no name"
            raise BriefError([release.SUMS_BROKEN.at(Place(path, number), reason=reason)])
    return _named(path, digests, release.SUMS_BROKEN)


def _named(path: Path, digests: dict[str, str], broken: Rule) -> dict[str, str]:
    """The same, when all names are those of files beside it."""
    for name, sha256 in digests.items():
        if not (isinstance(name, str) and name.isprintable() and Path(name).name == name and isinstance(sha256, str)):
            raise BriefError([broken.at(Place(path), reason="it names a file that is not beside it")])
    return digests


def _text(path: Path) -> str:
    """The text of one of the two files that say what a release holds."""
    try:
        if not _is_ordinary(path):
            raise BriefError([files_rules.FILE_UNREADABLE.at(Place(path), reason="it is not an ordinary file")])
        if path.stat().st_size > LARGEST:
            raise BriefError([files_rules.FILE_UNREADABLE.at(Place(path), reason="it is far too large")])
        return path.read_bytes().decode()
    except OSError as error:
        raise BriefError([files_rules.unreadable(path, error)]) from error
