"""Reads a list for a merge: a CSV file with the names of its columns in line 1, and below it a row for each copy."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from brief.findings import BriefError, Finding, Place, UsageError, command, files, merge, stop_on_errors
from brief.load import text
from brief.load.tables import WORKBOOKS, Row, rows_of, wrong_names, wrong_rows
from brief.model import FORMULA

LARGEST, MOST_ROWS, MOST_COLUMNS = 20_000_000, 10_000, 100
"""The most bytes, rows and columns of a list: far more than an office needs."""


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
    ((head, names), *rows), delimiter = rows_of(whole, path, "office,state", MOST_ROWS + 2)
    stop_on_errors(_wrong(path, (head, names), rows, delimiter))
    return Rows(path, tuple(map(_cell, names)), tuple((line, [*map(_cell, cells)]) for line, cells in rows))


def _cell(text: str) -> str:
    """A cell without the apostrophe by which a spreadsheet knows a text that begins like a formula: ``'+1 202``."""
    return text[1:] if text.startswith("'") and text[1:].startswith(FORMULA) else text


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
    yield from wrong_rows(path, head, rows, delimiter)
