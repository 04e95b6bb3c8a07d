"""Reuses pages of the previous document that depend on nothing that has changed.

WeasyPrint makes a page from where the page before has ended, and knows whether that is still the same: its
`page_maker` lists how each page begins. Here it gets the list and the pages of the last document under the same style
sheets (`handed`), and makes those again that looked at a change (`trees`). From each of these on it makes pages until
one ends as before. A page *looks at* all boxes that were tried on it, each to the end of its paragraph or table.

Heads, feet and backgrounds are made anew for all pages, by WeasyPrint.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import count, zip_longest
from typing import TYPE_CHECKING, Any

from brief.typeset.memory import PAGES, memory_for

if TYPE_CHECKING:
    from brief.typeset.handed import Handed, MadePage
    from brief.typeset.trees import Tree

MARKS = count(1)
"""The marks of pages: a new number for each page that differs from the previous document; copies keep theirs."""


@dataclass(slots=True)
class Making:
    """The pages of a document while they are made, and what was `handed` over to it.

    `last` is the last place that the current page has looked at.
    """

    tree: Tree
    handed: Handed | None
    made: dict[int, MadePage]
    last: int = -1

    def look_at(self, box: Any) -> None:
        """Records that the current page depends on a box."""
        if hasattr(box, "place"):
            self.last = max(self.last, self.tree.reach[box.place])


def after_the_last(layout: Callable[..., Any]) -> Callable[..., Any]:
    """A wrapper of `layout` that reuses pages of the previous document under the same style sheets."""

    def laid_out(html: Any, root: Any, context: Any) -> Any:
        html.set_from = root, context
        memory, key = memory_for(context.font_config), context.style_for.masters
        if memory is None or key is None:
            return layout(html, root, context)
        from brief.typeset.handed import hand_over, kept, may_be_kept  # not for a first document
        from brief.typeset.trees import Tree

        before = memory.pages.pop(key, None)  # popped, so that nothing is kept if layout fails
        tree = Tree.of(root)
        known = may_be_kept(context, tree)
        handed = hand_over(before, tree, context, html) if before and known else None
        context.making = making = Making(tree, handed, {**handed.made} if handed else {})
        pages = list(layout(html, root, context))
        context.making = None
        before_made = before.made if before and handed else ()
        for page, old, made in zip_longest(pages, handed.pages if handed else (), before_made):
            if page and not (page is old and _around(page) == _around(made.page)):
                page.mark = next(MARKS)
        is_whole = context.page_maker[len(pages)][0] is None  # False if it was stopped before its text ended
        if known and is_whole and (document := kept(context, tree, making.made, pages)):
            memory.pages[key] = document
            while sum(len(one.made) for one in memory.pages.values()) > PAGES:
                del memory.pages[next(iter(memory.pages))]
        return pages

    return laid_out


def _around(page: Any) -> list[Any]:
    """The texts and pictures around the flow of a page, in its head and foot, with their positions."""
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


def as_handed_over(begin: Callable[[Any, Any], None]) -> Callable[[Any, Any], None]:
    """A wrapper of `begin` that starts with what was handed over; if its kind has changed, page 1 is made again."""

    def begun(context: Any, root: Any) -> None:
        begin(context, root)
        making = getattr(context, "making", None)
        if making and making.handed:
            path, next_page, is_right, *_ = context.page_maker[0]
            _, next_before, was_right, state, remake = making.handed.page_maker[0]
            remake["content_changed"] |= (next_page, is_right) != (next_before, was_right)
            context.page_maker = [(path, next_page, is_right, state, remake), *making.handed.page_maker[1:]]

    return begun


def with_pages(make: Callable[..., Iterator[Any]]) -> Callable[..., Iterator[Any]]:
    """A wrapper of `make` that gets the pages of the previous document in the first round."""

    def made(context: Any, root: Any, html: Any, pages: Any) -> Iterator[Any]:
        making: Making | None = getattr(context, "making", None)
        return make(context, root, html, pages or (making.handed.pages if making and making.handed else pages))

    return made


def noting_page(make: Callable[..., Any]) -> Callable[..., Any]:
    """A wrapper of `make` that records what the page has looked at."""

    def noted(index: int, context: Any, root: Any, html: Any) -> Any:
        making: Making | None = getattr(context, "making", None)
        if making is None:
            return make(index, context, root, html)
        from brief.typeset.handed import MadePage

        making.last = -1
        page, path = make(index, context, root, html)
        last = max(making.last, making.tree.look_ahead(path))
        making.made[index] = MadePage(page, (*page.children,), (*page.children[0].children,), last)
        return page, path

    return noted


def noting_box(layout: Callable[..., Any]) -> Callable[..., Any]:
    """A wrapper of `layout` that records the box as looked at."""

    def looked_at(context: Any, box: Any, *args: Any, **kw: Any) -> Any:
        if making := getattr(context, "making", None):
            making.look_at(box)
        return layout(context, box, *args, **kw)

    return looked_at


def noting_box_beside(layout: Callable[..., Any]) -> Callable[..., Any]:
    """A wrapper of `layout` that records a box outside the flow as looked at."""

    def looked_at(context: Any, box: Any, index: int, child: Any, *args: Any, **kw: Any) -> Any:
        if making := getattr(context, "making", None):
            making.look_at(child)
        return layout(context, box, index, child, *args, **kw)

    return looked_at
