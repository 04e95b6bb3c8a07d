"""The style sheets of a brief: the house's, each replaced by one of its own of the same name; nothing from outside."""

from __future__ import annotations

import os
import re
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest

from brief import build
from brief.findings import BriefError
from brief.load import load, text
from brief.load.brand import branded
from brief.load.look import scaled, sheets
from brief.load.seal import sealed
from brief.load.serving import fetch, fetched
from brief.model import Grid, PaperName, Scale
from tests.conftest import MakeBrief

PART = {"part.md": "# Title\n\nText.\n"}


def names(styles: tuple[Path, ...], paper: PaperName = "us-letter", grid: Grid = "margin") -> list[str]:
    return [sheet.path.as_posix().rpartition("styles/")[2] for sheet in sheets(styles, paper, "full", grid)]


def test_the_style_sheets_of_the_house_come_in_order_with_that_of_the_paper(make_brief: MakeBrief) -> None:
    brief, _ = load(make_brief(PART))
    assert names(brief.styles) == [
        "tokens.css",
        "papers/us-letter.css",
        "page.css",
        "text.css",
        "blocks.css",
        "sections.css",
        "grids/margin.css",
    ]
    assert names(brief.styles, "a4")[1] == "papers/a4.css"


@pytest.mark.parametrize(
    ("grid", "own"),
    [
        ("margin", ["margin"]),
        ("hanging", ["hanging"]),
        ("paper", ["hanging", "paper"]),
        ("folded", ["columns", "folded"]),
        ("one-page", ["columns", "one-page"]),
        ("own", []),
    ],
)
def test_the_sheets_of_a_grid_come_after_those_of_the_house_and_before_the_brand(
    grid: Grid, own: list[str], make_brief: MakeBrief
) -> None:
    brief, _ = load(make_brief({**PART, "styles/brand.css": ":root { }"}))
    found = names(brief.styles, grid=grid)
    assert found[5:] == ["sections.css", *(f"grids/{name}.css" for name in own), "brand.css"]


def test_a_brief_may_have_a_grid_of_its_own(make_brief: MakeBrief) -> None:
    brief, _ = load(make_brief({**PART, "styles/grids/hanging.css": ":root { --text-column: 120mm }"}))
    found = [sheet.path for sheet in sheets(brief.styles, "a4", "full", "hanging")]
    assert found[-1] == Path("content/styles/grids/hanging.css")


def test_a_scale_becomes_a_style_sheet_and_may_put_the_contact_on_one_line(
    make_brief: MakeBrief,
) -> None:
    brief, _ = load(make_brief(PART))
    assert scaled(brief.styles, Scale()) == ()
    (found,) = scaled(brief.styles, Scale((("line", "13.60pt"), ("half", "5.00pt"))))
    assert found.text == ":root { --line: 13.60pt; --half: 5.00pt }"
    sheet, _ = scaled(brief.styles, Scale((("line", "13.60pt"),), folded=True, contact_in_line=True))
    assert sheet.path.name == "contact-in-line.css"


def test_an_own_style_sheet_replaces_that_of_its_name_and_brand_css_comes_last(make_brief: MakeBrief) -> None:
    brief, _ = load(make_brief({**PART, "styles/text.css": "p { margin: 0 }", "styles/brand.css": ":root { }"}))
    found = {sheet.path: sheet.text for sheet in sheets(brief.styles, "us-letter", "full", "margin")}
    assert found[Path("content/styles/text.css")] == "p { margin: 0 }"
    assert [path.name for path in found].count("text.css") == 1
    assert list(found)[-1] == Path("content/styles/brand.css")


@pytest.mark.parametrize(
    ("data", "rule"),
    [(b"p { color: \xff }", "file-not-utf8"), (b"\xff\xfep\x00", "file-utf16"), (b"p\x00{}", "control-character")],
)
def test_a_sheet_that_is_no_text_is_refused(make_brief: MakeBrief, data: bytes, rule: str) -> None:
    brief, _ = load(make_brief({**PART, "styles/brand.css": data}))
    with pytest.raises(BriefError, match=rf"content/styles/brand\.css.*{rule}"):
        sheets(brief.styles, "us-letter", "full", "margin")


@pytest.mark.parametrize(("put", "reason"), [(os.mkfifo, "it is not an ordinary file"), (os.mkdir, "it is a folder")])
def test_a_sheet_that_is_no_file_is_refused(make_brief: MakeBrief, put: Callable[[Path], None], reason: str) -> None:
    folder = make_brief({**PART, "styles/text.css": ""})
    put(folder / "styles" / "brand.css")
    with pytest.raises(BriefError, match=f"content/styles/brand.css: error: file-unreadable: .*: {reason}"):
        sheets(load(folder)[0].styles, "us-letter", "full", "margin")


def test_a_sheet_behind_a_link_that_leads_out_is_refused(make_brief: MakeBrief, tmp_path: Path) -> None:
    (tmp_path / "secret.css").write_text("p { }")
    folder = make_brief({**PART, "styles/text.css": ""})
    (folder / "styles" / "brand.css").symlink_to(tmp_path / "secret.css")
    brief, _ = load(folder)
    with pytest.raises(BriefError, match="file-outside"):
        sheets(brief.styles, "us-letter", "full", "margin")


def test_files_are_served_from_the_brief_before_the_styles(make_brief: MakeBrief) -> None:
    files = {"images/a.svg": "brief", "styles/images/a.svg": "own", "styles/b.svg": "own"}
    brief = sealed(load(make_brief({**PART, **files}))[0], ["images/a.svg"])
    assert fetch(brief, "images/a.svg") == b"brief"
    assert fetch(brief, "b.svg") == b"own"


@pytest.mark.parametrize("name", ["../brief.yaml", "/etc/passwd", "images", "nowhere.png", "a\0b", ""])
def test_a_name_that_is_no_file_of_the_brief_is_not_served(make_brief: MakeBrief, name: str) -> None:
    brief = sealed(load(make_brief({**PART, "images/a.svg": ""}))[0], ["images/a.svg"])
    with pytest.raises(LookupError):
        fetch(brief, name)


@pytest.mark.parametrize("name", ["brief.yaml", "part.md", "sources.bib", "data.csv", "images/a.svg.yaml", "PART.MD"])
def test_source_files_are_served_to_no_page(make_brief: MakeBrief, name: str) -> None:
    files = {"sources.bib": "", "data.csv": "a,b\n", "images/a.svg.yaml": "alt: A\n", "images/a.svg": "", "PART.MD": ""}
    brief = sealed(load(make_brief({**PART, **files}))[0], [*files, "part.md", "brief.yaml"])
    with pytest.raises(LookupError):
        fetch(brief, name)
    assert fetch(brief, "images/a.svg") == b""


def test_a_file_over_50_megabytes_is_not_served(make_brief: MakeBrief) -> None:
    folder = make_brief(PART)
    with open(folder / "large.png", "wb") as file:
        file.truncate(50_000_001)  # a sparse file, which takes no room on the disk
    brief = sealed(load(folder)[0], ["large.png"])
    with pytest.raises(LookupError):
        fetch(brief, "large.png")


def test_files_that_the_brief_does_not_name_are_not_served_from_its_folder(make_brief: MakeBrief) -> None:
    brief = sealed(load(make_brief({**PART, "images/a.svg": "", "styles/.b.svg": "", "styles/c.svg": ""}))[0], [])
    for name in ("images/a.svg", "brief.yaml", "part.md", ".b.svg"):
        with pytest.raises(LookupError):
            fetch(brief, name)
    assert fetch(brief, "c.svg") == b""


DRAWING = '<svg xmlns="http://www.w3.org/2000/svg"><path fill="#8A2318" stroke="#77797d"/><path fill="#8a2319"/></svg>'


def drawn(folder: Path, edition: str = "full", name: str = "images/a.svg") -> list[str]:
    """The colors of a drawing as it is printed in an edition."""
    brief = sealed(build.read(load(folder)[0])[0], [name])
    look = branded(sheets(brief.styles, "a4", edition, "margin"), brief)
    return re.findall("#[0-9a-fA-F]{6}", fetched(brief, look)(name).decode())


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        ("title: T\n", ["#8A2318", "#77797d", "#8a2319"]),
        ('title: T\nbrand: "#0b4a59"\n', ["#0b4a59", "#77797d", "#8a2319"]),
        ("title: T\nlook: ledger\n", ["#3a3a8f", "#777a80", "#8a2319"]),
    ],
)
def test_a_drawing_in_the_colors_of_the_house_takes_those_of_the_look(
    settings: str, expected: list[str], make_brief: MakeBrief
) -> None:
    files = {**PART, "brief.yaml": settings, "images/a.svg": DRAWING}
    assert drawn(make_brief(files)) == expected


def test_a_drawing_keeps_its_colors_in_a_black_edition(make_brief: MakeBrief) -> None:
    files = {**PART, "brief.yaml": "title: T\nlook: ledger\n", "images/a.svg": DRAWING}
    assert drawn(make_brief(files), "photocopy") == ["#8A2318", "#77797d", "#8a2319"]


def test_a_logo_keeps_its_colors(make_brief: MakeBrief) -> None:
    settings = "title: T\nlook: ledger\norganisation: {name: Office, logo: images/a.svg}\n"
    folder = make_brief({**PART, "brief.yaml": settings, "images/a.svg": DRAWING})
    assert drawn(folder) == ["#8A2318", "#77797d", "#8a2319"]


def swapping(path: Path, secret: Path, stop: threading.Event) -> None:
    """Turns a file into a link to a secret and back, again and again."""
    beside = path.with_name("beside")
    while not stop.is_set():
        beside.symlink_to(secret)
        beside.replace(path)
        beside.write_text("own")
        beside.replace(path)


def test_a_link_that_replaces_a_file_during_reading_is_never_followed(make_brief: MakeBrief, tmp_path: Path) -> None:
    folder = make_brief({"part.md": "# T\n\nText.\n\n![D](a.png)\n", "a.png": "own"})
    brief, _ = load(folder)
    brief = replace(brief, files=frozenset({folder / "a.png"}))
    (tmp_path / "secret").write_text("secret")
    stop = threading.Event()
    swapper = threading.Thread(target=swapping, args=(folder / "a.png", tmp_path / "secret", stop))
    swapper.start()
    found = set()
    try:
        for _ in range(1500):
            with suppress(LookupError):
                found.add(fetch(brief, "a.png"))
            with suppress(BriefError):
                found.add(text.read(folder, folder / "a.png").encode())
    finally:
        stop.set()
        swapper.join()
    assert found == {b"own"}


def test_drawings_are_served_without_text_that_they_do_not_show(make_brief: MakeBrief) -> None:
    svg = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><text fill="none">secret</text>%s</svg>'
    folder = make_brief({"part.md": "# T\n\n![D](a.svg)\n", "a.svg": svg % '<path d="M0 0h9"/>'})
    brief = replace(load(folder)[0], files=frozenset({folder / "a.svg"}))
    shown = fetched(brief, ())("a.svg")
    assert (b"secret" in shown, b"M0 0h9" in shown) == (False, True)


def test_a_link_to_a_source_file_is_not_served(make_brief: MakeBrief) -> None:
    folder = make_brief({"part.md": "# T\n\nText.\n", "styles/brand.css": "body { background: url(a.png) }"})
    (folder / "a.png").symlink_to("brief.yaml")
    brief = replace(load(folder)[0], files=frozenset({folder / "a.png"}))
    with pytest.raises(LookupError):
        fetch(brief, "a.png")


def test_a_content_folder_that_is_a_link_out_is_refused(make_brief: MakeBrief, tmp_path: Path) -> None:
    make_brief({"part.md": "# T\n\nText.\n"})
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "content").symlink_to(tmp_path / "content")
    with pytest.raises(BriefError, match="file-outside"):
        load(tmp_path / "mine")


def test_styles_replaced_by_a_link_after_loading_are_not_read(make_brief: MakeBrief, tmp_path: Path) -> None:
    folder = make_brief({"part.md": "# T\n\nText.\n", "styles/layouts/prose.html": "<p>own"})
    brief, _ = load(folder)
    (tmp_path / "secret" / "layouts").mkdir(parents=True)
    (tmp_path / "secret" / "layouts" / "prose.html").write_text("<p>secret")
    (folder / "styles").rename(folder / "before")
    (folder / "styles").symlink_to(tmp_path / "secret")
    with pytest.raises(BriefError, match="file-outside"):
        text.read(brief.styles[0], brief.styles[0] / "layouts" / "prose.html")
