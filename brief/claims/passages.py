"""The passages of a section: the text of a paragraph, an item, a heading or a row, with the calls in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain, repeat
from xml.etree.ElementTree import Element

from brief.check.links import PREFIXES
from brief.claims import evidence
from brief.claims.claim import Evidence
from brief.claims.dates import YEARS
from brief.claims.numbers import GONE
from brief.model import Brief, Table, Text, citation, citations_of, classes, readable

_BLOCKS = (
    "address article aside blockquote caption dd details div dl dt figcaption figure h1 h2 h3 h4 h5 h6 hr li ol p pre"
    " section summary table tbody td tfoot th thead tr ul"
)
BLOCKS = frozenset(_BLOCKS.split())
"""Elements that begin a text of their own, and end the one around them."""

UNREAD = frozenset({"svg", "img", "hr"})
"""Elements without text of the brief."""


@dataclass(frozen=True, slots=True)
class Call:
    """A citation, the call of a note, a link, or a reference to a figure or table, before the character `at`.

    `in_sentence` when it is a part of the sentence. `written` is its text in the Markdown: keys and locators, or the
    name of a note. `covers` is the number of characters in the label of a reference.
    """

    evidence: tuple[Evidence, ...]
    written: str
    in_sentence: bool = False
    at: int = 0
    covers: int = 0


@dataclass(frozen=True, slots=True)
class Passage:
    """Text that belongs together, with single spaces, and its source (``a.md:3-6``).

    `is_whole` when it is one claim and is not split into sentences, `is_quoted` when it is a quotation, `is_pulled`
    when it repeats words of the text, `is_figure` when it is a key figure, whose year is `year`. `shared` is the
    evidence for all of it. `heads` and `cells` are the texts of a row; `tag` is that of the block, such as ``h3`` or
    ``li``. The first `bold` characters are in bold type.
    """

    text: str
    source: str
    tag: str = ""
    bold: int = 0
    calls: tuple[Call, ...] = ()
    is_whole: bool = False
    is_quoted: bool = False
    is_pulled: bool = False
    is_figure: bool = False
    shared: tuple[Evidence, ...] = ()
    heads: str = ""
    cells: str = ""
    year: str = ""

    def sharing(self, evidence: Iterable[Evidence]) -> Passage:
        """This passage with more evidence for all of it."""
        return replace(self, shared=(*self.shared, *evidence))


def passages_of(text: Text, brief: Brief, numbers: Mapping[str, str], *, every_note: bool = False) -> Iterator[Passage]:
    """The passages of a section in reading order, then those of the notes that cite a source, or of `every_note`.

    `numbers` has the numbers of figures and tables in the full edition (``Figure 1``), by their ids.
    """
    reader = _Reader(brief, text.notes, numbers)
    citing = (tree for tree in text.notes.values() if every_note or any(citations_of(tree)))
    for tree in (text.title, *(block.tree for block in text.blocks), *citing):
        yield from reader.walk(tree, Passage("", ""))


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads the trees of a section of a brief, with the evidence in its notes."""

    brief: Brief
    notes: Mapping[str, Element]
    numbers: Mapping[str, str]

    def walk(self, element: Element, around: Passage) -> Iterator[Passage]:
        """The passages in an element; `around` is a passage without text, whose properties they all inherit."""
        here = replace(around, source=element.get("data-source", around.source), tag=element.tag)
        kind = classes(element)
        if element.tag in UNREAD:
            return
        if "key-figure" in kind:
            yield self._key_figure(element, here)
        elif element.tag == "table":
            yield from self._table(element, here)
        elif (name := element.get("data-of-file", "")) in self.brief.tables:
            yield from self._data(element, name, here)
        else:
            lines = element.findall("*[@class='source']")
            behind = [source for line in lines for source in self._evidence(line)]
            here = here.sharing(behind)
            if element.tag in ("caption", "figcaption"):  # one line, whose last sentence often has the citation
                here = here.sharing(self._cited(element))
            if "pull-quote" in kind:
                here = replace(here, is_pulled=True, is_quoted=bool(behind))
            elif element.tag == "blockquote":  # each paragraph is one claim, and all of them share their evidence
                quoted = here.is_quoted or not here.is_pulled
                here = replace(here.sharing(self._cited(element)), is_whole=True, is_quoted=quoted)
            yield from self._parts(element, here)

    def _parts(self, element: Element, here: Passage) -> Iterator[Passage]:
        """The passages of the text of an element and of the blocks in it, in their order."""
        pieces: list[str | Call] = [element.text or ""]
        if len(element) and element[0].tag == "strong" and not (element.text or "").strip():
            here = replace(here, bold=len(joined([*self._own(element[0])])[0]))
        for child in element:
            if child.tag in BLOCKS:
                yield from self._passage(pieces, here)
                pieces, here = [], replace(here, bold=0)
                if child.get("class") != "source":
                    yield from self.walk(child, here)
            else:
                pieces += self._inline(child)
            pieces.append(child.tail or "")
        yield from self._passage(pieces, here)

    def _passage(self, pieces: Sequence[str | Call], here: Passage) -> Iterator[Passage]:
        text, calls = joined(pieces)
        if text:
            yield replace(here, text=text, calls=calls)

    def _inline(self, element: Element) -> Iterator[str | Call]:
        """The text of an inline element, and the calls in it."""
        if name := element.get("data-note"):
            yield Call(self._evidence(self.notes[name]) if name in self.notes else (), name)
        elif "data-cites" in element.attrib:
            found = citation(element)
            written = " ".join(f"{''.join(cite.before.itertext())} {cite.key} {cite.locator}" for cite in found.cites)
            yield Call(evidence.of_citation(found, self.brief.sources), written, found.in_sentence)
            if found.in_sentence:
                yield evidence.author(found, self.brief.sources)
        elif field := element.get("data-field"):
            yield self.brief.values.get(field.partition("|")[0].strip(), "")
        elif kind := element.get("data-ref"):
            name = element.get("href", "")[1:]
            label = self.numbers.get(name, f"{self.brief.words[kind]} ‘{name}’")
            yield Call((), f"{PREFIXES[kind]} {name}", in_sentence=True, covers=len(label))
            yield label
        elif element.tag == "a" and (address := element.get("href", "")).startswith(("http://", "https://")):
            yield from self._own(element)
            yield Call(evidence.of_words(readable(address)), "")
        elif element.tag == "br":
            yield " "
        elif element.tag not in UNREAD:
            yield from self._own(element)

    def _words(self, element: Element) -> tuple[str, tuple[Call, ...]]:
        """All text in an element, and the calls in it, block after block."""
        blocks = (block for block in element.iter() if block is element or block.tag in BLOCKS)
        return joined([piece for block in blocks for piece in (*self._own(block), " ")])

    def _own(self, element: Element) -> Iterator[str | Call]:
        """The text of an element, and the calls in it, without those of blocks within it."""
        yield element.text or ""
        for child in element:
            if child.tag not in BLOCKS:
                yield from self._inline(child)
            yield child.tail or ""

    def _evidence(self, element: Element) -> tuple[Evidence, ...]:
        """The evidence in a note or a source line: its citations and notes, or else its words."""
        return self._cited(element) or evidence.of_words(self._words(element)[0])

    def _cited(self, element: Element) -> tuple[Evidence, ...]:
        """The evidence that an element cites, itself or in notes."""
        return tuple(source for call in self._words(element)[1] for source in call.evidence)

    def _key_figure(self, aside: Element, here: Passage) -> Passage:
        """The passage of a key figure: its number and what it counts. The source may end in a line with the year."""
        parts = [self._words(part) for part in aside if part.get("class") != "source"]
        text = ": ".join(words for words, _ in parts if words)
        year = ""
        for line in aside.findall("p[@class='source']"):
            *named, last = "".join(line.itertext()).rsplit("\n", 1)
            year = last.strip() if named or YEARS.fullmatch(last.strip()) else ""
            words = named[0] if named else "" if year else last
            here = here.sharing(self._cited(line) or evidence.of_words(words.strip(" ,")))
        calls = tuple(call for _, calls in parts for call in calls)
        return replace(here, text=text, calls=calls, is_whole=True, is_figure=True, year=year)

    def _table(self, table: Element, here: Passage) -> Iterator[Passage]:
        """The caption of a table, then each row with its headers; rows share the evidence of the caption."""
        heads = [self._words(cell)[0] for row in table.findall("thead/tr") for cell in row]
        caption = table.find("caption")
        if caption is not None:
            yield from self.walk(caption, here)
            here = here.sharing(self._cited(caption))
        for row in (*table.findall("tbody/tr"), *table.findall("tfoot/tr"), *table.findall("tr")):
            yield _row(here, row.get("data-source", here.source), heads, [self._words(cell) for cell in row])

    def _data(self, element: Element, name: str, here: Passage) -> Iterator[Passage]:
        """The caption of a chart or table from a file, then each row; rows share the evidence of caption and source."""
        shown = [part for part in element if "source" not in classes(part)]
        here = here.sharing(source for part in element if part not in shown for source in self._evidence(part))
        for part in shown:
            yield from self.walk(part, here)
            here = here.sharing(self._cited(part))
        table, columns = self.brief.tables[name], _columns(element, self.brief.tables[name])
        for line, row in zip(table.lines, table.rows, strict=True):
            known = [at for at in columns if not row[at].missing]
            heads, cells = [table.columns[at] for at in known], [(row[at].text, ()) for at in known]
            yield _row(here, f"{name}:{line}-{line}", heads, cells)


def _row(here: Passage, source: str, heads: Sequence[str], cells: Sequence[tuple[str, tuple[Call, ...]]]) -> Passage:
    """The passage of a row: each cell that is not empty, after the header of its column."""
    headed = zip(chain(heads, repeat("")), cells, strict=False)
    pairs = [f"{head}: {text}" if head else text for head, (text, _) in headed if text]
    return replace(
        here,
        text="; ".join(pairs),
        source=source,
        tag="tr",
        calls=tuple(call for _, calls in cells for call in calls),
        is_whole=True,
        heads="; ".join(filter(None, heads)),
        cells="; ".join(without_references(*cell) for cell in cells),
    )


def _columns(element: Element, table: Table) -> list[int]:
    """The indexes of the columns that the options of an exhibit name, or else of all columns."""
    named = [element.get(f"data-of-{key}", "") for key in ("columns", "y", "series")]
    names = {name.strip().casefold() for names in named for name in names.split(",") if name.strip()}
    if not names:
        return list(range(len(table.columns)))
    first = element.get("data-of-x", "" if named[0] else table.columns[0]).casefold()
    return [at for at, column in enumerate(table.columns) if column.casefold() in names | {first}]


def without_references(text: str, calls: Iterable[Call]) -> str:
    """A text without the labels of figures and tables, whose numbers are no claims; the rest keeps its offsets."""
    for call in calls:
        text = text[: call.at] + GONE * call.covers + text[call.at + call.covers :]
    return text


def joined(pieces: Sequence[str | Call]) -> tuple[str, tuple[Call, ...]]:
    """The text of pieces, with single spaces and none between a call and a stop after it, and the calls in it."""
    text, calls, after_call = "", [], False
    for piece in pieces:
        if isinstance(piece, Call):
            calls.append(replace(piece, at=len(text if piece.in_sentence else text.rstrip(" "))))
            after_call = not piece.in_sentence
            continue
        words = re.sub(r"[ \t\n]+", " ", piece)
        if after_call and text.endswith(" ") and re.match(r" ?[.,;:!?)\]”’»]", words):
            text, words = text[:-1], words.lstrip()
        elif after_call and text[-1:] in tuple(".!?…”") and re.match(r"[^\W_a-z]", words):
            text += " "
        if words:
            text += words.lstrip(" ") if not text or text.endswith(" ") else words
            after_call = False
    return text.rstrip(" "), tuple(calls)
