"""The engine keeps faces and style sheets for the next build, and notices when a file behind them has changed."""

from __future__ import annotations

import gc
import weakref
from pathlib import Path
from shutil import copy
from threading import Thread
from typing import Any

import pytest

from brief.model import Sheet
from brief.typeset import Engine, confined, faces, typeset, write
from brief.typeset import engine as module

FONTS = Path(__file__).parents[2] / "styles" / "fonts"


@pytest.fixture
def fonts(tmp_path: Path) -> Path:
    """A folder with one face."""
    folder = tmp_path / "fonts"
    folder.mkdir()
    copy(FONTS / "SourceSans3-Regular.ttf", folder)
    return folder


@pytest.fixture
def engine(fonts: Path) -> Engine:
    return Engine([fonts])


def word(engine: Engine, css: str, files: dict[str, bytes] | None = None, text: str = "Text") -> Any:
    """The box of one word that is set under a style sheet."""

    def fetch(name: str) -> bytes:
        if files is None or name not in files:
            raise LookupError(name)
        return files[name]

    html = f"<html lang=en><title>t</title><p>{text}"
    (page,) = typeset(html, [Sheet(Path("a.css"), css)], fetch, engine).document.pages
    (found,) = (box for box in page._page_box.descendants() if getattr(box, "text", "") == text)
    return found


def red(box: Any) -> float:
    return float(box.style["color"].coordinates[0])


def test_fonts_that_style_sheets_name_take_no_more_than_some_bytes(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    font = (FONTS / "SourceSans3-Regular.ttf").read_bytes()
    monkeypatch.setattr(faces, "MOST_BYTES", 2 * len(font))
    css = "".join(f"@font-face {{ font-family: A{number}; src: url(a.ttf) }}" for number in range(9))
    made = typeset("<html lang=en><title>t</title><p>Text", [Sheet(Path("a.css"), css)], lambda name: font, engine)
    assert {remark.text for remark in made.remarks} == {"The fonts that style sheets name take more than 0 MB"}
    assert sum(path.stat().st_size for path in engine.faces._folder.iterdir()) <= 4 * len(font)


def test_a_style_sheet_is_parsed_once(engine: Engine) -> None:
    sheet = Sheet(Path("a.css"), "p { color: red }")
    assert engine.parsed([sheet], lambda name: b"") == engine.parsed([sheet], lambda name: b"")
    assert engine.parsed([sheet], lambda name: b"")[0] is engine.parsed([sheet], lambda name: b"")[0]


def test_a_style_sheet_that_another_imports_is_read_again_when_it_has_changed(engine: Engine) -> None:
    css = "@import 'b.css'"
    assert red(word(engine, css, {"b.css": b"p { color: #f00 }"})) == 1
    assert red(word(engine, css, {"b.css": b"p { color: #000 }"})) == 0
    assert red(word(engine, css, {})) == 0
    assert red(word(engine, css, {"b.css": b"p { color: #f00 }"})) == 1


def test_a_face_that_a_style_sheet_loads_is_read_again_when_it_has_changed(engine: Engine) -> None:
    css = "@font-face { font-family: Own; src: url(own.ttf) } p { font-family: Own }"
    regular, bold = ((FONTS / f"SourceSans3-{name}.ttf").read_bytes() for name in ("Regular", "Semibold"))
    first = word(engine, css, {"own.ttf": regular}).width
    assert word(engine, css, {"own.ttf": bold}).width > first
    assert word(engine, css, {"own.ttf": regular}).width == first


def test_a_parsed_sheet_is_kept_while_its_files_are_unchanged(engine: Engine) -> None:
    sheet = Sheet(Path("a.css"), "@import 'b.css'; @import 'missing.css'")

    def fetch(name: str) -> bytes:
        if name == "missing.css":
            raise LookupError(name)
        return b"p { color: red }"

    (first,) = engine.parsed([sheet], fetch)
    assert engine.parsed([sheet], fetch)[0] is first


def test_a_face_added_to_a_folder_is_noticed(engine: Engine, fonts: Path) -> None:
    css = "p { font-family: 'Source Serif 4 SmText', 'Source Sans 3' }"
    before = word(engine, css).width
    copy(FONTS / "SourceSerif4SmText-Regular.ttf", fonts)
    assert word(engine, css).width != before


def test_the_working_directory_may_change(engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    here = Engine([Path("fonts")])
    faces = here.faces
    monkeypatch.chdir("fonts")
    word(here, "p { color: red }")
    assert here.faces is faces


def test_the_number_of_kept_sheets_is_bounded(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_SHEETS", 3)
    often = Sheet(Path("a.css"), "p { color: red }")
    (first,) = engine.parsed([often], lambda name: b"")
    for number in range(10):
        engine.parsed([often, Sheet(Path("b.css"), f"p {{ margin: {number}pt }}")], lambda name: b"")
    assert engine.parsed([often], lambda name: b"")[0] is first
    assert len(engine._sheets) == 3


def test_nothing_that_is_kept_holds_on_to_the_files_of_a_build(engine: Engine) -> None:
    def fetch(name: str) -> bytes:
        return b"p { color: red }"

    gone = weakref.ref(fetch)
    typeset("<html lang=en><title>t</title><p>a", [Sheet(Path("a.css"), "@import 'b.css'")], fetch, engine)
    del fetch
    gc.collect()
    assert gone() is None


def test_the_fetcher_of_a_sheet_is_confined_too(engine: Engine) -> None:
    asked: list[str] = []

    def fetch(name: str) -> bytes:
        asked.append(name)
        raise LookupError(name)

    css = f"@import 'file:///etc/passwd'; @import '{confined.BASE_URL}b.css'"
    engine.parsed([Sheet(Path("a.css"), css)], fetch)
    assert asked == ["b.css"]


def test_a_second_build_waits_until_the_first_is_written(engine: Engine) -> None:
    """Parts of WeasyPrint are replaced while a document is written."""
    order: list[str] = []
    document = typeset("<html lang=en><title>t</title><p>a", [], lambda name: b"", engine)

    def write_second() -> None:
        write(document, None, lambda document, pdf: order.append("second"))

    second = Thread(target=write_second)

    def finish_first(document: Any, pdf: Any) -> None:
        second.start()
        second.join(timeout=0.2)
        order.append("first")

    write(document, None, finish_first)
    second.join()
    assert order == ["first", "second"]
