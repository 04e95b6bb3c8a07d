"""The lines of a section as they are read: without comments, with the place of every character kept."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

GONE = "\x1a"
"""Fills the columns of a comment, so that what stands after it keeps its place; nothing prints it."""

PUNCTUATION = r"[!-/:-@\[-`{-~]"
"""What a backslash can take the meaning from."""

LITERAL = rf"\\(?P<escaped>{PUNCTUATION})|(?<!`)(?P<ticks>`+)(?!`)(?P<code>.+?)(?<!`)(?P=ticks)(?!`)"
"""What stands for itself: a character after a backslash, and code between back-ticks; with DOTALL."""

AUTOLINK = r"<(?P<url>(?:[A-Za-z][A-Za-z0-9+.-]*://|mailto:|tel:)[^<>\s]+)>|<(?P<mail>[^<>\s@:/]+@[^<>\s@]+)>"
"""An address between angle brackets."""

_MASKED = re.compile(f"{LITERAL}|{AUTOLINK}|{GONE}+", re.DOTALL)
_COMMENT = re.compile(rf"(?P<comment><!--)|\\{PUNCTUATION}|(?<!`)(?P<ticks>`+)(?!`)[^\n]+?(?<!`)(?P=ticks)(?!`)")
_CONTROLS = {code: " " for code in [*range(0x20), 0x7F] if chr(code) not in "\t\n"}


@dataclass(frozen=True, slots=True)
class Line:
    """What is left of a line when the marks before it are off: its number in the file, the column where this begins."""

    number: int
    column: int
    text: str


@dataclass(frozen=True, slots=True)
class Passage:
    """Text that is read in one: a paragraph, a heading, a cell."""

    lines: tuple[Line, ...]

    @property
    def text(self) -> str:
        """The lines, joined."""
        return "\n".join(line.text for line in self.lines)

    def place(self, offset: int) -> tuple[int, int]:
        """The line and the column of a character of `text`."""
        before = self.text[:offset]
        line = self.lines[before.count("\n")]
        return line.number, line.column + offset - (before.rfind("\n") + 1)


def masked(text: str) -> str:
    """The text with blanks for all that stands for itself: code, escaped characters, addresses, comments."""
    return _MASKED.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), text)


def without_comments(text: str) -> tuple[str, int | None]:
    """The text with `GONE` for every comment, and where one begins that never ends.

    Characters that control a terminal or mark a place here are blanks afterwards; every other keeps its place.
    """
    text = text.translate(_CONTROLS)
    parts: list[str] = []
    done = 0
    for start, end in comments(text):
        if end is None:
            return "".join([*parts, text[done:]]), start
        parts += text[done:start], re.sub(r"[^\n]", GONE, text[start:end])
        done = end
    return "".join([*parts, text[done:]]), None


def comments(text: str) -> Iterator[tuple[int, int | None]]:
    """Where each comment begins and ends; the last may never end."""
    position = 0
    while match := _COMMENT.search(text, position):
        position = match.end()
        if match["comment"]:
            end = text.find("-->", match.start() + 2)
            yield match.start(), end + 3 if end >= 0 else None
            position = end + 3 if end >= 0 else len(text)


def indent(text: str) -> int:
    """How many columns of blanks the text begins with; a tab leads to the next multiple of four."""
    return width(text[: len(text) - len(text.lstrip(" \t"))])


def width(text: str) -> int:
    """How many columns the text takes."""
    return len(text.expandtabs(4))


def cells(row: Line) -> list[Line]:
    """The cells of a row of a table; a bar in code, in a field or after a backslash divides nothing."""
    text = row.text
    signs = re.sub(r"\{\{[^{}\n]*\}\}", lambda match: " " * len(match[0]), masked(text))
    bars = [match.start() for match in re.finditer(r"\|", signs)]
    edges = [-1, *bars, len(text)]
    parts = [(start + 1, end) for start, end in pairwise(edges)]
    if len(parts) > 1 and is_blank(text[slice(*parts[0])]):
        parts = parts[1:]
    if len(parts) > 1 and is_blank(text[slice(*parts[-1])]):
        parts = parts[:-1]
    return [Line(row.number, row.column + start, text[start:end]) for start, end in parts]


def plain(text: str) -> str:
    """The text without what fills the place of comments."""
    return text.replace(GONE, "")


def is_blank(text: str) -> bool:
    """Whether nothing of the text is shown."""
    return not plain(text).strip()


def is_comment(line: str) -> bool:
    """Whether a line holds comments, and nothing else that is printed."""
    return GONE in line and is_blank(line)
