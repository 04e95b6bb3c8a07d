"""What keeps an entry of BibTeX from being read: its first fault, with the line and what to type there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

from brief.findings import Finding, Place
from brief.findings import sources as rules
from brief.findings.nearest import shortened

WORD = re.compile(r"[^\s\"#%'(),={}]+")
"""A value without braces: a number, or an abbreviation."""

CLOSING = {"{": "}", '"': '"'}

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
_REST = re.compile(r"\s*(?:,|\w+\s*=\s*[{\"])")


def end_of(written: str, start: int) -> int | None:
    """Where the text ends that begins at a brace or a quotation mark, if it does."""
    quoted = written[start] == '"'
    level = 0
    for match in _SIGN.finditer(written, start + quoted):
        level += (match[0] == "{") - (match[0] == "}")
        if level == 0 and match[0] == ('"' if quoted else "}"):
            return match.start()
    return None


def of_entry(written: str, line: int, path: Path) -> Finding:
    """The first fault of the entry that begins in a line (from 1) of the file at `path`, whose text is `written`."""
    start = sum(len(one) + 1 for one in written.split("\n")[: line - 1])
    head = _HEAD.search(written, start)
    if not head:
        return rules.BIBTEX_BROKEN.at(Place(path, line, 1))
    following = _NEXT_ENTRY.search(written, head.start("kind"))
    entry = written[: following.start() if following else len(written)].rstrip()
    kind, key = head.group("kind", "key")
    if head["sign"] == "=":
        return rules.BIBTEX_KEY.at(Place(path, line, 1), kind=kind)
    if head["sign"] != ",":
        place = Place.in_text(path, written, head.end("key"))
        return rules.BIBTEX_COMMA.at(place, what=f"the key '{shortened(key)}'", line=f"@{kind}{{{shortened(key)},")
    return _of_fields(entry, head.end(), path) or rules.BIBTEX_OPEN.at(
        Place.in_text(path, entry, len(entry)), key=shortened(key)
    )


def _of_fields(entry: str, at: int, path: Path) -> Finding | None:
    """The first fault from a place on where a field may begin; None where the entry only lacks its end."""
    while (at := _past(_BETWEEN, entry, at)) < len(entry):
        field = _NAME.match(entry, at)
        if not field:
            return rules.BIBTEX_BROKEN.at(Place.in_text(path, entry, at))
        name = shortened(field["name"])
        if field["sign"] != "=":
            return rules.BIBTEX_EQUALS.at(Place.in_text(path, entry, at), field=name)
        begin = _past(_BLANK, entry, field.end())
        end = _end_of_value(entry, begin)
        opened = entry[begin : begin + 1]
        beyond = _NEXT_FIELD.search(entry, begin, end or len(entry))
        if end == len(entry):  # a brace in a line of its own was meant to close the entry
            beyond = beyond or _LAST_BRACE.search(entry, begin)
        if opened in CLOSING and (end is None or beyond):
            value = entry[begin : beyond.start() if beyond else len(entry)].rstrip(" ,\n")
            what = "brace" if opened == "{" else "quotation mark"
            line = f"{name} = {shortened(value)}{CLOSING[opened]},"
            return rules.BIBTEX_UNCLOSED.at(Place.in_text(path, entry, begin), what=what, line=line)
        if end is None:
            return rules.BIBTEX_VALUE.at(Place.in_text(path, entry, begin), field=name)
        at = _past(_BLANK, entry, end)
        if entry[at : at + 1] not in (",", ""):
            return _without_comma(Place.in_text(path, entry, end), name, entry[begin:end])
    return None


def comma(value: str, name: str, place: Place) -> Finding | None:
    """The fault that no comma stands between a field that begins at `place` and the next one, if so."""
    end = _end_of_value(value, 0)
    return _without_comma(place, name, value[:end]) if end and _NEXT_NAME.match(value, end) else None


def _without_comma(place: Place, name: str, value: str) -> Finding:
    return rules.BIBTEX_COMMA.at(place, what=f"the field '{name}'", line=f"{name} = {shortened(value.rstrip(';'))},")


def around(blocks: Sequence[Any], path: Path) -> Iterator[Finding]:
    """What stands between the entries of a file and was meant to be read, or part of one."""
    for before, block in pairwise((None, *blocks)):
        if type(block).__name__ != "ImplicitComment":
            continue
        start = block.start_line or 0
        if type(before).__name__ == "Entry" and _REST.match(block.raw):
            key = shortened(str(getattr(before, "key", "")))
            yield rules.BIBTEX_CLOSED_EARLY.at(Place(path, start + 1), key=key)
        for match in _WITHOUT_BRACE.finditer(block.raw):
            line = start + block.raw.count("\n", 0, match.start("kind")) + 1
            yield rules.BIBTEX_WITHOUT_BRACE.at(
                Place(path, line, 1), line=f"@{match['kind']}{{{shortened(match['key'])},"
            )


def _past(pattern: re.Pattern[str], entry: str, at: int) -> int:
    match = pattern.match(entry, at)
    return match.end() if match else at


def _end_of_value(entry: str, at: int) -> int | None:
    """Where a value ends, whose parts are joined by ``#``; None where it is none."""
    while True:
        if entry[at : at + 1] in CLOSING:
            closed = end_of(entry, at)
            end = closed + 1 if closed is not None else None
        else:
            word = WORD.match(entry, at)
            end = word.end() if word else None
        if end is None or entry[(at := _past(_BLANK, entry, end)) : at + 1] != "#":
            return end
        at = _past(_BLANK, entry, at + 1)
