"""The steps that turn the blocks of a section into what its layout prints, in their order.

The steps change copies of the trees that parse made. First each section is filled in, then what depends on other
sections is resolved, then side notes are separated from the text. Citations and notes come last.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import chain, count
from xml.etree.ElementTree import Element

from markupsafe import Markup

from brief.compose import screen
from brief.compose.choose import FIGURE, keep_asks, keep_first, move_figures, room_for_asks, say_of_all
from brief.compose.cites import cite_sources, list_sources
from brief.compose.columns import NO_ROOM, Room, ease_reading
from brief.compose.comments import name_places, put_comments
from brief.compose.context import Context, SectionTrees, around_row
from brief.compose.fields import fill_fields
from brief.compose.figures import (
    describe_pictures,
    number_captions,
    put_captions_beside,
    put_exhibits,
    put_in_words,
    refer,
)
from brief.compose.links import address_in_note, print_links, unlink
from brief.compose.names import keep_names, keep_numbers
from brief.compose.notes import (
    list_after_all,
    list_endnotes,
    list_side_by_side,
    open_popovers,
    place_footnotes,
    without_notes,
)
from brief.compose.qr import draw_codes
from brief.compose.sides import (
    group_addressees,
    make_room,
    move_sides,
    open_beside,
    put_beside,
    put_figures_last,
)
from brief.compose.steps import (
    allow_breaks,
    begin_pages,
    close_on_each_page,
    embolden_verb,
    honor_starts,
    let_long_paragraphs_break,
    let_long_tables_break,
    mark_sentences,
    mark_speakers,
    name_pictures,
    number_points,
    number_through,
    set_smaller,
    shift_exhibits,
    size_key_figures,
)
from brief.compose.stops import place_calls, place_stops
from brief.compose.tables import list_wide_tables
from brief.compose.trees import inner_html
from brief.compose.views import SectionView
from brief.findings import Finding, stop_on_errors
from brief.model import HEADINGS, Moves, Text

CASE = ("prose", "recommendations")
"""The kinds of sections that make the case of a brief."""


def arranged(context: Context, texts: Sequence[Text], moves: Moves) -> list[SectionView]:
    """The sections as their layouts see them. Raises `BriefError` with findings on all charts that cannot be drawn."""
    sections = [SectionTrees.of(text, context.edition) for text in texts]
    _fill(sections, context)
    _relate(sections, context)
    make_room(sections, context)
    numbers = _numbers(sections, context)
    if context.look.numbered:
        for section in sections:
            number_points(section, numbers.get(section.name, 0))
    begin_page = [_set_out(section, context, moves) for section in sections]
    if context.edition.aimed:
        keep_first([section.row for section in sections])
    is_paper = context.grid == "paper"
    in_contents = [
        inner_html(without_notes(section.title)) if is_paper or section.lists_sources else Markup("")
        for section in sections
    ]
    _note(sections, context)
    if context.on_screen:
        screen.fit_for_scrolling([tree for section in sections for tree in section.printed], context.words)
    first = next((s.name for s in sections if s.text.section.kind in CASE), "") if is_paper else ""
    return [
        SectionView.of(section, begins_page, numbers.get(section.name, 0), words, opens_case=section.name == first)
        for section, begins_page, words in zip(sections, begin_page, in_contents, strict=True)
    ]


def _numbers(sections: Sequence[SectionTrees], context: Context) -> Mapping[str, int]:
    """The numbers of sections by name; empty where neither a paper nor the look numbers them.

    A proof and large print have the numbers of the look, by which people speak of arguments and recommendations.
    """
    kinds, is_paper = (*CASE, "summary") if context.look.numbered else CASE, context.grid == "paper"
    if context.on_screen or context.edition.aimed or not (context.look.numbered or is_paper):
        return {}
    numbered = (section.name for section in sections if section.text.section.kind in kinds)
    return {name: number for number, name in enumerate(numbered, 1)}


def _fill(sections: Sequence[SectionTrees], context: Context) -> None:
    """Fills in fields, pictures, QR codes and exhibits, numbers recommendations, and marks blocks for style sheets."""
    edition, recommendations = context.edition, count(1)
    for_asks = room_for_asks([section.text for section in sections])
    for_rows = _room_for_rows(context)
    findings: list[Finding] = []
    for section in sections:
        title, blocks = section.title, section.blocks
        for tree in (title, blocks, *section.notes.values()):
            fill_fields(tree, context)
            describe_pictures(tree, context)
            name_pictures(tree)
        draw_codes(blocks, context.words)
        findings += put_exhibits(section, context)
        if section.text.section.kind == "recommendations":
            asks = section.text.asks if edition.aimed else ()
            if edition.aimed:
                keep_asks(blocks, context.brief.settings.addressee, section.chosen, for_asks)
                say_of_all(blocks, asks, context.words)
            lists = blocks.findall("ol")
            number_through(lists, recommendations, asks)
            for item in chain.from_iterable(lists):
                embolden_verb(item)
        if section.text.section.laid_out_as == "summary":
            mark_sentences(blocks)
        ease_reading(blocks, context.words, edition.notes == "foot", for_rows)
        mark_speakers(blocks)
        let_long_tables_break(blocks, edition.enlargement)
        let_long_paragraphs_break(blocks)
        size_key_figures(blocks)
        captions = ("caption", "figcaption")
        for block in (block for block in blocks.iter() if block.tag in HEADINGS or block.tag in captions):
            keep_names(block, context.words)
        keep_names(title, context.words)
        honor_starts(blocks)
    stop_on_errors(findings)


def _relate(sections: Sequence[SectionTrees], context: Context) -> None:
    """Resolves links and references, numbers figures and tables, and adapts blocks to the margin of the edition."""
    edition, words = context.edition, context.words
    trees = [tree for section in sections for tree in (section.title, section.blocks)]
    targets = [section for section in sections if not edition.aimed or _has_text(section.text)]
    unlink(trees, [section.name for section in targets])
    numbers = number_captions(trees, words)
    refer([*trees, *(note for section in sections for note in section.notes.values())], numbers)
    for section in sections:
        if context.grid == "margin":
            put_captions_beside(section.blocks)
        if edition.margin != "side-notes" and section.text.section.laid_out_as == "summary":
            put_figures_last(section.blocks)
        if context.drawings:
            put_in_words(section.blocks, words)
        if edition.wide_tables == "lists":
            list_wide_tables(section.blocks, _room_for_rows(context), words)
        if edition.margin == "comments":
            name_places(section)
            put_comments(section, context.tag)


def _room_for_rows(context: Context) -> Room:
    """How many letters the rows of tables have room for in this edition."""
    edition, letters_in_row = context.edition, context.look.letters_in_row
    if context.on_screen:
        return NO_ROOM
    if edition.wide_tables == "lists":
        return Room.in_large_print(edition.smallest, letters_in_row)
    room = Room.on_paper(context.in_two_columns or edition.aimed, letters_in_row)
    if edition.margin == "comments":  # most wide tables of a proof are in the column of the text
        return room._replace(wide=room.column)
    return room


def _has_text(text: Text) -> bool:
    """Whether a section has more than key figures; a handout prints these without the rest of their section."""
    return not text.blocks or any(block.kind != FIGURE for block in text.blocks)


def _set_out(section: SectionTrees, context: Context, moves: Moves) -> bool:
    """Moves side notes out of the blocks, or binds them to their blocks; returns whether the section begins a page."""
    kind = section.text.section.laid_out_as
    if context.edition.aimed and not context.on_screen:
        move_figures(section.blocks, section.row)
        return begin_pages(section.blocks, moves.begin)
    if kind == "summary":
        move_sides(section.blocks, section.sides)
        return begin_pages(section.blocks, moves.begin)
    if context.on_screen:
        screen.give_rows(section.blocks)
        return False
    put_beside(section.blocks)
    shift_exhibits(section.blocks, moves.shifted)
    set_smaller(section.blocks, moves.smaller)
    begins_page = begin_pages(section.blocks, moves.begin) or section.title.get("data-source") in moves.begin
    if kind == "recommendations" and not context.edition.aimed:
        group_addressees(section.blocks, context.in_two_columns, context.edition.enlargement)
    elif context.hangs:
        open_beside(section)
    allow_breaks(section.blocks, moves.broken)
    close_on_each_page(section.blocks, context.edition.enlarged)
    return begins_page


def _note(sections: Sequence[SectionTrees], context: Context) -> None:
    """Writes citations and the addresses of links, places notes, and keeps dates on one line in all of the text."""
    edition, settings, words = context.edition, context.brief.settings, context.words
    in_sections = [[(section, tree) for tree in section.without_row] for section in sections]
    in_rows = [[(section, section.row)] for section in sections]
    printed = list(chain(*around_row(in_sections, in_rows, context.leads)))
    cited = cite_sources(printed, context.cite, any(section.lists_sources for section in sections))
    where = "none" if context.on_screen else settings.printed_links
    trees = [tree for section in sections for tree in section.printed]
    addresses = print_links(trees, where)
    for tree in trees:
        place_calls(tree, settings.language)
    for tree in (*trees, *(note for section in sections for note in section.notes.values())):
        place_stops(tree, settings.language)
    for section in sections:
        if section.lists_sources:
            list_sources(section.blocks, cited, halved=context.grid == "margin")
    placed: list[tuple[SectionTrees, Mapping[str, Element]]] = []
    for section in sections:
        own = {name: address_in_note(note, where) for name, note in {**section.notes, **cited.notes}.items()}
        placed.append((section, {**own, **addresses}))
    for tree in (*trees, *(note for _, notes in placed for note in notes.values())):
        keep_numbers(tree, words)
    numbers: dict[str, int] = {}
    if edition.aimed and edition.notes == "foot":
        list_side_by_side(placed, numbers)
        return
    if context.in_two_columns:
        list_after_all(placed, numbers)
        return
    mark = f"[{words['note-call']}]" if cited.numbered else "[{number}]"  # must differ from the number of an entry
    if edition.notes == "foot":
        place_footnotes(placed, numbers, context.leads)
        return
    for section, notes in placed:
        match edition.notes:
            case "section":
                list_endnotes(section, notes, numbers, mark, words)
            case "popover":
                section.listed.extend(open_popovers(section, notes, numbers, words))
