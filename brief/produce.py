"""Produce: the job behind `brief build`: the editions that were asked for, written to the output folder."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from brief import asked, build, output
from brief.findings import Finding
from brief.load import load


@dataclass(frozen=True, slots=True)
class Made:
    """A PDF that was written: its edition, its path, its number of pages, and what was noticed."""

    edition: str
    path: Path
    pages: int
    findings: tuple[Finding, ...]


def produce(where: Path, names: Sequence[str], paper: str, folder: Path) -> Iterator[Made]:
    """Builds the editions `names` ('all' for every one) and writes each to `folder` as soon as it is done.

    An empty `paper` is the brief's own. Raises `BriefError` when a page would be wrong, with the last good
    file untouched, and `UsageError` when an edition, the paper or the brief does not exist.
    """
    editions, asked_paper = asked.editions(names), asked.paper(paper)
    brief, noticed = load(where)
    brief, texts, more = build.read(brief)
    press = build.press_for(brief)
    on = asked_paper or brief.settings.paper
    for edition in editions:
        built = build.build(brief, texts, edition, on, press)
        path = folder / f"{brief.settings.slug}-{edition.name}-{on}.pdf"
        output.write(path, built.pdf)
        yield Made(edition.name, path, len(built.layout.pages), (*noticed, *more, *built.findings))
        noticed = more = ()
