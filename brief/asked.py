"""What a command line asks for by name: editions, a paper, a format. Raises `UsageError` for a name that is none."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import cast

from brief.findings import UsageError
from brief.findings.command import UNKNOWN_EDITION, UNKNOWN_FORMAT, UNKNOWN_PAPER
from brief.findings.nearest import did_you_mean
from brief.model import EDITIONS, PAPERS, Edition, PaperName


def editions(names: Sequence[str]) -> tuple[Edition, ...]:
    """The editions of these names ('all' for every one), each once, in the order asked for."""
    return tuple(map(edition, EDITIONS if "all" in names else dict.fromkeys(names)))


def edition(name: str) -> Edition:
    """The edition of that name."""
    if name not in EDITIONS:
        raise UsageError([UNKNOWN_EDITION.at(edition=name, nearest=did_you_mean(name, EDITIONS))])
    return EDITIONS[name]


def paper(name: str) -> PaperName | None:
    """The paper of that name; None for an empty one, which leaves the choice to the brief."""
    if name and name not in PAPERS:
        raise UsageError([UNKNOWN_PAPER.at(paper=name, nearest=did_you_mean(name, PAPERS))])
    return cast(PaperName, name) if name else None


def one_of(formats: Iterable[str], name: str) -> str:
    """The format of that name, among those that a command prints."""
    if name not in formats:
        raise UsageError([UNKNOWN_FORMAT.at(format=name, nearest=did_you_mean(name, formats))])
    return name
