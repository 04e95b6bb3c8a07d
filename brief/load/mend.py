"""Guesses what an editor meant with YAML that does not parse: one line is mended at a time until parsing gets further.

The mend that works decides the finding, so that a hint only shows a line that was tried.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

from brief.findings import Finding, Place, Rule
from brief.findings import yaml as rules
from brief.load.spaces import LONGEST_LINE, QUOTED
from brief.load.typed import Form, in_braces, quoted
from brief.load.yaml import events

_START = r" *(?:- +)*"
KEY = re.compile(rf"{_START}(?P<name>[\w-]+) *:(?= |$)")
ITEM = re.compile(r" *-(?: |$)")
KEY_WITHOUT_SPACE = re.compile(rf"(?P<key>{_START}[\w-]+:)(?P<value>[^\s:].*)$")
KEY_AND_VALUE = re.compile(rf"(?P<head>{_START}(?:[\w-]+ *: +|(?<=- )))(?P<value>\S.*?)(?P<rest>\s*|\s+#.*)$", re.A)
QUOTES = "\"'"
BRACKETS = {"[": "]", "{": "}"}
BRACKETED = re.compile(r"\[[^\]]*\]|\{[^}]*\}")
BEFORE_OPENING_QUOTE = ("", " ", "(", "[")
INDICATORS = "[{&*!|>%@`"
"""Characters that, at the beginning of a value, make it something other than plain text."""

MENDABLE, LINES_TRIED, MOST = 100_000, 12, 10
"""The most characters of a file that is mended, lines tried for one mistake, and mistakes reported.

With more, an editor would have to wait too long.
"""


@dataclass(frozen=True, slots=True)
class Mend:
    """A guess at what a line was meant to be: its row (from 0), the mended line, the rule broken, the column (from 1).

    The hint shows `shown`, or the mended line when that is empty.
    """

    row: int
    line: str
    rule: Rule
    column: int
    shown: str = ""


def diagnoses(text: str, path: Path, error: yaml.YAMLError, keys: Mapping[str, Form]) -> Iterator[Finding]:
    """Findings for all mistakes in `text`, whose parsing ended with `error`, up to the first that cannot be mended.

    `keys` are the top-level keys with their forms, as far as they are known.
    """
    lines = text.split("\n")
    for _ in range(MOST if len(text) <= MENDABLE else 0):
        found = _mended(lines, error, keys)
        if found is None:
            break
        mend, lines, beyond = found
        shown = mend.shown or mend.line.strip()
        yield mend.rule.at(Place(path, mend.row + 1, mend.column), line=shown, column=_indent(mend.line) + 1)
        if beyond is None:
            return
        error = beyond
    row, column = _position(error, lines)
    if tab := _tab(lines[row], column):
        yield rules.YAML_TAB.at(Place(path, row + 1, tab))
    else:
        rule = rules.YAML_COLON_INSIDE if "mapping values" in str(error) else rules.YAML_SYNTAX
        yield rule.at(Place(path, row + 1, column + 1))


def _mended(
    lines: list[str], error: yaml.YAMLError, keys: Mapping[str, Form]
) -> tuple[Mend, list[str], yaml.YAMLError | None] | None:
    """The first mend that gets parsing past the row where it stopped, the mended lines and their next error, if any."""
    row, column = _position(error, lines)
    if _tab(lines[row], column):  # the indent that was meant cannot be guessed
        return None
    for mend in _mends(lines, row, error, keys):
        mended = [*lines[: mend.row], mend.line, *lines[mend.row + 1 :]]
        beyond = _error(mended)
        if beyond is None or _position(beyond, mended)[0] > row:
            return mend, mended, beyond
    return None


def _error(lines: list[str]) -> yaml.YAMLError | None:
    """The error that ends the parsing of `lines`, if any."""
    try:
        for _ in events("\n".join(lines)):
            pass
    except yaml.YAMLError as error:
        return error
    return None


def _position(error: yaml.YAMLError, lines: list[str]) -> tuple[int, int]:
    """The row and column, from 0, where parsing stopped; at most the end of the last line with text."""
    mark = getattr(error, "problem_mark", None)
    if mark is None:
        return 0, 0
    last = max((row for row, line in enumerate(lines) if line.strip()), default=0)
    return (mark.line, mark.column) if mark.line <= last else (last, len(lines[last]))


def _tab(line: str, column: int) -> int | None:
    """The column, from 1, of a tab in the indent or where parsing stopped; None without one."""
    if start := re.match(r" *\t", line):
        return start.end()
    return column + 1 if line[column : column + 1] == "\t" else None


def _suspects(error: yaml.YAMLError, row: int) -> Iterator[int]:
    """The rows that may be wrong: where parsing stopped, where the unfinished construct began, and those between."""
    context = getattr(error, "context_mark", None)
    begin = min(context.line, row) if context else row
    yield row
    if begin < row:
        yield begin
    yield from range(row - 1, max(begin, row - LINES_TRIED - 1), -1)
    if begin == row > 0:  # a key without a space after its colon reads as text that the next line continues
        yield row - 1


def _mends(lines: list[str], row: int, error: yaml.YAMLError, keys: Mapping[str, Form]) -> Iterator[Mend]:
    """The mends to try when parsing stopped in `row`, the likeliest first."""
    if row:
        yield from _above_group(lines, row, keys)
    for suspect in _suspects(error, row):
        yield from _mends_of_line(lines, suspect, keys)


def _above_group(lines: list[str], row: int, keys: Mapping[str, Form]) -> Iterator[Mend]:
    """Mends of the line above a group of keys that begins at `row`: the line or its value may belong to the group."""
    line = lines[row - 1]
    key, first, match = KEY.match(line), KEY.match(lines[row]), KEY_AND_VALUE.match(line)
    form = keys.get(key["name"]) if key else None
    if key and keys and not form and key.start("name") == 0 < _indent(lines[row]):
        yield Mend(row - 1, " " * _indent(lines[row]) + line, rules.YAML_INDENT, 1)
    if match and form and form.first_key and key and first and key.start("name") < first.start("name"):
        shown = f"{form.first_key}: {match['value']}"
        yield Mend(row - 1, match["head"].rstrip(), rules.YAML_GROUP, match.start("value") + 1, shown)


def _mends_of_line(lines: list[str], row: int, keys: Mapping[str, Form]) -> Iterator[Mend]:
    """The mends of one line, the likeliest first."""
    line = lines[row]
    if len(line) > LONGEST_LINE:
        return
    if match := KEY_WITHOUT_SPACE.match(line):
        yield Mend(row, f"{match['key']} {match['value']}", rules.YAML_SPACE, match.end("key") + 1)
    if match := KEY_AND_VALUE.match(line):
        head, value, rest = match.group("head", "value", "rest")
        column = match.start("value") + 1
        key = KEY.match(head)
        items = _as_items(keys.get(key["name"]), value[1:].strip()) if key and ITEM.match(value) else ""
        if items and ITEM.match("".join(lines[row + 1 : row + 2])):
            yield Mend(row, head.rstrip(), rules.YAML_LIST_BELOW, column, value)
        elif items:
            yield Mend(row, f"{head}[{items}]{rest}", rules.YAML_LIST, column)
        closing = BRACKETS.get(value[0], "")
        if closing and closing not in value:
            yield Mend(row, f"{head}{value}{closing}{rest}", rules.YAML_BRACKET, column)
        elif not BRACKETED.fullmatch(value):
            text, rule = _in_quotes(value)
            yield Mend(row, f"{head}{text}{rest}", rule, column)
    if KEY.match(line):
        for indent in _indents_around(lines, row):
            yield Mend(row, " " * indent + line.lstrip(" "), rules.YAML_INDENT, _indent(line) + 1)


def _as_items(form: Form | None, text: str) -> str:
    """`text` written as items between brackets; empty when the key does not have a list."""
    if form is None or form.shape != "list":
        return ""
    if needed := form.first_key:
        return f"{{{text}}}" if ": " in text else f"{{{needed}: {in_braces(text)}}}"
    return ", ".join(re.split(r"\s*,\s*|\s+-\s+", text))


def _in_quotes(value: str) -> tuple[str, Rule]:
    """`value` in quotes that suit its text, instead of its own closed or open ones; and the rule that it breaks."""
    if value[0] not in QUOTES:
        has_colon = re.search(r":(\s|$)", value) and value[0] not in INDICATORS
        return quoted(value), rules.YAML_COLON if has_colon else rules.YAML_QUOTES
    if QUOTED.fullmatch(value):
        return quoted(value[1:-1]), rules.YAML_BACKSLASH
    end = _closing(value)
    if end is None:
        return quoted(value[1:]), rules.YAML_QUOTE_OPEN
    return quoted(value[1:-1] if end == len(value) - 1 else value), rules.YAML_QUOTE_INSIDE


def _closing(value: str) -> int | None:
    """The index where the first quote of `value` is closed, or None; quotes in pairs and apostrophes do not count."""
    depth = 0
    for match in re.finditer(value[0], value):
        before, after = value[: match.start()][-1:], value[match.end() :][:1]
        if not (before.isalnum() and after.isalnum()):
            depth += 1 if before in BEFORE_OPENING_QUOTE else -1
        if depth == 0:
            return match.start()
    return None


def _indents_around(lines: list[str], row: int) -> list[int]:
    """The indents of the nearest keys above and below and of their list items, except the indent of this line."""
    above, below = (next(filter(None, map(KEY.match, some)), None) for some in (lines[:row][::-1], lines[row + 1 :]))
    keys = (key for key in (above, below) if key)
    indents = dict.fromkeys(indent for key in keys for indent in (key.start("name"), _indent(key.string)))
    return [indent for indent in indents if indent != _indent(lines[row])]


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))
