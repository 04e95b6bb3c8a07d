"""Builds the tree of a block from its leaves: lists, tables, quotations …, with the lines that each came from.

The text in the tree is still Markdown: the inline patterns of Python-Markdown read it later.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from unicodedata import normalize
from xml.etree.ElementTree import Element, SubElement

from brief.model import data_source
from brief.parse.reading.containers import Container, Definition, Fence, Item, Quote
from brief.parse.reading.fences import EXHIBITS, YES
from brief.parse.reading.lines import Line, cells, plain
from brief.parse.reading.outline import Leaf
from brief.parse.trees.attributes import millimetres

ELEMENTS = {"chart": "figure", "table": "div"}
"""The tags of charts and tables; any other block between slashes is an ``aside``."""

IN_TREE = ("title", "note", "source", "wide", "id")
"""The options of exhibits that become elements, a class or an ``id``; the others become attributes ``data-of-…``."""

TITLES = {"box": "box-title", "key-figure": "number"}
"""The class of the paragraph made of the text after the bar, by block."""

BELOW: Mapping[str, Sequence[tuple[str, ...]]] = {
    "pull-quote": (("source",),),
    "key-figure": (("source", "year"),),
    "chart": (("note",), ("source",)),
    "table": (("note",), ("source",)),
}
"""The options printed below the content of a block, by block; those in one tuple share a paragraph."""

SENTENCE_ENDS = (".", "!", "?", "…", "。")

_DASH = re.compile(r"(?:--|[—–])[ \t]*")


def block_root(leaves: Sequence[Leaf], file: str) -> Element:
    """A ``div`` with the tree of a block, whose elements name their lines of `file` in ``data-source``."""
    root = Element("div")
    builder = _Builder()
    for leaf in leaves:
        builder.add_leaf(leaf, root)
    for element, numbers in builder.numbers.items():
        element.set("data-source", data_source(file, numbers))
    return root


def note_root(leaves: Sequence[Leaf], file: str) -> Element:
    """A ``div`` with a note from `file`: a ``span`` with its paragraphs, separated by line breaks."""
    root = Element("div")
    lines = [line for leaf in leaves for line in leaf.lines]
    source = data_source(file, [line.number for line in lines])
    note = SubElement(root, "span", {"class": "note", "data-source": source})
    note.text, *others = (text_of(leaf.lines) for leaf in leaves)
    for words in others:
        SubElement(note, "br", {"class": "paragraph"}).tail = words
    return root


def text_of(lines: Iterable[Line]) -> str:
    """The text of lines, without comments."""
    return "\n".join(plain(line.text) for line in lines).strip()


def address_of(argument: str) -> str:
    """The address of a QR code, without the angle brackets that it may have."""
    return argument.strip().removeprefix("<").removesuffix(">")


class _Builder:
    """Builds a tree: has the elements of the containers so far, and the numbers of the source lines of each element."""

    def __init__(self) -> None:
        self.elements: dict[Container, list[Element]] = {}
        self.lists: dict[tuple[Element, int], Element] = {}
        self.numbers: dict[Element, list[int]] = defaultdict(list)

    def add_leaf(self, leaf: Leaf, root: Element) -> None:
        """Adds a leaf to the tree, with those of its containers that are not there yet."""
        around: list[Element] = []
        for container in leaf.containers:
            if container not in self.elements:
                self.elements[container] = self.open(container, around[-1] if around else root)
            around += self.elements[container]
        parent = around[-1] if around else root
        match leaf.kind:
            case "end":
                fence = leaf.containers[-1]
                assert isinstance(fence, Fence)
                element, *inner = self.elements[fence]
                self.close(fence, element)
                del around[len(around) - len(inner) :]
            case "table":
                self.add_table(leaf.lines, parent)
            case "caption":
                wrapper, table = parent[-1], parent[-1][0]
                caption = self.add(parent, "caption", leaf.lines, text_of(leaf.lines).removeprefix("Table:").lstrip())
                parent.remove(caption)
                table.insert(0, caption)
                around += wrapper, table
            case "terms":
                around.append(_definitions(parent))
                for line in leaf.lines:
                    self.add(around[-1], "dt", [line], text_of([line]))
            case "rule":
                self.add(parent, "hr", leaf.lines)
            case kind if text := text_of(leaf.lines):
                self.add(parent, f"h{leaf.level}" if kind == "heading" else "p", leaf.lines, text)
        for element in around:
            self.numbers[element] += (line.number for line in leaf.lines)

    def add(self, parent: Element, tag: str, lines: Iterable[Line], text: str = "", name: str = "") -> Element:
        """Adds an element with its source lines and text, and with `name` as its class; returns it."""
        element = SubElement(parent, tag, {"class": name} if name else {})
        element.text = text or None
        self.numbers[element] += (line.number for line in lines)
        return element

    def open(self, container: Container, parent: Element) -> list[Element]:
        """Adds the elements of a container and returns them; the last one holds its content."""
        match container:
            case Quote():
                return [SubElement(parent, "blockquote")]
            case Definition():
                definitions = _definitions(parent)
                return [definitions, SubElement(definitions, "dd")]
            case Item(begin, _, number):
                if (parent, begin) not in self.lists:
                    start = {"start": str(number)} if number not in (None, 1) else {}
                    self.lists[parent, begin] = SubElement(parent, "ul" if number is None else "ol", start)
                items = self.lists[parent, begin]
                return [items, SubElement(items, "li")]
            case Fence():
                return self.open_fence(container, parent)

    def add_table(self, lines: Sequence[Line], parent: Element) -> None:
        """Adds a table: the first row has the heads of columns, the first column those of rows if its head is empty.

        A first row without any text is left out. A wrapper keeps the table and its caption on one page.
        """
        wrapper = self.add(parent, "div", lines, name="table")
        table = self.add(wrapper, "table", lines)
        head, columns, *rows = ([text_of([cell]) for cell in cells(line)] for line in lines)
        has_head = any(head[: len(columns)])
        heads_rows = has_head and not head[0]
        if has_head:
            row = self.add(SubElement(table, "thead"), "tr", lines[:1])
            _fill_row(row, head, columns, ("td" if heads_rows else "th", "th"))
        body = SubElement(table, "tbody")
        for texts, line in zip(rows, lines[2:], strict=True):
            if any(texts[: len(columns)]):
                _fill_row(self.add(body, "tr", [line]), texts, columns, ("th" if heads_rows else "td", "td"))

    def open_fence(self, fence: Fence, parent: Element) -> list[Element]:
        """Adds the elements of a block between slashes and returns them; for an exhibit, see `brief.model.data`."""
        name, argument, options = fence.name, fence.argument, fence.options
        element = self.add(parent, ELEMENTS.get(name, "aside"), [fence.head], name=name)
        if name == "pull-quote":
            return [element, SubElement(element, "blockquote")]
        if name in TITLES and argument:
            self.add(element, "p", [argument], text_of([argument]), TITLES[name])
        elif name == "qr" and argument:
            element.set("data-address", address_of(plain(argument.text)))
            if width := options.get("width"):
                element.set("data-wide", f"{millimetres(width.text) or 0:g}")
        elif name in EXHIBITS:
            element.set("data-exhibit", name)
            for key, line in {"file": argument, **options}.items():
                if line and key not in IN_TREE:
                    element.set(f"data-of-{key}", normalize("NFC", text_of([line])))  # as in the names of columns
                    element.set(f"data-at-{key}", f"{line.number}:{line.column}")
            if "wide" in options and options["wide"].text == YES:
                element.set("class", f"{name} wide")
            if "id" in options:
                element.set("id", options["id"].text)
        return [element]

    def close(self, fence: Fence, element: Element) -> None:
        """Completes a block between slashes at its end: with the caption of an exhibit, notes and sources."""
        if fence.name == "pull-quote":
            self.take_source(element)
        elif fence.name == "key-figure":
            for paragraph in element.findall("p")[1:]:
                paragraph.set("class", "counts")
        elif fence.name in EXHIBITS:
            self.make_caption(fence, element)
        for keys in BELOW.get(fence.name, ()):
            if lines := [fence.options[key] for key in keys if key in fence.options]:
                text = ",\n".join(text_of([line]) for line in lines)
                self.add(element, "p", lines, text, f"fine {keys[0]}" if fence.name in EXHIBITS else keys[0])

    def take_source(self, aside: Element) -> None:
        """Makes the last paragraph of a pull quote its source when it begins with a dash and is not the only one."""
        quote = aside[0]
        last = quote[-1] if len(quote) > 1 else None
        if last is not None and last.tag == "p" and (match := _DASH.match(last.text or "")):
            quote.remove(last)
            last.text = (last.text or "")[match.end() :]
            last.set("class", "source")
            aside.append(last)
            self.numbers[quote] = [number for child in quote for number in self.numbers[child]]

    def make_caption(self, fence: Fence, element: Element) -> None:
        """Makes the caption of a chart or a table from its title and the paragraph inside it."""
        title, words = fence.options.get("title"), next(iter(element), None)
        element[:] = []
        text = (words.text or "") if words is not None else ""
        if title:
            bold = text_of([title])
            text = f"**{bold}{'' if bold.endswith(SENTENCE_ENDS) else '.'}** \n{text}" if text else bold
        if text:
            is_chart = fence.name == "chart"
            holder = element if is_chart else SubElement(element, "table")
            caption = self.add(holder, "figcaption" if is_chart else "caption", [title] if title else [], text)
            self.numbers[caption] += self.numbers[words] if words is not None else []
            self.numbers[holder] += self.numbers[caption]


def _definitions(parent: Element) -> Element:
    """The list of definitions at the end of an element, added if there is none."""
    last = parent[-1] if len(parent) else None
    return last if last is not None and last.tag == "dl" else SubElement(parent, "dl")


def _fill_row(row: Element, texts: Sequence[str], columns: Sequence[str], tags: tuple[str, str]) -> None:
    """Adds the cells of a row; `tags` are for the first cell and the others, `columns` align each, such as ``--:``."""
    for index, column in enumerate(columns):
        cell = SubElement(row, tags[index > 0])
        cell.text = texts[index] if index < len(texts) else ""
        if cell.tag == "th":
            cell.set("scope", "col" if tags[1] == "th" else "row")
        if column.endswith(":"):
            cell.set("class", "align-center" if column.startswith(":") else "align-right")
