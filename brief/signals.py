"""Signals that end a process: a command obeys them wherever they reach it.

Python drops an exception that is raised in a finalizer or a callback, as of the import system, and so would lose a
signal that arrives there. Each signal is remembered, therefore, and obeyed at the next point that asks.
"""

from __future__ import annotations

import signal
import sys
from types import FrameType

_received: list[int] = []


def heed() -> None:
    """Makes interruptions, ``kill`` and the closing of a window raise `KeyboardInterrupt`."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        if signal.getsignal(number) is not signal.SIG_IGN:  # whoever has it ignored, as nohup does, goes on
            signal.signal(number, _receive)
    report = sys.unraisablehook
    sys.unraisablehook = lambda lost: None if lost.exc_type is KeyboardInterrupt else report(lost)


def _receive(number: int, _: FrameType | None) -> None:
    _received.append(number)
    raise KeyboardInterrupt


def obey() -> None:
    """Raises `KeyboardInterrupt` if a signal has arrived, since its first exception may have been dropped."""
    if _received:
        raise KeyboardInterrupt


def exit_code(otherwise: int) -> int:
    """The exit code of a command that ends now: 128 and the number of the signal, as shells have it."""
    return 128 + _received[0] if _received else otherwise
