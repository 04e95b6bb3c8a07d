"""The pages: what they are set with, where everything stands on them, what the engine noticed."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal


@dataclass(frozen=True, slots=True)
class Sheet:
    """One style sheet: where it stands and what it says."""

    path: Path
    text: str


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing that the typesetting engine noticed.

    A character without a glyph, a file that it could not have (by its name in the brief), a line of a style
    sheet that it ignored, or another; the text that matters, and the place in a style sheet when it is known.
    """

    kind: Literal["glyph", "file", "style", "other"]
    text: str
    sheet: Path | None = None
    line: int | None = None
    column: int | None = None


@dataclass(frozen=True, slots=True)
class Box:
    """What stands on a page: an element's border box, in points from the top left corner of the page.

    `tag` is the element's, with ``::footnote-call`` for the call of a note; `continues` says that the element
    goes on on the next page; `name` is its ``id``.
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

    @property
    def is_note(self) -> bool:
        """Whether it is a note at the foot of the page, or a part of one that goes on there."""
        return "footnote" in self.classes and "::" not in self.tag

    @property
    def right(self) -> float:
        """Where it ends on the right."""
        return self.x + self.width

    @property
    def foot(self) -> float:
        """Where it ends below."""
        return self.y + self.height

    def holds(self, other: Box) -> bool:
        """Whether another stands in it, within a point; what it has on its left may stand over that edge a little."""
        return self.y - 1 <= other.y and other.foot <= self.foot + 1 and (other.x + other.right) / 2 >= self.x


FOOT = frozenset({"at-foot", "foot"})
"""The classes of what stands at the foot of a page whatever its text does."""

FrameKind = Literal["page", "margin", "note", "cell", "side", "card"]


@dataclass(frozen=True, slots=True)
class Frame:
    """What text and pictures stand in and should not leave, from where to where across, in points.

    That is the text area of the page, its margin, the notes at its foot, the cell of a table, a side note, or a card
    that has its own place or shares a row with others.
    """

    kind: FrameKind
    left: float
    right: float


@dataclass(frozen=True, slots=True)
class Run(Box):
    """A run of text on one line, or a picture, which has no words: what is drawn, and the frame that it stands in."""

    text: str = ""
    frame: Frame = Frame("page", 0, 0)


@dataclass(frozen=True, slots=True)
class Photograph:
    """A photograph on a page: its name in the brief, its pixels across and down, and the box that it fills."""

    name: str
    pixels: tuple[int, int]
    box: Box

    @property
    def density(self) -> float:
        """How many of its pixels come on an inch of paper."""
        across, down = self.pixels
        return 72 * max(across / self.box.width, down / self.box.height)


@dataclass(frozen=True, slots=True)
class Page:
    """One page, in points: its size, the edges of its text area, the boxes and the text as they were drawn.

    Each of `texts` is a run of text on one line, each of `pictures` a picture or drawing, both with the source of the
    block that they belong to.
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
    left: float = 0
    right: float = 0

    @property
    def feet(self) -> tuple[Box, ...]:
        """What stands at its foot whatever its text does: the card of a margin column, the foot of a handout."""
        return tuple(box for box in self.boxes if FOOT.intersection(box.classes))

    @property
    def margins(self) -> tuple[float, float, float, float]:
        """What lies outside the text area: above it, to its right, below it, to its left."""
        return self.top, self.width - self.right, self.height - self.bottom, self.left


@dataclass(frozen=True, slots=True)
class Measured:
    """All pages, as they were typeset; or the first of them, with the `part` of the text that stands on these."""

    pages: tuple[Page, ...]
    part: float = 1.0

    @property
    def more(self) -> bool:
        """Whether text is left for which no pages were set."""
        return self.part < 1


@dataclass(frozen=True, slots=True)
class Scale:
    """How close pages are set: custom properties of the look, and whether the margin column is folded into the text."""

    properties: tuple[tuple[str, str], ...] = ()
    folded: bool = False

    def __getitem__(self, name: str) -> str:
        """A custom property that it changes; empty for one that it leaves alone."""
        return dict(self.properties).get(name, "")


@dataclass(frozen=True, slots=True)
class Fit:
    """How an edition keeps to its pages: how many there are, and of the last how much is full (0 to 1).

    A `blank` page may follow, which does not count.

    Its type and the smallest that it may have are in points, `margin` is the narrowest margin in mm.
    """

    pages: int
    type_size: float
    smallest: float
    margin: float
    full: float
    blank: bool = False

    def __str__(self) -> str:
        pages = "1 page" if self.pages == 1 else f"{self.pages} pages"
        pages += " and a blank one" if self.blank else ""
        size = f"type {round(self.type_size, 1):g} pt (floor {self.smallest:g})"
        last = "full" if self.pages == 1 else "of the last full"
        return f"{pages}, {size}, margins {self.margin:.0f} mm, {100 * self.full:.0f} % {last}"


@dataclass(frozen=True, slots=True)
class Flaw:
    """One thing that would keep an edition from being read aloud right, or from being printed.

    Words that are drawn and cannot be read, a picture without an alternative text, a heading that skips a level, a
    note that is called and not there, a list or table that is not built as one, or what shows through;
    the words or the name that show it, and the ``data-source`` it stands in, if any.
    """

    kind: Literal["lost", "picture", "heading", "note", "structure", "transparent"]
    words: str
    source: str


@dataclass(frozen=True, slots=True)
class WebPicture:
    """A photograph for a web page: a whole WebP, its size in pixels, and whether the background shows through."""

    width: int
    height: int
    data: bytes
    transparent: bool


@dataclass(frozen=True, slots=True)
class Weight:
    """What an edition for the screen weighs: the bytes of its file, and how many faces and pictures are in it."""

    size: int
    faces: int
    pictures: int

    def __str__(self) -> str:
        faces = "1 face" if self.faces == 1 else f"{self.faces} faces"
        pictures = "1 picture" if self.pictures == 1 else f"{self.pictures} pictures"
        return f"{-(-self.size // 1000)} kB in one file, with {faces} and {pictures}"
