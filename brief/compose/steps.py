"""The small steps in which the blocks of a section change on their way to the page: fields, numbers, breaks."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from urllib.parse import quote
from xml.etree.ElementTree import Element

from brief.compose.sides import HEADINGS
from brief.compose.templates import Sandbox

LONG_TABLE = 25
"""Lines of the longest table that is kept on one page."""

LINE_OF_TABLE = 75
"""Characters on a line of a table, all its cells together."""

LONG_PARAGRAPH = 580
"""Characters of the longest paragraph that is kept on one page with what stands beside it: about nine lines."""

LONG_NUMBER = 15
"""Characters of the longest key figure that is set on one line: as many as 80,000–120,000 and one more."""


def fill_fields(body: Element, values: Mapping[str, str], tagged: Callable[[str], Element]) -> None:
    """Puts a value where a field stands; filters are Jinja's, run in its sandbox on that one expression.

    A field without a value is undefined, so that `default` can stand in for it. `tagged` gives the words of a value in
    an element.
    """
    fields = [element for element in body.iter() if "data-field" in element.attrib]
    if not fields:
        return
    sandbox = Sandbox()
    for element in fields:
        expression = sandbox.compile_expression(element.attrib.pop("data-field"), undefined_to_none=False)
        element.set("class", "field")
        words = tagged(str(expression(**values)))
        element.text, element[:] = words.text, list(words)


def number_through(lists: Sequence[Element], numbers: Iterator[int]) -> None:
    """Numbers the recommendations on over all addressees, whatever numbers the editor typed."""
    for list_ in lists:
        items = list_.findall("li")
        first, *_ = [next(numbers) for _ in items]
        list_.set("start", str(first))


def honour_starts(body: Element) -> None:
    """Says where a numbered list begins in the one way that the engine reads."""
    for list_ in body.iter("ol"):
        if start := list_.get("start"):
            list_.set("style", f"counter-reset: list-item {int(start) - 1}")


def embolden_verb(item: Element) -> None:
    """Sets the first word of a recommendation in bold, unless its editor has marked some words already."""
    holder = item.find("p") if not (item.text or "").strip() and item.find("p") is not None else item
    assert holder is not None
    if not (holder.text or "").strip():
        return
    verb = (holder.text or "").split(None, 1)[0]
    strong = Element("strong")
    strong.text, strong.tail = verb, (holder.text or "").lstrip().removeprefix(verb)
    holder.text = ""
    holder.insert(0, strong)


def name_pictures(body: Element) -> None:
    """Writes the names of picture files as addresses, in which some characters mean something else."""
    for image in body.iter("img"):
        image.set("src", quote(image.get("src", "")))


def let_long_tables_break(body: Element, larger: float) -> None:
    """Marks tables, and charts with their data, that are likely to be higher than a page: these begin at once.

    In large print, whose type is so much `larger`, fewer lines and fewer letters fit.
    """
    for wrapper in body.iter():
        holds_table = {"table", "chart"}.intersection(wrapper.get("class", "").split())
        if holds_table and sum(_lines_of_row(row, larger) for row in wrapper.iter("tr")) > LONG_TABLE / larger:
            wrapper.set("class", f"{wrapper.get('class')} long")


def let_long_paragraphs_break(body: Element) -> None:
    """Marks paragraphs that go on on the next page although a side note stands beside them."""
    for paragraph in body.findall("p"):
        if len("".join(paragraph.itertext())) > LONG_PARAGRAPH:
            paragraph.set("class", f"{paragraph.get('class', '')} long".strip())


def _lines_of_row(row: Element, larger: float) -> int:
    return 1 + int(len("".join(row.itertext())) * larger) // LINE_OF_TABLE


def size_key_figures(body: Element) -> None:
    """Marks key figures that do not fit on one line of the margin column, to be set smaller and on several."""
    for number in body.iter("p"):
        if number.get("class") == "number" and len("".join(number.itertext())) > LONG_NUMBER:
            number.set("class", "number long")


def begin_pages(body: Element, breaks: Set[str]) -> bool:
    """Begins a page before the named blocks, or before the headings that stand directly over them.

    Answers whether the section's own title stands directly over one, so that the section has to begin a page.
    """
    at_title = False
    blocks = list(body)
    for index, block in enumerate(blocks):
        if breaks.isdisjoint(element.get("data-source", "") for element in block.iter()):
            continue
        while index and blocks[index - 1].tag in HEADINGS:
            index -= 1
        if index:
            blocks[index].set("class", f"{blocks[index].get('class', '')} break-before".strip())
        else:
            at_title = True
    return at_title
