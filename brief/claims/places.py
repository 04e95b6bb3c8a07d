"""The places of sentences in their file, although the text differs from the Markdown: no markup, other quotes.

The words of a passage are aligned with those of its lines by the longest runs that they have in common.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path

from brief.findings import Place
from brief.model import named_lines

WORD = re.compile(r"[^\W_]+")
ALIKE = {"“": '“"', "”": '”"', "„": '„"', "‘": "‘'", "’": "’'", "«": '«"', "–": "–-", "−": "−–-"}
"""The characters that may be typed in the Markdown for a character of the text."""


@dataclass(frozen=True, slots=True)
class Lines:
    """Lines of a file, from the line `first` and its column `column` on, both counted from 1.

    In the file, they begin `shift` columns further to the right.
    """

    path: Path
    lines: Sequence[str]
    first: int
    column: int = 1
    shift: int = 0

    def aligned(self, text: str, written: Iterable[tuple[int, str]] = ()) -> Aligned:
        """The text aligned with these lines, word by word.

        `written` has words of the Markdown that `text` lacks, each with the offset in `text` that they come before.
        """
        printed = [(match.start(), True, match[0]) for match in WORD.finditer(text)]
        hidden = [(at, False, word) for at, words in written for word in WORD.findall(words)]
        here = sorted([*hidden, *printed], key=lambda word: word[:2])
        there = [
            (number, match)
            for number, line in enumerate(self.lines, self.first)
            for match in WORD.finditer(line, self.column - 1 if number == self.first else 0)
        ]
        matcher = SequenceMatcher(None, [word for *_, word in here], [word[0] for _, word in there], autojunk=False)
        same = {
            index: block.b + index - block.a
            for block in matcher.get_matching_blocks()
            for index in range(block.a, block.a + block.size)
        }
        return Aligned(self, text, [at for at, *_ in here], there, same)


@dataclass(frozen=True, slots=True)
class Aligned:
    """A text aligned with the lines that it comes from.

    `offsets` has the offset of each word of the text, and `there` each word of the lines with the number of its line.
    `same` maps the index of a word in `offsets` to that of the same word in `there`.
    """

    lines: Lines
    text: str
    offsets: Sequence[int]
    there: Sequence[tuple[int, re.Match[str]]]
    same: Mapping[int, int]

    def place(self, start: int) -> Place:
        """The place of the character at `start` of the text, as near as the aligned words allow."""
        first = bisect_left(self.offsets, start)
        signs = self.text[start : self.offsets[first]] if first in self.same else ""
        return self._place(_nearest(self.same, first, len(self.there)), signs)

    def _place(self, at: int, signs: str) -> Place:
        """The place of the word `at`, including the `signs` before it or, without these, the ``@`` of a citation."""
        lines = self.lines
        if at >= len(self.there):
            return Place(lines.path, lines.first, lines.column + lines.shift)
        number, word = self.there[at]
        line, column = lines.lines[number - lines.first], word.start()
        for sign in reversed(signs or "@"):
            if not column or line[column - 1] not in ALIKE.get(sign, sign):
                break
            column -= 1
        return Place(lines.path, number, column + 1 + lines.shift)


def _nearest(same: Mapping[int, int], index: int, end: int) -> int:
    """The index in the lines of the word at `index`, or else of the word after the last aligned one before it."""
    if index in same:
        return same[index]
    before = max((found for other, found in same.items() if other < index), default=-1)
    behind = min((found for other, found in same.items() if other > index), default=end)
    return before + 1 if before + 1 < behind else behind


def lines_of(path: Path, lines: Sequence[str], source: str) -> Lines:
    """The lines of a section that a ``data-source`` names; all lines when it is empty."""
    _, first, last = named_lines(source) or ("", 1, len(lines))
    return Lines(path, lines[first - 1 : last], first)
