"""The structure tree of a PDF while it is planned: nodes for what the page means, leaves for what is drawn.

A node may have leaves on several pages; that is how a table over three pages is one `Table`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from xml.etree.ElementTree import Element

from brief.model import BREAKS

SOFT_HYPHEN = "\N{SOFT HYPHEN}"

BLOCKS = frozenset({"P", "H1", "H2", "H3", "H4", "H5", "H6", "Caption", "LBody", "Lbl", "TD", "TH", "Note", "TOCI"})
"""The roles that hold words themselves; every other block holds blocks (ISO 32000-1, 14.8.4.3)."""

HEADINGS = frozenset({"H1", "H2", "H3", "H4", "H5", "H6"})


@dataclass(eq=False, slots=True)
class Leaf:
    """Something that is drawn on one page: a run of text, a picture, the hyphen at the end of a line.

    `number` is its marked-content identifier on the page, once it is drawn; leaves that stand side by side in a
    node are drawn as one, under the number of the first.
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
        """What is read of a run of text, with the blank behind it; nothing of a picture."""
        text = getattr(self.box, "text", "")
        blank = " " if self.space_after or getattr(self.box, "space_drawn", False) else ""
        return (text[:-1] if self.hyphen else text).translate(BREAKS) + blank


@dataclass(eq=False, slots=True)
class Annotation:
    """The place on a page that a reader can press to follow a link; the engine gives its box the PDF object.

    `target` is an address, or the HTML name of an element of the document when `internal`.
    """

    page: int
    box: Any
    target: str
    internal: bool


@dataclass(eq=False, slots=True)
class Node:
    """An element of the structure tree: its role (ISO 32000-1, 14.8.4), the HTML element it stands for, its kids.

    A node without a role was needed only to keep its kids together; they move up when the tree is done.
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
        """Takes `kid` as the last one."""
        if isinstance(kid, Node):
            kid.parent = self
        self.kids.append(kid)

    def insert_note(self, behind: Node, note: Node) -> None:
        """Takes a note behind a kid, and behind the notes that stand there already."""
        at = self.kids.index(behind) + 1
        while at < len(self.kids) and getattr(self.kids[at], "role", "") == "Note":
            at += 1
        self.kids.insert(at, note)
        note.parent = self

    def walk(self) -> Iterator[Node]:
        """This node and all below it, in reading order."""
        yield self
        for kid in self.kids:
            if isinstance(kid, Node):
                yield from kid.walk()

    def pages(self) -> Iterator[int]:
        """The pages of what it holds itself."""
        return (kid.page for kid in self.kids if not isinstance(kid, Node))

    def leaves(self) -> Iterator[Leaf]:
        """All that is drawn of it, in reading order."""
        for kid in self.kids:
            if isinstance(kid, Node):
                yield from kid.leaves()
            elif isinstance(kid, Leaf):
                yield kid

    def text(self, without: frozenset[str] = frozenset()) -> str:
        """Its words, as they are read, with single blanks; those of some roles are left out."""
        return " ".join("".join(self._said(without)).replace(SOFT_HYPHEN, "").split())

    def _said(self, without: frozenset[str]) -> Iterator[str]:
        if self.actual:
            yield self.actual
            return
        for kid in self.kids:
            if isinstance(kid, Node) and kid.role not in without:
                yield from kid._said(without)
                if kid.role in BLOCKS:
                    yield " "
            elif isinstance(kid, Leaf):
                yield kid.words
