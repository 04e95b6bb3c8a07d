"""Flaws in the structure tree that break PDF/UA, and that WeasyPrint does not log.

Markdown and the house's layouts cannot cause them; a brief's own layouts can.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from brief.model import Flaw
from brief.tags.tree import HEADINGS, Annotation, Leaf, Node

ROWS = frozenset({"TR"})
KIDS: Mapping[str, tuple[frozenset[str], str]] = {
    "L": (frozenset({"L", "LI", "Caption"}), "a list with something else than items"),
    "LI": (frozenset({"Lbl", "LBody"}), "a list item with something else than its text"),
    "Table": (frozenset({"Caption", "THead", "TBody", "TFoot", "TR"}), "a table with something else than rows"),
    "THead": (ROWS, "a table with something else than rows"),
    "TBody": (ROWS, "a table with something else than rows"),
    "TFoot": (ROWS, "a table with something else than rows"),
    "TR": (frozenset({"TH", "TD"}), "a row with something else than cells"),
}
"""The roles that an element may hold (ISO 32000-1, tables 336 and 337), and the words for one that holds another."""

LANGUAGE = re.compile(r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*")
"""A language tag (RFC 1766, which PDF/A-3 asks for)."""

SHOWN = 40
"""The most characters of an excerpt."""


def flaws(root: Node) -> Iterator[Flaw]:
    """The flaws of a tree whose pages were drawn."""
    yield from lost(root)
    yield from pictures_without_words(root)
    yield from headings_out_of_step(root)
    yield from notes_out_of_reach(root)
    yield from misplaced(root)
    yield from invalid_languages(root)


def lost(root: Node) -> Iterator[Flaw]:
    """Text and pictures in a group of their own (``opacity``), which cannot be tagged."""
    for node in root.walk():
        if leaves := [kid for kid in node.kids if isinstance(kid, Leaf) and kid.number is None]:
            words = " ".join("".join(leaf.words for leaf in leaves).split())
            yield Flaw("lost", _shown(words or node.alternative), source(node))


def pictures_without_words(root: Node) -> Iterator[Flaw]:
    """Pictures without an alternative text that are not marked as decoration."""
    for node in root.walk():
        if node.role == "Figure" and not node.alternative and node.element is not None:
            yield Flaw("picture", node.element.get("src", "<svg>"), source(node))


def headings_out_of_step(root: Node) -> Iterator[Flaw]:
    """Headings more than one level below the heading before, and a first heading below level 1."""
    above = 0
    for node in root.walk():
        if node.role in HEADINGS:
            level = int(node.role[1])
            if level > above + 1:
                yield Flaw("heading", _shown(node.text()), source(node))
            above = level


def notes_out_of_reach(root: Node) -> Iterator[Flaw]:
    """Calls whose notes are not on the pages."""
    notes = {node.identifier for node in root.walk() if node.role == "Note"}
    for node in root.walk():
        if node.parent is not None and node.parent.role == "Reference":
            targets = {kid.target for kid in node.kids if isinstance(kid, Annotation) and kid.internal}
            if targets - notes:
                yield Flaw("note", node.text(), source(node))


def misplaced(root: Node) -> Iterator[Flaw]:
    """Lists and tables with wrong parts, or with rows of different lengths (ISO 14289-1, 7.2)."""
    for node in root.walk():
        if what := _misplaced(node):
            yield Flaw("structure", f"{what}: {_shown(node.text())}", source(node))


def _misplaced(node: Node) -> str:
    """What is wrong with the structure of a node; empty when nothing is."""
    own, others = KIDS.get(node.role, (None, ""))
    if own is not None and not {kid.role for kid in node.nodes} <= own:
        return others
    if node.role == "LI" and node.parent is not None and node.parent.role != "L":
        return "a list item outside of a list"
    if node.role == "Table" and not _is_regular(node):
        return "a table whose rows differ in length"
    return "a note without an id" if node.role == "Note" and not node.identifier else ""


def invalid_languages(root: Node) -> Iterator[Flaw]:
    """Text whose language is not a valid tag, so that no program could pronounce it."""
    for node in root.walk():
        if node.language and not LANGUAGE.fullmatch(node.language):
            yield Flaw("structure", f"text with an invalid language tag, '{_shown(node.language)}'", source(node))


def _is_regular(table: Node) -> bool:
    """Whether all rows are equally long, counting the spans of cells."""
    rows = [node for node in table.walk() if node.role == "TR"]
    lengths = [0] * len(rows)
    for at, row in enumerate(rows):
        for cell in row.nodes:
            down, across = cell.attributes.get("RowSpan", 1), cell.attributes.get("ColSpan", 1)
            for below in range(at, min(at + down, len(rows))):
                lengths[below] += across
    return len(set(lengths)) <= 1


def source(node: Node) -> str:
    """The nearest ``data-source`` at or above a node."""
    around: Node | None = node
    while around is not None:
        if around.element is not None and (named := around.element.get("data-source")):
            return named
        around = around.parent
    return ""


def _shown(words: str) -> str:
    return words if len(words) <= SHOWN else words[:SHOWN].rstrip() + "…"
