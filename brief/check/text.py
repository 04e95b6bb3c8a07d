"""Checks of the text of sections: words too long for a line, side notes too long for a page, and missing text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from textwrap import wrap

from brief.check.cites import cited_keys
from brief.check.context import Manuscript
from brief.check.places import elements, printed, strings_in
from brief.findings import Finding, Place, keys, page
from brief.findings.nearest import did_you_mean
from brief.model import SIDE_NOTES

LONG_WORD = r"(?:[^\s\u2e80-\ud7ff]|[\u00a0\u2007\u202f]){1001,}"
"""More than a thousand characters without a place where a line may end, in scripts that use spaces."""

BROKEN_WORD = r"(?<!\w)[^\W\u2e80-\ud7ff]{61,1000}(?!\w)"
"""More than sixty letters, in scripts that use spaces: no language has such a word, and no column such a line."""

_LONG = re.compile(r"(?:\S|[\u00a0\u2007\u202f]){61}")
"""More than sixty characters without a place where a line may end, in any script."""

MARGIN_LINE, MOST_LINES = 20, 30
"""The characters on a line of a pull quote, and the lines of a side note for which a page has room."""

PRINTED_ANYWAY = frozenset({"summary", "author"})
"""The kinds of sections that print something without text: the ask, the authors."""


def unknown_scripts(manuscript: Manuscript) -> Iterator[Finding]:
    """Keys of ``script-languages`` that are not the name of a script."""
    brief, known = manuscript.brief, manuscript.scripts
    for script in brief.settings.script_languages:
        if script not in known:
            place = brief.place(f"script-languages.{script}")
            yield keys.SCRIPT_UNKNOWN.at(place, script=script, nearest=did_you_mean(script, known))


def empty_sections(manuscript: Manuscript) -> Iterator[Finding]:
    """Sections that consist of a title alone.

    A list of sources needs no text when something is cited, or may be cited in a section that could not be read.
    """
    printed_anyway = PRINTED_ANYWAY
    if cited_keys(manuscript.texts) or not manuscript.is_whole:
        printed_anyway |= {"sources"}
    for text in manuscript.texts:
        if not text.blocks and text.section.kind not in printed_anyway:
            place = Place(text.section.path, text.section.first)
            yield page.SECTION_WITHOUT_TEXT.at(place, section=text.section.name)


def long_words(manuscript: Manuscript) -> Iterator[Finding]:
    """Words so long that the engine, which tries each place to break them, would take minutes."""
    for text in manuscript.texts:
        for number, line in enumerate(text.section.text.split("\n"), 1):
            for word in _words(LONG_WORD, line):
                place = Place(text.section.path, number, word.start() + 1)
                yield page.WORD_TOO_LONG.at(place, count=len(word[0]), start=word[0][:20])
    for source in manuscript.brief.sources.values():
        for word in (word for _, value in strings_in(source.item) for word in _words(LONG_WORD, value)):
            yield page.WORD_TOO_LONG.at(source.place, count=len(word[0]), start=word[0][:20])


def _words(pattern: str, text: str) -> Iterator[re.Match[str]]:
    """The long words in a text, by a pattern. It takes long to compile, so this is done only if there may be one."""
    return re.finditer(pattern, text) if _LONG.search(text) else iter(())


def broken_words(manuscript: Manuscript) -> Iterator[Finding]:
    """Words that are longer than the line of any column, and would be broken without a hyphen."""
    for piece, place in printed(manuscript.texts):
        for word in _words(BROKEN_WORD, piece):
            yield page.WORD_BROKEN.at(place(word[0]), count=len(word[0]), start=word[0][:20])


def long_side_notes(manuscript: Manuscript) -> Iterator[Finding]:
    """Side notes that may be higher than a page, at which the engine fails."""
    for text in manuscript.texts:
        for block in (block for block in text.blocks if block.kind in SIDE_NOTES):
            passages = (element for element in block.tree.iter() if element.tag in ("p", "li"))
            count = sum(len(wrap("".join(passage.itertext()), MARGIN_LINE)) for passage in passages)
            if count > MOST_LINES:
                yield page.SIDE_NOTE_LONG.at(Place(text.section.path, block.first), count=count, most=MOST_LINES)


def fields_without_sample(manuscript: Manuscript) -> Iterator[Finding]:
    """Fields that are used in the text and have neither a sample nor a default."""
    brief = manuscript.brief
    calls = (element.get("data-field", "") for element, _ in elements(manuscript.texts))
    used = {call.partition("|")[0].strip() for call in calls if not re.search(r"\|\s*default\b", call)}
    for name, field in brief.settings.fields.items():
        if name in used and not field.sample:
            yield page.FIELD_WITHOUT_SAMPLE.at(brief.place(f"fields.{name}"), field=name)
