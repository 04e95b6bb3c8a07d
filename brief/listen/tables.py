"""How a table is read: the places of its cells, and the headers that are said before each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from brief.listen.tree import Node

CELLS = {"TH", "TD"}
DOWN = {"Column", "Both"}
ALONG = {"Row", "Both"}
"""The scopes of headers of the cells below them, and of the cells in their row (ISO 32000-1, table 349)."""


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: its rows, those of its head, the cell at each row and column, the first row and column of each cell.

    Rows and columns count from 0. `named` has the cells by their ID.
    """

    rows: tuple[Node, ...]
    head: frozenset[Node]
    cells: Mapping[tuple[int, int], Node]
    places: Mapping[Node, tuple[int, int]]
    named: Mapping[str, Node]

    @property
    def columns(self) -> int:
        """The number of columns."""
        return max((column + 1 for _, column in self.cells), default=0)

    def scope(self, cell: Node) -> str:
        """The scope of a header, by default Column in the head and Row elsewhere; empty for other cells."""
        if cell.role != "TH":
            return ""
        row, _ = self.places[cell]
        return str(cell.attributes.get("Scope", "Column" if self.rows[row] in self.head else "Row"))

    def headers(self, cell: Node) -> tuple[Node, ...]:
        """The headers that are said before a cell when the table is read row by row.

        They are those that the cell names. Otherwise they are those above it and, for the first cell that begins in a
        row, row headers that span that row from further up.
        """
        names = cell.attributes.get("Headers", ())
        chosen = [self.named[name] for name in names if name in self.named] or [*self._beside(cell), *self._above(cell)]
        return tuple(dict.fromkeys(chosen))

    def _beside(self, cell: Node) -> Iterator[Node]:
        row, column = self.places[cell]
        left = [self.cells[row, place] for place in range(column) if (row, place) in self.cells]
        if all(self.places[one][0] < row for one in left):
            yield from (one for one in left if self.scope(one) in ALONG)

    def _above(self, cell: Node) -> Iterator[Node]:
        row, column = self.places[cell]
        above = (self.cells.get((place, column)) for place in range(row))
        yield from (one for one in above if one and self.scope(one) in DOWN)


def grid(table: Node) -> Grid:
    """The grid of a table, with cells that span several columns and rows."""
    heads = [row for part in table.kids if isinstance(part, Node) and part.role == "THead" for row in _rows(part)]
    rows = tuple(_rows(table))
    cells: dict[tuple[int, int], Node] = {}
    places: dict[Node, tuple[int, int]] = {}
    for number, row in enumerate(rows):
        column = 0
        for cell in (kid for kid in row.kids if isinstance(kid, Node) and kid.role in CELLS):
            while (number, column) in cells:
                column += 1
            places[cell] = number, column
            for down in range(min(cell.span("RowSpan"), len(rows) - number)):
                for along in range(cell.span("ColSpan")):
                    cells.setdefault((number + down, column + along), cell)
    return Grid(rows, frozenset(heads or rows[:1]), cells, places, {cell.name: cell for cell in places if cell.name})


def _rows(part: Node) -> Iterator[Node]:
    """The rows of a table or a part of it, without those of nested tables."""
    for kid in part.kids:
        if isinstance(kid, Node):
            if kid.role == "TR":
                yield kid
            elif kid.role not in {"Table", "Caption"}:
                yield from _rows(kid)
