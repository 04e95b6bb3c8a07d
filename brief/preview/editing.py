"""Editing in place: a block of Markdown is read from its file, and written back, and nothing else in it changes.

Whoever edits a block gets a `Passage`. It can be saved as long as the file is as it was when the passage was read.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from hashlib import sha256
from pathlib import Path
from secrets import token_hex

from brief import output
from brief.findings import Place, files
from brief.load import inside
from brief.load.text import CONTROL, LIMIT

LINE = re.compile(rb"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
"""A line with its end, as text editors and `load.text` count lines."""

MARK = b"\xef\xbb\xbf"
"""The byte order mark, which some editors put before the first line."""

MOST = 100
"""The passages that are open, and the edits that can be undone."""


@dataclass(frozen=True, slots=True)
class Passage:
    """The lines of a block as they are in its file now."""

    key: str
    file: str
    first: int
    last: int
    text: str


class Changed(Exception):
    """A file is no longer as it was; `now` is the passage as it is now, None where that cannot be told."""

    def __init__(self, now: Passage | None = None) -> None:
        self.now = now
        super().__init__()


@dataclass(frozen=True, slots=True)
class _Step:
    """An edit that was saved: the file, and its bytes before and after."""

    path: Path
    before: bytes
    after: bytes


class Editing:
    """The edits of sections in `folder`. `BriefError` is raised when a file cannot be read or written."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._open: dict[str, tuple[Passage, bytes]] = {}
        self._steps: list[_Step] = []

    @property
    def can_undo(self) -> bool:
        """Whether there is an edit to undo."""
        return bool(self._steps)

    def passage(self, file: str, first: int, last: int, text_hash: str) -> Passage:
        """The lines of a block, to edit. Raises `Changed` when the file has no longer the text with this hash."""
        data = self._bytes(self._path(file))
        text = data.removeprefix(MARK).replace(b"\r\n", b"\n").replace(b"\r", b"\n")
        if sha256(text).hexdigest() != text_hash:
            raise Changed
        return self._passage(file, first, last, data)

    def save(self, key: str, text: str) -> None:
        """Writes a passage with a new text. Raises `Changed` when its file is no longer as it was, or unknown."""
        if key not in self._open:
            raise Changed
        passage, data = self._open[key]
        path = self._path(passage.file)
        now = self._bytes(path)
        if now != data:
            raise Changed(self._again(passage, data, now))
        if control := CONTROL.search(text):
            line = passage.first + text.count("\n", 0, control.start())
            raise files.CONTROL_CHARACTER.error_at(Place(path, line), code=ord(control[0]))
        lines = LINE.findall(data)
        before, old, after = lines[: passage.first - 1], lines[passage.first - 1 : passage.last], lines[passage.last :]
        new = b"".join((*before, *_written(old, text), *after))
        if len(new) > LIMIT:
            raise files.FILE_TOO_LARGE.error_at(Place(path), limit=LIMIT // 1_000_000)
        if new != data:
            output.write(path, new)
            self._steps = [*self._steps, _Step(path, data, new)][-MOST:]
        del self._open[key]

    def undo(self) -> None:
        """Takes the last edit back. Raises `Changed` when there is none, or its file was edited elsewhere since."""
        if not self._steps or self._bytes(self._steps[-1].path) != self._steps[-1].after:
            raise Changed
        step = self._steps.pop()
        output.write(step.path, step.before)

    def _path(self, file: str) -> Path:
        """The file itself, if its name is a link. It is below the folder."""
        path = inside(self._folder, file)
        if path is None:
            raise files.FILE_OUTSIDE.error_at(Place(self._folder / file))
        return path.resolve()

    def _bytes(self, path: Path) -> bytes:
        with files.reading(path):
            return path.read_bytes()

    def _passage(self, file: str, first: int, last: int, data: bytes) -> Passage:
        text = "\n".join(map(_text, LINE.findall(data)[first - 1 : last]))
        passage = Passage(token_hex(8), file, first, last, text)
        newest = list(self._open.items())[1 - MOST :]
        self._open = {**dict(newest), passage.key: (passage, data)}
        return passage

    def _again(self, passage: Passage, before: bytes, now: bytes) -> Passage | None:
        """A passage in a file that was edited elsewhere since it was read; None when it is gone."""
        same = SequenceMatcher(None, LINE.findall(before), LINE.findall(now), autojunk=False)
        first = last = 0
        for kind, old, old_end, new, new_end in same.get_opcodes():
            if old < passage.last and old_end > passage.first - 1:
                kept = kind == "equal"
                first = first or new + 1 + (max(0, passage.first - 1 - old) if kept else 0)
                last = new_end - (max(0, old_end - passage.last) if kept else 0)
        return self._passage(passage.file, first, last, now) if 0 < first <= last else None


def _text(line: bytes) -> str:
    return line.removeprefix(MARK).rstrip(b"\r\n").decode("utf-8", errors="replace")


def _written(old: list[bytes], text: str) -> list[bytes]:
    """The lines of a block with a new text: they end as its lines did, the last one as the last."""
    mark = MARK if old[0].startswith(MARK) else b""
    ends = [line[len(line.rstrip(b"\r\n")) :] for line in old]
    lines = text.rstrip("\n").encode().split(b"\n") if text.strip() else []
    ending = [*[ends[0] or b"\n"] * (len(lines) - 1), ends[-1]]
    return [mark, *(line + end for line, end in zip(lines, ending, strict=False))]
