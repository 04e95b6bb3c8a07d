"""Pages are drawn in a process of their own, within limits."""

from __future__ import annotations

import io
import threading
from collections.abc import Iterator
from time import monotonic

import pikepdf
import pytest
from PIL import Image

from brief.preview import pictures
from brief.preview.pictures import AT_ONCE, Pictures, UndrawnError


def page(content: bytes) -> bytes:
    """A PDF of one page, 100 points wide and 50 high."""
    file = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=(100, 50))
        pdf.pages[0].Contents = pdf.make_stream(content)
        pdf.save(file)
    return file.getvalue()


SQUARE = page(b"1 0 0 rg 0 0 50 50 re f")
SLOW = page(b"/Pattern cs 0 0 100 50 re " * 40_000 + b"W n " + b"0 0 m 100 50 l 50 50 100 0 0 50 c S " * 300_000)


@pytest.fixture
def drawing() -> Iterator[Pictures]:
    made = Pictures()
    yield made
    made.close()


def test_a_page_is_drawn_as_wide_as_requested(drawing: Pictures) -> None:
    drawing.keep((SQUARE, ["a", f"b{AT_ONCE}"][:1]), (SQUARE, [f"b{AT_ONCE}"]))
    for key, kind in (("a", "PNG"), (f"b{AT_ONCE}", "JPEG")):
        data, media = drawing.drawn(key, 185)
        with Image.open(io.BytesIO(data)) as picture:
            assert (picture.format, media) == (kind, f"image/{kind.lower()}")
            assert picture.size == (200, 100)
            found = [picture.convert("RGB").getpixel(at) for at in ((10, 50), (190, 50))]
            assert found in ([(255, 0, 0), (255,) * 3], [(254, 0, 0), (255,) * 3])  # the latter as a JPEG rounds it


def test_a_page_that_was_begun_is_as_wide_as_the_last_one_and_not_drawn_again(
    drawing: Pictures, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawing.keep((SQUARE, ["a"]), (SQUARE, [f"b{AT_ONCE}"]))
    drawing.begin(f"b{AT_ONCE}")  # nothing was requested before, so no width is known
    drawing.drawn("a", 185)
    drawing.begin("unknown")
    drawing.begin(f"b{AT_ONCE}")
    for thread in (thread for thread in threading.enumerate() if thread.name == "drawing"):
        thread.join()
    drawing.close()
    monkeypatch.setattr(pictures, "Child", None)  # nothing can be drawn any more
    data, _ = drawing.drawn(f"b{AT_ONCE}", 185)
    with Image.open(io.BytesIO(data)) as picture:
        assert picture.size == (200, 100)


def test_pages_that_are_replaced_are_drawn_anew(drawing: Pictures) -> None:
    drawing.keep((SQUARE, ["a"]))
    before, _ = drawing.drawn("a", 120)
    drawing.keep((page(b"0 0 1 rg 0 0 50 50 re f"), ["b"]))
    after, _ = drawing.drawn("b", 120)
    assert before != after
    with pytest.raises(KeyError):
        drawing.drawn("c", 120)


def test_a_page_that_takes_too_long_is_given_up_and_the_next_one_is_drawn(
    drawing: Pictures, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawing.keep((SLOW, ["slow"]), (SQUARE, ["a"]))
    drawing.drawn("a", 120)  # so that the process runs
    drawing._seconds = 1
    for at_most in (6, 0.5):  # the second time at once
        began = monotonic()
        with pytest.raises(UndrawnError):
            drawing.drawn("slow", 4000)
        assert monotonic() - began < at_most
    drawing._seconds = pictures.SLOWEST
    assert drawing.drawn("a", 160)[1] == "image/png"


def test_a_process_that_dies_is_replaced(drawing: Pictures) -> None:
    drawing.keep((SQUARE, ["a"]))
    drawing.drawn("a", 120)
    assert drawing._painter is not None
    drawing._painter._process.kill()
    with pytest.raises(UndrawnError):
        drawing.drawn("a", 400)
    assert drawing.drawn("a", 360)[1] == "image/png"
