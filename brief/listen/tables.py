"""How a table is read: where its cells stand, and which headers are said before each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from brief.listen.tree import Node

CELLS = {"TH", "TD"}
DOWN = {"Column", "Both"}
ALONG = {"Row", "Both"}
"""The scopes of headers that are said for the cells below them, and for those in their row (ISO 32000-1, table 349)."""


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: its rows from the top, those of them that are its head, which cell stands at each row and column."""

    rows: tuple[Node, ...]
    head: frozenset[Node]
    cells: Mapping[tuple[int, int], Node]

    @property
    def columns(self) -> int:
        """The number of columns."""
        return max((column + 1 for _, column in self.cells), default=0)

    def headers(self) -> Mapping[Node, tuple[Node, ...]]:
        """The header cells that are said before each cell when the table is read row by row.

        Those that the cell names; else those above it, the uppermost first, and before the first cell of a row the
        headers of the row that began further up.
        """
        named = {cell.name: cell for cell in self.cells.values() if cell.name}
        found: dict[Node, tuple[Node, ...]] = {}
        for (row, column), cell in sorted(self.cells.items(), key=lambda item: item[0]):
            if cell not in found:
                chosen = [named[name] for name in cell.attributes.get("Headers", ()) if name in named]
                found[cell] = tuple(dict.fromkeys(chosen or (*self._beside(row, column), *self._above(row, column))))
        return found

    def _beside(self, row: int, column: int) -> Iterator[Node]:
        left = [self.cells[row, place] for place in range(column) if (row, place) in self.cells]
        if not any(cell in self.rows[row].kids for cell in left):
            yield from (cell for cell in left if self._scope(cell) in ALONG)

    def _above(self, row: int, column: int) -> Iterator[Node]:
        for place in range(row):
            cell = self.cells.get((place, column))
            if cell and cell is not self.cells[row, column] and self._scope(cell) in DOWN:
                yield cell

    def _scope(self, cell: Node) -> str:
        """What a header is said for; where it does not say, that of its place: columns in the head, else rows."""
        if cell.role != "TH":
            return ""
        in_head = any(cell in row.kids for row in self.head)
        return str(cell.attributes.get("Scope", "Column" if in_head else "Row"))


def grid(table: Node) -> Grid:
    """The grid of a table: a cell takes as many columns and rows as it spans, beside those that are taken already."""
    heads = [row for part in table.kids if isinstance(part, Node) and part.role == "THead" for row in _rows(part)]
    rows = tuple(_rows(table))
    cells: dict[tuple[int, int], Node] = {}
    for number, row in enumerate(rows):
        column = 0
        for cell in (kid for kid in row.kids if isinstance(kid, Node) and kid.role in CELLS):
            while (number, column) in cells:
                column += 1
            for down in range(min(cell.span("RowSpan"), len(rows) - number)):
                for along in range(cell.span("ColSpan")):
                    cells.setdefault((number + down, column + along), cell)
    return Grid(rows, frozenset(heads or rows[:1]), cells)


def _rows(part: Node) -> Iterator[Node]:
    """The rows in a table or a part of it, not those of a table in one of its cells."""
    for kid in part.kids:
        if isinstance(kid, Node):
            if kid.role == "TR":
                yield kid
            elif kid.role not in {"Table", "Caption"}:
                yield from _rows(kid)
