"""Comments that are meant for others at work on the brief: a proof prints them, and nothing else does."""

from __future__ import annotations

import re
from collections.abc import Iterator

from brief.findings import Finding, Place
from brief.findings import wording as rules
from brief.findings.nearest import shortened
from brief.model import Comment, Section
from brief.parse.reading.lines import comments, is_blank, is_comment, without_comments

_SIGNED = re.compile(r"@[ \t]*(?P<who>\w[\w .'’-]{0,39}?)[ \t]*[:：](?!//)(?P<words>.*)", re.DOTALL)
"""Who made a comment, and what it says."""


def signed(section: Section) -> tuple[tuple[Comment, ...], list[Finding]]:
    """The comments of a section that begin with ``@name:``, and what is wrong with those that nearly do.

    One without an ``@`` is nobody else's business. Those in the front matter are no comments of Markdown; those in
    the short version of a section are this version's.
    """
    printed = without_comments(section.text)[0].split("\n")
    found: list[Comment] = []
    findings: list[Finding] = []
    for line, column, text in _read(section):
        if not text.startswith("@"):
            continue
        match = _SIGNED.fullmatch(text)
        place = Place(section.path, line, column)
        if match is None:
            findings.append(rules.COMMENT_UNSIGNED.at(place, text=shortened(text)))
        elif not match["words"].strip():
            findings.append(rules.COMMENT_EMPTY.at(place, who=match["who"]))
        else:
            found.append(Comment(line, _about(line, printed), match["who"], " ".join(match["words"].split())))
    return tuple(found), findings


def _about(line: int, printed: list[str]) -> int:
    """A line of the block that a comment in this line is about; `printed` are the lines without comments.

    A comment on lines of its own, right below a block and with nothing right below it, is about that block.
    """
    first, last = line - 1, line - 1
    while first >= 0 and is_comment(printed[first]):
        first -= 1
    while last < len(printed) and is_comment(printed[last]):
        last += 1
    stands_below = 0 <= first < line - 1 and not is_blank(printed[first])
    return first + 1 if stands_below and (last == len(printed) or is_blank(printed[last])) else line


def _read(section: Section) -> Iterator[tuple[int, int, str]]:
    """Each comment of the Markdown: the line and the column in which it begins, and what stands in it."""
    text = section.text
    for start, end in comments(text):
        line = text.count("\n", 0, start) + 1
        if end is not None and line >= section.first:
            yield line, start - text.rfind("\n", 0, start), text[start + 4 : end - 3].strip()
