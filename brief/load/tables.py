"""CSV files become tables: as spreadsheets save them, with commas, semicolons or tabs between the cells."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from brief.findings import BriefError, Finding, Place, data, files, stop_on_errors
from brief.findings.nearest import did_you_mean, shortened
from brief.load import text
from brief.load.folders import inside
from brief.load.numbers import decimal_mark, evidence, is_doubtful, number
from brief.model import Cell, Table

MOST_ROWS, MOST_COLUMNS, LONGEST_CELL = 1_000, 50, 1_000
"""How much of it is taken: what a brief shows is read at a glance or on a page or two."""

FEW = 10
"""How many rows of one trouble are told of: a file with more of them has that one trouble."""

BROKEN = re.compile(r"#[A-ZÄÖÜÉ][A-ZÄÖÜÉ0-9/_]*[!?]|#{3,}|Err:[0-9]+")
"""What spreadsheets write in place of a value: ``#DIV/0!``, ``#NAME?``, ``####`` in a column that is too narrow."""

WORKBOOKS = (".xlsx", ".xlsm", ".xls", ".ods", ".numbers")
"""How the files end in which spreadsheets keep their own."""

DELIMITERS = ("\t", ";", ",")  # a semicolon in each line divides, even when there is a comma in each as well
NAMED = {"\t": "tab", ";": ";", ",": ","}
SAYING = "sep="
"""How a first line begins that tells a spreadsheet the delimiter; it is no row."""

Row = tuple[int, list[str]]
"""A row of a file: the line in which it begins, and its cells."""


def read(folder: Path, asked: Iterable[tuple[str, Place]], decimal: str) -> tuple[Mapping[str, Table], list[Finding]]:
    """The tables of the files in `folder` that are `asked` for, each name with its place, and what is wrong.

    `decimal` is the mark before decimals in the brief's language, for files that do not show which is theirs.
    """
    tables: dict[str, Table] = {}
    findings: dict[str, tuple[Finding, ...]] = {}
    missing: list[Finding] = []
    for name, place in asked:
        if name in tables or name in findings:
            continue
        path = inside(folder, name)
        if path is None:
            missing.append(data.DATA_OUTSIDE.at(place, file=shortened(name), folder=folder))
        elif not path.exists():
            nearest = did_you_mean(name, _files(folder), "") or data.DATA_MISSING_OTHERWISE
            missing.append(data.DATA_MISSING.at(place, file=shortened(name), folder=folder, nearest=nearest))
        elif path.suffix.casefold() in WORKBOOKS:
            instead = shortened(Path(name).with_suffix(".csv").as_posix())
            missing.append(data.DATA_WORKBOOK.at(place, file=shortened(name), instead=instead))
        else:
            try:
                tables[name] = table(folder, path, decimal)
            except BriefError as error:
                findings[name] = error.findings
    return tables, [*missing, *(finding for found in findings.values() for finding in found)]


def _files(folder: Path) -> Iterator[str]:
    """The files of a brief that may be tables, as Markdown names them."""
    for path in sorted(folder.rglob("*")):
        if path.suffix.casefold() in (".csv", ".tsv", ".txt"):
            yield path.relative_to(folder).as_posix()


def table(folder: Path, path: Path, decimal: str) -> Table:
    """The table in the file at `path`, in `folder`. Raises `BriefError` with all that is wrong with it."""
    whole = text.read(folder, path)
    first = 1
    delimiter = ""
    if whole.casefold().startswith(SAYING) and whole[4:6].strip() and whole[5:6] == "\n":
        delimiter, whole, first = whole[4], whole[6:], 2
    elif whole.startswith(f"{SAYING}\t\n"):
        delimiter, whole, first = "\t", whole[6:], 2
    if not whole.strip(" \n\t,;"):
        raise BriefError([files.FILE_EMPTY.at(Place(path), line="Year,Pages")])
    delimiter = delimiter or _delimiter(whole)
    (head_line, names), *rows = _cut([*_rows(whole, delimiter, first, path)])
    stop_on_errors(_wrong(path, head_line, names, rows, delimiter))
    cells = tuple(_cells(path, rows, {",": ".", ";": ","}.get(delimiter, decimal)))
    return Table(path, tuple(names), cells, tuple(line for line, _ in rows))


def _delimiter(whole: str) -> str:
    """What stands between cells: what makes the most rows as long as the head, and then the longest."""

    def score(delimiter: str) -> tuple[float, int]:
        lengths = []
        try:
            for row in _reader(whole, delimiter):
                if any(cell.strip() for cell in row):
                    lengths.append(len(row))
        except csv.Error:  # told when the file is read with it in earnest
            pass
        _, *rest = lengths or [0]
        if lengths[:1] == [1] and rest and set(rest) != {1} and len(set(rest)) == 1:  # below a title, which is told
            return 0.0, rest[0]
        if not lengths or lengths[0] < 2:
            return 0.0, 0
        return sum(length == lengths[0] for length in lengths) / len(lengths), lengths[0]

    return max(DELIMITERS, key=score)


def _reader(whole: str, delimiter: str, strict: bool = False) -> Any:  # what csv has has no name for types
    return csv.reader(io.StringIO(whole, newline=""), delimiter=delimiter, skipinitialspace=True, strict=strict)


def _rows(whole: str, delimiter: str, first: int, path: Path) -> Iterator[Row]:
    """The rows that have anything in them. Raises `BriefError` where the quotes of one are broken."""
    reader = _reader(whole, delimiter, strict=True)
    line = first
    try:
        for row in reader:
            cells = [unicodedata.normalize("NFC", " ".join(cell.split())) for cell in row]
            if any(cells):
                yield line, cells
            line = first + reader.line_num
    except csv.Error as error:
        if "field larger" in str(error):
            raise BriefError([data.CELL_TOO_LONG.at(Place(path, line), limit=LONGEST_CELL)]) from error
        raise BriefError([data.QUOTE_BROKEN.at(Place(path, line))]) from error


def _cut(rows: Sequence[Row]) -> list[Row]:
    """The rows without the blank columns behind the last one that has a name or anything else in it."""
    columns = len(rows[0][1])
    used = max(
        (at for _, row in rows for at, cell in enumerate(row[:columns], 1) if cell),
        default=columns,
    )
    return [(line, row[:used] if not any(row[used:]) else row) for line, row in rows]


def _wrong(path: Path, line: int, names: list[str], rows: Sequence[Row], delimiter: str) -> Iterator[Finding]:
    """What keeps these rows from being a table."""
    if len(names) == 1 and rows and all(len(row) > 1 for _, row in rows):
        here = _counted(len(rows[0][1]), "cell")
        yield data.TITLE_ABOVE.at(Place(path, line), title=shortened(names[0]), here=here)
        return
    seen: set[str] = set()
    for at, name in enumerate(names):
        if not name:
            yield data.COLUMN_UNNAMED.at(Place(path, line), number=at + 1)
        elif name.casefold() in seen:  # options name columns in letters of either case
            yield data.COLUMN_TWICE.at(Place(path, line), column=shortened(name))
        seen.add(name.casefold())
    if not rows:
        yield data.DATA_WITHOUT_ROWS.at(Place(path, line))
    for count, limit, what in ((len(rows), MOST_ROWS, "rows"), (len(names), MOST_COLUMNS, "columns")):
        if count > limit:
            yield data.DATA_TOO_MANY.at(Place(path), count=f"{count:,}", limit=f"{limit:,}", what=what)
    uneven = ((at, row) for at, row in rows if len(row) != len(names))
    for (at, row), _ in zip(uneven, range(FEW), strict=False):
        between = NAMED.get(delimiter, delimiter)
        counts = {"here": _counted(len(row), "cell"), "columns": _counted(len(names), "column")}
        yield data.ROW_UNEVEN.at(Place(path, at), **counts, delimiter=between)
    for at, cells in [(line, names), *rows]:
        if any(len(cell) > LONGEST_CELL for cell in cells):
            yield data.CELL_TOO_LONG.at(Place(path, at), limit=LONGEST_CELL)
    broken = ((at, cell) for at, row in rows for cell in row if BROKEN.fullmatch(cell))
    for (at, cell), _ in zip(broken, range(FEW), strict=False):
        yield data.CELL_BROKEN.at(Place(path, at), text=shortened(cell))


def _counted(count: int, what: str) -> str:
    return f"{count} {what}" if count == 1 else f"{count} {what}s"


def _cells(path: Path, rows: Sequence[Row], otherwise: str) -> Iterator[tuple[Cell, ...]]:
    """The cells with the numbers that they are. Raises `BriefError` when these are written in two ways."""
    all_cells = [(line, cell) for line, row in rows for cell in row]
    decimal, other = decimal_mark((cell for _, cell in all_cells), otherwise)
    if other is not None:
        line, here = all_cells[other]
        there_line, there = next((at, cell) for at, cell in all_cells if evidence(cell) == decimal)
        place = Place(path, line)
        raise BriefError([data.NUMBERS_MIXED.at(place, here=here, mark=evidence(here), there=there, line=there_line)])
    proofs = [(line, cell) for line, cell in all_cells if evidence(cell)]
    doubtful = [cell for _, cell in all_cells if is_doubtful(cell)]
    if decimal != otherwise and len(proofs) == 1 and len(doubtful) > 1:
        ((line, here),) = proofs
        raise BriefError([data.NUMBERS_DOUBTFUL.at(Place(path, line), here=here, mark=decimal, other=doubtful[0])])
    yield from (tuple(Cell(cell, number(cell, decimal)) for cell in row) for _, row in rows)
