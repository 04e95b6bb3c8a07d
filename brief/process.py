"""The two processes of a command: one works, the other watches it.

`watched` splits the process. The child runs the command, and writes what it works on into memory that both share. The
parent waits. It passes signals on, and it ends the child when its time is over, which also ends a library that never
returns. Then it says so in a finding, and removes what the child has left.

A signal raises `KeyboardInterrupt` in the child. Python drops an exception in a finalizer or a callback, such as those
of the import system, so each signal is also remembered, and `obey` raises again.
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
"""The time for reading a brief, and again for each edition."""

MORE_SECONDS, ENOUGH_PAGES = 3, 20
"""The seconds by which each page raises that time for an edition that may have more than so many pages."""

MEGABYTES = 2048
"""The memory that the child may have, on Linux."""

NO_MEMORY = 71
"""The exit code of a child in which Python had no memory left (``EX_OSERR`` of sysexits.h)."""

FATAL = (signal.SIGTRAP, signal.SIGABRT, signal.SIGKILL)
"""What ends a process whose libraries, or whose system, have no memory left."""

GRACE = 2.0
"""Seconds that the child has for cleaning up after a signal before it is killed."""

ECHO = 0.05
"""Seconds within which the child notes a signal that a terminal has sent to both processes."""

PULSE = 0.5
"""Seconds after which the parent reads anew what the child has told."""

ENDING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
"""The signals that end a command."""

Stage = Literal["load", "parse", "check", "compose", "typeset", "write", "publish"]
"""What is done with a brief or an edition."""

Killed = Callable[["Sequence[Finding]", str], None]
"""Takes the reason why the child was ended and a folder with unfinished files; both may be empty."""


class Work(NamedTuple):
    """What the child works on: an edition, its stage, and the file that the stage reads; all may be empty.

    `folder` may hold unfinished files, and `temporary` has the temporary files of the command.
    """

    edition: str = ""
    stage: Stage = "load"
    file: str = ""
    folder: str = ""
    temporary: str = ""


class State(NamedTuple):
    """What the parent has to know of the child.

    Its time is over at `deadline` (seconds of `monotonic`), after `seconds`; it may have so many `megabytes`. `signal`
    is the first that it received, or 0. `optional` says whether the command has options for these limits.
    """

    deadline: float
    seconds: float
    megabytes: int = MEGABYTES
    signal: int = 0
    optional: bool = False
    work: Work = Work()


_NUMBERS = struct.Struct("ddqi?H")
"""The numbers of a `State` in the shared memory, and the length of the text behind them."""

_LONGEST = 900
"""The most characters of a name in the shared memory."""

Told = Callable[[State], None]
"""Takes the state of a process that another one watches."""

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


def obey() -> None:
    """Raises `KeyboardInterrupt` if a signal has arrived: its first exception may have been dropped."""
    if _state.signal:
        raise KeyboardInterrupt


def exit_code(otherwise: int) -> int:
    """The exit code of the command: 128 plus the number of a signal, as in shells, else `otherwise`."""
    return 128 + _state.signal if _state.signal else otherwise


def limit(seconds: int | None, megabytes: int | None) -> None:
    """Sets the limits that the user asked for, None for a default, and starts the time anew.

    Temporary files get a folder, which goes with the command.
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
    """Starts the time anew, for an edition that may have so many pages."""
    seconds = _asked or SECONDS + MORE_SECONDS * max(0, (pages or 0) - ENOUGH_PAGES)
    work = _state.work._replace(edition=edition, stage="load", file="")
    _tell(_state._replace(deadline=monotonic() + seconds, seconds=seconds, work=work))


def at(stage: Stage, file: object = "") -> None:
    """Says which stage begins, and which file it reads. Raises `KeyboardInterrupt` if a signal has arrived."""
    obey()
    _tell(_state._replace(work=_state.work._replace(stage=stage, file=str(file))))


def unfinished_in(folder: Path) -> None:
    """Says where unfinished files may lie; of a folder in a folder, the outer one counts, which comes first."""
    if not _state.work.folder:
        _tell(_state._replace(work=_state.work._replace(folder=str(folder.absolute()))))


def rest() -> None:
    """Stops the time until an edition begins: whoever reads the results may take theirs."""
    _tell(_state._replace(deadline=float("inf")))


def let_go() -> None:
    """Lifts the limit of memory, for a program that is started and stays, such as a viewer."""
    if _shared:
        _bound_memory(None)


def _tell(state: State) -> None:
    """Notes the state of the command, and lets the parent know."""
    global _state
    _state = state
    if _shared:
        text = "\0".join(part[:_LONGEST] for part in state.work).encode(errors="surrogateescape")
        _shared[: _NUMBERS.size + len(text)] = _NUMBERS.pack(*state[:-1], len(text)) + text
    if _teller:
        _teller(state)


def become_worker(teller: Told, seconds: int | None, megabytes: int | None) -> None:
    """Makes this process a worker of a command: it has the limits of that command, and tells each of its states.

    Only the command ends it, so signals from the terminal are ignored.
    """
    global _asked, _teller, _shared
    _asked, _teller, _shared = seconds, teller, None  # what a command shares with its parent is not for forked workers
    for number in ENDING:
        signal.signal(number, signal.SIG_IGN)
    _bound_memory(megabytes or MEGABYTES)
    _tell(_state._replace(megabytes=megabytes or MEGABYTES, optional=True))


def _told(shared: mmap.mmap) -> State:
    """The state that the child has told last."""
    deadline, seconds, megabytes, received, optional, length = _NUMBERS.unpack_from(shared)
    text = shared[_NUMBERS.size : _NUMBERS.size + length].decode(errors="surrogateescape")
    edition, stage, *files = f"{text}\0\0\0\0".split("\0")[:5]  # it may be half written
    return State(deadline, seconds, megabytes, received, optional, Work(edition, cast(Stage, stage), *files))


def _bound_memory(megabytes: int | None) -> None:
    """Bounds the memory of this process; None for no limit. Systems other than Linux keep to none."""
    if sys.platform == "linux":
        import resource

        _, most = resource.getrlimit(resource.RLIMIT_AS)
        wanted = most if megabytes is None else megabytes << 20
        resource.setrlimit(resource.RLIMIT_AS, (wanted if most < 0 else min(wanted, most), most))


def watched(killed: Killed) -> None:
    """Splits the process: the call returns in the child alone, and the parent ends with the child's exit code.

    When the child did not end by itself, the parent calls `killed` first.
    """
    global _shared
    shared = _shared = mmap.mmap(-1, mmap.PAGESIZE * 4)
    begin("")
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)  # whoever started this may have it ignored, and children forgotten
    end, held = map(_above_streams, os.pipe())  # the child holds one end, which closes when it ends, however it does
    if child := os.fork():
        os.close(held)
        _watch(child, end, shared, killed)
    os.close(end)
    end_with(held)
    _bound_memory(MEGABYTES)


def _above_streams(descriptor: int) -> int:
    """The same descriptor under a number that is not that of a stream, of which some may be closed."""
    moved = fcntl.fcntl(descriptor, fcntl.F_DUPFD_CLOEXEC, 3)
    os.close(descriptor)
    return moved


def end_with(held: int) -> None:
    """Lets the system end this process with SIGIO when the other end of a pipe closes, as when its owner is killed."""
    with suppress(OSError):
        fcntl.fcntl(held, fcntl.F_SETOWN, os.getpid())
        fcntl.fcntl(held, fcntl.F_SETFL, os.O_ASYNC | os.O_WRONLY)


def _watch(child: int, end: int, shared: mmap.mmap, killed: Killed) -> NoReturn:
    """Waits for the child, and ends with its exit code; with a finding when the child did not end by itself."""
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
    if code and (reason := why(state, late, code)):
        killed([] if signals else [reason], state.work.folder)
        code = 1
    os._exit(128 + signals[0] if signals and code else code)


def _has_ended(end: int, seconds: float) -> bool:
    """Whether the child ends within some seconds, of which no more than `PULSE` are waited for."""
    return bool(select.select([end], [], [], min(max(seconds, 0), PULSE))[0])


def _stop(child: int, end: int, number: int) -> None:
    """Sends a signal to the child, 0 for none, and kills it when that does not end it."""
    os.kill(child, number)
    given_up = monotonic() + GRACE
    while not _has_ended(end, GRACE):
        if monotonic() > given_up:
            os.kill(child, signal.SIGKILL)


def _remove_temporary(folder: str) -> None:
    """Removes a folder, in which there is mostly nothing."""
    try:
        os.rmdir(folder)
    except OSError:
        import shutil

        shutil.rmtree(folder, ignore_errors=True)


def why(state: State, late: bool, code: int) -> Finding | None:
    """Why a process was ended: its time was over, or by its exit code; None when it ended by itself."""
    if not late and code >= 0 and code != NO_MEMORY:
        return None
    from brief.findings import Place
    from brief.findings import command as rules

    place = Place(Path(state.work.file)) if state.work.file else None
    doing = rules.doing(state.work.stage, state.work.edition)
    if late:
        more = rules.MORE_TIME.format(seconds=2 * round(state.seconds)) if state.optional else ""
        return rules.TIME_LIMIT.at(place, seconds=round(state.seconds), doing=doing, more=more)
    if code == NO_MEMORY or -code in FATAL:
        more = rules.MORE_MEMORY.format(megabytes=2 * state.megabytes) if state.optional else ""
        return rules.MEMORY_LIMIT.at(place, megabytes=state.megabytes, doing=doing, more=more)
    name = next((one.name for one in signal.Signals if one == -code), f"signal {-code}")
    return rules.LIBRARY_CRASHED.at(place, signal=name, doing=doing)
