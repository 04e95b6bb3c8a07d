"""Judges the entries of all files together: each needs a unique key, a title, and details by which readers find it.

This is here and not in `check` because an entry has the places of its fields, which the `Source` made of it lacks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from brief.fields import day
from brief.findings import Finding, Place
from brief.findings import sources as rules
from brief.findings.nearest import did_you_mean, shortened
from brief.load.settings import is_url
from brief.load.sources.entries import REVIEW, TYPES, Entry
from brief.model import Source, readable, reference

KEY = re.compile(r"[^\s{}\[\];,@\"']+")
"""A key that a citation can contain, between braces if necessary."""

UNTITLED = frozenset({"legal_case", "interview", "personal_communication", "post"})
"""The types of sources that need no title; a source of any other type can have a genre in its place."""

UNPUBLISHED = frozenset(
    {
        *("article", "bill", "legal_case", "legislation", "regulation", "treaty", "patent", "hearing", "classic"),
        *("interview", "manuscript", "personal_communication", "speech"),
    }
)
"""The types of sources that have no publisher, or that can be found by a number, a name or a court."""

PUBLISHERS = ("publisher", "container-title", "authority", "archive", "event-title", "collection-title", "URL", "DOI")
"""The fields that say where a source was published."""

YEAR = re.compile(r"(?<!\d)[12]\d{3}(?!\d)")
"""A year in a title: 'North Korean Human Rights Act of 2004'."""


def judge(entries: Iterable[Entry]) -> tuple[Mapping[str, Source], tuple[Finding, ...]]:
    """The sources by key, the first one of duplicates; and findings on the entries."""
    sources: dict[str, Source] = {}
    by_address: dict[str, Entry] = {}
    findings: list[Finding] = []
    for entry in entries:
        key = shortened(entry.key)
        if not entry.key:
            findings.append(rules.SOURCE_WITHOUT_KEY.at(entry.place, line=entry.as_written("id", "coi2014")))
        elif not KEY.fullmatch(entry.key):
            findings.append(rules.SOURCE_KEY_WRONG.at(entry.at("id"), key=key))
        elif figure := reference(entry.key):
            findings.append(rules.SOURCE_KEY_OF_FIGURE.at(entry.at("id"), key=key, kind=figure[0]))
        elif first := sources.get(entry.key):
            findings.append(rules.SOURCE_TWICE.at(entry.at("id"), key=key, first=_file_and_line(first.place)))
        else:
            findings += [*_flaws(entry), *_same_address(entry, by_address)]
            sources[entry.key] = Source(entry.key, entry.item, entry.at("id"), day(entry.review_by))
    return sources, tuple(findings)


def _file_and_line(place: Place) -> str:
    return f"{place.path.name}, line {place.line}"


def _flaws(entry: Entry) -> Iterator[Finding]:
    item, key = entry.item, shortened(entry.key)
    if not item["type"]:
        yield rules.SOURCE_WITHOUT_TYPE.at(entry.at("type"), key=key)
    elif item["type"] not in TYPES:
        nearest = did_you_mean(item["type"], TYPES, "among others there are report, book, webpage, legislation, treaty")
        yield rules.SOURCE_TYPE_UNKNOWN.at(entry.at("type"), type=shortened(item["type"]), nearest=nearest)
    if entry.is_whole:
        yield from _gaps(entry, key)
    if "URL" in item and not is_url(item["URL"]):
        yield rules.SOURCE_URL_WRONG.at(entry.at("URL"), value=shortened(item["URL"]))
    if entry.review_by and day(entry.review_by) is None:
        yield rules.SOURCE_DATE_WRONG.at(entry.at(REVIEW), value=shortened(entry.review_by))


def _gaps(entry: Entry, key: str) -> Iterator[Finding]:
    """Findings on a missing title, publisher or date; an organization among the authors counts as the publisher."""
    item = entry.item
    if "title" not in item and "genre" not in item and item["type"] not in UNTITLED:
        yield rules.SOURCE_WITHOUT_TITLE.at(entry.place, key=key, line=entry.as_written("title", "…"))
    is_published = any(name in item for name in PUBLISHERS) or any("literal" in name for name in item.get("author", ()))
    if not is_published and item["type"] not in UNPUBLISHED:
        line = entry.as_written("publisher", "…")
        yield rules.SOURCE_INCOMPLETE.at(entry.place, key=key, missing="publisher", what="where it came out", line=line)
    if not entry.places.keys() & {"issued", "accessed"} and not YEAR.search(item.get("title", "")):
        line = entry.as_written("issued", "2014-02-07")
        yield rules.SOURCE_INCOMPLETE.at(entry.place, key=key, missing="date", what="when it came out", line=line)


def _same_address(entry: Entry, seen: dict[str, Entry]) -> Iterator[Finding]:
    """The finding on a source with the web address, including the fragment, of an earlier one."""
    address = readable(entry.item.get("URL", "")).lower()
    first = seen.setdefault(address, entry) if address else entry
    if first is not entry:
        words = {"key": entry.key, "other": first.key, "first": _file_and_line(first.place)}
        yield rules.SOURCE_URL_TWICE.at(entry.at("URL"), **words)
