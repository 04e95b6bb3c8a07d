"""Links on paper: what nobody can press is followed by typing its address, which is printed and can be read.

On the screen a link stays what it was. Beside it stands, on paper as on the screen, its address in the form in which
people read it: in a note, or in brackets. One that is its own text needs none, nor do places in the brief, mail and
telephone; in a note the address stands in brackets, since a note calls no other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from xml.etree.ElementTree import Element, SubElement

from brief.model import BREAKS, PrintedLinks, breakable, is_web, readable, same_address, without_tracking

_ADDRESS = re.compile(r"https?://[^\s<>\"]*[^\s<>\"'.,;:!?)\]}’”»]")


def print_links(trees: Sequence[Element], where: PrintedLinks) -> Mapping[str, Element]:
    """Prints the addresses of the links in `trees`, in the order of the pages; gives the notes that hold them.

    The names of these notes are ``/1``, ``/2`` … through the document; the same address gives the same note.
    """
    names: dict[str, str] = {}
    notes: dict[str, Element] = {}
    for link, parent in (found for tree in trees for found in _to_the_web(tree)):
        address = link.get("href", "")
        if where == "footnotes":
            name = names.setdefault(readable(address), f"/{len(names) + 1}")
            notes.setdefault(name, _note(address))
            _call(link, parent, name)
        elif where == "inline":
            _in_brackets(link, parent)
    return notes


def unlink(bodies: Sequence[Element], sections: Sequence[str]) -> None:
    """Makes plain words of links to what stands in other editions only; `sections` are the names of those in this."""
    names = {f"#{element.get('id')}" for body in bodies for element in body.iter() if "id" in element.attrib}
    names |= {f"#{section}" for section in sections}
    for link in (element for body in bodies for element in body.iter("a")):
        target = link.get("href", "")
        if target.startswith("#") and target not in names and "data-ref" not in link.attrib:
            link.tag = "span"
            del link.attrib["href"]


def address_in_note(note: Element, where: PrintedLinks) -> Element:
    """A copy of a note with the addresses of its links in brackets; one that stands in its words becomes a link."""
    note = link_addresses(deepcopy(note))
    for link, parent in _to_the_web(note):
        if where != "none":
            _in_brackets(link, parent)
    return note


def printed_address(address: str) -> str:
    """An address as it is printed: readable, and with marks where a line may be broken in it."""
    return breakable(readable(address))


def link_addresses(tree: Element) -> Element:
    """`tree` with a link for each address that stands in its words, in readable form, broken where it may be.

    For entries of lists of sources, which are words. The tree is changed; links and code in it keep their words.
    """
    for element in list(_words(tree)):
        for child in list(element):
            child.tail, links = _linked(child.tail)
            at = list(element).index(child) + 1
            element[at:at] = links
        element.text, links = _linked(element.text)
        element[:0] = links
    for link in tree.iter("a"):
        _break(link)
    return tree


def _words(element: Element) -> Iterator[Element]:
    """The elements of a tree whose words are words: none in a link or in code."""
    if element.tag not in ("a", "code"):
        yield element
        for child in element:
            yield from _words(child)


def _linked(text: str | None) -> tuple[str | None, list[Element]]:
    """A text up to the first address in it, and a link for each address, with what follows it."""
    words = text or ""
    found = list(_ADDRESS.finditer(words))
    if not found:
        return text, []
    links = []
    for match, end in zip(found, [*(following.start() for following in found[1:]), len(words)], strict=True):
        link = Element("a", {"class": "address", "href": match[0]})
        link.text, link.tail = printed_address(match[0]), words[match.end() : end]
        links.append(link)
    return words[: found[0].start()], links


def _to_the_web(tree: Element) -> Iterator[tuple[Element, Element]]:
    """The links of a tree whose address is to be printed, with what they stand in; breaks those that need none."""
    for parent in list(tree.iter()):
        for link in list(parent):
            if link.tag == "a" and not _break(link) and is_web(link.get("href", "")):
                yield link, parent


def _break(link: Element) -> bool:
    """Has a link whose text is its own address be broken as addresses are; says whether it was one."""
    address = link.get("href", "")
    words = "".join(link.itertext()).translate(BREAKS)
    if address.startswith("#") or not same_address(words, address):
        return False
    if "address" not in (classes := link.get("class", "").split()):
        link.set("class", " ".join([*classes, "address"]))
    if not len(link):
        link.text = breakable(without_tracking(words))
    return True


def _note(address: str) -> Element:
    note = Element("span", {"class": "note"})
    SubElement(note, "a", {"class": "address", "href": address}).text = printed_address(address)
    return note


def _call(link: Element, parent: Element, name: str) -> None:
    """Calls a note behind a link."""
    call = Element("span", {"data-note": name})
    call.tail, link.tail = link.tail, None
    parent.insert(list(parent).index(link) + 1, call)


def _in_brackets(link: Element, parent: Element) -> None:
    """Puts the address of a link in brackets behind it."""
    words = Element("span", {"class": "address"})
    words.text = f"({printed_address(link.get('href', ''))})"
    words.tail, link.tail = link.tail, " "
    parent.insert(list(parent).index(link) + 1, words)
