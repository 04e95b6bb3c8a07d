"""Plans the structure of a document from its pages, before they are drawn.

WeasyPrint's boxes keep their HTML element, by which content finds its node on any page. The kids of a node are in the
order of layout, which is that of the HTML. `order` then moves what is read in another place than where it is laid out.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple
from unicodedata import bidirectional
from xml.etree.ElementTree import Element

from brief.model import POINTS_IN_PIXEL, classes
from brief.parts import boxes
from brief.tags import roles
from brief.tags.nodes import Nodes
from brief.tags.order import put_in_order
from brief.tags.tree import APART, SOFT_HYPHEN, Annotation, Leaf, Node

HYPHEN = "\N{HYPHEN}"
"""The hyphen that WeasyPrint adds where it breaks a word."""


class Artifact(NamedTuple):
    """Content that is not read: ``Pagination`` in a ``Header`` or ``Footer``, or ``Layout``."""

    type: str = "Layout"
    subtype: str = ""


@dataclass(eq=False, slots=True)
class Plan:
    """The structure tree, the role of each box with text or a picture, and the node of each ``id``."""

    root: Node
    drawn: dict[Any, Leaf | Artifact]
    identified: dict[str, Node]


def plan(document: Any) -> Plan:
    """The plan of WeasyPrint's `document`. Replaces the links and bookmarks of its pages by those of the plan."""
    planner = _Planner(document.pages[0]._page_box.children[0].element)
    for number, page in enumerate(document.pages):
        planner.page, planner.height, planner.links = number, page.height, []
        planner.headings.append([])
        for child in page._page_box.children:
            planner.visit(child)
        page.links[:] = planner.links
    put_in_order(planner.nodes.root, planner.nodes.notes)
    for leaf in planner.drawn.values():
        if isinstance(leaf, Leaf) and leaf.node.actual:
            leaf.node.actual = leaf.words
    for page, headings in zip(document.pages, planner.headings, strict=True):
        page.bookmarks[:] = [
            (level, heading.text(APART), place, state)
            for (level, _, place, state), heading in zip(page.bookmarks, headings, strict=True)
        ]
    return Plan(planner.nodes.root, planner.drawn, _identified(planner.nodes.root))


class _Planner:
    """The plan while it grows, page by page."""

    def __init__(self, html: Element) -> None:
        self.nodes = Nodes(html)
        self.drawn: dict[Any, Leaf | Artifact] = {}
        self.headings: list[list[Node]] = []
        self.links: list[tuple[str, str, tuple[float, ...], Any]] = []
        self.page, self.height = 0, 0.0
        self.heads: dict[Element, int] = {}
        self.last: Leaf | None = None

    def visit(self, box: Any, artifact: Artifact | None = None) -> None:
        """Plans a box and all in it: as an `artifact` if one is given, otherwise to be read."""
        if isinstance(box, boxes.MarginBox):
            side = box.at_keyword.strip("@").partition("-")[0]
            artifact = Artifact("Pagination", {"top": "Header", "bottom": "Footer"}.get(side, ""))
        elif box.element_tag == "thead" and self.heads.setdefault(box.element, self.page) != self.page:
            artifact = Artifact("Pagination")  # the head of a table, repeated on its next page
        elif box.element is not None and box.element.get("data-read") == "not":
            artifact = Artifact()
        if artifact is None and box.element is not None:
            self.link(box)
            if isinstance(box, boxes.TableCellBox) and box.element_tag in ("td", "th"):
                self.cell(box)
            elif box.element_tag == "li":
                self.number(box)
        if box.bookmark_label and box.style["bookmark_level"] != "none":
            self.headings[-1].append(self.nodes.node(box.element))
        if isinstance(box, boxes.TextBox):
            self.text(box, artifact)
        elif isinstance(box, boxes.ReplacedBox):
            self.picture(box, artifact)
        elif isinstance(box, boxes.LineBox):
            _mark_spaces(box)
        for child in getattr(box, "children", ()):
            self.visit(child, artifact)

    def text(self, box: Any, artifact: Artifact | None) -> None:
        """Plans a run of text. The hyphen of a broken word becomes a soft hyphen, which is not read."""
        if (
            artifact
            or not box.text.strip()
            or box.style["visibility"] != "visible"
            or "between-calls" in classes(box.element)  # a comma, which is not read
        ):
            self.drawn[box] = artifact or Artifact()
            return
        node = self.nodes.holder(self.nodes.node_of(box))
        if _runs_back(box.text):
            node = self.nodes.child(node, "Span", box.element)
            node.actual = box.text
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
        if artifact or roles.is_decoration(box.element) or box.style["visibility"] != "visible":
            self.drawn[box] = artifact or Artifact()
        else:
            node = self.nodes.node(box.element)
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
        """Adds the active area of a link to its node."""
        link = box.link
        if box.element_tag.endswith("::footnote-call"):
            link = ("url", ("internal", box.element.get("id", "")))
        if not link or isinstance(box, boxes.TextBox | boxes.LineBox):
            return
        kind, target = link[1]
        if target and kind in ("internal", "external"):
            self.links.append((kind, target, _active_area(box), box))
            self.nodes.holder(self.nodes.node_of(box)).add(Annotation(self.page, box, target, kind == "internal"))

    def cell(self, box: Any) -> None:
        """Makes the node of a cell, even of an empty one."""
        node = self.nodes.node(box.element)
        if node.role == "TH":
            node.attributes["Scope"] = f"/{roles.scope(box.element, self.nodes.is_in(box.element, 'thead'))}"
        node.attributes |= {name: n for name, n in (("ColSpan", box.colspan), ("RowSpan", box.rowspan)) if n > 1}

    def number(self, box: Any) -> None:
        """Sets the ListNumbering of the list that an item is in."""
        list_ = self.nodes.above(box.element)
        if list_.role == "L" and list_.element is not None:
            style = roles.numbering(box.style["list_style_type"], list_.element.tag == "ol")
            list_.attributes["ListNumbering"] = f"/{style}"

    def area(self, box: Any) -> tuple[float, ...]:
        """The content box: left, bottom, right and top, in points from the bottom left corner of the page."""
        left, top = box.content_box_x(), self.height - box.content_box_y()
        return tuple(POINTS_IN_PIXEL * length for length in (left, top - box.height, left + box.width, top))


def _identified(root: Node) -> dict[str, Node]:
    """The node of each ``id``: of a note, not of its call."""
    found: dict[str, Node] = {}
    for node in root.walk():
        name = node.element.get("id") if node.element is not None else None
        is_call = node.role == "Reference" or (node.parent is not None and node.parent.role == "Reference")
        if name and not is_call and (name not in found or node.role == "Note"):
            found[name] = node
    return found


def _runs_back(text: str) -> bool:
    """Whether some letters run from right to left, so that their order in the PDF is not that of reading."""
    return any(letter >= "\u0590" and bidirectional(letter) in ("R", "AL") for letter in text)


def _mark_spaces(line: Any) -> None:
    """Marks the words before a blank that is not drawn: one in a run of its own, or a ``br``."""
    words: Any = None
    for box in line.descendants():
        text = getattr(box, "text", "")
        if text.strip():
            words = box
        elif words is not None and (text or box.element_tag == "br"):
            words.space_after = True


def _active_area(box: Any) -> tuple[float, float, float, float]:
    """The active area of a box and the pictures in it: left, top, right and bottom in CSS pixels."""
    areas = [one.hit_area() for one in (box, *box.descendants()) if one is box or isinstance(one, boxes.ReplacedBox)]
    return (
        min(x for x, _, _, _ in areas),
        min(y for _, y, _, _ in areas),
        max(x + width for x, _, width, _ in areas),
        max(y + height for _, y, _, height in areas),
    )
