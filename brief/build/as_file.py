"""An edition as a file: where it belongs, its bytes, and how it came out, on paper and for the screen alike."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from brief.build import build
from brief.findings import Finding
from brief.model import Brief, Edition, Fit, PaperName, Text, Weight
from brief.signals import obey
from brief.typeset import Engine


@dataclass(frozen=True, slots=True)
class File:
    """A finished file: where it belongs, its edition and paper, its bytes, how it came out, and what was noticed.

    How it came out is how a PDF keeps to its pages, or what a page for the screen weighs. That one has no paper.
    """

    path: Path
    edition: Edition
    paper: PaperName | None
    data: bytes
    fit: Fit | Weight
    findings: tuple[Finding, ...]

    @property
    def pages(self) -> int:
        """How many pages it has; 0 for the screen."""
        return self.fit.pages if isinstance(self.fit, Fit) else 0


def path_of(brief: Brief, edition: Edition, paper: PaperName, folder: Path) -> Path:
    """Where the file of an edition belongs; its name is that of the contract."""
    name = f"{brief.settings.slug}-{edition.name}"
    return folder / (f"{name}-{paper}.pdf" if edition.medium == "paper" else f"{name}.html")


def as_file(
    brief: Brief, texts: Sequence[Text], edition: Edition, paper: PaperName, engine: Callable[[], Engine], folder: Path
) -> File:
    """The file of an edition, which belongs in `folder`. Raises `BriefError` when its pages would be wrong.

    `engine` is called for paper only: the screen needs none.
    """
    obey()
    where = path_of(brief, edition, paper, folder)
    if edition.medium == "paper":
        built = build(brief, texts, edition, paper, engine())
        return File(where, edition, paper, built.pdf, built.fit, built.findings)
    from brief.build import screen  # 3 % of a cold build of a PDF, which needs none of it

    page = screen.build(brief, texts, edition)
    return File(where, edition, None, page.html, page.weight, page.findings)
