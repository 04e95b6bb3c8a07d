"""Reads a list for a merge: a CSV file with the names of its columns in line 1, and below it a row for each copy."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

from brief.findings import BriefError, Finding, Place, UsageError, command, data, files, merge, stop_on_errors
from brief.findings.nearest import counted
from brief.load import text
from brief.load.tables import (
    DECLARED,
    DELIMITERS,
    FEW,
    WORKBOOKS,
    Row,
    delimiter_of,
    lines_of,
    without_blank_columns,
    wrong_names,
)

LARGEST, MOST_ROWS, MOST_COLUMNS, LONGEST_CELL = 20_000_000, 10_000, 100, 1_000
"""The most bytes, rows and columns of a list, and the most characters of a cell: far more than an office needs."""


@dataclass(frozen=True, slots=True)
class Rows:
    """The contents of a list: the names of its columns, and its rows, each with its line and a cell for each column."""

    path: Path
    columns: tuple[str, ...]
    rows: tuple[Row, ...]


def read(path: Path, encoding: str = "") -> Rows:
    """The list at `path`, in UTF-8 unless another `encoding` is named.

    Raises `UsageError` for a missing file, a workbook or an unknown encoding, and `BriefError` for a wrong form.
    """
    if encoding:
        _check_encoding(encoding)
    if path.suffix.casefold() in WORKBOOKS:
        instead = path.with_suffix(".csv").name
        raise UsageError([command.LIST_IS_WORKBOOK.at(file=path, instead=instead)])
    if not path.is_file():
        raise UsageError([command.NO_LIST.at(file=path)])
    try:
        whole = text.read(path.parent, path, LARGEST, encoding)
    except BriefError as error:
        raise BriefError(map(_with_encoding, error.findings)) from error
    declared = DECLARED.match(whole)
    begin = declared.end() if declared else 0
    if not whole[begin:].strip(" \n\t,;"):
        raise files.FILE_EMPTY.error_at(Place(path), line="office,state")
    delimiter = declared["delimiter"] if declared else delimiter_of(whole)
    lines = [*islice(lines_of(whole[begin:], delimiter, 2 if declared else 1, path), MOST_ROWS + 2)]
    (head, names), *rows = without_blank_columns(lines)
    stop_on_errors(_wrong(path, (head, names), rows, DELIMITERS.get(delimiter, delimiter)))
    return Rows(path, tuple(names), tuple(rows))


def _with_encoding(finding: Finding) -> Finding:
    """The finding; if it says that the list is not in UTF-8, its hint also names ``--encoding``."""
    if finding.rule != files.FILE_NOT_UTF8.id or finding.place is None or finding.place.column is None:
        return finding
    return replace(finding, hint=merge.NAME_ENCODING.format(hint=finding.hint))


def _check_encoding(encoding: str) -> None:
    try:
        "".encode(encoding)
    except (LookupError, UnicodeError) as error:  # unknown, or not an encoding of text
        raise UsageError([command.NO_ENCODING.at(encoding=encoding)]) from error


def _wrong(path: Path, head: Row, rows: Sequence[Row], delimiter: str) -> Iterator[Finding]:
    """Findings on the form of a list."""
    line, names = head
    yield from wrong_names(Place(path, line), names)
    if not rows:
        yield merge.LIST_WITHOUT_ROWS.at(Place(path, line))
    for count, limit, what in ((len(rows), MOST_ROWS, "rows"), (len(names), MOST_COLUMNS, "columns")):
        if count > limit:
            yield merge.LIST_TOO_LONG.at(Place(path), limit=f"{limit:,}", what=what)
    uneven = (row for row in rows if len(row[1]) != len(names))
    for line, cells in islice(uneven, FEW):
        counts = {"here": counted(len(cells), "cell"), "columns": counted(len(names), "column")}
        yield data.ROW_UNEVEN.at(Place(path, line), **counts, delimiter=delimiter)
    too_long = (line for line, cells in (head, *rows) if any(len(cell) > LONGEST_CELL for cell in cells))
    for line in islice(too_long, FEW):
        yield data.CELL_TOO_LONG.at(Place(path, line), limit=LONGEST_CELL)
