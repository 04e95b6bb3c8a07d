"""Headings: their levels have no gap below the title of their section, and no last word stands on a line alone."""

from __future__ import annotations

import re
from unicodedata import east_asian_width
from xml.etree.ElementTree import Element, SubElement

HEADING = re.compile(r"h([1-6])$")

_BLANK, _SIGN = r"[^\S\xa0\u202f]", r"[\S\xa0\u202f]"  # at a space of the second kind no line breaks

LAST_WORDS = re.compile(
    rf"(?P<before>(?:.*?{_BLANK})?)(?P<words>(?:{_SIGN}{{1,4}}{_BLANK}+)?{_SIGN}+{_BLANK}+{_SIGN}+){_BLANK}*", re.DOTALL
)
"""The last two words of a text, with a short one that stands before them, and what stands before all."""

FEWEST, LONGEST = 4, 24
"""How many words a heading has at least that may take two lines, and how wide words are that stay together."""

IN_MARGIN = 16
"""The same in the margin column, whose lines have about twenty characters."""


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


def keep_last_words(heading: Element, longest: int = LONGEST) -> None:
    """Keeps the last words of a heading on one line, two or three, so that the last never stands alone on it."""
    owner, part = (heading[-1], "tail") if len(heading) else (heading, "text")
    words = LAST_WORDS.fullmatch(getattr(owner, part) or "")
    if words and part == "tail" and not words["before"].strip():
        return  # a blank alone would stand behind what may be the call of a note, and be read with that
    if words and _width(words["words"]) <= longest and len("".join(heading.itertext()).split()) >= FEWEST:
        setattr(owner, part, words["before"])
        SubElement(heading, "span", {"class": "whole"}).text = words["words"]


def _width(words: str) -> int:
    """How wide words are, in small letters: capitals are wider, and letters of Korean and the like as wide as two."""
    wide = sum(east_asian_width(character) in "WF" for character in words)
    return len(words) + wide + sum(map(str.isupper, words)) // 2
