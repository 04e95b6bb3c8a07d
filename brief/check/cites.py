"""Checks of citations: each has a source, each source is cited, and the list of sources is printed where needed."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import chain
from pathlib import Path

from brief.check.context import Manuscript
from brief.check.places import Printed, elements, find, printed_beside, printed_values
from brief.findings import Finding, Place, citing, sources, wording
from brief.findings.nearest import did_you_mean, shortened
from brief.model import Citation, Text, citation

IN_TEXT = re.compile(r"<style\b[^>]*\bclass\s*=\s*[\"']in-text[\"']")
"""The element with which a CSL style declares that it cites in the text, not in notes."""

FEW = 10
"""Up to this many uncited sources of a file get a finding each; more than that share one."""

KEY = re.compile(r"(?<![\w/.@+\\-])@(?P<key>\w(?:[\w:.#$%&+?<>~/-]*\w)?)")
"""What would be a citation in the text of a section."""

PLAIN_KEY = re.compile(r"\w(?:\w|[:.#$%&+?<>~/-](?=\w))*")
"""A key that needs no braces where it is cited."""


def citations_in(texts: Sequence[Text]) -> tuple[Citation, ...]:
    """All citations of these sections."""
    return tuple(citation(element) for element, _ in elements(texts) if "data-cites" in element.attrib)


def cited_keys(texts: Sequence[Text]) -> frozenset[str]:
    """The keys of the sources that these sections cite."""
    return frozenset(cite.key for citation in citations_in(texts) for cite in citation.cites)


def unused_sources(manuscript: Manuscript) -> Iterator[Finding]:
    """Sources that nothing cites; a file with many of them, such as a whole library, gets one finding."""
    brief, texts = manuscript.brief, manuscript.texts
    if not manuscript.is_whole:
        return  # a section that could not be read may cite them
    used = cited_keys(texts) if brief.sources else ()
    by_file: dict[Path, list[str]] = defaultdict(list)
    for key, source in brief.sources.items():
        if key not in used:
            by_file[source.place.path].append(key)
    for path, keys in by_file.items():
        if len(keys) > FEW:
            yield sources.SOURCES_UNUSED.at(Place(path), count=len(keys), keys=", ".join(map(shortened, keys[:3])))
        else:
            for key in keys:
                cited = key if PLAIN_KEY.fullmatch(key) else f"{{{key}}}"
                yield sources.SOURCE_UNUSED.at(brief.sources[key].place, key=key, cited=cited)


def unknown_sources(manuscript: Manuscript) -> Iterator[Finding]:
    """Cited keys without a source that directly follow another key, so that only the tree shows them: ``@a@b``."""
    known = manuscript.brief.sources
    for element, at in elements(manuscript.texts):
        key = element.get("data-cite")
        if key is not None and key not in known:
            nearest = did_you_mean(key, known, "put a blank before it")
            yield wording.SOURCE_UNKNOWN.at(at(f"@{key}"), key=shortened(key), nearest=nearest)


def sources_after_the_brief(manuscript: Manuscript) -> Iterator[Finding]:
    """Cited sources dated later than the brief; of a date with a season, only the year counts."""
    brief = manuscript.brief
    if not (day := brief.settings.date):
        return
    for key in sorted(cited_keys(manuscript.texts) & brief.sources.keys()):
        source = brief.sources[key]
        parts = source.item.get("issued", {}).get("date-parts", [[]])[0]
        if len(parts) > 1 and parts[1] > 12:  # a season in place of the month
            parts = parts[:1]
        if [*parts] > [day.year, day.month, day.day][: len(parts)]:
            yield sources.SOURCE_LATER.at(source.place, key=key, day="-".join(f"{part:02}" for part in parts))


def unlisted_sources(manuscript: Manuscript) -> Iterator[Finding]:
    """A style that cites by number, or by author and year, in a brief without a list of sources."""
    settings, style = manuscript.brief.settings, manuscript.style
    listed = any(text.section.kind == "sources" for text in manuscript.texts)
    if style and IN_TEXT.search(style.text) and not listed:
        place = manuscript.brief.place("csl" if settings.csl else "citations")
        yield citing.SOURCES_UNLISTED.at(place, citations=settings.csl or settings.citations)


def cited_in_plain_text(manuscript: Manuscript) -> Iterator[Finding]:
    """Citations where they stay plain text: in brief.yaml, in titles in front matter, in the files beside pictures."""
    brief = manuscript.brief
    if not brief.sources:
        return
    titles: Iterable[Printed] = (
        (section.title, partial(find, section, "")) for section in brief.sections if section.title
    )
    for value, place in chain(printed_values(brief), titles, printed_beside(brief)):
        for match in KEY.finditer(value):
            if match["key"] in brief.sources:
                yield citing.CITED_IN_VAIN.at(place(match[0]), key=match["key"])
