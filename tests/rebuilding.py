"""Repeated builds of one brief in one process, as in a preview, and builds that keep nothing in memory."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from brief import build
from brief.build import composing
from brief.findings import BriefError, stop_on_errors
from brief.fit import Fitted
from brief.load import load
from brief.model import PaperName, editions_of
from brief.typeset import Engine, Rendering
from brief.typeset.memory import Memory, Recent


class Builds:
    """Repeated builds of the brief in a folder whose files may change."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.engine: Engine | None = None
        self.reader = build.Reader()
        self.known: dict[tuple[str, PaperName], build.Known] = {}
        self.exchanged = 0

    def pdf(self, edition: str = "full", paper: PaperName = "us-letter") -> bytes | str:
        """The PDF of an edition, or the message of its errors."""
        try:
            brief, texts, _ = self.reader.read(load(self.folder)[0])
            self.engine = build.engine_for(brief, self.engine, keeps_boxes=True)
            job = build.Job.of(brief, texts, editions_of(brief.settings)[edition], paper, self.engine)
            fitted = self._fitted(job, (edition, paper))
            built = build.finished(job, fitted, stop_on_errors(build.first_findings(job, fitted)))
            stop_on_errors(built.findings)
            return built.pdf
        except BriefError as error:
            return str(error)

    def _fitted(self, job: build.Job, key: tuple[str, PaperName]) -> Fitted[Rendering]:
        """The known pages with only their words exchanged, if possible; otherwise pages set anew."""
        if (known := self.known.get(key)) and (fitted := job.exchanged(known)):
            self.exchanged += 1
            assert fitted.measured == build.measured(fitted.pages)  # of which only what has changed was measured
        else:
            fitted, known = job.known(like=known)
        self.known = {key: known} if known else {}
        return fitted

    def plain(self, edition: str = "full", paper: PaperName = "us-letter") -> bytes | str:
        """The same from a first build that keeps nothing in memory."""
        first = Builds(self.folder)
        try:
            first.engine = build.engine_for(load(self.folder)[0])
        except BriefError as error:
            return str(error)
        with first.engine.faces.memory.off(), pytest.MonkeyPatch.context() as patch:
            patch.setattr(composing, "KEPT", Recent[Any](composing.MOST_KEPT))
            return first.pdf(edition, paper)

    @property
    def memory(self) -> Memory:
        """The memory of the engine's faces."""
        assert self.engine
        memory: Memory = self.engine.faces.memory
        return memory
