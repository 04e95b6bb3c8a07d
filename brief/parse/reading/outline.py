"""The outline of a section: its paragraphs, headings, tables …, each with its lines and the containers around it.

The reader accepts more than Python-Markdown does: a list right below a paragraph, two spaces for a list within a list,
bullets from Word, `1)`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import groupby
from typing import Literal, NamedTuple

from brief.findings import Finding, Place
from brief.model import Choice, When
from brief.parse.reading.containers import Container, Fence
from brief.parse.reading.lines import Line, Passage, cells

LeafKind = Literal["paragraph", "heading", "rule", "table", "caption", "attributes", "terms", "end"]
"""A leaf of the kind ``end`` is the last line of a block between slashes, which is its last container."""

ONLY_IN = "only-in"
WHEN = "when"
CHOICES = (ONLY_IN, "leave-out-of", WHEN)
"""The names of regions."""

_NOTE_CALL = re.compile(r"\[\^(?P<note>[^\]\[\n]+)\]")


class Leaf(NamedTuple):
    """Lines that contain no other block, and the containers around them, the outermost first.

    `begin` is the first line of the outermost block that the leaf is a part of; `level` is 0 except for a heading.
    """

    kind: LeafKind
    containers: tuple[Container, ...]
    begin: int
    lines: tuple[Line, ...]
    level: int = 0

    @property
    def place(self) -> Place:
        """The beginning of its first line."""
        return Place(self.lines[0].path, self.lines[0].number, 1)

    @property
    def passages(self) -> Iterator[Passage]:
        """The texts in the leaf, each of which is read on its own."""
        match self.kind:
            case "table":
                yield from (Passage((cell,)) for row in (self.lines[0], *self.lines[2:]) for cell in cells(row))
            case "terms":
                yield from (Passage((line,)) for line in self.lines)
            case "rule" | "end":
                return
            case _:
                yield Passage(self.lines)


@dataclass(frozen=True, slots=True)
class Region:
    """The lines between ``/// only-in``, ``/// leave-out-of`` or ``/// when`` and its end.

    Only some editions or copies print them. `head` is the first line from the slashes on, `argument` the names of
    editions or the condition, `leaves` the number of leaves before, `last` the last line within, 0 while it is open.
    """

    head: Line
    slashes: str
    name: str
    argument: Line
    leaves: int
    last: int = 0

    @property
    def lines(self) -> range:
        """The numbers of the lines within."""
        return range(self.head.number + 1, self.last + 1)

    @property
    def names(self) -> list[Line]:
        """The names of the editions after the bar; empty for a condition."""
        written = "" if self.name == WHEN else self.argument.text
        return [self.argument.part(*match.span()) for match in re.finditer(r"[^\s,]+", written)]

    @property
    def choices(self) -> tuple[Choice, ...]:
        """The choice of editions for each block on these lines; empty for a condition."""
        names = frozenset(name.text for name in self.names)
        return () if self.name == WHEN else (Choice(names, self.name == ONLY_IN),)

    @property
    def conditions(self) -> tuple[When, ...]:
        """The condition for each block on these lines; empty for an invalid one or a choice of editions."""
        condition = When.of(self.argument.text) if self.name == WHEN else None
        return (condition,) if condition else ()


class References(dict[str, tuple[str, str]]):
    """The address and the title of each link reference, by name; `used` has the names of those that were looked up."""

    def __init__(self) -> None:
        super().__init__()
        self.used: set[str] = set()

    def __getitem__(self, name: str) -> tuple[str, str]:
        """The address and the title."""
        self.used.add(name)
        return super().__getitem__(name)


@dataclass
class Outline:
    """The outline of a section, and findings on its structure.

    `notes` has the leaves of each note by its name. A title in `references` is the caption of a picture with this
    address; `titles` has the same titles with their places.
    """

    leaves: list[Leaf] = field(default_factory=list)
    notes: dict[str, list[Leaf]] = field(default_factory=dict)
    references: References = field(default_factory=References)
    titles: list[Line] = field(default_factory=list)
    abbreviations: dict[str, str] = field(default_factory=dict)
    regions: list[Region] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    @property
    def blocks(self) -> Iterator[list[Leaf]]:
        """The leaves of each block of the section."""
        return (list(leaves) for _, leaves in groupby(self.leaves, key=lambda leaf: leaf.begin))

    @cached_property
    def fences(self) -> tuple[Fence, ...]:
        """The blocks between slashes."""
        containers = (container for leaf in self.leaves for container in leaf.containers)
        return tuple(dict.fromkeys(container for container in containers if isinstance(container, Fence)))

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """All texts of the section except its notes, with those on the first lines and in the options of blocks."""
        of_fences = (line for fence in self.fences for line in (fence.argument, *fence.options.values()) if line)
        of_leaves = (passage for leaf in self.leaves for passage in leaf.passages)
        passages = (*(Passage((line,)) for line in (*of_fences, *self.titles)), *of_leaves)
        return tuple(sorted(passages, key=lambda passage: passage.lines[0].number))

    @cached_property
    def note_passages(self) -> tuple[Passage, ...]:
        """All texts of the notes."""
        return tuple(passage for leaves in self.notes.values() for leaf in leaves for passage in leaf.passages)

    @cached_property
    def called(self) -> frozenset[str]:
        """The names of the notes that the text calls."""
        return frozenset(name for passage in self.passages for name, _ in note_calls(passage))


def note_calls(passage: Passage) -> Iterator[tuple[str, Place]]:
    """The names of the notes that a passage calls, and where."""
    return ((match["note"], passage.place(match.start())) for match in _NOTE_CALL.finditer(passage.signs))
