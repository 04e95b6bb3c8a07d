"""Notes: their calls are checked against them, their paragraphs become one run of text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree.ElementTree import Element, SubElement

from brief.findings import Finding, Place
from brief.findings import markdown as rules
from brief.findings.nearest import did_you_mean, shortened
from brief.parse.reading.containers import written
from brief.parse.reading.lines import Passage, masked
from brief.parse.reading.outline import Leaf, Outline
from brief.parse.wording.inline import CALL

_CALL = re.compile(r"\[\^(?P<note>[^\]\[\n]+)\]")


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """What the other version of a section has: the notes that it calls, and those that it writes, with their lines."""

    called: Set[str] = frozenset()
    written: Mapping[str, int] = field(default_factory=dict)


def elsewhere(outline: Outline, path: Path) -> Elsewhere:
    """The notes of a version of a section, for the other one."""
    called = {name for passage in outline.passages for name, _ in _calls(passage, path)}
    return Elsewhere(called, {name: leaves[0].lines[0].number for name, leaves in outline.notes.items() if leaves})


def check_calls(outline: Outline, path: Path, other: Elsewhere) -> Iterator[Finding]:
    """Calls of notes that nobody wrote, notes that nobody calls, calls of a note within a note."""
    called = {*other.called}
    known = {*outline.notes, *other.written}
    for passage in outline.passages:
        for name, place in _calls(passage, path):
            called.add(name)
            if name not in known or not re.fullmatch(CALL, f"[^{name}]"):
                way = did_you_mean(name, known, "") if known else ""
                way = way or rules.NOTE_MISSING_OTHERWISE.format(name=shortened(name))
                yield rules.NOTE_MISSING.at(place, name=shortened(name), nearest=way)
    for name, leaves in outline.notes.items():
        for leaf in leaves:
            for passage in leaf.passages:
                for called_in_it, place in _calls(passage, path):
                    yield rules.NOTE_IN_NOTE.at(place, name=shortened(called_in_it))
        line = leaves[0].lines[0].number if leaves else 0
        if line and name not in called:
            yield rules.NOTE_UNUSED.at(Place(path, line, 1), name=name)
        if line > other.written.get(name, line):
            yield rules.NOTE_TWICE.at(Place(path, line, 1), name=name, line=other.written[name])


def _calls(passage: Passage, path: Path) -> Iterator[tuple[str, Place]]:
    for match in _CALL.finditer(masked(passage.text)):
        yield match["note"], Place(path, *passage.place(match.start()))


def note_root(leaves: tuple[Leaf, ...]) -> Element:
    """A note, not parsed yet: its paragraphs one after the other, with a break between them."""
    root = Element("div")
    note = SubElement(root, "span", {"class": "note"})
    first, *others = ("".join(map(written, leaf.lines)) for leaf in leaves)
    note.text = first
    for words in others:
        SubElement(note, "br", {"class": "paragraph"}).tail = words
    return root
