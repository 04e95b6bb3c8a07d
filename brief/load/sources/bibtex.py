"""Sources in BibTeX or BibLaTeX, as Zotero and others export them, to the fields of CSL.

What becomes of which type and field follows the way of Pandoc (https://pandoc.org/MANUAL.html#citations) where the two
standards do not meet. `values` reads the file, `latex` the LaTeX in its fields.
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
from brief.load.sources.entries import IN_BIBTEX, REVIEW, Entry
from brief.load.sources.values import Field, Raw

TYPES: Mapping[str, str] = {
    "article": "article-journal",
    "artwork": "graphic",
    "bill": "bill",
    "book": "book",
    "booklet": "pamphlet",
    "collection": "book",
    "conference": "paper-conference",
    "dataset": "dataset",
    "electronic": "webpage",
    "inbook": "chapter",
    "incollection": "chapter",
    "inproceedings": "paper-conference",
    "inreference": "entry-encyclopedia",
    "jurisdiction": "legal_case",
    "legal": "treaty",
    "legislation": "legislation",
    "letter": "personal_communication",
    "manual": "report",
    "mastersthesis": "thesis",
    "misc": "document",
    "movie": "motion_picture",
    "mvbook": "book",
    "online": "webpage",
    "patent": "patent",
    "periodical": "periodical",
    "phdthesis": "thesis",
    "proceedings": "book",
    "reference": "book",
    "report": "report",
    "review": "review",
    "software": "software",
    "standard": "standard",
    "suppbook": "chapter",
    "techreport": "report",
    "thesis": "thesis",
    "unpublished": "manuscript",
    "video": "motion_picture",
    "www": "webpage",
}
"""The types of CSL by the types of entries; every other is a document."""

SUBTYPES: Mapping[str, str] = {"magazine": "article-magazine", "newspaper": "article-newspaper"}
"""What an article is, by its `entrysubtype`."""

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
"""The fields of CSL by those of an entry that are texts; not the abstract and the keywords, which no brief prints."""

NAMES = ("author", "editor", "translator")
PARTS = ("year", "month", "day")
DATES: Mapping[str, str] = {
    "date": "issued",
    "urldate": "accessed",
    "eventdate": "event-date",
    "origdate": "original-date",
}
VERBATIM = frozenset({"doi", "url", "date", "urldate", "eventdate", "origdate", "year", "month", "day", REVIEW})
"""The fields in which LaTeX's signs are none."""

NUMBERED = frozenset({"article-journal", "article-magazine", "article-newspaper"})
"""The types whose `number` is that of an issue."""

GENRES = {"phdthesis": "PhD diss.", "mastersthesis": "master’s thesis"}

_TILDE = re.compile(r"\\~(?:\{(\w)\}|(\w))")
"""The tilde on a letter, which is no tie between two names."""


def read(folder: Path, path: Path) -> tuple[list[Entry], list[Finding]]:
    """The entries of a file, and what is wrong with them."""
    raw, findings = values.entries(text.read(folder, path), path)
    return [_entry(one, findings) for one in raw], findings


def _entry(raw: Raw, findings: list[Finding]) -> Entry:
    fields = dict(raw.fields)
    if "howpublished" in fields and (url := latex.address(fields["howpublished"].text)).startswith("http"):
        fields.setdefault("url", replace(fields.pop("howpublished"), text=url))

    def said(field: Field) -> str:
        words = latex.plain(field.text)
        if words is None:
            findings.append(rules.BIBTEX_LATEX.at(field.place, text=shortened(field.text)))
        return words or ""

    subtype = fields["entrysubtype"].text.lower() if "entrysubtype" in fields else ""
    item: dict[str, Any] = {"type": SUBTYPES.get(subtype) or TYPES.get(raw.kind, "document")}
    for name, field in fields.items():
        if name in NAMES:
            item[name] = [*_persons(field, findings)]
        elif name in FIELDS and (words := latex.address(field.text) if name in VERBATIM else said(field)):
            item.setdefault(FIELDS[name], words)
    if "number" in fields:
        item.setdefault("issue" if item["type"] in NUMBERED else "number", said(fields["number"]))
    if title := ": ".join(filter(None, (said(fields[name]) for name in ("title", "subtitle") if name in fields))):
        item["title"] = title
    if raw.kind in GENRES:
        item.setdefault("genre", GENRES[raw.kind])
    if "page" in item:
        item["page"] = re.sub(r"\s*(?:--|–|—)\s*", "-", item["page"])
    places = {_name(name): field.place for name, field in fields.items()}
    for name, value, written in _dates(fields):
        if value is None:
            findings.append(rules.BIBTEX_DATE.at(places[name], value=shortened(written), field=IN_BIBTEX[name]))
        else:
            item[name] = value
    review = fields[REVIEW].text if REVIEW in fields else ""
    return Entry(raw.key, item, raw.place, places, review, raw.is_whole)


def _name(field: str) -> str:
    """The field of CSL that a field of an entry becomes."""
    return FIELDS.get(field) or DATES.get(field) or {"year": "issued"}.get(field, field)


def _persons(field: Field, findings: list[Finding]) -> Iterator[Mapping[str, str]]:
    """The names in a field; one in braces, or of one word, is that of an organization."""
    for name in values.persons(_TILDE.sub(r"{\\~\1\2}", field.text)):
        parts = values.parts_of(name)
        said = {part: latex.plain(words) for part, words in parts.items()} if parts else {"family": None}
        if None in said.values():
            findings.append(rules.BIBTEX_NAME.at(field.place, name=shortened(name)))
        elif said.keys() == {"family"}:
            yield {"literal": said["family"] or ""}
        else:
            yield {part: words for part, words in said.items() if words}


def _dates(fields: Mapping[str, Field]) -> Iterator[tuple[str, Mapping[str, Any] | None, str]]:
    """The dates of an entry: the name in CSL, the date or None where there is no such day, and what is written."""
    for name, ours in DATES.items():
        if name in fields:
            written = latex.address(fields[name].text)
            yield ours, dates.of_text(written), written
    if "year" in fields and "date" not in fields:
        yield "issued", *_issued(*(latex.plain(fields[name].text) or "" if name in fields else "" for name in PARTS))


def _issued(year: str, month: str, day: str) -> tuple[Mapping[str, Any] | None, str]:
    """The date that year, month and day make, and as it is written; a month that is none is a season, in words.

    BibTeX has days in the month, ``10~jan`` and ``may # "~5"``, and puts 'in press' and 'c. 1850' for a year.
    """
    written = "-".join(filter(None, (year, month, day)))
    if not any(map(str.isdecimal, year)) or re.match(r"(?:ca?\.|~)\s*\d", year):
        return ({"literal": year} if year else None), written
    number = next((number for word in month.split() if (number := values.month_of(word))), None)
    days = re.findall(r"\b\d{1,2}\b", month) if number else []
    if month and not number and not month.isdigit():
        return ({"literal": f"{month} {year}"} if re.fullmatch(r"\d{4}", year) else None), written
    parts = [year, str(number or month), *([day] if day else days[:1])] if month else [year]
    return dates.of_parts([parts]) or (dates.of_text(re.sub("–|-+", "/", year)) if not month else None), written
