"""Numbers stay with their units, and names with their parts, on the lines of headings and captions.

What belongs together follows from the language: its months, and the words that a number follows, such as 'Article'. Of
people, only titles and initials are known.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from xml.etree.ElementTree import Element

from brief.compose.trees import letters
from brief.model import classes, text_nodes

LONGEST = 24
"""Letters of the longest words that are kept on one line; the narrowest line of a caption has about 30."""

_BLANK = r"[^\S\xa0\u202f\n]+"
_NUMBER = r"[0-9](?:[0-9.,’/–—\-\xa0\u202f]*[0-9])?"
_YEAR = r"(?:1[5-9]|2[01])[0-9]{2}(?![.,]?[0-9])"
_ORDINAL = r"(?:(?:st|nd|rd|th|er|re|e)\b|(?<![0-9]{3})\.)?"
_MONEY = r"(?:[$€£¥₩]|[A-Z]{1,3}\$|(?:USD|EUR|GBP|CHF|CAD|AUD|KRW|JPY)\b)"
_LINKS = r"(?:to|and|or|of|in|on|by|from|à|et|ou|de|du|en|sur|bis|und|oder|von|im|auf)\b"
_COUNTED = rf"(?!{_YEAR})(?:{_MONEY}\s*)?{_NUMBER}{_ORDINAL}{_BLANK}(?!{_LINKS})(?:[^\W\d_]|[%‰°$€£¥₩])\S*"
"""A number and the word behind it: ``118 yards``, ``$25 million``, ``8 June``, ``10 %``; not a year."""

_MARKED = (
    r"(?:§§?|¶¶?|№|Nr\.|[Nn]os?\.|[Nn]°|[Aa]rts?\.|[Aa]bs\.|pp?\.|S\.|[Ff]igs?\.|Abb\.|Tab\.|[Ss]ecs?\.|[Vv]ols?\.|[Cc]hap\.)"
    rf"\s*{_NUMBER}"
)
_TITLED = (
    r"(?:(?:(?:Mr|Mrs|Ms|Dr|St|Ste)\b\.?|(?:Mmes?|Mlles?|Mgr)\b|(?:MM?|Prof|Sens?|Reps?|Gov|Gen|Col|Maj|Lt|Sgt|Capt|Adm|Amb|"
    rf"Hon|Rev|Hr|Fr|[A-ZÀ-Þ])\.){_BLANK})+[A-ZÀ-Þ]\S*"
)
"""``Mr. Rendler``, ``M. Dupont``, ``J. K. Rowling``."""


def keep_names(tree: Element, words: Mapping[str, str]) -> Element:
    """Keeps numbers with their units, and names with their parts, on one line; the tree is changed and returned."""
    together = _together(words["months"], words.get("numbered", ""))
    for node in list(text_nodes(tree, closed=lambda element: element.tag == "code" or "whole" in classes(element))):
        if found := [(match, _whole(match[0])) for match in together.finditer(node.text) if _fits(match[0])]:
            node.insert(found)
    return tree


def _fits(text: str) -> bool:
    """Whether words are short enough to stand on one line everywhere."""
    return letters(text) <= LONGEST


def _whole(text: str) -> Element:
    whole = Element("span", {"class": "whole"})
    whole.text = text
    return whole


@lru_cache(maxsize=8)
def _together(months: str, numbered: str) -> re.Pattern[str]:
    """Matches what belongs together in a language."""
    names = [name.strip() for name in numbered.split(",") if "#" not in name and name.strip()]
    month, name = (
        "|".join(map(re.escape, sorted(entries, key=len, reverse=True)))
        for entries in (map(str.strip, months.split(",")), names)
    )
    part = rf"(?:{_NUMBER}|[IVXL]+\b|[A-Z]\b)"
    law = rf"(?:[A-Z]\w+{_BLANK}(?=[A-Z]))?(?i:{name}){_BLANK}{part}"  # with the word before it: Public Law 108
    forms = [rf"(?:{month}){_BLANK}{_NUMBER}\w*", _MARKED, _TITLED, _COUNTED, *([law] if names else [])]
    return re.compile(rf"(?<![\w.,$€£¥₩/–-])(?:{'|'.join(forms)})")
