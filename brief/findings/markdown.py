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
    "the name #{id} is given for the second time; the first is in line {line}",
    "a link can lead to one place only: give this one another name",
)
NOTE_MISSING = error("note-missing", "there is no note [^{name}] in this file", "{nearest}")
NOTE_MISSING_OTHERWISE = "write it on a line of its own:  [^{name}]: the text of the note"
NOTE_UNUSED = warning(
    "note-unused",
    "the note [^{name}] is called nowhere, so it is not printed",
    "write [^{name}] where it belongs in the text, or delete it",
)
NOTE_TWICE = error(
    "note-twice",
    "the note [^{name}] is written for the second time; the first is in line {line}",
    "keep one of the two, or give this one another name",
)
NOTE_EMPTY = error("note-empty", "the note [^{name}] is empty", "write its text after the colon")
NOTE_NOT_TEXT = error(
    "note-not-text",
    "a note holds paragraphs only, and this is {what}",
    "write it as a sentence, or put it into the text",
)
NOTE_IN_NOTE = error("note-in-note", "a note cannot call another note", "write what [^{name}] says into this note")
BLOCK_UNKNOWN = error("block-unknown", "there is no block '{name}'", "{nearest}")
BAR_MISSING = error("bar-missing", "a bar is missing behind '{name}'", "write:  /// {name} | {rest}")
BLOCK_NOT_BUILT = error(
    "block-not-built", "the block '{name}' is not built yet", "take it out: this version of brief would not heed it"
)
BLOCK_UNCLOSED = error(
    "block-unclosed",
    "the block '{name}' that begins here never ends",
    "close it with a line {slashes} below its last line",
)
BLOCK_STRAY_END = error(
    "block-stray-end",
    "this line ends a block, and none is open",
    "delete it, or write the line that begins the block: /// box | Heading",
)
BLOCK_EMPTY = error(
    "block-empty", "there is nothing in this {name}", "write {content} between its first line and its last"
)
BLOCK_INSIDE = error(
    "block-inside",
    "a block cannot stand inside a list or a quotation",
    "begin its lines at the left margin, before or after",
)
CHOICE_INSIDE = error(
    "block-inside",
    "'{name}' cannot stand inside a {around}",
    "put it around the whole {around}, and write that once for each",
)
CHOICE_WITHOUT_EDITION = error(
    "edition-unnamed", "'{name}' names no edition", "write which on this line, after a bar: /// {name} | handout"
)
CHOICE_UNKNOWN_EDITION = error("unknown-edition", "there is no edition '{edition}'", "{nearest}")
TITLE_CHOSEN = error(
    "title-chosen",
    "the title of a section cannot stand in some editions only",
    "put '{name}' below it; an edition prints other sections when brief.yaml says so: {{sections: [summary]}}",
)
NUMBER_MISSING = error(
    "number-missing", "this key figure has no number", "write it on this line, after a bar: /// key-figure | 120,000"
)
QR_WITHOUT_ADDRESS = error(
    "qr-without-address",
    "this QR code leads nowhere",
    "write its address on this line, after a bar: /// qr | https://www.example.org",
)
QR_ADDRESS_WRONG = error(
    "qr-address-wrong",
    "a QR code cannot lead to '{address}'",
    "write the whole address of a web page, without blanks: /// qr | https://www.example.org",
)
QR_ADDRESS_LONG = error(
    "qr-address-long",
    "this address has {count} characters, too many for a QR code on paper",
    "give it an address with at most {limit}; a short one on your own site, which leads on, is read best",
)
WIDTH_WRONG = error("width-wrong", "'{width}' is no width for {what}", "write one from {least} to {most} mm:  {way}")
ARGUMENT_REFUSED = error(
    "argument-refused",
    "a {name} takes no text after the bar",
    "delete from | to the end of the line, and write the text below it",
)
OPTION_UNKNOWN = error(
    "option-unknown",
    "a {name} has no option '{option}'",
    "{nearest} (text that is no option begins at the left margin, below an empty line)",
)
OPTION_TWICE = error("option-twice", "the option '{option}' stands here for the second time", "keep one of the two")
OPTION_APART = error(
    "option-apart",
    "this line reads like the option '{option}', and an empty line stands above it",
    "delete the empty line above it; or if it is text, write a backslash before the colon: {option}\\: …",
)
OPTION_BROKEN = error(
    "option-broken",
    "this line is indented like an option, and is none",
    "write an option as `year: 2014`, or leave an empty line above the text of the block",
)
BLOCK_TOO_LONG = error(
    "block-too-long",
    "this {name} has more than {limit} parts",
    "a block stands out of the text: take out what belongs into it, or close it with a line {slashes}",
)
TASK_LIST = error("task-list", "boxes to tick are not printed", "delete {box}")
TABLE_COLUMNS = error(
    "table-columns",
    "this line divides {here} columns, and the line above it has {above}",
    "give both lines as many cells: | Year | People | above, | --- | --- | below",
)
TABLE_IN_TABS = warning(
    "table-tabs",
    "tabs stand between these cells, and nothing would part them in print",
    "part them with bars, | Year | People |; or save them as CSV and write  /// table | data/file.csv",
)
TABLE_HEADLESS = error(
    "table-headless",
    "these lines look like a table, and no line divides its head from its rows",
    "write below this line:  {divide}  or, where a table goes on, delete the empty line above",
)
TABLE_ROW = error(
    "table-row",
    "this row has {here} cells, and its table has {columns} columns",
    "delete a | or write \\| for one that belongs to the text",
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
    "keep to fewer levels of lists, quotations, blocks and brackets",
)
