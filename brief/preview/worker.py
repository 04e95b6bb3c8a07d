"""The worker: the process that builds, with its next order and the end of its time."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from threading import Thread
from time import monotonic

from brief.preview.builder import Answer, Order
from brief.preview.child import Child
from brief.process import SECONDS, State

ENDING = 1.0
"""Seconds to wait for a worker that has closed its pipe to end."""


class Worker:
    """A worker for the brief at `where`, with the limits that the user asked for.

    `hear` is called with the worker and each answer, in a thread of its own; the answer is None when the worker has
    ended. Raises `OSError` when the worker cannot be started.
    """

    def __init__(
        self,
        where: Path,
        seconds: int | None,
        megabytes: int | None,
        hear: Callable[[Worker, Answer | None], None],
    ) -> None:
        limits = (str(seconds or 0), str(megabytes or 0), tempfile.gettempdir())
        self._child = Child("builder", str(where), *limits)
        self._pipe = self._child.pipe
        self._seconds = seconds or SECONDS
        self._next: tuple[int, Order] | None = None
        self._sent = self._number = 0
        self._is_busy = False
        self._deadline = 0.0
        self.state = State(0, self._seconds)
        Thread(target=self._hear, args=(hear,), name="hearing", daemon=True).start()

    @property
    def is_late(self) -> bool:
        """Whether its time is over."""
        return self._is_busy and monotonic() > self._deadline

    @property
    def has_not_begun(self) -> bool:
        """Whether its last order waits because it is still busy with an older one.

        An order sent to a worker that has never answered counts as begun: the worker may be unable to start.
        """
        return self._next is not None or 0 < self._number < self._sent

    def order(self, number: int, order: Order) -> None:
        """Orders a build; a build under way is dropped at its next step. Of waiting orders, only the last is kept."""
        if not self._is_busy:
            self._is_busy, self._deadline = True, monotonic() + self._seconds
        self._next = number, order
        self._send()

    def note(self, answer: Answer) -> None:
        """Takes note of an answer, and sends the order that waits."""
        self._number = answer.number
        if isinstance(answer.said, State):
            self.state, self._deadline = answer.said, answer.said.deadline
        self._is_busy = self.has_not_begun or not answer.is_last
        self._send()

    def end(self) -> int:
        """Ends the worker; returns its exit code. One that has closed its pipe is already ending, and is waited for."""
        return self._child.end(ENDING if self._pipe.closed else 0)

    def _send(self) -> None:
        """Sends the next order, unless one is not answered yet: a stuck worker reads none, and the pipe would fill."""
        if self._next and self._sent == self._number:
            (self._sent, _), waiting, self._next = self._next, self._next, None
            with suppress(OSError):  # it has ended, which `_hear` notices
                self._pipe.send(waiting)

    def _hear(self, hear: Callable[[Worker, Answer | None], None]) -> None:
        with suppress(EOFError, OSError):
            while True:
                hear(self, self._pipe.recv())
        self._pipe.close()
        hear(self, None)
