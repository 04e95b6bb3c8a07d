"""Lists: an item with one paragraph holds its words, not a paragraph, which a screen reader would tell apart."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from xml.etree.ElementTree import Element

from brief.parse.marks import lines_of


def finish_lists(root: Element, source: Sequence[str]) -> None:
    """After the text is parsed: unwraps such paragraphs, and marks lists with empty lines between items as loose.

    `source` has the lines of the file.
    """
    for holder in list(root.iter()):
        if holder.tag in ("ul", "ol"):
            items = [lines_of(item) for item in holder]
            gaps = ((last, first) for (_, last), (first, _) in pairwise(items))
            if any(not line.strip() for last, first in gaps for line in source[last : first - 1]):
                holder.set("class", f"{holder.get('class', '')} loose".strip())
        elif holder.tag in ("li", "dd") and len(holder) and holder[0].tag == "p":
            _hand_over(holder[0], holder)
            if all(child.tag in ("ul", "ol") for child in holder[1:]):
                paragraph = holder[0]
                holder.remove(paragraph)
                holder.text = paragraph.text
                holder[:0] = list(paragraph)


def _hand_over(paragraph: Element, item: Element) -> None:
    """What was said of the first paragraph is said of the item."""
    for key in set(paragraph.attrib) - {"data-source"}:
        item.set(key, paragraph.attrib.pop(key))
