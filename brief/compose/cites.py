"""Citations: each gets the words of its style, in the sentence or in a note, and the list of sources is printed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import replace
from itertools import takewhile
from xml.etree.ElementTree import Element, SubElement

from brief.compose.context import Cite, SectionTrees
from brief.compose.links import link_addresses
from brief.compose.stops import ENDED
from brief.compose.trees import append_text, fill, is_call
from brief.model import Citation, Cited, Read, citation, citations_of, classes, source_anchor, text_before, text_nodes

AFTER_WORDS = re.compile(r"(?<=[^\s.])(?<!\b[A-Z])(?P<stop>[.,;:])(?P<quotes>[”’»]*)$")
"""The stop that moves behind a citation in the sentence, also out of quotation marks: “words” (Collins 2012).

'U.S.' keeps its full stop.
"""

BEHIND_SENTENCE = re.compile(r"(?<=[^\s.?!…])(?<!\b[A-Z])(?<!\betc)\.(?P<quotes>[”’»]*)\s+$")
"""A full stop and the blanks before a citation in brackets; the stop moves behind the citation."""

BEGINS = re.compile(r"(?:^|(?<!\b[A-Z])[.?!…。][\"'”’»)\]]*)\s*$")
"""Text after which a citation begins a sentence."""

NEXT_SENTENCE = re.compile(r"$|\s+[\"“‘«(]?[^\W\d_a-zß-ÿ]")
"""The end of a note, or the beginning of the next sentence in it."""

MOST_HALVED = 24
"""A list of sources with at most this many entries is printed in two halves."""

SQUARE = str.maketrans("()", "[]")

LEADS = re.compile(
    r"[,;:(\[{“‘«—–]\s*$|(?:^|\s)(?:see|also|compare|cf\.|e\.g\.|in|from|by|on|of|and|or|with|to|than|as|per|"
    r"voir|aussi|comme|selon|dans|par|de|et|ou|sur|avec)\s+$",
    re.IGNORECASE,
)
"""Text after which a citation needs no brackets: punctuation, or words that lead to it, such as 'see', 'data from'."""


BEFORE_NAME = re.compile(r".*[:;.(]\s", re.DOTALL)
"""What precedes the last words before a citation, which may be the name of its author."""


def cite_sources(printed: Sequence[tuple[SectionTrees, Element]], cite: Cite, listed: bool) -> Cited:
    """Writes the citations in all trees of a document and returns their words, notes and sources.

    `printed` has the trees in the order of the pages, each with its section; `listed` says whether sources are listed.
    """
    found = list(_found(printed))
    if not found:
        return Cited((), {}, {})
    cited = cite([(section.name, typed) for section, _, _, typed in found], listed)
    notes = {id(note): note for section, _ in printed for note in section.notes.values()}
    trees = [*(tree for _, tree in printed), *notes.values()]
    parents = {child: parent for tree in trees for parent in tree.iter() for child in parent}
    for (_, tree, element, typed), read in zip(found, cited.citations, strict=True):
        _write(element, read)
        if read.note and not typed.in_sentence:
            _move_behind_year(element, parents[element])
        elif not typed.in_sentence:
            _put_before_stop(element, parents[element], typed.in_note and read.is_bare and _is_alone(typed))
        if typed.in_note:
            _fit_into_note(element, tree, read.is_bare)
    for tree in trees:
        _join_source_lines(tree)
    return cited


def _found(
    printed: Sequence[tuple[SectionTrees, Element]],
) -> Iterator[tuple[SectionTrees, Element, Element, Citation]]:
    """The citations, each with its section, tree and element; those in a note come where it is first called.

    The source line of an exhibit is like a note: it says its source in words, without the call of another note.
    """
    called: set[tuple[str, str]] = set()
    lines = {
        span: line for _, tree in printed for line in tree.iter("p") if _names_source(line) for span in line.iter()
    }
    spans = [(section, tree, span) for section, tree in printed for span in tree.iter("span")]
    for section, tree, element in spans:
        if "data-cites" in element.attrib:
            typed, line = citation(element), lines.get(element)
            yield section, tree if line is None else line, element, replace(typed, in_note=line is not None)
        elif (name := element.get("data-note", "")) in section.notes and (section.name, name) not in called:
            called.add((section.name, name))
            note = section.notes[name]
            yield from ((section, note, span, replace(typed, in_note=True)) for span, typed in citations_of(note))


def _names_source(paragraph: Element) -> bool:
    """Whether a paragraph is the source line of an exhibit."""
    return {"fine", "source"} <= set(classes(paragraph))


def _is_alone(typed: Citation) -> bool:
    """Whether no words, such as 'see', precede the first source of a citation."""
    return not "".join(typed.cites[0].before.itertext()).strip()


def _write(element: Element, read: Read) -> None:
    """Replaces a citation by its words and the call of its note."""
    del element.attrib["data-cites"]
    fill(element, deepcopy(read.words))
    if read.note:
        call = SubElement(element, "span") if read.words.text or len(read.words) else element
        call.set("data-note", read.note)


def _fit_into_note(element: Element, note: Element, is_bare: bool) -> None:
    """Makes a citation in a note a sentence of its own or, behind other words, puts it into brackets if it `is_bare`.

    A sentence begins with a capital letter, also where an editor wrote 'see', and ends with a full stop. Brackets
    within the brackets are square. An author who is named before the brackets is not named again in them.
    """
    before = "".join(node.text for node in takewhile(lambda node: node.parent is not element, text_nodes(note)))
    if BEGINS.search(before):
        first = next((inner for inner in element.iter() if (inner.text or "").strip()), None)
        if first is not None:
            text = (first.text or "").lstrip()
            first.text = text[:1].upper() + text[1:]
        words = "".join(element.itertext())
        after = "".join(note.itertext()).strip().removeprefix(f"{before}{words}".strip())
        if is_bare and NEXT_SENTENCE.match(after) and not ENDED.search(words):
            append_text(element, ".")
        return
    in_brackets = before.rstrip().endswith("(")
    if is_bare and (in_brackets or not LEADS.search(before)):
        author = BEFORE_NAME.sub("", before).strip()
        if author and (element.text or "").startswith(f"{author}, "):
            element.text = (element.text or "").removeprefix(f"{author}, ")
        for node in text_nodes(element):
            node.write(node.text.translate(SQUARE))
        if not in_brackets:
            element.text = f"({element.text or ''}"
            append_text(element, ")")


def _join_source_lines(tree: Element) -> None:
    """Moves the source of a key figure or pull quote to the end of its words, when it is only the call of a note."""
    for aside in tree.iter("aside"):
        line = aside.find("p[@class='source']")
        if line is not None and len(line) and not "".join(line.itertext()).strip():
            paragraphs = [paragraph for paragraph in aside.iter("p") if paragraph is not line]
            paragraphs[-1].extend(line)
            aside.remove(line)


def _move_behind_year(element: Element, parent: Element) -> None:
    """Moves a call at the beginning of a text behind the words after its comma: the year of a key figure's source."""
    before = parent[: list(parent).index(element)]
    texts = (parent.text, *(child.tail for child in before))
    is_first = all(map(is_call, before)) and not any((text or "").strip() for text in texts)
    if is_first and (comma := re.match(r",\s*(?=\S)", element.tail or "")):
        parent.text, element.tail = (element.tail or "")[comma.end() :], None


def _put_before_stop(element: Element, parent: Element, is_apart: bool) -> None:
    """Puts a citation in the sentence before the stop, with a blank before it.

    One that `is_apart`, alone in brackets in a note, moves there even from behind the full stop.
    """
    node = text_before(element, parent)
    if is_apart and (match := BEHIND_SENTENCE.search(node.text)):
        node.write(node.text[: match.start()] + match["quotes"])
        if not (element.tail or "").startswith("."):
            element.tail = f".{element.tail or ''}"
    beside = text = node.text
    if not text and node.after is not None:
        beside = "".join(node.after.itertext()) or "1"  # the call of a note, which has no number yet
    if not beside or beside[-1].isspace() or beside[-1] in "([{“‘«—–":
        return
    if match := AFTER_WORDS.search(text):
        text = text[: match.start()] + match["quotes"]
        element.tail = match["stop"] + (element.tail or "")
    node.write(f"{text} ")


def list_sources(blocks: Element, cited: Cited, halved: bool) -> None:
    """Prints the cited sources at the end of a section; a short list is set in two halves if it may be `halved`."""
    if not cited.entries:
        return
    entries = list(cited.entries.items())
    middle = -(-len(entries) // 2) if halved and not cited.numbered and len(entries) <= MOST_HALVED else len(entries)
    holder = blocks
    if middle < len(entries):
        holder = SubElement(SubElement(blocks, "div", {"class": "halves"}), "div")
    for part in filter(None, (entries[:middle], entries[middle:])):
        bibliography = SubElement(holder, "ol" if cited.numbered else "ul", {"class": "bibliography"})
        for key, entry in part:
            item = deepcopy(entry)
            item.tag, item.tail = "li", None
            item.set("id", source_anchor(key))
            bibliography.append(link_addresses(item))
