"""Where the number of a note stands: behind its word, before or behind the stop, and apart from another number."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from brief.compose.notes import INLINE

APART = "\N{NARROW NO-BREAK SPACE}\N{WORD JOINER}"
"""Keeps a call apart from a digit. The joiner, which is not drawn, keeps a space alone from being read with a link."""

BEFORE_CALL = re.compile(r"(?:(?:[.,;:!?…。、]|\.{3})+[\"'”’»)\]]*|[”’»)]+[.,;:!?…]*)(?![0-9A-Za-zÀ-ɏ])")
"""The punctuation behind a word that comes before the call of a note in most languages; not that in ’s."""

AFTER_CALL = re.compile(r"(?:(?<![\s.])|^)(?<!\b[A-Z])(?<!\betc)[\u202f\xa0]?[.,;:!?]+$")
"""The punctuation behind a word that comes after the call in French; 'M.' and 'etc.' keep their full stops."""

ENDED = re.compile(r"(?:[.?!…]|\.[\"'”’»]+)$")
"""Words behind which no full stop follows: 'etc.', 'Who knows?'"""


@dataclass(frozen=True, slots=True)
class Words:
    """A text of a tree: that at the start of an element, or that behind it."""

    element: Element
    behind: bool = False

    @property
    def text(self) -> str:
        """What it reads."""
        return (self.element.tail if self.behind else self.element.text) or ""

    @property
    def behind_call(self) -> bool:
        """Whether the call of a note stands directly before it."""
        return self.behind and "data-note" in self.element.attrib

    @property
    def in_code(self) -> bool:
        """Whether it stands in code, where each sign counts."""
        return not self.behind and self.element.tag == "code"

    def put(self, text: str) -> None:
        """Lets it read something else."""
        if self.behind:
            self.element.tail = text
        else:
            self.element.text = text


def place_calls(tree: Element, language: str) -> None:
    """Puts each call of a note behind its word without a blank, and on the side of a stop where `language` has it.

    That is before the stop in French, and behind it in all other languages. A full stop on both sides of a call, as
    after 'etc.', is printed once. A call behind a digit has a thin space before it, so that it reads as no power.
    """
    french = language.partition("-")[0].lower() == "fr"
    for line in _lines(tree):
        for at in (at for at, words in enumerate(line) if words.behind_call):
            _close_up(line, at)
        for first, last in _side_by_side(line):
            _place(line, first, last, french)


def _lines(tree: Element) -> Iterator[list[Words]]:
    """The texts in a tree, in one list for each block that they stand in."""
    line = [Words(tree)]
    for child in tree:
        if child.tag not in INLINE:
            yield line
            yield from _lines(child)
            line = []
        elif "data-note" not in child.attrib:
            first, *blocks = _lines(child)
            line += first
            for block in blocks:
                yield line
                line = block
        line.append(Words(child, behind=True))
    yield line


def _close_up(line: Sequence[Words], at: int) -> None:
    """Takes away the blanks before the call that stands before the text `at`, but not those at the start of a line."""
    for words in reversed(line[:at]):
        text = words.text.rstrip(" \t\n")
        if text or words is not line[0]:
            words.put(text)
        if text or words.behind_call:
            return


def _side_by_side(line: Sequence[Words]) -> Iterator[tuple[int, int]]:
    """The texts behind the first and the last of calls that stand side by side."""
    first = last = 0  # behind no call
    for at, words in enumerate(line):
        if words.behind_call:
            first, last = first or at, at
        if first and words.text:
            yield first, last
            first = 0
    if first:
        yield first, last


def _place(line: Sequence[Words], first: int, last: int, french: bool) -> None:
    """Puts calls that stand side by side on the right side of a stop."""
    before = _before(line, first)
    after = next((words for words in line[last:] if words.text), None)
    if before and after and ENDED.search(before.text) and re.match(r"\.(?!\.)", after.text):
        after.put(after.text[1:])
    if french:
        if before and not before.in_code and (stop := AFTER_CALL.search(before.text)):
            before.put(before.text[: stop.start()])
            line[last].put(stop[0] + line[last].text)
    elif after and not after.in_code and (stop := BEFORE_CALL.match(after.text)):
        line[first - 1].put(line[first - 1].text + stop[0])
        after.put(after.text[stop.end() :])
    before = _before(line, first)
    if before and before.text[-1].isdigit():
        line[first - 1].put(f"{line[first - 1].text}{APART}")


def _before(line: Sequence[Words], at: int) -> Words | None:
    """The text before the call that stands before the text `at`; none where another call or nothing stands there."""
    for words in reversed(line[:at]):
        if words.text:
            return words
        if words.behind_call:
            return None
    return None
