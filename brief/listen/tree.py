"""The structure tree of a PDF with its text, read from its bytes.

The text is that of each glyph's ToUnicode entry, as PLAYA decodes it. A tagged PDF has to write out its word breaks
(ISO 32000-1, 14.8.2.5), so none is guessed from the gaps between words. PDFium does guess, and gives 'At a glance ' for
the heading 'At a glance'.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any, NamedTuple

import playa
from playa import ContentObject as Drawing
from playa import MarkedContent, Page
from playa.content import TextObject, XObjectObject
from playa.pdftypes import PSLiteral
from playa.structure import ContentItem, ContentObject, Element
from playa.utils import decode_text, string_property

MOST_SPANNED = 1000
"""The most columns or rows of a table cell, as in HTML."""

Texts = Mapping[tuple[int, int], str]
"""The text of marked content, by the index of its page (from 0) and its number."""


@dataclass(frozen=True, slots=True)
class Run:
    """Marked content: its text, which is empty for a picture, and its page (from 1), or None without one."""

    text: str
    page: int | None


@dataclass(frozen=True, slots=True, eq=False)
class Node:
    """An element of the structure tree.

    `role` is its standard structure type, `language` its own or the inherited one, `page` the number (from 1) of the
    page where it begins. `alt` is its alternative text and `expansion` that of an abbreviation; `target` says where a
    link leads; `name` is its ID.
    """

    role: str
    language: str = ""
    page: int | None = None
    kids: tuple[Node | Run, ...] = ()
    alt: str | None = None
    expansion: str | None = None
    target: str = ""
    name: str = ""
    attributes: Mapping[str, Any] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """All text in this element, in reading order."""
        return "".join(kid.text for kid in self.kids)

    def span(self, over: str) -> int:
        """The number of columns (``ColSpan``) or rows (``RowSpan``) that a cell spans."""
        number = self.attributes.get(over)
        return min(max(number, 1), MOST_SPANNED) if isinstance(number, int) else 1


@dataclass(frozen=True, slots=True)
class Tree:
    """A PDF: its title, its language, the number of its pages, and the root of its structure."""

    title: str
    language: str
    pages: int
    top: Node


def read(pdf: bytes) -> Tree | None:
    """The structure tree of a PDF; None for one without a structure."""
    with playa.Document(pdf) as document:
        if document.structure is None:
            return None
        language = _string(document.catalog, "Lang")
        title = _string(playa.resolve(document.trailer.get("Info")), "Title")
        texts = {(page.page_idx, number): text for page in document.pages for number, text in drawn(page).items()}
        top = Node("Document", language, kids=tuple(_kids(document.structure, language, texts)))
        return Tree(title, language, len(document.pages), top)


def _kids(parents: Any, language: str, texts: Texts) -> Iterator[Node | Run]:
    """The kids of an element, in reading order."""
    for kid in parents:
        if isinstance(kid, Element):
            yield _node(kid, language, texts)
        elif isinstance(kid, ContentItem) and kid.page is not None:
            index = kid.page.page_idx
            yield Run(texts.get((index, kid.mcid), ""), index + 1)


def _node(element: Element, around: str, texts: Texts) -> Node:
    language = element.language or around
    kids = tuple(_kids(element, language, texts))
    page = next((kid.page for kid in kids if kid.page), element.page.page_idx + 1 if element.page else None)
    actual = element.actual_text
    return Node(
        role=element.role,
        language=language,
        page=page,
        kids=kids if actual is None else (Run(actual, page),),
        alt=element.alternate_description,
        expansion=element.abbreviation_expansion,
        target=_target(element),
        name=_string(element.props, "ID"),
        attributes=_attributes(element),
    )


def _target(element: Element) -> str:
    """Where the first link of an element leads."""
    return next((words for kid in element if isinstance(kid, ContentObject) and (words := _leads(kid))), "")


def _leads(link: ContentObject) -> str:
    """The Contents of a link, else its address, else the name of its destination."""
    if words := _string(link.props, "Contents"):
        return words
    action = playa.resolve(link.props.get("A"))
    if isinstance(action, Mapping):
        return _string(action, "URI") or _named(playa.resolve(action.get("D")))
    return _named(playa.resolve(link.props.get("Dest")))


def _named(destination: Any) -> str:
    return f"#{decode_text(destination)}" if isinstance(destination, bytes) else ""


def _attributes(element: Element) -> Mapping[str, Any]:
    """The attributes of an element, of all owners, as plain Python values."""
    entry = playa.resolve_all(element.props.get("A"))
    owned = entry if isinstance(entry, list) else [entry]  # the list may contain revision numbers too
    return {key: _plain(value) for one in owned if isinstance(one, Mapping) for key, value in one.items()}


def _plain(value: Any) -> Any:
    """A name or a string as text, a list with its items converted, anything else unchanged."""
    if isinstance(value, list):
        return [_plain(one) for one in value]
    if isinstance(value, PSLiteral):
        return str(value.name)
    return decode_text(value) if isinstance(value, bytes) else value


def _string(of: Any, key: str) -> str:
    """A string in a dictionary of the PDF; empty where there is none."""
    value = playa.resolve(of.get(key)) if isinstance(of, Mapping) else None
    return decode_text(value) if isinstance(value, bytes) else ""


class Drawn(NamedTuple):
    """A text, the number of its marked content, and the marked content around it that has an ActualText."""

    number: int
    replaced: MarkedContent | None
    text: str


def drawn(page: Page) -> Mapping[int, str]:
    """The text of a page by the number of its marked content, without artifacts."""
    texts: dict[int, str] = defaultdict(str)
    contents = page.interp(filter_classes={TextObject, XObjectObject})
    for (number, replaced), together in groupby(_texts(contents), key=lambda one: one[:2]):
        actual = _actual_text(replaced) if replaced else None
        texts[number] += "".join(one.text for one in together) if actual is None else actual
    return texts


def _texts(contents: Iterable[Drawing], around: int | None = None) -> Iterator[Drawn]:
    """All text in numbered marked content; in a form XObject, the number may be that of the content `around` it."""
    for one in contents:
        number = around if one.mcid is None else one.mcid
        if isinstance(one, XObjectObject):
            yield from _texts(one, number)
        elif isinstance(one, TextObject) and number is not None and not _is_artifact(one):
            replaced = next((mark for mark in one.mcstack if _actual_text(mark) is not None), None)
            yield Drawn(number, replaced, one.chars)


def _is_artifact(text: TextObject) -> bool:
    return any(mark.tag == "Artifact" for mark in text.mcstack)


def _actual_text(mark: MarkedContent) -> str | None:
    """The ActualText of marked content, which replaces the text drawn in it."""
    return string_property(mark.props, "ActualText")
