"""Findings about the keys of brief.yaml, front matter and words, and about their values."""

from __future__ import annotations

from collections.abc import Mapping

from brief.findings import error, info, warning

KEY_UNKNOWN = error("key-unknown", "there is no key '{key}' in {group}", "{nearest}")
COMMA_IN_TEXT = "if it belongs to the text before it, put that text in quotes: between braces, a comma ends it"
KEY_NOT_BUILT = error("key-not-built", "'{key}' is not built yet", "remove it: this version of brief would ignore it")
NOT_BUILT: Mapping[str, tuple[str, ...]] = {"front matter": ("ask",)}
"""The keys that a later version will accept, by where they stand."""
KEY_OUTDENTED = error(
    "key-outdented",
    "'{key}' belongs to '{group}', and is not indented below it",
    "put spaces before it, so that it begins further right than '{group}', like all keys of that group",
)
KEY_TWICE = error(
    "key-twice",
    "'{name}' stands here for the second time; the first is in line {line}, column {column}",
    "keep one of the two",
)
KEY_MISSING = error("key-missing", "there is no '{key}' in {group}, and it is needed", "add the line `{key}: …`")
VALUE_MISSING = error(
    "value-missing",
    "'{key}' has no value",
    "write one after the colon, in quotes if it begins with #, since a bare # begins a comment; or remove the key",
)
VALUE_EMPTY = error("value-empty", "'{key}' is empty, and it is needed", "write it after the colon")
WRONG_TYPE = error("wrong-type", "'{key}' is {found}; {expected} was expected", "{way}")
SHAPES: Mapping[str, tuple[str, str]] = {
    "text": ("a text", 'write it after the colon, in quotes if there is a colon in it: title: "Korea: rights first"'),
    "list": ("a list", "write one a line, each after a hyphen and a space: - summary"),
    "keys": ("a group of keys", "write `key: text`, one a line, each two spaces further right than the group's name"),
}
"""What can stand after a key: its name in a message, and how it is written."""
GROUP_OF_ONE = "write:  {key}: {{{needed}: {value}}}"
ITEM_OF_ONE = "write {{{needed}: {value}}} instead"
"""How a text is written as the expected group of keys: after its key, and as an item of a list."""
VALUE_TOO_LONG = error(
    "value-too-long",
    "'{key}' is longer than {limit:,} characters",
    "shorten it: long texts belong in a section",
)
DATE_WRONG = error(
    "date-wrong", "'{key}' is '{value}', which is not a date", "write year, month and day as YYYY-MM-DD: 2018-06-08"
)
CHOICE_UNKNOWN = error("choice-unknown", "'{key}' cannot be '{value}'; it is {choices}", "{nearest}")
PAPER_SIZE_UNKNOWN = error("paper-unknown", "'{value}' is an unknown page size; paper is {choices}", "{nearest}")
EDITION_UNKNOWN = error(
    "unknown-edition",
    "there is no edition '{edition}'",
    "an edition of your own says which one it is like: {{like: handout}}; {nearest}",
)
EDITIONS_MANY = error(
    "editions-many",
    "there are {count} editions, and each takes time and room on the disk",
    "name at most {limit}; for a copy for each of many offices there is `brief merge`",
)
EDITION_BUILT_IN = error(
    "edition-built-in",
    "'{edition}' is a built-in edition, so it cannot be like another",
    "give yours another name, and let it be like this one",
)
EDITION_NAME_WRONG = error(
    "edition-name-wrong",
    "'{edition}' cannot be the name of an edition, which is a part of file names",
    "use up to {limit} small letters a-z, digits and hyphens, and not the word all: senate-2",
)
EDITION_LIKE_UNKNOWN = error("unknown-edition", "there is no edition '{edition}' for it to be like", "{nearest}")
EDITION_LOOP = error("edition-loop", "'{edition}' is like itself: {loop}", "let one of them be like a built-in edition")
EDITION_ON_SCREEN = error(
    "edition-on-screen",
    "'{key}' is about paper, and the edition '{edition}' is read on screens",
    "remove it; readers choose the width and the type size, links need no printed address, and nothing is cut",
)
EDITION_SECTION_UNKNOWN = error(
    "section-missing", "there is no section '{section}' for this edition to print", "{nearest}"
)
PAGES_WRONG = error(
    "pages-wrong",
    "'{value}' is not a number of pages from 1 to {limit}",
    "write the most pages, `pages: 4`, or the fewest and the most, `pages: 2-4`; `pages: even` adds a blank last page "
    "to an odd number, and so does `pages: 4 even`",
)
TYPE_SIZE_WRONG = error("type-size-wrong", "'{value}' is not a size of type", "write it in points:  {key}: 11")
TYPE_SIZE_SMALL = error(
    "type-size-wrong",
    "{value:g} pt is too small to read with ease",
    "an edition like {edition} has no type under {limit:g} pt; take the line out, or ask for more",
)
TYPE_SIZE_LARGE = error(
    "type-size-wrong",
    "{value:g} pt is above the largest type of an edition like {edition}, {limit:g} pt",
    "ask for less, or let it be like large-print",
)
URL_WRONG = error("url-wrong", "'{key}' is '{value}', which is not a web address", "write:  {key}: {address}")
EMAIL_WRONG = error(
    "email-wrong",
    "'{key}' is '{value}', which is not a mail address",
    "write one address and nothing else:  {key}: {address}",
)
LANGUAGE_WRONG = error(
    "language-wrong",
    "'{key}' is '{value}', which is not a language tag",
    "write the tag of the language (BCP 47): en-US, fr, ko",
)
SCRIPT_UNKNOWN = error("script-unknown", "there is no script '{script}'", "{nearest}")
LANGUAGE_WITHOUT_WORDS = error(
    "language-without-words",
    "the words that layouts print exist in {known}, but not in '{language}'",
    "write them: copy {english} to {own}, and translate it",
)
WORDS_MISSING = error(
    "words-missing", "these words are missing: {missing}", "add a line for each, as in the house's styles/words/en.yaml"
)
LISTS_MISSING = warning(
    "words-missing",
    "the words of '{language}' have no list of {missing}, so the claims sheet cannot tell them",
    "add it to the words of your language, as in the house's styles/words/en.yaml",
)
WORDS_GAP = error(
    "words-gap", "'{word}' has '{found}' in it, which nothing fills in", "only these can stand in braces: {gaps}"
)
WORDS_MONTHS = error(
    "words-months",
    "'months' needs twelve names, and has {count}",
    "write the twelve months in order, January first, with a comma between them",
)
WORDS_NUMBER = error(
    "words-number",
    "'{found}' does not show how a number is written",
    "write this one as the language does, with its mark for thousands, if it has any, and for decimals: 1,234.5",
)
TERMS_MISSING = error("terms-missing", "there is no file '{name}'", "'terms' names a YAML file beside brief.yaml{near}")
EMBARGO_WRONG = error(
    "embargo-wrong",
    "'{value}' is not a day and an hour",
    "write the day, a T, the hour and the zone:  embargo: 2018-06-08T06:00-04:00",
)
EMBARGO_WITHOUT_ZONE = error(
    "embargo-without-zone",
    "'{value}' does not say in which time zone",
    "add the hours from UTC, -04:00 for New York in summer:  embargo: {value}-04:00",
)
SIGNATURE_WRONG = error(
    "signature-wrong",
    "'{value}' is not a day with a sign-off code",
    "write the day as YYYY-MM-DD, and behind it the code that `brief claims` prints:  legal: 2018-06-08 7f3a91",
)
TERM_WRONG = error(
    "term-wrong",
    "'{entry}' cannot be looked for",
    "a term has letters, and at most {most} stars, which stand for any letters: regime*",
)
RULE_UNKNOWN = error("rule-unknown", "there is no rule '{name}'", "{nearest}")
RULE_NEEDED = error(
    "rule-needed",
    "the rule '{name}' cannot be {severity}: a wrong page would be printed, or somebody relies on it",
    "remove it, and mend what the rule finds",
)
RULE_WITHOUT_REASON = error(
    "rule-without-reason",
    "the rule '{name}' is eased, and nothing says why",
    'add a reason:  {name}: {{{key}: {value}, because: "…"}}',
)
RULE_WITHOUT_LIMIT = error("rule-limit", "the rule '{name}' has no limit", "remove it; these rules have one: {names}")
RULE_LIMIT_WRONG = error("rule-limit", "'{value}' is not a limit", "write a whole number from 1 to 9999")
BRAND_WRONG = error("brand-wrong", "'brand' is '{value}', which is not a solid color", "{nearest}")
BRAND_WRITTEN = (
    'write it as style sheets do, in quotes, or take that of your logo: brand: "#0b4a59", or brand: from-logo'
)
BRAND_WITH_SIGN = 'put its # before it, and quotes around both: brand: "#{value}"'
BRAND_FROM_NOTHING = error(
    "brand-from-nothing",
    "'brand' is from-logo, and {reason}",
    'write the color itself: brand: "#0b4a59"',
)
BRAND_NO_LOGO = "no organisation has a logo"
BRAND_GREY = "the logo '{image}' has no color: it is black, white or grey"
BRAND_PALE = info(
    "brand-pale",
    "the color {brand} of the brand is too light for text ({ratio:.1f}:1, and 4.5:1 is needed), so what is asked is"
    " printed in {accent}",
    "this may stay as it is; for another color of what is asked, set --accent in styles/brand.css",
)
BRAND_SUGGESTED = info(
    "brand-suggested",
    "the logo has the color {color}, and the pages have {accent}",
    'for pages in the color of the logo, add this line to brief.yaml:  brand: "{color}"',
)
SLUG_WRONG = error(
    "slug-wrong",
    "the slug '{value}' cannot begin a file name everywhere",
    "use up to {limit} small letters a-z, digits and hyphens: {slug}",
)
FIELD_NAME_WRONG = error(
    "field-name-wrong",
    "'{name}' cannot be the name of a field",
    "use up to {limit} letters, digits and underscores, no digit first: {{{{ first_name }}}}",
)
FIELD_VALUE_WRONG = error("value-wrong", "'{value}' {reason}", "{way}")
FIELD_WITHOUT_CHOICES = error(
    "choices-missing", "the field '{name}' is a choice, and has no choices", "add a line:  choices: [yes, no]"
)
FIELD_CHOICES_UNUSED = error(
    "choices-unused", "a field of the type '{type}' has no choices", "write type: choice, or remove this line"
)
FIELD_FORMAT_WRONG = error("format-wrong", "'{value}' is not a format of the type '{type}'", "{way}")
FIELD_LONGEST_WRONG = error(
    "longest-wrong", "'{value}' is not a number of characters from 1 to {limit:,}", "write digits alone: longest: 40"
)
FIELD_SOURCE_UNKNOWN = error(
    "source-unknown", "'{value}' is neither the key of a source nor a field that names one", "{nearest}"
)
FIELD_NAME_RESERVED = error(
    "field-name-wrong",
    "'{name}' cannot be the name of a field: it means something else between braces",
    "give it another name, here and in the text: {{{{ {name}_name }}}}",
)
