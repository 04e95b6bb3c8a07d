"""Only the used glyphs of each face are embedded, in a font that browsers read and nobody can install as ours."""

from __future__ import annotations

import io
import re
from base64 import b64decode
from pathlib import Path
from typing import Any

import fontpkg_amiri
import pytest
from fontTools.ttLib import TTFont
from fontTools.ttLib.sfnt import WOFFFlavorData
from fontTools.ttLib.tables.DefaultTable import DefaultTable

from brief.findings import BriefError
from brief.fonts import PICTURES
from brief.load import house
from brief.publish.cascade import Setting
from brief.publish.faces import Used, read, reduced, woff2
from tests.fonts_of_partners import KINDS, SECRET, font

FACES = read(sorted((house() / "fonts").glob("*.ttf")))
ARABIC = read(sorted(Path(fontpkg_amiri.__file__).parent.rglob("Amiri-Regular.ttf")))
SERIF = ("Source Serif 4 SmText", "Source Sans 3", "NanumMyeongjo", "serif")


@pytest.fixture(autouse=True)
def _cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


def used(*runs: tuple[str, int, bool]) -> Used:
    found = Used(FACES)
    for text, weight, italic in runs:
        found.add(Setting(SERIF, weight, italic, False), text)
    return found


def fonts(css: str) -> list[tuple[str, TTFont]]:
    """Each rule without the data of its font, and its font."""
    return [
        (
            re.sub(r"base64,[^)]*", "…", rule),
            TTFont(io.BytesIO(b64decode(rule.partition("base64,")[2].partition(")")[0]))),
        )
        for rule in css.splitlines()
    ]


def characters(font: Any) -> str:
    return "".join(map(chr, sorted(font.getBestCmap())))


def test_each_character_is_set_in_the_first_family_that_has_it() -> None:
    ((serif, latin), (korean, hangul)) = reversed(fonts(used(("Songbun 성분", 400, False)).css))
    assert serif == (
        '@font-face{font-family:"Source Serif 4 SmText";font-weight:400;font-style:normal;font-display:block;'
        'src:url(data:font/woff2;…) format("woff2")}'
    )
    assert characters(latin) == " Sbgnou"
    assert '"NanumMyeongjo";font-weight:400' in korean
    assert characters(hangul) == "분성"


@pytest.mark.parametrize(
    ("weight", "italic", "file"),
    [
        (400, False, "SourceSerif4SmText-Regular.ttf"),
        (450, False, "SourceSerif4SmText-Regular.ttf"),
        (500, False, "SourceSerif4SmText-Regular.ttf"),
        (501, False, "SourceSerif4SmText-Semibold.ttf"),
        (700, False, "SourceSerif4SmText-Semibold.ttf"),
        (300, True, "SourceSerif4SmText-It.ttf"),
        (700, True, "SourceSerif4SmText-SemiboldIt.ttf"),
    ],
)
def test_the_face_of_a_family_is_that_of_the_nearest_weight(weight: int, italic: bool, file: str) -> None:
    assert [face.path.name for _, face, _ in used(("a", weight, italic)).characters] == [file]


def test_a_character_that_no_face_has_is_reported_and_an_invisible_one_is_not() -> None:
    assert list(used(("a人\u200b\u2060\u00ad\u202f\ufe0e", 400, False)).missing) == ["人"]


def test_a_character_of_no_named_family_is_set_in_any_face_that_has_it() -> None:
    found = Used((*FACES, *ARABIC))
    found.add(Setting(SERIF, 400, False, False), "سلام")
    ((rule, font),) = fonts(found.css)
    assert rule.startswith('@font-face{font-family:"Source Serif 4 SmText"')
    assert "unicode-range:U+627,U+633,U+644,U+645;" in rule
    assert characters(font) == "اسلم"
    assert {"init", "medi", "fina"} <= {record.FeatureTag for record in font["GSUB"].table.FeatureList.FeatureRecord}


def test_generated_characters_are_in_each_face_that_is_used_for_its_own_family() -> None:
    found = Used((*FACES, *ARABIC))
    found.add(Setting(SERIF, 400, False, False), "aس")
    found.add_everywhere("1•س")
    assert {face.path.name: "".join(sorted(has)) for (_, face, _), has in found.characters.items()} == {
        "SourceSerif4SmText-Regular.ttf": "1a•",
        "Amiri-Regular.ttf": "س",
    }


def test_a_face_that_stands_in_for_two_families_counts_once() -> None:
    found = Used((*FACES, *ARABIC))
    for family in ("Source Serif 4 SmText", "Source Sans 3"):
        found.add(Setting((family,), 400, False, False), "س")
    assert len(fonts(found.css)) == 2
    assert found.count == 1


def test_a_part_of_a_font_does_not_bear_its_name_and_keeps_its_copyright() -> None:
    ((_, font),) = fonts(used(("a", 400, False)).css)
    names = {record.nameID: record.toUnicode() for record in font["name"].names}
    assert {names[number] for number in (1, 4, 6)} == {"Part"}
    assert "Adobe" in names[0]
    assert not any("Source" in name for number, name in names.items() if number not in (0, 13, 14))


def test_figures_keep_their_variants_and_small_capitals_are_included_on_request() -> None:
    (face,) = (face for face in FACES if face.path.name == "SourceSerif4SmText-Regular.ttf")

    def features(small_capitals: bool) -> set[str]:
        font = TTFont(io.BytesIO(woff2(face, frozenset("a1"), small_capitals)))
        return {record.FeatureTag for record in font["GSUB"].table.FeatureList.FeatureRecord}

    assert {"lnum", "tnum"} <= features(False)
    assert "smcp" not in features(False)
    assert "smcp" in features(True)


def test_the_same_characters_make_the_same_bytes_with_the_cache_and_without(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    face = FACES[0]
    first = woff2(face, frozenset("abc"))
    assert list((tmp_path / "cache" / "brief" / "faces").iterdir())
    assert woff2(face, frozenset("cba")) == first
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "another"))
    assert woff2(face, frozenset("abc")) == first


def test_a_font_with_a_broken_table_is_a_finding(tmp_path: Path) -> None:
    source = house() / "fonts" / "SourceSans3-It.ttf"
    place = TTFont(source).reader.tables["GSUB"].offset
    data = bytearray(source.read_bytes())
    data[place : place + 400] = b"\xff" * 400
    (tmp_path / "x.ttf").write_bytes(data)
    (face,) = read([tmp_path / "x.ttf"])
    with pytest.raises(BriefError, match="face-broken"):
        woff2(face, frozenset("abc"))


def test_a_font_that_is_removed_while_a_page_is_made_is_reported(tmp_path: Path) -> None:
    path = tmp_path / "a.ttf"
    path.write_bytes((house() / "fonts" / "SourceSans3-Regular.ttf").read_bytes())
    (face,) = read([path])
    path.unlink()
    with pytest.raises(BriefError, match=r"a\.ttf: error: face-broken"):
        woff2(face, frozenset("a"))
    with pytest.raises(BriefError, match=r"a\.ttf: error: face-broken"):
        read([path])


def test_a_font_that_cannot_be_read_is_reported(tmp_path: Path) -> None:
    path = tmp_path / "b.ttf"
    whole = (house() / "fonts" / "SourceSans3-Regular.ttf").read_bytes()
    path.write_bytes(whole.replace(b"cmap", b"fvar", 1))
    with pytest.raises(BriefError, match=r"b\.ttf: error: face-broken"):
        read([path])


@pytest.mark.parametrize("kind", KINDS)
def test_a_partners_font_keeps_nothing_but_letters_and_its_license(kind: str) -> None:
    made = reduced(font(kind), frozenset("AB"))
    assert made is not None
    with TTFont(io.BytesIO(made)) as read:
        assert all(SECRET.encode() not in read.reader[tag].replace(b"\0", b"") for tag in read.reader.tables)
        assert characters(read) == "AB"


def test_a_woff_loses_its_metadata_and_private_data() -> None:
    file = io.BytesIO()
    with TTFont(io.BytesIO(font("TrueType"))) as partners:
        partners.flavor, partners.flavorData = "woff", WOFFFlavorData()
        partners.flavorData.metaData = partners.flavorData.privData = SECRET.encode() * 9
        partners.save(file)
    made = reduced(file.getvalue(), frozenset("AB"))
    assert made is not None
    with TTFont(io.BytesIO(made)) as read:
        assert (read.flavorData.metaData, read.flavorData.privData) == (None, None)


@pytest.mark.parametrize("table", ["EBDT", "EBLC", *PICTURES])
def test_pictures_of_letters_are_left_out(table: str) -> None:
    file = io.BytesIO()
    with TTFont(FACES[0].path) as font:
        font[table] = DefaultTable(table)
        font[table].data = b"\0" * 12
        font.save(file)
    made = reduced(file.getvalue(), frozenset("AB"))
    assert made is not None
    assert table not in TTFont(io.BytesIO(made))
