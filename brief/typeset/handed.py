"""What a document hands over to the next one under the same style sheets: its pages, and how each began.

A page stays if nothing that it looked at has changed (`trees`). It is then copied, so that the previous document does
not change. The copy has the elements and pictures of the new document, whose lines in the Markdown may be others.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, replace
from itertools import chain
from math import inf
from typing import Any

from brief.typeset.rounds import text_again, text_of, waits_for
from brief.typeset.trees import Alignment, Start, Tree

Counters = Mapping[str, Any]
"""The values of the counters of a page."""

UNKNOWN = object(), None, None, None
"""Stands for how a page begins, if this is known only when the page before is made."""


@dataclass(frozen=True, slots=True)
class MadePage:
    """A page as it was made, before it got head and foot.

    `parts` are the boxes of its flow, its notes and the area above the flow; `flow` are the boxes in the first of them.
    `last` is the last place that the page looked at.
    """

    page: Any
    parts: Sequence[Any]
    flow: Sequence[Any]
    last: int


@dataclass(frozen=True, slots=True)
class PageStart:
    """How a page begins: where, after which break, on which side, with which counters and groups of pages.

    `groups` are the groups of named pages, each with its start; `anchors` are those that are on this page first.
    """

    start: Start
    next_page: Any
    is_right: bool
    state: Any
    groups: Sequence[tuple[Any, int, Start]]
    anchors: Sequence[str]


@dataclass(frozen=True, slots=True)
class Pages:
    """The pages of a document, and what the next document needs to know of them.

    `made` says how each page was made. `begins` says how each begins, and has one entry more, for the end. By name,
    `running` has the places of the running elements on each page, and `targets` the index and the counters of the page
    with an anchor. By place, `counters` has the same for texts that name pages, and the text. `continued` are the
    indexes of pages on which notes or floats continue (`rounds`).
    """

    tree: Tree
    elements: Sequence[Any]
    made: Sequence[MadePage]
    begins: Sequence[PageStart]
    running: Mapping[str, Mapping[int, Sequence[int]]]
    targets: Mapping[str, tuple[int | None, Counters]]
    counters: Mapping[int, tuple[int | None, Counters, str]]
    continued: frozenset[int]


@dataclass(frozen=True, slots=True)
class Handed:
    """What WeasyPrint starts with: how each page begins, the pages, and how those that stay were made."""

    page_maker: list[Any]
    pages: list[Any]
    made: Mapping[int, MadePage]


def may_be_kept(context: Any, tree: Tree) -> bool:
    """Whether pages of this document can stay: texts in the flow name only pages of their targets, and headings none.

    And no paragraph has a first letter or line in another style: WeasyPrint changes the box of such a paragraph.
    """
    styles = (style for box in tree.boxes if box for style in (box.first_letter_style, box.first_line_style))
    return all(style is None for style in styles) and all(
        token == "content"
        and hasattr(box, "place")
        and (not item.missing_counters or item.missing_counters in item.missing_target_counters.values())
        and not any("pages" in names for names in waits_for(item))
        for box, token, item in waiting(context, tree)
    )


def waiting(context: Any, tree: Tree) -> Iterator[tuple[Any, str, Any]]:
    """The texts in the flow that name pages: each with its box, its property, and WeasyPrint's record of it.

    Those in running elements are left out: WeasyPrint makes them anew for each page.
    """
    for (box, token), item in context.target_collector.counter_lookup_items.items():
        around = tree.chain(box.place) if hasattr(box, "place") else []
        if not any(tree.boxes[place].is_running() for place in around):
            yield box, token, item


def hand_over(before: Pages, tree: Tree, context: Any, html: Any) -> Handed:
    """The pages of the previous document, handed over to the document with `tree`; also updates its `context`."""
    found = Alignment.of(before.tree, tree)
    for name, (number, counters) in before.targets.items():
        if item := context.target_collector.target_lookup_items.get(name):
            item.page_maker_index, item.cached_page_counter_values = number, deepcopy(counters)
    found = found.without(_changed_texts(before, context, found))
    begins = [_begin(begin, found) for begin in before.begins]
    stay = [
        new is not None and found.page_is_same(begin.start, made.last)
        for begin, made, new in zip(before.begins, before.made, begins, strict=False)
    ]
    for index in range(1, len(stay)):
        stay[index - 1] &= begins[index] is not None
    context.continued = set(before.continued)
    context.page_bottom = inf  # otherwise that of the last page that is made; heads and feet do not look at it
    for name, pages in before.running.items():
        for number, places in pages.items():
            again = (found.places[place] for place in places)
            context.running_elements[name][number] = [tree.boxes[place] for place in again if place >= 0]
    return Handed(
        [
            (*(new or UNKNOWN), _to_make(begin, is_changed))
            for begin, new, is_changed in zip(before.begins, begins, [*(not one for one in stay), False], strict=True)
        ],
        *_pages(before, stay, found, context, html),
    )


def _to_make(begin: PageStart, is_changed: bool) -> dict[str, Any]:
    """WeasyPrint's record of whether a page must be made again."""
    return {"content_changed": is_changed, "pages_wanted": False, "anchors": [*begin.anchors], "content_lookups": []}


def _pages(
    before: Pages, stay: Sequence[bool], found: Alignment, context: Any, html: Any
) -> tuple[list[Any], dict[int, MadePage]]:
    """All pages, and by index, how those that stay were made."""
    from brief.parts import set_page_type_computed_styles

    pairs = ((before.elements[old], found.new.boxes[new]) for old, new in enumerate(found.places) if new >= 0)
    elements = {id(old): box.element for old, box in pairs if old is not None}
    made = {index: _renewed(before.made[index], found, elements) for index, stays in enumerate(stay) if stays}
    pages = [made.get(index, old).page for index, old in enumerate(before.made)]
    for one in made.values():
        set_page_type_computed_styles(one.page.page_type, html, context.style_for)
    return pages, made


def _begin(begin: PageStart, found: Alignment) -> tuple[Any, ...] | None:
    """An entry of `page_maker` in the new document, without its last value; None if the boxes around it changed."""
    start, groups = found.start(begin.start), []
    for name, number, group in begin.groups:
        at = found.start(group)
        groups.append([name, number, at and found.new.path(at)])
        start = at and start
    return start and (found.new.path(start), begin.next_page, begin.is_right, (*deepcopy(begin.state), groups))


def _changed_texts(before: Pages, context: Any, found: Alignment) -> list[int]:
    """Hands over the numbers of pages in texts, and returns the old places of the texts that this changes."""
    changed = []
    items = {box.place: (box, item) for box, _, item in waiting(context, found.new)}
    for old, (index, counters, text) in before.counters.items():
        if (new := found.places[old]) >= 0 and new in items:
            box, item = items[new]
            item.page_maker_index, item.cached_page_counter_values = index, deepcopy(counters)
            if text_again(box, item) != text:
                changed.append(old)
    return changed


def _renewed(made: MadePage, found: Alignment, elements: Mapping[int, Any]) -> MadePage:
    """A copy of a page before it got head and foot, with the elements and pictures of the new document."""
    page, flow = made.page.copy(), [box.deepcopy() for box in made.flow]
    root, *others = made.parts
    page.children = parts = [root.copy(), *(part.deepcopy() for part in others)]
    parts[0].children, parts[1].page = flow, page
    page.fixed_boxes = [box.deepcopy() for box in page.fixed_boxes]
    for box in chain(page.descendants(), *(box.descendants() for box in page.fixed_boxes)):
        if box.element is not None:
            box.element = elements[id(box.element)]
        if hasattr(box, "replacement"):
            box.replacement = found.new.boxes[found.places[box.place]].replacement
    return MadePage(page, (*parts,), (*flow,), found.places[made.last])


def kept(context: Any, tree: Tree, made: Mapping[int, MadePage], pages: Sequence[Any]) -> Pages | None:
    """What the next document may take from the pages of this one; None if a page begins in two places at once."""
    total = {"pages": [len(pages)]}
    try:
        begins = [
            PageStart(
                tree.start(path),
                next_page,
                is_right,
                deepcopy(state[:3]),
                [(name, number, tree.start(start)) for name, number, start in state[3]],
                [*remake["anchors"]],
            )
            for path, next_page, is_right, state, remake in context.page_maker
        ]
    except LookupError:
        return None
    return Pages(
        replace(tree, boxes=[]),
        [box and box.element for box in tree.boxes],
        [made[index] for index in range(len(pages))],
        begins,
        {
            name: {number: [box.place for box in boxes] for number, boxes in by_page.items()}
            for name, by_page in context.running_elements.items()
        },
        {
            name: (item.page_maker_index, deepcopy({**item.cached_page_counter_values, **total}))
            for name, item in context.target_collector.target_lookup_items.items()
            if item.page_maker_index is not None
        },
        {
            box.place: (item.page_maker_index, deepcopy(item.cached_page_counter_values), text_of(box))
            for box, _, item in waiting(context, tree)
        },
        frozenset(context.continued),
    )
