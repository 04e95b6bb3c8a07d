"""The working HTML of a brief, as `build` has it composed."""

from __future__ import annotations

from collections.abc import Sequence, Set

from brief.build.composing import chosen, composing
from brief.model import Brief, Text, editions_of


def composed(brief: Brief, texts: Sequence[Text], breaks: Set[str] = frozenset(), name: str = "full") -> str:
    """An edition on Letter, of a brief without charts: these would need a look."""
    edition = editions_of(brief.settings)[name]
    own, printed = chosen(brief, texts, edition)
    return composing(own, edition, "us-letter", ())(printed, frozenset(breaks))
