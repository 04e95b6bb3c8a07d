"""The blocks between slashes, as pymdownx makes elements of them.

`brief.model.data` says how a chart or a table stands in the tree until compose fills it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from unicodedata import normalize
from xml.etree.ElementTree import Element, SubElement

from pymdownx.blocks import BlocksExtension, BlocksProcessor
from pymdownx.blocks.block import Block, type_string

from brief.parse.marks import after_mark, lines_of
from brief.parse.reading.containers import Fence
from brief.parse.reading.fences import BLOCKS, YES
from brief.parse.reading.lines import plain
from brief.parse.reading.outline import Leaf
from brief.parse.trees.attributes import millimetres

IN_TREE = ("title", "note", "source", "wide", "id")
"""The options of exhibits that become elements, a class or a name; the others become ``data-of-…``."""

SENTENCE_ENDS = (".", "!", "?", "…", "。")


def _options(name: str) -> dict[str, Any]:
    """The options of a block as pymdownx takes them: all are text."""
    return {option: ["", type_string] for option in BLOCKS[name].options}


class Aside(Block):  # type: ignore[misc]  # pymdownx comes without type hints
    """A block as an element with its name as class."""

    ARGUMENT = None
    ELEMENT = "aside"
    argument: str
    words = ""
    """The argument without its mark."""

    def on_create(self, parent: Element) -> Element:
        """Adds the element, with the mark of its line."""
        element = SubElement(parent, self.ELEMENT, {"class": self.NAME})
        element.text, self.words = after_mark(self.argument)
        return element


class Box(Aside):
    """A box, with or without a heading."""

    NAME = "box"

    def on_create(self, parent: Element) -> Element:
        """Adds the box and its heading."""
        aside = super().on_create(parent)
        if self.words:
            SubElement(aside, "p", {"class": "box-title"}).text = self.argument
        return aside


class PullQuote(Aside):
    """Words from the text; `finish_pull_quotes` makes a last paragraph after a dash their source."""

    NAME = "pull-quote"
    OPTIONS = _options(NAME)

    def on_create(self, parent: Element) -> Element:
        """Adds the block and the quotation in it."""
        aside = super().on_create(parent)
        SubElement(aside, "blockquote")
        return aside

    def on_add(self, block: Element) -> Element:
        """Puts the words into the quotation."""
        return block[0]

    def on_end(self, block: Element) -> None:
        """Puts the mark of the last line and the source below the quotation."""
        block.append(block[0][-1])
        block[0].remove(block[0][-1])
        if self.options["source"]:
            SubElement(block, "p", {"class": "source"}).text = self.options["source"]


class KeyFigure(Aside):
    """A number, what it counts, and its source."""

    NAME = "key-figure"
    OPTIONS = _options(NAME)

    def on_create(self, parent: Element) -> Element:
        """Adds the block and the number."""
        aside = super().on_create(parent)
        SubElement(aside, "p", {"class": "number"}).text = self.argument
        return aside

    def on_end(self, block: Element) -> None:
        """Adds the source and the year below what the number counts."""
        for paragraph in block.findall("p")[1:]:
            paragraph.set("class", "counts")
        if source := [self.options[key] for key in ("source", "year") if self.options[key]]:
            SubElement(block, "p", {"class": "source"}).text = ",".join(
                source
            )  # the mark of the second becomes a line end


class QRCode(Aside):
    """A QR code, and the words above it."""

    NAME = "qr"
    OPTIONS = _options(NAME)

    def on_create(self, parent: Element) -> Element:
        """Adds the block with its address."""
        aside = super().on_create(parent)
        aside.set("data-address", address_of(self.words))
        return aside

    def on_end(self, block: Element) -> None:
        """Adds the width, which is not known before."""
        _, width = after_mark(self.options["width"])
        if width:
            block.set("data-wide", f"{millimetres(width) or 0:g}")


class Chart(Aside):
    """A chart: a figure with its caption, without the drawing."""

    NAME, ELEMENT, CAPTION = "chart", "figure", "figcaption"
    OPTIONS = _options(NAME)

    def on_create(self, parent: Element) -> Element:
        """Adds the element."""
        element = super().on_create(parent)
        element.set("data-exhibit", self.NAME)
        return element

    def holder(self, element: Element) -> Element:
        """The element that holds the caption."""
        return element

    def on_end(self, block: Element) -> None:
        """Makes the caption of the title and the paragraph within, and adds the note and the source below."""
        *paragraphs, last = block
        block[:] = [last]
        if caption := _caption(self.options["title"], next((child.text or "" for child in paragraphs), "")):
            SubElement(self.holder(block), self.CAPTION).text = caption
        for key in ("note", "source"):
            if self.options[key]:
                SubElement(block, "p", {"class": f"fine {key}"}).text = self.options[key]


class DataTable(Chart):
    """A table from a file: its caption, without the rows."""

    NAME, ELEMENT, CAPTION = "table", "div", "caption"
    OPTIONS = _options(NAME)

    def holder(self, element: Element) -> Element:
        """A new table."""
        return SubElement(element, "table")


class SlashBlocks(BlocksExtension):  # type: ignore[misc]  # as above
    """The extension with these blocks."""

    def extendMarkdownBlocks(self, md: object, block_mgr: BlocksProcessor) -> None:
        """Registers the blocks."""
        for block in (Box, PullQuote, KeyFigure, QRCode, Chart, DataTable):
            block_mgr.register(block, {})


def address_of(argument: str) -> str:
    """The address of a QR code, which may stand between angle brackets."""
    return argument.strip().removeprefix("<").removesuffix(">")


def _caption(title: str, words: str) -> str:
    """The caption in Markdown: a title before other words is bold."""
    if not (title and words):
        return title or words
    mark, bold = after_mark(title)
    return f"{mark}**{bold}{'' if bold.endswith(SENTENCE_ENDS) else '.'}** {words}"


def place_options(root: Element, leaves: Sequence[Leaf]) -> None:
    """After the marks are out: writes the options of each exhibit, and their places, on its element."""
    fences = {fence.head.number: fence for leaf in leaves for fence in leaf.containers if isinstance(fence, Fence)}
    for element in root.iter():
        fence = fences.get(lines_of(element)[0]) if "data-exhibit" in element.attrib else None
        if fence is None:  # no exhibit, or one in another, which is an error
            continue
        for key, line in {"file": fence.argument, **fence.options}.items():
            if line is not None and key not in IN_TREE:
                element.set(f"data-of-{key}", normalize("NFC", plain(line.text).strip()))  # as in the names of columns
                element.set(f"data-at-{key}", f"{line.number}:{line.column}")
        if "wide" in fence.options and fence.options["wide"].text == YES:
            element.set("class", f"{fence.name} wide")
        if "id" in fence.options:
            element.set("id", fence.options["id"].text)
