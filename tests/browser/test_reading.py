"""A page as readers use it: by keyboard, on a phone, in the dark, on paper; it has no scripts."""

from __future__ import annotations

import io
from pathlib import Path

import pypdfium2
import pytest

from brief.model import anchor
from tests import built
from tests.browser.chromium import Tab
from tests.conftest import MakeBrief

FOCUSED = "document.activeElement"


@pytest.fixture
def page(tmp_path: Path) -> Path:
    """The page of the example."""
    path = tmp_path / "page.html"
    path.write_bytes(built.shown(built.EXAMPLE).html)
    return path


def test_the_first_tab_key_offers_to_skip_to_the_text(tab: Tab, page: Path) -> None:
    tab.show(page, 1280)
    tab.press("Tab")
    assert tab.value(f"{FOCUSED}.textContent") == "Skip to the text"
    assert tab.value(f"{FOCUSED}.getBoundingClientRect().top >= 0")
    tab.press("Enter")
    assert tab.value(f"{FOCUSED}.tagName") == "MAIN"


def test_a_note_opens_and_closes_by_keyboard_and_the_next_key_goes_into_it(tab: Tab, page: Path) -> None:
    tab.show(page, 320)
    tab.value("document.querySelector('.call > button').focus()")
    tab.press("Enter")
    (note,) = tab.value("[...document.querySelectorAll('.note:popover-open')].map(note => note.innerText)")
    assert note.split("\n")[0] == "1"
    assert "UN Human Rights Council, Report of the commission of inquiry" in note
    tab.press("Tab")
    assert tab.value(f"{FOCUSED}.textContent") == "Close×"
    tab.press("Escape")
    assert tab.value("document.querySelectorAll('.note:popover-open').length") == 0
    assert tab.value(f"{FOCUSED}.textContent") == "Note 1"


def test_the_note_below_a_chart_is_shown(tab: Tab, tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_bytes(built.shown(built.BRIEFS / "charts").html)
    tab.show(path, 1280)
    assert "Note: counted by hand." in tab.value("document.querySelector('p.note').innerText")
    assert tab.value("document.querySelector('p.note').getBoundingClientRect().height > 0")


def test_a_repeated_call_opens_the_same_note(tab: Tab, page: Path) -> None:
    tab.show(page, 1280)
    first, second = f"{anchor('note', 'summary', 'cite/1')}/open", "[...document.querySelectorAll('.call > button')]"
    assert tab.value(f"{second}.slice(0, 2).map(one => one.getAttribute('popovertarget'))") == [first, first]
    tab.value(f"{second}[1].click()")
    assert tab.value("document.querySelector('.note:popover-open').id") == first


def test_a_note_opens_within_a_small_window(tab: Tab, page: Path) -> None:
    tab.show(page, 320, height=480)
    tab.value("document.querySelector('.call > button').click()")
    box = tab.value("JSON.parse(JSON.stringify(document.querySelector('.note:popover-open').getBoundingClientRect()))")
    assert (box["left"], box["right"], box["bottom"]) == (0, 320, 480)
    assert box["top"] > 100


def test_the_buttons_of_calls_are_large_enough_for_a_finger(tab: Tab, page: Path) -> None:
    """24 px each way (WCAG 2.2, 2.5.8)."""
    tab.show(page, 320)
    sizes = tab.value(
        "[...document.querySelectorAll('.call > button')].map(one => one.getBoundingClientRect())"
        ".map(box => Math.min(box.width, box.height))"
    )
    assert len(sizes) > 10
    assert min(sizes) >= 24


def lines(tab: Tab) -> float:
    """Characters in a full line of the text: those of its longest paragraph, divided by its number of lines."""
    return float(
        tab.value(
            "(() => { const p = [...document.querySelectorAll('section.prose > p')]"
            ".sort((a, b) => b.innerText.length - a.innerText.length)[0];"
            "const height = p.getBoundingClientRect().height, line = parseFloat(getComputedStyle(p).lineHeight);"
            "return p.innerText.length / (height / line) })()"
        )
    )


@pytest.mark.parametrize("width", [1280, 1920])
def test_a_line_has_a_good_measure_however_wide_the_window_is(tab: Tab, page: Path, width: int) -> None:
    tab.show(page, width)
    assert 50 <= lines(tab) <= 75


def test_side_notes_stand_beside_their_text_where_there_is_room(tab: Tab, page: Path) -> None:
    script = (
        "(() => { const note = document.querySelector('#songbun > .key-figure').getBoundingClientRect();"
        "const text = document.querySelector('#songbun > p').getBoundingClientRect();"
        "return [note.left > text.right, Math.abs(note.top - text.top) < 16] })()"
    )
    tab.show(page, 1280)
    assert tab.value(script) == [True, True]
    tab.show(page, 768)
    assert tab.value(script) == [False, False]


def test_side_notes_do_not_overlap(tab: Tab, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    for brief in built.ALL:
        page.write_bytes(built.shown(brief).html)
        tab.show(page, 1280)
        overlaps = tab.value(
            "[...document.querySelectorAll('section')].flatMap(section => { const boxes = [...section.children]"
            ".map(one => one.getBoundingClientRect()); return boxes.flatMap((a, i) => boxes.slice(i + 1)"
            ".filter(b => a.left < b.right - 1 && b.left < a.right - 1)"
            ".filter(b => a.top < b.bottom - 1 && b.top < a.bottom - 1)) }).length"
        )
        assert overlaps == 0, brief.name


def test_the_title_keeps_its_line_breaks_where_there_is_room(tab: Tab, page: Path) -> None:
    for width, shown in ((1280, "block"), (320, "none")):
        tab.show(page, width)
        hidden = tab.value("getComputedStyle(document.querySelector('h1 br')).display === 'none'")
        assert hidden == (shown == "none")


@pytest.mark.parametrize(("natural", "seen"), [(100, 140), (665, 904)])
def test_a_wide_drawing_grows_up_to_the_type_of_the_page(
    tab: Tab, make_brief: MakeBrief, tmp_path: Path, natural: int, seen: int
) -> None:
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" width="{natural}" height="50"><path d="M0 0h9"/></svg>'
    files = {"part.md": '# Part\n\n![A](a.svg "Caption")\n{: .wide}\n', "a.svg": svg}
    page = tmp_path / "page.html"
    page.write_bytes(built.on_screen(make_brief(files)).html)
    width = "document.querySelector('figure img').getBoundingClientRect().width"
    tab.show(page, 1280)
    assert tab.value(width) == seen
    tab.show(page, 320)
    assert tab.value(width) == min(natural * 1.4, 280 if natural < 280 else 34 * 16)
    assert tab.value("document.documentElement.scrollWidth") == 320


def test_letters_without_italics_stay_upright(tab: Tab, make_brief: MakeBrief, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_bytes(built.on_screen(make_brief({"part.md": "# Part\n\n*성분*\n"})).html)
    tab.show(page, 1280)
    assert tab.value("getComputedStyle(document.querySelector('em')).fontSynthesisStyle") == "none"


def test_every_face_of_the_page_is_used_and_loaded(tab: Tab, page: Path) -> None:
    tab.show(page, 1280)
    statuses = tab.value("[...document.fonts].map(face => face.status)")
    assert len(statuses) == built.shown(built.EXAMPLE).weight.faces
    assert set(statuses) == {"loaded"}


def test_a_printed_page_has_its_notes_and_says_where_the_pdf_is(tab: Tab, page: Path) -> None:
    tab.show(page, 1280, "dark")
    with pypdfium2.PdfDocument(io.BytesIO(tab.pdf())) as pdf:
        text = " ".join(sheet.get_textpage().get_text_range() for sheet in pdf)
        bitmap = pdf[0].render().to_pil()
    words = " ".join(text.replace("\u2060", "").replace("\u200b", "").split())
    assert "For print there is a PDF of this brief: example.org/briefs/nk" in words
    assert "North Korean Human Rights Act of 2004, Public Law 108-333, 22 U.S.C. 7801." in words
    assert "Skip to the text" not in words
    assert bitmap.getpixel((3, 3)) == (255, 255, 255)


def test_the_accent_of_a_brand_is_used_and_is_legible_in_the_dark(
    tab: Tab, axe: str, make_brief: MakeBrief, tmp_path: Path
) -> None:
    from tests.browser.test_axe import findings

    brand = ":root { --accent: #003366; --ink: #202060 }"
    files = {
        "brief.yaml": "title: A brief\nseries: Kicker\n",
        "part.md": "# Part\n\nText.[^1]\n\n[^1]: Note.\n",
        "styles/brand.css": brand,
    }
    page = tmp_path / "page.html"
    page.write_bytes(built.on_screen(make_brief(files)).html)
    tab.ask("Page.setBypassCSP", enabled=True)
    color = "getComputedStyle(document.querySelector('.kicker')).color"
    tab.show(page, 1280)
    assert tab.value(color) == "rgb(0, 51, 102)"
    tab.show(page, 1280, "dark")
    red, green, blue = (int(part) for part in tab.value(color)[4:-1].split(","))
    assert red < green < blue
    assert findings(tab, axe) == []


def test_a_drawing_in_house_colors_changes_in_the_dark_and_another_keeps_its_white_ground(
    tab: Tab, page: Path, make_brief: MakeBrief, tmp_path: Path
) -> None:
    square = '<svg xmlns="http://www.w3.org/2000/svg" width="20" height="20"><path d="M0 0h20v20H0z" fill="{}"/></svg>'
    files = {
        "part.md": "# Part\n\n![One](one.svg)\n\n![Other](other.svg)\n",
        "one.svg": square.format("#1b1b1d"),
        "other.svg": square.format("#1b1b9d"),
    }
    other = tmp_path / "page.html"
    other.write_bytes(built.on_screen(make_brief(files)).html)
    tab.show(other, 1280, "dark")
    classes = tab.value("[...document.querySelectorAll('figure img')].map(one => one.className)")
    assert classes == ["drawing", "plate drawing"]
    grounds = tab.value(
        "[...document.querySelectorAll('figure img')].map(one => getComputedStyle(one).backgroundColor)"
    )
    assert grounds == ["rgba(0, 0, 0, 0)", "rgb(255, 255, 255)"]
    from PIL import Image

    left, top = tab.value("(b => [b.left, b.top])(document.querySelector('figure img').getBoundingClientRect())")
    with Image.open(io.BytesIO(tab.picture())) as picture:
        assert min(picture.convert("RGB").getpixel((int(left) + 10, int(top) + 10))) > 200  # type: ignore[arg-type]
