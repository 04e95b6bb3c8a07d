"""Moves content that is read in another place than where it is laid out."""

from __future__ import annotations

from collections.abc import Iterable

from brief.tags.tree import BLOCKS, HEADINGS, Annotation, Leaf, Node

PARAGRAPHS = HEADINGS | {"P"}
"""The roles after which a note is read; in an item, a cell and the like, it comes at the end."""


def put_in_order(root: Node, notes: Iterable[tuple[Node, Node]]) -> None:
    """Puts the tree into reading order; `notes` are the footnotes, each with its call."""
    for note, call in notes:
        place(note, call)
    read_after(root)
    dissolve(root)
    complete_tables(root)
    end_blocks(root)


def place(note: Node, call: Node) -> None:
    """Puts a note behind the paragraph or heading that calls it, or at the end of the item or cell."""
    block = call
    while block.role not in BLOCKS and block.parent is not None:
        block = block.parent
    if block.role in PARAGRAPHS and block.parent is not None:
        block.parent.insert_note(block, note)
    elif block.role == "Lbl" and (meaning := _meaning(block)):
        meaning.add(note)
    else:
        block.add(note)


def _meaning(term: Node) -> Node | None:
    """The definition of a term; None without one."""
    nodes = term.parent.nodes if term.parent else []
    return next((node for node in nodes if node.role == "LBody"), None)


def read_after(node: Node) -> None:
    """Moves elements with ``data-read="after"`` to the end of their parents."""
    for kid in node.nodes:
        if kid.element is not None and kid.element.get("data-read") == "after":
            node.kids.remove(kid)
            node.kids.append(kid)
        read_after(kid)


def dissolve(node: Node) -> None:
    """Replaces nodes without a role by their kids."""
    kids: list[Node | Leaf | Annotation] = []
    for kid in node.kids:
        if isinstance(kid, Node):
            dissolve(kid)
        kids += [kid] if not isinstance(kid, Node) or kid.role else kid.kids
    node.kids.clear()
    for kid in kids:
        node.add(kid)


def complete_tables(root: Node) -> None:
    """Makes the head of a table its body when it has no other, and puts its caption first."""
    for node in root.walk():
        parts = node.nodes if node.role == "Table" else []
        if "TBody" not in (kid.role for kid in parts):
            for kid in parts:
                kid.role = "TBody" if kid.role == "THead" else kid.role
        for caption in [kid for kid in parts[1:] if kid.role == "Caption"]:  # wherever a style sheet puts it
            node.kids.remove(caption)
            node.kids.insert(0, caption)


def end_blocks(root: Node) -> None:
    """Drops the blank at the end of each paragraph, item and cell."""
    for node in root.walk():
        if node.role in BLOCKS and (leaves := list(node.leaves())):
            leaves[-1].space_after = False
