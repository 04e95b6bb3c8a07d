"""The outline of a section: its paragraphs, headings, tables …, each with its lines and the containers around it.

Read line by line as editors type, which is more than Python-Markdown takes: a list right below a paragraph, two
spaces for a list within a list, bullets from Word, `1)`. What comes out says the same in one way only; `canonical`
writes it so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from brief.findings import Finding
from brief.model import Choice
from brief.parse.marks import BAR, VOID, mark
from brief.parse.reading.containers import Container, Fence, written
from brief.parse.reading.lines import Line, Passage, cells, plain

LeafKind = Literal["paragraph", "heading", "rule", "table", "caption", "attributes", "terms", "end"]


@dataclass(frozen=True, slots=True)
class Leaf:
    """Lines that hold no other block, and the containers that they stand in, from the outermost on.

    `run` is the line where the block of the section begins that the leaf is a part of; `level` that of a heading.
    """

    kind: LeafKind
    path: tuple[Container, ...]
    run: int
    lines: tuple[Line, ...]
    level: int = 0

    @property
    def passages(self) -> Iterator[Passage]:
        """The texts in the leaf, each to be read on its own."""
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
class Chosen:
    """The lines, without those with slashes, between which only some editions print: as typed, up to its end."""

    name: str
    editions: Line
    only: bool
    first: int
    last: int

    @property
    def names(self) -> tuple[Line, ...]:
        """The names of these editions, each with its place."""
        found = re.finditer(r"[^\s,]+", self.editions.text)
        column = self.editions.column
        return tuple(Line(self.editions.number, column + one.start(), one[0]) for one in found)

    @property
    def choice(self) -> Choice:
        """The choice that all blocks on these lines have."""
        return Choice(frozenset(name.text for name in self.names), self.only)


@dataclass(frozen=True, slots=True)
class Outline:
    """A section, line by line: its leaves, its notes, addresses and abbreviations by name, what was wrong on the way.

    An address comes with its title, the caption of a picture that has this address; `titles` are these again,
    each with its place. `chosen` are the lines that stand in some editions only.
    """

    leaves: tuple[Leaf, ...]
    notes: Mapping[str, tuple[Leaf, ...]]
    references: Mapping[str, tuple[str, str]]
    titles: tuple[Line, ...]
    abbreviations: Mapping[str, str]
    chosen: tuple[Chosen, ...]
    findings: tuple[Finding, ...]

    @property
    def blocks(self) -> Iterator[tuple[Leaf, ...]]:
        """The leaves of each block of the section."""
        return (tuple(leaves) for _, leaves in groupby(self.leaves, key=lambda leaf: leaf.run))

    @property
    def passages(self) -> Iterator[Passage]:
        """All texts of the section but its notes: first lines and options of blocks, titles of addresses too."""
        seen: set[Container] = set()
        for leaf in self.leaves:
            for fence in leaf.path:
                if isinstance(fence, Fence) and fence not in seen:
                    seen.add(fence)
                    heads = [fence.argument] if fence.argument else []
                    yield from (Passage((line,)) for line in [*heads, *fence.options.values()])
            yield from leaf.passages
        yield from (Passage((title,)) for title in self.titles)

    @property
    def note_passages(self) -> Iterator[Passage]:
        """All texts of the notes."""
        return (passage for leaves in self.notes.values() for leaf in leaves for passage in leaf.passages)


def canonical(leaves: tuple[Leaf, ...]) -> str:
    """A block as Python-Markdown reads it without a doubt, with a mark for each line."""
    chunks: list[str] = []
    opened: set[Container] = set()
    for leaf in leaves:
        prefix = ""
        for container in leaf.path:
            if container not in opened:
                opened.add(container)
                chunks += (_indented(chunk, prefix) for chunk in container.opening)
            prefix += container.prefix
        chunks += (_indented(chunk, prefix) for chunk in _chunks(leaf))
    return "\n\n".join(chunks)


def _indented(chunk: str, prefix: str) -> str:
    return "\n".join(prefix + line for line in chunk.split("\n"))


def _chunks(leaf: Leaf) -> Iterator[str]:
    words = "".join(map(written, leaf.lines))
    match leaf.kind:
        case "heading":
            yield f"{'#' * leaf.level} {words}{VOID}"
        case "rule":
            yield f"---{words}"
        case "table":
            yield _table(*leaf.lines)
        case "terms":
            yield "\n".join([*map(written, leaf.lines), f": {VOID}"])
        case "end":
            yield words
            fence = leaf.path[-1]
            assert isinstance(fence, Fence)
            yield fence.fence
        case _:
            yield words


def _table(header: Line, columns: Line, *rows: Line) -> str:
    """A table; its dividing line leaves its mark in a row that is taken out again."""
    divide = "|".join(plain(cell.text).strip() for cell in cells(columns))
    return "\n".join([_row(header), f"|{divide}|", f"|{mark(columns.number)}|", *map(_row, rows)])


def _row(row: Line) -> str:
    return f"|{mark(row.number)}{'|'.join(plain(cell.text).replace('|', BAR) for cell in cells(row))}|"
