"""The looks: the designs of pages that come with brief, and the colors that follow from that of an office in each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from brief.css import BLACK, RGB, WHITE, contrast, mixed, shaded

LookName = Literal["gazette", "block", "witness", "ledger"]

FROM_LOGO = "from-logo"
"""What `brand` in brief.yaml says for the color of the logo."""

READABLE = 4.5
"""The least contrast of text (WCAG 2.2, 1.4.3)."""


@dataclass(frozen=True, slots=True)
class Look:
    """A look: what it is for, and the families of its faces.

    Key figures stand in a `row` below the ask, in a `lead` below the arguments, the first of them large, or in the
    `indent`, but three of the summary in a row; with a `margin_column` they may also stand beside the text. Pull quotes
    stand beside the text, or `across` its column. A `numbered` look numbers sections, arguments and recommendations.

    The tint of what is asked has the `tint` of the color `tinted`, from 0 to 1, and the rest is white. Page 1 has a
    place for a `cover` or not.
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

    @property
    def listed(self) -> tuple[str, str, str]:
        """Its row in a list of looks: name, faces, purpose."""
        return (self.name, ", ".join(self.families), self.purpose)


GAZETTE = Look("gazette", "any brief: a quiet page for reading", ("Source Serif 4", "Source Sans 3"))
"""The default: that of the house, which needs no folder of its own."""

BLOCK = Look(
    "block",
    "taking a stand: title and ask on areas of the brand's color",
    ("Archivo", "Source Serif 4"),
    tint=0.12,
    tinted="brand",
    figures="lead",
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
)

LOOKS: Mapping[str, Look] = {look.name: look for look in (GAZETTE, BLOCK, WITNESS, LEDGER)}
"""The looks by name; each but the first is a folder of the house's styles."""


def tinted(look: Look, accent: RGB, brand: RGB) -> RGB:
    """The tint of a look, on white."""
    return mixed(brand if look.tinted == "brand" else accent, look.tint)


def asked_in(look: Look, brand: RGB) -> RGB:
    """The color for what is asked: the brand's, darkened until it is read on white and on its tint."""
    return shaded(brand, 0, lambda darker: readability(look, darker, brand) >= READABLE)


def readability(look: Look, accent: RGB, brand: RGB) -> float:
    """The contrast of text in the accent: the lower one of those on white and on the tint."""
    return min(contrast(accent, WHITE), contrast(accent, tinted(look, accent, brand)))


def text_on(brand: RGB, ink: RGB) -> RGB:
    """The color of text on the brand: white, or else the ink, or black where the ink is too light."""
    return next((one for one in (WHITE, ink) if contrast(one, brand) >= READABLE), BLACK)
