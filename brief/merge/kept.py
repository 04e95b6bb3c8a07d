"""The folder of a merge: its lock, the copies that an earlier run has left, and the files of this run."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
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
from brief.merge.making import Made, Ready
from brief.merge.proof import text_of

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
    copy is kept as long as its key and the digest of its file are those that were noted.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.copies, self.making = path / COPIES, path / MAKING
        self._journal, self._others = path / JOURNAL, path / OTHERS

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
            if one and path and not [*of.proof.others(copy, text_of(path))]:  # the list may have new rows
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
            os.sync()  # the copies were written without waiting for the disk
            for one in made.values():
                path = self.making / of.copies[one.row].name
                if path.is_file() and digest(path.read_bytes()) == one.sha256:
                    os.replace(path, self.copies / path.name)
            for name in {one.file for one in self._noted()} - names:
                (self.copies / name).unlink(missing_ok=True)
            for path in self.making.iterdir():
                path.unlink()
            self.making.rmdir()
        output.write(self._journal, "".join(_line(of, made[row]) for row in sorted(made)).encode())

    def write(self, files: Iterable[tuple[str, bytes]]) -> list[Path]:
        """Writes other files, removes those that only an earlier run wrote, and returns the paths of those written."""
        before = self._written_before()
        names: list[str] = []
        for name, data in files:
            names.append(name)
            output.write(self._others, _sealed_list([*before, *names]))
            output.write(self.path / name, data)
        for name in before:
            if name not in names and Path(name).name == name and (self.path / name).is_file():
                output.remove(self.path / name)
        output.write(self._others, _sealed_list(names))
        return [self.path / name for name in names]

    def _written_before(self) -> list[str]:
        """The names of the other files that an earlier run of this user wrote."""
        text = self._others.read_text(encoding="utf-8", errors="replace") if self._others.is_file() else ""
        seal, *names = text.split("\n")
        return names if seal == _seal(*names) else []

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


def _sealed_list(names: Sequence[str]) -> bytes:
    """A list of files, each once, below its seal."""
    listed = [*dict.fromkeys(names)]
    return "\n".join([_seal(*listed), *listed]).encode()


def _seal(*parts: object) -> str:
    """A digest that only this user can make."""
    return digest(repr((cache.secret(), *parts)).encode())
