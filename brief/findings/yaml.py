"""What can be wrong with how YAML is written, in brief.yaml, front matter and words."""

from __future__ import annotations

from brief.findings import Rule, Severity

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
SPACE_BEHIND = Rule(
    "yaml-space",
    Severity.ERROR,
    "YAML does not take this {name} (U+{code:04X}) for a space",
    "delete it and press the space bar in its place:  {line}",
)
SPACE_IN_INDENT = Rule(
    "yaml-space",
    Severity.ERROR,
    "YAML does not take this {name} (U+{code:04X}) for a space",
    "delete all that stands before `{line}`, and press the space bar there {times}",
)
SPACE_ASTRAY = Rule(
    "yaml-space",
    Severity.ERROR,
    "YAML does not take this {name} (U+{code:04X}) for a space",
    "delete all that looks blank at the begin of this line",
)
YAML_LIST = Rule(
    "yaml-list",
    Severity.ERROR,
    "a list that stands behind its key is written in square brackets",
    "write:  {line}",
)
YAML_LIST_BELOW = Rule(
    "yaml-list",
    Severity.ERROR,
    "the first item of this list stands behind its key, and the others below it",
    "give it a line of its own, right above the others:  {line}",
)
YAML_GROUP = Rule(
    "yaml-group",
    Severity.ERROR,
    "this stands behind the key of a group, and the keys of the group below it",
    "give it a line of its own, right above them, with its own key:  {line}",
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
