"""CSV files as spreadsheets save them become tables; mistakes are reported with their line."""

from __future__ import annotations

import csv
import io
import tempfile
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brief import build
from brief.findings import BriefError, Place
from brief.load import load
from brief.load.tables import read, table
from brief.model import Number, Table
from brief.numbers import number
from tests.conftest import MakeBrief

ASKED = Place(Path("content/part.md"), 3, 13)


@pytest.fixture
def loaded(make_brief: MakeBrief) -> Callable[..., Table]:
    def made(text: str | bytes, decimal: str = ".") -> Table:
        folder = make_brief({"data/a.csv": text})
        return table(folder, folder / "data/a.csv", decimal)

    return made


@pytest.fixture
def told(make_brief: MakeBrief) -> Callable[..., list[str]]:
    """The findings on data/a.csv, or on the name that a section gives for it."""

    def found(text: str | bytes, name: str = "data/a.csv") -> list[str]:
        folder = make_brief({"data/a.csv": text})
        _, findings = read(folder, [(name, ASKED), (name, ASKED)], ".")
        return [str(finding) for finding in findings]

    return found


def cells(made: Table) -> list[list[str]]:
    return [[cell.text for cell in row] for row in made.rows]


def values(made: Table) -> list[list[object]]:
    return [[cell.number.value if cell.number else None for cell in row] for row in made.rows]


SAME = {
    "commas": "Year,Pages\n2014,3\n2015,4\n",
    "semicolons": "Year;Pages\n2014;3\n2015;4\n",
    "tabs": "Year\tPages\n2014\t3\n2015\t4",
    "a byte order mark and the line ends of Windows": b"\xef\xbb\xbfYear;Pages\r\n2014;3\r\n2015;4\r\n",
    "blank lines and blank columns": "Year,Pages,,\n2014,3,,\n,,,\n2015,4,,\n,,,\n\n\n",
    "rows with more blank cells": "Year,Pages\n2014,3,\n2015,4,,\n",
    "blanks around cells": " Year , Pages \n2014 ,3\n 2015,  4\n",
    "cells in quotes": '"Year","Pages"\n"2014","3"\n"2015","4"\n',
    "blanks before cells in quotes": '"Year", "Pages"\n"2014", "3"\n"2015", "4"\n',
    "a line that names the delimiter": "sep=;\nYear;Pages\n2014;3\n2015;4\n",
}


@pytest.mark.parametrize("text", SAME.values(), ids=SAME)
def test_a_table_is_the_same_however_it_was_saved(text: str | bytes, loaded: Callable[..., Table]) -> None:
    made = loaded(text)
    assert made.columns == ("Year", "Pages")
    assert cells(made) == [["2014", "3"], ["2015", "4"]]


def test_rows_know_their_lines_even_after_a_cell_of_several_lines(loaded: Callable[..., Table]) -> None:
    made = loaded('Desk,Note\nA,"one\ntwo"\n\nB,"x, ""y"""\n')
    assert cells(made) == [["A", "one two"], ["B", 'x, "y"']]
    assert made.lines == (2, 5)
    assert loaded("sep=,\nA,B\n1,2").lines == (3,)


def test_letters_and_combining_accents_are_composed(loaded: Callable[..., Table]) -> None:
    made = loaded("Anne\u0301e,Pages\n\u1100\u1161,1")
    assert made.columns[0] == "Ann\u00e9e"
    assert cells(made) == [["\uac00", "1"]]


def test_a_comma_in_a_column_name_is_not_taken_for_the_delimiter(loaded: Callable[..., Table]) -> None:
    made = loaded("Held, in all;Year\n1,5;2014\n2,5;2015\n")
    assert made.columns == ("Held, in all", "Year")
    assert values(made) == [[Decimal("1.5"), 2014], [Decimal("2.5"), 2015]]


@pytest.mark.parametrize(
    ("text", "decimal", "first"),
    [
        ("A,B\n1234.5,x", ",", Decimal("1234.5")),
        ('A,B\n"1,234",x', ",", Decimal(1234)),
        ("A;B\n1.234;x", ".", Decimal(1234)),
        ("A;B\n1,234;x", ".", Decimal("1.234")),
        ("A;B\n1.234;x\n1.5;x", ",", Decimal("1.234")),
        ("A\tB\n1.234\tx", ",", Decimal(1234)),
        ("A\tB\n1.234\tx", ".", Decimal("1.234")),
    ],
)
def test_the_decimal_mark_follows_from_the_file_its_delimiter_or_the_language(
    text: str, decimal: str, first: Decimal, loaded: Callable[..., Table]
) -> None:
    assert values(loaded(text, decimal))[0][0] == first


NUMBERS = {
    "1,234.5": Number(Decimal("1234.5")),
    "1 234.5": Number(Decimal("1234.5")),
    "1\u202f234": Number(Decimal(1234)),
    "1’234": Number(Decimal(1234)),
    "12 %": Number(Decimal(12), "", "%"),
    "12%": Number(Decimal(12), "", "%"),
    "-3": Number(Decimal(-3)),
    "−3": Number(Decimal(-3)),
    "–3": Number(Decimal(-3)),
    "+3": Number(Decimal(3)),
    "$1,200.50": Number(Decimal("1200.50"), "$"),
    "-$5": Number(Decimal(-5), "$"),
    "1200 €": Number(Decimal(1200), "", "€"),
    "0.50": Number(Decimal("0.50")),
    "0": Number(Decimal(0)),
    ".5": Number(Decimal("0.5")),
    "-.25": Number(Decimal("-0.25")),
    "1E+05": Number(Decimal(100_000)),
    "1.50e-03": Number(Decimal("0.00150")),
    "\u200b12\u200f": Number(Decimal(12)),
}


@pytest.mark.parametrize("text", NUMBERS)
def test_numbers_are_read_in_many_notations(text: str) -> None:
    assert number(text, ".") == NUMBERS[text]


@pytest.mark.parametrize(
    "text",
    [
        *(
            "",
            "-",
            "n/a",
            "007",
            "1e5",
            "4–5",
            "12.",
            "1.2.3",
            "1,23",
            "12.06.2018",
            "about 3",
            "3 km",
            "inf",
            "nan",
            "٣",
        ),
        *("(5)", ".", ",5", "1E+30", "1E+999", "1e-31", "0E+999", "²"),
    ],
)
def test_text_that_is_no_plain_number_is_not_read_as_one(text: str) -> None:
    assert number(text, ".") is None


@pytest.mark.parametrize("text", ["", "-", "–", "n/a", "N/A", "NA", "..", "…", "NaN", "#N/A", "NULL", "."])
def test_cells_that_mark_missing_data_are_recognized(text: str, loaded: Callable[..., Table]) -> None:
    made = loaded(f"A,B\n{text},x")
    assert made.rows[0][0].missing
    assert not made.rows[0][1].missing


@given(st.decimals(-(10**12), 10**12, allow_nan=False, allow_infinity=False, places=2))
def test_a_number_has_the_same_value_with_english_and_german_separators(value: Decimal) -> None:
    english = f"{value:,}"
    german = english.translate({ord(","): ".", ord("."): ","})
    for text, decimal in ((english, "."), (german, ",")):
        found = number(text, decimal)
        assert found
        assert found.value == value


WRONG = {
    "nothing": ("", "error: file-empty: this file is empty\n    write at least one line:  Year,Pages"),
    "delimiters alone": (
        ",,\n,,\n",
        "error: file-empty: this file is empty\n    write at least one line:  Year,Pages",
    ),
    "names alone": (
        "Year,Pages\n",
        "1: error: data-without-rows: this file has names of columns and no data below them\n"
        "    the first line names the columns, each line below it is a row",
    ),
    "a column without a name": (
        "Year,,Pages\n2014,1,2",
        "1: error: column-unnamed: column 2 has no name\n"
        "    the first line names the columns: write one there, delete the column, or delete what stands above the"
        " names",
    ),
    "a name twice": (
        "Year,Pages,Pages\n2014,1,2",
        "1: error: column-twice: two columns are called 'Pages'\n"
        "    give one of them another name in this line; capitals make no difference",
    ),
    "a name twice but for its capitals": (
        "Year,pages,Pages\n2014,1,2",
        "1: error: column-twice: two columns are called 'Pages'\n"
        "    give one of them another name in this line; capitals make no difference",
    ),
    "a title above the names": (
        "Pages printed\nYear,Pages\n2014,1\n",
        "1: error: title-above: 'Pages printed' is alone in the first line, and the rows below have 2 cells\n"
        "    the first line names the columns: delete what stands above the names; a title is written in the section",
    ),
    "a formula that failed": (
        "Year,Pages\n2014,#DIV/0!\n",
        "2: error: cell-broken: the spreadsheet could not write a value here: '#DIV/0!'\n"
        "    mend the formula, or make the column wider, and save the file again; a cell without data is left empty",
    ),
    "a column that was too narrow": ("Year,Pages\n2014,#####\n", "2: error: cell-broken: "),
    "a row with a cell more": (
        "Year,Pages\n2014,1\n2015,1,2",
        "3: error: row-uneven: this row has 3 cells, and the first line names 2 columns\n"
        "    leave a cell without data empty, and put one that has a ',' in it between double quotes",
    ),
    "a row with a cell less": (
        "Year;Pages;Lines\n2014;1;2\n2015;1",
        "3: error: row-uneven: this row has 2 cells, and the first line names 3 columns\n"
        "    leave a cell without data empty, and put one that has a ';' in it between double quotes",
    ),
    "a row with one cell": ("Year,Pages\n2014,1\n2015\n", "3: error: row-uneven: this row has 1 cell, and the first"),
    "a quote that never ends": (
        'Year,Note\n2014,x\n2015,"never\n2016,y\n',
        "3: error: quote-broken: the double quotes of a cell in this row do not match\n"
        '    a cell that begins with " ends with ", and a " within it is written twice: "He said ""no""."',
    ),
    "a quote that ends too early": (
        'Year,Note\n2014,"x" y\n',
        "2: error: quote-broken: the double quotes of a cell in this row do not match\n"
        '    a cell that begins with " ends with ", and a " within it is written twice: "He said ""no""."',
    ),
    "a cell as long as a page": (
        f"Year,Note\n2014,{'x' * 1001}\n",
        "2: error: cell-too-long: a cell in this row has more than 1,000 characters\n"
        "    shorten it, or see whether a double quote in it has no partner",
    ),
    "a cell as long as a book": (
        f"Year,Note\n2014,{'x' * 200_000}\n",
        "2: error: cell-too-long: a cell in this row has more than 1,000 characters\n"
        "    shorten it, or see whether a double quote in it has no partner",
    ),
    "numbers in two ways": (
        'Year,Pages\n2014,1.5\n2015,"2,75"\n',
        "3: error: numbers-mixed: '2,75' has its decimals after ',', and '1.5' in line 2 otherwise\n"
        "    write all numbers of a file in one way",
    ),
    "too many rows": (
        "A,B\n" + "1,2\n" * 1001,
        "error: data-too-many: this file has 1,001 rows; 1,000 are the most that a brief shows\n"
        "    keep in it only what is shown, and say where the whole is published",
    ),
    "too many columns": (
        ",".join(f"c{n}" for n in range(51)) + "\n" + ",".join("1" * 51),
        "error: data-too-many: this file has 51 columns; 50 are the most that a brief shows\n"
        "    keep in it only what is shown, and say where the whole is published",
    ),
    "no text": (b"\x89PNG\r\n\x1a\n\x00\x00\xff", "error: file-binary"),
    "another encoding": ("Année,Pages\n1,2".encode("latin-1"), "1:4: error: file-not-utf8"),
}


@pytest.mark.parametrize(("text", "expected"), WRONG.values(), ids=WRONG)
def test_a_mistake_in_a_file_is_reported_once_with_its_line(
    text: str | bytes, expected: str, told: Callable[..., list[str]]
) -> None:
    (found,) = told(text)
    separator = ":" if expected[0].isdigit() else ": "
    whole = f"content/data/a.csv{separator}{expected}"
    assert found == whole if "\n" in expected else found.startswith(whole)


def test_of_many_uneven_rows_ten_are_reported(told: Callable[..., list[str]]) -> None:
    assert len(told("A,B\n" + "1\n" * 30)) == 10


def test_a_missing_file_is_reported_with_the_nearest_name(told: Callable[..., list[str]]) -> None:
    assert (
        told("A,B\n1,2", "data/b.csv")
        == [
            "content/part.md:3:13: error: data-missing: there is no file 'data/b.csv'\n"
            "    put the CSV file into content, or correct its name; did you mean 'data/a.csv'?"
        ]
        * 2
    )
    assert told("A,B\n1,2", "numbers")[0].endswith(
        "put the CSV file into content, or correct its name; a spreadsheet saves one under 'Save as', as CSV UTF-8"
    )


def test_the_nearest_name_is_found_even_if_its_suffix_is_in_capitals(make_brief: MakeBrief) -> None:
    folder = make_brief({"Hours.CSV": "A,B\n1,2"})
    _, (found,) = read(folder, [("Hours.csv", ASKED)], ".")
    assert found.hint == f"put the CSV file into {folder}, or correct its name; did you mean 'Hours.CSV'?"


@pytest.mark.parametrize("ending", ["xlsx", "XLS", "ods"])
def test_a_workbook_is_reported_with_the_way_to_a_csv_file(ending: str, make_brief: MakeBrief) -> None:
    folder = make_brief({f"data/hours.{ending}": b"PK\x03\x04\x00"})
    tables, (found,) = read(folder, [(f"data/hours.{ending}", ASKED)], ".")
    assert not tables
    assert str(found) == (
        f"content/part.md:3:13: error: data-workbook: "
        f"'data/hours.{ending}' is a workbook, which cannot be read\n"
        "    open it in the spreadsheet, save the sheet as CSV UTF-8 under 'Save as', and write here data/hours.csv"
    )


@pytest.mark.parametrize("name", ["../a.csv", "/etc/passwd", "data\\a.csv", "C:/a.csv", "data"])
def test_a_file_outside_the_folder_is_never_read(name: str, told: Callable[..., list[str]]) -> None:
    assert told("A,B\n1,2", name)[0] == (
        f"content/part.md:3:13: error: data-outside: '{name}' is not a file in the brief's folder\n"
        "    copy it into content/data and write data/ and its name, with / and not \\; nothing outside it is read"
    )


def test_a_link_that_leads_out_is_not_followed(
    told: Callable[..., list[str]], tmp_path: Path, make_brief: MakeBrief
) -> None:
    (tmp_path / "secret.csv").write_text("A,B\n1,2", encoding="utf-8")
    folder = make_brief({})
    (folder / "here.csv").symlink_to(tmp_path / "secret.csv")
    _, (found,) = read(folder, [("here.csv", ASKED)], ".")
    assert found.rule == "data-outside"


CELL = st.text(st.characters(categories=("L", "P", "S"), exclude_characters=";#"), min_size=1, max_size=8)


@given(st.integers(2, 4).flatmap(lambda n: st.lists(st.lists(CELL, min_size=n, max_size=n), min_size=2, max_size=5)))
def test_csv_that_python_writes_is_read_back(rows: list[list[str]]) -> None:
    rows[0] = [f"{at}{name}" for at, name in enumerate(rows[0])]
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.csv"
        path.write_text(out.getvalue(), encoding="utf-8")
        made = table(Path(folder), path, ".")
    assert [list(made.columns), *cells(made)] == [[normalize("NFC", cell) for cell in row] for row in rows]


def test_one_number_that_would_make_all_others_small_is_reported(make_brief: MakeBrief) -> None:
    """One cell has other separators than all the others of its file."""
    text = "# T\n\n/// table | data.csv\n///\n"
    files = {"part.md": text, "data.csv": "Year;Visits\n2019;212,400.5\n2020;96.800\n2021;101.250\n"}
    with pytest.raises(BriefError) as caught:
        build.read(load(make_brief(files))[0])
    assert str(caught.value) == (
        "content/data.csv:2: error: numbers-mixed: '212,400.5' alone has its decimals after '.', so that '96.800' "
        "would be a small number\n    write all numbers of a file in one way"
    )
