"""Prepares a merge: reads the brief and the list, and finds out what all copies share, before the first one is made."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import lru_cache, partial
from pathlib import Path
from statistics import median

from brief import __version__, asked, build
from brief.findings import BriefError, Finding, Place, Severity, UsageError, page
from brief.findings import editions as editions_rules
from brief.findings import merge as rules
from brief.findings.nearest import shortened
from brief.load import load, rows, with_values
from brief.load.look import layouts
from brief.manifest import digest
from brief.merge.copies import Copy, copies, folded
from brief.merge.printed import text_of
from brief.merge.proof import Proof, named, named_outright
from brief.merge.sample import AsComposed, Filled, Sample
from brief.model import AS_WRITTEN, Brief, Edition, PaperName, Section, Text, editions_of
from brief.process import begin
from brief.typeset import Engine, engine_name

READER = build.Reader()
"""Parses a section only once for all copies that have it."""

FAILED, REST = "failed.csv", ".rest.csv"
"""The names of the list of rows that failed, and of the list of the other rows of the same merge."""

MOST_COMPARED, MOST_NAMED = 4, 40
"""The most copies that are compared with the sample, to tell what all have in common; and the most further ones, with a
value that stands there."""

UNUSUAL = 1.5
"""A value this many times as long as usual is named as the reason for pages that are too long."""


@dataclass(frozen=True, slots=True)
class Asked:
    """The order for a merge: brief and list, as paths from the folder `home`, and the names of edition and paper."""

    where: Path
    list: Path
    encoding: str = ""
    edition: str = "handout"
    paper: str = ""
    home: Path = field(default_factory=Path.cwd)


@dataclass(frozen=True, slots=True)
class Ready:
    """What all copies share: the order, the brief and its sections, the edition and paper, the list, the proof.

    `recipe` is a digest of what does not depend on a row: the brief, its look, and the versions of brief and the
    engine. `copies` are those without errors, by row. `findings` are about the brief and the list.
    """

    order: Asked
    brief: Brief
    texts: tuple[Text, ...]
    edition: Edition
    paper: PaperName
    rows: rows.Rows
    copies: Mapping[int, Copy]
    proof: Proof
    recipe: str
    findings: tuple[Finding, ...]

    def key(self, copy: Copy) -> str:
        """A digest of everything that the bytes of a copy depend on."""
        brief, _ = self.for_copy(copy)
        parts = (self.recipe, brief.content_hash, self.edition.name, self.paper, copy.name, sorted(copy.values.items()))
        return digest(repr(parts).encode())

    def for_copy(self, copy: Copy) -> tuple[Brief, tuple[Text, ...]]:
        """The brief with the values of a copy, and its sections, some of which these values may name.

        Raises `BriefError` when such a section is missing or has errors.
        """
        return _for_values(self.order, self.brief, self.texts, copy.values)


def forget() -> None:
    """Clears what is kept in memory of an earlier merge, whose files may have changed."""
    for known in (_read, _with_sections, ready, _engine, _sample):
        known.cache_clear()


@lru_cache(maxsize=1)
def ready(order: Asked) -> Ready:
    """What copies need in this process. The sample is built, so that errors of the brief show before any copy is made.

    Raises `UsageError` when the brief, the list, the edition or the paper does not exist, or when the edition is for
    the screen, and `BriefError` when the brief cannot be built.
    """
    brief, texts, warnings = _read(order)
    edition = asked.edition(order.edition, editions_of(brief.settings))
    if edition.medium != "paper":
        raise UsageError([rules.NOT_ON_SCREEN.at(edition=edition.name)])
    paper = asked.paper(order.paper) or edition.paper
    listed = _listed(order)
    good, every, of_list = copies(brief, listed)
    begin(edition.name, edition.pages.most)
    built = build.build(brief, texts, edition, paper, engine(order))
    of_sample = AsComposed(brief, texts, Filled.of(brief, texts, edition), built.html)
    compose = partial(_composed, order, of_sample, edition, paper)
    compared = [*compose(_unlike(brief, good))]
    rows_named = {row for *_, row in named(every, Sample.of("", of_sample, *compared))}
    owners = [copy for copy in good if copy.row in rows_named][:MOST_NAMED]
    sample = Sample.of(text_of(built.pdf), of_sample, *compared, *compose(owners))
    of = Ready(
        order=order,
        brief=brief,
        texts=texts,
        edition=edition,
        paper=paper,
        rows=listed,
        copies={copy.row: copy for copy in good},
        proof=Proof(every, sample),
        recipe=_recipe(build.Job.of(brief, texts, edition, paper, engine(order))),
        findings=(
            *(one for one in warnings if one.rule != page.FIELD_WITHOUT_SAMPLE.id),
            *of_list,
            *_draft(brief),
            *named_outright(every, sample),
        ),
    )
    wrong = {copy.row: [*_wrong_sections(of, copy)] for copy in good}
    return replace(
        of,
        copies={copy.row: copy for copy in good if not wrong[copy.row]},
        findings=(*of.findings, *(finding for row in wrong for finding in wrong[row])),
    )


def _unlike(brief: Brief, good: Sequence[Copy]) -> Sequence[Copy]:
    """Some copies that differ from the sample, and from each other, in many values."""
    seen, chosen = {*brief.values.values()}, list[Copy]()
    for _ in range(min(MOST_COMPARED, len(good))):
        copy = max(good, key=lambda one: len({*one.values.values()} - seen))
        seen.update(copy.values.values())
        chosen.append(copy)
    return chosen


def _composed(
    order: Asked, sample: AsComposed, edition: Edition, paper: PaperName, some: Sequence[Copy]
) -> Iterator[AsComposed]:
    """Composes some copies to HTML, without setting pages."""
    for copy in some:
        with suppress(BriefError):  # it is raised again when the copy is made
            brief, texts = _for_values(order, sample.brief, sample.texts, copy.values)
            job = build.Job.of(brief, texts, edition, paper, engine(order))
            yield AsComposed(brief, texts, Filled.of(brief, texts, edition), job.on(job.grid).html(AS_WRITTEN))


def _for_values(
    order: Asked, brief: Brief, texts: tuple[Text, ...], values: Mapping[str, str]
) -> tuple[Brief, tuple[Text, ...]]:
    """A brief with these values, and its sections, some of which the values may name."""
    own = with_values(brief, values)
    if own.sections == brief.sections:
        return own, texts
    own, texts = _with_sections(order, own.sections)
    return replace(own, values=values), texts


def _listed(order: Asked) -> rows.Rows:
    """The rows of the list; a list of rows that failed is completed with the other rows of that merge.

    It may have got further columns since, or other names for the same ones.
    """
    listed, rest = rows.read(order.list, order.encoding), order.list.with_name(REST)
    if order.list.name != FAILED or not rest.is_file():
        return listed
    others = rows.read(rest)
    columns = {folded(name): name for one in (others, listed) for name in one.columns}

    def in_columns(one: rows.Rows) -> Iterator[tuple[int, list[str]]]:
        for line, cells in one.rows:
            by_column = dict(zip(map(folded, one.columns), cells, strict=True))
            yield line, [by_column.get(name, "") for name in columns]

    return replace(listed, columns=tuple(columns.values()), rows=(*in_columns(listed), *in_columns(others)))


def _draft(brief: Brief) -> Iterator[Finding]:
    """A warning when the brief is not final."""
    if (status := brief.settings.status) != "final":
        yield rules.STILL_DRAFT.at(brief.place("status"), status=status)


def _wrong_sections(of: Ready, copy: Copy) -> Iterator[Finding]:
    """The errors of the sections that the values of a copy name, as errors of its row."""
    try:
        of.for_copy(copy)
    except BriefError as error:
        place = Place(of.rows.path, copy.line)
        wrong = (finding for finding in error.findings if finding.severity is Severity.ERROR)
        yield from (of_row(of, copy, finding, place) for finding in wrong)


def _recipe(job: build.Job) -> str:
    """A digest of everything that copies depend on besides their rows."""
    sheets = (*job.on(job.grid).look, *layouts(job.brief.styles))
    texts = (sheet.text for sheet in sheets)
    parts = (job.brief.content_hash, job.edition, sorted(job.brief.words.items()), __version__, engine_name(), *texts)
    return digest(repr(parts).encode())


@lru_cache(maxsize=1)
def _read(order: Asked) -> tuple[Brief, tuple[Text, ...], tuple[Finding, ...]]:
    """The brief, set to attach no files, its sections, and the warnings about both."""
    brief, warnings = load(order.where)
    brief, texts, more = READER.read(replace(brief, settings=replace(brief.settings, attach_source=False)))
    return brief, texts, (*warnings, *more)


@lru_cache(maxsize=64)
def _with_sections(order: Asked, sections: tuple[Section, ...]) -> tuple[Brief, tuple[Text, ...]]:
    """The brief with other sections, and these as parsed."""
    brief, texts, _ = READER.read(replace(_read(order)[0], sections=sections))
    return brief, texts


def engine(order: Asked) -> Engine:
    """The engine of this process. A forked process needs its own: a fork does not copy the font thread of Pango."""
    return _engine(order, os.getpid())


@lru_cache(maxsize=1)
def _engine(order: Asked, _process: int) -> Engine:
    return build.engine_for(_read(order)[0], keeps_boxes=True)


def sample(order: Asked) -> build.Job:
    """The job of the sample; all copies have its style sheets and layouts."""
    return _sample(order, os.getpid())


@lru_cache(maxsize=1)
def _sample(order: Asked, _process: int) -> build.Job:
    of = ready(order)
    return build.Job.of(of.brief, of.texts, of.edition, of.paper, engine(order))


def of_row(of: Ready, copy: Copy, finding: Finding, place: Place) -> Finding:
    """The finding, reworded for a row if it is an error; the hint names a long value when pages are too long."""
    if finding.severity is not Severity.ERROR or finding.place == place:
        return finding
    message = rules.OF_ROW.format(row=copy.row, file=copy.name, message=finding.message)
    is_long = finding.rule == editions_rules.TOO_LONG.id
    hint = rules.SHORTEN.format(longest=_longest(of, copy)) if is_long else finding.hint
    return replace(finding, message=message, hint=hint, place=place)


def _longest(of: Ready, copy: Copy) -> str:
    """A hint on the value that is longest compared with those of other rows; empty if none is unusually long."""
    lengths = {name: [len(other.values.get(name, "")) for other in of.copies.values()] for name in copy.values}
    usual = {name: max(median(own), 1) for name, own in lengths.items()}
    name = max(copy.values, key=lambda name: len(copy.values[name]) / usual[name], default="")
    if not name or len(copy.values[name]) < UNUSUAL * usual[name]:
        return ""
    count = len(copy.values[name])
    return rules.LONGEST_VALUE.format(column=shortened(name), count=count, usual=round(usual[name]))
