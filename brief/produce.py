"""Produce: the job behind `brief build`: writes the requested editions to the output folder."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date
from functools import cache, partial
from pathlib import Path
from typing import cast

from brief import asked, build, output
from brief.build.files import File, as_file, path_of
from brief.check import by_fault
from brief.check.ruling import Allowed, eased, raised
from brief.findings import BriefError, Finding, Severity, stop_on_errors
from brief.findings import editions as rules
from brief.findings.nearest import counted
from brief.forks import side_by_side
from brief.load import load
from brief.model import Brief, Edition, PaperName, Text, editions_of
from brief.process import begin, begin_step
from brief.typeset import Engine

NOT_FOR_PRINT = "NOT-FOR-PRINT"
"""The end of the name of a file that is only to be looked at."""


def produce(
    where: Path, names: Sequence[str], paper: str, folder: Path, show: bool = False
) -> Generator[File, None, None]:
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
    allowed = Allowed(texts)
    engine = cache(lambda: build.engine_for(brief))
    read = warnings = (*warnings, *more)
    wrong: list[Finding] = []
    missing: list[Finding] = []
    calls: list[Callable[[], File | Sequence[Finding]]] = [
        partial(_file, brief, texts, edition, asked_paper or edition.paper, engine, folder) for edition in wanted
    ]
    if is_final := brief.settings.status == "final":
        calls.append(partial(_stopping, brief, texts, read))
    with side_by_side(calls) as result:
        for number, edition in enumerate(wanted):
            on = asked_paper or edition.paper
            good = path_of(brief, edition, on, folder)
            shown = good.with_stem(f"{good.stem}-{NOT_FOR_PRINT}")
            try:
                made = cast(File, result(number))
            except BriefError as error:
                wrong += error.findings
                if show and any(finding.rule == rules.TOO_LONG.id for finding in error.findings):
                    begin(edition.name, edition.pages.most)
                    output.write(shown, build.overlong(brief, texts, edition, on, engine()))
                    missing.append(rules.OVERLONG_SHOWN.at(file=shown))
                if len(wanted) > 1:
                    missing.append(rules.NOT_BUILT.at(file=good.name))
                continue
            found = [*eased((*warnings, *made.findings), brief, allowed)]
            if is_final and edition is wanted[-1]:  # before it is written, as a time limit may end the command here
                with suppress(BriefError):  # it is advice, and without it the file is right
                    found += _not_released(cast(Sequence[Finding], result(len(wanted))), [*raised(found, brief)])
            output.write(made.path, made.data)
            output.remove(shown)
            yield replace(made, findings=tuple(found))
            warnings = ()
    stop_on_errors((*warnings, *(first for first, *_ in by_fault(wrong, known)), *missing) if wrong else ())


def _file(
    brief: Brief, texts: Sequence[Text], edition: Edition, paper: PaperName, engine: Callable[[], Engine], folder: Path
) -> File:
    """The file of an edition, without its set pages, which are too large to come from a fork."""
    return replace(as_file(brief, texts, edition, paper, engine, folder), set_pages=None)


def _stopping(brief: Brief, texts: Sequence[Text], read: Sequence[Finding]) -> Sequence[Finding]:
    """The errors that would stop the release of a final brief, apart from those in its pages."""
    from brief.review import stopping  # some 60 ms that a draft can do without

    begin("")
    begin_step("check")
    return tuple(stopping(brief, texts, read, date.today()))


def _not_released(stopping: Sequence[Finding], found: Sequence[Finding]) -> Iterator[Finding]:
    """A finding on the number of errors that would stop the release of a brief, if there are any."""
    errors = {*stopping, *(finding for finding in found if finding.severity is Severity.ERROR)}
    if errors:
        yield rules.NOT_RELEASED.at(problems=counted(len(errors), "problem"))
