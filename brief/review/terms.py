"""The words of a house, which terms.yaml lists: those that it avoids, and names that it never prints."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from itertools import chain
from urllib.parse import unquote

from brief.check import readable
from brief.check.places import (
    At,
    elements,
    find_from,
    printed_addresses,
    printed_at,
    printed_beside,
    printed_data,
    printed_sources,
    values,
)
from brief.claims.signs import phrases
from brief.findings import Finding, Place, review
from brief.model import Brief, Text
from brief.review.draft import Draft

BETWEEN = frozenset("-_./+~\u2010\u2011\u2012\u2013\u2014\u2212")
"""Signs that stand between the words of a name, in an address or in the text."""

JOINED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]$")
"""The end of a word to which others may be joined, in Korean, Chinese and Japanese."""

TAG = re.compile(r"</?\w[^<>]*>")
"""A tag within a title of a source."""

PLAIN = {"ø": "o", "ß": "ss", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"}
"""Letters that are no others with an accent, and how people write them who lack them."""

TOGETHER = 7
"""The letters of the shortest name that is looked for within other words."""

COMMENTED = re.compile(r"/\*.*?\*/|<!--.*?-->|\{#.*?#\}", re.DOTALL)
"""Comments in style sheets and layouts, which nothing prints."""

UNSEEN = frozenset({"Mn", "Cf"})
"""Categories of characters that a name may have in it: accents, soft hyphens, joiners."""


def avoided(draft: Draft) -> Iterator[Finding]:
    """Words that the house avoids, in the text and in descriptions of pictures."""
    avoid = {word.casefold(): instead for word, instead in draft.brief.terms.avoid.items()}
    pattern = phrases(avoid)
    if pattern is None:
        return
    for one in draft.prose:
        for match in pattern.finditer(one.unquoted):
            yield one.at(review.TERM_AVOIDED, match.start(), word=match[0], instead=_instead(match[0], avoid))
    for element, at in elements(draft.versions):
        for match in pattern.finditer(element.get("alt", "")):
            yield review.TERM_AVOIDED.at(at(match[0]), word=match[0], instead=_instead(match[0], avoid))


def _instead(word: str, avoid: Mapping[str, str]) -> str:
    """What to write instead of a word, which may be found by one with a star in it."""
    known = avoid.get(" ".join(word.casefold().split()))
    return known or next(avoid[one] for one in avoid if (like := phrases([one])) and like.fullmatch(word))


def never_printed(draft: Draft) -> Iterator[Finding]:
    """Names that must not be printed: in the text, wherever emphasis or a line ends within them, and all around it."""
    patterns = [*_patterns(draft.brief.terms.never)]
    if not patterns:
        return
    for one in draft.prose:
        for start, name in _named(patterns, one.text):
            yield one.at(review.TERM_NEVER, start, word=name)
    brief, versions = draft.brief, [*draft.versions]
    around = chain(
        printed_data(brief),
        printed_sources(brief),
        _authors(brief),
        _locators(versions),
        printed_beside(brief),
        printed_addresses(versions),
        printed_at(brief, dict(values(brief.settings))),
        ((element.get(name, ""), at) for element, at in elements(versions) for name in ("alt", "title")),
        _labels(brief),
        _styled(brief),
    )
    for text, at in around:
        for _, name in _named(patterns, unquote(text)):
            yield review.TERM_NEVER.at(at(name), word=name)


def _patterns(names: Sequence[str]) -> Iterator[re.Pattern[str]]:
    """What finds names as whole words, and what finds long ones whose words are run together: ``janeroe``."""
    if pattern := phrases(map(_name, names)):
        yield pattern
    together = ["".join(_as_seen(name)[0].split()) for name in names if len(name.split()) > 1]
    if long := [re.escape(name) for name in together if len(name) >= TOGETHER]:
        yield re.compile("|".join(long), re.IGNORECASE)


def _named(patterns: Sequence[re.Pattern[str]], text: str) -> Iterator[tuple[int, str]]:
    """Where a text has a name, and how it is written there."""
    seen, places = _as_seen(text)
    for match in chain.from_iterable(pattern.finditer(seen) for pattern in patterns):
        start, last = places[match.start()], places[match.end() - 1]
        yield start, text[start : last + 1]


def _name(name: str) -> str:
    """A name as it is looked for: in Korean, Chinese and Japanese, other words may follow it without a blank."""
    seen, _ = _as_seen(name)
    return f"{seen}*" if JOINED.search(seen) else seen


def _as_seen(text: str) -> tuple[str, list[int]]:
    """A text without accents, tags, signs that nobody sees and signs between words; and where each character was."""
    text = TAG.sub(lambda match: "\u200b" * len(match[0]), text)
    seen = [
        (" " if letter in BETWEEN else letter, place)
        for place, character in enumerate(text)
        for letter in (character if JOINED.match(character) else _plain(character))
        if unicodedata.category(letter) not in UNSEEN
    ]
    return "".join(letter for letter, _ in seen), [place for _, place in seen]


def _plain(character: str) -> str:
    """A letter as those write it who lack its accent: ``é`` as ``é``, in two characters, and ``ø`` as ``o``."""
    plain = PLAIN.get(character.lower(), character)
    return unicodedata.normalize("NFKD", plain)


def _authors(brief: Brief) -> Iterator[tuple[str, At]]:
    """The persons of the sources, as they are printed: the given name first."""
    for source in brief.sources.values():
        for persons in (value for value in source.item.values() if isinstance(value, list)):
            for person in (one for one in persons if isinstance(one, dict)):
                parts = (str(person.get(part, "")) for part in ("given", "non-dropping-particle", "family"))
                yield " ".join(filter(None, parts)), partial(_whole, source.place)


def _locators(versions: Sequence[Text]) -> Iterator[tuple[str, At]]:
    """The words in the brackets of citations."""
    for element, at in elements(versions):
        if "data-rest" in element.attrib or "data-cite" in element.attrib:
            yield "".join(element.itertext()), at


def _labels(brief: Brief) -> Iterator[tuple[str, At]]:
    """The text of the drawings of a brief: a label may be in one element, in parts, or one of several lines."""
    for path in sorted(brief.files):
        drawing = readable(path) if path.suffix.lower() == ".svg" else None
        if drawing is not None:
            for between in ("", " "):
                yield " ".join(between.join(drawing.itertext()).split()), partial(_whole, Place(path))


def _styled(brief: Brief) -> Iterator[tuple[str, At]]:
    """The style sheets, layouts and words in the brief's own styles."""
    for path in sorted(one for one in brief.files if one.suffix in (".css", ".html", ".yaml")):
        text = COMMENTED.sub("", path.read_text("utf-8", errors="replace"))
        yield text, partial(find_from, Place(path))


def _whole(place: Place, words: str) -> Place:
    """The place of words in a file of which no lines are told."""
    return place
