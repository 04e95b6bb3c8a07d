"""Python-Markdown, set up as editors use it here: no HTML, no blocks of code, the blocks between slashes."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.blockprocessors import BlockProcessor
from markdown.extensions.def_list import DefListExtension, DefListIndentProcessor
from markdown.extensions.sane_lists import SaneListExtension
from markdown.extensions.tables import TableExtension
from pymdownx.blocks import BlocksExtension, BlocksProcessor

from brief.parse.marks import MARK
from brief.parse.trees.asides import Box, Code, KeyFigure, PullQuote
from brief.parse.trees.exhibits import Chart, FileTable
from brief.parse.wording.inline import register_inline


def engine(references: dict[str, tuple[str, str]]) -> Markdown:
    """An engine for one section, whose link addresses are `references`. To make one takes a fifth of a millisecond."""
    md = Markdown(
        extensions=[TableExtension(), DefListExtension(), SaneListExtension(), Sidelights()], output_format="html"
    )
    blocks = md.parser.blockprocessors
    for unused in ("code", "setextheader", "reference", "defindent"):
        blocks.deregister(unused)
    blocks.register(DefListIndentProcessor(md.parser), "indent", 90)  # the one for all lists
    blocks.register(Rule(md.parser), "hr", 50)
    register_inline(md)
    md.references.update(references)
    return md


class Rule(BlockProcessor):
    """A rule that keeps its mark."""

    def test(self, parent: Element, block: str) -> bool:
        """Whether this is a rule."""
        return bool(re.fullmatch(f"---{MARK.pattern}", block))

    def run(self, parent: Element, blocks: list[str]) -> None:
        """Adds it."""
        SubElement(parent, "hr").text = blocks.pop(0).removeprefix("---")


class Sidelights(BlocksExtension):  # type: ignore[misc]  # pymdownx comes without type hints
    """The blocks between slashes that an editor can write."""

    def extendMarkdownBlocks(self, md: Markdown, block_mgr: BlocksProcessor) -> None:
        """Makes them known."""
        for block in (Box, PullQuote, KeyFigure, Code, Chart, FileTable):
            block_mgr.register(block, {})
