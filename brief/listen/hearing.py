"""From the structure tree to what a screen reader says: a `Spoken` for each element, in reading order.

Groups are not announced. The elements within an element follow it, one step deeper; where the line of the outer element
continues after them, a second `Spoken` follows.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import groupby
from typing import Any

from brief.listen.parts import Atom, Part, flow, parts
from brief.listen.roles import Way, way
from brief.listen.tables import Grid, grid
from brief.listen.tree import Node

OPENED = {"LI", "Note", "FENote", "BlockQuote", "Caption", "TH", "TD", "TOCI"}
OPENERS = {"P", "LBody"}
"""The roles whose first paragraph or body is not announced, and the roles of such a paragraph or body."""

LABELLED = {"LI", "Note", "FENote"}
"""The roles that begin with a number or a mark, an Lbl."""

Found = Sequence[Atom | Node]
"""The content of an element: words of its line, and elements that are announced separately."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """An element as a screen reader says it.

    `depth` is the number of announced elements around it; `page` the number (from 1) of the page where it begins;
    `label` the number of a note or the mark of an item. A list has a `numbering` (its ListNumbering) and a number of
    `items`, a table of `columns` and `rows`; a header cell has a `scope`, and `headers` are said before a cell when its
    table is read row by row. `goes_on` marks the rest of a line that another element interrupts.
    """

    role: str
    depth: int
    language: str
    page: int | None
    parts: tuple[Part, ...] = ()
    alt: str | None = None
    label: str = ""
    numbering: str = ""
    items: int | None = None
    columns: int | None = None
    rows: int | None = None
    scope: str = ""
    headers: tuple[str, ...] = ()
    goes_on: bool = False

    @property
    def text(self) -> str:
        """The words of its line, as printed."""
        return "".join(part.text for part in self.parts)


def hear(node: Node, depth: int = 0, table: Grid | None = None) -> Iterator[Spoken]:
    """An element and all elements in it; `table` is the grid of the table around it."""
    is_group = way(node.role) is Way.GROUP
    label = _label(node)
    found = _found(node, label)
    inner = grid(node) if node.role == "Table" else table
    own = Spoken(node.role, depth, node.language, node.page, alt=node.alt, **_facts(node, label, found, inner))
    if not is_group and not isinstance(_first(found), Atom):
        yield own
        own = replace(own, goes_on=True)
    for _, group in groupby(found, key=type):
        together = list(group)
        atoms = [one for one in together if isinstance(one, Atom)]
        if first := _first(atoms):
            yield replace(own, parts=parts(atoms), page=first.page)
            own = replace(own, goes_on=not is_group)
        for one in together:
            if isinstance(one, Node):
                yield from hear(one, depth if is_group else depth + 1, inner)


def _label(node: Node) -> Node | None:
    """The number or mark of an item or a note; None without one and for other roles."""
    labels = (kid for kid in node.kids if isinstance(kid, Node) and kid.role == "Lbl")
    return next(labels, None) if node.role in LABELLED else None


def _found(node: Node, label: Node | None) -> Found:
    """The content of an element without its label; its first paragraph is replaced by the content of that."""
    kids = tuple(kid for kid in node.kids if kid is not label)
    found = list(flow(replace(node, kids=kids), in_line=way(node.role) is not Way.GROUP))
    while node.role in OPENED and isinstance(first := _first(found), Node) and first.role in OPENERS:
        place = found.index(first)
        found[place : place + 1] = flow(first)
    return found


def _first(found: Found) -> Atom | Node | None:
    """The first element or the first words that are said; None without any."""
    return next((one for one in found if isinstance(one, Node) or not one.is_silent), None)


def _facts(node: Node, label: Node | None, found: Found, table: Grid | None) -> dict[str, Any]:
    """The fields that only some roles have: a label, a list's kind and length, a table's size, a cell's headers."""
    if label:
        return {"label": "".join(one.text for one in hear(label))}
    if node.role == "L":
        items = sum(1 for one in found if isinstance(one, Node) and one.role == "LI")
        return {"numbering": str(node.attributes.get("ListNumbering", "")), "items": items}
    if table and node.role == "Table":
        return {"columns": table.columns, "rows": len(table.rows)}
    if table and node in table.places:
        headers = tuple(text for cell in table.headers(node) if (text := _headline(cell)))
        return {"scope": table.scope(node), "headers": headers}
    return {}


@lru_cache(maxsize=4096)  # asked for each cell below a header
def _headline(cell: Node) -> str:
    """The words of a header, without its notes and their calls."""
    words = (part for one in hear(cell) if one.role in {"TH", "P"} for part in one.parts)
    return "".join(part.text for part in words if part.role != "Reference").strip()
