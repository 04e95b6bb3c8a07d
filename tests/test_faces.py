"""The faces that come with brief: static, of the families that the styles name, with the letters that are promised."""

from __future__ import annotations

from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

FONTS = Path(__file__).parents[1] / "styles" / "fonts"
FACES = sorted(path.name for path in FONTS.glob("*.ttf"))
SOURCE = [name for name in FACES if name.startswith("Source")]
SERIF_TEXT = [name for name in FACES if name.startswith("SourceSerif4SmText")]

LATIN = "Việt Nam, Łódź, Şırnak, Īstāde, fière, Ærø, Straße"
GREEK = "Αθήνα, Ελληνική Δημοκρατία, ά ή ώ ΰ"
CYRILLIC = "Київ, Москва, Ђорђе, ѓ, Ў"
MARKS = "—–‘’“”„«»…·•§¶†‡©®™°±×÷−½¼¾²³€£¥→←"


def face(name: str) -> TTFont:
    return TTFont(FONTS / name)


def family_and_style(font: TTFont) -> tuple[str, int, bool]:
    names = font["name"]
    family = names.getDebugName(16) or names.getDebugName(1)
    return family, font["OS/2"].usWeightClass, bool(font["OS/2"].fsSelection & 1)


def test_the_families_are_those_that_the_styles_may_name() -> None:
    serif, sans = "Source Serif 4 SmText", "Source Sans 3"
    four = [(400, False), (400, True), (600, False), (600, True)]
    assert sorted(family_and_style(face(name)) for name in FACES) == [
        ("NanumMyeongjo", 400, False),
        ("NanumMyeongjo", 600, False),  # its bold says 600 of itself
        *((sans, *style) for style in four),
        *(("Source Serif 4 Display", weight, False) for weight in (400, 600)),
        *((serif, *style) for style in four),
    ]


@pytest.mark.parametrize("name", FACES)
def test_no_face_is_variable(name: str) -> None:
    """The engine would make an instance of it for each PDF, a quarter of a build."""
    assert "fvar" not in face(name)


@pytest.mark.parametrize("name", SOURCE)
def test_latin_greek_and_cyrillic_are_covered(name: str) -> None:
    cmap = face(name).getBestCmap()
    assert [letter for letter in LATIN + GREEK + CYRILLIC + MARKS if ord(letter) not in cmap] == []


@pytest.mark.parametrize("name", ["NanumMyeongjo.ttf", "NanumMyeongjoBold.ttf"])
def test_every_hangul_syllable_is_covered(name: str) -> None:
    cmap = face(name).getBestCmap()
    assert [chr(code) for code in range(0xAC00, 0xD7A4) if code not in cmap] == []


@pytest.mark.parametrize("name", SERIF_TEXT)
def test_text_can_have_old_style_tabular_and_raised_figures(name: str) -> None:
    features = {record.FeatureTag for record in face(name)["GSUB"].table.FeatureList.FeatureRecord}
    assert features >= {"onum", "lnum", "pnum", "tnum", "sups", "case", "liga"}
