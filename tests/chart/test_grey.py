"""Series can be told apart on a copy in grey or in black and white, as measured on pages that the engine prints."""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import tostring

import pypdfium2
import pytest
from matplotlib.axes import Axes
from PIL import Image, ImageChops, ImageFilter, ImageStat

from brief.chart.canvas import Canvas
from brief.chart.series import FILLS, STROKES, Style
from brief.chart.start import ACCENT, INK, styled
from brief.chart.svg import to_svg
from brief.load import house
from brief.model import Inks, InkSet, Sheet
from brief.typeset import COLORS, Engine, typeset, write
from tests.chart.drawing import LOOK, width

SIDE, DPI = 36, 300
PAGE = "@page { size: 400pt 100pt; margin: 20pt } body { margin: 0 } svg { display: block }"


def printed(draw: Callable[[Axes], object], inks: Inks = COLORS) -> Image.Image:
    """A drawing as an office printer prints it: in grey, at 300 dots per inch; in black alone with such `inks`."""
    with styled(LOOK):
        canvas = Canvas(LOOK)
        on = canvas.axes(0, LOOK.width, SIDE, 0)
        on.set(xlim=(0, LOOK.width), ylim=(0, SIDE), xticks=[], yticks=[])
        draw(on)
        picture = tostring(to_svg(canvas.figure, LOOK, "samples"), encoding="unicode", method="html")
    page = f'<html lang="en"><title>t</title><body>{picture}'
    rendering = typeset(page, [Sheet(Path("a.css"), PAGE)], lambda name: b"", Engine([house() / "fonts"]), inks)
    with pypdfium2.PdfDocument(write(rendering, None, lambda document, pdf: None)[0]) as pdf:
        image: Image.Image = pdf[0].render(scale=DPI / 72, grayscale=True).to_pil()
    return image.convert("L")


def copied(image: Image.Image) -> Image.Image:
    """The image as a photocopier leaves it: blurred, in black and white."""
    return image.filter(ImageFilter.GaussianBlur(1.2)).point(lambda value: 255 if value > 150 else 0)


def sample(image: Image.Image, number: int, width: float = SIDE) -> Image.Image:
    """The middle of the drawing of one series; each begins 48 points after the one before."""
    box = (20 + 48 * number + 3, 23, 20 + 48 * number + width - 3, 20 + SIDE - 3)
    left, top, right, bottom = (round(edge * DPI / 72) for edge in box)
    return image.crop((left, top, right, bottom))


def texture(image: Image.Image) -> tuple[float, float, float]:
    """How dark a sample is, and how much it changes from row to row and from column to column."""
    rows, columns = (image.resize(size, Image.Resampling.BOX) for size in ((1, image.height), (image.width, 1)))
    return ImageStat.Stat(image).mean[0], ImageStat.Stat(rows).stddev[0], ImageStat.Stat(columns).stddev[0]


def boxes(on: Axes, *fills: Style) -> None:
    for number, fill in enumerate(fills):
        on.bar([48 * number + SIDE / 2], [SIDE], SIDE, **fill)


def threads(on: Axes) -> None:
    """Draws the lines, each with a marker in its middle, all in ink."""
    for number, stroke in enumerate(STROKES):
        xs = [48 * number + at for at in (4, SIDE / 2, SIDE - 4)]
        inked: dict[str, Any] = {key: INK if value == ACCENT else value for key, value in stroke.items()}
        on.plot(xs, [SIDE / 2] * 3, markevery=[1], **inked)


@pytest.fixture(scope="module", params=["colors", "black"])
def bars(request: pytest.FixtureRequest) -> Image.Image:
    return printed(lambda on: boxes(on, *FILLS.values()), Inks(request.param))


@pytest.mark.parametrize("copies", [0, 1], ids=["printed", "copied"])
def test_the_fills_of_bars_differ(bars: Image.Image, copies: int) -> None:
    image = copied(bars) if copies else bars
    textures = {inside: texture(sample(image, number)) for number, inside in enumerate(FILLS)}
    for one, other in combinations(FILLS, 2):
        apart = max(abs(a - b) for a, b in zip(textures[one], textures[other], strict=True))
        assert apart > 20, f"{one} and {other} look alike: {textures[one]}, {textures[other]}"


@pytest.mark.parametrize("inks", ["colors", "black"])
@pytest.mark.parametrize("copies", [0, 1], ids=["printed", "copied"])
def test_the_strokes_of_lines_differ(copies: int, inks: InkSet) -> None:
    page = printed(threads, Inks(inks))
    image = copied(page) if copies else page
    samples = [ImageChops.invert(sample(image, number)) for number in range(len(STROKES))]
    for (one, a), (other, b) in combinations(enumerate(samples), 2):
        ink = max(ImageStat.Stat(a).sum[0], ImageStat.Stat(b).sum[0])
        differs = ImageStat.Stat(ImageChops.difference(a, b)).sum[0]
        assert differs > 0.2 * ink, f"lines {one} and {other} look alike"


def test_a_highlighted_bar_is_darker_than_the_others() -> None:
    image = printed(lambda on: boxes(on, FILLS["accent"], FILLS["white"]))
    assert texture(sample(image, 1))[0] - texture(sample(image, 0))[0] > 150


@pytest.mark.parametrize("words", ["Wide words 1,234", "Wide words 1,234 성분"])
def test_words_are_measured_as_the_engine_prints_them(words: str) -> None:
    """Otherwise, names would overlap or run out of the chart."""
    ink = ImageChops.invert(printed(lambda on: on.text(0, SIDE / 2, words))).getbbox()
    assert ink
    assert (ink[2] - ink[0]) * 72 / DPI == pytest.approx(width(words), abs=1)
    assert width(words, 600) > width(words)
