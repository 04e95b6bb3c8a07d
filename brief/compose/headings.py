"""Headings: the levels of those that an edition prints have no gap, below the title of their section."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

HEADING = re.compile(r"h([1-6])$")


def close_gaps(body: Element) -> None:
    """Renumbers the headings of a section below its title: each at most one level below the one that it stands under.

    The title of the section is an h2, so what stands under it begins with h3.
    """
    open_levels: list[int] = []
    for heading in list(body.iter()):
        if match := HEADING.match(heading.tag):
            level = int(match[1])
            while open_levels and open_levels[-1] >= level:
                open_levels.pop()
            open_levels.append(level)
            heading.tag = f"h{min(2 + len(open_levels), 6)}"
