"""Everything that is printed reaches its reader, through any kind of stream."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from threading import Thread

import pytest

from brief.findings import UsageError
from brief.streams import _Messages, _Results, open_streams
from tests.test_cli import ROOT

FULL = Path("/dev/full")


def test_a_slow_reader_gets_everything_from_a_stream_that_does_not_block() -> None:
    program = "import sys; from brief.streams import open_streams; open_streams(); print('a' * 200_000)"
    reading, writing = os.pipe()
    os.set_blocking(writing, False)
    with suppress(BlockingIOError):
        while os.write(writing, b"b" * 10_000):
            pass
    with subprocess.Popen([sys.executable, "-c", program], stdout=writing, stderr=subprocess.PIPE, cwd=ROOT) as process:
        os.close(writing)
        with open(reading, "rb") as reader:
            assert reader.read().endswith(b"b" + b"a" * 200_000 + b"\n")
        assert process.communicate()[1] == b""


def test_a_file_opened_later_never_gets_the_number_of_a_closed_stream() -> None:
    program = "from brief.streams import open_streams; open_streams(); assert open('/dev/null').fileno() == 3"
    done = subprocess.run(["sh", "-c", '"$0" -c "$1" <&- >&- 2>&-', sys.executable, program], cwd=ROOT, check=False)
    assert done.returncode == 0


def test_results_that_cannot_be_written_are_an_error_only_once() -> None:
    with _Results(FULL, "w") as stream:
        with pytest.raises(UsageError, match="No space left on device"):
            stream.write(b"a")
        assert stream.write(b"abc") == 3


def test_results_without_a_reader_are_dropped() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    with _Results(writing, "w") as stream:
        assert [stream.write(b"ab"), stream.write(b"abc")] == [2, 3]


def test_messages_that_cannot_be_written_are_dropped() -> None:
    with _Messages(FULL, "w") as stream:
        assert stream.write(b"abc") == 3


def test_writing_waits_for_a_stream_that_does_not_block() -> None:
    reading, writing = os.pipe()
    os.set_blocking(writing, False)
    data = b"a" * 200_000
    with open(reading, "rb") as reader, _Results(writing, "w") as stream:
        read: list[bytes] = []
        thread = Thread(target=lambda: read.append(reader.read(len(data))))
        left = memoryview(data)
        left = left[stream.write(left) :]
        thread.start()
        while left:
            left = left[stream.write(left) :]
        thread.join()
    assert read == [data]


def test_letters_that_an_encoding_lacks_are_printed_as_escapes(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("stdout", "stderr"):
        monkeypatch.setattr(sys, name, io.TextIOWrapper(io.BytesIO(), "ascii"))
    open_streams()
    assert (sys.stdout.encoding, sys.stdout.errors) == ("ascii", "backslashreplace")
    monkeypatch.setattr(sys, "stdout", None)
    open_streams()
    assert sys.stdout.encoding == "utf-8"


def test_log_messages_of_libraries_are_not_printed() -> None:
    program = (
        "import logging\nfrom brief.streams import open_streams\nopen_streams()\n"
        "logging.getLogger('fontTools').warning('\\x1b[7m')"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True, cwd=ROOT)
    assert (done.stdout, done.stderr) == (b"", b"")
