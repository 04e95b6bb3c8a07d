"""Standard output and standard error: what cannot be printed spoils no work that was done.

When nobody reads standard output any more, as in ``brief editions | head -1``, the rest is dropped; when it is full,
that is an error. A message that standard error cannot take is dropped.
"""

from __future__ import annotations

import os
import select
import sys
from io import BufferedWriter, FileIO, TextIOWrapper
from typing import Any, TextIO

from brief.findings import UsageError
from brief.findings import command as rules


class _Stream(FileIO):
    """A stream that waits for a slow reader, even when it was opened so as not to block."""

    def write(self, data: Any) -> int:
        while (count := super().write(data)) is None:
            select.select([], [self], [])
        return count


class _Results(_Stream):
    """Standard output. Raises `UsageError` once when it takes no more, unless that is because nobody reads it."""

    lost = False

    def write(self, data: Any) -> int:
        try:
            return memoryview(data).nbytes if self.lost else super().write(data)
        except OSError as error:
            self.lost = True
            if isinstance(error, ConnectionError):
                return memoryview(data).nbytes
            raise UsageError([rules.OUTPUT_LOST.at(reason=error.strerror)]) from error


class _Messages(_Stream):
    """Standard error."""

    def write(self, data: Any) -> int:
        try:
            return super().write(data)
        except OSError:
            return memoryview(data).nbytes


def open_streams() -> None:
    r"""Replaces Python's streams with these. Letters that a terminal lacks are printed by number: ``\uc131``.

    A stream that is closed becomes the null device. Otherwise a file that is opened later would get its number, and
    with it whatever a library prints.
    """
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)  # gets the lowest number that is free, which is this one
    sys.stdout = _text(_Results(1, "w", closefd=False), sys.stdout)
    sys.stderr = _text(_Messages(2, "w", closefd=False), sys.stderr)


def _text(stream: FileIO, python: TextIO | None) -> TextIOWrapper:
    """A stream for text in the encoding of Python's own, which is None where the stream was closed."""
    encoding = python.encoding if python else "utf-8"
    return TextIOWrapper(BufferedWriter(stream), encoding, errors="backslashreplace", line_buffering=True)
