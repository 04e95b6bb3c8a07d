"""Adds what only a proof prints: the file and line of each block, and the comments of editors beside it."""

from __future__ import annotations

from unicodedata import east_asian_width
from xml.etree.ElementTree import Element, SubElement

from brief.compose.context import SectionTrees, Tag
from brief.model import HEADINGS, SIDE_NOTES, Comment, classes, data_source, lines_of, named_lines

WIDEST = 10.26
"""The greatest width of a place that fits on one line of the margin, in em."""

WIDTHS = {**dict.fromkeys("fijlrt.-1 ", 0.35), **dict.fromkeys("mwMW@%", 0.85)}
SMALL, CAPITAL, SQUARE = 0.55, 0.68, 1.0
"""The greatest widths of characters, in em: of single ones, other small letters and digits, capitals, Korean."""

LISTS = frozenset({"ul", "ol"})
WHOLE = frozenset({"figure", "div"})
"""Figures and tables, which have one place for all of their content, as side notes do."""

FIRST_LINES = ("figcaption", "table/caption", "p", "blockquote/p")
"""Where a figure, a table or a quotation may have its first words: its file and line are written there."""


def name_places(section: SectionTrees) -> None:
    """Writes the place of each paragraph, item, heading, figure and table, its file and line, before it.

    Places are not read aloud. Captions move above their figures, so that each place is on a line of text.
    """
    for block in (section.title, *section.blocks):
        _name(block)


def _name(block: Element) -> None:
    if block.tag in LISTS:
        for item in block:
            _name_item(item)
    elif block.tag in WHOLE or SIDE_NOTES.intersection(classes(block)):
        _name_whole(block)
    elif block.tag in HEADINGS | {"p", "dt", "dd"}:
        if (block.text or "").strip() or len(block):  # a section without a title has an empty one
            _put_place(block)
    else:
        for child in block:
            _name(child)


def _name_whole(block: Element) -> None:
    """Writes the place of a figure, table or side note on its first line, or at its beginning if it has no words."""
    caption = block.find("figcaption")
    if caption is not None:
        block.remove(caption)
        block.insert(0, caption)
    in_order = [*block.iter()]
    found = [line for line in map(block.find, FIRST_LINES) if line is not None]
    _put_place(min(found, key=in_order.index, default=block), block.get("data-source", ""))


def _name_item(item: Element) -> None:
    """Writes one place for an item, and one for each further paragraph and each item of a list in it."""
    begins_with_paragraph = len(item) and item[0].tag == "p" and not (item.text or "").strip()
    for child in list(item):
        if child.tag in {"p", "blockquote", *LISTS, *WHOLE}:
            _name(child)
    if not begins_with_paragraph:
        _put_place(item)


def _put_place(block: Element, source: str = "") -> None:
    """Writes a file and line at the beginning of a block: those of `source`, or else of the block itself."""
    if named := named_lines(source or block.get("data-source", "")):
        place = Element("span", {"class": "place", "data-read": "not"})
        place.text, place.tail = place_of(*named[:2]), block.text
        block.text = None
        block.insert(0, place)


def place_of(file: str, line: int) -> str:
    """A file, without its ``.md``, and a line; a name that is too long for the margin is cut short.

    A name is shortened as if each line number had three digits, so that it is the same for all lines of a file.
    """
    room, name = WIDEST - max(_width(" 000"), _width(f" {line}")), file.removesuffix(".md")
    if _width(name) <= room:
        return f"{name} {line}"
    while _width(f"{name}…") > room:
        name = name[:-1]
    return f"{name}… {line}"


def _width(text: str) -> float:
    """The greatest width of a text in sizes of its type."""
    return sum(
        SQUARE
        if east_asian_width(letter) in "WF" or letter == "…"
        else WIDTHS.get(letter, CAPITAL if letter.isupper() else SMALL)
        for letter in text
    )


def put_comments(section: SectionTrees, tag: Tag) -> None:
    """Puts each comment of a section in the margin beside its block, or its item in a list.

    A comment above a block belongs to that block, one on a heading to the block below, and one below the last block to
    the last. Comments on the short version, which other editions print, stand beside the first block.
    """
    text, blocks = section.text, section.blocks
    of_short = text.short.comments if text.short else ()
    beside: dict[Element | None, list[Element]] = {}
    for comment in sorted((*of_short, *text.comments), key=lambda comment: comment.line):
        aside = _aside(comment, text.section.file, tag)
        beside.setdefault(_block_at(list(blocks), comment.at), []).append(aside)
    parents = {child: parent for parent in blocks.iter() for child in parent}
    for block, asides in beside.items():
        if block is None:
            blocks.append(_row([], asides))
        elif block.tag == "li":
            own = [child for child in block if child.tag not in LISTS]
            block[:] = [_row(own, asides, block.text), *(child for child in block if child.tag in LISTS)]
            block.text = None
        else:
            parent = parents[block]
            parent[list(parent).index(block)] = _row([block], asides)


def _row(blocks: list[Element], asides: list[Element], text: str | None = None) -> Element:
    """A row of two cells: blocks, or text with elements in it, and their comments.

    It is a row because the engine does not keep track of floats over several pages.
    """
    row = Element("div", {"class": "commented"})
    cell = SubElement(row, "div", {"class": "said"})
    cell.text = text
    cell.extend(blocks)
    SubElement(row, "div", {"class": "comments"}).extend(asides)
    return row


def _block_at(blocks: list[Element], line: int) -> Element | None:
    """The block, or the item of a list, that a comment in this line is printed beside; None without any blocks."""
    block = _first_up_to([block for block in blocks if block.tag not in HEADINGS] or blocks, line)
    while block is not None and (items := _items(block)):
        inner = _first_up_to(items, line)
        if block.tag == "li" and not (inner is not None and lines_of(inner)[1] <= line):
            return block
        block = inner
    return block


def _items(block: Element) -> list[Element]:
    """The items of a list, or those of the lists in an item."""
    if block.tag in LISTS:
        return list(block)
    return [item for inner in block if inner.tag in LISTS for item in inner] if block.tag == "li" else []


def _first_up_to(blocks: list[Element], line: int) -> Element | None:
    """The first block that does not end before a line, or else the last block; None when there are none."""
    return next((block for block in blocks if lines_of(block)[2] >= line), blocks[-1] if blocks else None)


def _aside(comment: Comment, file: str, tag: Tag) -> Element:
    """A comment with its author and its place."""
    aside = Element("aside", {"class": "comment", "data-source": data_source(file, [comment.line])})
    paragraph = SubElement(aside, "p")
    author = SubElement(paragraph, "strong")
    author.text, author.tail = comment.who, f" {place_of(file, comment.line)}"
    words = tag(comment.words)
    SubElement(paragraph, "br").tail = words.text
    paragraph.extend(words)
    return aside
