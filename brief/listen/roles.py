"""What each role in a PDF's structure is called, and how it is read.

The roles are the standard structure types of ISO 32000-1, 14.8.4, and those that ISO 32000-2 adds.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum


class Way(Enum):
    """How an element is read."""

    BLOCK = "by itself, and announced"
    GROUP = "not announced; what stands in it is read by itself"
    CLEAR = "as if it were not there"
    INLINE = "in the line that it stands in"


BLOCKS: Mapping[str, str] = {
    "Title": "Title",
    "H": "Heading",
    **{f"H{level}": f"Heading {level}" for level in range(1, 7)},
    "P": "Paragraph",
    "BlockQuote": "Quotation",
    "L": "List",
    "LI": "Item",
    "TOC": "Contents",
    "TOCI": "Entry",
    "Table": "Table",
    "TR": "Row",
    "TH": "Header",
    "TD": "Cell",
    "Caption": "Caption",
    "Note": "Note",
    "FENote": "Note",
    "Figure": "Figure",
    "Formula": "Formula",
    "Form": "Form field",
}
"""The roles that are announced, with their names."""

LINKS = ("Reference", "Link", "Annot")
"""The roles that are read as links; a short Reference is the call of a note."""

_CLEAR = "NonStruct Private THead TBody TFoot"
_INLINE = "Span Em Strong Sub Quote Code Lbl BibEntry Ruby RB RT RP Warichu WT WP"
WAYS: Mapping[str, Way] = {
    **dict.fromkeys(BLOCKS, Way.BLOCK),
    **dict.fromkeys(_CLEAR.split(), Way.CLEAR),
    **dict.fromkeys((*LINKS, *_INLINE.split()), Way.INLINE),
}
"""How each role is read; all others (Document, Part, Sect, Div, Aside, LBody …) are groups."""

PICTURES = {"Figure", "Formula"}
"""The roles that are read by their alternative text."""

MARKED = (*LINKS, "Quote", "Code")
"""The roles that a part of a line may have; of two around the same words, the first counts."""

_NUMBERINGS = {
    "bulleted": "Unordered Disc Circle Square",
    "numbered": "Ordered Decimal UpperRoman LowerRoman UpperAlpha LowerAlpha",
}
NUMBERINGS = {style: word for word, styles in _NUMBERINGS.items() for style in styles.split()}
"""A word for each ListNumbering (ISO 32000-1, table 347)."""


def way(role: str) -> Way:
    """How a role is read."""
    return WAYS.get(role, Way.GROUP)


def name_of(role: str) -> str:
    """The name of a role that is announced; 'Text' for any other."""
    return BLOCKS.get(role, "Text")
