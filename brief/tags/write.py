"""Writes the planned tree as PDF objects (ISO 32000-1, 14.7): elements, parent tree, ids, descriptions of links."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import count
from typing import Any

import pydyf

from brief.model import readable
from brief.tags.plan import Plan
from brief.tags.tree import APART, HEADINGS, Annotation, Leaf, Node

LONGEST = 100
"""The most characters that describe a place in the document."""

OWNERS: Mapping[str, str] = {"BBox": "Layout", "ListNumbering": "List"}
"""The owners of attributes (ISO 32000-1, 14.8.5); those not named here belong to Table."""


def write(pdf: Any, plan: Plan, drawn: Sequence[Sequence[Leaf]]) -> None:
    """Adds the tree of `plan` to `pdf`; `drawn` are the leaves of each page in the order of their numbers."""
    root = pydyf.Dictionary({"Type": "/StructTreeRoot"})
    pdf.add_object(root)
    elements = {node: pydyf.Dictionary({"Type": "/StructElem", "S": f"/{node.role}"}) for node in plan.root.walk()}
    for element in elements.values():
        pdf.add_object(element)
    parents = pydyf.Array()
    for page, leaves in enumerate(drawn):
        parents += [page, pydyf.Array([elements[leaf.node].reference for leaf in leaves])]
    keys = count(len(drawn))
    for node, element in elements.items():
        element["P"] = (elements[node.parent] if node.parent else root).reference
        element.update(_entries(node))
        pages = list(node.pages())
        if pages:
            element["Pg"] = pdf.page_references[pages[0]]
        kids = pydyf.Array()
        for kid in node.kids:
            if isinstance(kid, Node):
                kids.append(elements[kid].reference)
            elif isinstance(kid, Leaf):
                kids += _content(kid, pages[0], pdf)
            elif annotation := kid.box.link_annotation:
                annotation["Contents"] = pydyf.String(contents(node, kid, plan.identified))
                annotation["StructParent"] = key = next(keys)
                parents += [key, element.reference]
                page = pdf.page_references[kid.page]
                kids.append(pydyf.Dictionary({"Type": "/OBJR", "Obj": annotation.reference, "Pg": page}))
        element["K"] = kids
    root["K"] = pydyf.Array([elements[plan.root].reference])
    root["ParentTree"] = _added(pdf, {"Nums": parents})
    root["ParentTreeNextKey"] = next(keys)
    if named := {node.identifier: elements[node].reference for node in elements if node.identifier}:
        names = [part for name in sorted(named) for part in (pydyf.String(name), named[name])]
        root["IDTree"] = _added(pdf, {"Names": pydyf.Array(names)})
    pdf.catalog["StructTreeRoot"] = root.reference
    pdf.catalog["MarkInfo"] = pydyf.Dictionary({"Marked": "true"})


def _added(pdf: Any, values: Mapping[str, Any]) -> Any:
    """The reference of a new dictionary."""
    added = pydyf.Dictionary(values)
    pdf.add_object(added)
    return added.reference


def _entries(node: Node) -> dict[str, Any]:
    """The entries of an element: its language, what is read instead of it, its attributes."""
    texts = {
        "Lang": node.language,
        "Alt": node.alternative,
        "ActualText": node.actual,
        "E": node.expansion,
        "ID": node.identifier,
    }
    described: dict[str, Any] = {key: pydyf.String(text) for key, text in texts.items() if text}
    if node.attributes:
        attributes = {key: pydyf.Array(value) if key == "BBox" else value for key, value in node.attributes.items()}
        owner = OWNERS.get(next(iter(attributes)), "Table")
        described["A"] = pydyf.Dictionary({"O": f"/{owner}", **attributes})
    return described


def _content(leaf: Leaf, page: int, pdf: Any) -> list[Any]:
    """The entry for a leaf in its element's kids; nothing for a leaf that is drawn together with the one before."""
    if leaf.number is None or (leaf.follows and leaf.follows.number == leaf.number):
        return []
    if leaf.page == page:
        return [leaf.number]
    return [pydyf.Dictionary({"Type": "/MCR", "Pg": pdf.page_references[leaf.page], "MCID": leaf.number})]


def contents(node: Node, annotation: Annotation, identified: Mapping[str, Node]) -> str:
    """The description of a link, its words and its target: 'the report, ohchr.org/report'; one if they are equal."""
    words = node.text() or ", ".join(kid.alternative for kid in node.walk() if kid.alternative)
    target = _place(identified.get(annotation.target)) if annotation.internal else readable(annotation.target)
    if not words or not target:
        return words or target
    return words if target in (words, readable(words)) else f"{words}, {target}"


def _place(node: Node | None) -> str:
    """The first words at a place in the document, such as the heading of a section; empty for None."""
    if node is None:
        return ""
    named = next((kid for kid in node.walk() if kid.role in HEADINGS or kid.role == "Caption"), node)
    words = named.text(APART)
    return words if len(words) <= LONGEST else words[:LONGEST].rsplit(" ", 1)[0] + " …"
