"""What tests of charts share: data, options, and a chart drawn with the faces of the house."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from xml.etree.ElementTree import Element

from brief.chart import Context, Look, show
from brief.chart.canvas import width_of
from brief.chart.options import chart_for
from brief.chart.plan import Chart
from brief.chart.start import styled
from brief.findings import Place
from brief.load import house
from brief.load.words import read
from brief.model import Cell, Exhibit, Option, Shown, Table
from brief.numbers import number

SECTION = Path("content/part.md")


def words(language: str = "en") -> Mapping[str, str]:
    return read(language, [house()], Place(Path("brief.yaml")))


def data(text: str) -> Table:
    """A table from lines of CSV, its numbers with a point before decimals."""
    head, *rows = (line.split(",") for line in text.strip().split("\n"))
    cells = tuple(tuple(Cell(cell.strip(), number(cell.strip(), ".")) for cell in row) for row in rows)
    lines = tuple(range(2, len(rows) + 2))
    return Table(Path("content/data/a.csv"), tuple(name.strip() for name in head), cells, lines)


def exhibit(what: str = "chart", caption: str = "", **options: str) -> Exhibit:
    """An exhibit of a section, which begins in line 3 and has each further option on a line below."""
    given = {"file": "data/a.csv", **options}
    made = tuple(Option(key, text, Place(SECTION, 3 + at, 7)) for at, (key, text) in enumerate(given.items()))
    return Exhibit("table" if what == "table" else "chart", made, caption, False, Place(SECTION, 3, 1))


LOOK = Look(
    width=328.8,
    family="Source Sans 3,NanumMyeongjo,sans-serif",
    faces=tuple(sorted((house() / "fonts").glob("*.ttf"))),
    size=9,
    ink="#1b1b1d",
    accent="#8a2318",
    rule="#77797d",
    thin=0.5,
)


def planned(text: str, **options: str) -> Chart:
    """The chart that these options make of this data."""
    return chart_for(exhibit(**options), data(text))


def shown(text: str, language: str = "en", caption: str = "", what: str = "chart", **options: str) -> Shown:
    """The exhibit made of this data: its picture, table and remarks."""
    return show(exhibit(what, caption, **options), data(text), Context(LOOK, words(language), in_div))


def in_div(said: str) -> Element:
    element = Element("div")
    element.text = said
    return element


def svg(text: str, language: str = "en", caption: str = "", **options: str) -> Element:
    picture = shown(text, language, caption, **options).picture
    assert picture is not None
    return picture


def width(words: str, weight: int = 400) -> float:
    """The width of words in a chart, in points."""
    with styled(LOOK):
        return width_of(words, weight)


def texts(picture: Element) -> list[str]:
    """The words of a drawing, in their order."""
    return ["".join(one.itertext()) for one in picture.iter("text")]
