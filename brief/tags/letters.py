"""Assigns letters to the glyphs of a line, so that copied text is complete.

A font may draw one letter with several glyphs, and marks in another order than they are written in. WeasyPrint gives
all letters of such a cluster to one of its glyphs and none to the others, in the whole document: a glyph that is a
letter by itself elsewhere then loses it. Here each glyph gets its own letters, and glyphs that are a letter only
together form a group.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from typing import Any, NamedTuple

from brief.parts import ffi, harfbuzz, pango


class Group(NamedTuple):
    """Glyphs that are copied together, from left to right, the letters of each, and the text of all.

    Letters that run from right to left are grouped one by one, since PDF viewers reverse what they copy.
    """

    font: Any
    glyphs: tuple[int, ...]
    letters: tuple[str, ...]
    text: str


def groups(layout: Any) -> list[Group]:
    """The groups of a line from left to right; empty when each cluster has one glyph and all runs go that way."""
    line, _ = layout.get_first_line()
    runs = list(_runs(line.runs[0]))
    if all(_is_plain(run) for run in runs):
        return []
    if any(one.glyph & pango.PANGO_GLYPH_UNKNOWN_FLAG for run in runs for one in _infos(run)):
        return []  # a missing glyph: `check` refuses the page
    text = layout.text.encode()
    return [group for run in runs for group in _groups_of(run, text)]


def _runs(run: Any) -> Iterator[Any]:
    while run != ffi.NULL:
        yield run.data
        run = run.next


def _infos(run: Any) -> Any:
    return run.glyphs.glyphs[0 : run.glyphs.num_glyphs]


def _is_plain(run: Any) -> bool:
    clusters = run.glyphs.log_clusters[0 : run.glyphs.num_glyphs]
    return not run.item.analysis.level % 2 and len(set(clusters)) == len(clusters)


def _groups_of(run: Any, text: bytes) -> list[Group]:
    item, number = run.item, run.glyphs.num_glyphs
    font, from_right = item.analysis.font, bool(item.analysis.level % 2)
    nominal = _nominal(font)
    glyphs = [one.glyph for one in _infos(run)]
    found = list(zip(run.glyphs.log_clusters[0:number], glyphs, strict=True))
    ends = dict(zip(begins := sorted({begin for begin, _ in found}), (*begins[1:], item.length), strict=True))
    groups: list[Group] = []
    for begin, cluster in groupby(reversed(found) if from_right else found, key=lambda one: one[0]):
        drawn = [glyph for _, glyph in cluster if glyph != pango.PANGO_GLYPH_EMPTY]
        written = text[item.offset + begin : item.offset + ends[begin]].decode()
        letters = shared(written, drawn, nominal)
        if from_right:
            for part in _together(drawn, letters):
                from_left, of_each = zip(*reversed(part), strict=True)
                whole = "".join(letter for _, letter in part)
                groups.append(Group(font, from_left, of_each, whole if len(whole) == 1 else ""))
        elif drawn:
            groups.append(Group(font, tuple(drawn), tuple(letters), written))
    return groups[::-1] if from_right else groups


def shared(written: str, glyphs: Sequence[int], nominal: Callable[[str], int]) -> list[str]:
    """The letters of each glyph of a cluster, in reading order; some glyphs get none if there are too few.

    A letter goes to its own glyph if that is there. The others go to the other glyphs, one each, the rest to the last.
    """
    letters = [""] * len(glyphs)
    others: list[str] = []
    for letter in written:
        own = nominal(letter)
        at = next((at for at, glyph in enumerate(glyphs) if glyph == own and not letters[at]), None)
        if at is None:
            others.append(letter)
        else:
            letters[at] = letter
    free = [at for at, own_letter in enumerate(letters) if not own_letter] or [len(glyphs) - 1]
    for number, letter in enumerate(others if glyphs else ()):
        letters[free[min(number, len(free) - 1)]] += letter
    return letters


def _together(glyphs: Sequence[int], letters: Sequence[str]) -> Iterator[list[tuple[int, str]]]:
    """The glyphs of a cluster with their letters, each with the following ones that have none."""
    part: list[tuple[int, str]] = []
    for glyph, letter in zip(glyphs, letters, strict=True):
        if letter and any(own for _, own in part):
            yield part
            part = []
        part.append((glyph, letter))
    if part:
        yield part


def _nominal(font: Any) -> Callable[[str], int]:
    """A function that gives a font's glyph for a letter by itself, or -1."""
    glyph = ffi.new("hb_codepoint_t *")
    hb_font = pango.pango_font_get_hb_font(font)

    def of(letter: str) -> int:
        return glyph[0] if harfbuzz.hb_font_get_nominal_glyph(hb_font, ord(letter), glyph) else -1

    return of
