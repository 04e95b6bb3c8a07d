"""The evidence for a sentence: the sources that it or its note cites, or else the words of the note or source line."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from brief.claims.claim import Evidence
from brief.claims.dates import YEARS
from brief.model import Citation, Source

_AUTHORS = 3
"""The most authors that are all named; with more, only the first is."""


def of_citation(found: Citation, sources: Mapping[str, Source]) -> tuple[Evidence, ...]:
    """The sources of a citation, each with its locator."""
    return tuple(_of_source(sources.get(cite.key), cite.key, cite.locator) for cite in found.cites)


def of_words(words: str) -> tuple[Evidence, ...]:
    """An editor's own words as evidence, with the last year in them; empty when there are no words."""
    words = " ".join(words.split())
    return (Evidence(words, year=(YEARS.findall(words) or [""])[-1]),) if words.strip(" .,;:") else ()


def author(found: Citation, sources: Mapping[str, Source]) -> str:
    """The authors that a citation names as part of its sentence, or else the key of the source."""
    first = found.cites[0].key
    return authors(sources[first].item) or first if first in sources else first


def _of_source(source: Source | None, key: str, locator: str) -> Evidence:
    if source is None:
        return Evidence("", key, locator)
    item, year = source.item, _year(source.item)
    title = str(item.get("title") or item.get("title-short") or item.get("genre") or "")
    return Evidence(", ".join(filter(None, (authors(item), title, year))), key, locator, year, source.review_by)


def authors(item: Mapping[str, Any]) -> str:
    """The family names of the authors of a source, or else its editors or publisher: ``Sen and Drèze``."""
    names = [_name(name) for role in ("author", "editor") for name in item.get(role) or ()][: _AUTHORS + 1]
    if not names:
        return str(item.get("authority") or item.get("publisher") or "")
    if len(names) > _AUTHORS:
        return f"{names[0]} et al."
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))


def _name(name: Mapping[str, Any]) -> str:
    if literal := name.get("literal"):
        return str(literal)
    return " ".join(str(name[part]) for part in ("non-dropping-particle", "family") if part in name)


def _year(item: Mapping[str, Any]) -> str:
    """The year in which a source was issued."""
    issued = item.get("issued", {})
    written = str(issued["date-parts"][0][0]) if "date-parts" in issued else issued.get("literal", "")
    found = YEARS.search(written)
    return found[0] if found else written
