"""From the structure tree to what is heard: one `Spoken` an element, in reading order.

Groups, and elements that only bundle others, are not heard. What stands in an element besides the words of its line
is heard after it, one step deeper; where the line goes on behind that, so does a second `Spoken`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from types import MappingProxyType
from typing import Any

from brief.listen.lines import Atom, Part, flow, parts
from brief.listen.roles import Way, way
from brief.listen.tables import grid
from brief.listen.tree import Node

OPENED_BY_PARAGRAPH = {"LI", "Note", "FENote", "BlockQuote", "Caption", "TH", "TD", "TOCI"}
"""What begins with the words of its first paragraph, without that being announced as one."""

LABELLED = {"LI", "Note", "FENote"}
"""What has its number or its mark, an Lbl, before its words."""

Headers = Mapping[Node, tuple[Node, ...]]
"""The header cells that are said before a cell."""

NO_HEADERS: Headers = MappingProxyType({})
"""Outside a table there are none."""

Found = Sequence[Atom | Node]
"""What stands in an element: words of its line, and elements that are heard by themselves."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """One element as it is heard.

    `depth` is the number of heard elements around it; `page` the number (from 1) of the page where it begins, None
    where it stands on none; `label` the number of a note or the mark of an item. A list has a `numbering` (its
    ListNumbering) and a number of `items`, a table one of `columns` and of `rows`; `headers` are said before a cell
    when its table is read row by row. `goes_on` marks the rest of a line in which something else stood.
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
    headers: tuple[str, ...] = ()
    goes_on: bool = False

    @property
    def text(self) -> str:
        """The words of its line as they are printed."""
        return "".join(part.text for part in self.parts)


@dataclass(frozen=True, slots=True)
class Line:
    """A line in an element, and the page where it begins."""

    parts: tuple[Part, ...]
    page: int | None


def hear(node: Node, depth: int = 0, headers: Headers = NO_HEADERS) -> Iterator[Spoken]:
    """All that is heard of an element; `headers` are those of the table around it."""
    is_group = way(node.role) is Way.GROUP
    label, found = _opened(node)
    heard: list[Line | Node] = list(_heard(found))
    if not is_group and not (heard and isinstance(heard[0], Line)):
        heard.insert(0, Line((), node.page))
    own = Spoken(node.role, depth, node.language, node.page, alt=node.alt, label=label, **_facts(node, found, headers))
    inner = grid(node).headers() if node.role == "Table" else headers
    for one in heard:
        if isinstance(one, Node):
            yield from hear(one, depth if is_group else depth + 1, inner)
        else:
            yield replace(own, parts=one.parts, page=one.page)
            own = replace(own, goes_on=not is_group)


def plain(node: Node) -> str:
    """All words of an element, as they are printed."""
    return " ".join(one.text for one in hear(node) if one.text)


def _opened(node: Node) -> tuple[str, Found]:
    """What stands in an element, with the number or mark before it taken out and its first paragraph opened."""
    labels = [kid for kid in node.kids if isinstance(kid, Node) and kid.role == "Lbl" and node.role in LABELLED]
    label = labels[0] if labels else None
    kids = tuple(kid for kid in node.kids if kid is not label)
    found = list(flow(replace(node, kids=kids), in_line=way(node.role) is not Way.GROUP))
    first = next((one for one in found if not isinstance(one, Atom) or not one.is_silent), None)
    if isinstance(first, Node) and first.role == "P" and node.role in OPENED_BY_PARAGRAPH:
        place = found.index(first)
        found[place : place + 1] = flow(first)
    return plain(label) if label else "", found


def _heard(found: Found) -> Iterator[Line | Node]:
    """The lines in an element, and the elements between them."""
    for is_line, together in groupby(found, key=lambda one: isinstance(one, Atom)):
        if not is_line:
            yield from (one for one in together if isinstance(one, Node))
            continue
        atoms = [one for one in together if isinstance(one, Atom) and not one.is_silent]
        if atoms:
            yield Line(parts(atoms), atoms[0].page)


def _facts(node: Node, found: Found, headers: Headers) -> dict[str, Any]:
    """What else is said of an element: the kind and length of a list, the size of a table, the headers of a cell."""
    if node.role == "L":
        items = sum(1 for one in found if isinstance(one, Node) and one.role == "LI")
        return {"numbering": str(node.attributes.get("ListNumbering", "")), "items": items}
    if node.role == "Table":
        table = grid(node)
        return {"columns": table.columns, "rows": len(table.rows)}
    if node in headers:
        return {"headers": tuple(text for cell in headers[node] if (text := plain(cell)))}
    return {}
