"""Lines of a file with their places, and the passages of text that they form."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from brief.findings import Place

GONE = "\x1a"
"""Fills the columns of a comment, so that the characters after it keep their places; it is never printed."""

PUNCTUATION = r"[!-/:-@\[-`{-~]"
"""The characters that a backslash can escape."""

LITERAL = rf"\\(?P<escaped>{PUNCTUATION})|(?<!`)(?P<ticks>`+)(?!`)(?P<code>.+?)(?<!`)(?P=ticks)(?!`)"
"""Literal text: an escaped character, or code between back-ticks; needs DOTALL."""

AUTOLINK = r"<(?P<url>(?:[A-Za-z][A-Za-z0-9+.-]*://|mailto:|tel:)[^<>\s]+)>|<(?P<mail>[^<>\s@:/]+@[^<>\s@]+)>"
"""An address between angle brackets."""

_MASKED = re.compile(f"{LITERAL}|{AUTOLINK}|{GONE}+", re.DOTALL)


class Line(NamedTuple):
    """A line of a file, or the part of it that begins in `column`."""

    path: Path
    number: int
    column: int
    text: str

    @property
    def place(self) -> Place:
        """Where the text begins."""
        return Place(self.path, self.number, self.column)

    def part(self, start: int, end: int | None = None) -> Line:
        """The characters from `start` to `end`."""
        return Line(self.path, self.number, self.column + start, self.text[start:end])

    def strip(self) -> Line:
        """The line without the blanks around it."""
        return self.part(len(self.text) - len(self.text.lstrip()), len(self.text.rstrip()))


@dataclass(frozen=True)
class Passage:
    """Text that is read as a whole: a paragraph, a heading, a cell."""

    lines: tuple[Line, ...]

    @cached_property
    def text(self) -> str:
        """The lines, joined."""
        return "\n".join(line.text for line in self.lines)

    @cached_property
    def signs(self) -> str:
        """`text` as `masked` returns it, of the same length."""
        return masked(self.text)

    def at(self, offset: int) -> Line:
        """The line of a character of `text`, from that character on."""
        before = self.text[:offset]
        return self.lines[before.count("\n")].part(offset - (before.rfind("\n") + 1))

    def place(self, offset: int = 0) -> Place:
        """The place of a character of `text`."""
        return self.at(offset).place


def masked(text: str) -> str:
    """The text with blanks for code, escaped characters, addresses and comments."""
    return _MASKED.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), text)


def indent(text: str) -> int:
    """The width of the blanks at the beginning of the text, in columns; a tab leads to the next multiple of four."""
    return width(text[: len(text) - len(text.lstrip(" \t"))])


def width(text: str) -> int:
    """The width of the text in columns."""
    return len(text.expandtabs(4))


def cells(row: Line) -> list[Line]:
    """The cells of a table row; a bar in code, in a field or after a backslash divides nothing."""
    signs = re.sub(r"\{\{[^{}\n]*\}\}", lambda match: " " * len(match[0]), masked(row.text))
    edges = [-1, *(match.start() for match in re.finditer(r"\|", signs)), len(signs)]
    parts = [row.part(start + 1, end) for start, end in pairwise(edges)]
    if len(parts) > 1 and is_blank(parts[0].text):
        parts = parts[1:]
    if len(parts) > 1 and is_blank(parts[-1].text):
        parts = parts[:-1]
    return parts


def plain(text: str) -> str:
    """The text without `GONE`, the filling of comments."""
    return text.replace(GONE, "")


def is_blank(text: str) -> bool:
    """Whether the text has nothing but blanks and comments."""
    return not plain(text).strip()


def is_comment(line: str) -> bool:
    """Whether the line has comments, and nothing else but blanks."""
    return GONE in line and is_blank(line)
