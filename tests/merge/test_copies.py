"""Mistakes in a list are reported before any page is made, with row, column and value."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brief import build
from brief.findings import BriefError, UsageError
from brief.load import load, rows
from brief.merge.copies import LONGEST, MOST_BYTES, RESERVED, Copy, copies, file_name
from brief.merge.printing import _natural
from tests.conftest import MakeBrief
from tests.merge.merging import LIST, SETTINGS, offices


def read(make_brief: MakeBrief, text: str | bytes, settings: str = SETTINGS) -> tuple[tuple[Copy, ...], list[str]]:
    path = offices(make_brief, text, {"brief.yaml": settings})
    brief, _ = load(Path())
    brief, _, _ = build.read(brief)
    good, _, findings = copies(brief, rows.read(path))
    return good, [str(finding) for finding in findings]


def said(make_brief: MakeBrief, text: str | bytes, settings: str = SETTINGS) -> list[str]:
    return [finding.partition("\n")[0] for finding in read(make_brief, text, settings)[1]]


HEAD = "Office,State,Families,Party,Building,Room"


def test_rows_become_values_as_they_are_printed(make_brief: MakeBrief) -> None:
    good, findings = read(make_brief, LIST)
    assert findings == []
    assert [(copy.row, copy.line, copy.name, copy.prints) for copy in good] == [
        (2, 2, "Office of Senator Ash.pdf", 1),
        (3, 3, "Office of Senator Birch.pdf", 1),
        (4, 4, "Office of Senator Cedar.pdf", 1),
    ]
    assert dict(good[0].values) == {
        "office": "Office of Senator Ash",
        "state": "Ohio",
        "families": "2,300",
        "party": "Democrat",
    }
    assert dict(good[1].values) == {"office": "Office of Senator Birch", "state": "Virginia", "party": "Independent"}


@pytest.mark.parametrize(
    "text",
    [
        LIST.replace(",", ";"),
        LIST.replace(",", "\t"),
        "\ufeff" + LIST,
        LIST.replace("\n", "\r\n"),
        "sep=,\n" + LIST,
        LIST.replace("\n", ",,\n"),
        LIST.replace("Office,State", "OFFICE,state"),
        LIST.replace("Office of Senator Ash", '"Office of\nSenator  Ash"'),
    ],
    ids=["semicolons", "tabs", "a mark", "line ends", "declared", "blank columns", "capitals", "a line end in a cell"],
)
def test_lists_are_read_as_spreadsheets_save_them(make_brief: MakeBrief, text: str) -> None:
    good, findings = read(make_brief, text)
    assert findings == []
    assert [copy.values["office"][-3:] for copy in good] == ["Ash", "rch", "dar"]


@pytest.mark.parametrize(
    ("row", "finding"),
    [
        (",OH,,,a,1", "cell-blank: row 2, column 'Office': there is no value, and every copy needs one"),
        ("Ash,Ohoi,,,a,1", "cell-wrong: row 2, column 'State': 'Ohoi' is not a state of the United States"),
        ("Ash,OH,many,,a,1", "cell-wrong: row 2, column 'Families': 'many' is not a number"),
        ("Ash,OH,1,Whig,a,1", "cell-wrong: row 2, column 'Party': 'Whig' is none of the choices"),
        (
            "\u200b\u034f\u3164,OH,,,a,1",
            "cell-blank: row 2, column 'Office': there is no value, and every copy needs one",
        ),
        ("—,OH,,,a,1", "cell-wrong: row 2, column 'Office': '—' stands for a missing value"),
        (
            "#N/A,OH,,,a,1",
            "cell-wrong: row 2, column 'Office': '#N/A' stands for a missing value",
        ),
        (
            "None,OH,,,a,1",
            "cell-wrong: row 2, column 'Office': 'None' stands for a missing value",
        ),
        ("nan,OH,,,a,1", "cell-wrong: row 2, column 'Office': 'nan' stands for a missing value"),
        (
            "{{ name }},OH,,,a,1",
            "cell-wrong: row 2, column 'Office': '{{ name }}' has the braces of another merge in it",
        ),
        ("«Name»,OH,,,a,1", "cell-wrong: row 2, column 'Office': '«Name»' has the braces of another merge in it"),
        (
            "Senator Sen. Ash,OH,,,a,1",
            "cell-wrong: row 2, column 'Office': 'Senator Sen. Ash' has the title Senator twice",
        ),
        ("=1+1,OH,,,a,1", "cell-wrong: row 2, column 'Office': '=1+1' is a formula"),
    ],
)
def test_a_wrong_cell_is_named(make_brief: MakeBrief, row: str, finding: str) -> None:
    assert said(make_brief, f"{HEAD}\n{row}\n") == [f"offices.csv:2: error: {finding}"]


@pytest.mark.parametrize("name", ["Nan Ash", "Senator Null", "Groupe « Paix »", "Rep. Senator-Ash", "NATO", "A+B"])
def test_names_that_only_look_wrong_are_accepted(make_brief: MakeBrief, name: str) -> None:
    assert said(make_brief, f"{HEAD}\n{name},OH,,,a,1\n") == []


def test_a_script_without_capitals_is_not_in_capitals(make_brief: MakeBrief) -> None:
    assert said(make_brief, f"{HEAD}\nלשכת לוי (ABCD),OH,,,a,1\nAsh,OH,,,a,2\nBirch,OH,,,a,3\n") == []


def test_one_name_in_capitals_among_others_is_reported(make_brief: MakeBrief) -> None:
    text = f"{HEAD}\nSMITH,OH,,,a,1\nAsh,OH,,,a,2\nBirch,OH,,,a,3\n"
    assert said(make_brief, text) == [
        "offices.csv:2: warning: cell-capitals: row 2, column 'Office': "
        "'SMITH' is in capitals, and others in this column are not"
    ]
    assert said(make_brief, f"{HEAD}\nSMITH,OH,,,a,1\nASH,OH,,,a,2\n") == []


def test_two_rows_for_one_file_are_an_error(make_brief: MakeBrief) -> None:
    text = f"{HEAD}\nAsh,OH,,,a,1\nASH,OH,,,a,2\n"
    assert said(make_brief, text) == [
        "offices.csv:3: error: row-twice: row 3 makes the file 'ASH.pdf', and so does row 2 (line 2)"
    ]


def test_missing_and_unknown_columns_are_reported(make_brief: MakeBrief) -> None:
    assert read(make_brief, "Offise,Room,Families,Party,State,Extra\nAsh,1,2,,OH,x\n")[1] == [
        "offices.csv:1: error: column-missing: no column has the values of the field 'office', which every copy needs\n"
        "    did you mean 'Offise'?",
        "content/brief.yaml:9:17: error: column-missing: 'merge.order' names the column 'building', and the list has no"
        " such column\n    its columns are Extra, Families, Offise, Party, Room and State",
        "offices.csv:1: warning: column-unknown: the column 'Offise' is used for nothing\n    did you mean 'office'?",
        "offices.csv:1: warning: column-unknown: the column 'Extra' is used for nothing\n"
        "    this may stay as it is; the fields are families, office, party and state, and a column 'Copies' says how"
        " often a row is printed",
    ]


def test_a_column_says_how_often_a_row_is_printed(make_brief: MakeBrief) -> None:
    text = f"{HEAD},Copies\nAsh,OH,,,a,1,12\nBirch,OH,,,a,2,\n"
    good, findings = read(make_brief, text)
    assert findings == []
    assert [copy.prints for copy in good] == [12, 1]
    assert said(make_brief, f"{HEAD},Copies\nAsh,OH,,,a,1,none\n") == [
        "offices.csv:2: error: cell-wrong: row 2, column 'Copies': 'none' is no number of copies"
    ]


def test_a_list_asks_for_no_more_copies_than_can_be_printed(make_brief: MakeBrief) -> None:
    rows = "".join(f"Ash{number},OH,,,a,{number},999\n" for number in range(21))
    assert said(make_brief, f"{HEAD},Copies\n{rows}") == [
        "offices.csv: error: copies-many: the list asks for 20,979 copies in all"
    ]
    good, _ = read(make_brief, f"{HEAD},Copies\n{rows}")
    assert good == ()  # also for --keep-going


def test_a_file_is_named_as_brief_yaml_says(make_brief: MakeBrief) -> None:
    settings = SETTINGS.replace("merge: {", 'merge: {name: "{{ state }} - {{ Room }}", ')
    good, findings = read(make_brief, LIST, settings)
    assert findings == []
    assert [copy.name for copy in good] == ["Ohio - 10.pdf", "Virginia - 9.pdf", "West Virginia - 100.pdf"]


def test_a_column_with_an_unknown_source_of_a_number_is_reported(make_brief: MakeBrief) -> None:
    field = 'families: {type: number, format: "1,234"}'
    settings = SETTINGS.replace(field, "families: {type: number, source: origin}\n  origin: {}")
    files = {"brief.yaml": f"{settings}sources: sources.yaml\n", "sources.yaml": SOURCE}
    path = offices(make_brief, f"{HEAD},Origin\nAsh,OH,3,,a,1,censsus\n", files)
    brief, _ = load(Path())
    _, _, findings = copies(brief, rows.read(path))
    assert [str(finding).partition("\n")[0] for finding in findings] == [
        "offices.csv:2: error: cell-wrong: row 2, column 'Origin': 'censsus' is the key of no source"
    ]


SOURCE = "- {id: census, type: report, title: Census, issued: 2020, author: [{literal: Bureau}], publisher: Bureau}\n"


def test_many_findings_of_a_kind_are_counted(make_brief: MakeBrief) -> None:
    text = f"{HEAD}\n" + "".join(f"Ash {number},Nowhere,,,a,1\n" for number in range(50))
    found = said(make_brief, text)
    assert len(found) == 21
    assert "offices.csv:22: error: too-many-wrong: 30 more findings of this kind" in found


@pytest.mark.parametrize(
    ("data", "finding"),
    [
        (b"", "error: file-empty: this file is empty"),
        (b"Office,State\n", "1: error: list-without-rows: this list has names of columns and no rows below them"),
        (b"Office,Office\na,b\n", "1: error: column-twice: two columns are called 'Office'"),
        (b"Office,\na,b\n", "1: error: column-unnamed: column 2 has no name"),
        (b"Office,State\na\n", "2: error: row-uneven: this row has 1 cell, and the first line names 2 columns"),
        (b'Office,State\n"a,b\n', "2: error: quote-broken: the double quotes of a cell in this row do not match"),
        (b"Office,State\nB\xe9,b\n", "2:2: error: file-not-utf8: "),
        (b"PK\x03\x04", "error: file-binary: this is not a text file"),
        (b"Office,State\n\x00\x01" * 20, "error: file-binary: this is not a text file"),
        (b"Office,State\n" + b"a" * 2_000 + b",b\n", "2: error: cell-too-long: a cell in this row has more than 1,000"),
        (b"Office,State\n" + b"a" * 1_000_000 + b",b\n", "2: error: cell-too-long: a cell in this row has more than"),
        (b"Office" + b",c" * 200 + b"\n" + b"1" + b",2" * 200 + b"\n", ""),
        (b"Office,State\n" + b"a,b\n" * 50_000, ": error: list-too-long: this list has more than 10,000 rows"),
        (b"a" * 20_000_001, ": error: file-too-large: this file is larger than 20 MB"),
    ],
)
def test_an_invalid_list_is_reported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, data: bytes, finding: str
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("offices.csv").write_bytes(data)
    with pytest.raises(BriefError) as caught:
        rows.read(Path("offices.csv"))
    assert finding in str(caught.value)


def test_another_encoding_has_to_be_named(make_brief: MakeBrief) -> None:
    path = offices(make_brief, LIST.replace("Birch", "Bírch").encode("cp1252"))
    with pytest.raises(BriefError, match="file-not-utf8"):
        rows.read(path)
    assert rows.read(path, "cp1252").rows[1][1][0] == "Office of Senator Bírch"
    with pytest.raises(BriefError, match="this line is not in the encoding ascii"):
        rows.read(path, "ascii")


@pytest.mark.parametrize(
    ("path", "encoding", "told"),
    [
        ("none.csv", "", "there is no file 'none.csv'"),
        ("offices.xlsx", "", "'offices.xlsx' is a workbook, which cannot be read"),
        ("offices.csv", "utf8000", "there is no encoding 'utf8000'"),
        ("offices.csv", "base64", "there is no encoding 'base64'"),
    ],
)
def test_a_wrong_file_or_encoding_is_a_usage_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, path: str, encoding: str, told: str
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("offices.xlsx").touch()
    Path("offices.csv").touch()
    with pytest.raises(UsageError, match=told):
        rows.read(Path(path), encoding)


def test_a_brief_without_fields_is_reported(make_brief: MakeBrief) -> None:
    path = offices(make_brief, LIST, {"brief.yaml": "title: A\n", "summary.md": "# A\n\nText.\n"})
    _, _, (finding,) = copies(load(Path())[0], rows.read(path))
    assert finding.message == "this brief has no fields that a list could fill in"


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("Office of Senator Smith", "Office of Senator Smith.pdf"),
        ("../../etc/x", "etc-x.pdf"),
        ("CON", "CON_.pdf"),
        ("aux.pdf", "aux.pdf_.pdf"),
        ("🎉", "row-7.pdf"),
        ("", "row-7.pdf"),
        ("a  b\tc", "a b c.pdf"),
        ("O’Neil & Sons, (D-OH)", "O’Neil & Sons, (D-OH).pdf"),
        ('<>:"/\\|?*', "row-7.pdf"),
        (" .hidden. ", "hidden.pdf"),
        ("성분", "성분.pdf"),
        ("e\u0301", "é.pdf"),
    ],
)
def test_the_name_of_a_file_is_made_safe(said: str, name: str) -> None:
    assert file_name(said, 7) == name


@given(st.text(max_size=400))
def test_every_file_name_stays_in_its_folder_and_is_valid_on_every_system(said: str) -> None:
    name = file_name(said, 1)
    stem = name.removesuffix(".pdf")
    assert Path(name).name == name
    assert len(name) <= LONGEST + 5
    assert len(name.encode()) <= MOST_BYTES + 5
    assert not RESERVED.fullmatch(stem)
    assert not stem.startswith((".", " ", "-"))
    assert not set(stem) & set('<>:"/\\|?*\0')
    assert unicodedata.is_normalized("NFC", name)


def test_copies_are_in_natural_order_whatever_the_length_of_numbers() -> None:
    rooms = ["", "Room " + "1" * 9000, "Room 10", "Room 9"]
    assert sorted(rooms, key=_natural) == rooms[::-1]
