"""Reads the lines of a section into its outline, one at a time.

A line first continues the containers that it fits into. Then the constructs are tried in turn on the rest of it; when
a container begins, they are tried again on its content. A line in which nothing begins continues the open paragraph,
even from outside its containers, or begins a new one.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from brief.findings import markdown as rules
from brief.model import Section
from brief.parse.reading import blocks, fences, notes
from brief.parse.reading.comments import without_comments
from brief.parse.reading.containers import DEEPEST, QUOTE, Quote
from brief.parse.reading.draft import Draft
from brief.parse.reading.lines import GONE, is_blank
from brief.parse.reading.outline import Outline

CONSTRUCTS: tuple[tuple[re.Pattern[str], Callable[[Draft, re.Match[str]], bool]], ...] = (
    # Leaves that could be taken for items of a list.
    (blocks.UNDERLINE, blocks.underline),
    (blocks.COLUMNS, blocks.columns),
    (blocks.RULE, blocks.rule),
    (blocks.HEADING, blocks.heading),
    (blocks.CODE, blocks.code),
    # Containers.
    (fences.SLASHES, fences.fence),
    (QUOTE, blocks.quote),
    (blocks.SOURCE_LINE, blocks.source_line),
    (blocks.ITEM, blocks.item),
    (blocks.DEFINITION, blocks.definition),
    # Other leaves; the last takes any line.
    (notes.NOTE, notes.note),
    (notes.ABBREVIATION, notes.abbreviation),
    (notes.REFERENCE, notes.reference),
    (blocks.ANY, blocks.row),
    (blocks.ANY, blocks.text),
)
"""The pattern of the beginning of each construct, and the function that reads it, in the order they are tried."""


def read(section: Section) -> Outline:
    """The outline of the Markdown of a section."""
    raw = without_comments(section.text).split("\n")
    draft = Draft(path=section.path, raw=raw, next=section.first, number=section.first)
    while draft.more:
        draft.number = draft.next
        draft.next += 1
        _read_line(draft, draft.raw[draft.number - 1])
    draft.end()
    return draft


def _read_line(draft: Draft, raw: str) -> None:
    if GONE in raw:
        if is_blank(raw):
            return  # a line of comment is skipped, and does not count as an empty line
        raw = raw.lstrip(f" \t{GONE}") if raw.lstrip().startswith(GONE) else raw
    bases = _match_containers(draft, raw)
    rest = draft.rest or ""
    if is_blank(rest):
        draft.finish()
        if isinstance(draft.unmatched, Quote):
            draft.leave()
    elif not notes.goes_on_in_note(draft, bases):
        draft.rest = rest.lstrip(" \t\xa0")
        _begin_blocks(draft)


def _match_containers(draft: Draft, raw: str) -> list[str]:
    """Finds the containers that continue in the line, and counts them in ``draft.matched``.

    Item n of the returned list is the line as it is within the first n of them.
    """
    draft.base, draft.rest, draft.matched = raw, raw, 0
    bases = [raw]
    for container in draft.stack:
        inner = container.peel(draft.rest)
        if inner is None:
            break
        draft.rest = inner
        if isinstance(container, Quote):
            draft.base = inner
        bases.append(draft.base)
        draft.matched += 1
    return bases


def _begin_blocks(draft: Draft) -> None:
    """Tries the constructs on the rest of the line, and again on the content of each container that begins."""
    while (rest := draft.rest) is not None:
        if is_blank(rest):  # the container that begins here is empty so far
            draft.open("paragraph", "")
            return
        constructs = CONSTRUCTS
        if len(draft.stack) > DEEPEST and draft.unmatched is None:
            if all(finding.rule != rules.TOO_DEEP.id for finding in draft.findings):
                draft.report(rules.TOO_DEEP, rest, limit=DEEPEST)
            constructs = CONSTRUCTS[-1:]
        draft.rest = None
        any((match := begins.match(rest)) and construct(draft, match) for begins, construct in constructs)
