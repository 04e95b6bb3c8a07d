"""What can be wrong with brief.yaml, the words of a language, and the files of a brief."""

from __future__ import annotations

import errno
from collections.abc import Mapping

from brief.findings import Rule, Severity

# ── Files ────────────────────────────────────────────────────────────────────────────────────────────────

FILE_UNREADABLE = Rule(
    "file-unreadable",
    Severity.ERROR,
    "this file cannot be read: {reason}",
    "put the file itself there, with the right to read it",
)
FILE_OUTSIDE = Rule(
    "file-outside",
    Severity.ERROR,
    "this is a link that leads out of the brief's folder",
    "copy what it leads to into the folder; nothing else is read",
)
FILE_TOO_LARGE = Rule(
    "file-too-large",
    Severity.ERROR,
    "this file is larger than {limit} MB, too large for a text",
    "put pictures and tables into files of their own, and only text here",
)
FILE_BINARY = Rule(
    "file-binary",
    Severity.ERROR,
    "this is not a text file",
    "open it in the program that made it, and save it as plain text in UTF-8",
)
FILE_UTF16 = Rule(
    "file-utf16",
    Severity.ERROR,
    "this file is saved as UTF-16",
    "save it as UTF-8: your editor asks for the encoding under 'Save as'",
)
FILE_NOT_UTF8 = Rule(
    "file-not-utf8",
    Severity.ERROR,
    "this file is not saved as UTF-8: byte {byte} of this line, 0x{value:02X}, is no character{guess}",
    "save it as UTF-8: your editor asks for the encoding under 'Save as'",
)
FILE_EMPTY = Rule(
    "file-empty",
    Severity.ERROR,
    "there is nothing in this file",
    "write one line at least:  {line}",
)
CONTROL_CHARACTER = Rule(
    "control-character",
    Severity.ERROR,
    "there is a control character here (U+{code:04X}), which no page can show",
    "delete it, or type the text around it anew; such characters come along when text is pasted",
)

READ_TROUBLE: Mapping[int, str] = {
    errno.ENOENT: "it is a link that leads nowhere",
    errno.ELOOP: "it is a link that leads to itself",
    errno.EACCES: "you have no right to read it",
    errno.EISDIR: "it is a folder",
    errno.ENXIO: "it is not an ordinary file",
    errno.EIO: "the disk fails",
}
"""Why a file cannot be read, by the number of the system's error; the system's own words serve for all others."""

# ── The grammar of YAML ──────────────────────────────────────────────────────────────────────────────────

YAML_TAB = Rule(
    "yaml-tab",
    Severity.ERROR,
    "there is a tab here, and YAML takes spaces only",
    "use spaces: two for each step to the right",
)
YAML_COLON = Rule(
    "yaml-colon",
    Severity.ERROR,
    "this text has a colon in it, so it needs quotes",
    "write:  {line}",
)
YAML_COLON_INSIDE = Rule(
    "yaml-colon",
    Severity.ERROR,
    "there is a colon here in a text without quotes",
    "put quotes around the whole text, from its first word to its last",
)
YAML_QUOTE_OPEN = Rule(
    "yaml-quote",
    Severity.ERROR,
    "the quote that opens here is never closed",
    "write:  {line}",
)
YAML_QUOTE_INSIDE = Rule(
    "yaml-quote",
    Severity.ERROR,
    "the text goes on after its closing quote",
    "write:  {line}",
)
YAML_BACKSLASH = Rule(
    "yaml-quote",
    Severity.ERROR,
    "there is a backslash between double quotes, where it begins a special character",
    "write:  {line}",
)
YAML_BRACKET = Rule(
    "yaml-bracket",
    Severity.ERROR,
    "the bracket that opens here is never closed",
    "write:  {line}",
)
YAML_QUOTES = Rule(
    "yaml-quotes",
    Severity.ERROR,
    "this text means something else in YAML, so it needs quotes",
    "write:  {line}",
)
YAML_SPACE = Rule(
    "yaml-space",
    Severity.ERROR,
    "there is no space after the colon",
    "write:  {line}",
)
YAML_INDENT = Rule(
    "yaml-indent",
    Severity.ERROR,
    "this line does not stand under the ones that it belongs to",
    "begin it in column {column}, as the lines around it",
)
YAML_SYNTAX = Rule(
    "yaml-syntax",
    Severity.ERROR,
    "this cannot be read as YAML",
    "look at this line and the one above: `key: text`, lists with `- `, brackets and quotes in pairs",
)
YAML_ALIAS = Rule(
    "yaml-alias",
    Severity.ERROR,
    "{sign} refers to another value, and values stand for themselves here",
    "write the value out; a text that begins with {sign} needs quotes",
)
YAML_TAG = Rule(
    "yaml-tag",
    Severity.ERROR,
    "'{tag}' is a YAML tag, and values are plain text here",
    "take it out; a text that begins with ! needs quotes",
)
YAML_KEY = Rule(
    "yaml-key",
    Severity.ERROR,
    "there is a list or a group of keys here where the name of one key was expected",
    "write `key: text`; a text that begins with [ or {{ needs quotes",
)
YAML_DEPTH = Rule(
    "yaml-depth",
    Severity.ERROR,
    "this is nested more than {limit} levels deep",
    "no key needs so many; a text that begins with [ or {{ needs quotes",
)
YAML_TOO_MUCH = Rule(
    "yaml-too-much",
    Severity.ERROR,
    "there are more keys and values than any brief has",
    "keep what belongs to the brief, and take out the rest",
)
YAML_DOCUMENTS = Rule(
    "yaml-documents",
    Severity.ERROR,
    "a second document begins here",
    "keep one only: take out the line `---` and what does not belong to the brief",
)

# ── Keys and values ──────────────────────────────────────────────────────────────────────────────────────

KEY_UNKNOWN = Rule(
    "key-unknown",
    Severity.ERROR,
    "there is no key '{key}'{inside}",
    "{nearest}",
)
KEY_NOT_BUILT = Rule(
    "key-not-built",
    Severity.ERROR,
    "'{key}' is not built yet",
    "take it out: this version of brief would not heed it",
)
KEY_TWICE = Rule(
    "key-twice",
    Severity.ERROR,
    "'{key}' stands here for the second time; the first is in line {line}, column {column}",
    "keep one of the two",
)
KEY_MISSING = Rule(
    "key-missing",
    Severity.ERROR,
    "there is no '{key}'{inside}, and it is needed",
    "add the line `{key}: …`",
)
VALUE_MISSING = Rule(
    "value-missing",
    Severity.ERROR,
    "'{key}' has no value",
    "write one after the colon, or take the key out",
)
VALUE_EMPTY = Rule(
    "value-empty",
    Severity.ERROR,
    "'{key}' is empty, and it is needed",
    "write it after the colon",
)
WRONG_TYPE = Rule(
    "wrong-type",
    Severity.ERROR,
    "'{key}' is {found}; {expected} was expected",
    "{way}",
)
SHAPES: Mapping[str, tuple[str, str]] = {
    "text": ("a text", 'write it after the colon, in quotes if there is a colon in it: title: "Korea: rights first"'),
    "list": ("a list", "write one a line, each after a hyphen and a space: - summary"),
    "keys": ("a group of keys", "write `key: text`, one a line, each two spaces further right than the group's name"),
}
"""What can stand after a key: its name, and how it is written."""

DATE_WRONG = Rule(
    "date-wrong",
    Severity.ERROR,
    "'{key}' is '{value}', and that is no date",
    "write year, month and day as YYYY-MM-DD: 2018-06-08",
)
CHOICE_UNKNOWN = Rule(
    "choice-unknown",
    Severity.ERROR,
    "'{key}' cannot be '{value}'; it is {choices}",
    "{nearest}",
)
PAPER_SIZE_UNKNOWN = Rule(
    "paper-unknown",
    Severity.ERROR,
    "'{value}' is a page size nobody knows; paper is {choices}",
    "{nearest}",
)
LANGUAGE_WRONG = Rule(
    "language-wrong",
    Severity.ERROR,
    "'{key}' is '{value}', and that is no language tag",
    "write the tag of the language (BCP 47): en-US, fr, ko",
)
SCRIPT_UNKNOWN = Rule(
    "script-unknown",
    Severity.ERROR,
    "there is no script '{script}'",
    "{nearest}",
)
LANGUAGE_WITHOUT_WORDS = Rule(
    "language-without-words",
    Severity.ERROR,
    "the words that the layouts add are not there in '{language}', only in {known}",
    "write them: copy styles/words/en.yaml to styles/words/{primary}.yaml beside your brief, and translate it",
)
WORDS_MISSING = Rule(
    "words-missing",
    Severity.ERROR,
    "these words are missing: {missing}",
    "add a line for each, as in the house's styles/words/en.yaml",
)
SLUG_WRONG = Rule(
    "slug-wrong",
    Severity.ERROR,
    "the slug '{value}' cannot begin a file name everywhere",
    "use up to {limit} small letters a-z, digits and hyphens: {slug}",
)
FIELD_NAME_WRONG = Rule(
    "field-name-wrong",
    Severity.ERROR,
    "'{name}' cannot be the name of a field",
    "use letters, digits and underscores, no digit first: {{{{ first_name }}}}",
)

# ── Sections ─────────────────────────────────────────────────────────────────────────────────────────────

SECTIONS_NONE = Rule(
    "sections-none",
    Severity.ERROR,
    "this brief has no section",
    "put a Markdown file beside brief.yaml (summary.md), and its name into `sections` if you keep that list",
)
SECTION_NAME_WRONG = Rule(
    "section-name-wrong",
    Severity.ERROR,
    "'{name}' cannot be the name of a section",
    "write the name of a file beside brief.yaml, without folder and ending: `- {plain}`",
)
SECTION_MISSING = Rule(
    "section-missing",
    Severity.ERROR,
    "there is no file {name}.md for the section '{name}'",
    "{nearest}",
)
SECTION_TWICE = Rule(
    "section-twice",
    Severity.ERROR,
    "the section '{name}' stands here for the second time; the first is in line {line}",
    "keep one of the two",
)
SECTION_UNLISTED = Rule(
    "section-unlisted",
    Severity.WARNING,
    "this file is in no list, so it is not printed",
    "add `- {name}` under `sections` in brief.yaml, or move the file elsewhere",
)
SECTION_EMPTY = Rule(
    "section-empty",
    Severity.ERROR,
    "the section '{name}' is empty",
    "write it, or take it out of the brief",
)
LAYOUT_NAME_WRONG = Rule(
    "layout-name-wrong",
    Severity.ERROR,
    "'{name}' cannot be the name of a layout",
    "write the name of a file in styles/layouts, without folder and ending",
)
FRONT_MATTER_OPEN = Rule(
    "front-matter-open",
    Severity.ERROR,
    "the front matter that begins here never ends",
    "close it with a line `---`; a rule between two paragraphs is written `***`",
)
