"""Briefs that many tests use, each built and read back only once."""

from __future__ import annotations

import pickle
from dataclasses import replace
from functools import cache
from pathlib import Path

from brief import build
from brief.build import screen
from brief.cache import place
from brief.compose.choose import choose
from brief.findings import BriefError
from brief.load import load
from brief.model import Block, PaperName, Text, editions_of
from tests.reading import Reading, read

shared: list[Path] = []
"""The folder that the processes of one run share; empty when a single process runs the tests."""

BRIEFS = Path(__file__).parent / "briefs"
EXAMPLE = Path(__file__).parents[1]
KITCHEN_SINK = BRIEFS / "kitchen-sink"
ALL = (EXAMPLE, *sorted(folder for folder in BRIEFS.iterdir() if (folder / "brief.yaml").is_file()))
ON_PAPER: tuple[tuple[Path, PaperName], ...] = tuple((folder, load(folder)[0].settings.paper) for folder in ALL)
"""Each of these briefs with its own paper: half of them use A4, half Letter."""
RICH = (EXAMPLE, BRIEFS / "charts", KITCHEN_SINK)
"""The briefs that together contain everything that can be printed."""


def built(where: Path, edition: str = "full", paper: PaperName | None = None) -> build.Built:
    """An edition of a brief, on its own paper or another."""
    brief, _ = load(where)
    brief, texts, _ = build.read(brief)
    made = editions_of(brief.settings)[edition]
    return build.build(brief, texts, made, paper or made.paper, build.engine_for(brief))


def on_screen(where: Path, edition: str = "screen") -> screen.Page:
    """An edition of a brief for the screen."""
    brief, _ = load(where)
    brief, texts, _ = build.read(brief)
    return screen.build(brief, texts, editions_of(brief.settings)[edition])


@cache
def shown(where: Path) -> screen.Page:
    """The edition for the screen of a brief that does not change while the tests run."""
    return on_screen(where)


def told_of(where: Path) -> list[str]:
    """The findings of reading a brief, whether it can be built or not."""
    try:
        _, _, noticed = build.read(load(where)[0])
    except BriefError as error:
        noticed = error.findings
    return [str(finding) for finding in noticed]


@cache
def kept(where: Path, edition: str = "full", paper: PaperName | None = None) -> build.Built:
    """An edition of a brief that does not change while the tests run.

    One process of a run builds it; the others read it from a file.
    """
    if not shared:
        return built(where, edition, paper)
    file = shared[0] / f"{where.name}-{edition}-{paper or 'own paper'}"
    if not file.exists():
        place(file, pickle.dumps(built(where, edition, paper)))
    made: build.Built = pickle.loads(file.read_bytes())
    return made


@cache
def heard(where: Path) -> Reading:
    """The full edition of such a brief, read back."""
    return read(kept(where).pdf)


@cache
def texts(where: Path) -> tuple[Text, ...]:
    """The parsed sections of such a brief, with what the full edition prints of them.

    Pull quotes that are not on its pages are left out: they repeat the text, and a grid may have no column for them.
    """
    brief, read, _ = build.read(load(where)[0])
    html = kept(where).html
    return tuple(
        replace(text, blocks=tuple(one for one in text.blocks if one.kind != "pull-quote" or _source(one) in html))
        for text in choose(read, editions_of(brief.settings)["full"], brief.values)
    )


def _source(block: Block) -> str:
    return f'data-source="{block.tree.get("data-source")}"'
