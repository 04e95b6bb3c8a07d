"""The command line, and the folders that it names: exit code 2."""

from __future__ import annotations

import errno
from collections.abc import Mapping

from brief.findings import error

NO_BRIEF = error(
    "no-brief",
    "there is no brief.yaml in {folder}, nor in a folder content below it",
    "name the folder of your brief, or start one: brief new demo",
)
NO_SUCH_FOLDER = error(
    "no-brief", "there is no folder '{folder}'", "name the folder of your brief, or start one: brief new demo"
)
OUTPUT_LEADS_OUT = error(
    "output-leads-out",
    "'{folder}' is a link to '{target}', and a brief may have come with it",
    "if you want the files there, say so: -o {target}",
)
NOWHERE = error("no-folder", "the folder that you are in was removed", "change to another one: cd")
NOT_A_BRIEF = error("no-brief", "'{file}' is not a brief.yaml", "name the folder of your brief, or its brief.yaml")
MISNAMED_BRIEF = error("no-brief", "there is no brief.yaml in {folder}, but there is {file}", "rename it: brief.yaml")
NO_LIST = error("no-list", "there is no file '{file}'", "name the list of offices, a CSV file: brief merge offices.csv")
LIST_IS_WORKBOOK = error(
    "no-list",
    "'{file}' is a workbook, which cannot be read",
    "open it in the spreadsheet, save the sheet as CSV UTF-8 under 'Save as', and name that: brief merge {instead}",
)
NO_ENCODING = error(
    "no-encoding",
    "there is no encoding '{encoding}'",
    "leave --encoding out for UTF-8; older spreadsheets on Windows write cp1252, on a Mac mac_roman",
)
UNKNOWN_EDITION = error("unknown-edition", "there is no edition '{edition}'", "{nearest}")
UNKNOWN_PAPER = error("unknown-paper", "there is no paper '{paper}'", "{nearest}")
UNKNOWN_RULE = error("unknown-rule", "there is no rule '{rule}'", "{nearest}")
UNKNOWN_FORMAT = error("unknown-format", "there is no format '{format}'", "{nearest}")
CANNOT_WRITE = error("cannot-write", "this cannot be written: {reason}", "{way}")
NOTHING_TO_HEAR = error(
    "nothing-to-hear",
    "the edition '{edition}' has no structure that a screen reader could follow",
    "listen to the one that is sent out: brief listen -e full",
)
HEARD_IN_A_BROWSER = error(
    "nothing-to-hear",
    "the edition '{edition}' is a web page, which a screen reader reads in the browser",
    "open it there, or listen to the PDF that says the same: brief listen -e full",
)
FOLDER_NOT_EMPTY = error(
    "folder-not-empty",
    "'{folder}' exists and is not empty",
    "name a folder that does not exist yet; brief overwrites nothing",
)
FOLDER_IS_FILE = error(
    "folder-not-empty", "'{folder}' is a file", "name a folder that does not exist yet; brief overwrites nothing"
)
TWO_STARTS = error(
    "two-starts",
    "a brief from a PDF keeps the title and the text of that PDF",
    "leave out --from, or else --title and --blank",
)
STARTER_MISSING = error(
    "starter-missing",
    "the brief to start from is not in this installation",
    "reinstall brief: pip install --force-reinstall policy-brief",
)

OUTPUT_LOST = error(
    "cannot-write", "the results cannot be printed: {reason}", "send them to a file that can be written"
)

TIME_LIMIT = error(
    "time-limit", "stopped after {seconds} s, while {doing}", "leave out or simplify what takes so long{more}"
)
MORE_TIME = ", or allow more time: --time-limit {seconds}"
MEMORY_LIMIT = error(
    "memory-limit",
    "there was not enough memory while {doing}: {megabytes} MB are allowed",
    "leave out or simplify what is so large{more}",
)
MORE_MEMORY = ", or allow more memory: --memory-limit {megabytes}"
NO_PROCESS = error(
    "no-process",
    "the system allows no process for the work: {reason}",
    "close other programs, or ask whoever looks after this machine to allow you more processes and memory",
)
LIBRARY_CRASHED = error(
    "library-crashed",
    "a library crashed ({signal}) while {doing}",
    "leave out what came last into the brief, and report what it was",
)

DOING: Mapping[str, str] = {
    "load": "reading files",
    "parse": "reading the text",
    "check": "checking the brief",
    "compose": "composing the pages",
    "typeset": "setting the pages",
    "write": "writing the PDF",
    "publish": "making the page for the screen",
}
"""What is done at each step of `process`."""


def doing(step: str, edition: str) -> str:
    """What is done at a step, with the name of the edition unless that is empty."""
    return f"{DOING[step]} of the edition '{edition}'" if edition else DOING[step]


ANOTHER_FOLDER = "name another folder (for what is built: -o FOLDER)"
WRITE_TROUBLE: Mapping[int, tuple[str, str]] = {
    errno.ENOSPC: ("the disk is full", "free some space, or name a folder on another disk"),
    errno.EDQUOT: ("your share of the disk is used up", "free some space, or name a folder on another disk"),
    errno.EFBIG: ("the file is larger than this system allows", ANOTHER_FOLDER),
    errno.EROFS: ("the disk can only be read", ANOTHER_FOLDER),
    errno.EACCES: ("you have no right to write there", ANOTHER_FOLDER),
    errno.EPERM: ("you have no right to write there", ANOTHER_FOLDER),
    errno.ENOTDIR: ("there is a file where a folder should be", ANOTHER_FOLDER),
    errno.EEXIST: ("there is a file where a folder should be", ANOTHER_FOLDER),
    errno.EISDIR: ("there is a folder of this name", "remove or rename it"),
    errno.ENAMETOOLONG: ("the name is too long", "shorten `slug` in brief.yaml, or the name of the folder"),
    errno.ELOOP: ("its folder is a link that leads to itself", ANOTHER_FOLDER),
}
"""The reason why a file cannot be written, and the hint, by `errno`."""
