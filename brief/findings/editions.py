"""Faults in an edition: what it prints, and how many pages that takes."""

from __future__ import annotations

from brief.findings import error, info, warning

EDITION_EMPTY = error(
    "edition-empty",
    "the edition '{edition}' has nothing to print",
    "name its sections in brief.yaml: editions: {{{edition}: {{sections: [summary]}}}}; or remove a /// only-in there",
)
EDITION_WITHOUT_ASK = warning(
    "edition-without-ask",
    "the edition '{edition}' asks for nothing",
    "say in one sentence what the reader shall do: ask: We ask the Committee to …",
)
SIDE_NOTES_LEFT_OUT = info(
    "side-notes-left-out",
    "{edition} leaves out {what}: there is no room beside its text",
    "{way}",
)
QUOTE, FIGURE = "pull quote", "key figure"
OFTENER = "side notes on more than half of the pages bring the column for them back"
SIDE_NOTES_BACK = {
    "folded": "with fewer words, or more pages, it is not folded into two columns",
    "one-page": "with more pages than one it may have a column for them",
}
COVER_LEFT_OUT = info(
    "cover-left-out",
    "{edition} leaves out the cover: two columns have no room for it",
    "with fewer words, or more pages, it is not folded into two columns",
)
ROOM_LEFT = info(
    "room-left",
    "{edition} is less than two thirds full",
    "there is room for {more}",
)
RECOMMENDATIONS = "more recommendations, marked `{: .handout}`"
ANOTHER_SECTION = "another section, or a part of it: editions: {{{edition}: {{sections: [{sections}]}}}}"
SOURCES_LEFT_OUT = error(
    "sources-left-out",
    "the edition '{edition}' cites by {citations}, and leaves out the list of sources that these lead to",
    "name the list among its sections as well: {name}",
)
REFERENCE_LEFT_OUT = error(
    "reference-left-out",
    "the edition '{edition}' refers here to the {kind} '{name}', which it leaves out",
    "{way}, or have it print the {kind}",
)
BETWEEN = "put the paragraph or item between /// leave-out-of | {edition} and ///"
OUT_OF_SHORT = "take the reference out of the section's short version, which such editions alone print"
COMMENT_LEFT_OUT = warning(
    "comment-left-out",
    "the edition '{edition}' leaves this section out, and with it the comment by {who}",
    "move the comment to a section that it prints, or have it print a block of this one",
)
TOO_LONG = error(
    "page-limit",
    "{edition} is {lines} too long{words}. {first}",
    "{sections} of {room}; {more}`brief build -e {edition} --show` writes the pages as they are, to look at",
)
FAR_TOO_LONG = error(
    "page-limit",
    "{edition} is far too long: {pages} pages hold {share:.0f} % of its text, and it may have {most}. {first}",
    "{sections} of its {words} words; large-print and proof take as many pages as they need",
)
TABLE_ROWS = "give the table in {file} line {line}, which has {rows} rows, fewer rows, or say where the whole table is"
TOO_SHORT = warning(
    "too-few-pages",
    "{edition} has {count} of the {least} pages that it should have at least",
    "write more, or say that it may have fewer: editions: {{{edition}: {{pages: {count}-{most}}}}}",
)
PAGES = ("1 page", "{count} pages")
LINES = ("1 line", "{count} lines")
IN_WORDS = " (about {count} words)"
SHORTEN = "shorten first: {sentences}"
LONGEST = ". Shorter sentences alone are not enough; the longest are {sentences}"
SENTENCE = "{file} line {line} ({count} words)"
OR = "; or "
EXHIBITS = {
    "figure": "give the picture in {file} line {line}, which takes {share:.0f} % of a page, a smaller width",
    "chart": "leave out the chart in {file} line {line}, which takes {share:.0f} % of a page",
    "table": "give the table in {file} line {line}, which takes {share:.0f} % of a page, fewer rows",
    "note": "shorten the note in {file} line {line}, which takes {share:.0f} % of a page",
}
"""How to make something large smaller, by its kind."""

LEAVE_OUT = "leave out what it can do without, between /// leave-out-of | {edition} and ///"
ROOM = ("the page that it may have", "the {count} pages that it may have")
SECTION = "{section} takes {share:.0f} %"
NOTES = "notes take {share:.0f} %"
MORE_PAGES = "to allow {pages} pages, write editions: {{{edition}: {{pages: {pages}}}}} in brief.yaml; "
NOT_BUILT = info("edition-not-built", "{file} was not built, because of the errors above")
NOT_RELEASED = info("release-stopped", "{problems} would stop `brief release`", "run `brief check` to see what to mend")
OVERLONG_SHOWN = info(
    "overlong-shown",
    "{file} has the pages as they are, with shading over what is too much",
    "they are for looking at, not for handing out; the last good file, if there is one, is unchanged",
)
