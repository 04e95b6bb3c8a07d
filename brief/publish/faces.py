"""The faces of a page: each that is used, cut to the characters that are set in it, as WOFF2."""

from __future__ import annotations

import hashlib
import io
import unicodedata
from base64 import b64encode
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from brief import cache, fonts
from brief.findings import Place
from brief.findings import files as rules
from brief.publish.cascade import Setting
from brief.publish.values import string

NEED_NO_GLYPH = frozenset({"Cc", "Cf", "Zs", "Zl", "Zp"})
"""Unicode categories of characters without a glyph."""

FIGURES = ("onum", "lnum", "tnum", "pnum")
SMALL_CAPITALS = ("smcp",)
UNASKED = frozenset({"frac", "numr", "dnom", "rand"})
"""OpenType features that the house's style sheets use, and those of fontTools' defaults that they never use."""

KEPT_NAMES = (0, 13, 14)
"""The IDs of the names that a subset keeps: copyright and license. The license forbids the font's name on a subset."""

FALLBACK = "brief"
"""The family of text that names none."""

KEPT = 20_000_000
"""The most bytes of faces in the user's cache."""


@dataclass(frozen=True, slots=True)
class Face:
    """A face, by its file and its number in that file: its family names, weights, style and characters."""

    path: Path
    number: int
    families: frozenset[str]
    weights: tuple[int, int]
    italic: bool
    characters: frozenset[int]


@dataclass(slots=True)
class Used:
    """The characters that a document uses of each face, and those that no face has.

    The keys of `characters` are the family that was asked for, the face, and whether it stands in for that family,
    which lacks the character.
    """

    faces: Sequence[Face]
    characters: dict[tuple[str, Face, bool], set[str]] = field(default_factory=dict)
    small_capitals: set[Face] = field(default_factory=set)
    missing: dict[str, None] = field(default_factory=dict)

    def add(self, setting: Setting, text: str) -> None:
        """Adds a run of text. A character that the families lack is set in any face that has it."""
        for character in sorted(set(text)):
            for family in setting.families:
                face = _nearest([face for face in self.faces if family in face.families], setting)
                if face and ord(character) in face.characters:
                    self._add_to(family, face, character, False, setting)
                    break
            else:
                self._add_to_any(setting, character)

    def add_everywhere(self, characters: Collection[str]) -> None:
        """Adds characters to each face that is used for its own family and has them."""
        for (_, face, stands_in), used in self.characters.items():
            if not stands_in:
                used.update(one for one in characters if ord(one) in face.characters)

    def _add_to_any(self, setting: Setting, character: str) -> None:
        if unicodedata.category(character) in NEED_NO_GLYPH or 0xFE00 <= ord(character) <= 0xFE0F:
            return
        having = [face for face in self.faces if ord(character) in face.characters]
        if face := _nearest(having, setting):
            self._add_to(setting.families[0] if setting.families else FALLBACK, face, character, True, setting)
        else:
            self.missing[character] = None

    def _add_to(self, family: str, face: Face, character: str, stands_in: bool, setting: Setting) -> None:
        self.characters.setdefault((family, face, stands_in), set()).add(character)
        if setting.small_capitals:
            self.small_capitals.add(face)

    @property
    def count(self) -> int:
        """The number of faces; one that stands in for several families counts once."""
        return len({face for _, face, _ in self.characters})

    @property
    def css(self) -> str:
        """The ``@font-face`` rules, each with its font in it."""
        return "".join(
            _rule(family, face, characters, stands_in, face in self.small_capitals)
            for (family, face, stands_in), characters in sorted(self.characters.items(), key=_order)
        )


def _order(item: tuple[tuple[str, Face, bool], set[str]]) -> tuple[str, int, bool, bool, str, int]:
    (family, face, stands_in), _ = item
    return family, face.weights[0], face.italic, stands_in, face.path.name, face.number


def read(files: Iterable[Path]) -> tuple[Face, ...]:
    """The faces in font files."""
    try:
        states = [(path, path.stat()) for path in files]
    except OSError as error:  # removed since it was checked
        raise rules.FACE_BROKEN.error_at(Place(Path(error.filename))) from error
    return tuple(face for path, state in states for face in _read(path, state.st_mtime_ns, state.st_size))


@lru_cache(maxsize=64)
def _read(path: Path, changed: int, size: int) -> tuple[Face, ...]:
    """The faces in one file; `changed` and `size` are only part of the key of the cache."""
    try:
        return tuple(_face(path, number, font) for number, font in enumerate(fonts.opened(path)))
    except Exception as error:  # a broken table makes fontTools fail in any way
        raise rules.FACE_BROKEN.error_at(Place(path)) from error


def _face(path: Path, number: int, font: Any) -> Face:
    weights = (int(font["OS/2"].usWeightClass),) * 2 if "OS/2" in font else (400, 400)
    for axis in font["fvar"].axes if "fvar" in font else ():
        if axis.axisTag == "wght":
            weights = int(axis.minValue), int(axis.maxValue)
    italic = bool(font["head"].macStyle & 2) or ("OS/2" in font and bool(font["OS/2"].fsSelection & 1))
    return Face(path, number, fonts.families(font), weights, italic, frozenset(font.getBestCmap() or ()))


def _nearest(faces: Sequence[Face], setting: Setting) -> Face | None:
    """The face that a browser chooses for a setting (CSS Fonts 4, 5.2): by style, then weight; None without faces."""

    def distance(face: Face) -> tuple[bool, int, int]:
        least, most = face.weights
        weight = min(max(setting.weight, least), most)
        return face.italic != setting.italic, _turn(setting.weight, weight), abs(weight - setting.weight)

    return min(faces, key=distance, default=None)


def _turn(wanted: int, weight: int) -> int:
    """The rank of a weight among those that a browser tries for the one `wanted`: 0 for the same, up to 3.

    Above 500 it tries heavier weights first, below 400 lighter ones. From 400 to 500 it tries heavier ones up to 500,
    then lighter ones.
    """
    if weight == wanted:
        return 0
    if 400 <= wanted <= 500:
        return 1 if wanted < weight <= 500 else 2 if weight < wanted else 3
    return 1 if (weight > wanted) == (wanted > 500) else 2


def _rule(family: str, face: Face, characters: set[str], stands_in: bool, small_capitals: bool) -> str:
    least, most = face.weights
    weight = str(least) if least == most else f"{least} {most}"
    ranges = ";unicode-range:" + ",".join(f"U+{ord(one):X}" for one in sorted(characters)) if stands_in else ""
    data = b64encode(woff2(face, frozenset(characters), small_capitals)).decode()
    style = "italic" if face.italic else "normal"
    return (
        f"@font-face{{font-family:{string(family)};font-weight:{weight};font-style:{style}{ranges};font-display:block;"
        f'src:url(data:font/woff2;base64,{data}) format("woff2")}}\n'
    )


def woff2(face: Face, characters: frozenset[str], small_capitals: bool = False) -> bytes:
    """A face cut to `characters`. Raises `BriefError` if it is broken, or was removed since it was checked."""
    try:
        made = reduced(face.path.read_bytes(), characters, face.number, small_capitals)
    except OSError as error:
        raise rules.FACE_BROKEN.error_at(Place(face.path)) from error
    if made is None:
        raise rules.FACE_BROKEN.error_at(Place(face.path))
    return made


def reduced(data: bytes, characters: frozenset[str], number: int = 0, small_capitals: bool = True) -> bytes | None:
    """A font of a file cut to `characters`, from the user's cache if it is there; None if the font is broken."""
    import fontTools

    source = hashlib.sha256(data).hexdigest()
    code = hashlib.sha256(Path(__file__).read_bytes()).hexdigest()
    asked = "".join(sorted(character for character in characters if not "\ud800" <= character <= "\udfff"))
    recipe = f"{fontTools.version} {code} {source} {number} {small_capitals} {asked}"
    path = cache.home() / "faces" / hashlib.sha256(recipe.encode()).hexdigest()
    if (made := cache.read(path)) is None:
        try:
            made = _subset(data, number, asked, small_capitals)
        except Exception:  # a broken table makes fontTools fail in any way
            return None
        cache.write(path, made, KEPT)
    return made


def _subset(data: bytes, number: int, characters: str, small_capitals: bool) -> bytes:
    from fontTools.subset import Options, Subsetter

    font = fonts.within(data)[number]
    options = Options(
        flavor="woff2",
        hinting=False,  # of no use on screens of today
        layout_features=[
            *(one for one in Options().layout_features if one not in UNASKED),
            *FIGURES,
            *(SMALL_CAPITALS if small_capitals else ()),
        ],
        name_IDs=[*KEPT_NAMES],
        name_languages=[0x409],
        notdef_outline=True,
        drop_tables=[*Options().drop_tables, "FFTM", "meta", "STAT", *fonts.PICTURES],
    )
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=[ord(one) for one in characters])
    subsetter.subset(font)
    _unname(font)
    font.flavor, font.flavorData = "woff2", None  # a WOFF may have metadata and private data
    file = io.BytesIO()
    font.save(file)
    return file.getvalue()


def _unname(font: Any) -> None:
    """Takes all names from a subset but `KEPT_NAMES`, and gives it one of its own, without which browsers refuse it."""
    from fontTools.ttLib.tables.DefaultTable import DefaultTable

    font["name"].names = [record for record in font["name"].names if record.nameID in KEPT_NAMES]
    names = [(1, "Part"), (2, "Regular"), (4, "Part"), (6, "Part")]
    if "fvar" in font:
        font["fvar"].instances = []
        names += ((axis.axisNameID, axis.axisTag) for axis in font["fvar"].axes)
    for number, name in names:
        font["name"].setName(name, number, 3, 1, 0x409)
    if "CFF " in font:
        outlines = DefaultTable("CFF ")
        outlines.data = fonts.without_texts(font.getTableData("CFF "))
        font["CFF "] = outlines
        font.recalcBBoxes = False  # fontTools would look for the outlines by their old names
