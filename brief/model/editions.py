"""The built-in editions: what each is for, its pages, its type sizes, and how it differs from the others."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

from brief.model.content import Kind
from brief.model.printing import InkSet, PaperName

PAGES = re.compile(r"(?:(?P<least>[1-9]\d?)\s*[-–]\s*)?(?P<most>[1-9]\d?)?(?:\s*(?P<even>even))?", re.IGNORECASE)
"""The forms of `pages`: ``4``, ``2-4``, ``even``, ``4 even``."""

ON_ONE_PAGE = 10.0
"""The smallest text of a brief on a single page, in points; brief.yaml may set a larger size."""

LARGEST_TYPE = 16.0
"""The largest text that brief.yaml can set, in points; large print may be larger."""

MOST_PAGES = 99
"""The largest number in `pages`."""

Medium = Literal["paper", "screen"]

NONE = "–"
"""The entry in a list of editions for the pages, paper and type of an edition without any."""


@dataclass(frozen=True, slots=True)
class Pages:
    """The pages of an edition: `least` to `most`, or any number if that is None; `even` may add a blank last page."""

    least: int = 1
    most: int | None = None
    even: bool = False

    def keeps(self, count: int) -> bool:
        """Whether `count` pages are within the limit."""
        return self.most is None or count <= self.most

    def blank(self, count: int) -> bool:
        """Whether a blank page follows the last of `count` pages."""
        return self.even and count % 2 == 1

    @classmethod
    def of(cls, written: str) -> Pages | None:
        """The value of `pages` in brief.yaml; None when it is invalid."""
        match = PAGES.fullmatch(written.strip())
        if not match or not (match["most"] or match["even"]) or (match["least"] and not match["most"]):
            return None
        most = int(match["most"]) if match["most"] else None
        least = int(match["least"] or 1)
        return cls(least, most, bool(match["even"])) if most is None or least <= most else None

    def __str__(self) -> str:
        even = ", even" if self.even else ""
        if self.most is None:
            return f"as needed{even}"
        if self.least == self.most:
            return f"{self.most}{even}"
        return f"{f'{self.least} to' if self.least > 1 else 'up to'} {self.most}{even}"


@dataclass(frozen=True, slots=True)
class Edition:
    """An edition: a version of the brief for one purpose.

    - `kind` is the file format, `how_to_print` an instruction for a colleague, `duplex` whether to print on both sides.
    - `pages` is its page limit; with `pages_as`, that of the edition named there. Text is set in `type_size` points, or
      between `smallest` and `largest` to fit the pages; notes in at least `smallest_note`. `enlarged` says that
      brief.yaml sets the size of the text; all other type grows with it.
    - `lineage` has the names of the editions that it inherits from: itself, the edition that it is like, and so on.
    - `paper` is the paper that it is printed on: that of the brief, unless it has an `own_paper`.
    - `layout` is its page layout. The edition prints the named `sections`; without any, the sections of its `kinds`;
      without these, all. If `abridged`, it prints the short versions of sections that have one. `aimed` says that it
      asks one reader for one thing.
    - `inks` are the inks that it is printed in; for a press, the paper is trimmed and may have `crop_marks`.
    - `notes` are set at the foot of the page, at the end of the section, or in popovers. The `margin` contains side
      notes, editors' comments, or nothing; in the last two cases, side notes are set in the text.
    - `wide_tables`, whose columns do not fit, are kept or become lists. `drawings` from files, whose labels cannot be
      enlarged alone, are printed as they are, or enlarged; where enlarging is not enough, they are put into words.

    An edition for the screen has no pages, paper or type sizes.
    """

    name: str
    purpose: str
    how_to_print: str
    pages: Pages
    type_size: float
    smallest: float
    largest: float
    smallest_note: float
    kind: str
    lineage: tuple[str, ...]
    enlarged: bool = False
    pages_as: str = ""
    duplex: bool = True
    paper: PaperName = "us-letter"
    own_paper: PaperName | None = None
    layout: str = "brief.html"
    sections: tuple[str, ...] = ()
    kinds: tuple[Kind, ...] = ()
    abridged: bool = False
    aimed: bool = False
    notes: Literal["foot", "section", "popover"] = "foot"
    margin: Literal["side-notes", "comments", "none"] = "side-notes"
    wide_tables: Literal["kept", "lists"] = "kept"
    drawings: Literal["as they are", "enlarged"] = "as they are"
    inks: InkSet = "colors"
    crop_marks: bool = False
    medium: Medium = "paper"

    @property
    def trimmed(self) -> bool:
        """Whether it is printed on larger paper and cut to size."""
        return self.inks == "press"

    @property
    def type(self) -> str:
        """Its type in words: ``10.5 pt, at least 10``."""
        if self.medium == "screen":
            return NONE
        floor = f", at least {self.smallest:g}" if self.smallest < self.type_size else ""
        return f"{self.type_size:g} pt{floor}"

    @property
    def enlargement(self) -> float:
        """The scale of its photographs: its smallest type divided by the full edition's largest; at least 1."""
        return max(1.0, self.smallest / EDITIONS["full"].largest)

    @property
    def least_label(self) -> float:
        """The least size of labels in drawings, in points: 14 for text of 18; 0 where drawings are not enlarged."""
        return self.smallest * 14 / 18 if self.drawings == "enlarged" else 0.0

    @property
    def on_one_page(self) -> Edition:
        """The edition on a single page: its text may be smaller, unless brief.yaml changes its smallest size."""
        as_built_in = self.smallest == EDITIONS[self.look].smallest
        return replace(self, smallest=min(self.smallest, ON_ONE_PAGE)) if as_built_in else self

    @property
    def listed(self) -> tuple[str, ...]:
        """Its row in a list of editions: name, pages, paper, type, kind of file, purpose."""
        on = (NONE, NONE) if self.medium == "screen" else (str(self.pages), self.paper)
        return (self.name, *on, self.type, self.kind, self.purpose)

    @property
    def look(self) -> str:
        """The built-in edition whose style sheets and rules it inherits."""
        return next(name for name in self.lineage if name in EDITIONS)


ARCHIVE = "PDF/UA-1, PDF/A-3a"
"""An accessible PDF for archives."""

PRESS = "PDF/X-4"
"""A PDF for print shops."""

STAPLED = "several sheets get one staple, at the top where lines begin"

FULL = Edition(
    name="full",
    purpose="the staffer's file, email",
    how_to_print=f"color, or black and white; {STAPLED}",
    pages=Pages(most=4),
    type_size=10.5,
    smallest=10.5,
    largest=12,
    smallest_note=8.5,
    kind=ARCHIVE,
    lineage=("full",),
)
"""The whole brief. Most other editions are based on it, and set only the values that differ."""

HANDOUT = Edition(
    name="handout",
    purpose="the leave-behind: one ask",
    how_to_print="color, or black and white",
    pages=Pages(most=1),
    type_size=10.5,
    smallest=10,
    largest=12,
    smallest_note=9,
    kind=ARCHIVE,
    lineage=("handout",),
    layout="handout.html",
    kinds=("summary", "recommendations"),
    abridged=True,
    aimed=True,
)

PHOTOCOPY = replace(
    FULL,
    name="photocopy",
    purpose="office printers, stacks on a table",
    how_to_print=f"black and white, and again from the printout; {STAPLED}",
    lineage=("photocopy", "full"),
    pages_as="full",
    inks="black",
)

LARGE_PRINT = replace(
    FULL,
    name="large-print",
    purpose="readers with low vision",
    how_to_print=f"black and white, on matt paper; {STAPLED}",
    pages=Pages(),
    type_size=18,
    smallest=18,
    largest=24,
    smallest_note=18,
    lineage=("large-print", "full"),
    layout="large-print.html",
    notes="section",
    margin="none",
    wide_tables="lists",
    drawings="enlarged",
)

PRINT_SHOP = replace(
    FULL,
    name="print-shop",
    purpose="the print shop",
    how_to_print="not in the office: send the file to the shop as it is, and say which paper and how many",
    duplex=False,
    pages=Pages(most=4, even=True),
    kind=PRESS,
    lineage=("print-shop", "full"),
    pages_as="full",
    inks="press",
)

PROOF = replace(
    FULL,
    name="proof",
    purpose="editors and counsel with a pen",
    how_to_print=f"one side, so that the backs can be written on; black and white; {STAPLED}",
    duplex=False,
    pages=Pages(),
    type_size=11,
    smallest=11,
    smallest_note=9,
    lineage=("proof", "full"),
    layout="proof.html",
    margin="comments",
)

SCREEN = replace(
    FULL,
    name="screen",
    purpose="the web page, phones",
    how_to_print="not at all: put the file on the web, beside the PDF of the full edition, or send it by mail",
    duplex=False,
    pages=Pages(),
    type_size=0,
    smallest=0,
    largest=0,
    smallest_note=0,
    kind="HTML",
    lineage=("screen", "full"),
    layout="screen.html",
    notes="popover",
    medium="screen",
)

EDITIONS: Mapping[str, Edition] = {
    edition.name: edition for edition in (FULL, HANDOUT, PHOTOCOPY, LARGE_PRINT, PRINT_SHOP, PROOF, SCREEN)
}
"""The built-in editions by name."""
