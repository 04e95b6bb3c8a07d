"""What a proof prints besides the text: beside each block its file and line, and what editors remarked on it."""

from __future__ import annotations

from collections.abc import Callable
from unicodedata import east_asian_width
from xml.etree.ElementTree import Element, SubElement

from brief.compose.headings import HEADING
from brief.model import SIDE_NOTES, Comment, Text, data_source, named_lines

MARKDOWN = ".md"
"""How the name of a section ends, which each has: so it can go where there is no room for it."""

WIDEST = 11.3
"""How wide a place is at most that stands on one line beside the text, in sizes of its type."""

WIDTHS = {**dict.fromkeys("fijlrt.-1 ", 0.35), **dict.fromkeys("mwMW@%", 0.85)}
SMALL, CAPITAL, SQUARE = 0.55, 0.68, 1.0
"""How wide a character is at most, in sizes of its type: these, small letters and digits, capitals, those of Korean."""

LISTS = frozenset({"ul", "ol"})
WHOLE = frozenset({"figure", "div"})
"""What has one place for all that stands in it: figures, tables; side notes have one as well."""


def name_places(body: Element) -> None:
    """Writes its file and line before each paragraph, item, heading, figure and table, for those who see the page.

    Nobody who listens needs it: it is no part of the text.
    """
    for block in body:
        _name(block)


def _name(block: Element) -> None:
    if block.tag in LISTS:
        for item in block:
            _name_item(item)
    elif block.tag in WHOLE or SIDE_NOTES.intersection(block.get("class", "").split()):
        _put_place(block)
    elif block.tag in ("p", "dt", "dd") or HEADING.match(block.tag):
        if (block.text or "").strip() or len(block):  # a section without a title has an empty one
            _put_place(block)
    else:
        for child in block:
            _name(child)


def _name_item(item: Element) -> None:
    """An item has one place; so has each further paragraph in it, and each item of a list in it."""
    of_first = len(item) and item[0].tag == "p" and not (item.text or "").strip()
    for child in list(item):
        if child.tag in {"p", "blockquote", *LISTS, *WHOLE}:
            _name(child)
    if not of_first:
        _put_place(item)


def _put_place(block: Element) -> None:
    if named := named_lines(block.get("data-source", "")):
        place = Element("span", {"class": "place", "data-read": "not"})
        place.text, place.tail = place_of(*named[:2]), block.text
        block.text = None
        block.insert(0, place)


def place_of(name: str, line: int) -> str:
    """A file and a line as they stand in the margin.

    A name that is too long for it goes without its ``.md``, and is cut short when that is not enough.
    """
    room = WIDEST - _width(f" {line}")
    for whole in (name, name.removesuffix(MARKDOWN)):
        if _width(whole) <= room:
            return f"{whole} {line}"
    while _width(f"{name}…") > room:
        name = name[:-1]
    return f"{name}… {line}"


def _width(words: str) -> float:
    return sum(map(_width_of, words))


def _width_of(letter: str) -> float:
    if east_asian_width(letter) in "WF" or letter == "…":
        return SQUARE
    return WIDTHS.get(letter, CAPITAL if letter.isupper() else SMALL)


def put_comments(body: Element, text: Text, tagged: Callable[[str], Element]) -> None:
    """Puts each comment of a section in the margin beside the block in which it stands, or the next.

    In a list that is the item. A heading leaves it to the block below, and what stands behind the last block goes
    with it. The short version of a section is printed elsewhere; what was remarked on it stands beside the first
    block. A comment is read after its block. `body` holds the title of the section and its blocks.
    """
    of_short = text.short.comments if text.short else ()
    blocks = list(body[1:])
    beside: dict[Element | None, list[Element]] = {}
    for comment in sorted((*of_short, *text.comments), key=lambda one: one.line):
        aside = _aside(comment, text.section.path.name, tagged)
        beside.setdefault(_block_at(blocks, comment.at), []).append(aside)
    parents = {child: parent for parent in body.iter() for child in parent}
    for block, asides in beside.items():
        if block is None:
            body.append(_row([], asides))
        elif block.tag == "li":
            said = _row([child for child in block if child.tag not in LISTS], asides, block.text)
            block[:] = [said, *(child for child in block if child.tag in LISTS)]
            block.text = None
        else:
            parent = parents[block]
            parent[list(parent).index(block)] = _row([block], asides)


def _row(blocks: list[Element], asides: list[Element], words: str | None = None) -> Element:
    """Blocks, or words and what stands among them, and their comments beside them.

    They are two cells of a row, since the engine does not keep track of floats over several pages.
    """
    wide = any("wide" in block.get("class", "").split() for block in blocks)
    row = Element("div", {"class": "commented wide" if wide else "commented"})
    said = SubElement(row, "div", {"class": "said"})
    said.text = words
    said.extend(blocks)
    SubElement(row, "div", {"class": "comments"}).extend(asides)
    return row


def _block_at(blocks: list[Element], line: int) -> Element | None:
    """The block, or the item, beside which a comment in this line stands."""
    for_text = [block for block in blocks if not HEADING.match(block.tag)] or blocks
    block = _first_up_to(for_text, line)
    while block is not None and (items := _items(block)):
        inner = _first_up_to(items, line)
        if block.tag == "li" and not (inner is not None and _lines(inner)[0] <= line):
            return block
        block = inner
    return block


def _items(block: Element) -> list[Element]:
    """The items of a list, those of the lists in an item."""
    if block.tag in LISTS:
        return list(block)
    return [item for inner in block if inner.tag in LISTS for item in inner] if block.tag == "li" else []


def _first_up_to(blocks: list[Element], line: int) -> Element | None:
    """The first block that does not end before a line; the last one where all do."""
    return next((block for block in blocks if _lines(block)[1] >= line), blocks[-1] if blocks else None)


def _lines(block: Element) -> tuple[int, int]:
    _, first, last = named_lines(block.get("data-source", "")) or ("", 0, 0)
    return first, last


def _aside(comment: Comment, name: str, tagged: Callable[[str], Element]) -> Element:
    """A comment with the name of who made it, and its place."""
    aside = Element("aside", {"class": "comment", "data-source": data_source(name, [comment.line])})
    paragraph = SubElement(aside, "p")
    who = SubElement(paragraph, "strong")
    who.text, who.tail = comment.who, f" {place_of(name, comment.line)}"
    words = tagged(comment.words)
    SubElement(paragraph, "br").tail = words.text
    paragraph.extend(words)
    return aside
