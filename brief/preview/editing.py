"""Editing in place: a block of Markdown is read from its file and written back; the rest of the file does not change.

A block to edit is a `Passage`. It can be saved as long as its lines are unchanged, even if they have moved within their
file since it was read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from itertools import takewhile
from pathlib import Path
from secrets import token_hex
from threading import Lock

from brief import output
from brief.findings import Place, files
from brief.load import inside
from brief.load.text import CONTROL, LIMIT

LINE = re.compile(rb"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
"""A line with its end, as text editors and `load.text` count lines."""

MARK = b"\xef\xbb\xbf"
"""The byte order mark, which some editors put before the first line."""

MOST = 100
"""The most passages that are open, and the most edits that can be undone."""

MOST_LINES = 1000
"""The most lines that are compared one by one: the time for that grows with their square."""


@dataclass(frozen=True, slots=True)
class Passage:
    """The lines of a block, `first` to `last`, as they are in its file; `key` names it when it is saved."""

    key: str
    file: str
    first: int
    last: int
    text: str


class Changed(Exception):
    """Raised when a file has changed; `now` is the passage as it is in the file, None where that is not known."""

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
    """The edits of sections in `folder`, one at a time. Raises `BriefError` when a file cannot be read or written."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = Lock()
        self._open: dict[str, tuple[Passage, bytes]] = {}
        self._steps: list[_Step] = []

    @property
    def last(self) -> str:
        """The file of the edit that can be undone; empty when there is none."""
        return self._steps[-1].file if self._steps else ""

    def passage(self, file: str, first: int, last: int, built: str) -> Passage:
        """The lines of a block to edit, wherever they are in the file; `first` and `last` count the lines of `built`.

        Raises `Changed` when the lines are gone.
        """
        with self._lock:
            data = self._bytes(file)
            before = LINE.findall(built.encode())
            lines = _lines_now(first, last, before, LINE.findall(_plain(data))) if last <= len(before) else None
            if lines is None:
                raise Changed
            return self._passage(file, *lines, data)

    def around(self, file: str, line: int) -> Passage:
        """The lines around a line, to edit, up to the next empty ones. Raises `Changed` when there is no such line."""
        with self._lock:
            data = self._bytes(file)
            lines = LINE.findall(data)
            if not 1 <= line <= len(lines):
                raise Changed
            first = line - sum(1 for _ in takewhile(bytes.strip, reversed(lines[: line - 1])))
            last = line + sum(1 for _ in takewhile(bytes.strip, lines[line:]))
            return self._passage(file, first, last, data)

    def save(self, key: str, text: str) -> None:
        """Replaces the text of a passage. Raises `Changed` when the passage has changed or is unknown.

        The rest of its file may have changed.
        """
        with self._lock:
            if key not in self._open:
                raise Changed
            passage, data = self._open[key]
            now = self._bytes(passage.file)
            if now != data:
                lines = _lines_now(passage.first, passage.last, LINE.findall(data), LINE.findall(now))
                again = self._passage(passage.file, *lines, now) if lines else None
                if again is None or again.text != passage.text:
                    raise Changed(again)
                passage = again
            self._write(passage.file, now, self._with(passage, now, text))
            del self._open[key]

    def undo(self) -> None:
        """Undoes the last edit. Raises `Changed` when there is none, or when its file was edited elsewhere since."""
        with self._lock:
            if not self._steps:
                raise Changed
            step = self._steps[-1]
            is_ours = self._bytes(step.file) == step.after
            if is_ours:
                self._rewrite(step.file, step.before)
            self._steps.pop()  # not before it is undone, since the disk may be full
            if not is_ours:
                raise Changed

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
        self._rewrite(file, after)
        self._steps = [*self._steps, _Step(file, before, after)][-MOST:]

    def _rewrite(self, file: str, data: bytes) -> None:
        output.rewrite(self._path(file), data, Place(self._folder / file))

    def _path(self, file: str) -> Path:
        """The path of a file, with links resolved. Raises `BriefError` when it is outside of the folder."""
        path = inside(self._folder, file)
        if path is None:
            raise files.FILE_OUTSIDE.error_at(Place(self._folder / file))
        return path.resolve()

    def _bytes(self, file: str) -> bytes:
        path = self._path(file)
        with files.reading(path):
            return path.read_bytes()

    def _passage(self, file: str, first: int, last: int, data: bytes) -> Passage:
        lines = enumerate(LINE.findall(data)[first - 1 : last], first)
        text = "\n".join(_text(line, Place(self._folder / file, number)) for number, line in lines)
        passage = Passage(token_hex(8), file, first, last, text)
        newest = list(self._open.items())[1 - MOST :]
        self._open = {**dict(newest), passage.key: (passage, data)}
        return passage


def _lines_now(first: int, last: int, before: Sequence[bytes], now: Sequence[bytes]) -> tuple[int, int] | None:
    """The first and last line of a block in a file that has changed since; None when the block is gone."""
    found = [
        (new + max(0, first - 1 - old), new_end - max(0, old_end - last)) if kind == "equal" else (new, new_end)
        for kind, old, old_end, new, new_end in _changes(before, now)
        if old < last and old_end > first - 1
    ]
    begin, end = (found[0][0], found[-1][1]) if found else (0, 0)
    return (begin + 1, end) if begin < end else None


def _plain(data: bytes) -> bytes:
    """The bytes of a text as `load.text` reads it."""
    return data.removeprefix(MARK).replace(b"\r\n", b"\n").replace(b"\r", b"\n")


def _changes(old: Sequence[bytes], new: Sequence[bytes]) -> Iterator[tuple[str, int, int, int, int]]:
    """The changes of lines, as opcodes of `difflib`; beyond `MOST_LINES`, all that differs is one replacement."""
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


def _text(line: bytes, place: Place) -> str:
    """The text of a line. Raises `BriefError` when it is not UTF-8, since its characters would be lost when saved."""
    try:
        return line.removeprefix(MARK).rstrip(b"\r\n").decode()
    except UnicodeDecodeError as error:
        byte, value = error.start + 1, error.object[error.start]
        raise files.FILE_NOT_UTF8.error_at(replace(place, column=byte), byte=byte, value=value, guess="") from error


def _end(line: bytes) -> bytes:
    """The end of a line, such as a line feed; empty for a last line without one."""
    return line[len(line.rstrip(b"\r\n")) :]


def _written(old: Sequence[bytes], text: str, usual: bytes) -> list[bytes]:
    """A block with a new text: its lines end as the first one did, or as `usual`, and the last as the last one did."""
    mark = MARK if old[0].startswith(MARK) else b""
    lines = text.rstrip("\n").encode().split(b"\n") if text.strip() else []
    ends = [*[_end(old[0]) or usual] * (len(lines) - 1), _end(old[-1])]
    return [mark, *(line + end for line, end in zip(lines, ends, strict=False))]
