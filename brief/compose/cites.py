"""Citations: each is put into the words of its style, in the sentence or in a note, and the list of sources printed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, replace
from typing import TypeAlias
from xml.etree.ElementTree import Element, SubElement

from brief.compose.stops import ENDED
from brief.model import Citation, Cited, Read, citation, citations, source_anchor

Cite: TypeAlias = Callable[[Sequence[tuple[str, Citation]]], Cited]
"""What gives the words of citations, each with the section that it stands in; in the order in which they stand."""

NOTHING = Cited((), {}, {})

AFTER_WORDS = re.compile(r"(?<=[^\s.])(?<!\b[A-Z])(?P<stop>[.,;:])(?P<quotes>[”’»]*)$")
"""The stop before a citation that comes behind it when it is a part of the sentence; 'U.S.' keeps its own.

The stop within quotation marks, too: “words” (Collins 2012).
"""


BEGINS = re.compile(r"(?:^|(?<!\b[A-Z])[.?!…。][\"'”’»)\]]*)\s*$")
"""The words before a citation with which a sentence begins."""

LEADS = re.compile(
    r"[,;:(\[{“‘«—–]\s*$|(?:^|\s)(?:see|also|compare|cf\.|e\.g\.|in|from|by|on|of|and|or|with|to|than|as|per|"
    r"voir|aussi|comme|selon|dans|par|de|et|ou|sur|avec)\s+$",
    re.IGNORECASE,
)
"""The words before a citation that is set apart already, or is what these words lead to: 'see', 'data from'."""


@dataclass(frozen=True, slots=True)
class Written:
    """A section by its name: its trees in the order of the pages, and its notes by their names."""

    section: str
    trees: Sequence[Element]
    notes: Mapping[str, Element]


def cite_sources(sections: Sequence[Written], cite: Cite) -> Cited:
    """Writes the citations of all sections, which come in the order of the pages."""
    called: set[tuple[str, str]] = set()
    found = [(one.section, tree, element, said) for one in sections for tree, element, said in _found(one, called)]
    if not found:
        return NOTHING
    cited = cite([(section, said) for section, _, _, said in found])
    trees = [tree for one in sections for tree in (*one.trees, *one.notes.values())]
    parents = {child: parent for tree in trees for parent in tree.iter() for child in parent}
    for (_, tree, element, said), read in zip(found, cited.citations, strict=True):
        _write(element, read)
        if read.note and not said.in_sentence:
            _behind_the_year(element, parents[element])
        elif not said.in_sentence:
            _before_the_stop(element, parents[element])
        if said.in_note:
            _fit_into_note(element, tree, read.is_bare)
    for tree in trees:
        _join_sources(tree)
    return cited


def _found(section: Written, called: set[tuple[str, str]]) -> Iterator[tuple[Element, Element, Citation]]:
    """The citations of a section, each with its tree and its element; those in a note come where it is called first.

    `called` are the notes that were, by section and name.
    """
    for root, element in ((tree, span) for tree in section.trees for span in tree.iter("span")):
        if "data-cites" in element.attrib:
            yield root, element, citation(element)
        elif (name := element.get("data-note", "")) in section.notes and (section.section, name) not in called:
            called.add((section.section, name))
            note = section.notes[name]
            yield from ((note, one, replace(said, in_note=True)) for one, said in citations(note))


def _write(element: Element, read: Read) -> None:
    """Makes of a citation its words, and the call of its note."""
    words = deepcopy(read.words)
    del element.attrib["data-cites"]
    element.text, element[:] = words.text, list(words)
    if read.note:
        call = SubElement(element, "span") if read.words.text or len(read.words) else element
        call.set("data-note", read.note)


def _fit_into_note(element: Element, note: Element, is_bare: bool) -> None:
    """Makes a citation in a note a sentence, or sets one that `is_bare` apart from the words before it by brackets.

    A sentence begins with a capital letter, also where an editor wrote 'see', and ends with a full stop.
    """
    before = _words_before(element, note)
    if BEGINS.search(before):
        first = next((one for one in element.iter() if (one.text or "").strip()), None)
        if first is not None:
            text = (first.text or "").lstrip()
            first.text = text[:1].upper() + text[1:]
        words = "".join(element.itertext())
        if is_bare and "".join(note.itertext()).strip() == f"{before}{words}".strip() and not ENDED.search(words):
            _append(element, ".")
    elif is_bare and not LEADS.search(before):
        element.text = f"({element.text or ''}"
        _append(element, ")")


def _words_before(element: Element, tree: Element) -> str:
    """The words in a tree that stand before one of its elements."""
    words = tree.text or ""
    for child in tree:
        if element in child.iter():
            return words if child is element else words + _words_before(element, child)
        words += "".join(child.itertext()) + (child.tail or "")
    return words


def _append(element: Element, text: str) -> None:
    if len(element):
        element[-1].tail = (element[-1].tail or "") + text
    else:
        element.text = (element.text or "") + text


def _join_sources(tree: Element) -> None:
    """The source of a key figure or a pull quote that is nothing but the number of a note stands behind the words."""
    for aside in tree.iter("aside"):
        line = aside.find("p[@class='source']")
        if line is not None and len(line) and not "".join(line.itertext()).strip():
            paragraphs = [one for one in aside.iter("p") if one is not line]
            paragraphs[-1].extend(line)
            aside.remove(line)


def _behind_the_year(element: Element, parent: Element) -> None:
    """The number of a note stands behind the year of a key figure whose source is only cited."""
    if year := re.match(r",\s*(?=\S)", element.tail or "") if _begins(element, parent) else None:
        parent.text, element.tail = (element.tail or "")[year.end() :], None


def _begins(element: Element, parent: Element) -> bool:
    """Whether a call, or several side by side, stand where their paragraph begins."""
    before = parent[: list(parent).index(element)]
    blank = not any((words or "").strip() for words in (parent.text, *(call.tail for call in before)))
    return blank and all("data-note" in call.attrib for call in before)


def _before_the_stop(element: Element, parent: Element) -> None:
    """What stands in the sentence has a blank before it, and the stop behind it."""
    before = _text_before(element, parent)
    beside = before or _last_words(element, parent)
    if not beside or beside[-1].isspace() or beside[-1] in "([{“‘«—–":
        return
    if match := AFTER_WORDS.search(before):
        before = before[: match.start()] + match["quotes"]
        element.tail = match["stop"] + (element.tail or "")
    _put_before(element, parent, f"{before} ")


def _text_before(element: Element, parent: Element) -> str:
    at = list(parent).index(element)
    return (parent[at - 1].tail if at else parent.text) or ""


def _last_words(element: Element, parent: Element) -> str:
    """What stands in the element directly before another; the number of a note is a word too."""
    at = list(parent).index(element)
    return "".join(parent[at - 1].itertext()) or "1" if at else ""


def _put_before(element: Element, parent: Element, text: str) -> None:
    at = list(parent).index(element)
    if at:
        parent[at - 1].tail = text
    else:
        parent.text = text


def list_sources(blocks: Element, entries: Mapping[str, Element], numbered: bool) -> None:
    """Prints the sources that were cited, behind what else their section says."""
    if not entries:
        return
    listed = SubElement(blocks, "ol" if numbered else "ul", {"class": "bibliography"})
    for key, entry in entries.items():
        item = deepcopy(entry)
        item.tag, item.tail = "li", None
        item.set("id", source_anchor(key))
        listed.append(item)
