"""Listen: the job behind `brief listen`: what a screen reader says of an edition, read from the finished PDF.

- `tree`: the PDF's bytes → its structure tree,
- `hearing` (with `lines` and `tables`): the tree → a `Spoken` for each element,
- `saying`: these → lines for people, or an object for JSON;
- `roles`: what each role is called, and how it is read.
"""

from __future__ import annotations

from pathlib import Path

from brief import asked, build
from brief.findings import Finding, UsageError
from brief.findings import command as rules
from brief.listen.hearing import hear
from brief.listen.saying import Heard, lines, report
from brief.listen.tree import read
from brief.load import load
from brief.model import editions

__all__ = ["Heard", "heard", "lines", "listen", "report"]


def listen(where: Path, edition: str = "full", paper: str = "") -> tuple[Heard, tuple[Finding, ...]]:
    """What a screen reader says of an edition, and the findings of its build; nothing is written.

    An empty `paper` is the brief's own. Raises `BriefError` when a page would be wrong, and `UsageError` when the
    edition, the paper or the brief does not exist, or when a screen reader cannot read the edition.
    """
    on = asked.paper(paper)
    brief, findings = load(where)
    wanted = asked.edition(edition, editions(brief.settings))
    if wanted.medium == "screen":
        raise UsageError([rules.HEARD_IN_A_BROWSER.at(edition=edition)])
    brief, texts, more = build.read(brief)
    built = build.build(brief, texts, wanted, on or wanted.paper, build.engine_for(brief))
    found = heard(built.pdf)
    if found is None:
        raise UsageError([rules.NOTHING_TO_HEAR.at(edition=edition)])
    return found, (*findings, *more, *built.findings)


def heard(pdf: bytes) -> Heard | None:
    """What a screen reader says of a PDF; None for one without a structure."""
    tree = read(pdf)
    if tree.top is None:
        return None
    return Heard(tree.title, tree.language, tree.pages, tuple(hear(tree.top)))
