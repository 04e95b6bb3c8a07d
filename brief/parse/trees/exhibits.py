"""The blocks that show a CSV file, as places that compose fills: `brief.model.data` says how they stand in the tree."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from unicodedata import normalize
from xml.etree.ElementTree import Element, SubElement

from pymdownx.blocks.block import Block, type_string

from brief.model import data_source
from brief.parse.marks import MARK, after_mark
from brief.parse.reading.containers import Container, Fence
from brief.parse.reading.fences import BLOCKS, EXHIBITS, YES
from brief.parse.reading.lines import plain
from brief.parse.reading.outline import Leaf

SAID = ("title", "note", "source", "wide", "id")
"""The options that stand in the tree as what they say: as words, as a class, as a name."""

ENDS = (".", "!", "?", "…", "。")
"""How a title may end that needs no full stop before other words."""


class Exhibit(Block):  # type: ignore[misc]  # pymdownx comes without type hints
    """A chart or a table: an element with what is said of it, which waits for what is shown."""

    ARGUMENT = None
    ELEMENT, CAPTION = "", ""
    argument: str

    def on_create(self, parent: Element) -> Element:
        """Adds it, with its mark."""
        element = SubElement(parent, self.ELEMENT, {"class": self.NAME, "data-exhibit": self.NAME})
        (mark,) = MARK.finditer(self.argument)
        element.set("data-begins", mark[1])
        element.text = mark[0]
        return element

    def holder(self, element: Element) -> Element:
        """What its caption stands in."""
        return element

    def on_end(self, block: Element) -> None:
        """The title and the paragraph within become the caption, the note and the source go below it."""
        *paragraphs, last = block
        block[:] = [last]
        if caption := _caption(self.options["title"], next((one.text or "" for one in paragraphs), "")):
            SubElement(self.holder(block), self.CAPTION).text = caption
        for key in ("note", "source"):
            if self.options[key]:
                SubElement(block, "p", {"class": f"fine {key}"}).text = self.options[key]


class Chart(Exhibit):
    """A chart."""

    NAME, ELEMENT, CAPTION = "chart", "figure", "figcaption"
    OPTIONS: dict[str, Any] = {key: ["", type_string] for key in BLOCKS["chart"].options}  # noqa: RUF012  # it is copied


class FileTable(Exhibit):
    """A table from a file."""

    NAME, ELEMENT, CAPTION = "table", "div", "caption"
    OPTIONS: dict[str, Any] = {key: ["", type_string] for key in BLOCKS["table"].options}  # noqa: RUF012  # as above

    def holder(self, element: Element) -> Element:
        """A table, whose rows are not there yet."""
        return SubElement(element, "table")


def _caption(title: str, words: str) -> str:
    """The caption in Markdown: a title before other words is bold."""
    if not (title and words):
        return title or words
    mark, bold = after_mark(title)
    return f"{mark}**{bold}{'' if bold.endswith(ENDS) else '.'}** {words}"


def place_options(root: Element, leaves: Sequence[Leaf], name: str) -> None:
    """After the marks are out: writes on each exhibit what its options say and where they stand, in the file `name`."""
    elements = [element for element in root.iter() if "data-exhibit" in element.attrib]
    if not elements:
        return
    fences: dict[Container, int] = {}
    for leaf in leaves:
        for container in leaf.path:
            if isinstance(container, Fence) and container.name in EXHIBITS:
                fences[container] = max(fences.get(container, 0), leaf.lines[-1].number)
    begins = {fence.number: (fence, last) for fence, last in fences.items() if isinstance(fence, Fence)}
    for element in elements:  # fewer than there are fences when one stands in another, which is told
        if (found := begins.get(int(element.attrib.pop("data-begins")))) is None:
            continue
        fence, last = found
        element.set("data-source", data_source(name, [fence.number, last]))
        for key, line in {"file": fence.argument, **fence.options}.items():
            if line is not None and key not in SAID:
                element.set(f"data-of-{key}", normalize("NFC", plain(line.text).strip()))  # as names of columns are
                element.set(f"data-at-{key}", f"{line.number}:{line.column}")
        if (wide := fence.options.get("wide")) and wide.text == YES:
            element.set("class", f"{element.get('class')} wide")
        if name_of := fence.options.get("id"):
            element.set("id", name_of.text)
