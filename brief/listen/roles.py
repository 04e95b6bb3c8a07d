"""What each role in a PDF's structure is called, and how it is read.

The roles are the standard structure types of ISO 32000-1, 14.8.4, and those that ISO 32000-2 adds.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from typing import NamedTuple


class Way(Enum):
    """How an element is read."""

    BLOCK = "by itself, and announced"
    GROUP = "not announced; what stands in it is read by itself"
    CLEAR = "as if it were not there"
    INLINE = "in the line that it stands in"


class Role(NamedTuple):
    """How a role is read, and its name in plain words."""

    way: Way
    words: str


TEXT = "Text"
"""The name of what has no other."""

ROLES: Mapping[str, Role] = {
    **{name: Role(Way.GROUP, TEXT) for name in ("Document", "Part", "Art", "Sect", "Div", "Aside", "Index", "LBody")},
    **{name: Role(Way.CLEAR, TEXT) for name in ("NonStruct", "Private", "THead", "TBody", "TFoot")},
    "Title": Role(Way.BLOCK, "Title"),
    "H": Role(Way.BLOCK, "Heading"),
    **{f"H{level}": Role(Way.BLOCK, f"Heading {level}") for level in range(1, 7)},
    "P": Role(Way.BLOCK, "Paragraph"),
    "BlockQuote": Role(Way.BLOCK, "Quotation"),
    "L": Role(Way.BLOCK, "List"),
    "LI": Role(Way.BLOCK, "Item"),
    "TOC": Role(Way.BLOCK, "Contents"),
    "TOCI": Role(Way.BLOCK, "Entry"),
    "Table": Role(Way.BLOCK, "Table"),
    "TR": Role(Way.BLOCK, "Row"),
    "TH": Role(Way.BLOCK, "Header"),
    "TD": Role(Way.BLOCK, "Cell"),
    "Caption": Role(Way.BLOCK, "Caption"),
    "Note": Role(Way.BLOCK, "Note"),
    "FENote": Role(Way.BLOCK, "Note"),
    "Figure": Role(Way.BLOCK, "Figure"),
    "Formula": Role(Way.BLOCK, "Formula"),
    "Form": Role(Way.BLOCK, "Form field"),
    **{name: Role(Way.INLINE, "") for name in ("Span", "Em", "Strong", "Sub", "Quote", "Code", "Lbl", "BibEntry")},
    **{name: Role(Way.INLINE, "") for name in ("Ruby", "RB", "RT", "RP", "Warichu", "WT", "WP")},
    "Link": Role(Way.INLINE, "link"),
    "Annot": Role(Way.INLINE, "link"),
    "Reference": Role(Way.INLINE, "note"),
}
"""All roles."""

PICTURES = {"Figure", "Formula"}
"""The roles that are read by their alternative text."""

MARKED = ("Reference", "Link", "Annot", "Quote", "Code")
"""The roles that a part of a line may have; of two around the same words, the first counts."""

BULLETS = {"Unordered", "Disc", "Circle", "Square"}
NUMBERS = {"Ordered", "Decimal", "UpperRoman", "LowerRoman", "UpperAlpha", "LowerAlpha"}
"""The values of ListNumbering (ISO 32000-1, table 347)."""


def way(role: str) -> Way:
    """How a role is read; an unknown one is a group."""
    return ROLES[role].way if role in ROLES else Way.GROUP


def words(role: str) -> str:
    """The name of a role."""
    return ROLES[role].words if role in ROLES else TEXT


def numbering(style: str) -> str:
    """A word for a ListNumbering; empty for an unknown one."""
    if style in BULLETS:
        return "bulleted"
    return "numbered" if style in NUMBERS else ""
