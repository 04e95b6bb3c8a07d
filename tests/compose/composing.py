"""The working HTML of a brief, as `build` has it composed."""

from __future__ import annotations

from collections.abc import Sequence

from brief.build.composing import chosen, composing
from brief.compose.grid import FLOWING
from brief.model import Brief, Grid, Moves, Text, editions_of


def composed(
    brief: Brief, texts: Sequence[Text], moves: Moves | None = None, name: str = "full", grid: Grid = "margin"
) -> str:
    """An edition on Letter, of a brief without charts: these would need a look.

    An edition with a layout of its own has no other grid than its own.
    """
    edition = editions_of(brief.settings)[name]
    own, printed = chosen(brief, texts, edition)
    on = grid if edition.layout == FLOWING else "own"
    return composing(own, edition, "us-letter", (), on)(printed, moves or Moves())
