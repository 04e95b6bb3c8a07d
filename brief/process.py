"""The two processes of a command: one works, the other watches it.

`watched` forks the process. The child runs the command, and records what it works on in memory that both share. The
parent waits. It passes signals on, and it ends the child when its time is over, even inside a library that never
returns. Then it reports a finding, and removes unfinished and temporary files of the child.

A signal raises `KeyboardInterrupt` in the child. Python drops an exception raised in a finalizer or a callback, such as
those of the import system, so each signal is also remembered, and `raise_signal` raises the exception again.
"""

from __future__ import annotations

import fcntl
import mmap
import os
import select
import signal
import struct
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from time import monotonic
from types import FrameType
from typing import TYPE_CHECKING, Literal, NamedTuple, NoReturn, cast

if TYPE_CHECKING:
    from brief.findings import Finding

SECONDS = 60
"""The time limit, in seconds, for reading a brief, and again for each edition."""

MORE_SECONDS, ENOUGH_PAGES = 3, 20
"""The seconds added to that limit for each page above `ENOUGH_PAGES` that an edition may have."""

MEGABYTES = 2048
"""The memory limit of the child, on Linux only."""

NO_MEMORY = 71
"""The exit code of a child in which Python ran out of memory (``EX_OSERR`` of sysexits.h)."""

FATAL = (signal.SIGTRAP, signal.SIGABRT, signal.SIGKILL)
"""The signals that end a process when one of its libraries, or the system, runs out of memory."""

GRACE = 2.0
"""Seconds that the child has for cleaning up after a signal before it is killed."""

ECHO = 0.05
"""Seconds within which the child notes a signal that a terminal has sent to both processes."""

PULSE = 0.5
"""Seconds after which the parent reads the state of the child again."""

ENDING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
"""The signals that end a command."""

Step = Literal["load", "parse", "check", "compose", "typeset", "write", "publish"]
"""A step of the work on a brief or an edition."""

Killed = Callable[["Sequence[Finding]", str], None]
"""Takes the finding on why the child was ended, and a folder with unfinished files; both may be empty."""


class Work(NamedTuple):
    """What the child works on: an edition, the step, and the file that the step reads; all names may be empty.

    `folder` may contain unfinished files, `temporary` contains the temporary files of the command.
    """

    edition: str = ""
    step: Step = "load"
    file: str = ""
    folder: str = ""
    temporary: str = ""


class State(NamedTuple):
    """The state of the child, as far as the parent needs it.

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

_LONGEST = 900
"""The most characters of a name in the shared memory."""

Told = Callable[[State], None]
"""Takes the state of a worker, to pass it to the process that watches it."""

_state = State(float("inf"), SECONDS)
_shared: mmap.mmap | None = None
_asked: int | None = None
_teller: Told | None = None


def heed() -> None:
    """Makes SIGINT, SIGTERM and SIGHUP raise `KeyboardInterrupt`."""
    _handle(_receive)
    report = sys.unraisablehook
    sys.unraisablehook = lambda lost: None if lost.exc_type is KeyboardInterrupt else report(lost)


def _handle(handler: Callable[[int, FrameType | None], None]) -> None:
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

        _bound_memory(_state.megabytes)
        with suppress(OSError):
            tempfile.tempdir = tempfile.mkdtemp(prefix="brief-")
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
    """Suspends the time limit until `begin` is called: whoever reads the output may take their time."""
    _tell(_state._replace(deadline=float("inf")))


def lift_limits() -> None:
    """Lifts the memory limit, for a program that the command starts and leaves running, such as a viewer."""
    if _shared:
        _bound_memory(None)


def _tell(state: State) -> None:
    """Records the state of the command, and reports it to the parent or the teller of a worker."""
    global _state
    _state = state
    if _shared:
        text = "\0".join(part[:_LONGEST] for part in state.work).encode(errors="surrogateescape")
        _shared[: _NUMBERS.size + len(text)] = _NUMBERS.pack(*state[:-1], len(text)) + text
    if _teller:
        _teller(state)


def become_worker(teller: Told, seconds: int | None, megabytes: int | None) -> None:
    """Makes this process a worker of a command, under the same limits; `teller` is called with each new state.

    Only the command ends it, so signals from the terminal are ignored.
    """
    global _asked, _teller, _shared
    _asked, _teller, _shared = seconds, teller, None  # a forked worker must not write into its command's shared memory
    for number in ENDING:
        signal.signal(number, signal.SIG_IGN)
    _bound_memory(megabytes or MEGABYTES)
    _tell(_state._replace(megabytes=megabytes or MEGABYTES, optional=True))


def _told(shared: mmap.mmap) -> State:
    """The state that the child recorded last."""
    deadline, seconds, megabytes, received, optional, length = _NUMBERS.unpack_from(shared)
    text = shared[_NUMBERS.size : _NUMBERS.size + length].decode(errors="surrogateescape")
    edition, step, *files = f"{text}\0\0\0\0".split("\0")[:5]  # the text may be half written
    return State(deadline, seconds, megabytes, received, optional, Work(edition, cast(Step, step), *files))


def _bound_memory(megabytes: int | None) -> None:
    """Limits the memory of this process, None for no limit. Has no effect on systems other than Linux."""
    if sys.platform == "linux":
        import resource

        _, most = resource.getrlimit(resource.RLIMIT_AS)
        wanted = most if megabytes is None else megabytes << 20
        resource.setrlimit(resource.RLIMIT_AS, (wanted if most < 0 else min(wanted, most), most))


def watched(killed: Killed) -> None:
    """Forks the process: the call returns only in the child, and the parent exits with the child's exit code.

    If a limit or a signal has ended the child, the parent calls `killed` first.
    """
    global _shared
    shared = _shared = mmap.mmap(-1, mmap.PAGESIZE * 4)
    begin("")
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)  # if it is inherited as ignored, the child's exit code is lost
    end, held = map(_above_streams, os.pipe())  # the child's end closes when the child ends, in whatever way
    if child := os.fork():
        os.close(held)
        _watch(child, end, shared, killed)
    os.close(end)
    end_with(held)
    _bound_memory(MEGABYTES)


def _above_streams(descriptor: int) -> int:
    """The new number of a descriptor, moved above those of the standard streams, some of which may be closed."""
    moved = fcntl.fcntl(descriptor, fcntl.F_DUPFD_CLOEXEC, 3)
    os.close(descriptor)
    return moved


def end_with(held: int) -> None:
    """Lets the system end this process with SIGIO when the other end of a pipe closes, as when its owner is killed."""
    with suppress(OSError):
        fcntl.fcntl(held, fcntl.F_SETOWN, os.getpid())
        fcntl.fcntl(held, fcntl.F_SETFL, os.O_ASYNC | os.O_WRONLY)


def _watch(child: int, end: int, shared: mmap.mmap, killed: Killed) -> NoReturn:
    """Waits for the child, and exits with its exit code; calls `killed` first if the child did not end by itself."""
    signals: list[int] = []

    def pass_on(number: int, _: FrameType | None) -> None:
        signals.append(number)
        _stop(child, end, 0 if _has_ended(end, ECHO) or _told(shared).signal else number)

    _handle(pass_on)
    late = False
    while not _has_ended(end, _told(shared).deadline - monotonic()):
        if _told(shared).deadline <= monotonic():
            late = True
            _stop(child, end, signal.SIGTERM)
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    state = _told(shared)
    if state.work.temporary:
        _remove_temporary(state.work.temporary)
    if code and (reason := reason_ended(state, late, code)):
        killed([] if signals else [reason], state.work.folder)
        code = 1
    os._exit(128 + signals[0] if signals and code else code)


def _has_ended(end: int, seconds: float) -> bool:
    """Whether the child ends within `seconds`, or within `PULSE` if that is less."""
    return bool(select.select([end], [], [], min(max(seconds, 0), PULSE))[0])


def _stop(child: int, end: int, number: int) -> None:
    """Sends a signal to the child, 0 for none, and kills it unless it ends within `GRACE`."""
    os.kill(child, number)
    given_up = monotonic() + GRACE
    while not _has_ended(end, GRACE):
        if monotonic() > given_up:
            os.kill(child, signal.SIGKILL)


def _remove_temporary(folder: str) -> None:
    """Removes a folder of temporary files, which is usually empty."""
    try:
        os.rmdir(folder)
    except OSError:
        import shutil

        shutil.rmtree(folder, ignore_errors=True)


def reason_ended(state: State, late: bool, code: int) -> Finding | None:
    """The finding on why a process was ended: by `late`, when its time was over, or its exit code; None otherwise."""
    if not late and code >= 0 and code != NO_MEMORY:
        return None
    from brief.findings import Place
    from brief.findings import command as rules

    place = Place(Path(state.work.file)) if state.work.file else None
    doing = rules.doing(state.work.step, state.work.edition)
    if late:
        more = rules.MORE_TIME.format(seconds=2 * round(state.seconds)) if state.optional else ""
        return rules.TIME_LIMIT.at(place, seconds=round(state.seconds), doing=doing, more=more)
    if code == NO_MEMORY or -code in FATAL:
        more = rules.MORE_MEMORY.format(megabytes=2 * state.megabytes) if state.optional else ""
        return rules.MEMORY_LIMIT.at(place, megabytes=state.megabytes, doing=doing, more=more)
    name = next((one.name for one in signal.Signals if one == -code), f"signal {-code}")
    return rules.LIBRARY_CRASHED.at(place, signal=name, doing=doing)
