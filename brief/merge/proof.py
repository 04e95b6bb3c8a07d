"""Checks that a copy is right: its text and its pages, read back from the disk, have the values of its row alone.

A value is looked for twice. The text as composed has exact words: it must not have a value that only another row has,
except in what all copies have in common. The pages must have each value of the row with the letters around it in the
text, and no value of another row that is not in the text, such as one that was left on a page.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from html import unescape
from itertools import chain, product
from typing import NamedTuple
from xml.etree.ElementTree import Element

from brief.check import readable
from brief.compose.fields import fill_settings, unconditional, worded
from brief.fields import FIELD, SETTINGS
from brief.findings import BriefError, Finding, Place
from brief.findings import merge as rules
from brief.findings.nearest import shortened
from brief.load import inside
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
    unspaced,
    ways_of,
    words_of,
    written,
)
from brief.model import Brief, Edition, Text, as_edition, named_lines

SHORT, SEVERAL = 3, 2
"""The most characters of a value that is compared with its capitals, since it may be another word without; and the
fewest words of one that a text hardly has by chance."""


CUT = "|"
"""Stands for a word that was cut from a text."""

DRAWING = re.compile(r'\bsrc="([^"]+\.svg)"', re.IGNORECASE)
"""A drawing in HTML."""


class Filled(NamedTuple):
    """What a copy prints in the places of fields: the `values` that its sections and layouts may have there.

    `settings` are those settings of its edition that have fields: each with its fields, and with values in their place.
    """

    values: Collection[str]
    settings: Sequence[tuple[str, str]] = ()

    @classmethod
    def of(cls, brief: Brief, texts: Sequence[Text], edition: Edition) -> Filled:
        """The values of a brief, each as it is and as the filters in sections change it, and its settings."""
        trees = (tree for text in texts for version in text.versions for tree in version.trees)
        values = {*brief.values.values()}
        for expression in {element.get("data-field", "") for tree in trees for element in tree.iter("span")} - {""}:
            with suppress(BriefError):  # it is not printed, or else compose would have refused it
                values.add(worded(expression, brief, None))
        before = as_edition(brief, edition)
        after = fill_settings(before, edition)
        settings = [(getattr(before.settings, key), getattr(after.settings, key)) for key in SETTINGS]
        return cls(values, [(template, text) for template, text in settings if template != text])


class Told(NamedTuple):
    """A copy as it was composed: the brief with its values, its sections, what its fields print, and its HTML."""

    brief: Brief
    texts: tuple[Text, ...]
    filled: Filled
    html: str


class Sample:
    """What all copies print: the texts that several have `outside` of fields, the first of which is the sample.

    On the `pages` of the sample, fields print `own`; `more` are its texts in the HTML and in drawings that only some
    copies have.
    """

    def __init__(
        self,
        outside: Sequence[Collection[str]] = (),
        pages: str = "",
        own: Collection[str] = (),
        more: Collection[str] = (),
    ) -> None:
        self._outside, self._more = [*map(_lines, outside)], _lines(more)
        self._pages, self._own = words_of(pages), [words_of(value) for value in own]

    @classmethod
    def of(cls, pages: str, sample: Told, *others: Told) -> Sample:
        """The sample of a brief with the text of its pages, and some other copies."""
        outside = [
            (*_without(one.filled.settings, Composed(one.filled.values, one.html, own.has).outside), *own.rest)
            for one in (sample, *others)
            for own in [_OfSome.of(one.texts)]
        ]
        whole = Composed(sample.filled.values, sample.html)
        own = [*(field.value for field in whole.fields()), *(text for _, text in sample.filled.settings)]
        in_all = set[str].intersection(*({*DRAWING.findall(one.html)} for one in (sample, *others)))
        trees = _OfSome.of(sample.texts).trees
        of_some = {*DRAWING.findall(sample.html)} - in_all
        of_some |= {one.get("src", "") for tree in trees for one in tree.iter("img")}
        return cls(outside, pages, own, (*whole.outside, *_drawn(sample.brief, of_some)))

    def is_outside(self, value: Words) -> bool:
        """Whether a value stands in the text that all copies have outside of fields."""
        return bool(self._outside) and all(_line(value) in text for text in self._outside)

    def named(self, copies: Sequence[Copy]) -> Collection[int]:
        """The rows with a value of their own that stands in the text that all copies have outside of fields."""
        return {row for words, _, row in _of_one_row(copies) if self.is_outside(words)}

    def drawn(self, value: Words) -> int:
        """How often a value is on all pages but not in the text, such as in a drawing, or as the number of a page."""
        on_pages, own = (sum(1 for words in of for _ in places_of(value, words)) for of in ([self._pages], self._own))
        return 0 if _line(value) in self._more else max(on_pages - own, 0)


class _OfSome(NamedTuple):
    """The text that only some copies have: the `files` that a field names, and the `trees` of blocks and notes.

    `rest` are the texts of such blocks outside of their conditions.
    """

    files: Collection[str]
    trees: Sequence[Element]
    rest: Sequence[str]

    @classmethod
    def of(cls, texts: Sequence[Text]) -> _OfSome:
        """The text in sections that only some copies have."""
        files = {text.section.file for text in texts if text.section.listed}
        trees, rest = list[Element](), list[str]()
        for text in chain.from_iterable(text.versions for text in texts):
            is_whole = text.section.file in files
            blocks = [(text.title, is_whole), *((block.tree, is_whole or block.conditions) for block in text.blocks)]
            always = [unconditional(tree) for tree, is_of_some in blocks if not is_of_some]
            called = {one.get("data-note") for tree in always for one in tree.iter()}
            blocks += ((note, name not in called) for name, note in text.notes.items())
            for tree, is_of_some in blocks:
                if is_of_some or any("data-case" in one.attrib for one in tree.iter()):
                    trees.append(tree)
                    rest += [] if is_of_some else ["".join(unconditional(tree).itertext())]
        return cls(files, trees, rest)

    def has(self, source: str) -> bool:
        """Whether only some copies have the element of a ``data-source``."""
        named = named_lines(source)
        is_of_file = named is not None and named[0] in self.files
        return is_of_file or (source != "" and any(source == tree.get("data-source") for tree in self.trees))


def _without(settings: Sequence[tuple[str, str]], texts: Sequence[str]) -> Iterator[str]:
    """The words of texts without those of settings with fields, in which no element marks the values."""
    for template, _ in settings:
        yield from re.sub(FIELD, CUT, template).split(CUT)
    for text in texts:
        words = [*words_of(text)]
        for value in (words_of(filled) for _, filled in settings):
            for at in [*places_of(value, words)]:
                words[at : at + len(value)] = [CUT] * len(value)
        yield from " ".join(words).split(CUT)


def _drawn(brief: Brief, names: Collection[str]) -> Iterator[str]:
    """The texts of drawings, with their parts apart and joined: a drawing program may divide a word."""
    for folder, name in product((brief.folder, *brief.styles), names):
        path = inside(folder, unescape(name)) if name.lower().endswith(".svg") else None
        if path and (drawing := readable(path)) is not None:
            yield from (between.join(drawing.itertext()) for between in (" ", ""))


class Proof:
    """The values that only one row has, to check each copy against."""

    def __init__(self, copies: Sequence[Copy], sample: Sample) -> None:
        self._sample = sample
        self._of_one: Mapping[Words, list[tuple[str, int]]] = defaultdict(list)
        self._sizes: Mapping[str, set[int]] = defaultdict(set)  # how many words they have, by the first of these
        self._unspaced: list[tuple[str, str, int]] = []  # of scripts without blanks, or with endings
        for words, value, row in _of_one_row(copies):
            if words and not sample.is_outside(words):
                for way in ways_of(value):
                    self._of_one[way].append((value, row))
                    self._sizes[way[0]].add(len(way))
                if is_unspaced(value):
                    self._unspaced.append((unspaced(value), value, row))

    def wrong(self, copy: Copy, filled: Filled, html: str, text: str, place: Place | None) -> Iterator[Finding]:
        """Errors in a copy composed as `html` whose pages have a `text`: values lost, and values of other rows."""
        said = {"row": copy.row, "file": copy.name}
        composed, read = Composed(filled.values, html), Read(text)
        letters = letters_of(composed.numbered)
        there = _lines((composed.text, composed.numbered, NARROW.sub("", composed.text)))
        settings = (Printed(text, text) for _, text in filled.settings)
        own = [*composed.fields(), *(one for one in settings if letters_of(one.text) in letters)]
        for value in copy.values.values():  # also where no element marks it
            own += composed.everywhere(value) if not is_number(value) and _line(words_of(value)) in there else ()
        times = Counter(letters_of(one.text) for one in {*own})
        lost = (one for one in own if not read.has(one) and read.alone(one) < times[letters_of(one.text)])
        for value in dict.fromkeys(one.value for one in lost):
            yield rules.VALUE_LOST.at(place, **said, value=shortened(value))
        printed = {*copy.values.values(), *(one.value for one in own)}
        in_blocks = [word for text in composed.text.split(BLOCK) for word in (*written(text), BLOCK)]
        others = {*self._others(copy, in_blocks, composed.text, printed)}
        for at, version in enumerate(read.versions):
            for value, row in self._others(copy, version, text, printed):
                is_there = any(_line(way) in there for way in ways_of(value))
                if at or is_unspaced(value):  # it may be a part of a word
                    is_there |= letters_of(value) in letters
                if not is_there and is_telling(value) and not self._sample.drawn(words_of(value)):
                    others.add((value, row))
        for value, row in sorted(others):
            yield rules.VALUE_OF_OTHER.at(place, **said, value=shortened(value), other=row)

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
        own = {words_of(value) for value in printed}
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


def _is_as_written(value: str, words: Sequence[str]) -> bool:
    """Whether words are a value also by their capitals, if it is short: 'me' is not ME, the state."""
    return len(value) > SHORT or words == written(value) or words == written(value.upper())


def named_outright(copies: Sequence[Copy], sample: Sample) -> Iterator[Finding]:
    """Warnings about values of a single row in the text outside of fields: left over from a letter to one office."""
    of_one = _of_one_row(copies)
    named = {(value, row) for words, value, row in of_one if len(words) >= SEVERAL and sample.is_outside(words)}
    for copy in copies:
        for name, value in copy.values.items():
            if (value, copy.row) in named:
                yield rules.NAMED_OUTRIGHT.at(value=shortened(value), row=copy.row, name=name)


def _of_one_row(copies: Sequence[Copy]) -> Iterator[tuple[Words, str, int]]:
    """The values that only one row has, with their words and that row; written in two ways, both."""
    values = [(words_of(value), value, copy.row) for copy in copies for value in {*copy.values.values()}]
    rows = Counter(words for words, _ in {(words, row) for words, _, row in values})
    return ((words, value, row) for words, value, row in values if rows[words] == 1)


def _lines(texts: Collection[str]) -> str:
    """The words of texts, each text in a line, so that no value is found in two."""
    return "".join(_line(words_of(text)) for text in texts)


def _line(words: Sequence[str]) -> str:
    """Words in a line, with a blank before and after each."""
    return f" {' '.join(words)} "
