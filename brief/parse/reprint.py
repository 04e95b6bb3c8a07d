"""The Markdown of a section as an edition printed it: without comments and without what other editions print.

Text is left out, never rewritten, so the rest reads as its editor typed it. Notes, link references and abbreviations
that nothing printed uses are omitted too. What is used is read off the printed trees, and where conditions are is known
from the outline: neither is guessed from the Markdown, in which code, for example, may look like both.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from html import unescape

from brief.model import Cases, Text
from brief.parse.reading.blocks import ITEM
from brief.parse.reading.comments import without_comments
from brief.parse.reading.lines import GONE, Passage, is_blank, is_comment, plain
from brief.parse.reading.notes import ABBREVIATION, REFERENCE
from brief.parse.reading.outline import Leaf, Outline
from brief.parse.reading.reader import read
from brief.parse.wording.inline import CASE

MARGIN = " \t\xa0>"
"""The characters that may precede the text of a line in a quotation or a list."""


def printed(
    text: Text, lineage: Collection[str], values: Mapping[str, str], without: Collection[str] = frozenset()
) -> str:
    """The Markdown of a section as an edition printed it, below a front matter with its title and kind.

    `text` has the blocks and notes that were printed, without what their conditions leave out. `lineage` contains the
    edition and those that it is like; `values` are those of fields, on which conditions depend. Definitions are kept if
    their address or long form is printed, but for those with a name in `without`.
    """
    section, outline, uses = text.section, read(text.section), _uses(text)
    lines = _settled(without_comments(section.text), outline, values)
    omitted = {*range(1, section.first), *_not_printed(outline, lineage, values), *_emptied(lines, outline)}
    for name, leaves in outline.notes.items():
        omitted = omitted - {*_lines_of(leaves)} if name in text.notes else omitted | {*_lines_of(leaves)}
    for number, defined in enumerate(map(_defined, lines), 1):
        if defined and (defined[0] not in uses or defined[1] in without):
            omitted.add(number)
    front = {"title": section.title, "kind": section.kind}
    head = "".join(f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in front.items() if value)
    chosen = [(line, number not in omitted) for number, line in enumerate(lines, 1) if not is_comment(line)]
    reprint = re.sub(r"\n{3,}", "\n\n", _without_others(chosen)).strip("\n")
    return f"---\n{head}---\n{reprint}\n"


def _uses(text: Text) -> set[str]:
    """The addresses and the long forms of abbreviations that are printed in a section, or that its links lead to."""
    elements = [element for tree in text.trees for element in tree.iter()]
    of_links = {element.get(name, "") for element in elements for name in ("href", "src")}
    return of_links | {element.get("title", "") for element in elements if element.tag == "abbr"}


def unused(text: Text) -> set[str]:
    """The names that a section defines and does not use: of link references, ``[report]``, and abbreviations."""
    short = {"".join(element.itertext()) for tree in text.trees for element in tree.iter("abbr")}
    used = {*(f"[{name}]" for name in text.named), *(f"*[{_letters(one)}]" for one in short)}
    return {defined[1] for line in text.section.text.split("\n") if (defined := _defined(line))} - used


def _defined(line: str) -> tuple[str, str] | None:
    """What this line defines, and the name for it: an address and ``[report]``, or a long form and ``*[UN]``."""
    if address := REFERENCE.match(_inner(line)):
        return unescape(address["url"]).strip(), f"[{' '.join(address['name'].lower().split())}]"
    if abbreviation := ABBREVIATION.match(_inner(line)):
        return abbreviation["long"].strip(), f"*[{_letters(abbreviation['short'])}]"
    return None


def _letters(text: str) -> str:
    """The letters and digits of a text: typography may have changed its blanks and signs."""
    return re.sub(r"[\W_]", "", text)


def _settled(text: str, outline: Outline, values: Mapping[str, str]) -> list[str]:
    """The lines of the Markdown, in which marks of conditions and what they leave out are filled as comments are."""
    starts = [0]
    for line in text.split("\n"):
        starts.append(starts[-1] + len(line) + 1)
    characters = [*text]
    for passage in (*outline.passages, *outline.note_passages):
        for start, end in _left_out(passage, values):
            first, last = (starts[line.number - 1] + line.column - 1 for line in map(passage.at, (start, end)))
            for at in range(first, last):
                characters[at] = characters[at] if characters[at] == "\n" else GONE
    return "".join(characters).split("\n")


def _left_out(passage: Passage, values: Mapping[str, str]) -> Iterator[tuple[int, int]]:
    """Where the marks of conditions in a passage, and what they leave out, begin and end."""
    cases, start = Cases(values), 0
    for mark in re.finditer(CASE, passage.signs):
        if mark["word"] != "if" and not cases.is_open:
            continue  # of a block that is not printed; `brief.compose.fields` reports the others
        start = mark.start() if cases.printed else start
        cases.read(mark["word"], passage.text[slice(*mark.span("condition"))])
        if cases.printed:
            yield start, mark.end()


def _emptied(lines: Sequence[str], outline: Outline) -> Iterator[int]:
    """The numbers of the lines of paragraphs of which conditions leave nothing."""
    for leaf in (*outline.leaves, *(leaf for leaves in outline.notes.values() for leaf in leaves)):
        texts = [lines[line.number - 1][line.column - 1 :] for line in leaf.lines]
        if leaf.kind == "paragraph" and GONE in "".join(texts) and all(map(is_blank, texts)):
            yield from (line.number for line in leaf.lines)


def _without_others(lines: Sequence[tuple[str, bool]]) -> str:
    """The kept lines, with a blank line for each other line, since it may divide paragraphs.

    Directly above an item of a list there is no blank line, which would separate it from the item before.
    """
    reversed_lines: list[str] = []
    for line, kept in reversed(lines):
        if kept:
            reversed_lines.append(_uncommented(line))
        elif not reversed_lines or not ITEM.match(_inner(reversed_lines[-1])):
            reversed_lines.append(line[: len(line) - len(_inner(line))].rstrip())
    return "\n".join(reversed(reversed_lines))


def _not_printed(outline: Outline, lineage: Collection[str], values: Mapping[str, str]) -> Iterator[int]:
    """The numbers of all lines with slashes around a choice, and of the lines between them that are not printed."""
    for region in outline.regions:
        yield region.head.number
        yield region.last + 1
        takes = (*(one.takes(lineage) for one in region.choices), *(one.holds(values) for one in region.conditions))
        if not all(takes):
            yield from region.lines


def _lines_of(leaves: Sequence[Leaf]) -> range:
    """The numbers of the lines of a note."""
    return range(leaves[0].lines[0].number, leaves[-1].lines[-1].number + 1)


def _uncommented(line: str) -> str:
    """A line without its comments, which parses as before."""
    if line.lstrip().startswith(GONE):
        line = line.lstrip(f" \t{GONE}")
    return plain(line).rstrip(" ") if GONE in line else line


def _inner(line: str) -> str:
    """A line without the indent and the ``>`` signs before its text."""
    return line.lstrip(MARGIN)
