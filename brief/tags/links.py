"""What is said of a link before anybody follows it: its words, then where it leads."""

from __future__ import annotations

import re
from collections.abc import Mapping

from brief.tags.tree import Annotation, Node

LONGEST = 100
"""Characters of what is said of a place in the document."""


def contents(node: Node, annotation: Annotation, identified: Mapping[str, Node]) -> str:
    """The description of a link: 'the report, ohchr.org/report'; an address that is its own text is said once."""
    words = " ".join(node.text().split()) or ", ".join(kid.alternative for kid in node.walk() if kid.alternative)
    target = _place(identified.get(annotation.target)) if annotation.internal else readable(annotation.target)
    return ", ".join(dict.fromkeys(part for part in (words, target) if part))


def readable(address: str) -> str:
    """An address as people say it: without its scheme, ``www.`` and a closing slash."""
    return re.sub(r"^(?:mailto:|tel:|https?://(?:www\.)?)|/$", "", address)


def _place(node: Node | None) -> str:
    """The words that stand at a place in the document, or the first of them."""
    if node is None:
        return ""
    words = " ".join(node.text().split())
    return words if len(words) <= LONGEST else words[:LONGEST].rsplit(" ", 1)[0] + " …"
