"""Where things stand in the source: words in a section, values in brief.yaml."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from xml.etree.ElementTree import Element

from brief.findings import Place
from brief.findings.nearest import did_you_mean
from brief.model import Brief, Section, Text


def sourced(text: Text) -> Iterator[tuple[Element, str]]:
    """Every element of a section, notes too, with the ``data-source`` that it stands in."""

    def walk(element: Element, source: str) -> Iterator[tuple[Element, str]]:
        source = element.get("data-source", source)
        yield element, source
        for child in element:
            yield from walk(child, source)

    for tree in (text.title, *(block.tree for block in text.blocks), *text.notes.values()):
        yield from walk(tree, "")


def find(section: Section, source: str, words: str) -> Place:
    """The place of `words` within the lines of a ``data-source``, or of those lines when the words differ there."""
    lines = section.text.split("\n")
    first, _, last = source.rpartition(":")[2].partition("-")
    start, stop = (int(first), int(last or first)) if first else (1, len(lines))
    for number in range(start, stop + 1):
        if (column := lines[number - 1].find(words)) >= 0:
            return Place(section.path, number, column + 1)
    return Place(section.path, start)


def source_place(brief: Brief, source: str) -> Place | None:
    """The place that a ``data-source`` names; none for an empty one."""
    name, _, lines = source.rpartition(":")
    return Place(brief.folder / name, int(lines.partition("-")[0])) if name else None


def value_place(brief: Brief, key: str) -> Place:
    """The place of a value in brief.yaml, by its dotted path."""
    return Place(brief.folder / "brief.yaml", *brief.origin.get(key, ()))


def values(value: object, key: str = "") -> Iterator[tuple[str, str]]:
    """The texts in brief.yaml, each with its dotted path."""
    below = f"{key}." if key else ""
    if isinstance(value, str):
        yield key, value
    elif is_dataclass(value):
        for one in fields(value):
            yield from values(getattr(value, one.name), below + one.name.replace("_", "-"))
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from values(item, f"{below}{index}")
    elif isinstance(value, Mapping):
        for name, item in value.items():
            yield from values(item, f"{below}{name}")


def perhaps(word: str, known: Iterable[str]) -> str:
    """``; did you mean 'images/songbun.svg'?``, or nothing."""
    near = did_you_mean(word, known, "")
    return f"; {near}" if near else ""
