"""What is said of a link before anybody follows it: its words, then where it leads."""

from __future__ import annotations

from collections.abc import Mapping

from brief.model import readable
from brief.tags.tree import HEADINGS, Annotation, Node

APART = frozenset({"Lbl", "Reference", "Note"})
"""What stands in the words of a place and is not said of it: numbers, and what they lead to."""

LONGEST = 100
"""Characters of what is said of a place in the document."""


def contents(node: Node, annotation: Annotation, identified: Mapping[str, Node]) -> str:
    """The description of a link: 'the report, ohchr.org/report'; an address that is its own text is said once."""
    words = node.text() or ", ".join(kid.alternative for kid in node.walk() if kid.alternative)
    target = _place(identified.get(annotation.target)) if annotation.internal else readable(annotation.target)
    if not words or not target:
        return words or target
    return words if target in (words, readable(words)) else f"{words}, {target}"


def _place(node: Node | None) -> str:
    """The words that stand at a place in the document, or the first of them: a section's are its heading."""
    if node is None:
        return ""
    named = next((kid for kid in node.walk() if kid.role in HEADINGS or kid.role == "Caption"), node)
    words = named.text(APART)
    return words if len(words) <= LONGEST else words[:LONGEST].rsplit(" ", 1)[0] + " …"
