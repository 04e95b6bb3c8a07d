"""Each row that a chart or a table from a file shows is a claim, at its line in that file."""

from __future__ import annotations

from tests.claims.conftest import SheetOf, told

DATA = 'Desk,Rulers,Pencils\n"Window, left",12,30\nDoor,–,17\n'


def rows(sheet_of: SheetOf, markdown: str) -> list[str]:
    sheet = sheet_of({"part.md": f"# T\n\n{markdown}\n", "desks.csv": DATA})
    return [f"{claim.place.path.name}:{told(claim)}" for claim in sheet.claims]


def test_a_row_of_a_table_says_what_stands_in_its_columns(sheet_of: SheetOf) -> None:
    text = "/// table | desks.csv\n    source: the clerk, 2017\n\nWhat 2 desks hold\n///"
    assert rows(sheet_of, text) == [
        "part.md:6:1 number: What 2 desks hold [the clerk, 2017] 2017",
        "desks.csv:2:2 number: Desk: Window, left; Rulers: 12; Pencils: 30 [the clerk, 2017] 2017",
        "desks.csv:3:1 number: Desk: Door; Pencils: 17 [the clerk, 2017] 2017",
    ]


def test_a_chart_says_what_it_draws(sheet_of: SheetOf) -> None:
    assert rows(sheet_of, "/// chart | desks.csv\n    kind: bar\n    y: Rulers\n///") == [
        "desks.csv:2:2 number: Desk: Window, left; Rulers: 12",
    ]


def test_a_claim_leaves_out_the_columns_that_the_table_does_not_print(sheet_of: SheetOf) -> None:
    assert rows(sheet_of, "/// table | desks.csv\n    columns: Desk, Pencils\n///") == [
        "desks.csv:2:2 number: Desk: Window, left; Pencils: 30",
        "desks.csv:3:1 number: Desk: Door; Pencils: 17",
    ]


def test_a_reference_to_a_table_from_data_has_its_number(sheet_of: SheetOf) -> None:
    text = "There are 12 (@tab:desks).\n\n/// table | desks.csv\n    id: desks\n\nDesks\n///"
    assert rows(sheet_of, text)[0] == "part.md:3:1 number: There are 12 (Table 1)."
