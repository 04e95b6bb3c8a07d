"""Small steps that prepare the blocks of a section for the page: numbers, marks for style sheets, page breaks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from itertools import pairwise
from urllib.parse import quote
from xml.etree.ElementTree import Element, SubElement

from brief.compose.context import SectionTrees
from brief.compose.trees import add_class, remove_class, words_of
from brief.model import HEADINGS, classes

LONG_TABLE = 38
"""The most lines of a table that is kept on one page: about two thirds of the page."""

LINE_OF_TABLE = 75
"""Characters on a line of a table, in all cells together."""

FEW_ROWS = 5
"""Rows of the shortest table that large print may break."""

LONG_PARAGRAPH = 580
"""Characters of the longest paragraph that is kept on one page with its side note: about nine lines."""

LONG_NUMBER = 15
"""Characters of the longest key figure that is set on one line: one more than 80,000–120,000 has."""

SENTENCE = re.compile(r"[.!?:…。！？：؟][\"'”’»)\]]*$")
"""The end of a sentence."""


DASHES = ("–", "—", "―")
"""The signs before the name of a speaker."""

LONGEST_POINT = 4
"""The characters of the number of a point that looks have room for: 12.9."""


def number_through(lists: Sequence[Element], numbers: Iterator[int], asks: Sequence[str]) -> None:
    """Numbers recommendations continuously through all lists, whatever numbers the editor typed.

    When all are among the `asks` of the whole brief, given by their sources, they have the same numbers as there.
    """
    sources = [item.get("data-source", "") for list_ in lists for item in list_.findall("li")]
    of_brief = dict(zip(asks, numbers, strict=False)) if {*sources} <= {*asks} else {}
    for list_ in lists:
        items = list_.findall("li")
        own = [of_brief.get(item.get("data-source", "")) or next(numbers) for item in items]
        list_.set("start", str(own[0]))
        for before, number, item in zip(own, own[1:], items[1:], strict=False):
            if number != before + 1:
                item.set("style", f"counter-set: list-item {number - 1}")  # the engine increments afterwards


def number_points(section: SectionTrees, number: int) -> None:
    """Numbers the arguments of a summary and the recommendations by their section: 6.1, 6.2."""
    if not number or section.text.section.kind not in ("summary", "recommendations"):
        return
    items = (item for list_ in section.blocks if list_.tag in ("ul", "ol") for item in list_.findall("li"))
    for count, item in enumerate(items, 1):
        holder = _beginning(item)
        name = f"{number}.{count}"
        point = Element("span", {"class": "point long" if len(name) > LONGEST_POINT else "point"})
        point.text, point.tail, holder.text = name, f" {(holder.text or '').lstrip()}", ""
        holder.insert(0, point)


def _beginning(item: Element) -> Element:
    """The element that holds the first words of an item of a list: the item, or its first paragraph."""
    paragraph = item.find("p")
    return item if paragraph is None or (item.text or "").strip() else paragraph


def honor_starts(blocks: Element) -> None:
    """Sets the first number of each list in the one way that the engine reads."""
    for list_ in blocks.iter("ol"):
        if start := list_.get("start"):
            list_.set("style", f"counter-reset: list-item {int(start) - 1}")


def embolden_verb(item: Element) -> None:
    """Sets the first word of a recommendation in bold, unless the editor's own markup begins it."""
    holder = _beginning(item)
    if words := (holder.text or "").lstrip():
        strong = Element("strong")
        strong.text = words.split(None, 1)[0]
        strong.tail = words.removeprefix(strong.text)
        holder.text = ""
        holder.insert(0, strong)


def mark_sentences(blocks: Element) -> None:
    """Marks the bold words that open arguments if they are sentences, so that a look may set them as heads.

    When one in a list is not a sentence, none in that list is marked, so that all items look alike.
    """
    for list_ in (block for block in blocks.iter() if block.tag in ("ul", "ol")):
        begun = [_beginning(item) for item in list_.findall("li")]
        opening = [one[0] for one in begun if len(one) and one[0].tag == "strong" and not (one.text or "").strip()]
        if all(SENTENCE.search(words_of(words)) for words in opening):
            for words in opening:
                add_class(words, "sentence")


def mark_speakers(blocks: Element) -> None:
    """Marks the last paragraph of a quotation when it alone begins with a dash: it says who is quoted."""
    for quotation in blocks.iter("blockquote"):
        begun = [words_of(paragraph).startswith(DASHES) for paragraph in quotation.findall("p")]
        if len(begun) > 1 and begun[-1] and not any(begun[:-1]) and quotation[-1].tag == "p":
            add_class(quotation[-1], "speaker")


def name_pictures(tree: Element) -> None:
    """Percent-encodes the names of picture files, since some characters have a meaning in addresses."""
    for image in tree.iter("img"):
        image.set("src", quote(image.get("src", "")))


def let_long_tables_break(blocks: Element, enlargement: float) -> None:
    """Marks tables, and charts with their data, that may be too high to be kept on one page."""
    for wrapper in blocks.iter():
        if {"table", "chart"}.intersection(classes(wrapper)):
            lengths = (len("".join(row.itertext())) for row in wrapper.iter("tr"))
            lines = sum(1 + int(length * enlargement) // LINE_OF_TABLE for length in lengths)
            if lines > LONG_TABLE / enlargement**2:
                add_class(wrapper, "long")


def let_long_paragraphs_break(blocks: Element) -> None:
    """Marks paragraphs that may continue on the next page although a side note is bound to them."""
    for paragraph in blocks.findall("p"):
        if len("".join(paragraph.itertext())) > LONG_PARAGRAPH:
            add_class(paragraph, "long")


def size_key_figures(blocks: Element) -> None:
    """Marks key figures that are too wide for the margin column, to be set smaller and on several lines."""
    for number in blocks.iter("p"):
        if number.get("class") == "number" and len("".join(number.itertext())) > LONG_NUMBER:
            add_class(number, "long")


def shift_exhibits(blocks: Element, shifted: Set[tuple[str, int]]) -> None:
    """Moves exhibits; `shifted` has pairs of the source of an exhibit and the number of blocks that it passes.

    It moves up if the number is negative, and takes the side note beside it along. Of those that move down the last one
    moves first, and of those that move up the first, so that no exhibit passes another. A paragraph that introduces an
    exhibit is not kept with what is below it once that has moved.
    """
    places, introduced = dict(shifted), {id(before): block for before, block in pairwise(blocks)}
    moving = [(block, passed) for block in blocks if (passed := places.get(_exhibit(block).get("data-source", ""), 0))]
    for block, passed in (*(one for one in reversed(moving) if one[1] > 0), *(one for one in moving if one[1] < 0)):
        index = [*blocks].index(block)
        blocks.remove(block)
        blocks.insert(max(index + passed, 0), block)
    for before, block in pairwise(blocks) if moving else ():
        names = classes(before)
        if "introduces" in names and "announces" not in names and introduced.get(id(before)) is not block:
            remove_class(before, "introduces")


def _exhibit(block: Element) -> Element:
    """The block itself, or the last one in the wrapper of a block and its side note."""
    return block[-1] if block.tag == "div" and "beside" in classes(block) else block


def set_smaller(blocks: Element, heights: Set[tuple[str, float]]) -> None:
    """Bounds the height of photographs; `heights` has pairs of the source of a figure and points."""
    for source, height in sorted(heights):
        for figure in (block for block in blocks.iter("figure") if block.get("data-source") == source):
            for picture in figure.iter("img"):
                picture.set("style", f"{picture.get('style', '')};max-height:{height}pt".lstrip(";"))


def allow_breaks(blocks: Element, broken: Set[str]) -> None:
    """Lets pages break the tables and groups of recommendations in `broken`, each named by its source or its head's.

    A paragraph in it may be on the page before the exhibit that it introduces.
    """
    for block in blocks.iter("div"):
        sources = {block.get("data-source", ""), *(part.get("data-source", "") for part in block[:1])}
        if {"table", "addressee"}.intersection(classes(block)) and not broken.isdisjoint(sources):
            add_class(block, "long")
    for paragraph in blocks.iter("p"):
        if "introduces" in classes(paragraph) and paragraph.get("data-source") in broken:
            remove_class(paragraph, "introduces")


def close_on_each_page(blocks: Element, are_all_broken: bool) -> None:
    """Gives tables that pages may break a foot, which repeats their last rule on each page; it is not read.

    `are_all_broken` says that pages may break even tables of five rows.
    """
    for wrapper in blocks.iter("div"):
        for table in wrapper.findall("table") if "table" in classes(wrapper) else ():
            rows = table.findall("tbody/tr")
            if rows and ("long" in classes(wrapper) or (are_all_broken and len(rows) >= FEW_ROWS)):
                foot = SubElement(SubElement(table, "tfoot", {"class": "closes", "data-read": "not"}), "tr")
                SubElement(foot, "td", {"colspan": str(max(map(len, rows)))})


def begin_pages(blocks: Element, breaks: Set[str]) -> bool:
    """Begins a page before each block in `breaks`, named by its source, together with the headings directly above.

    Returns whether these headings reach up to the title of the section, so that the section has to begin the page.
    """
    at_title = False
    for index, block in enumerate(blocks):
        if breaks.isdisjoint(element.get("data-source", "") for element in block.iter()):
            continue
        while index and blocks[index - 1].tag in HEADINGS:
            index -= 1
        if index:
            add_class(blocks[index], "break-before")
        else:
            at_title = True
    return at_title
