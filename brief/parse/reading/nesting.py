"""How quotations, lists and definitions begin.

Each function takes what is left of the line when it is its own, and says whether it was; it leaves in
``draft.rest`` what the container that it began holds.
"""

from __future__ import annotations

import re

from brief.findings import markdown as rules
from brief.parse.reading.containers import Definition, Fence, Item, Quote
from brief.parse.reading.draft import Draft
from brief.parse.reading.lines import is_blank, width
from brief.parse.reading.outline import Leaf

DASH = "–"
BULLET = re.compile(rf"(?P<bullet>[-*+•·▪●‣◦{DASH}\uf0b7])(?:[ \t\xa0]+|$)")
ORDERED = re.compile(r"(?P<number>[0-9]{1,3})[.)](?:[ \t\xa0]+|$)")
_TASK = re.compile(r"\[[ xX]\](?=\s|$)")
_DEFINITION = re.compile(r":[ \t]+(?=\S)")
_SOURCE_LINE = re.compile(r"(?:--|[—–])[ \t]*\S")


def quote(draft: Draft, rest: str) -> bool:
    """A line that begins with a greater-than sign."""
    made = Quote(draft.number)
    inner = made.peel(rest)
    if inner is None:
        return False
    draft.leave()
    draft.push(made, inner.lstrip(" \t\xa0"), base=inner)
    return True


def item(draft: Draft, rest: str) -> bool:
    """A line that begins with a bullet or a number.

    Within a paragraph only a bullet, or a 1, begins a list: a line may begin with the number of a year.
    """
    match = BULLET.match(rest) or ORDERED.match(rest)
    if not match:
        return False
    bullet, number = match.groupdict().get("bullet"), match.groupdict().get("number")
    sibling = draft.left if isinstance(draft.left, Item) and draft.left.ordered == bool(number) else None
    inner = rest[match.end() :]
    if not sibling:
        if draft.in_paragraph and (is_blank(inner) or (number and int(number) != 1)):
            return False
        if bullet == DASH and not _dashes_go_on(draft):
            return False
    draft.leave()
    at = width(draft.base[: len(draft.base) - len(rest)])
    run = sibling.run if sibling else draft.number
    draft.push(Item(run, draft.number, f"{int(number)}." if number else "-", at), inner)
    if task := _TASK.match(inner):
        draft.report(rules.TASK_LIST, inner, box=task[0])
    return True


def _dashes_go_on(draft: Draft) -> bool:
    """Whether the next line with words begins with a dash as well: one alone is none of a list."""
    following = draft.next - 1
    while following < len(draft.raw) and is_blank(draft.raw[following]):
        following += 1
    return following < len(draft.raw) and draft.raw[following].lstrip().startswith((f"{DASH} ", f"{DASH}\t"))


def source_line(draft: Draft, rest: str) -> bool:
    """Who said the words of a pull quote is a paragraph of its own, on whatever line it stands."""
    inner = draft.stack[-1] if draft.stack else None
    if not _SOURCE_LINE.match(rest) or not isinstance(inner, Fence) or inner.name != "pull-quote":
        return False
    draft.leave()
    draft.open("paragraph", rest)
    draft.rest = None
    return True


def definition(draft: Draft, rest: str) -> bool:
    """A line that begins with a colon, below what it defines or below another definition of it."""
    match = _DEFINITION.match(rest)
    if not match:
        return False
    at = width(draft.base[: len(draft.base) - len(rest)])
    if isinstance(draft.left, Definition):
        made = Definition(draft.left.run, at, first=False)
        draft.leave()
    elif terms := _terms(draft):
        draft.leaves.append(terms)
        made = Definition(terms.run, at, first=True)
    else:
        return False
    draft.push(made, rest[match.end() :])
    return True


def _terms(draft: Draft) -> Leaf | None:
    """The paragraph right above, or one of a single line over an empty one, as what is defined."""
    path = tuple(draft.stack)
    if draft.left:
        return None
    if draft.in_paragraph:
        lines, draft.lines = tuple(draft.lines), []
    elif draft.leaves and (last := draft.leaves[-1]).kind == "paragraph" and last.path == path and len(last.lines) == 1:
        lines = draft.leaves.pop().lines
    else:
        return None
    above = draft.leaves[-1].path if draft.leaves else ()
    same = above[len(path)] if len(above) > len(path) and above[: len(path)] == path else None
    run = same.run if isinstance(same, Definition) else lines[0].number
    return Leaf("terms", path, path[0].run if path else run, lines)
