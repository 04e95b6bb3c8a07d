"""Standard output and standard error that fail late and clearly.

When the reader of standard output is gone, as in ``brief editions | head -1``, the rest is dropped. Any other error on
standard output is a finding. Errors on standard error are ignored.
"""

from __future__ import annotations

import logging
import os
import select
import sys
from io import BufferedWriter, FileIO, TextIOWrapper
from typing import Any, TextIO

from brief.findings import UsageError
from brief.findings import command as rules


class _Stream(FileIO):
    """A stream that waits for a slow reader, even if its file is non-blocking."""

    def write(self, data: Any) -> int:
        while (count := super().write(data)) is None:
            select.select([], [self], [])
        return count


class _Results(_Stream):
    """Standard output; raises `UsageError` once when it cannot be written, unless its reader is gone."""

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
    """Standard error; errors in writing it are ignored."""

    def write(self, data: Any) -> int:
        try:
            return super().write(data)
        except OSError:
            return memoryview(data).nbytes


def open_streams() -> None:
    r"""Replaces Python's streams. Characters that the encoding lacks are printed as escapes: ``\uc131``.

    A closed stream becomes the null device. Otherwise a file that is opened later would get its number, and receive
    whatever a library prints.
    """
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)  # it gets the lowest free number, this one
    logging.lastResort = logging.NullHandler()  # the message of a library about a font may contain control characters
    sys.stdout = _text(_Results(1, "w", closefd=False), sys.stdout)
    sys.stderr = _text(_Messages(2, "w", closefd=False), sys.stderr)


def _text(stream: FileIO, python: TextIO | None) -> TextIOWrapper:
    """A text stream in the encoding of the one that Python opened, or in UTF-8 if that is None, as for a closed one."""
    encoding = python.encoding if python else "utf-8"
    return TextIOWrapper(BufferedWriter(stream), encoding, errors="backslashreplace", line_buffering=True)
