"""Build: runs the stages for one brief and one edition. The only place where stages meet.

reading.read(brief)        parse each section once, check what can be checked without pages, seal what was read
composing.composing(…)     what an edition prints, composed
build(brief, texts, …)     compose, typeset, measure and fit, write
overlong(brief, …)         the pages of an edition that is too long, to look at
screen.build(brief, …)     compose, publish: an edition for the screen
as_file.as_file(brief, …)  an edition, whatever it is for, as a file with its name
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from functools import cache, partial
from typing import Protocol

from brief import __version__, check
from brief.build.composing import chosen, composing
from brief.build.reading import read
from brief.compose import NO_DATE
from brief.findings import Finding, stop_on_errors
from brief.finish import Facts, ForPress, finisher
from brief.fit import ROUNDS, Fitted, far, fit, steps, torn_notes
from brief.load import inside
from brief.load.look import bled, fetch, not_for_print, scaled, sheets, tokens
from brief.load.profile import profile
from brief.measure import measure
from brief.model import (
    POINTS_IN_MM,
    Brief,
    Edition,
    Fit,
    Flaw,
    Inks,
    Measured,
    PaperName,
    Remark,
    Scale,
    Sheet,
    Text,
    points,
)
from brief.signals import obey
from brief.tags import retagged, untagged
from brief.typeset import Engine, Rendering, condition, engine_name, typeset, write

__all__ = ["Built", "build", "engine_for", "overlong", "read"]


@dataclass(frozen=True, slots=True)
class Built:
    """A finished edition: the PDF's bytes, the HTML it was set from, where everything stands, and what was noticed."""

    pdf: bytes
    html: str
    measured: Measured
    fit: Fit
    findings: tuple[Finding, ...]


def engine_for(brief: Brief) -> Engine:
    """An engine with the faces of the brief's styles; it may serve any number of builds."""
    return Engine.with_faces([folder / "fonts" for folder in brief.styles if (folder / "fonts").is_dir()])


def build(brief: Brief, texts: Sequence[Text], edition: Edition, paper: PaperName, engine: Engine) -> Built:
    """One edition on one paper. Raises `BriefError` when its pages would be wrong."""
    job = _job(brief, texts, edition, paper, engine)
    fitted = job.fitted()
    tall = tuple(check.tall(job.brief, fitted.measured))  # it makes pages too many
    noticed = stop_on_errors((*job.noticed, *tall, *(() if tall else _too_long(job, fitted, edition))))
    rendering, measured = fitted.pages, fitted.measured
    files: Mapping[str, bytes] = {}
    if edition.name == "full" and job.brief.settings.attach_source:
        from brief.build.source import source, unfit  # few briefs ask for it

        files = source(job.brief, job.texts, edition, paper, measured)
        stop_on_errors(unfit(job.brief, files))
    pdf, flaws, heard = _written(job, rendering, edition, paper, files)
    torn = (source for page in measured.pages for source in torn_notes(page))
    findings = [
        *noticed,
        *check.remarks(job.brief, job.texts, job.look, heard),
        *check.clipped(job.brief, measured),
        *check.few(job.brief, edition, measured),
        *check.lost(job.brief, rendering.html, measured),
        *check.coarse(job.brief, job.texts, edition, measured),
        *check.torn(job.brief, torn),
        *check.left_blank(job.brief, measured),
        *check.unheard(job.brief, flaws),
        *check.showing_through(edition, flaws),
        *check.short_of_the_bleed(job.brief, measured, edition),
    ]
    return Built(pdf, rendering.html, measured, _fit(fitted, edition, tokens(job.look)), stop_on_errors(findings))


def _too_long(job: _Job, fitted: Fitted[Rendering], edition: Edition) -> Iterator[Finding]:
    """What is wrong with pages that are too many; what to shorten is tried as often as pages may be set yet."""

    def again(texts: Sequence[Text]) -> Measured:
        return _measured(job.set_texts(texts, fitted.scale))

    return check.too_long(job.brief, job.texts, edition, fitted.measured, again, ROUNDS - fitted.rounds)


def overlong(brief: Brief, texts: Sequence[Text], edition: Edition, paper: PaperName, engine: Engine) -> bytes:
    """The PDF of an edition that is too long, as close as it can be set, marked so that nobody hands it out."""
    job = _job(brief, texts, edition, paper, engine)
    marks = not_for_print(job.brief, edition.pages.most or 0)
    pdf, *_ = _written(job, job.set_pages(job.fitted().scale, frozenset(), marks), edition, paper, {})
    return pdf


def _written(
    job: _Job, rendering: Rendering, edition: Edition, paper: PaperName, files: Mapping[str, bytes]
) -> tuple[bytes, tuple[Flaw, ...], tuple[Remark, ...]]:
    """The PDF, the flaws in it, and what the engine remarked. What goes to a press has no tags: nobody hears it."""
    obey()
    inks, facts = rendering.inks, _facts(job.brief, edition, paper)
    blank = edition.pages.blank(len(rendering.document.pages))
    if inks.set != "press":
        return write(rendering, retagged, finisher(facts, blank, files=files))
    return write(rendering, untagged, finisher(facts, blank, ForPress(condition(inks.profile), edition.crop_marks)))


class _SetPages(Protocol):
    """Sets `most` pages of an edition at most, so close, with these page breaks, and with `marks` on them."""

    def __call__(self, scale: Scale, breaks: Set[str], *marks: Sheet, most: int | None = None) -> Rendering: ...


@dataclass(frozen=True, slots=True)
class _Job:
    """One edition on one paper, ready to be set: its brief and sections, its look, and what sets and measures pages."""

    brief: Brief
    texts: tuple[Text, ...]
    noticed: tuple[Finding, ...]
    look: tuple[Sheet, ...]
    set_pages: _SetPages
    set_texts: Callable[[Sequence[Text], Scale], Rendering]
    fitted: Callable[[], Fitted[Rendering]]


def _job(brief: Brief, texts: Sequence[Text], edition: Edition, paper: PaperName, engine: Engine) -> _Job:
    brief, texts, of_choice = chosen(brief, texts, edition)
    look = (*sheets(brief.styles, paper, edition.look), *bled(edition))
    judged = (
        *of_choice,
        *check.see_through(brief, texts, look, edition, inside),
        *check.lost_tints(brief, texts, edition, inside),
    )
    noticed, inks = stop_on_errors(judged), _inks(brief, edition)
    composed = composing(brief, edition, paper, look)

    @cache
    def html(breaks: frozenset[str]) -> str:
        return composed(texts, breaks)

    def set_html(html: str, scale: Scale, *marks: Sheet, most: int | None = None) -> Rendering:
        obey()  # each round takes a second or so
        styled = (*look, *scaled(brief.styles, scale), *marks)
        return typeset(html, styled, lambda name: fetch(brief, name), engine, inks, most)

    def set_pages(scale: Scale, breaks: Set[str], *marks: Sheet, most: int | None = None) -> Rendering:
        return set_html(html(frozenset(breaks)), scale, *marks, most=most)

    def set_texts(texts: Sequence[Text], scale: Scale) -> Rendering:
        return set_html(composed(texts, frozenset()), scale)

    def fitted() -> Fitted[Rendering]:
        bounded = partial(set_pages, most=far(edition.pages))
        found = fit(bounded, _measured, steps(tokens(look), edition), edition.pages)
        stop_on_errors(check.endless(brief, texts, found.pages.stuck))
        return found

    return _Job(brief, texts, noticed, look, set_pages, set_texts, fitted)


def _measured(pages: Rendering) -> Measured:
    return replace(measure(pages.document.pages), part=pages.part)


def _inks(brief: Brief, edition: Edition) -> Inks:
    """The inks of an edition; those of a press with their profile."""
    return Inks(edition.inks, profile(brief)[0] if edition.inks == "press" else b"")


def _fit(fitted: Fitted[Rendering], edition: Edition, properties: Mapping[str, str]) -> Fit:
    """What is said of the pages that were found."""
    return Fit(
        pages=len(fitted.measured.pages),
        type_size=points(fitted.scale["text-size"] or properties.get("text-size", "")) or edition.type_size,
        smallest=edition.smallest,
        margin=min(fitted.measured.pages[0].margins) / POINTS_IN_MM,
        full=fitted.full,
        blank=edition.pages.blank(len(fitted.measured.pages)),
    )


def _facts(brief: Brief, edition: Edition, paper: PaperName) -> Facts:
    """What the PDF says of itself; without authors, those who sign are its authors."""
    settings = brief.settings
    publishers = tuple(organisation.name for organisation in settings.organisation)
    return Facts(
        title=" ".join(settings.title.split()),
        authors=tuple(author.name for author in settings.authors) or publishers,
        subject=" ".join(settings.subtitle.split()),
        keywords=tuple(word.strip() for word in re.split(r"[·|,;/]", settings.series) if word.strip()),
        publishers=publishers,
        rights=settings.licence,
        language=settings.language,
        day=settings.date or NO_DATE,
        version=settings.version,
        content_hash=brief.content_hash,
        edition=edition.name,
        paper=paper,
        made_by=f"brief {__version__}",
        set_by=engine_name(),
    )
