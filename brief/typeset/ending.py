"""Stops WeasyPrint when its pages no longer advance, or when there are enough of them; forgets floats that moved on.

WeasyPrint sets pages until no text is left. After a float that is higher than a page, the same text may be left after
every page, and WeasyPrint would never stop. And when an edition is far too long, not all of its pages are needed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from typing import Any

from brief.typeset.replaced import making_pages

REPEATED = 3
"""After this many pages with the same rest the engine is stuck; a blank page before a right-hand one makes two."""

JUST_LESS = 0.99
"""The largest `part` while text is left: running heads count as text of each page, so that the sum may exceed it."""


@dataclass(slots=True)
class Ending:
    """How the pages ended.

    `part` is the share of the text's letters on them. `stuck` is the ``data-source`` of the block at which the engine
    no longer advanced, or the ``id`` of its section; empty if it always advanced.
    """

    part: float = 1.0
    stuck: str = ""


@contextmanager
def limited_to(most: int | None) -> Iterator[Ending]:
    """Stops WeasyPrint within the block after `most` pages, if given, or once it no longer advances."""
    ended = Ending()
    with making_pages(partial(_to_an_end, most, ended)):
        yield ended


def _to_an_end(most: int | None, ended: Ending, make: Callable[..., Iterator[Any]]) -> Callable[..., Iterator[Any]]:
    """A wrapper of `make` that stops after `most` pages, or once it no longer advances; `ended` then says how."""

    def made(context: Any, root: Any, html: Any, pages: Any) -> Iterator[Any]:
        seen: Counter[str] = Counter()
        ended.part, letters = 1.0, 0  # WeasyPrint may set its pages again
        for number, page in enumerate(make(context, root, html, pages), 1):
            yield page
            _forget_moved_floats(context, page)
            letters += _letters(page)
            rest = context.page_maker[number][0]
            if rest is None and not context.reported_footnotes:
                continue  # the last page
            if context.last_made == number - 1:  # the floats of a page that was not made again are unknown
                state = repr((rest, _of_floats(context), len(context.reported_footnotes)))
                seen[state] += 1
                if seen[state] == REPEATED:
                    ended.stuck = _source(root, rest)
            if ended.stuck or number == most:
                ended.part = min(letters / (_letters(root) or 1), JUST_LESS)
                _forget_the_rest(context, number)
                return

    return made


def _forget_moved_floats(context: Any, page: Any) -> None:
    """Drops the rest of each float that is not on the page after all, since its block has moved to the next page.

    WeasyPrint would print that rest at the top of the next page, and then the whole float.
    """
    if context.broken_out_of_flow:
        drawn = {id(box) for box in page.descendants(placeholders=True)}
        for box in [box for box in context.broken_out_of_flow if box.is_floated() and id(box) not in drawn]:
            del context.broken_out_of_flow[box]


def _letters(box: Any) -> int:
    return sum(len(getattr(inner, "text", "")) for inner in box.descendants(placeholders=True))


def _of_floats(context: Any) -> list[str]:
    """The positions where broken floats continue, without repetitions, which WeasyPrint's list may have."""
    return sorted({repr(rest) for _, _, _, rest in context.broken_out_of_flow.values()})


def _forget_the_rest(context: Any, number: int) -> None:
    """Makes page `number`, counted from 1, the last one in WeasyPrint's state."""
    del context.page_maker[number + 1 :]
    context.page_maker[number][-1]["content_changed"] = False  # or it would set the pages again
    context.broken_out_of_flow.clear()
    context.reported_footnotes.clear()


def _source(root: Any, rest: Any) -> str:
    """The ``data-source`` or ``id`` of the innermost element with one where the rest begins; else ``body``."""
    box, source = root, "body"
    while rest and getattr(box, "children", ()):
        ((index, rest),) = rest.items()
        box = box.children[index]
        element = getattr(box, "element", None)
        source = (element is not None and (element.get("data-source") or element.get("id"))) or source
    return source
