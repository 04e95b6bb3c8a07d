"""Checks that a copy is right: its pages, read back from the disk, have the values of its row and of no other."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from html.parser import HTMLParser
from pathlib import Path

from brief.compose.fields import worded
from brief.compose.notes import JOINED
from brief.compose.trees import INLINE
from brief.fields import SETTINGS
from brief.findings import BriefError, Finding, Place
from brief.findings import merge as rules
from brief.findings.nearest import shortened
from brief.merge.copies import Copy
from brief.model import Brief, Text

BROKEN = re.compile("[-\u00ad\u2010\ufffe\x02]\r?\n")
"""A hyphen and the end of a line within a word, as PDFium reads them."""

WORD = re.compile(r"\d+(?:[.,'’]\d+)*(?!\w)|\w+")
"""A word, or a number with its separators: 2 is no part of 2,300."""

SHORT, SEVERAL = 3, 2
"""The most characters of a value that is compared with its capitals, since it may be another word without; and the
fewest words of one that a text hardly has by chance."""

Words = tuple[str, ...]


class Proof:
    """The values that only one row has, with their words and that row, to check each copy against.

    `sample` is the text of the pages without a list. Values that it contains prove nothing and are left out.
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

    def wrong(
        self, copy: Copy, written: Collection[str], html: str, text: str, place: Place | None
    ) -> Iterator[Finding]:
        """Errors in the `text` read back from a copy composed as `html`: values lost, and values of other rows.

        The values that fields in it may hold are `written`.
        """
        said = {"row": copy.row, "file": copy.name}
        fields = _Fields(written, html)
        own = _composed(copy, fields)
        text = _without_calls(BROKEN.sub("", text), "".join(fields.text))
        there = _Printed(text)
        for value in dict.fromkeys(value for value, joined in own if not there.has(joined)):
            yield rules.VALUE_LOST.at(place, **said, value=shortened(value))
        for value, row in sorted({*self.others(copy, text, [value for value, _ in own])}):
            yield rules.VALUE_OF_OTHER.at(place, **said, value=shortened(value), other=row)

    def others(self, copy: Copy, text: str, composed: Sequence[str] = ()) -> Iterator[tuple[str, int]]:
        """The values in a text that only another row has, as printed, each with that row; not the copy's own."""
        there = [*WORD.findall(unicodedata.normalize("NFKC", BROKEN.sub("", text)))]
        words = [word.casefold() for word in there]
        values = {_words(value) for value in (*copy.values.values(), *composed)}
        own = {at + number for value in values for at in _found(value, words) for number in range(len(value))}
        for at, word in enumerate(words):
            for value, printed, row in self._of_one.get(word, ()):
                is_word = len(printed) > SHORT or there[at] == printed  # 'me' is not ME, the state
                is_own = own.issuperset(range(at, at + len(value)))  # such as Virginia in West Virginia
                if row != copy.row and is_word and not is_own and tuple(words[at : at + len(value)]) == value:
                    yield printed, row


def of_fields(brief: Brief, texts: Sequence[Text]) -> Collection[str]:
    """The values of a brief, each as it is and as the filters in sections change it: what its fields may hold."""
    trees = (tree for text in texts for version in text.versions for tree in version.trees)
    values = {*brief.values.values()}
    for expression in {element.get("data-field", "") for tree in trees for element in tree.iter("span")} - {""}:
        with suppress(BriefError):  # it is not printed, or else compose would have refused it
            values.add(worded(expression, brief, None))
    return values


def named_outright(copies: Sequence[Copy], brief: Brief, texts: Sequence[Text], html: str) -> Iterator[Finding]:
    """Warnings about values of a single row in the text outside of fields: left over from a letter to one office."""
    reader = _Fields(of_fields(brief, texts), html)
    settings = [getattr(brief.settings, key) for key in SETTINGS]
    settings += [getattr(own, key) for own in brief.settings.editions.values() for key in SETTINGS]
    common = " ".join(reader.common)
    if any("{{" in text for text in settings):
        for value in brief.values.values():  # values of the sample in settings have no element that marks them
            common = common.replace(value, "")
    words = _words(common)
    rows = Counter(_words(value) for copy in copies for value in {*copy.values.values()})
    for copy in copies:
        for name, value in copy.values.items():
            found = _words(value)
            if len(found) >= SEVERAL and rows[found] == 1 and any(True for _ in _found(found, words)):
                yield rules.NAMED_OUTRIGHT.at(value=shortened(value), row=copy.row, name=name)


def _composed(copy: Copy, fields: _Fields) -> Sequence[tuple[str, str]]:
    """The values that a copy was composed with: the texts of its fields, and other values that its HTML contains.

    Each is given with the letters that are joined to it in the HTML.
    """
    there = _Printed("".join(fields.text))
    of_copy = [(value, value) for value in copy.values.values() if there.has(value)]
    return [*dict.fromkeys((value, joined) for value, joined in (*fields.joined(), *of_copy) if _letters(value))]


def _without_calls(text: str, html: str) -> str:
    """A text read back, with a space before each call of a note, as far as the text of its HTML has that call.

    On a page, 2 with the call of note 11 is read as 211, which may be a value of another row.
    """
    calls = Counter(word for word in html.split() if JOINED in word)
    called = {word.replace(JOINED, ""): word for word in calls}
    words = text.split()
    for at, word in enumerate(words):
        if (found := called.get(word)) and calls[found]:
            calls[found] -= 1
            words[at] = found.replace(JOINED, " ")
    return " ".join(words)


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
    """Collects the texts of HTML: all of it, with blanks between blocks, and those outside of fields (`common`).

    A layout can write the element of a field itself. It is only one if it holds a value that was `written`.
    """

    def __init__(self, written: Collection[str], html: str) -> None:
        super().__init__()
        self.text: list[str] = []
        self._spans: set[int] = set()
        self._depth = 0
        self.feed(html.partition("<body")[2])
        values = {*map(_words, written)}
        self._fields = sorted(at for at in self._spans if _words(self.text[at]) in values)
        self.common = [text for at, text in enumerate(self.text) if at not in {*self._fields}]

    def joined(self) -> Iterator[tuple[str, str]]:
        """The text of each field, and the same with the letters before and after it: 12, and the 12th."""
        for at in self._fields:
            before, after = "".join(self.text[at - 1 : at]), "".join(self.text[at + 1 : at + 2])
            yield self.text[at], re.split(r"\W", before)[-1] + self.text[at] + re.split(r"\W", after)[0]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "span" and self._depth:
            self._depth += 1
        elif tag == "span" and ("class", "field") in attrs:
            self._depth = 1
            self._spans.add(len(self.text))
            self.text.append("")
        elif not self._depth and tag not in INLINE:
            self.text.append(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag == "span" and self._depth:
            self._depth -= 1
        elif not self._depth and tag not in INLINE:
            self.text.append(" ")

    def handle_data(self, data: str) -> None:
        if self._depth:
            self.text[-1] += data
        else:
            self.text.append(data)


class _Printed:
    """A text in which values are looked for."""

    def __init__(self, text: str) -> None:
        self._text = unicodedata.normalize("NFKC", text).casefold()
        self._words = f" {' '.join(WORD.findall(self._text))} "

    def has(self, value: str) -> bool:
        """Whether the text contains a value, as words of its own, or as a number that is no part of another.

        PDFium may read blanks within a word, or none between two.
        """
        words = _words(value)
        if f" {' '.join(words)} " in self._words:
            return True
        parts = (part for word in words for part in ([word] if word[0].isdecimal() else _letters(word)))
        pattern = r"[\W_]*".join(map(re.escape, parts))
        return bool(re.search(rf"(?<![^\W_])(?<!\d[.,'’]){pattern}(?![^\W_]|[.,'’]\d)", self._text))


def _words(text: str) -> Words:
    return tuple(WORD.findall(unicodedata.normalize("NFKC", text).casefold()))


def _letters(text: str) -> str:
    """Only the letters and digits of a text, in small letters."""
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", text).casefold()))


def _found(value: Sequence[str], words: Sequence[str]) -> Iterator[int]:
    """The indexes at which all words of a value follow one another."""
    if value:
        size, first = len(value), value[0]
        yield from (at for at, word in enumerate(words) if word == first and [*words[at : at + size]] == [*value])
