"""``{: .wide #camps lang=fr width=4cm }``: a class, name, language or width of the element before it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html import unescape
from xml.etree.ElementTree import Element

from brief.model import MM_IN_INCH, POINTS_IN_MM, data_source, lines_of, text_nodes
from brief.parse.words import is_inline

ATTRIBUTES = re.compile(r"\{:(?P<attributes>[^{}]*)\}")
"""Attributes in braces, anywhere in a text."""

ATTRIBUTE = re.compile(r"""[\w-]+=(?:"[^"]*"|'[^']*')|\S+""")
"""A single attribute; a value in quotation marks may contain blanks."""

ALLOWED = re.compile(
    r"\.(?P<cls>[A-Za-z][\w-]*)$|#(?P<id>[A-Za-z][\w.-]*)$"
    r"|lang=(?P<q>[\"']?)(?P<lang>[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*)(?P=q)$"
    r"|width=(?P<w>[\"']?)(?P<width>[^\"']+)(?P=w)$|credit=(?P<c>[\"'])(?P<credit>\s*(?!(?P=c))\S(?:(?!(?P=c)).)*)(?P=c)$"
)
"""An attribute that is allowed; all others (styles, addresses, scripts) are refused."""

OF_PICTURES: Mapping[str, tuple[frozenset[str], str, str]] = {
    "width": (frozenset({"figure", "img"}), "", "4cm"),
    "credit": (frozenset({"figure"}), " that stands alone", '"Who made it"'),
}
"""Attributes of pictures: the tags that may have each, the words after 'only a picture' in the finding, an example."""

_UNITS: Mapping[str, float] = {"mm": 1, "cm": 10, "in": MM_IN_INCH, "pt": 1 / POINTS_IN_MM}
_LENGTH = re.compile(rf"([0-9]{{1,4}}(?:[.,][0-9]{{1,3}})?)\s*({'|'.join(_UNITS)})", re.IGNORECASE)
_AT_END = re.compile(rf"(?<![)\]*_`>}}\"]){ATTRIBUTES.pattern}\s*$")
"""Attributes at the end of a block; directly behind the end of a link, a picture or emphasis, they belong to that."""


def millimetres(text: str) -> float | None:
    """A length such as ``4cm``, ``30 mm`` or ``1.5 in`` in millimetres; None for anything else."""
    match = _LENGTH.fullmatch(text.strip())
    return float(match[1].replace(",", ".")) * _UNITS[match[2].lower()] if match else None


def assign(element: Element, attributes: str) -> None:
    """Sets on an element the attributes between the braces that are allowed."""
    for match in filter(None, map(ALLOWED.match, ATTRIBUTE.findall(attributes))):
        if match["cls"]:
            element.set("class", f"{element.get('class', '')} {match['cls']}".strip())
        elif match["credit"]:
            element.set("data-credit", " ".join(unescape(match["credit"]).split()))
        elif match["width"]:
            element.set("data-width", f"{millimetres(match['width']) or 0:g}")
        else:
            key = "id" if match["id"] else "lang"
            element.set(key, match[key])


def misplaced(root: Element) -> Iterator[str]:
    """The names of attributes for pictures on other elements."""
    for element in root.iter():
        for name, (tags, *_) in OF_PICTURES.items():
            if f"data-{name}" in element.attrib and element.tag not in tags:
                yield name


def take_from_blocks(root: Element) -> None:
    """Before the text is parsed: sets attributes at the end of a block on it, those alone on the block above."""
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
                    (name, *lines), (_, *more) = lines_of(above), lines_of(child)
                    above.set("data-source", data_source(name, lines + more))
                    assign(above, match["attributes"])
                    parent.remove(child)
                    continue
            above = child


def take_from_spans(root: Element) -> None:
    """After the text is parsed: sets attributes on the link, picture or other inline element right before them."""
    for element in root.iter():
        match = ATTRIBUTES.match(element.tail or "") if is_inline(element) else None
        if match:
            element.tail = (element.tail or "")[match.end() :]
            assign(element, match["attributes"])


def left_over(root: Element) -> Iterator[str]:
    """The attributes that are still in the text, outside code, because they follow no element."""
    for node in text_nodes(root, closed=lambda element: element.tag == "code"):
        yield from (match[0] for match in ATTRIBUTES.finditer(node.text))
