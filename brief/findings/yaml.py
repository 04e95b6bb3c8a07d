"""Findings about the syntax of YAML, in brief.yaml, front matter and the other YAML files of a brief."""

from __future__ import annotations

from brief.findings import error

YAML_TAB = error(
    "yaml-tab", "there is a tab here, and YAML takes spaces only", "use spaces: two for each step to the right"
)
YAML_COLON = error("yaml-colon", "this text has a colon in it, so it needs quotes", "write:  {line}")
YAML_COLON_INSIDE = error(
    "yaml-colon",
    "there is a colon here in a text without quotes",
    "put quotes around the whole text, from its first word to its last",
)
YAML_QUOTE_OPEN = error("yaml-quote", "the quote that opens here is never closed", "write:  {line}")
YAML_QUOTE_INSIDE = error("yaml-quote", "the text goes on after its closing quote", "write:  {line}")
YAML_BACKSLASH = error(
    "yaml-quote", "there is a backslash between double quotes, where it begins a special character", "write:  {line}"
)
YAML_BRACKET = error("yaml-bracket", "the bracket that opens here is never closed", "write:  {line}")
YAML_QUOTES = error("yaml-quotes", "this text means something else in YAML, so it needs quotes", "write:  {line}")
YAML_SPACE = error("yaml-space", "there is no space after the colon", "write:  {line}")
SPACE_BEHIND = error(
    "yaml-space",
    "YAML does not take this {name} (U+{code:04X}) for a space",
    "delete it and press the space bar in its place:  {line}",
)
SPACE_IN_INDENT = error(
    "yaml-space",
    "YAML does not take this {name} (U+{code:04X}) for a space",
    "delete everything before `{line}`, and press the space bar {times}",
)
SPACE_ASTRAY = error(
    "yaml-space",
    "YAML does not take this {name} (U+{code:04X}) for a space",
    "delete everything that looks blank at the start of this line",
)
YAML_LIST = error("yaml-list", "a list after its key is written in square brackets", "write:  {line}")
YAML_LIST_BELOW = error(
    "yaml-list",
    "the first item of this list is after its key, and the others are below it",
    "put it on its own line, right above the others:  {line}",
)
YAML_GROUP = error(
    "yaml-group",
    "this is after the key of a group, and the keys of the group are below it",
    "put it on its own line, right above them, with its own key:  {line}",
)
YAML_INDENT = error(
    "yaml-indent",
    "this line is not indented like the lines around it",
    "begin it in column {column}, like the lines around it",
)
YAML_SYNTAX = error(
    "yaml-syntax",
    "this cannot be read as YAML",
    "look at this line and the one above: `key: text`, lists with `- `, brackets and quotes in pairs",
)
YAML_ALIAS = error(
    "yaml-alias",
    "{sign} refers to another value, which is not supported here",
    "write the value out; a text that begins with {sign} needs quotes",
)
YAML_TAG = error(
    "yaml-tag",
    "'{tag}' is a YAML tag, which is not supported here",
    "take it out; a text that begins with ! needs quotes",
)
YAML_KEY = error(
    "yaml-key",
    "there is a list or a group of keys here where the name of a key was expected",
    "write `key: text`; a text that begins with [ or {{ needs quotes",
)
YAML_DEPTH = error(
    "yaml-depth",
    "this is nested more than {limit} levels deep",
    "no key needs so many levels; a text that begins with [ or {{ needs quotes",
)
YAML_TOO_MUCH = error(
    "yaml-too-much",
    "there are more keys and values than any brief has",
    "keep what belongs to the brief, and take out the rest",
)
YAML_DOCUMENTS = error(
    "yaml-documents",
    "a second document begins here",
    "keep one only: take out the line `---` and what does not belong to the brief",
)
