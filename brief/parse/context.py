"""What parsing and checking a version of a section needs."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from functools import cached_property

from markdown.treeprocessors import Treeprocessor

from brief.model import Section, Settings
from brief.parse.reading.outline import Leaf, Outline
from brief.parse.wording.inline import inline_parser


@dataclass(frozen=True)
class Context:
    """A section or its short version, its outline, and what it may refer to.

    `other` is the outline of the other version, which shares its notes; `keys` are those of the sources that can be
    cited; `described` returns whether a file beside a picture contains its alternative text.
    """

    section: Section
    outline: Outline
    other: Outline
    settings: Settings
    keys: Collection[str]
    described: Callable[[str], bool]

    @cached_property
    def lines(self) -> Sequence[str]:
        """The lines of the file."""
        return self.section.text.split("\n")

    @cached_property
    def title(self) -> Leaf | None:
        """The heading that is the title; None when the title is in the front matter or missing."""
        leaves = (leaf for leaf in self.outline.leaves if leaf.kind == "heading" and leaf.level == 1)
        return None if self.section.title else next((leaf for leaf in leaves if not leaf.containers), None)

    @cached_property
    def title_line(self) -> int:
        """The number of the line with the title; without a title, of the first line below the front matter."""
        if self.title:
            return self.title.lines[0].number
        front_matter = enumerate(self.lines[: self.section.first - 1], 1)
        return next((number for number, line in front_matter if re.match(r"title\s*:", line)), self.section.first)

    @cached_property
    def inline(self) -> Treeprocessor:
        """The inline parser, with the link references of the section."""
        return inline_parser(self.outline.references)
