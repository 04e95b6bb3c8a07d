"""Check: a brief, its parsed sections, its measured pages and the engine's remarks become findings. Reads only.

A visible list of small functions, one a rule, by what they look at: the source (here), its `names` and `pictures`, a
brief's own `look` and the `sizes` in it, the set `pages` with what the engine remarked on them, the `glyphs` of what is
printed, what only `paper` asks for and what a `press` does, what is `transparent` and which `tints` are lost where
there is only ink, and the `choice` of an edition.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from textwrap import wrap

from brief.check.choice import chosen
from brief.check.cites import cited_keys, cites, in_plain_text, later, references, unknown, unlisted, unused
from brief.check.clipped import clipped
from brief.check.drawings import HasFace
from brief.check.glyphs import signs
from brief.check.length import too_long
from brief.check.look import own_look
from brief.check.names import links, names
from brief.check.pages import endless, few, left_blank, limits_once, lost, remarks, tall, torn, unheard
from brief.check.paper import coarse, signing_in, tracked
from brief.check.pictures import Inside, named, pictures, shown, uncredited
from brief.check.places import find, printed, sourced
from brief.check.press import press_profile, short_of_the_bleed
from brief.check.tints import lost_tints
from brief.check.transparent import see_through, showing_through
from brief.findings import Finding, Place, keys, page
from brief.findings.nearest import did_you_mean
from brief.model import SIDE_NOTES, Brief, Text

__all__ = [
    "before_typesetting",
    "chosen",
    "cited_keys",
    "cites",
    "clipped",
    "coarse",
    "endless",
    "few",
    "left_blank",
    "limits_once",
    "lost",
    "lost_tints",
    "named",
    "own_look",
    "press_profile",
    "remarks",
    "scripts",
    "see_through",
    "short_of_the_bleed",
    "showing_through",
    "shown",
    "tall",
    "too_long",
    "torn",
    "unheard",
    "unlisted",
]

LONG_WORD = re.compile(r"[^\s\u2e80-\ud7ff]{1001,}")
"""More than a thousand characters without a blank, in scripts that have blanks."""

BROKEN_WORD = re.compile(r"(?<!\w)[^\W\u2e80-\ud7ff]{61,1000}(?!\w)")
"""More than sixty letters in scripts that have blanks: no language has such a word, and no column such a line."""

MARGIN_LINE, MOST_LINES = 20, 30
"""Characters on a line of a pull quote, and lines that a page has room for beside what else stands there."""

PRINTED_ANYWAY = frozenset({"summary", "author"})
"""The kinds of sections that say something without text: the ask, the authors."""


def before_typesetting(brief: Brief, texts: Sequence[Text], inside: Inside, has_face: HasFace) -> tuple[Finding, ...]:
    """What is wrong in the source, before any page is set."""
    of_texts = (*empty(brief, texts), *long_words(texts), *names(texts), *links(texts), *references(texts))
    return (
        *of_texts,
        *broken_words(texts),
        *side_notes(texts),
        *unclosed_links(texts),
        *samples(brief, texts),
        *tracked(brief, texts),
        *signing_in(texts),
        *uncredited(brief, texts),
        *unknown(brief, texts),
        *unused(brief, texts),
        *in_plain_text(brief),
        *later(brief, texts),
        *pictures(brief, texts, inside, has_face),
        *signs(brief, texts, inside),
    )


def empty(brief: Brief, texts: Sequence[Text]) -> Iterator[Finding]:
    """No section is a title alone, but for those that print something by themselves.

    A list of sources does when something is cited, which is not known of a section that could not be read.
    """
    printed_anyway = PRINTED_ANYWAY
    if cited_keys(texts) or len({text.section.name for text in texts}) < len(brief.sections):
        printed_anyway |= {"sources"}
    for text in texts:
        if not text.blocks and text.section.kind not in printed_anyway:
            place = Place(text.section.path, text.section.first)
            yield page.SECTION_WITHOUT_TEXT.at(place, section=text.section.name)


def long_words(texts: Sequence[Text]) -> Iterator[Finding]:
    """No word is so long that the engine, which tries each place to break it, would take minutes."""
    for text in texts:
        for number, line in enumerate(text.section.text.split("\n"), 1):
            for word in LONG_WORD.finditer(line):
                place = Place(text.section.path, number, word.start() + 1)
                yield page.WORD_TOO_LONG.at(place, count=len(word[0]), start=word[0][:20])


def broken_words(texts: Sequence[Text]) -> Iterator[Finding]:
    """No word is longer than a line of any column, where it would be broken without a hyphen."""
    for piece, place in printed(texts):
        for word in BROKEN_WORD.finditer(piece):
            yield page.WORD_BROKEN.at(place(word[0]), count=len(word[0]), start=word[0][:20])


def side_notes(texts: Sequence[Text]) -> Iterator[Finding]:
    """Side notes are not long: the engine fails where one that floats is higher than a page."""
    for text in texts:
        for block in (block for block in text.blocks if block.kind in SIDE_NOTES):
            passages = (one for one in block.tree.iter() if one.tag in ("p", "li"))
            count = sum(len(wrap("".join(passage.itertext()), MARGIN_LINE)) for passage in passages)
            if count > MOST_LINES:
                yield page.SIDE_NOTE_LONG.at(Place(text.section.path, block.first), count=count, most=MOST_LINES)


def samples(brief: Brief, texts: Sequence[Text]) -> Iterator[Finding]:
    """Each field that is used has a sample to stand for it."""
    calls = (element.get("data-field", "") for text in texts for element, _ in sourced(text))
    used = {call.partition("|")[0].strip() for call in calls}
    for name, field in brief.settings.fields.items():
        if name in used and not field.sample:
            yield page.FIELD_WITHOUT_SAMPLE.at(brief.place(f"fields.{name}"), field=name)


def scripts(brief: Brief, known: Collection[str]) -> Iterator[Finding]:
    """Each key of ``script-languages`` is a script that is told apart."""
    for script in brief.settings.script_languages:
        if script not in known:
            place = brief.place(f"script-languages.{script}")
            yield keys.SCRIPT_UNKNOWN.at(place, script=script, nearest=did_you_mean(script, known))


def unclosed_links(texts: Sequence[Text]) -> Iterator[Finding]:
    """No link is read as words in brackets and an address behind them, because one of its brackets is missing."""
    for text in texts:
        for element, source in sourced(text):
            before = element.text or ""
            for child in element:
                if child.tag == "a" and before.endswith("]("):
                    yield page.LINK_UNCLOSED.at(find(text.section, source, f"]({child.get('href', '')[:8]}"))
                before = child.tail or ""
