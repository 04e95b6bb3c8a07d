"""The visible list of steps that turn a section's blocks into what its layout prints.

Each step takes copies of the trees that parse made and changes them in place; the order is that of `arrange`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence, Set
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
from brief.compose.exhibits import Show, put_exhibits, with_data_asked_for
from brief.compose.handout import keep_asks, keep_first, take_figures
from brief.compose.headings import close_gaps
from brief.compose.links import address_in_note, link_addresses, print_links, unlink
from brief.compose.notes import place_notes
from brief.compose.qr import draw_codes
from brief.compose.sides import put_beside, take_sides
from brief.compose.steps import (
    begin_pages,
    embolden_verb,
    fill_fields,
    honour_starts,
    let_long_tables_break,
    name_pictures,
    number_through,
    size_key_figures,
)
from brief.compose.tables import list_wide_tables
from brief.findings import Finding, stop_on_errors
from brief.model import Brief, Edition, Text

SIDE_NOTES = {"key-figure", "pull-quote", "qr"}


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
    settings = brief.settings
    values = {name: field.sample for name, field in settings.fields.items() if field.sample}
    bodies = [_copied(text, edition) for text in texts]
    notes = [deepcopy(text.notes) for text in texts]
    recommendations = count(1)
    findings: list[Finding] = []
    on_screen = edition.medium == "screen"
    with_data = screen.with_data if on_screen else with_data_asked_for
    for text, body, own in zip(texts, bodies, notes, strict=True):
        for tree in (body, *own.values()):
            fill_fields(tree, values)
            describe_pictures(tree, brief, edition, tagged)
            name_pictures(tree)
        draw_codes(body, brief.words)
        findings += put_exhibits(body, text.section.path, show, brief.words, with_data)
        if text.section.kind == "recommendations":
            if edition.aimed:
                keep_asks(body, settings.addressee)
            lists = body.findall("ol")
            number_through(lists, recommendations)
            for item in (item for list_ in lists for item in list_):
                embolden_verb(item)
        let_long_tables_break(body, edition.enlargement)
        size_key_figures(body)
        honour_starts(body)
    stop_on_errors(findings)
    unlink(bodies, [text.section.name for text in texts])
    refer([*bodies, *chain(*(own.values() for own in notes))], number_captions(bodies, brief.words))
    if edition.margin == "side-notes" and not on_screen:
        put_captions_beside(bodies)
    for text, body in zip(texts, bodies, strict=True):
        if edition.drawings == "described":
            describe_below(body, brief.words)
        if edition.wide_tables == "lists":
            list_wide_tables(body, edition.smallest, brief.words)
        if edition.margin == "comments":
            name_places(body)
            put_comments(body, text, tagged)

    set_out = _set_out_on_screen if on_screen else _set_out_by_columns if edition.aimed else _set_out
    sections = [set_out(text, body, breaks) for text, body in zip(texts, bodies, strict=True)]
    if edition.aimed:
        keep_first([parts.sides for parts in sections])
    written = [
        Written(text.section.name, parts.trees, own) for text, parts, own in zip(texts, sections, notes, strict=True)
    ]
    cited = cite_sources(written, cite, settings.language)
    links = "none" if on_screen else settings.printed_links
    addresses = print_links([tree for parts in sections for tree in parts.trees], links, settings.language)
    placed: set[str] = set()
    numbers: dict[str, int] = {}
    mark = f"[{brief.words['note-call']}]" if cited.numbered else "[{number}]"  # not that of an entry in the list
    listed: list[Element] = []
    for text, parts, own in zip(texts, sections, notes, strict=True):
        said = {name: address_in_note(note, links) for name, note in {**own, **cited.notes}.items()}
        listed.append(Element("ol"))
        if on_screen:
            listed[-1].extend(screen.open_notes(parts.read, text.section.name, said, numbers, brief.words))
        elif edition.notes == "foot":
            place_notes(parts.read, text.section.name, {**said, **addresses}, placed)
        if text.section.kind == "sources":
            list_sources(parts.blocks, cited.entries, cited.numbered)
            for entries in parts.blocks.iterfind("*[@class='bibliography']"):
                link_addresses(entries)
        if edition.notes == "section":
            all_notes = {**said, **addresses}
            list_notes(parts.read, parts.blocks, text.section.name, all_notes, numbers, mark, brief.words)
    if on_screen:
        screen.fit_for_scrolling([tree for parts in sections for tree in parts.trees], brief.words)
    return [_body(parts, own) for parts, own in zip(sections, listed, strict=True)]


def _body(parts: Parts, listed: Element) -> Body:
    notes = sum(element.get("class") == "footnote" for tree in parts.trees for element in tree.iter("span"))
    blocks, sides = inner_html(parts.blocks), inner_html(parts.sides)
    return Body(inner_html(parts.title), blocks, sides, parts.begins_page, notes, inner_html(listed))


def _set_out(text: Text, body: Element, breaks: Set[str]) -> Parts:
    """Parts the title from the blocks, and puts the side notes where they stand."""
    title = body[0]
    body.remove(title)
    if (text.section.layout or text.section.kind) == "summary":
        return Parts(take_sides(body), title, body, begins_page=False)
    put_beside(body)
    at_title = begin_pages(body, breaks) or text.title.get("data-source") in breaks
    return Parts(Element("div"), title, body, at_title)


def _set_out_by_columns(text: Text, body: Element, breaks: Set[str]) -> Parts:
    """The same where no margin column takes side notes: key figures come out, what only repeats the text is gone."""
    title = body[0]
    body.remove(title)
    return Parts(take_figures(body), title, body, begin_pages(body, breaks))


def _set_out_on_screen(text: Text, body: Element, breaks: Set[str]) -> Parts:
    """The same where the window says what stands beside what: in a panel key figures come out, else all stays."""
    title = body[0]
    body.remove(title)
    if (text.section.layout or text.section.kind) == "summary":
        return Parts(take_sides(body), title, body, begins_page=False)
    screen.give_rows(body)
    return Parts(Element("div"), title, body, begins_page=False)


def inner_html(tree: Element) -> str:
    """What stands inside an element, as HTML."""
    return escape(tree.text or "", quote=False) + "".join(
        tostring(child, encoding="unicode", method="html") for child in tree
    )


def _copied(text: Text, edition: Edition) -> Element:
    """Copies of a section's title and blocks, in one ``div``; side notes are marked where a margin takes them."""
    body = Element("div")
    for block in text.blocks:
        body.append(deepcopy(block.tree))
        if block.kind in SIDE_NOTES and edition.margin == "side-notes":
            body[-1].set("class", f"{block.kind} side")
    close_gaps(body)
    body.insert(0, deepcopy(text.title))
    return body
