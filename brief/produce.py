"""Produce: the job behind `brief build`: the editions that were asked for, written to the output folder."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from brief import asked, build, output
from brief.findings import BriefError, Finding
from brief.findings.editions import OVERLONG_SHOWN, TOO_LONG
from brief.load import load
from brief.model import Brief, Edition, Fit, PaperName, Text, Weight, editions
from brief.typeset import Press

NOT_FOR_PRINT = "NOT-FOR-PRINT"
"""What the names of files end with that are only to be looked at."""


@dataclass(frozen=True, slots=True)
class Made:
    """A file that was written: its edition, its path, what was noticed, and how it came out.

    That is how a PDF keeps to its pages, or what a page for the screen weighs.
    """

    edition: str
    path: Path
    fit: Fit | Weight
    findings: tuple[Finding, ...]


def produce(where: Path, names: Sequence[str], paper: str, folder: Path, show: bool = False) -> Iterator[Made]:
    """Builds the editions `names` ('all' for every one) and writes each to `folder` as soon as it is done.

    An empty `paper` is the edition's own. With `show`, the pages of one that is too long are written under a name that
    says what they are. Raises `BriefError` when a page would be wrong, with the last good file untouched, and
    `UsageError` when an edition, the paper or the brief does not exist.
    """
    asked_paper = asked.paper(paper)
    brief, noticed = load(where)
    wanted = asked.editions(names, editions(brief.settings))
    brief, texts, more = build.read(brief)
    press = build.press_for(brief) if any(edition.medium == "paper" for edition in wanted) else None
    for edition in wanted:
        if press and edition.medium == "paper":
            made = _printed(brief, texts, edition, asked_paper or edition.paper, press, folder, show)
        else:
            made = _on_screen(brief, texts, edition, folder)
        yield replace(made, findings=(*noticed, *more, *made.findings))
        noticed = more = ()


def _printed(
    brief: Brief,
    texts: Sequence[Text],
    edition: Edition,
    paper: PaperName,
    press: Press,
    folder: Path,
    show: bool,
) -> Made:
    """Writes the PDF of an edition on one paper."""
    path = folder / f"{brief.settings.slug}-{edition.name}-{paper}.pdf"
    try:
        built = build.build(brief, texts, edition, paper, press)
    except BriefError as error:
        if not show or all(finding.rule != TOO_LONG.id for finding in error.findings):
            raise
        shown = path.with_stem(f"{path.stem}-{NOT_FOR_PRINT}")
        output.write(shown, build.overlong(brief, texts, edition, paper, press))
        raise BriefError([*error.findings, OVERLONG_SHOWN.at(file=shown)]) from error
    output.write(path, built.pdf)
    return Made(edition.name, path, built.fit, built.findings)


def _on_screen(brief: Brief, texts: Sequence[Text], edition: Edition, folder: Path) -> Made:
    """Writes the one file of an edition for the screen, which knows no paper."""
    from brief.build import screen  # 3 % of a cold build of a PDF, which needs none of it

    path = folder / f"{brief.settings.slug}-{edition.name}.html"
    page = screen.build(brief, texts, edition)
    output.write(path, page.html)
    return Made(edition.name, path, page.weight, page.findings)
