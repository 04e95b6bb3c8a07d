"""Containers, the blocks that hold others: quotations, items of lists, definitions, and blocks between slashes.

`peel` tells whether a line goes on in a container; `opening` and `prefix` are how Python-Markdown is given its
beginning and its other lines. Two containers are never equal, even with equal fields.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from brief.parse.marks import VOID, mark
from brief.parse.reading.lines import Line, indent, is_blank, plain

STEP = 2
"""The least indent, in columns against the bullet or number of an item, of a line that belongs to the item."""

DEEPEST = 12
"""How deep containers may be nested."""

_QUOTE = re.compile(r"[ \t]*>[ ]?")


@dataclass(frozen=True, slots=True, eq=False)
class Quote:
    """A quotation, which begins in line `begin`."""

    begin: int

    opening = (VOID, f"> {VOID}")
    prefix = "> "

    def peel(self, text: str) -> str | None:
        """The line without its ``>``; None when it has none."""
        match = _QUOTE.match(text)
        return text[match.end() :] if match else None


@dataclass(frozen=True, slots=True, eq=False)
class _Indented:
    """A container whose lines are indented: its list begins in line `begin`, its sign stands in column `at`, from 0."""

    begin: int
    at: int

    def peel(self, text: str) -> str | None:
        """The line when it is blank or indented enough, else None."""
        return text if is_blank(text) or indent(text) >= self.at + STEP else None


@dataclass(frozen=True, slots=True, eq=False)
class Item(_Indented):
    """An item of a list, in line `number`; its `marker` is ``-`` or a number with a full stop."""

    number: int
    marker: str

    prefix = "    "

    @property
    def ordered(self) -> bool:
        """Whether the item is numbered."""
        return self.marker != "-"

    @property
    def opening(self) -> tuple[str, ...]:
        """The marker; the first item is set off against another list above."""
        separator = (VOID,) if self.number == self.begin else ()
        return (*separator, f"{self.marker} {VOID}")


@dataclass(frozen=True, slots=True, eq=False)
class Definition(_Indented):
    """A definition of a term; the `first` one is written with the term."""

    first: bool

    prefix = "    "

    @property
    def opening(self) -> tuple[str, ...]:
        """The colon, unless the leaf of the terms has it."""
        return () if self.first else (f": {VOID}",)


@dataclass(frozen=True, slots=True, eq=False)
class Fence:
    """A block between slashes: ``/// name | argument``, with its options below.

    `head` is its first line from the slashes on, `typed` the name as typed, `name` the block that it is read as,
    `depth` the number of containers around it.
    """

    begin: int
    depth: int
    head: Line
    slashes: str
    typed: str
    name: str
    argument: Line | None = None
    options: Mapping[str, Line] = field(default_factory=dict)

    prefix = ""

    def peel(self, text: str) -> str | None:
        """The line: only slashes end a block."""
        return text

    @property
    def fence(self) -> str:
        """Slashes in a number that no block around or within has."""
        return "/" * (3 + DEEPEST - self.depth)

    @property
    def opening(self) -> tuple[str, ...]:
        """The first line and the options, quoted so that YAML gives back their texts."""
        head = (
            f"{self.fence} {self.name} | {mark(self.head.number)}{plain(self.argument.text) if self.argument else ''}"
        )
        return ("\n".join([head, *(f"    {key}: {_quoted(marked(line))}" for key, line in self.options.items())]),)


Container: TypeAlias = Quote | Item | Definition | Fence


def marked(line: Line) -> str:
    """The text of a line behind its mark."""
    return mark(line.number) + plain(line.text)


def _quoted(text: str) -> str:
    """The text in quotes, as a scalar of YAML in ASCII."""
    return '"' + text.encode("unicode_escape").decode("ascii").replace('"', '\\"') + '"'
