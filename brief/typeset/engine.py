"""The engine's session: what stays in memory between builds, as long as the files behind it stay the same."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

from brief import walk
from brief.model import Remark, Sheet
from brief.typeset import confined, faces
from brief.typeset.confined import BASE_URL, Fetch
from brief.typeset.hear import listening
from brief.typeset.pictures import Prints
from brief.typeset.start import load

MOST_SHEETS = 64
"""The most style sheets that are kept: those of all editions on every paper, and some dozens that `fit` tries."""


class ParsedSheet(NamedTuple):
    """A style sheet as WeasyPrint parses it, its counter styles, and the remarks on it.

    `files` are the files that it names in ``@import`` and ``@font-face``, with their digests; empty for a missing file.
    """

    rules: Any
    counters: dict[str, Any]
    remarks: tuple[Remark, ...]
    files: Mapping[str, bytes]


class Engine:
    """What stays in memory between builds: faces, parsed style sheets, photographs made for print.

    It knows the faces in `folders` and no others: no font of the system is ever used. With `keeps_boxes`, the boxes of
    each document before layout stay in memory as long as its pages, so that words can be exchanged.
    """

    def __init__(self, folders: Sequence[Path], *, keeps_boxes: bool = False) -> None:
        self._folders = _resolved(folders)
        self.keeps_boxes = keeps_boxes
        self.prints: Prints = {}
        self._start()

    def has_faces_of(self, folders: Sequence[Path]) -> bool:
        """Whether its faces are those in `folders`."""
        return self._folders == _resolved(folders)

    def _start(self) -> None:
        self._fonts = dict(_states(self._folders))
        self._sheets: dict[Sheet, ParsedSheet] = {}
        self.faces = faces.faces(self._folders)

    def parsed(self, sheets: Sequence[Sheet], fetch: Fetch) -> list[ParsedSheet]:
        """The style sheets, parsed. Faces and sheets are read again when a file behind one of them has changed.

        All of them are then read again, since WeasyPrint cannot unload a face.
        """
        kept = [self._sheets[sheet] for sheet in sheets if sheet in self._sheets]
        if self._fonts != dict(_states(self._folders)) or any(_changed(parsed, fetch) for parsed in kept):
            self._start()
        return [self._parsed(sheet, fetch) for sheet in sheets]

    def _parsed(self, sheet: Sheet, fetch: Fetch) -> ParsedSheet:
        parsed = self._sheets.pop(sheet, None) or _parse(sheet, fetch, self.faces)
        self._sheets[sheet] = parsed  # moved to the end: the first one is unused for the longest time
        if len(self._sheets) > MOST_SHEETS:
            del self._sheets[next(iter(self._sheets))]
        return parsed


def _resolved(folders: Sequence[Path]) -> tuple[Path, ...]:
    return tuple(folder.resolve() for folder in folders)  # the working directory may change


def _parse(sheet: Sheet, fetch: Fetch, faces: Any) -> ParsedSheet:
    """The style sheet, parsed apart from all others, so that each remark on it can name its file."""
    counters: dict[str, Any] = {}
    files: dict[str, bytes] = {}

    def noted(name: str) -> bytes:
        files[name] = b""
        data = fetch(name)
        files[name] = _digest(data)
        return data

    fetcher = confined.fetcher(BASE_URL, noted)
    with listening(sheet.path) as remarks:
        rules = load().CSS(
            string=sheet.text, base_url=BASE_URL, url_fetcher=fetcher, font_config=faces, counter_style=counters
        )
    return ParsedSheet(rules, counters, tuple(remarks), files)


def _changed(parsed: ParsedSheet, fetch: Fetch) -> bool:
    """Whether a file that a style sheet names has changed since it was parsed, or has appeared or disappeared."""
    for name, digest in parsed.files.items():
        try:
            if _digest(fetch(name)) != digest:
                return True
        except LookupError:
            if digest:
                return True
    return False


def _digest(data: bytes) -> bytes:
    return hashlib.sha256(data).digest()


def _states(folders: Sequence[Path]) -> Iterator[tuple[Path, tuple[int, int]]]:
    """The files in some folders, each with its size and the time of its last change."""
    for folder in folders:
        for path in walk.files(folder):
            with suppress(OSError):  # it is gone
                state = path.stat()
                yield path, (state.st_size, state.st_mtime_ns)
