"""The process of a command: its limits, its signals, and what it works on.

The command and its forks each record what they work on in a slot of memory that they share with the watcher, which
reads all slots, and ends the command when the time of one of them is over.

A signal raises `KeyboardInterrupt` in the command. Python drops an exception raised in a finalizer or a callback, such
as those of the import system, so each signal is also remembered, and `raise_signal` raises the exception again.
"""

from __future__ import annotations

import fcntl
import mmap
import os
import signal
import struct
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from time import monotonic
from types import FrameType
from typing import Literal, NamedTuple, cast

SECONDS = 60
"""The time limit, in seconds, for reading a brief, and again for each edition."""

MORE_SECONDS, ENOUGH_PAGES = 3, 20
"""The seconds added to that limit for each page above `ENOUGH_PAGES` that an edition may have."""

MEGABYTES = 2048
"""The memory limit of each process, on Linux only."""

SLOTS, SLOT_SIZE = 5, 4 * mmap.PAGESIZE
"""The number of slots of the shared memory, one for the command and the others for its forks; the bytes of each."""

NO_MEMORY = 71
"""The exit code of a process in which Python ran out of memory (``EX_OSERR`` of sysexits.h)."""

ENDING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
"""The signals that end a command."""

Step = Literal["load", "parse", "check", "compose", "typeset", "write", "publish"]
"""A step of the work on a brief or an edition."""


class Work(NamedTuple):
    """What a process works on: an edition, the step, and the file that the step reads; all names may be empty.

    `folder` may contain unfinished files, `temporary` contains the temporary files of the command.
    """

    edition: str = ""
    step: Step = "load"
    file: str = ""
    folder: str = ""
    temporary: str = ""


class State(NamedTuple):
    """What the watcher of a command must know of a process.

    Its time limit is `seconds`, and ends at `deadline` (by `monotonic`); its memory limit is `megabytes`. `signal` is
    the first signal that it received, or 0. `optional` says whether the command has options for these limits.
    """

    deadline: float
    seconds: float
    megabytes: int = MEGABYTES
    signal: int = 0
    optional: bool = False
    work: Work = Work()


_NUMBERS = struct.Struct("ddqi?H")
"""The numbers of a `State` in the shared memory, and the length of the text that follows them."""

TEMPORARY = "brief-"
"""How the name of a folder of temporary files begins."""

_LONGEST = 900
"""The most characters of a name in the shared memory."""

Told = Callable[[State], None]
"""Takes the state of a worker, to pass it to the process that watches it."""

_state = State(float("inf"), SECONDS)
_shared: mmap.mmap | None = None
_slot = 0
_asked: int | None = None
_teller: Told | None = None


def heed() -> None:
    """Makes SIGINT, SIGTERM and SIGHUP raise `KeyboardInterrupt`."""
    handle(_receive)
    report = sys.unraisablehook
    sys.unraisablehook = lambda lost: None if lost.exc_type is KeyboardInterrupt else report(lost)


def handle(handler: Callable[[int, FrameType | None], None]) -> None:
    """Sets the handler of the signals that end a command, unless they are ignored, as under ``nohup``."""
    for number in ENDING:
        if signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, handler)


def _receive(number: int, _: FrameType | None) -> None:
    _tell(_state._replace(signal=_state.signal or number))
    raise KeyboardInterrupt


def raise_signal() -> None:
    """Raises `KeyboardInterrupt` if a signal has arrived: Python may have dropped the exception that it raised."""
    if _state.signal:
        raise KeyboardInterrupt


def exit_code(otherwise: int) -> int:
    """The exit code of the command: 128 plus the number of a signal, as in shells, else `otherwise`."""
    return 128 + _state.signal if _state.signal else otherwise


def limit(seconds: int | None, megabytes: int | None) -> None:
    """Sets the limits that the user requested, None for the default, and restarts the time.

    Temporary files get a folder of their own, which is removed when the command ends.
    """
    global _asked
    _asked = seconds
    _tell(_state._replace(megabytes=megabytes or MEGABYTES, optional=True))
    if _shared:
        import tempfile

        bound_memory(_state.megabytes)
        with suppress(OSError):
            tempfile.tempdir = tempfile.mkdtemp(prefix=TEMPORARY)
            _tell(_state._replace(work=_state.work._replace(temporary=tempfile.tempdir)))
    begin("")


def begin(edition: str, pages: int | None = None) -> None:
    """Restarts the time for an edition of up to `pages` pages (None: any number); '' stands for reading a brief."""
    seconds = _asked or SECONDS + MORE_SECONDS * max(0, (pages or 0) - ENOUGH_PAGES)
    work = _state.work._replace(edition=edition, step="load", file="")
    _tell(_state._replace(deadline=monotonic() + seconds, seconds=seconds, work=work))


def begin_step(step: Step, file: object = "") -> None:
    """Records which step begins, and which file it reads. Raises `KeyboardInterrupt` if a signal has arrived."""
    raise_signal()
    _tell(_state._replace(work=_state.work._replace(step=step, file=str(file))))


def unfinished_in(folder: Path) -> None:
    """Records a folder that may contain unfinished files. Only the first call counts, with the outermost folder."""
    if not _state.work.folder:
        _tell(_state._replace(work=_state.work._replace(folder=str(folder.absolute()))))


def stop_clock() -> None:
    """Suspends the time limit until it is begun or resumed: whoever reads the output may take their time."""
    _tell(_state._replace(deadline=float("inf")))


def resume_clock() -> None:
    """Restarts the time of the current edition if the limit is suspended."""
    if _state.deadline == float("inf"):
        _tell(_state._replace(deadline=monotonic() + _state.seconds))


def lift_limits() -> None:
    """Lifts the memory limit, for a program that the command starts and leaves running, such as a viewer."""
    if _shared:
        bound_memory(None)


def _tell(state: State) -> None:
    """Records the state of this process, and reports it to the watcher of the command or the teller of a worker."""
    global _state
    _state = state
    if _shared:
        parts = (part[:_LONGEST].replace("\0", "") for part in state.work)  # a name may come from a stranger
        text = "\0".join(parts).encode(errors="surrogateescape")
        start = SLOT_SIZE * _slot
        _shared[start : start + _NUMBERS.size + len(text)] = _NUMBERS.pack(*state[:-1], len(text)) + text
    if _teller:
        _teller(state)


def become_worker(teller: Told, seconds: int | None, megabytes: int | None) -> None:
    """Makes this process a worker of a command, under the same limits; `teller` is called with each new state.

    Only the command ends it, so signals from the terminal are ignored.
    """
    global _asked, _teller, _shared
    _asked, _teller, _shared = seconds, teller, None  # a forked worker must not write into its command's shared memory
    _ignore_signals()
    bound_memory(megabytes or MEGABYTES)
    _tell(_state._replace(megabytes=megabytes or MEGABYTES, optional=True))


def become_fork(slot: int) -> None:
    """Prepares this process, a fork of the command: it records its state in its own slot, and has no time limit yet.

    Only the command ends it, so signals from the terminal are ignored.
    """
    global _slot
    _slot = slot
    _ignore_signals()
    stop_clock()


def _ignore_signals() -> None:
    for number in ENDING:
        signal.signal(number, signal.SIG_IGN)


def begin_watched(shared: mmap.mmap) -> None:
    """Records states in `shared`, the memory that the watcher reads, from now on, and starts the time for reading."""
    global _shared
    _shared = shared
    begin("")


def told(shared: mmap.mmap, slot: int = 0) -> State:
    """The state recorded last in a slot; one without a deadline if nothing was recorded."""
    deadline, seconds, megabytes, received, optional, length = _NUMBERS.unpack_from(shared, SLOT_SIZE * slot)
    start = SLOT_SIZE * slot + _NUMBERS.size
    text = shared[start : start + length].decode(errors="surrogateescape")
    edition, step, *files = f"{text}\0\0\0\0".split("\0")[:5]  # the text may be half written
    work = Work(edition, cast(Step, step), *files)
    return State(deadline or float("inf"), seconds, megabytes, received, optional, work)


def free_slot(slot: int) -> State:
    """Clears the slot of a fork that has ended; returns the state that it recorded last."""
    if not _shared:
        return _state
    state = told(_shared, slot)
    _shared[SLOT_SIZE * slot : SLOT_SIZE * slot + _NUMBERS.size] = bytes(_NUMBERS.size)
    return state


def bound_memory(megabytes: int | None) -> None:
    """Limits the memory of this process, None for no limit. Has no effect on systems other than Linux."""
    if sys.platform == "linux":
        import resource

        _, most = resource.getrlimit(resource.RLIMIT_AS)
        wanted = most if megabytes is None else megabytes << 20
        resource.setrlimit(resource.RLIMIT_AS, (wanted if most < 0 else min(wanted, most), most))


def end_with(held: int) -> None:
    """Lets the system end this process with SIGIO when the other end of a pipe closes, as when its owner is killed."""
    with suppress(OSError):
        fcntl.fcntl(held, fcntl.F_SETOWN, os.getpid())
        fcntl.fcntl(held, fcntl.F_SETFL, os.O_ASYNC | os.O_WRONLY)
