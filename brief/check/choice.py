"""Rules about what an edition prints: something, and nothing that refers to what it leaves out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from brief.check.cites import PREFIXES
from brief.check.names import names
from brief.check.places import find, sourced
from brief.findings import Finding, Place
from brief.findings import editions as rules
from brief.model import Brief, Edition, Text


def chosen(brief: Brief, texts: Sequence[Text], edition: Edition, whole: Sequence[Text]) -> Iterator[Finding]:
    """What is wrong with the choice of an edition, whose sections are `texts`, out of all sections as a `whole`."""
    if not texts:
        yield rules.EDITION_EMPTY.at(brief.place(f"editions.{edition.name}"), edition=edition.name)
    if edition.aimed and not brief.settings.ask:
        yield rules.EDITION_WITHOUT_ASK.at(brief.place(f"editions.{edition.name}"), edition=edition.name)
    yield from _ask_unprinted(brief, texts, edition)
    yield from _unheeded(texts, edition, whole)
    yield from names(texts)  # below the short version of a section may stand blocks of its text
    cites = any("data-cites" in element.attrib for text in texts for element, _ in sourced(text))
    listed = [section.name for section in brief.sections if section.kind == "sources"]
    if cites and brief.settings.citations != "footnotes" and listed and all(t.section.kind != "sources" for t in texts):
        place = brief.place(f"editions.{edition.name}.sections")
        yield rules.SOURCES_LEFT_OUT.at(place, edition=edition.name, citations=brief.settings.citations, name=listed[0])
    there = {element.get("id") for text in texts for element, _ in sourced(text)}
    in_short = {text.section.name for text in whole if edition.abridged and text.short}
    for text in texts:
        way = rules.OUT_OF_SHORT if text.section.name in in_short else rules.BETWEEN.format(edition=edition.name)
        for element, source in sourced(text):
            name = element.get("href", "")[1:]
            if (kind := element.get("data-ref")) and name not in there:
                place = find(text.section, source, f"@{PREFIXES[kind]}:{name}")
                yield rules.REFERENCE_LEFT_OUT.at(place, edition=edition.name, kind=kind, name=name, way=way)


def _ask_unprinted(brief: Brief, texts: Sequence[Text], edition: Edition) -> Iterator[Finding]:
    """The ask stands at the head of the summary, and so there is one; told of no edition that is as another there."""
    own = edition.kin == (edition.name,) or f"editions.{edition.name}.sections" in brief.origin
    if own and brief.settings.ask and not edition.aimed and all(text.section.kind != "summary" for text in texts):
        yield rules.ASK_UNPRINTED.at(brief.place("ask"), edition=edition.name)


def _unheeded(texts: Sequence[Text], edition: Edition, whole: Sequence[Text]) -> Iterator[Finding]:
    """Comments on sections of which an edition that prints comments has nothing, unless it names its sections."""
    printed = {text.section.name for text in texts}
    if edition.margin != "comments" or edition.sections:
        return
    for text in (text for text in whole if text.section.name not in printed):
        for comment in (one for version in text.versions for one in version.comments):
            place = Place(text.section.path, comment.line)
            yield rules.COMMENT_LEFT_OUT.at(place, edition=edition.name, who=comment.who)
