"""Checks that a copy is right: its text and its pages, read back from the disk, have the values of its row alone.

A value is looked for twice. The text as composed has exact words: it must not have a value that only another row has,
except in what all copies have in common. The pages must have each value of the row with the letters around it in the
text, and no value of another row that is not in the text, such as one that was left on a page.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import filterfalse

from brief.findings import Finding, Place
from brief.findings import merge as rules
from brief.findings.nearest import shortened
from brief.merge.composed import BLOCK, Composed
from brief.merge.copies import Copy
from brief.merge.printed import (
    NARROW,
    Printed,
    Read,
    Words,
    is_number,
    is_telling,
    is_unspaced,
    letters_of,
    places_of,
    plain_words,
    runs_leftwards,
    unspaced,
    ways_of,
    words_of,
    written,
)
from brief.merge.sample import Filled, Sample, as_line, as_lines

SHORT, SEVERAL = 3, 2
"""The most characters of a value that is compared with its capitals, since it may be another word without; and the
fewest words of one that a text hardly has by chance."""


class Proof:
    """The values that only one row has, to check each copy against."""

    def __init__(self, copies: Sequence[Copy], sample: Sample) -> None:
        self._sample = sample
        self._of_one: Mapping[Words, list[tuple[str, int]]] = defaultdict(list)
        self._sizes: Mapping[str, set[int]] = defaultdict(set)  # how many words they have, by the first of these
        self._unspaced: list[tuple[str, str, int]] = []  # of scripts without blanks, or with endings
        for words, value, row in _of_one_row(copies):
            if words and not sample.is_outside(words):
                for way in filterfalse(sample.is_outside, ways_of(value)):
                    self._of_one[way].append((value, row))
                    self._sizes[way[0]].add(len(way))
                if is_unspaced(value):
                    self._unspaced.append((unspaced(value), value, row))

    def wrong(self, copy: Copy, filled: Filled, html: str, text: str, place: Place | None) -> Iterator[Finding]:
        """Errors in a copy composed as `html` whose pages have a `text`: values lost, and values of other rows."""
        said = {"row": copy.row, "file": copy.name}
        composed, read = Composed(filled.values, html), Read(text)
        own = _own(copy, filled, composed)
        for value in dict.fromkeys(_lost(own, read)):
            yield rules.VALUE_LOST.at(place, **said, value=shortened(value))
        printed = {*copy.values.values(), *(one.value for one in own)}
        in_blocks = [word for text in composed.text.split(BLOCK) for word in (*written(text), BLOCK)]
        in_text = {*self._others(copy, in_blocks, composed.text, printed)}
        for value, row in sorted(in_text.union(self._left(copy, composed, read, printed))):
            yield rules.VALUE_OF_OTHER.at(place, **said, value=shortened(value), other=row)

    def _left(self, copy: Copy, composed: Composed, read: Read, printed: Collection[str]) -> Iterator[tuple[str, int]]:
        """The values of other rows that pages have, but neither the text nor the pages of all copies."""
        there, letters, words = _words_in(composed), letters_of(composed.numbered), {*plain_words(composed.numbered)}
        for at, version in enumerate(read.versions):
            for value, row in self._others(copy, version, read.text, printed):
                is_there = any(as_line(way) in there for way in ways_of(value))
                if at or is_unspaced(value):  # it may be a part of a word
                    is_there |= letters_of(value) in letters
                if runs_leftwards(value):  # PDFium may have read other words in another order
                    is_there |= words.issuperset(plain_words(value))
                if not is_there and is_telling(value) and not self._sample.drawn(words_of(value)):
                    yield value, row

    def may_be_wrong(self, copy: Copy, text: str) -> bool:
        """Whether the pages of a copy that was made earlier may have a value that only another row has.

        Digits at the end of a word may be the number of a note.
        """
        without = " ".join(word.rstrip("0123456789") for word in text.split())
        versions = ((one, version) for one in (text, without) for version in Read(one).versions)
        found = (self._others(copy, version, one, copy.values.values()) for one, version in versions)
        return any(
            times > self._sample.drawn(words_of(value))
            for values in found
            for value, times in Counter(value for value, _ in values).items()
        )

    def _others(
        self, copy: Copy, words: Sequence[str], text: str, printed: Collection[str]
    ) -> Iterator[tuple[str, int]]:
        """The values in a text that only another row has, each with that row; not in those that the copy `printed`."""
        folded = [*map(str.casefold, words)]
        own = {way for value in printed for way in ways_of(value)}
        places = {place for value in own for at in places_of(value, folded) for place in range(at, at + len(value))}
        for at, word in enumerate(folded):
            for ends in (at + size for size in self._sizes.get(word, ())):
                for value, row in self._of_one.get(tuple(folded[at:ends]), ()):
                    is_own = places.issuperset(range(at, ends))  # such as Virginia in West Virginia
                    if row != copy.row and not is_own and _is_as_written(value, words[at:ends]):
                        yield value, row
        if self._unspaced:
            text, own_unspaced = unspaced(text), [*map(unspaced, printed)]
            for word, value, row in self._unspaced:
                if row != copy.row and word in text and not any(word in longer for longer in own_unspaced):
                    yield value, row


def _own(copy: Copy, filled: Filled, composed: Composed) -> Sequence[Printed]:
    """What the pages of a copy should have: its fields, its settings with fields, and its other values in the text."""
    there, letters = _words_in(composed), letters_of(composed.numbered)
    settings = (Printed(text, text) for _, text in filled.settings if letters_of(text) in letters)
    values = (value for value in copy.values.values() if not is_number(value) and as_line(words_of(value)) in there)
    return [*composed.fields(), *settings, *(one for value in values for one in composed.everywhere(value))]


def _lost(own: Sequence[Printed], read: Read) -> Iterator[str]:
    """The values that pages lack in one of their places."""
    times = Counter(letters_of(one.text) for one in {*own})
    return (one.value for one in own if not read.has(one) and read.alone(one) < times[letters_of(one.text)])


def _words_in(composed: Composed) -> str:
    """The words of a text in lines: also with the numbers of notes, and joined where PDFium reads no space."""
    return as_lines((composed.text, composed.numbered, NARROW.sub("", composed.text)))


def _is_as_written(value: str, words: Sequence[str]) -> bool:
    """Whether words are a value also by their capitals, if it is short: 'me' is not ME, the state."""
    return len(value) > SHORT or words == written(value) or words == written(value.upper())


def named(copies: Sequence[Copy], sample: Sample) -> Iterator[tuple[Words, str, int]]:
    """The values of a single row that stand in the common text outside of fields, with their words and that row."""
    return ((words, value, row) for words, value, row in _of_one_row(copies) if sample.is_outside(words))


def named_outright(copies: Sequence[Copy], sample: Sample) -> Iterator[Finding]:
    """Warnings about values of a single row in the text outside of fields: left over from a letter to one office."""
    found = {(value, row) for words, value, row in named(copies, sample) if len(words) >= SEVERAL}
    for copy in copies:
        for name, value in copy.values.items():
            if (value, copy.row) in found:
                yield rules.NAMED_OUTRIGHT.at(value=shortened(value), row=copy.row, name=name)


def _of_one_row(copies: Sequence[Copy]) -> Iterator[tuple[Words, str, int]]:
    """The values that only one row has, with their words and that row; written in two ways, both."""
    values = [(words_of(value), value, copy.row) for copy in copies for value in {*copy.values.values()}]
    rows = Counter(words for words, _ in {(words, row) for words, _, row in values})
    return ((words, value, row) for words, value, row in values if rows[words] == 1)
