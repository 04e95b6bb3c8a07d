"""The places of sentences in their file, although the text differs from the Markdown: no markup, other quotes.

The words of a passage are aligned with those of its lines by the longest runs that both have.
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
"""The signs of the Markdown for a sign of the text."""


@dataclass(frozen=True, slots=True)
class Lines:
    """Lines of a file, from the line `first` on and from the column `column` of that line."""

    path: Path
    lines: Sequence[str]
    first: int
    column: int = 1

    def places(self, text: str, starts: Sequence[int], written: Iterable[tuple[int, str]] = ()) -> list[Place]:
        """The place of each character of `text` in `starts`, as near as the words around it tell.

        `written` are words of the Markdown that are not in `text`, each with the character before which it stands.
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
        offsets = [at for at, *_ in here]
        firsts = [bisect_left(offsets, start) for start in starts]
        return [
            self._place(there, _nearest(same, first, len(there)), text[start : offsets[first]] if first in same else "")
            for start, first in zip(starts, firsts, strict=True)
        ]

    def _place(self, there: Sequence[tuple[int, re.Match[str]]], at: int, signs: str) -> Place:
        """The place of the word `at`, of the signs before it that the text has too, or of the key of a citation."""
        if at >= len(there):
            return Place(self.path, self.first, self.column)
        number, word = there[at]
        line, column = self.lines[number - self.first], word.start()
        for sign in reversed(signs or "@"):
            if not column or line[column - 1] not in ALIKE.get(sign, sign):
                break
            column -= 1
        return Place(self.path, number, column + 1)


def _nearest(same: Mapping[int, int], index: int, end: int) -> int:
    """The word aligned with this index, or else the word after the last aligned one before it."""
    if index in same:
        return same[index]
    before = max((found for other, found in same.items() if other < index), default=-1)
    behind = min((found for other, found in same.items() if other > index), default=end)
    return before + 1 if before + 1 < behind else behind


def lines_of(path: Path, lines: Sequence[str], source: str) -> Lines:
    """The lines of a section that a ``data-source`` names; all of them for an empty one."""
    _, first, last = named_lines(source) or ("", 1, len(lines))
    return Lines(path, lines[first - 1 : last], first)
