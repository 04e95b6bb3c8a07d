"""The check of the length of an edition: how far it exceeds its page limit, and where to shorten it first.

The advice is tried before it is given: words are removed from the sentences that it names, and the pages set again.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from itertools import chain
from math import ceil
from statistics import mean

from brief.check.bulk import far_too_long
from brief.check.context import EditionPages
from brief.check.cuts import Sentence, sentences, without
from brief.check.places import source_place
from brief.check.room import LARGE, Line, advised, kind, largest, lines_over, passages, points_over, tallest
from brief.findings import Finding
from brief.findings import editions as rules
from brief.model import IN_TWO_COLUMNS, Box, Edition, Measured, Page, Text, named_lines

FEWEST, MOST = 3, 8
"""The fewest and the most sentences that a finding names."""

SHORTEST = 6
"""The fewest words of a sentence that a finding names."""

SPARE = 0.1
"""The share of the advised words that is removed in addition when advice is tried."""

FEWER, WAYS = (4, 2), 2
"""Once a number of words is enough, a quarter and half of it are tried as well, since a block that moved as a whole
may take more lines than need to be saved; and the number of ways in which each is tried.
"""


@dataclass(frozen=True, slots=True)
class _Advice:
    """The sentences to shorten, the number of words to remove from them, and whether that is known to be enough."""

    named: tuple[Sentence, ...]
    words: int
    enough: bool = False


def too_many_pages(pages: EditionPages) -> Iterator[Finding]:
    """An edition over its page limit: how much is too much, and what to shorten first."""
    edition, measured, most = pages.edition, pages.measured, pages.edition.pages.most
    if most is None or edition.pages.keeps(len(measured.pages)):
        return
    if measured.more:
        yield far_too_long(pages)
        return
    advice = _advice(pages, most)
    in_all = [*chain.from_iterable(passages(measured, most).values())]
    words_in_line = mean(line.words for line in in_all or [Line(0, 0)])
    if advice.enough:  # where a block moves as a whole, these lines are fewer than those beyond the limit, or more
        lines, words = max(round(advice.words / words_in_line), 1), advice.words
    else:
        lines = lines_over(measured.pages, most) * _columns(pages)
        words = round(lines * words_in_line)
    yield rules.TOO_LONG.at(
        advice.named[0].place if advice.named else source_place(pages.brief, tallest(measured)),
        edition=edition.name,
        lines=rules.LINES[lines != 1].format(count=lines),
        words=rules.IN_WORDS.format(count=words) if advice.named else "",
        first=_ways(advice, measured, edition),
        room=rules.ROOM[most != 1].format(count=most),
        sections=", ".join(_shares(pages.texts, measured, most)),
        more="" if advice.enough else rules.MORE_PAGES.format(edition=edition.name, pages=len(measured.pages)),
    )


def _columns(pages: EditionPages) -> int:
    """The number of columns: to end one line higher, each loses a line."""
    return 2 if pages.grid in IN_TWO_COLUMNS else 1


def _ways(advice: _Advice, measured: Measured, edition: Edition) -> str:
    """What an editor can do, the best way first, as a sentence."""
    named = ", ".join(
        rules.SENTENCE.format(file=sentence.place.path.name, line=sentence.place.line, count=sentence.words)
        for sentence in advice.named
    )
    ways = [rules.SHORTEN.format(sentences=named)] if advice.enough else []
    if exhibit := largest(measured):
        file, line, _ = named_lines(exhibit.source) or ("", 1, 1)
        page = measured.pages[0]
        share = 100 * exhibit.height / page.text_height
        ways.append(rules.EXHIBITS[kind(exhibit)].format(file=file, line=line, share=share))
    if advice.enough:
        return advised(ways)
    ways.append(rules.LEAVE_OUT.format(edition=edition.name))
    return advised(ways) + (rules.LONGEST.format(sentences=named) if named else "")


def _advice(pages: EditionPages, most: int) -> _Advice:
    """The longest sentences in the columns that run over, and the number of words to remove from them."""
    lines_of, trials = passages(pages.measured, most), pages.trials
    of_passages = (sentence for text in pages.texts for sentence in sentences(pages.brief, text, lines_of.keys()))
    found = sorted(
        (sentence for sentence in of_passages if sentence.words >= SHORTEST), key=lambda sentence: -sentence.words
    )
    choices = [tuple(found[:number]) for number in range(min(FEWEST, len(found)), min(len(found), MOST) + 1)]
    columns = _columns(pages)
    wanted = points_over(pages.measured.pages, most) * columns

    def left_over(advice: _Advice) -> float | None:
        """The points that remain too many when the advice is followed, 0 if none; None when no more can be tried."""
        nonlocal trials
        for cuts in _cuts(advice.named, ceil(advice.words * (1 + SPARE)), lines_of):
            if not trials:
                return None
            trials -= 1
            shorter = pages.set_again(without(pages.texts, [*zip(advice.named, cuts, strict=True)]))
            if shorter.more:
                return None
            if len(shorter.pages) > most:
                return points_over(shorter.pages, most) * columns
        return 0

    while (advice := _estimate(choices, lines_of, wanted)).enough and (more := left_over(advice)) != 0:
        if more is None:
            return replace(advice, enough=False)
        wanted += more
    for part in FEWER if advice.enough else ():
        fewer = _advice_for(choices, advice.words // part)
        if trials >= WAYS and fewer.enough and left_over(fewer) == 0:
            return fewer
    return advice


def _estimate(
    choices: Sequence[tuple[Sentence, ...]], lines_of: Mapping[str, Sequence[Line]], wanted: float
) -> _Advice:
    """The fewest sentences that can save the `wanted` points, and the number of words to remove from them.

    When no choice can, the first one is returned, without a number of words.
    """

    def saved(words: int) -> float:
        return _saved(named, _cuts(named, words, lines_of)[0], lines_of)

    for named in choices:
        most = int(sum(sentence.spare for sentence in named) / (1 + SPARE))
        if most and saved(most) > wanted:
            return _Advice(named, 1 + bisect_left(range(1, most), wanted, key=saved), enough=True)
    return _Advice(choices[0], 0)


def _advice_for(choices: Sequence[tuple[Sentence, ...]], words: int) -> _Advice:
    """The advice to remove `words` from the fewest sentences that can spare them; not enough when none can."""
    for named in choices:
        if sum(sentence.spare for sentence in named) >= words * (1 + SPARE):
            return _Advice(named, words, enough=words > 0)
    return _Advice((), words)


def _cuts(named: Sequence[Sentence], words: int, lines_of: Mapping[str, Sequence[Line]]) -> Sequence[Sequence[int]]:
    """Two ways to remove `words`, as a number for each sentence: all from the first ones, or the same share from each.

    The way that saves less comes first.
    """
    in_order, rest = [], words
    for sentence in named:
        in_order.append(min(rest, sentence.spare))
        rest -= in_order[-1]
    spare = sum(sentence.spare for sentence in named)
    alike = [words * sentence.spare // spare for sentence in named]
    return sorted((in_order, alike), key=lambda cuts: _saved(named, cuts, lines_of))


def _saved(named: Sequence[Sentence], cuts: Sequence[int], lines_of: Mapping[str, Sequence[Line]]) -> float:
    """The points saved when `cuts` words are removed from each sentence: each passage loses its last lines."""
    gone: dict[str, int] = defaultdict(int)
    for sentence, cut in zip(named, cuts, strict=True):
        gone[sentence.source] += cut
    saved = 0.0
    for source, cut in gone.items():
        for line in reversed(lines_of[source][1:]):
            cut -= line.words
            if cut < 0:
                break
            saved += line.height
    return saved


def _shares(texts: Sequence[Text], measured: Measured, most: int) -> Iterator[str]:
    """The share of the allowed pages that the largest sections take, the largest first, and that of the notes."""
    heights: dict[str, float] = {text.section.name: 0.0 for text in texts}
    of_notes = 0.0
    for page in measured.pages:
        height = (page.bottom - page.top) * most
        seen = {box.name: box for box in page.boxes if box.tag == "section" and box.name in heights}
        for name, box in seen.items():
            heights[name] += box.height / height
        for name, points in _in_columns(page, {*heights} - {*seen}):
            heights[name] += points / height
        of_notes += (page.bottom - min((box.y for box in page.boxes if box.is_note), default=page.bottom)) / height
        of_notes += sum(_whole_width(box, page) for box in page.boxes if "endnote" in box.classes) / height
    for name, share in sorted(heights.items(), key=lambda share: -share[1])[:FEWEST]:
        yield rules.SECTION.format(section=name, share=100 * share)
    if of_notes >= LARGE:
        yield rules.NOTES.format(share=100 * of_notes)


def _in_columns(page: Page, names: Set[str]) -> Iterator[tuple[str, float]]:
    """The name of the section and the height of each block of these sections, as if it were as wide as all columns."""
    outer: Box | None = None
    lists = [box for box in page.boxes if "end-notes" in box.classes]
    for box in page.boxes:
        name = box.source.partition(".md:")[0].rpartition("/")[2]
        if any(notes.holds(box) for notes in lists):
            continue
        if name in names and not (outer and outer.holds(box) and outer.source != box.source):
            outer = box
            yield name, _whole_width(box, page)


def _whole_width(box: Box, page: Page) -> float:
    """The height that a box would have if it were as wide as all columns."""
    return box.height * min(box.width / (page.right - page.left), 1)
