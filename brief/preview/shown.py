"""What the preview shows of an edition: its pages with the blocks on them, and its findings with their places.

The worker makes these values from pages that were set and measured; `answers` turns them into JSON for the browser.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from zlib import crc32

from brief.findings import Finding
from brief.findings import editions as rules
from brief.model import Fit, Measured, Pages, Run, named_lines
from brief.model import Page as MeasuredPage

FIRST_WORDS = 80
"""The most characters from the start of a block that name it in a list."""


@dataclass(frozen=True, slots=True)
class Block:
    """A block of Markdown on a page: its file, its first and last line, the start of its text, and its box in points.

    A block that continues in another column or on another page is a block there too. `words` is a checksum of its text.
    """

    file: str
    first: int
    last: int
    text: str
    words: int
    x: float
    y: float
    width: float
    height: float

    def holds(self, file: str, line: int) -> bool:
        """Whether it contains a line of a file."""
        return self.file == file and self.first <= line <= self.last


@dataclass(frozen=True, slots=True)
class Page:
    """A page: a `mark` that is the same as long as it looks the same, its size in points, and its blocks."""

    mark: int
    width: float
    height: float
    blocks: tuple[Block, ...] = ()


@dataclass(frozen=True, slots=True)
class Shown:
    """A finding, with the number of its page (from 1) and the index of its block there; None without one."""

    finding: Finding
    page: int | None = None
    block: int | None = None


@dataclass(frozen=True, slots=True)
class Length:
    """The length of an edition, in words and as a share of its page limit; the share is None without a limit."""

    words: str
    share: float | None = None

    @classmethod
    def of(cls, fit: Fit, limit: Pages, findings: Sequence[Finding]) -> Length:
        """The length of an edition that was set; `findings` may say by how much it is too long."""
        most, pages = limit.most, f"{fit.pages} page{'s' * (fit.pages != 1)}"
        if too_long := next((one for one in findings if one.rule == rules.TOO_LONG.id), None):
            by = dict(too_long.words)
            how = f"{by['lines']} too long{by.get('words', '')}" if "lines" in by else "far too long"
            return cls(f"{how}: {pages} of {most}", fit.pages / (most or 1))
        of = pages if most is None or fit.pages == most == 1 else f"{fit.pages} of {most} pages"
        last = "" if fit.pages == 1 else "the last "
        return cls(f"{of}, {last}{100 * fit.full:.0f} % full", most and (fit.pages - 1 + fit.full) / most)


def pages(marks: Sequence[int], measured: Measured) -> tuple[Page, ...]:
    """The pages with the blocks on them."""
    return tuple(
        Page(mark, page.width, page.height, (*_blocks(page),)) for mark, page in zip(marks, measured.pages, strict=True)
    )


def _blocks(page: MeasuredPage) -> Iterator[Block]:
    """The blocks on a page, each around its text and pictures in one column."""
    found = defaultdict[tuple[object, ...], list[Run]](list)
    for run in (*page.texts, *page.pictures):
        found[run.source, run.frame.kind, run.frame.left].append(run)
    for (source, *_), runs in found.items():
        if lines := named_lines(str(source)):
            text = " ".join(" ".join(run.text for run in runs).split())
            begin = text if len(text) <= FIRST_WORDS else f"{text[: FIRST_WORDS - 1]}…"
            x, y = min(run.x for run in runs), min(run.y for run in runs)
            width, height = max(run.right for run in runs) - x, max(run.foot for run in runs) - y
            yield Block(*lines, begin, crc32(text.encode()), x, y, width, height)


def words_of(measured: Measured, names: Iterable[str]) -> Mapping[str, int]:
    """The number of words that each file has on the pages; files without any are left out."""
    counted = Counter[str]()
    for page in measured.pages:
        for run in page.texts:
            if lines := named_lines(run.source):
                counted[lines[0]] += len(run.text.split())
    return {name: counted[name] for name in names if counted[name]}


def placed(findings: Iterable[Finding], pages: Sequence[Page], folder: Path) -> tuple[Shown, ...]:
    """The findings in the order of the pages, with the place of each; those without a page come last."""
    shown = [_placed(finding, pages, folder) for finding in findings]
    return tuple(sorted(shown, key=lambda one: (one.page is None, one.page or 0, one.block or 0)))


def _placed(finding: Finding, pages: Sequence[Page], folder: Path) -> Shown:
    place = finding.place
    if place is None or place.line is None or not place.path.is_relative_to(folder):
        return Shown(finding, finding.page)
    file = place.path.relative_to(folder).as_posix()
    found = (
        (block.last - block.first, number, index)
        for number, page in enumerate(pages, 1)
        if finding.page in {None, number}
        for index, block in enumerate(page.blocks)
        if block.holds(file, place.line)
    )
    _, page, block = min(found, default=(0, finding.page, None))
    return Shown(finding, page, block)
