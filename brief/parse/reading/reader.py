"""Reads the lines of a section into its outline, one at a time.

A line first goes on in the containers that it fits into. Then the constructs are asked in turn whether what is
left of it begins one of them; a container leaves something in it to be asked about again. A line that begins
nothing goes on with the open paragraph, even from outside its containers, or begins a new one.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from brief.findings import Place
from brief.findings import markdown as rules
from brief.parse.reading.apart import abbreviation, goes_on_in_note, note, reference
from brief.parse.reading.containers import DEEPEST, Quote
from brief.parse.reading.draft import Draft
from brief.parse.reading.fences import fence
from brief.parse.reading.leaves import code, columns, heading, row, rule, text, underline
from brief.parse.reading.lines import GONE, is_blank
from brief.parse.reading.nesting import definition, item, quote, source_line
from brief.parse.reading.outline import Outline

CONTAINERS: tuple[Callable[[Draft, str], bool], ...] = (fence, quote, source_line, item, definition)
"""What holds other blocks."""

LEAVES: tuple[Callable[[Draft, str], bool], ...] = (note, abbreviation, reference, row, text)
"""What holds text; the last takes whatever no other does."""

BEFORE: tuple[Callable[[Draft, str], bool], ...] = (underline, columns, rule, heading, code)
"""What comes first, since its signs could be taken for those of a list."""


def read(text: str, first: int, path: Path) -> Outline:
    """The outline of the Markdown in `text`, the whole file without its comments, from line `first` on."""
    draft = Draft(text.split("\n"), first, path, number=first)
    while draft.more:
        draft.number = draft.next
        draft.next += 1
        _take(draft, draft.raw[draft.number - 1])
    draft.finish()
    draft.close_to(0)
    draft.close_choices(0)
    for name, leaves in draft.notes.items():
        if all(is_blank(passage.text) for leaf in leaves for passage in leaf.passages):
            draft.findings.append(rules.NOTE_EMPTY.at(Place(path, leaves[0].lines[0].number, 1), name=name))
    notes = {name: tuple(leaves) for name, leaves in draft.notes.items()}
    return Outline(
        tuple(draft.leaves),
        notes,
        draft.references,
        tuple(draft.titles),
        draft.abbreviations,
        tuple(draft.chosen),
        tuple(draft.findings),
    )


def _take(draft: Draft, raw: str) -> None:
    """Reads one line."""
    if GONE in raw:
        if is_blank(raw):
            return  # a line of comment is as if it were not there
        raw = raw.lstrip(f" \t{GONE}") if raw.lstrip().startswith(GONE) else raw
    bases = _go_on(draft, raw)
    if is_blank(draft.rest or ""):
        draft.finish()
        if isinstance(draft.left, Quote):
            draft.leave()
    elif not goes_on_in_note(draft, bases):
        draft.rest = (draft.rest or "").lstrip(" \t\xa0")
        _begin(draft)


def _go_on(draft: Draft, raw: str) -> list[str]:
    """Finds the containers that go on in the line; gives the line as it is within none, one, two … of them."""
    draft.base, draft.rest, draft.depth = raw, raw, 0
    bases = [raw]
    for container in draft.stack:
        inner = container.peel(draft.rest)
        if inner is None:
            break
        draft.rest = inner
        if isinstance(container, Quote):
            draft.base = inner
        bases.append(draft.base)
        draft.depth += 1
    draft.left = draft.stack[draft.depth] if draft.depth < len(draft.stack) else None
    return bases


def _begin(draft: Draft) -> None:
    """Asks the constructs about what is left of the line until nothing is."""
    while (rest := draft.rest) is not None:
        if is_blank(rest):  # the container that begins here is empty so far
            draft.open("paragraph", "")
            return
        if len(draft.stack) > DEEPEST and draft.left is None:
            if all(finding.rule != rules.TOO_DEEP.id for finding in draft.findings):
                draft.report(rules.TOO_DEEP, rest, limit=DEEPEST)
            text(draft, rest)
            return
        if any(construct(draft, rest) for construct in BEFORE):
            return
        if not any(construct(draft, rest) for construct in CONTAINERS):
            any(construct(draft, rest) for construct in LEAVES)
            return
