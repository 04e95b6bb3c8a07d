"""Runs calls side by side on several processors: in this process and in forks of it.

A fork begins with everything that this process has in memory. It has the limits of the command and ends with it. It has
no font thread of Pango, so pages are set in a fork only if none were set before it began.
"""

from __future__ import annotations

import os
import sys
import threading
from array import array
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from fcntl import F_SETPIPE_SZ, fcntl
from traceback import format_exc
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar, cast

from brief import process
from brief.findings import BriefError

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

T = TypeVar("T")

DIES_WITH_PARENT, KILLED = 1, 9
"""The request to the system that it kills this process when its parent ends (``PR_SET_PDEATHSIG``, ``SIGKILL``)."""

WAITING = 1 << 20
"""The bytes of results that may wait in a pipe, so that a fork can go on while this process has a call of its own."""


@contextmanager
def side_by_side(calls: Sequence[Callable[[], T]]) -> Iterator[Callable[[int], T]]:
    """Begins all calls but the first, and yields a function that returns the result of a call by its number.

    It raises what the call has raised, and `BriefError` when a limit or a library has ended its fork. Each result is
    asked for once, in order. A call that no fork has begun runs in this process; so all of them do, one by one, when
    there is one processor, when other threads run, or outside Linux, where libraries do not survive a fork.
    """
    count = min(len(calls), _processors(), process.SLOTS)
    shared = _Shared(calls)
    try:
        with suppress(OSError):  # the system may allow no further process
            for slot in range(1, count):
                shared.fork(slot)
        yield shared.result
    finally:
        shared.end()


def _processors() -> int:
    """The processors that forks may use; 1 where this process cannot be forked safely."""
    if sys.platform == "linux" and threading.active_count() == 1:
        with suppress(OSError):  # without /proc, nobody knows the threads of libraries
            return len(os.sched_getaffinity(0)) if len(os.listdir("/proc/self/task")) == 1 else 1
    return 1


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
    """A fork: its process and its slot, and the number of the call that it has begun, -1 for none."""

    process: int
    slot: int
    begun: int = -1


class _Shared(Generic[T]):
    """Calls that this process and its forks share: each takes the next one from a pipe of their numbers."""

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

        hear, tell = Pipe(duplex=False)
        with suppress(OSError):
            fcntl(tell.fileno(), F_SETPIPE_SZ, WAITING)
        parent = os.getpid()
        if child := os.fork():
            tell.close()
            self._forks[hear] = _Fork(child, slot)
            return
        code = 1
        try:
            _end_with(parent)
            process.become_fork(slot)
            while (number := self._next()) is not None:
                tell.send((number, None))
                tell.send((number, _Outcome.of(self._calls[number])))
            code = 0
        except MemoryError:
            code = process.NO_MEMORY
        finally:
            os._exit(code)  # everything else, such as files to write at the end, is left to the command

    def result(self, number: int) -> T:
        """The result of a call."""
        if number == 0:
            return self._calls[0]()
        while number not in self._outcomes:
            if (following := self._next()) is not None:
                self._outcomes[following] = _Outcome.of(self._calls[following])
            elif self._forks:
                self._hear()
            else:  # its fork was killed before it could say that it had begun this call
                return self._calls[number]()
        result, error = self._outcomes.pop(number)
        if error:
            raise error
        return cast(T, result)

    def end(self) -> None:
        """Ends the forks that still run."""
        os.close(self._numbers)
        for connection, fork in self._forks.items():
            os.kill(fork.process, KILLED)
            os.waitpid(fork.process, 0)
            process.take_slot(fork.slot)
            connection.close()

    def _next(self) -> int | None:
        """The number of the next call that nobody has begun; None when there is none."""
        numbers = array("H", os.read(self._numbers, 2))  # the system hands out both bytes of a number together
        return numbers[0] if numbers else None

    def _hear(self) -> None:
        """Waits until a fork has begun or finished a call, or has ended."""
        from multiprocessing.connection import wait

        process.stop_clock()  # the forks have their own limits of time
        for connection in cast("list[Connection]", wait([*self._forks])):
            fork = self._forks[connection]
            try:
                number, outcome = connection.recv()
            except EOFError:
                self._bury(self._forks.pop(connection), connection)
                continue
            fork.begun = number if outcome is None else -1
            if outcome:
                self._outcomes[number] = outcome

    def _bury(self, fork: _Fork, connection: Connection) -> None:
        """Removes a fork that has ended. A call that it had begun has failed, by a limit or by a fault in a library.

        No fork takes its place, since pages may have been set in this process since; this process takes its calls.
        """
        from brief.watcher import reason_ended

        connection.close()
        code = os.waitstatus_to_exitcode(os.waitpid(fork.process, 0)[1])
        state = process.take_slot(fork.slot)
        if fork.begun >= 0:
            reason = reason_ended(state, False, code)
            error = BriefError([reason]) if reason else RuntimeError(f"a fork has ended with {code}")
            self._outcomes[fork.begun] = _Outcome(None, error)


def _end_with(parent: int) -> None:
    """Has the system kill this process when its parent, the command, ends in whatever way."""
    import ctypes

    ctypes.CDLL(None).prctl(DIES_WITH_PARENT, KILLED)
    if os.getppid() != parent:  # it has ended since
        os._exit(1)
