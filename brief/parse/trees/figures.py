"""A picture alone in its paragraph becomes a figure, what stands in quotes after its file the caption."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html import unescape
from xml.etree.ElementTree import Element, SubElement

from brief.parse.reading.lines import PUNCTUATION
from brief.parse.trees.attributes import assign

_ALT = r"!\[(?P<alt>(?:[^\[\]\\]|\\.|\[[^\[\]]*\])*)\]"
_SRC = (
    r"(?P<src><[^<>\n]*>"
    r"|[^\s<>()\"'][^<>()\"'\n]*?\.(?:png|jpe?g|svg|webp)(?=\s*[\"')])"  # with blanks in it, as people name their files
    r"|(?:[^\s<>()]|\([^\s<>()]*\))+)"
)
_CAPTION = r"""(?:\s+(?:"(?P<double>(?:(?!"\s*\)).)*)"|'(?P<single>(?:(?!'\s*\)).)*)'))?"""
_FIGURE = re.compile(
    rf"{_ALT}(?:\(\s*{_SRC}{_CAPTION}\s*\)|\[(?P<name>[^\[\]]*)\])\s*(?:\{{:(?P<attributes>[^{{}}]*)\}})?\s*$",
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
        src, caption = match["src"], match["double"] or match["single"]
        if src is None:
            name = " ".join((match["name"] or match["alt"]).lower().split())
            if name not in references:
                continue
            src, caption = references[name]
        paragraph.tag, paragraph.text = "figure", None
        alt = re.sub(rf"\\({PUNCTUATION})", r"\1", unescape(" ".join(match["alt"].split())))
        SubElement(paragraph, "img", {"src": unescape(src.strip("<>")), "alt": alt})
        if caption:
            source = paragraph.get("data-source", "")
            SubElement(paragraph, "figcaption", {"data-source": source}).text = caption
        assign(paragraph, match["attributes"] or "")
