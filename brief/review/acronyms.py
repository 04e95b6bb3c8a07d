"""Acronyms: whether each is written in full where it is first used, and only there."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from brief.check.leftover import TO_DO
from brief.claims.places import WORD
from brief.findings import Finding, Place, review
from brief.model import HEADINGS
from brief.review.draft import SOURCED, Draft, Prose

ACRONYM = re.compile(r"(?<![\w./&@-])(?:[A-Z]{2,6}|[A-Z]{1,4}[a-z]?[A-Z])(?=s?(?![\w./&-]))")
"""Capital letters that may be an acronym and are not part of a number, a code or an address."""

ROMAN = re.compile(r"[IVXLC]+")

CAPITALS = re.compile(r"(?P<ship>(?<!\w)(?:boat|ship|tanker|vessel)s?\s)?(?<!\w)[A-Z]{2,}(?:\s+[A-Z]{2,})+(?!\w)")
"""A run of words in capitals: a name, such as that of a ship, unless one of the words is a known acronym.

A name of three or more words, or one after 'ship', may contain a known acronym: ``KUM UN SAN``.
"""

PAIR = 2
"""The most words in a run of capitals that is no name when one of them is a known acronym: ``UN OHCHR``."""

UNREAD = HEADINGS | {"span"}
"""Elements in which acronyms are not looked for: headings, and notes, which quote the titles of documents."""

IN_BRACKETS = re.compile(r"[(\[]\s*(?:the\s)?[“\"']?(?P<word>[A-Z][A-Za-z]{1,6}?)s?[”\"']?\s*[)\]]")
"""An acronym in brackets after its full form: ``United Nations (UN)``."""

BEFORE = re.compile(r"(?P<word>[A-Z]{2,6})s?\s*\((?=[^()]*[a-z]{3})[^()]{6,}\)")
"""An acronym before its full form in brackets: ``UN (United Nations)``."""

WITH_OR = re.compile(r"[a-z],?\sor\s(?P<word>[A-Z]{2,6})s?(?=[,.;:)])")
"""An acronym after its full form and 'or': ``the Child Tax Credit, or CTC,``."""

IN_NAME = re.compile(
    r"s?(?:\s(?:and|of|for|the|&|[A-Z][\w.&-]*)){0,4}?\s(?:Act|Law|Bill|Ltd|Co|Corp|Inc|LLC|Company|Limited|Group)(?!\w)"
)
"""What follows an acronym that is part of the name of a law or a company: ``ABC Limited``."""

SHOUTED = 0.6
"""A text with a larger share of capital letters is not searched: it is written in capitals."""


def acronyms(draft: Draft) -> Iterator[Finding]:
    """Acronyms that are used before they are written in full, and acronyms that are written in full twice."""
    known, full, told = _known(draft), dict[str, Place](), set[str]()
    for one in _read(draft):
        given = _given(one.text)
        for match in _acronyms(one.unquoted, known):
            word, at = match[0], match.start()
            if at in given.get(word, ()):
                if word in full and one.is_running and _is_written_out(one.text, at, word):
                    first = full[word]
                    yield one.at(review.ACRONYM_TWICE, at, word=word, line=first.line, file=first.path.name)
                full.setdefault(word, one.place(at))
            elif word not in {*full, *told, *given} and not IN_NAME.match(one.text, match.end()):
                told.add(word)
                example = f"the words in full ({word})"
                yield one.at(review.ACRONYM_UNDEFINED, at, word=word, example=example, terms=draft.terms)


def _known(draft: Draft) -> frozenset[str]:
    """The acronyms that need no full form: listed ones, those of organizations, explained ones, defined terms."""
    trees = [tree for version in draft.versions for tree in version.trees]
    explained = ("".join(one.itertext()).strip() for tree in trees for tag in ("abbr", "dt") for one in tree.iter(tag))
    named = (word for one in draft.brief.settings.organisation for word in ACRONYM.findall(one.name))
    listed = (*draft.brief.terms.acronyms, *draft.words("acronyms"))
    return TO_DO.union(listed, explained, named)


def _read(draft: Draft) -> Iterator[Prose]:
    """The prose to search, in reading order: without short versions, `UNREAD`, rows, source lines, text in capitals."""
    shorts = [text.short.section for text in draft.texts if text.short]
    for one in draft.prose:
        is_text = one.section is not None and one.section not in shorts and one.passage.tag not in UNREAD
        if is_text and not (one.passage.heads or _is_shouted(one.text) or SOURCED.match(one.text)):
            yield one


def _given(text: str) -> Mapping[str, Sequence[int]]:
    """The acronyms that a text gives a full form for, each with the offsets where it does so."""
    found: dict[str, list[int]] = defaultdict(list)
    for match in (match for pattern in (IN_BRACKETS, BEFORE, WITH_OR) for match in pattern.finditer(text)):
        if ACRONYM.fullmatch(match["word"]):
            found[match["word"]].append(match.start("word"))
    return found


def _acronyms(text: str, known: frozenset[str]) -> Iterator[re.Match[str]]:
    """The acronyms in a text that are not `known`, without names in capitals and Roman numerals."""
    runs = [(run, run[0].split()) for run in CAPITALS.finditer(text)]
    names = [run.span() for run, words in runs if run["ship"] or len(words) > PAIR or known.isdisjoint(words)]
    for match in ACRONYM.finditer(text):
        is_name = any(start <= match.start() < end for start, end in names)
        if not (is_name or match[0] in known or ROMAN.fullmatch(match[0])):
            yield match


def _is_shouted(text: str) -> bool:
    """Whether a text is written in capitals."""
    letters = [letter for letter in text if letter.isalpha()]
    return sum(map(str.isupper, letters)) > SHOUTED * len(letters)


def _is_written_out(text: str, at: int, word: str) -> bool:
    """Whether one of the words shortly before an acronym begins with its first letter, as its full form does."""
    initials = [found[0][0].casefold() for found in WORD.finditer(text[:at])]
    return bool(initials) and word[0].casefold() in initials[-2 * len(word) :]
