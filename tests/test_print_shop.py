"""The edition for print shops, PDF/X-4: four inks and nothing else, type in black ink, pages that are cut to size."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from pathlib import Path
from random import Random

import pikepdf
import pypdfium2
import pytest
from PIL import Image, ImageChops

from brief.findings import BriefError
from brief.load import house, load
from brief.load.look import HOUSE_PROFILE
from brief.model import PAPERS, PaperName
from tests import built
from tests.conftest import MakeBrief, judged_by
from tests.painted import Color, painted
from tests.test_conformance import failures

BLACK: Color = ("cmyk", (0, 0, 0, 1))
PAPER: Color = ("cmyk", (0, 0, 0, 0))
ACCENT: Color = ("cmyk", (0, 0.945, 0.945, 0.494))
"""The accent of the house, #8a2318, in three inks."""

MM = 72 / 25.4

DRAWING = """\
<svg xmlns="http://www.w3.org/2000/svg" width="200" height="90" viewBox="0 0 200 90" color="#1b4f72">
  <defs>
    <linearGradient id="fade">
      <stop offset="0" stop-color="#fff"/><stop offset="1" stop-color="#8a2318"/>
    </linearGradient>
    <pattern id="dots" width="6" height="6" patternUnits="userSpaceOnUse">
      <circle cx="3" cy="3" r="2" fill="teal"/>
    </pattern>
    <marker id="tip" markerWidth="4" markerHeight="4"><path d="M0 0h4v4z" fill="rgb(200, 40, 40)"/></marker>
  </defs>
  <style>.own { fill: hsl(120, 60%, 30%) }</style>
  <rect width="60" height="30" fill="url(#fade)"/>
  <rect y="40" width="60" height="30" fill="url(#dots)" stroke="currentColor"/>
  <rect x="70" width="60" height="30" class="own"/>
  <path d="M70 60h60" stroke="#77797d" marker-end="url(#tip)"/>
  <text x="140" y="20" fill="currentColor">Words</text>
  <text x="140" y="60">Plain</text>
</svg>
"""

BRAND = """\
:root { --accent: #1b4f72 }
.box { background: linear-gradient(90deg, #fff, lightyellow); outline: 1pt dashed oklch(0.5 0.1 200) }
h2 { border-bottom: 1pt groove #99c }
"""


def saved(picture: Image.Image, kind: str = "PNG") -> bytes:
    file = io.BytesIO()
    picture.save(file, kind)
    return file.getvalue()


def photograph(size: tuple[int, int] = (160, 120)) -> Image.Image:
    """Random pixels of every color, with deep shadows."""
    noise = Image.frombytes("RGB", size, Random(3).randbytes(3 * size[0] * size[1]))
    return ImageChops.multiply(noise, Image.linear_gradient("L").resize(size).convert("RGB"))


def pierced() -> Image.Image:
    picture = photograph()
    picture.putalpha(Image.radial_gradient("L").resize(picture.size))
    return picture


RICH: Mapping[str, str | bytes] = {
    "brief.yaml": "title: Inks\nseries: Press\nweb-address: https://example.org/b\n"
    "organisation: {name: Office, logo: images/drawing.svg}\neditions: {full: {pages: 9}}\n",
    "part.md": "# Part\n\nText with a [link](https://example.org/a) and a ![mark](images/pierced.png).\n\n"
    "![A drawing](images/drawing.svg)\n\n![A photograph](images/photo.jpg)\n\n![Another](images/grey.png)\n\n"
    "/// chart\nfile: data/a.csv\nkind: column\n///\n\n"
    "/// box | A box\nIts text.\n///\n\n/// qr | https://example.org/c\nRead it.\n///\n\n"
    "| a | b |\n| --- | --- |\n| 1 | 2 |\n",
    "data/a.csv": "Year,Rulers,Pencils,Desks\n2017,3,4,5\n2018,5,2,3\n",
    "images/drawing.svg": DRAWING,
    "images/photo.jpg": saved(photograph(), "JPEG"),
    "images/grey.png": saved(Image.radial_gradient("L")),
    "images/pierced.png": saved(pierced()),
    "styles/brand.css": BRAND,
}
"""A brief with everything that can have a color, and with colors in every notation."""

PLAIN: Mapping[str, str | bytes] = {
    "brief.yaml": "title: T\nstatus: final\n",
    "part.md": "# Part\n\nText, with a note.[^1]\n\n[^1]: The note.\n",
}


@pytest.fixture
def rich(make_brief: MakeBrief) -> bytes:
    return built.built(make_brief(RICH), "print-shop").pdf


def plates(pdf: bytes, folder: Path, dpi: int = 100) -> list[dict[str, Image.Image]]:
    """The plates of each page as Ghostscript separates them, by the name of their ink; 0 is full ink, 255 none."""
    folder.mkdir(exist_ok=True)
    (folder / "a.pdf").write_bytes(pdf)
    command = ("gs", "-q", "-dNOPAUSE", "-dBATCH", "-sDEVICE=tiffsep", f"-r{dpi}", "-dTextAlphaBits=1", "-dSAFER")
    done = judged_by(*command, "-dMaxSeparations=8", "-sOutputFile=p%d.tif", "a.pdf", folder=folder)
    assert done.returncode == 0, done.stderr
    made: list[dict[str, Image.Image]] = []
    while list(folder.glob(f"p{len(made) + 1}(*).tif")):
        found = folder.glob(f"p{len(made) + 1}(*).tif")
        made.append({path.stem.partition("(")[2].rstrip(")"): Image.open(path).convert("L") for path in found})
    return made


def test_no_color_is_in_rgb(rich: bytes) -> None:
    found = painted(rich)
    assert {space for space, _ in found.colors} == {"cmyk"}
    assert {space for space, _ in found.ends} == {"cmyk"}
    assert {picture.space for picture in found.pictures} == {"/DeviceCMYK", "/DeviceGray"}
    assert b"/DeviceRGB" not in pikepdf_text(rich)


def pikepdf_text(pdf: bytes) -> bytes:
    """The objects of a PDF, written out in full."""
    file = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as document:
        document.save(file, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    return file.getvalue()


def test_no_color_is_above_the_ink_limit(rich: bytes) -> None:
    found = painted(rich)
    assert len(found.colors) >= 8
    assert max(sum(channels) for _, channels in found.colors | found.ends) <= 3


def test_type_and_thin_rules_are_in_black_ink_alone(make_brief: MakeBrief) -> None:
    found = painted(built.built(make_brief(PLAIN), "print-shop").pdf)
    assert found.text == {BLACK}
    assert found.colors == {BLACK, ACCENT}  # the thick rules are in the accent


def test_the_accent_of_a_brand_is_converted_by_the_profile(rich: bytes, make_brief: MakeBrief) -> None:
    found = painted(rich)
    navy: Color = ("cmyk", (0.906, 0.486, 0.141, 0.451))
    assert navy in found.text
    assert ACCENT not in found.text


def test_a_brand_may_set_its_own_inks(make_brief: MakeBrief) -> None:
    own = ":root { --accent: device-cmyk(1 0.5 0 0.2); --rule: var(--ink) }\n"
    chart = "/// chart\nfile: data/a.csv\nkind: column\n///\n"
    files = {"part.md": f"# Part\n\n{chart}", "data/a.csv": RICH["data/a.csv"]}
    folder = make_brief({**PLAIN, **files, "styles/editions/print-shop.css": own})
    made = built.built(folder, "print-shop")
    assert made.findings == ()
    assert ACCENT not in painted(made.pdf).colors
    assert ("cmyk", (1, 0.5, 0, 0.2)) in painted(made.pdf).colors
    assert built.told_of(folder) == []


def test_words_in_the_inherited_color_of_a_drawing_are_in_inks(rich: bytes) -> None:
    assert {space for space, _ in painted(rich).text} == {"cmyk"}


def test_nothing_is_transparent(rich: bytes) -> None:
    assert painted(rich).effects == []


def test_a_transparent_picture_is_printed_on_white(rich: bytes) -> None:
    (pierced, *_) = [one for one in painted(rich).pictures if one.space == "/DeviceCMYK" and one.size == (160, 120)]
    middle = 4 * (60 * 160 + 80)
    assert max(pierced.data[middle : middle + 4]) < 10
    assert max(pierced.data[-8:]) > 200


def test_no_pixel_of_a_photograph_is_above_the_ink_limit(rich: bytes) -> None:
    photographs = [one for one in painted(rich).pictures if one.space == "/DeviceCMYK"]
    assert photographs
    for one in photographs:
        inks = one.data
        assert len(inks) == 4 * one.size[0] * one.size[1]
        most = max(sum(inks[at : at + 4]) for at in range(0, len(inks), 4))
        assert 1.5 * 255 < most <= 3 * 255


def test_a_grey_photograph_is_in_black_ink_alone(make_brief: MakeBrief) -> None:
    made = built.built(make_brief({"part.md": "# P\n\n![G](g.png)\n", "g.png": RICH["images/grey.png"]}), "print-shop")
    (grey,) = painted(made.pdf).pictures
    assert grey.space == "/DeviceGray"
    assert (min(grey.data), max(grey.data)) == (0, 255)


def test_ghostscript_finds_text_on_the_black_plate_alone(make_brief: MakeBrief, tmp_path: Path) -> None:
    pdf = built.built(make_brief({**PLAIN, "styles/brand.css": ":root { --accent: #111 }\n"}), "print-shop").pdf
    (page, blank) = plates(pdf, tmp_path / "plates")
    for ink in ("Cyan", "Magenta", "Yellow"):
        assert page[ink].getextrema() == (255, 255)
    assert page["Black"].getextrema() == (0, 255)
    assert all(plate.getextrema() == (255, 255) for plate in blank.values())


def test_ghostscript_finds_no_place_above_the_ink_limit(rich: bytes, tmp_path: Path) -> None:
    pages = plates(rich, tmp_path / "plates")
    assert len(pages) >= 2
    for page in pages:
        assert set(page) == {"Cyan", "Magenta", "Yellow", "Black"}
        inks = [ImageChops.invert(plate).convert("I").tobytes() for plate in page.values()]
        totals = [sum(values) for values in zip(*(memoryview(ink).cast("i") for ink in inks), strict=True)]
        assert max(totals) <= 3 * 255 + 4  # each plate is rounded by itself


@pytest.mark.parametrize("folder", built.RICH, ids=lambda folder: folder.name)
def test_the_richest_briefs_are_entirely_in_inks(folder: Path) -> None:
    found = painted(built.kept(folder, "print-shop").pdf)
    assert {space for space, _ in found.colors | found.ends} == {"cmyk"}
    assert {channels for space, channels in found.text} <= {BLACK[1], ACCENT[1], PAPER[1]}
    assert found.effects == []
    assert all(picture.space != "/DeviceRGB" for picture in found.pictures)


@pytest.mark.parametrize("folder", [*built.RICH, built.BRIEFS / "minimal"], ids=lambda folder: folder.name)
def test_it_has_as_many_pages_as_the_full_edition_and_a_blank_one_after_an_odd_number(folder: Path) -> None:
    full = built.kept(folder).measured.pages
    made = built.kept(folder, "print-shop")
    assert len(made.measured.pages) == len(full)
    with pikepdf.open(io.BytesIO(made.pdf)) as pdf:
        assert len(pdf.pages) == len(full) + len(full) % 2
        assert ("/Contents" not in pdf.pages[-1]) == bool(len(full) % 2)
    assert made.fit.blank == bool(len(full) % 2)


def test_the_words_have_the_same_places_as_in_the_full_edition() -> None:
    full, made = built.kept(built.EXAMPLE), built.kept(built.EXAMPLE, "print-shop")
    assert [page.texts for page in made.measured.pages] == [page.texts for page in full.measured.pages]


def boxes(pdf: bytes, name: str) -> list[list[float]]:
    with pikepdf.open(io.BytesIO(pdf)) as document:
        return [[float(edge) for edge in page.obj[name]] for page in document.pages]


@pytest.mark.parametrize("paper", PAPERS)
def test_the_page_boxes_are_the_paper_and_three_millimetres_around_it(paper: PaperName, make_brief: MakeBrief) -> None:
    pdf = built.built(make_brief(PLAIN), "print-shop", paper).pdf
    width, height = (side * MM for side in PAPERS[paper])
    bleed = 3 * MM
    around = pytest.approx([-bleed, -bleed, width + bleed, height + bleed], abs=0.01)
    assert boxes(pdf, "/TrimBox") == [pytest.approx([0, 0, width, height], abs=0.01)] * 2
    assert boxes(pdf, "/BleedBox") == boxes(pdf, "/MediaBox") == [around] * 2
    with pikepdf.open(io.BytesIO(pdf)) as document:  # PDF/X allows a TrimBox or an ArtBox, never both
        assert all("/ArtBox" not in page.obj and "/CropBox" not in page.obj for page in document.pages)


@pytest.mark.parametrize(
    "css",
    [
        "@page { background: #1b4f72 }",
        "body::before { content: ''; position: absolute; inset: -16mm -90mm auto -80mm; margin: -9mm 0; height: 30mm; "
        "background: #1b4f72 }",
    ],
    ids=["a page", "a block"],
)
def test_areas_at_the_edge_of_the_paper_extend_into_the_bleed(css: str, make_brief: MakeBrief, tmp_path: Path) -> None:
    pdf = built.built(make_brief({**PLAIN, "styles/brand.css": css}), "print-shop").pdf
    (page, _) = plates(pdf, tmp_path / "plates", 72)
    cyan = page["Cyan"]
    assert cyan.size == (629, 809)
    for x, y in ((1, 1), (6, 6), (cyan.width - 2, 1)):
        assert cyan.getpixel((x, y)) == 255 - round(0.906 * 255)


MARKS = "title: T\nstatus: final\neditions: {print-shop: {crop-marks: true}}\n"


def test_crop_marks_are_on_all_plates_and_outside_of_the_bleed(make_brief: MakeBrief, tmp_path: Path) -> None:
    pdf = built.built(make_brief({**PLAIN, "brief.yaml": MARKS}), "print-shop").pdf
    around = 10 * MM
    media = boxes(pdf, "/MediaBox")[0]
    assert media == pytest.approx([-around, -around, 612 + around, 792 + around], abs=0.05)
    assert boxes(pdf, "/BleedBox")[0] == pytest.approx([-3 * MM, -3 * MM, 612 + 3 * MM, 792 + 3 * MM], abs=0.05)
    dpi = 288
    for page in plates(pdf, tmp_path / "plates", dpi):
        assert set(page) == {"Cyan", "Magenta", "Yellow", "Black"}
        for ink in ("Cyan", "Magenta", "Yellow"):
            marks = ImageChops.invert(page[ink])
            inner = [
                round((edge + around) * dpi / 72) for edge in (-3.5 * MM, -3.5 * MM, 612 + 3.5 * MM, 792 + 3.5 * MM)
            ]
            within = marks.crop((inner[0], inner[1], inner[2], inner[3]))
            if ink == "Cyan":
                assert within.getbbox() is None
            corner = marks.crop((0, 0, round(around * dpi / 72) + 2, round(around * dpi / 72) + 2))
            left, top, right, bottom = corner.getbbox() or (0, 0, 0, 0)
            edge = round(around * dpi / 72)
            assert [right, bottom] == pytest.approx([edge, edge], abs=2)
            assert [left, top] == pytest.approx([MM * dpi / 72] * 2, abs=2)


def test_crop_marks_are_in_the_registration_color(make_brief: MakeBrief) -> None:
    pdf = built.built(make_brief({**PLAIN, "brief.yaml": MARKS}), "print-shop").pdf
    with pikepdf.open(io.BytesIO(pdf)) as document:
        for page in document.pages:
            drawn = pikepdf.parse_content_stream(page)
            (space,) = {str(one.operands[0]) for one in drawn if str(one.operator) == "CS"}
            spaces = page.obj.Resources.ColorSpace
            assert [str(part) for part in spaces[space][:3]] == ["/Separation", "/All", "/DeviceCMYK"]
    assert {color[0] for color in painted(pdf).colors} == {"cmyk"}


def test_editions_like_print_shop_may_turn_crop_marks_on_and_off(make_brief: MakeBrief) -> None:
    settings = (
        "title: T\neditions:\n  posters: {like: print-shop, crop-marks: true}\n"
        "  plain: {like: posters, crop-marks: false}\n"
    )
    folder = make_brief({**PLAIN, "brief.yaml": settings})
    assert boxes(built.built(folder, "posters").pdf, "/MediaBox")[0][0] == pytest.approx(-10 * MM, abs=0.01)
    assert boxes(built.built(folder, "plain").pdf, "/MediaBox")[0][0] == pytest.approx(-3 * MM, abs=0.01)


def test_only_editions_that_are_cut_to_size_have_crop_marks(make_brief: MakeBrief) -> None:
    folder = make_brief({**PLAIN, "brief.yaml": "title: T\neditions:\n  full: {crop-marks: true}\n"})
    with pytest.raises(BriefError) as stop:
        load(folder)
    assert [str(one) for one in stop.value.findings] == [
        "content/brief.yaml:3:22: error: crop-marks-nowhere: "
        "the edition 'full' is not cut to size, so it has no crop marks\n"
        "    take the line out, or write it below `print-shop`, or an edition that is like it"
    ]


def test_it_has_no_links_bookmarks_or_forms(rich: bytes) -> None:
    with pikepdf.open(io.BytesIO(rich)) as document:
        assert all("/Annots" not in page.obj for page in document.pages)
        assert {"/Outlines", "/AcroForm", "/OpenAction", "/Names"}.isdisjoint(document.Root.keys())
    assert b"/Annot" not in pikepdf_text(rich)
    assert b"example.org/a" not in pikepdf_text(rich)


def told(pdf: bytes) -> tuple[dict[str, str], str]:
    """The output intent of a PDF, and its XMP metadata as text."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        (intent,) = document.Root.OutputIntents
        said = {key: str(value) for key, value in intent.items() if not isinstance(value, pikepdf.Stream)}
        return said, document.Root.Metadata.read_bytes().decode()


def test_it_declares_pdf_x_4_and_its_printing_condition() -> None:
    pdf = built.kept(built.EXAMPLE, "print-shop").pdf
    intent, xmp = told(pdf)
    assert pdf.startswith(b"%PDF-1.6\n")
    assert intent == {
        "/Type": "/OutputIntent",
        "/S": "/GTS_PDFX",
        "/OutputConditionIdentifier": "FOGRA39",
        "/OutputCondition": "FOGRA39L Coated",
        "/RegistryName": "http://www.color.org",
        "/Info": "FOGRA39L Coated",
    }
    for said in (
        "<pdfxid:GTS_PDFXVersion>PDF/X-4</pdfxid:GTS_PDFXVersion>",
        "<pdf:Trapped>False</pdf:Trapped>",
        "<xmpMM:VersionID>1.0</xmpMM:VersionID>",
        "<xmpMM:RenditionClass>default</xmpMM:RenditionClass>",
        "<xmp:MetadataDate>2018-06-08T00:00:00Z</xmp:MetadataDate>",
        "<brief:edition>print-shop</brief:edition>",
    ):
        assert said in xmp
    assert "pdfa" not in xmp
    assert "pdfuaid" not in xmp
    with pikepdf.open(io.BytesIO(pdf)) as document:
        assert document.docinfo.Trapped == "/False"
        assert document.trailer.ID
        assert document.Root.Metadata.get("/Filter") is None
        profile = document.Root.OutputIntents[0].DestOutputProfile
        assert profile.read_bytes() == (house() / HOUSE_PROFILE).read_bytes()
        assert profile.N == 4
        fonts = [one for one in document.objects if isinstance(one, pikepdf.Dictionary) and "/FontName" in one]
        assert fonts
        assert all("/FontFile2" in font or "/FontFile3" in font for font in fonts)


def test_qpdf_finds_nothing_wrong(rich: bytes, tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(rich)
    done = judged_by("qpdf", "--check", "a.pdf", folder=tmp_path)
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""


def test_the_same_source_makes_the_same_bytes(make_brief: MakeBrief, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = make_brief(RICH)
    first = built.built(folder, "print-shop").pdf
    monkeypatch.setenv("TZ", "Asia/Seoul")
    monkeypatch.setenv("XDG_CACHE_HOME", str(folder.absolute().parent / "cold"))
    assert built.built(folder, "print-shop").pdf == first


def test_another_text_has_another_document_number(make_brief: MakeBrief) -> None:
    numbers: set[str] = set()
    for text in ("One.", "Two."):
        _, xmp = told(built.built(make_brief({"part.md": f"# P\n\n{text}\n"}), "print-shop").pdf)
        numbers.add(xmp.partition("<xmpMM:DocumentID>")[2].partition("<")[0])
    assert len(numbers) == 2
    assert all(number.startswith("urn:uuid:") for number in numbers)


Rename = Callable[[bytes], bytes]


def named(words: bytes) -> bytes:
    """The house's profile under another name of the same length."""
    profile = (house() / HOUSE_PROFILE).read_bytes()
    assert len(words) == len(b"FOGRA39L Coated")
    assert b"FOGRA39L Coated" in profile
    return profile.replace(b"FOGRA39L Coated", words)


@pytest.mark.parametrize(
    ("words", "name", "registered"),
    [
        (b"FOGRA51  Coated", "FOGRA51", True),
        (b"PSO FOGRA47   x", "FOGRA47", True),
        (b"GRACoL2006    x", "CGATS TR 006", True),
        (b"SWOP2006 TR0053", "CGATS TR 005", True),
        (b"Our own paper 1", "Custom", False),
    ],
)
def test_a_brief_may_bring_the_profile_of_its_print_shop(
    words: bytes, name: str, registered: bool, make_brief: MakeBrief
) -> None:
    settings = "title: T\nicc-profile: shop.icc\n"
    made = built.built(make_brief({**PLAIN, "brief.yaml": settings, "shop.icc": named(words)}), "print-shop")
    assert made.findings == ()
    intent, _ = told(made.pdf)
    assert intent["/OutputConditionIdentifier"] == name
    assert intent["/Info"] == " ".join(words.decode().split())
    assert ("/RegistryName" in intent) == registered
    with pikepdf.open(io.BytesIO(made.pdf)) as document:
        assert document.Root.OutputIntents[0].DestOutputProfile.read_bytes() == named(words)


def test_another_profile_changes_the_content_hash(make_brief: MakeBrief) -> None:
    settings = "title: T\nicc-profile: shop.icc\n"
    codes: set[str] = set()
    for words in (b"FOGRA51  Coated", b"FOGRA52  Coated"):
        made = built.built(make_brief({**PLAIN, "brief.yaml": settings, "shop.icc": named(words)}), "full")
        with pikepdf.open(io.BytesIO(made.pdf)) as document:
            codes.add(str(document.docinfo.ContentHash))
    assert len(codes) == 2


def test_the_blank_page_has_the_size_of_the_others_and_is_empty(make_brief: MakeBrief) -> None:
    pdf = built.built(make_brief({**PLAIN, "styles/brand.css": "@page { background: #1b4f72 }"}), "print-shop").pdf
    for name in ("/TrimBox", "/BleedBox", "/MediaBox"):
        first, last = boxes(pdf, name)
        assert first == last
    with pypdfium2.PdfDocument(pdf) as document:
        assert document[1].render().to_pil().convert("L").getextrema() == (255, 255)


@pytest.mark.parametrize("edition", ["full", "handout"])
def test_any_edition_may_ask_for_an_even_number_of_pages(edition: str, make_brief: MakeBrief) -> None:
    settings = f"title: T\nask: We ask.\neditions: {{{edition}: {{pages: 2 even}}}}\n"
    made = built.built(make_brief({"brief.yaml": settings, "summary.md": "# S\n\nText.\n"}), edition)
    with pikepdf.open(io.BytesIO(made.pdf)) as document:
        assert len(document.pages) == 2
    assert str(made.fit).startswith("1 page and a blank one, ")
    assert failures(made.pdf, "PDF/UA-1") == []
    assert failures(made.pdf, "PDF/A-3a") == []


def test_the_blank_page_does_not_count_against_the_limit(make_brief: MakeBrief) -> None:
    settings = "title: T\neditions: {full: {pages: 1 even}}\n"
    made = built.built(make_brief({**PLAIN, "brief.yaml": settings}))
    assert len(made.measured.pages) == 1
    assert made.fit.blank


def test_other_editions_are_unchanged_after_an_edition_for_a_press(make_brief: MakeBrief) -> None:
    """In the same process, the engine paints in colors again after an edition for a press."""
    folder = make_brief(RICH)
    before = built.built(folder).pdf
    built.built(folder, "print-shop")
    built.built(folder, "photocopy")
    assert built.built(folder).pdf == before
    assert {space for space, _ in painted(before).colors} == {"rgb", "/lab-d65"}


def test_the_reader_of_colors_recognizes_rgb_and_transparency(make_brief: MakeBrief) -> None:
    files = {**RICH, "images/drawing.svg": DRAWING.replace('class="own"', 'fill="red" opacity="0.5"')}
    found = painted(built.built(make_brief(files)).pdf)
    assert ("rgb", (1, 0, 0)) in found.areas
    assert {"opacity 0.5", "a group", "a mask of a picture"} <= set(found.effects)
    assert any(picture.space == "/DeviceRGB" for picture in found.pictures)
