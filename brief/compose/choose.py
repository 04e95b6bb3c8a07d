"""What an edition prints: which sections, in their short version or whole, and which of their blocks.

A handout asks one reader for one thing. It has a row of key figures, taken from all sections, and the recommendations
that this reader can carry out.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple
from xml.etree.ElementTree import Element, SubElement

from brief.compose.trees import announces, letters, words_of
from brief.model import EDITIONS, HEADINGS, Block, Edition, Text, classes, data_source, lines_of

MOST_ASKS = 3
"""The recommendations in a handout when none is marked; or more, if they have no more letters than the room takes."""

MOST_LETTERS = {False: 600, True: 420}
"""The letters of recommendations for which a handout always has room: without key figures (False) and below a row."""

FIGURE = "key-figure"
"""The kind of block, and the class, of key figures, which form a row in a handout."""

MOST_FIGURES = 3
"""The most key figures in the row."""

OF_REASONS = 0.8
"""The most letters of recommendations, as a part of the letters of the reasons beside them."""

MARK = "handout"
"""The class of recommendations that are meant for the handout."""


def choose(texts: Sequence[Text], edition: Edition, values: Mapping[str, str]) -> tuple[Text, ...]:
    """The sections that an edition prints, each with only the blocks that it prints for these values of fields.

    A section none of whose blocks is printed is left out, unless it has no blocks at all. A handout also takes key
    figures from sections that it does not print, as the row has room.
    """
    chosen = tuple(_chosen(texts, edition, values))
    return (*chosen, *_figures(texts, chosen, edition, values)) if edition.aimed and not edition.sections else chosen


def _chosen(texts: Sequence[Text], edition: Edition, values: Mapping[str, str]) -> Iterator[Text]:
    by_name = {text.section.listed or text.section.name: text for text in texts}
    listed = [by_name[name] for name in edition.sections if name in by_name]
    of_kinds = [text for text in texts if text.section.kind in edition.kinds]
    if all(text.section.kind == "sources" for text in of_kinds):  # a list of sources alone says nothing
        of_kinds = list(texts)
    for whole in listed or of_kinds:
        text = _shortened(whole, whole.short, edition) if edition.abridged and whole.short else whole
        blocks = tuple(block for block in text.blocks if _is_printed(block, edition, values))
        if blocks or not text.blocks:
            yield replace(text, section=whole.section, title=whole.title, blocks=blocks, asks=_asks(whole, values))


def _asks(whole: Text, values: Mapping[str, str]) -> tuple[str, ...]:
    """The sources of the recommendations in a section of the full edition, in their order."""
    if whole.section.kind != "recommendations":
        return ()
    lists = (block.tree for block in whole.blocks if _is_printed(block, EDITIONS["full"], values))
    return tuple(item.get("data-source", "") for list_ in lists if list_.tag == "ol" for item in list_.findall("li"))


def _figures(
    texts: Sequence[Text], chosen: Sequence[Text], edition: Edition, values: Mapping[str, str]
) -> Iterator[Text]:
    """Sections that are not chosen, each with only the key figures for which the row has room."""
    printed = {text.section.name for text in chosen}
    room = MOST_FIGURES - sum(block.kind == FIGURE for text in chosen for block in text.blocks)
    for text in (text for text in texts if text.section.name not in printed):
        figures = [block for block in text.blocks if _is_movable(block) and _is_printed(block, edition, values)]
        if fitting := tuple(figures[: max(room, 0)]):
            room -= len(fitting)
            yield replace(text, blocks=fitting)


def _is_printed(block: Block, edition: Edition, values: Mapping[str, str]) -> bool:
    """Whether a block is meant for the edition, and its conditions hold for the values."""
    is_chosen = all(choice.takes(edition.lineage) for choice in block.choices)
    return is_chosen and all(condition.holds(values) for condition in block.conditions)


def _is_movable(block: Block) -> bool:
    """Whether a block is a key figure that makes sense without its section: it refers to no picture or table."""
    return block.kind == FIGURE and not any("data-ref" in element.attrib for element in block.tree.iter())


def _shortened(whole: Text, short: Text, edition: Edition) -> Text:
    """The short version of a section, then blocks of `whole`: those with ``only-in``, in a handout also key figures."""
    chosen = (
        block
        for block in whole.blocks
        if any(choice.only for choice in block.choices) or (edition.aimed and _is_movable(block))
    )
    return replace(short, blocks=(*short.blocks, *chosen), notes={**whole.notes, **short.notes})


def keep_asks(blocks: Element, addressee: str, chosen: Collection[Element], room: int) -> None:
    """Reduces the recommendations to those for the addressee, with the key figures and the `chosen` blocks.

    The candidates are the recommendations below headings that name the addressee, or all when no heading does. Those
    that are marked are kept, or else the first ones, as many as have `room` letters. A paragraph that leads to them
    with a colon stays above them. So do their headings, if they have several, if none names the addressee, who is
    printed with the ask, or if a recommendation only completes what its heading begins. Blocks `chosen` for the
    handout keep their places above or below the lists; when they contain a list, only marked recommendations are
    added. Without any list, nothing changes.
    """
    others = [block for block in blocks if block not in chosen]
    named = _groups(others, addressee) if addressee.strip() else []
    groups = named or _groups(others, "")
    if not groups:
        return
    items = [item for group in groups for item in group.items]
    marked = [item for item in items if MARK in classes(item)]
    has_list = any(block.tag == "ol" for block in chosen)
    wanted = marked or ([] if has_list else _first(items, room))
    kept = [group.keeping(wanted) for group in groups if any(item in wanted for item in group.items)]
    is_headed = not named or len({group.heading for group in kept}) > 1 or any(map(_goes_on, wanted))
    figures = [block for block in others if FIGURE in classes(block)]
    first = next(index for index, block in enumerate(blocks) if block.tag == "ol" and block not in chosen)
    above, below = ([block for block in part if block in chosen] for part in (blocks[:first], blocks[first:]))
    blocks[:] = [*figures, *above, *_set(kept, is_headed), *below]


def say_of_all(blocks: Element, asks: Collection[str], words: Mapping[str, str]) -> None:
    """Says below recommendations how many these are of the `asks` of the whole brief, if some are left out."""
    kept = [item.get("data-source", "") for item in blocks.findall("ol/li")]
    if 0 < len(kept) < len(asks) and {*kept} <= {*asks} and "asks-of-all" in words:
        SubElement(blocks, "p", {"class": "of-all"}).text = words["asks-of-all"].format(count=len(kept), all=len(asks))


class _Group(NamedTuple):
    """Recommendations, the heading above them, and the paragraph that leads to them, if there are any."""

    heading: Element | None
    lead: Element | None
    items: Sequence[Element]

    def keeping(self, wanted: Collection[Element]) -> _Group:
        """The group with only the wanted recommendations."""
        return self._replace(items=[item for item in self.items if item in wanted])


def _groups(blocks: Sequence[Element], addressee: str) -> list[_Group]:
    """The recommendations below headings that name the addressee; with an empty addressee, all of them."""
    groups: list[_Group] = []
    wanted = " ".join(addressee.split()).casefold()
    heading, before, is_wanted = None, None, not wanted
    for block in blocks:
        if block.tag in HEADINGS:
            heading, is_wanted = block, wanted in words_of(block).casefold()
        elif block.tag == "ol" and is_wanted:
            lead: Element | None = before if before is not None and announces(before) else None
            groups.append(_Group(heading, lead, block.findall("li")))
        before = block
    return groups


def room_for_asks(texts: Sequence[Text]) -> int:
    """The letters of recommendations that make a handout no longer: those of the summary beside them, or a minimum."""
    summaries = [text for text in texts if text.section.kind == "summary"]
    reasons = [block for text in summaries for block in text.blocks if block.kind != FIGURE]
    has_row = any(block.kind == FIGURE for text in texts for block in text.blocks)
    beside = sum(letters(words_of(block.tree)) for block in reasons)
    return max(round(beside * OF_REASONS), MOST_LETTERS[has_row])


def _first(items: Sequence[Element], room: int) -> list[Element]:
    """The first recommendations, if none is marked, and all that have room."""
    widths = [letters(words_of(item)) for item in items]
    return [item for at, item in enumerate(items) if at < MOST_ASKS or sum(widths[: at + 1]) <= room]


def _goes_on(item: Element) -> bool:
    """Whether a recommendation begins with a small letter: it completes a sentence that its heading begins."""
    return words_of(item)[:1].islower()


def _set(groups: Sequence[_Group], is_headed: bool) -> Iterator[Element]:
    """The lists of some groups, each below its lead, and its heading if `is_headed`; without these, a single list."""
    if groups and not is_headed and all(group.lead is None for group in groups):
        groups = [_Group(None, None, [item for group in groups for item in group.items])]
    above: Element | None = None
    for heading, lead, items in groups:
        if is_headed and heading is not None and heading is not above:
            yield heading
        if lead is not None:
            yield lead
        kept, above = Element("ol"), heading
        kept.extend(items)
        (name, first, _), (_, _, last) = lines_of(kept[0]), lines_of(kept[-1])
        kept.set("data-source", data_source(name, (first, last)))
        yield kept


def move_figures(blocks: Element, sides: Element) -> None:
    """Moves the key figures of a section into `sides`, and removes pull quotes, which only repeat the text."""
    for block in list(blocks):
        if {FIGURE, "pull-quote"}.intersection(classes(block)):
            blocks.remove(block)
        if FIGURE in classes(block):
            block.set("class", FIGURE)
            sides.append(block)


def keep_first(rows: Sequence[Element]) -> None:
    """Keeps the first key figures of all sections, as many as the row may have, and removes the others."""
    figures = [(row, figure) for row in rows for figure in row]
    for row, figure in figures[MOST_FIGURES:]:
        row.remove(figure)
