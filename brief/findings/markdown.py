"""What can be wrong with what editors write in a section, and what is refused there."""

from __future__ import annotations

from collections.abc import Mapping

from brief.findings import Rule, Severity

# ── Titles and headings ──────────────────────────────────────────────────────────────────────────────────

TITLE_MISSING = Rule(
    "title-missing",
    Severity.ERROR,
    "this section has no title",
    "write one as the first line, after a # and a space: # What the United Nations found",
)
TITLE_SECOND = Rule(
    "title-second",
    Severity.ERROR,
    "this is a second title; the first is in line {line}",
    "write ## for a heading within the section",
)
HEADING_EMPTY = Rule(
    "heading-empty",
    Severity.ERROR,
    "there is no text after {marks}",
    "write the heading after it, or delete the line",
)
ID_TWICE = Rule(
    "id-twice",
    Severity.ERROR,
    "the name #{id} is given for the second time; the first is in line {line}",
    "a link can lead to one place only: give this one another name",
)

# ── Notes ────────────────────────────────────────────────────────────────────────────────────────────────

NOTE_MISSING = Rule(
    "note-missing",
    Severity.ERROR,
    "there is no note [^{name}] in this file",
    "{nearest}",
)
NOTE_MISSING_OTHERWISE = "write it on a line of its own:  [^{name}]: the text of the note"
NOTE_UNUSED = Rule(
    "note-unused",
    Severity.WARNING,
    "the note [^{name}] is called nowhere, so it is not printed",
    "write [^{name}] where it belongs in the text, or delete it",
)
NOTE_TWICE = Rule(
    "note-twice",
    Severity.ERROR,
    "the note [^{name}] is written for the second time; the first is in line {line}",
    "keep one of the two, or give this one another name",
)
NOTE_EMPTY = Rule(
    "note-empty",
    Severity.ERROR,
    "the note [^{name}] is empty",
    "write its text after the colon",
)
NOTE_NOT_TEXT = Rule(
    "note-not-text",
    Severity.ERROR,
    "a note holds paragraphs only, and this is {what}",
    "write it as a sentence, or put it into the text",
)
NOTE_IN_NOTE = Rule(
    "note-in-note",
    Severity.ERROR,
    "a note cannot call another note",
    "write what [^{name}] says into this note",
)

# ── Blocks ───────────────────────────────────────────────────────────────────────────────────────────────

BLOCK_UNKNOWN = Rule(
    "block-unknown",
    Severity.ERROR,
    "there is no block '{name}'",
    "{nearest}",
)
BLOCK_NOT_BUILT = Rule(
    "block-not-built",
    Severity.ERROR,
    "the block '{name}' is not built yet",
    "take it out: this version of brief would not heed it",
)
BLOCK_UNCLOSED = Rule(
    "block-unclosed",
    Severity.ERROR,
    "the block '{name}' that begins here never ends",
    "close it with a line {slashes} below its last line",
)
BLOCK_STRAY_END = Rule(
    "block-stray-end",
    Severity.ERROR,
    "this line ends a block, and none is open",
    "delete it, or write the line that begins the block: /// box | Heading",
)
BLOCK_EMPTY = Rule(
    "block-empty",
    Severity.ERROR,
    "there is nothing in this {name}",
    "write {content} between its first line and its last",
)
BLOCK_INSIDE = Rule(
    "block-inside",
    Severity.ERROR,
    "a block cannot stand inside a list or a quotation",
    "begin its lines at the left margin, before or after",
)
NUMBER_MISSING = Rule(
    "number-missing",
    Severity.ERROR,
    "this key figure has no number",
    "write it on this line, after a bar: /// key-figure | 120,000",
)
ARGUMENT_REFUSED = Rule(
    "argument-refused",
    Severity.ERROR,
    "a {name} takes no text after the bar",
    "delete from | to the end of the line, and write the text below it",
)
OPTION_UNKNOWN = Rule(
    "option-unknown",
    Severity.ERROR,
    "a {name} has no option '{option}'",
    "{nearest} (text that is no option needs an empty line above it)",
)
OPTION_TWICE = Rule(
    "option-twice",
    Severity.ERROR,
    "the option '{option}' stands here for the second time",
    "keep one of the two",
)
OPTION_BROKEN = Rule(
    "option-broken",
    Severity.ERROR,
    "this line is indented like an option, and is none",
    "write an option as `year: 2014`, or leave an empty line above the text of the block",
)

BLOCK_TOO_LONG = Rule(
    "block-too-long",
    Severity.ERROR,
    "this {name} has more than {limit} parts",
    "a block stands out of the text: take out what belongs into it, or close it with a line {slashes}",
)

# ── Lists and tables ─────────────────────────────────────────────────────────────────────────────────────

TASK_LIST = Rule(
    "task-list",
    Severity.ERROR,
    "boxes to tick are not printed",
    "delete {box}",
)
TABLE_COLUMNS = Rule(
    "table-columns",
    Severity.ERROR,
    "this line divides {here} columns, and the line above it has {above}",
    "give both lines as many cells: | Year | People | above, | --- | --- | below",
)
TABLE_HEADLESS = Rule(
    "table-headless",
    Severity.ERROR,
    "these lines look like a table, and no line divides its head from its rows",
    "write below this line:  {divide}  or, where a table goes on, delete the empty line above",
)
TABLE_ROW = Rule(
    "table-row",
    Severity.ERROR,
    "this row has {here} cells, and its table has {columns} columns",
    "delete a | or write \\| for one that belongs to the text",
)

# ── Pictures and links ───────────────────────────────────────────────────────────────────────────────────

ALT_MISSING = Rule(
    "alt-missing",
    Severity.ERROR,
    "this picture has no text for people who do not see it",
    "say between the square brackets what it shows, or mark it as ornament: {{: .decorative}} after it",
)
CAPTION_LOST = Rule(
    "caption-lost",
    Severity.ERROR,
    "a picture within a line of text has no caption: '{text}' would be lost",
    "leave an empty line before the picture and one after it, or delete the caption",
)
LINK_REFUSED = Rule(
    "link-refused",
    Severity.ERROR,
    "a link cannot lead to '{target}'",
    "links begin with https://, http://, mailto:, tel: or, within the brief, #",
)

# ── Fields and what comes later ──────────────────────────────────────────────────────────────────────────

FIELD_UNKNOWN = Rule(
    "field-unknown",
    Severity.ERROR,
    "there is no field '{name}'",
    "{nearest}",
)
FIELD_UNKNOWN_OTHERWISE = 'name it in brief.yaml:  fields: {{{name}: {{sample: "…"}}}}'
FIELD_BROKEN = Rule(
    "field-broken",
    Severity.ERROR,
    "this is no field: '{text}'",
    "write the name of a field between two pairs of braces, {{{{ name }}}}, or \\{{\\{{ for two braces in the text",
)
FILTER_UNKNOWN = Rule(
    "filter-unknown",
    Severity.ERROR,
    "there is no filter '{name}'",
    "{nearest}",
)
FILTER_ARGUMENT_REFUSED = Rule(
    "filter-argument",
    Severity.ERROR,
    "the filter '{name}' takes nothing in brackets",
    "write it without brackets: {{{{ {field} | {name} }}}}",
)
FILTER_ARGUMENT_MISSING = Rule(
    "filter-argument",
    Severity.ERROR,
    "the filter '{name}' has to say what stands there when nothing else does",
    'write it in brackets and quotes: {{{{ {field} | {name}("Friend") }}}}',
)
FIELD_IN_ADDRESS = Rule(
    "field-in-address",
    Severity.ERROR,
    "a field cannot stand in an address or a {{: … }}",
    "write it in the text",
)
CONDITION_NOT_BUILT = Rule(
    "condition-not-built",
    Severity.ERROR,
    "conditions, {{% … %}}, are not built yet",
    "take it out, or write \\{{% for a brace and a percent sign in the text",
)
CITATION_NOT_BUILT = Rule(
    "citation-not-built",
    Severity.ERROR,
    "citations, [@key], are not built yet",
    "write the source as a note: [^name] here, and [^name]: the source on a line of its own",
)

# ── HTML and attributes ──────────────────────────────────────────────────────────────────────────────────

RAW_HTML = Rule(
    "raw-html",
    Severity.ERROR,
    "HTML is not taken over: {tag}",
    "{instead}",
)
INSTEAD: Mapping[str, str] = {
    "b": "write **bold** for bold text",
    "strong": "write **bold** for bold text",
    "i": "write *italic* for italic text",
    "em": "write *italic* for italic text",
    "a": "write [text](https://address) for a link",
    "img": 'write ![what it shows](images/file.svg "caption") for a picture',
    "table": "write a table with bars: | Year | People |",
    "ul": "write a list with hyphens: - text",
    "ol": "write a list with numbers: 1. text",
    "li": "write a list with hyphens: - text",
    "p": "leave an empty line between two paragraphs",
    "code": "write `code` between back-ticks",
    "blockquote": "begin each line of a quotation with >",
    "h1": "write # before a title",
    "h2": "write ## before a heading",
    "h3": "write ### before a smaller heading",
    "hr": "write *** on a line of its own for a rule",
    "span": 'write <span lang="ko"> with a language, and nothing else in it',
    "abbr": 'write <abbr title="United Nations"> with a title, and nothing else in it',
}
"""What to write instead of a tag, by its name."""

INSTEAD_OTHERWISE = (
    "delete it; only <sup>, <sub>, <br>, <span lang> and <abbr title> are taken, and \\< is a plain < in the text"
)
TAG_UNCLOSED = Rule(
    "tag-unclosed",
    Severity.ERROR,
    "<{name}> is not closed",
    "write </{name}> where it ends, in the same paragraph and before another <{name}>",
)
TAG_STRAY_END = Rule(
    "tag-stray-end",
    Severity.ERROR,
    "</{name}> ends what did not begin",
    "delete it, or write the tag that begins before it, in the same paragraph",
)
COMMENT_UNCLOSED = Rule(
    "comment-unclosed",
    Severity.ERROR,
    "the comment that begins here never ends",
    "write --> where it ends, or \\<!-- for the signs themselves",
)
ATTRIBUTE_REFUSED = Rule(
    "attribute-refused",
    Severity.ERROR,
    "'{text}' cannot stand between {{: and }}",
    "only a class {{: .wide}}, a name {{: #camps}} and a language {{: lang=fr}} can",
)
ATTRIBUTES_STRAY = Rule(
    "attributes-stray",
    Severity.ERROR,
    "'{text}' belongs to nothing",
    "put it at the end of a paragraph, on the line below a list or table, or directly after a link or picture",
)
CODE_BLOCK = Rule(
    "code-block",
    Severity.ERROR,
    "blocks of code are not printed",
    "delete the lines with {marks}; put a few words of code between single back-ticks",
)

# ── Bounds ───────────────────────────────────────────────────────────────────────────────────────────────

TOO_LONG = Rule(
    "too-long",
    Severity.ERROR,
    "this paragraph is longer than {limit:,} characters",
    "leave an empty line between two paragraphs",
)
TOO_DEEP = Rule(
    "too-deep",
    Severity.ERROR,
    "this is nested more than {limit} levels deep",
    "keep to fewer levels of lists, quotations, blocks and brackets",
)
