"""QR codes: addresses as drawings that any printer can print and any camera can read.

The look of a brief does not change what the standard (ISO/IEC 18004) requires: black on white, four modules of white
on each side, error correction M (15 %) or better. A module is at least 0.4 mm wide, so that it survives a copy of a
copy; a code with many modules is wider.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import groupby
from xml.etree.ElementTree import Element, SubElement

from brief.compose.addresses import in_ascii
from brief.compose.links import address_link
from brief.model import QUIET_ZONE, readable

WIDTH, SMALL = 25.0, 22.0
"""Widths of a code in mm, without the white around it: by default, and at the foot of a page."""

SMALLEST_MODULE = 0.4
"""The least width of a module, in mm."""

MARGIN_COLUMN = 50.0
"""The width of the margin column, in mm; a wider code stands in the text column."""


def draw_codes(blocks: Element, words: Mapping[str, str]) -> None:
    """Draws the code of each ``/// qr`` and prints its address below."""
    for aside in blocks.iter("aside"):
        if address := aside.attrib.pop("data-address", ""):
            drawing, width = code(address, float(aside.attrib.pop("data-wide", WIDTH)), words)
            if width > MARGIN_COLUMN:
                aside.set("class", "qr")
            aside.append(drawing)
            SubElement(aside, "p", {"class": "address"}).append(address_link(address))


def code(address: str, width: float, words: Mapping[str, str]) -> tuple[Element, float]:
    """The code of an address as inline SVG, and its width, which is `width` mm or more.

    The white around it reaches beyond the column, so that its dark modules are flush with the edge of the column.
    """
    size, path = _modules(in_ascii(address))
    width = max(width, size * SMALLEST_MODULE)
    white = width / size * QUIET_ZONE
    whole = size + 2 * QUIET_ZONE
    svg = Element(
        "svg",
        {
            "class": "code",
            "data-code": address,
            "width": f"{width + 2 * white:.3f}mm",
            "height": f"{width + 2 * white:.3f}mm",
            "viewBox": f"{-QUIET_ZONE} {-QUIET_ZONE} {whole} {whole}",
            "style": f"margin-left: -{white:.3f}mm; margin-right: -{white:.3f}mm",
        },
    )
    SubElement(svg, "title").text = words["qr-code"].format(address=readable(address))
    corner, side = f"{-QUIET_ZONE}", f"{whole}"
    SubElement(svg, "rect", {"x": corner, "y": corner, "width": side, "height": side, "fill": "#fff"})
    SubElement(svg, "path", {"d": path, "fill": "#000"})
    return svg, width


@lru_cache(maxsize=64)
def _modules(address: str) -> tuple[int, str]:
    """How many modules a side of a code has, and a path around the dark ones."""
    import segno  # only a brief with a code needs it

    rows = segno.make_qr(address, error="m", boost_error=True).matrix
    return len(rows), "".join(_path(rows))


def _path(modules: Sequence[Sequence[int]]) -> Iterator[str]:
    """A rectangle for each run of dark modules, as parts of one path; filled as one, they show no seams."""
    for y, row in enumerate(modules):
        x = 0
        for dark, run in groupby(row):
            length = len(list(run))
            if dark:
                yield f"M{x} {y}h{length}v1h-{length}z"
            x += length
