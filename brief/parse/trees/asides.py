"""The blocks between slashes, as asides of the page."""

from __future__ import annotations

import re
from typing import Any
from xml.etree.ElementTree import Element, SubElement

from pymdownx.blocks.block import Block, type_string

from brief.parse.lengths import millimetres
from brief.parse.marks import after_mark, cover
from brief.parse.trees.codes import address_of

_DASH = re.compile(r"(?:--|[—–])[ \t]*")


class Aside(Block):  # type: ignore[misc]  # pymdownx comes without type hints
    """What all blocks are: an aside of that class."""

    ARGUMENT = None
    argument: str
    words = ""

    def on_create(self, parent: Element) -> Element:
        """Adds it, with its mark."""
        aside = SubElement(parent, "aside", {"class": self.NAME})
        aside.text, self.words = after_mark(self.argument)
        return aside


class Box(Aside):
    """A box, with or without a heading."""

    NAME = "box"

    def on_create(self, parent: Element) -> Element:
        """Adds it, the heading first."""
        aside = super().on_create(parent)
        if self.words:
            SubElement(aside, "p", {"class": "box-title"}).text = self.argument
        return aside


class PullQuote(Aside):
    """Words pulled out of the text; a last paragraph after a dash, or the option `source`, names who said them."""

    NAME = "pull-quote"
    OPTIONS: dict[str, Any] = {"source": ["", type_string]}  # noqa: RUF012  # pymdownx copies it

    def on_create(self, parent: Element) -> Element:
        """Adds it."""
        aside = super().on_create(parent)
        SubElement(aside, "blockquote")
        return aside

    def on_add(self, block: Element) -> Element:
        """The words go into a quotation."""
        return block[0]

    def on_end(self, block: Element) -> None:
        """The mark of the last line and the source go below it."""
        block.append(block[0][-1])
        block[0].remove(block[0][-1])
        if self.options["source"]:
            SubElement(block, "p", {"class": "source"}).text = self.options["source"]


class KeyFigure(Aside):
    """A number, what it counts, and where it comes from."""

    NAME = "key-figure"
    OPTIONS: dict[str, Any] = {"source": ["", type_string], "year": ["", type_string]}  # noqa: RUF012  # as above

    def on_create(self, parent: Element) -> Element:
        """Adds it, the number first."""
        aside = super().on_create(parent)
        SubElement(aside, "p", {"class": "number"}).text = self.argument
        return aside

    def on_end(self, block: Element) -> None:
        """The source and the year go below what the number counts."""
        for paragraph in block.findall("p")[1:]:
            paragraph.set("class", "counts")
        if said := [self.options[key] for key in ("source", "year") if self.options[key]]:
            SubElement(block, "p", {"class": "source"}).text = ",".join(said)  # a mark between them is a line end


class Code(Aside):
    """A QR code: its address and its width, and the words above it."""

    NAME = "qr"
    OPTIONS: dict[str, Any] = {"width": ["", type_string]}  # noqa: RUF012  # as above

    def on_create(self, parent: Element) -> Element:
        """Adds it, with its address."""
        aside = super().on_create(parent)
        aside.set("data-address", address_of(self.words))
        return aside

    def on_end(self, block: Element) -> None:
        """Its width, if it has one, is known now."""
        _, words = after_mark(self.options["width"])
        if words:
            block.set("data-wide", f"{millimetres(words) or 0:g}")


def finish_pull_quotes(root: Element) -> None:
    """Before the text is parsed: takes such a paragraph out of the quotation, and the dash off it."""
    for aside in root.iter("aside"):
        quote = aside.find("blockquote") if "pull-quote" in aside.get("class", "") else None
        if quote is None or len(quote) < 2:
            continue
        last = quote[-1]
        if last.tag == "p" and (match := _DASH.match(last.text or "")):
            quote.remove(last)
            last.text = (last.text or "")[match.end() :]
            last.set("class", "source")
            aside.insert(1, last)
            cover(quote, quote)
