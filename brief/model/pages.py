"""The pages as they were set: their style sheets, the boxes on them, the engine's remarks, and flaws."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Literal, NamedTuple

from brief.css import RGB
from brief.model.markup import POINTS_IN_MM

Grid = Literal["margin", "hanging", "paper", "folded", "one-page", "own"]
"""The columns that an edition is set in: `styles/grids/` has a sheet for each.

- ``margin``: a column of text, and one on its right for key figures, pull quotes and captions.
- ``hanging``: an indent on the left, in which heads hang, and a column of text.
- ``paper``: like ``hanging``, for a long brief: with contents, numbered sections and running heads.
- ``folded``: two columns of text, for a brief that would otherwise exceed its page limit.
- ``one-page``: two columns of text on a single page.
- ``own``: columns that the sheet of an edition sets itself, such as the single column of large print.
"""

IN_TWO_COLUMNS = frozenset[Grid]({"folded", "one-page"})
"""The grids with two columns of text, and no room beside them."""


class Sheet(NamedTuple):
    """A style sheet: its file and its text."""

    path: Path
    text: str


class Remark(NamedTuple):
    """An entry of the engine's log.

    `text` depends on the kind: a character without a glyph, the name of a file that could not be loaded, a declaration
    that was ignored, a font that could not be reduced, or the whole entry. `sheet`, `line` and `column` are its place
    in a style sheet, if known.
    """

    kind: Literal["glyph", "file", "style", "font", "other"]
    text: str
    sheet: Path | None = None
    line: int | None = None
    column: int | None = None


@dataclass(frozen=True, slots=True)
class Box:
    """An element's border box on a page, in points from the top left corner.

    `tag` is the element's tag, with ``::footnote-call`` for the call of a note. `continues` says that the element
    continues on the next page, `among_notes` that it is in the footnote area. `name` is its ``id``.
    """

    tag: str
    classes: tuple[str, ...]
    source: str
    x: float
    y: float
    width: float
    height: float
    continues: bool = False
    name: str = ""
    among_notes: bool = False

    @property
    def is_note(self) -> bool:
        """Whether it is a footnote, or the rest of one from the page before."""
        return "footnote" in self.classes and "::" not in self.tag

    @property
    def right(self) -> float:
        """Its right edge."""
        return self.x + self.width

    @property
    def foot(self) -> float:
        """Its bottom edge."""
        return self.y + self.height

    def holds(self, other: Box) -> bool:
        """Whether another box is between its top and its foot, within a point, and mostly right of its left edge."""
        return self.y - 1 <= other.y and other.foot <= self.foot + 1 and (other.x + other.right) / 2 >= self.x


QUIET_ZONE = 4
"""Modules of white on each side of a QR code (ISO/IEC 18004, 5.3.8)."""

FOOT = frozenset({"at-foot", "foot"})
"""The classes of blocks that are placed at the foot of a page, whatever the length of its text."""

FrameKind = Literal["page", "margin", "note", "cell", "side", "card"]


@dataclass(frozen=True, slots=True)
class Frame:
    """The horizontal bounds for text and pictures, in points.

    They are the edges of the text area, the margin, the footnotes, a table cell, a side note, or a card, which
    is positioned by itself or in a row with others.
    """

    kind: FrameKind
    left: float
    right: float


@dataclass(frozen=True, slots=True)
class Run(Box):
    """A run of text on one line, or a picture, whose `text` is empty; and the frame around it.

    Text has a `size` in points, a `weight`, the color of its `ink` and the color of the `ground` behind it. A color is
    None where it is unknown, as in printing inks or on a picture.
    """

    text: str = ""
    frame: Frame = Frame("page", 0, 0)
    size: float = 0.0
    weight: int = 400
    ink: RGB | None = None
    ground: RGB | None = None


class Photograph(NamedTuple):
    """A photograph on a page: its name in the brief, its pixels across and down, and its box."""

    name: str
    pixels: tuple[int, int]
    box: Box

    @property
    def density(self) -> float:
        """Its pixels per inch of paper."""
        across, down = self.pixels
        return 72 * max(across / self.box.width, down / self.box.height)


class Code(NamedTuple):
    """A QR code on a page: its modules across, the address that it leads to, and its box with the white around it."""

    modules: int
    address: str
    box: Box

    @property
    def width(self) -> float:
        """Its width without the white around it, in mm."""
        return self.box.width * self.modules / (self.modules + 2 * QUIET_ZONE) / POINTS_IN_MM


@dataclass(frozen=True)  # without slots, so that properties can be cached
class Page:
    """A page, in points: its size, the edges of its text area, its boxes, text and pictures as they are drawn.

    The `source` of a run in `texts` or `pictures` is that of its block.
    """

    number: int
    width: float
    height: float
    top: float
    bottom: float
    boxes: tuple[Box, ...]
    texts: tuple[Run, ...] = ()
    pictures: tuple[Run, ...] = ()
    photographs: tuple[Photograph, ...] = ()
    codes: tuple[Code, ...] = ()
    left: float = 0
    right: float = 0

    @cached_property
    def feet(self) -> tuple[Box, ...]:
        """The blocks that are placed at its foot: a card with the contact, the foot of a handout, the colophon."""
        return tuple(
            box for box in self.boxes if FOOT.intersection(box.classes) or (box.among_notes and not box.is_note)
        )

    @property
    def text_height(self) -> float:
        """The height of its text area; never zero, so that it can divide."""
        return max(self.bottom - self.top, 0.01)

    @property
    def margins(self) -> tuple[float, float, float, float]:
        """The margins: top, right, bottom, left."""
        return self.top, self.width - self.right, self.height - self.bottom, self.left


@dataclass(frozen=True, slots=True)
class Measured:
    """The pages as they were typeset: all, or only the first, with `part` of the text (a share from 0 to 1)."""

    pages: tuple[Page, ...]
    part: float = 1.0

    @property
    def more(self) -> bool:
        """Whether there is more text than the pages hold."""
        return self.part < 1

    @property
    def has_cover(self) -> bool:
        """Whether a cover is on the pages."""
        return any("cover" in box.classes for page in self.pages for box in page.boxes)


COVER = "cover"
"""The name of the cover in a move; it comes from no section."""


@dataclass(frozen=True, slots=True)
class Move:
    """A change to one block that keeps blocks together or fills the foot of a page.

    The block is named by its ``data-source``, or is the `COVER`. It begins a page; or, as an exhibit, it moves down
    past a number of `blocks`, or up if that is negative; or, as a figure with one photograph, that is set at a smaller
    `height`, in points; or it may be broken over two pages, if it `breaks`. `hole` is the height in points that is to
    be filled.
    """

    source: str
    blocks: int = 0
    height: float = 0
    breaks: bool = False
    hole: float = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Moves:
    """The blocks that are changed on the pages, by ``data-source``.

    The blocks in `begin` begin a page. An exhibit in `shifted` moves down by a number of blocks, or up if that is
    negative: it has no room at the foot of a page, and the text after or before it fills that page. The photograph of a
    figure in `smaller` gets a height in points, so that it fits below the text. A table in `broken`, or what one
    addressee is asked, may be broken over two pages.
    """

    begin: frozenset[str] = frozenset()
    shifted: frozenset[tuple[str, int]] = frozenset()
    smaller: frozenset[tuple[str, float]] = frozenset()
    broken: frozenset[str] = frozenset()

    @property
    def cover_height(self) -> float:
        """The height of the cover's photograph in points; 0 when it is as high as the look wants it."""
        return dict(self.smaller).get(COVER, 0)

    def moving(self, move: Move) -> Moves:
        """These moves and one more."""
        if move.height:
            return replace(self, smaller=frozenset({**dict(self.smaller), move.source: move.height}.items()))
        if move.blocks:
            known = dict(self.shifted)
            known[move.source] = known.get(move.source, 0) + move.blocks
            return replace(self, shifted=frozenset(known.items()))
        if move.breaks:
            return replace(self, broken=self.broken | {move.source})
        return replace(self, begin=self.begin | {move.source})


AS_WRITTEN = Moves()
"""No block is moved."""


@dataclass(frozen=True, slots=True)
class Scale:
    """How tightly pages are set: new values for custom properties of the look.

    `folded` says that the text is in two columns, `contact_in_line` that the contact is one line at the foot of page 1,
    since its card has no room there, and `contact_once` that the colophon does not repeat it.
    """

    properties: tuple[tuple[str, str], ...] = ()
    folded: bool = False
    contact_in_line: bool = False
    contact_once: bool = False

    def __getitem__(self, name: str) -> str:
        """The value of a custom property; empty when the scale does not change it."""
        return dict(self.properties).get(name, "")


@dataclass(frozen=True, slots=True)
class Fit:
    """How an edition fits its pages: the number of `pages`, and how `full` the last one is, from 0 to 1.

    A `blank` page may follow, which is not counted; `folded` says that the text is in two columns. `type_size`, and
    `smallest`, the least that the edition allows, are in points; `margin` is the narrowest margin, in mm.
    """

    pages: int
    type_size: float
    smallest: float
    margin: float
    full: float
    blank: bool = False
    folded: bool = False

    def __str__(self) -> str:
        pages = "1 page" if self.pages == 1 else f"{self.pages} pages"
        pages += " and a blank one" if self.blank else ""
        pages += ", folded into two columns" if self.folded else ""
        size = f"type {round(self.type_size, 1):g} pt (smallest allowed {self.smallest:g})"
        last = "" if self.pages == 1 else "the last page "
        return f"{pages}, {size}, margins {self.margin:.0f} mm, {last}{100 * self.full:.0f} % full"


class Flaw(NamedTuple):
    """A flaw that makes an edition inaccessible or unprintable, with an excerpt and its ``data-source``, if any.

    The kinds, in order: text that is drawn but not read aloud, a picture without alternative text, a heading that skips
    a level, a call without its note, a list or table of invalid structure, transparency.
    """

    kind: Literal["lost", "picture", "heading", "note", "structure", "transparent"]
    words: str
    source: str


class WebPicture(NamedTuple):
    """A photograph for a web page: a complete WebP file, its size in pixels, and whether it has transparent parts."""

    width: int
    height: int
    data: bytes
    transparent: bool


@dataclass(frozen=True, slots=True)
class Weight:
    """The weight of an edition for the screen: the bytes of its file, and the faces and pictures in it."""

    size: int
    faces: int
    pictures: int

    def __str__(self) -> str:
        faces = "1 face" if self.faces == 1 else f"{self.faces} faces"
        pictures = "1 picture" if self.pictures == 1 else f"{self.pictures} pictures"
        return f"{-(-self.size // 1000)} kB in one file, with {faces} and {pictures}"
