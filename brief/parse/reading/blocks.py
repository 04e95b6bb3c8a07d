"""How paragraphs, headings, rules, tables, quotations, lists and definitions begin and continue.

Each function reads the rest of the current line when its construct begins or continues there, and returns whether it
does. A function that begins a container leaves the content of the container in ``draft.rest``.
"""

from __future__ import annotations

import re

from brief.findings import markdown as rules
from brief.parse.reading.containers import Definition, Fence, Item, Quote
from brief.parse.reading.draft import Draft
from brief.parse.reading.lines import cells, is_blank, masked, width
from brief.parse.reading.outline import Leaf

RULE = re.compile(r"([-*_])(?:[ \t]*\1){2,}[ \t]*$")
HEADING = re.compile(r"(?P<marks>#{1,6}(?=[ \t\xa0]|$)|#{2,6}(?=[^#\s]))[ \t\xa0]*")
CODE = re.compile(r"(?P<marks>`{3,}(?=[^`]*$)|~{3,})")
DASH = "–"
ANY = re.compile(".*")
BULLET = re.compile(rf"(?P<bullet>[-*+•·▪●‣◦{DASH}\uf0b7])(?:[ \t\xa0]+|$)")
ORDERED = re.compile(r"(?P<number>[0-9]{1,3})[.)](?:[ \t\xa0]+|$)")
ITEM = re.compile(f"{BULLET.pattern}|{ORDERED.pattern}")
UNDERLINE = re.compile(r"(?:={2,}|-{3,})[ \t]*$")
_CLOSING_MARKS = re.compile(r"(?:^|[ \t])#+$")
COLUMNS = re.compile(r"\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$")
_CAPTION = re.compile(r"Table:[ \t]")
_ATTRIBUTES = re.compile(r"\{:[^{}]*\}[ \t]*$")
_TASK = re.compile(r"\[[ xX]\](?=\s|$)")
DEFINITION = re.compile(r":[ \t]+(?=\S)")
SOURCE_LINE = re.compile(r"(?:--|[—–])[ \t]*\S")


def underline(draft: Draft, match: re.Match[str]) -> bool:
    """A line of equals signs or hyphens makes the paragraph above it a heading."""
    if not draft.in_paragraph or draft.unmatched:
        return False
    draft.kind, draft.level = "heading", 1 if match[0].startswith("=") else 2
    draft.lines.append(draft.line(match.string).part(0, 0))
    draft.finish()
    return True


def rule(draft: Draft, match: re.Match[str]) -> bool:
    """A line of hyphens, asterisks or underscores."""
    draft.leave()
    draft.open("rule", "")
    draft.finish()
    return True


def heading(draft: Draft, match: re.Match[str]) -> bool:
    """A line that begins with one to six number signs."""
    draft.leave()
    text = _CLOSING_MARKS.sub("", match.string[match.end() :].rstrip())
    if is_blank(text):
        draft.report(rules.HEADING_EMPTY, match.string, marks=match["marks"])
        return True
    draft.open("heading", match.string[match.end() :])
    draft.lines, draft.level = [draft.lines[0].part(0, len(text))], len(match["marks"])
    draft.finish()
    return True


def code(draft: Draft, match: re.Match[str]) -> bool:
    """A block of code, which is refused and skipped."""
    draft.leave()
    draft.report(rules.CODE_BLOCK, match.string, marks=match["marks"])
    while draft.more and match["marks"] not in draft.raw[draft.next - 1]:
        draft.next += 1
    draft.next += 1
    return True


def columns(draft: Draft, match: re.Match[str]) -> bool:
    """A line that divides the head of a table from its rows: begins a table with this line and the one above."""
    rest = match.string
    if "|" not in rest or not draft.in_paragraph or draft.unmatched:
        return False
    head, divide = draft.lines.pop(), draft.line(rest)
    draft.finish()
    here, above = len(cells(divide)), len(cells(head))
    if here != above:
        draft.report(rules.TABLE_COLUMNS, rest, here=here, above=above)
    draft.open("table", rest, begin=head.number)
    draft.lines = [head, divide]
    return True


def row(draft: Draft, match: re.Match[str]) -> bool:
    """A line with a bar continues the open table."""
    rest = match.string
    if not draft.lines or draft.kind != "table" or draft.unmatched:
        return False
    if "|" not in masked(rest) or _CAPTION.match(rest):
        draft.finish()
        return False
    draft.lines.append(draft.line(rest))
    head, before, here = (len(cells(line)) for line in (draft.lines[0], *draft.lines[-2:]))
    if here > head >= before:  # only the first of several such rows
        draft.report(rules.TABLE_ROW, rest, here=here, columns=head)
    return True


def text(draft: Draft, match: re.Match[str]) -> bool:
    """Any line: a part of the open paragraph or caption, the first line of a new one, or attributes alone."""
    rest = match.string
    attributes = bool(_ATTRIBUTES.match(rest))
    if draft.lines and (draft.kind == "paragraph" or (draft.kind == "caption" and not attributes)):
        draft.lines.append(draft.line(rest))
        return True
    draft.leave()
    above = draft.above
    if attributes and above:
        draft.open("attributes", rest, begin=above.begin)
    elif _CAPTION.match(rest) and above and above.kind == "table" and above.containers == tuple(draft.stack):
        draft.open("caption", rest, begin=above.begin)
    else:
        draft.open("paragraph", rest)
    return True


def quote(draft: Draft, match: re.Match[str]) -> bool:
    """A line that begins with a greater-than sign."""
    inner = match.string[match.end() :]
    draft.leave()
    draft.push(Quote(draft.number), inner.lstrip(" \t\xa0"), base=inner)
    return True


def item(draft: Draft, match: re.Match[str]) -> bool:
    """A line that begins with a bullet or a number.

    Within a paragraph only a bullet or a 1 begins a list, since a line of text may begin with another number.
    """
    bullet, number, inner = match["bullet"], match["number"], match.string[match.end() :]
    sibling = draft.unmatched
    if not isinstance(sibling, Item) or (sibling.number is None) != (number is None):
        sibling = None
    if not sibling:
        if draft.in_paragraph and (is_blank(inner) or (number and int(number) != 1)):
            return False
        if bullet == DASH and not _next_begins_with_dash(draft):
            return False
    draft.leave()
    begin = sibling.begin if sibling else draft.number
    draft.push(Item(begin, _column(draft, match.string), int(number) if number else None), inner)
    if task := _TASK.match(inner):
        draft.report(rules.TASK_LIST, inner, box=task[0])
    return True


def _column(draft: Draft, rest: str) -> int:
    """The column in which the rest of the line begins, from 0, within the innermost quotation."""
    return width(draft.base[: len(draft.base) - len(rest)])


def _next_begins_with_dash(draft: Draft) -> bool:
    """Whether the next line with text begins with a dash, since a single line with one is not a list."""
    following = draft.next - 1
    while following < len(draft.raw) and is_blank(draft.raw[following]):
        following += 1
    return following < len(draft.raw) and draft.raw[following].lstrip().startswith((f"{DASH} ", f"{DASH}\t"))


def source_line(draft: Draft, match: re.Match[str]) -> bool:
    """A line that begins with a dash in a pull quote: its source, a paragraph of its own even right below the words."""
    inner = draft.stack[-1] if draft.stack else None
    if not isinstance(inner, Fence) or inner.name != "pull-quote":
        return False
    draft.leave()
    draft.open("paragraph", match.string)
    return True


def definition(draft: Draft, match: re.Match[str]) -> bool:
    """A line that begins with a colon, below a term or another definition of it."""
    above = draft.unmatched
    if isinstance(above, Definition):
        begin = above.begin
        draft.leave()
    elif terms := _terms(draft):
        draft.leaves.append(terms)
        begin = terms.begin
    else:
        return False
    draft.push(Definition(begin, _column(draft, match.string)), match.string[match.end() :])
    return True


def _terms(draft: Draft) -> Leaf | None:
    """The terms, taken from the draft: the paragraph right above, or one of one line above an empty line; else None."""
    containers, is_right_above = tuple(draft.stack), draft.in_paragraph
    if draft.unmatched or (draft.lines and not is_right_above):
        return None
    draft.finish()
    terms = draft.above
    if not terms or terms.kind != "paragraph" or terms.containers != containers:
        return None
    if len(terms.lines) > 1 and not is_right_above:
        return None
    draft.leaves.pop()
    above = draft.above.containers if draft.above else ()
    inner = above[len(containers)] if above[: len(containers)] == containers and len(above) > len(containers) else None
    begin = inner.begin if isinstance(inner, Definition) else terms.lines[0].number
    return Leaf("terms", containers, containers[0].begin if containers else begin, terms.lines)
