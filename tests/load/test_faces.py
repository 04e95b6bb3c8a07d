"""The fonts of a brief's own styles: which are found, and which files are none."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from fontTools.ttLib import TTCollection, TTFont

from brief.load import house, load
from brief.load.faces import families, unfit

MakeBrief = Callable[[Mapping[str, str | bytes]], Path]

FONT = next((house() / "fonts").glob("SourceSans3-Regular.ttf")).resolve()


@pytest.fixture
def own_styles(make_brief: MakeBrief) -> tuple[Path, ...]:
    """The styles of a brief with a folder for fonts of its own, and the house's."""
    folder = make_brief({"summary.md": "Text.", "styles/fonts/README.md": "Ours."})
    return load(folder)[0].styles


def named(family: str, path: Path) -> Path:
    """Writes a font of that family."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with TTFont(FONT) as font:
        font["name"].names = []
        font["name"].setName(family, 1, 3, 1, 0x409)
        font.save(path)
    return path


@pytest.mark.parametrize("name", ["gel.ttf", "GEL.TTF", "sub/deeper/gel.Otf"])
def test_a_font_is_found_in_capitals_and_in_folders_below(own_styles: tuple[Path, ...], name: str) -> None:
    named("Gel", own_styles[0] / "fonts" / name)
    assert "Gel" in families(own_styles)
    assert [*unfit(own_styles)] == []


def test_all_fonts_of_a_collection_are_found(own_styles: tuple[Path, ...]) -> None:
    together = TTCollection()
    together.fonts = [TTFont(named(name, Path(f"{name}.ttf"))) for name in ("Gel", "Sol")]
    together.save(own_styles[0] / "fonts" / "both.TTC")
    assert {"Gel", "Sol"} <= families(own_styles)
    assert [*unfit(own_styles)] == []


def test_what_is_no_font_by_its_name_is_let_be(own_styles: tuple[Path, ...]) -> None:
    for name in ("OFL.txt", "._gel.ttf", ".gel.otf"):
        (own_styles[0] / "fonts" / name).write_text("no font")
    (own_styles[0] / "fonts" / "old.ttf").mkdir()
    assert [*unfit(own_styles)] == []


@pytest.mark.parametrize("name", ["gel.ttf", "GEL.OTF", "sub/gel.ttc", "gel.otc"])
@pytest.mark.parametrize("data", [b"", b"<html>Not found</html>", b"ttcf", FONT.read_bytes()[:20_000]])
def test_a_broken_font_is_told(own_styles: tuple[Path, ...], name: str, data: bytes) -> None:
    path = own_styles[0] / "fonts" / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(data)
    assert [str(finding) for finding in unfit(own_styles)] == [
        f"content/styles/fonts/{name}: error: face-broken: this file cannot be read as a font\n"
        "    put the font there anew, whole, as it came (.ttf or .otf), or take the file out of the folder"
    ]
    assert families(own_styles) == families(own_styles[1:])


def test_a_pipe_is_no_font(own_styles: tuple[Path, ...]) -> None:
    os.mkfifo(own_styles[0] / "fonts" / "gel.ttf")
    assert [finding.rule for finding in unfit(own_styles)] == ["face-broken"]


def test_no_font_comes_from_elsewhere(own_styles: tuple[Path, ...], tmp_path: Path) -> None:
    named("Gel", tmp_path / "elsewhere" / "gel.ttf")
    fonts = own_styles[0] / "fonts"
    (fonts / "gel.ttf").symlink_to(tmp_path / "elsewhere" / "gel.ttf")
    (fonts / "more").symlink_to(tmp_path / "elsewhere")
    outside = (
        "error: file-outside: this is a link that leads out of the brief's folder\n"
        "    copy what it leads to into the folder; nothing else is read"
    )
    assert [str(finding) for finding in unfit(own_styles)] == [
        f"content/styles/fonts/gel.ttf: {outside}",
        f"content/styles/fonts/more: {outside}",
    ]
    assert "Gel" not in families(own_styles)


def test_a_folder_of_fonts_that_is_elsewhere_is_told(make_brief: MakeBrief, tmp_path: Path) -> None:
    named("Gel", tmp_path / "elsewhere" / "gel.ttf")
    folder = make_brief({"summary.md": "Text.", "styles/brand.css": ""})
    (folder / "styles" / "fonts").symlink_to(tmp_path / "elsewhere")
    styles = load(folder)[0].styles
    assert [(finding.rule, str(finding.place)) for finding in unfit(styles)] == [
        ("file-outside", "content/styles/fonts")
    ]
    assert "Gel" not in families(styles)


def test_links_within_the_styles_are_followed_once(own_styles: tuple[Path, ...]) -> None:
    named("Gel", own_styles[0] / "faces" / "gel.ttf")
    (own_styles[0] / "fonts" / "more").symlink_to("../faces")
    (own_styles[0] / "fonts" / "round").symlink_to(".")
    assert [*unfit(own_styles)] == []
    assert "Gel" in families(own_styles)


def test_a_brief_without_fonts_of_its_own_does_not_wait_for_the_library() -> None:
    code = (
        "import sys; from pathlib import Path; from brief.load.faces import unfit;"
        "print([*unfit([Path('styles')])], [*unfit([Path('none'), Path('styles')])], 'fontTools' in sys.modules)"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout == "[] [] False\n"
