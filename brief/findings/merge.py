"""Findings about a list of offices and the copies that are made of it.

`row` is the number of a row as spreadsheets count: 1 has the names of the columns.
"""

from __future__ import annotations

from brief.findings import error, info, warning

# ── The list ─────────────────────────────────────────────────────────────────────────────────────────────────

LIST_WITHOUT_ROWS = error(
    "list-without-rows",
    "this list has names of columns and no rows below them",
    "write a line for each copy, with as many cells as there are columns",
)
NAME_ENCODING = "{hint}; or name its encoding, which is often  --encoding cp1252"
LIST_TOO_LONG = error(
    "list-too-long",
    "this list has more than {limit} {what}",
    "split it into several lists, and delete the columns that no copy needs",
)

# ── Columns ──────────────────────────────────────────────────────────────────────────────────────────────────

NO_FIELDS = error(
    "fields-missing",
    "this brief has no fields that a list could fill in",
    "declare them in brief.yaml, fields: {{greeting: {{required: true}}}}, and write {{{{ greeting }}}} in a text",
)
COLUMN_MISSING = error(
    "column-missing", "no column has the values of the field '{name}', which every copy needs", "{nearest}"
)
COLUMN_MISSING_OTHERWISE = "add it, or take `required` off the field; the columns without a field are {names}"
COLUMN_OPTIONAL = info(
    "column-missing",
    "no column has the values of the field '{name}'",
    "its default is printed on all copies, or nothing where it has none",
)
COLUMN_UNKNOWN = warning("column-unknown", "the column '{column}' is used for nothing", "{nearest}")
COLUMN_UNKNOWN_OTHERWISE = (
    "this may stay as it is; the fields are {names}, and a column 'Copies' says how often a row is printed"
)
COLUMN_NOT_THERE = error(
    "column-missing", "'{key}' names the column '{column}', and the list has no such column", "{nearest}"
)

# ── Rows ─────────────────────────────────────────────────────────────────────────────────────────────────────

CELL_BLANK = error(
    "cell-blank", "row {row}, column '{column}': there is no value, and every copy needs one", "write it into the list"
)
CELL_UNFIT = error("cell-wrong", "row {row}, column '{column}': '{value}' {reason}", "{way}")
CELL_PLACEHOLDER = error(
    "cell-wrong",
    "row {row}, column '{column}': '{value}' stands for a missing value",
    "write the value, or leave the cell empty",
)
CELL_FORMULA = error(
    "cell-wrong", "row {row}, column '{column}': '{value}' is a formula", "write the value itself, without = before it"
)
CELL_BRACES = error(
    "cell-wrong",
    "row {row}, column '{column}': '{value}' has the braces of another merge in it",
    "write the value itself",
)
CELL_DOUBLED = error(
    "cell-wrong",
    "row {row}, column '{column}': '{value}' has the title {title} twice",
    "leave one of the two out",
)
CELL_CAPITALS = warning(
    "cell-capitals",
    "row {row}, column '{column}': '{value}' is in capitals, and others in this column are not",
    "write it as it should be printed; an abbreviation may stay as it is",
)
CELL_SOURCE = error("cell-wrong", "row {row}, column '{column}': '{value}' is the key of no source", "{nearest}")
CELL_COPIES = error(
    "cell-wrong",
    "row {row}, column '{column}': '{value}' is no number of copies",
    "write 1 to {limit}, or leave the cell empty for one",
)
COPIES_MANY = error(
    "copies-many",
    "the list asks for {count:,} copies in all",
    "write smaller numbers into the column 'copies', or split the list: a print run has at most {limit:,} copies",
)
ROWS_SAME_FILE = error(
    "row-twice",
    "row {row} makes the file '{file}', and so does row {other} (line {line})",
    'delete one, or name files by what differs:  merge: {{name: "{{{{ office }}}} {{{{ state }}}}"}}',
)
MANY_MORE = error("too-many-wrong", "{count} more findings of this kind", "mend the first ones and run again")
OF_ROW = "row {row} ({file}): {message}"
SHORTEN = "{longest}shorten this, or the text that all copies share"
LONGEST_VALUE = "'{column}' of this row has {count} characters, and that of most rows {usual}; "
ROW_LATE = error(
    "time-limit",
    "row {row} ({file}): to make this copy took longer than {seconds} seconds",
    "see that no layout loops, or allow more:  --time-limit {more}",
)
ROW_DIED = error(
    "worker-died",
    "row {row} ({file}): the process that made this copy was ended twice, by lack of memory or a signal",
    "end other programs, run with fewer at a time (--jobs 1), or allow more:  --memory-limit {more}",
)

# ── Proof ────────────────────────────────────────────────────────────────────────────────────────────────────

VALUE_LOST = error(
    "copy-wrong",
    "row {row} ({file}): '{value}' cannot be read back from its pages",
    "this should not happen: see whether a style sheet or layout hides or covers it, and report it if none does",
)
VALUE_OF_OTHER = error(
    "copy-wrong",
    "row {row} ({file}): its pages have '{value}', which belongs to row {other} alone",
    "see whether a text names it outright where a field is meant",
)
# ── The run ──────────────────────────────────────────────────────────────────────────────────────────────────

NOTHING_MADE = error(
    "nothing-made",
    "{wrong} of {count} copies are wrong, so that none was put into place",
    "mend the list and run again: what was right is kept. To have those now:  --keep-going",
)
SOME_NOT_MADE = error(
    "some-not-made",
    "{wrong} of {count} copies are not made",
    "their rows are in {file}: mend them there and merge that",
)
RUN_ELSEWHERE = error(
    "merge-running",
    "another merge writes into this folder now",
    "wait until it is done, or name another folder:  -o DIR",
)
NOT_OURS = error(
    "not-ours",
    "'{path}' is a link, or not what a merge makes there",
    "see what it is, and take it away; or name another folder:  -o DIR",
)
FILE_STAYS = warning(
    "file-stays",
    "this file is not part of the merge any more, and stays, since it is not as an earlier merge wrote it",
    "keep it in another folder, or delete it, so that nobody prints or sends it with the copies",
)
NAMED_OUTRIGHT = warning(
    "named-outright",
    "the text has '{value}' outside of any field, and so each copy has it; it belongs to row {row}",
    "write a field where the text means the reader:  {{{{ {name} }}}}",
)
STILL_DRAFT = warning(
    "merge-of-draft", "the brief is a {status}, which each copy says at its top", "write  status: final  when it is"
)
NO_CLUSTER = error(
    "no-cluster", "what runs a merge on several machines is not installed", "pip install 'policy-brief[cluster]'"
)
NO_SCHEDULER = error(
    "no-cluster",
    "no scheduler answers at '{address}': {reason}",
    "start one, dask scheduler, and workers, dask worker {address} --nthreads 1; or leave --scheduler out",
)
NOT_ON_SCREEN = error(
    "edition-on-screen", "the edition '{edition}' is read on screens", "name one for paper:  -e handout"
)
PAGES_DIFFER = warning(
    "pages-differ",
    "the copies have {counts} pages, and a copier staples a job as a whole",
    "print those with another number from their own files; manifest.csv has the pages of each",
)
SPARE_BLANK = error(
    "spare-blank",
    "spare copies would have nothing for the field '{name}'",
    "give it a default in brief.yaml for every reader, or put it into a condition: {{% if {name} %}} … {{% endif %}}",
)
VALUE_BLANK = error(
    "cell-blank",
    "row {row} ({file}): the field '{name}' has no value, and is printed",
    "write it into the list, give the field a default, or put it into a condition: {{% if {name} %}} … {{% endif %}}",
)
LIST_LATE = error(
    "list-late",
    "the route or the proof sheet takes longer than {seconds} s, or too much memory; the copies are made",
    "simplify lists.css and the layouts of lists in the brief's styles, or allow more:  --time-limit {more}",
)
SHEETS_WRONG = error(
    "sheets-wrong",
    "the layout proof-sheet.html makes {count} pages, and the proof sheet needs {wanted}",
    "make a page for each of `sheets` in it, or delete it from the brief's styles",
)
OF_COPIES = "{message} (in {count} copies, first in row {row})"
