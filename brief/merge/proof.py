"""Proof that a copy is right: its pages, read back from the disk, have its own values and none of another row's."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from html.parser import HTMLParser
from pathlib import Path

from brief.findings import Finding, Place
from brief.findings import merge as rules
from brief.findings.nearest import shortened
from brief.merge.copies import Copy

BROKEN = re.compile("[-\u00ad\u2010\ufffe\x02]\r?\n")
"""Where a line ends within a word, as PDFium gives it."""

WORD = re.compile(r"\w+")

Words = tuple[str, ...]


class Proof:
    """What is known of all copies, to judge one: of each value that a single row has, its words and that row.

    `sample` is the text of the pages without a list, on which such a value may stand for another reason.
    """

    def __init__(self, copies: Sequence[Copy], sample: str) -> None:
        values = [(_words(value), copy.row) for copy in copies for value in {*copy.values.values()}]
        rows = Counter(words for words, _ in values)
        common = _words(sample)
        self._of_one: Mapping[str, list[tuple[Words, int]]] = defaultdict(list)
        for words, row in values:
            if words and rows[words] == 1 and not any(True for _ in _found(words, common)):
                self._of_one[words[0]].append((words, row))

    def wrong(self, copy: Copy, html: str, text: str, place: Place) -> Iterator[Finding]:
        """What is wrong with the `text` that was read back from a copy, which was composed as `html`."""
        said = {"row": copy.row, "file": copy.name}
        there = _letters(text)
        for value in composed(copy, html):
            if _letters(value) not in there:
                yield rules.VALUE_LOST.at(place, **said, value=shortened(value))
        others = {*self._of_others(copy, text), *self._of_others(copy, BROKEN.sub("", text))}
        for words, row in sorted(others):
            yield rules.VALUE_OF_OTHER.at(place, **said, value=shortened(" ".join(words)), other=row)

    def _of_others(self, copy: Copy, text: str) -> Iterator[tuple[Words, int]]:
        """The values in a text that belong to another row alone, outside the copy's own values."""
        words = list(_words(text))
        own = sorted((_words(value) for value in copy.values.values()), key=len, reverse=True)
        for value in own:
            for at in [*_found(value, words)]:
                words[at : at + len(value)] = [""] * len(value)
        for at, word in enumerate(words):
            for value, row in self._of_one.get(word, ()):
                if row != copy.row and tuple(words[at : at + len(value)]) == value:
                    yield value, row


def composed(copy: Copy, html: str) -> Sequence[str]:
    """The values that a copy was composed with: what fields print, and each value that stands in the text besides."""
    reader = _Fields()
    reader.feed(html.partition("<body")[2])
    there = _letters("".join(reader.text))
    of_copy = [value for value in copy.values.values() if _letters(value) and _letters(value) in there]
    return [*dict.fromkeys(value for value in (*reader.fields, *of_copy) if _letters(value))]


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


class _Fields(HTMLParser):
    """Reads the texts of HTML, and what stands in the elements of fields."""

    def __init__(self) -> None:
        super().__init__()
        self.text: list[str] = []
        self.fields: list[str] = []
        self._depth = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "span" and self._depth:
            self._depth += 1
        elif tag == "span" and ("class", "field") in attrs:
            self._depth = 1
            self.fields.append("")

    def handle_endtag(self, tag: str) -> None:
        if tag == "span" and self._depth:
            self._depth -= 1

    def handle_data(self, data: str) -> None:
        self.text.append(data)
        if self._depth:
            self.fields[-1] += data


def _words(text: str) -> Words:
    return tuple(WORD.findall(unicodedata.normalize("NFKC", text).casefold()))


def _letters(text: str) -> str:
    """The letters and digits of a text alone: lines end anywhere, and with hyphens."""
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", text).casefold()))


def _found(value: Sequence[str], words: Sequence[str]) -> Iterator[int]:
    """Where the words of a value stand in succession."""
    if value:
        size, first = len(value), value[0]
        yield from (at for at, word in enumerate(words) if word == first and [*words[at : at + size]] == [*value])
