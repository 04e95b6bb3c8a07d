"""Makes one copy: its pages are set, written, and read back. Runs in the processes of a merge, one copy at a time."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from statistics import median

from brief import __version__, asked, build, output
from brief.compose.fields import blank_in_settings
from brief.fields import as_printed
from brief.findings import BriefError, Finding, Place, Severity, UsageError, page, stop_on_errors
from brief.findings import editions as editions_rules
from brief.findings import merge as rules
from brief.findings.nearest import shortened
from brief.fit import Fitted
from brief.load import load, rows, with_values
from brief.load.look import layouts
from brief.manifest import digest
from brief.merge.copies import Copy, copies
from brief.merge.proof import Proof, named_outright, text_of
from brief.model import Brief, Edition, PaperName, Section, Text, editions_of
from brief.process import begin
from brief.typeset import Engine, Rendering, engine_name

READER = build.Reader()
"""Parses what sections of copies share once."""

BLANK = re.compile(r'data-blank="([^"]*)"')

FAILED, REST = "failed.csv", ".rest.csv"
"""The rows that have to be mended, and the others of the same list, which go with them."""

MOST_EARLIER, MOST_PAGES = 8, 240
"""How many copies are kept, whose words are exchanged: those with a line more or less are others.

Of long ones fewer are kept, at least one: so many pages of all, at each scale that was tried.
"""

UNUSUAL = 1.5
"""How much longer than usual a value is that is named as the reason for pages that are too long."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a merge was asked for: the brief and the list, which stand in `home`, and names of edition and paper."""

    where: Path
    list: Path
    encoding: str = ""
    edition: str = "handout"
    paper: str = ""
    home: Path = field(default_factory=Path.cwd)


@dataclass(frozen=True, slots=True)
class Made:
    """A copy that was made, or what is wrong with it.

    `wrong` has errors and warnings, `pages` is the number of its pages, and `sha256` the digest of its file. Of a dry
    run, there is no file.
    """

    row: int
    pages: int = 0
    sha256: str = ""
    wrong: tuple[Finding, ...] = ()

    @property
    def is_good(self) -> bool:
        """Whether nothing is wrong with it but what warnings say."""
        return all(finding.severity is not Severity.ERROR for finding in self.wrong)


@dataclass(frozen=True, slots=True)
class Ready:
    """All that copies are made of: the order, the brief and its sections, the edition and paper, the list, the proof.

    `recipe` stands for all that does not depend on a row: the brief, its look, and the versions of what sets it.
    `findings` are about the brief and the list; those copies that the list has wrong are not among `copies`.
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
        """What the bytes of a copy depend on, as a digest."""
        brief, _ = self.for_copy(copy)
        parts = (self.recipe, brief.content_hash, self.edition.name, self.paper, copy.name, sorted(copy.values.items()))
        return digest(repr(parts).encode())

    def for_copy(self, copy: Copy) -> tuple[Brief, tuple[Text, ...]]:
        """The brief with the values of a copy, and its sections, of which some may be named by these values.

        Raises `BriefError` when there is no such section, or when something is wrong with it.
        """
        brief = with_values(self.brief, copy.values)
        if brief.sections == self.brief.sections:
            return brief, self.texts
        brief, texts = _with_sections(self.order, brief.sections)
        return replace(brief, values=copy.values), texts


def forget() -> None:
    """Forgets an earlier merge: its files may have changed."""
    for known in (_read, _with_sections, ready, _engine, _sample, _earlier):
        known.cache_clear()


@lru_cache(maxsize=1)
def ready(order: Asked) -> Ready:
    """Everything ready for the copies, in this process; the sample is built, so that it is known to be right.

    Raises `UsageError` when the brief, the list, the edition or the paper is not there, and `BriefError` when the brief
    cannot be built.
    """
    brief, texts, warnings = _read(order)
    edition = asked.edition(order.edition, editions_of(brief.settings))
    if edition.medium != "paper":
        raise UsageError([rules.NOT_ON_SCREEN.at(edition=edition.name)])
    paper = asked.paper(order.paper) or edition.paper
    listed = _listed(order)
    good, every, of_list = copies(brief, listed)
    begin(edition.name, edition.pages.most)
    sample = build.build(brief, texts, edition, paper, engine(order))
    of = Ready(
        order=order,
        brief=brief,
        texts=texts,
        edition=edition,
        paper=paper,
        rows=listed,
        copies={copy.row: copy for copy in good},
        proof=Proof(every, text_of(sample.pdf)),
        recipe=_recipe(build.Job.of(brief, texts, edition, paper, engine(order))),
        findings=(
            *(one for one in warnings if one.rule != page.FIELD_WITHOUT_SAMPLE.id),
            *of_list,
            *_draft(brief),
            *named_outright(every, brief, sample.html),
        ),
    )
    wrong = {copy.row: [*_wrong_sections(of, copy)] for copy in good}
    return replace(
        of,
        copies={copy.row: copy for copy in good if not wrong[copy.row]},
        findings=(*of.findings, *(finding for row in wrong for finding in wrong[row])),
    )


def _listed(order: Asked) -> rows.Rows:
    """The list; with rows that failed in an earlier merge go the others of that."""
    listed, rest = rows.read(order.list, order.encoding), order.list.with_name(REST)
    if order.list.name != FAILED or not rest.is_file():
        return listed
    others = rows.read(rest)
    return replace(listed, rows=(*listed.rows, *others.rows)) if others.columns == listed.columns else listed


def _draft(brief: Brief) -> Iterator[Finding]:
    """A warning when the brief is not final."""
    if (status := brief.settings.status) != "final":
        yield rules.STILL_DRAFT.at(brief.place("status"), status=status)


def _wrong_sections(of: Ready, copy: Copy) -> Iterator[Finding]:
    """What is wrong with the sections that the values of a copy name."""
    try:
        of.for_copy(copy)
    except BriefError as error:
        place = Place(of.rows.path, copy.line)
        wrong = (finding for finding in error.findings if finding.severity is Severity.ERROR)
        yield from (_of_row(of, copy, finding, place) for finding in wrong)


def _recipe(job: build.Job) -> str:
    """A digest of all that copies depend on besides their rows."""
    sheets = (*job.on(job.grid).look, *layouts(job.brief.styles))
    texts = (sheet.text for sheet in sheets)
    edition = (replace(job.edition, kinds=frozenset()), sorted(job.edition.kinds))  # a set is printed in any order
    parts = (job.brief.content_hash, edition, sorted(job.brief.words.items()), __version__, engine_name(), *texts)
    return digest(repr(parts).encode())


@lru_cache(maxsize=1)
def _read(order: Asked) -> tuple[Brief, tuple[Text, ...], tuple[Finding, ...]]:
    """The brief, which a copy does not carry along, its sections, and the warnings about them."""
    brief, warnings = load(order.where)
    brief, texts, more = READER.read(replace(brief, settings=replace(brief.settings, attach_source=False)))
    return brief, texts, (*warnings, *more)


@lru_cache(maxsize=64)
def _with_sections(order: Asked, sections: tuple[Section, ...]) -> tuple[Brief, tuple[Text, ...]]:
    """The brief with other sections, and these."""
    brief, texts, _ = READER.read(replace(_read(order)[0], sections=sections))
    return brief, texts


def engine(order: Asked) -> Engine:
    """The engine of this process. One that was forked needs its own: the thread of Pango for fonts is not there."""
    return _engine(order, os.getpid())


@lru_cache(maxsize=1)
def _engine(order: Asked, _process: int) -> Engine:
    return build.engine_for(_read(order)[0], keeps_boxes=True)


def sample(order: Asked) -> build.Job:
    """The job of the sample, whose style sheets and layouts all copies have."""
    return _sample(order, os.getpid())


@lru_cache(maxsize=1)
def _sample(order: Asked, _process: int) -> build.Job:
    of = ready(order)
    return build.Job.of(of.brief, of.texts, of.edition, of.paper, engine(order))


@lru_cache(maxsize=1)
def _earlier(_order: Asked, _process: int) -> list[build.Known]:
    """Copies whose words may be exchanged for those of others; in a process of its own, whose engine set them."""
    return []


def spare(of: Ready) -> bytes:
    """The PDF of a copy for nobody: its fields have their defaults. Raises `BriefError` when one is missed."""
    fields = of.brief.settings.fields
    values = {name: as_printed(field, field.default, of.brief.words) for name, field in fields.items() if field.default}
    begin(of.edition.name, of.edition.pages.most)
    copy = Copy(0, 0, "spare", values, {})
    brief, texts = of.for_copy(copy)
    built = build.build(brief, texts, of.edition, of.paper, engine(of.order))
    blank = _blank(brief, of.edition, built.html)
    wrong = of.proof.wrong(copy, built.html, text_of(built.pdf), brief.place("fields"))
    stop_on_errors((*(rules.SPARE_BLANK.at(brief.place(f"fields.{name}"), name=name) for name in blank), *wrong))
    return built.pdf


def make(order: Asked, row: int, folder: Path | None) -> Made:
    """Makes the copy of a row in `folder`; without one, it is only set."""
    of = ready(order)
    copy = of.copies[row]
    place = Place(of.rows.path, copy.line)
    try:
        return _made(of, copy, folder, place)
    except UsageError:  # such as a full disk, of which no copy is to blame
        raise
    except BriefError as error:
        return Made(row, wrong=tuple(_of_row(of, copy, finding, place) for finding in error.findings))


def _made(of: Ready, copy: Copy, folder: Path | None, place: Place) -> Made:
    begin(of.edition.name, of.edition.pages.most)
    brief, texts = of.for_copy(copy)
    job = build.Job.of(brief, texts, of.edition, of.paper, engine(of.order), sample(of.order))
    fitted = _fitted(job, _earlier(of.order, os.getpid()))
    said = {"row": copy.row, "file": copy.name}
    blank = _blank(brief, of.edition, fitted.pages.html)
    stop_on_errors(rules.VALUE_BLANK.at(place, **said, name=name) for name in blank)
    first = stop_on_errors(build.first_findings(job, fitted))
    if folder is None:
        return Made(copy.row, len(fitted.measured.pages), wrong=first)
    built = build.finished(job, fitted, first)
    stop_on_errors(built.findings)
    path = folder / copy.name
    output.write(path, built.pdf)
    wrong = tuple(of.proof.wrong(copy, built.html, text_of(path), place))
    if wrong:
        output.remove(path)
        return Made(copy.row, wrong=wrong)
    return Made(copy.row, built.fit.pages + built.fit.blank, digest(path.read_bytes()), built.findings)


def _fitted(job: build.Job, earlier: list[build.Known]) -> Fitted[Rendering]:
    """The pages of a copy: those of an `earlier` one with its words, or else set anew; they are the same in all.

    Those that were set anew join the earlier ones, of which the last that had its words exchanged comes first.
    """
    for known in earlier:
        if fitted := job.exchanged(known):
            earlier.remove(known)
            earlier.insert(0, known)
            return fitted
    fitted, new = job.known(like=earlier[0] if earlier else None)
    if new:
        earlier.insert(0, new)
        while len(earlier) > MOST_EARLIER or (len(earlier) > 1 and sum(known.size for known in earlier) > MOST_PAGES):
            earlier.pop()
    return fitted


def _blank(brief: Brief, edition: Edition, html: str) -> Sequence[str]:
    """The fields that are printed without a value."""
    return sorted({*BLANK.findall(html), *blank_in_settings(brief, edition)})


def _of_row(of: Ready, copy: Copy, finding: Finding, place: Place) -> Finding:
    """An error of an edition as that of a row; pages that are too long name the value that is longer than usual."""
    if finding.severity is not Severity.ERROR or finding.place == place:
        return finding
    message = rules.OF_ROW.format(row=copy.row, file=copy.name, message=finding.message)
    is_long = finding.rule == editions_rules.TOO_LONG.id
    hint = rules.SHORTEN.format(longest=_longest(of, copy)) if is_long else finding.hint
    return replace(finding, message=message, hint=hint, place=place)


def _longest(of: Ready, copy: Copy) -> str:
    """What is said of the value that is longest in comparison with those of other rows; empty if none stands out."""
    lengths = {name: [len(other.values.get(name, "")) for other in of.copies.values()] for name in copy.values}
    usual = {name: max(median(own), 1) for name, own in lengths.items()}
    name = max(copy.values, key=lambda name: len(copy.values[name]) / usual[name], default="")
    if not name or len(copy.values[name]) < UNUSUAL * usual[name]:
        return ""
    count = len(copy.values[name])
    return rules.LONGEST_VALUE.format(column=shortened(name), count=count, usual=round(usual[name]))
