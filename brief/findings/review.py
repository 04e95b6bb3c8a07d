"""What a colleague says who reads a draft: rules of `brief check` that stop no build."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from brief.findings import Severity, error, info, leftovers, page, pictures, sources, warning

# Structure
WORDS_MANY = warning(
    "words-many",
    "the edition '{edition}' prints {count} words on {pages}; about {limit} fit on one",
    "shorten sections, leave blocks out of it, or give it more pages",
)
SUMMARY_LONG = warning(
    "summary-long",
    "the summary has {count} words; up to {limit} are read at a glance",
    "move what only explains into a section of its own",
)
SUMMARY_LATE = warning(
    "summary-late",
    "the summary begins on page {page}",
    "put it first in `sections`, so that whoever reads one page has read it",
)
NOBODY_ASKED = error(
    "recommendation-to-nobody",
    "nobody is named who should do this: '{words}'",
    "put a heading above it that names the addressee: ## To Congress; or name one for all in brief.yaml: addressee",
)
ASKED_WITHOUT_VERB = warning(
    "recommendation-without-verb",
    "this recommendation does not begin with what to do: '{words}'",
    "begin with a verb, such as {examples}",
)
RECOMMENDATIONS_MANY = info(
    "recommendations-many",
    "there are {count} recommendations; readers remember few of more than {limit}",
    "drop or join some",
)
RECOMMENDATIONS_ALIKE = info(
    "recommendations-alike",
    "this says in other words what line {line} of {file} asks for: '{words}'",
    "drop one of the two, or say what is different",
)
PART_MISSING = warning("part-missing", "the brief has no {part}", "{way}")
PARTS: Mapping[str, tuple[str, str]] = {
    "summary": ("summary", "add a section with `kind: summary` in its front matter, or called summary.md"),
    "recommendations": ("recommendations", "add a section with `kind: recommendations`, or called recommendations.md"),
    "author": ("author", "name one in brief.yaml:  authors: [{name: …}]"),
    "contact": ("contact", "say in brief.yaml whom a reader calls:  contact: {name: …, phone: …}"),
    "ask": ("ask", "say in brief.yaml in one sentence what you want:  ask: We ask the Senate to …"),
    "date": ("date", "add it to brief.yaml:  date: 2018-06-08"),
    "version": ("version", 'add it to brief.yaml:  version: "1.0"'),
}
"""What a brief must have before it is final: its name, and how it gets there."""

# Evidence
UNSOURCED_NUMBER = error("unsourced-number", '"{number}" has no source in its sentence', "{way}")
UNSOURCED_TABLE = error(
    "unsourced-table",
    "the numbers of this table have no source",
    "cite one in its caption; a chart or a table from a file takes a line `source: [@key]` below its slashes",
)
UNSOURCED_QUOTATION = error("unsourced-quotation", "this quotation has no source: {words}", "{way}")
SAY_IN_TEXT = "brief.yaml cannot cite: say the same number in a section, with its source"
CITE_ONE = "cite one, [@key], or add a note, [^1]; yours are {keys}"
CITE_FIRST = "add a note, [^1], or cite a source, [@key], from a file that brief.yaml names:  sources: sources.yaml"
ESTIMATE_UNDATED = warning(
    "estimate-undated", "this estimate has no year: '{words}'", "add the year that it is of, or a source that has one"
)
REVIEW_DUE = warning(
    "review-due",
    "this source was to be reviewed by {day}, and {claims} cite '{key}'",
    "see whether it still holds, then set `review-by` to a later day",
)
TOTAL_WRONG = warning(
    "total-wrong",
    "the column '{column}' adds up to {sum}, and the row '{row}' says {total}",
    "correct one of them; or say in the caption why they differ, such as rounding, and allow it",
)
TIME_RELATIVE = warning(
    "time-relative",
    "'{words}' means another time to whoever reads this in a year",
    "write the date, the month or the year",
)
FIELD_UNSOURCED = warning(
    "field-unsourced",
    "the numbers of the field '{name}' have no source",
    "name one in brief.yaml, or the column of the list that names it:  fields: {{{name}: {{source: …}}}}",
)

# Language
ACRONYM_UNDEFINED = warning(
    "acronym-undefined",
    "'{word}' stands here before the brief says what it is short for",
    "write it in full where it comes first, with the acronym in brackets: {example}; or list it under `acronyms`"
    " in {terms} if every reader knows it",
)
ACRONYM_TWICE = warning(
    "acronym-twice", "'{word}' is written in full again; line {line} of {file} has done so", "use the acronym alone"
)
SENTENCE_LONG = warning(
    "sentence-long", "this sentence has {count} words, more than {limit}: '{words}'", "make two of it"
)
SENTENCE_ENDLESS = error(
    "sentence-endless", "this sentence has {count} words, more than {limit}: '{words}'", "make two or three of it"
)
READING_GRADE = warning(
    "reading-grade",
    "'{section}' needs {grade} years of school to be read at once (Flesch–Kincaid), more than {limit}",
    "shorten sentences first, then long words; begin with this sentence: '{words}'",
)
READING_GRADE_HIGH = error("reading-grade-high", READING_GRADE.message, READING_GRADE.hint)
READING_GRADE_UNKNOWN = info(
    "reading-grade-unknown", "there is no formula here for how hard '{language}' is to read, so that was not checked"
)
PASSIVE = info(
    "recommendation-passive", "who does this is not said: '{words}'", "say it in the active voice: 'Congress should …'"
)
TERM_AVOIDED = warning("term-avoided", "your house avoids '{word}'", "write '{instead}'")
TERM_NEVER = error("term-never", "'{word}' must not be printed", "remove it: terms.yaml lists it under `never`")
WORD_TWICE = warning("word-twice", "'{word}' stands here twice in a row", "delete one")
SPACE_MISSING = warning("space-missing", "a space is missing between '{before}' and '{behind}'", "type one")
SPELLING = warning("spelling", "'{word}' is in no dictionary", "{way}if it is right, list it under `words` in {terms}")
MEANT = "write {words}; "
TERMS = "a file terms.yaml beside brief.yaml, which names it:  terms: terms.yaml"
"""Where words are listed as long as brief.yaml names no file for them."""
SPELLING_UNCHECKED = info(
    "spelling-unchecked", "there is no dictionary here for '{language}', so spelling was not checked"
)
SPELLINGS_MIXED = warning(
    "spellings-mixed",
    "'{word}' is {here} spelling, and the brief is in {language}",
    "write '{instead}', or change `language` in brief.yaml",
)
QUOTE_ALONE = info(
    "quote-alone", "this quotation mark has no partner: …{words}…", "add the other one, or delete a blank beside it"
)

# For everyone
ALT_REDUNDANT = warning(
    "alt-redundant",
    "a screen reader says 'image' by itself, and the description begins with '{words}'",
    "begin with what the picture shows",
)
ALT_FILE_NAME = warning(
    "alt-file-name", "the description of this picture is the name of a file: '{words}'", "say what the picture shows"
)
ALT_EMPTY = warning(
    "alt-empty", "this description says nothing about the picture: '{words}'", "say what it shows, and why it is there"
)
LINK_WORDS = warning(
    "link-words",
    "'{words}' does not say where the link leads, when links are listed or read aloud",
    "link the words that name the page: [the Commission’s report](https://…)",
)
SCRIPT_UNTOLD = error(
    "script-untold",
    "'{words}' is read aloud as if its language were '{language}'; {script} has others: {others}",
    "say in brief.yaml which one it is:  script-languages: {{{script}: {language}}}",
)
TABLE_HEADLESS = error(
    "table-headless",
    "column {number} of this table has no head, so a screen reader cannot say what its cells are",
    "write one in the first line of the table",
)
HEADING_BOLD = warning(
    "heading-bold",
    "this line in bold looks like a heading and is none: '{words}'",
    "write it as a heading, so that it is in the contents and the bookmarks:  ## {words}",
)

# Pages
TYPE_SMALL = error(
    "type-small",
    "'{words}' is printed in {size} pt on page {page}, and this edition has nothing below {floor}",
    "make it larger in your style sheet, or write less where it stands",
)
TEXT_PALE = error(
    "text-pale",
    "'{words}' on page {page} is hard to read: {ink} on {ground} has a contrast of {ratio}, and {needed} is needed",
    "choose a darker or a lighter color in your style sheet (WCAG 2.2, 1.4.3)",
)
CODE_SMALL = error(
    "code-small",
    "the QR code for '{address}' on page {page} is {width} mm wide, and cameras need {least} on a photocopy",
    "make it larger in your style sheet",
)
CODE_ALONE = error(
    "code-alone",
    "the QR code for '{address}' on page {page} does not say where it leads",
    "print the address below it, in your layout, for those without a camera",
)
HEADING_LONE_WORD = warning(
    "heading-lone-word",
    "the last line of this heading on page {page} is one word: '{word}'",
    "shorten the heading by a word, or lengthen it",
)
HEADING_AT_FOOT = warning(
    "heading-at-foot", "this heading stands alone at the foot of page {page}", "shorten or lengthen the text above it"
)
LINE_ALONE = warning(
    "line-alone",
    "the {which} line of this paragraph stands alone at the {where} of page {page}",
    "shorten or lengthen the paragraph by a line",
)
PAGE_EMPTY = warning(
    "page-empty",
    "page {page} is {full} % full",
    "shorten the text by what stands on it, or say more; a picture that has no room moves on",
)
EXHIBIT_FAR = info(
    "exhibit-far",
    "this stands on page {page}, and the text that points to it on page {called}",
    "move it nearer to that text",
)

# Release
COMMENT_LEFT = warning(
    "comment-left", "the comment by {who} is still here", "settle it and delete it; a release leaves it out"
)
EMBARGO_OVER = warning(
    "embargo-over", "the embargo was over on {day}, and each page still says so", "remove `embargo` from brief.yaml"
)
SIGN_OFF_MISSING = warning(
    "sign-off-missing", "'{who}' has not signed off{yet}", "when that is done, write:  signed-off: {{{signatures}}}"
)
SIGN_OFF_WITHOUT_CODE = warning(
    "sign-off-without-code",
    "'{who}' has signed off, and nothing says which text",
    "have them look at the text with the sign-off code {code} (a proof prints it), then write:  {who}: {day} {code}",
)
SIGN_OFF_OTHER = warning(
    "sign-off-other",
    "'{who}' has signed off another text: its code is {signed}, and that of this one {code}",
    "have them look at what has changed, then write the new day:  {who}: {today} {code}",
)
SIGN_OFF_UNASKED = warning("sign-off-unasked", "'{who}' has signed off, and nobody asked for it", "{nearest}")
FIELD_SAMPLED = error(
    "field-sampled",
    "the field '{name}' is required, and what is not merged prints its sample: '{sample}'",
    "merge a list (brief merge); a brief that is only merged turns this rule off",
)
FILE_UNUSED = info("file-unused", "nothing in the brief uses this file", "move it elsewhere, or use it")
ALLOWED_IN_VAIN = warning(
    "allowed-in-vain",
    "this comment allows '{rule}', and the block below it does not break that rule",
    "delete the comment",
)
ALLOWED_FIRM = warning(
    "allowed-firm",
    "no comment can allow '{rule}': a wrong page would be printed, or somebody relies on it",
    "delete the comment, and mend what the rule finds",
)
ALLOWED_UNKNOWN = warning("allowed-unknown", "there is no rule '{rule}' that a comment can allow", "{nearest}")

PAGES_UNJUDGED = "the pages are not checked until the errors are mended"
WORDS_UNJUDGED = "words and pages are not checked until the errors are mended"
"""What the last line of a report says when errors kept something from being read."""

LIMITS: Mapping[str, int] = {
    WORDS_MANY.id: 500,
    SUMMARY_LONG.id: 150,
    RECOMMENDATIONS_MANY.id: 7,
    SENTENCE_LONG.id: 25,
    SENTENCE_ENDLESS.id: 40,
    READING_GRADE.id: 12,
    READING_GRADE_HIGH.id: 16,
}
"""The limits of rules that have one: words to a page, words, recommendations, years of school."""

FIRM = frozenset({SIGN_OFF_MISSING.id, SIGN_OFF_WITHOUT_CODE.id, SIGN_OFF_OTHER.id})
"""The rules that no brief can ease: somebody outside of it relies on them."""

WHEN_FINAL = FIRM | {PART_MISSING.id, REVIEW_DUE.id, leftovers.UNFINISHED.id, leftovers.EXAMPLE_LEFT.id}
"""The rules that are errors in a final brief."""

WHEN_CHECKED = frozenset(
    rule.id for rule in (pictures.IMAGE_COARSE_FOR_PRESS, sources.SOURCE_INCOMPLETE, page.FIELD_WITHOUT_SAMPLE)
)
"""The rules that are errors for `brief check` and a release, and warnings for a build, whose pages are not wrong."""

EASED = frozenset(
    rule.id
    for rule in (
        NOBODY_ASKED,
        UNSOURCED_NUMBER,
        UNSOURCED_QUOTATION,
        UNSOURCED_TABLE,
        SENTENCE_ENDLESS,
        READING_GRADE_HIGH,
        SCRIPT_UNTOLD,
        TABLE_HEADLESS,
        FIELD_SAMPLED,
        TYPE_SMALL,
        TEXT_PALE,
        CODE_SMALL,
        CODE_ALONE,
    )
)
"""The errors that a brief may make warnings of, or turn off: its pages are right all the same."""


def is_firm(rule: str, severities: Iterable[Severity]) -> bool:
    """Whether no brief can ease a rule: a wrong page would be printed, or somebody relies on it."""
    return rule in FIRM or (Severity.ERROR in severities and rule not in EASED)
