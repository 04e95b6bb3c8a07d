"""Checks of set pages: type too small, too little contrast, lone lines and headings, pages nearly empty."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, pairwise

from brief.check import EditionPages
from brief.check.places import source_place, sourced
from brief.css import contrast, hexadecimal
from brief.findings import Finding, Place, review
from brief.findings.nearest import shortened
from brief.fit.pages import filled
from brief.model import HEADINGS, READABLE, Box, Page, Run, readable

SMALL_BY_NATURE = frozenset({"sup", "sub"})
NUMERAL = re.compile(r"[\d,–*†‡\s\u2060]+")
"""The number of a note, which is raised and small."""

ROUNDING = 0.05
"""The pt of type and mm of QR codes by which a minimum may be missed without a finding."""

LARGE, LARGE_BOLD, BOLD = 18.0, 14.0, 600
"""The sizes in pt from which regular and bold type counts as large (WCAG 2.2, 1.4.3), and the weight of bold type."""

READABLE_LARGE = 3.0
"""The contrast ratio that large type needs."""

SMALLEST_CODE = 20.0
"""The width in mm below which a QR code cannot be read from a photocopy at arm's length."""

THIRD = 1 / 3

FAR = 2
"""The distance in pages at which a reader has to search for a figure."""


def late_summary(pages: EditionPages) -> Iterator[Finding]:
    """A summary that begins after page 1, in editions with a page limit."""
    if not pages.edition.pages.most:
        return
    files = {text.section.file: text.section for text in pages.texts if text.section.kind == "summary"}
    for page in pages.measured.pages:
        for name in sorted({box.source.rpartition(":")[0] for box in page.boxes} & files.keys()):
            section = files.pop(name)
            if page.number > 1:
                yield review.SUMMARY_LATE.at(Place(section.path, section.first), page=page.number)


def small_type(pages: EditionPages) -> Iterator[Finding]:
    """Type below the floor of the edition, once for each block."""
    floor, told = pages.edition.smallest_note, set[str]()
    for page in pages.measured.pages:
        for run in page.texts:
            is_small = run.tag in SMALL_BY_NATURE or NUMERAL.fullmatch(run.text) or "place" in run.classes
            if run.size < floor - ROUNDING and not is_small and run.source not in told:
                told.add(run.source)
                said = {"words": shortened(run.text), "size": f"{run.size:.1f}", "floor": f"{floor:g}"}
                yield review.TYPE_SMALL.at(source_place(pages.brief, run.source), **said, page=page.number)


def pale_text(pages: EditionPages) -> Iterator[Finding]:
    """Text with too little contrast against its background, once for each pair of colors."""
    told: set[object] = set()
    for page in pages.measured.pages:
        for run in page.texts:
            if run.ink is None or run.ground is None or (run.ink, run.ground) in told:
                continue
            is_large = run.size >= LARGE or (run.size >= LARGE_BOLD and run.weight >= BOLD)
            needed, has = READABLE_LARGE if is_large else READABLE, contrast(run.ink, run.ground)
            if has < needed:
                told.add((run.ink, run.ground))
                colors = {"ink": hexadecimal(run.ink), "ground": hexadecimal(run.ground)}
                said = {"words": shortened(run.text), "ratio": f"{has:.1f}", "needed": f"{needed:g}"}
                place = source_place(pages.brief, run.source)
                yield review.TEXT_PALE.at(place, **colors, **said, page=page.number)


def small_codes(pages: EditionPages) -> Iterator[Finding]:
    """QR codes that are too small for a photocopy, each once, and those whose address is not printed on their page."""
    told = set[object]()
    for page in pages.measured.pages:
        printed = _squeezed("".join(run.text for run in page.texts))
        for code in page.codes:
            source = code.box.source
            place = source_place(pages.brief, source) or pages.brief.place("web-address")
            said = {"address": shortened(code.address), "page": page.number}
            if code.width < SMALLEST_CODE - ROUNDING and (code.address, source) not in told:
                told.add((code.address, source))
                yield review.CODE_SMALL.at(place, **said, width=f"{code.width:.0f}", least=f"{SMALLEST_CODE:g}")
            if _squeezed(readable(code.address)) not in printed:
                yield review.CODE_ALONE.at(place, **said)


def _squeezed(text: str) -> str:
    """The letters and digits of a text, in lower case."""
    return "".join(filter(str.isalnum, text.casefold()))


def lone_words(pages: EditionPages) -> Iterator[Finding]:
    """Headings of several lines whose last line is one word."""
    for page in pages.measured.pages:
        for box in page.boxes:
            lines = _lines(page, box) if box.tag in HEADINGS else []
            last = " ".join(run.text for run in lines[-1]).split() if lines else []
            if len(lines) > 1 and len(last) == 1:
                place = source_place(pages.brief, box.source)
                yield review.HEADING_LONE_WORD.at(place, word=shortened(last[0]), page=page.number)


def lone_lines(pages: EditionPages) -> Iterator[Finding]:
    """Paragraphs with one line alone on a page: the first at the foot, or the last at the head."""
    for page, following in pairwise(pages.measured.pages):
        rest = {box.source: box for box in following.boxes if box.tag in ("p", "li") and box.source}
        for box in page.boxes:
            if box.continues and box.tag in ("p", "li") and box.source in rest:
                above, below = len(_lines(page, box)), len(_lines(following, rest[box.source]))
                place = source_place(pages.brief, box.source)
                if below == 1 < above:
                    yield review.LINE_ALONE.at(place, which="last", where="head", page=following.number)
                elif above == 1 < below:
                    yield review.LINE_ALONE.at(place, which="first", where="foot", page=page.number)


def lone_headings(pages: EditionPages) -> Iterator[Finding]:
    """Headings with nothing below them on their page."""
    for page, _ in pairwise(pages.measured.pages):
        texts = [run for run in page.texts if run.frame.kind in ("page", "cell")]
        pictures = [run for run in page.pictures if run.frame.kind in ("page", "cell")]
        for box in page.boxes:
            is_heading = box.tag in HEADINGS and box.source and any(box.holds(run) for run in texts)
            if is_heading and not any(run.y >= box.foot - 1 for run in (*texts, *pictures)):
                yield review.HEADING_AT_FOOT.at(source_place(pages.brief, box.source), page=page.number)


def empty_pages(pages: EditionPages) -> Iterator[Finding]:
    """Pages less than a third full, except the first one and, in editions without a page limit, the last one."""
    last = None if pages.edition.pages.most else -1
    for page in pages.measured.pages[1:last]:
        if page.texts and (full := filled(page)) < THIRD:
            block = next((box.source for box in page.boxes if box.source), "")
            yield review.PAGE_EMPTY.at(source_place(pages.brief, block), full=round(100 * full), page=page.number)


def far_exhibits(pages: EditionPages) -> Iterator[Finding]:
    """Figures and tables that are two pages or more from every reference to them."""
    boxes = [(box, page.number) for page in pages.measured.pages for box in page.boxes]
    begins = {box.source: number for box, number in reversed(boxes)}
    calls: defaultdict[str, list[int]] = defaultdict(list)
    for element, source in chain.from_iterable(map(sourced, pages.texts)):
        if element.get("data-ref") and source in begins:
            calls[element.get("href", "").removeprefix("#")].append(begins[source])
    for box, number in boxes:
        nearest = min(calls.pop(box.name, [number]), key=lambda called: abs(called - number))
        if abs(nearest - number) >= FAR:
            yield review.EXHIBIT_FAR.at(source_place(pages.brief, box.source), called=nearest, page=number)


def _lines(page: Page, box: Box) -> Sequence[Sequence[Run]]:
    """The lines of a block on a page, from top to bottom; raised and small text does not form a line of its own."""
    found: Mapping[int, list[Run]] = defaultdict(list)
    runs = [run for run in page.texts if run.source == box.source and box.holds(run)]
    largest = max((run.size for run in runs), default=0)
    for run in runs:
        if run.size >= largest - 1:
            found[round(run.foot)].append(run)
    feet = sorted(found)
    joined: list[list[Run]] = []
    before = 0
    for foot in feet:
        if joined and foot - before <= largest / 2:
            joined[-1] += found[foot]
        else:
            joined.append([*found[foot]])
        before = foot
    return joined
