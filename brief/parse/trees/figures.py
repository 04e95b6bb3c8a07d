"""A picture alone in its paragraph becomes a figure, what stands in quotes after its file the caption."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html import unescape
from xml.etree.ElementTree import Element, SubElement

from brief.parse.reading.lines import PUNCTUATION
from brief.parse.trees.attributes import assign

FILE = r"(?:<(?P<angled>[^<>\n]+)>|(?P<file>(?:[^\s()<>]|\((?:[^()<>\n]|\([^()<>\n]*\))*\)|[ \t]+(?=[^\s\"']))+?))"
"""The file of a picture, as people name their files: with blanks, and with brackets where each is closed."""

_ALT = r"!\[(?P<alt>(?:[^\[\]\\]|\\.|\[[^\[\]]*\])*)\]"
_CAPTION = r"""(?:\s+(?:"(?P<double>(?:(?!"\s*\)).)*)"|'(?P<single>(?:(?!'\s*\)).)*)'))?"""
_FIGURE = re.compile(
    rf"{_ALT}(?:\(\s*{FILE}{_CAPTION}\s*\)|\[(?P<name>[^\[\]]*)\])\s*(?:\{{:(?P<attributes>[^{{}}]*)\}})?\s*$",
    re.DOTALL,
)


def captions_lost(root: Element) -> Iterator[str]:
    """After the text is parsed: the captions of pictures that are no figures."""
    return (image.attrib.pop("title") for image in root.iter("img") if image.get("title"))


def make_figures(root: Element, references: Mapping[str, tuple[str, str]]) -> None:
    """Before the text is parsed: turns such paragraphs into figures, their captions into text to be parsed."""
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
