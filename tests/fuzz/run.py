"""Runs of random edits: a few for `make test`, some thousand for `make fuzz`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random
from shutil import copytree
from tempfile import TemporaryDirectory

from brief.model import PaperName
from tests import built
from tests.fuzz.edits import edited
from tests.pages.corpus import CORPUS
from tests.rebuilding import Builds

BRIEFS = {folder.name: folder for folder in (*CORPUS, *built.ALL) if folder != built.EXAMPLE}
BRIEFS["example"] = built.EXAMPLE / "content"

A_RUN = 20
"""Edits of one brief in `make fuzz`, before the next brief."""

SWITCH = 0.15
"""The chance that another edition and paper are built next."""


@dataclass(frozen=True)
class Step:
    """An edit; whether the brief could be built after it, with words exchanged, and whether the bytes were the same."""

    edit: str
    is_built: bool
    is_exchanged: bool
    is_same: bool


def steps(name: str, seed: int, edits: int, where: Path) -> Iterator[Step]:
    """Edits one brief in a folder again and again; undoes an edit that cannot be built."""
    chance = Random(f"{name} {seed}")
    folder = where / "content"
    copytree(BRIEFS[name], folder)
    builds = Builds(folder)
    edition, paper = "full", "us-letter"
    builds.pdf()
    for _ in range(edits):
        if chance.random() < SWITCH:
            edition = chance.choice(("full", "handout", "large-print", "proof", "photocopy"))
            paper = chance.choice(("us-letter", "a4"))
        (edit, before), exchanged = edited(chance, folder), builds.exchanged
        found, expected = builds.pdf(edition, _paper(paper)), builds.plain(edition, _paper(paper))
        if isinstance(expected, str):
            for path, text in before.items():
                path.write_text(text, encoding="utf-8")
        yield Step(
            f"{edit}, {edition} on {paper}",
            not isinstance(expected, str),
            builds.exchanged > exchanged,
            found == expected,
        )


def run(name: str, seed: int) -> list[Step]:
    """Edits one brief as often as one run of `make fuzz` does."""
    with TemporaryDirectory() as where:
        return list(steps(name, seed, A_RUN, Path(where)))


def _paper(name: str) -> PaperName:
    return "a4" if name == "a4" else "us-letter"
