"""Checks for readers with a screen reader: descriptions, links, languages, table headers, bold lines for headings."""

from __future__ import annotations

import re
from collections.abc import Iterator

from brief.check.places import elements
from brief.claims.signs import count
from brief.compose.trees import words_of
from brief.findings import Finding, Place, review
from brief.findings.nearest import listed, shortened
from brief.parse import SCRIPTS
from brief.review.draft import Draft

FILE_NAME = re.compile(r"[\w -]+\.(?:jpe?g|png|gif|svg|webp|tiff?|avif|bmp)|(?:IMG|DSC|DSCN|PXL|P)[_-]?\d{3,}\w*", re.I)
"""A file name, or the number that a camera gives a photograph."""

FEW = 2
"""The most languages of a script whose commonest language is assumed without a finding."""

LONGEST_HEADING = 12
"""The most words of a line in bold that is taken for a heading."""


def descriptions(draft: Draft) -> Iterator[Finding]:
    """Descriptions of pictures that begin with words like 'image of', are the name of a file, or say nothing."""
    openings, empty = draft.phrases("alt-openings"), draft.phrases("alt-words")
    for element, at in elements(draft.versions):
        alt = element.get("alt", "").strip() if element.tag == "img" else ""
        if FILE_NAME.fullmatch(alt):
            yield review.ALT_FILE_NAME.at(at(alt), words=shortened(alt))
        elif empty and empty.fullmatch(alt.strip(" .0123456789")):
            yield review.ALT_EMPTY.at(at(alt), words=shortened(alt))
        elif alt and openings and (match := openings.match(alt)):
            yield review.ALT_REDUNDANT.at(at(match[0]), words=match[0])


def links(draft: Draft) -> Iterator[Finding]:
    """Links whose words do not say where they lead."""
    vague = draft.phrases("link-words")
    for element, at in elements(draft.versions):
        words = words_of(element) if element.tag == "a" and element.get("href") else ""
        if words and vague and vague.fullmatch(words.strip(" .:›»→")):
            yield review.LINK_WORDS.at(at(words), words=words)


def untold_languages(draft: Draft) -> Iterator[Finding]:
    """Words in a script that several languages share, unless the brief says which one it uses; each script once.

    A screen reader chooses its voice by the language.
    """
    settings = draft.brief.settings
    home, told = settings.language.partition("-")[0].lower(), {*settings.script_languages}
    of_scripts = {name: script.languages.split() for name, script in SCRIPTS.items()}
    guessed = {languages[0]: name for name, languages in of_scripts.items() if len(languages) > FEW}
    for text in draft.versions:
        lines = text.section.text.split("\n")
        for element, at in elements([text]):
            language = element.get("lang", "")
            name = guessed.get(language, "")
            if not name or name in told or home in of_scripts[name]:
                continue
            words = words_of(element)
            place = at(words)
            if "lang=" not in lines[(place.line or 1) - 1]:  # the editor has named the language
                told.add(name)
                said = {"words": shortened(words), "language": language, "script": name}
                yield review.SCRIPT_UNTOLD.at(place, **said, others=listed(of_scripts[name][1:]))


def headless_tables(draft: Draft) -> Iterator[Finding]:
    """Table columns without a header; the first column needs none, since its cells are the headers of their rows."""
    for element, at in elements(draft.versions):
        heads = element.findall("thead/tr/th") if element.tag == "table" else []
        for number, cell in enumerate(heads, 1):
            if number > 1 and not words_of(cell) and not len(cell):
                yield review.TABLE_HEADLESS.at(at(""), number=number)


def bold_headings(draft: Draft) -> Iterator[Finding]:
    """Paragraphs in bold that look like headings."""
    for text in draft.versions:
        for block in text.blocks:
            tree = block.tree
            is_bold = tree.tag == "p" and len(tree) == 1 and tree[0].tag == "strong"
            if is_bold and not (tree.text or "").strip() and not (tree[0].tail or "").strip(" :"):
                words = words_of(tree[0])
                if re.search(r"[^\W\d_]{3}", words) and words[-1] not in ".!?" and count(words) <= LONGEST_HEADING:
                    line = text.section.text.split("\n")[block.first - 1]
                    column = len(line) - len(line.lstrip()) + 1
                    place = Place(text.section.path, block.first, column)
                    yield review.HEADING_BOLD.at(place, words=shortened(words.rstrip(" :")))
