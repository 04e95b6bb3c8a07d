"""Font files: how they are recognized, how they are opened with fontTools, and which of their tables draw letters."""

from __future__ import annotations

import io
from collections.abc import Mapping
from pathlib import Path
from struct import Struct, unpack
from typing import Any

COLLECTION = b"ttcf"
"""The first four bytes of a file with several fonts."""

SUFFIXES = frozenset({".ttf", ".otf", ".ttc", ".otc"})
BEGINNINGS = frozenset({b"\0\1\0\0", b"OTTO", b"true", COLLECTION})
"""The suffixes of font files, and the first four bytes of those with other names."""

FAMILY_NAMES = (1, 16)
"""The IDs of family names in the name table: of up to four styles, and of the whole family."""

DRAWING: Mapping[bytes, int | None] = {
    **dict.fromkeys((b"CFF ", b"cmap", b"glyf", b"hmtx", b"loca")),
    **{b"head": 54, b"hhea": 36, b"maxp": 32},
}
"""The tables that letters are drawn with (ISO 32000-1, 9.9), and the length of those that have a fixed one."""

HEADER, ENTRY = Struct(">4sHHHH"), Struct(">4sIII")
"""How a font begins, and how it lists each of its tables (OpenType 1.9)."""

WHOLE = 0xB1B0AFBA
"""The sum of a whole font, to which a number in its ``head`` adjusts it."""

TEXTS = (
    *("version", "Notice", "Copyright", "FullName", "FamilyName", "Weight", "PostScript", "BaseFontName", "FontName"),
    *("XUID", "UniqueID"),
)
"""The texts and identifiers in a ``CFF`` table, none of which is drawn."""


def is_font(suffix: str, beginning: bytes) -> bool:
    """Whether a file is a font by the suffix of its name, or else by its first four bytes."""
    return suffix.lower() in SUFFIXES or beginning in BEGINNINGS


def opened(path: Path) -> list[Any]:
    """The fonts in a file: one, or those of a collection. Raises any kind of exception for a broken file."""
    return within(path.read_bytes())


PICTURES = ("sbix", "CBDT", "SVG ")
"""The tables of fonts whose letters are pictures, such as emoji in colors."""


def within(data: bytes) -> list[Any]:
    """The fonts in the bytes of a file: one, or those of a collection. Raises any exception for broken ones."""
    from fontTools.ttLib import TTCollection

    file = io.BytesIO(data)
    if data.startswith(COLLECTION):
        return list(TTCollection(file, recalcTimestamp=False).fonts)
    return [timeless(file)]


def timeless(file: Any, **options: Any) -> Any:
    """A fontTools font that keeps its date when it is saved, so that the same brief makes the same bytes."""
    from fontTools.ttLib import TTFont

    return TTFont(file, recalcTimestamp=False, **options)


def families(font: Any) -> frozenset[str]:
    """The names of the family that a font belongs to."""
    records = (record for record in font["name"].names if record.nameID in FAMILY_NAMES)
    return frozenset(record.toUnicode(errors="replace") for record in records)


def bare(font: bytes) -> bytes:
    """A font with nothing but what its letters are drawn with; a collection is returned unchanged.

    fontTools is imported only for ``CFF``, which no font of the house has: the import takes longer than all the rest.
    """
    if font.startswith(COLLECTION):
        return font
    kind, count, *_ = HEADER.unpack_from(font)
    entries = [ENTRY.unpack_from(font, HEADER.size + ENTRY.size * number) for number in range(count)]
    tables = {tag: font[start : start + length][: DRAWING[tag]] for tag, _, start, length in entries if tag in DRAWING}
    if b"CFF " in tables:
        tables[b"CFF "] = without_texts(tables[b"CFF "])
    head = tables[b"head"]
    tables[b"head"] = unadjusted = head[:8] + bytes(4) + head[12:]
    made = _joined(kind, tables)
    adjusted = head[:8] + ((WHOLE - _sum(made)) % 2**32).to_bytes(4) + head[12:]
    return made.replace(unadjusted, adjusted, 1)


def without_texts(cff: bytes) -> bytes:
    """A ``CFF`` table whose glyphs have numbers for names, and that has no other text."""
    from fontTools.cffLib import CFFFontSet

    outlines, file = CFFFontSet(), io.BytesIO()
    outlines.decompile(io.BytesIO(cff), None)
    (top,) = outlines.topDictIndex
    if hasattr(top, "ROS"):  # glyphs that are keyed by CID have numbers already
        top.ROS = ("Adobe", "Identity", 0)
    else:
        top.charset = [".notdef", *(f"g{number}" for number in range(1, len(top.charset)))]
        top.CharStrings.charStrings = {name: number for number, name in enumerate(top.charset)}
    for part in (top, *getattr(top, "FDArray", ())):
        for text in TEXTS:
            setattr(part, text, None)
    outlines.fontNames = ["Part"]
    outlines.compile(file, timeless(None, recalcBBoxes=False))
    return file.getvalue()


def _joined(kind: bytes, tables: Mapping[bytes, bytes]) -> bytes:
    """The font of these tables; its first four bytes, `kind`, say which outlines it has."""
    power = len(tables).bit_length() - 1
    made = HEADER.pack(kind, len(tables), 16 << power, power, 16 * len(tables) - (16 << power))
    place, body = HEADER.size + ENTRY.size * len(tables), b""
    for tag, table in tables.items():
        padded = table + bytes(-len(table) % 4)
        made += ENTRY.pack(tag, _sum(padded), place + len(body), len(table))
        body += padded
    return made + body


def _sum(data: bytes) -> int:
    """The sum of a table or font, whose length is divisible by four."""
    numbers: tuple[int, ...] = unpack(f">{len(data) // 4}I", data)
    return sum(numbers) % 2**32
