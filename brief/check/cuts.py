"""The sentences of a brief, and sections with words removed from some of them, as an editor would shorten them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from copy import deepcopy
from dataclasses import replace
from typing import NamedTuple
from xml.etree.ElementTree import Element

from brief.check.places import sourced
from brief.check.sentences import behind_days, spans
from brief.findings import Place
from brief.model import Brief, Text, named_lines

PASSAGES = frozenset({"p", "li", "dd", "td"})
"""The elements that contain sentences; the element of a note counts as one, whatever its tag."""

NESTED = PASSAGES | {"ul", "ol", "dl", "table"}
"""The elements within a passage that are, or contain, passages of their own."""

GENERATED = frozenset({"data-note", "data-cites", "data-field"})
"""The attributes of elements whose words the editor did not write: calls of notes, citations, fields."""

WORD = re.compile(r"\S+")


class Sentence(NamedTuple):
    """A sentence: place, passage, index of its first word there, number of words, ``data-source`` of the passage."""

    place: Place
    passage: Element
    first: int
    words: int
    source: str

    @property
    def spare(self) -> int:
        """The number of words that can be removed: all but the last one, which carries the end of the sentence."""
        return self.words - 1


def sentences(brief: Brief, text: Text, sources: Collection[str]) -> Iterator[Sentence]:
    """The sentences in the passages and notes of a section whose ``data-source`` is one of `sources`."""
    abbreviations = [word.strip() for word in brief.words.get("abbreviations", "").split(",") if word.strip()]
    lines = text.section.text.split("\n")
    notes = {id(note) for note in text.notes.values()}
    for element, source in sourced(text):
        if source not in sources or not (element.tag in PASSAGES or id(element) in notes):
            continue
        words = " ".join("".join(getattr(owner, part) or "" for owner, part in _pieces(element)).split())
        _, first, last = named_lines(source) or ("", 1, 1)
        for start, end in spans(words, abbreviations, behind_days(brief.words)):
            line = _line_of(words[start:end], lines[first - 1 : last])
            place = Place(text.section.path, first + line)
            yield Sentence(place, element, len(words[:start].split()), len(words[start:end].split()), source)


def without(texts: Sequence[Text], cuts: Sequence[tuple[Sentence, int]]) -> tuple[Text, ...]:
    """The sections with words removed from the end of sentences, as many as `cuts` says; the last word is kept."""
    gone: dict[int, set[int]] = defaultdict(set)
    for sentence, count in cuts:
        last = sentence.first + sentence.spare
        gone[id(sentence.passage)].update(range(last - min(count, sentence.spare), last))

    def cut(tree: Element) -> Element:
        copied = deepcopy(tree)
        for original, passage in zip(tree.iter(), copied.iter(), strict=True):
            if words := gone.get(id(original)):
                _take_out(passage, words)
        return copied

    return tuple(
        replace(
            text,
            blocks=tuple(replace(block, tree=cut(block.tree)) for block in text.blocks),
            notes={name: cut(note) for name, note in text.notes.items()},
        )
        for text in texts
    )


def _take_out(passage: Element, words: Collection[int]) -> None:
    """Removes words from a passage by their index, and keeps those that its editor did not write."""
    pieces = list(_pieces(passage))
    whole = "".join(getattr(owner, part) or "" for owner, part in pieces)
    spans = [found.span() for found in WORD.finditer(whole)]
    gone = {at for number, (start, end) in enumerate(spans) if number in words for at in range(start, end + 1)}
    offset = 0
    for owner, part in pieces:
        piece: str = getattr(owner, part) or ""
        setattr(owner, part, "".join(letter for at, letter in enumerate(piece, offset) if at not in gone))
        offset += len(piece)


def _pieces(element: Element) -> Iterator[tuple[Element, str]]:
    """The pieces of text in an element, each as an element and the attribute that holds it: 'text' or 'tail'.

    It leaves out generated words, and passages within the element, such as a list within an item.
    """
    yield element, "text"
    for child in element:
        if child.tag not in NESTED and not GENERATED.intersection(child.attrib):
            yield from _pieces(child)
        yield child, "tail"


def _line_of(sentence: str, lines: Sequence[str]) -> int:
    """The index of the line in which a sentence begins, found by its first words; 0 when they are not found."""
    text = "\n".join(lines)
    words = re.findall(r"[^\W_]+", sentence)[:4]
    for count in range(len(words), 0, -1):
        if match := re.search(r"[\W_]+".join(map(re.escape, words[:count])), text):
            return text.count("\n", 0, match.start())
    return 0
