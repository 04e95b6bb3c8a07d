"""Containers, the blocks that hold others: quotations, items of lists, definitions, and blocks between slashes.

`peel` returns a line as it is within a container, or None when the container does not continue in it. Two containers
are never equal, even with equal fields.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from brief.parse.reading.lines import Line, indent, is_blank

STEP = 2
"""The least indent of a line that belongs to an item, definition or note, in columns from where that begins."""

DEEPEST = 12
"""How deep containers may be nested."""

QUOTE = re.compile(r"[ \t]*>[ ]?")


@dataclass(frozen=True, slots=True, eq=False)
class Quote:
    """A quotation, which begins in line `begin`."""

    begin: int

    def peel(self, text: str) -> str | None:
        """The line without its ``>``; None when it has none."""
        match = QUOTE.match(text)
        return text[match.end() :] if match else None


@dataclass(frozen=True, slots=True, eq=False)
class _Indented:
    """A container with indented lines: `begin` is the first line of its list, `at` the column of its sign, from 0."""

    begin: int
    at: int

    def peel(self, text: str) -> str | None:
        """The line, unchanged, when it is blank or indented enough; otherwise None."""
        return text if is_blank(text) or indent(text) >= self.at + STEP else None


@dataclass(frozen=True, slots=True, eq=False)
class Item(_Indented):
    """An item of a list; `number` is None in a list with bullets."""

    number: int | None


@dataclass(frozen=True, slots=True, eq=False)
class Definition(_Indented):
    """A definition of a term."""


@dataclass(frozen=True, slots=True, eq=False)
class Fence:
    """A block between slashes: ``/// name | argument``, with its options below.

    `head` is its first line from the slashes on, `typed` the name as typed, `name` that of the block it is read as.
    """

    begin: int
    head: Line
    slashes: str
    typed: str
    name: str
    argument: Line | None = None
    options: Mapping[str, Line] = field(default_factory=dict)

    def peel(self, text: str) -> str | None:
        """The line, unchanged: only slashes end such a block."""
        return text


Container: TypeAlias = Quote | Item | Definition | Fence
