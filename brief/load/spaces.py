"""Spaces that YAML does not take for spaces, in places where it needs one: no-break spaces and the like.

They come along when text is pasted, and look like the spaces of the space bar. YAML reads them as letters, so that the
line that it stops at is often another one, or it stops at none and takes a key for a text.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection, Iterable, Iterator
from itertools import islice
from pathlib import Path

import yaml

from brief.findings import Finding, Place
from brief.findings import yaml as rules

_F = "\u00a0\u1680\u2000-\u200b\u202f\u205f\u3000"
FOREIGN = re.compile(f"[{_F}]")
"""A space that is none to YAML."""

INDENT = re.compile(rf" *(?P<run>[{_F}][ {_F}]*)")
BEHIND = re.compile(rf" *(?:- +)*(?:-|[\w-]+ *:)(?P<run>[{_F}][ {_F}]*)")
IN_BRACKETS = re.compile(rf" *(?:- +)*(?:[\w-]+ *: +)?(?=[\[{{]).*?[\[{{,] *[\w-]+ *:(?P<run>[{_F}][ {_F}]*)")
"""Where YAML needs a space: before a line's first word, behind the hyphen of an item, behind a key."""

QUOTED = re.compile(r"\"(?:[^\"\\]|\\.)*\"|'(?:[^']|'')*'")

LONGEST_LINE, MOST = 1_000, 10
"""The most characters in a line that is looked at, and how many of these spaces are reported."""

Parse = Callable[[str], Iterable[yaml.Event]]
"""Parses a whole text, or raises `yaml.YAMLError`."""


def mended(text: str, path: Path, parse: Parse, keys: Collection[str]) -> tuple[tuple[Finding, ...], str]:
    """What is wrong with the spaces in `text`, and the text with spaces of the space bar in their place.

    `keys` are those that stand at the margin.
    """
    before = text.split("\n")
    after = [_at_margin(_spaced(line), keys) if FOREIGN.match(line) else _spaced(line) for line in before]
    within = _within_texts("\n".join(after), parse)
    wrong = [line != after[row] and not (row in within and line[0] == " ") for row, line in enumerate(before)]
    rows = (row for row, is_wrong in enumerate(wrong) if is_wrong)
    found = (finding for row in rows for finding in _findings(path, row, before[row], after[row]))
    sound = (new if is_wrong else old for old, new, is_wrong in zip(before, after, wrong, strict=True))
    return tuple(islice(found, MOST)), "\n".join(sound)


def _at_margin(line: str, keys: Collection[str]) -> str:
    """A line without the one space before a key of the margin, or without the spaces that are all of it."""
    return line.strip(" ") if line[1:].partition(":")[0].rstrip(" ") in {*keys, ""} else line


def _spaced(line: str) -> str:
    """A line with a space of the space bar wherever YAML needs one and another stands; it stays as long as it is."""
    while len(line) <= LONGEST_LINE and (run := _misplaced(line)):
        line = f"{line[: run.start]}{' ' * len(run)}{line[run.stop :]}"
    return line


def _misplaced(line: str) -> range | None:
    """The columns, from 0, of the first spaces of the wrong kind in a line."""
    unquoted = QUOTED.sub(lambda quoted: "x" * len(quoted[0]), line)
    match = INDENT.match(line) or BEHIND.match(line) or IN_BRACKETS.match(unquoted)
    return range(*match.span("run")) if match else None


def _within_texts(text: str, parse: Parse) -> set[int]:
    """The rows, from 0, in which a text goes on that began further up; none where `text` is no YAML."""
    try:
        scalars = [event for event in parse(text) if isinstance(event, yaml.ScalarEvent)]
    except yaml.YAMLError:
        return set()
    ends = ((one.start_mark, one.end_mark) for one in scalars)
    return {row for start, end in ends if start and end for row in range(start.line + 1, end.line + 1)}


def _findings(path: Path, row: int, before: str, after: str) -> Iterator[Finding]:
    """What is wrong with a line whose spaces were replaced: once for its indent, and once behind each key or hyphen."""
    line, indent = after.strip(), len(after) - len(after.lstrip(" "))
    after = after.rjust(len(before))
    wrong = [column for column, (one, other) in enumerate(zip(before, after, strict=True)) if one != other]
    for column in wrong:
        in_indent = not after[:column].strip()
        if column - 1 in wrong or (in_indent and column > wrong[0]):
            continue
        rule = (rules.SPACE_IN_INDENT if indent else rules.SPACE_ASTRAY) if in_indent else rules.SPACE_BEHIND
        yield rule.at(
            Place(path, row + 1, column + 1),
            name=unicodedata.name(before[column]).lower(),
            code=ord(before[column]),
            line=line,
            times="once" if indent == 1 else f"{indent} times",
        )
