"""PDFs that `verify` traces to their source, or `new` starts from."""

from __future__ import annotations

from brief.findings import error

PDF_MISSING = error(
    "no-pdf", "there is no file '{name}'", "name a PDF, or the folder with the PDFs: brief verify output"
)
FROM_MISSING = error(
    "no-pdf",
    "there is no file '{name}'",
    "name a PDF of the full edition: brief new FOLDER --from output/my-brief-full-a4.pdf",
)
FROM_FOLDER = error(
    "no-pdf",
    "'{name}' is a folder, and a brief comes out of one PDF",
    "name the PDF of the full edition in it: brief new FOLDER --from output/my-brief-full-a4.pdf",
)
FOLDER_WITHOUT_PDF = error(
    "no-pdf", "there is no PDF in the folder '{name}'", "name a PDF, or the folder with the PDFs: brief verify output"
)
NOT_A_PDF = error(
    "no-pdf", "this is not a PDF", "name a PDF that brief has built, or the folder of a release with all its files"
)
PDF_LOCKED = error(
    "pdf-locked",
    "this PDF is locked with a password, so brief cannot read where it came from",
    "name the PDF as it was built, without the password",
)
PDF_DAMAGED = error(
    "pdf-damaged",
    "this PDF is damaged, so brief cannot read where it came from",
    "copy or download it again; often its end is missing",
)
NOTHING_ATTACHED = error(
    "nothing-attached",
    "this PDF does not carry what it was printed from",
    "take the PDF of the full edition, built with  attach-source: true  in brief.yaml, or ask for the brief's folder",
)
ATTACHED_TOO_LARGE = error(
    "attached-too-large",
    "the files in this PDF have more than {limit} MB together, the most that brief unpacks",
    "ask whoever sent it for the brief's folder",
)
ATTACHED_MANY = error(
    "attached-too-large",
    "there are more than {limit} files in this PDF, and no brief has so many",
    "ask whoever sent it for the brief's folder",
)
ATTACHED_PACKED = error(
    "attached-packed",
    "a file in this PDF is compressed in a way that brief does not use: '{name}'",
    "name the PDF as it was built, before it was saved in another program",
)
ATTACHED_OUTSIDE = error(
    "attached-outside",
    "a file in this PDF would be written outside of the new folder: '{name}'",
    "do not use this PDF: brief makes none like it",
)
ATTACHED_HIDDEN = error(
    "attached-hidden",
    "a file in this PDF would be written where programs keep their settings: '{name}'",
    "ask for the brief's folder; files of a brief that is attached may not begin with a dot",
)
ATTACHED_MISNAMED = error(
    "attached-misnamed",
    "a file in this PDF has a name that not every system can have: '{name}'",
    "ask for the brief's folder, or for a PDF that was built when the file had another name",
)
ATTACHED_TWICE = error(
    "attached-misnamed",
    "two files in this PDF would be written to one place, or one into the other: '{name}' and '{other}'",
    "ask for the brief's folder, or for a PDF that was built when one of them had another name",
)
NOT_MADE_BY_BRIEF = error(
    "not-made-by-brief",
    "this PDF was not made by brief, or has lost what it said about its source",
    "name the PDF as it was built: printing or saving it again in another program takes that away",
)
