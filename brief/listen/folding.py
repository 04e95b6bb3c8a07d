"""Lines folded for a terminal: between words, under their own beginning, counting columns and not characters."""

from __future__ import annotations

from collections.abc import Iterator
from unicodedata import combining, east_asian_width

LEAST = 20
"""Columns that a folded text has at least, however narrow the terminal."""


def columns(text: str) -> int:
    """How many columns of a terminal a text takes: Hangul and ideographs two each, combining marks none."""
    return sum(0 if combining(sign) else 2 if east_asian_width(sign) in "WF" else 1 for sign in text)


def fold(label: str, text: str, width: int | None) -> Iterator[str]:
    """A line that begins with `label`, its text folded to `width` columns and indented as far as the label reaches.

    A word that is too wide stands on a line of its own. Without a width the line stays whole.
    """
    if width is None:
        yield f"{label}{text}".rstrip()
        return
    indent = columns(label)
    room = max(width - indent, LEAST)
    line, begin = "", label
    for word in text.split(" "):
        longer = f"{line} {word}" if line else word
        if line and columns(longer) > room:
            yield f"{begin}{line}".rstrip()
            line, begin = word, " " * indent
        else:
            line = longer
    yield f"{begin}{line}".rstrip()
