"""A job: one edition on one paper, ready to be set as often and in whatever way somebody needs its pages."""

from __future__ import annotations

from collections.abc import Callable, Sequence, Set
from dataclasses import dataclass, replace
from functools import cache, partial

from brief import check
from brief.build.composing import Composed, chosen, composing
from brief.findings import Finding, stop_on_errors
from brief.fit import ROUNDS, Fitted, Start, far, fit, steps_for, torn_notes
from brief.load import inside
from brief.load.look import bled, fetch, profile, scaled, sheets, tokens
from brief.measure import measure
from brief.model import Brief, Edition, Inks, Measured, PaperName, Scale, Sheet, Text
from brief.signals import obey
from brief.typeset import Engine, Rendering, typeset

AS_IT_IS = Scale()
"""The scale of pages that are neither closed up nor opened."""


@dataclass(frozen=True, slots=True)
class Job:
    """One edition on one paper, ready to be set.

    `brief` has the settings of the edition, `texts` are the sections that it prints, `look` the style sheets that it is
    set with, and `findings` the warnings about all that. `compose` gives the HTML of sections with page breaks, `html`
    that of `texts`, which is composed once for the same page breaks.

        job = Job.of(brief, texts, edition, paper, engine)
        fitted = job.fitted()              # the pages as they are printed
        job.set_pages(fitted.scale)        # the same without page breaks
        job.set_texts(others, fitted.scale)  # other sections in the same look
    """

    brief: Brief
    texts: tuple[Text, ...]
    edition: Edition
    paper: PaperName
    look: tuple[Sheet, ...]
    findings: tuple[Finding, ...]
    engine: Engine
    inks: Inks
    compose: Composed
    html: Callable[[frozenset[str]], str]

    @classmethod
    def of(cls, brief: Brief, texts: Sequence[Text], edition: Edition, paper: PaperName, engine: Engine) -> Job:
        """The job for an edition of a brief that was read. Raises `BriefError` when it cannot be printed as it is."""
        own, printed = chosen(brief, texts, edition)
        look = (*sheets(own.styles, paper, edition.look), *bled(edition))
        context = check.EditionText(brief=own, texts=printed, whole=texts, edition=edition, look=look, inside=inside)
        findings = stop_on_errors(check.findings(check.EDITION_CHECKS, context))
        inks = Inks(edition.inks, profile(own)[0] if edition.inks == "press" else b"")
        compose = composing(own, edition, paper, look)
        html = cache(partial(compose, printed))
        return cls(own, printed, edition, paper, look, findings, engine, inks, compose, html)

    def set_pages(
        self, scale: Scale = AS_IT_IS, breaks: Set[str] = frozenset(), *marks: Sheet, most: int | None = None
    ) -> Rendering:
        """Sets the pages at a scale, and no more than `most`.

        The blocks whose ``data-source`` is in `breaks` begin a page; `marks` are more style sheets, the last to apply.
        """
        return self._set(self.html(frozenset(breaks)), scale, *marks, most=most)

    def set_texts(self, texts: Sequence[Text], scale: Scale = AS_IT_IS) -> Rendering:
        """Sets other sections of the same brief, such as shortened ones."""
        return self._set(self.compose(texts, frozenset()), scale)

    def _set(self, html: str, scale: Scale, *marks: Sheet, most: int | None = None) -> Rendering:
        obey()  # setting pages takes a second or so
        look = (*self.look, *scaled(self.brief.styles, scale), *marks)
        return typeset(html, look, partial(fetch, self.brief), self.engine, self.inks, most)

    def fitted(self, start: Start | None = None) -> Fitted[Rendering]:
        """The pages within their limit, if that can be; with the `start` of an earlier result, mostly set only once.

        What is released is searched without a start, so that the same brief always gives the same pages.
        """
        steps, limit = steps_for(tokens(self.look), self.edition), self.edition.pages
        return fit(partial(self.set_pages, most=far(limit)), measured, steps, limit, start)

    def pages(self, fitted: Fitted[Rendering]) -> check.EditionPages:
        """What the checks look at: the pages that were set, before they are written."""
        return check.EditionPages(
            brief=self.brief,
            texts=self.texts,
            edition=self.edition,
            look=self.look,
            html=fitted.pages.html,
            measured=fitted.measured,
            torn=[source for page in fitted.measured.pages for source in torn_notes(page)],
            stuck=fitted.pages.stuck,
            set_again=lambda texts: measured(self.set_texts(texts, fitted.scale)),
            trials=ROUNDS - fitted.rounds,
        )


def measured(pages: Rendering) -> Measured:
    """Where everything stands on pages that are set."""
    return replace(measure(pages.document.pages), part=pages.part)
