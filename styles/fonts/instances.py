"""Cuts the static faces of Source Serif 4 out of the variable fonts of PyPI's `fontpkg-source-serif-4`.

Run by `make` beside this file, with the folder to write to. Two optical sizes are taken, 10.5 pt for text and 32 pt
for titles: they are drawn differently, not only scaled. The same bytes come out each time.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from fontTools.misc.timeTools import timestampFromString
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import OverlapMode, instantiateVariableFont

MADE = timestampFromString("Fri Jan  1 00:00:00 2021")
TEXT, TITLES = ("Source Serif 4", 10.5), ("Source Serif 4 Display", 32)
REGULAR, SEMIBOLD = 400, 600
ITALIC_BIT, BOLD_BIT, REGULAR_BIT = 1 << 0, 1 << 5, 1 << 6  # of OS/2 fsSelection


@dataclass(frozen=True)
class Face:
    """A static face: its file, its family with its optical size in points, its weight and slant."""

    file: str
    family: tuple[str, float]
    weight: int
    italic: bool = False


FACES = (
    Face("SourceSerif4-Regular.ttf", TEXT, REGULAR),
    Face("SourceSerif4-Italic.ttf", TEXT, REGULAR, italic=True),
    Face("SourceSerif4-Semibold.ttf", TEXT, SEMIBOLD),
    Face("SourceSerif4-SemiboldItalic.ttf", TEXT, SEMIBOLD, italic=True),
    Face("SourceSerif4Display-Regular.ttf", TITLES, REGULAR),
    Face("SourceSerif4Display-Semibold.ttf", TITLES, SEMIBOLD),
)


def instance(face: Face) -> TTFont:
    """The face, cut out of its variable font, with a name and a date of its own."""
    package = find_spec("fontpkg_source_serif_4")
    assert package
    assert package.origin
    source = "SourceSerif4-Italic[opsz,wght].ttf" if face.italic else "SourceSerif4[opsz,wght].ttf"
    variable = TTFont(Path(package.origin).parent / "files" / source, recalcTimestamp=False)
    axes = {"wght": face.weight, "opsz": face.family[1]}
    font = instantiateVariableFont(variable, axes, overlap=OverlapMode.KEEP_AND_SET_FLAGS)
    name(font, face)
    font["OS/2"].usWeightClass = face.weight
    font["head"].created = font["head"].modified = MADE
    if "STAT" in font:
        del font["STAT"]
    return font


def name(font: TTFont, face: Face) -> None:
    """Names a face by family, weight and style; in the old scheme of four styles a semibold is a family of its own."""
    family = face.family[0]
    weight = "Semibold" if face.weight == SEMIBOLD else ""
    style = " ".join(filter(None, (weight, "Italic" if face.italic else ""))) or "Regular"
    records = {
        1: f"{family} {weight}".strip(),
        2: "Italic" if face.italic else "Regular",
        3: f"{family} {style}",
        4: f"{family} {style}",
        6: f"{family} {style}".replace(" ", "-"),
    }
    if weight:
        records |= {16: family, 17: style}
    table = font["name"]
    for number in (1, 2, 3, 4, 6, 16, 17, 21, 22, 25):
        table.removeNames(nameID=number)
    for number, text in records.items():
        table.setName(text, number, 3, 1, 0x409)
    selection = font["OS/2"].fsSelection & ~(ITALIC_BIT | BOLD_BIT | REGULAR_BIT)
    font["OS/2"].fsSelection = selection | (ITALIC_BIT if face.italic else 0 if weight else REGULAR_BIT)
    font["head"].macStyle = 0b10 if face.italic else 0


if __name__ == "__main__":
    for one in FACES:
        instance(one).save(Path(sys.argv[1]) / one.file)
