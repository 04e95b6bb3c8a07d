"""Reads the lines of a section into its outline, one at a time.

A line first goes on in the containers that it fits into. Then the constructs are tried in turn on the rest of it; in
a container that begins, they are tried again. A line in which nothing begins goes on with the open paragraph, even
from outside its containers, or begins a new one.
"""

from __future__ import annotations

from collections.abc import Callable

from brief.findings import markdown as rules
from brief.model import Section
from brief.parse.reading import blocks, fences, notes
from brief.parse.reading.comments import without_comments
from brief.parse.reading.containers import DEEPEST, Quote
from brief.parse.reading.draft import Draft
from brief.parse.reading.lines import GONE, is_blank
from brief.parse.reading.outline import Outline

FIRST: tuple[Callable[[Draft, str], bool], ...] = (
    blocks.underline,
    blocks.columns,
    blocks.rule,
    blocks.heading,
    blocks.code,
)
"""Leaves that are tried first, since they could be taken for items of a list."""

CONTAINERS: tuple[Callable[[Draft, str], bool], ...] = (
    fences.fence,
    blocks.quote,
    blocks.source_line,
    blocks.item,
    blocks.definition,
)

LEAVES: tuple[Callable[[Draft, str], bool], ...] = (
    notes.note,
    notes.abbreviation,
    notes.reference,
    blocks.row,
    blocks.text,
)
"""The other leaves; `text` takes any line."""


def read(section: Section) -> Outline:
    """The outline of the Markdown of a section."""
    draft = Draft(section.path, without_comments(section.text).split("\n"), next=section.first, number=section.first)
    while draft.more:
        draft.number = draft.next
        draft.next += 1
        _read_line(draft, draft.raw[draft.number - 1])
    return draft.outline()


def _read_line(draft: Draft, raw: str) -> None:
    if GONE in raw:
        if is_blank(raw):
            return  # a line of comment is skipped, and is no empty line either
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
    """Finds the containers that go on in the line.

    Returns the line as it is within the first none, one, two … of them.
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
    """Tries the constructs on the rest of the line until none is left."""
    while (rest := draft.rest) is not None:
        if is_blank(rest):  # the container that begins here is empty so far
            draft.open("paragraph", "")
            return
        if len(draft.stack) > DEEPEST and draft.unmatched is None:
            if all(finding.rule != rules.TOO_DEEP.id for finding in draft.findings):
                draft.report(rules.TOO_DEEP, rest, limit=DEEPEST)
            blocks.text(draft, rest)
            return
        if any(construct(draft, rest) for construct in FIRST):
            return
        if not any(construct(draft, rest) for construct in CONTAINERS):
            any(construct(draft, rest) for construct in LEAVES)
            return
