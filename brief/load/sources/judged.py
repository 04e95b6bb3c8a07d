"""What entries must be to be sources: each has a key of its own, a title, and what lets a reader find it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from brief.findings import Finding, Place
from brief.findings import sources as rules
from brief.findings.nearest import did_you_mean, shortened
from brief.load.settings import is_url
from brief.load.sources.entries import REVIEW, TYPES, Entry
from brief.model import Source, readable, reference

KEY = re.compile(r"[^\s{}\[\];,@\"']+")
"""A key that can be written in a citation, if need be between braces."""

UNTITLED = frozenset({"legal_case", "interview", "personal_communication", "post"})
"""The types of sources that may go by other names than a title; every other by its genre, 'opinion article', too."""

UNPUBLISHED = frozenset(
    {
        *("article", "bill", "legal_case", "legislation", "regulation", "treaty", "patent", "hearing", "classic"),
        *("interview", "manuscript", "personal_communication", "speech"),
    }
)
"""The types of sources that a number, a name or a court is enough to find, or that came out nowhere else."""

PUBLISHERS = ("publisher", "container-title", "authority", "archive", "event-title", "collection-title", "URL", "DOI")
"""What says where a source came out; what stands at an address came out there."""


YEAR = re.compile(r"(?<!\d)[12]\d{3}(?!\d)")
"""A year, as the titles of laws have it: 'North Korean Human Rights Act of 2004'."""


def judged(entries: Iterable[Entry]) -> tuple[Mapping[str, Source], tuple[Finding, ...]]:
    """The sources by key, the first of each, and what is wrong with the entries."""
    sources: dict[str, Source] = {}
    by_address: dict[str, Entry] = {}
    findings: list[Finding] = []
    for entry in entries:
        if not entry.key:
            findings.append(rules.SOURCE_WITHOUT_KEY.at(entry.place, line=entry.as_written("id", "coi2014")))
        elif not KEY.fullmatch(entry.key):
            findings.append(rules.SOURCE_KEY_WRONG.at(entry.at("id"), key=shortened(entry.key)))
        elif figure := reference(entry.key):
            findings.append(rules.SOURCE_KEY_OF_FIGURE.at(entry.at("id"), key=shortened(entry.key), kind=figure[0]))
        elif first := sources.get(entry.key):
            findings.append(rules.SOURCE_TWICE.at(entry.at("id"), key=entry.key, first=_where(first.place)))
        else:
            findings += [*_flaws(entry), *_same_address(entry, by_address)]
            sources[entry.key] = Source(entry.key, entry.item, entry.at("id"), _day(entry.review_by))
    return sources, tuple(findings)


def _where(place: Place) -> str:
    """A place as it is named within a sentence: ``sources.yaml, line 12``."""
    return f"{place.path.name}, line {place.line}"


def _flaws(entry: Entry) -> Iterator[Finding]:
    item, key = entry.item, entry.key
    if not item["type"]:
        yield rules.SOURCE_WITHOUT_TYPE.at(entry.at("type"), key=shortened(key))
    elif item["type"] not in TYPES:
        yield rules.SOURCE_TYPE_UNKNOWN.at(
            entry.at("type"),
            type=shortened(item["type"]),
            nearest=did_you_mean(
                item["type"], TYPES, "among others there are report, book, webpage, legislation, treaty"
            ),
        )
    if entry.is_whole:
        yield from _gaps(entry)
    if "URL" in item and not is_url(item["URL"]):
        yield rules.SOURCE_URL_WRONG.at(entry.at("URL"), value=shortened(item["URL"]))
    if entry.review_by and _day(entry.review_by) is None:
        yield rules.SOURCE_DATE_WRONG.at(entry.at(REVIEW), value=shortened(entry.review_by))


def _gaps(entry: Entry) -> Iterator[Finding]:
    """What a source does not say and its readers need."""
    item, key = entry.item, entry.key
    if "title" not in item and "genre" not in item and item["type"] not in UNTITLED:
        yield rules.SOURCE_WITHOUT_TITLE.at(entry.place, key=key, line=entry.as_written("title", "…"))
    if not any(name in item for name in PUBLISHERS) and item["type"] not in UNPUBLISHED and not _institution(entry):
        line = entry.as_written("publisher", "…")
        yield rules.SOURCE_INCOMPLETE.at(entry.place, key=key, missing="publisher", what="where it came out", line=line)
    if not entry.places.keys() & {"issued", "accessed"} and not YEAR.search(item.get("title", "")):
        line = entry.as_written("issued", "2014-02-07")
        yield rules.SOURCE_INCOMPLETE.at(entry.place, key=key, missing="date", what="when it came out", line=line)


def _institution(entry: Entry) -> bool:
    """Whether an organization wrote it, which then is its publisher as well."""
    return any("literal" in name for name in entry.item.get("author", ()))


def _same_address(entry: Entry, seen: dict[str, Entry]) -> Iterator[Finding]:
    """Two sources with one address are one source twice, unless they tell parts of it apart."""
    address = readable(entry.item.get("URL", "")).lower()
    if address:
        first = seen.setdefault(address, entry)
        if first is not entry:
            yield rules.SOURCE_URL_TWICE.at(entry.at("URL"), key=entry.key, other=first.key, first=_where(first.place))


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
