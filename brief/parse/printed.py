"""A section as an edition printed it, in Markdown again: without comments, and without what stands elsewhere.

Lines are left out, never written anew, so what is left reads as its editor typed it. With a block that is left out go
the notes, addresses and abbreviations that stand there for its sake.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator, Sequence

from brief.model import Choice, Section
from brief.parse.reading.apart import ABBREVIATION, REFERENCE
from brief.parse.reading.lines import GONE, is_blank, without_comments
from brief.parse.reading.outline import Leaf, Outline
from brief.parse.reading.reader import read


def printed(section: Section, kin: Collection[str]) -> str:
    """The Markdown that an edition of this kin printed of a section, with the front matter that it needs."""
    text, _ = without_comments(section.text)
    outline = read(text, section.first, section.path)
    lines = text.split("\n")
    gone = {*range(1, section.first), *_elsewhere(outline, kin), *_comments(lines)}
    notes = {name: _numbers(leaves) for name, leaves in outline.notes.items()}
    told = {number for numbers in notes.values() for number in numbers} | {
        number for number, line in enumerate(lines, 1) if REFERENCE.match(line) or ABBREVIATION.match(line)
    }
    body = "\n".join(line for number, line in enumerate(lines, 1) if number not in gone | told)
    kept = {number for name, numbers in notes.items() if f"[^{name}]" in body for number in numbers}
    kept |= {number for number in told if _is_asked_for(lines[number - 1], body)}
    left = (
        line.replace(GONE, "").rstrip(" ") if GONE in line else line
        for number, line in enumerate(lines, 1)
        if number in kept or number not in gone | told
    )
    front = {"title": section.title, "kind": section.kind}
    head = "".join(f"{key}: {json.dumps(said, ensure_ascii=False)}\n" for key, said in front.items() if said)
    whole = re.sub(r"\n{3,}", "\n\n", "\n".join(left)).strip("\n")
    return f"---\n{head}---\n{whole}\n"


def _elsewhere(outline: Outline, kin: Collection[str]) -> Iterator[int]:
    """The lines with the slashes of choices, and those between them that the edition does not print."""
    for chosen in outline.chosen:
        choice = Choice(frozenset(name.text for name in chosen.names), chosen.only)
        yield chosen.first - 1
        yield chosen.last + 1
        if not choice.takes(kin):
            yield from range(chosen.first, chosen.last + 1)


def _comments(lines: Sequence[str]) -> Iterator[int]:
    """The lines that hold nothing but comments."""
    return (number for number, line in enumerate(lines, 1) if GONE in line and is_blank(line.replace(GONE, "")))


def _numbers(leaves: Sequence[Leaf]) -> range:
    """From which line to which a note goes."""
    return range(leaves[0].lines[0].number, leaves[-1].lines[-1].number + 1) if leaves else range(0)


def _is_asked_for(line: str, body: str) -> bool:
    """Whether the address or the abbreviation of a line is used in the text; no other line is."""
    if match := REFERENCE.match(line):
        return f"[{' '.join(match['name'].lower().split())}]" in " ".join(body.lower().split())
    match = ABBREVIATION.match(line)
    return bool(match) and match["short"].strip() in body if match else False
