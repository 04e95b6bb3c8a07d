"""Signals that end a process.

A signal raises `KeyboardInterrupt`. Python drops an exception in a finalizer or a callback, such as those of the import
system, so each signal is also remembered, and `obey` raises again.
"""

from __future__ import annotations

import signal
import sys
from types import FrameType

_received: list[int] = []


def heed() -> None:
    """Makes SIGINT, SIGTERM and SIGHUP raise `KeyboardInterrupt`."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        if signal.getsignal(number) is not signal.SIG_IGN:  # nohup has it ignored
            signal.signal(number, _receive)
    report = sys.unraisablehook
    sys.unraisablehook = lambda lost: None if lost.exc_type is KeyboardInterrupt else report(lost)


def _receive(number: int, _: FrameType | None) -> None:
    _received.append(number)
    raise KeyboardInterrupt


def obey() -> None:
    """Raises `KeyboardInterrupt` if a signal has arrived: its first exception may have been dropped."""
    if _received:
        raise KeyboardInterrupt


def exit_code(otherwise: int) -> int:
    """The exit code of the command: 128 plus the number of a signal, as in shells, else `otherwise`."""
    return 128 + _received[0] if _received else otherwise
