"""An edition that could not be read aloud right is not written, and says why: a brief's own styles can lead to it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from brief.findings import BriefError
from tests import built
from tests.conftest import MakeBrief
from tests.reading import read

LAYOUT = '{% from "title.html" import title %}{{ title(section) }}{{ section.blocks }}'
SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="M0 0h9v9z"/></svg>'


@pytest.fixture
def flaws(make_brief: MakeBrief) -> Callable[..., list[str]]:
    def build(files: dict[str, str]) -> list[str]:
        with pytest.raises(BriefError) as raised:
            built.built(make_brief({"part.md": "# Title\n\nSome *pale* text.\n", "styles/a.svg": SVG, **files}))
        return [str(finding) for finding in raised.value.findings]

    return build


def test_pale_text_that_no_screen_reader_would_find(flaws: Callable[..., list[str]]) -> None:
    assert flaws({"styles/brand.css": "section p { opacity: 0.5 }"}) == [
        "content/part.md:3: error: not-read-aloud: 'Some pale text.' would be printed, and not read aloud\n"
        "    take `opacity` out of the style sheet: lighter colors and a lighter picture do the same"
    ]


def test_a_pale_picture_that_no_screen_reader_would_find(flaws: Callable[..., list[str]]) -> None:
    files = {"part.md": "# T\n\n![A square](styles/a.svg)\n", "styles/brand.css": "figure img { opacity: 0.5 }"}
    (told,) = flaws(files)
    assert told.startswith("content/part.md:3: error: not-read-aloud: 'A square' would be printed, and not read aloud")


def test_what_is_hidden_is_not_read(make_brief: MakeBrief) -> None:
    files = {"part.md": "# Title\n\nSome *hidden* text.\n", "styles/brand.css": "em { visibility: hidden }"}
    assert "hidden" not in read(built.built(make_brief(files)).pdf).root.text


def test_a_picture_in_a_layout_of_which_nothing_is_said(flaws: Callable[..., list[str]]) -> None:
    assert flaws({"styles/layouts/prose.html": LAYOUT + '<img src="a.svg">'}) == [
        "error: picture-without-words: nothing is said of the picture a.svg to those who do not see it\n"
        '    give its <img> in the layout an alt="…", which may be empty when it only decorates, and an <svg> a <title>'
    ]


def test_a_drawing_in_a_layout_of_which_nothing_is_said(flaws: Callable[..., list[str]]) -> None:
    (told,) = flaws({"styles/layouts/prose.html": LAYOUT + SVG})
    assert told.startswith("error: picture-without-words: nothing is said of the picture <svg> to those")


def test_a_heading_in_a_layout_that_skips_a_level(flaws: Callable[..., list[str]]) -> None:
    assert flaws({"styles/layouts/prose.html": LAYOUT + "<h5>Too deep</h5>"}) == [
        "error: heading-skips: the heading 'Too deep' skips a level\n"
        "    in a layout the title is <h1>, those of sections <h2>, and so on without a gap"
    ]


def test_a_brief_whose_title_is_hidden(flaws: Callable[..., list[str]]) -> None:
    (told,) = flaws({"styles/brand.css": ".masthead { display: none }"})
    assert told.startswith("content/part.md:1: error: heading-skips: the heading 'Title' skips a level\n")


@pytest.mark.parametrize("more", ['<img src="a.svg" alt="">', '<img src="a.svg" alt="A mark">'])
def test_a_layout_that_says_it_is_fine(more: str, make_brief: MakeBrief) -> None:
    files = {"part.md": "# Title\n\nText.\n", "styles/a.svg": SVG, "styles/layouts/prose.html": LAYOUT + more}
    assert built.built(make_brief(files)).findings == ()
