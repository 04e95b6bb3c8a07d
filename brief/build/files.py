"""An edition as a file, for paper or screen: its path, its bytes, and how it fits."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from brief.build import build
from brief.check import EditionPages
from brief.findings import BriefError, Finding
from brief.model import Brief, Edition, Fit, PaperName, Text, Weight
from brief.process import begin
from brief.typeset import Engine


@dataclass(frozen=True, slots=True)
class File:
    """A finished file: its path, its edition and paper, its bytes, how it fits, and the warnings.

    A PDF has a `Fit` and its pages as the checks see them; a page for the screen has a `Weight` and no paper.
    """

    path: Path
    edition: Edition
    paper: PaperName | None
    data: bytes
    fit: Fit | Weight
    findings: tuple[Finding, ...]
    set_pages: EditionPages | None = None

    @property
    def pages(self) -> int:
        """How many pages it has, with a blank one at the end; 0 for the screen."""
        return self.fit.pages + self.fit.blank if isinstance(self.fit, Fit) else 0


def path_of(brief: Brief, edition: Edition, paper: PaperName, folder: Path) -> Path:
    """The path of the file of an edition in a folder."""
    name = f"{brief.settings.slug}-{edition.name}"
    return folder / (f"{name}-{paper}.pdf" if edition.medium == "paper" else f"{name}.html")


def as_file(
    brief: Brief, texts: Sequence[Text], edition: Edition, paper: PaperName, engine: Callable[[], Engine], folder: Path
) -> File:
    """The file of an edition in `folder`, which is not written yet. Raises `BriefError` when its pages would be wrong.

    All its findings, whether returned or raised, name the edition. `engine` is called for paper only.
    """
    begin(edition.name, edition.pages.most)
    where = path_of(brief, edition, paper, folder)
    try:
        if edition.medium == "paper":
            built = build(brief, texts, edition, paper, engine())
            file = File(where, edition, paper, built.pdf, built.fit, built.findings, built.pages)
        else:
            from brief.build import screen  # would be 3 % of a cold build of a PDF, which does not need it

            page = screen.build(brief, texts, edition)
            file = File(where, edition, None, page.html, page.weight, page.findings)
    except BriefError as error:
        raise BriefError(_of(edition, error.findings)) from error
    return replace(file, findings=_of(edition, file.findings))


def _of(edition: Edition, findings: Sequence[Finding]) -> tuple[Finding, ...]:
    return tuple(replace(finding, edition=edition.name) for finding in findings)
