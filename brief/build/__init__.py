"""Build: runs the stages for one brief and one edition. The only place where stages meet.

reading.read(brief)        parses each section once, runs the checks that need no pages, seals what was read;
                           a `Reader` reads a brief repeatedly, and parses only what has changed;
                           `survey` also reads a brief with errors
composing.composing(…)     makes the function that composes the HTML of an edition
Job.of(brief, texts, …)    an edition on paper, ready to be set in any way
build(brief, texts, …)     sets, fits, checks and writes the pages of an edition: `first_findings`, `finished`
overlong(brief, …)         the pages of an edition that is too long, to look at
listed(job, layout, …)     pages that list something in the look of an edition
screen.build(brief, …)     composes and publishes an edition for the screen
files.as_file(brief, …)    an edition for paper or screen, as a file with its name
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from brief import __version__, check
from brief.build.blame import blamed
from brief.build.job import Job, Known, measured
from brief.build.reading import Reader, read, survey
from brief.compose import NO_DATE
from brief.findings import BriefError, Finding, stop_on_errors
from brief.finish import Facts, ForPress, finisher
from brief.fit import Fitted, Start
from brief.load.folders import leads_out
from brief.load.look import list_sheet, not_for_print, tokens
from brief.model import (
    AS_WRITTEN,
    POINTS_IN_MM,
    Brief,
    Edition,
    Fit,
    Flaw,
    Measured,
    PaperName,
    Remark,
    Sheet,
    Text,
    points,
)
from brief.process import begin_step
from brief.tags import tags
from brief.typeset import Engine, Rendering, condition, engine_name, write

__all__ = [
    "Built",
    "Job",
    "Known",
    "Reader",
    "Start",
    "build",
    "engine_for",
    "finished",
    "first_findings",
    "listed",
    "measured",
    "overlong",
    "read",
    "survey",
]


@dataclass(frozen=True, slots=True)
class Built:
    """A finished edition: the PDF, the pages as the checks see them, how they fit, and the findings."""

    pdf: bytes
    pages: check.EditionPages
    fit: Fit
    findings: tuple[Finding, ...]

    @property
    def html(self) -> str:
        """The HTML that it was set from."""
        return self.pages.html

    @property
    def measured(self) -> Measured:
        """The places of everything on the pages."""
        return self.pages.measured


def engine_for(brief: Brief, before: Engine | None = None, *, keeps_boxes: bool = False) -> Engine:
    """An engine with the fonts of the brief's styles; `before` itself, if its fonts are the same.

    An engine that `keeps_boxes` sets pages on which words can be exchanged (`Job.exchanged`).
    """
    folders = [folder / "fonts" for folder in brief.styles if (folder / "fonts").is_dir()]
    folders = [folder for folder in folders if not leads_out(folder.parent, folder)]
    return before if before and before.has_faces_of(folders) else Engine(folders, keeps_boxes=keeps_boxes)


def build(brief: Brief, texts: Sequence[Text], edition: Edition, paper: PaperName, engine: Engine) -> Built:
    """One edition on one paper. Raises `BriefError` when its pages would be wrong."""
    job = Job.of(brief, texts, edition, paper, engine)
    fitted = job.fitted()
    first = stop_on_errors(first_findings(job, fitted))
    built = finished(job, fitted, first)
    stop_on_errors(built.findings)
    return built


def first_findings(job: Job, fitted: Fitted[Rendering]) -> tuple[Finding, ...]:
    """The findings on an edition and on its number of pages, which are known before a PDF is written."""
    begin_step("check")
    return (*job.findings, *check.first_findings(check.LENGTH_CHECKS, job.pages(fitted)))


def finished(job: Job, fitted: Fitted[Rendering], first: Sequence[Finding]) -> Built:
    """The edition with its PDF and all findings, including errors; the `first` findings come first."""
    files: Mapping[str, bytes] = {}
    if job.edition.name == "full" and job.brief.settings.attach_source:
        from brief.build.source import source_files  # few briefs ask for it

        files = source_files(job, fitted.measured)

    def made(html: str, look: Sequence[Sheet]) -> object:
        return _written(job, job.typeset(html, look), files)

    try:
        pdf, flaws, remarks = _written(job, fitted.pages, files)
    except BriefError as error:
        raise blamed(error, job, fitted.pages.html, fitted.scale, (), made) from error
    pages = replace(job.pages(fitted), flaws=flaws, remarks=remarks)
    begin_step("check")
    findings = (*first, *check.findings(check.PAGE_CHECKS, pages))
    return Built(pdf, replace(pages, set_again=check.set_nothing), _fit(job, fitted), findings)


def overlong(brief: Brief, texts: Sequence[Text], edition: Edition, paper: PaperName, engine: Engine) -> bytes:
    """The PDF of an edition that is too long, as close as it can be set, marked so that nobody hands it out."""
    job = Job.of(brief, texts, edition, paper, engine)
    marks = not_for_print(job.brief, edition.pages.most or 0)
    pdf, *_ = _written(job, job.set_pages(job.fitted().scale, AS_WRITTEN, marks), {})
    return pdf


def listed(job: Job, layout: str, values: Mapping[str, object]) -> bytes:
    """The PDF of a list, such as a route: `values` in the layout of that name, in the look of an edition."""
    with job.engine.faces.memory.off():  # no other pages are like these
        pdf, *_ = _written(job, job.set_list(layout, values, list_sheet(job.brief)), {})
    return pdf


def _written(
    job: Job, rendering: Rendering, files: Mapping[str, bytes]
) -> tuple[bytes, tuple[Flaw, ...], tuple[Remark, ...]]:
    """The PDF with files attached, the flaws in it, and the engine's remarks. For a press it has no tags."""
    begin_step("write")
    facts, blank = _facts(job), job.edition.pages.blank(len(rendering.document.pages))
    if job.inks.set != "press":
        return write(rendering, tags, finisher(facts, blank, job.edition.duplex, files=files))
    for_press = ForPress(condition(job.inks.profile), job.edition.crop_marks)
    return write(rendering, None, finisher(facts, blank, press=for_press))


def _fit(job: Job, fitted: Fitted[Rendering]) -> Fit:
    """How the edition fits its pages."""
    pages, edition = fitted.measured.pages, job.edition
    size = fitted.scale["text-size"] or tokens(job.as_set(fitted.scale).look).get("text-size", "")
    return Fit(
        pages=len(pages),
        type_size=points(size) or edition.type_size,
        smallest=edition.smallest,
        margin=min(pages[0].margins) / POINTS_IN_MM,
        full=fitted.full,
        blank=edition.pages.blank(len(pages)),
        folded=fitted.scale.folded,
    )


def _facts(job: Job) -> Facts:
    """The metadata of the PDF. For a brief without authors, its organizations are the authors."""
    settings = job.brief.settings
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
        content_hash=job.brief.content_hash,
        edition=job.edition.name,
        paper=job.paper,
        made_by=f"brief {__version__}",
        set_by=engine_name(),
    )
