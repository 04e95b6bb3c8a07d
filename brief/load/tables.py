"""Reads CSV files as spreadsheets save them: with commas, semicolons or tabs between the cells.

The data are checked here and not in `check` because a file with these faults cannot become a `Table`.
"""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from itertools import islice
from pathlib import Path
from typing import Any

from brief.findings import Finding, Place, collected, data, files, stop_on_errors
from brief.findings.nearest import counted, did_you_mean, shortened
from brief.load import text
from brief.load.folders import entries, inside
from brief.model import Cell, Table
from brief.numbers import decimal_mark_of, is_doubtful, number
from brief.process import begin_step

MOST_ROWS, MOST_COLUMNS, LONGEST_CELL = 1_000, 50, 1_000
"""The most rows and columns of a table, and characters of a cell; printed tables fill no more than a page or two."""

FEW = 10
"""The most rows that are reported for the same fault."""

BROKEN = re.compile(r"#[A-ZÄÖÜÉ][A-ZÄÖÜÉ0-9/_]*[!?]|#{3,}|Err:[0-9]+")
"""What spreadsheets write in place of a value: ``#DIV/0!``, ``#NAME?``, ``####`` in a narrow column."""

WORKBOOKS = (".xlsx", ".xlsm", ".xls", ".ods", ".numbers")
"""The suffixes of workbooks, the native files of spreadsheets."""

DELIMITERS = {"\t": "tab", ";": ";", ",": ","}
"""The delimiters and their names; of two that fit equally well, the first is taken."""

DECLARED = re.compile(r"sep=(?P<delimiter>\S|\t)\n", re.IGNORECASE)
"""A first line that declares the delimiter to spreadsheets, and is not a row."""

Row = tuple[int, list[str]]
"""The line in which a row begins, and its cells."""


def read(folder: Path, asked: Iterable[tuple[str, Place]], decimal: str) -> tuple[Mapping[str, Table], list[Finding]]:
    """The tables in files of `folder` by name, and findings. `asked` are names, each with the place that names it.

    `decimal` is the decimal mark of the brief's language, used for files whose cells do not show which they have.
    """
    tables: dict[str, Table] = {}
    readable: dict[str, Path] = {}
    findings: list[Finding] = []
    for name, place in asked:
        path = inside(folder, name)
        shown = shortened(name)
        if path is None:
            findings.append(data.DATA_OUTSIDE.at(place, file=shown, folder=folder))
        elif not path.exists():
            nearest = did_you_mean(name, _files(folder), "") or data.DATA_MISSING_OTHERWISE
            findings.append(data.DATA_MISSING.at(place, file=shown, folder=folder, nearest=nearest))
        elif path.suffix.casefold() in WORKBOOKS:
            instead = shortened(Path(name).with_suffix(".csv").as_posix())
            findings.append(data.DATA_WORKBOOK.at(place, file=shown, instead=instead))
        else:
            readable[name] = path
    for name, path in readable.items():
        begin_step("load", path)
        with collected(findings):
            tables[name] = table(folder, path, decimal)
    return tables, findings


def _files(folder: Path) -> Iterator[str]:
    """The names, relative to `folder`, of files below it that may be tables."""
    for path in entries(folder, folder):
        if path.suffix.casefold() in (".csv", ".tsv", ".txt"):
            yield path.relative_to(folder).as_posix()


def table(folder: Path, path: Path, decimal: str) -> Table:
    """The table in the file at `path` in `folder`. Raises `BriefError` with all findings on it."""
    ((head, names), *rows), delimiter = rows_of(text.read(folder, path), path, "Year,Pages")
    place = Place(path, head)
    if len(names) == 1 and rows and all(len(row) > 1 for _, row in rows):
        here = counted(len(rows[0][1]), "cell")
        raise data.TITLE_ABOVE.error_at(place, title=shortened(names[0]), here=here)
    if not rows:
        raise data.DATA_WITHOUT_ROWS.error_at(place)
    stop_on_errors((*wrong_names(place, names), *_wrong_cells(path, (head, names), rows, delimiter)))
    cells = tuple(_cells(path, rows, {",": ".", ";": ","}.get(delimiter, decimal)))
    return Table(path, tuple(names), cells, tuple(line for line, _ in rows))


def rows_of(whole: str, path: Path, line: str, most: int | None = None) -> tuple[list[Row], str]:
    """The rows of a file that are not blank, or the first `most` of them, and the delimiter of their cells.

    Blank columns on the right are left out. Raises `BriefError` for unbalanced quotes, and for a file without any cell,
    with the example of a `line` in the hint.
    """
    declared = DECLARED.match(whole)
    begin = declared.end() if declared else 0
    if not whole[begin:].strip(" \n\t,;"):
        raise files.FILE_EMPTY.error_at(Place(path), line=line)
    delimiter = declared["delimiter"] if declared else _delimiter_of(whole)
    lines = _lines_of(whole[begin:], delimiter, 2 if declared else 1, path)
    return _without_blank_columns([*islice(lines, most)]), delimiter


def _delimiter_of(whole: str) -> str:
    """The delimiter with which most rows are as long as the first; of equals, the one that makes the first longest."""

    def score(delimiter: str) -> tuple[float, int]:
        lengths: list[int] = []
        with suppress(csv.Error):  # reported when the rows are read
            lengths += (len(row) for row in _reader(whole, delimiter) if any(cell.strip() for cell in row))
        first, *rest = lengths or [0]
        if first == 1 and len({*rest}) == 1 and rest[0] > 1:  # a title above the names, which is reported
            return 0.0, rest[0]
        return (lengths.count(first) / len(lengths), first) if first > 1 else (0.0, 0)

    return max(DELIMITERS, key=score)


def _reader(whole: str, delimiter: str, strict: bool = False) -> Any:  # csv has no public type for it
    return csv.reader(io.StringIO(whole, newline=""), delimiter=delimiter, skipinitialspace=True, strict=strict)


def _lines_of(whole: str, delimiter: str, first: int, path: Path) -> Iterator[Row]:
    """The rows that are not blank, with lines counted from `first`. Raises `BriefError` for unbalanced quotes."""
    reader = _reader(whole, delimiter, strict=True)
    line = first
    try:
        for row in reader:
            cells = [unicodedata.normalize("NFC", " ".join(cell.split())) for cell in row]
            if any(cells):
                yield line, cells
            line = first + reader.line_num
    except csv.Error as error:
        rule = data.CELL_TOO_LONG if "field larger" in str(error) else data.QUOTE_BROKEN
        raise rule.error_at(Place(path, line), limit=LONGEST_CELL) from error


def _without_blank_columns(rows: Sequence[Row]) -> list[Row]:
    """The rows without the blank columns on the right."""
    columns = len(rows[0][1])
    used = max((count for _, row in rows for count, cell in enumerate(row[:columns], 1) if cell), default=columns)
    return [(line, row[:used] if not any(row[used:]) else row) for line, row in rows]


def wrong_names(place: Place, names: Sequence[str]) -> Iterator[Finding]:
    """Findings on missing and repeated names of columns, all at `place`."""
    seen: set[str] = set()
    for place_in_row, name in enumerate(names, 1):
        if not name:
            yield data.COLUMN_UNNAMED.at(place, number=place_in_row)
        elif name.casefold() in seen:  # options may name a column in any case
            yield data.COLUMN_TWICE.at(place, column=shortened(name))
        seen.add(name.casefold())


def wrong_rows(path: Path, head: Row, rows: Sequence[Row], delimiter: str) -> Iterator[Finding]:
    """Findings on rows with more or fewer cells than the `head`, and on cells that are too long."""
    columns, name = len(head[1]), DELIMITERS.get(delimiter, delimiter)
    for line, row in islice((row for row in rows if len(row[1]) != columns), FEW):
        counts = {"here": counted(len(row), "cell"), "columns": counted(columns, "column")}
        yield data.ROW_UNEVEN.at(Place(path, line), **counts, delimiter=name)
    too_long = (line for line, cells in (head, *rows) if any(len(cell) > LONGEST_CELL for cell in cells))
    for line in islice(too_long, FEW):
        yield data.CELL_TOO_LONG.at(Place(path, line), limit=LONGEST_CELL)


def _wrong_cells(path: Path, head: Row, rows: Sequence[Row], delimiter: str) -> Iterator[Finding]:
    """Findings on the size of a table, on its rows and on its cells."""
    for count, limit, what in ((len(rows), MOST_ROWS, "rows"), (len(head[1]), MOST_COLUMNS, "columns")):
        if count > limit:
            yield data.DATA_TOO_MANY.at(Place(path), count=f"{count:,}", limit=f"{limit:,}", what=what)
    yield from wrong_rows(path, head, rows, delimiter)
    broken = ((line, cell) for line, row in rows for cell in row if BROKEN.fullmatch(cell))
    for line, cell in islice(broken, FEW):
        yield data.CELL_BROKEN.at(Place(path, line), text=shortened(cell))


def _cells(path: Path, rows: Sequence[Row], likely: str) -> Iterator[tuple[Cell, ...]]:
    """The rows of cells, with the numbers in them. Raises `BriefError` when the decimal mark is mixed or doubtful.

    `likely` is the decimal mark that is used when no cell shows which it is.
    """
    lined = [(line, cell) for line, row in rows for cell in row]
    proofs = [(line, cell, mark) for line, cell in lined if (mark := decimal_mark_of(cell))]
    line, there, decimal = proofs[0] if proofs else (0, "", likely)
    for other, here, mark in proofs:
        if mark != decimal:
            words = {"here": here, "mark": mark, "there": there, "line": line}
            raise data.NUMBERS_MIXED.error_at(Place(path, other), **words)
    doubtful = [cell for _, cell in lined if is_doubtful(cell)]
    if decimal != likely and len(proofs) == 1 and len(doubtful) > 1:
        raise data.NUMBERS_DOUBTFUL.error_at(Place(path, line), here=there, mark=decimal, other=doubtful[0])
    yield from (tuple(Cell(cell, number(cell, decimal)) for cell in row) for _, row in rows)
