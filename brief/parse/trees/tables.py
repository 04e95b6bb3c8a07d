"""Tables: a wrapper that keeps them on one page, headers that say what they head, a caption, columns that align."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from brief.parse.marks import cover

_CAPTION = re.compile(r"Table:\s+")


def finish_tables(root: Element) -> None:
    """Before the text is parsed: makes of each table, and the caption below it, what the page needs."""
    for parent in list(root.iter()):
        for table in parent.findall("table") if "data-exhibit" not in parent.attrib else ():
            _head(table)
            _align(table)
            _wrap(table, parent)


def _head(table: Element) -> None:
    """Columns are headed by the first row; rows by the first column when its own head is empty.

    A first row with nothing in it heads nothing.
    """
    heads = list(table.iter("th"))
    if not any((head.text or "").strip() or len(head) for head in heads):
        for head in table.findall("thead"):
            table.remove(head)
        return
    first = heads[0]
    for head in heads:
        head.set("scope", "col")
    if not (first.text or "").strip():
        first.tag = "td"
        del first.attrib["scope"]
        for row in table.iterfind("tbody/tr"):
            row[0].tag = "th"
            row[0].set("scope", "row")


def _align(table: Element) -> None:
    for cell in (cell for row in table.iter("tr") for cell in row):
        align = cell.attrib.pop("style", "").removeprefix("text-align: ").rstrip(";")
        if align in ("right", "center"):
            cell.set("class", f"align-{align}")


def _wrap(table: Element, parent: Element) -> None:
    at = list(parent).index(table)
    below = parent[at + 1] if at + 1 < len(parent) else None
    wrapper = Element("div", {"class": "table", "data-source": table.get("data-source", "")})
    if below is not None and below.tag == "p" and (match := _CAPTION.match(below.text or "")):
        parent.remove(below)
        below.tag, below.text = "caption", (below.text or "")[match.end() :]
        table.insert(0, below)
        for element in (wrapper, table):
            cover(element, (table, below))
    wrapper.append(table)
    parent[at] = wrapper
