"""Parse: the Markdown of a section becomes its blocks and notes, each with the lines that it came from.

The only place that knows Python-Markdown. The way of a section:

    signed             the comments that a proof prints
    without_comments   the text, comments blanked out
    read               its outline: which lines are what (`reader`, `outline`)
    refused            what cannot be printed, found in the source
    canonical          each block in the one form that Python-Markdown cannot misread, with a mark for each line
    stamp              the marks of Python-Markdown's tree become ``data-source``
    …                  figures, tables, lists, headings; then the text itself: quotes, scripts, abbreviations

A tree that leaves here is finished HTML but for what compose fills: a ``span`` with ``data-note`` is the call of a
note, one with ``data-field`` a field, one with ``data-cites`` a citation, a link with ``data-ref`` leads to a figure,
and an element with ``data-exhibit`` shows a CSV file.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from xml.etree.ElementTree import Element, SubElement

from markdown.util import AtomicString

from brief.findings import BriefError, Finding, Place, markdown, stop_on_errors
from brief.findings import wording as wording_rules
from brief.findings.nearest import did_you_mean, shortened
from brief.model import Block, Choice, Section, Settings, Text, data_source, editions
from brief.parse.comments import signed
from brief.parse.marks import lines_of
from brief.parse.printed import printed
from brief.parse.reading.lines import without_comments
from brief.parse.reading.outline import Leaf, Outline
from brief.parse.reading.reader import read
from brief.parse.refused import LONGEST, bounds, headless, refused, twice_named
from brief.parse.trees.codes import check_codes
from brief.parse.trees.headings import name_headings
from brief.parse.trees.notes import Elsewhere, check_calls, elsewhere
from brief.parse.trees.steps import Workshop, block_tree, note_tree, plain_tree
from brief.parse.wording.citations import check_keys
from brief.parse.wording.scripts import SCRIPTS, tag_scripts, turn_blocks
from brief.parse.wording.typography import keep_spaces, keep_symbols_whole, typeset_marks

__all__ = ["SCRIPTS", "dress", "name_headings", "parse", "printed", "tagged", "tagged_block"]

UNTITLED = frozenset({"summary", "author", "sources"})
"""The kinds of sections that need no title: their layouts have words for it."""

KINDS = {
    "p": "paragraph",
    "ul": "list",
    "ol": "list",
    "blockquote": "quote",
    "div": "table",
    "figure": "figure",
    "dl": "definitions",
    "hr": "rule",
}
"""What a block is, by the tag of its tree; one between slashes is what its name says, every other a heading."""


def parse(
    section: Section,
    settings: Settings,
    keys: Collection[str],
    described: Callable[[str], bool] = lambda picture: False,
) -> tuple[Text, tuple[Finding, ...]]:
    """The blocks and the notes of a section, and warnings; `keys` are those of the sources that it can cite.

    `described` says whether the file beside a picture tells what it shows, so that the section need not. Raises
    `BriefError` with everything that is wrong in it and in its short version.
    """
    _check_lines(section)
    parsed: list[Text] = []
    findings: list[Finding] = []
    versions = (section, *_short(section))
    notes = [_notes_of(version) for version in versions] if section.short else [Elsewhere()]
    for version, others in zip(versions, reversed(notes), strict=True):
        try:
            text, noticed = _parsed(version, others, settings, keys, described)
        except BriefError as error:
            noticed = error.findings
        else:
            parsed.append(text)
        findings += map(_moved(section), noticed) if version is not section else noticed
    stop_on_errors(findings)
    whole, *short = parsed
    if not short:
        return whole, tuple(findings)
    of_whole, of_short = notes
    with_notes = replace(whole, notes=_shared(whole, short[0], of_whole))
    return replace(with_notes, short=replace(short[0], notes=_shared(short[0], whole, of_short))), tuple(findings)


def _notes_of(version: Section) -> Elsewhere:
    """The notes that a version of a section calls, and those that it writes."""
    return elsewhere(read(without_comments(version.text)[0], version.first, version.path), version.path)


def _shared(text: Text, other: Text, notes: Elsewhere) -> Mapping[str, Element]:
    """The notes of a version of a section, and those that it calls and the other one writes."""
    return {**{name: note for name, note in other.notes.items() if name in notes.called}, **text.notes}


def _short(section: Section) -> Iterator[Section]:
    """The short version of a section as one of its own, its lines where they stand in the file."""
    if short := section.short:
        text = "\n" * (short.line - 1) + short.text
        yield replace(section, text=text, first=short.line, title=section.title or section.name, short=None)


def _moved(section: Section) -> Callable[[Finding], Finding]:
    """Moves what was found in a short version to the columns in which that stands in the file."""

    def move(finding: Finding) -> Finding:
        place, short = finding.place, section.short
        if not (short and place and place.column):
            return finding
        return replace(finding, place=replace(place, column=place.column + short.column - 1))

    return move


def _parsed(
    section: Section, other: Elsewhere, settings: Settings, keys: Collection[str], described: Callable[[str], bool]
) -> tuple[Text, tuple[Finding, ...]]:
    """One version of a section, which shares its notes with the other. Raises `BriefError` with all that is wrong."""
    text, unclosed = without_comments(section.text)
    comments, unsigned = signed(section)
    outline = read(text, section.first, section.path)
    if beyond := [*bounds(outline, section.path)]:
        raise BriefError(sorted([*outline.findings, *beyond], key=_in_order))

    title = _title(outline, section)
    findings = [
        *outline.findings,
        *unsigned,
        *_in_source(outline, section, other, settings, keys, described, title, unclosed),
    ]
    workshop = Workshop.of(section, settings, outline)
    heading = _front_matter_title(section, workshop)
    trees: list[Element] = []
    choices: dict[Element, tuple[Choice, ...]] = {}
    for leaves in outline.blocks:
        root, found = block_tree(leaves, workshop)
        findings += found
        if leaves[0] is title:
            heading = root[0]
            heading.tag = "h2"
        else:
            trees += root
            choices.update(dict.fromkeys(root, _choices(outline, leaves[0].run)))
    notes: dict[str, Element] = {}
    for name, leaves in outline.notes.items():
        if leaves:
            notes[name], found = note_tree(leaves, workshop)
            findings += found
    warnings = stop_on_errors(sorted(dict.fromkeys(findings), key=_in_order))
    blocks = tuple(_block(tree, workshop.lines, choices[tree]) for tree in trees)
    return Text(section, heading, blocks, notes, comments=comments), warnings


def _choices(outline: Outline, line: int) -> tuple[Choice, ...]:
    """The choices that stand around a line."""
    return tuple(chosen.choice for chosen in outline.chosen if chosen.first <= line <= chosen.last)


def tagged(words: str, settings: Settings) -> Element:
    """A value of brief.yaml in a ``div``, with the spaces that its language has before ``:`` and the like.

    Words in another script have their language around them.
    """
    root = Element("div")
    root.text = words
    keep_spaces(root, settings.language)
    tag_scripts(root, settings.language, settings.script_languages)
    return root


def tagged_block(words: str, settings: Settings) -> Element:
    """Words that stand by themselves, such as a cell of a file, in a ``p``: it has their direction and language."""
    root = Element("div")
    block = SubElement(root, "p")
    block.text = words
    turn_blocks(root, settings.language, settings.script_languages)
    tag_scripts(root, settings.language, settings.script_languages)
    return block


def dress(words: Element, settings: Settings) -> None:
    """Does to words that are no Markdown, such as those of a source, what is done to those of the text.

    They get the marks and the languages of the brief; addresses in them stay as they are.
    """
    for link in words.iter("a"):
        if "address" in link.get("class", ""):
            link.text = AtomicString(link.text or "")
    typeset_marks(words, settings.language)
    tag_scripts(words, settings.language, settings.script_languages)
    keep_symbols_whole(words)


def _check_lines(section: Section) -> None:
    """Raises `BriefError` when a line is so long that it would take too long to read."""
    for number, line in enumerate(section.text.split("\n"), 1):
        if len(line) > LONGEST:
            raise BriefError([markdown.TOO_LONG.at(Place(section.path, number, 1), limit=LONGEST)])


def _in_source(
    outline: Outline,
    section: Section,
    other: Elsewhere,
    settings: Settings,
    keys: Collection[str],
    described: Callable[[str], bool],
    title: Leaf | None,
    unclosed: int | None,
) -> Iterator[Finding]:
    """What is wrong in the source, before any tree is made."""
    path = section.path
    if unclosed is not None:
        yield wording_rules.COMMENT_UNCLOSED.at(Place.in_text(path, section.text, unclosed))
    first = title.lines[0].number if title else _front_matter_line(section)
    for leaf in outline.leaves:
        if leaf.kind == "heading" and leaf.level == 1 and leaf is not title:
            yield markdown.TITLE_SECOND.at(Place(path, leaf.lines[0].number, 1), line=first)
    if not title and not section.title and section.kind not in UNTITLED:
        yield markdown.TITLE_MISSING.at(Place(path, section.first))
    passages = [*outline.passages, *outline.note_passages]
    yield from refused(passages, settings.fields.keys(), described, path)
    yield from check_keys(passages, keys, settings.sources, path)
    yield from twice_named(passages, path)
    yield from headless(outline, path)
    yield from check_calls(outline, path, other)
    yield from check_codes(outline, path)
    yield from _wrong_choices(outline, path, title, settings)


def _wrong_choices(outline: Outline, path: Path, title: Leaf | None, settings: Settings) -> Iterator[Finding]:
    """Choices of editions that there are not, and such around the title."""
    known = editions(settings) if outline.chosen else {}
    for chosen in outline.chosen:
        if title and chosen.first <= title.run <= chosen.last:
            yield markdown.TITLE_CHOSEN.at(Place(path, title.run, 1), name=chosen.name)
        for name in chosen.names:
            if name.text not in known:
                nearest = did_you_mean(name.text, known)
                place = Place(path, name.number, name.column)
                yield markdown.CHOICE_UNKNOWN_EDITION.at(place, edition=shortened(name.text), nearest=nearest)


def _title(outline: Outline, section: Section) -> Leaf | None:
    """The heading that is the title of the section; none when its front matter has one."""
    headings = (leaf for leaf in outline.leaves if leaf.kind == "heading" and leaf.level == 1 and not leaf.path)
    return None if section.title else next(headings, None)


def _front_matter_title(section: Section, workshop: Workshop) -> Element:
    """The title as the front matter has it, plain text; an empty heading when it has none."""
    line = _front_matter_line(section)
    title = Element("h2", {"data-source": data_source(section.path.name, [line])})
    title.text = section.title
    return plain_tree(title, workshop)


def _front_matter_line(section: Section) -> int:
    lines = section.text.split("\n")[: section.first - 1]
    return next((number for number, line in enumerate(lines, 1) if re.match(r"title\s*:", line)), section.first)


def _block(tree: Element, source_lines: Sequence[str], choices: tuple[Choice, ...]) -> Block:
    first, last = lines_of(tree)
    kind = tree.get("class", "").split()[0] if tree.tag == "aside" else KINDS.get(tree.tag, "heading")
    return Block(kind, first, last, "\n".join(source_lines[first - 1 : last]), tree, choices)


def _in_order(finding: Finding) -> tuple[int, int]:
    place = finding.place
    return (place.line or 0, place.column or 0) if place else (0, 0)
