"""Checks of leftovers: markup that was not read as the editor meant it, notes to oneself, values of the example."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import chain, pairwise

from brief.check.context import Manuscript
from brief.check.places import At, elements, find, printed, printed_values, sourced, strings_in
from brief.findings import Finding, Place, Rule
from brief.findings import leftovers as rules
from brief.findings.nearest import shortened
from brief.model import exhibits, lines_of, word_list

CODE = frozenset({"code"})
"""Elements whose text is meant to be printed as typed."""

AROUND = 30
"""How many characters of the text a message quotes, counted from the sign; more if the sign is longer."""

QUOTED = re.compile(r"“[^”]*”|«[^»]*»|„[^“”]*[“”]|「[^」]*」")

_BLOCKS = "box|pull-quote|key-figure|chart|table|qr|only-in|leave-out-of|when"
_LATEX = """
    newpage pagebreak clearpage textbf textit emph underline cite citep citet footnote ref label section subsection
    begin end item vspace hspace noindent href url includegraphics caption centering
"""
_FILE = r"(?:https?://|www\.|mailto:|#|[\w/-]+\.[a-z]{2,4}\b)[^()\s]*"

SIGNS: Mapping[Rule, re.Pattern[str]] = {
    rules.STARS_LEFT: re.compile(
        r"\*\*\s*[^\s*]|(?<![\w*])\*(?=\w)[^*\n]{1,80}\s\*(?!\w)|(?<!\w)_(?=\w)[^_\n]{1,80}\s_(?!\w)"
    ),
    rules.WAVES_LEFT: re.compile(r"~~(?=\S)[^~\n]+~~|==(?=\w)[^=\n]+==|(?<=\w)~\d+~|(?<=\w)\^\d+\^"),
    rules.LINK_APART: re.compile(rf"!?\[[^\[\]]{{1,200}}\]\s+\({_FILE}\)"),
    rules.SLASHES_LEFT: re.compile(rf"(?m)^\s*//\s?(?:{_BLOCKS})\b.*|^\s*:{{3,}}.*"),
    rules.NOTE_LEFT: re.compile(
        r"\^\[[^\[\]]*\]|(?<=[\w.,;:!?”’)])\[\d{1,2}\](?!\()|(?m:^\s*\[{1,2}\d{1,3}\]{1,2}:?\s*[^\s\[(.,;:].*)"
    ),
    rules.LATEX_LEFT: re.compile(rf"\\(?:{'|'.join(_LATEX.split())})\b(?:\{{[^{{}}]*\}})?"),
    rules.ENTITY_LEFT: re.compile(r"&(?:[a-zA-Z]{2,10}\d{0,2}|#\d{1,6}|#x[\da-fA-F]{1,6});"),
    rules.PICTURE_LEFT: re.compile("\ufffc"),
    rules.BULLET_LEFT: re.compile(r"(?m)^\s*(?:o|[§•▪·◦●○■□►➢✓✔])[ \t\u00a0]+(?P<item>\w.*)"),
}
"""The patterns of markup that was not recognized and is left in the text, by rule."""

TO_DO = frozenset({"TODO", "TBD", "TBC", "FIXME", "DRAFT", "XXX", "TK", "TKTK"})
"""Words with which editors mark what is still to be written."""

NOTES_TO_ONESELF = re.compile(
    rf"(?<!\w)(?:{'|'.join(sorted(TO_DO))}|X{{4,}})(?!\w)|(?i:lorem\sipsum)"
    r"|\[(?:…|\.\.\.|(?i:insert|add|your|name|date|source|citation|ref|xx+|tbd|tbc|to\s(?:come|do|be))\b[^\[\]]*)\]"
)

CUT = re.compile(
    r"^[ \t-]*(?P<key>[\w-]+):[ \t]+(?P<value>[^\"'|>&*\[{#\s][^\"'#\n]*?)[ \t]+(?P<rest>#\S[^\n]*)$", re.MULTILINE
)
"""A value that a ``#`` cuts short by accident. A real comment has a space after its ``#``."""

APART = re.compile(r"!?\[[^\[\]]{1,200}\]\s+\($")
NUMBER_BEFORE = re.compile(r"\d\s?$")

OF_EXAMPLE = re.compile(
    r"^[ \t-]*(?P<key>slug|date|series|web-address|url|email|phone|imprint|name):[ \t]*(?P<value>\S.*?)[ \t]*$",
    re.MULTILINE,
)
"""Values of brief.yaml that are never the same in two briefs."""

SENTENCE = 15
"""A text of this many characters or more is hardly the same in two briefs by chance."""


def printed_as_typed(manuscript: Manuscript) -> Iterator[Finding]:
    """Markup that was not recognized, so that its signs are printed."""
    for text, at in _pieces(manuscript):
        for rule, pattern in SIGNS.items():
            told = 0
            for match in pattern.finditer(text):
                if match.start() < told:  # the finding before quotes it
                    continue
                told = max(match.end(), match.start() + AROUND)
                item = shortened(match.groupdict().get("item") or "")
                place = at(match[0].strip().partition("\n")[0])
                yield rule.at(place, words=shortened(text[match.start() : told]), item=item)


def links_apart(manuscript: Manuscript) -> Iterator[Finding]:
    """Links with a space between the brackets and the parentheses: ``[words] (address)``."""
    for element, at in elements(manuscript.texts):
        before = element.text or ""
        for child in element:
            if child.tag == "a" and (match := APART.search(before)):
                words = f"{match[0]}{''.join(child.itertext())})"
                yield rules.LINK_APART.at(at(match[0]), words=shortened(words))
            before = child.tail or ""


def notes_to_oneself(manuscript: Manuscript) -> Iterator[Finding]:
    """Words that mark what is still to be written, except omissions within quotations."""
    for text, at in _pieces(manuscript, "blockquote"):
        quoted = [match.span() for match in QUOTED.finditer(text)]
        for match in NOTES_TO_ONESELF.finditer(text):
            if not any(start < match.start() < end for start, end in quoted):
                yield rules.UNFINISHED.at(at(match[0]), words=shortened(match[0]))


def left_of_blank(manuscript: Manuscript) -> Iterator[Finding]:
    """Instructions of a blank brief that were not replaced; the same words within another sentence are fine."""
    for text, at in _pieces(manuscript):
        for words in (words for words in rules.TO_REPLACE if words in text):
            if re.search(rf"(?:^|[.:])\s*{re.escape(words)}\s*(?:\.|$)", text):
                yield rules.BLANK_LEFT.at(at(words), words=words)
    for source in manuscript.brief.sources.values():
        for _, value in strings_in(source.item):
            if value in rules.TO_REPLACE:
                yield rules.BLANK_LEFT.at(source.place, words=value)


def _pieces(manuscript: Manuscript, *but: str) -> Iterator[tuple[str, At]]:
    """All printed text, except in code and in elements with the tags in `but`."""
    return chain(printed(manuscript.texts, {*but, *CODE}), printed_values(manuscript.brief))


def stars_taken(manuscript: Manuscript) -> Iterator[Finding]:
    """Asterisks between numbers that were read as emphasis: ``5*6 m and 3*4 m``."""
    for text in manuscript.texts:
        for element, source in sourced(text):
            before = element.text or ""
            for child in element:
                if child.tag == "em" and NUMBER_BEFORE.search(before) and (child.text or "")[:1].isdigit():
                    words = f"{before[-10:]}*{''.join(child.itertext())}*".lstrip()
                    place = find(text.section, source, f"{before.split()[-1]}*")
                    yield rules.STARS_TAKEN.at(place, words=shortened(words))
                before = child.tail or ""


def notes_that_go_on(manuscript: Manuscript) -> Iterator[Finding]:
    """Paragraphs that a tab makes part of a note, as when an editor indents the first line of a paragraph."""
    for text in manuscript.texts:
        lines = text.section.text.split("\n")
        for _, first, last in map(lines_of, text.notes.values()):
            for number in range(first + 1, last + 1):
                if lines[number - 1].startswith("\t") and not lines[number - 2].strip():
                    yield rules.NOTE_GOES_ON.at(Place(text.section.path, number, 1))


def mixed_lists(manuscript: Manuscript) -> Iterator[Finding]:
    """Bulleted and numbered lists that follow each other without an empty line; several in a row get one finding."""
    for text in manuscript.texts:
        told = 0
        for first, second in pairwise(text.blocks):
            if {first.tree.tag, second.tree.tag} == {"ul", "ol"} and second.first == first.last + 1:
                if told != first.first:
                    yield rules.LIST_MIXED.at(Place(text.section.path, second.first))
                told = second.first


def cut_values(manuscript: Manuscript) -> Iterator[Finding]:
    """Values in brief.yaml and in front matter that a # without quotation marks cuts short."""
    files = {manuscript.brief.folder / "brief.yaml": manuscript.settings}
    for section in (text.section for text in manuscript.texts):
        files[section.path] = "\n".join(section.text.split("\n")[: section.first - 1])
    for path, text in files.items():
        for match in CUT.finditer(text):
            said = {name: shortened(match[name]) for name in ("key", "value", "rest")}
            yield rules.COMMENT_CUTS.at(Place.in_text(path, text, match.start("rest")), **said)


def left_of_example(manuscript: Manuscript) -> Iterator[Finding]:
    """Values and sections that are still those of the example, in a brief with a title of its own."""
    brief, settings = manuscript.brief, manuscript.brief.settings
    example = manuscript.example("brief.yaml")
    whole = " ".join(example.split())
    if " ".join(settings.title.split()) in whole:
        return
    of_example = {match.groups() for match in OF_EXAMPLE.finditer(example)}
    path = brief.folder / "brief.yaml"
    for match in OF_EXAMPLE.finditer(manuscript.settings):
        if match.groups() in of_example:
            place = Place.in_text(path, manuscript.settings, match.start("value"))
            yield rules.EXAMPLE_LEFT.at(place, key=match["key"], value=shortened(match["value"]))
    for key in ("subtitle", "short-title", "ask", "addressee"):
        value = " ".join(getattr(settings, key.replace("-", "_")).split())
        if len(value) >= SENTENCE and value in whole:
            yield rules.EXAMPLE_LEFT.at(brief.place(key), key=key, value=shortened(value))
    for section in brief.sections:
        if section.text.strip() and section.text.strip() == manuscript.example(section.file).strip():
            yield rules.EXAMPLE_SECTION.at(Place(section.path), section=section.name)


def charted_totals(manuscript: Manuscript) -> Iterator[Finding]:
    """Charts that draw a row of totals among the values that it adds up."""
    brief = manuscript.brief
    totals = frozenset(word.casefold() for word in word_list(brief.words, "totals"))
    for text in manuscript.texts:
        for block in text.blocks:
            for _, one in exhibits(block.tree, text.section.path):
                table = brief.tables.get(one.text("file")) if one.kind == "chart" else None
                for row in table.rows if table else ():
                    if row[0].text.casefold().rstrip(":") in totals:
                        yield rules.CHART_TOTAL.at(one.place_of("file"), row=row[0].text, file=one.text("file"))
