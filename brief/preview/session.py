"""A running preview: orders a build for each change, and shows the results.

One thread runs it. All events are in one queue: a file was saved, the user chose another edition, the worker answered.
Each order has a number, and answers to older orders are dropped. A worker whose time is over, or that has ended, is
replaced.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from queue import Empty, SimpleQueue

from brief.findings import Finding
from brief.findings import preview as rules
from brief.preview.builder import Answer, Failed, First, Order, Whole
from brief.preview.pictures import AT_ONCE, Pictures
from brief.preview.shown import Block
from brief.preview.watching import Watching
from brief.preview.worker import Worker
from brief.process import State, Step
from brief.watcher import reason_ended

LOOK_AGAIN, SELDOM = 1.0, 4.0
"""Seconds after which the files are checked: on a disk that sends no events, and on others, to be sure."""

PULSE = 0.5
"""Seconds without an event after which the files and the worker are checked."""


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
    written yet. `before` are the pages of its first build, `changed` the blocks that the last build has changed, by
    page number. `error` says why there are no newer pages. `step` is that of the build under way, None without one.
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
    step: Step | None = None


Event = tuple[Worker, Answer | None] | Order | None
"""A worker with its answer, None when it has ended; or another order; or None when a file was saved."""


class Session:
    """The preview of the brief whose brief.yaml is at `where`; a limit that is None has its default."""

    def __init__(self, where: Path, seconds: int | None, megabytes: int | None) -> None:
        self.view = View(where.parent.absolute(), Order())
        self.pictures = Pictures(seconds, megabytes)
        self._events: SimpleQueue[Event] = SimpleQueue()
        self._listeners: set[Callable[[], None]] = set()
        self._limits = seconds, megabytes
        self._where = where
        self._number = self._generation = 0
        self._worker: Worker | None = None
        self._starts: dict[tuple[str, str], Whole] = {}

    def order(self, order: Order) -> None:
        """Shows another edition or paper. May be called in any thread."""
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
                    event = self._events.get(timeout=PULSE)
                except Empty:
                    self._look(watching)
                else:
                    self._take(event, watching)
                if self._worker and self._worker.is_late:
                    self._replace(self._worker, watching, late=True)
        finally:
            if self._worker:
                self._worker.end()
            self.pictures.close()
            watching.stop()

    def _take(self, event: Event, watching: Watching) -> None:
        """Handles an event."""
        if event is None:
            self._build(watching)
        elif isinstance(event, Order):
            self._show(replace(self.view, order=event, settling=True))
            self._build(watching)
        elif event[0] is self._worker:
            worker, answer = event
            if answer is None:
                self._replace(worker, watching, late=False)
                return
            worker.note(answer)
            if answer.number == self._number:
                self._hear(answer)

    def _look(self, watching: Watching) -> None:
        """Checks the files from time to time, for changes that no event reports."""
        if watching.is_known_for(SELDOM if watching.has_events else LOOK_AGAIN) or not watching.look():
            return
        if not watching.has_events and not self.view.remarks:
            self._show(replace(self.view, remarks=(rules.NO_EVENTS.at(),)))
        self._build(watching)

    def _build(self, watching: Watching) -> None:
        """Orders a build of the edition that is shown; a build under way is dropped."""
        watching.note()
        self._number += 1
        if self._worker is None:
            self._generation += 1
            try:
                self._worker = Worker(self._where.parent, *self._limits, lambda *said: self._events.put(said))
            except OSError as error:
                self._fail(rules.NOT_STARTED.at(reason=(error.strerror or str(error)).lower()))
                return
        self._worker.order(self._number, self.view.order)

    def _replace(self, worker: Worker, watching: Watching, late: bool) -> None:
        """Ends a worker, and shows why. Another one starts at once if an order waits, otherwise with the next order."""
        code, waits = worker.end(), worker.has_not_begun
        self._worker = None
        self._fail(reason_ended(worker.state, late, code) or rules.NO_ANSWER.at(code=code))
        if waits:
            self._build(watching)

    def _hear(self, answer: Answer) -> None:
        """Shows an answer of the worker to the last order."""
        said = answer.said
        if isinstance(said, State):
            if said.work.step != self.view.step:  # a state is sent for each file
                self._show(replace(self.view, step=said.work.step))
        elif isinstance(said, First):
            self._show_first(said)
        elif isinstance(said, Whole):
            self._show_whole(said)
        else:
            self._fail(*(said.findings if isinstance(said, Failed) else ()))

    def _fail(self, *error: Finding) -> None:
        """Shows why there are no newer pages; without a reason, the pages shown are the newest."""
        self._show(replace(self.view, error=error, step=None, settling=False))

    def _show_first(self, first: First) -> None:
        """Shows the first page that has changed, before the others are known."""
        keys = [self._key(mark) for mark in first.marks]
        known = {page.key for page in self.view.pages}
        drawn = f"{keys[first.number - 1]}{AT_ONCE}"
        pages = []
        for number, (key, (width, height)) in enumerate(zip(keys, first.sizes, strict=True), 1):
            old = self.view.pages[number - 1].key if number <= len(self.view.pages) else ""
            shown = drawn if number == first.number else key if key in known else old
            pages.append(Picture(shown, width, height))
        self._keep(self.view.whole, (first.pdf, [drawn]))
        self.pictures.begin(drawn)
        self._show(replace(self.view, pages=tuple(pages), settling=True, error=()))

    def _show_whole(self, whole: Whole) -> None:
        before, which = self.view.whole, (whole.edition, whole.paper)
        start = self._starts.setdefault(which, whole)
        same = before and (before.edition, before.paper) == which
        self._keep(whole)
        new = replace(
            self.view,
            whole=whole,
            pages=tuple(Picture(self._key(page.mark), page.width, page.height) for page in whole.pages),
            before=tuple(map(Picture, _keys_of_start(start), *_sizes(start))) if start is not whole else (),
            changed=_changed(before, whole) if before and same else {},
            settling=False,
            error=(),
            step=None,
        )
        self._show(new)

    def _keep(self, whole: Whole | None, *first: tuple[bytes, Sequence[str]]) -> None:
        """Passes `pictures` the PDFs that are shown: a first page, the whole edition, and its first build."""
        files = [*first]
        if whole:
            start = self._starts[whole.edition, whole.paper]
            files.append((whole.pdf, [self._key(page.mark) for page in whole.pages]))
            files.append((start.pdf, _keys_of_start(start)))
        self.pictures.keep(*files)

    def _key(self, mark: int) -> str:
        """The key of a page, which includes the number of the worker: another worker gives marks of its own."""
        return f"{self._generation}-{mark}"

    def _show(self, view: View) -> None:
        """Shows another view. Replaces it in one step, since the server reads it in a thread of its own."""
        self.view = view
        for listener in [*self._listeners]:
            listener()


def _keys_of_start(whole: Whole) -> Sequence[str]:
    """The keys of the pages of an edition as first built."""
    return [f"start-{whole.edition}-{whole.paper}-{number}" for number, _ in enumerate(whole.pages, 1)]


def _sizes(whole: Whole) -> tuple[Sequence[float], Sequence[float]]:
    """The widths and the heights of the pages, in points."""
    return [page.width for page in whole.pages], [page.height for page in whole.pages]


def _changed(before: Whole, now: Whole) -> Mapping[int, Sequence[Block]]:
    """By page number, the blocks whose text or size no block of that page had before."""
    found = {}
    for number, (old, new) in enumerate(zip(before.pages, now.pages, strict=False), 1):
        there = Counter(map(_as_read, old.blocks))
        if changed := [block for block in new.blocks if not _take_out(there, _as_read(block))]:
            found[number] = changed
    return found


def _as_read(block: Block) -> tuple[object, ...]:
    """The values by which a block is compared: its text and size, not its place on the page."""
    return block.words, block.width, block.height


def _take_out(there: Counter[tuple[object, ...]], block: tuple[object, ...]) -> bool:
    """Takes a block out of those that are there; False when there is none."""
    there[block] -= 1
    return there[block] >= 0
