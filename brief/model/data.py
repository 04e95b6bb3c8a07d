"""Data of a brief: CSV files as cells, and the charts and tables that sections make of them.

An exhibit (a chart or a table) is an element in the tree of a block, between parse and compose, with ``data-exhibit``.
An option such as `kind` has its text in ``data-of-kind`` and its line and column in ``data-at-kind``. The element
contains a caption, and paragraphs with the class ``fine``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Literal, NamedTuple
from xml.etree.ElementTree import Element

from brief.findings import Place
from brief.model.markup import classes, lines_of

ExhibitKind = Literal["chart", "table"]
KINDS: tuple[ExhibitKind, ...] = ("chart", "table")

MOST_CELLS = 7_500
"""The most cells of a printed table: it fills some 45 pages, which take less than a minute to set."""

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""The characters with which a formula begins in a spreadsheet (OWASP, CSV Injection)."""

MISSING = frozenset({"", "-", "–", "—", "n/a", "na", "n.a.", "#n/a", "#nv", "nan", "null", ".", "..", "…"})
"""The text of cells without data, in lower case, as people, spreadsheets and statistics programs write it."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number as written in a file: its exact value with its decimals, and the unit before or after it.

    ``$1,200.50`` is 1200.50 after ``$``; ``12 %`` is 12 before ``%``.
    """

    value: Decimal
    before: str = ""
    after: str = ""


class Cell(NamedTuple):
    """A cell of a CSV file: its stripped text, and the number in it, if any."""

    text: str
    number: Number | None = None

    @property
    def missing(self) -> bool:
        """Whether the cell has no data."""
        return self.text.casefold() in MISSING


class Table(NamedTuple):
    """A CSV file of a brief: the names of its columns, its rows (a cell per column), and the line of each row."""

    path: Path
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    lines: tuple[int, ...]

    def column(self, name: str) -> tuple[Cell, ...]:
        """The cells of a column."""
        at = self.columns.index(name)
        return tuple(row[at] for row in self.rows)


class Option(NamedTuple):
    """An option of an exhibit: its text and its place."""

    key: str
    text: str
    place: Place


class Exhibit(NamedTuple):
    """A chart or a table of a CSV file in a section: its options, its caption, the place where it begins."""

    kind: ExhibitKind
    options: tuple[Option, ...]
    caption: str
    wide: bool
    place: Place

    @property
    def content(self) -> tuple[object, ...]:
        """The whole content without its place, to compare two exhibits."""
        return self.kind, tuple((option.key, option.text) for option in self.options), self.caption, self.wide

    def option(self, key: str) -> Option | None:
        """An option by its name; None when it is not given."""
        return next((option for option in self.options if option.key == key), None)

    def text(self, key: str) -> str:
        """The text of an option; empty when it is not given."""
        option = self.option(key)
        return option.text if option else ""

    def place_of(self, key: str) -> Place:
        """The place of an option, or that of the exhibit when it is not given."""
        option = self.option(key)
        return option.place if option else self.place


class Shown(NamedTuple):
    """An exhibit as printed: for a chart the drawing (``svg``), its data as a ``table``, and remarks below it."""

    picture: Element | None
    table: Element
    remarks: tuple[str, ...] = ()


def exhibits(tree: Element, path: Path) -> Iterator[tuple[Element, Exhibit]]:
    """The exhibits in a tree, in reading order, each with its element; `path` is the file of the section."""
    for element in tree.iter():
        for kind in (kind for kind in KINDS if element.get("data-exhibit") == kind):
            options = (
                Option(key.removeprefix("data-of-"), text, _place(element, key.removeprefix("data-of-"), path))
                for key, text in element.attrib.items()
                if key.startswith("data-of-")
            )
            caption = next((child for child in element.iter() if child.tag in ("figcaption", "caption")), None)
            words = " ".join("".join(_text(caption)).split()) if caption is not None else ""
            _, first, _ = lines_of(element)
            yield element, Exhibit(kind, tuple(options), words, "wide" in classes(element), Place(path, first, 1))


def _place(element: Element, key: str, path: Path) -> Place:
    line, _, column = element.get(f"data-at-{key}", "1:1").partition(":")
    return Place(path, int(line), int(column))


def _text(element: Element) -> Iterator[str]:
    """The text of an element without its citations, which become notes."""
    yield element.text or ""
    for child in element:
        if "data-cites" not in child.attrib:
            yield from _text(child)
        yield child.tail or ""
