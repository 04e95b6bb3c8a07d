"""Claims: the job behind `brief claims`: every sentence that has to be checked, with its evidence.

It is for the colleague who signs a brief off. The brief is read as for a build, and then:

- `passages` makes passages of its sections: texts that belong together, with the calls in them,
- `sentences` (in `check`) splits a passage into sentences,
- `signs` (with `numbers`, `dates`) finds the signs that make a sentence a claim,
- `evidence` finds the sources that it cites, or the words of its notes,
- `places` finds the line and column at which it begins,
- `formats` prints the sheet as text, CSV and HTML.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from itertools import chain, product
from pathlib import Path

from brief import build
from brief.claims.claim import Claim, Evidence, Sheet
from brief.claims.formats import FORMATS, lines, page, spreadsheet
from brief.claims.passages import Passage, passages_of, without_references
from brief.claims.places import Lines, lines_of
from brief.claims.signs import QUOTED_WORDS, Language, Signs, count, quotations
from brief.compose.choose import choose
from brief.compose.figures import numbered
from brief.findings import Finding
from brief.findings import keys as rules
from brief.findings.nearest import listed
from brief.load import load, text
from brief.load.words import LISTS
from brief.model import Brief, Text, copy_code, editions_of, named_lines

__all__ = [
    "FORMATS",
    "Claim",
    "Evidence",
    "Sheet",
    "claims",
    "in_settings",
    "lines",
    "numbers_of",
    "page",
    "placed",
    "sheet",
    "spreadsheet",
]

UNCLAIMED = frozenset({"author", "sources"})
"""The kinds of sections without claims: the authors and the sources."""

CLAIMING = ("title", "subtitle", "ask")
"""The keys of brief.yaml and of its editions whose values are sentences."""


def claims(where: Path, today: date) -> tuple[Sheet, tuple[Finding, ...]]:
    """The claims sheet of the brief at `where`, and the findings from reading it.

    Raises `BriefError` when the brief has errors, and `UsageError` when there is no brief.
    """
    brief, findings = load(where)
    brief, texts, more = build.read(brief)
    return sheet(brief, texts, today), (*findings, *more, *_lists_missing(brief))


def _lists_missing(brief: Brief) -> Iterator[Finding]:
    """A finding on the word lists that the language of the brief lacks; fewer claims are found without them."""
    if missing := sorted(LISTS - brief.words.keys()):
        yield rules.LISTS_MISSING.at(brief.place("language"), language=brief.settings.language, missing=listed(missing))


def sheet(brief: Brief, texts: Sequence[Text], today: date) -> Sheet:
    """The claims sheet of a brief that was read; reviews before `today` are due."""
    language = Language.of(brief.settings.language, brief.words)
    numbers = numbers_of(brief, texts)
    found = [*_in_settings(brief, language)]
    for section in chain.from_iterable(whole.versions for whole in texts):
        if section.section.kind not in UNCLAIMED:
            found += _in_section(brief, section, language, numbers)
    sourced = [(_folded(claim.sentence), claim.evidence) for claim in found if claim.evidence and not claim.is_pulled]
    whole = [_as_in_text(claim, sourced) for claim in found]
    settings = brief.settings
    return Sheet(
        title=" ".join(settings.title.split()),
        language=settings.language,
        version=settings.version,
        copy_code=copy_code(brief.content_hash),
        sign_off_code=brief.sign_off_code,
        claims=tuple(sorted(whole, key=lambda claim: bool(claim.evidence))),
        today=today,
    )


def _in_settings(brief: Brief, language: Language) -> Iterator[Claim]:
    """The claims in brief.yaml, also in the settings of its editions."""
    for passage, of_value in in_settings(brief):
        yield from _in_passage(passage, of_value, language)


def in_settings(brief: Brief) -> Iterator[tuple[Passage, Lines]]:
    """The values of brief.yaml that are sentences, as passages with their key as `tag`, each with its lines.

    The lines of a value end where the next key begins.
    """
    path = brief.folder / "brief.yaml"
    lines = text.read(brief.folder, path).split("\n")
    begins = sorted({line for line, _ in brief.origin.values()})
    owners = {"": brief.settings, **{f"editions.{name}.": own for name, own in brief.settings.editions.items()}}
    for (where, settings), key in product(owners.items(), CLAIMING):
        value = " ".join(str(getattr(settings, key)).split())
        if value and where + key in brief.origin:
            first, column = brief.origin[where + key]
            last = next((line - 1 for line in begins if line > first), len(lines))
            yield Passage(value, "", key), Lines(path, lines[first - 1 : last], first, column)


def numbers_of(brief: Brief, texts: Sequence[Text]) -> Mapping[str, str]:
    """The numbers of figures and tables in the full edition (``Figure 1``), by their ids."""
    printed = choose(texts, editions_of(brief.settings)["full"], brief.values)
    trees = (block.tree for text in printed for block in text.blocks)
    return {element.get("id", ""): number for element, number in numbered(trees, brief.words)}


def _in_section(brief: Brief, section: Text, language: Language, numbers: Mapping[str, str]) -> Iterator[Claim]:
    """The claims in a section and in the data that it shows."""
    for passage, of_file in placed(section, brief, numbers):
        yield from _in_passage(passage, of_file, language)


def placed(
    section: Text, brief: Brief, numbers: Mapping[str, str], *, every_note: bool = False
) -> Iterator[tuple[Passage, Lines]]:
    """The passages of a section, each with its lines in the section or in the file that it shows.

    With `every_note`, notes in an editor's own words are included, although they are evidence and not claims.
    """
    own = section.section
    files = {own.file: (own.path, own.text.split("\n"))}
    for passage in passages_of(section, brief, numbers, every_note=every_note):
        name, *_ = named_lines(passage.source) or ("",)
        if name not in files and name in brief.tables:
            path = brief.tables[name].path
            files[name] = path, text.read(brief.folder, path).split("\n")
        lines = lines_of(*files.get(name, files[own.file]), passage.source)
        yield passage, replace(lines, shift=own.shift) if name == own.file else lines


def _in_passage(passage: Passage, lines: Lines, language: Language) -> Iterator[Claim]:
    """The claims in a passage."""
    words = passage.text
    sentences = [(0, len(words))] if passage.is_whole else [*language.spans(words)]
    quoted = [(0, len(words))] if passage.is_quoted and count(words) >= QUOTED_WORDS else [*quotations(words)]
    behind = _evidence(passage, sentences)
    counted = passage.cells or without_references(words, passage.calls)
    written = [(call.at, call.written) for call in passage.calls]
    aligned = cache(lambda: lines.aligned(words, written))  # most passages have no claim
    for (start, end), evidence in zip(sentences, behind, strict=True):
        signs = language.signs(counted[start:end], passage.heads)
        kinds = [*signs.kinds] or ["number"] * passage.is_figure
        kinds += ["quotation"] * any(first < end and start < last for first, last in quoted)
        year = passage.year or ", ".join(signs.years) or next((source.year for source in evidence if source.year), "")
        if kinds:
            at, sign = _sign(passage, (start, end), signs, quoted)
            yield Claim(
                aligned().place(start),
                tuple(kinds),
                words[start:end],
                evidence,
                year,
                is_pulled=passage.is_pulled,
                stands_in=passage.tag,
                sign=sign,
                sign_place=aligned().place(at),
            )


def _sign(
    passage: Passage, sentence: tuple[int, int], signs: Signs, quoted: Sequence[tuple[int, int]]
) -> tuple[int, str]:
    """The offset and text of a sentence's first number, or else first quotation; its start and no text without."""
    start, end = sentence
    if signs.number:
        at = start + signs.at if not passage.cells else max(passage.text.find(signs.number), 0)
        return at, signs.number
    first = next(((begin, last) for begin, last in quoted if begin < end and start < last), None)
    return (first[0], passage.text[slice(*first)]) if first else (start, "")


def _evidence(passage: Passage, sentences: Sequence[tuple[int, int]]) -> list[tuple[Evidence, ...]]:
    """The evidence for each sentence: called in it or directly after it, or shared by the whole passage."""
    starts = [start for start, _ in sentences]
    called: list[list[Evidence]] = [[] for _ in sentences]
    for call in passage.calls if sentences else ():
        owner = (bisect_right if call.in_sentence else bisect_left)(starts, call.at) - 1
        called[max(owner, 0)] += call.evidence
    return [tuple(dict.fromkeys((*own, *passage.shared))) for own in called]


def _as_in_text(claim: Claim, sourced: Sequence[tuple[str, tuple[Evidence, ...]]]) -> Claim:
    """The claim; a pull quote without evidence of its own gets that of its sentence in the text."""
    if claim.evidence or not claim.is_pulled:
        return claim
    words = _folded(claim.sentence)
    return replace(claim, evidence=next((evidence for sentence, evidence in sourced if words in sentence), ()))


def _folded(sentence: str) -> str:
    """A sentence in lower case and without punctuation."""
    return " ".join(re.findall(r"[^\W_]+", sentence.casefold()))
