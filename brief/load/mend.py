"""Guesses what an editor meant with YAML that does not parse: one line is mended at a time until parsing gets further.

The mend that helps names the mistake, so a hint never shows a line that was not tried.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain, takewhile
from pathlib import Path

import yaml

from brief.findings import Finding, Place, Rule
from brief.findings import yaml as rules
from brief.load.spaces import LONGEST_LINE, QUOTED
from brief.load.typed import Hint, as_items, first_key
from brief.load.yaml import events

_START = r" *(?:- +)*"
START = re.compile(_START)
KEY = re.compile(rf"{_START}(?P<name>[\w-]+) *:(?= |$)")
ITEM = re.compile(r" *-(?: |$)")
KEY_WITHOUT_SPACE = re.compile(rf"(?P<key>{_START}[\w-]+:)(?P<value>[^\s:].*)$")
KEY_AND_VALUE = re.compile(rf"(?P<head>{_START}(?:[\w-]+ *: +|(?<=- )))(?P<value>\S.*?)(?P<rest>\s*|\s+#.*)$", re.A)
QUOTES = "\"'"
BRACKETS = {"[": "]", "{": "}"}
BRACKETED = re.compile(r"\[[^\]]*\]|\{[^}]*\}")
BEFORE_OPENING_QUOTE = ("", " ", "(", "[")
INDICATORS = "[{&*!|>%@`"
"""Characters that make a value something else than plain text when it begins with them."""

MENDABLE, LINES_TRIED, MOST = 100_000, 12, 10
"""The longest file that is mended, in characters, the lines tried for one mistake, and the mistakes reported.

More would take longer than a person waits.
"""


@dataclass(frozen=True, slots=True)
class Mend:
    """A line as it may have been meant, what is wrong with it as it is, and from which column on (from 1).

    The hint shows `shown`, or else the line.
    """

    line: str
    rule: Rule
    column: int
    shown: str = ""


Mends = Mapping[int, Mend]
"""Mends that help together, by the numbers of their lines, from 0."""


def diagnoses(text: str, path: Path, error: yaml.YAMLError, keys: Mapping[str, Hint]) -> Iterator[Finding]:
    """Findings for all mistakes in `text`, whose parsing ended with `error`, up to the first that cannot be mended.

    `keys` are the top-level keys with their types, as far as they are known.
    """
    lines = text.split("\n")
    for _ in range(MOST if len(text) <= MENDABLE else 0):
        mends = _mends(lines, error, keys)
        if not mends:
            break
        for number, mend in mends.items():
            place = Place(path, number + 1, mend.column)
            yield mend.rule.at(place, line=mend.shown or mend.line.strip(), column=_indent(mend.line) + 1)
        lines = _applied(mends, lines)
        next_error = _error(lines)
        if next_error is None:
            return
        error = next_error
    row, column = _position(error, lines)
    if tab := _tab(lines[row], column):
        yield rules.YAML_TAB.at(Place(path, row + 1, tab))
    else:
        rule = rules.YAML_COLON_INSIDE if "mapping values" in str(error) else rules.YAML_SYNTAX
        yield rule.at(Place(path, row + 1, column + 1))


def _mends(lines: list[str], error: yaml.YAMLError, keys: Mapping[str, Hint]) -> Mends:
    """The first mends with which parsing gets beyond the row where it stopped; empty when there are none."""
    row, column = _position(error, lines)
    if _tab(lines[row], column):  # nothing tells which indent was meant
        return {}
    single = ({number: mend} for number in _suspects(error, row) for mend in _mends_of_line(lines, number, keys))
    for mends in filter(None, chain((_outdented(lines, row, keys), _before_group(lines, row, keys)), single)):
        mended = _applied(mends, lines)
        beyond = _error(mended)
        if beyond is None or _position(beyond, mended)[0] > row:
            return mends
    return {}


def _applied(mends: Mends, lines: list[str]) -> list[str]:
    return [mends[number].line if number in mends else line for number, line in enumerate(lines)]


def _error(lines: list[str]) -> yaml.YAMLError | None:
    """The error that parsing `lines` ends with, if any."""
    try:
        for _ in events("\n".join(lines)):
            pass
    except yaml.YAMLError as error:
        return error
    return None


def _position(error: yaml.YAMLError, lines: list[str]) -> tuple[int, int]:
    """The row and column, from 0, where parsing stopped; the end of the last line with text if it came that far."""
    mark = getattr(error, "problem_mark", None)
    if mark is None:
        return 0, 0
    last = max((row for row, line in enumerate(lines) if line.strip()), default=0)
    return (mark.line, mark.column) if mark.line <= last else (last, len(lines[last]))


def _tab(line: str, column: int) -> int | None:
    """The column, from 1, of a tab in the indent or where parsing stopped."""
    if start := re.match(r" *\t", line):
        return start.end()
    return column + 1 if line[column : column + 1] == "\t" else None


def _suspects(error: yaml.YAMLError, row: int) -> Iterator[int]:
    """The rows that may be wrong: where parsing stopped, where the current construct began, and those between."""
    context = getattr(error, "context_mark", None)
    begin = min(context.line, row) if context else row
    yield row
    if begin < row:
        yield begin
    yield from range(row - 1, max(begin, row - LINES_TRIED - 1), -1)
    if begin == row > 0:  # a key without a space after its colon reads as text that the next line continues
        yield row - 1


def _outdented(lines: list[str], row: int, keys: Mapping[str, Hint]) -> Mends:
    """Indents the lines right above `row` that start at the margin with a key that is not a top-level one."""
    indent = _indent(lines[row])
    mends = {}
    for number in takewhile(lambda number: _is_outdented(lines[number], keys), reversed(range(row))):
        mends[number] = Mend(" " * indent + lines[number], rules.YAML_INDENT, 1)
    return dict(sorted(mends.items())) if indent and keys else {}


def _is_outdented(line: str, keys: Mapping[str, Hint]) -> bool:
    match = KEY.match(line)
    return bool(match and match.start("name") == 0 and match["name"] not in keys)


def _before_group(lines: list[str], row: int, keys: Mapping[str, Hint]) -> Mends:
    """Moves the text after a key right above `row` into the group of keys that begins at `row`."""
    above = KEY_AND_VALUE.match(lines[row - 1]) if row and KEY.match(lines[row]) else None
    key = KEY.match(above["head"]) if above else None
    needed = first_key(keys.get(key["name"])) if key else ""
    if not above or not needed or _key_column(above["head"]) >= _key_column(lines[row]):
        return {}
    shown = f"{needed}: {above['value']}"
    return {row - 1: Mend(above["head"].rstrip(), rules.YAML_GROUP, above.start("value") + 1, shown)}


def _mends_of_line(lines: list[str], row: int, keys: Mapping[str, Hint]) -> Iterator[Mend]:
    """What the line may have been meant to be, the likeliest first."""
    line = lines[row]
    if len(line) > LONGEST_LINE:
        return
    if match := KEY_WITHOUT_SPACE.match(line):
        yield Mend(f"{match['key']} {match['value']}", rules.YAML_SPACE, match.end("key") + 1)
    if match := KEY_AND_VALUE.match(line):
        head, value, rest = match.group("head", "value", "rest")
        column = match.start("value") + 1
        key = KEY.match(head)
        items = as_items(keys.get(key["name"]), value[1:].strip()) if key and ITEM.match(value) else ""
        if items and ITEM.match("".join(lines[row + 1 : row + 2])):
            yield Mend(head.rstrip(), rules.YAML_LIST_BELOW, column, value)
        elif items:
            yield Mend(f"{head}[{items}]{rest}", rules.YAML_LIST, column)
        closing = BRACKETS.get(value[0], "")
        if closing and closing not in value:
            yield Mend(f"{head}{value}{closing}{rest}", rules.YAML_BRACKET, column)
        elif not BRACKETED.fullmatch(value):
            yield Mend(f"{head}{_quoted(value)}{rest}", _need_for_quotes(value), column)
    if KEY.match(line):
        for indent in _indents_around(lines, row):
            yield Mend(" " * indent + line.lstrip(" "), rules.YAML_INDENT, _indent(line) + 1)


def _quoted(value: str) -> str:
    """`value` with quotes around it that suit its text, in place of those that it has or opens."""
    text = value
    if value[0] in QUOTES:
        end = _closing(value)
        text = value[1:] if end is None else value[1:-1] if end == len(value) - 1 else value
    if '"' in text or "\\" in text:
        text = text.replace("'", "''")
        return f"'{text}'"
    return f'"{text}"'


def _closing(value: str) -> int | None:
    """Where the quote is closed that `value` begins with; pairs of quotes and apostrophes inside do not count."""
    depth = 0
    for match in re.finditer(value[0], value):
        before, after = value[: match.start()][-1:], value[match.end() :][:1]
        if not (before.isalnum() and after.isalnum()):
            depth += 1 if before in BEFORE_OPENING_QUOTE else -1
        if depth == 0:
            return match.start()
    return None


def _need_for_quotes(value: str) -> Rule:
    """Why `value` needs quotes, or other quotes."""
    if QUOTED.fullmatch(value):
        return rules.YAML_BACKSLASH
    if value[0] in QUOTES:
        return rules.YAML_QUOTE_OPEN if _closing(value) is None else rules.YAML_QUOTE_INSIDE
    return rules.YAML_COLON if re.search(r":(\s|$)", value) and value[0] not in INDICATORS else rules.YAML_QUOTES


def _indents_around(lines: list[str], row: int) -> list[int]:
    """Where the nearest keys above and below begin, and the list items around them, other than where this line does."""
    above = next(filter(KEY.match, reversed(lines[:row])), "")
    below = next(filter(KEY.match, lines[row + 1 :]), "")
    indents = dict.fromkeys(indent for line in (above, below) if line for indent in (_key_column(line), _indent(line)))
    return [indent for indent in indents if indent != _indent(lines[row])]


def _key_column(line: str) -> int:
    return len(line) - len(START.sub("", line, count=1))


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))
