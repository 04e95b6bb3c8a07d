"""Pictures that would be printed in part, not at all, or without end."""

from __future__ import annotations

import io
import struct
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from brief import build
from brief.check.pictures import _photograph
from brief.findings import BriefError, Place
from brief.load import load
from brief.typeset import start
from brief.typeset.encoded import encode
from brief.typeset.pixels import Unreadable, upright_size
from tests.conftest import MakeBrief

SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">{}</svg>'


@pytest.fixture
def reason(make_brief: MakeBrief) -> Callable[..., str]:
    """The first line of the error on the only picture of a brief."""

    def found(name: str, data: str | bytes) -> str:
        brief, _ = load(make_brief({"part.md": f"# Title\n\n![A]({name})\n", name: data}))
        with pytest.raises(BriefError) as raised:
            build.read(brief)
        return str(raised.value).partition("\n")[0]

    return found


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_a_truncated_photograph_is_reported(reason: Callable[..., str], kind: str) -> None:
    start.load()  # the engine has Pillow accept such pictures
    whole = io.BytesIO()
    Image.effect_noise((400, 400), 90).save(whole, kind)
    messages = reason("a.img", whole.getvalue()[: len(whole.getvalue()) // 2])
    assert messages.startswith("content/part.md:3:6: error: image-unreadable: 'a.img' cannot be read as an image: ")
    assert "truncated" in messages


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "it is empty"),
        (b"junk", "its content is no picture"),
        (b"\0\0\0\x18ftypheic" + bytes(100), "its content is HEIC"),
        (b"\0\0\0\x18ftypmif1" + bytes(100), "its content is HEIC"),
        (b"8BPS\0\1" + bytes(100), "its content is Photoshop"),
        (b"%PDF-1.7", "its content is PDF"),
        (SVG.format("").encode(), "its content is SVG"),
        (b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n", "its content is no picture"),
    ],
)
def test_a_file_that_is_no_photograph_is_reported_with_the_reason(
    reason: Callable[..., str], data: bytes, why: str
) -> None:
    assert reason("a.jpg", data) == (
        f"content/part.md:3:6: error: image-unreadable: 'a.jpg' cannot be read as an image: {why}"
    )


@pytest.mark.parametrize("mode", ["F", "I", "LAB"])
def test_pixels_that_are_no_colors_are_reported(reason: Callable[..., str], mode: str) -> None:
    file = io.BytesIO()
    Image.new(mode, (9, 9)).save(file, "TIFF")
    assert reason("a.tif", file.getvalue()) == (
        "content/part.md:3:6: error: image-unreadable: 'a.tif' cannot be read as an image: "
        "its pixels are measurements, not colors"
    )


def test_a_broken_tiff_is_reported_once(reason: Callable[..., str], capfd: pytest.CaptureFixture[str]) -> None:
    tiff = b"II*\0\x08\0\0\0\x04\0" + b"".join(
        struct.pack("<HHII", tag, 3, 1, value) for tag, value in ((256, 9), (257, 9), (262, 2), (277, 200))
    )
    messages = reason("a.tif", tiff + bytes(4))
    assert messages.startswith("content/part.md:3:6: error: image-unreadable: 'a.tif' cannot be read as an image: ")
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("kind", ["PNG", "GIF", "BMP", "WEBP", "TIFF"])
def test_a_small_file_with_too_many_pixels_is_reported(reason: Callable[..., str], kind: str) -> None:
    file = io.BytesIO()
    Image.new("1" if kind != "WEBP" else "L", (10_000, 5_001)).save(file, kind, method=0)
    assert reason("a.img", file.getvalue()) == (
        "content/part.md:3:6: error: image-too-large: the image 'a.img' is too large: 50 megapixels"
    )


@given(st.sampled_from(["JPEG", "PNG", "WEBP", "GIF", "TIFF", "BMP", "AVIF"]), st.data())
def test_a_damaged_photograph_is_either_reported_or_printed(kind: str, data: st.DataObject) -> None:
    """Pillow fails on broken files in many ways; none of them reaches an editor."""
    file = io.BytesIO()
    exif = Image.Exif()
    exif[0x0112] = 6
    Image.frombytes("RGB", (24, 16), bytes(range(128)) * 9).save(file, kind, exif=exif)
    whole = bytearray(file.getvalue())
    for at in data.draw(st.lists(st.integers(0, len(whole) - 1), min_size=1, max_size=6)):
        whole[at] = data.draw(st.integers(0, 255))
    found = list(_photograph(io.BytesIO(whole), "a.img", Place(Path("part.md"))))
    assert [one.rule for one in found] in ([], ["image-unreadable"], ["image-too-large"], ["image-inks"])
    with suppress(Unreadable):
        width, height = upright_size(bytes(whole))
        assert encode(bytes(whole), width, height)


def test_a_picture_whose_name_has_special_characters_of_addresses_is_printed(make_brief: MakeBrief) -> None:
    files = {name: SVG.format("") for name in ("a#1.svg", "a%20b.svg", "c d.svg")}
    text = "# Title\n\n" + "".join(f"![A](<{name}>)\n\n" for name in files)
    brief, _ = load(make_brief({"part.md": text, **files}))
    brief, texts, _ = build.read(brief)
    from brief.model import EDITIONS

    assert build.build(brief, texts, EDITIONS["full"], "us-letter", build.engine_for(brief)).findings == ()
