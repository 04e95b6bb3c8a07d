"""What drawings and style sheets paint with, for the rules about inks: trees of drawings, declarations of CSS."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from xml.etree.ElementTree import Element, ParseError

from brief.check.drawings import tree
from brief.check.pictures import Inside, named
from brief.findings import Place
from brief.model import Brief, Text

DECLARATION = re.compile(r"(?<![\w-])(?P<name>[\w-]+)\s*:(?P<value>[^;{}]+)(?=[;}]|$)")
"""A property and its value, in a style sheet or in a ``style`` attribute."""


def drawn(brief: Brief, texts: Sequence[Text], inside: Inside) -> Iterator[tuple[str, Place, Element]]:
    """The drawings of a brief that can be read: the name of each, where it is named, and its tree."""
    for name, place in named(brief, texts):
        path = inside(brief.folder, name)
        if path and path.suffix.lower() == ".svg" and (root := _root(path)) is not None:
            yield name, place, root


def _root(path: Path) -> Element | None:
    """The tree of a drawing; None of one that cannot be read, or is too large, which is told elsewhere."""
    try:
        root, _ = tree(path)
    except (ParseError, OSError, ValueError, LookupError):
        return None
    return root
