"""Chooses the grid of an edition from its text, once, before any page is set.

A column that stands empty down page after page is worse than none. So the margin column is for briefs with side matter
on most of their pages; in others the empty column moves to the left and carries the heads.
"""

from __future__ import annotations

from collections.abc import Sequence
from xml.etree.ElementTree import Element

from brief.model import SIDE_NOTES, Block, Edition, Grid, Look, Text

FLOWING = "brief.html"
"""The layout of editions that are set on a grid; other layouts have columns of their own."""

PAGE = 2_400
"""Letters and spaces on a full page of text, with its heads and notes: 400 English words, or 340 German ones."""

TOP = 0.45
"""The part of page 1 above the text: masthead, title and ask."""

FIGURE_HEIGHT, ROW = 0.3, 0.025
"""The parts of a page that a figure or an exhibit takes, and that a row of a table takes."""

PAPER = 12
"""A brief of this many pages or more is a paper, with contents and numbered sections."""


def grid_of(texts: Sequence[Text], edition: Edition, look: Look) -> Grid:
    """The grid for the sections that an edition prints in a look."""
    if edition.layout != FLOWING:
        return "own"
    if edition.pages.most == 1:
        return "one-page"
    at, beside = TOP, set[int]()
    for text in texts:
        for block in text.blocks:
            if _stands_beside(text, block, look):
                beside.add(int(at))
            if block.kind not in SIDE_NOTES:
                at += _height(block.tree)
    pages = int(at) + 1
    if pages >= PAPER and edition.pages.keeps(PAPER):
        return "paper"
    return "margin" if look.margin_column and len(beside) > pages / 2 else "hanging"


def _stands_beside(text: Text, block: Block, look: Look) -> bool:
    """Whether a block has something in the margin column; where key figures lead, those of the summary do not."""
    leads = look.figures == "lead" and text.section.laid_out_as == "summary"
    return block.kind in SIDE_NOTES and not leads


def _height(block: Element) -> float:
    """The estimated part of a page that a block takes."""
    figures = sum(element.tag == "figure" or "data-exhibit" in element.attrib for element in block.iter())
    rows = sum(1 for _ in block.iter("tr"))
    return figures * FIGURE_HEIGHT + (rows * ROW if rows else len("".join(block.itertext())) / PAGE)
