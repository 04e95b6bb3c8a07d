"""Lines that are not part of the text around them: notes, abbreviations, and the addresses of links.

A list or a quotation continues below such a line as if the line were not there.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from brief.findings import markdown as rules
from brief.findings import wording
from brief.parse.reading.blocks import BULLET, CODE, HEADING, ORDERED, RULE
from brief.parse.reading.containers import STEP, Item
from brief.parse.reading.draft import Draft, OpenNote
from brief.parse.reading.lines import indent, width

NOTE = re.compile(r"\[\^(?P<name>[\w.:-]+)\]:[ \t]*")
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
"""The names of blocks that a note cannot contain, by how they begin."""


def note(draft: Draft, match: re.Match[str]) -> bool:
    """A line that begins with the name of a note and a colon: ``[^report]: …``."""
    draft.finish()
    name, rest = match["name"], match.string
    if name in draft.notes:
        draft.report(rules.NOTE_TWICE, rest, name=name, line=draft.notes[name][0].lines[0].number)
    draft.notes.setdefault(name, [])
    draft.note = OpenNote(name, draft.matched, width(draft.base[: len(draft.base) - len(rest)]))
    draft.open("paragraph", rest[match.end() :])
    return True


def goes_on_in_note(draft: Draft, bases: Sequence[str]) -> bool:
    """Adds the current line to the open note when it belongs there, or ends the note; returns whether it was added.

    ``bases[n]`` is the line as it is within the first n of the containers that continue in it.
    """
    if not draft.note:
        return False
    base = bases[min(draft.note.depth, len(bases) - 1)]
    text = base.lstrip(" \t\xa0")
    what = next((what for sign, what in _NO_TEXT.items() if sign.match(text)), "")
    if indent(base) >= draft.note.at + STEP and draft.matched >= draft.note.depth:
        if what:
            draft.report(rules.NOTE_NOT_TEXT, text, what=what)
    elif not draft.lines or what or _begins_another(draft, text):
        draft.finish()
        draft.note = None
        return False
    if draft.lines:
        draft.lines.append(draft.line(text))
    else:
        draft.open("paragraph", text)
    return True


def _begins_another(draft: Draft, text: str) -> bool:
    """Whether a line begins another note, an abbreviation or an address, or an item of a numbered list."""
    number = ORDERED.match(text)
    if number and (int(number["number"]) == 1 or isinstance(draft.unmatched, Item)):
        return True
    return any(sign.match(text) for sign in (NOTE, ABBREVIATION, REFERENCE))


def abbreviation(draft: Draft, match: re.Match[str]) -> bool:
    """A line that spells out an abbreviation: ``*[UN]: United Nations``."""
    draft.finish()
    for sign, rule in (("{%", wording.CASE_IN_NAME), ("{{", wording.FIELD_IN_ADDRESS)):
        if sign in match["long"]:
            draft.report(rule, match["long"])
    draft.abbreviations[match["short"].strip()] = match["long"].strip()
    return True


def reference(draft: Draft, match: re.Match[str]) -> bool:
    """A line that gives the address of links: ``[report]: https://…``."""
    draft.finish()
    title = (match["title"] or "")[1:-1]
    if title:
        start = match.start("title") + 1
        draft.titles.append(draft.line(match.string).part(start, start + len(title)))
    draft.references.setdefault(" ".join(match["name"].lower().split()), (match["url"], title))
    return True
