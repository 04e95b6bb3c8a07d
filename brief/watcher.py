"""The process that watches a command.

`watched` forks the process. The child runs the command, and records what it works on in memory that both share. The
parent waits. It passes signals on, and it ends the child when the time of the child, or of a fork of the child, is
over, even inside a library that never returns. Then it reports a finding, and removes unfinished and temporary files.
"""

from __future__ import annotations

import fcntl
import mmap
import os
import select
import signal
from collections.abc import Callable, Sequence
from pathlib import Path
from time import monotonic
from types import FrameType
from typing import TYPE_CHECKING, NoReturn

from brief.process import (
    MEGABYTES,
    NO_MEMORY,
    SLOT_SIZE,
    SLOTS,
    TEMPORARY,
    State,
    begin_watched,
    bound_memory,
    end_with,
    handle,
    told,
)

if TYPE_CHECKING:
    from brief.findings import Finding

FATAL = (signal.SIGTRAP, signal.SIGABRT, signal.SIGKILL)
"""The signals that end a process when one of its libraries, or the system, runs out of memory."""

GRACE = 2.0
"""Seconds that the child has for cleaning up after a signal before it is killed."""

ECHO = 0.05
"""Seconds within which the child notes a signal that a terminal has sent to both processes."""

PULSE = 0.5
"""Seconds after which the parent reads the state of the child again."""

Killed = Callable[["Sequence[Finding]", str], None]
"""Takes the finding on why the child was ended, and a folder with unfinished files; both may be empty."""


def watched(killed: Killed) -> None:
    """Forks the process: the call returns only in the child, and the parent exits with the child's exit code.

    If a limit or a signal has ended the child, or the system allows no child, the parent calls `killed` first.
    """
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)  # if it is inherited as ignored, the child's exit code is lost
    try:
        begin_watched(shared := mmap.mmap(-1, SLOTS * SLOT_SIZE))
        end, held = map(_above_streams, os.pipe())  # `held` closes when the child and its forks end, in whatever way
        child = os.fork()
    except OSError as problem:
        from brief.findings import command as rules

        killed([rules.NO_PROCESS.at(reason=problem.strerror)], "")
        os._exit(1)
    if child:
        os.close(held)
        _watch(child, end, shared, killed)
    os.close(end)
    end_with(held)
    bound_memory(MEGABYTES)


def _above_streams(descriptor: int) -> int:
    """The new number of a descriptor, moved above those of the standard streams, some of which may be closed."""
    moved = fcntl.fcntl(descriptor, fcntl.F_DUPFD_CLOEXEC, 3)
    os.close(descriptor)
    return moved


def _watch(child: int, end: int, shared: mmap.mmap, killed: Killed) -> NoReturn:
    """Waits for the child, and exits with its exit code; calls `killed` first if the child did not end by itself."""
    signals: list[int] = []

    def pass_on(number: int, _: FrameType | None) -> None:
        signals.append(number)
        _stop(child, end, 0 if _has_ended(end, ECHO) or told(shared).signal else number)

    handle(pass_on)
    late: State | None = None
    while not _has_ended(end, _first_to_end(shared).deadline - monotonic()):
        if (first := _first_to_end(shared)).deadline <= monotonic():  # read again, as it may be another by now
            late = first
            _stop(child, end, signal.SIGTERM)
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    state = told(shared)
    if state.work.temporary:
        _remove_temporary(state.work.temporary)
    if code and (reason := reason_ended(late or state, bool(late), code)):
        killed([] if signals else [reason], state.work.folder)
        code = 1
    os._exit(128 + signals[0] if signals and code else code)


def _first_to_end(shared: mmap.mmap) -> State:
    """The state of the process, the command or a fork of it, whose time ends first."""
    return min((told(shared, slot) for slot in range(SLOTS)), key=lambda state: state.deadline)


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
    """Removes a folder of temporary files, which is usually empty.

    One with files is only removed from where such folders are made, whatever the child has recorded.
    """
    parent, name = os.path.split(folder)
    if not name.startswith(TEMPORARY) or os.path.islink(folder):
        return
    try:
        os.rmdir(folder)
    except OSError:
        import shutil
        import tempfile

        if parent == tempfile.gettempdir():
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
