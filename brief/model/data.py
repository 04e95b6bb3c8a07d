"""Data of a brief: a CSV file as cells, and the charts and tables that its sections show of one.

An exhibit, a chart or a table, stands in the tree of a block from parse to compose as an element with
``data-exhibit``, ``chart`` or ``table``. Each of its options is there twice: its text in ``data-of-kind``, its line
and column in ``data-at-kind``. It holds what is said of it: a caption, and paragraphs with the class ``fine``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Literal
from xml.etree.ElementTree import Element

from brief.findings import Place
from brief.model.markup import named_lines

ExhibitKind = Literal["chart", "table"]
KINDS: tuple[ExhibitKind, ...] = ("chart", "table")

MISSING = frozenset({"", "-", "–", "—", "n/a", "na", "n.a.", "#n/a", "#nv", "nan", "null", ".", "..", "…"})
"""What stands in a cell for which there are no data, in small letters: by hand, or from spreadsheets and statistics."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number as a file writes it: exact, with the decimals that are written, and a sign before or after it.

    ``$1,200.50`` is 1200.50 after ``$``; ``12 %`` is 12 before ``%``.
    """

    value: Decimal
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a CSV file: its text without blanks around it, and the number that it is, if it is one."""

    text: str
    number: Number | None = None

    @property
    def missing(self) -> bool:
        """Whether it says that there are no data."""
        return self.text.casefold() in MISSING


@dataclass(frozen=True, slots=True)
class Table:
    """A CSV file of a brief: the names of its columns, its rows, as many cells each, and the line of each row."""

    path: Path
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    lines: tuple[int, ...]

    def column(self, name: str) -> tuple[Cell, ...]:
        """The cells of a column."""
        at = self.columns.index(name)
        return tuple(row[at] for row in self.rows)


@dataclass(frozen=True, slots=True)
class Option:
    """An option of an exhibit, as it is written, and where."""

    key: str
    text: str
    place: Place


@dataclass(frozen=True, slots=True)
class Exhibit:
    """A chart or a table that a section shows of a CSV file: its options, what its caption says, where it begins."""

    kind: ExhibitKind
    options: tuple[Option, ...]
    caption: str
    wide: bool
    place: Place

    def option(self, key: str) -> Option | None:
        """The option of this name, if it is given."""
        return next((option for option in self.options if option.key == key), None)

    def text(self, key: str) -> str:
        """What an option says; nothing when it is not given."""
        option = self.option(key)
        return option.text if option else ""

    def place_of(self, key: str) -> Place:
        """Where an option stands, or where the exhibit begins when it is not given."""
        option = self.option(key)
        return option.place if option else self.place


@dataclass(frozen=True, slots=True)
class Shown:
    """An exhibit as the page shows it: a drawing (``svg``) of a chart, its data as a ``table``, remarks below it."""

    picture: Element | None
    table: Element
    remarks: tuple[str, ...] = ()


def exhibits(tree: Element, path: Path) -> Iterator[tuple[Element, Exhibit]]:
    """The exhibits in a tree, in reading order, each with its element; `path` is the file of their section."""
    for element in tree.iter():
        for kind in (kind for kind in KINDS if element.get("data-exhibit") == kind):
            options = (
                Option(key.removeprefix("data-of-"), text, _place(element, key.removeprefix("data-of-"), path))
                for key, text in element.attrib.items()
                if key.startswith("data-of-")
            )
            caption = next((child for child in element.iter() if child.tag in ("figcaption", "caption")), None)
            words = " ".join("".join(_said(caption)).split()) if caption is not None else ""
            _, first, _ = named_lines(element.get("data-source", "")) or ("", 1, 1)
            wide = "wide" in element.get("class", "").split()
            yield element, Exhibit(kind, tuple(options), words, wide, Place(path, first, 1))


def _place(element: Element, key: str, path: Path) -> Place:
    line, _, column = element.get(f"data-at-{key}", "1:1").partition(":")
    return Place(path, int(line), int(column))


def _said(element: Element) -> Iterator[str]:
    """The words in an element, without those of citations, which become notes."""
    yield element.text or ""
    for child in element:
        if "data-cites" not in child.attrib:
            yield from _said(child)
        yield child.tail or ""
