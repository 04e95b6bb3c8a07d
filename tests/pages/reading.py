"""Reads from a finished PDF where its lines stand, to which elements they belong, and what else is printed.

PDFium gives the pieces of a page with their boxes, pikepdf the structure tree. Neither knows how the pages were set.
All lengths are in points; y grows downwards from the top left corner of the trimmed page.
"""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from math import hypot
from typing import Any, NamedTuple

import pikepdf
import pypdfium2
from pypdfium2 import raw as pdfium

INLINE = frozenset({"Span", "Link", "Em", "Strong", "Quote", "Code", "Annot", "Ruby", "RB", "RT"})
"""The roles whose words stand within a line of the element around them."""

ASIDE = frozenset({"Lbl", "Reference"})
"""The roles whose words are numbers: of an item or a note, and the call of one."""

HYPHEN = "\N{SOFT HYPHEN}"
"""What a line ends with here where the engine broke a word. A hyphen that is written stays one."""

PDFIUM_HYPHEN = "\x02"
"""What PDFium gives for a hyphen at the end of a line, whoever put it there."""


class Box(NamedTuple):
    """Left, top, right and foot."""

    left: float
    top: float
    right: float
    foot: float


@dataclass(frozen=True)
class Piece:
    """What a page paints in one go: a `text`, a `path` or a `picture`. `owner` is -1 where nobody reads it."""

    kind: str
    box: Box
    owner: int
    text: str = ""
    face: str = ""
    size: float = 0
    base: float = 0


@dataclass(frozen=True)
class Line:
    """A line of words: its page (from 1), its box and base line, and the face and the size of most of its letters."""

    page: int
    box: Box
    base: float
    text: str
    face: str
    size: float

    @property
    def broken(self) -> bool:
        """Whether it ends in a hyphen."""
        return self.text.endswith((HYPHEN, "-"))


@dataclass(eq=False)
class Block:
    """An element of the structure tree that is no part of a line.

    `lines` are those of its own words, `calls` the numbers of notes in them with their pages, `label` its own number.
    """

    role: str
    kids: list[Block] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    calls: list[tuple[str, int]] = field(default_factory=list)
    label: str = ""

    @property
    def text(self) -> str:
        """Its own words, with each that a line broke in one piece."""
        return " ".join(line.text for line in self.lines).replace(f"{HYPHEN} ", "")

    def all(self) -> Iterator[Block]:
        """This block and all within it, in the order in which they are read."""
        yield self
        for kid in self.kids:
            yield from kid.all()


@dataclass(frozen=True)
class Sheet:
    """A page (from 1): its size and what is painted on it."""

    number: int
    width: float
    height: float
    pieces: Sequence[Piece]


@dataclass(frozen=True)
class Printed:
    """A finished PDF: its pages, and the root of its structure, or None without one."""

    sheets: Sequence[Sheet]
    root: Block | None

    @property
    def blocks(self) -> list[Block]:
        """All blocks in the order in which they are read."""
        return list(self.root.all()) if self.root else []


def read(pdf: bytes) -> Printed:
    """The pages of a PDF and their lines. Without a structure there are no lines."""
    document = pypdfium2.PdfDocument(pdf)
    sheets = tuple(_sheet(number, page) for number, page in enumerate(document, 1))
    document.close()
    root, owners = _structure(pdf)
    for sheet in sheets:
        _give_lines(sheet, owners)
    return Printed(sheets, root)


def _sheet(number: int, page: Any) -> Sheet:
    left, foot, right, top = page.get_trimbox()
    return Sheet(number, right - left, top - foot, tuple(_pieces(page, left, top)))


def _pieces(page: Any, left: float, top: float) -> Iterator[Piece]:
    """What a page paints, measured from a corner. A drawing or a chart is one piece."""
    words = page.get_textpage()
    for one in page.get_objects(max_depth=1, textpage=words):
        x0, y0, x1, y1 = one.get_bounds()
        box = Box(x0 - left, top - y1, x1 - left, top - y0)
        owner = pdfium.FPDFPageObj_GetMarkedContentID(one)
        if one.type == pdfium.FPDF_PAGEOBJ_TEXT:
            place = one.get_matrix()
            yield Piece(
                "text",
                box,
                owner,
                _letters(one.extract()),
                re.sub(r"^[A-Z]{6}\+", "", one.get_font().get_base_name()),
                one.get_font_size() * hypot(place.c, place.d),
                top - place.f,
            )
        else:
            yield Piece("path" if one.type == pdfium.FPDF_PAGEOBJ_PATH else "picture", box, owner)


def _letters(text: str) -> str:
    """A text as PDFium gives it. The engine's own hyphen is U+2010 or painted by itself; a typed one is neither."""
    if text in (PDFIUM_HYPHEN, "-"):
        return HYPHEN
    return text.replace("\N{HYPHEN}", HYPHEN).replace(PDFIUM_HYPHEN, "-")


class _Owner(NamedTuple):
    """The block to which marked content belongs, and the role of what stands aside within it."""

    block: Block
    aside: str


Owners = Mapping[tuple[int, int], _Owner]
"""By the number of a page and that of its marked content."""


def _structure(pdf: bytes) -> tuple[Block | None, Owners]:
    document = pikepdf.open(io.BytesIO(pdf))
    if "/StructTreeRoot" not in document.Root:
        return None, {}
    numbers = {page.objgen: number for number, page in enumerate(document.pages, 1)}
    owners: dict[tuple[int, int], _Owner] = {}

    def walk(kid: Any, owner: _Owner, page: int) -> None:
        if isinstance(kid, pikepdf.Array):
            for one in kid:
                walk(one, owner, page)
            return
        if isinstance(kid, int):
            owners[page, kid] = owner
            return
        page = numbers[kid.Pg.objgen] if "/Pg" in kid else page
        if "/MCID" in kid:
            owners[page, int(kid.MCID)] = owner
        elif "/K" in kid:
            walk(kid.K, _entered(str(kid.get("/S", "/Span")).removeprefix("/"), owner), page)

    root = Block("Root")
    walk(document.Root.StructTreeRoot.K, _Owner(root, ""), 0)
    return root, owners


def _entered(role: str, owner: _Owner) -> _Owner:
    """To what content belongs in an element of a role."""
    if role in INLINE:
        return owner
    if role in ASIDE:
        return _Owner(owner.block, role)
    owner.block.kids.append(Block(role))
    return _Owner(owner.block.kids[-1], "")


def _give_lines(sheet: Sheet, owners: Owners) -> None:
    """Gives each block what a page has of its lines, its calls of notes and its number."""
    pieces: dict[Block, list[Piece]] = {}
    for piece in sheet.pieces:
        owner = owners.get((sheet.number, piece.owner))
        if owner is None or piece.kind != "text" or not piece.text.strip(" \n\r"):
            continue
        if owner.aside == "Lbl":
            owner.block.label += piece.text.strip()
            continue
        if owner.aside and (numbers := re.findall(r"\d+", piece.text)) and not re.search(r"[^\W\d]", piece.text):
            owner.block.calls += [(number, sheet.number) for number in numbers]
            piece = replace(piece, text="")
        pieces.setdefault(owner.block, []).append(piece)
    for block, mine in pieces.items():
        block.lines += _lines(sheet.number, mine)


def _lines(page: int, pieces: Sequence[Piece]) -> Iterator[Line]:
    """The lines that pieces of one block form. A raised number belongs to the line in which it stands."""
    line: list[Piece] = []
    for piece in pieces:
        if line and _begins_a_line(piece, line):
            yield _line(page, line)
            line = []
        line.append(piece)
    if line:
        yield _line(page, line)


def _begins_a_line(piece: Piece, line: Sequence[Piece]) -> bool:
    first, last = line[0], line[-1]
    tall = max(piece.size, *(one.size for one in line))
    apart = min(abs(piece.base - one.base) for one in (first, last))
    return apart > tall / 2 or piece.box.right < last.box.left - tall


def _line(page: int, pieces: Sequence[Piece]) -> Line:
    letters: Counter[tuple[str, float, float]] = Counter()
    for piece in pieces:
        letters[piece.face, round(piece.size, 2), piece.base] += len(piece.text)
    (face, size, base), _ = letters.most_common(1)[0]
    boxes = [piece.box for piece in pieces]
    box = Box(
        min(one.left for one in boxes),
        min(one.top for one in boxes),
        max(one.right for one in boxes),
        max(one.foot for one in boxes),
    )
    text = re.sub(r"\s+", " ", "".join(piece.text for piece in pieces)).strip()
    return Line(page, box, base, text, face, size)
