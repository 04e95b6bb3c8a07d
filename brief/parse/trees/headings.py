"""Headings: the name (``id``) of each, which links can lead to."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from xml.etree.ElementTree import Element

from brief.model import HEADINGS, Block, Text


def name_headings(texts: Sequence[Text]) -> None:
    """Gives each heading without a name one made of its section and its words: ``abuses-inside-the-camps``.

    The name differs from those of sections, from those that editors typed, and from those of all other headings. Only
    a heading of a section and one of its short version may share a name: an edition prints one of the two.
    """
    taken = {text.section.name for text in texts}
    for version in (version for text in texts for version in text.versions):
        taken |= {*_names(version.trees)}
    for text in texts:
        taken_in_short = set(taken)
        _name(_trees(text.blocks), text.section.name, taken)
        if text.short:
            # Blocks that are chosen by edition may be printed below the short version.
            taken_in_short |= {*_names(_trees(block for block in text.blocks if block.choices))}
            _name(_trees(text.short.blocks), text.section.name, taken_in_short)
            taken |= taken_in_short


def _trees(blocks: Iterable[Block]) -> list[Element]:
    return [block.tree for block in blocks]


def _names(trees: Iterable[Element]) -> Iterator[str]:
    return (name for tree in trees for element in tree.iter() if (name := element.get("id")))


def _name(trees: Sequence[Element], section: str, taken: set[str]) -> None:
    """Names the headings in `trees` by their section and their words, and adds the names to `taken`."""
    counts: dict[str, int] = {}
    for heading in (element for tree in trees for element in tree.iter() if element.tag in HEADINGS):
        if not heading.get("id"):
            name = plain = f"{_slug(section)}-{_slug(''.join(heading.itertext())) or 'heading'}"
            while name in taken:
                counts[plain] = counts.get(plain, 1) + 1
                name = f"{plain}-{counts[plain]}"
            heading.set("id", name)
            taken.add(name)


def _slug(text: str) -> str:
    return re.sub(r"[\W_]+", "-", text.casefold()).strip("-")
