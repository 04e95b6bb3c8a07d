"""Captions: figures and tables are numbered and referred to; what is said of a figure stands beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain, count
from xml.etree.ElementTree import Element, SubElement

from brief.compose.links import link_addresses
from brief.compose.sides import read_later
from brief.model import Brief, Description, Edition

Tagged = Callable[[str], Element]
"""Gives the words of a plain text in an element, those in another script with their language."""


def describe_pictures(body: Element, brief: Brief, edition: Edition, tagged: Tagged) -> None:
    """Gives pictures the words of their side files, where their block has none, and figures their credit and width."""
    larger = edition.enlargement
    for picture in body.iter("img"):
        said_of_it = brief.pictures.get(picture.get("src", ""))
        if said_of_it and not picture.get("alt") and "decorative" not in picture.get("class", "").split():
            picture.set("alt", said_of_it.alt)
        _set_width(picture, picture, larger)
    for figure in body.iter("figure"):
        image = figure.find("img")
        if image is None:
            continue
        name = image.get("src", "")
        described = brief.pictures.get(name, Description())
        decorative = "decorative" in figure.get("class", "").split()
        if decorative:
            image.set("alt", "")
        caption = figure.find("figcaption")
        if caption is None and described.caption and not decorative:
            caption = SubElement(figure, "figcaption", {"data-source": figure.get("data-source", "")})
            _add(caption, tagged(described.caption))
        _set_width(figure, image, larger)
        if said := ", ".join(_credits(described, figure.attrib.pop("data-credit", ""))):
            word = "drawing-by" if name.lower().endswith(".svg") else "photo-by"
            caption = SubElement(figure, "figcaption") if caption is None else caption
            if caption.text or len(caption):
                SubElement(caption, "br")
            line = SubElement(caption, "span", {"class": "credit"})
            _add(line, link_addresses(tagged(brief.words[word].format(credit=said))))


def describe_below(body: Element, words: Mapping[str, str]) -> None:
    """Prints below each drawing from a file what it shows, for readers to whom the words in it are too small.

    Those who listen have heard it in place of the drawing.
    """
    for figure in body.iter("figure"):
        image = figure.find("img")
        if image is not None and image.get("src", "").lower().endswith(".svg") and image.get("alt"):
            source = figure.get("data-source", "")
            below = SubElement(figure, "p", {"class": "description", "data-read": "not", "data-source": source})
            below.text = words["pair"].format(name=words["description"], text=image.get("alt", ""))


def _credits(described: Description, credit: str) -> Iterator[str]:
    """Who made a picture, where it comes from, and on what terms it may be used; what its block says comes first."""
    yield from (part for part in (credit or described.credit, described.source, described.licence) if part)


def _set_width(holder: Element, image: Element, larger: float) -> None:
    """Has a picture printed as wide as is said of it, or of the figure that it stands in; `larger` in large print."""
    if width := holder.attrib.pop("data-width", ""):
        image.set("style", f"width: {float(width) * larger:g}mm")


def _add(element: Element, words: Element) -> None:
    """Puts what stands in `words` at the end of an element that has no child yet."""
    element.text = f"{element.text or ''}{words.text or ''}"
    element.extend(words)


def numbered(bodies: Iterable[Element], words: Mapping[str, str]) -> Iterator[tuple[Element, str]]:
    """The figures and captioned tables of the document, each with its number: ``Figure 1``."""
    numbers = {"figure": count(1), "table": count(1)}
    for element in chain.from_iterable(body.iter() for body in bodies):
        classes = element.get("class", "").split()
        is_figure = element.tag == "figure" and "decorative" not in classes
        is_table = element.tag == "div" and "table" in classes and element.find("table/caption") is not None
        if is_figure or is_table:
            kind = "figure" if is_figure else "table"
            yield element, f"{words[kind]} {next(numbers[kind])}"


def number_captions(bodies: Sequence[Element], words: Mapping[str, str]) -> Mapping[str, str]:
    """Numbers figures and captioned tables through the document: 'Figure 1. …'; gives their numbers by their names."""
    labels = list(numbered(bodies, words))
    for element, label in labels:
        caption = element.find("figcaption" if element.tag == "figure" else "table/caption")
        _label(SubElement(element, "figcaption") if caption is None else caption, label)
    return {element.get("id", ""): label for element, label in labels}


def put_captions_beside(bodies: Sequence[Element]) -> None:
    """Makes side notes of what is said of figures in the text column; that of one in a note or a box stays with it."""
    for figure in (figure for body in bodies for figure in body.findall("figure")):
        caption = figure.find("figcaption")
        if caption is not None and not {"decorative", "wide"}.intersection(figure.get("class", "").split()):
            figure.remove(caption)
            figure.insert(0, read_later(caption))
            caption.set("class", "side")
            figure.set("class", f"{figure.get('class', '')} beside".strip())


def refer(bodies: Sequence[Element], names: Mapping[str, str]) -> None:
    """Puts the numbers of figures and tables where the text refers to them."""
    for body in bodies:
        for link in body.iter():
            link.attrib.pop("data-refs", None)
            if link.attrib.pop("data-ref", ""):
                link.set("class", "ref")
                link.text = names[link.get("href", "").removeprefix("#")].replace(" ", "\xa0")


def _label(caption: Element, words: str) -> None:
    label = Element("span", {"class": "label"})
    if caption.text or len(caption):
        label.text, label.tail = f"{words}.", f" {caption.text or ''}"
    else:
        label.text = words
    caption.text = ""
    caption.insert(0, label)
