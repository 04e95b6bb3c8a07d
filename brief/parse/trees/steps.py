"""The steps that finish the tree of a block or a note, and those for titles and other plain words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from xml.etree.ElementTree import Element, SubElement

from markdown.util import AtomicString

from brief.fields import FIELD, expression
from brief.findings import Finding, Place, markdown
from brief.findings import wording as rules
from brief.findings.nearest import shortened
from brief.model import Languages, TextNode
from brief.parse.context import Context
from brief.parse.reading.outline import Leaf
from brief.parse.trees.attributes import OF_PICTURES, left_over, misplaced, take_from_blocks, take_from_spans
from brief.parse.trees.transforms import finish_links, finish_lists, lost_captions, make_figures
from brief.parse.wording.inline import decode_literals
from brief.parse.wording.scripts import tag_scripts, turn_blocks
from brief.parse.wording.typography import keep_spaces, keep_symbols_whole, typeset_marks
from brief.parse.words import expand_abbreviations

DEEPEST = 50
"""How deep elements may be nested, once emphasis within emphasis has become elements."""


def finish(root: Element, leaves: Sequence[Leaf], context: Context) -> Iterator[Finding]:
    """Takes the tree of a block or a note, whose text is still Markdown, through all steps; yields findings."""
    languages = context.settings.languages
    lines = range(leaves[0].lines[0].number, leaves[-1].lines[-1].number + 1)
    # Before the text is parsed: what depends on how a block begins or ends.
    take_from_blocks(root)
    make_figures(root, context.outline.references)
    context.inline.run(root)
    # The text is parsed.
    if _depth(root) > DEEPEST:
        yield markdown.TOO_DEEP.at(leaves[0].place, limit=DEEPEST)
        return
    take_from_spans(root)
    for text, place in _places(left_over(root), lines, context):
        yield rules.ATTRIBUTES_STRAY.at(place, text=shortened(text))
    for name, place in _places(misplaced(root), lines, context):
        _, alone, example = OF_PICTURES[name]
        yield rules.OF_PICTURES_ALONE.at(place, name=name, alone=alone, example=example)
    finish_lists(root, context.lines)
    decode_literals(root, kept="\"'-.")  # if escaped, these are not replaced by typographic marks
    turn_blocks(root, languages)
    # The words before and after the key in a citation are finished separately.
    for words in (root, *(words for cites in root.iter("span") if "data-cites" in cites.attrib for words in cites)):
        expand_abbreviations(words, context.outline.abbreviations)
        finish_words(words, languages)
    decode_literals(root)
    for caption, place in _places(lost_captions(root), lines, context):
        yield rules.CAPTION_LOST.at(place, text=shortened(caption))
    for target, place in _places(finish_links(root), lines, context):
        hidden = next((sign for sign in target if not sign.isprintable()), "")
        rule = rules.LINK_INVISIBLE if hidden else rules.LINK_REFUSED
        yield rule.at(place, target=shortened(target), code=ord(hidden) if hidden else 0)


def _depth(root: Element) -> int:
    """How many levels of elements are below an element."""
    depth, level = 0, [*root]
    while level:
        depth, level = depth + 1, [child for element in level for child in element]
    return depth


def _places(texts: Iterable[str], lines: range, context: Context) -> Iterator[tuple[str, Place]]:
    """Each of the texts with its place in these lines of the file, after the place of the text before it.

    An address is placed at the target of its link rather than at an equal link text. A text that the file spells
    differently gets the first of the lines.
    """
    path, source = context.section.path, "\n".join(context.lines[lines.start - 1 : lines.stop - 1])
    number, counted, behind = lines.start, 0, 0
    lost: set[str] = set()
    for text in texts:
        start = -1 if text in lost else source.find(text or "]()", behind)
        if start < 0:
            lost.add(text)  # a second search for each of thousands would take long
            yield text, Place(path, lines.start)
            continue
        end = source.find("\n", start)
        address = source.find(f"]({text})", max(start - 2, 0), end if end >= 0 else len(source))
        start = address + 2 if address >= 0 else start
        number += source.count("\n", counted, start)
        counted, behind = start, start + len(text)
        yield text, Place(path, number, start - source.rfind("\n", 0, start))


def finish_words(words: Element, languages: Languages) -> None:
    """Sets typographic marks in parsed text, tags words in other scripts, and keeps symbols and amounts on one line."""
    typeset_marks(words, languages.own)
    tag_scripts(words, languages)
    keep_symbols_whole(words)


def dress(words: Element, languages: Languages) -> None:
    """Finishes words that are not Markdown, such as those of a source, except the addresses in them."""
    for link in words.iter("a"):
        if "address" in link.get("class", ""):
            link.text = AtomicString(link.text or "")
    finish_words(words, languages)


def title_tree(title: Element, languages: Languages) -> Element:
    """The title of the front matter, given as an element with plain text and fields, finished like a heading."""
    root = Element("div")
    root.append(title)
    if found := [*re.finditer(FIELD, title.text or "")]:
        fields = [(match, Element("span", {"data-field": expression(match)})) for match in found]
        TextNode(title).insert(fields)
    turn_blocks(root, languages)
    finish_words(root, languages)
    return title


def tagged(words: str, languages: Languages) -> Element:
    """A value of brief.yaml in a ``div``, with the spaces of the brief's language, and ``lang`` on other scripts."""
    root = Element("div")
    root.text = words
    keep_spaces(root, languages.own)
    tag_scripts(root, languages)
    return root


def tagged_block(words: str, languages: Languages) -> Element:
    """Words that stand alone, such as a cell of a file, in a ``p`` with their direction and language."""
    root = Element("div")
    block = SubElement(root, "p")
    block.text = words
    turn_blocks(root, languages)
    tag_scripts(root, languages)
    return block
