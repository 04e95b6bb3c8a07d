"""Reads the entries of a BibTeX file: abbreviations are written out, and fields inherited from other entries.

This is the only module that knows bibtexparser. Values are those of the BibTeX manual: texts in braces or quotation
marks, numbers and abbreviations, joined by ``#``; bibtexparser's own middleware does not join them. Inheritance by
`crossref` and `xdata` follows the manual of BibLaTeX.
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
from brief.load.sources.faults import CLOSING, value_at

MONTHS = (
    *("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november"),
    "december",
)
"""The months in English. BibTeX knows their first three letters as abbreviations; many editors write more."""

NOT_SOURCES = frozenset({"xdata", "set", "control"})
"""The kinds of entries that only serve other entries."""

NOT_INHERITED = frozenset(
    {"crossref", "xdata", "xref", "ids", "entryset", "related", "title", "subtitle", "shorttitle", "label"}
)

IN_PERIODICALS = frozenset({"article", "suppperiodical"})
"""The kinds of entries that are part of a periodical; all others are part of a book."""

FEW = 10
"""The most unparsable entries that are reported; each is searched for its fault."""

LONGEST = 100_000
"""The most characters of a field after its abbreviations are written out."""

MOST_PARENTS = 10
"""The most entries in a chain in which each inherits from the next."""


@dataclass(frozen=True, slots=True)
class Field:
    """A field of an entry: its text, in LaTeX, and its place."""

    text: str
    place: Place


@dataclass(frozen=True, slots=True)
class RawEntry:
    """An entry as written, with its kind and the names of its fields in lower case, and without empty fields.

    `is_whole` is false when a field could not be read; that field then has a finding of its own.
    """

    key: str
    kind: str
    fields: Mapping[str, Field]
    place: Place
    is_whole: bool = True


def entries(written: str, path: Path) -> tuple[list[RawEntry], list[Finding]]:
    """The entries in the text `written` of the file at `path`, and findings on them.

    Raises `BriefError` for a field that abbreviations make longer than `LONGEST`.
    """
    from bibtexparser.entrypoint import parse_string
    from bibtexparser.model import DuplicateBlockKeyBlock, DuplicateFieldKeyBlock, Entry, ParsingFailedBlock

    logging.getLogger("bibtexparser").setLevel(logging.CRITICAL)  # its blocks report the same
    library = parse_string(written, parse_stack=[])
    strings: dict[str, str] = {}
    for string in library.strings:
        place = Place(path, (string.start_line or 0) + 1, 1)
        strings[string.key.lower()] = _joined(string.value, strings, place) or ""
    found: list[RawEntry] = []
    findings: list[Finding] = []
    broken = []
    duplicates = DuplicateBlockKeyBlock, DuplicateFieldKeyBlock  # reported later, with the places of both
    for block in library.blocks:
        content = block.ignore_error_block if isinstance(block, duplicates) else block
        if isinstance(content, Entry):
            found.append(_entry(content, path, strings, findings))
        elif isinstance(content, ParsingFailedBlock):
            broken.append((content.start_line or 0) + 1)
    findings += (faults.of_entry(written, line, path) for line in broken[:FEW])
    findings += faults.between(library.blocks, path)
    if not found and not findings:
        findings.append(rules.BIBTEX_EMPTY.at(Place(path)))
    return _with_inherited(found, findings), findings


def _entry(block: Any, path: Path, strings: Mapping[str, str], findings: list[Finding]) -> RawEntry:
    fields: dict[str, Field] = {}
    is_whole = True
    for field in block.fields:
        name, place = field.key.lower(), Place(path, (field.start_line or 0) + 1, 1)
        text = _joined(field.value, strings, place)
        if text is None:
            is_whole = False
            findings.append(_fault(field.value.strip(), shortened(field.key), place))
        elif name in fields:
            findings.append(rules.BIBTEX_FIELD_TWICE.at(place, name=name, line=fields[name].place.line))
        elif text.strip():
            fields[name] = Field(text, place)
    return RawEntry(block.key, block.entry_type.lower(), fields, Place(path, (block.start_line or 0) + 1, 1), is_whole)


def _fault(written: str, name: str, place: Place) -> Finding:
    """The finding on the value `written` of a field that cannot be read."""
    is_word = value_at(written, 0) == ([written], len(written))
    rule = rules.BIBTEX_ABBREVIATION if is_word else rules.BIBTEX_VALUE
    return faults.comma(written, name, place) or rule.at(place, field=name, word=shortened(written))


def _joined(written: str, strings: Mapping[str, str], place: Place) -> str | None:
    """The text of a value; None when it is invalid or has an unknown abbreviation.

    Raises `BriefError` at `place` when the text is too long.
    """
    parts, end = value_at(written, 0) or ([], 0)
    texts = [part[1:-1] if part[0] in CLOSING else _abbreviated(part, strings) for part in parts]
    known = [text for text in texts if text is not None]
    if sum(map(len, known)) > LONGEST:
        raise rules.BIBTEX_GROWS.error_at(place, most=LONGEST)
    return "".join(known) if parts and known == texts and not written[end:].strip() else None


def _abbreviated(word: str, strings: Mapping[str, str]) -> str | None:
    """The text that a bare word abbreviates; numbers and months stand for themselves. None for an unknown word."""
    return strings.get(word.lower(), word if word.isdigit() or month_of(word) else None)


def month_of(word: str) -> int | None:
    """The number of a month that is named in English, in full or by three letters or more."""
    start = word.lower().rstrip(".")
    return next((number for number, month in enumerate(MONTHS, 1) if len(start) > 2 and month.startswith(start)), None)


def _with_inherited(found: list[RawEntry], findings: list[Finding]) -> list[RawEntry]:
    """The entries that are sources, with the fields that they inherit."""
    by_key = {entry.key: entry for entry in reversed(found)}
    done: dict[Place, Mapping[str, Field]] = {}

    def fields_of(entry: RawEntry, heirs: frozenset[str]) -> Mapping[str, Field]:
        if entry.place in done:
            return done[entry.place]
        fields = dict(entry.fields)
        for field, name in _parents(entry):
            parent = by_key.get(name)
            if parent is None:
                nearest = did_you_mean(name, by_key, "add that entry, or take the field out")
                findings.append(rules.BIBTEX_PARENT.at(entry.fields[field].place, key=shortened(name), nearest=nearest))
            elif name not in heirs and len(heirs) < MOST_PARENTS:
                inherited = fields_of(parent, heirs | {name})
                for its_name, value in inherited.items() if field == "xdata" else _of_whole(entry, inherited):
                    fields.setdefault(its_name, value)
        done[entry.place] = fields
        return fields

    sources = [entry for entry in found if entry.kind not in NOT_SOURCES]
    return [replace(entry, fields=fields_of(entry, frozenset({entry.key}))) for entry in sources]


def _parents(entry: RawEntry) -> Iterator[tuple[str, str]]:
    """The keys of the entries that an entry inherits from, each with the field that names it."""
    for field in ("xdata", "crossref"):
        if field in entry.fields:
            yield from ((field, name.strip()) for name in entry.fields[field].text.split(",") if name.strip())


def _of_whole(entry: RawEntry, fields: Mapping[str, Field]) -> Iterator[tuple[str, Field]]:
    """The fields that a part inherits from the book or periodical with these fields."""
    containers = ("journaltitle", "journal") if entry.kind in IN_PERIODICALS else ("booktitle",)
    if "title" in fields and not entry.fields.keys() & {*containers}:
        yield containers[0], fields["title"]
    yield from ((name, value) for name, value in fields.items() if name not in NOT_INHERITED)


def persons(names: str) -> list[str]:
    """The names in a LaTeX text, which ``and`` separates."""
    from bibtexparser.middlewares.names import split_multiple_persons_names

    return list(split_multiple_persons_names(names))


def parts_of(name: str) -> Mapping[str, str] | None:
    """The parts of a name in LaTeX, by their names in CSL; None when it cannot be a name."""
    from bibtexparser.middlewares.names import InvalidNameError, parse_single_name_into_parts

    if re.match(r"and\s|.*(?:;|\sand$)", re.sub(r"\{[^{}]*\}|&#?\w+;", "", name)):
        return None
    try:
        parts = parse_single_name_into_parts(name)
    except InvalidNameError:
        return None
    by_name = {"given": parts.first, "non-dropping-particle": parts.von, "family": parts.last, "suffix": parts.jr}
    return {part: " ".join(words) for part, words in by_name.items() if words} or None
