"""What is left over in a text: signs that did not take and are printed as they were typed, notes to oneself."""

from __future__ import annotations

from brief.findings import warning

STARS_LEFT = warning(
    "stars-left",
    "these stars are printed as they stand: '{words}'",
    "for bold or italic type, the stars stand right before the first and right behind the last word, **like this**",
)
WAVES_LEFT = warning("waves-left", "these signs are printed as they stand: '{words}'", "delete them")
LINK_APART = warning(
    "link-apart",
    "this is printed as it stands, since a blank stands before the bracket: '{words}'",
    "delete the blank: ](",
)
SLASHES_LEFT = warning(
    "slashes-left",
    "this is printed as it stands: '{words}'",
    "a box and the like begin and end with three slashes on a line of their own:  /// box",
)
NOTE_LEFT = warning(
    "note-left",
    "this note is printed in the text: '{words}'",
    "write [^1] where the note is called, and its words on a line of their own below:  [^1]: …",
)
LATEX_LEFT = warning("latex-left", "this is printed as it stands: '{words}'", "delete it; brief does not know LaTeX")
ENTITY_LEFT = warning("entity-left", "this is printed as it stands: '{words}'", "type the character itself")
PICTURE_LEFT = warning(
    "picture-left",
    "a picture was pasted here, and did not come along: only a sign for it is printed",
    "save the picture into the folder images, and show it:  ![What it shows](images/camp.jpg)",
)
NOTE_GOES_ON = warning(
    "note-goes-on",
    "this paragraph begins with a tab, so it is printed as part of the note above it",
    "delete the tab if it belongs to the text; if it belongs to the note, indent it by four blanks",
)
OPTIONS_LEFT = warning(
    "options-left",
    "this option is printed as text: '{words}'",
    "options stand first, right below the line with the slashes, and then the words",
)
LIST_MIXED = warning(
    "list-mixed",
    "bullets and numbers alternate here, so several lists are printed",
    "begin all items with - or all with a number; indent by two blanks what belongs below an item",
)
BULLET_LEFT = warning(
    "bullet-left",
    "this line begins with the bullet of a word processor, which is printed as text: '{words}'",
    "begin it with a hyphen and a blank:  - {item}",
)
STARS_TAKEN = warning(
    "stars-taken",
    "two stars beside numbers were taken for italics and are not printed: '{words}'",
    "type × for 'times'; or write \\* for a star",
)
COMMENT_CUTS = warning(
    "comment-cuts",
    "# begins a comment here, so only this is printed: '{value}'",
    'put the whole value in quotes:  {key}: "{value} {rest}"',
)
UNFINISHED = warning(
    "unfinished", "this looks like a note to yourself, and is printed: '{words}'", "settle it, or delete it"
)
BLANK_LEFT = warning(
    "unfinished", "this still says what belongs here, and is printed: '{words}'", "write your own, or delete it"
)
EXAMPLE_LEFT = warning(
    "example-left", "'{key}' is still that of the example: {value}", "write your own, or delete the line"
)
EXAMPLE_SECTION = warning(
    "example-left",
    "the section '{section}' is still that of the example",
    "write your own, or take it out of `sections`",
)
CHART_TOTAL = warning(
    "chart-total",
    "the row '{row}' of {file} is drawn as a value among those that it adds up",
    "leave it out of the file, or show the data as a table",
)
ACCENT_PALE = warning(
    "accent-pale",
    "the accent {color} is too pale for text: its contrast with white is {ratio:.1f}, and 4.5 is needed (WCAG 1.4.3)",
    "choose a darker one, such as {accent}",
)

TO_REPLACE = (
    "Say in one sentence what you ask for",
    "who can do it",
    "Say briefly why they should act",
    "Few readers remember more than five",
    "Say what happened, to whom, and how it is known",
    "say what they should do, and by when",
    "Say who has written it, and why",
    "The title of a report",
    "Who published it",
)
"""The words of a blank brief (`new`) that say what belongs in their place."""
