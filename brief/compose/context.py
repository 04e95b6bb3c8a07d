"""What an edition is composed from, and the sections that the steps of `arrange` change."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from typing import TypeAlias
from xml.etree.ElementTree import Element

from brief.compose.trees import HEADING
from brief.model import SIDE_NOTES, Brief, Citation, Cited, Edition, Exhibit, PaperName, Sheet, Shown, Text

Tag: TypeAlias = Callable[[str], Element]
"""Gives an element with plain words in it, in which those in another script have their language."""

Cite: TypeAlias = Callable[[Sequence[tuple[str, Citation]], bool], Cited]
"""Gives the words of citations, each with its section, in the order of the pages, and whether sources are listed."""

Show: TypeAlias = Callable[[Exhibit], Shown]
"""Gives the chart or table of an exhibit."""


@dataclass(frozen=True, slots=True)
class Context:
    """What all sections of an edition are composed from."""

    brief: Brief
    edition: Edition
    paper: PaperName
    layouts: tuple[Sheet, ...]
    tag: Tag
    cite: Cite
    show: Show

    @property
    def words(self) -> Mapping[str, str]:
        """The words that layouts add, in the language of the brief."""
        return self.brief.words

    @property
    def on_screen(self) -> bool:
        """Whether the edition is a page for the screen."""
        return self.edition.medium == "screen"


@dataclass(frozen=True, slots=True)
class SectionTrees:
    """A section while it is arranged: copies of the trees that parse made, which the steps change in place.

    `blocks` and `sides` are a ``div`` each; `sides` takes the side notes that stand beside the section as a whole.
    `chosen` are the blocks that stand only in editions that name them. `listed` is an ``ol`` for the notes at the end
    of a page for the screen.
    """

    text: Text
    title: Element
    blocks: Element
    sides: Element
    notes: Mapping[str, Element]
    chosen: Sequence[Element]
    listed: Element

    @classmethod
    def of(cls, text: Text, edition: Edition) -> SectionTrees:
        """Copies the trees of a section; side notes are marked where the margin takes them."""
        blocks = Element("div")
        for block in text.blocks:
            blocks.append(deepcopy(block.tree))
            if block.kind in SIDE_NOTES and edition.margin == "side-notes":
                blocks[-1].set("class", f"{block.kind} side")
        pairs = zip(blocks, text.blocks, strict=True)
        chosen = [tree for tree, block in pairs if any(choice.only for choice in block.choices)]
        close_gaps(blocks)
        return cls(text, deepcopy(text.title), blocks, Element("div"), deepcopy(text.notes), chosen, Element("ol"))

    @property
    def name(self) -> str:
        """The name of the section."""
        return self.text.section.name

    @property
    def printed(self) -> tuple[Element, ...]:
        """Its trees in the order of the page."""
        return self.sides, self.title, self.blocks

    @property
    def read(self) -> tuple[Element, ...]:
        """Its trees in the order in which they are read."""
        return self.title, self.blocks, self.sides

    @property
    def lists_sources(self) -> bool:
        """Whether the section has the list of sources."""
        return self.text.section.kind == "sources"


def close_gaps(blocks: Element) -> None:
    """Gives each heading the level below the heading that it stands under; the first stands under the title, an h2."""
    open_levels: list[int] = []
    for heading in blocks.iter():
        if match := HEADING.match(heading.tag):
            level = int(match[1])
            while open_levels and open_levels[-1] >= level:
                open_levels.pop()
            open_levels.append(level)
            heading.tag = f"h{min(2 + len(open_levels), 6)}"
