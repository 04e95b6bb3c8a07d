"""QR codes are read back from the page: from a printout in grey, and from a photocopy of it."""

from __future__ import annotations

import random
from collections.abc import Callable

import pypdfium2
import pytest
import zxingcpp
from PIL import Image, ImageFilter

from brief.model import PAPERS, Box, Page
from tests import built
from tests.conftest import MakeBrief
from tests.reading import read

MM = 72 / 25.4
ONLINE = "https://example.org/briefs/nk"
MODULES = 29
"""The modules in a row of the code of ``ONLINE``, without the four white ones on each side."""

LONG = "https://example.org/a/report/with/a/long/name?" + "&".join(f"part{n}=value{n}" for n in range(18))
CODES = {"short": ONLINE, "with letters": "https://www.example.org/straße/성분", "long": LONG}

PART = "# Title\n\nText.\n\n/// qr | {}\nRead the *whole* report\n///\n\nMore text.\n"


def rendered(pdf: bytes, dpi: int) -> list[Image.Image]:
    """The pages in grey, as a printer of that resolution prints them."""
    with pypdfium2.PdfDocument(pdf) as document:
        return [page.render(scale=dpi / 72).to_pil().convert("L") for page in document]


def as_printed(page: Image.Image, dpi: int) -> Image.Image:
    return page


def copied(page: Image.Image, dpi: int) -> Image.Image:
    """A photocopy of a printout: blurred by 0.1 mm, noisy, then black or white at a threshold that is too dark."""
    blurred = page.filter(ImageFilter.GaussianBlur(0.1 / 25.4 * dpi))
    noise = Image.frombytes("L", page.size, random.Random(7).randbytes(page.width * page.height))
    return Image.blend(blurred, noise, 0.25).point(lambda value: 255 if value > 115 else 0)


Process = Callable[[Image.Image, int], Image.Image]


def codes(page: Image.Image) -> list[str]:
    return [
        found.text
        for found in zxingcpp.read_barcodes(page, formats=zxingcpp.BarcodeFormats([zxingcpp.BarcodeFormat.QRCode]))
    ]


@pytest.mark.parametrize("process", [as_printed, copied])
@pytest.mark.parametrize("dpi", [150, 300])
@pytest.mark.parametrize("address", CODES.values(), ids=CODES)
def test_both_codes_are_read_off_the_page(address: str, dpi: int, process: Process, make_brief: MakeBrief) -> None:
    settings = f"title: T\nweb-address: {ONLINE}\ncontact: {{name: Desk}}\n"
    made = built.built(make_brief({"brief.yaml": settings, "part.md": PART.format(address)}))
    assert made.findings == ()
    (page, *_) = rendered(made.pdf, dpi)
    asked = address.replace("straße/성분", "stra%C3%9Fe/%EC%84%B1%EB%B6%84")
    assert sorted(codes(process(page, dpi))) == sorted([asked, ONLINE])


def test_a_brief_without_codes_prints_none(make_brief: MakeBrief) -> None:
    made = built.built(make_brief({"part.md": "# Title\n\nText.\n"}))
    assert codes(rendered(made.pdf, 150)[0]) == []


def drawn(page: Page) -> Box:
    (box,) = [box for box in page.boxes if "code" in box.classes]
    return box


def test_a_code_is_25_mm_wide_and_its_dark_part_reaches_the_edge_of_its_column(make_brief: MakeBrief) -> None:
    made = built.built(make_brief({"part.md": PART.format(ONLINE)}))
    box = drawn(made.measured.pages[0])
    white = 4 * 25 / MODULES * MM
    assert box.width == box.height == pytest.approx(25 * MM + 2 * white, abs=0.1)
    assert box.x + white == pytest.approx(144 * MM, abs=0.1)
    dark = _dark(rendered(made.pdf, 300)[0], 300, box)
    assert dark == pytest.approx([box.x + white, box.y + white, 25 * MM, 25 * MM], abs=0.5)


def _cut(page: Image.Image, scale: float, box: Box, inwards: int = 0) -> Image.Image:
    left, top = round(box.x * scale) + inwards, round(box.y * scale) + inwards
    right, bottom = round((box.x + box.width) * scale) - inwards, round((box.y + box.height) * scale) - inwards
    return page.crop((left, top, right, bottom))


def _dark(page: Image.Image, dpi: int, box: Box) -> list[float]:
    """The left, top, width and height in points of the dark part of a code within its box."""
    scale = dpi / 72
    inside = _cut(page, scale, box).point(lambda value: 255 if value < 128 else 0)
    left, top, right, bottom = inside.getbbox() or (0, 0, 0, 0)
    return [box.x + left / scale, box.y + top / scale, (right - left) / scale, (bottom - top) / scale]


@pytest.mark.parametrize(("width", "millimetres"), [("20 mm", 20), ("4cm", 40), ("1.5 in", 38.1)])
def test_a_code_is_as_wide_as_is_asked(width: str, millimetres: float, make_brief: MakeBrief) -> None:
    part = f"# Title\n\nText.\n\n/// qr | {ONLINE}\n    width: {width}\n///\n"
    box = drawn(built.built(make_brief({"part.md": part})).measured.pages[0])
    assert box.width == pytest.approx(millimetres * (MODULES + 8) / MODULES * MM, abs=0.1)


def test_a_code_of_many_modules_grows_rather_than_have_small_ones(make_brief: MakeBrief) -> None:
    longest = f"https://example.org/{'a' * 280}"
    part = f"# Title\n\nText.\n\n/// qr | {longest}\n    width: 20 mm\n///\n"
    made = built.built(make_brief({"part.md": part}))
    box = drawn(made.measured.pages[0])
    modules = box.width / MM / 0.4
    assert modules == pytest.approx(round(modules), abs=0.02)
    assert box.width / MM > 28
    assert codes(copied(rendered(made.pdf, 300)[0], 300)) == [longest]


@pytest.mark.parametrize("paper", PAPERS)
def test_a_code_that_is_wider_than_the_margin_column_stands_in_the_text(paper: str, make_brief: MakeBrief) -> None:
    part = f"# Title\n\nText.\n\n/// qr | {ONLINE}\n    width: 60 mm\n///\n\nMore.\n"
    made = built.built(make_brief({"brief.yaml": f"title: T\npaper: {paper}\n", "part.md": part}))
    assert made.findings == ()
    assert drawn(made.measured.pages[0]).x < 40 * MM
    assert codes(rendered(made.pdf, 150)[0]) == [ONLINE]


def test_a_code_has_its_address_in_words_and_in_its_alternative_text(make_brief: MakeBrief) -> None:
    address = "https://www.example.org/a/?utm_source=print&id=7"
    made = built.built(make_brief({"part.md": PART.format(address)}))
    root = read(made.pdf).root
    (figure,) = root.all("Figure")
    assert figure.alt == "QR code: example.org/a/?id=7"
    (link,) = root.all("Link")
    assert link.text == "example.org/a/?id=7"
    assert link.presses[0].target.address == address
    assert root.text.index("Text.") < root.text.index("Read the whole report") < root.text.index("example.org/a/")
    assert codes(rendered(made.pdf, 150)[0]) == [address]


def test_a_code_is_black_on_white_whatever_the_look(make_brief: MakeBrief) -> None:
    css = ":root { --ink: #3355aa; --accent: #cc2200 } .box { background: #ffee00 } svg { color: red; fill: red }"
    part = f"# Title\n\n/// box\n/// qr | {ONLINE}\n///\n///\n"
    made = built.built(make_brief({"part.md": part, "styles/brand.css": css}))
    box = drawn(made.measured.pages[0])
    with pypdfium2.PdfDocument(made.pdf) as document:
        page = document[0].render(scale=300 / 72).to_pil().convert("RGB")
    scale = 300 / 72
    inside = _cut(page, scale, box, inwards=2)
    colors: list[tuple[int, tuple[int, ...]]] = inside.getcolors(10_000) or []  # type: ignore[assignment]  # RGB: no numbers
    counted = sorted(colors, reverse=True)
    (most, first), (more, second), *between = counted
    assert {first, second} == {(0, 0, 0), (255, 255, 255)}
    assert [color for _, color in between if len(set(color)) > 1] == [], "only edges are grey"
    assert sum(count for count, _ in between) < (most + more) / 3


def test_a_code_in_black_shows_no_seams_between_its_modules(make_brief: MakeBrief) -> None:
    """Dark modules that touch have no grey line between them, even at a resolution that does not fit their size."""
    made = built.built(make_brief({"part.md": PART.format(ONLINE)}))
    box = drawn(made.measured.pages[0])
    page, scale = rendered(made.pdf, 137)[0], 137 / 72
    module = box.width / (MODULES + 8)
    left, top = (box.x + 4.5 * module) * scale, (box.y + 4.5 * module) * scale
    bar = [page.getpixel((round(left), round(top + n))) for n in range(round(6 * module * scale))]
    assert set(bar) == {0}, "the left bar of the finder, seven modules tall"


def test_side_notes_keep_clear_of_the_card_with_its_code(make_brief: MakeBrief) -> None:
    settings = f"title: T\nweb-address: {ONLINE}\ncontact: {{name: Desk, phone: '1'}}\ndisclosure: {'Words. ' * 20}\n"
    quote = "Line {0} of the text.\n\n/// pull-quote\nWords of the side note {0}.\n///\n\n"
    quotes = "".join(quote.format(n) for n in range(30))
    made = built.built(make_brief({"brief.yaml": settings, "part.md": f"# Title\n\n{quotes}"}))
    page, *_, last = made.measured.pages
    card, *_ = [box for box in page.boxes if "at-foot" in box.classes]
    sides = [box for box in page.boxes if "side" in box.classes]
    assert sides
    assert [box for box in sides if box.y + box.height > card.y + 0.5] == []
    colophon, *_ = [box for box in last.boxes if "colophon" in box.classes]
    assert [box for box in last.boxes if "side" in box.classes and box.foot > colophon.y] == []


def test_the_card_is_printed_for_a_web_address_alone(make_brief: MakeBrief) -> None:
    files = {"brief.yaml": f"title: T\nweb-address: {ONLINE}\n", "part.md": "# T\n\n" + "Text.\n\n" * 60}
    made = built.built(make_brief(files))
    root = read(made.pdf).root
    assert root.text.count("example.org/briefs/nk") == 2, "in the card and the colophon"
    assert "Online: example.org/briefs/nk" in root.text
