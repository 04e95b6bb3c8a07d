"""What can be wrong with the keys of brief.yaml, front matter and words, and with their values."""

from __future__ import annotations

from collections.abc import Mapping

from brief.findings import Rule, Severity

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
KEY_OUTDENTED = Rule(
    "key-outdented",
    Severity.ERROR,
    "'{key}' belongs to '{group}', and does not stand below it",
    "put spaces before it, so that it begins in column {column}",
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
GROUP_OF_ONE = "write:  {key}: {{{needed}: {value}}}"
ITEM_OF_ONE = "write {{{needed}: {value}}} instead"
"""How a text becomes the group of keys that was expected, after its key and as one of a list."""
VALUE_TOO_LONG = Rule(
    "value-too-long",
    Severity.ERROR,
    "'{key}' is longer than {limit:,} characters",
    "shorten it: what readers shall read at length goes into a section",
)
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
EDITION_UNKNOWN = Rule(
    "unknown-edition",
    Severity.ERROR,
    "there is no edition '{edition}'",
    "{nearest}; an edition of your own says which one it is like: {{like: handout}}",
)
EDITION_BUILT_IN = Rule(
    "edition-built-in",
    Severity.ERROR,
    "'{edition}' is a built-in edition, so it cannot be like another",
    "give yours another name, and let it be like this one",
)
EDITION_NAME_WRONG = Rule(
    "edition-name-wrong",
    Severity.ERROR,
    "'{edition}' cannot be the name of an edition, which is a part of file names",
    "use up to {limit} small letters a-z, digits and hyphens, and not the word all: senate-2",
)
EDITION_LIKE_UNKNOWN = Rule(
    "unknown-edition", Severity.ERROR, "there is no edition '{edition}' to be like", "{nearest}"
)
EDITION_LOOP = Rule(
    "edition-loop",
    Severity.ERROR,
    "'{edition}' is like itself: {kin}",
    "let one of them be like a built-in edition",
)
EDITION_ON_SCREEN = Rule(
    "edition-on-screen",
    Severity.ERROR,
    "'{key}' is about paper, and the edition '{edition}' is read on screens",
    "take it out; how wide the page is and how large its type, readers choose, no link needs a printed address, "
    "and nothing is cut",
)
EDITION_SECTION_UNKNOWN = Rule(
    "section-missing",
    Severity.ERROR,
    "there is no section '{section}' for this edition to print",
    "{nearest}",
)
PAGES_WRONG = Rule(
    "pages-wrong",
    Severity.ERROR,
    "'{value}' is not a number of pages from 1 to {limit}",
    "write the most pages, `pages: 4`, or the fewest and the most, `pages: 2-4`; `pages: even` adds a blank last page "
    "to an odd number, and so does `pages: 4 even`",
)
TYPE_SIZE_WRONG = Rule(
    "type-size-wrong",
    Severity.ERROR,
    "'{value}' is no size of type",
    "write it in points: min-type-size: 11",
)
TYPE_SIZE_SMALL = Rule(
    "type-size-wrong",
    Severity.ERROR,
    "{value:g} pt is too small to be read at ease",
    "an edition like {edition} has no type under {limit:g} pt; take the line out, or ask for more",
)
TYPE_SIZE_LARGE = Rule(
    "type-size-wrong",
    Severity.ERROR,
    "{value:g} pt is above the largest type of an edition like {edition}, {limit:g} pt",
    "ask for less, or let it be like large-print",
)
URL_WRONG = Rule(
    "url-wrong",
    Severity.ERROR,
    "'{key}' is '{value}', and that is no web address",
    "write:  {key}: {address}",
)
EMAIL_WRONG = Rule(
    "email-wrong",
    Severity.ERROR,
    "'{key}' is '{value}', and that is no mail address",
    "write one address and nothing else:  {key}: {address}",
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
    "write them: copy {english} to {own}, and translate it",
)
WORDS_MISSING = Rule(
    "words-missing",
    Severity.ERROR,
    "these words are missing: {missing}",
    "add a line for each, as in the house's styles/words/en.yaml",
)
LISTS_MISSING = Rule(
    "words-missing",
    Severity.WARNING,
    "the words of '{language}' have no list of {missing}, so the claims sheet cannot tell them",
    "add it to the words of your language, as in the house's styles/words/en.yaml",
)
WORDS_GAP = Rule(
    "words-gap",
    Severity.ERROR,
    "'{word}' has '{found}' in it, and nothing fills that",
    "braces stand around these alone: {gaps}",
)
WORDS_MONTHS = Rule(
    "words-months",
    Severity.ERROR,
    "'months' has to have twelve names, and has {count}",
    "write the twelve months in order, January first, with a comma between them",
)
WORDS_NUMBER = Rule(
    "words-number",
    Severity.ERROR,
    "'{found}' does not show how a number is written",
    "write this one as the language does, with its mark for thousands, if it has any, and for decimals: 1,234.5",
)
SLUG_WRONG = Rule(
    "slug-wrong",
    Severity.ERROR,
    "the slug '{value}' cannot begin a file name everywhere",
    "use up to {limit} small letters a-z, digits and hyphens: {slug}",
)
SLUG_EMPTY = Rule(
    "slug-wrong",
    Severity.ERROR,
    "'slug' is empty",
    "write up to {limit} small letters a-z, digits and hyphens, such as {slug}; or take the line out, and file names "
    "begin with the title",
)
FIELD_NAME_WRONG = Rule(
    "field-name-wrong",
    Severity.ERROR,
    "'{name}' cannot be the name of a field",
    "use letters, digits and underscores, no digit first: {{{{ first_name }}}}",
)
FIELD_NAME_RESERVED = Rule(
    "field-name-wrong",
    Severity.ERROR,
    "'{name}' cannot be the name of a field: it means something else between braces",
    "give it another name, here and in the text: {{{{ {name}_name }}}}",
)
FIELD_NAME_LONG = Rule(
    "field-name-wrong",
    Severity.ERROR,
    "this name of a field is longer than {limit} characters: '{name}'",
    "give it a short one, here and in the text: {{{{ first_name }}}}",
)
