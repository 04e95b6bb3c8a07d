"""Changes to the tree of a block: figures, lists and links as the page needs them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from html import unescape
from itertools import pairwise
from xml.etree.ElementTree import Element, SubElement

from brief.model import lines_of
from brief.parse.reading.lines import PUNCTUATION
from brief.parse.trees.attributes import assign

FILE = r"(?:<(?P<angled>[^<>\n]+)>|(?P<file>(?:[^\s()<>]|\((?:[^()<>\n]|\([^()<>\n]*\))*\)|[ \t]+(?=[^\s\"']))+?))"
"""The file of a picture; its name may contain blanks, and brackets if each is closed."""

_ALT = r"!\[(?P<alt>(?:[^\[\]\\]|\\.|\[[^\[\]]*\])*)\]"
_CAPTION = r"""(?:\s+(?:"(?P<double>(?:(?!"\s*\)).)*)"|'(?P<single>(?:(?!'\s*\)).)*)'))?"""
_FIGURE = re.compile(
    rf"{_ALT}(?:\(\s*{FILE}{_CAPTION}\s*\)|\[(?P<name>[^\[\]]*)\])\s*(?:\{{:(?P<attributes>[^{{}}]*)\}})?\s*$",
    re.DOTALL,
)
_TARGET = re.compile(r"(?:https?://[^\s/]|mailto:[^\s@]+@|tel:[+0-9]|#.)", re.IGNORECASE)


def make_figures(root: Element, references: Mapping[str, tuple[str, str]]) -> None:
    """Before the text is parsed: turns a picture alone in its paragraph into a figure; its title is the caption."""
    for paragraph in list(root.iter("p")):
        match = _FIGURE.match(paragraph.text or "")
        if not match or len(paragraph):
            continue
        src, caption = match["angled"] or match["file"], match["double"] or match["single"]
        if src is None:
            name = " ".join((match["name"] or match["alt"]).lower().split())
            if name not in references:
                continue
            src, caption = references[name]
        paragraph.tag, paragraph.text = "figure", None
        alt = re.sub(rf"\\({PUNCTUATION})", r"\1", unescape(" ".join(match["alt"].split())))
        SubElement(paragraph, "img", {"src": unescape(src.strip()), "alt": alt})
        if caption:
            source = paragraph.get("data-source", "")
            SubElement(paragraph, "figcaption", {"data-source": source}).text = caption
        assign(paragraph, match["attributes"] or "")


def lost_captions(root: Element) -> Iterator[str]:
    """After the text is parsed: removes and yields the captions of pictures within a line."""
    return (image.attrib.pop("title") for image in root.iter("img") if image.get("title"))


def finish_lists(root: Element, source: Sequence[str]) -> None:
    """After the text is parsed: unwraps the only paragraph of an item, which a screen reader would announce.

    A list with empty lines between its items gets the class ``loose``; `source` are the lines of the file.
    """
    for element in list(root.iter()):
        if element.tag in ("ul", "ol"):
            items = [lines_of(item) for item in element]
            gaps = ((last, first) for (_, _, last), (_, first, _) in pairwise(items))
            if any(not line.strip() for last, first in gaps for line in source[last : first - 1]):
                element.set("class", f"{element.get('class', '')} loose".strip())
        elif element.tag in ("li", "dd") and len(element) and element[0].tag == "p":
            paragraph = element[0]
            for key in [key for key in paragraph.attrib if key != "data-source"]:
                element.set(key, paragraph.attrib.pop(key))
            if all(child.tag in ("ul", "ol") for child in element[1:]):
                element.remove(paragraph)
                element.text = paragraph.text
                element[:0] = list(paragraph)


def finish_links(root: Element) -> Iterator[str]:
    """Decodes addresses, and turns a link within a link into plain text; yields the addresses that are refused."""
    for link in root.iter("a"):
        for inner in list(link.iter("a"))[1:]:
            inner.tag, inner.attrib = "span", {}
        target = unescape(link.get("href", "")).strip()
        link.set("href", target)
        if not _TARGET.match(target) or not target.isprintable():
            yield target
