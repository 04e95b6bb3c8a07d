"""How notes, abbreviations and addresses of links are written: on lines that are no part of the text around them.

A list or a quotation goes on below such a line as if it were not there.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from brief.findings import markdown as rules
from brief.parse.reading.containers import STEP, Item
from brief.parse.reading.draft import Draft, OpenNote
from brief.parse.reading.leaves import CODE, HEADING, RULE
from brief.parse.reading.lines import indent, width
from brief.parse.reading.nesting import BULLET, ORDERED

_NOTE = re.compile(r"\[\^(?P<name>[\w.:-]+)\]:[ \t]*")
ABBREVIATION = re.compile(r"\*\[(?P<short>[^\]]+)\]:[ \t]*(?P<long>.*)$")
REFERENCE = re.compile(
    r"\[(?P<name>[^\]\[^@][^\]\[]*)\]:[ \t]*<?(?P<url>(?<=<)[^<>\n]+|[^\s<>]+)>?"
    r"""(?:[ \t]+(?P<title>".*"|'.*'|\(.*\)))?[ \t]*$"""
)

_NO_TEXT = {
    RULE: "a rule",
    HEADING: "a heading",
    CODE: "code",
    BULLET: "a list",
    re.compile(r">"): "a quotation",
    re.compile(r"\|"): "a table",
    re.compile(r"/{3,}"): "a block",
}
"""What a note cannot hold, by how it begins."""


def note(draft: Draft, rest: str) -> bool:
    """A line that begins with the name of a note and a colon."""
    match = _NOTE.match(rest)
    if not match:
        return False
    draft.finish()
    name = match["name"]
    if name in draft.notes:
        first = next((leaf.lines[0].number for leaf in draft.notes[name]), draft.number)
        draft.report(rules.NOTE_TWICE, rest, name=name, line=first)
    draft.notes.setdefault(name, [])
    draft.note = OpenNote(name, draft.depth, width(draft.base[: len(draft.base) - len(rest)]))
    draft.open("paragraph", rest[match.end() :])
    return True


def goes_on_in_note(draft: Draft, bases: Sequence[str]) -> bool:
    """Takes the current line into the open note when it belongs there, else ends the note.

    `bases` has the line as it is within none, one, two … of the containers that go on in it.
    """
    if not draft.note:
        return False
    base = bases[min(draft.note.depth, len(bases) - 1)]
    text = base.lstrip(" \t\xa0")
    what = next((what for sign, what in _NO_TEXT.items() if sign.match(text)), "")
    if indent(base) >= draft.note.at + STEP and draft.depth >= draft.note.depth:
        if what:
            draft.report(rules.NOTE_NOT_TEXT, text, what=what)
    elif not draft.lines or what or _begins_apart(text) or _numbered(draft, text):
        draft.finish()
        draft.note = None
        return False
    if draft.lines:
        draft.lines.append(draft.line(text))
    else:
        draft.open("paragraph", text)
    return True


def _begins_apart(text: str) -> bool:
    return any(sign.match(text) for sign in (_NOTE, ABBREVIATION, REFERENCE))


def _numbered(draft: Draft, text: str) -> bool:
    """Whether the line begins a numbered list, or goes on with one."""
    match = ORDERED.match(text)
    return bool(match and (int(match["number"]) == 1 or isinstance(draft.left, Item)))


def abbreviation(draft: Draft, rest: str) -> bool:
    """A line that spells an abbreviation out: ``*[UN]: United Nations``."""
    match = ABBREVIATION.match(rest)
    if match:
        draft.finish()
        draft.abbreviations[match["short"].strip()] = match["long"].strip()
    return bool(match)


def reference(draft: Draft, rest: str) -> bool:
    """A line that gives the address of links: ``[report]: https://…``."""
    match = REFERENCE.match(rest)
    if match:
        draft.finish()
        title = (match["title"] or "")[1:-1]
        if title:
            draft.titles.append(replace(draft.line(rest[match.start("title") + 1 :]), text=title))
        draft.references.setdefault(" ".join(match["name"].lower().split()), (match["url"], title))
    return bool(match)
