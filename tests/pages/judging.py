"""What can be measured of finished pages without taste, with the page of each defect."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from statistics import median, quantiles

from tests.pages.belonging import Where, at, away, heights, split
from tests.pages.reading import HYPHEN, Box, Line, Piece, Printed, Sheet

SHORT = 12
"""Fewer characters than this are too few for the last line of a paragraph."""

SHORTENED = 0.75
"""The part of the usual length that the line above may be left with when it gives words to the last one."""

PAGE_OF_LETTERS = 2900
"""The letters that a full page of text in 10.5 points holds in one column of a good measure: some 480 words."""

FIRST_HEAD = 0.3
"""The part of page 1 that masthead, title and deck take."""

EDGE = 15
"""How far something must reach into the right third of a page to stand in it: less is the end of a long line."""

LEAST_FOOT = 0.87
"""Where the text of a page ends at the earliest, as a part of its height, though none may reach so far."""

TEXT = frozenset({"P", "LBody"})
PARAGRAPHS = TEXT | {"Note"}


@dataclass(frozen=True)
class Judged:
    """What is measured of a document. Without a structure only its pages are counted, and `line` is 0.

    `line`: the characters in its longest usual lines; `leading`: their distance over their size. `right`: the pages,
    the last aside, whose right third is empty from head to foot. `empty`: the highest empty band in the text column of
    each page but the last, as a part of the height of the text. `half`, `short`: the last lines of paragraphs that are
    the rest of a word, or too short though words could have come down. `split`: what stands on two pages although it
    fits on one. `away`: the notes that stand on another page than their call. `hyphens`: more than two in a row.
    `needed`: how many pages words, tables and pictures need.
    """

    pages: int
    line: int = 0
    leading: float = 0
    right: tuple[Where, ...] = ()
    empty: tuple[tuple[Where, float], ...] = ()
    half: tuple[Where, ...] = ()
    short: tuple[Where, ...] = ()
    split: tuple[Where, ...] = ()
    away: tuple[Where, ...] = ()
    hyphens: tuple[Where, ...] = ()
    needed: float = 0

    @property
    def hole(self) -> float:
        """The highest of the empty bands."""
        return max((part for _, part in self.empty), default=0)


def judge(printed: Printed, asks: str = "") -> Judged:
    """What is measured of a document; `asks` is the title of its recommendations."""
    paragraphs = [block.lines for block in printed.blocks if block.role in PARAGRAPHS and block.lines]
    running = _running(printed)
    if not running:
        return Judged(pages=len(printed.sheets))
    usual = _usual_length(running)
    frame = _Frame.of(printed, running)
    return Judged(
        pages=len(printed.sheets),
        line=usual,
        leading=_leading(running),
        right=tuple(Where(sheet.number, "") for sheet in printed.sheets[:-1] if _right_third_is_empty(sheet)),
        empty=tuple((Where(sheet.number, ""), frame.empty(sheet)) for sheet in printed.sheets[:-1]),
        half=tuple(at(lines[-1]) for lines in paragraphs if _ends_in_half_a_word(lines)),
        short=tuple(at(lines[-1]) for lines in running if _is_short_for_no_reason(lines, usual)),
        split=tuple(split(printed.blocks, asks, frame.height, frame.foot)),
        away=tuple(away(printed.blocks)),
        hyphens=tuple(at(line) for lines in paragraphs for line in _third_hyphens(lines)),
        needed=_needed(printed, running, frame.height),
    )


def _running(printed: Printed) -> list[list[Line]]:
    """The paragraphs and items in the face and size of the text: those that most letters of the sections have."""
    sections = [block for block in printed.blocks if any(kid.role == "H2" for kid in block.kids)]
    blocks = dict.fromkeys(block for section in sections for block in section.all()) or printed.blocks
    paragraphs = [block.lines for block in blocks if block.role in TEXT and block.lines]
    letters: Counter[tuple[str, float]] = Counter()
    for lines in paragraphs:
        letters[_kind(lines)] += sum(len(line.text) for line in lines)
    kinds = letters.most_common(1)
    return [lines for lines in paragraphs if _kind(lines) == kinds[0][0]]


def _kind(lines: Sequence[Line]) -> tuple[str, float]:
    """The family and the size of most lines of a paragraph; bold and italic are of the same family."""
    (kind, _), *_ = Counter((_family(line.face), round(line.size, 1)) for line in lines).most_common(1)
    return kind


def _family(face: str) -> str:
    return re.sub(r"[-,]?(Semi-?Bold|Bold|Italic|Medium|Regular|Oblique|[-,])*$", "", face)


def _usual_length(running: Iterable[Sequence[Line]]) -> int:
    """The characters that nine of ten full lines do not exceed; a paragraph's last line is not full."""
    full = [len(line.text) for lines in running for line in lines[:-1]]
    if len(full) < 2:
        return max((len(line.text) for lines in running for line in lines), default=0)
    return round(quantiles(full, n=10, method="inclusive")[-1])


def _leading(running: Iterable[Sequence[Line]]) -> float:
    """The distance of lines, over the size of their type."""
    apart = [
        (below.base - above.base) / above.size
        for lines in running
        for above, below in pairwise(lines)
        if above.page == below.page and above.base < below.base
    ]
    return round(median(apart), 3) if apart else 0


def _is_printed(piece: Piece) -> bool:
    """Whether it is something to read or to look at, and no line, tint or running foot."""
    left, top, right, foot = piece.box
    return (piece.owner >= 0 or piece.kind == "picture") and right - left > 2 and foot - top > 2


def _right_third_is_empty(sheet: Sheet) -> bool:
    third = sheet.width * 2 / 3 + EDGE
    return not any(piece.box.right > third for piece in sheet.pieces if _is_printed(piece))


@dataclass(frozen=True)
class _Frame:
    """Where text stands in a document: its columns, and its top and foot on a page."""

    columns: tuple[tuple[float, float], ...]
    top: float
    foot: float

    @classmethod
    def of(cls, printed: Printed, running: Iterable[Sequence[Line]]) -> _Frame:
        """The frame of a document. Page 1 begins higher than others, at its masthead."""
        boxes = [[piece.box for piece in sheet.pieces if _is_printed(piece)] for sheet in printed.sheets]
        later = [box.top for on_page in boxes[1:] for box in on_page]
        return cls(
            _columns([line.box for lines in running for line in lines]),
            min(later or (box.top for on_page in boxes for box in on_page)),
            max(LEAST_FOOT * printed.sheets[0].height, *(box.foot for on_page in boxes for box in on_page)),
        )

    @property
    def height(self) -> float:
        """The height of the text."""
        return self.foot - self.top

    def empty(self, sheet: Sheet) -> float:
        """The highest empty band in a column of a page, as a part of the height of the text."""
        boxes = [piece.box for piece in sheet.pieces if _is_printed(piece)]
        return max(self._gap(boxes, left, right) for left, right in self.columns) / self.height

    def _gap(self, boxes: Iterable[Box], left: float, right: float) -> float:
        inside = sorted((box.top, box.foot) for box in boxes if min(right, box.right) - max(left, box.left) > 2)
        reached, highest = min([self.top, *(top for top, _ in inside[:1])]), 0.0
        for top, foot in (*inside, (self.foot, self.foot)):
            highest, reached = max(highest, top - reached), max(reached, foot)
        return highest


def _columns(boxes: Sequence[Box]) -> tuple[tuple[float, float], ...]:
    """Where the columns of the text are: where at least a sixth as many lines stand as at the fullest place."""
    stood = Counter(x for box in boxes for x in range(round(box.left), round(box.right)))
    full = sorted(x for x, lines in stood.items() if lines * 6 >= max(stood.values()))
    runs = [[x for _, x in run] for _, run in groupby(enumerate(full), key=lambda numbered: numbered[1] - numbered[0])]
    return tuple((run[0], run[-1]) for run in runs if len(run) > 60) or ((full[0], full[-1]),)


def _ends_in_half_a_word(lines: Sequence[Line]) -> bool:
    return len(lines) > 1 and lines[-2].text.endswith(HYPHEN) and " " not in lines[-1].text


def _is_short_for_no_reason(lines: Sequence[Line], usual: int) -> bool:
    """Whether a last line is too short, and the line above it has words to spare."""
    if len(lines) < 2 or len(lines[-1].text) >= SHORT:
        return False
    above, last = lines[-2].text.removesuffix(HYPHEN), lines[-1].text
    while " " in above and len(last) < SHORT:
        above, word = above.rsplit(" ", 1)
        last = f"{word} {last}"
    return len(last) >= SHORT and len(above) >= usual * SHORTENED


def _third_hyphens(lines: Sequence[Line]) -> Iterator[Line]:
    """The lines that are the third or a later one in a row with a hyphen at its end."""
    row = 0
    for line in lines:
        row = row + 1 if line.broken else 0
        if row > 2:
            yield line


def _needed(printed: Printed, running: Sequence[Sequence[Line]], height: float) -> float:
    """How many pages the words of a document need in its size of type, and its tables and pictures by their height."""
    size = running[0][0].size
    tables = [list(block.all()) for block in printed.blocks if block.role == "Table"]
    in_tables = {part for parts in tables for part in parts}
    letters = sum(len(block.text) for block in printed.blocks if block not in in_tables)
    shown = sum(sum(heights(parts).values()) for parts in tables) + sum(map(_shown, printed.sheets))
    return round(FIRST_HEAD + letters / PAGE_OF_LETTERS * (size / 10.5) ** 2 + shown / height, 1)


def _shown(sheet: Sheet) -> float:
    """The height of the larger pictures and drawings of a page."""
    boxes = [piece.box for piece in sheet.pieces if piece.kind == "picture" and _is_printed(piece)]
    return sum(box.foot - box.top for box in boxes if box.right - box.left > sheet.width / 4)
