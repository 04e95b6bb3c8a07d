"""Where lines end: no last line is a scrap, no third line in a row ends with a hyphen, and no page does.

WeasyPrint fills one line after the other without looking ahead; it ignores ``text-wrap`` and
``hyphenate-limit-lines``. Here the lines before a short last line are set a little narrower, so that it gets more
words; where that is not enough, a line with a bad end is set again, and its last word or syllable moves to the next.
The lines of an element with ``--wrap: balance``, such as a title, become about equally long.
The text itself does not change, nor does what is read aloud and copied.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from math import inf
from typing import Any, NamedTuple, cast

from brief.typeset.ends import (
    FEWEST,
    Place,
    badness,
    beginning,
    ends_with_hyphen,
    is_in_flow,
    key,
    letters,
    letters_of,
    words_of,
)

MOST_HYPHENS = 2
"""The most lines in a row that may end with a hyphen."""

TRIES = 8
"""The most widths at which a line is tried."""

LEAST_FILLED = ((8, 0.25), (3, 0.75), (1, 0.5))
"""The least part of its room that a line must fill when it is set again, by how bad its end is: before half a word as
the last line, before a short last line, with one hyphen too many."""

TAIL, LEAST_TAIL = 3, 0.9
"""The most lines at the end of a paragraph that share the space which a short last line needs, and the least part of
their room that they fill then: a word less on a line or two is hardly seen, three words less on one line are."""

LESS = 0.06
"""By how much narrower than its text a line is set again, as a part of the type size: its last letter then has no room,
however closely letters are spaced."""

KERNED = 0.05
"""The most by which kerning changes the width of a line, as a part of the type size."""

BALANCED = "balance"
"""The value of ``--wrap`` for lines of about the same length."""

MOST_BALANCED, WIDTHS = 10, 12
"""The most lines of a text that is balanced, as in some browsers, and the most widths at which it is tried."""

UNHYPHENATED = re.compile("\N{SOFT HYPHEN}[^\\W\\d_]?$")
"""The end of a line that is broken at an optional hyphen, or one letter after it, without printing a hyphen."""


def narrowed(split: Callable[..., Any]) -> Callable[..., Any]:
    """A wrapper of `split` that sets a line no wider than its `widest`, and records its `room` and its start."""

    def narrowed(context: Any, box: Any, x: float, end: float, *others: Any) -> Any:
        if not hasattr(box, "widest"):  # a part of a line
            return split(context, box, x, end, *others)
        box.room = end - box.position_x
        around, context.start_of_line = getattr(context, "start_of_line", -inf), x
        result = split(context, box, x, min(end, box.position_x + box.widest), *others)
        context.start_of_line = around
        return result

    return narrowed


def breaking_at_starts(split: Callable[..., Any]) -> Callable[..., Any]:
    """A wrapper of `split` in which ``overflow-wrap`` breaks words only at the start of a line.

    In an element at the start of a line, WeasyPrint takes each word for the first: it breaks an address that would fit
    on the next line. Where it breaks at an optional hyphen without room for it, it omits the hyphen, or breaks after
    the next letter. A text that Pango has broken can be wider than its room, by the kerning before a blank that is gone
    from its end; WeasyPrint would break the line far before, at the last element in it.
    """

    def broken(context: Any, box: Any, width: Any, skip: int, is_line_start: bool = True) -> Any:
        if width is not None and box.position_x - getattr(context, "start_of_line", -inf) > box.style["font_size"] / 2:
            is_line_start = False
        first, rest, preserved = split(context, box, width, skip, is_line_start=is_line_start)
        if first and rest and UNHYPHENATED.search(first.text):
            return split(context, box, width - first.style["font_size"] / 2, skip, is_line_start=False)
        if first and rest and width is not None and width < first.width < width + KERNED * first.style["font_size"]:
            first.width = width
        return first, rest, preserved

    return broken


def set_again(set_line: Callable[..., Any]) -> Callable[..., Any]:
    """A wrapper of `set_line` that tries narrower lines while the end is bad, and takes the first of the best.

    Balanced lines are set at the width at which their lengths differ least.
    """

    def chosen(context: Any, box: Any, y: float, foot: float, start: Place | None, *others: Any) -> Any:
        tail, above = before = _left_by_last(box, context.current_page, start)

        def at(width: float) -> Any:
            box.widest = min(width, tail)
            return set_line(context, box, y, foot, start, *others)

        def lines(widest: float, most: int) -> list[Any]:
            return _lines(set_line, context, box, y, foot, start, *others, widest=widest, most=most)

        if start is None or not hasattr(box, "balanced"):
            box.balanced = _balanced(box, lines) if _is_balanced(box) else inf
        line, rest = at(box.balanced)
        if line is None or box.balanced < inf:
            return line, rest
        if tail == inf and rest is not None and _may_be_tail(box, line, rest):
            tail = _tail(box, lines)
            line, rest = at(inf)
        most = 0 if _ends_page(context, box, line, rest, y, foot) else MOST_HYPHENS
        had_hyphen = ends_with_hyphen(line)
        tried = [(badness(box, line, rest, above >= most), 0, inf)]
        while tried[-1][0] and len(tried) < TRIES and is_in_flow(line):
            width = line.width - LESS * box.style["font_size"]
            if width < box.room * next(part for how_bad, part in LEAST_FILLED if tried[-1][0] >= how_bad):
                break
            line, rest = at(width)
            bad = badness(box, line, rest, above >= most)
            if ends_with_hyphen(line) and not had_hyphen:
                bad = tried[0][0]  # dividing another word is no better than a short line
            tried.append((bad, len(tried), width))
        if min(tried) != tried[-1]:  # set again: pictures within a line stay where they were set last
            line, rest = at(min(tried)[-1])
        after = _Left(tail, above + 1 if ends_with_hyphen(line) else 0)
        box.last_line = context.current_page, key(start), before, key(rest), after
        return line, rest

    return chosen


class _Left(NamedTuple):
    """What a line of a paragraph leaves to the next: the width of its last lines, and the hyphens that end lines."""

    tail: float = inf
    hyphens: int = 0


def _left_by_last(box: Any, page: int | None, start: Place | None) -> _Left:
    """What the line before `start` has left, if it is on the same page.

    A page must not depend on how the page before was set, nor on how often it was set itself: it may be kept.
    """
    last = getattr(box, "last_line", None)
    if start is None or last is None or last[0] != page:
        return _Left()
    _, began, before, ended, after = last
    if key(start) == ended:
        return cast("_Left", after)
    return cast("_Left", before) if key(start) == began else _Left()


def _is_balanced(box: Any) -> bool:
    """Whether the lines in a box are to be about equally long."""
    return any(token.type == "ident" and token.value == BALANCED for token in box.style["__wrap"] or ())


def _lines(
    set_line: Callable[..., Any],
    context: Any,
    box: Any,
    y: float,
    foot: float,
    start: Place | None,
    *others: Any,
    widest: float,
    most: int,
) -> list[Any]:
    """The lines of a box from a place on, set no wider than `widest`: all, or one more than `most`."""
    indent, box.widest = box.text_indent, widest
    found: list[Any] = []
    place, top = start, y
    while len(found) <= most:
        line, place = set_line(context, box, top, foot, place, *others)
        if line is None:
            break
        found.append(line)
        top, box.text_indent = top + line.height, 0
        if place is None:
            break
    box.text_indent = indent
    return found


def _balanced(box: Any, lines: Callable[[float, int], list[Any]]) -> float:
    """The width in pixels at which the lines of a text differ least in length; infinite if it is not balanced.

    There are no more lines and hyphens than at the full width.
    """
    less, found = LESS * box.style["font_size"], lines(inf, MOST_BALANCED)
    most, hyphens, words = len(found), sum(map(ends_with_hyphen, found)), sum(map(words_of, found))
    if not 1 < most <= MOST_BALANCED or not all(map(is_in_flow, found)):
        return inf
    tried: list[tuple[float, float]] = []
    while len(found) <= most and sum(map(ends_with_hyphen, found)) <= hyphens and len(tried) < WIDTHS:
        widest = max(line.width for line in found)
        tried.append((sum((widest - line.width) ** 2 for line in found), widest + less))
        found = lines(widest - less, MOST_BALANCED)
        if max(line.width for line in found) >= widest or sum(map(words_of, found)) > words:
            break  # a line is as wide as before, or one more word is divided
    return min(tried)[1]


def _ends_page(context: Any, box: Any, line: Any, rest: Place | None, y: float, foot: float) -> bool:
    """Whether a line is the last of its page or column.

    The next one has no room there; or only one of the last two lines has, and no page begins with a single line.
    """
    if rest is None or context.overflows_page(foot, y + 2 * line.height):
        return rest is not None
    here = letters_of(line)
    return (
        context.overflows_page(foot, y + 3 * line.height) and here < letters(beginning(box, rest, 2 * here)) < 2 * here
    )


def _may_be_tail(box: Any, line: Any, rest: Place) -> bool:
    """Whether the text after a line may fill the last `TAIL - 1` lines of a paragraph, but not fewer."""
    here, after = letters_of(line), letters(beginning(box, rest, TAIL * letters_of(line)))
    return (TAIL - 2) * here < after < (TAIL - 1) * here


def _tail(box: Any, lines: Callable[[float, int], list[Any]]) -> float:
    """The width in pixels at which the last lines of a paragraph are set so that the last one is long enough.

    It is infinite when the last line is long enough anyway, or cannot become so. No more lines end with a hyphen.
    """
    found = lines(inf, TAIL)
    if len(found) != TAIL or not all(map(is_in_flow, found)):
        return inf
    if letters_of(found[-1]) >= min(FEWEST, letters_of(found[-2]) // 3):
        return inf
    hyphens, less = sum(map(ends_with_hyphen, found)), LESS * box.style["font_size"]
    for _ in range(WIDTHS):
        width: float = max(line.width for line in found[:-1]) - less
        if width < LEAST_TAIL * box.room:
            break
        found = lines(width, TAIL)
        if len(found) != TAIL or sum(map(ends_with_hyphen, found)) > hyphens:
            break
        if letters_of(found[-1]) >= FEWEST:
            return width
    return inf
