"""`make pages`: builds the corpus and prints, one line a document, what can be measured of its pages without taste.

Below a line stands what is out of bounds. Options choose briefs, editions, papers and looks; without any, all is built.
In the looks of a brief `own` is the one that its brief.yaml has. The environment may name looks too: PAGES_LOOKS=a,b.
"""

from __future__ import annotations

import os
import sys
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import get_args

from brief.findings import BriefError
from brief.model import EDITIONS, PaperName
from tests.pages import bounds
from tests.pages.corpus import CORPUS, looking, opened
from tests.pages.judging import Judged, judge
from tests.pages.reading import read

PAPERS: tuple[PaperName, ...] = get_args(PaperName)
OWN = "own"

HEAD = ("pages", "needed", "line", "leading", "right", "hole", "half", "short", "split", "away", "hyphens")


def main(words: Sequence[str] | None = None) -> int:
    """Prints the table; 1 when anything is out of bounds."""
    chosen = _chosen(words)
    sys.stdout.write(f"{'':40}{''.join(f'{name:>8}' for name in HEAD)}\n")
    wrong = 0
    for where in chosen.briefs:
        for look in chosen.looks:
            for line in _lines(where, look, chosen):
                wrong += line.startswith("  ")
                sys.stdout.write(f"{line}\n")
                sys.stdout.flush()
    sys.stdout.write(f"{wrong} out of bounds\n")
    return 1 if wrong else 0


def _chosen(words: Sequence[str] | None) -> Namespace:
    editions = [name for name, edition in EDITIONS.items() if edition.medium == "paper"]
    parser = ArgumentParser(prog="make pages", description=__doc__)
    parser.add_argument("--briefs", type=_among({where.name: where for where in CORPUS}), default=CORPUS)
    parser.add_argument("--editions", type=_among({name: name for name in editions}), default=editions)
    parser.add_argument("--papers", type=_among({OWN: None, **{name: name for name in PAPERS}}), default=PAPERS)
    parser.add_argument("--looks", type=_listed, default=_listed(os.environ.get("PAGES_LOOKS", OWN)))
    parser.add_argument("--keep", type=Path, help="a folder to write the PDFs to")
    return parser.parse_args(words)


def _listed(names: str) -> list[str]:
    return [name.strip() for name in names.split(",")]


def _among(known: Mapping[str, object]) -> Callable[[str], list[object]]:
    """Reads names with commas between them, which have to be among these."""

    def read_names(names: str) -> list[object]:
        if strange := [name for name in _listed(names) if name not in known]:
            raise ArgumentTypeError(f"{', '.join(strange)}: not among {', '.join(known)}")
        return [known[name] for name in _listed(names)]

    return read_names


def _lines(where: Path, look: str, chosen: Namespace) -> Iterator[str]:
    """The lines of a brief in a look: one for each edition and paper, and what is out of bounds below it."""
    with looking(where, "" if look == OWN else look) as folder:
        for edition in chosen.editions:
            for paper in chosen.papers:
                yield from _document(folder, look, edition, paper, chosen.keep)
    opened.cache_clear()  # an engine holds all of its faces


def _document(folder: Path, look: str, edition: str, paper: PaperName | None, keep: Path | None) -> Iterator[str]:
    name = " ".join((folder.name, edition, *([paper] if paper else []), *([] if look == OWN else [look])))
    try:
        brief = opened(folder)
        pdf = brief.pdf(edition, paper)
    except BriefError as error:
        yield name
        yield from (f"  is not built: {str(finding).splitlines()[0]}" for finding in error.findings[:1])
        return
    if keep:
        keep.mkdir(parents=True, exist_ok=True)
        (keep / f"{name.replace(' ', '-')}.pdf").write_bytes(pdf)
    judged = judge(read(pdf), brief.asks)
    yield f"{name:40}{''.join(f'{entry:>8}' for entry in _entries(judged))}"
    yield from (f"  {what}" for what in bounds.out_of(judged, edition))


def _entries(judged: Judged) -> Iterator[str]:
    """What is measured, in the order of the head."""
    yield str(judged.pages)
    if not judged.line:
        yield from "–" * (len(HEAD) - 1)
        return
    yield from (f"{judged.needed:.1f}", str(judged.line), f"{judged.leading:.2f}")
    yield f"{len(judged.right) / max(judged.pages - 1, 1):.0%}"
    yield f"{judged.hole:.0%}"
    yield from (str(len(found)) for found in (judged.half, judged.short, judged.split, judged.away, judged.hyphens))


if __name__ == "__main__":
    sys.exit(main())
