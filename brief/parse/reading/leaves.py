"""How paragraphs, headings, rules and tables begin and go on.

Each function takes what is left of the line when it is its own, and says whether it was.
"""

from __future__ import annotations

import re

from brief.findings import markdown as rules
from brief.parse.reading.draft import Draft
from brief.parse.reading.lines import Line, cells, is_blank, masked

RULE = re.compile(r"([-*_])(?:[ \t]*\1){2,}[ \t]*$")
HEADING = re.compile(r"(?P<marks>#{1,6}(?=[ \t\xa0]|$)|#{2,6}(?=[^#\s]))[ \t\xa0]*")
CODE = re.compile(r"(?P<marks>`{3,}(?=[^`]*$)|~{3,})")
_UNDERLINE = re.compile(r"(?:={2,}|-{3,})[ \t]*$")
_CLOSING_MARKS = re.compile(r"(?:^|[ \t])#+$")
_COLUMNS = re.compile(r"\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$")
_CAPTION = re.compile(r"Table:[ \t]")
_ATTRIBUTES = re.compile(r"\{:[^{}]*\}[ \t]*$")


def underline(draft: Draft, rest: str) -> bool:
    """A line of equals signs or hyphens makes a heading of the paragraph above it."""
    if not _UNDERLINE.match(rest) or not draft.in_paragraph or draft.left:
        return False
    draft.kind, draft.level = "heading", 1 if rest.startswith("=") else 2
    draft.lines.append(Line(draft.number, draft.line(rest).column, ""))
    draft.finish()
    return True


def rule(draft: Draft, rest: str) -> bool:
    """A line of hyphens, asterisks or underscores."""
    if not RULE.match(rest):
        return False
    draft.leave()
    draft.open("rule", "")
    draft.finish()
    return True


def heading(draft: Draft, rest: str) -> bool:
    """A line that begins with one to six number signs."""
    match = HEADING.match(rest)
    if not match:
        return False
    draft.leave()
    words = draft.line(rest[match.end() :])
    text = _CLOSING_MARKS.sub("", words.text.rstrip())
    if is_blank(text):
        draft.report(rules.HEADING_EMPTY, rest, marks=match["marks"])
        return True
    draft.open("heading", rest)
    draft.lines, draft.level = [Line(words.number, words.column, text)], len(match["marks"])
    draft.finish()
    return True


def code(draft: Draft, rest: str) -> bool:
    """Lines of code between fences are refused and read over."""
    match = CODE.match(rest)
    if not match:
        return False
    draft.leave()
    draft.report(rules.CODE_BLOCK, rest, marks=match["marks"])
    while draft.more and match["marks"] not in draft.raw[draft.next - 1]:
        draft.next += 1
    draft.next += 1
    return True


def columns(draft: Draft, rest: str) -> bool:
    """The line below the head of a table makes a table of both."""
    if "|" not in rest or not _COLUMNS.match(rest) or not draft.in_paragraph or draft.left:
        return False
    head, divide = draft.lines.pop(), draft.line(rest)
    draft.finish()
    here, above = len(cells(divide)), len(cells(head))
    if here != above:
        draft.report(rules.TABLE_COLUMNS, rest, here=here, above=above)
    draft.open("table", rest, run=head.number)
    draft.lines = [head, divide]
    return True


def row(draft: Draft, rest: str) -> bool:
    """A line with a bar goes on with an open table."""
    if not draft.lines or draft.kind != "table" or draft.left:
        return False
    if "|" not in masked(rest) or _CAPTION.match(rest):
        draft.finish()
        return False
    draft.lines.append(draft.line(rest))
    head, *_, before, this = (len(cells(one)) for one in (draft.lines[0], *draft.lines[-2:]))
    if this > head >= before:  # of many such rows the first is told
        draft.report(rules.TABLE_ROW, rest, here=this, columns=head)
    return True


def text(draft: Draft, rest: str) -> bool:
    """Every other line goes on with the open paragraph or caption, or begins one, or holds attributes alone."""
    attributes = bool(_ATTRIBUTES.match(rest))
    if draft.lines and (draft.kind == "paragraph" or (draft.kind == "caption" and not attributes)):
        draft.lines.append(draft.line(rest))
        return True
    draft.leave()
    above = draft.leaves[-1] if draft.leaves else None
    if attributes and above:
        draft.open("attributes", rest, run=above.run)
    elif _CAPTION.match(rest) and above and above.kind == "table" and above.path == tuple(draft.stack):
        draft.open("caption", rest, run=above.run)
    else:
        draft.open("paragraph", rest)
    return True
