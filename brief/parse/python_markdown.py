"""Python-Markdown as editors use it here: no HTML, no blocks of code, and the blocks between slashes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.blockprocessors import BlockProcessor
from markdown.extensions.def_list import DefListExtension, DefListIndentProcessor
from markdown.extensions.sane_lists import SaneListExtension
from markdown.extensions.tables import TableExtension

from brief.parse.marks import MARK
from brief.parse.trees.blocks import SlashBlocks
from brief.parse.wording.inline import register_inline


def python_markdown(references: Mapping[str, tuple[str, str]]) -> Markdown:
    """A parser for one section with these link references. To make one takes a fifth of a millisecond."""
    md = Markdown(
        extensions=[TableExtension(), DefListExtension(), SaneListExtension(), SlashBlocks()], output_format="html"
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
        """Whether the block is a rule."""
        return bool(re.fullmatch(f"---{MARK.pattern}", block))

    def run(self, parent: Element, blocks: list[str]) -> None:
        """Adds the rule."""
        SubElement(parent, "hr").text = blocks.pop(0).removeprefix("---")
