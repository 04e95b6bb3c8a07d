"""What can be wrong with the sources of a brief."""

from __future__ import annotations

from brief.findings import Rule, Severity

SOURCES_MISSING = Rule(
    "sources-missing",
    Severity.ERROR,
    "there is no file '{name}' with sources",
    "put the file beside brief.yaml, or correct its name{near}",
)
SOURCES_IN_ONE = Rule(
    "sources-missing",
    Severity.ERROR,
    "'{names}' are several files",
    "write several between square brackets:  sources: [{names}]",
)
SOURCES_FORMAT = Rule(
    "sources-format",
    Severity.ERROR,
    "'{name}' is no file that sources are read from",
    "name a file that ends in .yaml (CSL-YAML), .json (CSL-JSON) or .bib (BibTeX), as Zotero exports them",
)
SOURCES_SHAPE = Rule(
    "sources-shape",
    Severity.ERROR,
    "this is no list of sources",
    "write one after the other, each after a hyphen: - id: coi2014, and below it type, title, issued …",
)
JSON_BROKEN = Rule(
    "json-broken",
    Severity.ERROR,
    "from here on this cannot be read as JSON",
    "a comma, a quote or a bracket is missing here or right above; or export the file again, as CSL JSON",
)
BIBTEX_BROKEN = Rule(
    "bibtex-broken",
    Severity.ERROR,
    "the entry that begins here cannot be read as BibTeX",
    "close each brace and quote, end each field with a comma, and give the entry a key: @book{{key, …",
)
BIBTEX_EMPTY = Rule(
    "bibtex-broken",
    Severity.ERROR,
    "there is no entry in this file",
    "write one, from its @ to its closing brace:  @book{{coi2014, title = {{…}}, publisher = {{…}}, date = {{2014}}}}",
)
BIBTEX_KEY = Rule(
    "bibtex-broken",
    Severity.ERROR,
    "this entry has no key to cite it by",
    "write a short word behind its brace, and a comma:  @{kind}{{coi2014,",
)
BIBTEX_COMMA = Rule(
    "bibtex-broken",
    Severity.ERROR,
    "there is no comma behind {what}",
    "write:  {line}",
)
BIBTEX_EQUALS = Rule(
    "bibtex-broken",
    Severity.ERROR,
    "there is no = behind '{field}'",
    "write:  {field} = {{…}},",
)
BIBTEX_UNCLOSED = Rule(
    "bibtex-broken",
    Severity.ERROR,
    "the {what} that opens here is never closed",
    "write:  {line}",
)
BIBTEX_OPEN = Rule(
    "bibtex-broken",
    Severity.ERROR,
    "the entry '{key}' ends here without its closing brace",
    "write }} in a line of its own below this one",
)
BIBTEX_CLOSED_EARLY = Rule(
    "bibtex-broken",
    Severity.ERROR,
    "the entry '{key}' is closed in this line, and its fields go on",
    "take out the brace that is one too many",
)
BIBTEX_WITHOUT_BRACE = Rule(
    "bibtex-broken",
    Severity.ERROR,
    "this entry has no opening brace",
    "write:  {line}",
)
BIBTEX_VALUE = Rule(
    "bibtex-broken",
    Severity.ERROR,
    "what stands behind '{field}' is no text",
    "put it between braces, and a comma behind them:  {field} = {{…}},",
)
BIBTEX_ABBREVIATION = Rule(
    "bibtex-broken",
    Severity.ERROR,
    "'{word}' is no text, and no abbreviation that this file explains",
    "put it between braces:  {field} = {{{word}}},",
)
BIBTEX_LATEX = Rule(
    "bibtex-broken",
    Severity.ERROR,
    "this cannot be read as LaTeX: {text}",
    "write the words without commands, accents as they are: é, ü, ñ",
)
BIBTEX_NAME = Rule(
    "source-names",
    Severity.ERROR,
    "'{name}' cannot be read as a name",
    "write {{Collins, Robert}}, several with the word `and` between them, and an organization in braces of its own",
)
BIBTEX_PARENT = Rule(
    "bibtex-parent",
    Severity.WARNING,
    "there is no entry '{key}' from which this one could take what it does not say itself",
    "{nearest}",
)
BIBTEX_FIELD_TWICE = Rule(
    "bibtex-broken",
    Severity.ERROR,
    "the entry that begins here has the field '{field}' twice",
    "keep one of the two",
)
SOURCE_WITHOUT_KEY = Rule(
    "source-key",
    Severity.ERROR,
    "this source has no key to cite it by",
    "give it one, a short word without blanks:  {line}",
)
SOURCE_KEY_WRONG = Rule(
    "source-key",
    Severity.ERROR,
    "'{key}' cannot be the key of a source",
    "write a short word without blanks and brackets: coi2014",
)
SOURCE_KEY_OF_FIGURE = Rule(
    "source-key",
    Severity.ERROR,
    "the key '{key}' would lead to a {kind}, since it begins like the name of one",
    "give the source another key, without the colon",
)
SOURCE_TWICE = Rule(
    "source-twice",
    Severity.ERROR,
    "the key '{key}' stands here for the second time; the first is in {first}",
    "give one of the two sources another key, or take one out",
)
SOURCE_TYPE_UNKNOWN = Rule(
    "source-type",
    Severity.ERROR,
    "'{type}' is no type of source",
    "{nearest}",
)
SOURCE_WITHOUT_TYPE = Rule(
    "source-type",
    Severity.ERROR,
    "the source '{key}' does not say what it is",
    "add a line that does:  type: report; there are book, webpage, legislation, treaty, and more",
)
SOURCE_WITHOUT_TITLE = Rule(
    "source-incomplete",
    Severity.ERROR,
    "the source '{key}' has no title",
    "add one:  {line}",
)
SOURCE_INCOMPLETE = Rule(
    "source-incomplete",
    Severity.WARNING,
    "the source '{key}' has no {missing}, so nobody can tell {what}",
    "add it:  {line}",
)
SOURCE_FIELD_UNKNOWN = Rule(
    "source-field",
    Severity.WARNING,
    "nothing is done with '{field}' of the source '{key}'",
    "{nearest}",
)
SOURCE_VALUE_WRONG = Rule(
    "source-value",
    Severity.ERROR,
    "'{field}' of the source '{key}' is not written as one",
    "write it as text: {field}: …",
)
SOURCE_NAMES_WRONG = Rule(
    "source-names",
    Severity.ERROR,
    "'{field}' of the source '{key}' holds no names",
    "write a person as {{family: Collins, given: Robert}}, an organization as {{literal: UN Human Rights Council}}",
)
SOURCE_NAMES_APART = Rule(
    "source-names",
    Severity.ERROR,
    "a name of the source '{key}' has a comma in it, where YAML begins another key, so it needs quotes",
    "write:  {written}",
)
SOURCE_DATE_WRONG = Rule(
    "source-date",
    Severity.ERROR,
    "'{value}' is no date that there is",
    "write year, month and day as far as you know them: 2014-02-07, 2014-02 or 2014",
)
BIBTEX_DATE = Rule(
    "source-date",
    Severity.ERROR,
    "'{value}' is no date that there is",
    "write year, month and day as far as you know them, in one field:  {field} = {{2014-02-07}},",
)
SOURCE_LATER = Rule(
    "source-later",
    Severity.WARNING,
    "the source '{key}' is of {day}, after the date of the brief",
    "correct the date here, or that of the brief in brief.yaml",
)
SOURCE_URL_TWICE = Rule(
    "source-url-twice",
    Severity.WARNING,
    "the source '{key}' has the address of '{other}' in {first}",
    "make one source of the two, or correct an address",
)
SOURCE_URL_WRONG = Rule(
    "source-url",
    Severity.ERROR,
    "'{value}' is no web address",
    "write it whole: https://www.example.org/report",
)
SOURCE_UNUSED = Rule(
    "source-unused",
    Severity.INFO,
    "the source '{key}' is cited nowhere, so it is not printed",
    "cite it, [@{cited}], or leave it for later",
)
SOURCES_UNUSED = Rule(
    "source-unused",
    Severity.INFO,
    "{count} sources of this file are cited nowhere, so they are not printed: {keys} …",
    "a file may hold the sources of many briefs; nothing needs to be done",
)
