"""The looks: a key of brief.yaml chooses faces and colors, and each face is the one that the style sheets ask for."""

from __future__ import annotations

import hashlib
import io
from pathlib import Path

import pikepdf
import pytest
from fontTools.ttLib import TTFont

from brief.doctor import check_faces, examine_faces
from brief.findings import BriefError
from brief.load import house, load
from brief.load.look import SHEETS_OF_GRIDS, on_screen, sheets, tokens
from brief.load.serving import fetch
from brief.model import LOOKS
from tests import built
from tests.conftest import MakeBrief

STYLES = Path(__file__).parents[1] / "styles"
CHOSEN = [name for name in LOOKS if name != "gazette"]
FACES = sorted(STYLES.glob("looks/*/fonts/*.ttf"))
SIZE = 10.0
"""The type size, in points."""

BARE = """<!DOCTYPE html>
<html lang="en"><title>T</title><body><h1>T</h1>
{%% for section in sections %%}{%% include section.layout %%}{%% endfor %%}%s</body></html>
"""


def style_of(path: Path) -> tuple[str, int, bool]:
    """The family and the weight of a font, and whether it is italic, as its file says."""
    font = TTFont(path)
    family = font["name"].getDebugName(16) or font["name"].getDebugName(1)
    return family, font["OS/2"].usWeightClass, bool(font["OS/2"].fsSelection & 1)


def fonts_in(pdf: bytes) -> set[str]:
    """The names of the fonts in a PDF: ``/ABCDEF+Archivo-Bold``."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        faces = (one for one in document.objects if isinstance(one, pikepdf.Dictionary) and "/FontName" in one)
        return {str(face.FontName) for face in faces}


def test_each_look_is_a_folder_of_style_sheets_and_fonts_without_layouts() -> None:
    assert sorted(path.name for path in (STYLES / "looks").iterdir() if path.is_dir()) == sorted(CHOSEN)
    of_grids = {f"look-{grid}.css" for sheets in SHEETS_OF_GRIDS.values() for grid in sheets}
    for name in CHOSEN:
        names = {path.name for path in (STYLES / "looks" / name).iterdir()}
        assert names - of_grids == {"look-tokens.css", "look.css", "fonts"}


def test_the_fonts_of_each_look_match_its_list_of_checksums() -> None:
    for folder in (STYLES / "looks" / name / "fonts" for name in CHOSEN):
        lines = (folder / "SHA256SUMS").read_text(encoding="ascii").splitlines()
        there = {path.name: path.read_bytes() for path in folder.iterdir() if path.name != "SHA256SUMS"}
        assert sorted(lines) == sorted(f"{hashlib.sha256(data).hexdigest()}  {name}" for name, data in there.items())


def test_each_family_has_the_expected_weights_and_slants() -> None:
    known = [style_of(path) for path in FACES]
    assert sorted(known) == [
        *(("Archivo", *style) for style in ((400, False), (400, True), (600, False), (600, True), (700, False))),
        *(("IBM Plex Sans", *style) for style in ((400, False), (400, True), (500, False), (600, False), (600, True))),
        *(("Libre Franklin", *style) for style in ((400, False), (400, True), (500, False))),
        *(("Libre Franklin", *style) for style in ((700, False), (700, True), (800, False))),
        *(("Newsreader", *style) for style in ((400, False), (400, True), (600, False), (600, True))),
    ]


@pytest.mark.parametrize("path", FACES, ids=lambda path: path.stem)
def test_no_font_is_variable_or_restricts_embedding(path: Path) -> None:
    font = TTFont(path)
    assert not {"fvar", "gvar", "avar", "STAT", "HVAR", "MVAR"} & {*font.keys()}
    assert font["OS/2"].fsType == 0


@pytest.mark.parametrize("look", CHOSEN)
def test_the_engine_uses_the_font_that_a_style_sheet_asks_for(look: str, make_brief: MakeBrief) -> None:
    """The letters are as wide as in the file of that weight and slant, so no other file was used."""
    faces = [path for path in FACES if path.parts[-3] == look]
    lines = ""
    for number, path in enumerate(faces, start=100):
        family, weight, slanted = style_of(path)
        css = f"font: {'italic ' if slanted else ''}{weight} {SIZE}pt '{family}'"
        lines += f'<p style="{css}" data-source="part.md:{number}-{number}">nnnnnnnnnn</p>'
    settings = f"title: T\nlook: {look}\n"
    layout = BARE % lines
    made = built.built(
        make_brief({"brief.yaml": settings, "part.md": "# T\n\nText.\n", "styles/layouts/brief.html": layout})
    )
    widths = {text.source: text.width for page in made.measured.pages for text in page.texts if text.source}
    for number, path in enumerate(faces, start=100):
        font = TTFont(path)
        wide = 10 * font["hmtx"]["n"][0] / font["head"].unitsPerEm * SIZE
        assert widths[f"part.md:{number}-{number}"] == pytest.approx(wide, abs=0.03), path.stem
    names = fonts_in(made.pdf)
    for family in {style_of(path)[0] for path in faces}:
        wanted = sum(style_of(path)[0] == family for path in faces)
        found = [name for name in names if f"+{family.replace(' ', '-')}" in name]
        assert len(found) == wanted, names


def test_a_look_changes_fonts_and_colors_and_own_styles_override_it(make_brief: MakeBrief) -> None:
    files = {"brief.yaml": "title: T\nlook: block\n", "part.md": "# T\n\nText.\n"}
    brief, _ = load(make_brief({**files, "styles/brand.css": ":root { --accent: #123456 }"}))
    assert [*brief.styles] == [Path("content/styles"), house() / "looks" / "block", house()]
    assert brief.own_styles == (Path("content/styles"),)
    for look in (sheets(brief.styles, "a4", "full", "margin"), on_screen(brief.styles, "screen")):
        found = tokens(look)
        assert found["sans"].startswith('"Archivo"')
        assert found["ink"] == "#17191b"
        assert found["accent"] == "#123456"
    names = [sheet.path.name for sheet in sheets(brief.styles, "a4", "handout", "own")]
    assert names[:2] == ["tokens.css", "look-tokens.css"]
    assert names[-4:] == ["sections.css", "look.css", "brand.css", "handout.css"]


def test_the_default_look_is_that_of_the_house(make_brief: MakeBrief) -> None:
    part = {"part.md": "# T\n\nText.\n"}
    assert load(make_brief(part))[0].styles == (house(),)
    assert load(make_brief({**part, "brief.yaml": "title: T\nlook: Gazette\n"}))[0].styles == (house(),)


def test_files_of_a_look_are_served(make_brief: MakeBrief) -> None:
    brief, _ = load(make_brief({"brief.yaml": "title: T\nlook: ledger\n", "part.md": "# T\n\nText.\n"}))
    assert fetch(brief, "fonts/IBMPlexSans-Regular.ttf").startswith(b"\0\1\0\0")
    assert fetch(brief, "fonts/SourceSans3-Regular.ttf").startswith(b"\0\1\0\0")
    with pytest.raises(LookupError):
        fetch(brief, "fonts/Archivo-Regular.ttf")


def test_an_unknown_look_is_refused_with_a_suggestion(make_brief: MakeBrief) -> None:
    with pytest.raises(BriefError) as raised:
        load(make_brief({"brief.yaml": "title: T\nlook: blok\n", "part.md": "# T\n\nText.\n"}))
    assert [str(finding) for finding in raised.value.findings] == [
        "content/brief.yaml:2:7: error: choice-unknown: 'look' cannot be 'blok';"
        " it is gazette, block, witness or ledger\n    did you mean 'block'?"
    ]


def test_missing_fonts_of_a_look_are_named(tmp_path: Path) -> None:
    assert [check.name for check in examine_faces()] == ["faces", *(f"faces of {name}" for name in CHOSEN)]
    assert all(check.ok for check in examine_faces())
    folder = STYLES / "looks" / "block" / "fonts"
    (tmp_path / "SHA256SUMS").write_bytes((folder / "SHA256SUMS").read_bytes())
    for path in folder.glob("*.ttf"):
        if "Bold" not in path.name:
            (tmp_path / path.name).write_bytes(path.read_bytes())
    found = check_faces(tmp_path, "bring them back", "faces of block")
    assert found.name == "faces of block"
    assert found.found == "; ".join(
        f"Archivo-{style}.ttf is missing" for style in ("Bold", "SemiBold", "SemiBoldItalic")
    )
