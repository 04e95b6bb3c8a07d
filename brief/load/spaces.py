"""Repairs no-break spaces and the like where YAML needs a plain space.

They come with pasted text and look like plain spaces, but YAML reads them as letters. It then reports an error in some
other line, or reads a key as text.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from pathlib import Path

import yaml

from brief.findings import Finding, Place
from brief.findings import yaml as rules
from brief.load.yaml import FOREIGN_SPACES, events

_RUN = f"(?P<run>[{FOREIGN_SPACES}][ {FOREIGN_SPACES}]*)"
INDENT = re.compile(rf" *{_RUN}")
BEHIND = re.compile(rf" *(?:- +)*(?:-|[\w-]+ *:){_RUN}")
IN_BRACKETS = re.compile(rf" *(?:- +)*(?:[\w-]+ *: +)?(?=[\[{{]).*?[\[{{,] *[\w-]+ *:{_RUN}")
"""Where YAML needs a space: in the indent, after a hyphen or a key, after a key in brackets."""

QUOTED = re.compile(r"\"(?:[^\"\\]|\\.)*\"|'(?:[^']|'')*'")

LONGEST_LINE, MOST = 1_000, 10
"""The longest line that is repaired, in characters, and how many lines with such spaces are reported."""


def repaired(text: str, path: Path, keys: Collection[str]) -> tuple[list[Finding], str]:
    """Findings on the lines of `text` with such spaces, and the text with plain spaces in their place.

    `keys` are the top-level keys.
    """
    before = text.split("\n")
    after = [_unindented(_spaced(line), keys) if INDENT.match(line) else _spaced(line) for line in before]
    inside = _rows_inside_texts("\n".join(after))
    findings: list[Finding] = []
    for row, (old, new) in enumerate(zip(before, after, strict=True)):
        if row in inside and old[:1] == " ":  # an indented line of a longer text
            after[row] = old
        elif old != new and len(findings) < MOST:
            findings.append(_finding(path, row, old, new))
    return findings, "\n".join(after)


def _unindented(line: str, keys: Collection[str]) -> str:
    """`line` without its indent if that is one space before a top-level key, or if the line is blank."""
    is_key = line[1:].partition(":")[0].rstrip(" ") in keys
    return line.lstrip(" ") if is_key or not line.strip(" ") else line


def _spaced(line: str) -> str:
    """`line` with plain spaces wherever YAML needs a space; its length stays the same."""
    while len(line) <= LONGEST_LINE:
        unquoted = QUOTED.sub(lambda quoted: "x" * len(quoted[0]), line)
        match = INDENT.match(line) or BEHIND.match(line) or IN_BRACKETS.match(unquoted)
        if not match:
            break
        line = f"{line[: match.start('run')]}{' ' * len(match['run'])}{line[match.end('run') :]}"
    return line


def _rows_inside_texts(text: str) -> set[int]:
    """The rows, from 0, that continue a text of several lines; empty when `text` is not valid YAML."""
    try:
        marks = [(event.start_mark, event.end_mark) for event in events(text) if isinstance(event, yaml.ScalarEvent)]
    except yaml.YAMLError:
        return set()
    return {row for start, end in marks if start and end for row in range(start.line + 1, end.line + 1)}


def _finding(path: Path, row: int, before: str, after: str) -> Finding:
    """The finding on the first wrong space of a line, given as it was before and after repair; `row` is from 0."""
    line, indent = after.strip(), len(after) - len(after.lstrip(" "))
    pairs = enumerate(zip(before, after.rjust(len(before)), strict=True))
    column = next(column for column, (old, new) in pairs if old != new)
    rule = rules.SPACE_BEHIND
    if not before[:column].strip():
        rule = rules.SPACE_IN_INDENT if indent else rules.SPACE_ASTRAY
    return rule.at(
        Place(path, row + 1, column + 1),
        name=unicodedata.name(before[column]).lower(),
        code=ord(before[column]),
        line=line,
        times="once" if indent == 1 else f"{indent} times",
    )
