"""The outline of a section while it is read: what is finished, what is open, and where the reading stands."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from brief.findings import Finding, Place, Rule
from brief.findings import markdown as rules
from brief.parse.reading.containers import Container, Fence
from brief.parse.reading.lines import Line
from brief.parse.reading.outline import Chosen, Leaf, LeafKind


@dataclass(slots=True)
class OpenNote:
    """The note that is being read, within how many containers and in which column its mark stands."""

    name: str
    depth: int
    at: int


@dataclass(frozen=True, slots=True)
class OpenChoice:
    """Where lines for some editions only begin: as what, in which column, with how many slashes, for which editions.

    There were so many leaves when it began.
    """

    name: str
    only: bool
    number: int
    column: int
    slashes: str
    editions: Line
    leaves: int


@dataclass(slots=True)
class Draft:
    """What is known after some lines of a section.

    The current line is `number`; `rest` is what is left of it, None when all is taken, and ends `base`, the line
    after the mark of the last quotation. The first `depth` containers of the `stack` go on in this line, `left`
    is the one that does not. `lines` are those of the open leaf, none when no leaf is open. `choices` are those that
    are open, around the whole stack.
    """

    raw: list[str]
    next: int
    path: Path
    number: int = 1
    base: str = ""
    rest: str | None = None
    depth: int = 0
    left: Container | None = None
    stack: list[Container] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    kind: LeafKind = "paragraph"
    run: int = 0
    level: int = 0
    note: OpenNote | None = None
    leaves: list[Leaf] = field(default_factory=list)
    notes: dict[str, list[Leaf]] = field(default_factory=dict)
    references: dict[str, tuple[str, str]] = field(default_factory=dict)
    titles: list[Line] = field(default_factory=list)
    choices: list[OpenChoice] = field(default_factory=list)
    chosen: list[Chosen] = field(default_factory=list)
    abbreviations: dict[str, str] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    @property
    def more(self) -> bool:
        """Whether there is another line."""
        return self.next <= len(self.raw)

    @property
    def in_paragraph(self) -> bool:
        """Whether a paragraph is open."""
        return bool(self.lines) and self.kind == "paragraph"

    # ── The line ─────────────────────────────────────────────────────────────────────────────────────────

    def line(self, rest: str) -> Line:
        """The end of the current line, with its place."""
        return Line(self.number, len(self.raw[self.number - 1]) - len(rest) + 1, rest)

    def place(self, rest: str) -> Place:
        """The place where the end of the current line begins."""
        return Place(self.path, self.number, self.line(rest).column)

    def report(self, rule: Rule, rest: str, **words: object) -> None:
        """Something is wrong where the end of the current line begins."""
        self.findings.append(rule.at(self.place(rest), **words))

    # ── The leaf ─────────────────────────────────────────────────────────────────────────────────────────

    def open(self, kind: LeafKind, rest: str, run: int = 0) -> None:
        """Begins a leaf with the end of the current line, as a part of the block that began in line `run`."""
        self.kind, self.lines = kind, [self.line(rest)]
        self.run = self.stack[0].run if self.stack else run or self.number

    def finish(self) -> None:
        """Ends the open leaf, if one is."""
        if self.lines:
            path = () if self.note else tuple(self.stack)
            leaf = Leaf(self.kind, path, self.run, tuple(self.lines), self.level)
            (self.notes[self.note.name] if self.note else self.leaves).append(leaf)
        self.lines = []
        self.kind, self.level = "paragraph", 0

    # ── The containers ───────────────────────────────────────────────────────────────────────────────────

    def push(self, container: Container, rest: str, base: str | None = None) -> None:
        """Begins a container; `rest` is what is left of the line in it, with a new `base` after a quotation's mark."""
        self.stack.append(container)
        self.depth, self.left = len(self.stack), None
        self.base, self.rest = self.base if base is None else base, rest

    def leave(self) -> None:
        """Ends the open leaf and the containers that do not go on in the current line."""
        self.finish()
        del self.stack[self.depth :]
        self.left = None

    def close_to(self, depth: int) -> None:
        """Ends all containers but the first `depth`; a block among them was never closed."""
        while len(self.stack) > depth:
            fence = self.stack[-1]
            if isinstance(fence, Fence):
                place = Place(self.path, fence.number, fence.column)
                self.findings.append(rules.BLOCK_UNCLOSED.at(place, name=fence.typed, slashes=fence.slashes))
                self.end_fence()
            else:
                self.stack.pop()

    def end_fence(self) -> None:
        """Ends the innermost container, a block, in the current line."""
        path = tuple(self.stack)
        self.leaves.append(Leaf("end", path, path[0].run, (Line(self.number, 1, ""),)))
        self.stack.pop()

    # ── The choices of editions ──────────────────────────────────────────────────────────────────────────

    def end_choice(self) -> None:
        """Ends the innermost choice before the current line."""
        choice = self.choices.pop()
        self.chosen.append(Chosen(choice.name, choice.editions, choice.only, choice.number + 1, self.number - 1))
        if len(self.leaves) == choice.leaves:
            place = Place(self.path, choice.number, choice.column)
            self.findings.append(rules.BLOCK_EMPTY.at(place, name=choice.name, content="what these editions print"))

    def close_choices(self, number: int) -> None:
        """Ends all choices but the first `number`, which never ended."""
        while len(self.choices) > number:
            choice = self.choices.pop()
            place = Place(self.path, choice.number, choice.column)
            self.findings.append(rules.BLOCK_UNCLOSED.at(place, name=choice.name, slashes=choice.slashes))
