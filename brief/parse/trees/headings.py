"""Headings: levels without a gap below the section's title, and a name for each that a link can lead to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from xml.etree.ElementTree import Element

_HEADING = re.compile(r"h([1-6])$")


def close_gaps(roots: Sequence[Element]) -> None:
    """Renumbers the headings of a section: each at most one level below the one that it stands under.

    The title of the section is an h2, so what stands under it begins with h3.
    """
    open_levels: list[int] = []
    for heading, level in _headings(roots):
        while open_levels and open_levels[-1] >= level:
            open_levels.pop()
        open_levels.append(level)
        heading.tag = f"h{min(2 + len(open_levels), 6)}"


def name_headings(roots: Sequence[Element], section: str) -> None:
    """Gives each heading without a name one of its words: ``abuses-inside-the-camps``."""
    taken = {element.get("id") for root in roots for element in root.iter()}
    counts: dict[str, int] = {}
    for heading, _ in _headings(roots):
        if not heading.get("id"):
            name = plain = f"{_slug(section)}-{_slug(''.join(heading.itertext())) or 'heading'}"
            while name in taken:
                counts[plain] = counts.get(plain, 1) + 1
                name = f"{plain}-{counts[plain]}"
            heading.set("id", name)
            taken.add(name)


def _slug(text: str) -> str:
    return re.sub(r"[\W_]+", "-", text.casefold()).strip("-")


def _headings(roots: Sequence[Element]) -> Iterator[tuple[Element, int]]:
    for root in roots:
        for element in list(root.iter()):
            if match := _HEADING.match(element.tag):
                yield element, int(match[1])
