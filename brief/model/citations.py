"""Citations in the tree of a block, between parse and compose: ``[see @coi2014, p. 7; -@hrc2525]``.

A citation is a ``span`` with ``data-cites``: ``aside`` if it is in brackets, ``text`` if it is part of the sentence
(``@collins2012 [p. 4]``). It contains two spans for each source. The first has the key in ``data-cite`` and contains
the words before the key; ``data-author="no"`` on it means that the author must not be named again. The second has
``data-rest`` and contains the words after the key, including a locator.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple
from xml.etree.ElementTree import Element, tostring

from brief.model.markup import anchor


class Cite(NamedTuple):
    """One source in a citation: its key, and the words before and after it, each as an element with inline HTML."""

    key: str
    before: Element
    after: Element
    names_author: bool = True

    @property
    def locator(self) -> str:
        """The plain text after the key: ``p. 7, and the annex``."""
        return " ".join("".join(self.after.itertext()).split()).strip(" ,")


@dataclass(frozen=True, slots=True)
class Citation:
    """The sources that are cited in one place.

    With `in_sentence`, the author of the first source is part of the sentence. With `in_note`, the citation is within
    a note that the editor wrote, or in the source line of an exhibit, so it does not become a note of its own.
    """

    cites: tuple[Cite, ...]
    in_sentence: bool
    in_note: bool = False

    @property
    def content(self) -> tuple[object, ...]:
        """The whole content as a hashable value, to compare two citations."""
        cites = ((one.key, tostring(one.before), tostring(one.after), one.names_author) for one in self.cites)
        return (*cites, self.in_sentence, self.in_note)


UNNAMED = "others"
"""The last name in a list of names, meaning "and others", as in BibTeX."""

REFERENCES = {"fig": "figure", "tab": "table", "tbl": "table"}
"""The prefixes of keys that refer to a figure or table instead of a source, each with its kind."""


def reference(key: str) -> tuple[str, str] | None:
    """The kind and name of the figure or table that a key refers to, ``fig:songbun``; None for the key of a source."""
    prefix, colon, name = key.partition(":")
    return (REFERENCES[prefix], name) if colon and prefix in REFERENCES else None


def source_anchor(key: str) -> str:
    """The ``id`` of a source's entry in the list of sources."""
    return anchor("source", key)


def citation(element: Element) -> Citation:
    """The citation in an element that has ``data-cites``."""
    pairs = zip(element[::2], element[1::2], strict=True)
    cites = (Cite(one.get("data-cite", ""), one, rest, one.get("data-author") != "no") for one, rest in pairs)
    return Citation(tuple(cites), element.get("data-cites") == "text")


def citations_of(tree: Element) -> Iterator[tuple[Element, Citation]]:
    """The citations in a tree, in reading order, each with its element."""
    return ((element, citation(element)) for element in tree.iter("span") if "data-cites" in element.attrib)


class Read(NamedTuple):
    """A citation as it is printed: its words in the sentence, and the name of its note; either may be empty.

    With `is_bare`, the words have no brackets: they are in a note that the editor wrote.
    """

    words: Element
    note: str = ""
    is_bare: bool = False


class Cited(NamedTuple):
    """The formatted citations and list of sources of an edition, each inline HTML in an element.

    `citations` are in the order of the text. `notes` maps names to notes; citations with the same name share a note.
    `entries` maps keys to entries, in the order of the list, which is `numbered` when citations are numbers.
    """

    citations: tuple[Read, ...]
    notes: Mapping[str, Element]
    entries: Mapping[str, Element]
    numbered: bool = False
