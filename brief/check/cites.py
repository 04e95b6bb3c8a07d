"""Rules about what is cited and referred to: sources and their list, figures and tables."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from itertools import chain
from pathlib import Path

from brief.check.places import Printed, find, printed_beside, printed_values, sourced
from brief.findings import Finding, Place, citing, sources, wording
from brief.findings.nearest import did_you_mean, shortened
from brief.model import Brief, Citation, Sheet, Text, citation

IN_TEXT = re.compile(r"<style\b[^>]*\bclass\s*=\s*[\"']in-text[\"']")
"""How a CSL style says that it does not cite in notes."""

FEW = 10
"""How many sources of a file that nobody cites are told one by one."""

KEY = re.compile(r"(?<![\w/.@+\\-])@(?P<key>\w(?:[\w:.#$%&+?<>~/-]*\w)?)")
"""What would be a citation in the text of a section."""

PLAIN_KEY = re.compile(r"\w(?:\w|[:.#$%&+?<>~/-](?=\w))*")
"""A key that is cited without braces."""

PREFIXES = {"figure": "fig", "table": "tab"}

FIRST_SEASON = 13
SEASONS = (("spring", 3), ("summer", 6), ("autumn", 9), ("winter", 1))
"""The seasons, each with the month from which a source may carry it: the winter issue of a year often opens that year.

CSL writes them as the months 13 to 16, EDTF (level 1) as 21 to 24: both count in fours from spring.
"""


def cites(texts: Sequence[Text]) -> tuple[Citation, ...]:
    """All citations."""
    elements = (element for text in texts for element, _ in sourced(text) if "data-cites" in element.attrib)
    return tuple(map(citation, elements))


def cited_keys(texts: Sequence[Text]) -> frozenset[str]:
    """The keys of the sources that are cited somewhere."""
    return frozenset(cite.key for citation in cites(texts) for cite in citation.cites)


def unused(brief: Brief, texts: Sequence[Text]) -> Iterator[Finding]:
    """Each source is cited; of a file with many that are not, a whole library, it is told once."""
    if len({text.section.name for text in texts}) < len(brief.sections):
        return  # what a section cites that could not be read is not known
    used = cited_keys(texts) if brief.sources else ()
    by_file: dict[Path, list[str]] = defaultdict(list)
    for key, source in brief.sources.items():
        if key not in used:
            by_file[source.place.path].append(key)
    for path, keys in by_file.items():
        if len(keys) > FEW:
            yield sources.SOURCES_UNUSED.at(Place(path), count=len(keys), keys=", ".join(map(shortened, keys[:3])))
        else:
            yield from (
                sources.SOURCE_UNUSED.at(brief.sources[key].place, key=key, cited=_as_cited(key)) for key in keys
            )


def _as_cited(key: str) -> str:
    """A key as it is cited: between braces when it has more in it than words and single signs."""
    return key if PLAIN_KEY.fullmatch(key) else f"{{{key}}}"


def unknown(brief: Brief, texts: Sequence[Text]) -> Iterator[Finding]:
    """Each key is that of a source, also where one stands right behind another and only the tree sees it: ``@a@b``."""
    for text in texts:
        for element, source in sourced(text):
            key = element.get("data-cite")
            if key is not None and key not in brief.sources:
                nearest = did_you_mean(key, brief.sources, "put a blank before it")
                yield wording.SOURCE_UNKNOWN.at(
                    find(text.section, source, f"@{key}"), key=shortened(key), nearest=nearest
                )


def later(brief: Brief, texts: Sequence[Text]) -> Iterator[Finding]:
    """No source that is cited came out after the brief."""
    if not (day := brief.settings.date):
        return
    for key in sorted(cited_keys(texts) & brief.sources.keys()):
        source = brief.sources[key]
        parts = source.item.get("issued", {}).get("date-parts", [[]])[0]
        if _earliest(parts) > [day.year, day.month, day.day][: len(parts)]:
            yield sources.SOURCE_LATER.at(source.place, key=key, day=_written(parts))


def _season(parts: Sequence[int]) -> tuple[str, int] | None:
    """The season that stands in place of a month, with its first month."""
    return SEASONS[(parts[1] - FIRST_SEASON) % len(SEASONS)] if len(parts) == 2 and parts[1] >= FIRST_SEASON else None


def _earliest(parts: Sequence[int]) -> list[int]:
    """Year, month and day as far as they are given, with the first month of a season for the season."""
    season = _season(parts)
    return [parts[0], season[1]] if season else [*parts]


def _written(parts: Sequence[int]) -> str:
    if season := _season(parts):
        return f"{season[0]} {parts[0]}"
    return date(*parts).isoformat() if len(parts) == 3 else "-".join(f"{part:02}" for part in parts)


def unlisted(brief: Brief, texts: Sequence[Text], style: Sheet) -> Iterator[Finding]:
    """What is cited in the text by number, or by author and year, is in a list of sources."""
    if IN_TEXT.search(style.text) and not any(text.section.kind == "sources" for text in texts):
        key = "csl" if brief.settings.csl else "citations"
        yield citing.SOURCES_UNLISTED.at(brief.place(key), citations=brief.settings.csl or brief.settings.citations)


def in_plain_text(brief: Brief) -> Iterator[Finding]:
    """No source is cited where the text is plain: in brief.yaml, in a title between hyphens, beside a picture."""
    titles: Iterable[Printed] = ((one.title, partial(find, one, "")) for one in brief.sections if one.title)
    for value, place in chain(printed_values(brief), titles, printed_beside(brief)) if brief.sources else ():
        for match in KEY.finditer(value):
            if match["key"] in brief.sources:
                yield citing.CITED_IN_VAIN.at(place(match[0]), key=match["key"])


def references(texts: Sequence[Text]) -> Iterator[Finding]:
    """Each reference leads to a figure or table that has a number; of the same in a block the first is told."""
    yield from dict.fromkeys(_lost(texts))


def _lost(texts: Sequence[Text]) -> Iterator[Finding]:
    known = _numbered(texts)
    for text in texts:
        for element, source in sourced(text):
            if not (kind := element.get("data-ref")):
                continue
            name, prefix = element.get("href", "")[1:], PREFIXES[kind]
            place = find(text.section, source, f"@{prefix}:{name}")
            if known.get(name) == "table without a caption":
                yield citing.REFERENCE_WITHOUT_NUMBER.at(place, name=name)
            elif known.get(name) != kind:
                same = [one for one, its_kind in known.items() if its_kind == kind]
                other = known.get(name, "")
                near = (
                    citing.REFERENCE_OTHER_KIND.format(kind=other, prefix=PREFIXES[other], name=name) if other else ""
                )
                near = near or did_you_mean(name, same, "") or citing.REFERENCE_UNKNOWN_OTHERWISE.format(name=name)
                yield citing.REFERENCE_UNKNOWN.at(place, kind=kind, name=name, prefix=prefix, nearest=near)


def _numbered(texts: Sequence[Text]) -> Mapping[str, str]:
    """What has a name: what it is, by its name."""
    named: dict[str, str] = {}
    for text in texts:
        for element, _ in sourced(text):
            name, classes = element.get("id", ""), element.get("class", "").split()
            if element.tag == "figure" and "decorative" not in classes:
                named[name] = "figure"
            elif element.tag == "div" and "table" in classes:
                captioned = element.find("table/caption") is not None
                named[name] = "table" if captioned else "table without a caption"
    named.pop("", None)
    return named
