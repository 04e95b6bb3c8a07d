"""The handout: one ask to one reader, the first numbers, and the recommendations that this reader can carry out."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import islice
from xml.etree.ElementTree import Element

from brief.compose.headings import HEADING
from brief.model import data_source, named_lines

MOST_ASKS = 3
"""How many recommendations it has where none is marked."""

FIGURE = "key-figure"
"""The kind of block, and its class, that stands in the row."""

MOST_FIGURES = 3
"""How many key figures stand in its row."""

MARK = "handout"
"""The class of recommendations that are meant for it."""


def keep_asks(body: Element, addressee: str, chosen: Collection[Element]) -> None:
    """Leaves the title, the key figures, and in one list the recommendations to this addressee: marked or first ones.

    They are those below the heading that names the addressee; where none does, those of the whole section. One without
    any list stays as it is. What was `chosen` for the handout stays where it stands, above the list or below it; with a
    list among that, the others are those that are marked.
    """
    others = [block for block in body[1:] if block not in chosen]
    items = _items(others, addressee) or _items(others, "")
    if not items:
        return
    marked = [item for item in items if MARK in item.get("class", "").split()]
    listed = any(block.tag == "ol" for block in chosen)
    kept = Element("ol")
    kept.extend(marked or ([] if listed else islice(items, MOST_ASKS)))
    lines = [line for item in kept if (named := named_lines(item.get("data-source", ""))) for line in named[1:]]
    if lines:
        name, *_ = named_lines(kept[0].get("data-source", "")) or ("",)
        kept.set("data-source", data_source(name, lines))
    figures = [block for block in others if FIGURE in block.get("class", "").split()]
    first = next(index for index, block in enumerate(body) if block.tag == "ol" and block not in chosen)
    above, below = ([block for block in part if block in chosen] for part in (body[1:first], body[first:]))
    body[1:] = [*figures, *above, *([kept] if len(kept) else []), *below]


def _items(blocks: Sequence[Element], addressee: str) -> list[Element]:
    """The recommendations below headings with the addressee in them."""
    found: list[Element] = []
    wanted = _plain(addressee)
    to_this = not wanted
    for block in blocks:
        if HEADING.match(block.tag):
            to_this = not wanted or wanted in _plain("".join(block.itertext()))
        elif block.tag == "ol" and to_this:
            found += block.findall("li")
    return found


def _plain(words: str) -> str:
    return " ".join(words.split()).casefold()


def take_figures(body: Element) -> Element:
    """Takes the key figures of a section out of its blocks, and pull quotes away, which say what the text says."""
    figures = Element("div")
    for block in list(body):
        classes = block.get("class", "").split()
        if FIGURE in classes or "pull-quote" in classes:
            body.remove(block)
        if FIGURE in classes:
            block.set("class", FIGURE)
            figures.append(block)
    return figures


def keep_first(figures: Sequence[Element]) -> None:
    """Leaves the first key figures of all sections, as many as stand in a row."""
    beyond = [(section, figure) for section in figures for figure in section][MOST_FIGURES:]
    for section, figure in beyond:
        section.remove(figure)
