"""The visible list of steps that turn a section's blocks into what its layout prints.

Each step takes copies of the trees that parse made and changes them in place; the order is that of `arrange`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from copy import deepcopy
from dataclasses import dataclass
from html import escape
from itertools import count
from urllib.parse import quote
from xml.etree.ElementTree import Element, SubElement, tostring

from brief.compose.templates import Sandbox
from brief.model import Text

HEADINGS = {"h2", "h3", "h4", "h5", "h6"}
LONG_TABLE = 25
"""Rows of the longest table that is kept on one page."""

LONG_NUMBER = 15
"""Characters of the longest key figure that is set on one line: as many as 80,000–120,000 and one more."""

SIDE_NOTES = {"key-figure", "pull-quote"}


@dataclass(frozen=True, slots=True)
class Body:
    """A section as HTML: its title, its blocks, the side notes beside it as a whole, whether it begins a page."""

    title: str
    blocks: str
    sides: str = ""
    begins_page: bool = False


def arrange(texts: Sequence[Text], values: Mapping[str, str], words: Mapping[str, str], breaks: Set[str]) -> list[Body]:
    """The body of each section, in the order of `texts`."""
    bodies = [_copied(text) for text in texts]
    recommendations = count(1)
    for text, body in zip(texts, bodies, strict=True):
        fill_fields(body, values)
        place_notes(body, text)
        if text.section.kind == "recommendations":
            lists = body.findall("ol")
            number_through(lists, recommendations)
            for item in (item for list_ in lists for item in list_):
                embolden_verb(item)
        name_pictures(body)
        let_long_tables_break(body)
        size_key_figures(body)
    number_captions(bodies, words)
    return [_finished(text, body, breaks) for text, body in zip(texts, bodies, strict=True)]


def _finished(text: Text, body: Element, breaks: Set[str]) -> Body:
    honour_starts(body)
    title = inner_html(body[0])
    body.remove(body[0])
    if (text.section.layout or text.section.kind) == "summary":
        sides = take_sides(body)
        return Body(title, inner_html(body), inner_html(sides))
    put_beside(body)
    at_title = begin_pages(body, breaks) or text.title.get("data-source") in breaks
    return Body(title, inner_html(body), begins_page=at_title)


def inner_html(tree: Element) -> str:
    """What stands inside an element, as HTML."""
    return escape(tree.text or "", quote=False) + "".join(
        tostring(child, encoding="unicode", method="html") for child in tree
    )


def _copied(text: Text) -> Element:
    """Copies of a section's title and blocks, in one ``div``."""
    body = Element("div")
    body.append(deepcopy(text.title))
    for block in text.blocks:
        body.append(deepcopy(block.tree))
        if block.kind in SIDE_NOTES:
            body[-1].set("class", f"{block.kind} side")
    return body


def fill_fields(body: Element, values: Mapping[str, str]) -> None:
    """Puts a value where a field stands; filters are Jinja's, run in its sandbox on that one expression.

    A field without a value is undefined, so that `default` can stand in for it.
    """
    fields = [element for element in body.iter() if "data-field" in element.attrib]
    if not fields:
        return
    sandbox = Sandbox()
    for element in fields:
        expression = sandbox.compile_expression(element.attrib.pop("data-field"), undefined_to_none=False)
        element.set("class", "field")
        element.text = str(expression(**values))


def place_notes(body: Element, text: Text) -> None:
    """Puts each note where it is called first; later calls become links that repeat its number.

    The engine counts a note after it has read it, so the number is taken from an empty mark behind the note.
    """
    placed: set[str] = set()
    for call in [element for element in body.iter() if "data-note" in element.attrib]:
        name = call.attrib.pop("data-note")
        anchor = f"note/{text.section.name}/{name}"  # no heading and no editor gives a name with a stroke in it
        if name in placed:
            call.tag = "a"
            call.attrib.update({"class": "footnote-again", "href": f"#{anchor}", "data-number": f"#{anchor}/number"})
        else:
            placed.add(name)
            note = _in_one_line(deepcopy(text.notes[name]))
            note.attrib.update({"class": "footnote", "id": anchor})
            call.extend((note, Element("span", {"id": f"{anchor}/number"})))


def _in_one_line(note: Element) -> Element:
    """A note without line ends in its source: the engine, which folds them elsewhere, would print them."""
    for element in note.iter():
        element.text = re.sub(r"[ \t\n]+", " ", element.text or "")
        element.tail = re.sub(r"[ \t\n]+", " ", element.tail or "")
    return note


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


def let_long_tables_break(body: Element) -> None:
    """Marks tables that are likely to be higher than a page, so that they begin where they stand."""
    for wrapper in body.iter("div"):
        if "table" in wrapper.get("class", "").split() and sum(1 for _ in wrapper.iter("tr")) > LONG_TABLE:
            wrapper.set("class", f"{wrapper.get('class')} long")


def size_key_figures(body: Element) -> None:
    """Marks key figures that do not fit on one line of the margin column, to be set smaller and on several."""
    for number in body.iter("p"):
        if number.get("class") == "number" and len("".join(number.itertext())) > LONG_NUMBER:
            number.set("class", "number long")


def number_captions(bodies: Sequence[Element], words: Mapping[str, str]) -> None:
    """Numbers figures and captioned tables through the document: 'Figure 1. …'."""
    figures, tables = count(1), count(1)
    for body in bodies:
        block_figures = body.findall("figure")  # the caption of one within a note or a box stays with it
        for element in list(body.iter()):
            if element.tag == "figure" and "decorative" not in element.get("class", ""):
                caption = element.find("figcaption")
                caption = SubElement(element, "figcaption") if caption is None else caption
                _label(caption, f"{words['figure']} {next(figures)}")
                if element in block_figures and "wide" not in element.get("class", "").split():
                    _put_caption_beside(element, caption)
            elif element.tag == "caption":
                _label(element, f"{words['table']} {next(tables)}")


def _put_caption_beside(figure: Element, caption: Element) -> None:
    """Makes a side note of what is said of a figure in the text column."""
    figure.remove(caption)
    figure.insert(0, _read_later(caption))
    caption.set("class", "side")
    figure.set("class", f"{figure.get('class', '')} beside".strip())


def _label(caption: Element, words: str) -> None:
    label = Element("span", {"class": "label"})
    label.text, label.tail = f"{words}.", f" {caption.text or ''}"
    caption.text = ""
    caption.insert(0, label)


def take_sides(body: Element) -> Element:
    """Takes the side notes out of a panel, beside which they stand as a column."""
    sides = Element("div")
    for block in [block for block in body if _is_side_note(block)]:
        body.remove(block)
        sides.append(_read_later(block))
    return sides


def put_beside(body: Element) -> None:
    """Binds each side note to the block that it belongs to: the one before it, if that leaves it room, or the next.

    A heading, or what takes both columns, leaves none.

    In the document the note comes first, since a float begins where it stands; both share a wrapper, which
    carries the block's source, so that they can be moved together.
    """
    blocks = list(body)
    body[:] = []
    waiting: list[Element] = []
    for block in blocks:
        if _is_side_note(block):
            if len(body) and _has_room(body[-1]):
                _beside(body[-1], body).insert(-1, _read_later(block))
            else:
                waiting.append(block)
        else:
            body.append(block)
            if waiting and _has_room(block):
                for note in waiting:
                    _beside(body[-1], body).insert(-1, _read_later(note))
                waiting = []
    body.extend(waiting)


def _read_later(note: Element) -> Element:
    """A note that comes first in the document because it floats, and is read after what it belongs to."""
    note.set("data-read", "after")
    return note


def _has_room(block: Element) -> bool:
    return block.tag not in HEADINGS and "wide" not in block.get("class", "").split()


def _is_side_note(block: Element) -> bool:
    return "side" in block.get("class", "").split()


def _beside(block: Element, body: Element) -> Element:
    """The wrapper around the last block of `body`, made when it is not there yet."""
    if block.tag == "div" and block.get("class") == "beside":
        return block
    wrapper = Element("div", {"class": "beside"})
    body.remove(block)
    body.append(wrapper)
    wrapper.append(block)
    return wrapper


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
