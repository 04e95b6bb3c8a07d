"""Parse: the Markdown of a section becomes its blocks and notes, each with the lines that it came from.

No other room knows Python-Markdown. The way of a section:

    read          its outline: the kind of each line, and the containers around it
    check         findings in the source
    block_root    the tree of each block: lists, tables, quotations, with the lines that each came from
    …             the steps of `trees/steps`: figures, attributes; then the words: links, quotes, languages

A tree that leaves parse is finished HTML, except for what compose fills in: a ``span`` with ``data-note`` is the call
of a note, one with ``data-field`` a field, one with ``data-cites`` a citation; a link with ``data-ref`` leads to a
figure, and an element with ``data-exhibit`` shows a CSV file.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from xml.etree.ElementTree import Element

from brief.findings import Finding, stop_on_errors
from brief.model import Block, Section, Settings, Short, Text, classes, data_source, lines_of
from brief.parse.checks import check, check_bounds, check_lines, check_title
from brief.parse.context import Context
from brief.parse.reading.comments import allowances, signed_comments
from brief.parse.reading.outline import Outline, Region
from brief.parse.reading.reader import read
from brief.parse.reprint import printed, unused
from brief.parse.trees.build import block_root, note_root
from brief.parse.trees.headings import name_headings
from brief.parse.trees.steps import dress, finish, tagged, tagged_block, title_tree
from brief.parse.wording.scripts import SCRIPTS

__all__ = ["SCRIPTS", "dress", "name_headings", "parse", "printed", "tagged", "tagged_block", "unused"]

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
"""The kinds of blocks by tag. The kind of an ``aside`` is its first class; every other tag is a heading."""


def parse(
    section: Section,
    settings: Settings,
    keys: Collection[str],
    described: Callable[[str], bool] = lambda picture: False,
) -> tuple[Text, tuple[Finding, ...]]:
    """The blocks and notes of a section, and warnings; `keys` are those of the sources that it can cite.

    `described` returns whether a file beside a picture contains its alternative text. Raises `BriefError` with all
    errors in the section and its short version.
    """
    stop_on_errors(check_lines(section))
    outline = read(section)
    if not section.short:
        text, findings = _parse(Context(section, outline, Outline(), settings, keys, described))
        return text, stop_on_errors(findings)
    version = _version(section, section.short)
    of_version = read(version)
    text, findings = _parse(Context(section, outline, of_version, settings, keys, described))
    short, more = _parse(Context(version, of_version, outline, settings, keys, described))
    warnings = stop_on_errors([*findings, *(_moved(finding, section.short) for finding in more)])
    notes = {**_called(short.notes, outline), **text.notes}
    short = replace(short, notes={**_called(text.notes, of_version), **short.notes})
    return replace(text, notes=notes, short=short), warnings


def _version(section: Section, short: Short) -> Section:
    """The short version as a section, whose lines are numbered as in the file."""
    text = "\n" * (short.line - 1) + short.text
    shift = short.column - 1
    return replace(section, text=text, first=short.line, title=section.title or section.name, short=None, shift=shift)


def _called(notes: Mapping[str, Element], outline: Outline) -> dict[str, Element]:
    """Those of `notes`, the notes of one version, that the text of the other version calls."""
    return {name: note for name, note in notes.items() if name in outline.called}


def _moved(finding: Finding, short: Short) -> Finding:
    """A finding in the short version, with its column counted in the file."""
    place = finding.place
    if not (place and place.column):
        return finding
    return replace(finding, place=replace(place, column=place.column + short.column - 1))


def _parse(context: Context) -> tuple[Text, list[Finding]]:
    """A parsed version of a section, and findings; a version that would take too long to parse has no blocks."""
    section, outline = context.section, context.outline
    if beyond := [*check_bounds(outline)]:
        return Text(section, Element("h2"), (), {}), sorted([*outline.findings, *beyond], key=_order)
    comments, of_comments = signed_comments(section)
    allowed, of_allowances = allowances(section)
    findings = [*outline.findings, *of_comments, *of_allowances, *check(context)]
    title = Element("h2", {"data-source": data_source(section.file, [context.title_line])})
    title.text = section.title
    findings += check_title(context)
    title = title_tree(title, context.settings.languages)
    trees: list[tuple[Element, Sequence[Region]]] = []
    for leaves in outline.blocks:
        root = block_root(leaves, section.file)
        findings += finish(root, leaves, context)
        if leaves[0] is context.title:
            title = root[0]
            title.tag = "h2"
        else:
            around = [region for region in outline.regions if leaves[0].begin in region.lines]
            trees += ((tree, around) for tree in root)
    notes: dict[str, Element] = {}
    for name, leaves in outline.notes.items():
        root = note_root(leaves, section.file)
        findings += finish(root, leaves, context)
        notes[name] = root[0]
    blocks = tuple(_block(tree, around, context) for tree, around in trees)
    named = frozenset(outline.references.used)
    text = Text(section, title, blocks, notes, comments=comments, allowed=allowed, named=named)
    return text, sorted(dict.fromkeys(findings), key=_order)


def _block(tree: Element, around: Sequence[Region], context: Context) -> Block:
    _, first, last = lines_of(tree)
    kind = classes(tree)[0] if tree.tag == "aside" else KINDS.get(tree.tag, "heading")
    choices = tuple(choice for region in around for choice in region.choices)
    conditions = tuple(condition for region in around for condition in region.conditions)
    return Block(kind, first, last, "\n".join(context.lines[first - 1 : last]), tree, choices, conditions)


def _order(finding: Finding) -> tuple[int, int]:
    place = finding.place
    return (place.line or 0, place.column or 0) if place else (0, 0)
