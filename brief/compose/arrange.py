"""The visible list of steps that turn a section's blocks into what its layout prints.

Each step takes copies of the trees that parse made and changes them in place; the order is that of `arrange`: the
places in each section are filled, its parts related to those of others, title and side notes parted from the blocks,
and notes put where they are called.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence, Set
from copy import deepcopy
from dataclasses import dataclass
from html import escape
from itertools import chain, count
from xml.etree.ElementTree import Element, tostring

from brief.compose import screen
from brief.compose.captions import describe_below, describe_pictures, number_captions, put_captions_beside, refer
from brief.compose.cites import Cite, Written, cite_sources, list_sources
from brief.compose.comments import name_places, put_comments
from brief.compose.endnotes import list_notes
from brief.compose.exhibits import Show, put_exhibits
from brief.compose.handout import FIGURE, keep_asks, keep_first, take_figures
from brief.compose.headings import HEADING, IN_MARGIN, close_gaps, keep_last_words
from brief.compose.links import address_in_note, link_addresses, print_links, unlink
from brief.compose.notes import place_notes
from brief.compose.qr import draw_codes
from brief.compose.sides import put_beside, take_sides
from brief.compose.steps import (
    begin_pages,
    embolden_verb,
    fill_fields,
    honour_starts,
    let_long_paragraphs_break,
    let_long_tables_break,
    name_pictures,
    number_through,
    size_key_figures,
)
from brief.compose.stops import place_calls
from brief.compose.tables import list_wide_tables
from brief.findings import Finding, stop_on_errors
from brief.model import SIDE_NOTES, Brief, Edition, Text


@dataclass(frozen=True, slots=True)
class Body:
    """A section as HTML: its title, its blocks, the side notes beside it as a whole, and what is to be known of it.

    That is whether it begins a page, and how many notes it has; `listed` are those that stand in a list of their own.
    """

    title: str
    blocks: str
    sides: str = ""
    begins_page: bool = False
    notes: int = 0
    listed: str = ""


@dataclass(frozen=True, slots=True)
class Copy:
    """A section with copies of what parse made of it: its title and blocks in one ``div``, and its notes, by name.

    `chosen` are the blocks that stand in certain editions only, and so in this one by its name.
    """

    text: Text
    body: Element
    notes: Mapping[str, Element]
    chosen: Sequence[Element]

    @property
    def trees(self) -> tuple[Element, ...]:
        """All of them."""
        return self.body, *self.notes.values()

    def parted(self) -> tuple[Element, Element]:
        """The title, taken out of the body, and the body."""
        title = self.body[0]
        self.body.remove(title)
        return title, self.body


@dataclass(frozen=True, slots=True)
class Parts:
    """The trees of a section, as they are printed: the side notes beside it as a whole, its title, its blocks."""

    sides: Element
    title: Element
    blocks: Element
    begins_page: bool

    @property
    def trees(self) -> tuple[Element, ...]:
        """All of them, in the order in which they are printed."""
        return self.sides, self.title, self.blocks

    @property
    def read(self) -> tuple[Element, ...]:
        """All of them, in the order in which they are read."""
        return self.title, self.blocks, self.sides


def arrange(
    brief: Brief,
    texts: Sequence[Text],
    edition: Edition,
    breaks: Set[str],
    tagged: Callable[[str], Element],
    cite: Cite,
    show: Show,
) -> list[Body]:
    """The body of each section, in the order of `texts`.

    `tagged` gives the words of a plain text in an element, `cite` those of citations. Raises `BriefError` with all
    charts that cannot be drawn.
    """
    copies = [_copied(text, edition) for text in texts]
    _fill(copies, brief, edition, tagged, show)
    _relate(copies, brief, edition, tagged)
    set_out = _set_out_on_screen if edition.medium == "screen" else _set_out_by_columns if edition.aimed else _set_out
    parted = [set_out(copy, breaks) for copy in copies]
    if edition.aimed:
        keep_first([parts.sides for parts in parted])
    listed = _note(copies, parted, brief, edition, cite)
    if edition.medium == "screen":
        screen.fit_for_scrolling([tree for parts in parted for tree in parts.trees], brief.words)
    return [_body(parts, notes) for parts, notes in zip(parted, listed, strict=True)]


def _copied(text: Text, edition: Edition) -> Copy:
    """Copies of what parse made of a section; side notes are marked where a margin takes them."""
    body = Element("div")
    for block in text.blocks:
        body.append(deepcopy(block.tree))
        if block.kind in SIDE_NOTES and edition.margin == "side-notes":
            body[-1].set("class", f"{block.kind} side")
    chosen = [tree for tree, block in zip(body, text.blocks, strict=True) if any(one.only for one in block.choices)]
    close_gaps(body)
    body.insert(0, deepcopy(text.title))
    return Copy(text, body, deepcopy(text.notes), chosen)


def _fill(copies: Sequence[Copy], brief: Brief, edition: Edition, tagged: Callable[[str], Element], show: Show) -> None:
    """Puts into each section what it has a place for, and numbers the recommendations."""
    values = {name: field.sample for name, field in brief.settings.fields.items() if field.sample}
    recommendations = count(1)
    findings: list[Finding] = []
    for copy in copies:
        for tree in copy.trees:
            fill_fields(tree, values, tagged)
            describe_pictures(tree, brief, edition, tagged)
            name_pictures(tree)
        draw_codes(copy.body, brief.words)
        findings += put_exhibits(copy.body, copy.text.section.path, edition, show, brief.words)
        if copy.text.section.kind == "recommendations":
            if edition.aimed:
                keep_asks(copy.body, brief.settings.addressee, copy.chosen)
            lists = copy.body.findall("ol")
            number_through(lists, recommendations)
            for item in (item for list_ in lists for item in list_):
                embolden_verb(item)
        let_long_tables_break(copy.body, edition.enlargement)
        let_long_paragraphs_break(copy.body)
        size_key_figures(copy.body)
        for heading in (copy.body[0], *(block for block in copy.body.iter() if HEADING.match(block.tag))):
            keep_last_words(heading)
        for quoted in copy.body.iterfind("aside/blockquote/p[last()]"):
            keep_last_words(quoted, IN_MARGIN)
        honour_starts(copy.body)
    stop_on_errors(findings)


def _relate(copies: Sequence[Copy], brief: Brief, edition: Edition, tagged: Callable[[str], Element]) -> None:
    """Numbers figures and tables, leads to them, and puts beside or below blocks what this edition says of them."""
    bodies = [copy.body for copy in copies]
    rows = [bool(copy.text.blocks) and all(block.kind == FIGURE for block in copy.text.blocks) for copy in copies]
    printed = [copy for copy, row in zip(copies, rows, strict=True) if not (row and edition.aimed)]
    unlink(bodies, [copy.text.section.name for copy in printed])
    refer([*bodies, *chain(*(copy.notes.values() for copy in copies))], number_captions(bodies, brief.words))
    if edition.margin == "side-notes" and edition.medium == "paper":
        put_captions_beside(bodies)
    for copy in copies:
        if edition.drawings == "described":
            describe_below(copy.body, brief.words)
        if edition.wide_tables == "lists":
            list_wide_tables(copy.body, edition.smallest, brief.words)
        if edition.margin == "comments":
            name_places(copy.body)
            put_comments(copy.body, copy.text, tagged)


def _set_out(copy: Copy, breaks: Set[str]) -> Parts:
    """Parts the title from the blocks, and puts the side notes where they stand."""
    title, body = copy.parted()
    if copy.text.section.laid_out_as == "summary":
        return Parts(take_sides(body), title, body, begins_page=False)
    put_beside(body)
    at_title = begin_pages(body, breaks) or copy.text.title.get("data-source") in breaks
    return Parts(Element("div"), title, body, at_title)


def _set_out_by_columns(copy: Copy, breaks: Set[str]) -> Parts:
    """The same where no margin column takes side notes: key figures come out, what only repeats the text is gone."""
    title, body = copy.parted()
    return Parts(take_figures(body), title, body, begin_pages(body, breaks))


def _set_out_on_screen(copy: Copy, breaks: Set[str]) -> Parts:
    """The same where the window says what stands beside what: in a panel key figures come out, else all stays."""
    title, body = copy.parted()
    if copy.text.section.laid_out_as == "summary":
        return Parts(take_sides(body), title, body, begins_page=False)
    screen.give_rows(body)
    return Parts(Element("div"), title, body, begins_page=False)


def _note(copies: Sequence[Copy], parted: Sequence[Parts], brief: Brief, edition: Edition, cite: Cite) -> list[Element]:
    """Puts citations, addresses and notes where they are called, and the list of sources; gives the notes to be listed.

    These are those that open where they are called; the others stand in the sections.
    """
    named = [(copy.text.section.name, parts, copy.notes) for copy, parts in zip(copies, parted, strict=True)]
    written = [Written(name, parts.trees, own) for name, parts, own in named]
    if edition.aimed:  # the row with the figures of all sections stands above them
        figures = [Written(name, (parts.sides,), own) for name, parts, own in named]
        written = [*figures, *(Written(name, (parts.title, parts.blocks), own) for name, parts, own in named)]
    cited = cite_sources(written, cite)
    links = "none" if edition.medium == "screen" else brief.settings.printed_links
    trees = [tree for parts in parted for tree in parts.trees]
    addresses = print_links(trees, links)
    for tree in trees:
        place_calls(tree, brief.settings.language)
    for copy, parts in zip(copies, parted, strict=True):
        if copy.text.section.kind == "sources":
            list_sources(parts.blocks, cited.entries, cited.numbered)
            for entries in parts.blocks.iterfind("*[@class='bibliography']"):
                link_addresses(entries)
    numbers: dict[str, int] = {}
    listed: list[Element] = []
    mark = f"[{brief.words['note-call']}]" if cited.numbered else "[{number}]"  # not that of an entry in the list
    for name, parts, own in named:
        said = {key: address_in_note(note, links) for key, note in {**own, **cited.notes}.items()}
        notes = {**said, **addresses}
        listed.append(Element("ol"))
        match edition.notes:
            case "foot":
                place_notes(parts.read, name, notes, numbers)
            case "section":
                list_notes(parts.read, parts.blocks, name, notes, numbers, mark, brief.words)
            case "popover":
                listed[-1].extend(screen.open_notes(parts.read, name, notes, numbers, brief.words))
    return listed


def _body(parts: Parts, listed: Element) -> Body:
    notes = sum(element.get("class") == "footnote" for tree in parts.trees for element in tree.iter("span"))
    blocks, sides = inner_html(parts.blocks), inner_html(parts.sides)
    return Body(inner_html(parts.title), blocks, sides, parts.begins_page, notes, inner_html(listed))


def inner_html(tree: Element) -> str:
    """What stands inside an element, as HTML."""
    return escape(tree.text or "", quote=False) + "".join(
        tostring(child, encoding="unicode", method="html") for child in tree
    )
