"""Names on the command line: editions, a paper, a format. Raises `UsageError` for an unknown one.

Names are lower-case; the command line takes any case.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import cast

from brief.findings import UsageError
from brief.findings import command as rules
from brief.findings.nearest import did_you_mean
from brief.load import load
from brief.model import PAPERS, Edition, PaperName, Settings, editions_of


def editions(names: Sequence[str], known: Mapping[str, Edition]) -> tuple[Edition, ...]:
    """The editions with these names, each once, in the order of the names; 'all' means every edition."""
    asked = dict.fromkeys(map(str.lower, names))
    found = tuple(edition(name, known) for name in asked if name != "all")
    return tuple(known.values()) if "all" in asked else found


def known(where: Path) -> tuple[Edition, ...]:
    """The editions of the brief at `where`; the built-in ones if no brief was named and there is none here."""
    try:
        brief, _ = load(where)
    except UsageError:
        if where != Path():
            raise
        return tuple(editions_of(Settings(title="")).values())
    return tuple(editions_of(brief.settings).values())


def edition(name: str, known: Mapping[str, Edition]) -> Edition:
    """The known edition of that name."""
    if name.lower() not in known:
        raise UsageError([rules.UNKNOWN_EDITION.at(edition=name, nearest=did_you_mean(name, known))])
    return known[name.lower()]


def paper(name: str) -> PaperName | None:
    """The paper with this name; None when the name is empty, so that the brief decides."""
    if name and name.lower() not in PAPERS:
        raise UsageError([rules.UNKNOWN_PAPER.at(paper=name, nearest=did_you_mean(name, PAPERS))])
    return cast(PaperName, name.lower()) if name else None


def one_of(formats: Iterable[str], name: str) -> str:
    """The name of a format in lower case, if it is one of a command's `formats`."""
    if name.lower() not in formats:
        raise UsageError([rules.UNKNOWN_FORMAT.at(format=name, nearest=did_you_mean(name, formats))])
    return name.lower()
