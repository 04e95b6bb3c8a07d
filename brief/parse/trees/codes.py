"""QR codes: whether there is an address, whether it can be read off paper, how wide the code shall be."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from brief.findings import Finding, Place
from brief.findings import markdown as rules
from brief.findings.nearest import shortened
from brief.model import LONGEST_CODE
from brief.parse.lengths import millimetres
from brief.parse.reading.containers import Fence
from brief.parse.reading.lines import Line
from brief.parse.reading.outline import Outline

NARROWEST, WIDEST = 20, 60
"""Millimetres that a code may be wide."""

_ADDRESS = re.compile(r"https?://[\w-]+(?:\.[\w-]+)+(?::[0-9]{1,5})?(?:[/?#][^\s<>\"\\{}|^`]*)?", re.IGNORECASE)


def address_of(argument: str) -> str:
    """The address behind the bar, which may stand between angle brackets."""
    return argument.strip().removeprefix("<").removesuffix(">")


def check_codes(outline: Outline, path: Path) -> Iterator[Finding]:
    """What is wrong with the address and the width of each code."""
    codes = (fence for leaf in outline.leaves for fence in leaf.path if isinstance(fence, Fence) and fence.name == "qr")
    for code in dict.fromkeys(codes):
        if code.argument:
            yield from _address(code.argument, path)
        if width := code.options.get("width"):
            yield from _width(width, path)


def _address(given: Line, path: Path) -> Iterator[Finding]:
    address = address_of(given.text)
    place = Place(path, given.number, given.column)
    if len(address) > LONGEST_CODE:
        yield rules.QR_ADDRESS_LONG.at(place, count=len(address), limit=LONGEST_CODE)
    elif not address.isprintable() or not _ADDRESS.fullmatch(address):
        yield rules.QR_ADDRESS_WRONG.at(place, address=shortened(given.text))


def _width(given: Line, path: Path) -> Iterator[Finding]:
    if not NARROWEST <= (millimetres(given.text) or 0) <= WIDEST:
        place = Place(path, given.number, given.column)
        bounds = {"least": NARROWEST, "most": WIDEST}
        yield rules.WIDTH_WRONG.at(place, width=shortened(given.text), what="a QR code", way="width: 25 mm", **bounds)
