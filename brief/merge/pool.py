"""Makes the copies of a merge in several processes, and replaces a process that dies."""

from __future__ import annotations

import gc
import os
import signal
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Executor, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import closing, contextmanager, suppress
from multiprocessing import get_context
from multiprocessing.context import BaseContext
from pathlib import Path
from threading import Thread
from time import monotonic
from typing import Protocol

from brief import process
from brief.findings import Place
from brief.findings import merge as rules
from brief.forks import processors
from brief.merge.making import Made, make
from brief.merge.preparing import Asked, engine, ready, sample
from brief.merge.sheets import Part, make_part

AHEAD = 2
"""The copies under way for each process: enough that none is idle, and few to make again when one dies."""


MOST_KEPT = 20
"""The number of copies after which a process collects garbage."""


class Pool(Protocol):
    """A source of executors: the most copies at a time, and the limits of a copy in seconds and megabytes.

    An exception of the types `gives_up` means that a copy was tried several times, and that its process died each time.
    """

    most: int
    seconds: int
    megabytes: int
    gives_up: tuple[type[Exception], ...]

    def __call__(self, jobs: int) -> Executor:
        """An executor that makes `jobs` copies at a time."""

    def close(self) -> None:
        """Ends the processes that still run."""


def start_method() -> str:
    """How processes start: with ``fork`` on Linux, so that they inherit what is ready; with ``spawn`` elsewhere."""
    return "fork" if os.uname().sysname == "Linux" else "spawn"


class Processes:
    """The `Pool` of this machine: processes that have the limits of the command, and end when it does."""

    def __init__(self, seconds: int | None, megabytes: int | None, method: str = "") -> None:
        self.most = processors()
        self.gives_up: tuple[type[Exception], ...] = ()
        self.seconds = seconds or process.SECONDS
        self.megabytes = megabytes or process.MEGABYTES
        self._context: BaseContext = get_context(method or start_method())
        self._end, self._held = os.pipe()  # each process ends when the second end closes, which only the command has

    def __call__(self, jobs: int) -> Executor:
        """An executor with `jobs` processes."""
        forked = self._context.get_start_method() == "fork"
        ends = (self._end, self._held) if forked else ()
        limits = (self.seconds, self.megabytes)
        return ProcessPoolExecutor(jobs, self._context, initializer=_begin, initargs=(ends, limits))

    def close(self) -> None:
        """Ends the processes that still run."""
        os.close(self._end)
        os.close(self._held)


def _begin(ends: Sequence[int], limits: tuple[int, int]) -> None:
    """Prepares a new process: it ends with the command, and has limits of time and memory."""
    seconds, megabytes = limits
    if ends:
        end, held = ends
        os.close(held)
        Thread(target=_end_with, args=(end,), daemon=True).start()
    process.become_worker(lambda _: None, seconds, megabytes)
    gc.disable()  # while pages are set it would take two fifths of the time
    global _seconds
    _seconds = seconds


_seconds = _since = 0


def _end_with(end: int) -> None:
    """Ends this process when the other end of a pipe closes, as when the command is killed."""
    os.read(end, 1)
    os._exit(1)


def run_one(order: Asked, row: int, folder: Path | None) -> Made:
    """Makes a copy within its limit of time: the system ends a process that takes longer."""
    os.chdir(order.home)
    ready(order)
    engine(order)  # what a process needs once is no part of a copy's time
    with _bounded(_seconds):
        made = make(order, row, folder)
    _tidy()
    return made


def _tidy() -> None:
    """Collects the garbage of several copies at once. Objects left after the first copy are not searched again."""
    global _since
    if _since % MOST_KEPT == 0:
        gc.collect()
    if _since == 0:
        gc.freeze()
    _since += 1


@contextmanager
def _bounded(seconds: int) -> Iterator[None]:
    if not seconds:  # no limit was set here, as in a cluster
        yield
        return
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


def run(pool: Pool, jobs: int, order: Asked, rows: Sequence[int], folder: Path | None) -> Iterator[Made]:
    """Makes the copies of these rows; yields each as it is done.

    When a process dies, the copies under way are made once more, each in a process of its own. A copy whose process
    dies again is reported.
    """
    left = [*rows]
    while left:
        begun: list[int] = []
        try:
            yield from _together(pool, jobs, order, left, folder, begun)
        except BrokenProcessPool:
            for row in begun:
                yield _alone(pool, order, row, folder)


def _together(
    pool: Pool, jobs: int, order: Asked, left: list[int], folder: Path | None, begun: list[int]
) -> Iterator[Made]:
    """Makes copies until no row is `left`; the rows of copies under way are in `begun`."""
    running: dict[Future[Made], int] = {}
    with _ended(pool(jobs), running) as executor:
        while left or running:
            while left and len(running) < AHEAD * jobs:
                row = left.pop(0)
                begun.append(row)
                running[executor.submit(run_one, order, row, folder)] = row
            done, _ = wait(running, return_when=FIRST_COMPLETED)
            for future in sorted(done, key=running.__getitem__):
                row = running.pop(future)
                try:
                    made = future.result()
                except pool.gives_up:
                    made = _dead(pool, order, row)
                begun.remove(row)
                yield made


def make_parts(pool: Pool, jobs: int, order: Asked, parts: Sequence[Part], folder: Path) -> Iterator[tuple[str, bytes]]:
    """Makes the parts of the route and of the proof sheet, `jobs` at a time; yields their names and bytes in order.

    When a process dies, the parts that are left are made one by one, each in a process of its own. Raises `BriefError`
    for a part whose process dies again.
    """
    left, running = [*parts], deque[Future[tuple[str, bytes]]]()
    gives_up: tuple[type[Exception], ...] = (BrokenProcessPool, *pool.gives_up)
    with suppress(*gives_up), _ended(pool(jobs), {}) as executor:
        while left:
            for part in left[len(running) : jobs]:
                running.append(executor.submit(_part, order, part, folder))
            made = running.popleft().result()
            left.pop(0)
            yield made
    if left:
        own = Processes(pool.seconds, pool.megabytes, "spawn")  # the state of this process may be why one died
        with closing(own):
            yield from (_part_alone(own, order, part, folder) for part in left)


def _part_alone(pool: Processes, order: Asked, part: Part, folder: Path) -> tuple[str, bytes]:
    """A part, made in a process of its own. Raises `BriefError` when that dies or needs too much memory."""
    try:
        with _ended(pool(1), {}) as executor:
            return executor.submit(_part, order, part, folder).result()
    except (BrokenProcessPool, MemoryError) as error:
        raise rules.LIST_LATE.error_at(seconds=pool.seconds, more=2 * pool.seconds) from error


def _part(order: Asked, part: Part, folder: Path) -> tuple[str, bytes]:
    """Makes a part within its limit of time. Its garbage is collected, or a process that makes several would grow."""
    os.chdir(order.home)
    sample(order)  # what a process needs once is no part of a list's time
    with _bounded(_seconds):
        made = make_part(order, part, folder)
    gc.collect()
    return made


def _alone(pool: Pool, order: Asked, row: int, folder: Path | None) -> Made:
    """Makes a copy in a process of its own; the result has an error if that process dies."""
    start = monotonic()
    try:
        with _ended(pool(1), {}) as executor:
            return executor.submit(run_one, order, row, folder).result()
    except BrokenProcessPool:
        return _dead(pool, order, row, late=monotonic() - start >= pool.seconds)


def _dead(pool: Pool, order: Asked, row: int, *, late: bool = False) -> Made:
    """The result for a copy whose process died each time: its time was over (`late`), or it was ended otherwise."""
    of = ready(order)
    copy = of.copies[row]
    place, said = Place(of.rows.path, copy.line), {"row": row, "file": copy.name}
    if late:
        return Made(row, wrong=(rules.ROW_LATE.at(place, **said, seconds=pool.seconds, more=2 * pool.seconds),))
    return Made(row, wrong=(rules.ROW_DIED.at(place, **said, more=2 * pool.megabytes),))


@contextmanager
def _ended(executor: Executor, running: Mapping[Future[Made], int]) -> Iterator[Executor]:
    """Shuts an executor down at the end of the block, without waiting for what still runs; cancels `running`."""
    try:
        yield executor
    finally:
        for future in running:
            future.cancel()
        executor.shutdown(wait=False)
