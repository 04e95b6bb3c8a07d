"""The pages of a document come to an end, which the engine does not see to.

It sets one page after the other until no text is left. A float that is higher than a page can bring it into a state in
which every page leaves the rest as it was, so that it would set pages forever. And pages that are far too many need
not all be set for somebody to know that. `ending` stops the engine in both cases; `tests/typeset/test_ending.py`
fails when what it uses of the engine changes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

REPEATED = 3
"""So many pages after which the same rest is left: a blank page before a right one makes two."""

JUST_LESS = 0.99
"""The part of the text on pages that are not all, at most: what stands on each page makes it seem more."""


@dataclass(slots=True)
class Ending:
    """How the pages ended: with which `part` of the text, by its letters, and at which block the engine was `stuck`.

    `stuck` is the ``data-source`` of the block, or the ``id`` of its section; empty when all went well.
    """

    part: float = 1.0
    stuck: str = ""


@contextmanager
def ending(most: int | None) -> Iterator[Ending]:
    """Has the engine set no more than `most` pages, and none once it no longer gets on with the text."""
    from weasyprint import layout

    make_all_pages, ended = layout.make_all_pages, Ending()

    def pages_to_an_end(context: Any, root: Any, html: Any, pages: Any) -> Iterator[Any]:
        seen: Counter[str] = Counter()
        ended.part, letters = 1.0, 0  # the engine may go over its pages again
        for number, page in enumerate(make_all_pages(context, root, html, pages), 1):
            yield page
            letters += _letters(page)
            rest = context.page_maker[number][0]
            if rest is None and not context.reported_footnotes:
                continue  # it was the last
            state = repr((rest, _of_floats(context), len(context.reported_footnotes)))
            seen[state] += 1
            if seen[state] == REPEATED:
                ended.stuck = _source(root, rest)
            if ended.stuck or number == most:
                ended.part = min(letters / (_letters(root) or 1), JUST_LESS)
                _forget_the_rest(context, number)
                return

    layout.make_all_pages = pages_to_an_end
    try:
        yield ended
    finally:
        layout.make_all_pages = make_all_pages


def _letters(box: Any) -> int:
    """How many letters stand in a box."""
    return sum(len(getattr(one, "text", "")) for one in box.descendants(placeholders=True))


def _of_floats(context: Any) -> list[str]:
    """Where the floats that go on over the page will go on; one that is listed again and again counts once."""
    return sorted({repr(rest) for _, _, _, rest in context.broken_out_of_flow.values()})


def _forget_the_rest(context: Any, number: int) -> None:
    """Leaves the engine's state as it is after a last page."""
    del context.page_maker[number + 1 :]
    context.page_maker[number][-1]["content_changed"] = False  # or it would go over the pages again
    context.broken_out_of_flow.clear()
    context.reported_footnotes.clear()


def _source(root: Any, rest: Any) -> str:
    """The ``data-source`` or ``id`` of the innermost element at which the rest of the text begins; of body, if none."""
    box, source = root, "body"
    while rest and getattr(box, "children", ()):
        ((index, rest),) = rest.items()
        box = box.children[index]
        element = getattr(box, "element", None)
        source = (element is not None and (element.get("data-source") or element.get("id"))) or source
    return source
