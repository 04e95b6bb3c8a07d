"""The briefs of the corpus, built and judged. Each has one engine for all of its editions."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from brief import build
from brief.load import load
from brief.model import Brief, Edition, PaperName, Text, editions_of
from brief.typeset import Engine
from tests.pages.judging import Judged, judge
from tests.pages.reading import read

HERE = Path(__file__).parent
CORPUS = tuple(sorted(file.parent for file in HERE.glob("*/brief.yaml")))


@dataclass(frozen=True)
class Opened:
    """A brief that was read, and its engine."""

    brief: Brief
    texts: tuple[Text, ...]
    engine: Engine

    @property
    def editions(self) -> dict[str, Edition]:
        """Its editions on paper, by name."""
        known = editions_of(self.brief.settings)
        return {name: edition for name, edition in known.items() if edition.medium == "paper"}

    @property
    def asks(self) -> str:
        """The title of its recommendations."""
        return next(
            ("".join(text.title.itertext()) for text in self.texts if text.section.kind == "recommendations"), ""
        )

    def pdf(self, edition: str, paper: PaperName | None = None) -> bytes:
        """An edition, on its own paper or another. Raises `BriefError` when it cannot be built."""
        wanted = self.editions[edition]
        return build.build(self.brief, self.texts, wanted, paper or wanted.paper, self.engine).pdf

    def judged(self, edition: str, paper: PaperName | None = None) -> Judged:
        """What is measured of it."""
        return judge(read(self.pdf(edition, paper)), self.asks)


@cache
def opened(where: Path) -> Opened:
    """A brief of the corpus, read once."""
    brief, texts, _ = build.read(load(where)[0])
    return Opened(brief, tuple(texts), build.engine_for(brief))


@contextmanager
def looking(where: Path, look: str) -> Iterator[Path]:
    """A copy of a brief in another look; without one, the brief itself."""
    if not look:
        yield where
        return
    with TemporaryDirectory() as folder:
        copy = Path(folder) / where.name
        shutil.copytree(where, copy)
        settings = copy / "brief.yaml"
        text = re.sub(r"(?m)^look:.*\n", "", settings.read_text(encoding="utf-8"))
        settings.write_text(f"look: {look}\n{text}", encoding="utf-8")
        yield copy
