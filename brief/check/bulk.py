"""Where the bulk of a brief stands, by its words: of an edition that is far too long not all pages were set."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from brief.check.places import values
from brief.findings import Finding, Place
from brief.findings import editions as rules
from brief.model import Brief, Edition, Measured, Text, exhibits, named_lines

LARGE = 0.5
"""The part of all words from which on a table is named."""

NAMED = 3
"""How many sections are named."""


@dataclass(frozen=True, slots=True)
class _Part:
    """A section, a list in brief.yaml or a table: its name, its place, its words; of a table its rows."""

    name: str
    place: Place
    words: int
    rows: int = 0


def far_too_long(brief: Brief, texts: Sequence[Text], edition: Edition, measured: Measured) -> Finding:
    """The finding that an edition takes far more pages than it may have, so that only the first of them were set."""
    parts = sorted(_parts(brief, texts), key=lambda part: -part.words)
    words = sum(part.words for part in parts) or 1
    ways, place = [rules.LEAVE_OUT.format(edition=edition.name)], parts[0].place
    table = max((one for text in texts for one in _tables(brief, text)), key=lambda one: one.words, default=None)
    if table and table.words > LARGE * words:
        place = table.place
        ways.insert(0, rules.TABLE_ROWS.format(file=place.path.name, line=place.line, rows=table.rows))
    told = rules.OR.join(ways)
    return rules.FAR_TOO_LONG.at(
        place,
        edition=edition.name,
        pages=len(measured.pages),
        share=100 * measured.part,
        most=rules.PAGES[edition.pages.most != 1].format(count=edition.pages.most),
        first=told[:1].upper() + told[1:],
        words=words,
        sections=", ".join(
            rules.SECTION.format(section=part.name, share=100 * part.words / words)
            for part in parts[:NAMED]
            if part.words
        ),
    )


def _parts(brief: Brief, texts: Sequence[Text]) -> Iterator[_Part]:
    """The sections, those about authors with the authors of brief.yaml, and the organizations there."""
    for text in texts:
        words = sum(_words(tree) for tree in (*(block.tree for block in text.blocks), *text.notes.values()))
        words += sum(table.words for table in _tables_of_files(brief, text))
        words += _words_of(brief.settings.authors) if text.section.kind == "author" else 0
        yield _Part(text.section.name, Place(text.section.path), words)
    yield _Part("organisation", brief.place("organisation"), _words_of(brief.settings.organisation))


def _tables(brief: Brief, text: Text) -> Iterator[_Part]:
    """The tables of a section, with their rows below the head."""
    for block in text.blocks:
        for element in block.tree.iter("table"):
            _, line, _ = named_lines(element.get("data-source", "")) or ("", block.first, block.last)
            rows = sum(1 for _ in element.iterfind("tbody/tr"))
            yield _Part("", Place(text.section.path, line), _words(element), rows)
    yield from _tables_of_files(brief, text)


def _tables_of_files(brief: Brief, text: Text) -> Iterator[_Part]:
    """The tables of a section whose rows stand in CSV files."""
    for block in text.blocks:
        for _, exhibit in exhibits(block.tree, text.section.path):
            table = brief.tables.get(exhibit.text("file"))
            if table and exhibit.kind == "table":
                words = sum(len(cell.text.split()) for row in table.rows for cell in row)
                yield _Part("", exhibit.place, words, len(table.rows))


def _words(tree: Element) -> int:
    return len(" ".join(tree.itertext()).split())


def _words_of(value: object) -> int:
    return sum(len(words.split()) for _, words in values(value))
