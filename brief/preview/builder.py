"""The process that builds for the preview; it keeps in memory what the next build can use again.

It receives an `Order` through a pipe and answers with messages: its state at each step, the first page that has
changed, and the whole edition. It ends when the pipe is closed.
"""

from __future__ import annotations

import gc
import sys
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from multiprocessing.connection import Connection
from pathlib import Path

from brief import build
from brief.asked import edition as edition_named
from brief.asked import paper as paper_named
from brief.findings import BriefError, Finding, Place, Severity, files
from brief.fit import Fitted
from brief.load import load
from brief.model import Brief, PaperName, editions_of
from brief.preview.shown import Length, Page, Shown, pages, placed, words_of
from brief.process import NO_MEMORY, State, become_worker, begin, end_with
from brief.review import in_words, of_pages, ruled
from brief.typeset import Engine, Rendering, draw


@dataclass(frozen=True, slots=True)
class Order:
    """What to build: an edition and a paper; an empty paper is the edition's own."""

    edition: str = "full"
    paper: str = ""


@dataclass(frozen=True, slots=True)
class First:
    """The first page that has changed, as a PDF of its own, before the pages are checked and written.

    `number` counts from 1. `marks` and `sizes` are those of all pages: as in `shown.Page`, and in points.
    """

    pdf: bytes
    number: int
    marks: tuple[int, ...]
    sizes: tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Whole:
    """An edition that was built, as a PDF, with all that the preview shows of it.

    `texts` has the text of each section by its file, `sources` the title of each source by its key. An edition with
    errors on its pages is not `is_good`, and not to be handed out.
    """

    pdf: bytes
    name: str
    title: str
    language: str
    edition: str
    paper: PaperName
    editions: tuple[str, ...]
    pages: tuple[Page, ...]
    length: Length
    words: Mapping[str, int]
    findings: tuple[Shown, ...]
    content_hash: str
    texts: Mapping[str, str]
    sources: Mapping[str, str]
    is_good: bool


@dataclass(frozen=True, slots=True)
class Same:
    """Nothing that can change a page has changed."""


@dataclass(frozen=True, slots=True)
class Failed:
    """The brief cannot be built, for these reasons."""

    findings: tuple[Finding, ...]


Said = State | First | Whole | Same | Failed


@dataclass(frozen=True, slots=True)
class Answer:
    """A message on the order with a number: a state or a first page, and as the last one of the other types."""

    number: int
    said: Said

    @property
    def is_last(self) -> bool:
        """Whether the order is done."""
        return not isinstance(self.said, State | First)


IDLE, MOST_KEPT = 1.0, 5
"""Seconds without an order after which all garbage is collected, and the most builds in succession before it is."""


class Superseded(BaseException):
    """Raised when a newer order has arrived. It is no `Exception`, since libraries catch those in some places."""


class Builder:
    """Builds editions of the brief at `where`, one after the other."""

    def __init__(self, where: Path) -> None:
        self._where = where
        self._reader = build.Reader()
        self._engine: Engine | None = None
        self._starts: dict[tuple[str, PaperName], build.Start] = {}
        self._known: dict[tuple[str, PaperName], build.Known] = {}
        self._seen: set[int] = set()
        self._last: object = None

    def answers(self, order: Order) -> Iterator[Said]:
        """Builds an edition as ordered; yields messages, the last of which has the errors of a failed build."""
        try:
            yield from self._built(order)
        except BriefError as error:
            self._last = None
            yield Failed(error.findings)
        except FileNotFoundError as error:  # removed since it was found
            self._last = None
            yield Failed((files.FILE_GONE.at(Place(Path(str(error.filename)))),))

    def _built(self, order: Order) -> Iterator[Said]:
        begin("")
        brief, warnings = load(self._where)
        known = {name: edition for name, edition in editions_of(brief.settings).items() if edition.medium == "paper"}
        edition = edition_named(order.edition if order.edition in known else "full", known)
        paper = paper_named(order.paper) or edition.paper
        brief, texts, more = self._reader.read(brief)
        self._engine = build.engine_for(brief, self._engine, keeps_boxes=True)
        now = (order, brief.content_hash, brief.terms, warnings, more, self._engine)
        if now == self._last:
            yield Same()
            return
        begin(edition.name, edition.pages.most)
        job = build.Job.of(brief, texts, edition, paper, self._engine)
        key = edition.name, paper
        fitted, taken, is_found = self._first(job, key)
        if number := next((n for n, mark in enumerate(fitted.pages.marks, 1) if mark not in self._seen), 0):
            sizes = tuple((page.width, page.height) for page in fitted.measured.pages)
            yield First(draw(fitted.pages, number), number, fitted.pages.marks, sizes)
        if not is_found:
            # A search without a start gives the pages that `brief build` writes.
            fitted, taken = job.known(fitted, self._known.get(key))
        self._starts[key], self._known = fitted.start, {key: taken} if taken else {}
        built = build.finished(job, fitted, build.first_findings(job, fitted))
        shown = pages(fitted.pages.marks, built.measured)
        self._seen = {*fitted.pages.marks}
        found = [replace(one, edition=edition.name) for one in built.findings]
        found = [*warnings, *more, *found, *of_pages(built.pages), *in_words(brief, texts, date.today())]
        yield Whole(
            pdf=built.pdf,
            name=f"{brief.settings.slug}-{edition.name}-{paper}",
            title=brief.settings.title,
            language=brief.settings.language,
            edition=edition.name,
            paper=paper,
            editions=(*known,),
            pages=shown,
            length=Length.of(built.fit, edition.pages, built.findings),
            words=words_of(built.measured, (section.file for section in brief.sections)),
            findings=placed(tuple(ruled(found, brief, texts)), shown, brief.folder),
            content_hash=brief.content_hash,
            texts=_texts(brief),
            is_good=all(one.severity is not Severity.ERROR for one in built.findings),
            sources={key: str(source.item.get("title", "")) for key, source in brief.sources.items()},
        )
        self._last = now

    def _first(self, job: build.Job, key: tuple[str, PaperName]) -> tuple[Fitted[Rendering], build.Known | None, bool]:
        """The first pages that can be shown, what the next build exchanges words in, and whether they are final.

        Where only words have changed, and take the same room, they are exchanged on the pages of the last build.
        """
        if (known := self._known.get(key)) and (fitted := job.exchanged(known)):
            return fitted, known, True
        if start := self._starts.get(key):
            return job.fitted(start), None, False
        return *job.known(), True


def _texts(brief: Brief) -> Mapping[str, str]:
    """The text of each section, by the name of its file."""
    return {section.path.relative_to(brief.folder).as_posix(): section.text for section in brief.sections}


def main() -> None:
    """Builds the orders from a pipe until it is closed; a newer order ends an older one before its next step."""
    descriptor, held, where, seconds, megabytes, tempfile.tempdir = sys.argv[1:]
    end_with(int(held))
    pipe, builder, number = Connection(int(descriptor)), Builder(Path(where)), 0

    def tell(state: State) -> None:
        if number:
            if pipe.poll():
                raise Superseded
            pipe.send(Answer(number, state))

    become_worker(tell, int(seconds) or None, int(megabytes) or None)
    gc.disable()  # while pages are set it would take two fifths of the time
    since = 0
    while True:
        if since and not pipe.poll():
            gc.collect(0)  # only what the last build has left, in a fifth of the time
        if since and (since >= MOST_KEPT or not pipe.poll(IDLE)):
            gc.collect()
            since = 0
        since += 1
        try:
            number, order = pipe.recv()
        except (EOFError, OSError):
            return
        try:
            for said in builder.answers(order):
                pipe.send(Answer(number, said))
        except Superseded:
            continue
        except MemoryError:
            sys.exit(NO_MEMORY)
