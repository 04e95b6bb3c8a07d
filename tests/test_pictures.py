"""Photographs on the page: upright, in their colors, no larger than is printed, and with nothing but their pixels."""

from __future__ import annotations

import base64
import io
import random
import re
import struct
from collections.abc import Callable, Mapping
from copy import copy
from dataclasses import dataclass
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from PIL import Image, ImageChops, ImageCms, ImageDraw

from brief import build
from brief.findings import BriefError
from brief.load import load
from brief.model import EDITIONS, Box
from brief.typeset import Engine
from tests.conftest import Command, MakeBrief

ROOT = Path(__file__).parents[1]

GPS = b"GPS-NORTH-38"
RED, GREEN, BLUE, YELLOW = (220, 30, 40), (30, 150, 60), (40, 60, 200), (250, 220, 30)

Print = Callable[..., build.Built]


@pytest.fixture(autouse=True)
def cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty cache of the user."""
    home = tmp_path_factory.mktemp("cache")
    monkeypatch.setenv("XDG_CACHE_HOME", str(home))
    return home / "brief" / "pictures"


@pytest.fixture(scope="module")
def engine() -> Engine:
    brief, _ = load(ROOT)
    return build.engine_for(brief)


def without_prints(engine: Engine) -> Engine:
    """The engine with its faces and style sheets, but without the photographs that it has kept."""
    fresh = copy(engine)
    fresh.prints = {}
    return fresh


@pytest.fixture
def printed(make_brief: MakeBrief, engine: Engine) -> Print:
    """A built brief with one section that shows the picture `name`, and with more files; no photograph is kept."""

    def made(name: str, data: bytes, more: Mapping[str, str | bytes] | None = None, text: str = "") -> build.Built:
        part = text or f"# Title\n\n![A picture]({name})\n"
        brief, _ = load(make_brief({"part.md": part, name: data, **(more or {})}))
        brief, texts, noticed = build.read(brief)
        built = build.build(brief, texts, EDITIONS["full"], "us-letter", without_prints(engine))
        assert {one.rule for one in (*noticed, *built.findings)} <= {"image-coarse"}  # the pictures are small
        return built

    return made


def image(size: tuple[int, int] = (60, 40), color: object = RED, mode: str = "RGB") -> Image.Image:
    return Image.new("RGB", size, color).convert(mode)  # type: ignore[arg-type]  # a color of any mode


def quarters() -> Image.Image:
    """Red and green above, blue and yellow below."""
    picture = Image.new("RGB", (96, 64))
    draw = ImageDraw.Draw(picture)
    for (x, y), color in zip(((0, 0), (48, 0), (0, 32), (48, 32)), (RED, GREEN, BLUE, YELLOW), strict=True):
        draw.rectangle((x, y, x + 47, y + 31), color)
    return picture


def noise(width: int, height: int) -> Image.Image:
    """Random pixels, the same each time."""
    return Image.frombytes("RGB", (width, height), random.Random(7).randbytes(3 * width * height))


def saved(picture: Image.Image, kind: str, **options: object) -> bytes:
    file = io.BytesIO()
    picture.save(file, kind, **options)
    return file.getvalue()


def exif(orientation: int) -> Image.Exif:
    """The metadata that a telephone writes: how it was held, its maker, and its location."""
    data = Image.Exif()
    data[0x0112] = orientation
    data[0x010F] = "CAMERA-OF-SOMEBODY"
    data.get_ifd(0x8825)[0x001D] = GPS.decode()
    return data


@dataclass(frozen=True)
class Held:
    """A picture in a PDF: its size, color space and filter, the bytes in the file, and the image that they show."""

    size: tuple[int, int]
    space: str
    filter: str
    data: bytes
    masked: bool
    shown: Image.Image


def held(pdf: bytes) -> list[Held]:
    """The pictures and masks in a PDF; fails if one is not allowed in a PDF/A with an sRGB output intent."""
    found = []
    with pikepdf.open(io.BytesIO(pdf)) as document:
        for one in document.objects:
            if isinstance(one, pikepdf.Stream) and one.get("/Subtype") == "/Image":
                assert one.ColorSpace in ("/DeviceRGB", "/DeviceGray")
                assert one.BitsPerComponent == 8
                assert "/Interpolate" not in one
                size = int(one.Width), int(one.Height)
                shown = pikepdf.PdfImage(one).as_pil_image().convert("RGB")
                data = one.read_raw_bytes()
                found.append(Held(size, str(one.ColorSpace), str(one.Filter), data, "/SMask" in one, shown))
    return found


def only(built: build.Built) -> Held:
    (one,) = held(built.pdf)
    return one


def drawn(built: build.Built) -> Image.Image:
    """The part of page 1 with the picture, one pixel per CSS pixel."""
    (box,) = [box for box in built.measured.pages[0].boxes if box.tag == "figure"]
    with pypdfium2.PdfDocument(built.pdf) as document:
        page: Image.Image = document[0].render(scale=96 / 72).to_pil().convert("RGB")
    x, y = (round(side * 96 / 72) for side in (box.x, box.y))
    return page.crop((x, y, x + round(box.width * 96 / 72), y + round(box.height * 96 / 72)))


def is_like(one: object, other: tuple[int, int, int], by: int = 12) -> bool:
    return isinstance(one, tuple) and all(abs(a - b) <= by for a, b in zip(one, other, strict=True))


def middle(built: build.Built) -> object:
    """The color of a pixel within the only picture in a PDF."""
    return only(built).shown.getpixel((20, 20))


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_photograph_is_upright_however_the_camera_was_held(printed: Print, orientation: int) -> None:
    turn = {
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_90,
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_270,
    }
    held = quarters().transpose(turn[orientation]) if orientation in turn else quarters()
    built = printed("a.jpg", saved(held, "JPEG", quality=95, exif=exif(orientation)))
    assert only(built).size == (96, 64)
    for x, y, color in ((24, 16, RED), (72, 16, GREEN), (24, 48, BLUE), (72, 48, YELLOW)):
        assert is_like(drawn(built).getpixel((x, y)), color)
        assert is_like(only(built).shown.getpixel((x, y)), color)


def place(built: build.Built) -> list[Box]:
    """The boxes of the photographs."""
    return [box for page in built.measured.pages for box in page.boxes if box.tag in ("img", "figure")]


def test_a_rotated_photograph_takes_the_place_of_an_upright_one(printed: Print) -> None:
    upright = printed("a.jpg", saved(image((200, 300)), "JPEG"))
    rotated = printed("a.jpg", saved(image((300, 200)), "JPEG", exif=exif(6)))
    assert place(rotated) == place(upright)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF"])
@pytest.mark.parametrize("orientation", [1, 6])
def test_no_metadata_of_a_camera_is_in_the_pdf(printed: Print, kind: str, orientation: int) -> None:
    data = saved(noise(64, 48), kind, exif=exif(orientation))
    assert GPS in data
    built = printed("a.img", data)
    one = only(built).data
    for secret in (GPS, b"CAMERA-OF-SOMEBODY", b"Exif"):
        assert secret not in built.pdf
        assert secret not in one


def test_a_jpeg_loses_all_its_metadata_and_keeps_its_colors(printed: Print) -> None:
    thumbnail = b"JFXX\0\x10" + saved(image((8, 8)), "JPEG")
    secrets = {0xE0: thumbnail, 0xE1: b"http://ns.adobe.com/xap/1.0/\0SECRET", 0xED: b"Photoshop 3.0\0SECRET"}
    more = b"".join(bytes((0xFF, code)) + struct.pack(">H", len(text) + 2) + text for code, text in secrets.items())
    plain = saved(image(), "JPEG", quality=95, comment=b"SECRET", exif=exif(1))
    data = plain[:2] + more + plain[2:] + b"SECRET film behind the end"
    built = printed("a.jpg", data)
    one = only(built)
    assert one.filter == "/DCTDecode"
    assert b"SECRET" not in one.data
    assert b"JFXX" not in one.data
    assert is_like(middle(built), RED)


def test_the_rows_cut_off_a_jpeg_without_coding_it_anew_are_left_out(printed: Print) -> None:
    whole = image((64, 64), GREEN)
    whole.paste(RED, (0, 0, 64, 32))
    frame = (data := saved(whole, "JPEG")).index(b"\xff\xc0") + 5
    only_red = data[:frame] + (32).to_bytes(2, "big") + data[frame + 2 :]
    one = only(printed("a.jpg", only_red)).data
    frame = one.index(b"\xff\xc0") + 5
    with Image.open(io.BytesIO(one[:frame] + (64).to_bytes(2, "big") + one[frame + 2 :])) as again:
        assert not is_like(again.convert("RGB").getpixel((32, 50)), GREEN, by=90)


def test_the_thumbnail_in_a_jfif_header_is_removed(printed: Print) -> None:
    plain = saved(image(), "JPEG")
    assert plain[2:4] == b"\xff\xe0"
    body = plain[6:18] + b"\x02\x02" + b"SECRETSECRET"  # a thumbnail of 2 by 2 pixels
    data = plain[:4] + struct.pack(">H", len(body) + 2) + body + plain[20:]
    built = printed("a.jpg", data)
    assert b"SECRET" not in only(built).data
    assert is_like(middle(built), RED)


def test_only_the_first_of_several_pictures_in_a_jpeg_is_kept(printed: Print) -> None:
    data = saved(image(), "MPO", save_all=True, append_images=[image(color=GREEN)], exif=exif(1))
    built = printed("a.jpg", data)
    one = only(built).data
    assert one.count(b"\xff\xd8") == 1
    assert is_like(middle(built), RED)


@pytest.mark.parametrize(("kind", "mode"), [("PNG", "RGBA"), ("WEBP", "RGBA"), ("PNG", "LA")])
def test_erased_parts_of_a_photograph_are_white(printed: Print, kind: str, mode: str) -> None:
    picture = image(color=(10, 20, 30, 255), mode="RGBA")
    picture.paste((40, 50, 60, 0), (0, 0, 30, 40))
    options = {"lossless": True, "exact": True} if kind == "WEBP" else {}
    whole = next(one for one in held(printed("a.png", saved(picture.convert(mode), kind, **options)).pdf) if one.masked)
    colors = {color for _, color in whole.shown.getcolors() or ()}
    assert colors == {(255,) * 3, (10, 20, 30) if mode == "RGBA" else (18,) * 3}


@pytest.mark.parametrize("progressive", [True, False])
@pytest.mark.parametrize("mode", ["RGB", "L"])
def test_a_jpeg_stays_a_jpeg_with_as_many_channels(printed: Print, progressive: bool, mode: str) -> None:
    one = only(printed("a.jpg", saved(noise(64, 48).convert(mode), "JPEG", progressive=progressive)))
    assert (one.filter, one.space) == ("/DCTDecode", "/DeviceRGB" if mode == "RGB" else "/DeviceGray")


def test_a_jpeg_in_rgb_keeps_its_colors(printed: Print) -> None:
    assert is_like(middle(printed("a.jpg", saved(image(), "JPEG", keep_rgb=True))), RED)


def profile(red: tuple[float, float], green: tuple[float, float], gamma: float) -> bytes:
    """A color profile (ICC.1:2001) with three primaries around the white point D65."""
    white = 0.3127, 0.3290
    blue = 0.150, 0.060

    def s15(value: float) -> bytes:
        return struct.pack(">i", round(value * 65536))

    def xyz(point: tuple[float, float], scale: float) -> tuple[float, float, float]:
        x, y = point
        return x / y * scale, scale, (1 - x - y) / y * scale

    columns = [xyz(point, 1) for point in (red, green, blue)]
    scales = solve(columns, xyz(white, 1))
    adapted = [adapt(tuple(value * scale for value in column)) for column, scale in zip(columns, scales, strict=True)]
    curve = b"curv" + bytes(4) + struct.pack(">IH", 1, round(gamma * 256)) + bytes(2)
    tags = {
        b"desc": b"desc" + bytes(4) + struct.pack(">I", 5) + b"wide\0" + bytes(78),
        b"cprt": b"text" + bytes(4) + b"none\0",
        b"wtpt": b"XYZ " + bytes(4) + s15(0.9642) + s15(1) + s15(0.8249),
        **{
            name: b"XYZ " + bytes(4) + b"".join(map(s15, one))
            for name, one in zip((b"rXYZ", b"gXYZ", b"bXYZ"), adapted, strict=True)
        },
        **{name: curve for name in (b"rTRC", b"gTRC", b"bTRC")},
    }
    table, body, at = struct.pack(">I", len(tags)), b"", 128 + 4 + 12 * len(tags)
    for name, data in tags.items():
        data += bytes(-len(data) % 4)
        table += name + struct.pack(">II", at + len(body), len(data))
        body += data
    head = (
        struct.pack(">I4sI4s4s4s", at + len(body), bytes(4), 0x02400000, b"mntr", b"RGB ", b"XYZ ")
        + bytes(12)
        + b"acsp"
    )
    head += bytes(28) + s15(0.9642) + s15(1) + s15(0.8249)
    return head + bytes(128 - len(head)) + table + body


def solve(columns: list[tuple[float, float, float]], right: tuple[float, float, float]) -> list[float]:
    """The factors with which three columns add up to `right`, by Cramer's rule."""

    def determinant(m: list[tuple[float, float, float]]) -> float:
        (a, b, c), (d, e, f), (g, h, i) = m
        return a * (e * i - f * h) - d * (b * i - c * h) + g * (b * f - c * e)

    whole = determinant(columns)
    return [determinant([right if k == n else column for k, column in enumerate(columns)]) / whole for n in range(3)]


def adapt(color: tuple[float, ...]) -> tuple[float, ...]:
    """A color adapted from D65 to D50 by Bradford's matrix."""
    rows = ((1.0478, 0.0229, -0.0501), (0.0296, 0.9905, -0.0171), (-0.0092, 0.0151, 0.7517))
    return tuple(sum(a * b for a, b in zip(row, color, strict=True)) for row in rows)


P3 = profile((0.680, 0.320), (0.265, 0.690), 2.2)
ADOBE = profile((0.640, 0.330), (0.210, 0.710), 2.2)
SRGB = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize(
    ("wide", "before", "after"),
    [(P3, (150, 100, 60), (160, 97, 48)), (ADOBE, (100, 150, 120), (67, 151, 118))],
    ids=["Display P3", "Adobe RGB"],
)
def test_colors_of_a_wide_gamut_become_those_of_srgb(
    printed: Print, kind: str, wide: bytes, before: tuple[int, int, int], after: tuple[int, int, int]
) -> None:
    built = printed("a.img", saved(image(color=before), kind, icc_profile=wide))
    assert is_like(middle(built), after, by=4)
    assert b"acsp" not in only(built).data


def test_an_srgb_profile_is_removed_and_the_pixels_stay(printed: Print) -> None:
    plain, with_profile = saved(noise(64, 48), "JPEG"), saved(noise(64, 48), "JPEG", icc_profile=SRGB)
    assert only(printed("a.jpg", with_profile)).data == only(printed("b.jpg", plain)).data


@pytest.mark.parametrize("broken", [b"junk" * 40, P3[:300], ADOBE.replace(b"RGB ", b"CMYK")])
@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_a_broken_profile_is_ignored(printed: Print, broken: bytes, kind: str) -> None:
    assert is_like(middle(printed("a.img", saved(image(), kind, icc_profile=broken))), RED, by=4)


INKS = (0, 220, 200, 20)
"""Red, in cyan, magenta, yellow and black."""


def cmyk() -> bytes:
    """A JPEG as Photoshop writes it: inverted, with Adobe's marker."""
    data = saved(Image.new("CMYK", (60, 40), INKS), "JPEG", quality=95)
    assert b"Adobe" in data
    return data


def ycck() -> bytes:
    """The same red, its first three inks turned into brightness and two differences (Adobe's transform 2)."""
    *_, black = INKS
    turned = Image.new("RGB", (60, 40), INKS[:3]).convert("YCbCr")
    channels = [ImageChops.invert(one) for one in turned.split()]
    data = saved(Image.merge("CMYK", (*channels, Image.new("L", (60, 40), black))), "JPEG", quality=95, subsampling=0)
    at = data.index(b"Adobe") + 11
    return data[:at] + b"\2" + data[at + 1 :]


@pytest.mark.parametrize("data", [cmyk(), ycck()], ids=["CMYK", "YCCK"])
def test_four_inks_become_three_colors_and_the_guess_is_reported(
    make_brief: MakeBrief, engine: Engine, data: bytes
) -> None:
    brief, _ = load(make_brief({"part.md": "# Title\n\n![A](a.jpg)\n", "a.jpg": data}))
    brief, texts, (noticed,) = build.read(brief)
    assert str(noticed) == (
        "content/part.md:3:6: warning: image-inks: 'a.jpg' is in the inks of a press (CMYK) and does not say of which, "
        "so its colors are guessed\n    save it again in RGB (sRGB), or with its color profile"
    )
    built = build.build(brief, texts, EDITIONS["full"], "us-letter", engine)
    assert is_like(middle(built), (235, 32, 50), by=4)


ARITHMETIC = base64.b64decode(
    "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAAMCAgMCAgMDAwMEAwMEBQgFBQQEBQoHBwYIDAoMDAsKCwsNDhIQDQ4RDgsLEBYQERMUFRUVDA8XGBYUGB"
    "IUFRT/2wBDAQMEBAUEBQkFBQkUDQsNFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBT/yQARCAAgADADASIA"
    "AhEBAxEB/8wACgAQEAUBEBEF/9oADAMBAAIRAxEAPwD/ANH/AOUCAinLXcT/2Q=="
)
"""Red, by `cjpeg -arithmetic` of libjpeg-turbo: Pillow does not write this coding."""


def test_a_jpeg_in_a_coding_unknown_to_pdf_readers_is_encoded_again(printed: Print) -> None:
    built = printed("a.jpg", ARITHMETIC)
    assert b"\xff\xc9" in ARITHMETIC
    assert b"\xff\xc0" in only(built).data
    assert is_like(middle(built), RED)


def test_a_jpeg_in_rgb_without_the_marker_of_adobe_keeps_its_colors(printed: Print) -> None:
    data = saved(image(), "JPEG", keep_rgb=True)
    assert data[2:4] == b"\xff\xee"
    assert is_like(middle(printed("a.jpg", data[:2] + data[18:])), RED)


def test_sixteen_bits_of_grey_become_eight(printed: Print) -> None:
    grey = Image.new("I;16", (60, 40), 0x8000)
    built = printed("a.png", saved(grey, "PNG"))
    assert only(built).space == "/DeviceGray"
    assert is_like(middle(built), (128, 128, 128), by=1)


def png16(color: tuple[int, int, int]) -> bytes:
    """A PNG with 16 bits per channel, which Pillow does not write."""
    import zlib

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    rows = (b"\0" + struct.pack(">3H", *color) * 60) * 40
    head = struct.pack(">IIBBBBB", 60, 40, 16, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def test_sixteen_bits_of_color_become_eight(printed: Print) -> None:
    built = printed("a.png", png16((0xDC12, 0x1E34, 0x2856)))
    assert is_like(middle(built), RED, by=1)


def see_through(mode: str) -> Image.Image:
    """Red on the left, transparent on the right."""
    picture = image(mode="RGBA")
    picture.paste((0, 0, 0, 0), (30, 0, 60, 40))
    return picture.convert(mode)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("RGBA", saved(see_through("RGBA"), "PNG")),
        ("palette", saved(see_through("RGBA").quantize(8), "PNG")),
        ("a color that is none", saved(image(), "PNG", transparency=RED)),
        ("GIF", saved(see_through("RGBA"), "GIF")),
        ("grey", saved(see_through("LA"), "PNG")),
        ("WebP", saved(see_through("RGBA"), "WEBP")),
    ],
)
def test_transparent_parts_show_the_paper(printed: Print, name: str, data: bytes) -> None:
    built = printed("a.img", data)
    assert sorted(one.masked for one in held(built.pdf)) == [False, True]
    paper = drawn(built).getpixel((45, 20))
    assert is_like(paper, (255, 255, 255))
    if name != "a color that is none":
        assert not is_like(drawn(built).getpixel((15, 20)), (255, 255, 255), by=60)


def test_a_mask_that_hides_nothing_is_left_out(printed: Print) -> None:
    assert not only(printed("a.png", saved(image(mode="RGBA"), "PNG"))).masked


@pytest.mark.parametrize("mode", ["1", "L", "P", "RGB", "YCbCr"])
def test_every_color_mode_is_printed(printed: Print, mode: str) -> None:
    built = printed("a.tif", saved(image(color=(255, 255, 255)).convert(mode), "TIFF"))
    assert is_like(middle(built), (255, 255, 255), by=2)


@pytest.mark.parametrize("kind", ["TIFF", "GIF", "BMP", "WEBP", "PNG", "AVIF", "JPEG2000"])
def test_a_picture_of_another_kind_named_jpg_is_printed(printed: Print, kind: str) -> None:
    assert is_like(middle(printed("a.jpg", saved(image(), kind))), RED)


@pytest.mark.parametrize(("kind", "stays"), [("WEBP", "/DCTDecode"), ("AVIF", "/DCTDecode"), ("PNG", "/FlateDecode")])
def test_lossy_pictures_become_jpeg_and_others_are_kept_lossless(printed: Print, kind: str, stays: str) -> None:
    assert only(printed("a.img", saved(noise(64, 48), kind))).filter == stays


@pytest.mark.parametrize("kind", ["PNG", "BMP", "GIF", "TIFF"])
def test_lossless_pictures_keep_every_pixel(printed: Print, kind: str) -> None:
    picture = noise(64, 48).quantize(64).convert("RGB")
    assert only(printed("a.img", saved(picture, kind))).shown.tobytes() == picture.tobytes()


def test_lossless_webp_keeps_every_pixel(printed: Print) -> None:
    data = saved(noise(64, 48), "WEBP", lossless=True, exif=exif(1))
    assert only(printed("a.webp", data)).shown.tobytes() == noise(64, 48).tobytes()


def test_the_first_frame_of_an_animation_is_printed(printed: Print) -> None:
    data = saved(image(), "GIF", save_all=True, append_images=[image(color=GREEN)])
    assert is_like(middle(printed("a.gif", data)), RED)


def ppi(built: build.Built) -> float:
    """The horizontal resolution of the only picture, in pixels per inch."""
    with pypdfium2.PdfDocument(built.pdf) as document:
        (one,) = document[0].get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_IMAGE])
        left, _, right, _ = one.get_bounds()
    return only(built).size[0] / float(right - left) * 72


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_large_photograph_is_printed_at_300_ppi(printed: Print, kind: str) -> None:
    built = printed("a.img", saved(noise(2400, 1600), kind))
    assert ppi(built) == pytest.approx(300, abs=0.5)
    width, height = only(built).size
    assert width / height == pytest.approx(1.5, abs=0.005)


def test_a_rotated_photograph_is_reduced_upright(printed: Print) -> None:
    whole = quarters().resize((2400, 1600)).transpose(Image.Transpose.ROTATE_90)
    built = printed("a.jpg", saved(whole, "JPEG", exif=exif(6)))
    assert ppi(built) == pytest.approx(300, abs=0.5)
    width, height = only(built).size
    for x, y, color in ((0.25, 0.25, RED), (0.75, 0.25, GREEN), (0.25, 0.75, BLUE), (0.75, 0.75, YELLOW)):
        assert is_like(only(built).shown.getpixel((int(x * width), int(y * height))), color)


def test_a_photograph_is_never_enlarged(printed: Print) -> None:
    assert only(printed("a.jpg", saved(noise(300, 200), "JPEG"))).size == (300, 200)


def test_a_photograph_printed_twice_is_in_the_pdf_once_at_the_larger_size(printed: Print) -> None:
    data = saved(noise(2400, 1600), "JPEG")
    settings = "title: A\nsections: [part, author]\nauthors: [{name: A. Author, photo: b.jpg}]\n"
    more = {"brief.yaml": settings, "b.jpg": data, "author.md": "# About\n\nText.\n"}
    built = printed("a.jpg", data, more)
    assert only(built).size[0] == only(printed("a.jpg", data)).size[0]


def test_a_photograph_that_a_style_sheet_turns_keeps_its_pixels(printed: Print) -> None:
    """The engine by itself takes the width of a turned picture for 0."""
    look = {"styles/brand.css": "figure img { transform: rotate(90deg) }"}
    built = printed("a.jpg", saved(noise(2400, 1600), "JPEG"), look)
    assert only(built).size[0] > 1000


def test_a_background_photograph_is_reduced_with_some_pixels_to_spare(printed: Print) -> None:
    """There the engine does not say that its unit is a CSS pixel, so it is taken for a point."""
    css = {"styles/brand.css": "h1 { background: url(b.jpg) 0 0 / 2in no-repeat }"}
    built = printed("b.jpg", saved(noise(2400, 1600), "JPEG"), css, text="# Title\n\nText.\n")
    assert only(built).size[0] == 2 * 400


def in_drawing(target: str, more: str = "") -> bytes:
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" width="90" height="60">'
        f'<image href="{target}" width="90" height="60" {more}/></svg>'
    ).encode()


@pytest.mark.parametrize("orientation", [1, 6])
def test_a_photograph_in_a_drawing_is_treated_like_any_other(printed: Print, orientation: int) -> None:
    data = saved(noise(2400, 1600), "JPEG", exif=exif(orientation))
    within = "data:image/jpeg;base64," + base64.b64encode(data).decode()
    beside = printed("images/a.svg", in_drawing("../b%20c.jpg"), {"b c.jpg": data})
    inside = printed("images/a.svg", in_drawing(within))
    for built in (beside, inside):
        assert GPS not in only(built).data
        assert only(built).size[1] == pytest.approx(60 / 96 * 300, abs=1)
    assert only(beside).data == only(inside).data


def test_a_photograph_in_a_group_of_a_drawing_in_unknown_units_keeps_its_pixels(printed: Print) -> None:
    data = saved(noise(240, 160), "JPEG")
    drawing = (
        b'<svg xmlns="http://www.w3.org/2000/svg" width="90" height="60" viewBox="0 0 0.9 0.6">'
        b'<g opacity="0.5"><image href="b.jpg" width="0.9" height="0.6"/></g></svg>'
    )
    assert only(printed("a.svg", drawing, {"b.jpg": data})).size == (240, 160)


def test_a_photograph_named_like_a_drawing_is_refused_in_a_style_sheet(make_brief: MakeBrief, engine: Engine) -> None:
    files: dict[str, str | bytes] = {
        "part.md": "# Title\n\nText.\n",
        "b.svg": saved(image(), "JPEG", exif=exif(1)),
        "styles/brand.css": "h1 { background: url(b.svg) }",
    }
    brief, _ = load(make_brief(files))
    brief, texts, _ = build.read(brief)
    with pytest.raises(BriefError, match=r"file-refused: 'b\.svg'"):
        build.build(brief, texts, EDITIONS["full"], "us-letter", engine)


def test_a_broken_photograph_in_a_style_sheet_is_reported(make_brief: MakeBrief, engine: Engine) -> None:
    for broken in (b"junk", saved(noise(64, 48), "PNG")[:2000]):
        css = "h1 { background: url(b.png) }"
        brief, _ = load(make_brief({"part.md": "# Title\n\nText.\n", "b.png": broken, "styles/brand.css": css}))
        brief, texts, _ = build.read(brief)
        with pytest.raises(BriefError, match=r"image-unreadable: 'b\.png' cannot be read as an image: "):
            build.build(brief, texts, EDITIONS["full"], "us-letter", engine)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_the_bytes_are_the_same_with_new_kept_and_cached_photographs(
    make_brief: MakeBrief, engine: Engine, cache: Path, kind: str
) -> None:
    brief, _ = load(make_brief({"part.md": "# Title\n\n![A](a.img)\n", "a.img": saved(noise(2400, 1600), kind)}))
    brief, texts, _ = build.read(brief)

    def pdf(engine: Engine) -> bytes:
        return build.build(brief, texts, EDITIONS["full"], "us-letter", engine).pdf

    warm = without_prints(engine)
    fresh = pdf(warm)
    (kept,) = cache.iterdir()
    before = kept.stat().st_mtime_ns
    assert pdf(warm) == fresh
    assert pdf(without_prints(engine)) == fresh
    assert kept.stat().st_mtime_ns == before
    kept.unlink()
    assert pdf(without_prints(engine)) == fresh


def test_the_pdf_of_the_example_is_smaller_than_300_kilobytes(tmp_path: Path) -> None:
    brief, _ = load(ROOT)
    brief, texts, _ = build.read(brief)
    built = build.build(brief, texts, EDITIONS["full"], brief.settings.paper, build.engine_for(brief))
    assert len(built.pdf) < 300_000


@pytest.mark.parametrize("edition", ["full", "screen"])
def test_invisible_words_of_a_drawing_cannot_be_copied(edition: str, brief: Command, make_brief: MakeBrief) -> None:
    drawing = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="300" height="90"><style>.Zebrawood { fill: red }</style>'
        '<text y="30" font-size="20">Labelled</text><text fill="none">Zebrawood</text>'
        '<text y="900">Zebrawood</text><text opacity="0">Zebrawood</text><text font-size="0">Zebrawood</text></svg>'
    )
    make_brief({"part.md": "# T\n\n![A label: Labelled](a.svg)\n\nFigure: One.\n", "a.svg": drawing})
    assert brief("build", "-e", edition).returncode == 0
    (file,) = Path("output").iterdir()
    if edition == "full":
        with pypdfium2.PdfDocument(file) as pdf:
            words = pdf[0].get_textpage().get_text_bounded()
    else:
        (data,) = re.findall(r"data:image/svg\+xml;base64,([^\"]+)", file.read_text())
        words = base64.b64decode(data).decode()
    assert ("Labelled" in words, "Zebrawood" in words) == (True, False)
