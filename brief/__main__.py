"""``brief`` and ``python -m brief``: runs the command line, and ends it quietly when somebody stops it."""

from __future__ import annotations

import os
import signal
import sys
from types import FrameType

INTERRUPTED = 130
"""The exit code of what was interrupted, as shells have it: 128 and the number of the signal."""


def main() -> None:
    """Runs a command and ends the process with its exit code, whatever it is doing when it is interrupted.

    Much of a short command is that the command line is imported, so that is part of what may be.
    """
    try:
        _heed()
        from brief.cli import main as command

        command()
    except KeyboardInterrupt:
        os._exit(INTERRUPTED)


def _heed() -> None:
    """Has what ends a process, such as ``kill`` or a window that is closed, end it as an interruption does."""
    for number in (signal.SIGTERM, signal.SIGHUP):
        if signal.getsignal(number) is signal.SIG_DFL:  # whoever has it ignored, as nohup does, goes on
            signal.signal(number, _end)


def _end(number: int, _: FrameType | None) -> None:
    sys.exit(128 + number)


if __name__ == "__main__":
    main()
