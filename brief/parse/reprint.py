"""The Markdown of a section as an edition printed it: without comments and without what other editions print.

Text is left out, never rewritten, so the rest reads as its editor typed it. Notes, link references and abbreviations
that only omitted blocks need, or passages whose conditions do not hold, are omitted too.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator, Mapping, Sequence

from brief.model import Cases, Section
from brief.parse.reading.blocks import ITEM
from brief.parse.reading.comments import without_comments
from brief.parse.reading.lines import GONE, LITERAL, is_comment, plain
from brief.parse.reading.notes import ABBREVIATION, REFERENCE
from brief.parse.reading.outline import Leaf, Outline
from brief.parse.reading.reader import read
from brief.parse.wording.inline import CASE

BLOCKS = re.compile(r"(?=\n[ \t>]*(?:\n|[-*+#|]|\d+[.)]|///))")
"""The place before a line that may begin a block; code between back-ticks does not go on beyond it."""

UNSAID = re.compile(
    r"\\\[|(?<!`)(?P<ticks>`+)(?!`).+?(?<!`)(?P=ticks)(?!`)|https?://[^\s)\]>]+|(?<=\]\()[^)\s]*", re.DOTALL
)
"""What uses no note, link or abbreviation, whatever it contains: an escaped bracket, code, and addresses."""

MARGIN = " \t\xa0>"
"""The characters that may precede the text of a line in a quotation or a list."""


def printed(section: Section, lineage: Collection[str], values: Mapping[str, str]) -> str:
    """The Markdown of a section as an edition printed it, below a front matter with its title and kind.

    `lineage` contains the edition and those that it is like; `values` are those of fields, on which conditions depend.
    """
    outline = read(section)
    lines = without_comments(section.text).split("\n")
    numbers = range(1, len(lines) + 1)
    notes = {name: _lines_of(leaves) for name, leaves in outline.notes.items()}
    of_notes = {number for of_note in notes.values() for number in of_note}
    uses = {number: use for number in numbers if number not in of_notes and (use := _use_of(lines[number - 1]))}

    def words(chosen: Collection[int]) -> str:
        chosen_lines = "\n".join(lines[number - 1] for number in numbers if number in chosen)
        return "".join(UNSAID.sub(" ", block) for block in BLOCKS.split(_settled(chosen_lines, values)))

    body = {*numbers[section.first - 1 :]} - {*_not_printed(outline, lineage, values)} - uses.keys() - of_notes
    body_words = words(body)
    body |= {number for name, of_note in notes.items() if f"[^{name}]" in body_words for number in of_note}
    text = f"{section.title}\n{words(body)}"
    kept = body | {number for number, use in uses.items() if use.search(text)}
    front = {"title": section.title, "kind": section.kind}
    head = "".join(f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in front.items() if value)
    reprint = _without_others([(line, number in kept) for number, line in enumerate(lines, 1) if not is_comment(line)])
    reprint = re.sub(r"\n{3,}", "\n\n", _settled(reprint, values)).strip("\n")
    return f"---\n{head}---\n{reprint}\n"


def _settled(text: str, values: Mapping[str, str]) -> str:
    """Markdown without passages whose ``{% if %}`` does not hold; `brief.compose.fields` does the same for trees."""
    kept, cases = list[str](), Cases(values)
    for block in BLOCKS.split(text):
        at = 0
        for match in re.finditer(f"{LITERAL}|{CASE}", block, re.DOTALL):
            if not match["word"]:
                continue  # a mark that is escaped, or within code, is printed as it is
            if cases.printed:
                kept.append(block[at : match.start()])
            at = match.end()
            cases.read(match["word"], match["condition"] or "")
        kept.append(block[at:] if cases.printed else "")
    return "".join(kept)


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


def _use_of(line: str) -> re.Pattern[str] | None:
    """A pattern that matches uses of the link reference or abbreviation in this line; None for any other line."""
    if address := REFERENCE.match(_inner(line)):
        name = r"\s+".join(map(re.escape, address["name"].split()))
        return re.compile(rf"\[{name}\]", re.IGNORECASE)
    if abbreviation := ABBREVIATION.match(_inner(line)):
        return re.compile(rf"(?<!\w){re.escape(abbreviation['short'].strip())}(?!\w)")
    return None
