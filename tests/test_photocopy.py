"""The photocopy, for office printers and copiers: black and white, with everything that the full edition says."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pypdfium2
import pytest
import zxingcpp
from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageStat

from brief.load import load
from brief.model import editions_of
from tests import built
from tests.conftest import MakeBrief
from tests.painted import painted
from tests.reading import read
from tests.test_conformance import STANDARDS, failures
from tests.test_print_shop import RICH, photograph, saved

DPI = 200
WHITE, BLACK = ("gray", (1.0,)), ("gray", (0.0,))


def rendered(pdf: bytes, dpi: int = DPI) -> list[Image.Image]:
    """The pages in grey, as an office printer puts them on paper."""
    with pypdfium2.PdfDocument(pdf) as document:
        return [page.render(scale=dpi / 72, grayscale=True).to_pil().convert("L") for page in document]


def copied(page: Image.Image) -> Image.Image:
    """A page as a copier leaves it: black or white."""
    return page.point([0] * 128 + [255] * 128)


def tinted(page: Image.Image) -> Image.Image:
    """The tints of a page: pixels that are grey and as grey all around, unlike the soft edges of black shapes."""
    spread = ImageChops.subtract(page.filter(ImageFilter.MaxFilter(5)), page.filter(ImageFilter.MinFilter(5)))
    grey = page.point([255 if 40 < level < 215 else 0 for level in range(256)])
    return ImageChops.multiply(grey, spread.point([255 if level < 60 else 0 for level in range(256)]))


@pytest.mark.parametrize("folder", built.RICH, ids=lambda folder: folder.name)
def test_nothing_but_black_and_white_is_painted(folder: Path) -> None:
    found = painted(built.kept(folder, "photocopy").pdf)
    assert found.colors | found.ends <= {BLACK, WHITE}
    assert BLACK in found.text
    assert found.effects == []
    assert {(picture.space, picture.bits) for picture in found.pictures} <= {("/DeviceGray", 1)}


def test_a_copy_in_one_bit_looks_like_the_page() -> None:
    """The page has no tint, and the copy hardly differs for the eye, which sees about five dots as one."""
    for page in rendered(built.kept(built.BRIEFS / "charts", "photocopy").pdf):
        assert tinted(page).getbbox() is None
        soft = [one.filter(ImageFilter.GaussianBlur(2.5)) for one in (page, copied(page))]
        assert ImageStat.Stat(ImageChops.difference(*soft)).mean[0] < 1.5


def test_the_full_edition_would_not_pass_these_tests(make_brief: MakeBrief) -> None:
    pdf = built.built(make_brief({**RICH, "styles/brand.css": ".box { background: #bbb }"})).pdf
    assert any(tinted(page).getbbox() for page in rendered(pdf))
    assert len(painted(pdf).colors) > 4


def test_the_words_have_the_same_places_as_in_the_full_edition() -> None:
    full, made = built.kept(built.EXAMPLE), built.kept(built.EXAMPLE, "photocopy")
    stands = [[replace(run, ink=None, ground=None) for run in page.texts] for page in full.measured.pages]
    assert [[replace(run, ink=None, ground=None) for run in page.texts] for page in made.measured.pages] == stands


def test_everything_in_color_becomes_black_or_white(make_brief: MakeBrief) -> None:
    found = painted(built.built(make_brief(RICH), "photocopy").pdf)
    assert found.colors | found.ends == {BLACK, WHITE}
    assert found.text == {BLACK}


@pytest.mark.parametrize("standard", STANDARDS)
def test_it_meets_the_standards_like_the_full_edition(standard: str, make_brief: MakeBrief) -> None:
    assert failures(built.built(make_brief(RICH), "photocopy").pdf, standard) == []


def test_it_is_read_aloud_like_the_full_edition() -> None:
    full, made = (read(built.kept(built.EXAMPLE, edition).pdf) for edition in ("full", "photocopy"))
    assert (made.strays, made.mismatches) == ((), ())
    assert [(one.role, one.text) for one in made.root.walk()] == [(one.role, one.text) for one in full.root.walk()]


def test_its_codes_can_be_read_from_a_copy(make_brief: MakeBrief) -> None:
    pages = rendered(built.built(make_brief(RICH), "photocopy").pdf)
    codes = {found.text for page in pages for found in zxingcpp.read_barcodes(copied(page))}
    assert {"https://example.org/b", "https://example.org/c"} <= codes


WORDS = '<text x="380" y="20">a</text>'
SQUARE = '<rect x="{x}" width="40" height="40" fill="{color}"/>'


def drawing(*parts: str) -> str:
    return f'<svg xmlns="http://www.w3.org/2000/svg" width="400" height="60">{"".join(parts)}</svg>'


def diagram(*parts: str) -> str:
    return drawing(*parts, WORDS)


def drawn(make_brief: MakeBrief, svg: str, **more: str) -> tuple[Image.Image, Sequence[str]]:
    """The drawing as it is printed, 400 × 60 dots, and the findings."""
    files = {"brief.yaml": "title: T\nstatus: final\n", "part.md": "# P\n\n![D](a.svg)\n", "a.svg": svg, **more}
    made = built.built(make_brief(files), "photocopy")
    (box,) = [one for one in made.measured.pages[0].boxes if one.tag == "figure"]
    (page, *_) = rendered(made.pdf, 96)
    left, top = round(box.x * 96 / 72), round(box.y * 96 / 72)
    return page.crop((left, top, left + 400, top + 60)), [str(finding) for finding in made.findings]


def shade(picture: Image.Image, x: int, y: int = 20) -> int:
    level = picture.getpixel((x, y))
    assert isinstance(level, int)
    return level


def test_dark_areas_become_black_and_light_ones_white(make_brief: MakeBrief) -> None:
    colors = ("#1b4f72", "#77797d", "red", "#8a8a8a", "hsl(50, 90%, 60%)", "rgb(200,220,240)")
    picture, _ = drawn(make_brief, diagram(*(SQUARE.format(x=60 * n, color=c) for n, c in enumerate(colors))))
    assert [shade(picture, 60 * n + 20) for n in range(len(colors))] == [0, 0, 0, 255, 255, 255]


def test_the_areas_of_a_picture_without_words_become_dots_as_dense_as_they_are_dark(make_brief: MakeBrief) -> None:
    colors = ("#ffffff", "#dfe7ea", "#9fb7c0", "#77797d", "#8a2318", "#000000")
    svg = drawing(*(SQUARE.format(x=60 * n, color=c) for n, c in enumerate(colors)))
    picture, findings = drawn(make_brief, svg)
    tones = [ImageStat.Stat(picture.crop((60 * n + 5, 5, 60 * n + 35, 35))).mean[0] for n in range(len(colors))]
    assert (tones[0], tones[-1]) == (255, 0)
    assert tones == pytest.approx([255, 228, 177, 119, 60, 0], abs=25)  # about the greys of these colors
    assert findings == []


def test_a_small_drawing_such_as_a_logo_has_no_dots(make_brief: MakeBrief) -> None:
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" width="90" height="60">{SQUARE.format(x=0, color="#9fb7c0")}</svg>'
    picture, findings = drawn(make_brief, svg)
    assert picture.crop((5, 5, 35, 35)).getextrema() == (255, 255)
    assert ["tint-lost" in finding for finding in findings] == [True]


@pytest.mark.parametrize(
    ("ground", "letters"),
    [("#ffffff", "#949494"), ("#8a2318", "#ffffff"), ("#767676", "white"), ("#fde8a0", "#333"), ("#8a8a8a", "black")],
)
def test_type_can_be_read_on_its_ground(ground: str, letters: str, make_brief: MakeBrief) -> None:
    words = f'<text x="10" y="50" font-size="50" font-family="Source Sans 3" fill="{letters}">HH</text>'
    picture, _ = drawn(make_brief, drawing(f'<rect width="400" height="60" fill="{ground}"/>', words))
    assert picture.crop((10, 10, 80, 50)).getextrema() == (0, 255)
    assert shade(picture, 200, 30) in (0, 255)


def test_a_light_line_on_paper_and_a_white_line_on_black_stay_visible(make_brief: MakeBrief) -> None:
    lines = (
        '<path d="M0 10h100" stroke="#ddd" stroke-width="4"/>',
        '<rect x="200" width="100" height="60" fill="navy"/><path d="M200 30h100" stroke="#fff" stroke-width="4"/>',
    )
    picture, findings = drawn(make_brief, diagram(*lines))
    assert shade(picture, 50, 10) == 0
    assert [shade(picture, 250, y) for y in (10, 30, 50)] == [0, 255, 0]
    assert findings == []


def test_the_light_border_of_a_box_becomes_black(make_brief: MakeBrief) -> None:
    css = ".box { border: 4pt solid #ccc; background: #eee; padding: 8pt }"
    files = {"part.md": "# P\n\n/// box | A\nB.\n///\n", "styles/brand.css": css}
    made = built.built(make_brief(files), "photocopy")
    (box,) = [one for one in made.measured.pages[0].boxes if "box" in one.classes]
    (page, *_) = rendered(made.pdf, 72)
    assert shade(page, round(box.x) + 2, round(box.y + box.height / 2)) == 0
    assert shade(page, round(box.x) + 7, round(box.y) + 7) == 255


def test_a_gradient_becomes_an_edge_where_it_passes_middle_grey(make_brief: MakeBrief) -> None:
    fade = (
        '<linearGradient id="f"><stop offset="0" stop-color="#000"/><stop offset="1" stop-color="#fff"/>'
        '</linearGradient><rect width="400" height="60" fill="url(#f)"/>'
    )
    picture, _ = drawn(make_brief, drawing(fade))
    row = [shade(picture, x, 30) for x in range(2, 398)]
    assert row[:198] == [0] * 198
    assert row[204:] == [255] * 192
    assert sum(0 < level < 255 for level in row) <= 2


def test_a_gradient_of_a_style_sheet_becomes_black_and_white(make_brief: MakeBrief) -> None:
    css = ".box { background: linear-gradient(90deg, #111, #222 50%, #eee 50%, #fff) }"
    found = painted(
        built.built(make_brief({"part.md": "# P\n\n/// box | A\nB.\n///\n", "styles/brand.css": css}), "photocopy").pdf
    )
    assert found.ends == {BLACK, WHITE}


def test_a_photograph_becomes_dots_of_a_fifth_of_a_millimetre(make_brief: MakeBrief) -> None:
    files: Mapping[str, str | bytes] = {
        "part.md": "# P\n\n![P](p.jpg){: .wide }\n",
        "p.jpg": saved(photograph((2400, 1200)), "JPEG"),
    }
    made = built.built(make_brief(files), "photocopy")
    (picture,) = painted(made.pdf).pictures
    (photo,) = made.measured.pages[0].photographs
    assert (picture.bits, picture.filter) == (1, "/FlateDecode")
    assert picture.size[0] == pytest.approx(photo.box.width / 72 * 120, abs=1)


def test_a_photograph_keeps_its_tones_for_the_eye(make_brief: MakeBrief) -> None:
    ramp = Image.linear_gradient("L").rotate(90).resize((1200, 300))
    files: Mapping[str, str | bytes] = {"part.md": "# P\n\n![P](p.png)\n", "p.png": saved(ramp)}
    made = built.built(make_brief(files), "photocopy")
    (photo,) = made.measured.pages[0].photographs
    (page, *_) = rendered(made.pdf)
    scale = DPI / 72
    box = [round(edge * scale) for edge in (photo.box.x, photo.box.y)]
    wide, high = round(photo.box.width * scale), round(photo.box.height * scale)
    shown = copied(page).crop((box[0], box[1], box[0] + wide, box[1] + high))
    tones = list(shown.resize((8, 1), Image.Resampling.BOX).tobytes())
    tones = tones if tones[0] < tones[-1] else tones[::-1]
    assert tones == sorted(tones)
    assert all(later - earlier > 15 for earlier, later in pairwise(tones))


def scan() -> bytes:
    """A scanned page: black strokes on white, a little soft."""
    picture = Image.new("L", (900, 300), 255)
    draw = ImageDraw.Draw(picture)
    for x in range(20, 880, 24):
        draw.line((x, 20, x, 280), 0, 3)
    return saved(picture.filter(ImageFilter.GaussianBlur(0.6)))


def test_line_art_keeps_all_its_pixels_and_clean_edges(make_brief: MakeBrief) -> None:
    files: Mapping[str, str | bytes] = {"part.md": "# P\n\n![P](p.png)\n", "p.png": scan()}
    made = built.built(make_brief(files), "photocopy")
    (picture,) = painted(made.pdf).pictures
    (photo,) = made.measured.pages[0].photographs
    assert picture.size[0] == pytest.approx(min(900, photo.box.width / 72 * 300), abs=1)
    rows = Image.frombytes("1", picture.size, picture.data)
    middle = rows.crop((0, picture.size[1] // 2, picture.size[0], picture.size[1] // 2 + 1)).tobytes()
    assert all(
        rows.crop((0, y, picture.size[0], y + 1)).tobytes() == middle
        for y in range(picture.size[1] // 4, picture.size[1] // 2)
    )


def test_a_transparent_picture_is_printed_on_white(make_brief: MakeBrief) -> None:
    picture = Image.new("RGBA", (600, 300), (0, 0, 0, 0))
    ImageDraw.Draw(picture).rectangle((0, 0, 299, 299), (0, 0, 0, 255))
    made = built.built(make_brief({"part.md": "# P\n\n![P](p.png)\n", "p.png": saved(picture)}), "photocopy")
    (held,) = painted(made.pdf).pictures
    rows = Image.frombytes("1", held.size, held.data)
    assert (rows.getpixel((10, 10)), rows.getpixel((held.size[0] - 10, 10))) == (0, 255)


def test_areas_that_would_be_lost_are_reported_at_the_line_of_the_drawing(make_brief: MakeBrief) -> None:
    parts = (
        SQUARE.format(x=0, color="#9ecae1"),
        SQUARE.format(x=50, color="#1b4f72"),
        SQUARE.format(x=100, color="#8a2318"),
    )
    _, findings = drawn(make_brief, diagram(*parts))
    way = "    give them an outline, lines or dots, or name them in words; lines and text stay, whatever their color"
    assert findings == [
        "content/part.md:3:6: warning: tint-lost: in the drawing 'a.svg' the areas in #9ecae1 become white paper "
        f"in the edition 'photocopy', which has no tints\n{way}",
        "content/part.md:3:6: warning: tint-lost: in the drawing 'a.svg' the areas in #1b4f72 and #8a2318 all become "
        f"black in the edition 'photocopy', which has no tints\n{way}",
    ]


def test_areas_with_an_outline_greys_and_words_are_not_reported_as_lost(make_brief: MakeBrief) -> None:
    parts = (
        '<g stroke="#888"><rect width="40" height="40" style="fill: #9ecae1"/></g>',
        SQUARE.format(x=50, color="#77797d"),
        SQUARE.format(x=100, color="#8a2318"),
        SQUARE.format(x=150, color="#fafafa"),
        '<g fill="none"><rect x="200" width="40" height="40"/></g>',
        '<text x="250" y="20" fill="#9ecae1">Words</text>',
    )
    assert drawn(make_brief, drawing(*parts))[1] == []


def test_the_full_edition_reports_nothing_about_tints(make_brief: MakeBrief) -> None:
    files = {"part.md": "# P\n\n![D](a.svg)\n", "a.svg": drawing(SQUARE.format(x=0, color="#9ecae1"))}
    assert built.built(make_brief(files)).findings == ()


def test_its_page_limit_is_that_of_the_full_edition_unless_it_has_its_own(make_brief: MakeBrief) -> None:
    settings = "title: T\neditions: {full: {pages: 7}, stacks: {like: photocopy}, few: {like: photocopy, pages: 2}}\n"
    brief, _ = load(make_brief({"brief.yaml": settings, "part.md": "# P\n\nText.\n"}))
    known = editions_of(brief.settings)
    assert [str(known[name].pages) for name in ("photocopy", "stacks", "few", "print-shop")] == [
        "up to 7",
        "up to 7",
        "up to 2",
        "up to 7, even",
    ]


def test_the_same_source_makes_the_same_bytes(make_brief: MakeBrief, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = make_brief(RICH)
    first = built.built(folder, "photocopy").pdf
    monkeypatch.setenv("XDG_CACHE_HOME", str(folder.absolute().parent / "cold"))
    assert built.built(folder, "photocopy").pdf == first
    assert io.BytesIO(first).read(8) == b"%PDF-1.7"
