"""Makes pages again, as when a text contains the number of another page, which is known only at the end.

WeasyPrint goes through all pages in rounds, and makes those again that have changed. It then loses notes and floats
that continue from the page before. Here such a page is made again together with the page before.

WeasyPrint updates such texts only while it makes a page again. So it makes the page once more, and yet once more when
the number of all pages becomes known. Here all texts are updated at the end of a round, so that the next is the last.
If a text contains the number of all pages, WeasyPrint proceeds as usual.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any


def with_records_of_pages(begin: Callable[..., None]) -> Callable[..., None]:
    """A wrapper of the constructor `begin` that adds attributes on the pages that are made.

    `continued` has the indexes of pages on which notes or floats continue from the page before. `has_pages` says that
    pages are made again. `last_made` is the index of the page that was made last.
    """

    def begun(context: Any, *args: Any, **kw: Any) -> None:
        begin(context, *args, **kw)
        context.continued, context.has_pages, context.last_made = set(), False, -1

    return begun


def with_the_page_before(make: Callable[..., Iterator[Any]]) -> Callable[..., Iterator[Any]]:
    """A wrapper of `make` that makes a page on which notes or floats continue again with the page before.

    So is a page of notes alone, since WeasyPrint expects no page after the end of the text.
    """

    def made(context: Any, root: Any, html: Any, pages: Any) -> Iterator[Any]:
        context.has_pages, maker = bool(pages), context.page_maker
        for index in range(len(pages) - 1, 0, -1):
            if index in context.continued and (maker[index][-1]["content_changed"] or maker[index][0] is None):
                maker[index][-1]["content_changed"] = maker[index - 1][-1]["content_changed"] = True
        yield from make(context, root, html, pages)
        _make_texts(context)

    return made


def with_the_next_page(make: Callable[..., Any]) -> Callable[..., Any]:
    """A wrapper of `make` after which the next page is made again too if notes or floats continue there, or did."""

    def remade(index: int, context: Any, root: Any, html: Any) -> Any:
        if _go_on(context):
            context.continued.add(index)
        else:
            context.continued.discard(index)
        page, rest = make(index, context, root, html)
        context.last_made = index
        is_last = rest is None and not context.reported_footnotes
        if context.has_pages and not is_last and (_go_on(context) or index + 1 in context.continued):
            context.page_maker[index + 1][-1]["content_changed"] = True
        return page, rest

    return remade


def _go_on(context: Any) -> bool:
    """Whether notes or floats continue on the next page."""
    return bool(context.broken_out_of_flow or context.reported_footnotes)


def _make_texts(context: Any) -> None:
    """Updates the texts that contain numbers of pages, and marks each page of a changed one to be made again."""
    collector, maker = context.target_collector, context.page_maker
    texts = [
        (box, item)
        for (box, token), item in collector.counter_lookup_items.items()
        if token == "content" and item.page_maker_index is not None
    ]
    if any("pages" in names for _, item in texts for names in waits_for(item)):
        return
    for item in (*(item for _, item in texts), *collector.target_lookup_items.values()):
        if "pages" in item.cached_page_counter_values:
            item.cached_page_counter_values["pages"] = [len(maker) - 1]
    for box, item in texts:
        if text_of(box) != text_again(box, item) and item.page_maker_index < len(maker):
            maker[item.page_maker_index][-1]["content_changed"] = True


def waits_for(item: Any) -> Iterator[Any]:
    """The names of the counters that a text waits for: its own, then those of each target."""
    yield item.missing_counters
    yield from item.missing_target_counters.values()


def text_again(box: Any, item: Any) -> str:
    """The text in a box, updated with the current numbers of pages."""
    if item.page_maker_index is not None:
        item.parse_again(item.cached_page_counter_values)
    return text_of(box)


def text_of(box: Any) -> str:
    """The text in a box."""
    return "".join(getattr(part, "text", "") for part in box.descendants())
