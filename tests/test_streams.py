"""What is printed reaches its reader, whatever kind of stream that asked for."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import suppress

from tests.test_cli import ROOT


def test_a_reader_that_is_slow_gets_everything_from_a_stream_that_does_not_wait() -> None:
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


def test_what_is_opened_later_never_takes_the_number_of_a_stream_that_is_closed() -> None:
    program = "from brief.streams import open_streams; open_streams(); assert open('/dev/null').fileno() == 3"
    done = subprocess.run(["sh", "-c", '"$0" -c "$1" <&- >&- 2>&-', sys.executable, program], cwd=ROOT, check=False)
    assert done.returncode == 0
