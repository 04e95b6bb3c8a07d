"""Checks the source of a section, before any tree is made: every finding has its line and column."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import pairwise

from brief.fields import FIELD, wrong_field
from brief.findings import Finding, Place, leftovers, wording
from brief.findings import markdown as rules
from brief.findings.nearest import did_you_mean, shortened
from brief.model import LONGEST_CODE, MOST_CELLS, Section, editions_of
from brief.parse.checks.passages import check_condition, check_passages, check_width
from brief.parse.context import Context
from brief.parse.reading.containers import STEP, Fence
from brief.parse.reading.fences import BLOCKS
from brief.parse.reading.lines import Line, cells, is_blank, masked
from brief.parse.reading.outline import WHEN, Leaf, Outline, note_calls
from brief.parse.trees.build import address_of
from brief.parse.wording.inline import CALL

LONGEST = 10_000
"""How many characters a paragraph may have: some 1,600 words."""

LARGEST = 100
"""How many paragraphs, items, tables … a block between slashes may have."""

DEEPEST = 12
"""How deep brackets may be nested."""

UNTITLED = frozenset({"summary", "author", "sources"})
"""The kinds of sections that need no title: their layouts have words for it."""

_ADDRESS = re.compile(r"https?://[\w-]+(?:\.[\w-]+)+(?::[0-9]{1,5})?(?:[/?#][^\s<>\"\\{}|^`]*)?", re.IGNORECASE)


def check(context: Context) -> Iterator[Finding]:
    """All findings in the source of a section."""
    outline, section, title = context.outline, context.section, context.title
    if not title and not section.title and section.kind not in UNTITLED:
        yield rules.TITLE_MISSING.at(Place(section.path, section.first))
    for leaf in outline.leaves:
        if leaf.kind == "heading" and leaf.level == 1 and leaf is not title:
            yield rules.TITLE_SECOND.at(leaf.place, line=context.title_line)
    yield from check_passages(context)
    yield from _check_notes(outline, context.other)
    yield from _check_regions(context)
    for leaf in outline.leaves:
        if leaf.kind == "paragraph":
            yield from _check_tables(leaf)
            yield from _check_options(leaf)
    for fence in outline.fences:
        if fence.name == "qr":
            yield from _check_code(fence)


def _check_options(leaf: Leaf) -> Iterator[Finding]:
    """Finds options after the words of a block between slashes, where they are printed as words."""
    around = leaf.containers[-1] if leaf.containers else None
    known = BLOCKS[around.name].options if isinstance(around, Fence) else ()
    for line in leaf.lines:
        key, colon, _ = line.text.partition(":")
        if colon and key in known and line.column > STEP:
            yield leftovers.OPTIONS_LEFT.at(line.place, words=shortened(line.text))


def check_title(context: Context) -> Iterator[Finding]:
    """Findings about the fields in the title of the front matter."""
    section = context.section
    place = Place(section.path, context.title_line)
    for match in re.finditer(FIELD, section.title):
        yield from wrong_field(match, context.settings.fields, place)
    rest = re.sub(FIELD, "", section.title)
    if "{{" in rest or "{%" in rest:
        yield wording.FIELD_BROKEN.at(place, text=shortened(rest[rest.index("{") :]))


def check_bounds(outline: Outline) -> Iterator[Finding]:
    """Findings about blocks, tables and texts far larger than in any brief, which would take too long to parse."""
    for leaves in outline.blocks:
        fence = leaves[0].containers[0] if leaves[0].containers else None
        if isinstance(fence, Fence) and len(leaves) > LARGEST:
            yield rules.BLOCK_TOO_LONG.at(fence.head.place, name=fence.name, limit=LARGEST, slashes=fence.slashes)
    for leaf in outline.leaves:
        if leaf.kind == "table" and (count := len(cells(leaf.lines[0])) * (len(leaf.lines) - 1)) > MOST_CELLS:
            yield rules.TABLE_TOO_LARGE.at(leaf.place, count=count, limit=MOST_CELLS)
    for passage in (*outline.passages, *outline.note_passages):
        if len(passage.text) > LONGEST:
            yield rules.TOO_LONG.at(passage.place(), limit=LONGEST)
        elif (offset := _too_deep(passage.signs)) is not None:
            yield rules.TOO_DEEP.at(passage.place(offset), limit=DEEPEST)


def check_lines(section: Section) -> Iterator[Finding]:
    """A finding about each line that would take too long to read."""
    for number, line in enumerate(section.text.split("\n"), 1):
        if len(line) > LONGEST:
            yield rules.TOO_LONG.at(Place(section.path, number, 1), limit=LONGEST)


def _too_deep(signs: str) -> int | None:
    """Where square brackets or those of addresses are nested too deep, or left open too often; None if nowhere."""
    square = round_ = 0
    for match in re.finditer(r"\]\(|[\[\]()]", signs):
        sign = match[0]
        square = max(0, square + (sign == "[") - (sign[0] == "]"))
        round_ = max(0, round_ + (sign[-1] == "(" and (round_ > 0 or len(sign) == 2)) - (sign == ")"))
        if square > DEEPEST or round_ > DEEPEST:
            return match.start()
    return None


def _check_notes(outline: Outline, other: Outline) -> Iterator[Finding]:
    """Checks the notes of a version against the calls of notes in this and the other version."""
    known = outline.notes.keys() | other.notes.keys()
    for name, place in (call for passage in outline.passages for call in note_calls(passage)):
        if name not in known or not re.fullmatch(CALL, f"[^{name}]"):
            nearest = did_you_mean(name, known, rules.NOTE_MISSING_OTHERWISE, name=shortened(name))
            yield rules.NOTE_MISSING.at(place, name=shortened(name), nearest=nearest)
    for name, place in (call for passage in outline.note_passages for call in note_calls(passage)):
        yield rules.NOTE_IN_NOTE.at(place, name=shortened(name))
    for name, leaves in outline.notes.items():
        place = leaves[0].place
        if all(is_blank(passage.text) for leaf in leaves for passage in leaf.passages):
            yield rules.NOTE_EMPTY.at(place, name=name)
        if name not in outline.called | other.called:
            yield rules.NOTE_UNUSED.at(place, name=name)
        if others := other.notes.get(name):
            first = others[0].lines[0].number
            if first < leaves[0].lines[0].number:
                yield rules.NOTE_TWICE.at(place, name=name, line=first)


def _check_regions(context: Context) -> Iterator[Finding]:
    """Checks the names of editions and the conditions of regions, and that no region contains the title."""
    regions, title = context.outline.regions, context.title
    known = editions_of(context.settings) if regions else {}
    for region in regions:
        if title and title.begin in region.lines:
            yield rules.TITLE_CHOSEN.at(Place(context.section.path, title.begin, 1), name=region.name)
        if region.name == WHEN and region.argument.text:
            yield from check_condition(region.argument.text, context.settings.fields, region.argument.place)
        for name in region.names:
            if name.text not in known:
                nearest = did_you_mean(name.text, known)
                yield rules.CHOICE_UNKNOWN_EDITION.at(name.place, edition=shortened(name.text), nearest=nearest)


def _check_tables(paragraph: Leaf) -> Iterator[Finding]:
    """Finds tables that were read as a paragraph: rows without a head, or cells divided by tabs."""

    def first_of_two(is_row: Callable[[Line], bool]) -> Line | None:
        return next((above for above, below in pairwise(paragraph.lines) if is_row(above) and is_row(below)), None)

    if row := first_of_two(lambda line: "\t" in line.text.strip()):
        yield rules.TABLE_IN_TABS.at(row.place)
    if row := first_of_two(_is_row):
        yield rules.TABLE_HEADLESS.at(row.place, divide="|---" * len(cells(row)) + "|")


def _is_row(line: Line) -> bool:
    """Whether a line begins and ends with a bar."""
    text = line.text.strip()
    return len(text) > 1 and text[0] == "|" and masked(text)[-1] == "|"


def _check_code(code: Fence) -> Iterator[Finding]:
    """Checks the address and the width of a QR code."""
    if given := code.argument:
        address = address_of(given.text)
        if len(address) > LONGEST_CODE:
            yield rules.QR_ADDRESS_LONG.at(given.place, count=len(address), limit=LONGEST_CODE)
        elif not address.isprintable() or not _ADDRESS.fullmatch(address):
            yield rules.QR_ADDRESS_WRONG.at(given.place, address=shortened(given.text))
    if width := code.options.get("width"):
        yield from check_width("a QR code", width.text, width.place)
