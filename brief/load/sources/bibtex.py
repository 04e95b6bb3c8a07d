"""Turns BibTeX and BibLaTeX, as Zotero and others export them, into the fields of CSL.

Where BibTeX and CSL differ, types and fields are converted as in Pandoc (https://pandoc.org/MANUAL.html#citations).
`values` reads the file, `latex` the LaTeX in its fields.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from brief.findings import Finding
from brief.findings import sources as rules
from brief.findings.nearest import shortened
from brief.load import text
from brief.load.sources import dates, latex, values
from brief.load.sources.entries import DATES as CSL_DATES
from brief.load.sources.entries import IN_BIBTEX, REVIEW, Entry
from brief.load.sources.entries import TYPES as CSL_TYPES
from brief.load.sources.values import Field, RawEntry

TYPES: Mapping[str, str] = {
    "article": "article-journal",
    "artwork": "graphic",
    "booklet": "pamphlet",
    "collection": "book",
    "conference": "paper-conference",
    "electronic": "webpage",
    "inbook": "chapter",
    "incollection": "chapter",
    "inproceedings": "paper-conference",
    "inreference": "entry-encyclopedia",
    "jurisdiction": "legal_case",
    "legal": "treaty",
    "letter": "personal_communication",
    "manual": "report",
    "mastersthesis": "thesis",
    "movie": "motion_picture",
    "mvbook": "book",
    "online": "webpage",
    "phdthesis": "thesis",
    "proceedings": "book",
    "reference": "book",
    "suppbook": "chapter",
    "techreport": "report",
    "unpublished": "manuscript",
    "video": "motion_picture",
    "www": "webpage",
}
"""The CSL types of kinds of entries with other names; a kind that is neither here nor in CSL becomes a document."""

SUBTYPES: Mapping[str, str] = {"magazine": "article-magazine", "newspaper": "article-newspaper"}
"""The types of articles by their `entrysubtype`."""

FIELDS: Mapping[str, str] = {
    "address": "publisher-place",
    "booktitle": "container-title",
    "chapter": "chapter-number",
    "doi": "DOI",
    "edition": "edition",
    "eventtitle": "event-title",
    "howpublished": "publisher",
    "institution": "publisher",
    "isbn": "ISBN",
    "issn": "ISSN",
    "issue": "issue",
    "journal": "container-title",
    "journaltitle": "container-title",
    "location": "publisher-place",
    "note": "note",
    "organization": "publisher",
    "pages": "page",
    "pagetotal": "number-of-pages",
    "publisher": "publisher",
    "school": "publisher",
    "series": "collection-title",
    "shorttitle": "title-short",
    "type": "genre",
    "url": "URL",
    "venue": "event-place",
    "version": "version",
    "volume": "volume",
    "volumes": "number-of-volumes",
}
"""The text fields of CSL by their BibTeX names, without abstracts and keywords, which no brief prints."""

NAMES = ("author", "editor", "translator")
DATES: Mapping[str, str] = {name: field for field, name in IN_BIBTEX.items() if field in CSL_DATES}
IN_CSL: Mapping[str, str] = {**FIELDS, **DATES, "year": "issued"}
VERBATIM = frozenset({"doi", "url"})
"""The text fields that are not LaTeX."""

WITH_ISSUES = frozenset({"article-journal", "article-magazine", "article-newspaper"})
"""The types whose `number` is that of an issue."""

GENRES = {"phdthesis": "PhD diss.", "mastersthesis": "master’s thesis"}

_TILDE = re.compile(r"\\~(?:\{(\w)\}|(\w))")
"""A tilde over a letter; a tilde without a backslash joins two names."""


def read(folder: Path, path: Path) -> tuple[list[Entry], list[Finding]]:
    """The entries of a file, and findings on them."""
    entries, findings = values.entries(text.read(folder, path), path)
    return [_entry(raw, findings) for raw in entries], findings


def _entry(raw: RawEntry, findings: list[Finding]) -> Entry:
    """A BibTeX entry with the fields of CSL; findings on it are added to `findings`."""
    fields = dict(raw.fields)

    def written(name: str) -> str:
        return fields[name].text if name in fields else ""

    def plain(name: str) -> str:
        words = latex.address(written(name)) if name in VERBATIM else latex.plain(written(name))
        if words is None:
            findings.append(rules.BIBTEX_LATEX.at(fields[name].place, text=shortened(written(name))))
        return words or ""

    if (url := latex.address(written("howpublished"))).startswith("http"):
        fields.setdefault("url", replace(fields.pop("howpublished"), text=url))
    subtype = written("entrysubtype").lower()
    default = raw.kind if raw.kind in CSL_TYPES else "document"
    item: dict[str, Any] = {"type": SUBTYPES.get(subtype) or TYPES.get(raw.kind, default)}
    for name, field in fields.items():
        if name in NAMES:
            item[name] = [*_persons(field, findings)]
        elif name in FIELDS and (words := plain(name)):
            item.setdefault(FIELDS[name], words)
    if number := plain("number"):
        item.setdefault("issue" if item["type"] in WITH_ISSUES else "number", number)
    if title := ": ".join(filter(None, (plain("title"), plain("subtitle")))):
        item["title"] = title
    if raw.kind in GENRES:
        item.setdefault("genre", GENRES[raw.kind])
    if "page" in item:
        item["page"] = re.sub(r"\s*(?:--|–|—)\s*", "-", item["page"])
    places = {IN_CSL.get(name, name): field.place for name, field in fields.items()}
    for name, date, value in _dates(fields):
        if date is None:
            findings.append(rules.BIBTEX_DATE.at(places[name], value=shortened(value), field=IN_BIBTEX[name]))
        else:
            item[name] = date
    return Entry(raw.key, item, raw.place, places, written(REVIEW), raw.is_whole)


def _persons(field: Field, findings: list[Finding]) -> Iterator[Mapping[str, str]]:
    """The names in a field; a single word, or a name in braces, is that of an organization."""
    for name in values.persons(_TILDE.sub(r"{\\~\1\2}", field.text)):
        parts = {part: latex.plain(words) for part, words in (values.parts_of(name) or {}).items()}
        if not parts or None in parts.values():
            findings.append(rules.BIBTEX_NAME.at(field.place, name=shortened(name)))
        elif parts.keys() == {"family"}:
            yield {"literal": parts["family"] or ""}
        else:
            yield {part: words for part, words in parts.items() if words}


def _dates(fields: Mapping[str, Field]) -> Iterator[tuple[str, Mapping[str, Any] | None, str]]:
    """The dates of an entry: each with its name in CSL, the date or None when it is invalid, and how it is written."""
    for name, in_csl in DATES.items():
        if name in fields:
            written = latex.address(fields[name].text)
            yield in_csl, dates.of_text(written), written
    if "year" in fields and "date" not in fields:
        parts = (latex.plain(fields[name].text) if name in fields else "" for name in ("year", "month", "day"))
        yield "issued", *_issued(*(part or "" for part in parts))


def _issued(year: str, month: str, day: str) -> tuple[Mapping[str, Any] | None, str]:
    """The date of a year, month and day, or None, and how it is written. An unknown month is kept in words: a season.

    In BibTeX the month may include the day, ``10~jan`` or ``may # "~5"``, and the year may be 'in press' or 'c. 1850'.
    """
    written = "-".join(filter(None, (year, month, day)))
    if not any(map(str.isdecimal, year)) or re.match(r"(?:ca?\.|~)\s*\d", year):
        return ({"literal": year} if year else None), written
    if not month:
        return dates.of_parts([[year]]) or dates.of_text(re.sub("–|-+", "/", year)), written
    number = next(filter(None, map(values.month_of, month.split())), None)
    if number:
        day = day or next(iter(re.findall(r"\b\d{1,2}\b", month)), "")
    elif not month.isdigit():
        return ({"literal": f"{month} {year}"} if re.fullmatch(r"\d{4}", year) else None), written
    return dates.of_parts([[year, str(number or month), *filter(None, [day])]]), written
