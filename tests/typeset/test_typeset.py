"""Pages are set in the faces that are given and in no others; nothing outside the brief is read."""

from __future__ import annotations

import io
import os
from pathlib import Path

import pikepdf
import pytest

from brief import cache
from brief.model import Sheet
from brief.typeset import Engine, confined, typeset, write

FONTS = Path(__file__).parents[2] / "styles" / "fonts"
SERIF = Sheet(Path("a.css"), 'body { font-family: "Source Serif 4 SmText", serif }')


@pytest.fixture(scope="module")
def warm() -> Engine:
    return Engine([FONTS])


def pdf_of(html: str, warm: Engine, *sheets: Sheet) -> pikepdf.Pdf:
    def nothing(name: str) -> bytes:
        raise LookupError(name)

    data, *_ = write(
        typeset(f"<html lang=en><title>t</title>{html}", sheets, nothing, warm),
        None,
        lambda document, pdf: None,
    )
    return pikepdf.open(io.BytesIO(data))


def fonts(pdf: pikepdf.Pdf) -> set[str]:
    """The names of a PDF's fonts without the subset's tag; fails on one that is not embedded."""
    names = set()
    for font in (o for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and o.get("/Type") == "/FontDescriptor"):
        assert "/FontFile2" in font or "/FontFile3" in font
        tag, _, name = str(font["/FontName"]).removeprefix("/").partition("+")
        assert len(tag) == 6, "not a subset"
        names.add(name.strip(","))
    return names


def test_text_is_set_in_the_faces_of_the_house_and_korean_in_its_own(warm: Engine) -> None:
    assert fonts(pdf_of("<p>Songbun 성분", warm, SERIF)) == {"Source-Serif-4-SmText", "NanumMyeongjo"}


def test_a_missing_family_is_never_taken_from_the_system(warm: Engine) -> None:
    named = fonts(pdf_of("<p style='font-family: DejaVu Sans, Arial, sans-serif'>Text", warm))
    assert {name[:6] for name in named} <= {"Source", "NanumM"}
    assert named


def test_bold_and_italic_have_faces_of_their_own(warm: Engine) -> None:
    html = "<p><b style='font-weight:600'>bold</b> <i>italic</i>"
    assert fonts(pdf_of(html, warm, SERIF)) == {"Source-Serif-4-SmText-Semi-Bold", "Source-Serif-4-SmText-Italic"}


def test_a_counter_style_of_a_style_sheet_reaches_the_pages(warm: Engine) -> None:
    """A list with the counter style of a style sheet has the glyph of its symbol; one without it does not."""
    rule = Sheet(Path("b.css"), '@counter-style x { system: cyclic; symbols: "Z"; suffix: "" } ol { list-style: x }')
    html = "<ol><li>a</ol>"
    assert _has_glyph_for(pdf_of(html, warm, rule), "005a")
    assert not _has_glyph_for(pdf_of(html, warm), "005a")


def _has_glyph_for(pdf: pikepdf.Pdf, code: str) -> bool:
    maps = (o.read_bytes() for o in pdf.objects if isinstance(o, pikepdf.Stream) and b"begincmap" in o.read_bytes())
    return any(code.encode() in one.lower() for one in maps)


def test_the_fetcher_serves_names_of_the_brief_and_nothing_else() -> None:
    asked: list[str] = []

    def fetch(name: str) -> bytes:
        asked.append(name)
        return b"x"

    fetcher = confined.fetcher("https://brief.invalid/", fetch)
    assert fetcher("https://brief.invalid/images/a%20b.svg?x#y").read() == b"x"
    for url in ("file:///etc/passwd", "https://example.org/a.png", "data:text/plain,x", "https://brief.invalid.org/a"):
        with pytest.raises(LookupError):
            fetcher(url)
    assert asked == ["images/a b.svg"]


def test_without_a_writable_cache_the_engine_uses_another_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    Engine([FONTS])
    configuration = Path(os.environ["FONTCONFIG_FILE"])
    assert configuration.is_file()
    assert not configuration.is_relative_to(tmp_path)


def test_the_cache_is_where_the_user_says_and_a_relative_path_is_ignored(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert cache.home() == tmp_path / "brief"
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    for wrong in ("relative", ""):
        monkeypatch.setenv("XDG_CACHE_HOME", wrong)
        assert cache.home() == tmp_path / "home" / ".cache" / "brief"


def test_a_pdf_has_the_links_that_a_reader_may_follow_and_no_others(warm: Engine) -> None:
    kept = ["https://example.org/", "mailto:a@example.org"]
    hrefs = [*kept, "javascript:x()", "file:///etc/passwd", "smb://h/x", "a.md", "mailto:a@b.org?attach=/x"]
    hrefs += ["tel:*%2306#", "sms:1"]
    html = "".join(f'<p><a href="{href}"><b>{href}</b></a>' for href in hrefs)
    pdf = pdf_of(html, warm, Sheet(Path("b.css"), "p { -weasy-link: attr(href url) }"))
    links = [str(one.A.URI) for page in pdf.pages for one in page.get("/Annots", []) if "/A" in one]
    assert list(dict.fromkeys(links)) == kept
