"""What of a page would not be heard right: the same that keeps a PDF from being read aloud right."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from brief.model import Flaw
from brief.model.drawings import SVG

HEADING = re.compile(r"h(?P<level>[1-6])")
"""The name of a heading, with its level."""

SHOWN = 60
"""Characters of a heading, or of the address of a picture, that are told."""


def flaws(root: Element) -> Iterator[Flaw]:
    """The pictures of which nothing is said, and the headings that skip a level, in their order."""
    level = 0
    for element, source in _sourced(root, ""):
        if element.tag == "img" and "alt" not in element.attrib:
            yield Flaw("picture", element.get("src", "")[:SHOWN], source)
        elif element.tag == f"{SVG}svg" and element.find(f"{SVG}title") is None and "aria-hidden" not in element.attrib:
            yield Flaw("picture", "<svg>", source)
        elif match := HEADING.fullmatch(str(element.tag)):
            if int(match["level"]) > level + 1:
                yield Flaw("heading", " ".join("".join(element.itertext()).split())[:SHOWN], source)
            level = int(match["level"])


def _sourced(element: Element, source: str) -> Iterator[tuple[Element, str]]:
    """An element and all in it, each with the place in the brief that it comes from, its own or that around it."""
    if isinstance(element.tag, str):
        source = element.get("data-source", source)
        yield element, source
        for child in element:
            yield from _sourced(child, source)
