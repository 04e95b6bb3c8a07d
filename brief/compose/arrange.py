"""The steps that turn the blocks of a section into what its layout prints, in their order.

The steps change copies of the trees that parse made. Places in each section are filled first, then what depends on
other sections is resolved, then side notes are set apart from the text, and last come citations and notes.
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass
from html import escape
from itertools import chain, count
from xml.etree.ElementTree import Element, tostring

from markupsafe import Markup

from brief.compose import screen
from brief.compose.choose import FIGURE, keep_asks, keep_first, take_figures
from brief.compose.cites import cite_sources, list_sources
from brief.compose.comments import name_places, put_comments
from brief.compose.context import Context, SectionTrees
from brief.compose.figures import (
    describe_below,
    describe_pictures,
    number_captions,
    put_captions_beside,
    put_exhibits,
    refer,
)
from brief.compose.links import address_in_note, print_links, unlink
from brief.compose.notes import list_endnotes, open_popovers, place_footnotes
from brief.compose.qr import draw_codes
from brief.compose.sides import put_beside, take_sides
from brief.compose.steps import (
    IN_MARGIN,
    begin_pages,
    embolden_verb,
    fill_fields,
    honour_starts,
    keep_last_words,
    let_long_paragraphs_break,
    let_long_tables_break,
    name_pictures,
    number_through,
    size_key_figures,
)
from brief.compose.stops import place_calls
from brief.compose.tables import list_wide_tables
from brief.compose.trees import HEADING
from brief.findings import Finding, stop_on_errors
from brief.model import Text

LONG_PANEL = 250
"""Words of the longest panel that is kept on one page."""


@dataclass(frozen=True, slots=True)
class SectionView:
    """A section as its layout sees it. `notes` are those that stand in the document's list of notes."""

    name: str
    kind: str
    layout: str
    source: str
    title: Markup
    anchor: str
    language: str
    direction: str
    blocks: Markup
    sides: Markup
    begins_page: bool
    long: bool
    notes: Markup
    footnotes: int


def arranged(context: Context, texts: Sequence[Text], breaks: Set[str]) -> list[SectionView]:
    """The sections as their layouts see them. Raises `BriefError` with all charts that cannot be drawn."""
    sections = [SectionTrees.of(text, context.edition) for text in texts]
    _fill(sections, context)
    _relate(sections, context)
    begin_page = [_set_out(section, context, breaks) for section in sections]
    if context.edition.aimed:
        keep_first([section.sides for section in sections])
    _note(sections, context)
    if context.on_screen:
        screen.fit_for_scrolling([tree for section in sections for tree in section.printed], context.words)
    return [_view(*parts) for parts in zip(sections, begin_page, strict=True)]


def _fill(sections: Sequence[SectionTrees], context: Context) -> None:
    """Fills fields, pictures, codes, charts and tables, and numbers the recommendations."""
    values = {name: field.sample for name, field in context.brief.settings.fields.items() if field.sample}
    recommendations = count(1)
    findings: list[Finding] = []
    for section in sections:
        title, blocks = section.title, section.blocks
        for tree in (title, blocks, *section.notes.values()):
            fill_fields(tree, values, context.tag)
            describe_pictures(tree, context)
            name_pictures(tree)
        draw_codes(blocks, context.words)
        findings += put_exhibits(section, context)
        if section.text.section.kind == "recommendations":
            if context.edition.aimed:
                keep_asks(blocks, context.brief.settings.addressee, section.chosen)
            lists = blocks.findall("ol")
            number_through(lists, recommendations)
            for item in chain.from_iterable(lists):
                embolden_verb(item)
        let_long_tables_break(blocks, context.edition.enlargement)
        let_long_paragraphs_break(blocks)
        size_key_figures(blocks)
        for heading in (title, *(block for block in blocks.iter() if HEADING.match(block.tag))):
            keep_last_words(heading)
        for paragraph in blocks.iterfind("aside/blockquote/p[last()]"):
            keep_last_words(paragraph, IN_MARGIN)
        honour_starts(blocks)
    stop_on_errors(findings)


def _relate(sections: Sequence[SectionTrees], context: Context) -> None:
    """Resolves links and references, numbers figures and tables, and adds what the edition prints beside blocks."""
    edition, words = context.edition, context.words
    trees = [tree for section in sections for tree in (section.title, section.blocks)]
    targets = [section for section in sections if not edition.aimed or _has_text(section.text)]
    unlink(trees, [section.name for section in targets])
    numbers = number_captions(trees, words)
    refer([*trees, *(note for section in sections for note in section.notes.values())], numbers)
    for section in sections:
        if edition.margin == "side-notes" and not context.on_screen:
            put_captions_beside(section.blocks)
        if edition.drawings == "described":
            describe_below(section.blocks, words)
        if edition.wide_tables == "lists":
            list_wide_tables(section.blocks, edition.smallest, words)
        if edition.margin == "comments":
            name_places(section)
            put_comments(section, context.tag)


def _has_text(text: Text) -> bool:
    """Whether a section has more than key figures, which a handout prints without their section."""
    return not text.blocks or any(block.kind != FIGURE for block in text.blocks)


def _set_out(section: SectionTrees, context: Context, breaks: Set[str]) -> bool:
    """Takes side notes out of the blocks or binds them to their blocks; returns whether the section begins a page."""
    in_panel = section.text.section.laid_out_as == "summary"
    if context.edition.aimed and not context.on_screen:
        take_figures(section.blocks, section.sides)
        return begin_pages(section.blocks, breaks)
    if in_panel:
        take_sides(section.blocks, section.sides)
    elif context.on_screen:
        screen.give_rows(section.blocks)
    else:
        put_beside(section.blocks)
        return begin_pages(section.blocks, breaks) or section.title.get("data-source") in breaks
    return False


def _note(sections: Sequence[SectionTrees], context: Context) -> None:
    """Puts citations, addresses and notes where they belong."""
    edition, settings, words = context.edition, context.brief.settings, context.words
    printed = [(section, tree) for section in sections for tree in section.printed]
    if edition.aimed:  # the row with the figures of all sections stands above them
        printed = [(section, section.sides) for section in sections]
        printed += [(section, tree) for section in sections for tree in (section.title, section.blocks)]
    cited = cite_sources(printed, context.cite, any(section.lists_sources for section in sections))
    where = "none" if context.on_screen else settings.printed_links
    trees = [tree for section in sections for tree in section.printed]
    addresses = print_links(trees, where)
    for tree in trees:
        place_calls(tree, settings.language)
    for section in sections:
        if section.lists_sources:
            list_sources(section.blocks, cited)
    numbers: dict[str, int] = {}
    mark = f"[{words['note-call']}]" if cited.numbered else "[{number}]"  # must differ from the number of an entry
    for section in sections:
        own = {name: address_in_note(note, where) for name, note in {**section.notes, **cited.notes}.items()}
        notes = {**own, **addresses}
        match edition.notes:
            case "foot":
                place_footnotes(section, notes, numbers)
            case "section":
                list_endnotes(section, notes, numbers, mark, words)
            case "popover":
                section.listed.extend(open_popovers(section, notes, numbers, words))


def _view(section: SectionTrees, begins_page: bool) -> SectionView:
    """The HTML of a section, which was escaped when it was written."""
    own, title = section.text.section, section.text.title
    blocks = section.text.blocks
    return SectionView(
        name=own.name,
        kind=own.kind,
        layout=f"{own.laid_out_as}.html",
        source=title.get("data-source", ""),
        title=inner_html(section.title),
        anchor=title.get("id", ""),
        language=title.get("lang", ""),
        direction=title.get("dir", ""),
        blocks=inner_html(section.blocks),
        sides=inner_html(section.sides),
        begins_page=begins_page,
        long=sum(len(" ".join(block.tree.itertext()).split()) for block in blocks) > LONG_PANEL,
        notes=inner_html(section.listed),
        footnotes=sum(span.get("class") == "footnote" for tree in section.printed for span in tree.iter("span")),
    )


def inner_html(tree: Element) -> Markup:
    """What stands inside an element, as HTML."""
    children = (tostring(child, encoding="unicode", method="html") for child in tree)
    return Markup(escape(tree.text or "", quote=False) + "".join(children))
