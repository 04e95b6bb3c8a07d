"""Findings about the files of a brief: whether they can be read, which are sections, fonts, attached files."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from brief.findings import BriefError, Finding, Place, error, warning

FILE_UNREADABLE = error(
    "file-unreadable", "this file cannot be read: {reason}", "put the file itself there, with the right to read it"
)
FILE_OUTSIDE = error(
    "file-outside",
    "this is a link to a file outside the brief's folder",
    "copy that file into the folder; nothing outside it is read",
)
FILE_TOO_LARGE = error(
    "file-too-large",
    "this file is larger than {limit} MB, too large for a text",
    "put pictures and tables into files of their own, and only text here",
)
FILE_BINARY = error(
    "file-binary",
    "this is not a text file",
    "open it in the program that made it, and save it as plain text in UTF-8; a spreadsheet, as 'CSV UTF-8'",
)
FILE_UTF16 = error(
    "file-utf16", "this file is saved as UTF-16", "save it as UTF-8: your editor asks for the encoding under 'Save as'"
)
FILE_NOT_UTF8 = error(
    "file-not-utf8",
    "this file is not saved as UTF-8: byte {byte} of this line, 0x{value:02X}, is not a character{guess}",
    "save it as UTF-8: your editor asks for the encoding under 'Save as', a spreadsheet has 'CSV UTF-8' there",
)
FILE_OTHER_ENCODING = error(
    "file-not-utf8",
    "this line is not in the encoding {encoding}",
    "try cp1252, which spreadsheets on Windows write, or save the file as 'CSV UTF-8' and leave out --encoding",
)
READ_ONLY = error("cannot-write", "this file may only be read", "allow it to be written, or edit a copy")
FILE_EMPTY = error("file-empty", "this file is empty", "write at least one line:  {line}")
CONTROL_CHARACTER = error(
    "control-character",
    "there is a control character here (U+{code:04X}), which no page can show",
    "delete it, or retype the text around it; such characters come along with pasted text",
)
READ_TROUBLE: Mapping[int, str] = {
    errno.ENOENT: "it was deleted, or is a link to a file that does not exist",
    errno.ELOOP: "it is a link to itself",
    errno.EACCES: "you have no right to read it",
    errno.EISDIR: "it is a folder",
    errno.ENXIO: "it is not an ordinary file",
    errno.EIO: "the disk fails",
}
"""Why a file cannot be read, by errno; for other errors the system's own words are used."""
SECTIONS_NONE = error(
    "sections-none",
    "this brief has no section",
    "put a Markdown file beside brief.yaml (summary.md), and its name into `sections` if you keep that list",
)
SECTION_NAME_WRONG = error(
    "section-name-wrong",
    "'{name}' cannot be the name of a section",
    "write the name of a file beside brief.yaml, without folder and ending: `- {plain}`",
)
SECTIONS_IN_ONE = error(
    "section-name-wrong", "'{names}' are several sections", "write them between square brackets:  sections: [{names}]"
)
SECTION_FILE_NAME_WRONG = error(
    "section-name-wrong",
    "'{name}' cannot be the name of a section",
    "call the file {plain}.md: letters, digits, spaces, hyphens, underscores and dots, a letter or digit first",
)
SECTION_MISSING = error("section-missing", "there is no file {name}.md for the section '{name}'", "{nearest}")
SECTION_OF_VALUE_MISSING = error(
    "section-missing",
    "there is no file {name}.md, which '{listed}' asks for",
    "write it, in the folder of brief.yaml; there are {names}",
)
SECTION_TWICE = error(
    "section-twice",
    "the section '{name}' stands here for the second time; the first is in line {line}",
    "keep one of the two",
)
SECTION_UNLISTED = warning(
    "section-unlisted",
    "this file is not listed, so it is not printed",
    "add `- {name}` under `sections` in brief.yaml, or move the file elsewhere",
)
SECTION_EMPTY = error("section-empty", "the section '{name}' is empty", "write it, or take it out of the brief")
LAYOUT_NAME_WRONG = error(
    "layout-name-wrong",
    "'{name}' cannot be the name of a layout",
    "write the name of a file in styles/layouts, without folder and ending",
)
FRONT_MATTER_OPEN = error(
    "front-matter-open",
    "the front matter that begins here never ends",
    "close it with a line `---`; a rule between two paragraphs is written `***`",
)
FRONT_MATTER_LATE = error(
    "front-matter-late",
    "these lines would be printed: front matter belongs at the top of the file",
    "move it, from `---` to `---`, above all else",
)
FACE_BROKEN = error(
    "face-broken",
    "this file cannot be read as a font",
    "copy the whole font here again (.ttf or .otf), or take the file out of the folder",
)
FACE_OUTLINES = error(
    "face-outlines",
    "this font has {kind} outlines, which some viewers and printers leave blank",
    "put the same face there with TrueType outlines: a .ttf file, as its maker or a library of web fonts has it",
)
FILE_GONE = error(
    "file-gone",
    "this file was taken away or exchanged while the brief was read",
    "build it again once nobody changes its files",
)
FACE_PICTURES = error(
    "face-pictures",
    "letters of this font are pictures, as those of emoji in colors are",
    "use a font whose letters have outlines, and the file of a picture where one is wanted",
)
FACE_FORBIDDEN = error(
    "face-forbidden",
    "the maker of this font does not allow {what}, as a PDF must do",
    "use another face, such as one under the Open Font License, or ask its maker for a file that may be embedded",
)
FACE_FORMAT = warning(
    "face-format",
    "this is a font for {purpose}, so it is not used for text",
    "put the TTF or OTF file of the same face there",
)
GOES_NOT_ALONG = error(
    "attached-misnamed",
    "this file goes along in the PDF (attach-source), and not every system can have one that is called '{name}'",
    'rename it, without < > : " | ? *, without a full stop at the begin or the end, and not con, nul or aux',
)
GO_NOT_TOGETHER = error(
    "attached-misnamed",
    "this file goes along in the PDF (attach-source), and some systems do not tell it from '{other}'",
    "rename one of the two, so that more than accents and small and large letters differs",
)

READS_OTHERWISE = error(
    "attached-altered",
    "this block goes along in the PDF (attach-source), and would read differently without what is not printed",
    "put whole sentences, paragraphs or items between the marks of a condition, and no signs of Markdown around them",
)


def unreadable(path: Path, error: OSError) -> Finding:
    """The finding that the file at `path` cannot be read, by the error that reading it raised."""
    reason = READ_TROUBLE.get(error.errno or 0, os.strerror(error.errno or 0).lower())
    return FILE_UNREADABLE.at(Place(path), reason=reason)


@contextmanager
def reading(path: Path) -> Iterator[None]:
    """Turns an `OSError` while the file at `path` is read into a `BriefError`."""
    try:
        yield
    except OSError as error:
        raise BriefError([unreadable(path, error)]) from error
