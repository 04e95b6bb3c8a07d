"""Sources in BibTeX or BibLaTeX, as Zotero and others export them, to the fields of CSL.

The only place that knows bibtexparser, and pylatexenc, which reads the LaTeX in it. What becomes of which type and
field follows the way of Pandoc (https://pandoc.org/MANUAL.html#citations) where the two standards do not meet.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from brief.findings import Finding, Place
from brief.findings.nearest import shortened
from brief.findings.sources import BIBTEX_BROKEN, BIBTEX_FIELD_TWICE, SOURCE_DATE_WRONG
from brief.load import text
from brief.load.sources import dates
from brief.load.sources.entries import REVIEW, Entry

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
    "abstract": "abstract",
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
    "keywords": "keyword",
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
"""The fields of CSL by those of an entry that are texts."""

NAMES = ("author", "editor", "translator")
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
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")

ToText = Callable[[str], str]


def read(folder: Path, path: Path) -> tuple[list[Entry], list[Finding]]:
    """The entries of a file, and what is wrong with them."""
    from bibtexparser import middlewares
    from bibtexparser.entrypoint import parse_string
    from bibtexparser.model import DuplicateBlockKeyBlock, DuplicateFieldKeyBlock
    from pylatexenc.latex2text import LatexNodes2Text

    logging.getLogger("bibtexparser").setLevel(logging.CRITICAL)  # what it would print is found in its blocks
    library = parse_string(
        text.read(folder, path), append_middleware=[middlewares.SeparateCoAuthors(), middlewares.SplitNameParts()]
    )
    decode = LatexNodes2Text(math_mode="text", keep_comments=True).latex_to_text
    blocks: list[Any] = [*library.entries]
    findings = []
    for block in library.failed_blocks:
        place = Place(path, (block.start_line or 0) + 1, 1)
        if isinstance(block, DuplicateBlockKeyBlock):
            blocks.append(block.ignore_error_block)  # told like those of all files
        elif isinstance(block, DuplicateFieldKeyBlock):
            findings.append(BIBTEX_FIELD_TWICE.at(place, field=", ".join(sorted(block.duplicate_keys))))
        else:
            findings.append(BIBTEX_BROKEN.at(place))
    blocks.sort(key=lambda block: block.start_line or 0)
    entries = [_entry(block, path, lambda latex: _decoded(latex, decode), findings) for block in blocks]
    return entries, findings


def _decoded(latex: str, decode: ToText) -> str:
    """What LaTeX prints; a percent sign is one, as no reference manager writes comments into a field."""
    return " ".join(decode(re.sub(r"(?<!\\)%", r"\\%", latex)).split())


def _entry(block: Any, path: Path, to_text: ToText, findings: list[Finding]) -> Entry:
    fields = {field.key.lower(): field for field in block.fields}
    places = {_name(name): Place(path, (field.start_line or 0) + 1, 1) for name, field in fields.items()}
    kind = block.entry_type.lower()
    subtype = str(fields["entrysubtype"].value).lower() if "entrysubtype" in fields else ""
    item: dict[str, Any] = {"type": SUBTYPES.get(subtype) or TYPES.get(kind, "document")}
    for name, field in fields.items():
        if name in NAMES:
            item[name] = [_person(parts, to_text) for parts in field.value]
        elif name in FIELDS and str(field.value).strip():
            item.setdefault(FIELDS[name], str(field.value).strip() if name in VERBATIM else to_text(str(field.value)))
    if "number" in fields:
        item.setdefault("issue" if item["type"] in NUMBERED else "number", to_text(str(fields["number"].value)))
    if title := _title(fields, to_text):
        item["title"] = title
    if kind in GENRES:
        item.setdefault("genre", GENRES[kind])
    if "page" in item:
        item["page"] = re.sub(r"\s*(?:--|–|—)\s*", "-", item["page"])
    for name, value, written in _dates(fields):
        if value is None:
            findings.append(SOURCE_DATE_WRONG.at(places[name], value=shortened(written)))
        else:
            item[name] = value
    review = str(fields[REVIEW].value) if REVIEW in fields else ""
    return Entry(block.key, item, Place(path, (block.start_line or 0) + 1, 1), places, review)


def _name(field: str) -> str:
    """The field of CSL that a field of an entry becomes."""
    return FIELDS.get(field) or DATES.get(field) or {"year": "issued"}.get(field, field)


def _title(fields: Mapping[str, Any], to_text: ToText) -> str:
    """The title with its subtitle, a colon between them."""
    parts = [to_text(str(fields[name].value)) for name in ("title", "subtitle") if name in fields]
    return ": ".join(part for part in parts if part)


def _person(parts: Any, to_text: ToText) -> Mapping[str, str]:
    """A name; one in braces, or of one word, is that of an organization."""
    words = {name: " ".join(getattr(parts, name)) for name in ("first", "von", "last", "jr")}
    if not words["first"] and not words["von"]:
        return {"literal": to_text(words["last"])}
    named = {
        "given": words["first"],
        "non-dropping-particle": words["von"],
        "family": words["last"],
        "suffix": words["jr"],
    }
    return {name: to_text(said) for name, said in named.items() if said}


def _dates(fields: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any] | None, str]]:
    """The dates of an entry: the name in CSL, the date or None where there is no such day, and what is written."""
    for name, ours in DATES.items():
        if name in fields:
            written = str(fields[name].value)
            yield ours, dates.of_text(written), written
    if "year" in fields and "date" not in fields:
        parts = [str(fields[name].value).strip() for name in ("year", "month", "day") if name in fields]
        if len(parts) > 1 and not parts[1].isdigit():
            month = parts[1][:3].lower()
            parts[1] = str(MONTHS.index(month) + 1) if month in MONTHS else parts[1]
        circa = parts[0].lower().startswith(("c.", "ca.", "~"))
        value = dates.of_parts([parts]) or ({"literal": parts[0]} if circa or parts[0].startswith("n") else None)
        yield "issued", value, "-".join(parts)
