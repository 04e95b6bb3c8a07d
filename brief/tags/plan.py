"""The plan of a document's structure, made from its pages before they are drawn.

WeasyPrint's boxes keep the HTML element that they came from, so content finds its node by its element, on
whatever page it stands; the kids of a node stand in the order in which their boxes were laid out, which is that
of the HTML. What is laid out elsewhere than it is read is then moved: notes behind the paragraph that calls
them, and what the HTML marks with ``data-read="after"`` behind everything that it shares a parent with.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any
from unicodedata import bidirectional
from xml.etree.ElementTree import Element

from weasyprint.formatting_structure import boxes

from brief.tags import roles
from brief.tags.links import APART
from brief.tags.order import put_in_order
from brief.tags.tree import BLOCKS, SOFT_HYPHEN, Annotation, Leaf, Node

HYPHEN = "\N{HYPHEN}"
"""What the engine writes where it breaks a word."""

POINTS = 0.75
"""Points in a CSS pixel."""

INLINE = frozenset({"Span", "Link", "Code", "Quote", "Reference"})
GROUPS = frozenset({"div", "header", "footer", "hgroup", "center"})
"""Elements without a role that keep blocks together."""


@dataclass(frozen=True, slots=True)
class Artifact:
    """What a page needs and nobody reads: ``Pagination`` in a ``Header`` or ``Footer``, or ``Layout``."""

    type: str = "Layout"
    subtype: str = ""


@dataclass(eq=False, slots=True)
class Plan:
    """What each drawn box is, and the tree of all that is read.

    `drawn` has each box that holds words or a picture; `identified` the node of each HTML name.
    """

    root: Node
    drawn: dict[Any, Leaf | Artifact]
    identified: dict[str, Node]


def plan(document: Any) -> Plan:
    """The structure of a typeset WeasyPrint `document`; the links of its pages become those that its structure has."""
    planner = _Planner(document.pages[0]._page_box.children[0].element)
    for number, page in enumerate(document.pages):
        planner.page, planner.height, planner.links = number, page.height, []
        planner.headings.append([])
        for child in page._page_box.children:
            planner.visit(child)
        page.links[:] = planner.links
    put_in_order(planner.root, planner.notes)
    for page, headings in zip(document.pages, planner.headings, strict=True):
        page.bookmarks[:] = [
            (level, heading.text(APART), place, state)
            for (level, _, place, state), heading in zip(page.bookmarks, headings, strict=True)
        ]
    return Plan(planner.root, planner.drawn, _identified(planner.root))


@dataclass(eq=False)
class _Planner:
    """The tree while it grows, page by page."""

    html: Element
    page: int = 0
    height: float = 0
    links: list[tuple[str, str, tuple[float, ...], Any]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.parents = {child: parent for parent in self.html.iter() for child in parent}
        self.root = Node("Document", self.html)
        self.nodes: dict[tuple[Element, str], Node] = {(self.html, ""): self.root}
        self.drawn: dict[Any, Leaf | Artifact] = {}
        self.notes: list[tuple[Node, Node]] = []
        self.heads: dict[Element, int] = {}
        self.last: Leaf | None = None
        self.headings: list[list[Node]] = []

    def visit(self, box: Any, artifact: Artifact | None = None) -> None:
        """Plans a box and all in it, as an `artifact` or as what is read."""
        if isinstance(box, boxes.MarginBox):
            side = box.at_keyword.strip("@").partition("-")[0]
            artifact = Artifact("Pagination", {"top": "Header", "bottom": "Footer"}.get(side, ""))
        elif box.element_tag == "thead" and self.heads.setdefault(box.element, self.page) != self.page:
            artifact = Artifact("Pagination")  # the head of a table, repeated on its next page
        if artifact is None and box.element is not None:
            self.link(box)
            if isinstance(box, boxes.TableCellBox) and box.element_tag in ("td", "th"):
                self.cell(box)
            elif box.element_tag == "li":
                self.number(box)
        if box.bookmark_label and box.style["bookmark_level"] != "none":
            self.headings[-1].append(self.node(box.element))
        if isinstance(box, boxes.TextBox):
            self.text(box, artifact)
        elif isinstance(box, boxes.ReplacedBox):
            self.picture(box, artifact)
        elif isinstance(box, boxes.LineBox):
            _mark_spaces(box)
        for child in getattr(box, "children", ()):
            self.visit(child, artifact)

    def text(self, box: Any, artifact: Artifact | None) -> None:
        """Plans a run of text; a hyphen at its end, where a word was broken, is read as nothing."""
        if artifact or not box.text.strip():
            self.drawn[box] = artifact or Artifact()
            return
        node = self.holder(self.node_of(box))
        if _runs_back(box.text):
            node = self.child(node, "Span", box.element)
            node.actual = box.text + (" " if getattr(box, "space_after", False) else "")
        if getattr(box, "space_before", False) and self.last:
            self.last.space_after = True
        self.last = leaf = self.leaf(node, box)
        leaf.space_after = getattr(box, "space_after", False)
        if len(box.text) > 1 and box.text.endswith(HYPHEN):
            broken = Node("Span", actual=SOFT_HYPHEN)
            leaf.node.add(broken)
            leaf.hyphen = Leaf(broken, self.page, box)
            broken.add(leaf.hyphen)

    def picture(self, box: Any, artifact: Artifact | None) -> None:
        """Plans a picture."""
        if artifact or roles.is_decoration(box.element):
            self.drawn[box] = artifact or Artifact()
        else:
            node = self.node(box.element)
            node.attributes["BBox"] = self.area(box)
            self.leaf(node, box)

    def leaf(self, node: Node, box: Any) -> Leaf:
        before = node.kids[-1] if node.kids else None
        follows = before if isinstance(before, Leaf) and before.page == self.page else None
        leaf = Leaf(node, self.page, box, follows)
        node.add(leaf)
        self.drawn[box] = leaf
        return leaf

    def link(self, box: Any) -> None:
        """Gives the node of a link the place on the page that can be pressed."""
        link = box.link
        if box.element_tag.endswith("::footnote-call"):
            link = ("url", ("internal", box.element.get("id", "")))
        if not link or isinstance(box, boxes.TextBox | boxes.LineBox):
            return
        kind, target = link[1]
        if target and kind in ("internal", "external"):
            self.links.append((kind, target, _reach(box), box))
            self.holder(self.node_of(box)).add(Annotation(self.page, box, target, kind == "internal"))

    def cell(self, box: Any) -> None:
        """Gives a cell its node, even if there is nothing in it."""
        node = self.node(box.element)
        if node.role == "TH":
            node.attributes["Scope"] = f"/{roles.scope(box.element, self.is_in(box.element, 'thead'))}"
        node.attributes |= {name: n for name, n in (("ColSpan", box.colspan), ("RowSpan", box.rowspan)) if n > 1}

    def number(self, box: Any) -> None:
        """Says of a list how its items are numbered."""
        list_ = self.above(box.element)
        if list_.role == "L" and list_.element is not None:
            style = roles.numbering(box.style["list_style_type"], list_.element.tag == "ol")
            list_.attributes["ListNumbering"] = f"/{style}"

    def area(self, box: Any) -> tuple[float, ...]:
        """Where the content of a box stands: left, bottom, right and top, in points from the bottom left corner."""
        left, top = box.content_box_x(), self.height - box.content_box_y()
        return tuple(POINTS * length for length in (left, top - box.height, left + box.width, top))

    def node_of(self, box: Any) -> Node:
        """The node that the content of a box belongs to."""
        element, pseudo = box.element, box.element_tag.partition("::")[2]
        if pseudo == "footnote-call":
            return self.node(element, "call")
        if pseudo == "marker" and element.tag == "li":
            return self.node(element, "Lbl")
        if pseudo == "footnote-marker":
            return self.node(element, "marker")
        return self.node(element)

    def node(self, element: Element, part: str = "") -> Node:
        """The node of an element, or of a part of it that has its own; made when there is none yet."""
        if node := self.nodes.get((element, part)):
            return node
        parent = self.parents.get(element)
        role = roles.role(element, parent)
        if part == "call":
            reference = self.child(self.holder(self.above(element)), "Reference", element)
            node = self.child(reference, "Link", element)
        elif part == "marker":
            node = self.child(self.node(element), "Lbl", element)
        elif part == "Lbl":
            node = self.child(self.item(element), "Lbl", element)
        elif role == "Note":
            node = Node("Note", element, identifier=element.get("id", ""))
            self.notes.append((node, self.node(element, "call")))
        elif element.tag in ("li", "dt", "dd"):
            node = self.child(self.item(element), role, element)
        elif role == "Link" and "footnote-again" in roles.classes(element):
            reference = self.child(self.holder(self.above(element)), "Reference", element)
            node = self.child(reference, role, element)
        elif role in INLINE:
            node = self.child(self.holder(self.above(element)), role, element)
        elif role or element.tag in GROUPS:
            node = self.child(self.above(element), role, element)
            if element.tag == "dl":
                node.attributes["ListNumbering"] = "/None"
        else:
            return self.nodes.setdefault((element, part), self.above(element))
        if roles.is_foreign(element) and part == "":
            node.language = element.get("lang", "")
        node.expansion = roles.expansion(element)
        node.alternative = roles.alternative(element) if role == "Figure" else ""
        self.nodes[element, part] = node
        return node

    def item(self, element: Element) -> Node:
        """The list item that an element is, or is a part of; a term and what defines it are one item."""
        first = element if element.tag == "li" else self.term(element)
        if node := self.nodes.get((first, "LI")):
            return node
        node = self.child(self.above(element), "LI", first)
        self.nodes[first, "LI"] = node
        return node

    def term(self, element: Element) -> Element:
        """The first of the terms that a definition, or a further term, stands under."""
        siblings = list(self.parents[element])
        index = siblings.index(element)
        while index and (siblings[index].tag == "dd" or siblings[index - 1].tag == "dt"):
            index -= 1
        return siblings[index]

    def above(self, element: Element) -> Node:
        """The node of the element that an element stands in."""
        parent = self.parents.get(element)
        return self.node(parent) if parent is not None else self.root

    def is_in(self, element: Element, tag: str) -> bool:
        """Whether an element stands in one of that name."""
        above: Element | None = element
        while above is not None and above.tag != tag:
            above = self.parents.get(above)
        return above is not None

    def child(self, parent: Node, role: str, element: Element) -> Node:
        node = Node(role, element)
        parent.add(node)
        return node

    def holder(self, node: Node) -> Node:
        """The node itself when it may hold words, otherwise a paragraph in it."""
        if node.role in BLOCKS or node.role in INLINE or node.role == "Figure":
            return node
        last = node.kids[-1] if node.kids else None
        if isinstance(last, Node) and last.role == "P" and last.element is node.element:
            return last
        assert node.element is not None
        return self.child(node, "P", node.element)


def _identified(root: Node) -> dict[str, Node]:
    """The node of each element that has a name in the HTML."""
    found: dict[str, Node] = {}
    for node in root.walk():
        name = node.element.get("id") if node.element is not None else None
        if name and node.role != "Reference" and (name not in found or node.role == "Note"):
            found[name] = node
    return found


def _runs_back(text: str) -> bool:
    """Whether some of it is written from right to left: drawn from the left, it has to be said how it is read."""
    return any(letter >= "\u0590" and bidirectional(letter) in ("R", "AL") for letter in text)


def _mark_spaces(line: Any) -> None:
    """Notes behind which words of a line a blank belongs that is not drawn: one by itself, or a forced line end."""
    words: Any = None
    for box in line.descendants():
        text = getattr(box, "text", "")
        if text.strip():
            words = box
        elif words is not None and (text or box.element_tag == "br"):
            words.space_after = True


def _reach(box: Any) -> tuple[float, float, float, float]:
    """Where a box and the pictures in it can be pressed: left, top, right and bottom in CSS pixels."""
    areas = [one.hit_area() for one in (box, *box.descendants()) if one is box or isinstance(one, boxes.ReplacedBox)]
    return (
        min(x for x, _, _, _ in areas),
        min(y for _, y, _, _ in areas),
        max(x + width for x, _, width, _ in areas),
        max(y + height for _, y, _, height in areas),
    )
