"""Captions: figures and tables are numbered through the document, and what is said of a figure stands beside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import count
from xml.etree.ElementTree import Element, SubElement

from brief.compose.sides import read_later


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
    figure.insert(0, read_later(caption))
    caption.set("class", "side")
    figure.set("class", f"{figure.get('class', '')} beside".strip())


def _label(caption: Element, words: str) -> None:
    label = Element("span", {"class": "label"})
    label.text, label.tail = f"{words}.", f" {caption.text or ''}"
    caption.text = ""
    caption.insert(0, label)
