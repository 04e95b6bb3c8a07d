"""What an edition is composed from, and the sections that the steps of `arrange` change."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias, TypeVar
from xml.etree.ElementTree import Element

from brief.model import (
    HEADINGS,
    IN_TWO_COLUMNS,
    LOOKS,
    SIDE_NOTES,
    Brief,
    Citation,
    Cited,
    Edition,
    Exhibit,
    Grid,
    Look,
    PaperName,
    Sheet,
    Shown,
    Text,
)
from brief.model.labels import Drawings

Tag: TypeAlias = Callable[[str], Element]
"""Makes an element of plain text, in which words in another script are marked with their language."""

Cite: TypeAlias = Callable[[Sequence[tuple[str, Citation]], bool], Cited]
"""Returns the words of citations; takes them in page order, each with its section, and whether sources are listed."""

Part = TypeVar("Part")

Show: TypeAlias = Callable[[Exhibit], Shown]
"""Returns the chart or table of an exhibit."""


@dataclass(frozen=True, slots=True)
class Context:
    """What all sections of an edition are composed from; `drawings` is None unless the edition enlarges them."""

    brief: Brief
    edition: Edition
    paper: PaperName
    grid: Grid
    layouts: tuple[Sheet, ...]
    tag: Tag
    cite: Cite
    show: Show
    drawings: Drawings | None

    @property
    def words(self) -> Mapping[str, str]:
        """The words that layouts add, in the language of the brief."""
        return self.brief.words

    @property
    def on_screen(self) -> bool:
        """Whether the edition is a page for the screen."""
        return self.edition.medium == "screen"

    @property
    def look(self) -> Look:
        """The look of the brief."""
        return LOOKS[self.brief.settings.look]

    @property
    def hangs(self) -> bool:
        """Whether heads hang in an indent."""
        return self.grid in ("hanging", "paper")

    @property
    def leads(self) -> bool:
        """Whether the row of key figures is set below the first section, not above it.

        It always is in a paper, so that a long summary does not run over to the next page.
        """
        return self.grid == "paper" or (self.look.figures == "lead" and self.grid in ("margin", "hanging"))

    @property
    def in_two_columns(self) -> bool:
        """Whether the text is set in two columns, without room beside it."""
        return self.grid in IN_TWO_COLUMNS


class SectionTrees(NamedTuple):
    """A section while it is arranged: copies of the trees that parse made, which the steps change in place.

    `blocks`, `sides`, `row` and `opening` are a ``div`` each. `sides` is for side notes beside the section as a whole,
    `row` for its key figures in the row of the document, and `opening` for the text beside a hanging head. `chosen` are
    the blocks with ``only-in``. `listed` is an ``ol`` for the document's list of notes.
    """

    text: Text
    title: Element
    opening: Element
    blocks: Element
    sides: Element
    row: Element
    notes: Mapping[str, Element]
    chosen: Sequence[Element]
    listed: Element

    @classmethod
    def of(cls, text: Text, edition: Edition) -> SectionTrees:
        """A section with copies of its trees; side notes are marked when the edition sets them in the margin."""
        blocks = Element("div")
        for block in text.blocks:
            blocks.append(deepcopy(block.tree))
            if block.kind in SIDE_NOTES and edition.margin == "side-notes":
                blocks[-1].set("class", f"{block.kind} side")
        pairs = zip(blocks, text.blocks, strict=True)
        chosen = [tree for tree, block in pairs if any(choice.only for choice in block.choices)]
        close_gaps(blocks)
        return cls(
            text=text,
            title=deepcopy(text.title),
            opening=Element("div"),
            blocks=blocks,
            sides=Element("div"),
            row=Element("div"),
            notes=deepcopy(text.notes),
            chosen=chosen,
            listed=Element("ol"),
        )

    @property
    def name(self) -> str:
        """The name of the section."""
        return self.text.section.name

    @property
    def printed(self) -> tuple[Element, ...]:
        """Its trees in the order of the page."""
        return self.row, *self.without_row

    @property
    def without_row(self) -> tuple[Element, ...]:
        """Its trees in the order of the page, except the row."""
        return self.sides, self.title, self.opening, self.blocks

    @property
    def read(self) -> tuple[Element, ...]:
        """Its trees in the order in which they are read aloud."""
        return self.title, self.opening, self.blocks, self.sides, self.row

    @property
    def lists_sources(self) -> bool:
        """Whether the section has the list of sources."""
        return self.text.section.kind == "sources"


def close_gaps(blocks: Element) -> None:
    """Sets each heading one level below its parent heading, or below the title, an h2, when it has none."""
    open_levels: list[int] = []
    for heading in blocks.iter():
        if heading.tag in HEADINGS:
            level = int(heading.tag[1])
            while open_levels and open_levels[-1] >= level:
                open_levels.pop()
            open_levels.append(level)
            heading.tag = f"h{min(2 + len(open_levels), 6)}"


def around_row(sections: Sequence[Part], rows: Sequence[Part], leads: bool) -> list[Part]:
    """The parts that belong to sections and those that belong to the row of key figures, in the order of the page.

    The row comes before all sections or, when it `leads`, after the first one.
    """
    above = 1 if leads else 0
    return [*sections[:above], *rows, *sections[above:]]
