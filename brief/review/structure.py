"""Checks of structure: the summary, the length of editions, and the parts that a final brief must have."""

from __future__ import annotations

from collections.abc import Iterator

from brief.compose.choose import choose
from brief.compose.trees import words_of
from brief.findings import Finding, Place, review
from brief.findings.nearest import counted
from brief.model import editions_of
from brief.review.draft import Draft, head_of, words_in


def many_words(draft: Draft) -> Iterator[Finding]:
    """Editions with more words than their pages hold, among the full one and those that brief.yaml names."""
    settings, a_page = draft.brief.settings, draft.limit(review.WORDS_MANY)
    for name, edition in editions_of(settings).items():
        most = edition.pages.most
        if most is None or name not in ("full", *settings.editions):
            continue
        printed = choose(draft.texts, edition, draft.brief.values)
        number = sum(words_in(words_of(block.tree)) for text in printed for block in text.blocks)
        if number > most * a_page:
            key = f"editions.{name}"
            place = draft.brief.place(key if name in settings.editions else "title")
            said = {"edition": name, "count": number, "pages": counted(most, "page"), "limit": a_page}
            yield review.WORDS_MANY.at(place, **said)


def long_summary(draft: Draft) -> Iterator[Finding]:
    """A summary with more words than the limit."""
    limit = draft.limit(review.SUMMARY_LONG)
    for text in draft.texts:
        if text.section.kind == "summary":
            number = sum(words_in(one.text) for one in draft.prose if one.section is text.section and one.is_running)
            if number > limit:
                yield review.SUMMARY_LONG.at(head_of(text), count=number, limit=limit)


def missing_parts(draft: Draft) -> Iterator[Finding]:
    """Parts that a brief lacks and must have before it is final."""
    settings, kinds = draft.brief.settings, {section.kind for section in draft.brief.sections}
    there = {
        "summary": "summary" in kinds,
        "recommendations": "recommendations" in kinds,
        "author": bool(settings.authors) or "author" in kinds,
        "contact": settings.contact,
        "ask": settings.ask or any(own.ask for own in settings.editions.values()),
        "date": settings.date,
        "version": settings.version,
    }
    for name, has in there.items():
        if not has:
            part, way = review.PARTS[name]
            yield review.PART_MISSING.at(Place(draft.brief.folder / "brief.yaml"), part=part, way=way)
