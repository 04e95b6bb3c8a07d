"""Publish: HTML, style sheets and files become one HTML file that needs no other.

    trees      HTML as a tree, and back
    kept       which elements, attributes and addresses stay in it
    values     the only writer of CSS, which lets nothing be loaded
    cascade    which face each run of text is set in
    faces      the glyphs that are used, as WOFF2
    sheets     style sheets joined into one, with their files embedded
    dark       the colors of dark mode
    drawings   SVG in the page: its ids, its colors in dark mode
    pictures   photographs and drawings, embedded in place of their names

The page loads nothing and runs nothing: what would is left out, and a policy in its head forbids both (CSP 3).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from xml.etree.ElementTree import Element

from brief.model import Flaw, Remark, Sheet, Weight
from brief.publish.cascade import runs
from brief.publish.drawings import quote_families
from brief.publish.faces import Face, Used, reduced
from brief.publish.faces import read as read_faces
from brief.publish.kept import keep_attributes, keep_elements
from brief.publish.pictures import ForScreen, Pictures
from brief.publish.sheets import Fetch, Joined, words
from brief.publish.trees import flaws, read, written

POLICY = (
    "default-src 'none'; img-src data:; font-src data:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
)
"""The content security policy: a browser loads nothing for the page and runs nothing in it."""

HALVES = re.compile("[\ud800-\udfff]")
"""Halves of characters (surrogates), which UTF-8 cannot encode."""

COUNTED = "0123456789., "
"""The characters that browsers generate: the numbers of lists and notes, and blanks."""

__all__ = ["ForScreen", "Look", "Published", "publish"]


@dataclass(frozen=True, slots=True)
class Look:
    """The look of a page: its style sheets, their custom properties, and the files of all available faces."""

    sheets: Sequence[Sheet]
    tokens: Mapping[str, str]
    fonts: Sequence[Path]


@dataclass(frozen=True, slots=True)
class Published:
    """The file and its weight, remarks on what is missing in it, and flaws in its accessibility."""

    html: bytes
    weight: Weight
    remarks: tuple[Remark, ...]
    flaws: tuple[Flaw, ...]


def publish(html: str, look: Look, fetch: Fetch, for_screen: ForScreen) -> Published:
    """The file of a document, which needs no other.

    `fetch` returns the bytes of a file of the brief, and `for_screen` makes a WebP of a photograph.
    """
    root = read(html)
    keep_elements(root)
    found = tuple(flaws(root))
    faces = read_faces(look.fonts)
    pictures = Pictures(fetch, for_screen, faces, look.tokens)
    pictures.put_in(root)
    characters = frozenset(html).union(*(sheet.text for sheet in look.sheets))
    joined = Joined(fetch, pictures.address, partial(reduced, characters=characters))
    css = joined.sheets(look.sheets, look.tokens)
    quote_families(root)
    keep_attributes(root, joined)
    used = _used(faces, root, css, look.tokens)
    _head(root, used.css + css)
    whole = HALVES.sub("\N{REPLACEMENT CHARACTER}", written(root)).encode()
    missing = [Remark("glyph", character) for character in (*used.missing, *pictures.missing)]
    weight = Weight(len(whole), used.count, pictures.count)
    return Published(whole, weight, (*missing, *joined.remarks, *pictures.remarks), found)


def _used(faces: Sequence[Face], root: Element, css: str, tokens: Mapping[str, str]) -> Used:
    """The characters of each face that the page uses, in its text and in what style sheets and browsers generate."""
    used = Used(faces)
    for setting, text in runs(root, [css], tokens):
        if text.strip(" \t\n\r\f"):  # blanks alone need no face
            used.add(setting, text)
    used.add_everywhere({*COUNTED, *"".join(words(css))})
    return used


def _head(root: Element, css: str) -> None:
    """Puts the policy into the head first, so that it holds for all that follows, then the encoding; the style last."""
    head = root.find("head")
    assert head is not None
    policy = Element("meta", {"http-equiv": "Content-Security-Policy", "content": POLICY})
    for first in (Element("meta", {"charset": "utf-8"}), policy):
        first.tail = "\n"
        head.insert(0, first)
    style = Element("style")
    style.text, style.tail = f"\n{css}", "\n"
    head.append(style)
