"""Headings: a name for each that a link can lead to."""

from __future__ import annotations

import re
from collections.abc import Sequence
from xml.etree.ElementTree import Element

HEADING = re.compile(r"h[1-6]$")


def name_headings(roots: Sequence[Element], section: str) -> None:
    """Gives each heading without a name one of its words: ``abuses-inside-the-camps``."""
    taken = {element.get("id") for root in roots for element in root.iter()}
    counts: dict[str, int] = {}
    for heading in (element for root in roots for element in root.iter() if HEADING.match(element.tag)):
        if not heading.get("id"):
            name = plain = f"{_slug(section)}-{_slug(''.join(heading.itertext())) or 'heading'}"
            while name in taken:
                counts[plain] = counts.get(plain, 1) + 1
                name = f"{plain}-{counts[plain]}"
            heading.set("id", name)
            taken.add(name)


def _slug(text: str) -> str:
    return re.sub(r"[\W_]+", "-", text.casefold()).strip("-")
