"""What can be wrong with the blocks of a section: titles, notes, lists, tables, blocks between slashes."""

from __future__ import annotations

from brief.findings import error, warning

TITLE_MISSING = error(
    "title-missing",
    "this section has no title",
    "write one as the first line, after a # and a space: # What the United Nations found",
)
TITLE_SECOND = error(
    "title-second", "this is a second title; the first is in line {line}", "write ## for a heading within the section"
)
HEADING_EMPTY = error(
    "heading-empty", "there is no text after {marks}", "write the heading after it, or delete the line"
)
ID_TWICE = error(
    "id-twice",
    "the name #{id} is already used in line {line}",
    "a link leads to one place only: choose another name",
)
NOTE_MISSING = error("note-missing", "there is no note [^{name}] in this file", "{nearest}")
NOTE_MISSING_OTHERWISE = "write it on a line of its own:  [^{name}]: the text of the note"
NOTE_UNUSED = warning(
    "note-unused",
    "nothing refers to the note [^{name}], so it is not printed",
    "write [^{name}] in the text where it belongs, or delete the note",
)
NOTE_TWICE = error(
    "note-twice",
    "there is already a note [^{name}] in line {line}",
    "keep one of the two, or give this one another name",
)
NOTE_EMPTY = error("note-empty", "the note [^{name}] is empty", "write its text after the colon")
NOTE_NOT_TEXT = error(
    "note-not-text",
    "a note can hold only paragraphs, but this is {what}",
    "write it as a sentence, or move it into the text",
)
NOTE_IN_NOTE = error(
    "note-in-note", "a note cannot refer to another note", "write the words of [^{name}] into this note"
)
BLOCK_UNKNOWN = error("block-unknown", "there is no block '{name}'", "{nearest}")
BAR_MISSING = error("bar-missing", "a bar is missing after '{name}'", "write:  /// {name} | {rest}")
BLOCK_UNCLOSED = error(
    "block-unclosed",
    "the block '{name}' that begins here never ends",
    "close it with a line {slashes} below its last line",
)
BLOCK_STRAY_END = error(
    "block-stray-end",
    "this line ends a block, but no block is open",
    "delete it, or write the line that begins the block: /// box | Heading",
)
BLOCK_EMPTY = error("block-empty", "this {name} is empty", "write {content} between its first and its last line")
BLOCK_INSIDE = error(
    "block-inside",
    "a block cannot stand inside a list or a quotation",
    "begin its lines at the left margin, before or after",
)
CHOICE_INSIDE = error(
    "block-inside",
    "'{name}' cannot stand inside a {around}",
    "put it around the whole {around}, and write a second {around} for the other editions",
)
CHOICE_WITHOUT_EDITION = error(
    "edition-unnamed", "'{name}' names no edition", "name one or more on this line, after a bar: /// {name} | handout"
)
WHEN_WITHOUT_CONDITION = error(
    "condition-missing",
    "'{name}' has no condition",
    'write one on this line, after a bar: /// {name} | party == "Independent"',
)
CHOICE_UNKNOWN_EDITION = error("unknown-edition", "there is no edition '{edition}'", "{nearest}")
TITLE_CHOSEN = error(
    "title-chosen",
    "all editions of a section need its title",
    "put '{name}' below the title; brief.yaml chooses the sections of an edition: {{sections: [summary]}}",
)
NUMBER_MISSING = error(
    "number-missing", "this key figure has no number", "write it on this line, after a bar: /// key-figure | 120,000"
)
QR_WITHOUT_ADDRESS = error(
    "qr-without-address",
    "this QR code has no address",
    "write it on this line, after a bar: /// qr | https://www.example.org",
)
QR_ADDRESS_WRONG = error(
    "qr-address-wrong",
    "a QR code cannot lead to '{address}'",
    "write the whole address of a web page, without blanks: /// qr | https://www.example.org",
)
QR_ADDRESS_LONG = error(
    "qr-address-long",
    "this address has {count} characters, too many for a QR code on paper",
    "use an address of at most {limit} characters, such as a short one on your own site that leads to the page",
)
WIDTH_WRONG = error(
    "width-wrong", "'{width}' is not a width that {what} can have", "write one from {least} to {most} mm:  {way}"
)
ARGUMENT_REFUSED = error(
    "argument-refused",
    "a {name} takes no text after the bar",
    "delete from | to the end of the line, and write the text below it",
)
OPTION_UNKNOWN = error(
    "option-unknown",
    "a {name} has no option '{option}'",
    "{nearest} (to write text, begin at the left margin, below an empty line)",
)
OPTION_TWICE = error("option-twice", "the option '{option}' is given twice", "keep one of the two")
OPTION_APART = error(
    "option-apart",
    "this line reads like the option '{option}', but there is an empty line above it",
    "delete that empty line or, if this is text, write a backslash before the colon: {option}\\: …",
)
OPTION_BROKEN = error(
    "option-broken",
    "this line is indented like an option, but is not one",
    "write an option as `year: 2014`, or leave an empty line above the text of the block",
)
BLOCK_TOO_LONG = error(
    "block-too-long",
    "this {name} has more than {limit} parts",
    "move what belongs to the text out of it, or close it earlier with a line {slashes}",
)
TASK_LIST = error("task-list", "boxes to tick are not printed", "delete {box}")
TABLE_COLUMNS = error(
    "table-columns",
    "this line has {here} columns, but the line above it has {above}",
    "give both lines as many cells: | Year | People | above, | --- | --- | below",
)
TABLE_IN_TABS = warning(
    "table-tabs",
    "these cells are separated by tabs, which are not printed",
    "separate them with bars, | Year | People |; or save them as CSV and write  /// table | data/file.csv",
)
TABLE_HEADLESS = error(
    "table-headless",
    "these lines look like a table, but none separates its head from its rows",
    "write  {divide}  below this line or, if a table continues here, delete the empty line above",
)
TABLE_ROW = error(
    "table-row",
    "this row has {here} cells, but its table has {columns} columns",
    "delete a | or write \\| for one that belongs to the text",
)
TABLE_TOO_LARGE = error(
    "table-too-large",
    "this table has {count:,} cells; {limit:,} are the most that can be set",
    "keep in it only what is shown, and say where the whole is published",
)
CODE_BLOCK = error(
    "code-block",
    "blocks of code are not printed",
    "delete the lines with {marks}; put a few words of code between single back-ticks",
)
TOO_LONG = error(
    "too-long", "this paragraph is longer than {limit:,} characters", "leave an empty line between two paragraphs"
)
TOO_DEEP = error(
    "too-deep",
    "this is nested more than {limit} levels deep",
    "use fewer levels of lists, quotations, blocks, brackets and emphasis",
)
