"""Abbreviations that an editor has spelled out once are spelled out wherever they stand."""

from __future__ import annotations

import re
from collections.abc import Mapping
from xml.etree.ElementTree import Element

from brief.parse.wording.runs import wrap


def expand(root: Element, abbreviations: Mapping[str, str]) -> None:
    """Puts ``<abbr title>`` around each of the `abbreviations`, short form → long form."""
    if not abbreviations:
        return
    longest_first = sorted(abbreviations, key=len, reverse=True)
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")
    wrap(
        root,
        pattern,
        lambda match: Element("abbr", {"title": abbreviations[match[0]]}),
        closed=lambda element: element.tag == "abbr",
    )
