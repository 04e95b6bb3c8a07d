"""What an editor meant: YAML that does not parse is mended one line at a time until it reads on.

The mend that helps names the mistake, so a hint never shows a line that was not tried.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain, takewhile
from pathlib import Path

import yaml

from brief.findings import Finding, Place, Rule
from brief.findings import yaml as rules
from brief.load.spaces import LONGEST_LINE, QUOTED
from brief.load.typed import Hint, as_items, first_key

BEFORE_KEY = re.compile(r"^ *(?:- +)*")
KEY = re.compile(r" *(?:- +)*(?P<name>[\w-]+) *:(?= |$)")
ITEM = re.compile(r" *-(?: |$)")
KEY_WITHOUT_SPACE = re.compile(r"(?P<key> *(?:- +)*[\w-]+:)(?P<value>[^\s:].*)$")
KEY_AND_VALUE = re.compile(r"(?P<head> *(?:- +)*(?:[\w-]+ *: +|(?<=- )))(?P<value>\S.*?)(?P<rest>\s*|\s+#.*)$", re.A)
QUOTES = "\"'"
BRACKETS = {"[": "]", "{": "}"}
BRACKETED = re.compile(r"\[[^\]]*\]|\{[^}]*\}")
OPENING = ("", " ", "(", "[")
"""What stands before a quote that opens."""
SIGNS = "[{&*!|>%@`"
"""What means something else than text at the beginning of a value."""

MENDABLE, LINES_TRIED, MOST = 100_000, 12, 10
"""The most characters in a file that is mended, lines tried for one mistake, and mistakes told.

More would take longer than a person waits.
"""

Parse = Callable[[str], object]
"""Parses a whole text, or raises `yaml.YAMLError`."""


@dataclass(frozen=True, slots=True)
class Mend:
    """A line as it may have been meant, and what was wrong with it, from column `column` (from 1) on, if so.

    An editor is shown the words that are `shown`, or else the line.
    """

    line: str
    rule: Rule
    column: int
    shown: str = ""


Mends = Mapping[int, Mend]
"""Mends by the numbers of their lines, from 0: one, or several that help together."""


def diagnoses(
    text: str, path: Path, error: yaml.YAMLError, parse: Parse, keys: Mapping[str, Hint]
) -> Iterator[Finding]:
    """All that is wrong with `text`, where `parse` raised `error`, up to the first mistake that no mend helps.

    `keys` are those that may stand at the margin, with their types; none where that is not known.
    """
    lines, stopped = text.split("\n"), error
    for _ in range(MOST if len(text) <= MENDABLE else 0):
        mended = _mended(lines, stopped, parse, keys)
        if mended is None:
            break
        for number, mend in mended.items():
            place = Place(path, number + 1, mend.column)
            yield mend.rule.at(place, line=mend.shown or mend.line.strip(), column=_indent(mend.line) + 1)
        lines = _with(lines, mended)
        if (beyond := _error(lines, parse)) is None:
            return
        stopped = beyond
    yield _unmended(lines, path, stopped)


def _unmended(lines: list[str], path: Path, error: yaml.YAMLError) -> Finding:
    """What can be said where no mend helps."""
    row, column = _position(error, lines)
    if tab := _tab(lines[row], column):
        return rules.YAML_TAB.at(Place(path, row + 1, tab))
    inside_text = "mapping values" in str(error)
    return (rules.YAML_COLON_INSIDE if inside_text else rules.YAML_SYNTAX).at(Place(path, row + 1, column + 1))


def _mended(lines: list[str], error: yaml.YAMLError, parse: Parse, keys: Mapping[str, Hint]) -> Mends | None:
    """The first mends with which `lines` parse further than they do."""
    row, column = _position(error, lines)
    if _tab(lines[row], column):  # what it was meant for, no line tells
        return None
    of_lines = ({number: mend} for number in _suspects(error, row) for mend in _mends(lines, number, keys))
    for mends in chain((_at_margin(lines, row, keys), _behind_group(lines, row, keys)), of_lines):
        tried = _with(lines, mends)
        beyond = _error(tried, parse)
        if beyond is None or _position(beyond, tried)[0] > row:
            return mends
    return None


def _with(lines: list[str], mends: Mends) -> list[str]:
    return [mends[number].line if number in mends else line for number, line in enumerate(lines)]


def _error(lines: list[str], parse: Parse) -> yaml.YAMLError | None:
    """What keeps `lines` from being parsed."""
    try:
        parse("\n".join(lines))
    except yaml.YAMLError as error:
        return error
    return None


def _position(error: yaml.YAMLError, lines: list[str]) -> tuple[int, int]:
    """Where reading stopped: line and column from 0, within the text."""
    mark = getattr(error, "problem_mark", None)
    if mark is None:
        return 0, 0
    last = max((row for row, line in enumerate(lines) if line.strip()), default=0)
    return (mark.line, mark.column) if mark.line <= last else (last, len(lines[last]))


def _tab(line: str, column: int) -> int | None:
    """The column, from 1, of a tab at the beginning of the line or where reading stopped."""
    if start := re.match(r" *\t", line):
        return start.end()
    return column + 1 if line[column : column + 1] == "\t" else None


def _suspects(error: yaml.YAMLError, row: int) -> Iterator[int]:
    """The lines that may be wrong: where reading stopped, where what was being read began, those between."""
    context = getattr(error, "context_mark", None)
    begin = min(context.line, row) if context else row
    yield row
    if begin < row:
        yield begin
    yield from range(row - 1, max(begin, row - LINES_TRIED - 1), -1)
    if begin == row > 0:  # a key without its space passes for text that goes on in the next line
        yield row - 1


def _at_margin(lines: list[str], row: int, keys: Mapping[str, Hint]) -> Mends:
    """The lines right above `row` that begin at the margin with a key of a group, and belong where `row` begins."""
    indent = _indent(lines[row])
    above = takewhile(lambda number: _is_astray(lines[number], keys), range(row - 1, -1, -1)) if indent and keys else ()
    return {number: Mend(" " * indent + lines[number], rules.YAML_INDENT, 1) for number in sorted(above)}


def _behind_group(lines: list[str], row: int, keys: Mapping[str, Hint]) -> Mends:
    """The text that stands behind the key of a group right above `row`, where the keys of the group begin."""
    above = KEY_AND_VALUE.match(lines[row - 1]) if row and KEY.match(lines[row]) else None
    key = KEY.match(above["head"]) if above else None
    needed = first_key(keys.get(key["name"])) if key else ""
    if not above or not needed or _key_column(above["head"]) >= _key_column(lines[row]):
        return {}
    shown = f"{needed}: {above['value']}"
    return {row - 1: Mend(above["head"].rstrip(), rules.YAML_GROUP, above.start("value") + 1, shown)}


def _is_astray(line: str, keys: Mapping[str, Hint]) -> bool:
    """Whether a line begins at the margin with a key that cannot stand there."""
    match = KEY.match(line)
    return bool(match and match.start("name") == 0 and match["name"] not in keys)


def _mends(lines: list[str], row: int, keys: Mapping[str, Hint]) -> Iterator[Mend]:
    """What the line may have meant, the likeliest first."""
    line = lines[row]
    if len(line) > LONGEST_LINE:
        return
    if match := KEY_WITHOUT_SPACE.match(line):
        yield Mend(f"{match['key']} {match['value']}", rules.YAML_SPACE, match.end("key") + 1)
    if match := KEY_AND_VALUE.match(line):
        value, column = match["value"], match.start("value") + 1
        yield from _as_list(match, lines[row + 1] if row + 1 < len(lines) else "", keys)
        closing = BRACKETS.get(value[0], "")
        if closing and closing not in value:
            yield Mend(f"{match['head']}{value}{closing}{match['rest']}", rules.YAML_BRACKET, column)
        elif not BRACKETED.fullmatch(value):
            yield Mend(f"{match['head']}{_quoted(value)}{match['rest']}", _need_for_quotes(value), column)
    if KEY.match(line):
        for indent in _indents_around(lines, row):
            yield Mend(" " * indent + line.lstrip(" "), rules.YAML_INDENT, _indent(line) + 1)


def _as_list(match: re.Match[str], below: str, keys: Mapping[str, Hint]) -> Iterator[Mend]:
    """A list whose hyphen stands behind its key, `below` which the next line stands, as lists are written."""
    key = KEY.match(match["head"])
    items = as_items(keys.get(key["name"]), match["value"][1:].strip()) if key and ITEM.match(match["value"]) else ""
    if items and ITEM.match(below):
        yield Mend(match["head"].rstrip(), rules.YAML_LIST_BELOW, match.start("value") + 1, match["value"])
    elif items:
        yield Mend(f"{match['head']}[{items}]{match['rest']}", rules.YAML_LIST, match.start("value") + 1)


def _quoted(value: str) -> str:
    """The text that `value` means, in quotes that are right: double ones, unless there are some in the text."""
    text = _unquoted(value)
    if '"' in text or "\\" in text:
        text = text.replace("'", "''")
        return f"'{text}'"
    return f'"{text}"'


def _unquoted(value: str) -> str:
    """`value` without the pair of quotes around it, or without the quote that only opens."""
    if value[0] not in QUOTES:
        return value
    match _closing(value):
        case None:
            return value[1:]
        case end if end == len(value) - 1:
            return value[1:-1]
        case _:
            return value


def _closing(value: str) -> int | None:
    """Where the quote that `value` begins with is closed, with pairs of quotes and apostrophes between."""
    depth = 0
    for match in re.finditer(value[0], value):
        before, after = value[: match.start()][-1:], value[match.end() :][:1]
        if not (before.isalnum() and after.isalnum()):
            depth += 1 if before in OPENING else -1
        if depth == 0:
            return match.start()
    return None


def _need_for_quotes(value: str) -> Rule:
    """Why `value` needs quotes, or other ones."""
    if QUOTED.fullmatch(value):
        return rules.YAML_BACKSLASH
    if value[0] in QUOTES:
        return rules.YAML_QUOTE_OPEN if _closing(value) is None else rules.YAML_QUOTE_INSIDE
    return rules.YAML_COLON if re.search(r":(\s|$)", value) and value[0] not in SIGNS else rules.YAML_QUOTES


def _indents_around(lines: list[str], row: int) -> tuple[int, ...]:
    """Where the nearest keys above and below begin, and the items that they open; not where this line does."""
    above = (line for line in reversed(lines[:row]) if KEY.match(line))
    below = (line for line in lines[row + 1 :] if KEY.match(line))
    around = (line for line in (next(above, None), next(below, None)) if line is not None)
    indents = dict.fromkeys(indent for line in around for indent in (_key_column(line), _indent(line)))
    return tuple(indent for indent in indents if indent != _indent(lines[row]))


def _key_column(line: str) -> int:
    return len(line) - len(BEFORE_KEY.sub("", line))


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))
