"""The folder of a merge: who writes there, what an earlier run has left, and what is put into place at the end."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from brief import output
from brief.findings import UsageError
from brief.findings import merge as rules
from brief.merge.making import Made, Ready

COPIES, MAKING, JOURNAL, LOCK = "copies", ".making", ".journal", ".lock"
"""The folder of the copies, that of copies that are not yet in place, what was made so far, and who writes."""


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
        self._journal = path / JOURNAL

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Keeps others from writing there in the block. Raises `UsageError` when somebody does."""
        with ExitStack() as stack:
            with output.explained(self.path):
                self.making.mkdir(parents=True, exist_ok=True)
                (self.path / LOCK).touch()
            try:
                stack.enter_context(output.locked(self.path / LOCK, wait=False))
            except BlockingIOError as error:
                raise UsageError([rules.RUN_ELSEWHERE.at()]) from error
            yield

    def kept(self, of: Ready) -> Mapping[int, Made]:
        """The copies of this list that are there already, by row."""
        noted = {one.file: one for one in self._noted()}
        found: dict[int, Made] = {}
        for row, copy in of.copies.items():
            one = noted.get(copy.name)
            if one and one.key == of.key(copy) and self._has(one):
                found[row] = Made(row, one.pages, one.sha256)
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
            for name in names:
                if (self.making / name).exists():
                    os.replace(self.making / name, self.copies / name)
            for name in {one.file for one in self._noted()} - names:
                (self.copies / name).unlink(missing_ok=True)
            for path in self.making.iterdir():
                path.unlink()
            self.making.rmdir()
        output.write(self._journal, "".join(_line(of, made[row]) for row in sorted(made)).encode())

    def write(self, files: Iterable[tuple[str, bytes]], kinds: Sequence[str]) -> list[Path]:
        """Writes other files, and takes away those of the same `kinds` (patterns) that an earlier run wrote."""
        written: list[Path] = []
        for name, data in files:
            output.write(self.path / name, data)
            written.append(self.path / name)
        for path in (path for kind in kinds for path in self.path.glob(kind) if path not in written):
            output.remove(path)
        return written

    def _noted(self) -> Iterator[Noted]:
        """What the journal says; a line that was cut short is left out."""
        text = self._journal.read_text(encoding="utf-8", errors="replace") if self._journal.is_file() else ""
        for line in text.splitlines():
            try:
                one = Noted(**json.loads(line))
            except (ValueError, TypeError):
                continue
            if Path(one.file).name == one.file:
                yield one

    def _has(self, one: Noted) -> bool:
        """Whether the file of a copy is as it was made."""
        paths = (folder / one.file for folder in (self.making, self.copies))
        return any(hashlib.sha256(path.read_bytes()).hexdigest() == one.sha256 for path in paths if path.is_file())


def _line(of: Ready, made: Made) -> str:
    copy = of.copies[made.row]
    return json.dumps(asdict(Noted(copy.name, of.key(copy), made.pages, made.sha256)), ensure_ascii=False) + "\n"
