"""The fonts of a brief's own styles: which are found, and which files are refused."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from fontTools.cffLib import FDArrayIndex, FDSelect, FontDict, TopDict
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.ttLib import TTCollection, TTFont
from fontTools.ttLib.tables.DefaultTable import DefaultTable

from brief.load import house, load
from brief.load.faces import brought, families, unfit
from brief.load.look import sheets

MakeBrief = Callable[[Mapping[str, str | bytes]], Path]

FONT = next((house() / "fonts").glob("SourceSans3-Regular.ttf")).resolve()


@pytest.fixture
def own_styles(make_brief: MakeBrief) -> tuple[Path, ...]:
    """The styles of a brief, with a folder for its own fonts, and those of the house."""
    folder = make_brief({"summary.md": "Text.", "styles/fonts/README.md": "Ours."})
    return load(folder)[0].styles


def named(family: str, path: Path) -> Path:
    """Writes a font of this family and returns its path."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with TTFont(FONT) as font:
        font["name"].names = []
        font["name"].setName(family, 1, 3, 1, 0x409)
        font.save(path)
    return path


@pytest.mark.parametrize("name", ["gel.ttf", "GEL.TTF", "sub/deeper/gel.Otf"])
def test_a_font_is_found_in_subfolders_and_with_a_name_in_capitals(own_styles: tuple[Path, ...], name: str) -> None:
    named("Gel", own_styles[0] / "fonts" / name)
    assert "Gel" in families(own_styles)
    assert [*unfit(own_styles, set())] == []


def test_all_fonts_of_a_collection_are_found(own_styles: tuple[Path, ...]) -> None:
    together = TTCollection()
    together.fonts = [TTFont(named(name, Path(f"{name}.ttf"))) for name in ("Gel", "Sol")]
    together.save(own_styles[0] / "fonts" / "both.TTC")
    assert {"Gel", "Sol"} <= families(own_styles)
    assert [*unfit(own_styles, set())] == []


def test_folders_and_files_not_named_like_fonts_are_ignored(own_styles: tuple[Path, ...]) -> None:
    for name in ("OFL.txt", "._gel.ttf", ".gel.otf"):
        (own_styles[0] / "fonts" / name).write_text("no font")
    (own_styles[0] / "fonts" / "old.ttf").mkdir()
    assert [*unfit(own_styles, set())] == []


@pytest.mark.parametrize("name", ["gel.ttf", "GEL.OTF", "sub/gel.ttc", "gel.otc"])
@pytest.mark.parametrize("data", [b"", b"<html>Not found</html>", b"ttcf", FONT.read_bytes()[:20_000]])
def test_a_broken_font_is_reported(own_styles: tuple[Path, ...], name: str, data: bytes) -> None:
    path = own_styles[0] / "fonts" / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(data)
    assert [str(finding) for finding in unfit(own_styles, set())] == [
        f"content/styles/fonts/{name}: error: face-broken: this file cannot be read as a font\n"
        "    copy the whole font here again (.ttf or .otf), or take the file out of the folder"
    ]
    assert families(own_styles) == families(own_styles[1:])


@pytest.mark.parametrize("name", ["gel.ttf", "gel"])
def test_a_pipe_is_reported_as_a_broken_font(name: str, own_styles: tuple[Path, ...]) -> None:
    os.mkfifo(own_styles[0] / "fonts" / name)
    assert [finding.rule for finding in unfit(own_styles, set())] == ["face-broken"]


def test_fonts_behind_links_out_of_the_folder_are_reported_and_not_used(
    own_styles: tuple[Path, ...], tmp_path: Path
) -> None:
    named("Gel", tmp_path / "elsewhere" / "gel.ttf")
    fonts = own_styles[0] / "fonts"
    (fonts / "gel.ttf").symlink_to(tmp_path / "elsewhere" / "gel.ttf")
    (fonts / "more").symlink_to(tmp_path / "elsewhere")
    outside = (
        "error: file-outside: this is a link to a file outside the brief's folder\n"
        "    copy that file into the folder; nothing outside it is read"
    )
    assert [str(finding) for finding in unfit(own_styles, set())] == [
        f"content/styles/fonts/gel.ttf: {outside}",
        f"content/styles/fonts/more: {outside}",
    ]
    assert "Gel" not in families(own_styles)


def test_a_folder_of_fonts_that_is_a_link_out_is_reported(make_brief: MakeBrief, tmp_path: Path) -> None:
    named("Gel", tmp_path / "elsewhere" / "gel.ttf")
    folder = make_brief({"summary.md": "Text.", "styles/brand.css": ""})
    (folder / "styles" / "fonts").symlink_to(tmp_path / "elsewhere")
    styles = load(folder)[0].styles
    assert [(finding.rule, str(finding.place)) for finding in unfit(styles, set())] == [
        ("file-outside", "content/styles/fonts")
    ]
    assert "Gel" not in families(styles)


def test_links_within_the_styles_are_followed_once(own_styles: tuple[Path, ...]) -> None:
    named("Gel", own_styles[0] / "faces" / "gel.ttf")
    (own_styles[0] / "fonts" / "more").symlink_to("../faces")
    (own_styles[0] / "fonts" / "round").symlink_to(".")
    assert [*unfit(own_styles, set())] == []
    assert "Gel" in families(own_styles)


def test_a_brief_without_fonts_of_its_own_does_not_import_fonttools() -> None:
    code = (
        "import sys; from pathlib import Path; from brief.load.faces import unfit;"
        "print([*unfit([Path('styles')], set())], [*unfit([Path('none'), Path('styles')], set())],"
        "'fontTools' in sys.modules)"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout == "[] [] False\n"


def drawn(outlines: str, tmp_path: Path) -> bytes:
    """A font with one letter, which has outlines of this kind."""
    pens = {".notdef": T2CharStringPen(500, None), "cid00001": T2CharStringPen(500, None)}
    for pen in pens.values():
        pen.moveTo((0, 0))
        pen.lineTo((400, 0))
        pen.lineTo((200, 700))
        pen.closePath()
    strings = {name: pen.getCharString() for name, pen in pens.items()}
    builder = FontBuilder(1000, isTTF=False)
    builder.setupGlyphOrder([*pens])
    builder.setupCharacterMap({ord("A"): "cid00001"})
    if outlines == "CFF2":
        builder.setupCFF2(strings)
    else:
        builder.setupCFF("Lab", {}, strings, {})
    builder.setupHorizontalMetrics({name: (500, 0) for name in pens})
    builder.setupHorizontalHeader()
    builder.setupNameTable({"familyName": "Lab", "styleName": "Regular"})
    builder.setupOS2()
    builder.setupPost()
    if outlines == "CID-keyed CFF":
        key_by_cid(builder.font["CFF "].cff.topDictIndex[0])
    path = tmp_path / "made.otf"
    builder.save(path)
    return path.read_bytes()


def key_by_cid(top: TopDict) -> None:
    """Makes an outline table keyed by CID, as in Chinese, Japanese and Korean fonts."""
    top.ROS, top.CIDCount = ("Adobe", "Identity", 0), 2
    font_dict = FontDict()
    font_dict.Private = top.Private
    top.FDArray = FDArrayIndex()
    top.FDArray.append(font_dict)
    top.FDSelect = FDSelect()
    top.FDSelect.format, top.FDSelect.gidArray = 3, [0, 0]


OTHER_OUTLINES = (
    "put the same face there with TrueType outlines: a .ttf file, as its maker or a library of web fonts has it"
)


@pytest.mark.parametrize("kind", ["CFF2", "CID-keyed CFF"])
def test_a_font_that_would_be_printed_as_blanks_is_refused(own_styles: tuple[Path, ...], kind: str) -> None:
    """Ghostscript 10.05 and MuPDF 1.25 leave out the glyphs of such a font, although its text can be copied."""
    (own_styles[0] / "fonts" / "lab.otf").write_bytes(drawn(kind, Path()))
    assert [str(finding) for finding in unfit(own_styles, set())] == [
        f"content/styles/fonts/lab.otf: error: face-outlines: this font has {kind} outlines, "
        f"which some viewers and printers leave blank\n    {OTHER_OUTLINES}"
    ]


@pytest.mark.parametrize("table", ["sbix", "CBDT", "SVG "])
def test_a_font_whose_letters_are_pictures_is_refused(own_styles: tuple[Path, ...], table: str) -> None:
    path = own_styles[0] / "fonts" / "emoji.ttf"
    with TTFont(FONT) as font:
        font[table] = DefaultTable(table)
        font[table].data = b"\0" * 12
        font.save(path)
    assert [str(finding) for finding in unfit(own_styles, set())] == [
        "content/styles/fonts/emoji.ttf: error: face-pictures: letters of this font are pictures, as those of emoji in "
        "colors are\n    use a font whose letters have outlines, and the file of a picture where one is wanted"
    ]


def test_a_font_with_plain_cff_outlines_is_accepted(own_styles: tuple[Path, ...]) -> None:
    (own_styles[0] / "fonts" / "lab.otf").write_bytes(drawn("CFF", Path()))
    assert [*unfit(own_styles, set())] == []
    assert "Lab" in families(own_styles)


@pytest.mark.parametrize(
    ("rights", "what"),
    [(0x2, "to embed it"), (0x200, "to embed its outlines"), (0x104, "to embed a part of it")],
)
def test_a_font_that_may_not_be_embedded_is_refused(own_styles: tuple[Path, ...], rights: int, what: str) -> None:
    with TTFont(FONT) as font:
        font["OS/2"].fsType = rights
        font.save(own_styles[0] / "fonts" / "gel.ttf")
    assert [str(finding) for finding in unfit(own_styles, set())] == [
        "content/styles/fonts/gel.ttf: error: face-forbidden: "
        f"the maker of this font does not allow {what}, as a PDF must do\n"
        "    use another face, such as one under the Open Font License, "
        "or ask its maker for a file that may be embedded"
    ]


@pytest.mark.parametrize("rights", [0x0, 0x4, 0x8, 0xE])
def test_a_font_that_may_be_embedded_to_view_or_edit_is_accepted(own_styles: tuple[Path, ...], rights: int) -> None:
    with TTFont(FONT) as font:
        font["OS/2"].fsType = rights
        font.save(own_styles[0] / "fonts" / "gel.ttf")
    assert [*unfit(own_styles, set())] == []


@pytest.mark.parametrize(
    ("name", "purpose"),
    [("gel.woff2", "web pages"), ("GEL.WOFF", "web pages"), ("gel.pfb", "programs of another time")],
)
def test_a_font_in_a_format_that_the_engine_does_not_use_is_reported(
    own_styles: tuple[Path, ...], name: str, purpose: str
) -> None:
    (own_styles[0] / "fonts" / name).write_bytes(b"wOF2")
    assert [str(finding) for finding in unfit(own_styles, set())] == [
        f"content/styles/fonts/{name}: warning: face-format: this is a font for {purpose}, so it is not used for text\n"
        "    put the TTF or OTF file of the same face there"
    ]


def test_a_font_is_recognized_by_its_first_bytes_whatever_its_name(own_styles: tuple[Path, ...]) -> None:
    (own_styles[0] / "fonts" / "lab").write_bytes(drawn("CFF2", Path()))
    (own_styles[0] / "fonts" / "gel.woff").write_bytes(named("Gel", Path("gel.ttf")).read_bytes())
    assert [str(finding.place) for finding in unfit(own_styles, set())] == ["content/styles/fonts/lab"]
    assert {"Lab", "Gel"} <= families(own_styles)


@pytest.mark.parametrize("name", ["content/lab.otf", "content/styles/fonts/lab.otf", "content/styles/css/lab.otf"])
def test_a_font_named_in_a_style_sheet_is_checked_too(make_brief: MakeBrief, name: str) -> None:
    url = name.removeprefix("content/").removeprefix("styles/")
    rule = (
        f"@font-face {{ font-family: 'Own'; src: url({url}) format('opentype') }} /* @font-face {{ src: url(no) }} */"
    )
    folder = make_brief({"summary.md": "Text.", "styles/brand.css": rule, name.removeprefix("content/"): b""})
    Path(name).write_bytes(drawn("CFF2", Path()))
    brief, _ = load(folder)
    given = brought(brief, sheets(brief.styles, "a4", "full", "margin"))
    assert given == {Path(name)}
    assert [str(finding.place) for finding in unfit(brief.styles, given)] == [name]


def test_a_web_font_named_in_a_style_sheet_is_not_reported(make_brief: MakeBrief) -> None:
    with TTFont(FONT) as font:
        font.flavor = "woff2"
        font.save(web := io.BytesIO())
    css = "@font-face { font-family: Own; src: url('fonts/own.woff2') } p { font-family: Own }"
    folder = make_brief({"summary.md": "Text.", "styles/brand.css": css, "styles/fonts/own.woff2": web.getvalue()})
    brief, _ = load(folder)
    assert [*unfit(brief.styles, brought(brief, sheets(brief.styles, "a4", "full", "margin")))] == []
