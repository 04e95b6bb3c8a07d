"""Sources in CSL-YAML and CSL-JSON: one tree of nodes for both, since JSON is YAML once its tabs are blanks."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from brief.findings import BriefError, Finding, Place, files, keys, sources
from brief.findings import yaml as yaml_rules
from brief.findings.nearest import did_you_mean, shortened
from brief.load import text, yaml
from brief.load.sources import dates
from brief.load.sources.entries import DATES, NAMES, OTHERS, REVIEW, TEXTS, Entry
from brief.load.yaml import Items, Node, Pairs, Scalar
from brief.model import UNNAMED

Read = tuple[list[Entry], list[Finding]]

_PRINTED_PARTS = ("family", "given", "literal", "dropping-particle", "non-dropping-particle", "suffix")
_NAME_PARTS = frozenset({*_PRINTED_PARTS, "comma-suffix", "static-ordering", "isInstitution"})
_OTHERWISE = {
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
"""What people call otherwise than CSL does."""

_UNNAMED = frozenset({UNNAMED, f"and {UNNAMED}", f"& {UNNAMED}", "et al.", "et al"})
"""How people write, at the end of a list of names, that there are more."""

_SHORT = {"shortTitle": "title-short", "journalAbbreviation": "container-title-short"}
"""What Zotero calls otherwise than CSL does."""

MOST = 200_000
"""The most keys, texts, beginnings and ends of groups in a file: as many as some 3,000 sources from Zotero have."""

LONGEST_HINT = 300
"""The most characters of a name that is shown whole."""

_HALVES = re.compile(r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}")
"""A rare letter as JSON may write it, in two halves, which YAML does not know."""


def from_yaml(folder: Path, path: Path) -> Read:
    """The entries of a file in CSL-YAML, a bare list or Pandoc's ``references:``, and what is wrong with them."""
    root = yaml.tree(text.read(folder, path), path, MOST)
    if root is None:
        raise BriefError([files.FILE_EMPTY.at(Place(path), line="- id: coi2014")])
    return _entries(root)


def from_json(folder: Path, path: Path) -> Read:
    """The entries of a file in CSL-JSON, and what is wrong with them."""
    written = text.read(folder, path)
    try:
        json.loads(written, parse_int=str, parse_float=str)
    except json.JSONDecodeError as error:
        raise BriefError([sources.JSON_BROKEN.at(Place(path, error.lineno, error.colno))]) from error
    except RecursionError as error:
        raise BriefError([sources.JSON_BROKEN.at(Place(path, 1, 1))]) from error
    try:
        root = yaml.tree(_HALVES.sub(_joined, written).replace("\t", " "), path, MOST)
    except BriefError as error:
        raise BriefError([_as_json(finding) for finding in error.findings]) from error
    assert root is not None
    return _entries(root)


def _as_json(finding: Finding) -> Finding:
    """What YAML does not take of JSON, half a letter or a name of a thousand characters, in the words of JSON."""
    told = (files.CONTROL_CHARACTER.id, yaml_rules.YAML_DEPTH.id, yaml_rules.YAML_TOO_MUCH.id)
    return finding if finding.rule in told else sources.JSON_BROKEN.at(finding.place)


def _entries(root: Node) -> Read:
    listed = root.get("references") or root.get("items") if isinstance(root, Pairs) else root
    if not isinstance(listed, Items):
        raise BriefError([sources.SOURCES_SHAPE.at((listed or root).place)])
    findings: list[Finding] = []
    entries = []
    for node in listed.nodes:
        if isinstance(node, Pairs):
            entries.append(_entry(node, findings))
        else:
            findings.append(sources.SOURCES_SHAPE.at(node.place))
    return entries, findings


def _entry(node: Pairs, findings: list[Finding]) -> Entry:
    key, review = _key(node), _text(node.get(REVIEW))
    item: dict[str, Any] = {"type": _text(node.get("type"))}
    places = {name.text: value.place for name, value in node.pairs}
    seen: dict[str, Place] = {}
    for name, value in node.pairs:
        field = _SHORT.get(name.text, name.text)
        first = seen.setdefault(name.text, name.place)
        if first is not name.place:
            findings.append(
                keys.KEY_TWICE.at(name.place, key=shortened(name.text), line=first.line, column=first.column)
            )
        elif name.text == REVIEW and not isinstance(value, Scalar):
            findings.append(sources.SOURCE_DATE_WRONG.at(value.place, value=shortened(_shown(value))))
        elif isinstance(value, Scalar) and (value.missing or not value.text):
            continue
        if field in TEXTS or field in DATES or field in NAMES:
            read = _date(value) if field in DATES else _names(value) if field in NAMES else _plain(value)
            if read is None:
                findings.append(_wrong(key, field, value))
            else:
                item.setdefault(field, read)
        elif name.text not in OTHERS:
            words = {"field": shortened(field), "key": shortened(key), "nearest": _meant(field)}
            findings.append(sources.SOURCE_FIELD_UNKNOWN.at(name.place, **words))
    return Entry(key, item, node.place, places, review)


def _key(node: Pairs) -> str:
    """The key of a source: what Zotero calls its citation key, where it has an address of its own for an ``id``."""
    key, own = _text(node.get("id")), _text(node.get("citation-key"))
    return own if own and "://" in key else key


def _meant(field: str) -> str:
    """Which field may have been meant."""
    if other := _OTHERWISE.get(field.lower()):
        return f"did you mean '{other}'?"
    return did_you_mean(field, TEXTS | DATES | NAMES, "the fields are those of CSL: title, publisher, issued, URL …")


def _wrong(key: str, field: str, value: Node) -> Finding:
    if field in DATES:
        return sources.SOURCE_DATE_WRONG.at(value.place, value=shortened(_shown(value)))
    for group in value.nodes if isinstance(value, Items) else (value,):
        if field in NAMES and (apart := _taken_apart(group)):
            place, written = apart
            return sources.SOURCE_NAMES_APART.at(place, key=shortened(key), written=written)
    rule = sources.SOURCE_NAMES_WRONG if field in NAMES else sources.SOURCE_VALUE_WRONG
    return rule.at(value.place, field=field, key=shortened(key))


def _text(node: Node | None) -> str:
    return node.text if isinstance(node, Scalar) and not node.missing else ""


def _joined(halves: re.Match[str]) -> str:
    return str(json.loads(f'"{halves[0]}"'))


def _whole(written: str) -> str:
    """A text in one line."""
    return " ".join(written.split())


def _plain(node: Node) -> str | None:
    """A text; a list of them, as some programs write keywords and numbers, with commas."""
    if isinstance(node, Items):
        parts = [one.text for one in node.nodes if isinstance(one, Scalar)]
        return _whole(", ".join(parts)) if len(parts) == len(node.nodes) else None
    return _whole(node.text) if isinstance(node, Scalar) else None


def _names(node: Node) -> list[Mapping[str, str]] | None:
    """Persons and organizations; a plain text is the name of an organization."""
    nodes = node.nodes if isinstance(node, Items) else (node,)
    names = [*map(_name, nodes)]
    if len(names) > 1 and names[-1] and " ".join(names[-1].values()).casefold() in _UNNAMED:
        names[-1] = {"literal": UNNAMED}
    return [name for name in names if name] if names and all(names) else None


def _name(node: Node) -> Mapping[str, str] | None:
    if isinstance(node, Scalar):
        return {"literal": _whole(node.text)} if node.text else None
    if not isinstance(node, Pairs) or any(key.text not in _NAME_PARTS for key, _ in node.pairs):
        return None
    parts = {key.text: _whole(value.text) for key, value in node.pairs if isinstance(value, Scalar) and value.text}
    printed = {key: parts[key] for key in _PRINTED_PARTS if key in parts}
    if "literal" in printed:
        return {"literal": printed["literal"]}
    if "family" not in printed:  # one name alone
        return {"literal": printed["given"]} if "given" in printed else None
    return printed


def _taken_apart(node: Node) -> tuple[Place, str] | None:
    """Where a name begins that has a comma in it and no quotes, and how it is written with them; None of all others.

    Between braces, what stands behind the comma is a key without a value to YAML.
    """
    parts: list[tuple[str, list[str], Place]] = []
    for key, value in node.pairs if isinstance(node, Pairs) else ():
        if key.text in _NAME_PARTS and isinstance(value, Scalar):
            parts.append((key.text, [value.text], value.place))
        elif parts and isinstance(value, Scalar) and value.missing:
            parts[-1][1].append(key.text)
        else:
            return None
    words = [f"{part}: {_quoted(', '.join(said)) if len(said) > 1 else said[0]}" for part, said, _ in parts]
    place = next((place for _, said, place in parts if len(said) > 1), None)
    written = f"{{{', '.join(words)}}}"
    return (place, written) if place and len(written) <= LONGEST_HINT else None


def _quoted(words: str) -> str:
    return json.dumps(words, ensure_ascii=False)


def _date(node: Node) -> Mapping[str, Any] | None:
    """A date as EDTF, as CSL-JSON or as Pandoc's year, month and day; one in words is taken as it is."""
    match node:
        case Scalar():
            return dates.of_text(node.text)
        case Items():
            return dates.of_parts([[*_written(one)] for one in node.nodes])
        case Pairs():
            return _dated(node)
    return None


def _dated(node: Pairs) -> Mapping[str, Any] | None:
    circa = {"circa": 1} if _text(node.get("circa")) not in ("", "0", "false") else {}
    parts, raw, literal = node.get("date-parts"), _text(node.get("raw")), _text(node.get("literal"))
    if isinstance(parts, Items):
        days = [_scalars(one) if isinstance(one, Items) else [] for one in parts.nodes]
        date = dates.of_parts(days)
    elif raw:
        date = dates.of_text(raw) or {"literal": _whole(raw)}
    elif literal:
        date = {"literal": _whole(literal)}
    else:
        date = dates.of_parts([[*_written(node)]])
    return {**date, **circa} if date else None


def _scalars(node: Items) -> list[str]:
    return [one.text for one in node.nodes if isinstance(one, Scalar) and one.text]


def _written(node: Node) -> Iterator[str]:
    """Year, month and day from keys of these names, as far as they are there."""
    for name in ("year", "month", "day"):
        part = _text(node.get(name)) if isinstance(node, Pairs) else ""
        if not part:
            return
        yield part


def _shown(node: Node) -> str:
    """What an editor wrote for a date, in short."""
    match node:
        case Scalar():
            return node.text
        case Items():
            return "-".join(_shown(one) for one in node.nodes)
        case Pairs():
            return "-".join(_shown(value) for _, value in node.pairs)
    return ""
