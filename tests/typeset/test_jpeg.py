"""A JPEG without its metadata has the same pixels; what is none, or too odd, is left to others."""

from __future__ import annotations

import io
import random

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from PIL import Image

from brief.typeset.jpeg import stripped


def jpeg(mode: str = "RGB", **options: object) -> bytes:
    file = io.BytesIO()
    picture = Image.frombytes("RGB", (40, 24), random.Random(3).randbytes(40 * 24 * 3)).convert(mode)
    picture.save(file, "JPEG", **options)
    return file.getvalue()


def pixels(data: bytes) -> bytes:
    return Image.open(io.BytesIO(data)).tobytes()


PLAIN = jpeg()
FRAME = PLAIN.index(b"\xff\xc0")


@given(
    code=st.sampled_from([*range(0xE1, 0xF0), 0xFE]),
    text=st.binary(max_size=300),
    fill=st.integers(0, 3),
    progressive=st.booleans(),
)
def test_whatever_an_application_wrote_goes_and_the_pixels_stay(
    code: int, text: bytes, fill: int, progressive: bool
) -> None:
    plain = jpeg(progressive=progressive)
    segment = b"\xff" * fill + bytes((0xFF, code)) + (len(text) + 2).to_bytes(2, "big") + text
    assert stripped(plain[:20] + segment + plain[20:] + segment) == plain


@given(st.binary(max_size=400))
def test_what_is_no_jpeg_is_none(data: bytes) -> None:
    assert stripped(data) is None
    assert stripped(b"\xff\xd8" + data.replace(b"\xff", b"")) is None


@given(st.integers(0, len(PLAIN) - 1))
def test_what_ends_too_early_is_none(length: int) -> None:
    assert stripped(PLAIN[:length]) is None


@example(at=612, value=0)
@given(st.integers(0, len(PLAIN) - 1), st.integers(0, 255))
def test_one_wrong_byte_does_no_harm(at: int, value: int) -> None:
    """It is left to others, or as broken as before: nothing is invented."""
    broken = PLAIN[:at] + bytes((value,)) + PLAIN[at + 1 :]
    found = stripped(broken)
    assert found is None or (found[:2], found[-2:]) == (b"\xff\xd8", b"\xff\xd9")
    assert len(found or b"") <= len(broken)


@pytest.mark.parametrize("kind", [0xC3, 0xC5, 0xC9, 0xCA, 0xCC, 0xDE])
def test_other_codings_are_left_to_others(kind: int) -> None:
    assert stripped(PLAIN[:FRAME] + bytes((0xFF, kind)) + PLAIN[FRAME + 2 :]) is None


def test_more_bits_are_left_to_others() -> None:
    assert PLAIN[FRAME + 4] == 8
    assert stripped(PLAIN[: FRAME + 4] + b"\x0c" + PLAIN[FRAME + 5 :]) is None


def test_four_inks_are_left_to_others() -> None:
    assert stripped(jpeg("CMYK")) is None


def test_grey_and_restarts_stay() -> None:
    for data in (jpeg("L"), jpeg(restart_marker_rows=1), jpeg(keep_rgb=True)):
        assert stripped(data) == data
        assert pixels(data)


def test_red_green_and_blue_without_a_mark_are_left_to_others() -> None:
    marked = jpeg(keep_rgb=True)
    assert marked[2:4] == b"\xff\xee"
    assert stripped(marked[:2] + marked[18:]) is None


def test_a_number_of_lines_behind_the_pixels_may_hold_any_bytes_and_is_not_kept() -> None:
    lines = b"\xff\xdc" + (2 + 9).to_bytes(2, "big") + b"Zebrawood"
    assert stripped(PLAIN[:-2] + lines + PLAIN[-2:]) is None
