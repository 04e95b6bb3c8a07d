"""``{: .wide #camps lang=fr}``: a class, a name, a language for what stands before it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html import unescape
from xml.etree.ElementTree import Element

from brief.parse.lengths import millimetres
from brief.parse.marks import SOURCED, cover

ATTRIBUTES = re.compile(r"\{:(?P<attributes>[^{}]*)\}")
"""Attributes, wherever they stand."""

ONE = re.compile(r"""[\w-]+=(?:"[^"]*"|'[^']*')|\S+""")
"""One of them; what stands in quotes may have blanks."""

TAKEN = re.compile(
    r"\.(?P<cls>[A-Za-z][\w-]*)$|#(?P<id>[A-Za-z][\w.-]*)$"
    r"|lang=(?P<q>[\"']?)(?P<lang>[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*)(?P=q)$"
    r"|width=(?P<w>[\"']?)(?P<width>[^\"']+)(?P=w)$|credit=(?P<c>[\"'])(?P<credit>\s*(?!(?P=c))\S(?:(?!(?P=c)).)*)(?P=c)$"
)
"""One that is taken; everything else (styles, addresses, scripts) is refused."""

NARROWEST, WIDEST = 5, 174
"""Millimetres that a picture may be wide: no wider than both columns on the narrower paper."""

OF_PICTURES: Mapping[str, tuple[frozenset[str], str, str]] = {
    "width": (frozenset({"figure", "img"}), "", "4cm"),
    "credit": (frozenset({"figure"}), " that stands alone", '"Who made it"'),
}
"""What is said of pictures only: of which elements, in words, and an example."""

_AT_END = re.compile(r"(?:^|(?<=\s))\{:(?P<attributes>[^{}]*)\}\s*$")
_AT_START = re.compile(r"\{:(?P<attributes>[^{}]*)\}")


def assign(element: Element, attributes: str) -> None:
    """Gives the element what stands between the braces."""
    for one in ONE.finditer(attributes):
        if match := TAKEN.match(one[0]):
            if match["cls"]:
                element.set("class", f"{element.get('class', '')} {match['cls']}".strip())
            elif match["id"]:
                element.set("id", match["id"])
            elif match["lang"]:
                element.set("lang", match["lang"])
            elif match["credit"]:
                element.set("data-credit", " ".join(unescape(match["credit"]).split()))
            else:
                element.set("data-width", f"{millimetres(match['width']) or 0:g}")


def misplaced(root: Element) -> Iterator[str]:
    """The names of those that are said of a picture, and stand at something else."""
    for element in root.iter():
        for name, (tags, *_) in OF_PICTURES.items():
            if f"data-{name}" in element.attrib and element.tag not in tags:
                yield name


def take_from_blocks(root: Element) -> None:
    """Before the text is parsed: attributes at the end of a block are its own, or those of the block above it."""
    for parent in list(root.iter()):
        above: Element | None = None
        for child in list(parent):
            match = _AT_END.search(child.text or "") if not len(child) else None
            if match:
                rest = (child.text or "")[: match.start()].rstrip()
                if rest or child.tag != "p":
                    child.text = rest
                    assign(child, match["attributes"])
                elif above is not None:
                    cover(above, (above, child))
                    assign(above, match["attributes"])
                    parent.remove(child)
                    continue
            above = child


def take_from_spans(root: Element) -> None:
    """After the text is parsed: attributes right after a link, a picture or marked words are theirs."""
    for element in root.iter():
        match = _AT_START.match(element.tail or "") if element.tag not in SOURCED - {"span"} else None
        if match:
            element.tail = (element.tail or "")[match.end() :]
            assign(element, match["attributes"])


def left_over(root: Element) -> Iterator[str]:
    """The attributes that belong to nothing."""
    for element in root.iter():
        if element.tag != "code":
            yield from (match[0] for match in ATTRIBUTES.finditer(element.text or ""))
        yield from (match[0] for match in ATTRIBUTES.finditer(element.tail or ""))
