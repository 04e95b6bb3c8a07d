"""Builds the tree of a block from its leaves: lists, tables, quotations …, with the lines that each came from.

The text in the tree is Markdown still: the inline patterns of Python-Markdown read it later.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from unicodedata import normalize
from xml.etree.ElementTree import Element, SubElement

from brief.model import data_source
from brief.parse.reading.containers import Container, Definition, Fence, Item, Quote
from brief.parse.reading.fences import EXHIBITS, YES
from brief.parse.reading.lines import Line, cells, plain
from brief.parse.reading.outline import Leaf
from brief.parse.trees.attributes import millimetres

ELEMENTS = {"chart": "figure", "table": "div"}
"""The elements of the blocks between slashes that are no ``aside``."""

IN_TREE = ("title", "note", "source", "wide", "id")
"""The options of exhibits that become elements, a class or a name; the others become ``data-of-…``."""

SENTENCE_ENDS = (".", "!", "?", "…", "。")

_DASH = re.compile(r"(?:--|[—–])[ \t]*")


def block_root(leaves: Iterable[Leaf], name: str) -> Element:
    """The tree of a block in a ``div``; `name` is that of the file."""
    root = Element("div")
    builder = _Builder()
    for leaf in leaves:
        builder.add(leaf, root)
    for element, numbers in builder.numbers.items():
        element.set("data-source", data_source(name, numbers))
    return root


def note_root(leaves: Sequence[Leaf], name: str) -> Element:
    """The tree of a note in a ``div``: its paragraphs in a ``span``, with breaks between them."""
    root = Element("div")
    numbers = [line.number for leaf in leaves for line in leaf.lines]
    note = SubElement(root, "span", {"class": "note", "data-source": data_source(name, numbers)})
    note.text, *others = (text_of(leaf.lines) for leaf in leaves)
    for words in others:
        SubElement(note, "br", {"class": "paragraph"}).tail = words
    return root


def text_of(lines: Iterable[Line]) -> str:
    """The text of lines, without comments."""
    return "\n".join(plain(line.text) for line in lines).strip()


def address_of(argument: str) -> str:
    """The address of a QR code, which may stand between angle brackets."""
    return argument.strip().removeprefix("<").removesuffix(">")


class _Builder:
    """The elements of containers so far, and the numbers of the lines that each element came from."""

    def __init__(self) -> None:
        self.elements: dict[Container, list[Element]] = {}
        self.lists: dict[tuple[Element, int], Element] = {}
        self.numbers: dict[Element, list[int]] = defaultdict(list)

    def add(self, leaf: Leaf, root: Element) -> None:
        """Adds a leaf to the tree, with the containers that it is the first in."""
        chain: list[Element] = []
        for container in leaf.containers:
            if container not in self.elements:
                self.elements[container] = self.open(container, chain[-1] if chain else root)
            chain += self.elements[container]
        parent = chain[-1] if chain else root
        match leaf.kind:
            case "end":
                fence = leaf.containers[-1]
                assert isinstance(fence, Fence)
                first, *inner = self.elements[fence]
                self.close(fence, first)
                del chain[len(chain) - len(inner) :]
            case "table":
                self.add_table(leaf.lines, parent)
            case "caption":
                wrapper = parent[-1]
                caption = self.child(wrapper[0], "caption", leaf.lines)
                caption.text = (caption.text or "").removeprefix("Table:").lstrip()
                wrapper[0].remove(caption)
                wrapper[0].insert(0, caption)
                chain += wrapper, wrapper[0]
            case "terms":
                chain.append(self.definitions(parent))
                for line in leaf.lines:
                    self.child(chain[-1], "dt", [line])
            case "rule":
                self.child(parent, "hr", leaf.lines)
            case "heading":
                self.child(parent, f"h{leaf.level}", leaf.lines)
            case _:
                if text_of(leaf.lines):
                    self.child(parent, "p", leaf.lines)
        for element in chain:
            self.numbers[element] += (line.number for line in leaf.lines)

    def child(self, parent: Element, tag: str, lines: Iterable[Line], css_class: str = "", text: str = "") -> Element:
        """Adds an element with the text of lines, or another one that came from these lines."""
        element = SubElement(parent, tag, {"class": css_class} if css_class else {})
        lines = list(lines)
        element.text = text or text_of(lines) or None
        self.numbers[element] += (line.number for line in lines)
        return element

    def open(self, container: Container, parent: Element) -> list[Element]:
        """Adds the elements of a container; the last one holds what is in it."""
        match container:
            case Quote():
                return [SubElement(parent, "blockquote")]
            case Definition():
                definitions = self.definitions(parent)
                return [definitions, SubElement(definitions, "dd")]
            case Item():
                key = parent, container.begin
                if key not in self.lists:
                    self.lists[key] = SubElement(parent, "ul" if container.number is None else "ol")
                    if container.number not in (None, 1):
                        self.lists[key].set("start", str(container.number))
                return [self.lists[key], SubElement(self.lists[key], "li")]
            case Fence():
                return self.open_fence(container, parent)

    def definitions(self, parent: Element) -> Element:
        """The list of definitions at the end of an element."""
        last = parent[-1] if len(parent) else None
        return last if last is not None and last.tag == "dl" else SubElement(parent, "dl")

    def add_table(self, lines: Sequence[Line], parent: Element) -> None:
        """Adds a table: the first row heads the columns, the first column the rows when its own head is empty.

        A first row without any text is left out. A wrapper keeps the table and its caption on one page.
        """
        wrapper = SubElement(parent, "div", {"class": "table"})
        table = SubElement(wrapper, "table")
        head, columns, *rows = ([text_of([cell]) for cell in cells(line)] for line in lines)
        if has_head := any(head[: len(columns)]):
            self.add_row(SubElement(table, "thead"), head, columns, lines[0], "th" if head[0] else "td", "th")
        body = SubElement(table, "tbody")
        for row, line in zip(rows, lines[2:], strict=True):
            if any(row[: len(columns)]):
                self.add_row(body, row, columns, line, "th" if has_head and not head[0] else "td", "td")
        for element in (wrapper, table):
            self.numbers[element] += (line.number for line in lines)

    def add_row(
        self, parent: Element, texts: Sequence[str], columns: Sequence[str], line: Line, first: str, other: str
    ) -> None:
        """Adds a row of a table, whose first cell may have another tag."""
        row = SubElement(parent, "tr")
        self.numbers[row].append(line.number)
        for index, column in enumerate(columns):
            cell = SubElement(row, other if index else first)
            cell.text = texts[index] if index < len(texts) else ""
            if cell.tag == "th":
                cell.set("scope", "col" if parent.tag == "thead" else "row")
            if column.endswith(":"):
                cell.set("class", "align-center" if column.startswith(":") else "align-right")

    def open_fence(self, fence: Fence, parent: Element) -> list[Element]:
        """Adds the element of a block between slashes; `brief.model.data` describes a chart or a table."""
        element = SubElement(parent, ELEMENTS.get(fence.name, "aside"), {"class": fence.name})
        self.numbers[element].append(fence.head.number)
        match fence.name, fence.argument:
            case "pull-quote", _:
                return [element, SubElement(element, "blockquote")]
            case "box", Line() as title:
                self.child(element, "p", [title], "box-title")
            case "key-figure", Line() as number:
                self.child(element, "p", [number], "number")
            case "qr", Line() as address:
                element.set("data-address", address_of(plain(address.text)))
                if width := fence.options.get("width"):
                    element.set("data-wide", f"{millimetres(width.text) or 0:g}")
            case name, _ if name in EXHIBITS:
                element.set("data-exhibit", name)
                for key, line in {"file": fence.argument, **fence.options}.items():
                    if line is not None and key not in IN_TREE:
                        element.set(f"data-of-{key}", normalize("NFC", text_of([line])))  # as in names of columns
                        element.set(f"data-at-{key}", f"{line.number}:{line.column}")
                if "wide" in fence.options and fence.options["wide"].text == YES:
                    element.set("class", f"{name} wide")
                if "id" in fence.options:
                    element.set("id", fence.options["id"].text)
        return [element]

    def close(self, fence: Fence, element: Element) -> None:
        """Adds what follows the content of a block between slashes: sources, captions, notes."""
        options = fence.options
        match fence.name:
            case "pull-quote":
                self.close_pull_quote(element)
                if "source" in options:
                    self.child(element, "p", [options["source"]], "source")
            case "key-figure":
                for paragraph in element.findall("p")[1:]:
                    paragraph.set("class", "counts")
                if source := [options[key] for key in ("source", "year") if key in options]:
                    text = ",\n".join(text_of([line]) for line in source)
                    self.child(element, "p", source, "source", text)
            case "chart" | "table":
                self.close_exhibit(fence, element)

    def close_pull_quote(self, aside: Element) -> None:
        """Makes a last paragraph after a dash the source of a pull quote."""
        quote = aside[0]
        last = quote[-1] if len(quote) > 1 else None
        if last is not None and last.tag == "p" and (match := _DASH.match(last.text or "")):
            quote.remove(last)
            last.text = (last.text or "")[match.end() :]
            last.set("class", "source")
            aside.append(last)
            self.numbers[quote] = [number for child in quote for number in self.numbers[child]]

    def close_exhibit(self, fence: Fence, element: Element) -> None:
        """Makes the caption of the title and the paragraph within; adds the note and the source below."""
        title, words = fence.options.get("title"), next(iter(element), None)
        element[:] = []
        text = (words.text or "") if words is not None else ""
        if title:
            bold = text_of([title])
            text = f"**{bold}{'' if bold.endswith(SENTENCE_ENDS) else '.'}** \n{text}" if text else bold
        if text:
            holder = element if fence.name == "chart" else SubElement(element, "table")
            caption = self.child(holder, "figcaption" if fence.name == "chart" else "caption", [], text=text)
            numbers = [*([title.number] if title else []), *(self.numbers[words] if words is not None else [])]
            for part in {holder, caption}:
                self.numbers[part] += numbers
        for key in ("note", "source"):
            if line := fence.options.get(key):
                self.child(element, "p", [line], f"fine {key}")
