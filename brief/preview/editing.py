"""Editing in place: a block of Markdown is read from its file, and written back, and nothing else in it changes.

Whoever edits a block gets a `Passage`. It can be saved as long as the file is as it was when the passage was read.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from hashlib import sha256
from itertools import takewhile
from pathlib import Path
from secrets import token_hex
from threading import Lock

from brief import output
from brief.findings import Place, files
from brief.findings import preview as rules
from brief.load import inside
from brief.load.text import CONTROL, LIMIT

LINE = re.compile(rb"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
"""A line with its end, as text editors and `load.text` count lines."""

MARK = b"\xef\xbb\xbf"
"""The byte order mark, which some editors put before the first line."""

MOST = 100
"""The passages that are open, and the edits that can be undone."""

MOST_LINES = 1000
"""The lines that are compared one by one: the time for that grows by their square."""


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

    file: str
    before: bytes
    after: bytes


class Editing:
    """The edits of sections in `folder`, one at a time. `BriefError` says that a file cannot be read or written."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = Lock()
        self._open: dict[str, tuple[Passage, bytes]] = {}
        self._steps: list[_Step] = []

    @property
    def can_undo(self) -> bool:
        """Whether there is an edit to undo."""
        return bool(self._steps)

    def passage(self, file: str, first: int, last: int, text_hash: str) -> Passage:
        """The lines of a block, to edit. Raises `Changed` when the file has no longer the text with this hash."""
        with self._lock:
            data = self._bytes(file)
            text = data.removeprefix(MARK).replace(b"\r\n", b"\n").replace(b"\r", b"\n")
            if sha256(text).hexdigest() != text_hash or not 1 <= first <= last <= len(LINE.findall(data)):
                raise Changed
            return self._passage(file, first, last, data)

    def save(self, key: str, text: str) -> None:
        """Writes a passage with a new text. Raises `Changed` when its file is no longer as it was, or unknown."""
        with self._lock:
            if key not in self._open:
                raise Changed
            passage, data = self._open[key]
            now = self._bytes(passage.file)
            if now != data:
                raise Changed(self._again(passage, data, now))
            self._write(passage.file, data, self._with(passage, data, text))
            del self._open[key]

    def undo(self) -> None:
        """Takes the last edit back. Raises `Changed` when there is none, or its file was edited elsewhere since."""
        with self._lock:
            step = self._steps.pop() if self._steps else None
            if step is None or self._bytes(step.file) != step.after:
                raise Changed
            output.write(self._path(step.file), step.before)

    def _with(self, passage: Passage, data: bytes, text: str) -> bytes:
        """The bytes of a file with another text in the place of a passage."""
        if control := CONTROL.search(text):
            line = passage.first + text.count("\n", 0, control.start())
            raise files.CONTROL_CHARACTER.error_at(Place(self._folder / passage.file, line), code=ord(control[0]))
        lines = LINE.findall(data)
        before, old, after = lines[: passage.first - 1], lines[passage.first - 1 : passage.last], lines[passage.last :]
        new = b"".join((*before, *_written(old, text, _end(lines[0]) or b"\n"), *after))
        if len(new) > LIMIT:
            raise files.FILE_TOO_LARGE.error_at(Place(self._folder / passage.file), limit=LIMIT // 1_000_000)
        return new

    def _write(self, file: str, before: bytes, after: bytes) -> None:
        """Writes a file, if it has changed, and remembers the step."""
        if before == after:
            return
        path = self._path(file)
        if not os.access(path, os.W_OK):
            raise rules.READ_ONLY.error_at(Place(self._folder / file))
        output.write(path, after)
        self._steps = [*self._steps, _Step(file, before, after)][-MOST:]

    def _path(self, file: str) -> Path:
        """The file itself, if its name is a link. It is below the folder."""
        path = inside(self._folder, file)
        if path is None:
            raise files.FILE_OUTSIDE.error_at(Place(self._folder / file))
        return path.resolve()

    def _bytes(self, file: str) -> bytes:
        path = self._path(file)
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
        first = last = 0
        for kind, old, old_end, new, new_end in _changes(LINE.findall(before), LINE.findall(now)):
            if old < passage.last and old_end > passage.first - 1:
                is_same = kind == "equal"
                first = first or new + 1 + (max(0, passage.first - 1 - old) if is_same else 0)
                last = new_end - (max(0, old_end - passage.last) if is_same else 0)
        return self._passage(passage.file, first, last, now) if 0 < first <= last else None


def _changes(old: Sequence[bytes], new: Sequence[bytes]) -> Iterator[tuple[str, int, int, int, int]]:
    """What has become of lines, as `difflib` says it: what is compared is what differs, unless that is very much."""
    begin = sum(1 for _ in takewhile(_are_equal, zip(old, new, strict=False)))
    end = sum(1 for _ in takewhile(_are_equal, zip(reversed(old[begin:]), reversed(new[begin:]), strict=False)))
    old_end, new_end = len(old) - end, len(new) - end
    yield "equal", 0, begin, 0, begin
    if max(old_end, new_end) - begin > MOST_LINES:
        yield "replace", begin, old_end, begin, new_end
    else:
        for kind, *places in SequenceMatcher(None, old[begin:old_end], new[begin:new_end]).get_opcodes():
            first, last, new_first, new_last = (begin + place for place in places)
            yield kind, first, last, new_first, new_last
    yield "equal", old_end, len(old), new_end, len(new)


def _are_equal(pair: tuple[bytes, bytes]) -> bool:
    return pair[0] == pair[1]


def _text(line: bytes) -> str:
    return line.removeprefix(MARK).rstrip(b"\r\n").decode("utf-8", errors="replace")


def _end(line: bytes) -> bytes:
    """How a line ends, which the last one of a file need not."""
    return line[len(line.rstrip(b"\r\n")) :]


def _written(old: Sequence[bytes], text: str, usual: bytes) -> list[bytes]:
    """The lines of a block with a new text: they end as its lines did or as is `usual`, the last one as the last."""
    mark = MARK if old[0].startswith(MARK) else b""
    lines = text.rstrip("\n").encode().split(b"\n") if text.strip() else []
    ends = [*[_end(old[0]) or usual] * (len(lines) - 1), _end(old[-1])]
    return [mark, *(line + end for line, end in zip(lines, ends, strict=False))]
