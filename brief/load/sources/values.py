"""A file in BibTeX becomes entries: abbreviations written out, texts joined, what stands in a parent taken over.

The only place that knows bibtexparser. A value is as the manual of BibTeX has it, texts in braces or quotation marks,
numbers and abbreviations, joined by ``#``; what a `crossref` or `xdata` gives follows the manual of BibLaTeX.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from brief.findings import Finding, Place
from brief.findings import sources as rules
from brief.findings.nearest import did_you_mean, shortened
from brief.load.sources import faults
from brief.load.sources.faults import WORD, end_of

MONTHS = (
    *("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november"),
    "december",
)
"""Their first three letters are the abbreviations that BibTeX knows by itself; many write more of them."""

NO_SOURCES = frozenset({"xdata", "set", "control"})
"""The kinds of entries that only serve others."""

OWN = frozenset({"crossref", "xdata", "xref", "ids", "entryset", "related", "title", "subtitle", "shorttitle", "label"})
"""The fields that a part of a book or an issue does not take over from it."""

ISSUES = frozenset({"article", "suppperiodical"})
"""The kinds of entries that stand in a periodical; all others stand in a book."""

FEW = 10
"""How many entries that cannot be read are reported: each is searched for its fault."""

MOST_PARENTS = 10
"""How many entries may take over from one another in a row."""


@dataclass(frozen=True, slots=True)
class Field:
    """A field of an entry: its text, in LaTeX, and where it stands."""

    text: str
    place: Place


@dataclass(frozen=True, slots=True)
class Raw:
    """An entry as it is written: its kind and the names of its fields in small letters, empty fields left out.

    It is not whole when a field could not be read, which is reported at that field.
    """

    key: str
    kind: str
    fields: Mapping[str, Field]
    place: Place
    is_whole: bool = True


def entries(written: str, path: Path) -> tuple[list[Raw], list[Finding]]:
    """The entries in a text, which was read from `path`, and what is wrong with them."""
    from bibtexparser.entrypoint import parse_string
    from bibtexparser.model import DuplicateBlockKeyBlock, DuplicateFieldKeyBlock

    logging.getLogger("bibtexparser").setLevel(logging.CRITICAL)  # what it would print is found in its blocks
    library = parse_string(written, parse_stack=[])
    findings: list[Finding] = []
    strings: dict[str, str] = {}
    for string in library.strings:
        strings[string.key.lower()] = _joined(string.value, strings) or ""
    blocks: list[Any] = [*library.entries]
    broken: list[Place] = []
    for block in library.failed_blocks:
        place = Place(path, (block.start_line or 0) + 1, 1)
        if isinstance(block, DuplicateBlockKeyBlock):
            blocks.append(block.ignore_error_block)  # told like those of all files
        elif isinstance(block, DuplicateFieldKeyBlock):
            findings.append(rules.BIBTEX_FIELD_TWICE.at(place, field=", ".join(sorted(block.duplicate_keys))))
        else:
            broken.append(place)
    findings += (faults.of_entry(written, place.line or 1, path) for place in broken[:FEW])
    findings += faults.around(library.blocks, path)
    if not blocks and not findings:
        findings.append(rules.BIBTEX_EMPTY.at(Place(path)))
    blocks.sort(key=lambda block: block.start_line or 0)
    found = [_entry(block, path, strings, findings) for block in blocks if hasattr(block, "entry_type")]
    return _whole(found, findings), findings


def _entry(block: Any, path: Path, strings: Mapping[str, str], findings: list[Finding]) -> Raw:
    fields: dict[str, Field] = {}
    is_whole = True
    for field in block.fields:
        name, place = field.key.lower(), Place(path, (field.start_line or 0) + 1, 1)
        text = _joined(str(field.value), strings)
        if text is None:
            is_whole = False
            findings.append(_fault(str(field.value).strip(), shortened(field.key), place))
        elif name in fields:
            findings.append(rules.BIBTEX_FIELD_TWICE.at(place, field=name))
        elif text.strip():
            fields[name] = Field(text, place)
    return Raw(block.key, block.entry_type.lower(), fields, Place(path, (block.start_line or 0) + 1, 1), is_whole)


def _fault(value: str, name: str, place: Place) -> Finding:
    """Why the value of a field cannot be read."""
    word = WORD.fullmatch(value)
    rule = rules.BIBTEX_ABBREVIATION if word else rules.BIBTEX_VALUE
    return faults.comma(value, name, place) or rule.at(place, field=name, word=shortened(value))


def _joined(written: str, strings: Mapping[str, str]) -> str | None:
    """The text of a value; None when it is none, or has an abbreviation that is not explained."""
    parts: list[str] = []
    at = 0
    while True:
        at += len(written[at:]) - len(written[at:].lstrip())
        if written[at : at + 1] in ("{", '"'):
            end = end_of(written, at)
            part = written[at + 1 : end] if end else None
            at = (end or 0) + 1
        else:
            word = WORD.match(written, at)
            part = _abbreviated(word[0], strings) if word else None
            at = word.end() if word else at
        if part is None:
            return None
        parts.append(part)
        rest = written[at:].lstrip()
        if not rest:
            return "".join(parts)
        if rest[0] != "#":
            return None
        at = len(written) - len(rest) + 1


def _abbreviated(word: str, strings: Mapping[str, str]) -> str | None:
    """What a bare word stands for: a number and a month for themselves."""
    is_month = len(word) > 2 and any(month.startswith(word.lower()) for month in MONTHS)
    return strings.get(word.lower(), word if is_month or word.isdigit() else None)


def month_of(word: str) -> int | None:
    """Which month a word is in English, whole or in short."""
    found = (number for number, month in enumerate(MONTHS, 1) if month.startswith(word.lower().rstrip(".")))
    return next(found, None) if len(word.rstrip(".")) > 2 else None


def _whole(found: list[Raw], findings: list[Finding]) -> list[Raw]:
    """The entries with what they take over from others; those that only serve others left out."""
    by_key = {entry.key: entry for entry in reversed(found)}
    done: dict[Place, Mapping[str, Field]] = {}

    def taken(entry: Raw, busy: frozenset[str]) -> Mapping[str, Field]:
        if entry.place in done:
            return done[entry.place]
        fields = dict(entry.fields)
        for field, name in _parents(entry):
            parent = by_key.get(name)
            if parent is None:
                nearest = did_you_mean(name, by_key, "add that entry, or take the field out")
                findings.append(rules.BIBTEX_PARENT.at(entry.fields[field].place, key=shortened(name), nearest=nearest))
            elif name not in busy and len(busy) < MOST_PARENTS:
                given = taken(parent, busy | {name})
                for its_name, value in given.items() if field == "xdata" else _of_parent(entry, given):
                    fields.setdefault(its_name, value)
        done[entry.place] = fields
        return fields

    sources = [entry for entry in found if entry.kind not in NO_SOURCES]
    return [replace(entry, fields=taken(entry, frozenset({entry.key}))) for entry in sources]


def _parents(entry: Raw) -> Iterator[tuple[str, str]]:
    """The keys of the entries that an entry takes fields from, each with the field that names it."""
    for field in ("xdata", "crossref"):
        if field in entry.fields:
            yield from ((field, name.strip()) for name in entry.fields[field].text.split(",") if name.strip())


def _of_parent(entry: Raw, given: Mapping[str, Field]) -> Iterator[tuple[str, Field]]:
    """The fields that a part has from its whole, whose title is that of what it stands in."""
    container = "journaltitle" if entry.kind in ISSUES else "booktitle"
    if "title" in given and not entry.fields.keys() & {container, "journal" if entry.kind in ISSUES else container}:
        yield container, given["title"]
    yield from ((name, value) for name, value in given.items() if name not in OWN)


def persons(names: str) -> list[str]:
    """The names that ``and`` divides, in LaTeX."""
    from bibtexparser.middlewares.names import split_multiple_persons_names

    return list(split_multiple_persons_names(names))


def parts_of(name: str) -> Mapping[str, str] | None:
    """The parts of a name, as CSL calls them, in LaTeX; None when it is none."""
    from bibtexparser.middlewares.names import InvalidNameError, parse_single_name_into_parts

    if re.match(r"and\s|.*(?:;|\sand$)", re.sub(r"\{[^{}]*\}|&#?\w+;", "", name)):
        return None
    try:
        parts = parse_single_name_into_parts(name)
    except InvalidNameError:
        return None
    words = {
        "given": parts.first,
        "non-dropping-particle": parts.von,
        "family": parts.last,
        "suffix": parts.jr,
    }
    return {part: " ".join(said) for part, said in words.items() if said} or None
