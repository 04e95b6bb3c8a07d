"""The folder of a merge: who writes there, what an earlier run has left, and what is put into place at the end."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import asdict, dataclass
from os.path import lexists
from pathlib import Path
from stat import S_ISDIR, S_ISREG

from brief import output
from brief.findings import UsageError
from brief.findings import merge as rules
from brief.manifest import digest
from brief.merge.copies import safe
from brief.merge.making import Made, Ready
from brief.merge.proof import text_of

COPIES, MAKING, JOURNAL, OTHERS, LOCK = "copies", ".making", ".journal", ".others", ".lock"
"""The folder of the copies, that of copies that are not yet in place, which copies were made so far, which other files
were written, and who writes."""


@dataclass(frozen=True, slots=True)
class Noted:
    """A line of the journal: a copy that was made, what it was made from, and what came out."""

    file: str
    key: str
    pages: int
    sha256: str


class Folder:
    """The folder of a merge, which one process writes at a time.

    A copy is made in `making`, and noted in a journal at once, so that a run that was ended goes on where it stopped: a
    copy is good as long as its key and the digest of its file are those that were noted.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.copies, self.making = path / COPIES, path / MAKING
        self._journal, self._others = path / JOURNAL, path / OTHERS

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Keeps others from writing there in the block. Raises `UsageError` when somebody does."""
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
        """Raises `UsageError` when something there is not what this program makes, such as a link to elsewhere."""
        for path in (self.path.parent, *paths):
            is_folder = path in (self.path.parent, self.path, self.copies, self.making)
            if lexists(path) and not (S_ISDIR if is_folder else S_ISREG)(path.lstat().st_mode):
                raise UsageError([rules.NOT_OURS.at(path=path)])

    def kept(self, of: Ready) -> Mapping[int, Made]:
        """The copies of this list that are there already, by row; what has no place there is taken away."""
        noted = {one.file: one for one in self._noted()}
        found: dict[int, Made] = {}
        for row, copy in of.copies.items():
            one = noted.get(copy.name)
            path = self._path(one) if one and one.key == of.key(copy) else None
            if one and path and not [*of.proof.others(copy, text_of(path))]:  # rows may be new in the list
                found[row] = Made(row, one.pages, one.sha256)
        with output.explained(self.making):
            for path in self.making.iterdir():
                if not (path.name in noted and self._path(noted[path.name]) == path):
                    path.unlink()
        return found

    def note(self, of: Ready, made: Made) -> None:
        """Notes that a copy was made."""
        with output.explained(self._journal), open(self._journal, "a", encoding="utf-8") as journal:
            journal.write(_line(of, made))

    def put(self, of: Ready, made: Mapping[int, Made]) -> None:
        """Puts the copies that were made into place, and takes away those that no row asks for any longer."""
        names = {of.copies[row].name for row in made}
        with output.explained(self.copies):
            self.copies.mkdir(exist_ok=True)
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
        """Writes other files, and takes away those that an earlier run wrote and this one did not."""
        before = self._others.read_text(encoding="utf-8").splitlines() if self._others.is_file() else []
        names: list[str] = []
        for name, data in files:
            names.append(name)
            output.write(self._others, "\n".join(dict.fromkeys([*before, *names])).encode())
            output.write(self.path / name, data)
        for name in before:
            if name not in names and Path(name).name == name and (self.path / name).is_file():
                output.remove(self.path / name)
        output.write(self._others, "\n".join(names).encode())
        return [self.path / name for name in names]

    def _noted(self) -> Iterator[Noted]:
        """What the journal says; a line that was cut short, or that somebody else wrote, is left out."""
        text = self._journal.read_text(encoding="utf-8", errors="replace") if self._journal.is_file() else ""
        for line in text.splitlines():
            with suppress(ValueError, TypeError, RecursionError):
                one = Noted(**json.loads(line))
                texts = (one.file, one.key, one.sha256)
                is_ours = all(isinstance(text, str) for text in texts) and isinstance(one.pages, int)
                if is_ours and one.file == safe(one.file):
                    yield one

    def _path(self, one: Noted) -> Path | None:
        """The file of a copy, if it is as it was made."""
        paths = (folder / one.file for folder in (self.making, self.copies))
        return next((path for path in paths if path.is_file() and digest(path.read_bytes()) == one.sha256), None)


def _line(of: Ready, made: Made) -> str:
    copy = of.copies[made.row]
    return json.dumps(asdict(Noted(copy.name, of.key(copy), made.pages, made.sha256)), ensure_ascii=False) + "\n"
