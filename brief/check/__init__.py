"""Checks of a brief, of what an edition prints, and of its pages. They change nothing.

Each check is a function that takes one context (`Manuscript`, `EditionText` or `EditionPages`) and yields findings. The
tuples below contain all checks, each with the rules that it may report, in the order in which findings are reported.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from brief.check import (
    brand,
    cites,
    clipped,
    glyphs,
    growth,
    inks,
    leftover,
    length,
    links,
    look,
    pages,
    pictures,
    press,
    text,
)
from brief.check import editions as of_editions
from brief.check.brand import brand_of
from brief.check.cites import citations_in, cited_keys
from brief.check.context import EditionPages, EditionText, Manuscript, set_nothing
from brief.check.drawings import readable
from brief.check.editions import by_fault
from brief.check.pictures import pictures_named, pictures_shown
from brief.findings import Finding, Rule, citing, editions, keys, leftovers, page, sources, wording
from brief.findings import pictures as picture_rules
from brief.findings import press as press_rules

__all__ = [
    "EDITION_CHECKS",
    "FIRST_CHECKS",
    "LENGTH_CHECKS",
    "PAGE_CHECKS",
    "SCREEN_CHECKS",
    "SOURCE_CHECKS",
    "EditionPages",
    "EditionText",
    "Manuscript",
    "brand_of",
    "by_fault",
    "citations_in",
    "cited_keys",
    "findings",
    "first_findings",
    "pictures_named",
    "pictures_shown",
    "readable",
    "set_nothing",
]

Context = TypeVar("Context", Manuscript, EditionText, EditionPages)
Check = tuple[tuple[Rule, ...], Callable[[Context], Iterator[Finding]]]
"""The rules that a check may report, and its function."""

FIRST_CHECKS: tuple[Check[Manuscript], ...] = (
    ((page.PROPERTY_GROWS, page.GRADIENT_TOO_FINE, page.LINE_TOO_THIN), growth.endless),
)
"""The checks that run before style sheets are used; an error stops the reading of the brief."""

SOURCE_CHECKS: tuple[Check[Manuscript], ...] = (
    ((keys.SCRIPT_UNKNOWN,), text.unknown_scripts),
    ((page.SECTION_WITHOUT_TEXT,), text.empty_sections),
    ((page.WORD_TOO_LONG,), text.long_words),
    ((page.NAME_TWICE,), links.repeated_names),
    ((page.LINK_BROKEN, page.NOTE_OF_WORD), links.broken_links),
    ((citing.REFERENCE_UNKNOWN, citing.REFERENCE_WITHOUT_NUMBER), links.broken_references),
    ((page.WORD_BROKEN,), text.broken_words),
    ((page.SIDE_NOTE_LONG,), text.long_side_notes),
    ((page.LINK_UNCLOSED,), links.unclosed_links),
    ((page.FIELD_WITHOUT_SAMPLE,), text.fields_without_sample),
    ((page.LINK_TRACKS,), links.tracked_readers),
    ((page.LINK_PASSWORD,), links.passwords),
    ((picture_rules.CREDIT_LOST,), pictures.lost_credits),
    ((picture_rules.COVER_ALT_MISSING, picture_rules.COVER_UNPRINTED), pictures.checked_cover),
    ((wording.SOURCE_UNKNOWN,), cites.unknown_sources),
    ((sources.SOURCE_UNUSED, sources.SOURCES_UNUSED), cites.unused_sources),
    ((citing.CITED_IN_VAIN,), cites.cited_in_plain_text),
    ((sources.SOURCE_LATER,), cites.sources_after_the_brief),
    (
        (
            picture_rules.IMAGE_MISSING,
            picture_rules.IMAGE_OUTSIDE,
            picture_rules.IMAGE_UNREADABLE,
            picture_rules.IMAGE_TOO_LARGE,
            picture_rules.IMAGE_INKS,
            picture_rules.DRAWING_REFERENCE,
            picture_rules.DRAWING_SCRIPT,
            picture_rules.DRAWING_FONT,
            picture_rules.DRAWING_FACE,
            picture_rules.DRAWING_PART,
        ),
        pictures.broken_pictures,
    ),
    (
        (keys.BRAND_FROM_NOTHING, keys.BRAND_PALE, keys.BRAND_SUGGESTED),
        brand.checked_brand,
    ),
    ((leftovers.ACCENT_PALE,), brand.pale_accent),
    ((page.EMOJI, page.PRIVATE_USE), glyphs.emoji_and_private_use),
    (
        (page.STYLE_UNUSED, page.SIZE_IMPOSSIBLE, page.TOKEN_UNKNOWN, page.FACE_UNKNOWN, page.INKS_OF_PRINT),
        look.own_styles,
    ),
    ((press_rules.PROFILE_WRONG,), press.wrong_profile),
    ((citing.SOURCES_UNLISTED,), cites.unlisted_sources),
    (tuple(leftover.SIGNS), leftover.printed_as_typed),
    ((leftovers.LINK_APART,), leftover.links_apart),
    ((leftovers.UNFINISHED,), leftover.notes_to_oneself),
    ((leftovers.BLANK_LEFT,), leftover.left_of_blank),
    ((leftovers.STARS_TAKEN,), leftover.stars_taken),
    ((leftovers.NOTE_GOES_ON,), leftover.notes_that_go_on),
    ((leftovers.LIST_MIXED,), leftover.mixed_lists),
    ((leftovers.COMMENT_CUTS,), leftover.cut_values),
    ((leftovers.EXAMPLE_LEFT, leftovers.EXAMPLE_SECTION), leftover.left_of_example),
    ((leftovers.CHART_TOTAL,), leftover.charted_totals),
)
"""The checks of a brief, before any page is set."""

EDITION_CHECKS: tuple[Check[EditionText], ...] = (
    ((editions.EDITION_EMPTY,), of_editions.prints_nothing),
    ((editions.EDITION_WITHOUT_ASK,), of_editions.asks_for_nothing),
    ((editions.COMMENT_LEFT_OUT,), of_editions.lost_comments),
    ((page.NAME_TWICE,), links.repeated_names),  # a short version may be followed by blocks of the whole section
    ((editions.SOURCES_LEFT_OUT,), of_editions.sources_left_out),
    ((editions.REFERENCE_LEFT_OUT,), of_editions.references_left_out),
    ((picture_rules.DRAWING_IN_WORDS,), pictures.printed_in_words),
    ((press_rules.TRANSPARENT_DRAWING, press_rules.TRANSPARENT_STYLE), inks.see_through),
    ((press_rules.TINT_LOST,), inks.lost_tints),
)
"""The checks of what an edition prints, before its pages are set."""

LENGTH_CHECKS: tuple[Check[EditionPages], ...] = (
    ((page.NEVER_END,), pages.endless),
    ((page.NOTE_TOO_TALL, page.NOTES_TOO_TALL, page.OVER_THE_FOOT), pages.too_tall),
    ((editions.TOO_LONG, editions.FAR_TOO_LONG), length.too_many_pages),
)
"""The checks of the number of pages, before they are written. A fault found by one may cause those of the next."""

PAGE_CHECKS: tuple[Check[EditionPages], ...] = (
    ((page.GLYPH_MISSING, page.EMOJI, page.PRIVATE_USE), glyphs.missing_glyphs),
    (
        (
            page.ENGINE_REMARK,
            page.FACE_WHOLE,
            page.FILE_REFUSED,
            page.FILE_REFUSED_HERE,
            page.STYLE_IGNORED,
            page.STYLE_SEMICOLON,
            page.STYLE_DECLARATION,
            page.STYLE_SELECTOR,
            page.TOKEN_WRONG,
            page.FACE_NOT_LOADED,
            picture_rules.IMAGE_UNREADABLE,
        ),
        pages.engine_remarks,
    ),
    (
        (
            page.RUNNING_TITLE_TOO_LONG,
            page.TABLE_TOO_WIDE,
            page.OFF_THE_PAPER,
            page.LEAVES_FRAME,
            page.TEXT_ON_TEXT,
            page.TEXT_ON_PICTURE,
            page.SIDE_ON_CARD,
        ),
        clipped.clipped_text,
    ),
    ((editions.TOO_SHORT,), of_editions.too_few_pages),
    ((editions.SIDE_NOTES_LEFT_OUT,), of_editions.side_notes_left_out),
    ((editions.COVER_LEFT_OUT,), of_editions.cover_left_out),
    ((editions.ROOM_LEFT,), of_editions.room_left),
    ((page.LOST, page.HEAD_LOST), pages.unprinted),
    ((picture_rules.IMAGE_COARSE, picture_rules.IMAGE_COARSE_FOR_PRESS), pictures.coarse_photographs),
    ((page.SIDE_NOTE_TORN,), pages.torn_side_notes),
    ((page.NOTE_LEAVES_BLANK,), pages.left_blank),
    (tuple(pages.RULES_OF_FLAWS.values()), pages.unheard),
    ((press_rules.TRANSPARENT,), inks.painted_see_through),
    ((press_rules.BLEED_SHORT,), press.short_of_the_bleed),
)
"""The checks of an edition whose pages are set and written."""

SCREEN_CHECKS: tuple[Check[EditionPages], ...] = tuple(
    (rules, check)
    for rules, check in PAGE_CHECKS
    if check in (glyphs.missing_glyphs, pages.engine_remarks, pages.unheard)
)
"""The page checks that also apply to an edition for the screen, which has no pages."""


def findings(checks: Sequence[Check[Context]], context: Context) -> Iterator[Finding]:
    """The findings of the checks, in their order."""
    for _rules, check in checks:
        yield from check(context)  # `ruling` applies severities and exemptions later


def first_findings(checks: Sequence[Check[Context]], context: Context) -> tuple[Finding, ...]:
    """The findings of the first check that has any; empty when none has."""
    return next((found for check in checks if (found := tuple(findings([check], context)))), ())
