"""The text of a copy: as it was composed, and as it is read back from its pages. Values are looked for in it."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from html.parser import HTMLParser
from itertools import accumulate, pairwise
from pathlib import Path
from typing import NamedTuple

from brief.compose.trees import INLINE

BROKEN = re.compile("[-\u00ad\u2010]\r?\n|[\ufffe\x02](?:\r?\n)?")
"""A hyphen at the end of a line, within a word, as PDFium reads it."""

WORD = re.compile(r"\d+(?:[.,'’]\d+)*(?!\w)|\w+")
"""A word, or a number with its separators: 2 is no part of 2,300."""

CALL = "\ue000"
"""Stands before the call of a note in a composed text."""

UNSEEN = re.compile("[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]")
"""Invisible characters: soft hyphens, joiners, spaces without width, and marks of direction."""

PAGE = "\f"
"""Stands between two pages in a text that is read back."""

Words = tuple[str, ...]


def text_of(pdf: Path | bytes) -> str:
    """The text of a PDF, as PDFium reads it, with `PAGE` between its pages."""
    import pypdfium2

    with pypdfium2.PdfDocument(pdf) as document:
        texts = []
        for page in document:
            textpage = page.get_textpage()
            texts.append(textpage.get_text_range())
            textpage.close()
            page.close()
        return PAGE.join(texts)


def bare(text: str) -> str:
    """A text without invisible characters, in the Unicode normal form NFKC."""
    return UNSEEN.sub("", unicodedata.normalize("NFKC", text))


def words_of(text: str) -> Words:
    """The words of a text, in lower case."""
    return tuple(WORD.findall(bare(text).casefold()))


def ways_of(value: str) -> Iterator[Words]:
    """The words of a value as PDFium may order them: also the last first, where writing runs from right to left."""
    words = words_of(value)
    yield words
    if len(words) > 1 and any(unicodedata.bidirectional(letter) in ("R", "AL") for letter in value):
        yield words[::-1]


def letters_of(text: str) -> str:
    """The letters and digits of a text, in lower case."""
    return "".join(filter(str.isalnum, bare(text).casefold()))


def unspaced(text: str) -> str:
    """A text without blanks, in lower case."""
    return "".join(bare(text).casefold().split())


def places_of(value: Words, words: Sequence[str]) -> Iterator[int]:
    """The indexes at which all words of a value follow one another."""
    if value:
        size, first = len(value), value[0]
        yield from (at for at, word in enumerate(words) if word == first and (*words[at : at + size],) == value)


class Composed(HTMLParser):
    """The text of HTML: notes behind the text that calls them, with `CALL` before each call, and blanks between blocks.

    A layout can write the element of a field itself. It is only one if it holds a value that was `written`.
    """

    def __init__(self, written: Collection[str], html: str) -> None:
        super().__init__()
        self._flows: list[list[str]] = [[]]
        self._open = [0]  # the flow that is read, behind those that it interrupts
        self._spans: list[str] = []  # what each open span is: a field, a note or neither
        self._marked: list[tuple[int, int]] = []
        self._numbers: dict[str, int] = {}
        self.feed(html.partition("<body")[2].partition(">")[2])
        values = {*map(words_of, written)}
        self._fields = [(flow, at) for flow, at in self._marked if words_of(self._flows[flow][at]) in values]

    @property
    def text(self) -> str:
        """The whole text."""
        return "\n".join(map("".join, self._flows))

    @property
    def outside(self) -> str:
        """The text outside of fields."""
        fields = {*self._fields}
        flows = enumerate(self._flows)
        return " ".join(text for at, flow in flows for number, text in enumerate(flow) if (at, number) not in fields)

    def fields(self) -> Iterator[tuple[str, str]]:
        """The text of each field, and the same with what is joined to it without a blank: 12, and (the 12th)."""
        texts = ["".join(flow) for flow in self._flows]
        starts = [[0, *accumulate(map(len, flow))] for flow in self._flows]
        for flow, at in self._fields:
            text, begins, ends = texts[flow], starts[flow][at], starts[flow][at + 1]
            value = text[begins:ends]
            while begins and not (text[begins - 1].isspace() or text[begins - 1] == CALL):
                begins -= 1
            while ends < len(text) and not (text[ends].isspace() or text[ends] == CALL):
                ends += 1
            yield value, text[begins:ends]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begins a field, a note, a call or a block."""
        of, flow = dict(attrs), self._flows[self._open[-1]]
        names = (of.get("class") or "").split()
        in_field = "field" in self._spans
        if tag == "span":
            kind = "" if in_field else next((one for one in ("field", "footnote") if one in names), "")
            self._spans.append(kind)
            if kind == "field":
                self._marked.append((self._open[-1], len(flow)))
                flow.append("")
            elif kind:
                number = self._numbers[f"#{of.get('id')}"] = len(self._numbers) + 1
                flow.append(f"{CALL}{number}")
                self._open.append(len(self._flows))
                self._flows.append([])
        elif in_field:
            return
        elif "footnote-again" in names:
            flow.append(f"{CALL}{self._numbers.get(of.get('href') or '', '')}")
        elif "note-call" in names:
            flow.append(CALL)
        elif tag not in INLINE:
            flow.append(" ")

    def handle_endtag(self, tag: str) -> None:
        """Ends a field, a note or a block."""
        if tag == "span" and self._spans:
            if self._spans.pop() == "footnote":
                self._open.pop()
        elif tag not in INLINE and "field" not in self._spans:
            self._flows[self._open[-1]].append(" ")

    def handle_data(self, data: str) -> None:
        """Adds to a field or to the text around it."""
        flow = self._flows[self._open[-1]]
        if "field" in self._spans:
            flow[-1] += data
        else:
            flow.append(data)


class Lines(NamedTuple):
    """The words of a page, and how many of them are before the end of each line."""

    words: Words
    ends: Sequence[int]

    @classmethod
    def of(cls, lines: Sequence[str]) -> Lines:
        """The words of these lines."""
        of_lines = [WORD.findall(line.casefold()) for line in lines]
        return cls(tuple(word for line in of_lines for word in line), [*accumulate(map(len, of_lines))])

    def end_with(self, words: Words) -> bool:
        """Whether a line ends with words, the first of which may be on lines above."""
        return any(self.words[max(end - len(words), 0) : end] == words for end in self.ends)

    def begin_with(self, words: Words) -> bool:
        """Whether a line begins with words, the last of which may be on lines below."""
        return any(self.words[start : start + len(words)] == words for start in (0, *self.ends))


class Read:
    """A text as it is read back from pages, without the calls of notes that the `composed` text has.

    On a page, 2 with the call of note 11 is read as 211, which may be a value of another row.
    """

    def __init__(self, text: str, composed: str) -> None:
        calls = Counter(word for word in bare(composed).split() if CALL in word)
        called = {word.replace(CALL, "").casefold(): word for word in calls}

        def without_calls(line: str) -> str:
            words = line.split()
            for at, word in enumerate(words):
                if (found := called.get(word.casefold())) and calls[found]:
                    calls[found] -= 1
                    words[at] = found.replace(CALL, " ")
            return " ".join(words)

        pages = bare(BROKEN.sub("", text)).split(PAGE)
        self._pages = [[*map(without_calls, page.splitlines())] for page in pages]
        plain = " ".join(line for page in self._pages for line in page)
        self.there = WORD.findall(plain)
        self.words = [word.casefold() for word in self.there]
        self.text = plain.casefold()
        self._line = f" {' '.join(self.words)} "

    def breaks(self) -> Iterator[tuple[Lines, Lines]]:
        """The lines of each page and of the next. PDFium reads notes and foot between the text around a page break."""
        return pairwise([Lines.of(page) for page in self._pages])

    def has(self, value: str) -> bool:
        """Whether it contains a value, as words of its own, or as a number that is no part of another.

        PDFium may read blanks within a word.
        """
        return any(map(self._has, ways_of(value)))

    def _has(self, words: Words) -> bool:
        if f" {' '.join(words)} " in self._line:
            return True
        pattern = r"[\W_]+".join(
            re.escape(word) if word[0].isdecimal() else r"[\W_]*".join(map(re.escape, letters_of(word)))
            for word in words
        )
        if re.search(rf"(?<![^\W_])(?<!\d[.,'’]){pattern}(?![^\W_]|[.,'’]\d)", self.text):
            return True
        return any(
            before.end_with(words[:at]) and after.begin_with(words[at:])
            for before, after in (self.breaks() if len(words) > 1 else ())
            for at in range(1, len(words))
        )
