"""Finds the first fault of a BibTeX entry that cannot be parsed: its place, and what to type there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

from brief.findings import Finding, Place
from brief.findings import sources as rules
from brief.findings.nearest import shortened

CLOSING = {"{": "}", '"': '"'}

_WORD = re.compile(r"[^\s\"#%'(),={}]+")
_SIGN = re.compile(r"\\.|[{}\"]", re.DOTALL)
_BLANK = re.compile(r"\s*")
_BETWEEN = re.compile(r"[\s,]*")
_HEAD = re.compile(r"@(?P<kind>\w+)\s*[{(]\s*(?P<key>[^\s,{}()=\"]*)\s*(?P<sign>.?)", re.DOTALL)
_NAME = re.compile(r"(?P<name>[\w-]+)\s*(?P<sign>.?)", re.DOTALL)
_NEXT_FIELD = re.compile(r"(?:^|,)[ \t]*[\w-]+[ \t]*=[ \t]*[\w{\"]", re.MULTILINE)
_LAST_BRACE = re.compile(r"\n[ \t]*\}\Z")
_NEXT_ENTRY = re.compile(r"^[ \t]*@\w+[ \t]*[{(]", re.MULTILINE)
_WITHOUT_BRACE = re.compile(r"^[ \t]*@(?P<kind>\w+)[ \t]+(?P<key>[^\s,{}()=]+)[ \t]*,", re.MULTILINE)
_NEXT_NAME = re.compile(r"\s*[\w-]+\s*=")
_FIELDS_GO_ON = re.compile(r"\s*(?:,|\w+\s*=\s*[{\"])")


def value_at(written: str, at: int) -> tuple[list[str], int] | None:
    """The parts of the value at an index, joined by ``#``, and the index of its end; None when there is no value.

    A part is a text with its braces or quotation marks, or a bare word.
    """
    parts = []
    while True:
        at = _past(_BLANK, written, at)
        end = _end_of_part(written, at)
        if end is None:
            return None
        parts.append(written[at:end])
        at = _past(_BLANK, written, end)
        if not written.startswith("#", at):
            return parts, end
        at += 1


def _end_of_part(written: str, at: int) -> int | None:
    if not written.startswith((*CLOSING,), at):
        word = _WORD.match(written, at)
        return word.end() if word else None
    quoted = written[at] == '"'
    level = 0
    for match in _SIGN.finditer(written, at + quoted):
        level += (match[0] == "{") - (match[0] == "}")
        if level == 0 and match[0] == CLOSING[written[at]]:
            return match.end()
    return None


def of_entry(written: str, line: int, path: Path) -> Finding:
    """The first fault of the entry that begins in a line (from 1) of the file at `path`, whose text is `written`."""
    start = sum(len(one) + 1 for one in written.split("\n")[: line - 1])
    head = _HEAD.search(written, start)
    if not head:
        return rules.BIBTEX_BROKEN.at(Place(path, line, 1))
    following = _NEXT_ENTRY.search(written, head.start("kind"))
    entry = written[: following.start() if following else len(written)].rstrip()
    kind, key = head["kind"], shortened(head["key"])
    if head["sign"] == "=":
        return rules.BIBTEX_KEY.at(Place(path, line, 1), kind=kind)
    if head["sign"] != ",":
        place = Place.in_text(path, written, head.end("key"))
        return rules.BIBTEX_COMMA.at(place, what=f"the key '{key}'", line=f"@{kind}{{{key},")
    open_end = rules.BIBTEX_OPEN.at(Place.in_text(path, entry, len(entry)), key=key)
    return _of_fields(entry, head.end(), path) or open_end


def _of_fields(entry: str, at: int, path: Path) -> Finding | None:
    """The first fault of the fields from an index on; None when the entry lacks only its closing brace."""
    while (at := _past(_BETWEEN, entry, at)) < len(entry):
        field = _NAME.match(entry, at)
        if not field:
            return rules.BIBTEX_BROKEN.at(Place.in_text(path, entry, at))
        name = shortened(field["name"])
        if field["sign"] != "=":
            return rules.BIBTEX_EQUALS.at(Place.in_text(path, entry, at), field=name)
        begin = _past(_BLANK, entry, field.end())
        place = Place.in_text(path, entry, begin)
        value = value_at(entry, begin)
        end = value[1] if value else len(entry)
        if (opening := entry[begin : begin + 1]) in CLOSING:
            beyond = _NEXT_FIELD.search(entry, begin, end)
            if value and end == len(entry):  # a brace on its own line was meant to close the entry
                beyond = beyond or _LAST_BRACE.search(entry, begin)
            if beyond or not value:
                text = entry[begin : beyond.start() if beyond else len(entry)].rstrip(" ,\n")
                what = "brace" if opening == "{" else "quotation mark"
                return rules.BIBTEX_UNCLOSED.at(place, what=what, line=f"{name} = {shortened(text)}{CLOSING[opening]},")
        elif not value:
            return rules.BIBTEX_VALUE.at(place, field=name)
        at = _past(_BLANK, entry, end)
        if entry[at : at + 1] not in (",", ""):
            return _without_comma(Place.in_text(path, entry, end), name, entry[begin:end])
    return None


def comma(written: str, name: str, place: Place) -> Finding | None:
    """The finding on a missing comma after field `name`, whose value `written` runs into the next field; else None."""
    value = value_at(written, 0)
    return _without_comma(place, name, written[: value[1]]) if value and _NEXT_NAME.match(written, value[1]) else None


def _without_comma(place: Place, name: str, value: str) -> Finding:
    return rules.BIBTEX_COMMA.at(place, what=f"the field '{name}'", line=f"{name} = {shortened(value.rstrip(';'))},")


def between(blocks: Sequence[Any], path: Path) -> Iterator[Finding]:
    """Findings on text between entries that was meant as an entry or a part of one. `blocks` are bibtexparser's."""
    for before, block in pairwise((None, *blocks)):
        if type(block).__name__ != "ImplicitComment":
            continue
        start = (block.start_line or 0) + 1
        if type(before).__name__ == "Entry" and _FIELDS_GO_ON.match(block.raw):
            yield rules.BIBTEX_CLOSED_EARLY.at(Place(path, start), key=shortened(str(getattr(before, "key", ""))))
        for match in _WITHOUT_BRACE.finditer(block.raw):
            place = Place(path, start + block.raw.count("\n", 0, match.start("kind")), 1)
            yield rules.BIBTEX_WITHOUT_BRACE.at(place, line=f"@{match['kind']}{{{shortened(match['key'])},")


def _past(pattern: re.Pattern[str], written: str, at: int) -> int:
    match = pattern.match(written, at)
    return match.end() if match else at
