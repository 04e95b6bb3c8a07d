"""Fonts as partners may send them: their letters are triangles, and whatever draws none of them has a secret."""

from __future__ import annotations

import io
from typing import Any

from fontTools.cffLib import FDArrayIndex, FDSelect, FontDict
from fontTools.fontBuilder import FontBuilder
from fontTools.otlLib.builder import buildStatTable
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont, newTable
from fontTools.ttLib.tables.DefaultTable import DefaultTable
from fontTools.ttLib.tables.TupleVariation import TupleVariation

from brief.fonts import TEXTS

SECRET = "Zebrawood"

KINDS = ("TrueType", "CFF", "CID", "variable")

WIDTH, WIDENED = 400, 90
"""The width of a letter, and what the greatest weight of a variable font adds to it."""

LENGTHENED = ("OS/2", "STAT", "avar", "cmap", "hmtx", "name", "post")
"""Tables with a secret behind their end."""

PRIVATE = ("Acme", "DSIG", "LTSH", "PCLT", "VDMX", "cvt ", "fpgm", "meta", "prep")
"""Tables with nothing but a secret."""


def font(kind: str, *lengthened: str) -> bytes:
    """A font of this kind with the letters A, B and C; these tables are `lengthened` as well."""
    glyphs = [".notdef", "A", SECRET, f"{SECRET}.b"]
    builder = FontBuilder(1000, isTTF=kind not in ("CFF", "CID"))
    builder.setupGlyphOrder(glyphs)
    builder.setupCharacterMap({ord(letter): glyph for letter, glyph in zip("ABC", glyphs[1:], strict=True)})
    if kind in ("CFF", "CID"):
        outlines = {glyph: _drawn(T2CharStringPen(500, None)).getCharString() for glyph in glyphs}
        builder.setupCFF(SECRET, dict.fromkeys(TEXTS[:6], SECRET), outlines, {"defaultWidthX": 500})
    else:
        builder.setupGlyf({glyph: _drawn(TTGlyphPen(None)).glyph() for glyph in glyphs})
    builder.setupHorizontalMetrics(dict.fromkeys(glyphs, (500, 0)))
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable({"familyName": SECRET, "styleName": SECRET, "version": SECRET, "designer": SECRET})
    builder.setupOS2()
    builder.setupPost()
    if kind == "variable":
        builder.setupFvar([("wght", 100, 400, 900, SECRET)], [{"location": {"wght": 900}, "stylename": SECRET}])
        corners = [(0, 0), (WIDENED, 0), (0, 0), *[(0, 0)] * 4]
        builder.setupGvar({glyph: [TupleVariation({"wght": (0, 1, 1)}, corners)] for glyph in glyphs})
        builder.font["avar"] = newTable("avar")
        builder.font["avar"].segments = {"wght": {-1: -1, 0: 0, 1: 1}}
        buildStatTable(builder.font, [{"tag": "wght", "name": SECRET, "values": [{"value": 400, "name": SECRET}]}])
    file = io.BytesIO()
    builder.save(file)
    if kind == "CID":
        file = _keyed_by_cid(file)
    return _with_secrets(file, *LENGTHENED, *lengthened)


def _keyed_by_cid(file: io.BytesIO) -> io.BytesIO:
    """A font whose glyphs have numbers, and whose collection of letters and parts have a secret for a name."""
    keyed = io.BytesIO()
    with TTFont(file, recalcTimestamp=False) as font:
        top = font["CFF "].cff.topDictIndex[0]
        outlines, names = top.CharStrings, top.charset
        for name in names:
            outlines[name].decompile()
        part = FontDict(strings=top.strings)
        part.FontName, part.FullName, part.Private, part.GlobalSubrs = SECRET, SECRET, top.Private, top.GlobalSubrs
        parts, selection = FDArrayIndex(), FDSelect()
        parts.strings, parts.GlobalSubrs = top.strings, top.GlobalSubrs
        parts.append(part)
        selection.format, selection.gidArray = 3, [0] * len(names)
        top.ROS, top.CIDCount, top.FDArray, top.FDSelect = (SECRET, SECRET, 0), len(names), parts, selection
        outlines.fdArray, outlines.fdSelect = parts, selection
        del top.Private
        top.rawDict.pop("Private", None)
        top.charset = [".notdef", *(f"cid{number:05}" for number in range(1, len(names)))]
        outlines.charStrings = {new: outlines.charStrings[old] for new, old in zip(top.charset, names, strict=True)}
        font.save(keyed)
    return keyed


def _drawn(pen: Any) -> Any:
    pen.moveTo((0, 0))
    pen.lineTo((WIDTH, 0))
    pen.lineTo((200, 700))
    pen.closePath()
    return pen


def _with_secrets(file: io.BytesIO, *lengthened: str) -> bytes:
    """A font with a secret in other tables too."""
    made, secret = io.BytesIO(), SECRET.encode() * 4
    with TTFont(file, recalcTimestamp=False) as font:
        tables = {tag: font.reader[tag] + secret for tag in lengthened if tag in font}
        for tag, data in (tables | dict.fromkeys(PRIVATE, secret)).items():
            font[tag] = DefaultTable(tag)
            font[tag].data = data
        font.save(made)
    return made.getvalue()
