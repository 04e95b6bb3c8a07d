"""Headings: their levels have no gap below the title of their section, and no last word stands on a line alone."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element, SubElement

HEADING = re.compile(r"h([1-6])$")

LAST_WORDS = re.compile(r"(?P<before>(?:.*\s)?)(?P<pair>\S+\s+\S+)\s*", re.DOTALL)
"""The last two words of a text, and what stands before them."""

FEWEST, LONGEST = 4, 24
"""How many words a heading has at least that may take two lines, and characters of two words that stay together."""


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


def keep_last_words(heading: Element) -> None:
    """Keeps the last two words of a heading on one line, so that the last of them never stands alone on it."""
    owner, part = (heading[-1], "tail") if len(heading) else (heading, "text")
    words = LAST_WORDS.fullmatch(getattr(owner, part) or "")
    if words and len(words["pair"]) <= LONGEST and len("".join(heading.itertext()).split()) >= FEWEST:
        setattr(owner, part, words["before"])
        SubElement(heading, "span", {"class": "whole"}).text = words["pair"]
