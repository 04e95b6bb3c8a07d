"""The copies that a list asks for: its rows, checked against the fields of a brief before any page is made."""

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
"""The column that says how many copies a row is printed in."""

MOST_COPIES = 999

FIRST = 2
"""The number of the first row of a list, as spreadsheets count: the names of the columns are row 1."""

FEW = 20
"""How many findings of a kind are told one by one."""

PLACEHOLDER = re.compile(
    r"None|nan|NaN|null|NULL|[Nn]/[Aa]|NIL|undefined|TB[ADC]|XXX+|xxx+|#[A-Z]+[/!?0A-Z]*|<[^<>]*>|\[[^\]]*\]"
)
"""What programs and people write where there is no value."""

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
"""Titles of people, with those that mean the same."""

WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")

SHOUTED = 4
"""The letters of the shortest word in capitals that is hardly an abbreviation."""

LONGEST, MOST_BYTES = 80, 180
"""The most characters of a name, and of its bytes in UTF-8: far less than the 255 that systems take."""

RESERVED = re.compile(r"(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\..*)?", re.IGNORECASE)
"""Names that Windows keeps for devices, whatever ending they have."""

_OTHER = re.compile(r"[^\w .,()&'’+-]+")


@dataclass(frozen=True, slots=True)
class Copy:
    """One copy: its row and line in the list, its file, and the values of its fields as they are printed.

    `cells` has what the row says, by column, and `prints` how often it is printed.
    """

    row: int
    line: int
    name: str
    values: Mapping[str, str]
    cells: Mapping[str, str]
    prints: int = 1

    def cell(self, column: str) -> str:
        """What the row says in a column, or else in the field of that name."""
        return next(
            (cell for name, cell in self.cells.items() if folded(name) == folded(column)), self.values.get(column, "")
        )


def copies(brief: Brief, rows: Rows) -> tuple[tuple[Copy, ...], tuple[Copy, ...], tuple[Finding, ...]]:
    """The copies of a list that are right, all copies, and all that is wrong with the list."""
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
        return (), (), tuple(findings)  # whatever else is wrong may come from that
    unique, twice = _each_file_once(rows, made)
    of_rows += twice
    unique = tuple(copy for copy in unique if copy.row in right)
    of_rows += _shouted(rows, [column for column in of_field.values() if column])
    in_order = sorted(_few(of_rows), key=lambda finding: (finding.place.line or 0) if finding.place else 0)
    return unique, tuple(made), (*findings, *in_order)


def folded(name: str) -> str:
    """A name in which capitals, blanks, hyphens and underscores make no difference."""
    return re.sub(r"[\s_-]+", "_", name.strip().casefold())


def _wrong_columns(brief: Brief, rows: Rows, of_field: Mapping[str, str]) -> Iterator[Finding]:
    """Columns that fields or brief.yaml ask for and the list has not, and those that are used for nothing."""
    place, settings = Place(rows.path, 1), brief.settings
    spare = [column for column in rows.columns if column not in of_field.values()]
    for name, field in settings.fields.items():
        if not of_field[name] and field.required:
            nearest = did_you_mean(name, spare, rules.COLUMN_MISSING_OTHERWISE, name=name)
            yield rules.COLUMN_MISSING.at(place, name=name, nearest=nearest)
        elif not of_field[name]:
            yield rules.COLUMN_OPTIONAL.at(place, name=name)
    known = {folded(column): column for column in rows.columns}
    asked = {key: column for key, column in _asked(brief)}
    for key, column in _asked(brief):
        if folded(column) not in known and column not in settings.fields:
            nearest = did_you_mean(column, rows.columns, "its columns are {names}")
            words = {"key": key.rpartition(".")[0] or key, "column": shortened(column), "nearest": nearest}
            yield rules.COLUMN_NOT_THERE.at(brief.place(key), **words)
    used = {folded(column) for column in asked.values()} | {COPIES}
    for column in spare:
        if folded(column) not in used:
            nearest = did_you_mean(column, settings.fields, rules.COLUMN_UNKNOWN_OTHERWISE)
            yield rules.COLUMN_UNKNOWN.at(place, column=shortened(column), nearest=nearest)


def _asked(brief: Brief) -> Iterator[tuple[str, str]]:
    """The columns that brief.yaml names, each with the key that names it."""
    merge = brief.settings.merge
    yield from ((f"merge.order.{number}", column) for number, column in enumerate(merge.order))
    yield from ((f"merge.route.{number}", column) for number, column in enumerate(merge.route))
    if merge.split:
        yield "merge.split", merge.split
    yield from (("merge.name", match["name"]) for match in re.finditer(FIELD, merge.name))


def _values(
    brief: Brief, cells: Mapping[str, str], of_field: Mapping[str, str], row: int, place: Place
) -> tuple[Mapping[str, str], list[Finding]]:
    """The values of the fields in a row as they are printed, and what is wrong with them."""
    values: dict[str, str] = {}
    wrong: list[Finding] = []
    for name, field in brief.settings.fields.items():
        column = of_field[name]
        typed = cells.get(column, "")
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


def _doubled(text: str) -> str:
    """The title that stands twice before a name, as in ``Senator Sen. Smith``; empty for none."""
    kinds = [TITLES.get(word.casefold(), "") for word in WORD.findall(text)]
    return next((one for one, other in pairwise(kinds) if one and one == other), "")


def _prints(cells: Mapping[str, str], column: str, row: int, place: Place) -> tuple[int, list[Finding]]:
    """How often a row is printed, and what is wrong with that."""
    typed = cells.get(column, "") if column else ""
    if not typed:
        return 1, []
    if re.fullmatch("[0-9]{1,4}", typed) and 1 <= int(typed) <= MOST_COPIES:
        return int(typed), []
    said = {"row": row, "column": column, "value": shortened(typed), "limit": MOST_COPIES}
    return 1, [rules.CELL_COPIES.at(place, **said)]


def _named(brief: Brief, values: Mapping[str, str], cells: Mapping[str, str]) -> str:
    """What the file of a copy is called, before it is made safe."""
    fields = brief.settings.fields
    first = next((name for name, field in fields.items() if field.required), next(iter(fields)))
    template = brief.settings.merge.name or f"{{{{ {first} }}}}"
    by_name = {folded(column): cell for column, cell in cells.items()}
    return re.sub(FIELD, lambda match: values.get(match["name"], by_name.get(folded(match["name"]), "")), template)


def _each_file_once(rows: Rows, made: Sequence[Copy]) -> tuple[tuple[Copy, ...], list[Finding]]:
    """The copies whose file no other has, by names in which capitals make no difference; and the others."""
    first: dict[str, Copy] = {}
    twice: list[Finding] = []
    for copy in made:
        other = first.setdefault(copy.name.casefold(), copy)
        if other is not copy:
            said = {"row": copy.row, "file": copy.name, "other": other.row, "line": other.line}
            twice.append(rules.ROWS_SAME_FILE.at(Place(rows.path, copy.line), **said))
    return tuple(first.values()), twice


def _shouted(rows: Rows, columns: Sequence[str]) -> Iterator[Finding]:
    """Values in capitals in columns whose other values are not."""
    for column in columns:
        at = rows.columns.index(column)
        texts = [(number, line, cells[at]) for number, (line, cells) in enumerate(rows.rows, FIRST) if cells[at]]
        loud = [one for one in texts if one[2].isupper() and any(len(word) >= SHOUTED for word in WORD.findall(one[2]))]
        if 2 * len(loud) < len(texts):
            for number, line, cell in loud:
                yield rules.CELL_CAPITALS.at(Place(rows.path, line), row=number, column=column, value=shortened(cell))


def _few(findings: Sequence[Finding]) -> Iterator[Finding]:
    """The findings, of each kind no more than `FEW`, and then how many more there are."""
    counts = Counter(finding.rule for finding in findings)
    for rule, count in counts.items():
        own = [finding for finding in findings if finding.rule == rule]
        yield from islice(own, FEW)
        if count > FEW:
            yield rules.MANY_MORE.at(own[FEW].place, count=count - FEW)


def safe(name: str) -> str:
    """The same name if it can be that of a copy; otherwise another one."""
    return file_name(name.removesuffix(".pdf"), 0)


def file_name(said: str, row: int) -> str:
    """The name of the PDF of a row: ``Office of Senator Smith.pdf``; ``row-12.pdf`` when nothing of it can be used.

    Letters of all scripts stay. Signs that some system refuses become hyphens, and dots and blanks go from both ends.
    """
    text = unicodedata.normalize("NFC", said)
    text = _OTHER.sub("-", re.sub(r"\s+", " ", text))[:LONGEST]
    while len(text.encode()) > MOST_BYTES:
        text = text[:-1]
    text = text.strip(" .-_")
    if not any(map(str.isalnum, text)):
        return f"row-{row}.pdf"
    return f"{text}{'_' if RESERVED.fullmatch(text) else ''}.pdf"
