"""Proof that a copy is right: its pages, read back from the disk, have its own values and none of another row's."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from html.parser import HTMLParser
from pathlib import Path

from brief.fields import SETTINGS
from brief.findings import Finding, Place
from brief.findings import merge as rules
from brief.findings.nearest import shortened
from brief.merge.copies import Copy
from brief.model import Brief

BROKEN = re.compile("[-\u00ad\u2010\ufffe\x02]\r?\n")
"""Where a line ends within a word, as PDFium gives it."""

WORD = re.compile(r"\w+")

SHORT, LONG, SEVERAL = 3, 6, 3
"""Letters of a value that may be another word in small letters, and of one that may stand in parts of words, as at the
ends of lines; the words of a value that no text has by chance."""

Words = tuple[str, ...]


class Proof:
    """What is known of all copies, to judge one: of each value that a single row has, its words and that row.

    `sample` is the text of the pages without a list, on which such a value may stand for another reason.
    """

    def __init__(self, copies: Sequence[Copy], sample: str) -> None:
        values = [(value, copy.row) for copy in copies for value in {*copy.values.values()}]
        rows = Counter(_words(value) for value, _ in values)
        common = _words(sample)
        self._of_one: Mapping[str, list[tuple[Words, str, int]]] = defaultdict(list)
        for value, row in values:
            words = _words(value)
            if words and rows[words] == 1 and not any(True for _ in _found(words, common)):
                self._of_one[words[0]].append((words, value, row))

    def wrong(self, copy: Copy, html: str, text: str, place: Place | None) -> Iterator[Finding]:
        """What is wrong with the `text` that was read back from a copy, which was composed as `html`."""
        said = {"row": copy.row, "file": copy.name}
        own = composed(copy, html)
        joined = unicodedata.normalize("NFKC", BROKEN.sub("", text)).casefold()
        letters = _letters(text)
        for value in own:
            if not (_letters(value) in letters if len(_letters(value)) >= LONG else _stands(value, joined)):
                yield rules.VALUE_LOST.at(place, **said, value=shortened(value))
        for value, row in sorted({*self.others(copy, text, own)}):
            yield rules.VALUE_OF_OTHER.at(place, **said, value=shortened(value), other=row)

    def others(self, copy: Copy, text: str, composed: Sequence[str] = ()) -> Iterator[tuple[str, int]]:
        """The values in a text that belong to another row alone, outside the copy's own values, as they are printed."""
        there = [*WORD.findall(unicodedata.normalize("NFKC", BROKEN.sub("", text)))]
        words = [word.casefold() for word in there]
        own = sorted({_words(value) for value in (*copy.values.values(), *composed)}, key=len, reverse=True)
        for value in own:
            for at in [*_found(value, words)]:
                words[at : at + len(value)] = [""] * len(value)
        numbers = tuple(word for (word, *more) in filter(None, own) if not more and word.isdecimal())
        for at, word in enumerate(words):
            if word.isdecimal() and word.startswith(numbers):  # a number with that of its note behind it
                continue
            for value, printed, row in self._of_one.get(word, ()):
                is_word = len(printed) > SHORT or there[at] == printed  # 'me' is not ME, the state
                if row != copy.row and is_word and tuple(words[at : at + len(value)]) == value:
                    yield printed, row


def named_outright(copies: Sequence[Copy], brief: Brief, html: str) -> Iterator[Finding]:
    """Warnings about values of a single row that stand outside of fields: left over from a letter to one office."""
    reader = _Fields()
    reader.feed(html.partition("<body")[2])
    settings = [getattr(brief.settings, key) for key in SETTINGS]
    settings += [getattr(own, key) for own in brief.settings.editions.values() for key in SETTINGS]
    common = " ".join(reader.common)
    if any("{{" in text for text in settings):
        for value in brief.values.values():  # those of the sample stand in settings too, where no element marks them
            common = common.replace(value, "")
    words = _words(common)
    rows = Counter(_words(value) for copy in copies for value in {*copy.values.values()})
    for copy in copies:
        for name, value in copy.values.items():
            found = _words(value)
            if len(found) >= SEVERAL and rows[found] == 1 and any(True for _ in _found(found, words)):
                yield rules.NAMED_OUTRIGHT.at(value=shortened(value), row=copy.row, name=name)


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
        self.common: list[str] = []
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
        else:
            self.common.append(data)


def _words(text: str) -> Words:
    return tuple(WORD.findall(unicodedata.normalize("NFKC", text).casefold()))


def _letters(text: str) -> str:
    """The letters and digits of a text alone: lines end anywhere, and with hyphens."""
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", text).casefold()))


def _stands(value: str, text: str) -> bool:
    """Whether a short value stands in a text by itself; behind a number may stand that of its note."""
    letters = _letters(value)
    behind = r"\d{0,2}(?!\w)" if letters.isdecimal() else r"(?!\w)"
    return bool(re.search(r"(?<!\w)" + r"\W*".join(map(re.escape, letters)) + behind, text))


def _found(value: Sequence[str], words: Sequence[str]) -> Iterator[int]:
    """Where the words of a value stand in succession."""
    if value:
        size, first = len(value), value[0]
        yield from (at for at, word in enumerate(words) if word == first and [*words[at : at + size]] == [*value])
