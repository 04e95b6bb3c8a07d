"""A table is one element however many pages it takes; its head cells say what they head."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.reading import Element, Reading
from tests.tags.conftest import Hear


def cells(table: Element) -> list[list[tuple[str, str, str]]]:
    """The cells of each row: role, what it heads, words."""
    return [
        [(cell.role, cell.attributes.get("Scope", ""), cell.text) for cell in row.all("TH", "TD")]
        for row in table.all("TR")
    ]


def long_table(reading: Reading) -> Element:
    (found,) = [table for table in reading.root.all("Table") if len(table.all("TR")) > 90]
    return found


def test_head_cells_say_whether_they_head_a_column_or_a_row(hear: Hear) -> None:
    table = hear("|   | A | B |\n|---|---|---|\n| x | 1 |   |\n| y | 3 | 4 |").root.one("Table")
    assert cells(table) == [
        [("TD", "", ""), ("TH", "Column", "A"), ("TH", "Column", "B")],
        [("TH", "Row", "x"), ("TD", "", "1"), ("TD", "", "")],
        [("TH", "Row", "y"), ("TD", "", "3"), ("TD", "", "4")],
    ]


def test_a_table_has_its_caption_its_head_and_its_body(hear: Hear) -> None:
    table = hear("| A | B |\n|---|---|\n| c | d |\n\nTable: Its *name*").root.one("Table")
    assert [kid.role for kid in table.kids if isinstance(kid, Element)] == ["Caption", "THead", "TBody"]
    assert table.one("Caption").text == "Table 1. Its name"
    assert table.one("THead").text == "AB"
    assert table.one("TBody").text == "cd"


def test_a_table_without_a_caption_has_none(hear: Hear) -> None:
    table = hear("| A | B |\n|---|---|\n| c | d |").root.one("Table")
    assert [kid.role for kid in table.kids if isinstance(kid, Element)] == ["THead", "TBody"]


def test_a_table_over_three_pages_is_one(sink: Reading) -> None:
    table = long_table(sink)
    assert len(table.pages) >= 3
    assert [kid.role for kid in table.kids if isinstance(kid, Element)] == ["Caption", "THead", "TBody"]
    rows = cells(table)
    assert len(rows) == 93
    assert [row[0][2] for row in rows[1:4]] == ["Hydrogen", "Helium", "Lithium"]
    assert [(role, scope) for role, scope, _ in rows[0]] == [("TD", ""), ("TH", "Column"), ("TH", "Column")]
    assert all([cell[:2] for cell in row] == [("TH", "Row"), ("TD", ""), ("TD", "")] for row in rows[1:])


def test_repeated_heads_of_a_table_are_left_out(sink: Reading) -> None:
    first, *others = long_table(sink).pages
    repeated = [one.page for one in sink.artifacts if one.text in ("Number", "Sign", "NumberSign")]
    assert set(repeated) == set(others)
    assert {one.type for one in sink.artifacts if one.text in ("Number", "Sign", "NumberSign")} == {"Pagination"}
    assert long_table(sink).one("THead").pages == [first]


def test_the_caption_of_a_table_over_several_pages_is_heard_once(sink: Reading) -> None:
    assert long_table(sink).one("Caption").text == "Table 2. The elements, up to uranium"


def test_a_table_consists_of_rows_of_equal_width(whole: tuple[Path, Reading]) -> None:
    _, reading = whole
    for table in reading.root.all("Table"):
        parts = [kid for kid in table.kids if isinstance(kid, Element)]
        assert {part.role for part in parts} <= {"Caption", "THead", "TBody", "TFoot"}
        for part in parts:
            if part.role != "Caption":
                assert {kid.role for kid in part.kids if isinstance(kid, Element)} == {"TR"}
        widths = {sum(cell.attributes.get("ColSpan", 1) for cell in row.all("TH", "TD")) for row in table.all("TR")}
        assert len(widths) == 1


def test_every_head_cell_has_a_scope(whole: tuple[Path, Reading]) -> None:
    _, reading = whole
    assert {owner for cell in reading.root.all("TH") for owner in cell.owners} <= {"Table"}
    assert [head.text for head in reading.root.all("TH") if head.attributes.get("Scope") not in ("Row", "Column")] == []


@pytest.mark.parametrize(
    "table", ["| A | B |\n|---|---|", "| A | B |\n|---|---|\n| | |", "| | |\n|---|---|\n| a | b |"]
)
def test_a_table_with_an_empty_head_or_body_has_a_body(table: str, hear: Hear) -> None:
    """A head alone would not conform (ISO 14289-1, 7.2)."""
    parts = [part.role for part in hear(f"x\n\n{table}\n\ny").root.one("Table").walk()]
    assert [role for role in parts if role in ("THead", "TBody")] == ["TBody"]


def test_a_caption_that_a_style_sheet_moves_is_heard_first(hear: Hear) -> None:
    css = {"styles/brand.css": "caption { position: absolute; left: 60mm } table { position: relative }"}
    table = hear("| A |\n|---|\n| a |\n\nTable: What it shows.", css).root.one("Table")
    assert [kid.role for kid in table.kids if isinstance(kid, Element)] == ["Caption", "THead", "TBody"]
