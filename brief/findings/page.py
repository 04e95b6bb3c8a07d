"""Faults in layouts and style sheets, in the text that is printed, and on the typeset page."""

from __future__ import annotations

from brief.findings import error, warning

LAYOUT_MISSING = error(
    "layout-missing",
    "there is no layout '{layout}'",
    "take `layout:` out of the section's front matter, or add styles/layouts/{layout}",
)
LAYOUT_BROKEN = error(
    "layout-broken",
    "the layout cannot be filled in: {reason}",
    "correct this line, or delete the file to get the built-in layout back",
)
LINK_TRACKS = warning(
    "link-tracks",
    "this address tracks its readers: {parameters}",
    "delete it from the address; the printed address leaves it out and leads to the same page",
)
LINK_PASSWORD = error(
    "link-password",
    "this address contains the password of '{user}', which every copy of the brief would give away",
    "delete everything between the slashes and the @, and the @; readers sign in by themselves",
)
LINK_BROKEN = error(
    "link-broken",
    "the link '#{anchor}' leads nowhere in this brief",
    "headings and figures get a name with {{: #name }}{near}",
)
NOTE_OF_WORD = error(
    "link-broken",
    "the link '#{anchor}' is what a word processor makes of a note, and leads nowhere here",
    "write [^{number}] where the note is called, and its words on a line of their own below:  [^{number}]: …",
)
LINK_UNCLOSED = warning(
    "link-unclosed",
    "a bracket of this link is missing, so the others are printed",
    "close each bracket; write an address that has brackets between < and >: [a](<https://example.org/a_(b)>)",
)
NAME_TWICE = error(
    "name-twice",
    "the name '#{anchor}' is given twice: here, and {other}",
    "give one of them another name, {{: #other-name }} or id: other-name; each section has the name of its file",
)
GLYPH_MISSING = error(
    "glyph-missing",
    "no font has the character '{shown}' (U+{code:04X}, {name}){others}",
    "write it another way, or put a TTF or OTF font for it into the brief's styles/fonts, where it is found by itself",
)
AND_MORE = " and {count} more{of}"
"""Follows the first character when a finding is about several."""
EMOJI = error(
    "emoji",
    "the emoji '{shown}' (U+{code:04X}, {name}){others} cannot be printed",
    "say it in words, with a plain sign such as ✓ or ☎, or in a picture: ![A locked door](images/lock.svg)",
)
PRIVATE_USE = error(
    "private-use",
    "the private-use character U+{code:04X}{others} means something only in the font that it was typed with",
    "type what is meant, a word or a common sign; such characters come along when symbols are pasted",
)
STYLE_IGNORED = warning(
    "style-ignored", "this line of the style sheet has no effect: {reason}", "correct it or take it out"
)
STYLE_SEMICOLON = warning("style-ignored", "a semicolon is missing {where}, so this has no effect", "write:  {line}")
STYLE_DECLARATION = warning(
    "style-ignored",
    "what ends here is no declaration, so it has no effect",
    "write a property, a colon and a value:  color: red;",
)
STYLE_SELECTOR = warning(
    "style-ignored",
    "`{selector}` is no selector, so its rule has no effect",
    "correct it; in it or before it, a brace may be missing or be one too many",
)
STYLE_UNUSED = warning("style-unused", "no style sheet is called '{name}', so this one has no effect", "{nearest}")
STYLE_OF_BASE = "an edition of your own has the style sheet of the one that it is like: call this {sheet}"
TOKEN_UNKNOWN = warning("token-unknown", "no style sheet uses '--{token}', so it has no effect", "{nearest}")
TOKEN_WRONG = warning(
    "token-wrong",
    "'{value}' is not a valid value here, so it has no effect",
    "write it as styles/tokens.css does: colors as #1b4f72, lengths as 3pt or 10mm",
)
SIZE_IMPOSSIBLE = error("size-impossible", "'{value}' is too {much} for `{name}`", "write {what}")
PROPERTY_GROWS = error(
    "property-grows",
    "'--{property}' becomes longer than {most:,} characters by the properties that it names",
    "delete it, and do not use style sheets of whoever wrote it before you know why",
)
GRADIENT_TOO_FINE = error(
    "gradient-too-fine",
    "this gradient repeats in steps that nobody sees, and takes very long to draw",
    "make its steps 0.1pt or longer, or 0.1 % and more",
)
LINE_TOO_THIN = error(
    "line-too-thin",
    "this line is too thin to print, and takes very long to draw in dots, dashes or waves",
    "make it 0.1pt or thicker",
)
IMPORTED_WITHOUT_END = error(
    "imported-without-end",
    "'{name}' is fetched again and again by @import",
    "delete the lines with @import; brief knows the style sheets of a brief by their names",
)
FACE_UNKNOWN = error(
    "face-unknown",
    "there is no font of the family '{face}'",
    "put its TTF or OTF files into styles/fonts beside this style sheet; {nearest}",
)
FACE_NOT_LOADED = error(
    "face-not-loaded",
    "the family '{family}' cannot be read from '{name}'",
    "correct the name here, or put its TTF or OTF file of that name into the brief's styles",
)
FACE_WHOLE = error(
    "face-whole",
    "the font '{font}' is damaged and cannot be reduced to the letters that are printed",
    "get it from its maker again; it would be embedded whole, with all that it contains",
)
SECTION_WITHOUT_TEXT = error(
    "section-without-text",
    "this section has a title and no text",
    "write some, or take '{section}' out of `sections`",
)
WORD_TOO_LONG = error(
    "word-too-long",
    "here are {count} characters without a space: '{start}…'",
    "put spaces between the words, or shorten the address",
)
WORD_BROKEN = warning(
    "word-broken",
    "here are {count} letters without a space, which would be broken wherever a line ends: '{start}…'",
    "put a space or a hyphen where the word may be broken",
)
FIELD_WITHOUT_SAMPLE = warning(
    "field-without-sample",
    "the field '{field}' has no sample, so nothing is printed in its place",
    "add one below it in `fields`: sample: …",
)
FILE_REFUSED = error(
    "file-refused",
    "'{name}' is asked for and does not belong to the brief",
    "copy it into the brief's styles; a build reads what lies there and what the brief names, and never the network",
)
FILE_REFUSED_HERE = error(
    "file-refused",
    "'{name}' is asked for and does not belong to the brief",
    "correct the name here, or copy the file into the brief's styles; a build never asks the network",
)
ENGINE_REMARK = warning("engine", "the typesetter says: {remark}")
ENGINE_FAILED = error(
    "engine-failed",
    "the pages cannot be set: {reason}",
    "take out what you changed last; if it stays, report it with the brief",
)
STYLE_FAILS = error(
    "style-fails",
    "the pages cannot be set under this style sheet: {reason}",
    "take out what you changed in it last, such as an unusual `display` or a value of no sense",
)
LAYOUT_FAILS = error(
    "layout-fails",
    "the pages cannot be set with this layout: {reason}",
    "take out what you changed in it last, such as an odd `style`, or delete the file to get the built-in layout back",
)
NESTED_TOO_DEEP = error(
    "nested-too-deep",
    "the pages have too many levels of elements, or of properties, within each other",
    "take levels out of lists, boxes and drawings, or out of your layouts and style sheets",
)
TABLE_TOO_WIDE = error(
    "table-too-wide",
    "this table is wider than page {page} has room for",
    "give it fewer columns, or shorter words in them; or make rows of its columns",
)
OFF_THE_PAPER = error(
    "off-the-paper",
    "text of this block runs off page {page}",
    "shorten it, break it into parts, or give a table fewer columns",
)
OVER_THE_FOOT = error(
    "over-the-foot",
    "this block is higher than page {page} has room for, and cannot be broken",
    "break it into parts, or shorten it",
)
NEVER_END = error(
    "pages-never-end",
    "the pages never end: something here is higher than a page, and cannot be set over two",
    "shorten it, or break it into parts; a style sheet must not float what may be higher than a page",
)
HEAD_LOST = error(
    "not-printed",
    "the head of this table has no room above its rows, and would be left out",
    "shorten the words in the head, or give the table fewer columns",
)
LOST = warning(
    "not-printed",
    "this is printed on no page",
    "if a style sheet takes it out (`display: none`), put it between /// leave-out-of | … and /// instead",
)
LEAVES_FRAME = error(
    "too-wide",
    "'{words}' is wider than {frame} on page {page}",
    "shorten it; a table with fewer columns has wider ones, and a long number can be written in words: 120 million",
)
TEXT_ON_TEXT = error(
    "text-on-text",
    "'{words}' stands on '{other}' on page {page}",
    "shorten one of them, or move them apart in the layout or the style sheet",
)
SIDE_ON_CARD = error(
    "text-on-text",
    "'{words}' has no room above the contact at the foot of the margin of page {page}",
    "move it to a paragraph further down, shorten it, or leave it out; with more pages there may be room for it",
)
TEXT_ON_PICTURE = error(
    "text-on-text",
    "'{words}' stands on a picture on page {page}",
    "shorten it, or move them apart in the layout or the style sheet",
)
SIDE_NOTE_LONG = error(
    "side-note-long",
    "this side note takes about {count} lines of the margin, which has room for {most}",
    "keep a sentence or two of it; all of it is better said in the text, or in a box: /// box | Its title",
)
SIDE_NOTE_TORN = warning(
    "side-note-torn", "this side note does not fit beside its text", "shorten it, or move it to a paragraph further up"
)
NOTE_TOO_TALL = error(
    "note-too-tall",
    "this note is taller than a page",
    "a note is printed whole, on one page: shorten it, or move a part of it into the text",
)
NOTE_LEAVES_BLANK = warning(
    "note-leaves-blank",
    "page {page} ends early, since this note has no room on it below the text that calls it",
    "shorten the note, move a part of it into the text, or call it further down",
)
NOTES_TOO_TALL = error(
    "notes-too-tall",
    "this note does not fit on page {page} together with the other notes there",
    "shorten them, or call one of them further down in the text",
)
RUNNING_TITLE_TOO_LONG = error(
    "running-title-too-long",
    "the running title does not fit at the foot of page {page}",
    "give the brief a short one, in brief.yaml: short-title: …",
)
NOT_READ_ALOUD = error(
    "not-read-aloud",
    "'{words}' would be printed, and not read aloud",
    "take `opacity` out of the style sheet: lighter colors and a lighter picture do the same",
)
HEADING_SKIPS = error(
    "heading-skips",
    "the heading '{words}' skips a level",
    "in a layout the title is <h1>, those of sections <h2>, and so on without a gap",
)
NOTE_LOST = error(
    "note-lost",
    "note {words} is called here and is not on the page",
    "a style sheet must not take the call of a note out of the text (`position`, `display: none`)",
)
STRUCTURE_WRONG = error(
    "structure-wrong",
    "a screen reader would not read this as what it is: {words}",
    "correct the layout or style sheet that makes it: lists hold items, and tables rows of as many cells each",
)
INKS_OF_PRINT = error(
    "inks-of-print",
    "'{color}' is a color in printing inks, which a PDF for screens and archives may not contain",
    "write the color as styles/tokens.css does: #1b4f72",
)
FILTER_UNFIT = error("value-wrong", "'{value}' {reason}, as the filter '{filter}' needs", "{way}")
