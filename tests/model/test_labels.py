"""How large drawings and their labels are, and how large they are printed."""

from __future__ import annotations

from math import inf
from xml.etree.ElementTree import fromstring

import pytest

from brief.model.labels import Drawing, Drawings


def drawing(inside: str, root: str = 'width="200pt" height="100pt" viewBox="0 0 400 200"') -> Drawing:
    """A drawing; unless `root` says otherwise, two of its units are a point."""
    made = Drawing.of(fromstring(f'<svg xmlns="http://www.w3.org/2000/svg" {root}>{inside}</svg>'))
    assert made
    return made


@pytest.mark.parametrize(
    ("inside", "size"),
    [
        ("<text>A</text>", 8),
        ('<text font-size="20">A</text>', 10),
        ('<text font-size="20px">A</text>', 10),
        ('<text font-size="15pt">A</text>', 10),
        ('<g font-size="20"><text>A</text></g>', 10),
        ('<text font-size="20">A<tspan font-size="50%">b</tspan></text>', 5),
        ('<text font-size="10">   <tspan font-size="2em">b</tspan></text>', 10),
        ('<text style="font-size: 20px">A</text>', 10),
        ('<text style="font: 600 20px/1.2 Source Sans 3">A</text>', 10),
        ('<style>.a { font-size: 20px }</style><text class="a">A</text>', 10),
        ('<g transform="translate(3 4) scale(2)"><text font-size="20">A</text></g>', 20),
        ('<g transform="matrix(0 2 -2 0 1 1)"><text font-size="20">A</text></g>', 20),
        ('<text font-size="20">A</text><text font-size="4" display="none">A</text>', 10),
        ('<text font-size="20">A</text><text font-size="4"> </text>', 10),
        ('<title font-size="4">T</title><path d="M0 0h1"/>', inf),
    ],
)
def test_the_smallest_label_is_measured_in_points(inside: str, size: float) -> None:
    assert drawing(inside).label == pytest.approx(size)


@pytest.mark.parametrize(
    ("root", "size"),
    [
        ('width="200" height="100"', (150, 75)),
        ('width="20mm" viewBox="0 0 2 1"', (56.69, 28.35)),
        ('viewBox="0 0 400 200"', (300, 150)),
        ('width="2e2" height="100."', (150, 75)),
        ('width="100%" height="1e999" viewBox="0 0 400 200"', (300, 150)),
    ],
)
def test_its_size_is_in_points(root: str, size: tuple[float, float]) -> None:
    made = drawing("", root)
    assert (made.width, made.height) == pytest.approx(size, abs=0.01)


def test_a_drawing_without_a_size_is_none() -> None:
    assert Drawing.of(fromstring("<svg/>")) is None


def test_its_words_are_its_labels() -> None:
    made = drawing("<desc>Not this</desc><text>One\n two<tspan>three</tspan> four</text>")
    assert made.words == ("One two", "three", "four")


@pytest.mark.parametrize(
    ("label", "wanted", "width"),
    [
        (9, 100, 200),  # its labels reach 18 pt
        (9, 200, 300),  # it is one and a half times as large
        (4, 100, 450),
        (3, 100, 480),  # there is no more room
        (inf, 100, 150),
    ],
)
def test_it_is_printed_as_large_as_its_labels_need(label: float, wanted: float, width: float) -> None:
    enlarged = Drawings(lambda name: None, width=480, height=500, least=14, type=18)
    assert enlarged.width_of(Drawing(100, 50, label), wanted, 1.5) == pytest.approx(width)


@pytest.mark.parametrize(
    ("height", "label", "in_words"), [(50, 3, False), (50, 2.9, True), (250, 7, False), (250, 6.9, True)]
)
def test_it_is_printed_in_words_where_its_labels_stay_too_small(height: float, label: float, in_words: bool) -> None:
    enlarged = Drawings(lambda name: None, width=480, height=500, least=14, type=18)
    assert enlarged.in_words(Drawing(100, height, label)) is in_words
