"""The outline of a section while it is read: what is finished, what is open, and what is left of the current line."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import NamedTuple

from brief.findings import Place, Rule
from brief.findings import markdown as rules
from brief.parse.reading.containers import Container, Fence
from brief.parse.reading.lines import Line
from brief.parse.reading.outline import Leaf, LeafKind, Outline, Region


class OpenNote(NamedTuple):
    """The note that is being read, the number of containers around it, and the column in which it begins, from 0."""

    name: str
    depth: int
    at: int


@dataclass(kw_only=True)
class Draft(Outline):
    """The outline of the lines that have been read so far.

    `number` is the current line of `raw`, counted from 1. `rest` is the part that is still to be read, or None. It is
    the end of `base`, the line after the ``>`` of the innermost quotation. The first `matched` containers of the
    `stack` continue in the line. `lines` are those of the open leaf, if any. `open_regions` are around the stack;
    `before` is the number of leaves up to the last beginning or end of a region.
    """

    path: Path
    raw: list[str]
    next: int
    number: int = 1
    base: str = ""
    rest: str | None = None
    matched: int = 0
    stack: list[Container] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    kind: LeafKind = "paragraph"
    begin: int = 0
    level: int = 0
    note: OpenNote | None = None
    open_regions: list[Region] = field(default_factory=list)
    before: int = 0

    @property
    def more(self) -> bool:
        """Whether there is another line."""
        return self.next <= len(self.raw)

    @property
    def in_paragraph(self) -> bool:
        """Whether a paragraph is open."""
        return bool(self.lines) and self.kind == "paragraph"

    @property
    def above(self) -> Leaf | None:
        """The last leaf, which the current line may continue; None if a region has begun or ended since."""
        return self.leaves[-1] if len(self.leaves) > self.before else None

    @property
    def unmatched(self) -> Container | None:
        """The outermost container that does not continue in the current line; None when all do."""
        return self.stack[self.matched] if self.matched < len(self.stack) else None

    def line(self, rest: str) -> Line:
        """The end of the current line with the text `rest`, and its place."""
        return Line(self.path, self.number, len(self.raw[self.number - 1]) - len(rest) + 1, rest)

    def report(self, rule: Rule, place: str | Place, **words: object) -> None:
        """Adds a finding at `place`, given as a place or as the end of the current line that begins there."""
        self.findings.append(rule.at(self.line(place).place if isinstance(place, str) else place, **words))

    def open(self, kind: LeafKind, rest: str, begin: int = 0) -> None:
        """Begins a leaf with the end of the current line, as a part of the block that begins in line `begin`."""
        self.kind, self.lines = kind, [self.line(rest)]
        self.begin = self.stack[0].begin if self.stack else begin or self.number

    def finish(self) -> None:
        """Ends the open leaf."""
        if self.lines:
            containers = () if self.note else tuple(self.stack)
            leaf = Leaf(self.kind, containers, self.begin, tuple(self.lines), self.level)
            (self.notes[self.note.name] if self.note else self.leaves).append(leaf)
        self.lines, self.kind, self.level = [], "paragraph", 0

    def push(self, container: Container, rest: str | None, base: str | None = None) -> None:
        """Begins a container with `rest`, its content on this line; a quotation gives a new `base`."""
        self.stack.append(container)
        self.matched = len(self.stack)
        self.base, self.rest = self.base if base is None else base, rest

    def leave(self) -> None:
        """Ends the open leaf and the containers that do not continue in the current line."""
        self.finish()
        del self.stack[self.matched :]

    def close_to(self, depth: int) -> None:
        """Ends all containers except the first `depth`; reports those between slashes as unclosed."""
        while len(self.stack) > depth:
            fence = self.stack[-1]
            if isinstance(fence, Fence):
                self.report(rules.BLOCK_UNCLOSED, fence.head.place, name=fence.typed, slashes=fence.slashes)
                self.end_fence()
            else:
                self.stack.pop()

    def end_fence(self) -> None:
        """Ends the innermost container, a block between slashes, in the current line."""
        self.leaves.append(Leaf("end", tuple(self.stack), self.stack[0].begin, (Line(self.path, self.number, 1, ""),)))
        self.stack.pop()

    def begin_region(self, head: Line, slashes: str, name: str, argument: Line) -> None:
        """Begins a region below the line `head`."""
        self.before = len(self.leaves)
        self.open_regions.append(Region(head, slashes, name, argument, self.before))

    def end_region(self) -> None:
        """Ends the innermost region before the current line; reports it if it is empty."""
        region = replace(self.open_regions.pop(), last=self.number - 1)
        self.regions.append(region)
        self.before = len(self.leaves)
        if len(self.leaves) == region.leaves:
            self.report(rules.BLOCK_EMPTY, region.head.place, name=region.name, content="what these editions print")

    def close_regions(self, depth: int) -> None:
        """Drops all open regions except the first `depth`, and reports them as unclosed."""
        while len(self.open_regions) > depth:
            region = self.open_regions.pop()
            self.report(rules.BLOCK_UNCLOSED, region.head.place, name=region.name, slashes=region.slashes)

    def end(self) -> None:
        """Ends everything that is still open after the last line."""
        self.finish()
        self.close_to(0)
        self.close_regions(0)
