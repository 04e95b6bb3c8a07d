"""What another program reads from the pages of a copy, and how its words and letters are compared.

Such a program has only letters in the order in which they were drawn: hyphens and ends of lines are within words, and
the numbers of notes are joined to them.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from itertools import accumulate, chain
from pathlib import Path
from typing import NamedTuple

from brief.model import readable

BROKEN = re.compile("[-\u00ad\u2010]\r?\n|[\ufffe\x02](?:\r?\n)?")
"""A hyphen at the end of a line, as PDFium reads it: of a divided word, or between two."""

# Letters of scripts in which words or endings follow each other without a blank.
_WIDE = "\u1100-\u11ff\u3040-\u30ff\u3130-\u318f\u3400-\u9fff\uac00-\ud7ff\uf900-\ufaff"
WORD = re.compile(rf"\d+(?:[.,'’]\d+)*(?!\w)|[{_WIDE}]+|[^\W{_WIDE}]+")
"""A word, or a number with its separators: 2 is no part of 2,300. A Korean ending is apart from a Latin name."""

CALL, END = "\ue000", "\ue001"
"""Stand around the number in the call of a note in a composed text."""

SIGNS = re.compile(r"\W|_")
"""What is within a word but no letter or digit, such as the comma of 2,300."""

UNSEEN = re.compile(f"[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff{CALL}{END}]")
"""Invisible characters: soft hyphens, joiners, spaces without width, and marks of direction and of calls."""

NARROW = re.compile("[\u2006-\u200a\u202f]")
"""Narrow spaces, which PDFium does not read."""

ACCENTS = re.compile("[\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u064b-\u065f\u0670]")
"""Accents, Hebrew points and Arabic vowels that are characters of their own."""

LAM_ALEF = re.compile("[\u0627\u0671\u0644]{2,}")
"""Arabic lams and alefs, which share a glyph: PDFium reads these two in the order of left-to-right writing."""

CERTAIN = 4
"""The fewest letters of a value that is no page's, note's or item's number."""

MOST_LINES = 3
"""The most lines of a value from right to left."""

Words = tuple[str, ...]


def text_of(pdf: Path | bytes) -> str:
    """The text of a PDF, as PDFium reads it."""
    import pypdfium2

    with pypdfium2.PdfDocument(pdf) as document:
        texts = []
        for page in document:
            textpage = page.get_textpage()
            texts.append(textpage.get_text_range())
            textpage.close()
            page.close()
        return "\n".join(texts)


def bare(text: str) -> str:
    """A text without invisible characters, in the Unicode normal form NFKC."""
    return UNSEEN.sub("", unicodedata.normalize("NFKC", text))


def written(text: str) -> list[str]:
    """The words of a text as they are written."""
    return WORD.findall(bare(text))


def words_of(text: str) -> Words:
    """The words of a text, in lower case."""
    return tuple(map(str.casefold, written(text)))


def ways_of(value: str) -> Iterator[Words]:
    """The words of a value as pages may have them.

    A web address is also printed in its readable form. PDFium may read the last word first, where writing runs from
    right to left.
    """
    words = words_of(value)
    yield words
    if len(words) > 1 and runs_leftwards(value):
        yield words[::-1]
    if "://" in value and (short := words_of(readable(value))):
        yield short


def runs_leftwards(text: str) -> bool:
    """Whether a text has letters that are written from right to left."""
    return not text.isascii() and any(unicodedata.bidirectional(letter) in ("R", "AL") for letter in text)


def folded(text: str) -> str:
    """A text in lower case, without accents, which capitals may lack, and without invisible and narrow characters.

    Arabic lams and alefs that follow one another are in the same order, whatever it was.
    """
    if text.isascii():
        return text.casefold()
    seen = NARROW.sub("", UNSEEN.sub("", text))
    plain = ACCENTS.sub("", unicodedata.normalize("NFKD", seen).casefold())
    return LAM_ALEF.sub(lambda letters: "".join(sorted(letters[0])), plain)


def plain_words(text: str) -> list[str]:
    """The words of a text that is `folded`."""
    return WORD.findall(folded(text))


def letters_of(text: str) -> str:
    """The letters and digits of a text, in lower case and without accents."""
    return "".join(SIGNS.sub("", word) for word in plain_words(text))


def unspaced(text: str) -> str:
    """A text without blanks, in lower case."""
    return "".join(bare(text).casefold().split())


def is_unspaced(value: str) -> bool:
    """Whether a value, which has letters, ends in a script without blanks between words, or with endings."""
    return unicodedata.east_asian_width(unspaced(value)[-1]) == "W"


def places_of(value: Words, words: Sequence[str]) -> Iterator[int]:
    """The indexes at which all words of a value follow one another."""
    if value:
        size, first = len(value), value[0]
        yield from (at for at, word in enumerate(words) if word == first and (*words[at : at + size],) == value)


class Printed(NamedTuple):
    """A value as its pages should have it: its `text` with what is joined to it, and the text before and after.

    The text around it is of the same block. All contain the numbers of notes.
    """

    value: str
    text: str
    before: str = ""
    after: str = ""


class _Spelt(NamedTuple):
    """The letters of a text, and where its lines, words, and parts of words, such as cents, begin and end."""

    letters: str
    lines: Collection[int]
    words: Collection[int]
    parts: Collection[int]

    @classmethod
    def of(cls, lines: Sequence[str]) -> _Spelt:
        """The letters of some lines."""
        pieces: list[str] = []
        starts, words, parts, at = [0], [0], [0], 0
        for line in lines:
            for word in plain_words(line):
                for part in (word,) if word.isalnum() else SIGNS.split(word):
                    pieces.append(part)
                    at += len(part)
                    parts.append(at)
                words.append(at)
            starts.append(at)
        return cls("".join(pieces), {*starts}, {*words}, {*parts})


class Read:
    """A text as it is read from pages: its letters, and where in them words and lines begin."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._spelt = _Spelt.of(text.splitlines())

    @property
    def versions(self) -> Sequence[list[str]]:
        """The words as they are written: those that hyphens at the ends of lines divide as one, and also as two."""
        divided = (BROKEN.sub(between, self.text) for between in ("", " "))
        return [written(text) for text in (divided if BROKEN.search(self.text) else (self.text,))]

    def has(self, value: Printed) -> bool:
        """Whether the pages have a value with the text around it, or with that on one side."""
        text, before, after = value.text, value.before, value.after
        is_first, is_last = not letters_of(before), not letters_of(after)
        ways = [(before + text + after, is_first, is_last)]
        ways += [] if is_first else [(before + text, False, True)]
        ways += [] if is_last else [(text + after, True, False)]
        return any(self._count(*way) for way in ways) or (runs_leftwards(value.value) and self._has_words(value.value))

    def _has_words(self, value: str) -> bool:
        """Whether the words of a value are in lines that follow one another, in any order.

        Numbers and names may run the other way, and the rest of the text may come between two lines.
        """
        wanted, lines = Counter(plain_words(value)), [*map(plain_words, self.text.splitlines())]
        return any(not wanted - Counter(chain(*lines[at : at + MOST_LINES])) for at in range(len(lines)))

    def alone(self, value: Printed) -> int:
        """How often the pages have a value as words of its own; 0 for a number or a short one, which may be another."""
        is_short = len(letters_of(value.text)) < CERTAIN or is_number(value.text)
        return 0 if is_short else self._count(value.text, True, True)

    def _count(self, text: str, begins: bool, ends: bool) -> int:
        """How often the letters of a text follow one another, with gaps where it has gaps but for the numbers of notes.

        They may be in two lines, between which a page or a column ends. A word must begin with them if `begins`, and
        end with them if `ends`.
        """
        own = [_Spelt.of([piece]) for piece in re.split(f"[{CALL}{END}]", text)]
        starts = [0, *accumulate(len(piece.letters) for piece in own)]
        gaps = [at + gap for at, piece in zip(starts, own, strict=False) for gap in piece.parts]
        gaps = [gap for gap in gaps if gap not in starts]
        edges = [*([0] if begins else ()), *(starts[-1:] if ends else ())]
        letters, page = "".join(piece.letters for piece in own), self._spelt

        def places(start: int, end: int) -> Iterator[int]:
            """Where the part of the letters between two of them stands."""
            inner = [gap - start for gap in gaps if start < gap < end]
            outer = [edge - start for edge in edges if start <= edge <= end]
            part = letters[start:end]
            at = page.letters.find(part)
            while at >= 0:
                if all(at + gap in page.parts for gap in inner) and all(at + edge in page.words for edge in outer):
                    yield at
                at = page.letters.find(part, at + 1)

        return sum(1 for _ in places(0, len(letters))) or any(
            any(at + cut in page.lines for at in places(0, cut))
            and any(at in page.lines for at in places(cut, len(letters)))
            for cut in range(1, len(letters))
        )


def is_telling(text: str) -> bool:
    """Whether a text is no number of a page, a note or an item, which no composed text has."""
    return len(letters_of(text)) >= CERTAIN or not is_number(text)


def is_number(text: str) -> bool:
    """Whether a text has no letters."""
    return not any(map(str.isalpha, text))
