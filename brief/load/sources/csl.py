"""Reads sources in CSL-YAML and CSL-JSON, both as YAML: JSON is YAML once its tabs are spaces."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping, Set
from itertools import pairwise
from pathlib import Path
from typing import Any

from brief.findings import BriefError, Finding, Place, Rule, files, sources
from brief.findings import yaml as yaml_rules
from brief.findings.nearest import did_you_mean, shortened
from brief.load import text, yaml
from brief.load.sources import dates
from brief.load.sources.entries import DATES, NAMES, OTHERS, REVIEW, TEXTS, Entry
from brief.load.typed import repeated
from brief.load.yaml import Items, Node, Pairs, Scalar, get, items, pairs, parts
from brief.model import UNNAMED

EntriesAndFindings = tuple[list[Entry], list[Finding]]

_PRINTED_PARTS = ("family", "given", "literal", "dropping-particle", "non-dropping-particle", "suffix")
_NAME_PARTS = frozenset({*_PRINTED_PARTS, "comma-suffix", "static-ordering", "isInstitution"})
_OFTEN_MEANT = {
    "address": "publisher-place",
    "date": "issued",
    "institution": "publisher",
    "journal": "container-title",
    "link": "URL",
    "newspaper": "container-title",
    "organization": "publisher",
    "pages": "page",
    "place": "publisher-place",
    "symbol": "number",
    "year": "issued",
}
"""The fields of CSL by other names that people use for them."""

_AND_OTHERS = frozenset({UNNAMED, f"and {UNNAMED}", f"& {UNNAMED}", "et al.", "et al"})
"""What people write at the end of a list of names that is not complete."""

_OF_ZOTERO = {"shortTitle": "title-short", "journalAbbreviation": "container-title-short"}
"""The fields of CSL by other names that Zotero uses for them."""

MOST_EVENTS = 200_000
"""The most parser events in a file: as many as about 3,000 sources from Zotero have."""

LONGEST_HINT = 300
"""The longest name that a hint shows, in characters."""

_SURROGATES = re.compile(r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}")
"""A character that JSON writes as two escapes, which YAML does not know."""


def from_yaml(folder: Path, path: Path) -> EntriesAndFindings:
    """The entries of a file in CSL-YAML, a bare list or Pandoc's ``references:``, and findings on them."""
    root = yaml.tree(text.read(folder, path), path, MOST_EVENTS)
    if root is None:
        raise files.FILE_EMPTY.error_at(Place(path), line="- id: coi2014")
    return _entries(root)


def from_json(folder: Path, path: Path) -> EntriesAndFindings:
    """The entries of a file in CSL-JSON, and findings on them."""
    written = text.read(folder, path)
    try:
        json.loads(written, parse_int=str, parse_float=str)
    except (json.JSONDecodeError, RecursionError) as error:
        place = Place(path, getattr(error, "lineno", 1), getattr(error, "colno", 1))
        raise sources.JSON_BROKEN.error_at(place) from error
    composed = _SURROGATES.sub(lambda pair: str(json.loads(f'"{pair[0]}"')), written)
    try:
        root = yaml.tree(composed.replace("\t", " "), path, MOST_EVENTS)
    except BriefError as error:
        raise BriefError([_in_json(finding) for finding in error.findings]) from error
    assert root is not None
    return _entries(root)


def _in_json(finding: Finding) -> Finding:
    """A finding on YAML reworded for JSON unless it fits both: on half a surrogate pair, or a very long name."""
    kept = (files.CONTROL_CHARACTER.id, yaml_rules.YAML_DEPTH.id, yaml_rules.YAML_TOO_MUCH.id)
    return finding if finding.rule in kept else sources.JSON_BROKEN.at(finding.place)


def _entries(root: Node) -> EntriesAndFindings:
    listed = get(root, "references") or get(root, "items") if isinstance(root, Pairs) else root
    if not isinstance(listed, Items):
        raise sources.SOURCES_SHAPE.error_at((listed or root).place)
    findings = [sources.SOURCES_SHAPE.at(node.place) for node in listed.nodes if not isinstance(node, Pairs)]
    return [_entry(node, findings) for node in listed.nodes if isinstance(node, Pairs)], findings


def _entry(node: Pairs, findings: list[Finding]) -> Entry:
    """An entry; findings on its fields are added to `findings`."""
    key = _key(node)
    item: dict[str, Any] = {"type": _text(node, "type")}
    places = {name.text: value.place for name, value in node.pairs}
    findings += repeated(name for name, _ in node.pairs)
    findings += _cut(node, key)
    for name, value in node.pairs:
        if name.text == REVIEW and not isinstance(value, Scalar):
            findings.append(sources.SOURCE_DATE_WRONG.at(value.place, value=shortened(_joined(value))))
        elif not (isinstance(value, Scalar) and (value.missing or not value.text)):
            _add(item, name, value, key, findings)
    return Entry(key, item, node.place, places, _text(node, REVIEW))


def _cut(node: Pairs, key: str) -> Iterator[Finding]:
    """Findings on values in braces that end at a comma: what follows it is taken for a field without a value."""
    for (before, _), (name, value) in pairwise(node.pairs):
        if isinstance(value, Scalar) and value.missing and " " in name.text:  # no field has a name of several words
            words = {"field": shortened(before.text), "key": shortened(key), "rest": shortened(name.text)}
            yield sources.SOURCE_VALUE_CUT.at(name.place, **words)


def _add(item: dict[str, Any], name: Scalar, value: Node, key: str, findings: list[Finding]) -> None:
    """Adds a field to `item`, which is that of the source `key`, or adds a finding on the field to `findings`."""
    field = _OF_ZOTERO.get(name.text, name.text)
    words = {"field": shortened(field), "key": shortened(key)}
    for names, reader, rule in _READERS:
        if field in names:
            content = reader(value)
            if content is None:
                split = _split_names(key, value)
                findings.append(split or rule.at(value.place, value=shortened(_joined(value)), **words))
            else:
                item.setdefault(field, content)
            return
    if name.text not in OTHERS:
        meant = _OFTEN_MEANT.get(field.lower())
        otherwise = "the fields are those of CSL: title, publisher, issued, URL …"
        nearest = f"did you mean '{meant}'?" if meant else did_you_mean(field, TEXTS | DATES | NAMES, otherwise)
        findings.append(sources.SOURCE_FIELD_UNKNOWN.at(name.place, nearest=nearest, **words))


def _key(node: Pairs) -> str:
    """The key of a source: its ``id``, or Zotero's citation key where the ``id`` is a web address."""
    key, own = _text(node, "id"), _text(node, "citation-key")
    return own if own and "://" in key else key


def _split_names(key: str, value: Node) -> Finding | None:
    """The finding for the first name that an unquoted comma has split; None when there is none."""
    for name in items(value):
        if split := _split_name(name):
            place, written = split
            return sources.SOURCE_NAMES_APART.at(place, key=shortened(key), written=written)
    return None


def _split_name(node: Node) -> tuple[Place, str] | None:
    """The place of the part that an unquoted comma has split, and the name with quotes; None for an unsplit name.

    Between braces, YAML reads the text after a comma as a key without a value.
    """
    words: list[tuple[str, list[str], Place]] = []
    for key, value in pairs(node):
        if key.text in _NAME_PARTS and isinstance(value, Scalar):
            words.append((key.text, [value.text], value.place))
        elif words and isinstance(value, Scalar) and value.missing:
            words[-1][1].append(key.text)
        else:
            return None
    place = next((place for _, pieces, place in words if len(pieces) > 1), None)
    quoted = (
        f"{part}: {json.dumps(', '.join(pieces), ensure_ascii=False) if len(pieces) > 1 else pieces[0]}"
        for part, pieces, _ in words
    )
    written = f"{{{', '.join(quoted)}}}"
    return (place, written) if place and len(written) <= LONGEST_HINT else None


def _text(node: Node, key: str) -> str:
    """The text of `key`; empty when there is none."""
    value = get(node, key)
    return value.text if isinstance(value, Scalar) and not value.missing else ""


def _one_line(written: str) -> str:
    return " ".join(written.split())


def _plain(node: Node) -> str | None:
    """A text, or a list of texts joined with commas, as some programs write keywords and numbers; else None."""
    texts = [part.text for part in items(node) if isinstance(part, Scalar)]
    return _one_line(", ".join(texts)) if len(texts) == len(items(node)) else None


def _names(node: Node) -> list[Mapping[str, str]] | None:
    """The names of persons and organizations, or None if one is invalid; a plain text names an organization."""
    names = [*map(_name, items(node))]
    if len(names) > 1 and names[-1] and " ".join(names[-1].values()).casefold() in _AND_OTHERS:
        names[-1] = {"literal": UNNAMED}
    return [name for name in names if name] if names and all(names) else None


def _name(node: Node) -> Mapping[str, str] | None:
    if isinstance(node, Scalar):
        return {"literal": _one_line(node.text)} if node.text else None
    if not isinstance(node, Pairs) or any(key.text not in _NAME_PARTS for key, _ in node.pairs):
        return None
    given = {key.text: _one_line(value.text) for key, value in node.pairs if isinstance(value, Scalar) and value.text}
    printed = {key: given[key] for key in _PRINTED_PARTS if key in given}
    if "family" in printed and "literal" not in printed:
        return printed
    only = printed.get("literal") or printed.get("given")
    return {"literal": only} if only else None


def _date(node: Node) -> Mapping[str, Any] | None:
    """A date in EDTF, in CSL-JSON, as Pandoc's year, month and day, or in words; None when it is none of these."""
    if isinstance(node, Scalar):
        return dates.of_text(node.text)
    if isinstance(node, Items):
        return dates.of_parts([_year_month_day(day) for day in node.nodes])
    days, raw, literal = get(node, "date-parts"), _text(node, "raw"), _text(node, "literal")
    if isinstance(days, Items):
        texts = [[*yaml.texts(day)] if isinstance(day, Items) else [] for day in days.nodes]
        date = dates.of_parts([[part.text for part in day if part.text] for day in texts])
    elif raw or literal:
        date = (dates.of_text(raw) if raw else None) or {"literal": _one_line(raw or literal)}
    else:
        date = dates.of_parts([_year_month_day(node)])
    circa = {"circa": 1} if _text(node, "circa") not in ("", "0", "false") else {}
    return {**date, **circa} if date else None


def _year_month_day(node: Node) -> list[str]:
    """The values of the keys `year`, `month` and `day`, up to the first that is missing."""
    year, month, day = (_text(node, name) for name in ("year", "month", "day"))
    return [part for part in (year, year and month, year and month and day) if part]


def _joined(node: Node) -> str:
    """The text of a node for a finding; the texts of a list or group are joined with hyphens."""
    return node.text if isinstance(node, Scalar) else "-".join(map(_joined, parts(node)))


_READERS: tuple[tuple[Set[str], Callable[[Node], Any], Rule], ...] = (
    (DATES, _date, sources.SOURCE_DATE_WRONG),
    (NAMES, _names, sources.SOURCE_NAMES_WRONG),
    (TEXTS, _plain, sources.SOURCE_VALUE_WRONG),
)
"""The kinds of fields, each with the function that reads its values and the rule for values that cannot be read."""
