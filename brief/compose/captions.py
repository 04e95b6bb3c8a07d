"""Captions: figures and tables are numbered and referred to; what is said of a figure stands beside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import count
from xml.etree.ElementTree import Element, SubElement

from brief.compose.sides import read_later


def number_captions(bodies: Sequence[Element], words: Mapping[str, str]) -> Mapping[str, str]:
    """Numbers figures and captioned tables through the document: 'Figure 1. …'; gives their numbers by their names."""
    numbers = {"figure": count(1), "table": count(1)}
    names: dict[str, str] = {}

    def number(kind: str, caption: Element, named: Element) -> None:
        label = f"{words[kind]} {next(numbers[kind])}"
        _label(caption, label)
        names[named.get("id", "")] = label

    for body in bodies:
        block_figures = body.findall("figure")  # the caption of one within a note or a box stays with it
        for element in list(body.iter()):
            classes = element.get("class", "").split()
            if element.tag == "figure" and "decorative" not in classes:
                caption = element.find("figcaption")
                caption = SubElement(element, "figcaption") if caption is None else caption
                number("figure", caption, element)
                if element in block_figures and "wide" not in classes:
                    _put_caption_beside(element, caption)
            elif element.tag == "div" and "table" in classes and (caption := element.find("table/caption")) is not None:
                number("table", caption, element)
    return names


def refer(bodies: Sequence[Element], names: Mapping[str, str]) -> None:
    """Puts the numbers of figures and tables where the text refers to them."""
    for body in bodies:
        for link in body.iter("a"):
            if link.attrib.pop("data-ref", ""):
                link.text = names[link.get("href", "").removeprefix("#")].replace(" ", "\xa0")


def _put_caption_beside(figure: Element, caption: Element) -> None:
    """Makes a side note of what is said of a figure in the text column."""
    figure.remove(caption)
    figure.insert(0, read_later(caption))
    caption.set("class", "side")
    figure.set("class", f"{figure.get('class', '')} beside".strip())


def _label(caption: Element, words: str) -> None:
    label = Element("span", {"class": "label"})
    label.text, label.tail = f"{words}.", f" {caption.text or ''}"
    caption.text = ""
    caption.insert(0, label)
