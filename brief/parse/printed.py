"""A section as an edition printed it, in Markdown again: without comments, and without what stands elsewhere.

Lines are left out, never written anew, so what is left reads as its editor typed it. With a block that is left out go
the notes, addresses and abbreviations that stand there for its sake.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator, Sequence

from brief.model import Section
from brief.parse.reading.apart import ABBREVIATION, REFERENCE
from brief.parse.reading.lines import GONE, is_comment, plain, without_comments
from brief.parse.reading.nesting import BULLET, ORDERED
from brief.parse.reading.outline import Leaf, Outline
from brief.parse.reading.reader import read

MARGIN = " \t\xa0>"
"""The signs that a line begins with in a quotation or a list."""


def printed(section: Section, kin: Collection[str]) -> str:
    """The Markdown that an edition of this kin printed of a section, with the front matter that it needs."""
    text, _ = without_comments(section.text)
    outline = read(text, section.first, section.path)
    lines = text.split("\n")
    elsewhere = {*range(1, section.first), *_elsewhere(outline, kin)}
    notes = {name: _numbers(leaves) for name, leaves in outline.notes.items()}
    of_notes = {number for numbers in notes.values() for number in numbers}
    told = {number for number, line in enumerate(lines, 1) if _names(line)} - of_notes

    def words(numbers: Collection[int]) -> str:
        return "\n".join(line for number, line in enumerate(lines, 1) if number in numbers)

    body = {*range(1, len(lines) + 1)} - elsewhere - told - of_notes
    called = {number for name, numbers in notes.items() if f"[^{name}]" in words(body) for number in numbers}
    asking = f"{section.title}\n{words(body | called)}"
    kept = body | called | {number for number in told if _is_asked_for(lines[number - 1], asking)}
    left = _left([(line, number in kept) for number, line in enumerate(lines, 1) if not is_comment(line)])
    front = {"title": section.title, "kind": section.kind}
    head = "".join(f"{key}: {json.dumps(said, ensure_ascii=False)}\n" for key, said in front.items() if said)
    whole = re.sub(r"\n{3,}", "\n\n", "\n".join(reversed(left))).strip("\n")
    return f"---\n{head}---\n{whole}\n"


def _left(lines: Sequence[tuple[str, bool]]) -> list[str]:
    """The lines that are kept, from the last to the first, and a blank one for each other: it may part paragraphs.

    There is none above an item of a list, which would stand apart from the one before.
    """
    left: list[str] = []
    for line, kept in reversed(lines):
        if kept:
            left.append(_uncommented(line))
        elif not (left and any(sign.match(_said(left[-1])) for sign in (BULLET, ORDERED))):
            left.append(_margin(line).rstrip())
    return left


def _elsewhere(outline: Outline, kin: Collection[str]) -> Iterator[int]:
    """The lines with the slashes of choices, and those between them that the edition does not print."""
    for chosen in outline.chosen:
        yield chosen.first - 1
        yield chosen.last + 1
        if not chosen.choice.takes(kin):
            yield from range(chosen.first, chosen.last + 1)


def _numbers(leaves: Sequence[Leaf]) -> range:
    """From which line to which a note goes."""
    return range(leaves[0].lines[0].number, leaves[-1].lines[-1].number + 1) if leaves else range(0)


def _uncommented(line: str) -> str:
    """A line without the comments in it, read as it was with them."""
    if line.lstrip().startswith(GONE):
        line = line.lstrip(f" \t{GONE}")
    return plain(line).rstrip(" ") if GONE in line else line


def _names(line: str) -> bool:
    """Whether a line gives an address or an abbreviation, and nothing that is printed."""
    return any(sign.match(_said(line)) for sign in (REFERENCE, ABBREVIATION))


def _margin(line: str) -> str:
    """What a line begins with that stands in a quotation or a list."""
    return line[: len(line) - len(_said(line))]


def _said(line: str) -> str:
    return line.lstrip(MARGIN)


def _is_asked_for(line: str, text: str) -> bool:
    """Whether the address or the abbreviation that a line gives is used in the text."""
    if address := REFERENCE.match(_said(line)):
        return f"[{' '.join(address['name'].lower().split())}]" in " ".join(text.lower().split())
    abbreviation = ABBREVIATION.match(_said(line))
    return abbreviation is not None and bool(
        re.search(rf"(?<!\w){re.escape(abbreviation['short'].strip())}(?!\w)", text)
    )
