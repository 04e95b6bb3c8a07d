"""Checks of recommendations: to whom they are addressed, what they say to do, and how many there are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from brief.claims.passages import joined
from brief.findings import Finding, Place, review
from brief.findings.nearest import listed, shortened
from brief.model import HEADINGS, Brief, Text, lines_of
from brief.review.draft import Draft

ALIKE = 0.8
"""The share of words, apart from the commonest, from which two recommendations count as alike."""

EXAMPLES = 3
"""How many verbs a hint names."""

LEADING = re.compile(
    r"(?<!\W)\W*+(?:after|as|at|before|by|during|for|from|if|in|on|once|over|to|together|until|when|where|with|within)\s[^,.;]{1,60},",
    re.IGNORECASE,
)
"""A clause before the verb of a recommendation: ``By 2027, cut …``"""

WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")


@dataclass(frozen=True, slots=True)
class Recommendation:
    """An item of a section of recommendations: its words, its place, and whether an addressee is named for it."""

    words: str
    place: Place
    has_addressee: bool

    def sentence(self, draft: Draft) -> str:
        """Its first sentence, which says what to do."""
        start, end = next(draft.language.spans(self.words), (0, len(self.words)))
        return self.words[start:end]


def recommendations(brief: Brief, texts: Sequence[Text]) -> Iterator[Recommendation]:
    """The recommendations of a brief, in its order."""
    for text in (one for one in texts if one.section.kind == "recommendations"):
        named = bool(brief.settings.addressee) or any(own.addressee for own in brief.settings.editions.values())
        for block in text.blocks:
            if block.tree.tag in HEADINGS:
                named = True
            elif block.tree.tag in ("ol", "ul"):
                for item in block.tree.findall("li"):
                    yield Recommendation(joined([*_words(item, brief)])[0].strip(), _place(text, item), named)


def _words(element: Element, brief: Brief) -> Iterator[str]:
    """The words of an item, with the values of its fields and without nested lists."""
    yield element.text or ""
    for child in element:
        if name := child.get("data-field", ""):
            yield brief.values.get(name.partition("|")[0].strip(), "")
        elif child.tag not in ("ol", "ul"):
            yield from _words(child, brief)
        yield child.tail or ""


def _place(text: Text, item: Element) -> Place:
    """The place of the first word of an item."""
    _, line, _ = lines_of(item)
    written = text.section.text.split("\n")[line - 1]
    word = re.match(r"\s*(?:\d+[.)]|[-*+])?\s*", written)
    return Place(text.section.path, line, word.end() + 1 if word else 1)


def unaddressed(draft: Draft) -> Iterator[Finding]:
    """Recommendations without an addressee."""
    for one in recommendations(draft.brief, draft.texts):
        if not one.has_addressee:
            yield review.NOBODY_ASKED.at(one.place, words=shortened(one.sentence(draft)))


def without_verb(draft: Draft) -> Iterator[Finding]:
    """Recommendations that do not begin with a verb that says what to do."""
    verbs, before = draft.words("asking"), frozenset(draft.words("before-asking"))
    if not verbs:
        return
    known = frozenset(verbs)
    for one in recommendations(draft.brief, draft.texts):
        sentence = one.sentence(draft)
        words = (word.casefold() for word in WORD.findall(LEADING.sub("", sentence)))
        first = next((word for word in words if word not in before and not word.endswith("ly")), "")
        spelled = {first, first.partition("-")[0], first.rpartition("-")[2], re.sub("ise$", "ize", first)}
        if first and known.isdisjoint(spelled):
            examples = listed([f"'{verb.capitalize()}'" for verb in verbs[:EXAMPLES]], "or")
            yield review.ASKED_WITHOUT_VERB.at(one.place, words=shortened(sentence), examples=examples)


def many(draft: Draft) -> Iterator[Finding]:
    """More recommendations than the limit."""
    limit = draft.limit(review.RECOMMENDATIONS_MANY)
    all_of_them = [*recommendations(draft.brief, draft.texts)]
    if len(all_of_them) > limit:
        yield review.RECOMMENDATIONS_MANY.at(all_of_them[limit].place, count=len(all_of_them), limit=limit)


def alike(draft: Draft) -> Iterator[Finding]:
    """Recommendations that share most of their words, apart from the commonest, with an earlier one."""
    common = frozenset(draft.words("common"))
    before: list[tuple[frozenset[str], Recommendation]] = []
    for one in recommendations(draft.brief, draft.texts):
        words = frozenset(word.casefold() for word in WORD.findall(one.words)) - common
        for others, other in before:
            if words and len(words & others) >= ALIKE * max(len(words), len(others)):
                place = other.place
                said = {"line": place.line, "file": place.path.name, "words": shortened(one.sentence(draft))}
                yield review.RECOMMENDATIONS_ALIKE.at(one.place, **said)
                break
        before.append((words, one))
