"""Checks by terms.yaml: words to avoid, and names that must never be printed."""

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
    strings_in,
)
from brief.claims.signs import phrases
from brief.findings import Finding, Place, review
from brief.model import Brief, Text
from brief.review.draft import Draft

BETWEEN = frozenset("-_./+~\u2010\u2011\u2012\u2013\u2014\u2212")
"""Characters that may separate the words of a name, in an address or in the text."""

TAG = re.compile(r"</?\w[^<>]*>")
"""A tag in the title of a source."""

PLAIN = {"ø": "o", "ß": "ss", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"}
"""Letters that Unicode does not decompose, each with what people type instead of it."""

TOGETHER = 7
"""The fewest letters of a name that is also looked for without its spaces, within other words."""

COMMENTED = re.compile(r"/\*.*?\*/|<!--.*?-->|\{#.*?#\}", re.DOTALL)
"""Comments in style sheets and layouts, which nothing prints."""

UNSEEN = frozenset({"Mn", "Cf"})
"""Unicode categories of characters that are ignored within a name: accents, soft hyphens, joiners."""


def avoided(draft: Draft) -> Iterator[Finding]:
    """Words to avoid that are used in the text or in descriptions of pictures."""
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
    """The replacement for an avoided word, whose entry may contain a star."""
    known = avoid.get(" ".join(word.casefold().split()))
    return known or next(avoid[one] for one in avoid if (like := phrases([one])) and like.fullmatch(word))


def never_printed(draft: Draft) -> Iterator[Finding]:
    """Names that must not be printed: in the text, even across markup and line ends, and in everything around it."""
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
        printed_at(brief, dict(strings_in(brief.settings))),
        ((element.get(name, ""), at) for element, at in elements(versions) for name in ("alt", "title")),
        _labels(brief),
        _styled(brief),
    )
    for text, at in around:
        for _, name in _named(patterns, unquote(text)):
            yield review.TERM_NEVER.at(at(name), word=name)


def _patterns(names: Sequence[str]) -> Iterator[re.Pattern[str]]:
    """A pattern for names as whole words, and one for long names whose words are run together: ``janeroe``."""
    if pattern := phrases(map(_name, names)):
        yield pattern
    together = ["".join(_as_seen(name)[0].split()) for name in names if len(name.split()) > 1]
    if long := [re.escape(name) for name in together if len(name) >= TOGETHER]:
        yield re.compile("|".join(long), re.IGNORECASE)


def _named(patterns: Sequence[re.Pattern[str]], text: str) -> Iterator[tuple[int, str]]:
    """The offset of each name in a text, and the name as it is written there."""
    seen, places = _as_seen(text)
    for match in chain.from_iterable(pattern.finditer(seen) for pattern in patterns):
        start, last = places[match.start()], places[match.end() - 1]
        yield start, text[start : last + 1]


def _name(name: str) -> str:
    """The phrase to look for; its star allows other words after Korean, Chinese and Japanese names without a space."""
    seen, _ = _as_seen(name)
    return f"{seen}*" if _is_joined(seen[-1:]) else seen


def _is_joined(character: str) -> bool:
    """Whether a character is Korean, Chinese or Japanese, so that another word may follow without a space."""
    return "\u3040" <= character <= "\u30ff" or "\u3400" <= character <= "\u9fff" or "\uac00" <= character <= "\ud7a3"


def _as_seen(text: str) -> tuple[str, list[int]]:
    """A text without accents, tags and invisible characters, with spaces for `BETWEEN`; and the old offsets."""
    text = TAG.sub(lambda match: "\u200b" * len(match[0]), text)
    seen = [
        (" " if letter in BETWEEN else letter, place)
        for place, character in enumerate(text)
        for letter in (character if _is_joined(character) else _plain(character))
        if unicodedata.category(letter) not in UNSEEN
    ]
    return "".join(letter for letter, _ in seen), [place for _, place in seen]


def _plain(character: str) -> str:
    """A letter with its accent as a second character, ``é`` as ``e`` and U+0301, or by `PLAIN`, ``ø`` as ``o``."""
    plain = PLAIN.get(character.lower(), character)
    return unicodedata.normalize("NFKD", plain)


def _authors(brief: Brief) -> Iterator[tuple[str, At]]:
    """The names of the persons of the sources as they are printed, the given name first."""
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
    """The text of each drawing, joined without and with spaces, since a label may be cut into parts or lines."""
    for path in sorted(brief.files):
        drawing = readable(path) if path.suffix.lower() == ".svg" else None
        if drawing is not None:
            for between in ("", " "):
                yield " ".join(between.join(drawing.itertext()).split()), partial(_whole, Place(path))


def _styled(brief: Brief) -> Iterator[tuple[str, At]]:
    """The style sheets, layouts and word lists in the brief's own styles, without comments."""
    for path in sorted(one for one in brief.files if one.suffix in (".css", ".html", ".yaml")):
        text = COMMENTED.sub("", path.read_text("utf-8", errors="replace"))
        yield text, partial(find_from, Place(path))


def _whole(place: Place, words: str) -> Place:
    """The place itself, for words whose line in the file is not known."""
    return place
