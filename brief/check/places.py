"""The printed words and values of a brief, and their places in its files."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from functools import partial
from html import unescape
from urllib.parse import unquote
from xml.etree.ElementTree import Element

from brief.findings import Place
from brief.model import Brief, Section, Sheet, Text, data_source, named_lines, side_file

UNPRINTED = re.compile(
    r"(?:slug|language|script-languages|paper|type-size|status|embargo|sections|sources|csl|printed-links|icc-profile|merge"
    r"|terms|rules|sign-off|signed-off)\b"
    r"|editions\.[^.]+\.(?:like|pages|paper|sections|type-size|min-type-size|printed-links|crop-marks)\b"
    r"|(?:organisation|authors)\.\d+\.(?:logo|photo)$"
)
"""The keys of brief.yaml whose values are not printed."""

ENTITY = re.compile(r"&#?\w+;")

At = Callable[[str], Place]
"""Takes words in a text; returns their place."""

Printed = tuple[str, At]
"""Text that is printed, and a function that returns the place of words in it."""


def sourced(text: Text) -> Iterator[tuple[Element, str]]:
    """Every element of a section and its notes, with the ``data-source`` of the block that contains it."""

    def walk(element: Element, source: str) -> Iterator[tuple[Element, str]]:
        source = element.get("data-source", source)
        yield element, source
        for child in element:
            yield from walk(child, source)

    for tree in text.trees:
        yield from walk(tree, "")


def elements(texts: Iterable[Text]) -> Iterator[tuple[Element, At]]:
    """Every element of sections and their notes, with a function that returns the place of words in its block.

    Called with the same words again, the function returns their next place.
    """
    for text in texts:
        places = _InTurn(text.section)
        for element, source in sourced(text):
            yield element, partial(places.next, source)


def printed(texts: Iterable[Text], but: Collection[str] = ()) -> Iterator[Printed]:
    """The text of sections in reading order, piece by piece, except in elements with the tags in `but`."""

    def pieces(element: Element, source: str) -> Iterator[tuple[str, str]]:
        if element.tag in but:
            return
        source = element.get("data-source", source)
        yield element.text or "", source
        for child in element:
            yield from pieces(child, source)
            yield child.tail or "", source

    for text in texts:
        places = _InTurn(text.section)
        for tree in text.trees:
            yield from ((piece, partial(places.next, source)) for piece, source in pieces(tree, "") if piece)


def printed_comments(texts: Iterable[Text]) -> Iterator[Printed]:
    """The comments on sections and on their short versions, which a proof prints."""
    for text in texts:
        for comment in (one for version in text.versions for one in version.comments):
            source = data_source(text.section.file, [comment.line, text.section.text.count("\n") + 1])
            yield from ((words, partial(find, text.section, source)) for words in (comment.who, comment.words))


def printed_data(brief: Brief) -> Iterator[Printed]:
    """The names of columns and the cells of the CSV files that a brief shows."""
    for table in brief.tables.values():
        yield from ((name, partial(find_from, Place(table.path))) for name in table.columns)
        for row, line in zip(table.rows, table.lines, strict=True):
            yield from ((cell.text, _always(Place(table.path, line))) for cell in row)


def printed_values(brief: Brief) -> Iterator[Printed]:
    """The values in brief.yaml that are printed."""
    return printed_at(brief, {key: value for key, value in strings_in(brief.settings) if not UNPRINTED.match(key)})


def printed_at(brief: Brief, of_keys: Mapping[str, str]) -> Iterator[Printed]:
    """Values of brief.yaml, given by their keys; all words in a value have the place of the value."""
    yield from ((value, _always(brief.place(key))) for key, value in of_keys.items())


def _always(place: Place) -> At:
    return lambda words: place


def printed_beside(brief: Brief) -> Iterator[Printed]:
    """The values in the files beside pictures."""
    for picture, described in brief.pictures.items():
        file = Place(brief.folder / side_file(picture))
        yield from ((value, partial(find_from, file)) for _, value in strings_in(described) if value)


def printed_addresses(texts: Iterable[Text]) -> Iterator[Printed]:
    """The addresses of links and QR codes, which paper shows."""
    for element, at in elements(texts):
        if address := element.get("href") or element.get("data-address"):
            yield address, at


def printed_sources(brief: Brief) -> Iterator[Printed]:
    """The values of the sources, each with its place in its file."""
    for source in brief.sources.values():
        yield from ((value, partial(find_from, source.place)) for _, value in strings_in(source.item) if value)


class _InTurn:
    """The places of words in the blocks of a section: each repeated request returns the next place of the words."""

    def __init__(self, section: Section) -> None:
        self._section = section
        self._asked = Counter[tuple[str, str]]()

    def next(self, source: str, words: str) -> Place:
        """The next place of the words in a block, after that of the last call; the last place when there is no next."""
        self._asked[source, words] += 1
        return find(self._section, source, words, self._asked[source, words])


def find(section: Section, source: str, words: str, turn: int = 1) -> Place:
    """The place of `words` within the lines of a ``data-source``; the first of the lines when the words are not there.

    When the words occur several times, `turn` selects one of the places, counted from 1; too high a number selects the
    last. Entities (``&#20154;``) and percent codes (``%20``) are read as the characters that they encode.
    """
    lines = section.text.split("\n")
    _, start, stop = named_lines(source) or ("", 1, len(lines))
    if not words:
        return Place(section.path, start, 1 + section.shift)
    within = [*enumerate(lines[start - 1 : stop], start)]
    found = [(number, match.start()) for number, line in within for match in re.finditer(re.escape(words), line)]
    if not found:
        entities = ((number, max(_entity(line, words), _percent(line, words))) for number, line in within)
        found = [(number, column) for number, column in entities if column >= 0]
    if not found:
        return Place(section.path, start)
    number, column = found[min(turn, len(found)) - 1]
    return Place(section.path, number, column + 1 + section.shift)


def _entity(line: str, words: str) -> int:
    """The index of an entity for the first character of `words`; -1 when there is none."""
    return next((match.start() for match in ENTITY.finditer(line) if words.startswith(unescape(match[0]))), -1)


def _percent(line: str, words: str) -> int:
    """The index of an address that begins with `words` once its percent codes are decoded; -1 when there is none."""
    starts = (match.end() for match in re.finditer(r"[(<]", line) if "%" in line)
    return next((start for start in starts if unquote(line[start:]).startswith(words)), -1)


def find_from(place: Place, words: str) -> Place:
    """The first place of `words` in a file, from the line of `place` on; `place` itself when they are not there."""
    first = place.line or 1
    lines = place.path.read_text("utf-8", errors="replace").split("\n")[first - 1 :]
    found = ((number, line.find(words)) for number, line in enumerate(lines, first))
    return next((Place(place.path, number, column + 1) for number, column in found if column >= 0), place)


def place_in(sheet: Sheet, offset: int) -> Place:
    """The place of the character at `offset` in a style sheet."""
    return Place.in_text(sheet.path, sheet.text, offset)


def source_place(brief: Brief, source: str) -> Place | None:
    """The place that a ``data-source`` names; None when it names no file."""
    named = named_lines(source)
    return Place(brief.folder / named[0], named[1]) if named else None


def strings_in(value: object, key: str = "") -> Iterator[tuple[str, str]]:
    """The dotted path and the text of each string within a value, at any depth."""
    below = f"{key}." if key else ""
    if isinstance(value, str):
        yield key, value
    elif is_dataclass(value):
        for one in fields(value):
            yield from strings_in(getattr(value, one.name), below + one.name.replace("_", "-"))
    elif isinstance(value, tuple | list):
        for index, item in enumerate(value):
            yield from strings_in(item, f"{below}{index}")
    elif isinstance(value, Mapping):
        for name, item in value.items():
            yield from strings_in(item, f"{below}{name}")
