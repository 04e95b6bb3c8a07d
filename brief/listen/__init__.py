"""Listen: the job behind `brief listen`: what a screen reader says of an edition, read from the finished PDF.

- `tree`: the PDF's bytes → its structure tree,
- `hearing` (with `parts` and `tables`): the tree → a `Spoken` for each element,
- `saying`: the tree → lines for people, or an object for JSON;
- `roles`: what each role is called, and how it is read.
"""

from __future__ import annotations

from pathlib import Path

from brief import asked, build
from brief.findings import Finding, UsageError
from brief.findings import command as rules
from brief.listen.saying import lines, report
from brief.listen.tree import Tree, read
from brief.load import load
from brief.model import editions_of

__all__ = ["Tree", "lines", "listen", "read", "report"]


def listen(where: Path, edition: str = "full", paper: str = "") -> tuple[Tree, tuple[Finding, ...]]:
    """The structure tree of an edition, which `lines` and `report` read, and the findings of its build.

    Nothing is written. An empty `paper` means the edition's own. Raises `BriefError` when a page would be wrong, and
    `UsageError` when there is no such edition, paper or brief, or when a screen reader cannot read the edition.
    """
    on = asked.paper(paper)
    brief, findings = load(where)
    wanted = asked.edition(edition, editions_of(brief.settings))
    if wanted.medium == "screen":
        raise UsageError([rules.HEARD_IN_A_BROWSER.at(edition=edition)])
    brief, texts, more = build.read(brief)
    built = build.build(brief, texts, wanted, on or wanted.paper, build.engine_for(brief))
    tree = read(built.pdf)
    if tree is None:
        raise UsageError([rules.NOTHING_TO_HEAR.at(edition=edition)])
    return tree, (*findings, *more, *built.findings)
