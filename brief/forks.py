"""Runs calls side by side on several processors: in this process and in forks of it.

A fork has the memory and the limits of the command, and ends with it. Threads do not survive a fork, and Pango starts
one when the first page is set. So forks begin before that.
"""

from __future__ import annotations

import os
import signal
import sys
from array import array
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from traceback import format_exc
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar, cast

from brief import process
from brief.findings import BriefError
from brief.watcher import reason_ended

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

T = TypeVar("T")

PR_SET_PDEATHSIG = 1
"""The request to Linux to send this process a signal when its parent ends."""

WAITING = 1 << 20
"""The capacity of a pipe in bytes: a fork can leave results there, and go on while this process runs a call itself."""


@contextmanager
def side_by_side(calls: Sequence[Callable[[], T]]) -> Iterator[Callable[[int], T]]:
    """Yields a function that returns the result of a call by its number, while forks already run the others.

    It raises what the call has raised, and `BriefError` when its fork ran out of memory or crashed. Ask for each result
    once, in order. A call that no fork has begun runs in this process; so all of them do, one by one, on one processor,
    or where this process cannot be forked safely.
    """
    shared = _Shared(calls)
    try:
        with suppress(OSError):  # the system may allow no further process
            for slot in range(1, min(len(calls), processors(), process.SLOTS) if _can_fork() else 1):
                shared.fork(slot)
        yield shared.result
    finally:
        shared.end()


def processors() -> int:
    """How many processors this process may use: those it is bound to, within the quota of its container."""
    bound = len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1
    try:
        quota, period = map(int, Path("/sys/fs/cgroup/cpu.max").read_text(encoding="ascii").split())
    except (OSError, ValueError):  # there are no control groups, or the quota is "max"
        return bound
    return max(1, min(bound, quota // period))


def _can_fork() -> bool:
    """Whether libraries survive a fork of this process: on Linux, and only if it has no other threads."""
    try:
        return sys.platform == "linux" and len(os.listdir("/proc/self/task")) == 1
    except OSError:
        return False


class _Outcome(NamedTuple, Generic[T]):
    """What a call has returned or raised."""

    result: T | None
    error: Exception | None = None

    @classmethod
    def of(cls, call: Callable[[], T]) -> _Outcome[T]:
        """The outcome of a call. Running out of memory ends the process instead."""
        try:
            return cls(call())
        except MemoryError:
            raise
        except Exception as error:
            if not isinstance(error, BriefError):
                error.add_note(format_exc())  # another process would not show where it was raised
            return cls(None, error)


@dataclass
class _Fork:
    """A fork: its process ID, its slot, and the number of the call that it runs (-1 for none)."""

    pid: int
    slot: int
    begun: int = -1


class _Shared(Generic[T]):
    """Calls that this process and its forks share: each takes the number of the next call from a pipe."""

    def __init__(self, calls: Sequence[Callable[[], T]]) -> None:
        self._calls = calls
        self._outcomes: dict[int, _Outcome[T]] = {}
        self._forks: dict[Connection, _Fork] = {}
        self._numbers, write = os.pipe()
        os.write(write, array("H", range(1, len(calls))).tobytes())
        os.close(write)

    def fork(self, slot: int) -> None:
        """Starts a fork that takes calls until none is left. Raises `OSError` when the system allows none."""
        from multiprocessing.connection import Pipe

        receive, send = Pipe(duplex=False)
        _enlarge(send)
        parent = os.getpid()
        signal.pthread_sigmask(signal.SIG_BLOCK, process.ENDING)  # until both processes know what they are
        try:
            if child := os.fork():
                self._forks[receive] = _Fork(child, slot)
            else:
                self._work(slot, parent, send)
        finally:
            signal.pthread_sigmask(signal.SIG_UNBLOCK, process.ENDING)
        send.close()

    def _work(self, slot: int, parent: int, send: Connection) -> None:
        """Runs calls until none is left, then ends this fork without the cleanup at the end of a command."""
        code = 1
        try:
            _die_with(parent)
            process.become_fork(slot)
            while (number := self._next()) is not None:
                send.send((number, None))
                outcome = _Outcome.of(self._calls[number])
                process.stop_clock()  # it may have to wait until the result is received
                try:
                    send.send((number, outcome))
                except Exception:  # it cannot be sent as it is
                    send.send((number, _Outcome(None, RuntimeError(format_exc()))))
            code = 0
        except MemoryError:
            code = process.NO_MEMORY
        finally:
            os._exit(code)

    def result(self, number: int) -> T:
        """The result of a call."""
        if number == 0:
            return self._calls[0]()
        while number not in self._outcomes:
            if self._receive(wait=False):
                continue
            if (following := self._next()) is not None:
                self._outcomes[following] = _Outcome.of(self._calls[following])
            elif self._forks:
                process.stop_clock()  # the forks have their own limits of time
                self._receive(wait=True)
            else:  # its fork was killed before it could say that it had begun this call
                return self._calls[number]()
        process.resume_clock()
        result, error = self._outcomes.pop(number)
        if error:
            raise error
        return cast(T, result)

    def end(self) -> None:
        """Ends the forks that still run."""
        os.close(self._numbers)
        for connection, fork in self._forks.items():
            os.kill(fork.pid, signal.SIGKILL)
            os.waitpid(fork.pid, 0)
            process.free_slot(fork.slot)
            connection.close()

    def _next(self) -> int | None:
        """The number of the next call that nobody has begun; None when there is none."""
        numbers = array("H", os.read(self._numbers, 2))  # the system hands out both bytes of a number together
        return numbers[0] if numbers else None

    def _receive(self, *, wait: bool) -> bool:
        """Receives what forks have sent, and removes those that have ended. Returns whether there was anything."""
        from multiprocessing.connection import wait as ready

        found = cast("list[Connection]", ready([*self._forks], None if wait else 0)) if self._forks else []
        for connection in found:
            fork = self._forks[connection]
            try:
                number, outcome = connection.recv()
            except (EOFError, OSError):  # it has ended, perhaps within a message
                self._remove(self._forks.pop(connection), connection)
                continue
            fork.begun = number if outcome is None else -1
            if outcome:
                self._outcomes[number] = outcome
        return bool(found)

    def _remove(self, fork: _Fork, connection: Connection) -> None:
        """Removes a fork that has ended. The call that it was running has failed: it ran out of memory, or crashed.

        It is not replaced: this process may have set pages meanwhile, and can no longer be forked.
        """
        connection.close()
        code = os.waitstatus_to_exitcode(os.waitpid(fork.pid, 0)[1])
        state = process.free_slot(fork.slot)
        if fork.begun >= 0:
            reason = reason_ended(state, False, code)
            error = BriefError([reason]) if reason else RuntimeError(f"a fork has ended with {code}")
            self._outcomes[fork.begun] = _Outcome(None, error)


def _enlarge(pipe: Connection) -> None:
    """Lets a pipe hold `WAITING` bytes, if the system allows it."""
    from fcntl import F_SETPIPE_SZ, fcntl  # the former is in Python on Linux only

    with suppress(OSError):
        fcntl(pipe.fileno(), F_SETPIPE_SZ, WAITING)


def _die_with(parent: int) -> None:
    """Asks the system to kill this process as soon as the command, its parent, ends."""
    import ctypes

    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:  # it has ended since
        os._exit(1)
