"""The measured places of elements, in points; these tests fail when the engine's private boxes change."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest
from PIL import Image

from brief.measure import measure
from brief.model import Measured, Sheet
from brief.typeset import Engine, typeset

FONTS = Path(__file__).parents[1] / "styles" / "fonts"
PAGE = """
@page { size: 300pt 200pt; margin: 20pt 30pt 40pt }
body { margin: 0; font: 10pt/20pt 'Source Sans 3' }
p { margin: 0 }
"""


SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="M0 0h9v9z"/></svg>'


def layout(html: str, css: str = "", files: Mapping[str, bytes] = MappingProxyType({})) -> Measured:
    return measure(typeset_pages(html, css, files))


def typeset_pages(html: str, css: str = "", files: Mapping[str, bytes] = MappingProxyType({})) -> Sequence[Any]:
    def fetch(name: str) -> bytes:
        return files[name]

    sheet = Sheet(Path("a.css"), PAGE + css)
    pages: Sequence[Any] = typeset(f"<title>t</title>{html}", [sheet], fetch, Engine([FONTS])).document.pages
    return pages


def photograph(width: int, height: int) -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (width, height)).save(file, "JPEG")
    return file.getvalue()


def test_a_page_has_its_size_and_text_area_in_points() -> None:
    (page,) = layout("<p>text").pages
    assert page.number == 1
    assert [page.width, page.height, page.top, page.bottom] == pytest.approx([300, 200, 20, 160])


def test_a_block_has_its_source_and_place() -> None:
    (page,) = layout('<p data-source="a.md:1-1">one<p data-source="a.md:3-4" class="side">two').pages
    first, second = page.boxes
    assert (first.tag, first.source, first.classes, first.continues) == ("p", "a.md:1-1", (), False)
    assert [first.x, first.y, first.width, first.height] == pytest.approx([30, 20, 240, 20])
    assert (second.source, second.classes) == ("a.md:3-4", ("side",))
    assert second.y == pytest.approx(40)


def test_elements_without_a_source_and_a_class_are_not_measured() -> None:
    (page,) = layout("<div><p>text</div>").pages
    assert page.boxes == ()


def test_a_block_that_continues_on_the_next_page_is_marked_as_such() -> None:
    first, second = layout(f'<p data-source="a.md:1-9">{"line<br>" * 10}').pages
    assert [box.continues for box in first.boxes] == [True]
    assert [(box.source, box.continues) for box in second.boxes] == [("a.md:1-9", False)]


@pytest.mark.parametrize("known", [[1], [2], [3], [1, 3], [2, 3]])
def test_known_pages_are_not_measured_again(known: Sequence[int]) -> None:
    pages = typeset_pages(f'<p data-source="a.md:1-9">{"line<br>" * 20}')
    whole = measure(pages)
    assert [box.continues for page in whole.pages for box in page.boxes] == [True, True, False]
    there = {number: replace(whole.pages[number - 1], width=0) for number in known}
    assert measure(pages, there).pages == tuple(there.get(page.number, page) for page in whole.pages)


def test_each_line_of_text_is_measured_with_the_block_it_belongs_to() -> None:
    (page,) = layout('<p data-source="a.md:1-1">one <b>two</b><br>three').pages
    assert [text.source for text in page.texts] == ["a.md:1-1"] * 3
    assert [text.y for text in page.texts[1:]] == pytest.approx([page.texts[0].y, page.texts[0].y + 20], abs=1)


def test_a_photograph_is_measured_with_its_pixels_and_its_block() -> None:
    html = (
        '<figure data-source="a.md:1-2"><img src="a%20b.jpg" style="width: 100pt; padding: 5pt"></figure>'
        '<img src="c.svg" style="width: 20pt">'
    )
    (page,) = layout(html, "figure { margin: 0 }", {"a b.jpg": photograph(60, 30), "c.svg": SVG}).pages
    (one,) = page.photographs
    assert (one.name, one.pixels, one.box.source) == ("a b.jpg", (60, 30), "a.md:1-2")
    assert [one.box.x, one.box.y, one.box.width, one.box.height] == pytest.approx([35, 25, 100, 50])
    assert one.density == pytest.approx(60 / 100 * 72)


def test_words_that_a_style_sheet_puts_into_the_margin_belong_to_no_block() -> None:
    (page,) = layout("<p data-source='a.md:1-1'>one", "@page { @left-middle { content: 'x' } }").pages
    assert sorted((text.source, text.classes) for text in page.texts) == [("", ()), ("a.md:1-1", ())]


def test_the_call_of_a_note_is_distinguished_from_the_note() -> None:
    html = '<p data-source="a.md:1-1">text<span class="footnote" data-source="a.md:3-3">note</span>'
    (page,) = layout(html, ".footnote { float: footnote }").pages
    assert [(box.tag, box.source) for box in page.boxes] == [
        ("p", "a.md:1-1"),
        ("span::footnote-call", "a.md:3-3"),
        ("span", "a.md:3-3"),
    ]


def frames(html: str, css: str = "") -> list[tuple[str, str]]:
    """The words of each run of text on the page, and the kind of its frame."""
    (page,) = layout(html, css).pages
    return [(run.text.strip(), run.frame.kind) for run in page.texts]


@pytest.mark.parametrize(
    ("html", "kind"),
    [
        ("<p>a", "page"),
        ("<table><td>a</table>", "cell"),
        ('<div style="float: right; width: 50pt"><p>a</div>', "side"),
        ('<div style="position: absolute; top: 0"><p>a</div>', "card"),
        ('<div style="display: flex"><p>a</div>', "card"),
    ],
)
def test_text_knows_its_frame(html: str, kind: str) -> None:
    assert frames(html) == [("a", kind)]


def test_notes_and_the_margin_have_frames_of_their_own() -> None:
    css = "@page { @bottom-left { content: 'foot' } } span { float: footnote }"
    assert ("note", "note") in frames("<p>a<span>note</span>", css)
    assert ("foot", "margin") in frames("<p>a", css)


def test_a_frame_includes_the_padding() -> None:
    (page,) = layout('<div style="float: right; width: 50pt; padding: 3pt"><p>a</div>').pages
    frame = page.texts[0].frame
    assert [frame.left, frame.right] == pytest.approx([214, 270])


def test_pictures_are_runs_without_words() -> None:
    (page,) = layout('<img src="a.svg" style="width: 20pt">', files={"a.svg": SVG}).pages
    assert [(run.tag, run.text, run.frame.kind) for run in page.pictures] == [("img", "", "page")]
    assert page.pictures[0].width == pytest.approx(20)


def test_pictures_that_a_style_sheet_puts_into_the_margin_are_no_photographs() -> None:
    css = "@page { @top-right { content: url(a.jpg) } @top-left { content: url(a.svg) } }"
    (page,) = layout("<p>text", css, {"a.jpg": photograph(60, 30), "a.svg": SVG}).pages
    assert (page.photographs, page.codes, len(page.pictures)) == ((), (), 2)


def test_a_code_is_measured_in_modules_and_other_drawings_are_no_codes() -> None:
    code = '<svg data-code="https://a.org" viewBox="-4 -4 {0} {0}" width="{1}mm" height="{1}mm"></svg>'
    (page,) = layout(code.format(29, 29) + code.format("x", 9) + "<svg width='9' height='9'></svg>").pages
    (one,) = page.codes
    assert (one.modules, one.address) == (21, "https://a.org")
    assert one.width == pytest.approx(21)
