"""Pages of the document before that stay, since nothing that they depend on has changed.

WeasyPrint makes a page from where the page before has ended, and knows whether that is still the same: its
`page_maker` lists how each page begins. Here it gets the list of the last document under the same style sheets, with
its pages, and makes those anew that looked at a change (`trees`). From these on it makes pages until one ends as it did
before. A page *looks at* all boxes that were tried on it, each to the end of its paragraph or table.

Heads, feet and backgrounds are made anew for all pages, by WeasyPrint.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field, replace
from itertools import chain
from math import inf
from typing import Any

from brief.typeset.memory import PAGES, memory_for
from brief.typeset.trees import Alignment, Start, Tree

Counters = Mapping[str, Any]
"""The values of the counters of a page."""

UNKNOWN = object(), None, None, None
"""The begin of a page that WeasyPrint learns from the page before."""


def keep_pages() -> None:
    """Makes WeasyPrint take pages from the document before."""
    from weasyprint import document, layout
    from weasyprint.layout import block, page

    document.layout_document = _after_the_last(document.layout_document)
    layout.initialize_page_maker = _as_handed_over(layout.initialize_page_maker)
    layout.make_all_pages = _with_pages(layout.make_all_pages)
    page.remake_page = _noted(page.remake_page)
    block.block_level_layout_switch = _looked_at(block.block_level_layout_switch)
    block._out_of_flow_layout = _looked_at_beside(block._out_of_flow_layout)


@dataclass(frozen=True, slots=True)
class Made:
    """A page as it was made, before it got head and foot.

    `parts` are its flow, its notes and the area above it, `flow` what stands in the first. It looked as far as the
    place `last`.
    """

    page: Any
    parts: Sequence[Any]
    flow: Sequence[Any]
    last: int


@dataclass(frozen=True, slots=True)
class Begin:
    """How a page begins: where, after which break, on which side, with which counters and groups of pages.

    `groups` are the groups of named pages, each with where it begins; `anchors` stand on this page first.
    """

    start: Start
    next_page: Any
    is_right: bool
    state: Any
    groups: Sequence[tuple[Any, int, Start]]
    anchors: Sequence[str]


@dataclass(frozen=True, slots=True)
class Pages:
    """The pages of a document: how each was made and begins (one more, behind the last), and what goes with them.

    By name, `running` has the places of the running elements on each page, and `targets` the number and the counters of
    the page on which an anchor stands. By place, `counters` has the same for texts that name pages, with the text. On
    the pages `continued`, notes or floats go on (`footnotes`).
    """

    tree: Tree
    elements: Sequence[Any]
    made: Sequence[Made]
    begins: Sequence[Begin]
    running: Mapping[str, Mapping[int, Sequence[int]]]
    targets: Mapping[str, tuple[int | None, Counters]]
    counters: Mapping[int, tuple[int | None, Counters, str]]
    continued: frozenset[int]


@dataclass(slots=True)
class Making:
    """The pages of a document while they are made.

    `page_maker` and `pages` are what WeasyPrint starts with, empty when nothing was handed over. The page that is made
    now has looked as far as the place `last`.
    """

    tree: Tree
    made: dict[int, Made] = field(default_factory=dict)
    page_maker: list[Any] = field(default_factory=list)
    pages: list[Any] = field(default_factory=list)
    last: int = -1

    def look_at(self, box: Any) -> None:
        """Notes that the page that is made now depends on a box."""
        if hasattr(box, "place"):
            self.last = max(self.last, self.tree.reach[box.place])


def _after_the_last(layout: Callable[..., Any]) -> Callable[..., Any]:
    """The same function; pages of the document before under the same style sheets stay where they can."""

    def laid_out(html: Any, root: Any, context: Any) -> Any:
        memory, key = memory_for(context.font_config), context.style_for.masters
        if memory is None or key is None:
            return layout(html, root, context)
        before = memory.pages.pop(key, None)  # what fails half way is not kept
        making = context.making = Making(Tree.of(root))
        is_known = _is_known(context, making.tree)
        if before is not None and is_known:
            _hand_over(before, context, making, html)
        pages = list(layout(html, root, context))
        context.making = None
        for page, handed, made in zip(pages, making.pages, before.made if before else (), strict=False):
            page.stays = page is handed and _around(page) == _around(made.page)
        is_whole = context.page_maker[len(pages)][0] is None  # it is not when it was stopped before its text ended
        if is_known and is_whole and (kept := _kept(context, making, pages)):
            memory.pages[key] = kept
            while sum(len(document.made) for document in memory.pages.values()) > PAGES:
                del memory.pages[next(iter(memory.pages))]
        return pages

    return laid_out


def _around(page: Any) -> list[Any]:
    """The texts and pictures around the flow of a page, in its head and foot, with where they stand."""
    return [
        (
            box.position_x,
            box.position_y,
            getattr(box, "text", ""),
            getattr(getattr(box, "replacement", None), "content", ""),
        )
        for part in page.children
        if hasattr(part, "at_keyword")
        for box in part.descendants()
    ]


def _is_known(context: Any, tree: Tree) -> bool:
    """Whether texts in the flow name no pages but those of their targets, and headings none at all."""
    return all(
        token == "content"
        and hasattr(box, "place")
        and (not item.missing_counters or item.missing_counters in item.missing_target_counters.values())
        and not any("pages" in names for names in item.missing_target_counters.values())
        for box, token, item in _waiting(context, tree)
    )


def _waiting(context: Any, tree: Tree) -> Iterator[tuple[Any, str, Any]]:
    """The texts in the flow that wait for the numbers of pages: the box, what of it waits, and WeasyPrint's note of it.

    WeasyPrint makes those in running elements anew for each page.
    """
    for (box, token), item in context.target_collector.counter_lookup_items.items():
        chain = tree.chain(box.place) if hasattr(box, "place") else []
        if not any(tree.boxes[place].is_running() for place in chain):
            yield box, token, item


def _hand_over(before: Pages, context: Any, making: Making, html: Any) -> None:
    """Hands the pages of the document before over to this one."""
    context.continued = set(before.continued)
    context.page_bottom = inf  # that of the last page that is made, for heads and feet, which do not look at it
    from weasyprint.layout.page import set_page_type_computed_styles

    tree, found = making.tree, Alignment.of(before.tree, making.tree)
    for name, (number, counters) in before.targets.items():
        if item := context.target_collector.target_lookup_items.get(name):
            item.page_maker_index, item.cached_page_counter_values = number, deepcopy(counters)
    found = found.without(_changed_texts(before, context, found))
    begins = [_begin(begin, found) for begin in before.begins]
    stay = [
        new is not None and found.page_is_same(begin.start, made.last)
        for begin, made, new in zip(before.begins, before.made, begins, strict=False)
    ]
    for index in reversed(range(1, len(stay))):
        stay[index - 1] &= begins[index] is not None
    elements = {id(old): new.element for old, new in _pairs(before, found) if old is not None}
    for index, made in enumerate(before.made):
        if stay[index]:
            made = making.made[index] = _renewed(made, found, elements)
            set_page_type_computed_styles(made.page.page_type, html, context.style_for)
        making.pages.append(made.page)
    for index, begin in enumerate(before.begins):
        is_changed = index < len(stay) and not stay[index]
        remake = {"content_changed": is_changed, "pages_wanted": False, "content_lookups": []}
        remake["anchors"] = [*begin.anchors]
        making.page_maker.append((*(begins[index] or UNKNOWN), remake))
    for name, pages in before.running.items():
        for number, places in pages.items():
            found_again = [tree.boxes[found.places[place]] for place in places if found.places[place] >= 0]
            context.running_elements[name][number] = found_again


def _begin(begin: Begin, found: Alignment) -> tuple[Any, ...] | None:
    """An entry of `page_maker` in the new document, but for its last value; None where the boxes around it changed."""
    start, groups = found.start(begin.start), []
    for name, number, group in begin.groups:
        at = found.start(group)
        groups.append([name, number, at and found.new.path(at)])
        start = at and start
    return start and (found.new.path(start), begin.next_page, begin.is_right, (*deepcopy(begin.state), groups))


def _changed_texts(before: Pages, context: Any, found: Alignment) -> list[int]:
    """Hands the numbers of pages in texts over; gives the old places of texts that are others now."""
    changed = []
    items = {box.place: (box, item) for box, _, item in _waiting(context, found.new)}
    for old, (index, counters, text) in before.counters.items():
        if (new := found.places[old]) >= 0 and new in items:
            box, item = items[new]
            item.page_maker_index, item.cached_page_counter_values = index, deepcopy(counters)
            if _text_again(box, item) != text:
                changed.append(old)
    return changed


def _text_again(box: Any, item: Any) -> str:
    """A text with the numbers of pages as they are now."""
    if item.page_maker_index is not None:
        item.parse_again(item.cached_page_counter_values)
    return _text(box)


def _text(box: Any) -> str:
    return "".join(getattr(part, "text", "") for part in box.descendants())


def _pairs(before: Pages, found: Alignment) -> Iterator[tuple[Any, Any]]:
    """The elements of the old document, each with the box that is in the new one at the same place."""
    return ((before.elements[old], found.new.boxes[new]) for old, new in enumerate(found.places) if new >= 0)


def _renewed(made: Made, found: Alignment, elements: Mapping[int, Any]) -> Made:
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
    return Made(page, (*parts,), (*flow,), found.places[made.last])


def _kept(context: Any, making: Making, pages: Sequence[Any]) -> Pages | None:
    """What the next document may take from the pages of this one; None when a page begins in two places at once."""
    tree, total = making.tree, {"pages": [len(pages)]}
    try:
        begins = [
            Begin(
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
    collector = context.target_collector
    return Pages(
        replace(tree, boxes=[]),
        [box and box.element for box in tree.boxes],
        [making.made[index] for index in range(len(pages))],
        begins,
        {
            name: {number: [box.place for box in boxes] for number, boxes in by_page.items()}
            for name, by_page in context.running_elements.items()
        },
        {
            name: (item.page_maker_index, deepcopy({**item.cached_page_counter_values, **total}))
            for name, item in collector.target_lookup_items.items()
            if item.page_maker_index is not None
        },
        {
            box.place: (item.page_maker_index, deepcopy(item.cached_page_counter_values), _text(box))
            for box, _, item in _waiting(context, tree)
        },
        frozenset(context.continued),
    )


def _as_handed_over(begin: Callable[[Any, Any], None]) -> Callable[[Any, Any], None]:
    """The same function; WeasyPrint begins with what was handed over."""

    def begun(context: Any, root: Any) -> None:
        begin(context, root)
        making = getattr(context, "making", None)
        context.page_maker = making.page_maker if making and making.page_maker else context.page_maker

    return begun


def _with_pages(make: Callable[..., Iterator[Any]]) -> Callable[..., Iterator[Any]]:
    """The same function; in the first round it gets the pages of the document before.

    In the next one it makes pages anew on which a text names another page now.
    """

    def made(context: Any, root: Any, html: Any, pages: Any) -> Iterator[Any]:
        making: Making | None = getattr(context, "making", None)
        if making is None or not making.pages:
            yield from make(context, root, html, pages)
            return
        yield from make(context, root, html, pages or making.pages)
        for box, _, item in _waiting(context, making.tree):
            if _text(box) != _text_again(box, item) and item.page_maker_index < len(context.page_maker):
                context.page_maker[item.page_maker_index][-1]["content_changed"] = True

    return made


def _noted(make: Callable[..., Any]) -> Callable[..., Any]:
    """The same function; it notes what the page has looked at."""

    def noted(index: int, context: Any, root: Any, html: Any) -> Any:
        making: Making | None = getattr(context, "making", None)
        if making is None:
            return make(index, context, root, html)
        making.last = -1
        page, path = make(index, context, root, html)
        tree = making.tree
        end = len(tree.marks) - 1
        try:
            last = end if path is None else max(making.last, tree.reach[tree.first_inside(tree.start(path)[0])])
        except LookupError:  # it ends in two cells at once, say
            last = end
        flow = page.children[0]
        making.made[index] = Made(page, (*page.children,), (*flow.children,), last)
        return page, path

    return noted


def _looked_at(layout: Callable[..., Any]) -> Callable[..., Any]:
    """The same function; the page depends on the box."""

    def looked_at(context: Any, box: Any, *args: Any, **kw: Any) -> Any:
        if making := getattr(context, "making", None):
            making.look_at(box)
        return layout(context, box, *args, **kw)

    return looked_at


def _looked_at_beside(layout: Callable[..., Any]) -> Callable[..., Any]:
    """The same function; the page depends on the box that is not in the flow."""

    def looked_at(context: Any, box: Any, index: int, child: Any, *args: Any, **kw: Any) -> Any:
        if making := getattr(context, "making", None):
            making.look_at(child)
        return layout(context, box, index, child, *args, **kw)

    return looked_at
