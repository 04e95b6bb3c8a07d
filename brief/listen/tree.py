"""The structure tree of a PDF, read from its bytes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from brief.listen.drawn import drawn

if TYPE_CHECKING:
    from playa import Document
    from playa.structure import ContentObject, Element

MOST_SPANNED = 1000
"""Columns or rows of the largest table cell; HTML has the same bound."""

Texts = Mapping[tuple[int, int], str]
"""What is drawn, by the index of its page (from 0) and the number of its marked content."""


@dataclass(frozen=True, slots=True)
class Run:
    """Marked content: its text, empty where it is a picture, and its page (from 1), None where it is on none."""

    text: str
    page: int | None


@dataclass(frozen=True, slots=True, eq=False)
class Node:
    """An element of the structure tree.

    `role` is its standard structure type; `language` its own or the one around it; `page` the number (from 1) of the
    page where it begins, None where it stands on none. `alt` is its alternative text and `expansion` what its
    abbreviation is short for, None where it has none; `target` says where a link leads; `name` is its ID.
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
        """How many columns (``ColSpan``) or rows (``RowSpan``) a cell takes."""
        number = self.attributes.get(over)
        return min(max(number, 1), MOST_SPANNED) if isinstance(number, int) else 1


@dataclass(frozen=True, slots=True)
class Tree:
    """A PDF as it is read aloud: its title, its language, the number of its pages, the top of its structure.

    `top` is None in a PDF that has no structure.
    """

    title: str
    language: str
    pages: int
    top: Node | None


def read(pdf: bytes) -> Tree:
    """The structure tree of a PDF."""
    import playa

    with playa.Document(pdf) as document:
        language = _string(document.catalog, "Lang") or ""
        return Tree(
            _string(playa.resolve(document.trailer.get("Info")), "Title") or "",
            language,
            len(document.pages),
            _top(document, language),
        )


def _top(document: Document, language: str) -> Node | None:
    if document.structure is None:
        return None
    texts = {(page.page_idx, number): text for page in document.pages for number, text in drawn(page).items()}
    return Node("Document", language, kids=tuple(_kids(document.structure, language, texts)))


def _kids(parents: Any, language: str, texts: Texts) -> Iterator[Node | Run]:
    """What stands in an element, in the order in which it is read."""
    from playa.structure import ContentItem, Element

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
        name=_string(element.props, "ID") or "",
        attributes=_attributes(element),
    )


def _target(element: Element) -> str:
    """Where the links of an element lead: in words, else as an address."""
    from playa.structure import ContentObject

    return next((words for kid in element if isinstance(kid, ContentObject) and (words := _leads(kid))), "")


def _leads(link: ContentObject) -> str:
    """What the first of these says: Contents, the address, the name of the destination."""
    import playa

    if words := _string(link.props, "Contents"):
        return words
    action = playa.resolve(link.props.get("A"))
    if isinstance(action, Mapping):
        return _string(action, "URI") or _named(playa.resolve(action.get("D")))
    return _named(playa.resolve(link.props.get("Dest")))


def _named(destination: Any) -> str:
    from playa.utils import decode_text

    return f"#{decode_text(destination)}" if isinstance(destination, bytes) else ""


def _attributes(element: Element) -> Mapping[str, Any]:
    """The attributes of an element, of all owners, as plain Python values."""
    import playa

    entry = playa.resolve_all(element.props.get("A"))
    owned = entry if isinstance(entry, list) else [entry]  # among them may stand the numbers of revisions
    return {key: _plain(value) for one in owned if isinstance(one, Mapping) for key, value in one.items()}


def _plain(value: Any) -> Any:
    """A name or a string as text, a list of them as a list, anything else as it is."""
    from playa.pdftypes import PSLiteral
    from playa.utils import decode_text

    if isinstance(value, list):
        return [_plain(one) for one in value]
    if isinstance(value, PSLiteral):
        return str(value.name)
    return decode_text(value) if isinstance(value, bytes) else value


def _string(of: Any, key: str) -> str | None:
    """A string in a dictionary of the PDF, None where there is none."""
    import playa
    from playa.utils import decode_text

    value = playa.resolve(of.get(key)) if isinstance(of, Mapping) else None
    return decode_text(value) if isinstance(value, bytes) else None
