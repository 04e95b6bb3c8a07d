"""The folder of a merge: its lock, the copies that an earlier run has left, and the files of this run."""

from __future__ import annotations

import json
import os
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import asdict, dataclass, replace
from os.path import lexists
from pathlib import Path
from stat import S_ISDIR, S_ISREG

from brief import cache, output
from brief.findings import UsageError
from brief.findings import merge as rules
from brief.manifest import digest
from brief.merge.copies import safe
from brief.merge.making import Made
from brief.merge.preparing import FAILED, Ready
from brief.merge.printed import text_of

COPIES, MAKING, JOURNAL, OTHERS, LOCK = "copies", ".making", ".journal", ".others", ".lock"
"""The names of the folder of copies, of the folder of copies not yet in place, of the journal of copies made so far, of
the list of other files written, and of the lock."""


@dataclass(frozen=True, slots=True)
class Noted:
    """A line of the journal: the file of a copy, the digest of what it was made from, its pages, and its SHA-256.

    `seal` says that this user wrote the line.
    """

    file: str
    key: str
    pages: int
    sha256: str
    seal: str = ""

    @property
    def sealed(self) -> Noted:
        """The same line with its seal."""
        return replace(self, seal=_seal(self.file, self.key, self.pages, self.sha256))


class Folder:
    """The folder of a merge, which only one process writes to at a time.

    A copy is made in `making` and noted in a journal at once, so that the next run can continue an interrupted one: a
    copy is kept as long as its key and the digest of its file are those that were noted. `changed` are files that would
    have been removed, if somebody had not changed them since an earlier run wrote them.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.copies, self.making = path / COPIES, path / MAKING
        self._journal, self._others = path / JOURNAL, path / OTHERS
        self.changed: list[Path] = []

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Keeps other merges out of the folder in the block. Raises `UsageError` when another one is writing there."""
        lock = self.path / LOCK
        with ExitStack() as stack:
            self._check(self.path, self.copies, self.making)
            with output.explained(self.path):
                self.making.mkdir(parents=True, exist_ok=True)
                self._check(self.path, self._journal, self._others, lock)
                lock.touch()
                try:
                    stack.enter_context(output.locked(lock, wait=False))
                except BlockingIOError as error:
                    raise UsageError([rules.RUN_ELSEWHERE.at()]) from error
            yield

    def _check(self, *paths: Path) -> None:
        """Raises `UsageError` when one of the paths is not what a merge makes there, such as a link to elsewhere."""
        for path in (self.path.parent, *paths):
            if not lexists(path):
                continue
            found, is_folder = path.lstat(), path in (self.path.parent, self.path, self.copies, self.making)
            is_ours = S_ISDIR(found.st_mode) if is_folder else S_ISREG(found.st_mode) and found.st_nlink == 1
            if not is_ours:
                raise UsageError([rules.NOT_OURS.at(path=path)])

    def kept(self, of: Ready) -> Mapping[int, Made]:
        """The copies of this list that exist already, by row. Removes files from `making` that are not noted."""
        noted = {one.file: one for one in self._noted()}
        found: dict[int, Made] = {}
        for row, copy in of.copies.items():
            one = noted.get(copy.name)
            path = self._path(one) if one and one.key == of.key(copy) else None
            if one and path and not of.proof.may_be_wrong(copy, text_of(path)):  # the list may have new rows
                found[row] = Made(row, one.pages, one.sha256)
        with output.explained(self.making):
            for path in self.making.iterdir():
                if not (path.name in noted and self._path(noted[path.name]) == path):
                    path.unlink()
        return found

    def note(self, of: Ready, made: Made) -> None:
        """Adds a copy that was made to the journal."""
        with output.explained(self._journal), open(self._journal, "a", encoding="utf-8") as journal:
            journal.write(_line(of, made))

    def put(self, of: Ready, made: Mapping[int, Made]) -> None:
        """Moves the copies that were made into place, and removes noted copies that are not among them."""
        names = {of.copies[row].name for row in made}
        with output.explained(self.copies):
            self.copies.mkdir(exist_ok=True)
            noted = {(one.file, one.sha256) for one in self._noted()}
            self._remove(self.copies, noted, names)  # first, since 'ash.pdf' is also 'Ash.pdf' on some disks
            os.sync()  # the copies were written without waiting for the disk
            for one in made.values():
                path = self.making / of.copies[one.row].name
                if path.is_file() and digest(path.read_bytes()) == one.sha256:
                    os.replace(path, self.copies / path.name)
            for path in self.making.iterdir():
                path.unlink()
            self.making.rmdir()
        output.write(self._journal, "".join(_line(of, made[row]) for row in sorted(made)).encode())

    def write(self, files: Iterable[tuple[str, bytes]], merged: Path) -> list[Path]:
        """Writes other files, removes those that only an earlier run wrote, and returns the paths of those written.

        If the list that was `merged` is that of the rows that failed, it is removed too, though it was mended.
        """
        before, new = self._written_before(), dict[str, str]()
        for name, data in files:
            new[name] = digest(data)
            output.write(self._others, _sealed_list([*before, *new.items()]))
            output.write(self.path / name, data)
        failed = self.path / FAILED
        if failed.is_file() and failed.resolve() == merged.resolve() and any(name == FAILED for name, _ in before):
            before.append((FAILED, digest(failed.read_bytes())))
        self._remove(self.path, before, new)
        output.write(self._others, _sealed_list([*new.items()]))
        return [self.path / name for name in new]

    def _remove(self, folder: Path, written: Collection[tuple[str, str]], new: Collection[str]) -> None:
        """Removes files that earlier runs wrote into a folder, by name and SHA-256, unless they have a name in `new`.

        A name alone does not say that a file is ours: somebody may have put another one in its place, or copied the
        journal of another folder into this one.
        """
        for name in sorted({name for name, _ in written}.difference(new)):
            path = folder / name
            if Path(name).name != name or not path.is_file():
                continue
            with output.explained(path):
                if (name, digest(path.read_bytes())) in written:
                    path.unlink()
                else:
                    self.changed.append(path)

    def _written_before(self) -> list[tuple[str, str]]:
        """The other files that earlier runs of this user wrote: the name and SHA-256 of each."""
        text = self._others.read_text(encoding="utf-8", errors="replace") if self._others.is_file() else ""
        seal, *lines = text.split("\n")
        parts = [line.partition(" ") for line in lines] if seal == _seal(*lines) else []
        return [(name, sha256) for sha256, _, name in parts]

    def _noted(self) -> Iterator[Noted]:
        """The lines of the journal; a line that was cut short, or is otherwise invalid, is left out."""
        text = self._journal.read_text(encoding="utf-8", errors="replace") if self._journal.is_file() else ""
        for line in text.splitlines():
            with suppress(ValueError, TypeError, RecursionError):
                one = Noted(**json.loads(line))
                texts = (one.file, one.key, one.sha256)
                is_ours = all(isinstance(text, str) for text in texts) and isinstance(one.pages, int)
                if is_ours and one.file == safe(one.file) and one == one.sealed:
                    yield one

    def _path(self, one: Noted) -> Path | None:
        """The path of a copy whose file is unchanged since it was made; None when there is none."""
        paths = (folder / one.file for folder in (self.making, self.copies))
        return next((path for path in paths if path.is_file() and digest(path.read_bytes()) == one.sha256), None)


def _line(of: Ready, made: Made) -> str:
    copy = of.copies[made.row]
    noted = Noted(copy.name, of.key(copy), made.pages, made.sha256).sealed
    return json.dumps(asdict(noted), ensure_ascii=False) + "\n"


def _sealed_list(files: Sequence[tuple[str, str]]) -> bytes:
    """A list of files below its seal: of each its SHA-256 and name, once."""
    listed = [*dict.fromkeys(f"{sha256} {name}" for name, sha256 in files)]
    return "\n".join([_seal(*listed), *listed]).encode()


def _seal(*parts: object) -> str:
    """A digest that only this user can make."""
    return digest(repr((cache.secret(), *parts)).encode())
