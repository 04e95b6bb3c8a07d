"""What layouts see of the sections of a brief."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

from markupsafe import Markup

from brief.compose.columns import is_stacked
from brief.compose.context import SectionTrees
from brief.compose.trees import inner_html

LONG_PANEL = 250
"""Words of the longest panel that is kept on one page."""


@dataclass(frozen=True, slots=True)
class SectionView:
    """A section as its layout sees it. `notes` are its items in the document's list of notes.

    `footnotes` is the number of its notes at the foot of pages, or in that list. `opening` is the text beside its head,
    `row` has its key figures in the row of the document, and `number` is 0 for a section without a number. In two
    columns, the items of a section that is `stacked` are below one another, see `is_stacked`. In a paper, the section
    that `opens_case` is the first below the contents. `in_contents` has the words of the title without notes and links,
    for the contents and the running heads.
    """

    name: str
    kind: str
    layout: str
    source: str
    title: Markup
    in_contents: Markup
    anchor: str
    language: str
    direction: str
    opening: Markup
    blocks: Markup
    sides: Markup
    row: Markup
    begins_page: bool
    opens_case: bool
    number: int
    long: bool
    stacked: bool
    notes: Markup
    footnotes: int

    @classmethod
    def of(
        cls, section: SectionTrees, begins_page: bool, number: int, in_contents: Markup, *, opens_case: bool
    ) -> Self:
        """A section as its layout sees it. Its HTML needs no escaping, since writing a tree escapes its text."""
        own, title = section.text.section, section.text.title
        blocks = section.text.blocks
        return cls(
            name=own.name,
            kind=own.kind,
            layout=f"{own.laid_out_as}.html",
            source=title.get("data-source", ""),
            title=inner_html(section.title),
            in_contents=in_contents,
            anchor=title.get("id", ""),
            language=title.get("lang", ""),
            direction=title.get("dir", ""),
            opening=inner_html(section.opening),
            blocks=inner_html(section.blocks),
            sides=inner_html(section.sides),
            row=inner_html(section.row),
            begins_page=begins_page,
            opens_case=opens_case,
            number=number,
            long=sum(len(" ".join(block.tree.itertext()).split()) for block in blocks) > LONG_PANEL,
            stacked=is_stacked(section.blocks)
            or (own.kind == "summary" and [one.tag for one in section.blocks] == ["p"]),
            notes=inner_html(section.listed),
            footnotes=sum(span.get("class") == "footnote" for tree in section.printed for span in tree.iter("span"))
            + sum(1 for _ in section.listed.iter("li")),
        )
