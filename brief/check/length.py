"""The rule about how long an edition is: what is too much on the measured pages, and where to shorten it first."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from brief.check.places import sourced
from brief.findings import Finding, Place
from brief.findings.editions import FIGURE, LEAVE_OUT, LINES, OR, SECTION, SENTENCE, TOO_LONG
from brief.model import Brief, Edition, Layout, Page, Run, Text, named_lines
from brief.model.sentences import spans

FEWEST, MOST = 3, 8
"""How many sentences are named: so many at least, and no more than that."""

SPARE = 0.1
"""How much more than what is too much these sentences have, in parts of it: an editor cannot cut them whole."""

LARGE = 0.2
"""The part of a page that a figure takes which is worth a word."""

SAME_LINE, APART = 2.0, 12.0
"""Points between the feet of two runs on one line, and across between two that are not of one column."""

_PASSAGES = frozenset({"p", "li", "dd", "td"})
_UNREAD = frozenset({"data-note", "data-cites", "data-field"})


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of the edition: its place, how many words it has, and the ``data-source`` of its passage."""

    place: Place
    words: int
    source: str


def too_long(brief: Brief, texts: Sequence[Text], edition: Edition, layout: Layout) -> Iterator[Finding]:
    """The pages of an edition are no more than it may have."""
    most = edition.pages.most
    if most is None or edition.pages.keeps(len(layout.pages)):
        return
    over = [run for page in layout.pages[most:] for run in page.texts if _counts(run, page)]
    lines = sum(len(_lines(page)) for page in layout.pages[most:])
    named, spared = _longest(brief, texts, layout, over, lines)
    ways = [", ".join(SENTENCE.format(file=one.place.path.name, line=one.place.line, count=one.words) for one in named)]
    ways += _large(layout)
    if sum(one.words for one in named) < spared * (1 + SPARE):
        ways.append(LEAVE_OUT.format(edition=edition.name))
    yield TOO_LONG.at(
        named[0].place if named else None,
        edition=edition.name,
        lines=LINES[lines != 1].format(count=lines),
        words=spared,
        first=OR.join(filter(None, ways)),
        sections=", ".join(_shares(texts, layout, most)),
    )


def _counts(run: Run, page: Page) -> bool:
    """Whether it is text of the brief, and not what each page has at its foot."""
    return bool(run.source) or page.top - 1 <= run.y <= page.bottom


def _lines(page: Page) -> list[int]:
    """The words on each line of a page; lines beside each other in two columns are two."""
    words: list[int] = []
    foot, end = 0.0, 0.0
    for run in sorted((run for run in page.texts if _counts(run, page)), key=lambda run: (round(run.foot), run.x)):
        if not words or abs(run.foot - foot) > SAME_LINE or run.x - end > APART:
            words.append(0)
        words[-1] += len(run.text.split())
        foot, end = run.foot, run.right
    return words


def _longest(
    brief: Brief, texts: Sequence[Text], layout: Layout, over: Sequence[Run], lines: int
) -> tuple[tuple[Sentence, ...], int]:
    """The longest sentences of what stands in one column with what is too much, and how many words to take from them.

    There are as many as have words enough to save so many lines and one for the foot of the page, or else the first.
    """
    left, right = min((run.x for run in over), default=0), max((run.right for run in over), default=0)
    passages: dict[str, dict[tuple[int, int], int]] = defaultdict(lambda: defaultdict(int))
    for page in layout.pages:
        for run in page.texts:
            if run.x < right and run.right > left:
                passages[run.source][page.number, round(run.foot)] += len(run.text.split())
    lines_of = {source: [*words.values()] for source, words in passages.items()}
    found = [one for text in texts for one in _sentences(brief, text, lines_of.keys())]
    found.sort(key=lambda one: -one.words)
    for count in range(FEWEST, min(len(found), MOST) + 1):
        named = tuple(found[:count])
        if words := _enough(named, lines_of, lines + 1):
            return named, words
    return tuple(found[:FEWEST]), sum(len(run.text.split()) for run in over)


def _enough(named: Sequence[Sentence], lines_of: Mapping[str, Sequence[int]], lines: int) -> int:
    """How many words to take from these sentences to save so many lines, whichever they are taken from; 0 for too many.

    `lines_of` are the words on each line of a passage, by its ``data-source``.
    """
    spare = sum(one.words - 1 for one in named)
    for words in range(lines, int(spare / (1 + SPARE)) + 1):
        in_order, left = [], words
        for one in named:
            in_order.append(min(left, one.words - 1))
            left -= in_order[-1]
        evenly = [words * (one.words - 1) // spare for one in named]
        if min(_saved(named, cuts, lines_of) for cuts in (in_order, evenly)) >= lines:
            return words
    return 0


def _saved(named: Sequence[Sentence], cuts: Sequence[int], lines_of: Mapping[str, Sequence[int]]) -> int:
    """The lines that are saved when so many words are taken from each sentence: each passage loses its last ones."""
    gone: dict[str, int] = defaultdict(int)
    for one, cut in zip(named, cuts, strict=True):
        gone[one.source] += cut
    saved = 0
    for source, cut in gone.items():
        for words in reversed(lines_of[source][1:]):
            cut -= words
            if cut < 0:
                break
            saved += 1
    return saved


def _sentences(brief: Brief, text: Text, sources: Collection[str]) -> Iterator[Sentence]:
    """The sentences of a section's paragraphs and items that stand on the pages."""
    abbreviations = [word.strip() for word in brief.words.get("abbreviations", "").split(",") if word.strip()]
    lines = text.section.text.split("\n")
    in_blocks = {id(element) for block in text.blocks for element in block.tree.iter()}
    for element, source in sourced(text):
        if element.tag not in _PASSAGES or source not in sources or id(element) not in in_blocks:
            continue
        if any(child.tag in _PASSAGES for child in element):
            continue
        words = " ".join("".join(_read(element)).split())
        _, first, last = named_lines(source) or ("", 1, 1)
        for start, end in spans(words, abbreviations):
            sentence = words[start:end]
            line = _line_of(sentence, lines[first - 1 : last])
            yield Sentence(Place(text.section.path, first + line), len(sentence.split()), source)


def _read(element: Element) -> Iterator[str]:
    """The words of an element, without what a citation or a note puts there."""
    yield element.text or ""
    for child in element:
        if not _UNREAD.intersection(child.attrib):
            yield from _read(child)
        yield child.tail or ""


def _line_of(sentence: str, lines: Sequence[str]) -> int:
    """The index of the line in which a sentence begins, as far as its first words tell."""
    text = "\n".join(lines)
    words = re.findall(r"[^\W_]+", sentence)[:4]
    for count in range(len(words), 0, -1):
        if match := re.search(r"[\W_]+".join(map(re.escape, words[:count])), text):
            return text.count("\n", 0, match.start())
    return 0


def _large(layout: Layout) -> Iterator[str]:
    """The largest figure or table, if it takes much of a page."""
    boxes = [
        (box.height / (page.bottom - page.top), box)
        for page in layout.pages
        for box in page.boxes
        if (box.tag == "figure" or {"table", "chart"}.intersection(box.classes)) and named_lines(box.source)
    ]
    share, box = max(boxes, key=lambda one: one[0], default=(0.0, None))
    if box and share >= LARGE:
        file, line, _ = named_lines(box.source) or ("", 1, 1)
        kind = "figure" if box.tag == "figure" else "table"
        yield FIGURE.format(kind=kind, file=file, line=line, share=share)


def _shares(texts: Sequence[Text], layout: Layout, most: int) -> Iterator[str]:
    """How much of the pages that there may be each section takes, the one that takes most first."""
    heights: dict[str, float] = {text.section.name: 0.0 for text in texts}
    for page in layout.pages:
        seen = {box.name: box for box in page.boxes if box.tag == "section" and box.name in heights}
        for name, box in seen.items():
            heights[name] += box.height / (page.bottom - page.top) / most
    for name, share in sorted(heights.items(), key=lambda one: -one[1])[:FEWEST]:
        yield SECTION.format(section=name, share=share)
