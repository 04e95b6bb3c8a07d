"""Produce: the job behind `brief build`: the editions that were asked for, written to the output folder."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from brief import build, output
from brief.findings import Finding, UsageError
from brief.findings.command import UNKNOWN_EDITION, UNKNOWN_PAPER
from brief.findings.nearest import did_you_mean
from brief.load import load
from brief.model import EDITIONS, PAPERS, Edition, PaperName


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
    editions = _editions(names)
    if paper and paper not in PAPERS:
        raise UsageError([UNKNOWN_PAPER.at(paper=paper, nearest=did_you_mean(paper, PAPERS))])
    brief, noticed = load(where)
    brief, texts, more = build.read(brief)
    press = build.press_for(brief)
    on: PaperName = paper or brief.settings.paper  # type: ignore[assignment]  # one of PAPERS, as seen above
    for edition in editions:
        built = build.build(brief, texts, edition, on, press)
        path = folder / f"{brief.settings.slug}-{edition.name}-{on}.pdf"
        output.write(path, built.pdf)
        yield Made(edition.name, path, len(built.layout.pages), (*noticed, *more, *built.findings))
        noticed = more = ()


def _editions(names: Sequence[str]) -> tuple[Edition, ...]:
    """The editions by their names, each once, in the order asked for."""
    wanted = list(EDITIONS) if "all" in names else list(dict.fromkeys(names))
    for name in wanted:
        if name not in EDITIONS:
            raise UsageError([UNKNOWN_EDITION.at(edition=name, nearest=did_you_mean(name, EDITIONS))])
    return tuple(EDITIONS[name] for name in wanted)
