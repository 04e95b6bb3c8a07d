"""The looks: the designs of pages that come with brief, and the colors that they derive from the brand's color."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from brief.css import BLACK, RGB, WHITE, contrast, mixed, shaded

LookName = Literal["gazette", "block", "witness", "ledger"]

FROM_LOGO = "from-logo"
"""The value of `brand` in brief.yaml that means the color of the logo."""

READABLE = 4.5
"""The least contrast of text (WCAG 2.2, 1.4.3)."""


@dataclass(frozen=True, slots=True)
class Look:
    """A look: what it is for, and the families of its faces.

    `figures` is the place of key figures: a `row` below the ask; a `lead` below the arguments, with the first figure
    large; or the `indent`, except that three of the summary form a row. With a `margin_column`, they may also be beside
    the text. `quotes` says that pull quotes are set `beside` the text or `across` its column. A `numbered` look numbers
    sections, arguments and recommendations.

    `letters_in_row` are those that fit into a row of a table as wide as the page, on average.

    The area of the ask is a tint: the color named in `tinted`, at the strength `tint` from 0 (white) to 1. `cover` says
    whether page 1 has a place for a cover picture.
    """

    name: LookName
    purpose: str
    families: tuple[str, ...]
    tint: float = 0.09
    tinted: Literal["accent", "brand"] = "accent"
    cover: bool = False
    margin_column: bool = True
    figures: Literal["row", "lead", "indent"] = "row"
    quotes: Literal["beside", "across"] = "beside"
    numbered: bool = False
    letters_in_row: int = 122

    @property
    def listed(self) -> tuple[str, str, str]:
        """Its row in a list of looks: name, faces, purpose."""
        return (self.name, ", ".join(self.families), self.purpose)


GAZETTE = Look("gazette", "any brief: a quiet page for reading", ("Source Serif 4", "Source Sans 3"))
"""The default: the look of the house itself, which has no folder of its own."""

BLOCK = Look(
    "block",
    "taking a stand: title and ask on areas of the brand's color",
    ("Archivo", "Source Serif 4"),
    tint=0.12,
    tinted="brand",
    figures="lead",
    letters_in_row=118,
)

WITNESS = Look(
    "witness",
    "telling what happened: a photograph, heavy titles, large quotations",
    ("Libre Franklin", "Newsreader"),
    tint=0,
    cover=True,
    margin_column=False,
    figures="indent",
    quotes="across",
    letters_in_row=112,
)

LEDGER = Look(
    "ledger",
    "councils and committees: every point has a number, and a chart stands on page 1",
    ("IBM Plex Sans",),
    tint=0,
    cover=True,
    margin_column=False,
    figures="indent",
    quotes="across",
    numbered=True,
    letters_in_row=115,
)

LOOKS: Mapping[str, Look] = {look.name: look for look in (GAZETTE, BLOCK, WITNESS, LEDGER)}
"""The looks by name; each except the first has a folder in the house's styles."""


def tinted(look: Look, accent: RGB, brand: RGB) -> RGB:
    """The color of a look's tint, mixed with white."""
    return mixed(brand if look.tinted == "brand" else accent, look.tint)


def accent_of(look: Look, brand: RGB) -> RGB:
    """The accent, the color of the ask: the brand's color, darkened until it is readable on white and on the tint."""
    return shaded(brand, 0, lambda darker: readability(look, darker, brand) >= READABLE)


def readability(look: Look, accent: RGB, brand: RGB) -> float:
    """The contrast of text in the accent on white or on the tint, whichever is lower."""
    return min(contrast(accent, WHITE), contrast(accent, tinted(look, accent, brand)))


def text_on(brand: RGB, ink: RGB) -> RGB:
    """The color of text on the brand's color: white, or the ink, or black, the first of them that is readable."""
    return next((one for one in (WHITE, ink) if contrast(one, brand) >= READABLE), BLACK)
