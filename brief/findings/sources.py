"""Findings about the sources of a brief and the files that they are read from."""

from __future__ import annotations

from brief.findings import error, info, warning

SOURCES_MISSING = error(
    "sources-missing",
    "there is no file '{name}' with sources",
    "put the file beside brief.yaml, or correct its name{near}",
)
SOURCES_IN_ONE = error(
    "sources-missing", "'{names}' are several files", "write several between square brackets:  sources: [{names}]"
)
SOURCES_FORMAT = error(
    "sources-format",
    "'{name}' is not a file with sources",
    "name a file that ends in .yaml (CSL-YAML), .json (CSL-JSON) or .bib (BibTeX), as Zotero exports them",
)
SOURCES_SHAPE = error(
    "sources-shape",
    "this is not a list of sources",
    "write one after the other, each after a hyphen: - id: coi2014, and below it type, title, issued …",
)
JSON_BROKEN = error(
    "json-broken",
    "from here on this cannot be read as JSON",
    "a comma, a quote or a bracket is missing here or right above; or export the file again, as CSL JSON",
)
BIBTEX_BROKEN = error(
    "bibtex-broken",
    "the entry that begins here cannot be read as BibTeX",
    "close each brace and quote, end each field with a comma, and give the entry a key: @book{{key, …",
)
BIBTEX_GROWS = error(
    "bibtex-grows",
    "this has more than {most:,} characters when the abbreviations (@string) in it are written out",
    "shorten it, and ask whoever sent the file about it",
)
BIBTEX_EMPTY = error(
    "bibtex-broken",
    "there is no entry in this file",
    "write one, from its @ to its closing brace:  @book{{coi2014, title = {{…}}, publisher = {{…}}, date = {{2014}}}}",
)
BIBTEX_KEY = error(
    "bibtex-broken",
    "this entry has no key to cite it by",
    "write a short word after its brace, and a comma:  @{kind}{{coi2014,",
)
BIBTEX_COMMA = error("bibtex-broken", "there is no comma after {what}", "write:  {line}")
BIBTEX_EQUALS = error("bibtex-broken", "there is no = after '{field}'", "write:  {field} = {{…}},")
BIBTEX_UNCLOSED = error("bibtex-broken", "the {what} that opens here is never closed", "write:  {line}")
BIBTEX_OPEN = error(
    "bibtex-broken",
    "the entry '{key}' ends here without its closing brace",
    "write }} in a line of its own below this one",
)
BIBTEX_CLOSED_EARLY = error(
    "bibtex-broken",
    "the entry '{key}' is closed in this line, and its fields go on",
    "remove the brace that is one too many",
)
BIBTEX_WITHOUT_BRACE = error("bibtex-broken", "this entry has no opening brace", "write:  {line}")
BIBTEX_VALUE = error(
    "bibtex-broken",
    "there is no text after '{field}'",
    "put it in braces, with a comma after them:  {field} = {{…}},",
)
BIBTEX_ABBREVIATION = error(
    "bibtex-broken",
    "'{word}' is neither a text nor an abbreviation that this file defines",
    "put it in braces:  {field} = {{{word}}},",
)
BIBTEX_LATEX = error(
    "bibtex-broken",
    "this cannot be read as LaTeX: {text}",
    "write the words without commands, accents as they are: é, ü, ñ",
)
BIBTEX_NAME = error(
    "source-names",
    "'{name}' cannot be read as a name",
    "write {{Collins, Robert}}, several with the word `and` between them, and an organization in braces of its own",
)
BIBTEX_PARENT = warning("bibtex-parent", "there is no entry '{key}' for this one to inherit from", "{nearest}")
BIBTEX_FIELD_TWICE = error(
    "bibtex-broken",
    "the field '{name}' stands here for the second time; the first is in line {line}",
    "keep one of the two",
)
SOURCE_WITHOUT_KEY = error(
    "source-key", "this source has no key to cite it by", "add one, a short word without spaces:  {line}"
)
SOURCE_KEY_WRONG = error(
    "source-key", "'{key}' cannot be the key of a source", "write a short word without spaces and brackets: coi2014"
)
SOURCE_KEY_OF_FIGURE = error(
    "source-key",
    "the key '{key}' would lead to a {kind}, since it begins like the name of one",
    "give the source another key, without the colon",
)
SOURCE_TWICE = error(
    "source-twice",
    "the key '{key}' stands here for the second time; the first is in {first}",
    "give one of the two sources another key, or remove one",
)
SOURCE_TYPE_UNKNOWN = error("source-type", "'{type}' is not a type of source", "{nearest}")
SOURCE_WITHOUT_TYPE = error(
    "source-type",
    "the source '{key}' does not say what it is",
    "add a line that does:  type: report; there are book, webpage, legislation, treaty, and more",
)
SOURCE_WITHOUT_TITLE = error("source-incomplete", "the source '{key}' has no title", "add one:  {line}")
SOURCE_INCOMPLETE = warning(
    "source-incomplete", "the source '{key}' has no {missing}, so nobody can tell {what}", "add it:  {line}"
)
SOURCE_FIELD_UNKNOWN = warning(
    "source-field", "the field '{field}' of the source '{key}' is unknown, and ignored", "{nearest}"
)
SOURCE_VALUE_CUT = error(
    "source-value",
    "'{field}' of the source '{key}' ends at a comma, before '{rest}'",
    'write a value with a comma in quotes: {field}: "…, …"',
)
SOURCE_VALUE_WRONG = error(
    "source-value", "'{field}' of the source '{key}' is not a text", "write it as text: {field}: …"
)
SOURCE_NAMES_WRONG = error(
    "source-names",
    "'{field}' of the source '{key}' is not a list of names",
    "write a person as {{family: Collins, given: Robert}}, an organization as {{literal: UN Human Rights Council}}",
)
SOURCE_NAMES_APART = error(
    "source-names",
    "a name of the source '{key}' has a comma in it, where YAML begins another key, so it needs quotes",
    "write:  {written}",
)
SOURCE_DATE_WRONG = error(
    "source-date",
    "'{value}' is not a date",
    "write year, month and day as far as they are known: 2014-02-07, 2014-02 or 2014",
)
BIBTEX_DATE = error(
    "source-date",
    "'{value}' is not a date",
    "write year, month and day as far as they are known, in one field:  {field} = {{2014-02-07}},",
)
SOURCE_LATER = warning(
    "source-later",
    "the source '{key}' is of {day}, after the date of the brief",
    "correct the date here, or that of the brief in brief.yaml",
)
SOURCE_URL_TWICE = warning(
    "source-url-twice",
    "the source '{key}' has the address of '{other}' in {first}",
    "merge the two sources, or correct an address",
)
SOURCE_URL_WRONG = error(
    "source-url", "'{value}' is not a web address", "write it whole: https://www.example.org/report"
)
SOURCE_UNUSED = info(
    "source-unused",
    "the source '{key}' is cited nowhere, so it is not printed",
    "cite it, [@{cited}], or leave it for later",
)
SOURCES_UNUSED = info(
    "source-unused",
    "{count} sources of this file are cited nowhere, so they are not printed: {keys} …",
    "a file may hold the sources of many briefs; nothing needs to be done",
)
