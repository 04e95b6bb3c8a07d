"""What an edition prints: which sections, in their short version or whole, and which of their blocks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from brief.compose.handout import FIGURE, MOST_FIGURES
from brief.model import Block, Edition, Text


def choose(texts: Sequence[Text], edition: Edition) -> tuple[Text, ...]:
    """The sections that an edition prints, with the blocks that stand in it.

    A section whose blocks all stand elsewhere is not printed; one that never had any is. Of the sections that a handout
    does not print it has the key figures, as far as those of its own leave room in their row.
    """
    chosen = tuple(_chosen(texts, edition))
    return (*chosen, *_figures(texts, chosen, edition)) if edition.aimed and not edition.sections else chosen


def _chosen(texts: Sequence[Text], edition: Edition) -> Iterator[Text]:
    by_name = {text.section.name: text for text in texts}
    listed = [by_name[name] for name in edition.sections if name in by_name]
    of_kinds = [text for text in texts if text.section.kind in edition.kinds]
    if all(text.section.kind == "sources" for text in of_kinds):  # a list of them alone says nothing
        of_kinds = list(texts)
    for whole in listed or of_kinds:
        text = _in_short(whole, whole.short, edition) if edition.abridged and whole.short else whole
        blocks = tuple(block for block in text.blocks if _stands(block, edition))
        if blocks or not text.blocks:
            yield replace(text, section=whole.section, title=whole.title, blocks=blocks)


def _figures(texts: Sequence[Text], chosen: Sequence[Text], edition: Edition) -> Iterator[Text]:
    """The sections that are not among those chosen, with as many of their key figures as still go into a row."""
    printed = {text.section.name for text in chosen}
    room = MOST_FIGURES - sum(block.kind == FIGURE for text in chosen for block in text.blocks)
    for text in (text for text in texts if text.section.name not in printed):
        figures = [block for block in text.blocks if _is_figure(block) and _stands(block, edition)][: max(room, 0)]
        room -= len(figures)
        if figures:
            yield replace(text, blocks=tuple(figures))


def _stands(block: Block, edition: Edition) -> bool:
    return all(choice.takes(edition.kin) for choice in block.choices)


def _is_figure(block: Block) -> bool:
    """Whether it is a key figure that can go along without its section: it refers to no picture or table."""
    return block.kind == FIGURE and not any("data-ref" in element.attrib for element in block.tree.iter())


def _in_short(whole: Text, short: Text, edition: Edition) -> Text:
    """The short version of a section, and below it what was chosen for editions by name.

    Of a handout, which has them in a row, the key figures go along.
    """
    chosen = (
        block
        for block in whole.blocks
        if any(choice.only for choice in block.choices) or (edition.aimed and _is_figure(block))
    )
    return replace(short, blocks=(*short.blocks, *chosen), notes={**whole.notes, **short.notes})
