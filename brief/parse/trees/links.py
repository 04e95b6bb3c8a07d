"""Links: where one may lead, and none within another."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from xml.etree.ElementTree import Element

_TAKEN = re.compile(r"(?:https?://[^\s/]|mailto:[^\s@]+@|tel:[+0-9]|#.)", re.IGNORECASE)


def finish_links(root: Element) -> Iterator[str]:
    """Makes addresses what they say, and unties links within links; yields the addresses that are refused."""
    for link in root.iter("a"):
        for inner in list(link.iter("a"))[1:]:
            inner.tag, inner.attrib = "span", {}
        target = unescape(link.get("href", "")).strip()
        link.set("href", target)
        if not _TAKEN.match(target) or not target.isprintable():
            yield target
