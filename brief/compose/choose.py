"""What an edition prints: which sections, in their short version or whole, and which of their blocks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from brief.model import Edition, Text


def choose(texts: Sequence[Text], edition: Edition) -> tuple[Text, ...]:
    """The sections that an edition prints, with the blocks that stand in it.

    A section whose blocks all stand elsewhere is not printed; one that never had any is.
    """
    return tuple(_chosen(texts, edition))


def _chosen(texts: Sequence[Text], edition: Edition) -> Iterator[Text]:
    by_name = {text.section.name: text for text in texts}
    listed = [by_name[name] for name in edition.sections if name in by_name]
    of_kinds = [text for text in texts if text.section.kind in edition.kinds]
    if all(text.section.kind == "sources" for text in of_kinds):  # a list of them alone says nothing
        of_kinds = list(texts)
    for whole in listed or of_kinds:
        text = _in_short(whole, whole.short) if edition.abridged and whole.short else whole
        blocks = tuple(block for block in text.blocks if all(choice.takes(edition.kin) for choice in block.choices))
        if blocks or not text.blocks:
            yield replace(text, section=whole.section, title=whole.title, blocks=blocks)


def _in_short(whole: Text, short: Text) -> Text:
    """The short version of a section, and below it what was chosen for editions by name."""
    chosen = (block for block in whole.blocks if any(choice.only for choice in block.choices))
    return replace(short, blocks=(*short.blocks, *chosen), notes={**whole.notes, **short.notes})
