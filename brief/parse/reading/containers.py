"""What holds other blocks: quotations, items of lists, definitions and the blocks between slashes.

Each knows which lines go on in it (`peel`), and how Python-Markdown wants to see it begin (`opening`) and go on
(`prefix`). Containers are told apart by identity: two equal quotations are still two.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from brief.parse.marks import VOID, mark
from brief.parse.reading.lines import Line, indent, is_blank, plain

STEP = 2
"""By how many columns a line is indented at least, against the mark of its item, to belong to it."""

DEEPEST = 12
"""How many containers may stand in one another."""

_QUOTE = re.compile(r"[ \t]*>[ ]?")


@dataclass(frozen=True, slots=True, eq=False)
class Quote:
    """A quotation; `run` is the line where it begins."""

    run: int

    def peel(self, text: str) -> str | None:
        """What follows the mark of the quotation; None when it has none."""
        match = _QUOTE.match(text)
        return text[match.end() :] if match else None

    opening = (VOID, f"> {VOID}")
    prefix = "> "


@dataclass(frozen=True, slots=True, eq=False)
class Item:
    """An item of a list; `run` is the line where the list begins, `at` the column of the item's mark, from 0."""

    run: int
    number: int
    marker: str
    at: int

    @property
    def ordered(self) -> bool:
        """Whether the item is numbered."""
        return self.marker.endswith(".")

    def peel(self, text: str) -> str | None:
        """The line as it is when it belongs to the item, else None."""
        return text if is_blank(text) or indent(text) >= self.at + STEP else None

    @property
    def opening(self) -> tuple[str, ...]:
        """The mark; before the first of a list something that parts it from another list."""
        parting = (VOID,) if self.number == self.run else ()
        return (*parting, f"{self.marker} {VOID}")

    prefix = "    "


@dataclass(frozen=True, slots=True, eq=False)
class Definition:
    """What a term means; `run` is the line where the list of definitions begins; the `first` comes with its term."""

    run: int
    at: int
    first: bool

    def peel(self, text: str) -> str | None:
        """The line as it is when it belongs to the definition, else None."""
        return text if is_blank(text) or indent(text) >= self.at + STEP else None

    @property
    def opening(self) -> tuple[str, ...]:
        """The mark, unless it stands under the term already."""
        return () if self.first else (f": {VOID}",)

    prefix = "    "


@dataclass(frozen=True, slots=True, eq=False)
class Fence:
    """A block between slashes, as it was opened: ``/// name | argument``, with its options below.

    `typed` is the name as it was typed, `name` that of a block that there is.
    """

    run: int
    number: int
    column: int
    typed: str
    name: str
    slashes: str
    depth: int
    argument: Line | None = None
    options: Mapping[str, Line] = field(default_factory=dict)

    def peel(self, text: str) -> str | None:
        """The line as it is: a block ends at slashes only."""
        return text

    @property
    def fence(self) -> str:
        """As many slashes as tell it from the blocks around and within it."""
        return "/" * (3 + DEEPEST - self.depth)

    @property
    def opening(self) -> tuple[str, ...]:
        """The first line and the options, their texts so quoted that YAML reads them back as they are."""
        head = f"{self.fence} {self.name} | {mark(self.number)}{plain(self.argument.text) if self.argument else ''}"
        return ("\n".join([head, *(f"    {key}: {_quoted(written(one))}" for key, one in self.options.items())]),)

    prefix = ""


Container: TypeAlias = Quote | Item | Definition | Fence


def written(line: Line) -> str:
    """A line with its mark."""
    return mark(line.number) + plain(line.text)


def _quoted(text: str) -> str:
    """The text between quotes, as YAML reads it back: plain ASCII, everything else by its number."""
    return '"' + text.encode("unicode_escape").decode("ascii").replace('"', '\\"') + '"'
