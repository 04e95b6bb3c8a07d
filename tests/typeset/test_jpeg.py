"""A JPEG without its metadata has the same pixels; a file that is no JPEG, or an unusual one, is not stripped."""

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
def test_application_data_and_comments_are_removed_and_nothing_else(
    code: int, text: bytes, fill: int, progressive: bool
) -> None:
    plain = jpeg(progressive=progressive)
    segment = b"\xff" * fill + bytes((0xFF, code)) + (len(text) + 2).to_bytes(2, "big") + text
    assert stripped(plain[:20] + segment + plain[20:] + segment) == plain


@given(st.binary(max_size=400))
def test_a_file_that_is_no_jpeg_is_not_stripped(data: bytes) -> None:
    assert stripped(data) is None
    assert stripped(b"\xff\xd8" + data.replace(b"\xff", b"")) is None


@given(st.integers(0, len(PLAIN) - 1))
def test_a_truncated_jpeg_is_not_stripped(length: int) -> None:
    assert stripped(PLAIN[:length]) is None


@example(at=612, value=0)
@given(st.integers(0, len(PLAIN) - 1), st.integers(0, 255))
def test_one_wrong_byte_does_no_harm(at: int, value: int) -> None:
    """The file is not stripped, or stays as broken as before: nothing is invented."""
    broken = PLAIN[:at] + bytes((value,)) + PLAIN[at + 1 :]
    found = stripped(broken)
    assert found is None or (found[:2], found[-2:]) == (b"\xff\xd8", b"\xff\xd9")
    assert len(found or b"") <= len(broken)


@pytest.mark.parametrize("kind", [0xC3, 0xC5, 0xC9, 0xCA, 0xCC, 0xDE])
def test_other_codings_are_not_stripped(kind: int) -> None:
    assert stripped(PLAIN[:FRAME] + bytes((0xFF, kind)) + PLAIN[FRAME + 2 :]) is None


def test_more_than_eight_bits_are_not_stripped() -> None:
    assert PLAIN[FRAME + 4] == 8
    assert stripped(PLAIN[: FRAME + 4] + b"\x0c" + PLAIN[FRAME + 5 :]) is None


def test_four_inks_are_not_stripped() -> None:
    assert stripped(jpeg("CMYK")) is None


def test_grey_restart_markers_and_marked_rgb_stay() -> None:
    for data in (jpeg("L"), jpeg(restart_marker_rows=1), jpeg(keep_rgb=True)):
        assert stripped(data) == data
        assert pixels(data)


def test_rgb_without_a_mark_is_not_stripped() -> None:
    marked = jpeg(keep_rgb=True)
    assert marked[2:4] == b"\xff\xee"
    assert stripped(marked[:2] + marked[18:]) is None


def test_a_jpeg_with_a_number_of_lines_after_its_pixels_is_not_stripped() -> None:
    """Such a segment can contain any bytes."""
    lines = b"\xff\xdc" + (2 + 9).to_bytes(2, "big") + b"Zebrawood"
    assert stripped(PLAIN[:-2] + lines + PLAIN[-2:]) is None
