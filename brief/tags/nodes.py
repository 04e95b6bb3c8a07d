"""The nodes of a document: one for each element with a role, made when its content is first met.

Generated parts have nodes too: the number of a note, the bullet of an item.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from xml.etree.ElementTree import Element

from brief.model import classes
from brief.tags import roles
from brief.tags.tree import BLOCKS, Node

INLINE = frozenset({"Span", "Link", "Code", "Quote", "Reference"})
"""The inline roles."""

GROUPS = frozenset({"div", "header", "footer", "hgroup", "center"})
"""Elements without a role that keep blocks together."""


class Nodes:
    """The tree of a document while it grows, and its footnotes, each with its call."""

    def __init__(self, html: Element) -> None:
        self.parents = {child: parent for parent in html.iter() for child in parent}
        self.root = Node("Document", html)
        self.notes: list[tuple[Node, Node]] = []
        self._made: dict[tuple[Element, str], Node] = {(html, ""): self.root}

    def node_of(self, box: Any) -> Node:
        """The node for the content of a box: of an element, of the call or the number of a note, of a bullet."""
        element, pseudo = box.element, box.element_tag.partition("::")[2]
        if pseudo == "footnote-call":
            return self.call(element)
        if pseudo == "footnote-marker":
            return self._kept(element, "number", lambda: self.child(self.node(element), "Lbl", element))
        if pseudo == "marker" and element.tag == "li":
            return self._kept(element, "bullet", lambda: self.child(self.item(element), "Lbl", element))
        return self.node(element)

    def node(self, element: Element) -> Node:
        """The node of an element, or of the nearest one around it that has a role."""
        return self._kept(element, "", lambda: self._new(element))

    def call(self, note: Element) -> Node:
        """The link in the Reference that calls a note."""
        return self._kept(note, "call", lambda: self.child(self._reference(note), "Link", note))

    def _kept(self, element: Element, part: str, make: Callable[[], Node]) -> Node:
        if (element, part) not in self._made:
            self._made[element, part] = make()
        return self._made[element, part]

    def _new(self, element: Element) -> Node:
        role = roles.role(element, self.parents.get(element))
        if not role and element.tag not in GROUPS:
            return self.above(element)
        if role == "Note" and "footnote" in classes(element):
            node = Node(role, element)
            self.notes.append((node, self.call(element)))
        elif element.tag in ("li", "dt", "dd"):
            node = self.child(self.item(element), role, element)
        elif role == "Link" and roles.CALLS.intersection(classes(element)):
            node = self.child(self._reference(element), role, element)
        elif role in INLINE:
            node = self.child(self.holder(self.above(element)), role, element)
        else:
            node = self.child(self.above(element), role, element)
        node.identifier = element.get("id", "") if role == "Note" else ""
        node.language = element.get("lang", "") if roles.is_foreign(element) else ""
        node.expansion = roles.expansion(element)
        node.alternative = roles.alternative(element) if role == "Figure" else ""
        if element.tag == "dl":
            node.attributes["ListNumbering"] = "/None"
        return node

    def _reference(self, call: Element) -> Node:
        """A Reference for the call of a note; outside of a link around it, since links do not nest."""
        holder = self.holder(self.above(call))
        while holder.role == "Link" and holder.parent is not None:
            holder = holder.parent
        return self.child(holder, "Reference", call)

    def item(self, element: Element) -> Node:
        """The list item of an element; a term and its definitions are one item."""
        first = element if element.tag == "li" else self.term(element)
        return self._kept(first, "item", lambda: self.child(self.above(element), "LI", first))

    def term(self, element: Element) -> Element:
        """The first term of the group that a term or a definition belongs to."""
        siblings = list(self.parents[element])
        index = siblings.index(element)
        while index and (siblings[index].tag == "dd" or siblings[index - 1].tag == "dt"):
            index -= 1
        return siblings[index]

    def above(self, element: Element) -> Node:
        """The node of the parent of an element."""
        parent = self.parents.get(element)
        return self.node(parent) if parent is not None else self.root

    def is_in(self, element: Element, tag: str) -> bool:
        """Whether an element, or one around it, has that tag."""
        above: Element | None = element
        while above is not None and above.tag != tag:
            above = self.parents.get(above)
        return above is not None

    def child(self, parent: Node, role: str, element: Element) -> Node:
        """A new node at the end of its parent."""
        node = Node(role, element)
        parent.add(node)
        return node

    def holder(self, node: Node) -> Node:
        """The node itself when it may hold text, otherwise a paragraph in it."""
        if node.role in BLOCKS or node.role in INLINE or node.role == "Figure":
            return node
        last = node.kids[-1] if node.kids else None
        if isinstance(last, Node) and last.role == "P" and last.element is node.element:
            return last
        assert node.element is not None
        return self.child(node, "P", node.element)
