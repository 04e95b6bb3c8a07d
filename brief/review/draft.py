"""A draft as the checks read it: the brief, its prose, its claims, and the word lists of its language."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from itertools import chain
from pathlib import Path

from brief import claims
from brief.claims import Claim
from brief.claims.numbers import GONE, without
from brief.claims.passages import Passage
from brief.claims.places import Aligned, Lines
from brief.claims.signs import IDEOGRAPHS, QUOTATION, Language, count, phrases
from brief.compose.fields import settled
from brief.findings import Finding, Place, Rule
from brief.findings.review import LIMITS, TERMS
from brief.model import Brief, Section, Text, lines_of, word_list

WORDS = re.compile(r"[^\s–—/]*\w[^\s–—/]*")
"""A word. Numbers (``7,196.50``) and abbreviations (``U.S.``) are words too."""

MARKS = re.compile(r"[“”«»\"]")
"""Quotation marks."""

SOURCED = re.compile(r"\W*(?:sources?|notes?)\W*:", re.IGNORECASE)
"""The beginning of a line that is itself a source or a note."""

IN_TEXT = frozenset({"p", "li", "dd", "dt", "blockquote"})
"""The elements of running text."""

SOURCES = "sources"
"""The kind of the section with the list of sources, which brief generates."""


@dataclass(frozen=True)  # without slots, since `cached_property` needs a `__dict__`
class Prose:
    """A paragraph, item, heading, caption or row of a section, with single spaces, and its lines in the file.

    `section` is None for a value of brief.yaml.
    """

    passage: Passage
    lines: Lines
    section: Section | None

    @property
    def text(self) -> str:
        """Its words."""
        return self.passage.text

    @property
    def is_running(self) -> bool:
        """Whether it is a paragraph or an item of a list, but not a pull quote, which repeats other text."""
        return self.passage.tag in IN_TEXT and not self.passage.heads and not self.passage.is_pulled

    @property
    def has_run_in_heading(self) -> bool:
        """Whether the bold words at its beginning are a heading that is followed by a new sentence."""
        lead, rest = self.text[: self.passage.bold].rstrip(), self.text[self.passage.bold :].lstrip()
        return bool(lead) and (lead[-1] in ".:!?" or rest[:1].isupper())

    @property
    def notes(self) -> Sequence[int]:
        """The offsets of the calls of notes in its text."""
        return [call.at for call in self.passage.calls if call.written and not call.in_sentence]

    @property
    def unquoted(self) -> str:
        """Its text with quotations blanked out, since nobody may change them; other characters keep their offsets."""
        if self.passage.is_quoted:
            return GONE * len(self.text)
        return without(self.text, QUOTATION)

    def at(self, rule: Rule, offset: int, /, **words: object) -> Finding:
        """A finding that the rule is broken at the character `offset`."""
        return rule.at(self.place(offset), **words)

    def place(self, offset: int) -> Place:
        """The place in the file of the character at `offset`."""
        return self._aligned.place(offset)

    @cached_property
    def _aligned(self) -> Aligned:
        return self.lines.aligned(self.text, [(call.at, call.written) for call in self.passage.calls])


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A brief that was read, with all that the checks of its words need.

    `prose` has the sentences of brief.yaml, then all sections in order, with their short versions and notes. `exhibits`
    has the numbers of figures and tables (``Figure 1``) by their ids. Reviews of sources before `today` are due.
    `files` returns the files in the folder of the brief.
    """

    brief: Brief
    texts: Sequence[Text]
    exhibits: Mapping[str, str]
    prose: Sequence[Prose]
    claims: Sequence[Claim]
    language: Language
    today: date
    files: Callable[[], Sequence[Path]]

    @classmethod
    def of(cls, brief: Brief, texts: Sequence[Text], today: date, files: Callable[[], Sequence[Path]]) -> Draft:
        """The draft of a brief that was read. Raises `BriefError` when a condition in it is invalid."""
        texts = [settled(text, brief) for text in texts]
        exhibits = claims.numbers_of(brief, texts)
        return cls(
            brief=brief,
            texts=texts,
            exhibits=exhibits,
            prose=tuple(_prose(brief, texts, exhibits)),
            claims=claims.sheet(brief, texts, today).claims,
            language=Language.of(brief.settings.language, brief.words),
            today=today,
            files=files,
        )

    @property
    def versions(self) -> Iterator[Text]:
        """All sections, each followed by its short version."""
        return chain.from_iterable(text.versions for text in self.texts)

    @property
    def sentences(self) -> Iterator[tuple[Prose, int, int]]:
        """The sentences of running text, also those of quotations, each as its prose and its start and end there."""
        for one in (one for one in self.prose if one.is_running):
            begin = one.passage.bold if one.has_run_in_heading else 0
            for start, end in self.language.spans(MARKS.sub(" ", one.text[begin:])):
                yield one, begin + start, begin + end

    def limit(self, rule: Rule) -> int:
        """The limit of a rule: that in brief.yaml, or else the default."""
        own = self.brief.settings.rules.get(rule.id)
        return int(own.limit) if own and own.limit else LIMITS[rule.id]

    @property
    def terms(self) -> str:
        """What messages call the file of terms, which brief.yaml may not have named yet."""
        return self.brief.settings.terms or TERMS

    def words(self, name: str) -> tuple[str, ...]:
        """The word list `name` of the brief's language; empty for a language without it."""
        return word_list(self.brief.words, name)

    def phrases(self, name: str) -> re.Pattern[str] | None:
        """A pattern for the entries of the word list `name`; None for a language without it."""
        return phrases(self.words(name))


def head_of(text: Text) -> Place:
    """The place where a section begins: its title if that is a typed heading, or else its first block."""
    section = text.section
    _, line, _ = lines_of(text.title)
    is_typed = section.text.split("\n")[line - 1].lstrip().startswith("#")
    first = next((block.first for block in text.blocks), section.first)
    return Place(section.path, line if is_typed else first)


def words_in(text: str) -> int:
    """The number of words of a sentence; in scripts without spaces, two characters count as one."""
    return max(len(WORDS.findall(text)), count(text) if IDEOGRAPHS.search(text) else 0)


def _prose(brief: Brief, texts: Sequence[Text], exhibits: Mapping[str, str]) -> Iterator[Prose]:
    for passage, lines in claims.in_settings(brief):
        yield Prose(passage, lines, None)
    for version in chain.from_iterable(text.versions for text in texts):
        if version.section.kind != SOURCES:
            for passage, lines in claims.placed(version, brief, exhibits, every_note=True):
                cells = replace(passage, text=passage.cells) if passage.cells else passage  # heads are in every row
                yield Prose(cells, lines, version.section)
