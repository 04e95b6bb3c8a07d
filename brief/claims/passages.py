"""A section's trees become passages: the words of a paragraph, an item, a heading, a row, with the calls in them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from xml.etree.ElementTree import Element

from brief.check.links import PREFIXES
from brief.claims import evidence
from brief.claims.names import GONE
from brief.claims.sheet import Evidence
from brief.model import Brief, Source, Table, Text, citation, citations

_BLOCKS = (
    "address article aside blockquote caption dd details div dl dt figcaption figure h1 h2 h3 h4 h5 h6 hr li ol p pre"
    " section summary table tbody td tfoot th thead tr ul"
)
BLOCKS = frozenset(_BLOCKS.split())
"""Elements that are no part of a line of text."""

UNREAD = frozenset({"svg", "img", "hr"})
"""Elements whose words, if any, are not of the text."""


@dataclass(frozen=True, slots=True)
class Call:
    """A citation or the call of a note, at a character of a passage; `in_sentence` when it is a word of that.

    `written` is what the Markdown has in its place: keys and locators, the name of a note. A reference to a figure or
    table is one as well; it `covers` the characters of its label.
    """

    evidence: tuple[Evidence, ...]
    written: str
    in_sentence: bool = False
    at: int = 0
    covers: int = 0


@dataclass(frozen=True, slots=True)
class Passage:
    """Words that belong together, with one space where the source has several, and where they stand (``a.md:3-6``).

    `is_whole` when they are one claim and are not taken apart; `is_quoted` when they are somebody else's;
    `is_pulled` when they repeat words of the text. Whatever it is `shared` from stands behind all of it. `heads` are
    the heads of a row's columns, and `cells` what stands below them. `year` is what a key figure is for.
    """

    text: str
    source: str
    calls: tuple[Call, ...] = ()
    is_whole: bool = False
    is_quoted: bool = False
    is_pulled: bool = False
    is_figure: bool = False
    shared: tuple[Evidence, ...] = ()
    heads: str = ""
    cells: str = ""
    year: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """What it takes to read a section: sources, data and words of its brief, what is behind its notes, its fields.

    `numbers` are those of the figures and tables that the full edition prints, by their names.
    """

    sources: Mapping[str, Source]
    tables: Mapping[str, Table]
    words: Mapping[str, str]
    notes: Mapping[str, tuple[Evidence, ...]]
    samples: Mapping[str, str]
    numbers: Mapping[str, str]

    @classmethod
    def of(cls, text: Text, brief: Brief, numbers: Mapping[str, str]) -> Reading:
        """Of a section of a brief."""
        notes = {name: evidence.of_tree(tree, brief.sources) for name, tree in text.notes.items()}
        samples = {name: field.sample for name, field in brief.settings.fields.items()}
        return cls(brief.sources, brief.tables, brief.words, notes, samples, numbers)

    def passages(self, text: Text) -> Iterator[Passage]:
        """The passages of a section in reading order; those notes last that cite, and so are no mere reference."""
        for tree in (text.title, *(block.tree for block in text.blocks)):
            yield from self._walk(tree, Passage("", ""))
        for tree in text.notes.values():
            if any(citations(tree)):
                yield from self._walk(tree, Passage("", ""))

    def _walk(self, element: Element, around: Passage) -> Iterator[Passage]:
        """The passages in an element; `around` is one without words that says what they all are."""
        here = replace(around, source=element.get("data-source", around.source))
        kind = element.get("class", "").split()
        if element.tag in UNREAD:
            return
        if "key-figure" in kind:
            yield self._key_figure(element, here)
        elif element.tag == "table":
            yield from self._table(element, here)
        elif (name := element.get("data-of-file", "")) in self.tables:
            yield from self._data(element, name, here)
        else:
            lines = element.findall("*[@class='source']")
            behind = tuple(one for line in lines for one in self._behind(line))
            here = replace(here, shared=here.shared + behind)
            if "pull-quote" in kind:
                here = replace(here, is_pulled=True, is_quoted=bool(behind))
            elif element.tag == "blockquote":
                here = self._quotation(element, here)
            yield from self._parts(element, here)

    def _parts(self, element: Element, here: Passage) -> Iterator[Passage]:
        """The passage that an element's own words are, and those of the blocks in it, as they follow each other."""
        pieces: list[str | Call] = [element.text or ""]
        for child in element:
            if child.tag in BLOCKS:
                yield from self._passage(pieces, here)
                pieces = []
                if child.get("class") != "source":
                    yield from self._walk(child, here)
            else:
                pieces += self._inline(child)
            pieces.append(child.tail or "")
        yield from self._passage(pieces, here)

    def _passage(self, pieces: Sequence[str | Call], here: Passage) -> Iterator[Passage]:
        text, calls = joined(pieces)
        if text:
            yield replace(here, text=text, calls=here.calls + calls)

    def _inline(self, element: Element) -> Iterator[str | Call]:
        """The words in an element of a line, and the calls among them."""
        if name := element.get("data-note"):
            yield Call(self.notes.get(name, ()), name)
        elif "data-cites" in element.attrib:
            found = citation(element)
            written = " ".join(f"{''.join(one.before.itertext())} {one.key} {one.locator}" for one in found.cites)
            yield Call(evidence.of_citation(found, self.sources), written, found.in_sentence)
            if found.in_sentence:
                yield evidence.author(found, self.sources)
        elif field := element.get("data-field"):
            yield self.samples.get(field.partition("|")[0].strip(), "")
        elif kind := element.get("data-ref"):
            name = element.get("href", "")[1:]
            label = self.numbers.get(name, f"{self.words[kind]} ‘{name}’")
            yield Call((), f"{PREFIXES[kind]} {name}", in_sentence=True, covers=len(label))
            yield label
        elif element.tag == "br":
            yield " "
        elif element.tag not in UNREAD:
            yield element.text or ""
            for child in element:
                yield from self._inline(child)
                yield child.tail or ""

    def _words(self, element: Element) -> tuple[str, tuple[Call, ...]]:
        """All words in an element as one passage, blocks in it one after the other."""
        pieces = [piece for one in element.iter() if one.tag in BLOCKS for piece in (*self._own(one), " ")]
        return joined(pieces)

    def _own(self, element: Element) -> Iterator[str | Call]:
        """The words of an element that are in no block within it."""
        yield element.text or ""
        for child in element:
            if child.tag not in BLOCKS:
                yield from self._inline(child)
            yield child.tail or ""

    def _behind(self, element: Element) -> tuple[Evidence, ...]:
        """What a source line names: what it cites, else its words; a note that it calls too."""
        return self._cited(element) or evidence.of_words(self._words(element)[0])

    def _cited(self, element: Element) -> tuple[Evidence, ...]:
        """What is cited in an element, and what stands behind the notes that it calls."""
        return tuple(one for call in self._words(element)[1] for one in call.evidence)

    def _key_figure(self, aside: Element, here: Passage) -> Passage:
        """A number and what it counts; its source and its year stand on lines of their own in the source line."""
        said = [self._words(part) for part in aside if part.get("class") != "source"]
        text = ": ".join(words for words, _ in said if words)
        shared, year = here.shared, ""
        for line in aside.findall("p[@class='source']"):
            *named, last = "".join(line.itertext()).rsplit("\n", 1)
            year = last.strip() if named or evidence.is_year(last) else ""
            words = named[0] if named else "" if year else last
            shared += self._cited(line) or evidence.of_words(words.strip(" ,"))
        calls = tuple(call for _, calls in said for call in calls)
        return replace(here, text=text, calls=calls, is_whole=True, is_figure=True, shared=shared, year=year)

    def _quotation(self, quote: Element, here: Passage) -> Passage:
        """Words of others: each paragraph is one claim, and what one of them cites stands behind all."""
        is_quoted = here.is_quoted or not here.is_pulled
        return replace(here, is_whole=True, is_quoted=is_quoted, shared=here.shared + self._cited(quote))

    def _table(self, table: Element, here: Passage) -> Iterator[Passage]:
        """The caption, then each row with the heads of its columns; what the caption cites stands behind the rows."""
        heads = [self._words(cell)[0] for row in table.findall("thead/tr") for cell in row]
        caption = table.find("caption")
        if caption is not None:
            yield from self._walk(caption, here)
            here = replace(here, shared=here.shared + self._cited(caption))
        for row in (*table.findall("tbody/tr"), *table.findall("tfoot/tr"), *table.findall("tr")):
            said = [self._words(cell) for cell in row]
            named = [*heads, *[""] * len(said)][: len(said)]
            pairs = [
                f"{head}: {words}" if head else words for head, (words, _) in zip(named, said, strict=True) if words
            ]
            yield replace(
                here,
                text="; ".join(pairs),
                source=row.get("data-source", here.source),
                calls=tuple(call for _, calls in said for call in calls),
                is_whole=True,
                heads="; ".join(filter(None, heads)),
                cells="; ".join(without_references(words, calls) for words, calls in said),
            )

    def _data(self, element: Element, name: str, here: Passage) -> Iterator[Passage]:
        """The caption of a chart or table from a file, then each row that it shows; its source stands behind them."""
        said = [part for part in element if "source" not in part.get("class", "").split()]
        behind = (one for part in element if part not in said for one in self._behind(part))
        here = replace(here, shared=(*here.shared, *behind))
        for part in said:
            yield from self._walk(part, here)
            here = replace(here, shared=here.shared + self._cited(part))
        table, shown = self.tables[name], _columns(element, self.tables[name])
        for line, row in zip(table.lines, table.rows, strict=True):
            pairs = [(table.columns[at], row[at].text) for at in shown if not row[at].missing]
            yield replace(
                here,
                text="; ".join(f"{head}: {words}" for head, words in pairs),
                source=f"{name}:{line}-{line}",
                is_whole=True,
                heads="; ".join(head for head, _ in pairs),
                cells="; ".join(words for _, words in pairs),
            )


def _columns(element: Element, table: Table) -> list[int]:
    """Which columns of a file are shown: those that the options name, or all of them."""
    named = [element.get(f"data-of-{key}", "") for key in ("columns", "y", "series")]
    names = {name.strip().casefold() for names in named for name in names.split(",") if name.strip()}
    if not names:
        return list(range(len(table.columns)))
    first = element.get("data-of-x", "" if named[0] else table.columns[0]).casefold()
    return [at for at, column in enumerate(table.columns) if column.casefold() in names | {first}]


def without_references(text: str, calls: Iterable[Call]) -> str:
    """A text without the labels of figures and tables, whose numbers count nothing; all else keeps its place."""
    for call in calls:
        text = text[: call.at] + GONE * call.covers + text[call.at + call.covers :]
    return text


def joined(pieces: Sequence[str | Call]) -> tuple[str, tuple[Call, ...]]:
    """The pieces of a line in one, with single spaces and none before a stop that a call was set before."""
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
