"""What a version of a section is parsed and checked with."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from functools import cached_property

from markdown.treeprocessors import Treeprocessor

from brief.model import Section, Settings
from brief.parse.reading.outline import Outline
from brief.parse.wording.inline import inline_parser


@dataclass(frozen=True)
class Context:
    """A section or its short version, its outline, and what it may refer to.

    `other` is the outline of the other version, which shares its notes; `keys` are those of the sources that can be
    cited; `described` says whether the file beside a picture has its alternative text.
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
    def inline(self) -> Treeprocessor:
        """The inline parser, with the link references of the section."""
        return inline_parser(self.outline.references)
