"""A sitting at the preview: orders a build for each change, and shows what comes back.

One thread runs it. Whatever happens is an event in one queue: a file was saved, somebody chose another edition, the
worker answered. Each order has a number, and an answer to an older one is dropped. A worker whose time is over, or that
has ended, is replaced.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from multiprocessing import Pipe
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Thread
from time import monotonic

from brief.findings import Finding
from brief.findings import preview as rules
from brief.preview.pictures import Pictures
from brief.preview.shown import Block
from brief.preview.watching import Watching
from brief.preview.worker import Answer, Failed, First, Order, Whole
from brief.process import SECONDS, State, why

RUN_WORKER = ("-P", "-c", "from brief.preview.worker import main; main()")
"""How Python runs the worker; with -P, no file in the working directory is taken for a library's."""

LOOK_AGAIN = 1.0
"""Seconds after which the files are looked at, when no event has come."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A page as it is shown: the key of its picture, empty while there is none, and its size in points."""

    key: str
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class View:
    """What is shown now, of the brief in `folder`.

    `pages` are those of `whole`, the last edition that was built, or newer ones that are `settling`: not checked and
    written yet. `before` are those of the first build, `changed` the blocks that the last one has changed, by number of
    page. `error` says why there are no newer pages; `stage` what is done now, None when nothing is.
    """

    folder: Path
    order: Order
    pages: tuple[Picture, ...] = ()
    before: tuple[Picture, ...] = ()
    changed: Mapping[int, Sequence[Block]] = field(default_factory=dict)
    whole: Whole | None = None
    settling: bool = False
    error: tuple[Finding, ...] = ()
    remarks: tuple[Finding, ...] = ()
    stage: State | None = None


@dataclass(frozen=True, slots=True)
class Ended:
    """A worker has ended by itself."""

    worker: Worker


class Worker:
    """The process that builds, and the thread that hears what it says."""

    def __init__(self, where: Path, seconds: int | None, megabytes: int | None, events: Events) -> None:
        here, there = Pipe()
        limits = (str(seconds or 0), str(megabytes or 0), tempfile.gettempdir())
        command = [sys.executable, *RUN_WORKER, str(there.fileno()), str(where), *limits]
        self._process = subprocess.Popen(
            command, pass_fds=[there.fileno()], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL
        )
        there.close()
        self._pipe, self._heard = here, events
        self.deadline = monotonic() + SECONDS
        self.state = State(self.deadline, SECONDS)
        Thread(target=self._hear, name="hearing", daemon=True).start()

    def order(self, number: int, order: Order) -> None:
        """Has it build something; what it builds now is dropped."""
        self.deadline = monotonic() + SECONDS
        with suppress(OSError):  # it has ended, which is an event of its own
            self._pipe.send((number, order))

    def end(self) -> int:
        """Ends it at once; gives its exit code if it had ended before."""
        self._process.kill()
        return self._process.wait()

    def _hear(self) -> None:
        with suppress(EOFError, OSError):
            while True:
                self._heard.put(self._pipe.recv())
        self._pipe.close()
        self._heard.put(Ended(self))


Event = Answer | Ended | Order | None
"""An answer of a worker, the end of one, another order, or None: a file was saved."""

Events = SimpleQueue[Event]


class Session:
    """The preview of the brief with the settings `where`, with the limits that the user asked for."""

    def __init__(self, where: Path, seconds: int | None, megabytes: int | None) -> None:
        self.view = View(where.parent.absolute(), Order())
        self.pictures = Pictures()
        self._events: Events = SimpleQueue()
        self._listeners: set[Callable[[], None]] = set()
        self._limits = seconds, megabytes
        self._where = where
        self._number = self._generation = 0
        self._worker: Worker | None = None
        self._building = False
        self._starts: dict[tuple[str, str], Whole] = {}

    def order(self, order: Order) -> None:
        """Has another edition shown. May be called in any thread."""
        self._events.put(order)

    @contextmanager
    def listening(self, listener: Callable[[], None]) -> Iterator[None]:
        """Calls a function at each new view in the block. May be used in any thread."""
        self._listeners.add(listener)
        try:
            yield
        finally:
            self._listeners.discard(listener)

    def run(self) -> None:
        """Runs until an exception, such as that of Ctrl-C, ends it."""
        folder = self._where.parent.absolute()
        beside = [folder.parent / "styles"] if folder.name == "content" else []
        watching = Watching([folder, *beside], lambda: self._events.put(None))
        try:
            self._build(watching)
            while True:
                try:
                    event = self._events.get(timeout=LOOK_AGAIN)
                except Empty:
                    self._rest(watching)
                else:
                    self._take(event, watching)
        finally:
            watching.stop()
            if self._worker:
                self._worker.end()

    def _take(self, event: Event, watching: Watching) -> None:
        """Does what an event asks for."""
        if event is None:
            self._build(watching)
        elif isinstance(event, Order):
            self._show(order=event, settling=True)
            self._build(watching)
        elif isinstance(event, Ended):
            if event.worker is self._worker:
                self._replace(late=False)
        elif event.number == self._number:
            self._hear(event)

    def _rest(self, watching: Watching) -> None:
        """Does what is to be done when nothing happens."""
        if self._worker and self._building and monotonic() > self._worker.deadline:
            self._replace(late=True)
        if watching.look():
            if not self.view.remarks:
                self._show(remarks=(rules.NO_EVENTS.at(),))
            self._build(watching)

    def _build(self, watching: Watching) -> None:
        """Orders the edition that is shown; what is built now is dropped."""
        watching.note()
        self._number += 1
        if self._worker is None:
            self._generation += 1
            self._worker = Worker(self._where.parent, *self._limits, self._events)
        self._building = True
        self._worker.order(self._number, self.view.order)

    def _replace(self, late: bool) -> None:
        """Ends the worker, and says why; the next order starts another one."""
        assert self._worker
        code, state = self._worker.end(), self._worker.state
        self._worker, self._building = None, False
        told = late or code < 0
        self._show(
            error=(why(state, late, code) if told else rules.NO_ANSWER.at(code=code),), stage=None, settling=False
        )

    def _hear(self, answer: Answer) -> None:
        """Shows what the worker says."""
        assert self._worker
        said = answer.said
        if isinstance(said, State):
            self._worker.deadline, self._worker.state = said.deadline, said
            self._show(stage=said)
            return
        if isinstance(said, First):
            self._show_first(said)
            return
        self._building = False
        if isinstance(said, Whole):
            self._show_whole(said)
        elif isinstance(said, Failed):
            self._show(error=said.findings, stage=None, settling=False)
        else:
            self._show(error=(), stage=None, settling=False)

    def _show_first(self, first: First) -> None:
        """Shows the page that has changed, before the others are known."""
        keys = [self._key(mark) for mark in first.marks]
        known = {page.key for page in self.view.pages}
        drawn = f"{keys[first.number - 1]}-first"
        pages = []
        for number, (key, (width, height)) in enumerate(zip(keys, first.sizes, strict=True), 1):
            old = self.view.pages[number - 1].key if number <= len(self.view.pages) else ""
            shown = drawn if number == first.number else key if key in known else old
            pages.append(Picture(shown, width, height))
        self._keep((first.pdf, [drawn]))
        self._show(pages=tuple(pages), settling=True, error=())

    def _show_whole(self, whole: Whole) -> None:
        before, which = self.view.whole, (whole.edition, whole.paper)
        start = self._starts.setdefault(which, whole)
        same = before and (before.edition, before.paper) == which
        self.view = replace(self.view, whole=whole)
        self._keep()
        self._show(
            pages=tuple(Picture(self._key(page.mark), page.width, page.height) for page in whole.pages),
            before=tuple(map(Picture, _keys_of_start(start), *_sizes(start))) if start is not whole else (),
            changed=_changed(before, whole) if before and same else {},
            settling=False,
            error=(),
            stage=None,
        )

    def _keep(self, *first: tuple[bytes, Sequence[str]]) -> None:
        """Has the pictures know the PDFs that are shown: a first page, the whole, and that of the start."""
        files = [*first]
        if whole := self.view.whole:
            start = self._starts[whole.edition, whole.paper]
            files.append((whole.pdf, [self._key(page.mark) for page in whole.pages]))
            files.append((start.pdf, _keys_of_start(start)))
        self.pictures.keep(*files)

    def _key(self, mark: int) -> str:
        """The key of a page; the marks of another worker are others."""
        return f"{self._generation}-{mark}"

    def _show(self, **changes: object) -> None:
        self.view = replace(self.view, **changes)  # type: ignore[arg-type]  # mypy knows no keywords by name here
        for listener in [*self._listeners]:
            listener()


def _keys_of_start(whole: Whole) -> Sequence[str]:
    """The keys of the pages of an edition as it was at first."""
    return [f"start-{whole.edition}-{whole.paper}-{number}" for number, _ in enumerate(whole.pages, 1)]


def _sizes(whole: Whole) -> tuple[Sequence[float], Sequence[float]]:
    """The widths and the heights of the pages, in points."""
    return [page.width for page in whole.pages], [page.height for page in whole.pages]


def _changed(before: Whole, now: Whole) -> Mapping[int, Sequence[Block]]:
    """By number of page, the blocks that were not there before; a block that moved was not."""
    found = {}
    for number, (old, new) in enumerate(zip(before.pages, now.pages, strict=False), 1):
        if old.mark != new.mark:
            there = {(block.text, block.x, block.y, block.height) for block in old.blocks}
            found[number] = [block for block in new.blocks if (block.text, block.x, block.y, block.height) not in there]
    return found
