"""The structure tree of a PDF while it is planned: nodes for elements, leaves for what is drawn of them.

A node may have leaves on several pages, so that a table over three pages is one `Table`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from xml.etree.ElementTree import Element

from brief.model import WITHOUT_BREAKS

SOFT_HYPHEN = "\N{SOFT HYPHEN}"

BLOCKS = frozenset({"P", "H1", "H2", "H3", "H4", "H5", "H6", "Caption", "LBody", "Lbl", "TD", "TH", "Note", "TOCI"})
"""The roles that hold text; other block-level roles hold blocks (ISO 32000-1, 14.8.4.3)."""

HEADINGS = frozenset({"H1", "H2", "H3", "H4", "H5", "H6"})

APART = frozenset({"Lbl", "Reference", "Note"})
"""The roles whose words are left out of the description of a place: numbers, calls of notes, notes."""


@dataclass(eq=False, slots=True)
class Leaf:
    """What is drawn in one place: a run of text, a picture, the hyphen at a line's end.

    `number` is its marked-content identifier on the page, once it is drawn. Leaves side by side in a node are drawn as
    one, with the number of the first.
    """

    node: Node
    page: int
    box: Any
    follows: Leaf | None = None
    space_after: bool = False
    hyphen: Leaf | None = None
    number: int | None = None

    @property
    def words(self) -> str:
        """The text that is read, with the blank behind it; empty for a picture."""
        text = getattr(self.box, "text", "")
        blank = " " if self.space_after or getattr(self.box, "space_drawn", False) else ""
        return (text[:-1] if self.hyphen else text).translate(WITHOUT_BREAKS) + blank


@dataclass(eq=False, slots=True)
class Annotation:
    """The active area of a link on a page. WeasyPrint keeps its PDF object at `box`.

    `target` is an address, or the ``id`` of an element when the link is `internal`.
    """

    page: int
    box: Any
    target: str
    internal: bool


@dataclass(eq=False, slots=True)
class Node:
    """An element of the structure tree: its role (ISO 32000-1, 14.8.4), its HTML element, its kids.

    A node without a role only groups its kids, which move up when the tree is done.
    """

    role: str
    element: Element | None = None
    parent: Node | None = None
    kids: list[Node | Leaf | Annotation] = field(default_factory=list)
    language: str = ""
    actual: str = ""
    expansion: str = ""
    identifier: str = ""
    alternative: str = ""
    attributes: dict[str, Any] = field(default_factory=dict)

    def add(self, kid: Node | Leaf | Annotation) -> None:
        """Appends a kid."""
        if isinstance(kid, Node):
            kid.parent = self
        self.kids.append(kid)

    def insert_note(self, behind: Node, note: Node) -> None:
        """Inserts a note behind a kid and the notes that follow it."""
        at = self.kids.index(behind) + 1
        while at < len(self.kids) and getattr(self.kids[at], "role", "") == "Note":
            at += 1
        self.kids.insert(at, note)
        note.parent = self

    @property
    def nodes(self) -> list[Node]:
        """Its kids that are nodes."""
        return [kid for kid in self.kids if isinstance(kid, Node)]

    def walk(self) -> Iterator[Node]:
        """This node and all below it, in reading order."""
        yield self
        for node in self.nodes:
            yield from node.walk()

    def pages(self) -> Iterator[int]:
        """The pages of its own leaves and annotations."""
        return (kid.page for kid in self.kids if not isinstance(kid, Node))

    def leaves(self) -> Iterator[Leaf]:
        """Its leaves and those of all nodes below it, in reading order."""
        for kid in self.kids:
            if isinstance(kid, Node):
                yield from kid.leaves()
            elif isinstance(kid, Leaf):
                yield kid

    def text(self, without: frozenset[str] = frozenset()) -> str:
        """Its text as it is read, with single blanks, `without` that of some roles."""
        return " ".join("".join(self._words(without)).replace(SOFT_HYPHEN, "").split())

    def _words(self, without: frozenset[str]) -> Iterator[str]:
        if self.actual:
            yield self.actual
            return
        for kid in self.kids:
            if isinstance(kid, Node) and kid.role not in without:
                yield from kid._words(without)
                if kid.role in BLOCKS:
                    yield " "
            elif isinstance(kid, Leaf):
                yield kid.words
