"""What would be wrong for those who listen, and no engine remarks: the edition could not conform.

The layouts of the house and the Markdown cannot lead to any of it; those of a brief's own styles can.
"""

from __future__ import annotations

from collections.abc import Iterator

from brief.model import Flaw
from brief.tags.tree import HEADINGS, Leaf, Node

SHOWN = 40
"""Characters of the words that name a place."""


def flaws(root: Node) -> Iterator[Flaw]:
    """The flaws of a tree whose pages were drawn."""
    yield from lost(root)
    yield from pictures_without_words(root)
    yield from headings_out_of_step(root)


def lost(root: Node) -> Iterator[Flaw]:
    """Words and pictures that were drawn in a layer of their own (``opacity``), which has no place in the tree."""
    for node in root.walk():
        if leaves := [kid for kid in node.kids if isinstance(kid, Leaf) and kid.number is None]:
            words = " ".join("".join(leaf.words for leaf in leaves).split())
            yield Flaw("lost", _shown(words or node.alternative), source(node))


def pictures_without_words(root: Node) -> Iterator[Flaw]:
    """Pictures of which nothing is said, and that were not marked as decoration."""
    for node in root.walk():
        if node.role == "Figure" and not node.alternative and node.element is not None:
            yield Flaw("picture", node.element.get("src", "<svg>"), source(node))


def headings_out_of_step(root: Node) -> Iterator[Flaw]:
    """Headings more than one level below the one before, and a document that does not begin with its title."""
    above = 0
    for node in root.walk():
        if node.role in HEADINGS:
            level = int(node.role[1])
            if level > above + 1:
                yield Flaw("heading", _shown(node.text()), source(node))
            above = level


def source(node: Node) -> str:
    """The ``data-source`` of the innermost block around an element."""
    around: Node | None = node
    while around is not None:
        if around.element is not None and (named := around.element.get("data-source")):
            return named
        around = around.parent
    return ""


def _shown(words: str) -> str:
    return words if len(words) <= SHOWN else words[:SHOWN].rstrip() + "…"
