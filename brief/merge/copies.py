"""The copies of a list: its rows, checked against the fields of a brief before any page is set."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise

from brief.fields import FIELD, Unfit, as_printed
from brief.findings import Finding, Place, Severity
from brief.findings import merge as rules
from brief.findings.nearest import did_you_mean, shortened
from brief.load.rows import Rows
from brief.model import Brief

COPIES = "copies"
"""The name of the column that says how often a row is printed."""

MOST_COPIES, MOST_PRINTED = 999, 20_000
"""The most copies of a row, and of all rows together: what is printed in a day."""

FIRST = 2
"""The number of the first row of a list, as spreadsheets count: the names of the columns are row 1."""

FEW = 20
"""The most findings of one rule that are reported one by one."""

PLACEHOLDER = re.compile(
    r"[-–—.…]+|None|nan|NaN|null|NULL|[Nn]/[Aa]|NIL|undefined|TB[ADC]|XXX+|xxx+|#[A-Z]+[/!?0A-Z]*|<[^<>]*>|\[[^\]]*\]"
)
"""What programs and people write where there is no value."""

BLANKS = "\u115f\u1160\u2800\u3164\uffa0"
"""Characters of visible classes that are nevertheless blank, such as the Hangul filler."""

BRACES = re.compile(r"\{\{|\}\}|\{%|«\w+»")
"""The marks of fields, here and in Word."""

TITLES: Mapping[str, str] = {
    title: kind
    for kind, titles in {
        "Senator": "senator senators sen",
        "Representative": "representative rep congressman congresswoman congressperson",
        "Governor": "governor gov",
        "Doctor": "doctor dr",
        "Mr.": "mr mister",
        "Ms.": "ms mrs miss",
        "Professor": "professor prof",
    }.items()
    for title in titles.split()
}
"""Titles of people in small letters, each with the title that stands for all of the same meaning."""

WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")

SHOUTED = 4
"""From this many letters on, a word in capitals is not taken for an abbreviation."""

LONGEST, MOST_BYTES = 80, 180
"""The most characters of a file name, and its most bytes in UTF-8: far fewer than the 255 that systems allow."""

RESERVED = re.compile(r"(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\..*)?", re.IGNORECASE)
"""Names that Windows reserves for devices, with any suffix."""

_OTHER = re.compile(r"[^\w .,()&'’+-]+")


@dataclass(frozen=True, slots=True)
class Copy:
    """One copy: its row and line in the list, the name of its file, and the values of its fields as printed.

    `cells` are the cells of the row by column, and `prints` is how often the copy is printed.
    """

    row: int
    line: int
    name: str
    values: Mapping[str, str]
    cells: Mapping[str, str]
    prints: int = 1

    def cell(self, column: str) -> str:
        """The cell of the row in a column; without such a column, the value of the field of that name, or nothing."""
        return next(
            (cell for name, cell in self.cells.items() if folded(name) == folded(column)), self.values.get(column, "")
        )


def copies(brief: Brief, rows: Rows) -> tuple[tuple[Copy, ...], tuple[Copy, ...], tuple[Finding, ...]]:
    """The copies of a list without errors, all its copies, and the findings on the list.

    There are no copies when a column that every copy needs is missing, or when the brief has no fields.
    """
    if not brief.settings.fields:
        return (), (), (rules.NO_FIELDS.at(brief.place("fields")),)
    columns = {folded(column): column for column in rows.columns}
    of_field = {name: columns.get(folded(name), "") for name in brief.settings.fields}
    findings = [*_wrong_columns(brief, rows, of_field)]
    made: list[Copy] = []
    right: set[int] = set()
    of_rows: list[Finding] = []
    for number, (line, cells) in enumerate(rows.rows, FIRST):
        by_column = dict(zip(rows.columns, cells, strict=True))
        place = Place(rows.path, line)
        values, wrong = _values(brief, by_column, of_field, number, place)
        prints, more = _prints(by_column, columns.get(COPIES, ""), number, place)
        of_rows += (*wrong, *more)
        name = file_name(_named(brief, values, by_column), number)
        made.append(Copy(number, line, name, values, by_column, prints))
        right |= set() if wrong or more else {number}
    if any(finding.rule == rules.COLUMN_MISSING.id and finding.severity is Severity.ERROR for finding in findings):
        return (), (), tuple(findings)  # other findings may only follow from these
    unique, twice = _each_file_once(rows, made)
    of_rows += twice
    unique = tuple(copy for copy in unique if copy.row in right)
    if (count := sum(copy.prints for copy in unique)) > MOST_PRINTED:
        unique = ()  # no good ones to keep either
        findings.append(rules.COPIES_MANY.at(Place(rows.path), count=count, limit=MOST_PRINTED))
    of_rows += _shouted(rows, [column for column in of_field.values() if column])
    in_order = sorted(_few(of_rows), key=lambda finding: (finding.place.line or 0) if finding.place else 0)
    return unique, tuple(made), (*findings, *in_order)


def folded(name: str) -> str:
    """A name as it is compared: in small letters, with one underscore for any blanks, hyphens and underscores."""
    return re.sub(r"[\s_-]+", "_", name.strip().casefold())


def _wrong_columns(brief: Brief, rows: Rows, of_field: Mapping[str, str]) -> Iterator[Finding]:
    """Findings on columns: those that a field or brief.yaml needs and the list lacks, and those that nothing uses."""
    place, settings = Place(rows.path, 1), brief.settings
    spare = [column for column in rows.columns if column not in of_field.values()]
    for name, field in settings.fields.items():
        if not of_field[name] and field.required:
            nearest = did_you_mean(name, spare, rules.COLUMN_MISSING_OTHERWISE, name=name)
            yield rules.COLUMN_MISSING.at(place, name=name, nearest=nearest)
        elif not of_field[name]:
            yield rules.COLUMN_OPTIONAL.at(place, name=name)
    known = {folded(column): column for column in rows.columns}
    asked = {key: column for key, column in _columns_named(brief)}
    for key, column in _columns_named(brief):
        if folded(column) not in known and column not in settings.fields:
            nearest = did_you_mean(column, rows.columns, "its columns are {names}")
            words = {"key": key.rpartition(".")[0] or key, "column": shortened(column), "nearest": nearest}
            yield rules.COLUMN_NOT_THERE.at(brief.place(key), **words)
    used = {folded(column) for column in asked.values()} | {COPIES}
    for column in spare:
        if folded(column) not in used:
            nearest = did_you_mean(column, settings.fields, rules.COLUMN_UNKNOWN_OTHERWISE)
            yield rules.COLUMN_UNKNOWN.at(place, column=shortened(column), nearest=nearest)


def _columns_named(brief: Brief) -> Iterator[tuple[str, str]]:
    """The columns that brief.yaml names, each after the key that names it."""
    merge = brief.settings.merge
    yield from ((f"merge.order.{number}", column) for number, column in enumerate(merge.order))
    yield from ((f"merge.route.{number}", column) for number, column in enumerate(merge.route))
    if merge.split:
        yield "merge.split", merge.split
    yield from (("merge.name", match["name"]) for match in re.finditer(FIELD, merge.name))


def _values(
    brief: Brief, cells: Mapping[str, str], of_field: Mapping[str, str], row: int, place: Place
) -> tuple[Mapping[str, str], list[Finding]]:
    """The values of the fields in a row, as printed, and the errors in its cells."""
    values: dict[str, str] = {}
    wrong: list[Finding] = []
    for name, field in brief.settings.fields.items():
        column = of_field[name]
        typed = cells.get(column, "")
        typed = typed if any(map(_is_seen, typed)) else ""
        said = {"row": row, "column": column or name, "value": shortened(typed)}
        if not typed and field.required:
            if column:
                wrong.append(rules.CELL_BLANK.at(place, row=row, column=column))
        elif typed and PLACEHOLDER.fullmatch(typed):
            wrong.append(rules.CELL_PLACEHOLDER.at(place, **said))
        elif typed.startswith(("=", "'=")):
            wrong.append(rules.CELL_FORMULA.at(place, **said))
        elif typed and BRACES.search(typed):
            wrong.append(rules.CELL_BRACES.at(place, **said))
        elif title := _doubled(typed):
            wrong.append(rules.CELL_DOUBLED.at(place, **said, title=title))
        elif value := typed or field.default:
            try:
                values[name] = as_printed(field, value, brief.words)
            except Unfit as error:
                wrong.append(rules.CELL_UNFIT.at(place, **said, reason=error.reason, way=error.way))
    for field in brief.settings.fields.values():
        key = cells.get(of_field.get(field.source, ""), "") if field.source not in brief.sources else ""
        if key and key not in brief.sources:
            said = {"row": row, "column": of_field[field.source], "value": shortened(key)}
            wrong.append(rules.CELL_SOURCE.at(place, **said, nearest=did_you_mean(key, brief.sources)))
    return values, wrong


def _is_seen(character: str) -> bool:
    """Whether a character is visible on its own."""
    return unicodedata.category(character)[0] not in "CMZ" and character not in BLANKS


def _doubled(text: str) -> str:
    """The title that a text has twice in succession, as in ``Senator Sen. Smith``; empty when there is none."""
    kinds = [TITLES.get(word.casefold(), "") for word in WORD.findall(text)]
    return next((one for one, other in pairwise(kinds) if one and one == other), "")


def _prints(cells: Mapping[str, str], column: str, row: int, place: Place) -> tuple[int, list[Finding]]:
    """How often a row is printed, and the error in the cell that says so; 1 for an empty or invalid cell."""
    typed = cells.get(column, "") if column else ""
    if not typed:
        return 1, []
    if re.fullmatch("[0-9]{1,4}", typed) and 1 <= int(typed) <= MOST_COPIES:
        return int(typed), []
    said = {"row": row, "column": column, "value": shortened(typed), "limit": MOST_COPIES}
    return 1, [rules.CELL_COPIES.at(place, **said)]


def _named(brief: Brief, values: Mapping[str, str], cells: Mapping[str, str]) -> str:
    """The file name of a copy, from `merge.name` or the first required field, before it is made safe."""
    fields = brief.settings.fields
    first = next((name for name, field in fields.items() if field.required), next(iter(fields)))
    template = brief.settings.merge.name or f"{{{{ {first} }}}}"
    by_name = {folded(column): cell for column, cell in cells.items()}
    return re.sub(FIELD, lambda match: values.get(match["name"], by_name.get(folded(match["name"]), "")), template)


def _each_file_once(rows: Rows, made: Sequence[Copy]) -> tuple[tuple[Copy, ...], list[Finding]]:
    """The first copy of each file name, whatever its capitals, and an error for each further copy of that name."""
    first: dict[str, Copy] = {}
    twice: list[Finding] = []
    for copy in made:
        other = first.setdefault(copy.name.casefold(), copy)
        if other is not copy:
            said = {"row": copy.row, "file": copy.name, "other": other.row, "line": other.line}
            twice.append(rules.ROWS_SAME_FILE.at(Place(rows.path, copy.line), **said))
    return tuple(first.values()), twice


def _shouted(rows: Rows, columns: Sequence[str]) -> Iterator[Finding]:
    """Warnings about values in capitals, in columns where most values are not."""
    for column in columns:
        at = rows.columns.index(column)
        texts = [(number, line, cells[at]) for number, (line, cells) in enumerate(rows.rows, FIRST) if cells[at]]
        loud = [one for one in texts if _is_in_capitals(one[2])]
        if 2 * len(loud) < len(texts):
            for number, line, cell in loud:
                yield rules.CELL_CAPITALS.at(Place(rows.path, line), row=number, column=column, value=shortened(cell))


def _is_in_capitals(text: str) -> bool:
    """Whether all letters of a text are capitals, and a word is no abbreviation; other scripts have no capitals."""
    return all(map(str.isupper, filter(str.isalpha, text))) and any(len(word) >= SHOUTED for word in WORD.findall(text))


def _few(findings: Sequence[Finding]) -> Iterator[Finding]:
    """The findings, of each rule no more than `FEW`, followed by one that counts the others."""
    counts = Counter(finding.rule for finding in findings)
    for rule, count in counts.items():
        own = [finding for finding in findings if finding.rule == rule]
        yield from islice(own, FEW)
        if count > FEW:
            yield rules.MANY_MORE.at(own[FEW].place, count=count - FEW)


def safe(name: str) -> str:
    """The name, changed where it could not be the name of a file for a copy."""
    return file_name(name.removesuffix(".pdf"), 0)


def file_name(said: str, row: int) -> str:
    """The name of the PDF of a row: ``Office of Senator Smith.pdf``; ``row-12.pdf`` without a letter or digit.

    Letters of all scripts stay. Characters that some system refuses become hyphens; dots, blanks, hyphens and
    underscores are removed from both ends.
    """
    text = unicodedata.normalize("NFC", said)
    text = _OTHER.sub("-", re.sub(r"\s+", " ", text))[:LONGEST]
    while len(text.encode()) > MOST_BYTES:
        text = text[:-1]
    text = text.strip(" .-_")
    if not any(map(str.isalnum, text)):
        return f"row-{row}.pdf"
    return f"{text}{'_' if RESERVED.fullmatch(text) else ''}.pdf"
