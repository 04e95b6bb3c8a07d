"""What can be wrong with layouts, style sheets, what is printed of a text, and the typeset page."""

from __future__ import annotations

from brief.findings import Rule, Severity

LAYOUT_MISSING = Rule(
    "layout-missing",
    Severity.ERROR,
    "there is no layout '{layout}'",
    "take `layout:` out of the section's front matter, or add styles/layouts/{layout}",
)
LAYOUT_BROKEN = Rule(
    "layout-broken",
    Severity.ERROR,
    "the layout cannot be filled in: {reason}",
    "mend this line, or remove the file to get the house's layout back",
)
LINK_TRACKS = Rule(
    "link-tracks",
    Severity.WARNING,
    "this address says who follows it, and from where: {parameters}",
    "take it out of the address; the printed address is without it, and leads to the same page",
)
LINK_PASSWORD = Rule(
    "link-password",
    Severity.ERROR,
    "this address has the password of '{user}' in it, which each copy of the brief would give away",
    "take out everything from behind the slashes to the @; readers sign in by themselves",
)
LINK_BROKEN = Rule(
    "link-broken",
    Severity.ERROR,
    "the link '#{anchor}' leads nowhere in this brief",
    "headings and figures get a name with {{: #name }}{near}",
)
LINK_UNCLOSED = Rule(
    "link-unclosed",
    Severity.WARNING,
    "a link begins here that has no end, so its brackets are printed",
    "close each bracket; an address with brackets in it stands between < and >: [a](<https://example.org/a_(b)>)",
)
NAME_TWICE = Rule(
    "name-twice",
    Severity.ERROR,
    "the name '#{anchor}' is given twice: here, and {other}",
    "give one of them another name, {{: #other-name }} or id: other-name; each section has the name of its file",
)
GLYPH_MISSING = Rule(
    "glyph-missing",
    Severity.ERROR,
    "no face has the character '{shown}' (U+{code:04X}, {name}){others}",
    "write it another way, or put a TTF or OTF font for it into the brief's styles/fonts, where it is found by itself",
)
AND_MORE = " and {count} more{of}"
"""Goes on from a character when others are in the same trouble."""
EMOJI = Rule(
    "emoji",
    Severity.ERROR,
    "the emoji '{shown}' (U+{code:04X}, {name}){others} cannot be printed",
    "say it in words, with a plain sign such as ✓ or ☎, or in a picture: ![A locked door](images/lock.svg)",
)
PRIVATE_USE = Rule(
    "private-use",
    Severity.ERROR,
    "the private-use character U+{code:04X}{others} means something only in the font that it was typed with",
    "type what is meant, a word or a common sign; such characters come along when symbols are pasted",
)
STYLE_IGNORED = Rule(
    "style-ignored",
    Severity.WARNING,
    "this line of the style sheet has no effect: {reason}",
    "correct it or take it out",
)
STYLE_SEMICOLON = Rule(
    "style-ignored",
    Severity.WARNING,
    "a semicolon is missing {where}, so this has no effect",
    "write:  {line}",
)
STYLE_COLON = Rule(
    "style-ignored",
    Severity.WARNING,
    "a colon is missing in `{words}`, so this has no effect",
    "write:  {line}",
)
STYLE_SELECTOR = Rule(
    "style-ignored",
    Severity.WARNING,
    "`{selector}` cannot be read as what comes before the opening brace of a rule, so the rule has no effect",
    "correct it; right before it or in it, a brace may be missing, or one too many",
)
STYLE_UNUSED = Rule(
    "style-unused",
    Severity.WARNING,
    "no style sheet is called '{name}', so this one has no effect",
    "{nearest}",
)
TOKEN_UNKNOWN = Rule(
    "token-unknown",
    Severity.WARNING,
    "nothing asks for '--{token}', so it has no effect",
    "{nearest}",
)
TOKEN_WRONG = Rule(
    "token-wrong",
    Severity.WARNING,
    "'{value}' is no value that can be used here, so it has no effect",
    "write it as styles/tokens.css does: colors as #1b4f72, lengths as 3pt or 10mm",
)
SIZE_IMPOSSIBLE = Rule(
    "size-impossible",
    Severity.ERROR,
    "'{value}' is too {much} for `{name}`",
    "write {what}",
)
FACE_UNKNOWN = Rule(
    "face-unknown",
    Severity.ERROR,
    "there is no face of the family '{face}'",
    "put its TTF or OTF files into styles/fonts beside this style sheet; {nearest}",
)
FACE_NOT_LOADED = Rule(
    "face-not-loaded",
    Severity.ERROR,
    "the family '{family}' cannot be read from '{name}'",
    "correct the name here, or put its TTF or OTF file of that name into the brief's styles",
)
SECTION_WITHOUT_TEXT = Rule(
    "section-without-text",
    Severity.ERROR,
    "there is a title here, and no text below it",
    "write some, or take '{section}' out of `sections`",
)
WORD_TOO_LONG = Rule(
    "word-too-long",
    Severity.ERROR,
    "here are {count} characters without a blank: '{start}…'",
    "put blanks between the words, or shorten the address",
)
WORD_BROKEN = Rule(
    "word-broken",
    Severity.WARNING,
    "here are {count} letters without a blank, which a line breaks wherever it ends: '{start}…'",
    "put a blank or a hyphen where it may be broken",
)
FIELD_WITHOUT_SAMPLE = Rule(
    "field-without-sample",
    Severity.WARNING,
    "the field '{field}' has no sample, so nothing is printed where it stands",
    "add one below it in `fields`: sample: …",
)
FILE_REFUSED = Rule(
    "file-refused",
    Severity.ERROR,
    "'{name}' was asked for, and nothing of that name belongs to the brief",
    "copy it into the brief's styles; a build reads what lies there and what the brief names, and never the network",
)
FILE_REFUSED_HERE = Rule(
    "file-refused",
    Severity.ERROR,
    "'{name}' was asked for, and nothing of that name belongs to the brief",
    "correct the name here, or copy the file into the brief's styles; a build never asks the network",
)
ENGINE_REMARK = Rule("engine", Severity.WARNING, "the typesetter says: {remark}")
ENGINE_FAILED = Rule(
    "engine-failed",
    Severity.ERROR,
    "the pages cannot be set: {reason}",
    "take out what you changed last; if it stays, report it with the brief",
)
TABLE_TOO_WIDE = Rule(
    "table-too-wide",
    Severity.ERROR,
    "this table is wider than page {page} has room for",
    "give it fewer columns, or shorter words in them; or make rows of its columns",
)
OFF_THE_PAPER = Rule(
    "off-the-paper",
    Severity.ERROR,
    "text of this block runs off page {page}",
    "shorten it, break it into parts, or give a table fewer columns",
)
OVER_THE_FOOT = Rule(
    "over-the-foot",
    Severity.ERROR,
    "this block is higher than page {page} has room for, and cannot be broken",
    "break it into parts, or shorten it",
)
NEVER_END = Rule(
    "pages-never-end",
    Severity.ERROR,
    "the pages never end: something here is higher than a page, and cannot be set over two",
    "shorten it, or break it into parts; a style sheet must not float what may be higher than a page",
)
HEAD_LOST = Rule(
    "not-printed",
    Severity.ERROR,
    "the head of this table has no room above its rows, and would be left out",
    "shorten the words in the head, or give the table fewer columns",
)
LOST = Rule(
    "not-printed",
    Severity.WARNING,
    "this is on no page",
    "let no style sheet take it out (`display: none`): what an edition leaves out stands in /// leave-out-of | …",
)
LEAVES_FRAME = Rule(
    "too-wide",
    Severity.ERROR,
    "'{words}' is wider than {frame} on page {page}",
    "shorten it; a table with fewer columns has wider ones, and a long number can be written in words: 120 million",
)
TEXT_ON_TEXT = Rule(
    "text-on-text",
    Severity.ERROR,
    "'{words}' stands on '{other}' on page {page}",
    "shorten one of them, or move them apart in the layout or the style sheet",
)
SIDE_ON_CARD = Rule(
    "text-on-text",
    Severity.ERROR,
    "'{words}' has no room above the contact at the foot of the margin of page {page}",
    "move it to a paragraph further down, shorten it, or leave it out; in more pages it may find room as well",
)
TEXT_ON_PICTURE = Rule(
    "text-on-text",
    Severity.ERROR,
    "'{words}' stands on a picture on page {page}",
    "shorten it, or move them apart in the layout or the style sheet",
)
SIDE_NOTE_LONG = Rule(
    "side-note-long",
    Severity.ERROR,
    "this side note takes about {count} lines of the margin, which has room for {most}",
    "keep a sentence or two of it; all of it is better said in the text, or in a box: /// box | Its title",
)
SIDE_NOTE_TORN = Rule(
    "side-note-torn",
    Severity.WARNING,
    "this side note does not fit beside its text",
    "shorten it, or move it to a paragraph further up",
)
NOTE_TOO_TALL = Rule(
    "note-too-tall",
    Severity.ERROR,
    "this note is taller than a page",
    "a note is printed whole, on one page: shorten it, or move a part of it into the text",
)
NOTE_LEAVES_BLANK = Rule(
    "note-leaves-blank",
    Severity.WARNING,
    "page {page} ends early, since this note has no room on it below the text that calls it",
    "shorten the note, move a part of it into the text, or call it further down",
)
NOTES_TOO_TALL = Rule(
    "notes-too-tall",
    Severity.ERROR,
    "this note does not fit on page {page} together with the other notes there",
    "shorten them, or call one of them further down in the text",
)
RUNNING_TITLE_TOO_LONG = Rule(
    "running-title-too-long",
    Severity.ERROR,
    "the running title does not fit at the foot of page {page}",
    "give the brief a short one, in brief.yaml: short-title: …",
)
NOT_READ_ALOUD = Rule(
    "not-read-aloud",
    Severity.ERROR,
    "'{words}' would be printed, and not read aloud",
    "take `opacity` out of the style sheet: lighter colors and a lighter picture do the same",
)
HEADING_SKIPS = Rule(
    "heading-skips",
    Severity.ERROR,
    "the heading '{words}' skips a level",
    "in a layout the title is <h1>, those of sections <h2>, and so on without a gap",
)
NOTE_LOST = Rule(
    "note-lost",
    Severity.ERROR,
    "note {words} is called here and is not on the page",
    "let the style sheet not take out of the text what calls a note (`position`, `display: none`)",
)
STRUCTURE_WRONG = Rule(
    "structure-wrong",
    Severity.ERROR,
    "this would not be read aloud as what it is, {words}",
    "correct the layout or style sheet that makes it: lists hold items, and tables rows of as many cells each",
)
INKS_OF_PRINT = Rule(
    "inks-of-print",
    Severity.ERROR,
    "'{color}' is a color of printing inks, which a PDF for screens and archives may not have",
    "write the color as styles/tokens.css does: #1b4f72",
)
