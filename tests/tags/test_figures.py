"""A picture has a description, never the name of its file, and its place on the page."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from PIL import Image

from tests.reading import Element, Reading
from tests.reading.drawing import Box
from tests.tags.conftest import Hear

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="90" height="60" viewBox="0 0 90 60"><title>Its own</title>'
    '<rect x="0" y="0" width="90" height="60" fill="#aaaaaa"/>'
    '<text x="5" y="50" font-family="Source Sans 3">in</text></svg>'
)


def png(width: int = 120, height: int = 40) -> bytes:
    made = io.BytesIO()
    Image.new("RGB", (width, height), (138, 35, 24)).save(made, "PNG")
    return made.getvalue()


def drawn(figure: Element) -> Box:
    """The box around everything drawn in a figure except its words."""
    seen = [piece.box for run in figure.runs for piece in run.pieces if piece.kind != "text"]
    lefts, bottoms, rights, tops = zip(*seen, strict=True)
    return min(lefts), min(bottoms), max(rights), max(tops)


def pictures(reading: Reading) -> list[Element]:
    return reading.root.all("Figure")


@pytest.mark.parametrize(("name", "data"), [("a.svg", SVG.encode()), ("a.png", png())])
def test_a_figure_says_what_the_editor_wrote(name: str, data: bytes, hear: Hear) -> None:
    text = "A “square”, a & a, 1 < 2, *as it is*"
    (figure,) = pictures(hear(f"![{text}]({name})", {name: data}))
    assert figure.alt == text


@pytest.mark.parametrize(("name", "data"), [("a.svg", SVG.encode()), ("a.png", png())])
@pytest.mark.parametrize("filler", [0, 10, 40])
def test_the_box_of_a_figure_is_where_it_is_drawn_in_points_from_the_foot(
    filler: int, name: str, data: bytes, hear: Hear
) -> None:
    (figure,) = pictures(hear("Text.\n\n" * filler + f"![A]({name})\n\nEnd.", {name: data}))
    assert figure.attributes["BBox"] == pytest.approx(drawn(figure), abs=0.5)
    assert figure.owners == {"Layout"}


def test_the_words_in_a_drawing_are_a_part_of_it(hear: Hear) -> None:
    (figure,) = pictures(hear("![A](a.svg)", {"a.svg": SVG}))
    assert figure.text == "in"


def test_every_picture_is_drawn_within_its_box(whole: tuple[Path, Reading]) -> None:
    _, reading = whole
    for figure in pictures(reading):
        box, seen = figure.attributes["BBox"], drawn(figure)
        assert box[0] < box[2]
        assert box[1] < box[3]
        assert seen[0] >= box[0] - 1.5
        assert seen[1] >= box[1] - 1.5
        assert seen[2] <= box[2] + 1.5
        assert seen[3] <= box[3] + 1.5


def test_no_picture_is_described_by_the_name_of_its_file(whole: tuple[Path, Reading]) -> None:
    _, reading = whole
    assert [one.alt for one in pictures(reading) if not one.alt or re.search(r"\.(svg|png|jpe?g|webp)", one.alt)] == []


def test_the_pictures_of_the_kitchen_sink_have_their_descriptions(sink: Reading) -> None:
    assert sorted(str(one.alt) for one in pictures(sink)) == sorted(
        [
            "A short line",
            "A balance with two pans, level with each other.",
            "A square, a circle and a triangle in a row.",
            "A field of color that fades from left to right.",
            "a black dot",
            "A ruler with four marks",
            "The Clerk of Weights",
        ]
    )


@pytest.mark.parametrize("wide", ["", "\n{: .wide }"])
def test_a_caption_is_heard_behind_its_figure(wide: str, hear: Hear) -> None:
    reading = hear(f'Text.\n\n![What it shows](a.svg "Its *caption*"){wide}\n\nEnd.', {"a.svg": SVG})
    caption = reading.root.one("Caption")
    assert caption.text == "Figure 1. Its caption"
    roles = [element.role for element in reading.root.walk()]
    assert roles.index("Figure") < roles.index("Caption")
    parents = {id(kid): element for element in reading.root.walk() for kid in element.kids}
    figure = reading.root.one("Figure")
    holder = parents[id(caption)]
    assert holder is figure or holder is parents[id(figure)]
    heard = reading.root.raw
    assert heard.index("Text.") < heard.index("Figure 1.") < heard.index("End.")


def test_a_drawing_in_a_layout_of_the_brief_is_described_by_its_title(hear: Hear) -> None:
    frame = '{% from "title.html" import title %}{{ title(section) }}' + SVG + "{{ section.blocks }}"
    reading = hear("Text.", {"styles/layouts/prose.html": frame})
    (figure,) = pictures(reading)
    assert figure.alt == "Its own"
    assert reading.strays == ()


def test_a_picture_within_a_sentence_is_heard_there(hear: Hear) -> None:
    reading = hear("One ![two](a.png) three.", {"a.png": png(9, 9)})
    (paragraph,) = [one for one in reading.root.all("P") if one.text.startswith("One")]
    assert paragraph.text.split() == ["One", "three."]
    assert [one.alt for one in paragraph.all("Figure")] == ["two"]
