"""Rules about what an edition prints: something, and nothing that refers to what it leaves out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from brief.check.cites import PREFIXES
from brief.check.places import find, sourced, value_place
from brief.findings import Finding
from brief.findings.editions import EDITION_EMPTY, EDITION_WITHOUT_ASK, REFERENCE_LEFT_OUT, SOURCES_LEFT_OUT
from brief.model import Brief, Edition, Text


def chosen(brief: Brief, texts: Sequence[Text], edition: Edition) -> Iterator[Finding]:
    """What is wrong with the choice of an edition, whose sections are `texts`."""
    if not texts:
        yield EDITION_EMPTY.at(value_place(brief, f"editions.{edition.name}"), edition=edition.name)
    if edition.look == "handout" and not brief.settings.ask:
        yield EDITION_WITHOUT_ASK.at(value_place(brief, f"editions.{edition.name}"), edition=edition.name)
    cites = any("data-cites" in element.attrib for text in texts for element, _ in sourced(text))
    listed = [section.name for section in brief.sections if section.kind == "sources"]
    if cites and brief.settings.citations != "footnotes" and listed and all(t.section.kind != "sources" for t in texts):
        place = value_place(brief, f"editions.{edition.name}.sections")
        yield SOURCES_LEFT_OUT.at(place, edition=edition.name, citations=brief.settings.citations, name=listed[0])
    there = {element.get("id") for text in texts for element, _ in sourced(text)}
    for text in texts:
        for element, source in sourced(text):
            name = element.get("href", "")[1:]
            if (kind := element.get("data-ref")) and name not in there:
                place = find(text.section, source, f"@{PREFIXES[kind]}:{name}")
                yield REFERENCE_LEFT_OUT.at(place, edition=edition.name, kind=kind, name=name)
