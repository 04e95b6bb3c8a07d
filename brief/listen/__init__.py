"""Listen: the job behind `brief listen`: what a screen reader says of an edition, from the finished PDF alone.

The edition is built as `brief build` does, and its bytes are read back:

- `drawn`, `tree`: the bytes → the PDF's structure tree,
- `hearing` (with `lines` and `tables`): the tree → what is heard, one `Spoken` an element,
- `saying` (with `folding`): that → lines for people, or an object for JSON;
- `roles`: what each kind of element is called, and how it is read.
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
    """What is heard of an edition, and all that building it noticed; nothing is written.

    An empty `paper` is the brief's own. Raises `BriefError` when a page would be wrong, and `UsageError` when the
    edition, the paper or the brief does not exist, or when the edition has nothing that a screen reader could read.
    """
    on = asked.paper(paper)
    brief, noticed = load(where)
    wanted = asked.edition(edition, editions(brief.settings))
    if wanted.medium == "screen":
        raise UsageError([rules.HEARD_IN_A_BROWSER.at(edition=edition)])
    brief, texts, more = build.read(brief)
    built = build.build(brief, texts, wanted, on or wanted.paper, build.engine_for(brief))
    found = heard(built.pdf)
    if found is None:
        raise UsageError([rules.NOTHING_TO_HEAR.at(edition=edition)])
    return found, (*noticed, *more, *built.findings)


def heard(pdf: bytes) -> Heard | None:
    """What is heard of a PDF; None of one without a structure."""
    tree = read(pdf)
    if tree.top is None:
        return None
    return Heard(tree.title, tree.language, tree.pages, tuple(hear(tree.top)))
