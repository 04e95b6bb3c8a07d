"""The working HTML of a brief, composed as `build` composes it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from brief.build.composing import chosen, composing
from brief.compose.grid import FLOWING
from brief.model import Brief, Grid, Moves, Text, anchor, editions_of


def composed(
    brief: Brief, texts: Sequence[Text], moves: Moves | None = None, name: str = "full", grid: Grid = "margin"
) -> str:
    """The HTML of an edition on Letter, with readable anchors; the brief has no charts, since these need a look.

    For an edition with a layout of its own, `grid` has no effect.
    """
    edition = editions_of(brief.settings)[name]
    own, printed = chosen(brief, texts, edition)
    on = grid if edition.layout == FLOWING else "own"
    return named(composing(own, edition, "us-letter", (), on)(printed, moves or Moves()), brief)


def named(html: str, brief: Brief) -> str:
    """HTML with readable anchors: ``note/part/a`` for a note and ``source/key`` for a source."""
    labels = re.findall(r"\[\^([^\]\s]+)\]", " ".join(section.text for section in brief.sections))
    notes = {*labels, *(f"{kind}{number}" for kind in ("", "cite/") for number in range(1, 30))}
    sections = ["", *(section.name for section in brief.sections)]
    names = {anchor("note", section, note): f"note/{section}/{note}" for section in sections for note in notes}
    names |= {anchor("source", key): f"source/{key}" for key in brief.sources}
    return re.sub(r"(?:note|source)/[0-9a-f]{12}", lambda match: names[match[0]], html)
