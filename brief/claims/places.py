"""Where sentences begin in their file, although the page has other words than the Markdown: no marks, other quotes.

The words of a passage are laid beside those of its lines, and the longest runs that both have are taken for the same.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path

from brief.findings import Place

WORD = re.compile(r"[^\W_]+")
ALIKE = {"“": '“"', "”": '”"', "„": '„"', "‘": "‘'", "’": "’'", "«": '«"', "–": "–-", "−": "−-"}
"""What may stand in the Markdown for a sign that the page has."""


@dataclass(frozen=True, slots=True)
class Lines:
    """Lines of a file of a brief, from the line `first` on, and from the column `column` of that."""

    path: Path
    lines: Sequence[str]
    first: int
    column: int = 1

    def places(self, text: str, starts: Sequence[int]) -> list[Place]:
        """The place of each character of `text` in `starts`, as near as the words around it tell."""
        here = [*WORD.finditer(text)]
        there = [
            (number, match)
            for number, line in enumerate(self.lines, self.first)
            for match in WORD.finditer(line, self.column - 1 if number == self.first else 0)
        ]
        matcher = SequenceMatcher(None, [word[0] for word in here], [word[0] for _, word in there], autojunk=False)
        same = {
            one: block.b + one - block.a
            for block in matcher.get_matching_blocks()
            for one in range(block.a, block.a + block.size)
        }
        return [self._place(text, start, here, there, same) for start in starts]

    def _place(
        self,
        text: str,
        start: int,
        here: Sequence[re.Match[str]],
        there: Sequence[tuple[int, re.Match[str]]],
        same: dict[int, int],
    ) -> Place:
        """The place of a character: that of the first word behind it, else of the word after the last before it."""
        index = next((index for index, word in enumerate(here) if word.start() >= start), len(here))
        at = same.get(index)
        if at is None:
            before = max((found for one, found in same.items() if one < index), default=-1)
            behind = min((found for one, found in same.items() if one > index), default=len(there))
            at = before + 1 if before + 1 < behind else behind
        if at >= len(there):
            return Place(self.path, self.first, self.column)
        number, word = there[at]
        column = word.start()
        line = self.lines[number - self.first]
        for sign in reversed(text[start : here[index].start()] if index in same else ""):
            if not column or line[column - 1] not in ALIKE.get(sign, sign):
                break
            column -= 1
        return Place(self.path, number, column + 1)


def lines_of(path: Path, lines: Sequence[str], source: str) -> Lines:
    """Those of the `lines` of a section that a ``data-source`` names; all of them for an empty one."""
    first, _, last = source.rpartition(":")[2].partition("-")
    start = int(first) if first else 1
    return Lines(path, lines[start - 1 : int(last or first) if first else len(lines)], start)
