"""Produce: the job behind `brief build`: writes the requested editions to the output folder."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

from brief import asked, build, output
from brief.build.files import File, as_file, path_of
from brief.check import by_fault
from brief.check.ruling import Allowed, eased
from brief.findings import BriefError, Finding, stop_on_errors
from brief.findings import editions as rules
from brief.findings.nearest import counted
from brief.load import load
from brief.model import Brief, Text, editions_of

NOT_FOR_PRINT = "NOT-FOR-PRINT"
"""The end of the name of a file that is only to be looked at."""


def produce(where: Path, names: Sequence[str], paper: str, folder: Path, show: bool = False) -> Iterator[File]:
    """Builds the editions `names` ('all' for every one) and writes each to `folder` as soon as it is done.

    An empty `paper` means the edition's own. With `show`, the pages of an edition that is too long are written to a
    file with `NOT_FOR_PRINT` in its name. Raises `BriefError` when pages would be wrong, after the other editions are
    built; the last good file is kept. Raises `UsageError` when an edition, the paper or the brief does not exist.
    """
    output.check_here(folder)
    asked_paper = asked.paper(paper)
    brief, warnings = load(where)
    known = editions_of(brief.settings)
    wanted = asked.editions(names, known)
    brief, texts, more = build.read(brief)
    engine = cache(lambda: build.engine_for(brief))
    read = warnings = (*warnings, *more)
    wrong: list[Finding] = []
    missing: list[Finding] = []
    for edition in wanted:
        on = asked_paper or edition.paper
        good = path_of(brief, edition, on, folder)
        shown = good.with_stem(f"{good.stem}-{NOT_FOR_PRINT}")
        try:
            made = as_file(brief, texts, edition, on, engine, folder)
        except BriefError as error:
            wrong += error.findings
            if show and any(finding.rule == rules.TOO_LONG.id for finding in error.findings):
                output.write(shown, build.overlong(brief, texts, edition, on, engine()))
                missing.append(rules.OVERLONG_SHOWN.at(file=shown))
            if len(wanted) > 1:
                missing.append(rules.NOT_BUILT.at(file=good.name))
            continue
        output.write(made.path, made.data)
        output.remove(shown)
        found = [*eased((*warnings, *made.findings), brief, Allowed(texts))]
        if edition is wanted[-1] and brief.settings.status == "final":
            found += _release_stopped(brief, texts, (*read, *made.findings))
        yield replace(made, findings=tuple(found))
        warnings = ()
    stop_on_errors((*warnings, *(first for first, *_ in by_fault(wrong, known)), *missing) if wrong else ())


def _release_stopped(brief: Brief, texts: Sequence[Text], found: Sequence[Finding]) -> Iterator[Finding]:
    """A finding on the number of errors that would stop the release of a final brief, if there are any."""
    from brief.review import stopping  # some 60 ms that a draft can do without

    if stopped := len(stopping(brief, texts, found, date.today())):
        yield rules.NOT_RELEASED.at(problems=counted(stopped, "problem"))
