"""Findings about the CSV files of a brief, and about the charts and tables made from them."""

from __future__ import annotations

from brief.findings import error, warning

# ── The file ─────────────────────────────────────────────────────────────────────────────────────────────────

DATA_UNNAMED = error(
    "data-unnamed",
    "this {name} does not say which file has its data",
    "write the name of a CSV file in the brief's folder after a bar: /// {name} | data/pages.csv",
)
DATA_TWICE = warning(
    "data-twice",
    "this {name} names its file as `file:`, so what is after the bar is not used",
    "leave one of the two out; a title is an option of its own, `title:`",
)
DATA_MISSING = error(
    "data-missing", "there is no file '{file}'", "put the CSV file into {folder}, or correct its name; {nearest}"
)
DATA_MISSING_OTHERWISE = "a spreadsheet saves one under 'Save as', as CSV UTF-8"
DATA_WORKBOOK = error(
    "data-workbook",
    "'{file}' is a workbook, which cannot be read",
    "open it in the spreadsheet, save the sheet as CSV UTF-8 under 'Save as', and write here {instead}",
)
DATA_OUTSIDE = error(
    "data-outside",
    "'{file}' is not a file in the brief's folder",
    "copy it into {folder}/data and write data/ and its name, with / and not \\; nothing outside it is read",
)
DATA_TOO_MANY = error(
    "data-too-many",
    "this file has {count} {what}; {limit} are the most that a brief shows",
    "keep in it only what is shown, and say where the whole is published",
)
DATA_WITHOUT_ROWS = error(
    "data-without-rows",
    "this file has names of columns and no data below them",
    "the first line names the columns, each line below it is a row",
)
COLUMN_UNNAMED = error(
    "column-unnamed",
    "column {number} has no name",
    "the first line names the columns: write one there, delete the column, or delete what stands above the names",
)
COLUMN_TWICE = error(
    "column-twice",
    "two columns are called '{column}'",
    "give one of them another name in this line; capitals make no difference",
)
ROW_UNEVEN = error(
    "row-uneven",
    "this row has {here}, and the first line names {columns}",
    "leave a cell without data empty, and put one that has a '{delimiter}' in it between double quotes",
)
TITLE_ABOVE = error(
    "title-above",
    "'{title}' is alone in the first line, and the rows below have {here}",
    "the first line names the columns: delete what stands above the names; a title is written in the section",
)
CELL_BROKEN = error(
    "cell-broken",
    "the spreadsheet could not write a value here: '{text}'",
    "mend the formula, or make the column wider, and save the file again; a cell without data is left empty",
)
QUOTE_BROKEN = error(
    "quote-broken",
    "the double quotes of a cell in this row do not match",
    'a cell that begins with " ends with ", and a " within it is written twice: "He said ""no""."',
)
CELL_TOO_LONG = error(
    "cell-too-long",
    "a cell in this row has more than {limit:,} characters",
    "shorten it, or see whether a double quote in it has no partner",
)
NUMBERS_DOUBTFUL = error(
    "numbers-mixed",
    "'{here}' alone has its decimals after '{mark}', so that '{other}' would be a small number",
    "write all numbers of a file in one way",
)
NUMBERS_MIXED = error(
    "numbers-mixed",
    "'{here}' has its decimals after '{mark}', and '{there}' in line {line} otherwise",
    "write all numbers of a file in one way",
)

# ── Charts and tables ───────────────────────────────────────────────────────────────────────────────────────

EXHIBIT_INSIDE = error("exhibit-inside", "a {name} cannot stand in a {around}", "write it before or after it")
CAPTION_NOT_TEXT = error(
    "caption-not-text",
    "between the first line of a {name} and its last stands its caption, and this is more than one paragraph",
    "keep one paragraph there, and put the rest into the text, or below as an option: note: …",
)
ID_WRONG = error(
    "id-wrong",
    "'{id}' cannot be a name for links",
    "a letter first, then letters, digits, hyphens and dots: id: record",
)
FIELD_IN_OPTION = error(
    "field-in-option",
    "a field is not filled in here: what '{key}' says is printed as it stands",
    "write the field into the caption, the title, the note or the source",
)
KIND_MISSING = error(
    "chart-kind-missing",
    "this chart has no kind",
    "write below its first line:  kind: bar  (horizontal bars, for names),  kind: column  (vertical bars, for"
    " a few years)  or  kind: line  (for many years)",
)
KIND_UNKNOWN = error("chart-kind-unknown", "there is no chart of the kind '{kind}'", "{nearest}")
KINDS_INSTEAD = {
    "pie": "parts of a whole are compared by their lengths: kind: bar, with sort: descending",
    "stacked": "stacked parts cannot be compared: kind: bar, with a series for each part",
    "area": "stacked areas hide what is below them: kind: line",
    "scatter": "a brief has bar, column and line",
}
"""What to use in place of kinds of charts that do not exist."""
COLUMN_UNKNOWN = error("column-unknown", "{file} has no column '{column}'", "{nearest}")
NUMBERS_NEEDED = error(
    "numbers-needed",
    "'{text}' in line {line} of {file} is no number, and a chart draws the numbers in '{column}'",
    "correct it there{minus}, leave the cell empty if there are no data, or take another column: y: …",
)
NUMBERS_NEGATIVE = ", with a minus in place of brackets if it is negative"
NUMBERS_NONE = error(
    "numbers-none",
    "there is nothing to draw: {file} has no {what}",
    "name a column of numbers, y: …, or see how they are written: 1,234.5",
)
SIGNS_MIXED = error(
    "signs-mixed",
    "this chart has values {first} and values {second}, which no axis can measure together",
    "name in `y` columns of one kind, and make a chart of each kind",
)
SIGN = "in {sign}"
SIGN_NONE = "without a sign"
LABEL_MISSING = error(
    "label-missing",
    "line {line} of {file} has nothing in '{column}', so its value has no name",
    "write one there, or delete the row",
)
VALUE_TWICE = error(
    "value-twice",
    "'{label}' stands in line {first} of {file} and again in line {line}",
    "keep one of the rows; when they are of several series, name their column: series: …",
)
TABLE_TOO_LARGE = error(
    "table-too-large",
    "this table has {count:,} cells; {limit:,} are the most that can be set",
    "choose the columns that are shown, columns: first, second, or keep fewer rows in the file",
)
SERIES_WITH_MANY = error(
    "series-with-many",
    "with `series`, one column has all the numbers, and there are {count} columns of numbers",
    "name one of them, y: …, or take out `series` when each column is a series",
)
SERIES_TOO_MANY = error(
    "series-too-many",
    "this chart has {count} series, and more than {limit} cannot be told apart",
    "choose the columns that make the point, y: first, second, or put the rest into a table",
)
HIGHLIGHT_UNKNOWN = error(
    "highlight-unknown", "there is nothing called '{name}' in this chart to be highlighted", "{nearest}"
)
SORT_UNKNOWN = error(
    "sort-unknown",
    "a chart cannot be sorted '{sort}'",
    "write ascending or descending; without the option the order is that of the file",
)
SORT_OF_LINE = error(
    "sort-of-line",
    "the points of a line keep their order",
    "take out `sort`, or draw bars: kind: bar",
)
LIMITS_BROKEN = error(
    "limits-broken", "'{limits}' are not the limits of an axis", "write the lower and the upper one: limits: 0 to 100"
)
AXIS_CUT = error(
    "axis-cut",
    "an axis of bars begins at zero, since they are compared by their length, and '{limits}' leaves zero out",
    "write limits: {low} to {high}, or draw a line, whose axis may be cut: kind: line",
)
LIMITS_LEAVE_OUT = error(
    "limits-leave-out",
    "the limits leave out {value}",
    "widen them, or take out the option: the axis then fits the data",
)
DATA_UNKNOWN = error(
    "chart-data-unknown",
    "the data of a chart cannot be shown as '{text}'",
    "write data: table to have them printed below it, or take out the option",
)
WIDE_UNKNOWN = error(
    "wide-unknown", "'{text}' does not say whether this takes both columns", "write wide: yes, or take out the option"
)
BARS_CROWDED = error(
    "chart-crowded",
    "{count} bars do not fit into this chart",
    "choose those that make the point, and put the rest into a table: /// table | {file}",
)
COLUMNS_CROWDED = error(
    "chart-crowded",
    "{count} columns do not fit into this chart",
    "take lines, kind: line; with wide: yes a chart has the width of both columns of the page",
)
NUMBERS_TOO_LONG = error(
    "numbers-too-long",
    "numbers as long as '{number}' leave no room for this chart",
    "count in thousands or millions, and say so above the chart: unit: Millions of ...",
)
COLUMN_LABEL_TOO_LONG = error(
    "labels-too-long",
    "'{label}' does not fit below its column",
    "use horizontal bars, with their names beside them, kind: bar, or draw a series in time as a line",
)
LINE_LABEL_TOO_LONG = error(
    "labels-too-long",
    "'{label}' does not fit below its line",
    "shorten it in the file, or use horizontal bars, with their names beside them: kind: bar",
)
