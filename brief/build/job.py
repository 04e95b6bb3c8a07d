"""A job: one edition on one paper, ready to be set any number of times, at any scale."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, partial
from types import MappingProxyType
from typing import NamedTuple

from brief import check
from brief.build.blame import blamed
from brief.build.composing import Composed, chosen, composing, drawings_of, listing
from brief.compose.grid import grid_of
from brief.findings import BriefError, Finding, stop_on_errors
from brief.fit import ROUNDS, Fitted, Start, Steps, far, fit, steps_for, torn_notes
from brief.load import inside
from brief.load.brand import branded
from brief.load.look import bled, layouts, profile, scaled, sheets, tokens
from brief.load.serving import fetched
from brief.measure import measure
from brief.model import (
    AS_WRITTEN,
    LOOKS,
    Brief,
    Edition,
    Grid,
    Inks,
    Measured,
    Moves,
    Page,
    PaperName,
    Scale,
    Sheet,
    Text,
)
from brief.process import begin_step
from brief.typeset import Engine, Exchange, Rendering, exchange, translated, typeset, with_words

AS_IT_IS = Scale()
"""The scale of pages that are neither closed up nor opened."""


MOST_TRIED = 600
"""The most set pages of an edition that are kept to exchange words in, over all settings; they take a gigabyte."""

FOLDING: frozenset[Grid] = frozenset({"margin", "hanging"})
"""The grids whose text may be folded into two columns to keep a page limit."""


class OnGrid(NamedTuple):
    """An edition on one grid: its style sheets and layouts, and the functions that compose HTML for them.

    `compose` composes any sections; `html` composes those of the edition, once for the same moves.
    """

    look: tuple[Sheet, ...]
    layouts: tuple[Sheet, ...]
    compose: Composed
    html: Callable[[Moves], str]


class _NotExchangeable(Exception):
    """Raised when words cannot be exchanged in the pages of another job, so that pages have to be set."""


@dataclass(frozen=True, slots=True)
class Known:
    """Pages in which words can be exchanged: all that a search `tried`, by their scales and moves.

    `grid`, `look`, `files_hash` and `inks` are those of the job and its brief. `words` has the `Exchange` of those
    pages that were used, None where words cannot be exchanged in them, and `places` their measures.
    """

    tried: Mapping[tuple[Scale, Moves], Rendering]
    grid: Grid
    look: tuple[Sheet, ...]
    files_hash: str
    inks: Inks
    words: dict[tuple[Scale, Moves], Exchange | None] = field(default_factory=dict)
    places: dict[tuple[Scale, Moves], Measured] = field(default_factory=dict)

    @property
    def size(self) -> int:
        """The number of pages in all settings together. A page takes up to two megabytes of memory."""
        return sum(len(pages.document.pages) for pages in self.tried.values())

    def exchanged(self, scale: Scale, moves: Moves, html: str) -> Rendering | None:
        """The pages at a scale, with these moves and the words of some HTML; None when they have to be set."""
        key = scale, moves
        if key not in self.tried:
            return None
        if key not in self.words:
            self.words[key] = exchange(self.tried[key])
        words = self.words[key]
        return with_words(self.tried[key], words, html) if words else None

    def measured(self, key: tuple[Scale, Moves], pages: Rendering) -> Measured:
        """The measures of pages in which words were exchanged: only those that have changed are measured anew."""
        before = self.tried[key]
        if key not in self.places:
            self.places[key] = measured(before)
        same = zip(self.places[key].pages, before.marks, pages.marks, strict=True)
        return measured(pages, {page.number: page for page, old, new in same if old == new})


@dataclass(frozen=True, slots=True)
class Job:
    """One edition on one paper, ready to be set.

    `brief` has the settings of the edition, `texts` are the sections that it prints, `grid` is the grid that they are
    set on unless they are folded, and `findings` are the warnings about them. `on` returns the edition on a grid.

        job = Job.of(brief, texts, edition, paper, engine)
        fitted = job.fitted()              # the pages as they are printed
        job.set_pages(fitted.scale)        # the same with no block moved
        job.set_texts(others, fitted.scale)  # other sections in the same look
    """

    brief: Brief
    texts: tuple[Text, ...]
    edition: Edition
    paper: PaperName
    grid: Grid
    findings: tuple[Finding, ...]
    engine: Engine
    inks: Inks
    on: Callable[[Grid], OnGrid]

    @classmethod
    def of(
        cls,
        brief: Brief,
        texts: Sequence[Text],
        edition: Edition,
        paper: PaperName,
        engine: Engine,
        like: Job | None = None,
    ) -> Job:
        """The job for an edition of a brief that was read. Raises `BriefError` when there are errors in the edition.

        With a job `like` it, of the same brief with other values, style sheets and layouts are not read again.
        """
        own, printed = chosen(brief, texts, edition)
        grid = grid_of(printed, edition, LOOKS[own.settings.look])
        edition = edition.on_one_page if grid == "one-page" else edition
        on = cache(partial(_on_grid, own, printed, edition, paper, like))
        look = on(grid).look
        context = check.EditionText(
            brief=own,
            texts=printed,
            whole=texts,
            edition=edition,
            look=look,
            inside=inside,
            drawings=drawings_of(own, edition, look),
        )
        findings = stop_on_errors(check.findings(check.EDITION_CHECKS, context))
        inks = Inks(edition.inks, profile(own)[0] if edition.inks == "press" else b"")
        return cls(own, printed, edition, paper, grid, findings, engine, inks, on)

    def as_set(self, scale: Scale) -> OnGrid:
        """The edition on the grid of a scale."""
        return self.on(self.grid_at(scale))

    def grid_at(self, scale: Scale) -> Grid:
        """The grid of a scale: folded, or the job's own."""
        return "folded" if scale.folded else self.grid

    def set_pages(
        self, scale: Scale = AS_IT_IS, moves: Moves = AS_WRITTEN, *marks: Sheet, most: int | None = None
    ) -> Rendering:
        """Sets the pages at a scale, at most `most` of them.

        `moves` are blocks that begin a page or come later; `marks` are further style sheets, which apply last.
        """
        begin_step("compose")
        return self._set(self.as_set(scale).html(moves), scale, *marks, most=most)

    def set_texts(self, texts: Sequence[Text], scale: Scale = AS_IT_IS) -> Rendering:
        """Sets other sections of the same brief, such as shortened ones."""
        begin_step("compose")
        return self._set(self.as_set(scale).compose(texts, AS_WRITTEN), scale)

    def set_list(self, layout: str, listed: Mapping[str, object], *marks: Sheet) -> Rendering:
        """Sets the values of a list in the layout of that name, in the look of the edition."""
        begin_step("compose")
        html = listing(self.brief, self.edition, self.paper, self.on(self.grid).look)(layout, listed)
        return self._set(html, AS_IT_IS, *marks)

    def _set(self, html: str, scale: Scale, *marks: Sheet, most: int | None = None) -> Rendering:
        begin_step("typeset")
        look = (*self.look(scale), *marks)
        try:
            return self.typeset(html, look, most)
        except BriefError as error:
            raise blamed(error, self, html, scale, marks, partial(self.typeset, most=most)) from error

    def look(self, scale: Scale) -> tuple[Sheet, ...]:
        """The style sheets of the edition, with the changes that a scale makes last."""
        return (*self.as_set(scale).look, *scaled(self.brief.styles, scale))

    def typeset(self, html: str, look: Sequence[Sheet], most: int | None = None) -> Rendering:
        """The pages of HTML under some style sheets, at most `most` of them."""
        return typeset(html, look, fetched(self.brief, look), self.engine, self.inks, most)

    def fitted(self, start: Start | None = None) -> Fitted[Rendering]:
        """The pages, within their limit if possible; with the `start` of an earlier result, mostly set only once.

        A release is searched without a start, so that the same brief always has the same pages.
        """
        return self._search(self._pages_at, measured, start)

    def known(
        self, fitted: Fitted[Rendering] | None = None, like: Known | None = None
    ) -> tuple[Fitted[Rendering], Known | None]:
        """The pages within their limit, and every setting that the search tried, for other jobs to exchange words in.

        The settings are None when they would take too much memory. Pages of this job that were `fitted` before are not
        set again, nor are pages for which a setting of another job, `like` this one, can take the words of this job.
        """
        like = like if like and self._is_like(like) else None
        found: dict[tuple[Scale, Moves], Rendering] = {}
        tried: dict[tuple[Scale, Moves], Rendering] = {}
        words: dict[tuple[Scale, Moves], Exchange | None] = {}
        if fitted:
            key = fitted.scale, fitted.moves
            found[key] = tried[key] = fitted.pages

        def pages_at(scale: Scale, moves: Moves) -> Rendering:
            key = scale, moves
            if key not in found:
                if like and (pages := self._with_words(like, scale, moves)):
                    found[key], tried[key], words[key] = pages, like.tried[key], like.words[key]
                else:
                    found[key] = tried[key] = self._pages_at(scale, moves)
            return found[key]

        def places_on(pages: Rendering) -> Measured:
            return fitted.measured if fitted and pages is fitted.pages else measured(pages)

        result = self._search(pages_at, places_on)
        known = Known(tried, self.grid, self.on(self.grid).look, self.brief.files_hash, self.inks, words)
        return result, known if known.size <= MOST_TRIED else None

    def exchanged(self, known: Known) -> Fitted[Rendering] | None:
        """The pages of this job if only its words differ from another job's, and take the same room; otherwise None.

        The search is the usual one, on the pages of the other job with the words of this one. It ends when it needs
        pages that have to be set.
        """
        keys: dict[int, tuple[Scale, Moves]] = {}

        def pages_at(scale: Scale, moves: Moves) -> Rendering:
            if (pages := self._with_words(known, scale, moves)) is None:
                raise _NotExchangeable
            keys[id(pages)] = scale, moves
            return pages

        def places_on(pages: Rendering) -> Measured:
            return known.measured(keys[id(pages)], pages)

        try:
            return self._search(pages_at, places_on) if self._is_like(known) else None
        except _NotExchangeable:
            return None

    def _is_like(self, known: Known) -> bool:
        """Whether words of this job can be exchanged in pages of another one: they have the same look and files."""
        own = self.grid, self.on(self.grid).look, self.brief.files_hash, self.inks
        return own == (known.grid, known.look, known.files_hash, known.inks)

    def _with_words(self, known: Known, scale: Scale, moves: Moves) -> Rendering | None:
        """Pages of another job with the words of this one; None if they have to be set."""
        begin_step("compose")
        html = self.as_set(scale).html(moves)
        begin_step("typeset")
        return known.exchanged(scale, moves, html)

    def _pages_at(self, scale: Scale, moves: Moves) -> Rendering:
        """The pages at a scale with some blocks moved, as far as a search needs them."""
        return self.set_pages(scale, moves, most=far(self.edition.pages))

    def _search(
        self,
        pages_at: Callable[[Scale, Moves], Rendering],
        places_on: Callable[[Rendering], Measured],
        start: Start | None = None,
    ) -> Fitted[Rendering]:
        """The pages that a search finds; `pages_at` makes pages, and `places_on` measures them."""
        folded = cache(partial(self._steps, "folded")) if self.grid in FOLDING else None
        steps = self._steps(self.grid), folded  # the latter reads style sheets, which few editions need
        return fit(pages_at, places_on, steps, self.edition.pages, start)

    def _steps(self, grid: Grid) -> Steps:
        """The steps in which pages on this grid are closed up."""
        return steps_for(tokens(self.on(grid).look), self.edition)

    def pages(self, fitted: Fitted[Rendering]) -> check.EditionPages:
        """The pages as the checks see them: set, and not written yet."""
        return check.EditionPages(
            brief=self.brief,
            texts=self.texts,
            edition=self.edition,
            look=self.as_set(fitted.scale).look,
            html=fitted.pages.html,
            measured=fitted.measured,
            torn=[source for page in fitted.measured.pages for source in torn_notes(page)],
            stuck=fitted.pages.stuck,
            grid=self.grid_at(fitted.scale),
            set_again=lambda texts: measured(self.set_texts(texts, fitted.scale)),
            trials=ROUNDS - fitted.rounds,
            full=fitted.full,
        )


def _on_grid(
    brief: Brief, texts: Sequence[Text], edition: Edition, paper: PaperName, like: Job | None, grid: Grid
) -> OnGrid:
    """An edition on a grid. Its style sheets and layouts are those of a job `like` it, or else are read."""
    if like:
        look, frames = like.on(grid).look, like.on(grid).layouts
    else:
        look = (*branded(sheets(brief.styles, paper, edition.look, grid), brief), *bled(edition))
        frames = layouts(brief.styles)
    compose = composing(brief, edition, paper, look, grid, frames)
    return OnGrid(look, frames, compose, cache(partial(compose, texts)))


def measured(pages: Rendering, known: Mapping[int, Page] = MappingProxyType({})) -> Measured:
    """The places of everything on set pages; those in `known`, by page number, are not measured again.

    Raises `BriefError` when a style, which the engine computes as late as here, is nested too deeply.
    """
    with translated():
        return replace(measure(pages.document.pages, known), part=pages.part)
