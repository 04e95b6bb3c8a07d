"""QR codes: an address to be read by a telephone, as a drawing that any printer prints and any camera reads.

What the standard asks for (ISO/IEC 18004) is kept whatever the look of a brief: black on white, four modules of
white all around, error correction M (15 %) or better. A module is never smaller than 0.4 mm, so that a copy of a copy
still has it: a code with too many of them grows.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import groupby
from xml.etree.ElementTree import Element, SubElement

from brief.compose.links import printed_address
from brief.model import in_ascii, readable

WIDTH = 25.0
"""How wide a code is that nobody gave a width, in mm; what is white around it not counted."""

SMALLEST_MODULE = 0.4
"""Millimetres."""

QUIET = 4
"""Modules of white on each side (ISO/IEC 18004, 5.3.8)."""

MARGIN_COLUMN = 50.0
"""Millimetres: a wider code stands in the text column."""


def draw_codes(body: Element, words: Mapping[str, str]) -> None:
    """Draws the code of each ``/// qr``, and prints its address below it."""
    for aside in body.iter("aside"):
        if address := aside.attrib.pop("data-address", ""):
            asked = float(aside.attrib.pop("data-wide", WIDTH))
            drawing, width = code(address, asked, words)
            if width > MARGIN_COLUMN:
                aside.set("class", "qr")
            aside.append(drawing)
            below = SubElement(aside, "p", {"class": "address"})
            SubElement(below, "a", {"class": "address", "href": address}).text = printed_address(address)


def code(address: str, width: float, words: Mapping[str, str]) -> tuple[Element, float]:
    """The code of an address as inline SVG, `width` mm wide or as wide as it has to be, and how wide that is.

    The white around it reaches over the column on both sides, so that the dark of it stands on the column's edge.
    """
    modules = _modules(in_ascii(address))
    size = len(modules)
    width = max(width, size * SMALLEST_MODULE)
    white = width / size * QUIET
    whole = size + 2 * QUIET
    svg = Element(
        "svg",
        {
            "class": "code",
            "width": f"{width + 2 * white:.3f}mm",
            "height": f"{width + 2 * white:.3f}mm",
            "viewBox": f"{-QUIET} {-QUIET} {whole} {whole}",
            "style": f"margin-left: -{white:.3f}mm; margin-right: -{white:.3f}mm",
        },
    )
    SubElement(svg, "title").text = words["qr-code"].format(address=readable(address))
    sides = {"x": f"{-QUIET}", "y": f"{-QUIET}", "width": f"{whole}", "height": f"{whole}"}
    SubElement(svg, "rect", {**sides, "fill": "#fff"})
    SubElement(svg, "path", {"d": "".join(_path(modules)), "fill": "#000"})
    return svg, width


@lru_cache(maxsize=64)
def _modules(address: str) -> tuple[Sequence[int], ...]:
    """The modules of a code, row by row, 1 for a dark one."""
    import segno  # only a brief with a code needs it

    return tuple(bytes(row) for row in segno.make_qr(address, error="m", boost_error=True).matrix)


def _path(modules: Sequence[Sequence[int]]) -> Iterator[str]:
    """One path around all dark modules, as a rectangle for each run of them: filled as one it shows no seams."""
    for y, row in enumerate(modules):
        x = 0
        for dark, run in groupby(row):
            length = len(list(run))
            if dark:
                yield f"M{x} {y}h{length}v1h-{length}z"
            x += length
