"""The tree of a block, from what Python-Markdown makes of it to what the page needs: a visible list of steps."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from markdown import Markdown

from brief.findings import Finding, Place
from brief.findings import wording as rules
from brief.findings.nearest import shortened
from brief.model import Section, Settings
from brief.parse.engine import engine
from brief.parse.marks import stamp
from brief.parse.reading.outline import Leaf, Outline, canonical
from brief.parse.trees.asides import finish_pull_quotes
from brief.parse.trees.attributes import OF_PICTURES, left_over, misplaced, take_from_blocks, take_from_spans
from brief.parse.trees.exhibits import place_options
from brief.parse.trees.figures import captions_lost, make_figures
from brief.parse.trees.links import finish_links
from brief.parse.trees.lists import finish_lists
from brief.parse.trees.notes import note_root
from brief.parse.trees.tables import finish_tables
from brief.parse.wording.abbreviations import expand
from brief.parse.wording.citations import words_of
from brief.parse.wording.inline import release
from brief.parse.wording.scripts import tag_scripts, turn_blocks
from brief.parse.wording.typography import keep_symbols_whole, typeset_marks


@dataclass(frozen=True, slots=True)
class Workshop:
    """What the steps need to know: the section and its lines, the brief's settings, Python-Markdown."""

    section: Section
    lines: Sequence[str]
    settings: Settings
    md: Markdown
    abbreviations: Mapping[str, str]

    @classmethod
    def of(cls, section: Section, settings: Settings, outline: Outline) -> Workshop:
        """The workshop for one section."""
        return cls(section, section.text.split("\n"), settings, engine(dict(outline.references)), outline.abbreviations)


def block_tree(leaves: tuple[Leaf, ...], at: Workshop) -> tuple[Element, list[Finding]]:
    """The tree of a block, in a ``div`` of its own, and what is wrong in it."""
    root = at.md.parser.parseDocument([canonical(leaves)]).getroot()
    assert root is not None
    return root, [*_finish(root, leaves, at)]


def note_tree(leaves: tuple[Leaf, ...], at: Workshop) -> tuple[Element, list[Finding]]:
    """The tree of a note, and what is wrong in it."""
    root = note_root(leaves)
    findings = [*_finish(root, leaves, at)]
    return root[0], findings


def plain_tree(element: Element, at: Workshop) -> Element:
    """An element with plain text, which is not Markdown: typographic marks and languages only."""
    root = Element("div")
    root.append(element)
    typeset_marks(root, at.settings.language)
    turn_blocks(root, at.settings.language, at.settings.script_languages)
    tag_scripts(root, at.settings.language, at.settings.script_languages)
    return element


def _finish(root: Element, leaves: tuple[Leaf, ...], at: Workshop) -> Iterator[Finding]:
    lines = range(leaves[0].lines[0].number, leaves[-1].lines[-1].number + 1)
    stamp(root, at.section.path.name)
    place_options(root, leaves, at.section.path.name)
    # Before the text is parsed: what is told by how a block begins or ends.
    finish_pull_quotes(root)
    finish_tables(root)
    take_from_blocks(root)
    make_figures(root, at.md.references)
    at.md.treeprocessors["inline"].run(root)
    # The text is parsed.
    take_from_spans(root)
    for stray, place in places(left_over(root), lines, at):
        yield rules.ATTRIBUTES_STRAY.at(place, text=shortened(stray))
    for name, place in places(misplaced(root), lines, at):
        _, alone, example = OF_PICTURES[name]
        yield rules.OF_PICTURES_ALONE.at(place, name=name, alone=alone, example=example)
    finish_lists(root, at.lines)
    release(root, kept="\"'-.")
    turn_blocks(root, at.settings.language, at.settings.script_languages)
    for words in (root, *words_of(root)):
        expand(words, at.abbreviations)
        typeset_marks(words, at.settings.language)
        tag_scripts(words, at.settings.language, at.settings.script_languages)
        keep_symbols_whole(words)
    release(root)
    for caption, place in places(captions_lost(root), lines, at):
        yield rules.CAPTION_LOST.at(place, text=shortened(caption))
    for target, place in places(finish_links(root), lines, at):
        hidden = next((sign for sign in target if not sign.isprintable()), "")
        rule = rules.LINK_INVISIBLE if hidden else rules.LINK_REFUSED
        yield rule.at(place, target=shortened(target), code=ord(hidden) if hidden else 0)


def places(found: Iterable[str], lines: range, at: Workshop) -> Iterator[tuple[str, Place]]:
    """Each of the words `found` with its place in these lines of the section: behind that of the one before.

    Words that are an address are rather taken where they are one than where they are the text of a link. Those
    that are not there, since the tree has them otherwise than the file, stand in the first of the lines.
    """
    text = "\n".join(at.lines[lines.start - 1 : lines.stop - 1])
    number, counted, behind = lines.start, 0, 0
    lost: set[str] = set()
    for words in found:
        start = -1 if words in lost else text.find(words or "]()", behind)
        if start < 0:
            lost.add(words)  # not looked for again, which would take long in a list of thousands
            yield words, Place(at.section.path, lines.start)
            continue
        end = text.find("\n", start)
        address = text.find(f"]({words})", max(start - 2, 0), end if end >= 0 else len(text))
        start = address + 2 if address >= 0 else start
        number += text.count("\n", counted, start)
        counted, behind = start, start + len(words)
        yield words, Place(at.section.path, number, start - text.rfind("\n", 0, start))
