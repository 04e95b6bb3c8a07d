"""Checks that a copy is right: its pages, read back from the disk, have the values of its row and of no other."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from unicodedata import east_asian_width

from brief.compose.fields import worded
from brief.fields import SETTINGS
from brief.findings import BriefError, Finding, Place
from brief.findings import merge as rules
from brief.findings.nearest import shortened
from brief.merge.copies import Copy
from brief.merge.printed import (
    CALL,
    WORD,
    Composed,
    Read,
    Words,
    bare,
    letters_of,
    places_of,
    unspaced,
    ways_of,
    words_of,
)
from brief.model import Brief, Text

SHORT, SEVERAL = 3, 2
"""The most characters of a value that is compared with its capitals, since it may be another word without; and the
fewest words of one that a text hardly has by chance."""


class Sample:
    """What all copies print: the text `outside` of fields, and that of `pages` with the sample values of `fields`."""

    def __init__(self, outside: str = "", pages: str = "", fields: Collection[str] = ()) -> None:
        self._outside, self._pages = _line(words_of(outside)), _line(words_of(pages))
        self._fields = [_line(words_of(value)) for value in fields]

    @classmethod
    def of(cls, brief: Brief, texts: Sequence[Text], html: str, pages: str) -> Sample:
        """The sample of a brief, from the HTML and the text of its pages."""
        fields = of_fields(brief, texts)
        settings = [getattr(brief.settings, key) for key in SETTINGS]
        settings += [getattr(own, key) for own in brief.settings.editions.values() for key in SETTINGS]
        outside = Composed(fields, html).outside.replace(CALL, " ")
        if any("{{" in text for text in settings):
            for value in brief.values.values():  # values of the sample in settings have no element that marks them
                outside = outside.replace(value, "")
        return cls(outside, pages, fields)

    def is_outside(self, value: Words) -> bool:
        """Whether a value stands in the text outside of fields."""
        return _line(value) in self._outside

    def is_common(self, value: Words) -> bool:
        """Whether a value stands in the text, also that of drawings, other than as a value of the sample."""
        line = _line(value)
        return line in self._outside or (line in self._pages and not any(line in field for field in self._fields))


class Proof:
    """The values that only one row has, with their words and that row, to check each copy against.

    Values that are common to all copies prove nothing and are left out.
    """

    def __init__(self, copies: Sequence[Copy], sample: Sample) -> None:
        self._of_one: Mapping[Words, list[tuple[str, int]]] = defaultdict(list)
        self._sizes: Mapping[str, set[int]] = defaultdict(set)  # how many words they have, by the first of these
        self._broken: Mapping[Words, list[tuple[Words, int, str, int]]] = defaultdict(list)
        self._unspaced: list[tuple[str, str, int]] = []  # of scripts without blanks, or with endings
        for words, value, row in _of_one_row(copies):
            if words and not sample.is_common(words):
                for way in ways_of(value):
                    self._of_one[way].append((value, row))
                    self._sizes[way[0]].add(len(way))
                for at in range(1, len(words)):
                    self._broken[words[at - 1], words[at]].append((words, at, value, row))
                if east_asian_width(value[-1]) in "WF":
                    self._unspaced.append((unspaced(value), value, row))

    def wrong(
        self, copy: Copy, written: Collection[str], html: str, text: str, place: Place | None
    ) -> Iterator[Finding]:
        """Errors in the `text` read back from a copy composed as `html`: values lost, and values of other rows.

        The values that fields in it may hold are `written`.
        """
        said = {"row": copy.row, "file": copy.name}
        composed = Composed(written, html)
        own = _composed(copy, composed)
        read = Read(text, composed.text)
        for value in dict.fromkeys(value for value, joined in own if not read.has(joined)):
            yield rules.VALUE_LOST.at(place, **said, value=shortened(value))
        for value, row in sorted({*self._others(copy, read, [value for value, _ in own])}):
            yield rules.VALUE_OF_OTHER.at(place, **said, value=shortened(value), other=row)

    def may_be_wrong(self, copy: Copy, text: str) -> bool:
        """Whether the text of a copy that was made earlier may have a value that only another row has.

        Digits at the end of a word may be the call of a note.
        """
        without = " ".join(word.rstrip("0123456789") for word in text.split())
        return any(True for one in (text, without) for _ in self._others(copy, Read(one, ""), ()))

    def _others(self, copy: Copy, read: Read, composed: Sequence[str]) -> Iterator[tuple[str, int]]:
        """The values in a text that only another row has, as printed, each with that row; not the copy's own."""
        values = {*copy.values.values(), *composed}
        own = {*map(words_of, values)}
        places = {place for value in own for at in places_of(value, read.words) for place in range(at, at + len(value))}
        for at, word in enumerate(read.words):
            for ends in (at + size for size in self._sizes.get(word, ())):
                for printed, row in self._of_one.get(tuple(read.words[at:ends]), ()):
                    # 'me' is not ME, the state
                    is_word = len(printed) > SHORT or read.there[at:ends] == WORD.findall(bare(printed))
                    is_own = places.issuperset(range(at, ends))  # such as Virginia in West Virginia
                    if row != copy.row and is_word and not is_own:
                        yield printed, row
        for value, printed, row in self._over_pages(read):
            if row != copy.row and not any(_line(value) in _line(longer) for longer in own):
                yield printed, row
        if self._unspaced:
            text, own_unspaced = unspaced(read.text), [*map(unspaced, values)]
            for word, printed, row in self._unspaced:
                if row != copy.row and word in text and not any(word in longer for longer in own_unspaced):
                    yield printed, row

    def _over_pages(self, read: Read) -> Iterator[tuple[Words, str, int]]:
        """The values of several words that end a line of one page and begin the next page."""
        for before, after in read.breaks():
            for end in {before.words[end - 1] for end in before.ends if end}:
                for value, at, printed, row in self._broken.get((end, *after.words[:1]), ()):
                    if after.words[: len(value) - at] == value[at:] and before.end_with(value[:at]):
                        yield value, printed, row


def of_fields(brief: Brief, texts: Sequence[Text]) -> Collection[str]:
    """The values of a brief, each as it is and as the filters in sections change it: what its fields may hold."""
    trees = (tree for text in texts for version in text.versions for tree in version.trees)
    values = {*brief.values.values()}
    for expression in {element.get("data-field", "") for tree in trees for element in tree.iter("span")} - {""}:
        with suppress(BriefError):  # it is not printed, or else compose would have refused it
            values.add(worded(expression, brief, None))
    return values


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


def _composed(copy: Copy, composed: Composed) -> Sequence[tuple[str, str]]:
    """The values that a copy was composed with: the texts of its fields, and other values that its HTML contains.

    Each is given with what is joined to it in the HTML.
    """
    there = Read(composed.text.replace(CALL, " "), "")
    of_copy = [(value, value) for value in copy.values.values() if there.has(value)]
    return [*dict.fromkeys((value, joined) for value, joined in (*composed.fields(), *of_copy) if letters_of(value))]


def _line(words: Words) -> str:
    """Words in a line, with a blank before and after each."""
    return f" {' '.join(words)} "
