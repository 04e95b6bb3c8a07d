"""The fonts in a brief's styles: the families that they hold, and files that are none.

They are the files that the engine finds: in ``fonts/`` and all folders in it, with the ending of a font in letters
of either case, or beginning as one. They are read only when there is a question about them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import unquote

from brief.css import COMMENT, FONT_FACE
from brief.findings import Finding, Place
from brief.findings import files as rules
from brief.load.folders import entries, leads_out
from brief.load.look import served
from brief.model import Brief, Sheet

SUFFIXES = frozenset({".ttf", ".otf", ".ttc", ".otc"})
"""The endings of fonts, and of files with several."""

BEGINNINGS = frozenset({b"\0\1\0\0", b"OTTO", b"true", b"ttcf"})
"""How such files begin, whatever their names."""

OTHERS = {
    **dict.fromkeys((".woff", ".woff2", ".eot"), "web pages"),
    **dict.fromkeys((".pfb", ".pfa", ".t1", ".dfont"), "programs of another time"),
}
"""What fonts are for that no text is set in, by their endings."""

FAMILY_NAMES = (1, 16)
"""The records of a font's name table that hold its family: for four styles, and for all."""


_URL = re.compile(r"""url\(\s*["']?([^"')]+?)["']?\s*\)""")


class Face(NamedTuple):
    """What matters of a face: its families, outlines that would not be printed, what its maker forbids; or nothing."""

    families: frozenset[str]
    unprinted: str
    forbidden: str


def families(styles: Sequence[Path]) -> frozenset[str]:
    """The names of all families in the folders ``fonts/`` of `styles`."""
    return frozenset(name for path in files(styles) for face in _faces(path) or () for name in face.families)


def files(styles: Sequence[Path]) -> list[Path]:
    """The fonts in the folders ``fonts/`` of `styles`."""
    return [path for root in styles for path in entries(root, root / "fonts") if _is_font(root, path)]


def brought(brief: Brief, sheets: Sequence[Sheet]) -> frozenset[Path]:
    """The files that style sheets bring themselves, by ``@font-face``, where they are served from."""
    texts = (COMMENT.sub("", sheet.text) for sheet in sheets if "@font-face" in sheet.text)
    names = (unquote(url[1]) for text in texts for rule in FONT_FACE.findall(text) for url in _URL.finditer(rule))
    found = (served(brief, name) for name in names)
    return frozenset(path for path in found if path)


def unfit(styles: Sequence[Path], brought: Set[Path]) -> Iterator[Finding]:
    """What is wrong in the ``fonts/`` of a brief's own styles, the first of `styles` if there are two.

    Links that lead out of these styles, files with the ending of a font that cannot be read as one, and fonts that
    may not be embedded or would not be printed; the last of the files `brought` too, wherever they are.
    """
    *owns, _ = styles
    for path in sorted(brought):
        yield from _wrong(path)
    for root in owns:
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
    """What is wrong with a font; of several in one file each thing once."""
    faces = _faces(path)
    if faces is None:
        yield rules.FACE_BROKEN.at(Place(path))
    for kind in dict.fromkeys(face.unprinted for face in faces or () if face.unprinted):
        yield rules.FACE_OUTLINES.at(Place(path), kind=kind)
    for what in dict.fromkeys(face.forbidden for face in faces or () if face.forbidden):
        yield rules.FACE_FORBIDDEN.at(Place(path), what=what)


def _is_font(root: Path, path: Path) -> bool:
    """Whether this is a font within `root`, by its ending or else by how it begins, as the engine sees it."""
    if path.is_dir() or leads_out(root, path):
        return False
    return path.suffix.lower() in SUFFIXES or (path.is_file() and _begins(path) in BEGINNINGS)


def _begins(path: Path) -> bytes:
    """The first four bytes of a file; none of one that may not be read."""
    try:
        with open(path, "rb") as file:
            return file.read(4)
    except OSError:
        return b""


def _faces(path: Path) -> list[Face] | None:
    """The face of a font file, or those of a collection; None when they cannot be read."""
    from fontTools.ttLib import TTCollection, TTFont

    if not path.is_file():  # asked first: to open a pipe would wait for its other end
        return None
    try:
        with open(path, "rb") as file:
            several = _begins(path) == b"ttcf"
            fonts = TTCollection(file, lazy=True).fonts if several else [TTFont(file, lazy=True)]
            return [_face(font, path.stat().st_size) for font in fonts]
    except Exception:  # a broken file makes fontTools fail in any way: struct.error, KeyError, its own …
        return None


def _face(font: Any, size: int) -> Face:
    """One face; fails when its file, of `size` bytes, ends before its tables do."""
    if font.flavor is None and any(table.offset + table.length > size for table in font.reader.tables.values()):
        raise EOFError
    for needed in ("cmap", "head", "maxp"):
        font[needed]
    names = (record for record in font["name"].names if record.nameID in FAMILY_NAMES)
    families = frozenset(record.toUnicode(errors="replace") for record in names)
    return Face(families, _unprinted(font), _forbidden(font))


def _unprinted(font: Any) -> str:
    """The kind of outlines that common viewers print as blanks when WeasyPrint 70.0 has put them into a PDF, if any.

    Ghostscript and MuPDF leave out glyphs of CID-keyed CFF, whose numbers are not those of the glyphs, and
    Ghostscript all of CFF2. Plain CFF, TrueType, variable or not, and collections of them are printed by all.
    """
    if "CFF2" in font:
        return "CFF2"
    return "CID-keyed CFF" if "CFF " in font and hasattr(font["CFF "].cff.topDictIndex[0], "ROS") else ""


def _forbidden(font: Any) -> str:
    """What the maker forbids of what a PDF does with a font, by ``fsType`` in its table OS/2 (OpenType 1.9)."""
    rights = font["OS/2"].fsType if "OS/2" in font else 0
    if rights & 0xF == 0x2:  # with another bit beside it, in old fonts, the milder one holds
        return "to embed it"
    if rights & 0x200:
        return "to embed its outlines"
    return "to embed a part of it" if rights & 0x100 else ""
