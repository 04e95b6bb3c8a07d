"""Checks of editions: each prints something, includes what it refers to, and has enough pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape

from brief.check.context import EditionPages, EditionText
from brief.check.links import PREFIXES
from brief.check.places import elements
from brief.findings import Finding, Place
from brief.findings import editions as rules
from brief.findings.nearest import counted, listed
from brief.model import LOOKS, SIDE_NOTES, Block, Edition

ROOMY = 2 / 3
"""A handout that fills less of its page than this has room for more."""


def prints_nothing(printed: EditionText) -> Iterator[Finding]:
    """An edition that prints no section."""
    name = printed.edition.name
    if not printed.texts:
        yield rules.EDITION_EMPTY.at(printed.brief.place(f"editions.{name}"), edition=name)


def asks_for_nothing(printed: EditionText) -> Iterator[Finding]:
    """An edition for one reader in a brief without an ask."""
    name = printed.edition.name
    if printed.edition.aimed and not printed.brief.settings.ask:
        yield rules.EDITION_WITHOUT_ASK.at(printed.brief.place(f"editions.{name}"), edition=name)


def lost_comments(printed: EditionText) -> Iterator[Finding]:
    """Comments on sections that an edition with comments leaves out, unless it names its sections."""
    names = {text.section.name for text in printed.texts}
    if printed.edition.margin != "comments" or printed.edition.sections:
        return
    for text in (text for text in printed.whole if text.section.name not in names):
        for comment in (comment for version in text.versions for comment in version.comments):
            place = Place(text.section.path, comment.line)
            yield rules.COMMENT_LEFT_OUT.at(place, edition=printed.edition.name, who=comment.who)


def sources_left_out(printed: EditionText) -> Iterator[Finding]:
    """An edition with citations, but without the list of sources that they refer to."""
    brief, name = printed.brief, printed.edition.name
    cites = any("data-cites" in element.attrib for element, _ in elements(printed.texts))
    lists = [section.name for section in brief.sections if section.kind == "sources"]
    is_listed = any(text.section.kind == "sources" for text in printed.texts)
    if cites and brief.settings.citations != "footnotes" and lists and not is_listed:
        place = brief.place(f"editions.{name}.sections")
        yield rules.SOURCES_LEFT_OUT.at(place, edition=name, citations=brief.settings.citations, name=lists[0])


def references_left_out(printed: EditionText) -> Iterator[Finding]:
    """References to figures and tables that an edition leaves out."""
    edition = printed.edition
    there = {element.get("id") for element, _ in elements(printed.texts)}
    shortened = {text.section.name for text in printed.whole if edition.abridged and text.short}
    for text in printed.texts:
        is_short = text.section.name in shortened
        way = rules.OUT_OF_SHORT if is_short else rules.BETWEEN.format(edition=edition.name)
        for element, at in elements([text]):
            name = element.get("href", "")[1:]
            if (kind := element.get("data-ref")) and name not in there:
                place = at(f"@{PREFIXES[kind]}:{name}")
                yield rules.REFERENCE_LEFT_OUT.at(place, edition=edition.name, kind=kind, name=name, way=way)


def too_few_pages(pages: EditionPages) -> Iterator[Finding]:
    """An edition with fewer pages than brief.yaml requires; editions like it get no finding of their own."""
    brief, edition, count = pages.brief, pages.edition, len(pages.measured.pages)
    key = f"editions.{edition.name}.pages"
    if count < edition.pages.least and key in brief.origin:
        least, most = edition.pages.least, edition.pages.most
        yield rules.TOO_SHORT.at(brief.place(key), edition=edition.name, count=count, least=least, most=most)


def side_notes_left_out(pages: EditionPages) -> Iterator[Finding]:
    """Reports pull quotes and key figures for which the full edition has no room, once for all editions like it."""
    edition = pages.edition
    if edition.aimed or edition.margin != "side-notes" or len(edition.lineage) > 1:
        return
    blocks = [(block, text) for text in pages.texts for block in text.blocks]
    lost = [(block, text) for block, text in blocks if block.kind in SIDE_NOTES and not _is_in(block, pages.html)]
    kinds = {"pull-quote": rules.QUOTE, "key-figure": rules.FIGURE}
    numbers = {words: sum(block.kind == kind for block, _ in lost) for kind, words in kinds.items()}
    if what := [counted(number, words) for words, number in numbers.items() if number]:
        block, text = lost[0]
        way = rules.SIDE_NOTES_BACK.get(pages.grid, rules.OFTENER)
        place = Place(text.section.path, block.first)
        yield rules.SIDE_NOTES_LEFT_OUT.at(place, edition=edition.name, what=listed(what), way=way)


def cover_left_out(pages: EditionPages) -> Iterator[Finding]:
    """Reports a cover that two columns leave out of the full edition; editions like it get no finding of their own."""
    brief, edition = pages.brief, pages.edition
    is_folded = pages.grid == "folded" and edition.margin == "side-notes" and len(edition.lineage) == 1
    if is_folded and LOOKS[brief.settings.look].cover and brief.settings.cover and not pages.measured.has_cover:
        yield rules.COVER_LEFT_OUT.at(brief.place("cover"), edition=edition.name)


def _is_in(block: Block, html: str) -> bool:
    """Whether the HTML of an edition contains a block."""
    return f'data-source="{escape(block.tree.get("data-source", ""))}"' in html


def room_left(pages: EditionPages) -> Iterator[Finding]:
    """Reports a handout that is less than two thirds full."""
    brief, edition = pages.brief, pages.edition
    is_house = edition.aimed and edition.lineage == (edition.name,)
    if not is_house or len(pages.measured.pages) > 1 or pages.full >= ROOMY:
        return
    printed = [text.section.name for text in pages.texts]
    other = next((s.name for s in brief.sections if s.kind == "prose" and s.name not in printed), "")
    ways = [rules.RECOMMENDATIONS] if any(s.kind == "recommendations" for s in brief.sections) or not other else []
    if other:
        ways.append(rules.ANOTHER_SECTION.format(edition=edition.name, sections=", ".join((*printed, other))))
    yield rules.ROOM_LEFT.at(brief.place(f"editions.{edition.name}"), edition=edition.name, more=", or for ".join(ways))


def by_fault(findings: Iterable[Finding], editions: Mapping[str, Edition]) -> Iterator[Sequence[Finding]]:
    """The findings of several editions, grouped by fault.

    A finding on a page limit is left out when the edition is like another one that breaks the same limit: shortening
    the full edition shortens the photocopy too.
    """
    findings = list(findings)
    limits = {
        finding.edition: editions[finding.edition].pages.most
        for finding in findings
        if finding.edition and finding.rule == rules.TOO_LONG.id
    }
    faults: dict[object, list[Finding]] = {}
    for finding in findings:
        if finding.edition in limits and finding.rule == rules.TOO_LONG.id:
            limit = limits[finding.edition]
            if any(limits.get(name) == limit for name in editions[finding.edition].lineage[1:]):
                continue
        faults.setdefault(finding.fault, []).append(finding)
    yield from faults.values()
