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
    """One page, in points: its size, the top and bottom of its text area, the boxes and the text as they were drawn.

    Each of `texts` is a run of text on one line, with the source of the block that it belongs to.
    """

    number: int
    width: float
    height: float
    top: float
    bottom: float
    boxes: tuple[Box, ...]
    texts: tuple[Box, ...] = ()
    photographs: tuple[Photograph, ...] = ()


@dataclass(frozen=True, slots=True)
class Layout:
    """All pages, as they were typeset."""

    pages: tuple[Page, ...]


@dataclass(frozen=True, slots=True)
class Flaw:
    """One thing that would keep an edition from being read aloud right.

    Words that are drawn and cannot be read, a picture without an alternative text, a heading that skips a level, a
    note that is called and not there, a list or table that is not built as one;
    the words or the name that show it, and the ``data-source`` it stands in, if any.
    """

    kind: Literal["lost", "picture", "heading", "note", "structure"]
    words: str
    source: str
