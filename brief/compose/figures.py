"""Figures, tables and charts: filled in, described, numbered and referred to, with their captions in place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from copy import deepcopy
from itertools import chain, count
from xml.etree.ElementTree import Element, SubElement

from brief.compose.context import Context, SectionTrees
from brief.compose.links import link_addresses
from brief.compose.sides import read_later
from brief.compose.trees import add_class, append_text
from brief.findings import BriefError, Finding
from brief.model import Description, classes, exhibits


def put_exhibits(section: SectionTrees, context: Context) -> Iterator[Finding]:
    """Puts the charts and tables of a section into the places that parse left for them; yields what cannot be drawn.

    The caption comes first, then the chart or table, then remarks, the note and the source. The data of a chart follow
    it where its editor asks for them, and on the screen, where they are folded.
    """
    for element, exhibit in list(exhibits(section.blocks, section.text.section.path)):
        try:
            shown = context.show(exhibit)
        except BriefError as error:
            yield from error.findings
            continue
        captions = [child for child in element.iter() if child.tag in ("figcaption", "caption")]
        paragraphs = [child for child in element if child.tag == "p"]
        for key in [key for key in element.attrib if key.startswith(("data-of-", "data-at-", "data-exhibit"))]:
            del element.attrib[key]
        table = deepcopy(shown.table)
        table.set("data-source", element.get("data-source", ""))
        if shown.picture is not None:
            with_data = context.on_screen or exhibit.text("data")
            element[:] = [*captions, deepcopy(shown.picture), *([table] if with_data else [])]
        elif element.tag == "figure":  # the data of a chart that has no room
            element[:] = [*captions, table]
        else:
            table[:0] = captions
            element[:] = [table]
        for paragraph in paragraphs:  # a note or a source begins with the word for it
            label = context.words[classes(paragraph)[-1]]
            paragraph.text = context.words["pair"].format(name=label, text=(paragraph.text or "").lstrip())
        # A caption that moves to the margin is read after its siblings; what stands below is read after the caption.
        element.extend(read_later(paragraph) for paragraph in (*map(_remark, shown.remarks), *paragraphs))


def _remark(text: str) -> Element:
    remark = Element("p", {"class": "fine"})
    remark.text = text
    return remark


def describe_pictures(tree: Element, context: Context) -> None:
    """Gives pictures the descriptions from their side files, unless they have one, and figures credit and width."""
    pictures, enlargement = context.brief.pictures, context.edition.enlargement
    for picture in tree.iter("img"):
        described = pictures.get(picture.get("src", ""))
        if described and not picture.get("alt") and "decorative" not in classes(picture):
            picture.set("alt", described.alt)
        _set_width(picture, picture, enlargement)
    for figure in tree.iter("figure"):
        image = figure.find("img")
        if image is None:
            continue
        name = image.get("src", "")
        described = pictures.get(name, Description())
        caption = figure.find("figcaption")
        if "decorative" in classes(figure):
            image.set("alt", "")
        elif caption is None and described.caption:
            caption = SubElement(figure, "figcaption", {"data-source": figure.get("data-source", "")})
            _append(caption, context.tag(described.caption))
        _set_width(figure, image, enlargement)
        credit = figure.attrib.pop("data-credit", "") or described.credit
        if credits := ", ".join(filter(None, (credit, described.source, described.licence))):
            word = "drawing-by" if name.lower().endswith(".svg") else "photo-by"
            caption = SubElement(figure, "figcaption") if caption is None else caption
            if caption.text or len(caption):
                SubElement(caption, "br")
            line = SubElement(caption, "span", {"class": "credit"})
            _append(line, link_addresses(context.tag(context.words[word].format(credit=credits))))


def _set_width(element: Element, image: Element, enlargement: float) -> None:
    """Sets the width of a picture as its own attribute or its figure's asks, enlarged in large print."""
    if width := element.attrib.pop("data-width", ""):
        image.set("style", f"width: {float(width) * enlargement:g}mm")


def _append(element: Element, content: Element) -> None:
    """Puts what `content` holds at the end of an element."""
    append_text(element, content.text or "")
    element.extend(content)


def describe_below(blocks: Element, words: Mapping[str, str]) -> None:
    """Prints below each drawing from a file its description, for readers to whom the words in it are too small.

    It is not read aloud: listeners hear it in place of the drawing.
    """
    for figure in blocks.iter("figure"):
        image = figure.find("img")
        if image is not None and image.get("src", "").lower().endswith(".svg") and image.get("alt"):
            source = figure.get("data-source", "")
            below = SubElement(figure, "p", {"class": "description", "data-read": "not", "data-source": source})
            below.text = words["pair"].format(name=words["description"], text=image.get("alt", ""))


def numbered(trees: Iterable[Element], words: Mapping[str, str]) -> Iterator[tuple[Element, str]]:
    """The figures and captioned tables of the document, each with its number: ``Figure 1``."""
    numbers = {"figure": count(1), "table": count(1)}
    for element in chain.from_iterable(tree.iter() for tree in trees):
        is_figure = element.tag == "figure" and "decorative" not in classes(element)
        is_table = element.tag == "div" and "table" in classes(element) and element.find("table/caption") is not None
        if is_figure or is_table:
            kind = "figure" if is_figure else "table"
            yield element, f"{words[kind]} {next(numbers[kind])}"


def number_captions(trees: Iterable[Element], words: Mapping[str, str]) -> Mapping[str, str]:
    """Writes the numbers of figures and tables into their captions: 'Figure 1. …'; returns the numbers by id."""
    labels: dict[str, str] = {}
    for element, words_of_label in list(numbered(trees, words)):
        labels[element.get("id", "")] = words_of_label
        caption = element.find("figcaption" if element.tag == "figure" else "table/caption")
        if caption is None:
            caption = SubElement(element, "figcaption")
        label = Element("span", {"class": "label"})
        label.text = words_of_label
        if caption.text or len(caption):
            label.text, label.tail = f"{words_of_label}.", f" {caption.text or ''}"
        caption.text = ""
        caption.insert(0, label)
    return labels


def refer(trees: Iterable[Element], labels: Mapping[str, str]) -> None:
    """Writes the numbers of figures and tables where the text refers to them."""
    for link in chain.from_iterable(tree.iter() for tree in trees):
        link.attrib.pop("data-refs", None)
        if link.attrib.pop("data-ref", ""):
            link.set("class", "ref")
            link.text = labels[link.get("href", "").removeprefix("#")].replace(" ", "\xa0")


def put_captions_beside(blocks: Element) -> None:
    """Moves the captions of figures in the text column to the margin; a figure in a note or a box keeps its own."""
    for figure in blocks.findall("figure"):
        caption = figure.find("figcaption")
        if caption is not None and not {"decorative", "wide"}.intersection(classes(figure)):
            figure.remove(caption)
            figure.insert(0, read_later(caption))
            caption.set("class", "side")
            add_class(figure, "beside")
