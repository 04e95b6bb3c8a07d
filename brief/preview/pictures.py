"""Pictures of pages, which PDFium draws from the PDF itself, as wide as the browser requests.

PDFium runs in a process of its own, with the limits of time and memory that the user asked for: a page may take as long
to draw as its author likes.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from functools import lru_cache
from math import sqrt
from multiprocessing.connection import Connection
from threading import Lock, Thread
from typing import Any

from brief.preview.child import Child
from brief.process import SECONDS, become_worker, end_with

WIDTHS = range(120, 4001, 40)
"""The widths of pictures, in pixels: a request gets the next larger one."""

AT_ONCE = "-at-once"
"""The suffix of keys of pages shown only for a moment, as JPEG: to make a PNG takes longer than to draw the page."""

MOST_PIXELS = 24_000_000
"""The most pixels of a picture; one that would have more is drawn smaller."""

MOST_KEPT = 40
"""The most pictures that are kept, of any pages and widths."""

SLOWEST = 10
"""The most seconds for a picture, even where more are allowed: nobody waits longer for one."""

Place = tuple[int, int]
"""The index of a file, and that of a page in it."""


class UndrawnError(Exception):
    """A page takes longer to draw than is allowed, or too much memory."""


class Pictures:
    """The pages that can be drawn, by key, with their PDFs, and the pictures that were requested last.

    One picture is drawn at a time, in a process that is replaced when it dies, or takes longer than `seconds` or
    `SLOWEST`.
    """

    def __init__(self, seconds: int | None = None, megabytes: int | None = None) -> None:
        self._seconds, self._megabytes = min(seconds or SECONDS, SLOWEST), megabytes or 0
        self._drawing = Lock()
        self._painter: Child | None = None
        self._shown: tuple[tuple[bytes, ...], Mapping[str, Place]] = (), {}
        self._sent: dict[int, bytes] = {}
        self._undrawn: dict[str, int] = {}
        self._kept = lru_cache(MOST_KEPT)(self._drawn)
        self._last: tuple[str, int, tuple[bytes, str]] | None = None
        self._width = 0

    def keep(self, *files: tuple[bytes, Sequence[str]]) -> None:
        """Replaces the PDFs by others, each with the keys of its pages. A key always means the same page."""
        places: dict[str, Place] = {}
        for number, (_, keys) in enumerate(files):
            for index, key in enumerate(keys):
                places.setdefault(key, (number, index))
        self._shown = tuple(data for data, _ in files), places

    def drawn(self, key: str, width: int) -> tuple[bytes, str]:
        """The picture of a page, about `width` pixels wide, and its type.

        Raises `KeyError` for an unknown key, and `UndrawnError` for a page that cannot be drawn within the limits.
        """
        self._width = next((one for one in WIDTHS if one >= width), WIDTHS[-1])
        return (self._drawn if key.endswith(AT_ONCE) else self._kept)(key, self._width)

    def begin(self, key: str) -> None:
        """Draws a page as wide as the last one, in a thread of its own, before the browser requests it."""
        if self._width:
            Thread(target=self._begun, args=(key, self._width), name="drawing", daemon=True).start()

    def _begun(self, key: str, width: int) -> None:
        with suppress(KeyError, UndrawnError):  # the request says so
            self._drawn(key, width)

    def close(self) -> None:
        """Ends the process that draws."""
        with self._drawing:
            self._end()

    def _drawn(self, key: str, width: int) -> tuple[bytes, str]:
        with self._drawing:
            if self._last and self._last[:2] == (key, width):
                return self._last[2]
            files, places = self._shown
            number, index = places[key]
            if width >= self._undrawn.get(key, WIDTHS[-1] + 1):
                raise UndrawnError
            try:
                self._painter = self._painter or Child("pictures", str(self._megabytes))
                pipe = self._painter.pipe
                pipe.send((self._sent_number(pipe, files, number), index, width, key.endswith(AT_ONCE)))
                if pipe.poll(self._seconds) and (picture := pipe.recv()):
                    self._last = key, width, picture
                    return self._last[2]
            except (OSError, EOFError):  # the process has died
                pass
            self._end()
            self._undrawn[key] = width
            raise UndrawnError

    def _sent_number(self, pipe: Connection, files: Sequence[bytes], which: int) -> int:
        """The number by which the process knows one of the PDFs: each is sent once, and dropped when it is replaced.

        It is the identity of the PDF, which no other one has as long as it is kept here.
        """
        for number in self._sent.keys() - set(map(id, files)):
            pipe.send((number, None))
            del self._sent[number]
        data = files[which]
        if id(data) not in self._sent:
            self._sent[id(data)] = data
            pipe.send((id(data), data))
        return id(data)

    def _end(self) -> None:
        """Ends the process; the next picture starts another one."""
        if self._painter:
            self._painter.pipe.close()
            self._painter.end()
        self._painter, self._sent = None, {}


def main() -> None:
    """Draws pages until the pipe is closed; receives numbered PDFs, and requests for their pages."""
    descriptor, held, megabytes = map(int, sys.argv[1:])
    end_with(held)
    become_worker(lambda _: None, None, megabytes or None)
    import pypdfium2

    pipe, documents = Connection(descriptor), dict[int, pypdfium2.PdfDocument]()
    with suppress(EOFError):
        while True:
            match pipe.recv():
                case (number, index, width, at_once):
                    with suppress(MemoryError):
                        pipe.send(_picture(documents[number][index], width, at_once))
                        continue
                    pipe.send(None)
                case (number, None):
                    documents.pop(number).close()
                case (number, data):
                    documents[number] = pypdfium2.PdfDocument(data)


def _picture(page: Any, width: int, at_once: bool) -> tuple[bytes, str]:
    """A page that is `width` pixels wide, as JPEG when it is shown `at_once`, otherwise as PNG; and its type."""
    try:
        (wide, high), data = page.get_size(), io.BytesIO()
        picture = page.render(scale=min(width / wide, sqrt(MOST_PIXELS / (wide * high)))).to_pil()
        if at_once:
            picture.save(data, "JPEG", quality=92, subsampling=0)
            return data.getvalue(), "image/jpeg"
        picture.save(data, "PNG", compress_level=1)
        return data.getvalue(), "image/png"
    finally:
        page.close()
