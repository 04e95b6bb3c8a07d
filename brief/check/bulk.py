"""Where most words of a brief are, for an edition so long that not all of its pages were set."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple
from xml.etree.ElementTree import Element

from brief.check.context import EditionPages
from brief.check.places import strings_in
from brief.check.room import advised
from brief.findings import Finding, Place
from brief.findings import editions as rules
from brief.model import Brief, Text, exhibits, named_lines

LARGE = 0.5
"""A table with more than this share of all words is named first."""

NAMED = 3
"""The number of sections that a finding names."""


class _Part(NamedTuple):
    """A section, a list in brief.yaml or a table: its name, place and number of words, and the rows of a table."""

    name: str
    place: Place
    words: int
    rows: int = 0


def far_too_long(pages: EditionPages) -> Finding:
    """The finding for an edition that takes far more pages than it may have."""
    brief, texts, name, most = pages.brief, pages.texts, pages.edition.name, pages.edition.pages.most
    parts = sorted(_parts(brief, texts), key=lambda part: -part.words)
    words = sum(part.words for part in parts) or 1
    ways, place = [rules.LEAVE_OUT.format(edition=name)], parts[0].place
    tables = (table for text in texts for table in _tables(brief, text))
    table = max(tables, key=lambda table: table.words, default=None)
    if table and table.words > LARGE * words:
        place = table.place
        ways.insert(0, rules.TABLE_ROWS.format(file=place.path.name, line=place.line, rows=table.rows))
    shares = [(part.name, 100 * part.words / words) for part in parts[:NAMED] if part.words]
    return rules.FAR_TOO_LONG.at(
        place,
        edition=name,
        pages=len(pages.measured.pages),
        share=100 * pages.measured.part,
        most=rules.PAGES[most != 1].format(count=most),
        first=advised(ways),
        words=words,
        sections=", ".join(rules.SECTION.format(section=section, share=share) for section, share in shares),
    )


def _parts(brief: Brief, texts: Sequence[Text]) -> Iterator[_Part]:
    """The sections, and the organizations of brief.yaml; its authors count as part of the section about them."""
    for text in texts:
        words = sum(_words(tree) for tree in (*(block.tree for block in text.blocks), *text.notes.values()))
        words += sum(table.words for table in _tables_of_files(brief, text))
        words += _words_of(brief.settings.authors) if text.section.kind == "author" else 0
        yield _Part(text.section.name, Place(text.section.path), words)
    yield _Part("organisation", brief.place("organisation"), _words_of(brief.settings.organisation))


def _tables(brief: Brief, text: Text) -> Iterator[_Part]:
    """The tables of a section, each with the number of rows below its head."""
    for block in text.blocks:
        for element in block.tree.iter("table"):
            _, line, _ = named_lines(element.get("data-source", "")) or ("", block.first, block.last)
            rows = sum(1 for _ in element.iterfind("tbody/tr"))
            yield _Part("", Place(text.section.path, line), _words(element), rows)
    yield from _tables_of_files(brief, text)


def _tables_of_files(brief: Brief, text: Text) -> Iterator[_Part]:
    """The tables of a section whose rows come from CSV files."""
    for block in text.blocks:
        for _, exhibit in exhibits(block.tree, text.section.path):
            table = brief.tables.get(exhibit.text("file"))
            if table and exhibit.kind == "table":
                words = sum(len(cell.text.split()) for row in table.rows for cell in row)
                yield _Part("", exhibit.place, words, len(table.rows))


def _words(tree: Element) -> int:
    return len(" ".join(tree.itertext()).split())


def _words_of(value: object) -> int:
    return sum(len(words.split()) for _, words in strings_in(value))
