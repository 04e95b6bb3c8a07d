"""What a version of a section is parsed and checked with."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from functools import cached_property

from markdown import Markdown

from brief.model import Section, Settings
from brief.parse.python_markdown import python_markdown
from brief.parse.reading.outline import Outline


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
    def markdown(self) -> Markdown:
        """Python-Markdown with the link references of the section."""
        return python_markdown(self.outline.references)
