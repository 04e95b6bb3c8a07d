"""Data as a table: heads, alignment by type, numbers in the brief's language, missing cells."""

from __future__ import annotations

from xml.etree.ElementTree import tostring

from tests.chart.drawing import shown

SECTIONS = "Section,Words,Since\nSummary,1120,2014\nAuthor,,2016\nRuler,85.5,2015"


def html(text: str, language: str = "en", **options: str) -> str:
    return tostring(shown(text, language, what="table", **options).table, encoding="unicode", method="html")


def row(*cells: str) -> str:
    return f"<tr>{''.join(cells)}</tr>"


def head(name: str, numeric: bool = True) -> str:
    return f'<th scope="col"{" class=" + chr(34) + "align-right" + chr(34) if numeric else ""}>{name}</th>'


def named(name: str) -> str:
    return f'<th scope="row">{name}</th>'


def cell(words: str) -> str:
    return f'<td class="align-right">{words}</td>'


NO_DATA = '<abbr title="no data">–</abbr>'


def test_columns_of_numbers_are_right_aligned_and_the_first_column_heads_the_rows() -> None:
    assert html(SECTIONS) == (
        f"<table><thead>{row(head('Section', numeric=False), head('Words'), head('Since'))}</thead><tbody>"
        + row(named("Summary"), cell("1,120"), cell("2014"))
        + row(named("Author"), cell(NO_DATA), cell("2016"))
        + row(named("Ruler"), cell("85.5"), cell("2015"))
        + "</tbody></table>"
    )
    assert shown(SECTIONS, what="table").remarks == ("– no data",)


def test_a_first_column_of_repeated_values_or_plain_numbers_heads_no_rows() -> None:
    assert 'scope="row"' not in html("Tool,Count\nRuler,1\nRuler,2")
    assert 'scope="row"' not in html("Count,Weight\n1,2\n3,4")
    assert '<th scope="row">2014</th>' in html("Year,Count\n2014,1\n2015,2")


def test_a_word_in_a_column_of_numbers_is_aligned_like_them() -> None:
    made = html("Tool,Years\nA,11\nB,14\nC,29\nD,more than 100")
    assert cell("29") in made
    assert cell("more than 100") in made
    assert "align-right" not in html("Tool,Years\nA,11\nB,14\nC,many\nD,more than 100")


def test_columns_that_look_like_years_have_no_separators_except_as_values_of_a_chart() -> None:
    made = html("Year,Lines,Words\n2014.0,1600,1700.5\n2015.0,1700,1800\n2016.0,,1900")
    assert '<th scope="row">2014</th>' in made
    assert cell("1600") in made
    assert cell("1,700.5") in made
    assert cell("1,800") in made
    chart = shown("Year,Lines\n2014.0,1600\n2015.0,1700", kind="column", data="table")
    assert [one.text for one in chart.table.iter() if one.tag in ("th", "td")] == [
        *("Year", "Lines"), *("2014", "1,600"), *("2015", "1,700"),
    ]  # fmt: skip


def test_columns_and_order_are_chosen_and_rows_without_data_come_last() -> None:
    made = html(SECTIONS, columns="words, section", sort="Words descending")
    assert made.index("1,120") < made.index("85.5") < made.index("–")
    assert "Since" not in made
    assert made.index("Words") < made.index("Section")
    made = html(SECTIONS, sort="Section")
    assert made.index("Author") < made.index("Ruler") < made.index("Summary")


def test_a_column_may_have_a_name_that_ends_like_a_sort_order() -> None:
    made = html("Rulers ascending,B\n2,x\n1,y", sort="Rulers ascending")
    assert made.index("y") < made.index("x")


def test_the_data_of_a_chart_also_make_a_table() -> None:
    made = shown("Year,Tool,Count\n2014,Rulers,1\n2014,Pencils,2\n2015,Rulers,3", kind="line", series="Tool")
    assert tostring(made.table, encoding="unicode", method="html") == (
        f"<table><thead>{row(head('Year', numeric=False), head('Rulers'), head('Pencils'))}</thead><tbody>"
        + row(named("2014"), cell("1"), cell("2"))
        + row(named("2015"), cell("3"), cell(NO_DATA))
        + "</tbody></table>"
    )
