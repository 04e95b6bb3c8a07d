"""Links on paper, which nobody can click: their addresses are printed, in a note or in brackets.

Addresses are printed as people read them. None is printed for a link whose text is its own address, or for a link to a
place in the brief, to mail or to a telephone. Within a note, it is printed in brackets, since no note calls another.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from xml.etree.ElementTree import Element

from brief.compose.addresses import breakable, printed_address, same_address
from brief.compose.trees import add_class, insert_behind
from brief.model import WITHOUT_BREAKS, PrintedLinks, classes, readable, text_nodes, without_tracking

_ADDRESS = re.compile(r"(?:https?://|(?<![\w.])10\.[0-9]{4,9}/)[^\s<>\"]*[^\s<>\"'.,;:!?)\]}’”»]")
"""An address in a text, or a bare DOI, without the punctuation behind it."""

_WEB = re.compile(r"https?://[^\s/]", re.IGNORECASE)


def print_links(trees: Sequence[Element], where: PrintedLinks) -> Mapping[str, Element]:
    """Prints the addresses of the links in trees, in page order; returns the notes that hold them, by name.

    Their names are ``/1``, ``/2`` … through the document, and the same address has one note. Notes are made only if
    `where` is ``footnotes``.
    """
    names: dict[str, str] = {}
    notes: dict[str, Element] = {}
    for link, parent in (found for tree in trees for found in _web_links(tree)):
        address = link.get("href", "")
        if where == "footnotes":
            name = names.setdefault(readable(address), f"/{len(names) + 1}")
            if name not in notes:
                notes[name] = Element("span", {"class": "note"})
                notes[name].append(address_link(address))
            insert_behind(link, parent, Element("span", {"data-note": name}))
        elif where == "inline":
            _print_in_brackets(link, parent)
    return notes


def unlink(trees: Sequence[Element], sections: Sequence[str]) -> None:
    """Removes links to what this edition does not print, but keeps their words; `sections` names those it prints."""
    names = {f"#{element.get('id')}" for tree in trees for element in tree.iter() if "id" in element.attrib}
    names |= {f"#{section}" for section in sections}
    for link in (link for tree in trees for link in tree.iter("a")):
        target = link.get("href", "")
        if target.startswith("#") and target not in names and "data-ref" not in link.attrib:
            link.tag = "span"
            del link.attrib["href"]


def address_in_note(note: Element, where: PrintedLinks) -> Element:
    """A copy of a note in which addresses become links, and the addresses of other links are printed in brackets."""
    note = link_addresses(deepcopy(note))
    for link, parent in _web_links(note):
        if where != "none":
            _print_in_brackets(link, parent)
    return note


def link_addresses(tree: Element) -> Element:
    """Makes links of addresses in the text of a tree, except in links, code and fields; returns the changed tree."""
    for node in list(text_nodes(tree, closed=lambda one: one.tag in ("a", "code") or "field" in classes(one))):
        if found := [(match, _linked(match[0])) for match in _ADDRESS.finditer(node.text)]:
            node.insert(found)
    for link in tree.iter("a"):
        _break(link)
    return tree


def _linked(found: str) -> Element:
    """A link to an address or a DOI in a text."""
    return address_link(found if "://" in found else f"https://doi.org/{found}")


def address_link(address: str) -> Element:
    """A link that shows its address as it is printed."""
    link = Element("a", {"class": "address", "href": address})
    link.text = printed_address(address)
    return link


def _web_links(tree: Element) -> Iterator[tuple[Element, Element]]:
    """The links whose address has to be printed, each with its parent; allows breaks in links that show their own."""
    for parent in list(tree.iter()):
        for link in parent.findall("a"):
            if not _break(link) and _WEB.match(link.get("href", "")):
                yield link, parent


def _break(link: Element) -> bool:
    """Allows breaks in a link whose text is its own address; returns whether it is such a link."""
    address = link.get("href", "")
    words = "".join(link.itertext()).translate(WITHOUT_BREAKS)
    if address.startswith("#") or not same_address(words, address):
        return False
    if "address" not in classes(link):
        add_class(link, "address")
    if not len(link):
        link.text = breakable(without_tracking(words))
    return True


def _print_in_brackets(link: Element, parent: Element) -> None:
    """Puts the address of a link in brackets behind it."""
    words = Element("span", {"class": "address"})
    words.text = f"({printed_address(link.get('href', ''))})"
    insert_behind(link, parent, words)
    link.tail = " "
