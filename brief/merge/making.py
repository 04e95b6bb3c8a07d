"""Makes one copy: its pages are set, written, and read back. Runs in the processes of a merge, one copy at a time."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from brief import build, output
from brief.compose.fields import blank_in_settings
from brief.fields import as_printed
from brief.findings import BriefError, Finding, Place, Severity, UsageError, stop_on_errors
from brief.findings import merge as rules
from brief.fit import Fitted
from brief.manifest import digest
from brief.merge import preparing
from brief.merge.copies import Copy
from brief.merge.preparing import Asked, Ready, engine, of_row, ready, sample
from brief.merge.printed import text_of
from brief.merge.sample import Filled
from brief.model import Brief, Edition
from brief.process import begin
from brief.typeset import Rendering

BLANK = re.compile(r'data-blank="([^"]*)"')

MOST_EARLIER, MOST_PAGES = 8, 240
"""The most copies that are kept to exchange words in, and the most pages of these together, at all scales tried.

Several are needed: the words of a copy only fit one in which they take the same lines. At least one is kept.
"""


@dataclass(frozen=True, slots=True)
class Made:
    """A copy that was made, or the reasons why it was not.

    `wrong` are its errors and warnings, `pages` is the number of its pages, and `sha256` the digest of its file, which
    is empty in a dry run.
    """

    row: int
    pages: int = 0
    sha256: str = ""
    wrong: tuple[Finding, ...] = ()

    @property
    def is_good(self) -> bool:
        """Whether it has no errors; it may have warnings."""
        return all(finding.severity is not Severity.ERROR for finding in self.wrong)


def forget() -> None:
    """Clears what is kept in memory of an earlier merge, whose files may have changed."""
    preparing.forget()
    _earlier.cache_clear()


@lru_cache(maxsize=1)
def _earlier(_order: Asked, _process: int) -> list[build.Known]:
    """Copies in which words can be exchanged. Each process has its own, set by its engine."""
    return []


def spare(of: Ready) -> bytes:
    """The PDF of a spare copy, with the defaults of all fields. Raises `BriefError` when a printed field has none."""
    fields = of.brief.settings.fields
    values = {name: as_printed(field, field.default, of.brief.words) for name, field in fields.items() if field.default}
    begin(of.edition.name, of.edition.pages.most)
    copy = Copy(0, 0, "spare", values, {})
    brief, texts = of.for_copy(copy)
    built = build.build(brief, texts, of.edition, of.paper, engine(of.order))
    blank = _blank(brief, of.edition, built.html)
    filled = Filled.of(brief, texts, of.edition)
    wrong = of.proof.wrong(copy, filled, built.html, text_of(built.pdf), brief.place("fields"))
    stop_on_errors((*(rules.SPARE_BLANK.at(brief.place(f"fields.{name}"), name=name) for name in blank), *wrong))
    return built.pdf


def make(order: Asked, row: int, folder: Path | None) -> Made:
    """A copy of a row, made in `folder`; without a folder, its pages are only set. Its errors are in the result."""
    of = ready(order)
    copy = of.copies[row]
    place = Place(of.rows.path, copy.line)
    try:
        return _made(of, copy, folder, place)
    except UsageError:  # such as a full disk, for which no copy is to blame
        raise
    except BriefError as error:
        return Made(row, wrong=tuple(of_row(of, copy, finding, place) for finding in error.findings))


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
    output.write_soon(path, built.pdf)
    filled = Filled.of(brief, texts, of.edition)
    wrong = tuple(of.proof.wrong(copy, filled, built.html, text_of(path), place))
    if wrong:
        output.remove(path)
        return Made(copy.row, wrong=wrong)
    return Made(copy.row, built.fit.pages + built.fit.blank, digest(path.read_bytes()), built.findings)


def _fitted(job: build.Job, earlier: list[build.Known]) -> Fitted[Rendering]:
    """The pages of a copy: those of an `earlier` one with its words, or set anew; both ways give the same pages.

    Pages that were set anew are added to `earlier`, in which the pages used last come first.
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
