"""Spelling, checked with the English Hunspell dictionary that comes with chunspell, never with one of the system."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from itertools import chain, pairwise
from pathlib import Path
from typing import Any

from brief.check.places import elements, printed_sources, strings_in
from brief.claims.numbers import without
from brief.findings import Finding, Place, review
from brief.findings.nearest import listed
from brief.review.draft import Draft, Prose
from brief.review.language import WEB_ADDRESS

WORD = re.compile(r"(?<![\w@./&#-])(?P<word>[A-Za-z\u00c0-\u024f]+(?:[’'-][A-Za-z\u00c0-\u024f]+)*)(?![\w@/]|\.\w)")
MARKUP = r"(?:[*_`\[\]]|(?<=\])\([^()]*\)|<[^<>]*>)*"
"""Markup that may come between two letters of a printed word."""

NEAR, LONGEST = 500, 60
"""The characters on each side of its place in which a word is looked for as typed, and the longest such word."""

NAME_BEHIND = re.compile(r"[a-z]+[A-Z]")
"""The beginning of a word in lower case that is run together with a name."""

PART = re.compile(r"[^’'-]+(?:[’'][^’'-]+)*")
_PREFIXES = """
    anti bi co counter cross cyber de dis eco ex extra fore hyper inter intra macro mega micro mid mini mis multi neo
    non out over para peri poly post pre pro pseudo quasi re semi socio sub super tele trans tri ultra un under vice
"""
PREFIXES = tuple(_PREFIXES.split())
SHORTEST = 4
"""The fewest letters of a word after a prefix, or of a part of a hyphenated word that is checked."""

BRITISH = (
    (r"our(?=$|s$|ed$|ing$|able$|ite|hood|al)", "or"),
    (r"is(?=e$|es$|ed$|ing$|er$|ers$|ations?$|ational$)", "iz"),
    (r"ys(?=e$|es$|ed$|ing$|er$)", "yz"),
    (r"ll(?=ed$|ing$|er$|ers$)", "l"),
    (r"tre(?=$|s$)", "ter"),
    (r"bre(?=$|s$)", "ber"),
    (r"ence(?=$|s$|less$)", "ense"),
    (r"ae|oe", "e"),
    (r"ogue(?=$|s$)", "og"),
    (r"(?<=f|l)il(?=$|s$|ment$)", "ill"),
)
"""Patterns of British spelling, each with the American spelling that the dictionary has."""

AGENT = re.compile(r"(?P<verb>\w{4,})(?:er|or)s?")

NAMING = ("organisation.", "authors.", "contact.", "web-address", "series", "licence")
"""The beginnings of keys of brief.yaml whose values are names; their words are right everywhere."""

MOST_SUGGESTED, SUGGESTED = 40, 2
"""The most words of a brief for which suggestions are looked up, and the most suggestions shown for one word."""


def misspelled(draft: Draft) -> Iterator[Finding]:
    """Words that are not in the dictionary, each at its first occurrence. Words with capitals are taken for names."""
    language = draft.brief.settings.language
    if language.partition("-")[0].lower() != "en":
        yield review.SPELLING_UNCHECKED.at(draft.brief.place("language"), language=language)
        return
    known, told = _known(draft), set[str]()
    for one in draft.prose:
        for at, word, is_part in _words(one):
            is_name = word.lower() != word and not NAME_BEHIND.match(word)
            if is_name or word in told or _is_right(word, known, is_part):
                continue
            told.add(word)
            place, *parts = _run_together(one, at, word)
            if parts and all(part.isupper() or _is_right(part, known, is_part) for part in parts):
                yield review.SPACE_MISSING.at(place, before=parts[0], behind=parts[1])
            elif word.islower():
                meant = _dictionary().suggest(_plain(word))[:SUGGESTED] if len(told) <= MOST_SUGGESTED else ()
                way = review.MEANT.format(words=listed([f"'{near}'" for near in meant], "or")) if meant else ""
                yield one.at(review.SPELLING, at, word=word, way=way, terms=draft.terms)


def _words(one: Prose) -> Iterator[tuple[int, str, bool]]:
    """The words of a passage, each with its offset and whether it is part of a hyphenated word.

    The call of a note ends a word.
    """
    for match in WORD.finditer(without(one.text, WEB_ADDRESS)):
        for part in PART.finditer(match["word"]):
            start, end = match.start() + part.start(), match.start() + part.end()
            for first, last in pairwise([start, *(at for at in one.notes if start < at < end), end]):
                yield first, one.text[first:last], "-" in match["word"]


def _run_together(one: Prose, at: int, word: str) -> tuple[Place, str, str] | tuple[Place]:
    """The place of a word and, if markup divides it as in ``the*real*``, its two halves."""
    place = one.place(at)
    if len(word) > LONGEST:
        return (place,)
    line = one.lines.lines[(place.line or one.lines.first) - one.lines.first]
    begin = max((place.column or 1) - one.lines.shift - NEAR, 0)
    letters = (f"(?P<_{number}>{re.escape(letter)})" for number, letter in enumerate(word))
    for match in re.compile(MARKUP.join(letters)).finditer(line, begin, begin + 2 * NEAR):
        pairs = pairwise(match.span(f"_{number}") for number in range(len(word)))
        if edge := next((number for number, (this, that) in enumerate(pairs, 1) if that[0] > this[1]), 0):
            return replace(place, column=match.start() + 1 + one.lines.shift), word[:edge], word[edge:]
    return (place,)


def _known(draft: Draft) -> frozenset[str]:
    """The words that are right in this brief, in lower case: from terms.yaml, its language, names, fields and sources.

    Words in italics, which are foreign or titles, in code, in an ``abbr`` or in another language are right too.
    """
    marked = (one for one, _ in elements(draft.versions) if one.tag in ("em", "code", "abbr") or one.get("lang"))
    texts = chain(
        draft.brief.terms.words,
        draft.words("spelled"),
        *(pair.split("=") for pair in draft.words("spellings")),
        (text for text, _ in printed_sources(draft.brief)),
        (text for key, text in strings_in(draft.brief.settings) if key.startswith(NAMING)),
        ("".join(one.itertext()) for one in marked),
        draft.brief.values.values(),
    )
    return frozenset(word.casefold() for text in texts for word in re.findall(r"[^\W\d_]+", text))


def _is_right(word: str, known: frozenset[str], is_part: bool) -> bool:
    """Whether a word is known or in the dictionary: typed as is, British, with a prefix, or as a verb with -er."""
    plain = _plain(word)
    stem = plain.removesuffix("'s").removesuffix("'")
    if stem.casefold() in known or stem.casefold().removesuffix("s") in known or (is_part and len(word) < SHORTEST):
        return True
    if _spelled(plain) or _spelled(stem) or (is_part and word in PREFIXES):
        return True
    if any(_spelled(re.sub(pattern, us, stem)) for pattern, us in BRITISH):
        return True
    agent = AGENT.fullmatch(stem)  # such as 'proliferator', from a verb in the dictionary
    if agent and any(_spelled(agent["verb"] + end) for end in ("", "e")):
        return True
    rests = (stem[len(prefix) :] for prefix in PREFIXES if stem.startswith(prefix))
    return any(len(rest) >= SHORTEST and (rest in known or _spelled(rest)) for rest in rests)


def _plain(word: str) -> str:
    """A word with the straight apostrophes of the dictionary."""
    return word.replace("’", "'")


@cache
def _spelled(word: str) -> bool:
    """Whether the dictionary has a word; True for one that its encoding lacks, which is not English."""
    try:
        return bool(_dictionary().spell(word))
    except UnicodeEncodeError:
        return True


@cache
def _dictionary() -> Any:
    import hunspell  # takes 50 ms, too long for a build

    return hunspell.Hunspell("en_US", hunspell_data_dir=str(Path(hunspell.__file__).parent / "dictionaries"))
