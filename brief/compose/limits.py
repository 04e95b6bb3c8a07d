"""What a layout may make: how much, and what a text may be made of.

Work is counted for a document. A text is made only of values that have one: texts, numbers, dates, and lists of these.
Anything else would be printed as Python shows it, with an address in memory or in random order.
"""

from __future__ import annotations

import re
from collections.abc import ItemsView, Iterable, Iterator, KeysView, ValuesView
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, time, timedelta
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from jinja2.exceptions import SecurityError
from jinja2.runtime import Undefined

LONGEST = 1_000_000
"""Characters of the longest text, and items of the longest list, that a layout may make in one step."""

LARGEST_PAGE = 20_000_000
"""The most characters of a document, or of a part of it."""

MOST_WORK = 100_000_000
"""The most characters and items that may be made or passed on for one document."""

TURN, CALL = 100, 1000
"""The work that a turn of a loop counts as, and that a call or an included layout counts as."""

SIZED = frozenset({"center", "ljust", "rjust", "zfill", "expandtabs", "indent", "wordwrap", "slice", "batch", "round"})
"""Methods and filters with a numeric argument that sets the size of their result."""

SECONDS = re.compile(r"%[-_^#\d]*[EO:]*s")
"""A field of a date's format for the seconds since 1970, which depend on the time zone of the machine."""

MOST_BITS = 10_000
"""The bits of the largest number that a layout may make."""

FIELD = re.compile(r"%(?:\(.*?\))?(?P<width>[^a-zA-Z%]*)[hlL]?(?P<kind>[a-zA-Z%]?)")
WIDTH = re.compile(r"\d{5}|[{*]")
NESTED = re.compile(r"%\([^()]*\(")
"""A field of a ``%`` format; a width that is too large, or that is not known before the format is used; and a name with
a bracket, which ends at another bracket for Python than for `FIELD`."""

PLAIN = (str, int, float, bool, type(None))
"""The types of values that Python shows within a list as a layout would write them; HTML, for one, it would name."""

WITH_TEXT = (*PLAIN, Decimal, date, time, timedelta, Undefined)
"""The values with a text that is the same in each run."""

LISTS, PAIRS = (list, tuple), (dict, MappingProxyType)
"""The types of lists and dictionaries that may be printed; a subclass might print its own name."""

_left: ContextVar[int] = ContextVar("_left", default=MOST_WORK)


def is_too_much(left: Any, right: Any) -> bool:
    """Whether a product would be too long a text or list, or too large a number."""
    for one, times in ((left, right), (right, left)):
        if isinstance(one, str | list | tuple) and isinstance(times, int) and len(one) * times > LONGEST:
            return True
    return sum(one.bit_length() for one in (left, right) if isinstance(one, int)) > MOST_BITS


def printable(value: Any) -> Any:
    """A value that a layout prints, as `listed`; nothing for None. Raises `SecurityError` for one without a text."""
    if isinstance(value, str):
        return value
    if value is None:
        return ""
    check_text(ordered := listed(value))
    return ordered


def check_text(*values: Any) -> None:
    """Raises `SecurityError` for values that are neither text, numbers nor dates, nor lists of texts and numbers."""
    left = [(value, False) for value in values]
    while left:
        value, is_listed = left.pop()
        if type(value) in LISTS:
            left += ((item, True) for item in value)
        elif type(value) in PAIRS:
            left += ((item, True) for pair in value.items() for item in pair)
        elif type(value) not in PLAIN if is_listed else not isinstance(value, WITH_TEXT):
            raise SecurityError("it prints something that has no text")


def turns(items: Iterable[Any]) -> Iterator[Any]:
    """The items of a loop; each counts as work."""
    for item in in_order(items):
        spend(TURN)
        yield item


def listed(value: Any) -> Any:
    """The items of a set, in order, or of a view of a dictionary, as a list; any other value unchanged."""
    return list(value) if isinstance(value, KeysView | ValuesView | ItemsView) else in_order(value)


def in_order(value: Any) -> Any:
    """The items of a set, always in the same order; any other value unchanged. They must have a text."""
    if not isinstance(value, set | frozenset):
        return value
    check_text(*value)
    return sorted(value, key=lambda item: (type(item).__name__, str(item)))


def check_sizes(name: str, arguments: tuple[Any, ...], options: dict[str, Any]) -> None:
    """Raises `SecurityError` for arguments that would make too much, or a date depend on the machine."""
    if name == "strftime" and any(SECONDS.search(str(one)) for one in (*arguments, *options.values())):
        raise SecurityError("'%s' depends on the machine")
    if name in SIZED and any(isinstance(one, int) and abs(one) > LONGEST for one in (*arguments, *options.values())):
        raise SecurityError(f"'{name}' would make too much")


def check_fields(text: str) -> None:
    """Raises `SecurityError` for a ``%`` format with a width that is too large, or that prints what Python shows."""
    fields = [*FIELD.finditer(text)]
    check_widths(field["width"] for field in fields)
    if NESTED.search(text) or any(field["kind"] in ("r", "a") for field in fields):
        raise SecurityError("it prints what Python shows of a value")


def check_widths(formats: Iterable[str]) -> None:
    """Raises `SecurityError` for a format with a width that is too large."""
    if any(WIDTH.search(one) for one in formats):
        raise SecurityError("a width in its format is too large")


def size(made: Any) -> int:
    """The characters and items of a value, with those of the lists in it. Raises `SecurityError` for too many."""
    characters = items = 0
    left = [made]
    while left:
        match left.pop():
            case str() | bytes() as text:
                characters += len(text)
            case dict() as pairs:
                items += len(pairs)
                left += (*pairs, *pairs.values())
            case list() | tuple() | set() | frozenset() as several:
                items += len(several)
                left += several
        if items > LONGEST or characters > LARGEST_PAGE:
            raise SecurityError(f"it makes lists with more than {LONGEST:,} items, or too much text in them")
    return characters + items


@contextmanager
def afresh() -> Iterator[None]:
    """Runs the block with a fresh allowance of work."""
    token = _left.set(MOST_WORK)
    try:
        yield
    finally:
        _left.reset(token)


def begin() -> None:
    """Resets the work that is left, for the next document."""
    _left.set(MOST_WORK)


def count(*values: Any) -> None:
    """Counts the characters and items of values as work."""
    spend(sum(len(value) for value in values if isinstance(value, str | bytes | list | tuple | dict | set | range)))


def spend(amount: int) -> None:
    """Takes work from what is left. Raises `SecurityError` when nothing is."""
    left = _left.get() - amount
    _left.set(left)
    if left < 0:
        raise SecurityError("it takes too many steps")
