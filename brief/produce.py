"""Produce: the job behind `brief build`: the editions that were asked for, written to the output folder."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

from brief import asked, build, output
from brief.build.as_file import File, as_file, path_of
from brief.findings import BriefError
from brief.findings.editions import OVERLONG_SHOWN, TOO_LONG
from brief.load import load
from brief.model import editions

NOT_FOR_PRINT = "NOT-FOR-PRINT"
"""What the names of files end with that are only to be looked at."""


def produce(where: Path, names: Sequence[str], paper: str, folder: Path, show: bool = False) -> Iterator[File]:
    """Builds the editions `names` ('all' for every one) and writes each to `folder` as soon as it is done.

    An empty `paper` is the edition's own. With `show`, the pages of one that is too long are written under a name that
    says what they are. Raises `BriefError` when a page would be wrong, with the last good file untouched, and
    `UsageError` when an edition, the paper or the brief does not exist.
    """
    asked_paper = asked.paper(paper)
    brief, noticed = load(where)
    wanted = asked.editions(names, editions(brief.settings))
    brief, texts, more = build.read(brief)
    press = cache(lambda: build.press_for(brief))
    for edition in wanted:
        on = asked_paper or edition.paper
        try:
            made = as_file(brief, texts, edition, on, press, folder)
        except BriefError as error:
            if not show or all(finding.rule != TOO_LONG.id for finding in error.findings):
                raise
            good = path_of(brief, edition, on, folder)
            shown = good.with_stem(f"{good.stem}-{NOT_FOR_PRINT}")
            output.write(shown, build.overlong(brief, texts, edition, on, press()))
            raise BriefError([*error.findings, OVERLONG_SHOWN.at(file=shown)]) from error
        output.write(made.path, made.data)
        yield replace(made, findings=(*noticed, *more, *made.findings))
        noticed = more = ()
