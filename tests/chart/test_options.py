"""Options of charts are read against the data; what cannot be drawn is reported with the way out."""

from __future__ import annotations

from decimal import Decimal

import pytest

from brief.chart import check
from brief.chart.options import chart_for
from brief.findings import BriefError
from tests.chart.drawing import data, exhibit, planned

DESKS = "Year,Rulers,Pencils\n2014,10,3\n2015,12,\n2016,7,9"
TOOLS = "Year,Tool,Count\n2014,Rulers,1\n2014,Pencils,2\n2015,Rulers,3"
EIGHT = "Year," + ",".join("abcdefgh") + "\n2014," + ",".join("12345678")

WRONG = {
    "no kind": (
        DESKS,
        {},
        "content/part.md:3:1: error: chart-kind-missing: this chart has no kind\n"
        "    write below its first line:  kind: bar  (horizontal bars, for names),  kind: column  (vertical bars, for"
        " a few years)  or  kind: line  (for many years)",
    ),
    "a kind with a slip": (
        DESKS,
        {"kind": "colunm"},
        "content/part.md:4:7: error: chart-kind-unknown: there is no chart of the kind 'colunm'\n"
        "    did you mean 'column'?",
    ),
    "a pie": (
        DESKS,
        {"kind": "Pie chart"},
        "content/part.md:4:7: error: chart-kind-unknown: there is no chart of the kind 'Pie chart'\n"
        "    parts of a whole are compared by their lengths: kind: bar, with sort: descending",
    ),
    "a stack": (
        DESKS,
        {"kind": "stacked bar"},
        "content/part.md:4:7: error: chart-kind-unknown: there is no chart of the kind 'stacked bar'\n"
        "    stacked parts cannot be compared: kind: bar, with a series for each part",
    ),
    "a column with a slip": (
        DESKS,
        {"kind": "bar", "y": "Rulers, Pencil"},
        "content/part.md:5:7: error: column-unknown: data/a.csv has no column 'Pencil'\n    did you mean 'Pencils'?",
    ),
    "another column": (
        DESKS,
        {"kind": "bar", "x": "Month"},
        "content/part.md:5:7: error: column-unknown: data/a.csv has no column 'Month'\n"
        "    it has Pencils, Rulers and Year",
    ),
    "words where numbers are": (
        "Year,Rulers\n2014,10\n2015,about ten",
        {"kind": "bar", "y": "Rulers"},
        "content/part.md:5:7: error: numbers-needed: 'about ten' in line 3 of data/a.csv is no number, and a"
        " chart draws"
        " the numbers in 'Rulers'\n"
        "    correct it there, leave the cell empty if there are no data, or take another column: y: …",
    ),
    "one cell among numbers, and no column was named": (
        "Year,Rulers,Pencils\n2014,10,3\n2015,(5),4\n2016,7,5",
        {"kind": "line"},
        "content/part.md:3:1: error: numbers-needed: '(5)' in line 3 of data/a.csv is no number, and a chart draws the"
        " numbers in 'Rulers'\n"
        "    correct it there, with a minus in place of brackets if it is negative, leave the cell empty if there are"
        " no data, or take another column: y: …",
    ),
    "shares beside numbers": (
        "Desk,Rulers,Share\nA,10,3%\nB,12,97%",
        {"kind": "bar"},
        "content/part.md:3:1: error: signs-mixed: this chart has values without a sign and values in %, which no axis"
        " can measure together\n"
        "    name in `y` columns of one kind, and make a chart of each kind",
    ),
    "two currencies": (
        "Desk,Cost\nA,$10\nB,€12",
        {"kind": "bar", "y": "Cost"},
        "content/part.md:5:7: error: signs-mixed: this chart has values in $ and values in €, which no axis can measure"
        " together\n"
        "    name in `y` columns of one kind, and make a chart of each kind",
    ),
    "a unit in half of the cells, and no column was named": (
        "Year,Hours\n2017,1210\n2018,1385 h",
        {"kind": "bar"},
        "content/part.md:3:1: error: numbers-needed: '1385 h' in line 3 of data/a.csv is no number, and a chart"
        " draws the numbers in 'Hours'\n"
        "    correct it there, leave the cell empty if there are no data, or take another column: y: …",
    ),
    "no column of numbers": (
        "Year,Rulers\n2014,few\n2015,many",
        {"kind": "bar"},
        "content/part.md:3:1: error: numbers-none: there is nothing to draw: data/a.csv has no column of numbers"
        " beside 'Year'\n"
        "    name a column of numbers, y: …, or see how they are written: 1,234.5",
    ),
    "no data at all": (
        "Year,Rulers\n2014,\n2015,n/a",
        {"kind": "bar", "y": "Rulers"},
        "content/part.md:5:7: error: numbers-none: there is nothing to draw: data/a.csv has no numbers in 'Rulers'\n"
        "    name a column of numbers, y: …, or see how they are written: 1,234.5",
    ),
    "a value without a name": (
        "Desk,Rulers\n,3\nB,4",
        {"kind": "bar"},
        "content/part.md:3:1: error: label-missing: line 2 of data/a.csv has nothing in 'Desk', so its value"
        " has no name\n"
        "    write one there, or delete the row",
    ),
    "a label twice": (
        "Desk,Rulers\nA,3\nA,4",
        {"kind": "bar"},
        "content/part.md:3:1: error: value-twice: 'A' stands in line 2 of data/a.csv and again in line 3\n"
        "    keep one of the rows; when they are of several series, name their column: series: …",
    ),
    "a value of a series twice": (
        f"{TOOLS}\n2015,Rulers,4",
        {"kind": "line", "series": "Tool"},
        "content/part.md:5:7: error: value-twice: '2015, Rulers' stands in line 4 of data/a.csv and again in line 5\n"
        "    keep one of the rows; when they are of several series, name their column: series: …",
    ),
    "series and many columns": (
        "Year,Tool,Count,Weight\n2014,Rulers,1,2",
        {"kind": "bar", "series": "Tool", "y": "Count, Weight"},
        "content/part.md:6:7: error: series-with-many: with `series`, one column has all the numbers, and there"
        " are 2 columns of numbers\n"
        "    name one of them, y: …, or take out `series` when each column is a series",
    ),
    "eight series": (
        EIGHT,
        {"kind": "line"},
        "content/part.md:3:1: error: series-too-many: this chart has 8 series, and more than 7 cannot be told apart\n"
        "    choose the columns that make the point, y: first, second, or put the rest into a table",
    ),
    "a highlight with a slip": (
        DESKS,
        {"kind": "bar", "highlight": "Ruler"},
        "content/part.md:5:7: error: highlight-unknown: there is nothing called 'Ruler' in this chart to be"
        " highlighted\n"
        "    did you mean 'Rulers'?",
    ),
    "an order that is none": (
        DESKS,
        {"kind": "bar", "sort": "alphabetical"},
        "content/part.md:5:7: error: sort-unknown: a chart cannot be sorted 'alphabetical'\n"
        "    write ascending or descending; without the option the order is that of the file",
    ),
    "a line in another order": (
        DESKS,
        {"kind": "line", "sort": "descending"},
        "content/part.md:5:7: error: sort-of-line: the points of a line keep their order\n"
        "    take out `sort`, or draw bars: kind: bar",
    ),
    "limits that are none": (
        DESKS,
        {"kind": "line", "limits": "up to 100"},
        "content/part.md:5:7: error: limits-broken: 'up to 100' are not the limits of an axis\n"
        "    write the lower and the upper one: limits: 0 to 100",
    ),
    "limits the wrong way round": (
        DESKS,
        {"kind": "line", "limits": "100 to 0"},
        "content/part.md:5:7: error: limits-broken: '100 to 0' are not the limits of an axis\n"
        "    write the lower and the upper one: limits: 0 to 100",
    ),
    "bars on a cut axis": (
        DESKS,
        {"kind": "column", "limits": "5 to 20"},
        "content/part.md:5:7: error: axis-cut: an axis of bars begins at zero, since they are compared by their length,"
        " and '5 to 20' leaves zero out\n"
        "    write limits: 0 to 20, or draw a line, whose axis may be cut: kind: line",
    ),
    "an axis of negative bars that is cut": (
        DESKS,
        {"kind": "bar", "limits": "-80 to -20"},
        "content/part.md:5:7: error: axis-cut: an axis of bars begins at zero, since they are compared by their length,"
        " and '-80 to -20' leaves zero out\n"
        "    write limits: -80 to 0, or draw a line, whose axis may be cut: kind: line",
    ),
    "data beyond the limits": (
        DESKS,
        {"kind": "line", "limits": "5-10"},
        "content/part.md:5:7: error: limits-leave-out: the limits leave out 12\n"
        "    widen them, or take out the option: the axis then fits the data",
    ),
    "data shown otherwise": (
        DESKS,
        {"kind": "line", "data": "yes"},
        "content/part.md:5:7: error: chart-data-unknown: the data of a chart cannot be shown as 'yes'\n"
        "    write data: table to have them printed below it, or take out the option",
    ),
}


@pytest.mark.parametrize(("text", "options", "expected"), WRONG.values(), ids=WRONG)
def test_a_chart_that_cannot_be_drawn_is_reported_with_its_place_and_the_way_out(
    text: str, options: dict[str, str], expected: str
) -> None:
    with pytest.raises(BriefError) as raised:
        check(exhibit(**options), data(text))
    assert [str(finding) for finding in raised.value.findings] == [expected]


def test_a_misspelled_column_of_a_table_is_reported() -> None:
    for option in ("columns", "sort"):
        with pytest.raises(BriefError, match=r"column-unknown: data/a\.csv has no column 'Rules'"):
            check(exhibit("table", **{option: "Rules"}), data(DESKS))


def test_a_table_with_too_many_cells_is_reported() -> None:
    rows = data("\n".join([",".join(f"C{number}" for number in range(11)), *[",".join("12345678901")] * 681]))
    with pytest.raises(BriefError, match=r"error: table-too-large: this table has 7,502 cells; 7,500 are the most"):
        check(exhibit("table"), rows)
    check(exhibit("table", columns="C0, C1"), rows)


def test_by_default_the_first_column_has_the_labels_and_columns_of_numbers_are_series() -> None:
    made = planned("Year,Rulers,Remark,Pencils\n2014,10,few,3\n2015,12,,4", kind="Bars")
    assert (made.kind, made.axis, made.labels) == ("bar", "Year", ("2014", "2015"))
    assert [one.name for one in made.series] == ["Rulers", "Pencils"]


def test_a_column_may_name_the_series_and_absent_rows_are_missing_values() -> None:
    made = planned(TOOLS, kind="line", series="tool", y="COUNT")
    assert [(one.name, [value and value.value for value in one.values]) for one in made.series] == [
        ("Rulers", [Decimal(1), Decimal(3)]),
        ("Pencils", [Decimal(2), None]),
    ]


def test_years_of_a_line_are_sorted_and_spaced_by_time() -> None:
    made = planned("Year,Rulers\n2018,1\n2010,2\n2012,3", kind="line")
    assert made.labels == ("2010", "2012", "2018")
    assert made.places == (2010, 2012, 2018)


@pytest.mark.parametrize(
    ("sort", "labels"), [("", "ABCD"), ("descending", "CADB"), ("Ascending", "DACB")], ids=["file", "down", "up"]
)
def test_bars_can_be_sorted_and_those_without_data_come_last(sort: str, labels: str) -> None:
    made = planned("Desk,Rulers\nA,3\nB,n/a\nC,9\nD,-1", kind="bar", sort=sort)
    assert "".join(made.labels) == labels


def test_a_column_name_with_a_comma_is_one_name() -> None:
    table = data("Year,Rulers; long\n2014,1")
    table = type(table)(table.path, ("Year", "Rulers, long"), table.rows, table.lines)
    (series,) = chart_for(exhibit(kind="bar", y="Rulers, long"), table).series
    assert series.name == "Rulers, long"


@pytest.mark.parametrize("limits", ["0 to 100", "0–100", "0 - 100", "0, 100", "0..100", "0% to 100%"])
def test_limits_may_be_written_in_many_ways(limits: str) -> None:
    assert planned(DESKS, kind="bar", limits=limits).limits == (Decimal(0), Decimal(100))


@pytest.mark.parametrize(
    ("limits", "high"),
    [
        ("0 to 10,000", "10000"),
        ("0 to 1 000 000", "1000000"),
        ("0 to 1\u202f000,5", "1000.5"),
        ("$0 to $1,500.50", "1500.50"),
        ("0 to 12,5", "12.5"),
        ("0,0 to 12,125", "12125"),
        ("0 to 12.125 €", "12.125"),
    ],
)
def test_limits_may_have_separators_decimals_and_signs(limits: str, high: str) -> None:
    assert planned(DESKS, kind="bar", limits=limits).limits == (Decimal(0), Decimal(high))


def test_columns_of_words_are_skipped_even_if_some_cells_are_numbers() -> None:
    made = planned("Desk,Rulers,Note\nA,10,see 3\nB,12,7\nC,9,old", kind="bar")
    assert [one.name for one in made.series] == ["Rulers"]


def test_names_that_differ_only_in_case_are_highlighted_separately() -> None:
    text = "Desk,Rulers\na,10\nA,12\nB,3"
    assert planned(text, kind="bar", highlight="a, b").highlight == {"a", "B"}
    assert planned(text, kind="bar", highlight="A").highlight == {"A"}


def test_a_value_without_a_sign_does_not_conflict_with_the_signs_of_its_series() -> None:
    made = planned("Desk,Share,Other\nA,12%,1%\nB,10,2%", kind="bar")
    assert len(made.series) == 2
