"""The fonts in a brief's styles: their families, and findings on them.

Fonts are the files that WeasyPrint finds: those below ``fonts/`` with the suffix of a font, in upper or lower case, or
with the first bytes of one. They are opened only when needed, and checked here and not in `check` because outlines and
rights can only be read from an open font.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import unquote

from brief import fonts
from brief.css import COMMENT, FONT_FACE
from brief.findings import Finding, Place
from brief.findings import files as rules
from brief.load.folders import entries, leads_out
from brief.load.serving import served
from brief.model import Brief, Sheet, own_styles

OTHERS = {
    **dict.fromkeys((".woff", ".woff2", ".eot"), "web pages"),
    **dict.fromkeys((".pfb", ".pfa", ".t1", ".dfont"), "programs of another time"),
}
"""The purposes of fonts in formats that WeasyPrint does not find, by suffix."""

_URL = re.compile(r"""url\(\s*["']?([^"')]+?)["']?\s*\)""")


TAG = re.compile("[ -~]{4}")
"""The name of a table (OpenType 1.9)."""


class Face(NamedTuple):
    """The families of a font, and what is wrong with it.

    `unprinted` is the kind of its outlines if some viewers leave them blank, and `forbidden` what its maker forbids.
    Letters that are pictures (`has_pictures`) would reach the PDF unchanged, with any metadata.
    """

    families: frozenset[str]
    unprinted: str
    has_pictures: bool
    forbidden: str


def families(styles: Sequence[Path]) -> frozenset[str]:
    """The names of all families in the ``fonts/`` of `styles`."""
    return frozenset(name for path in files(styles) for face in _faces(path) or () for name in face.families)


def files(styles: Sequence[Path]) -> list[Path]:
    """The font files in the ``fonts/`` of `styles`."""
    return [path for root in styles for path in entries(root, root / "fonts") if _is_font(root, path)]


def brought(brief: Brief, sheets: Sequence[Sheet]) -> frozenset[Path]:
    """The font files that style sheets load by ``@font-face``."""
    texts = (COMMENT.sub("", sheet.text) for sheet in sheets if "@font-face" in sheet.text)
    names = (unquote(url[1]) for text in texts for rule in FONT_FACE.findall(text) for url in _URL.finditer(rule))
    return frozenset(path for name in names if (path := served(brief, name)))


def unfit(styles: Sequence[Path], brought: Set[Path]) -> Iterator[Finding]:
    """Findings on the files `brought` by style sheets and on the ``fonts/`` of a brief's own styles.

    They report links that lead out of the folder, broken files, formats for other purposes, and fonts that may not be
    embedded or would not be printed.
    """
    for path in sorted(brought):
        yield from _wrong(path)
    for root in own_styles(styles):
        for path in entries(root, root / "fonts"):
            if leads_out(root, path):
                yield rules.FILE_OUTSIDE.at(Place(path))
            elif path in brought:
                continue
            elif _is_font(root, path):
                yield from _wrong(path)
            elif (purpose := OTHERS.get(path.suffix.lower())) and path.is_file():
                yield rules.FACE_FORMAT.at(Place(path), purpose=purpose)


def _wrong(path: Path) -> Iterator[Finding]:
    """Findings on a font file; a fault that several of its fonts share is reported once."""
    faces = _faces(path)
    if faces is None:
        yield rules.FACE_BROKEN.at(Place(path))
        return
    for kind in dict.fromkeys(face.unprinted for face in faces if face.unprinted):
        yield rules.FACE_OUTLINES.at(Place(path), kind=kind)
    if any(face.has_pictures for face in faces):
        yield rules.FACE_PICTURES.at(Place(path))
    for what in dict.fromkeys(face.forbidden for face in faces if face.forbidden):
        yield rules.FACE_FORBIDDEN.at(Place(path), what=what)


def _is_font(root: Path, path: Path) -> bool:
    """Whether `path` is a font within `root`, by its suffix or else by its first bytes, as in WeasyPrint."""
    if path.is_dir() or leads_out(root, path):
        return False
    if path.exists() and not path.is_file():
        return True  # a pipe: the engine would wait for it, so it has to be reported
    return fonts.is_font(path.suffix, _first_bytes(path))


def _first_bytes(path: Path) -> bytes:
    """The first four bytes of a file; empty when it cannot be read."""
    try:
        with open(path, "rb") as file:
            return file.read(4)
    except OSError:
        return b""


def _faces(path: Path) -> list[Face] | None:
    """The fonts in a file; None when they cannot be read."""
    if not path.is_file():  # opening a pipe would wait for its other end
        return None
    try:
        return [_face(font, path.stat().st_size) for font in fonts.opened(path)]
    except Exception:  # a broken file makes fontTools fail in any way: struct.error, KeyError, its own …
        return None


def _face(font: Any, size: int) -> Face:
    """The `Face` of an open font. Raises an exception when its file of `size` bytes is cut short or broken."""
    if font.flavor is None and any(table.offset + table.length > size for table in font.reader.tables.values()):
        raise EOFError
    for needed in ("cmap", "head", "maxp", *(("fvar",) if "fvar" in font else ())):
        font[needed]
    if not all(TAG.fullmatch(tag) for tag in font.reader.tables):
        raise ValueError("the name of a table")
    return Face(fonts.families(font), _unprinted(font), _has_pictures(font), _forbidden(font))


def _unprinted(font: Any) -> str:
    """The kind of outlines that common viewers leave blank in PDFs of WeasyPrint 70.0; empty for all others.

    Ghostscript and MuPDF leave out glyphs of CID-keyed CFF, whose CIDs are not glyph numbers, and Ghostscript leaves
    out all glyphs of CFF2. Plain CFF and TrueType, variable or not, and collections of them are printed everywhere.
    """
    if "CFF2" in font:
        return "CFF2"
    return "CID-keyed CFF" if "CFF " in font and hasattr(font["CFF "].cff.topDictIndex[0], "ROS") else ""


def _has_pictures(font: Any) -> bool:
    """Whether letters of a font are pictures."""
    outlines = "CFF " in font or "CFF2" in font or ("glyf" in font and font.reader["glyf"])
    return not outlines or any(table in font for table in fonts.PICTURES)


def _forbidden(font: Any) -> str:
    """The use in a PDF that a font's maker forbids, by `fsType` in its OS/2 table (OpenType 1.9); empty for none."""
    rights = font["OS/2"].fsType if "OS/2" in font else 0
    if rights & 0xF == 0x2:  # old fonts may set other bits too: the mildest holds
        return "to embed it"
    if rights & 0x200:
        return "to embed its outlines"
    return "to embed a part of it" if rights & 0x100 else ""
